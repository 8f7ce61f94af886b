"""Claims made from a sentence: the same fact said a little otherwise, and facts that the sentence refutes or does not state.

Every edit is one rule over words, numbers or names; which one is applied is drawn from the generator passed in.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Sequence

NUMBER = re.compile(r"(?<![\w.,:/-])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?![\w:/-]|[.,]\d)")
NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,}){0,2}\b")
AUXILIARY = re.compile(
    r"\b(is|are|was|were|has|have|had|can|could|will|would|does|did|may|might|should)\b(?! not\b| no\b|n't)", re.IGNORECASE
)
NEGATION = re.compile(r"\b(?:not|never|no longer)\s+|n't\b", re.IGNORECASE)
DENIAL = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|denied|denies|refused|failed to)\b|n't\b", re.IGNORECASE
)
FORM = re.compile(r"(?<![\w'-])[a-z]{3,}?(ed|ing|tion|ers|ies)(?![\w'-])")
UNITS = (
    (r"kilomet(?:er|re)s|km", 0.621371, "miles"),
    (r"miles", 1.609344, "kilometers"),
    (r"met(?:er|re)s", 3.28084, "feet"),
    (r"feet", 0.3048, "meters"),
    (r"kilograms|kg", 2.20462, "pounds"),
    (r"pounds", 0.453592, "kilograms"),
    (r"tons|tonnes", 1000.0, "kilograms"),
    (r"hours", 60.0, "minutes"),
    (r"weeks", 7.0, "days"),
    (r"years", 12.0, "months"),
    (r"inches", 2.54, "centimeters"),
    (r"acres", 0.404686, "hectares"),
    (r"hectares", 2.47105, "acres"),
)
WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

# Each line: words that cannot both be said of the same thing.
OPPOSITES = [
    line.split("/")
    for line in """
increase/decrease increases/decreases increased/decreased increasing/decreasing rise/fall rises/falls rose/fell rising/falling
higher/lower high/low highest/lowest more/fewer more/less most/least greater/smaller larger/smaller large/small longer/shorter
before/after first/last earlier/later early/late won/lost win/lose wins/loses winning/losing all/none always/never
support/oppose supports/opposes supported/opposed approve/reject approves/rejects approved/rejected
accept/refuse accepted/refused
confirmed/denied agree/disagree agreed/refused allowed/banned allows/forbids permit/prohibit permitted/prohibited
north/south northern/southern east/west eastern/western left/right up/down above/below upper/lower inside/outside
male/female man/woman men/women boy/girl father/mother son/daughter brother/sister husband/wife king/queen
prevent/cause prevents/causes prevented/caused inhibit/promote inhibits/promotes inhibited/promoted inhibition/activation
activates/suppresses activated/suppressed activate/suppress upregulated/downregulated induces/blocks induced/blocked
improve/worsen improves/worsens improved/worsened improvement/deterioration effective/ineffective efficient/inefficient
reduce/raise reduces/raises reduced/increased reduction/increase gain/loss positive/negative positively/negatively
strong/weak stronger/weaker fast/slow faster/slower young/old younger/older new/old rich/poor safe/dangerous
common/rare frequently/rarely often/seldom likely/unlikely similar/different same/different significant/negligible
present/absent presence/absence with/without include/exclude includes/excludes included/excluded including/excluding
open/closed opened/closed start/end started/ended began/ended begin/end born/died alive/dead arrived/left enter/leave
buy/sell bought/sold borrow/lend import/export imports/exports expand/shrink expanded/shrank growth/decline
grew/shrank grow/shrink
public/private domestic/foreign legal/illegal guilty/innocent success/failure successful/unsuccessful succeeded/failed
major/minor maximum/minimum majority/minority dependent/independent sufficient/insufficient capable/incapable able/unable
protect/harm protects/harms protective/harmful beneficial/harmful enhanced/impaired enhances/impairs enhance/impair
sensitive/resistant sensitivity/resistance susceptible/resistant acute/chronic
many/few exceeded/missed ahead/behind joined/left hired/fired praised/criticized success/failure victory/defeat
temporary/permanent partially/fully voluntary/mandatory optional/required winter/summer spring/autumn morning/evening
doubled/halved tripled/halved gained/lost profit/loss surplus/deficit revenue/costs
""".split()
]
OPPOSITE: dict[str, list[str]] = {}
for one, other in OPPOSITES:
    OPPOSITE.setdefault(one, []).append(other)
    OPPOSITE.setdefault(other, []).append(one)

# Each line: words that may stand for one another in reports.
SYNONYMS = [
    line.split("/")
    for line in """
