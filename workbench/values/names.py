"""Numbers that belong to names: F-16, M39A1, COVID-19, Article 5, 737 MAX, scores, telephone numbers, versions.

These identify something and measure nothing, so they are no values. Words that turn a following number into a name are
data (``lexicon/names.tsv``).
"""

from __future__ import annotations

from functools import cache

from workbench.values.bounds import read_bound_before
from workbench.values.calendar_terms import MONTHS
from workbench.values.cardinals import LETTERS, SCALES, is_mixed, read_ratio
from workbench.values.currencies import codes, signs
from workbench.values.measures import read_measure
from workbench.values.money import read_name_after, read_sign_before
from workbench.values.nouns import STOP, read_noun
from workbench.values.scan import BREAK, Scan
from workbench.values.tables import read_table, read_toml

_HYPHENS = frozenset("-‐‑–")
_BEFORE_HYPHEN = frozenset("minus plus sub under over pre post mid top to from and or past a about x".split())
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_CONTEXT = read_toml("context.toml")
_CLOCK: frozenset[str] = frozenset(_CONTEXT["clock"].split())
_STREETS: frozenset[str] = frozenset(_CONTEXT["streets"].split())
_LETTER_UNITS = frozenset("x s d g".split())
_TELEPHONE = (3, 4)
_LIST_DIGITS = 2
_MANY = 4  # an integer of more digits than this after a capitalised word is a count, not a name
_SMALL = 9  # journalists write counts up to nine in words, so a digit after a name is part of it


def name_end(scan: Scan, at: int) -> int:
    """The token after the name that the numeral at `at` belongs to, or 0 where it is an amount."""
    return _end_of_chain(scan, at) or _end_of_glued(scan, at) or _end_of_labelled(scan, at) or _end_of_followed(scan, at)


def _end_of_chain(scan: Scan, at: int) -> int:
    """Scores, clock times, ratios, telephone numbers, versions, dates: numerals joined by marks."""
    mark = scan.words[at + 1]
    if is_mixed(scan, at):
        return 0
    if mark in {":", "."} and scan.glued(at + 1) and scan.glued(at + 2) and scan.numeral(at + 2):
        return _chain_over(scan, at)
    if mark == "x" and scan.numeral(at + 2) and scan.words[at + 2] != "10":
        return at + 3  # 5.56x45mm, 10 x 12
    if mark in _HYPHENS and scan.glued(at + 1) and scan.glued(at + 2) and scan.numeral(at + 2):
        end = _chain_over(scan, at)
        return end if end > at + 3 or _is_telephone(scan, at) else 0
    if mark == "/" and scan.glued(at + 1) and scan.glued(at + 2) and scan.numeral(at + 2):
        end = _chain_over(scan, at)
        return end if end > at + 3 or read_ratio(scan, at) is None else 0
    return 0


def _chain_over(scan: Scan, at: int) -> int:
    """The end of numerals joined by glued marks, from `at`."""
    end = at + 1
    while (
        scan.words[end] in {"-", "‑", "–", ":", "/", "."} and scan.glued(end) and scan.glued(end + 1) and scan.numeral(end + 1)
    ):
        end += 2
    return end


def _is_telephone(scan: Scan, at: int) -> bool:
    """As in "555-0147": three digits and four, nothing measured."""
    first, second = scan.words[at], scan.words[at + 2]
    shaped = first.isdigit() and second.isdigit() and (len(first), len(second)) == _TELEPHONE
    return shaped and not second.startswith(("19", "20")) and read_measure(scan, at + 3) is None


def _end_of_glued(scan: Scan, at: int) -> int:
    """A numeral written against letters or after a word and a hyphen: F-16, M39A1, 5G, 1990s, cac40, COVID -19."""
    if scan.glued(at) and at > 0 and _is_glued_to_name(scan, at):
        return _past_glued(scan, at)
    if at > 1 and scan.words[at - 1] in _HYPHENS and scan.lower[at - 2] == "covid":
        return at + 1
    if scan.glued(at + 1) and scan.words[at + 1][:1].isalpha() and not _is_suffix(scan, at + 1):
        return _past_glued(scan, at)
    return 0


def _is_glued_to_name(scan: Scan, at: int) -> bool:
    before = scan.words[at - 1]
    if before[-1].isalpha():
        return before not in signs() and before not in codes()
    if before in {"_", "\\", "№", "#"} or (before == "." and scan.glued(at - 1) and scan.words[at - 2][-1:].isalnum()):
        return True
    hyphened = before in _HYPHENS and scan.glued(at - 1) and scan.words[at - 2][-1:].isalpha()
    return hyphened and _named_before_hyphen(scan, at - 2)


def _named_before_hyphen(scan: Scan, at: int) -> bool:
    """Whether the word before the hyphen makes a name: neither a prefix nor a unit or sign that belongs to a number."""
    word = scan.words[at]
    if at > 0 and scan.glued(at) and scan.numeral(at - 1):
        return False
    return word.lower() not in _BEFORE_HYPHEN and word not in codes() and word not in SCALES and word not in signs()


def _past_glued(scan: Scan, at: int) -> int:
    end = at + 1
    while scan.glued(end) and (
        scan.words[end][:1].isalnum()
        or (scan.words[end] in _HYPHENS and scan.words[end + 1][:1].isalnum() and scan.glued(end + 1))
    ):
        end += 1
    return end