said/stated announced/declared about/roughly about/approximately approximately/around nearly/almost began/started begin/start
purchase/buy purchased/bought assist/help assisted/helped show/demonstrate shows/demonstrates showed/demonstrated
found/discovered
large/big quick/fast children/kids people/persons use/employ used/employed obtain/get obtained/got
die/perish died/perished killed/slain injured/wounded injuries/wounds arrested/detained several/various
increase/rise increased/rose increases/rises decrease/decline decreased/declined decreases/declines reduce/lower reduced/lowered
reduces/lowers illness/disease doctors/physicians car/automobile company/firm companies/firms firm/company
percent/% movie/film build/construct built/constructed requires/needs required/needed attempt/try attempted/tried
also/additionally however/but because/since although/though while/whereas
cancer/tumor tumor/tumour elevated/increased risk/danger patients/individuals associated/linked correlated/associated
promotes/stimulates inhibits/suppresses suppressed/inhibited prevents/averts revealed/showed indicates/suggests suggest/indicate
""".split()
]
SYNONYM: dict[str, list[str]] = {}
for one, other in SYNONYMS:
    SYNONYM.setdefault(one, []).append(other)
    SYNONYM.setdefault(other, []).append(one)

Edit = Callable[[str, random.Random], str | None]


def spelled(value: float, like: str = "") -> str:
    """A number the way newspapers print it: no more decimals than needed, thousands parted."""
    if value >= 1000 and ("," in like or value >= 10_000):
        return f"{value:,.0f}"
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _number(match: re.Match[str]) -> float:
    return float(match.group(0).replace(",", ""))


def _is_year(match: re.Match[str]) -> bool:
    return match.group(2) is None and "," not in match.group(1) and 1500 <= _number(match) <= 2100


def _swap(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def _pick(text: str, pattern: re.Pattern[str], rng: random.Random) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return rng.choice(found) if found else None


# ------------------------------------------------------------------------------------------------ edits that keep the fact


def synonym(text: str, rng: random.Random) -> str | None:
    """One word for another of the same meaning."""
    return _by_table(text, SYNONYM, rng)


def shorter(text: str, rng: random.Random) -> str | None:
    """Without a parenthesis, a clause between commas, an opening phrase or a trailing one."""
    cuts = [
        re.sub(r"\s*\([^()]{3,80}\)", "", text, count=1),
        re.sub(r", (?:which|who|where|whose|including|according to|as|with|led by|based)\b[^,;.]{4,90},", "", text, count=1),
        re.sub(
            r"^(?:In|On|At|After|Before|During|However|Moreover|Furthermore|Here|Finally|Meanwhile|Since)\b[^,]{0,60}, (\w)",
            lambda m: m.group(1).upper(),
            text,
        ),
        re.sub(r",? (?:according to|after|while|although|because|which|where|when|despite|as)\b[^,;.]{8,120}\.$", ".", text),
        re.sub(r", (?:he|she|they|police|officials|authorities|the \w+) (?:said|says|added|reported|told \w+)\.$", ".", text),
    ]
    kept = [cut for cut in cuts if cut != text and len(cut.split()) >= 5]
    return rng.choice(kept) if kept else None


def rounded(text: str, rng: random.Random) -> str | None:
    """A number as a round one with "about", or as a bound that it keeps."""
    found = [m for m in NUMBER.finditer(text) if not _is_year(m) and _number(m) >= 13]
    if not found:
        return None
    match = rng.choice(found)
    value = _number(match)
    step = 10 ** (len(str(int(value))) - 1)
    step = step if value / step >= 3 else step / 10
    below, above, near = value // step * step, -(-value // step) * step, round(value / step) * step
    if re.search(
        r"(?:than|least|about|over|nearly|almost|some|roughly|approximately|to|up|-)\s*[$€£]?$", text[: match.start()]
    ):
        return None
    choices = [(rng.choice(("about", "around", "roughly", "approximately")), near)]
    if below < value:
        choices += [("more than", below), ("over", below), ("at least", below)]
    if above > value:
        choices += [("fewer than", above), ("nearly", above)] if (above - value) / value < 0.06 else [("fewer than", above)]
    word, number = rng.choice(choices)
    money = 1 if match.start() and text[match.start() - 1] in "$€£" else 0
    start = match.start() - money
    return f"{text[:start]}{word} {text[start : match.start()]}{spelled(number, match.group(0))}{text[match.end() :]}"


def converted(text: str, rng: random.Random, wrong: float = 1.0) -> str | None:
    """A measure in another unit."""
    for pattern, factor, unit in rng.sample(UNITS, len(UNITS)):
        match = re.search(rf"(\d+(?:,\d{{3}})*(?:\.\d+)?)[ -](?:{pattern})\b", text)
        if match:
            value = float(match.group(1).replace(",", "")) * factor * wrong
            figure = spelled(round(value) if value >= 20 else value)
            return _swap(text, match, f"{figure} {unit}")
    return None


def in_words(text: str, rng: random.Random) -> str | None:
    """A small number in words, or back in figures."""
    match = _pick(text, re.compile(r"(?<![\w.,$-])(?:[2-9]|1[0-2])(?= [a-z])"), rng)
    if match:
        return _swap(text, match, WORDS[int(match.group(0))])
    match = _pick(text, re.compile(rf"\b(?:{'|'.join(WORDS[2:])})\b"), rng)
    return _swap(text, match, str(WORDS.index(match.group(0)))) if match else None


# ------------------------------------------------------------------------------------------------ edits the sentence refutes


def other_number(text: str, rng: random.Random) -> str | None:
    """One number changed."""
    match = _pick(text, NUMBER, rng)
    if match is None:
        return None
    value = _number(match)
    if _is_year(match):
        return _swap(text, match, str(int(value + rng.choice((-1, 1)) * rng.choice((1, 1, 2, 3, 5, 10, 20)))))
    factor = rng.choice((0.1, 0.5, 0.6, 0.75, 1.3, 1.5, 2, 3, 10))
    new = value * factor if match.group(2) or value >= 20 else value + rng.choice((-3, -2, -1, 1, 2, 3, 5))
    new = round(new, 1) if match.group(2) else round(new)
    return _swap(text, match, spelled(new, match.group(0))) if new > 0 and new != value else None


def broken_bound(text: str, rng: random.Random) -> str | None:
    """A bound that the number breaks."""
    found = [m for m in NUMBER.finditer(text) if not _is_year(m) and _number(m) >= 5]
    if not found:
        return None
    match = rng.choice(found)
    value = _number(match)
    if re.search(r"(?:than|least|about|over|nearly|almost|some|to|up|-)\s*[$€£]?$", text[: match.start()]):
        return None
    word, number = rng.choice(
        (("more than", value * rng.choice((1.2, 1.5, 2))), ("fewer than", value * rng.choice((0.5, 0.7, 0.8))))
    )
    return _swap(text, match, f"{word} {spelled(round(number), match.group(0))}") if "$" not in text else None


def wrong_conversion(text: str, rng: random.Random) -> str | None:
    """A measure in another unit, converted wrongly."""
    return converted(text, rng, wrong=rng.choice((0.5, 0.7, 1.4, 1.8, 2.5)))


def other_word_number(text: str, rng: random.Random) -> str | None:
    """A number in words changed."""
    match = _pick(text, re.compile(rf"\b(?:{'|'.join(WORDS[2:])})\b"), rng)
    return _swap(text, match, rng.choice([word for word in WORDS[2:] if word != match.group(0)])) if match else None


def other_month(text: str, rng: random.Random) -> str | None:
    """A month or weekday changed."""
    match = _pick(text, re.compile(rf"\b(?:{'|'.join(MONTHS + DAYS)})\b(?= \d|,|\.| |$)"), rng)
    if match is None:
        return None
    same = MONTHS if match.group(0) in MONTHS else DAYS
    return _swap(text, match, rng.choice([word for word in same if word != match.group(0)]))


def negated(text: str, rng: random.Random) -> str | None:
    """A "not" put in, or taken out."""
    match = NEGATION.search(text)
    if match:
        return text[: match.start()] + text[match.end() :]
    match = _pick(text, AUXILIARY, rng)
    return _swap(text, match, f"{match.group(0)} {rng.choice(('not', 'not', 'not', 'never'))}") if match else None


def opposite(text: str, rng: random.Random) -> str | None:
    """One word turned into its opposite."""
    return _by_table(text, OPPOSITE, rng)


def other_name(text: str, rng: random.Random, names: Sequence[str]) -> str | None:
    """A name changed for another of as many words."""
    match = _pick(text, NAME, rng)
    if match is None:
        return None
    fitting = [
        n
        for n in names
        if len(n.split()) == len(match.group(0).split()) and n not in text and not set(n.split()) & set(text.split())
    ]
    if match.group(0) in MONTHS + DAYS or not fitting:
        return None
    return _swap(text, match, rng.choice(fitting))


def figure(text: str, rng: random.Random) -> re.Match[str] | None:
    """One number of the sentence that is no part of a date."""
    found = [match for match in NUMBER.finditer(text) if not _is_year(match) and not _is_day(match)]
    return rng.choice(found) if found else None


def _is_day(match: re.Match[str]) -> bool:
    before, after = match.string[: match.start()].split()[-1:], match.string[match.end() :].split()[:1]
    return any(word.strip(".,") in MONTHS for word in (*before, *after))


def looks_alike(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two numbers are both money, both percent, or both plain."""
    return _kind(one) == _kind(other)


def _kind(match: re.Match[str]) -> str:
    before, after = match.string[max(0, match.start() - 1) : match.start()], match.string[match.end() :].lstrip()
    if before in {"$", "€", "£"}:
        return "money"
    return "percent" if after.startswith(("%", "percent", "per cent")) else "plain"


def by_form(texts: Sequence[str]) -> dict[str, list[str]]:
    """The words of `texts` by their ending, each that is said at least three times; in order of the alphabet."""
    counts: dict[tuple[str, str], int] = {}
    for text in texts:
        for match in FORM.finditer(text):
            key = (match.group(1), match.group(0))
            counts[key] = counts.get(key, 0) + 1
    forms: dict[str, list[str]] = {}
    for (ending, word), count in sorted(counts.items()):
        if count >= 3:
            forms.setdefault(ending, []).append(word)
    return forms


def other_word(text: str, rng: random.Random, words: dict[str, list[str]]) -> str | None:
    """One word changed for another of its ending that is no synonym: another act or another thing."""
    match = _pick(text, FORM, rng)
    if match is None:
        return None
    old = match.group(0)
    fitting = [word for word in words.get(match.group(1), ()) if word[:4] != old[:4] and word not in SYNONYM.get(old, ())]
    return _swap(text, match, rng.choice(fitting)) if fitting else None