def _is_suffix(scan: Scan, at: int) -> bool:
    """Whether the letters against a number are a unit, a magnitude, an ordinal ending, a clock word or money."""
    word = scan.words[at]
    if word in {"C", "F"} and scan.lower[at - 2] in _labels():
        return False  # "room 12C"
    if read_measure(scan, at) is not None:
        return True
    if word in LETTERS or word.lower() in SCALES or word.lower() in _ORDINAL_ENDINGS or word in codes() or word in signs():
        return not (scan.glued(at + 1) and scan.words[at + 1][:1].isdigit())
    return word in {"p", "c", "x"} or word.lower() in _CLOCK


def _end_of_labelled(scan: Scan, at: int) -> int:
    """A numeral after a label ("Article 5", "Flight 370") or after a name ("Challenger 2", "S&P 500")."""
    before, lower = (scan.words[at - 1], scan.lower[at - 1]) if at > 0 else ("", "")
    if _is_list_number(scan, at):
        return at + 1
    if lower in MONTHS and scan.numeral(at - 2):
        return 0  # "on 16 May 17 people": a day before the month leaves the number free
    if not before or scan.glued(at):
        return _in_parentheses(scan, at)
    integer = scan.words[at].isdigit()
    if lower in _labels() and (before != lower or _labels()[lower] == "any") and "," not in scan.words[at]:
        return 0 if _is_amount(scan, at) else _past_glued(scan, at)
    if before != before.lower() and lower not in STOP and before not in codes() and before not in signs() and integer:
        return _after_capital(scan, at)
    return 0


def _after_capital(scan: Scan, at: int) -> int:
    """As in "Falcon 9" and "Leopard 2 tanks" are names; "Ukraine 31 tanks" and a sentence's first word are not."""
    first_word = at < 2 or scan.words[at - 2] in {".", "!", "?", BREAK, "“", '"'}  # noqa: PLR2004
    if first_word or len(scan.words[at]) > _MANY or _is_amount(scan, at) or read_bound_before(scan, at):
        return 0
    after = scan.words[at + 1]
    if int(scan.words[at]) <= _SMALL or not after[:1].isalpha() or scan.lower[at + 1] in STOP or scan.words[at - 1].isupper():
        return (
            0
            if after in {"-", "–"} or (scan.lower[at + 1] in {"to", "and", "or"} and scan.numeral(at + 2))
            else _past_glued(scan, at)
        )
    return 0


def _is_amount(scan: Scan, at: int) -> bool:
    """Whether a unit, magnitude or money follows, so that no name precedes."""
    after = scan.lower[at + 1]
    return (
        after in SCALES
        or read_measure(scan, at + 1) is not None
        or read_name_after(scan, at + 1, None, large=False) is not None
    )


def _in_parentheses(scan: Scan, at: int) -> int:
    """As in "Prescott (4)", "[12]": a bare integer in brackets is a number on a shirt or a note."""
    if at > 0 and scan.words[at - 1] in {"(", "["} and scan.words[at + 1] in {")", "]"} and scan.words[at].isdigit():
        return at + 2
    return 0


def _is_list_number(scan: Scan, at: int) -> bool:
    """As in "1. " or "2) " at the start of the text, a line or a paragraph."""
    if (
        scan.words[at + 1] not in {".", ")"}
        or not scan.glued(at + 1)
        or not scan.words[at].isdigit()
        or len(scan.words[at]) > _LIST_DIGITS
    ):
        return False
    line_start = at == 0 or "\n" in scan.text[scan.ends[at - 1] : scan.starts[at]] or scan.words[at - 1] == BREAK
    return line_start and scan.starts[at + 2] > scan.ends[at + 1]


def _end_of_followed(scan: Scan, at: int) -> int:
    """A numeral before a word that makes it a name or a time: "737 MAX", "2 p.m.", "71st Street", "9 Elm Road"."""
    after, lower = scan.words[at + 1], scan.lower[at + 1]
    if lower in _CLOCK or (lower in {"a", "p"} and scan.words[at + 2] == "." and scan.lower[at + 3] == "m"):
        return at + 2
    if not scan.words[at].isdigit() or not after[:1].isupper() or _is_amount(scan, at):
        return 0
    if _is_before_name(scan, at):
        return at + 1
    for position in range(at + 1, at + 5):
        if scan.lower[position] in _STREETS and position > at + 1:
            return position + 1
        if (
            not scan.words[position][:1].isupper()
            and not scan.numeral(position)
            and scan.lower[position] not in _ORDINAL_ENDINGS
        ):
            break
    return 0


def _is_before_name(scan: Scan, at: int) -> bool:
    """As in "787 Dreamliner", "90049 ZIP", "911 Turbo": a bare integer before a name that is no counted plural."""
    after, lower = scan.words[at + 1], scan.lower[at + 1]
    if lower in STOP or len(after) == 1 or read_bound_before(scan, at) or read_noun(scan, at + 1, one=False, takes_of=False):
        return False
    return read_sign_before(scan, at, None) is None and scan.words[at] != "1"


@cache
def _labels() -> dict[str, str]:
    return {row[0]: row[1] for row in read_table("names.tsv", columns=2)}