def names_changed_over(text: str, rng: random.Random) -> str | None:
    """Two names in one another's place, where no "and", "or" or comma between them makes them equals."""
    found = [match for match in NAME.finditer(text) if match.group(0) not in MONTHS + DAYS]
    fit = [
        (one, other)
        for one, other in itertools.pairwise(found)
        if one.group(0) != other.group(0)
        and len(between := text[one.end() : other.start()].split()) >= 1
        and not {"and", "or", "with", "from"} & set(between)
        and "," not in text[one.end() : other.start()]
        and re.search(r"(?:ed|s)\b", " ".join(between))
    ]
    if not fit:
        return None
    one, other = rng.choice(fit)
    return text[: one.start()] + other.group(0) + text[one.end() : other.start()] + one.group(0) + text[other.end() :]


def _by_table(text: str, table: dict[str, list[str]], rng: random.Random) -> str | None:
    found = [m for m in re.finditer(r"[A-Za-z%]+", text) if m.group(0).lower() in table]
    if not found:
        return None
    match = rng.choice(found)
    new = rng.choice(table[match.group(0).lower()])
    return _swap(text, match, new.capitalize() if match.group(0)[0].isupper() else new)


KEEPING: tuple[Edit, ...] = (synonym, shorter, shorter, rounded, converted, in_words)
TURNING: tuple[Edit, ...] = (
    other_number, other_number, broken_bound, wrong_conversion, other_word_number, other_month, negated, opposite, opposite,
)  # fmt: skip
