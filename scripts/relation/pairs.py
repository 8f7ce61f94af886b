"""Pairs of evidence and claim to train the relation model on: public sets whose licence allows it, and pairs of their texts.

The fifth of the documents that the scores are quoted on (SHA-1 of the group modulo 5 is 0) is never read here, nor is any pair
that shares a claim or an evidence text with it. A tenth of the rest (SHA-1 modulo 10 is 1) is kept for calibration.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.relation import edits
from workbench.judging.windows import window
from workbench.sentences import split_sentences

S, R, N = "supports", "refutes", "neutral"


@dataclass(frozen=True, slots=True)
class Pair:
    """Evidence, claim, label; `group` is what must not be split between training and test."""

    source: str
    evidence: str
    claim: str
    label: str
    group: str


def fold_of(group: str) -> int:
    """The group's place among ten: 0 and 5 are test, 1 is calibration."""
    return int(hashlib.sha1(group.encode(), usedforsecurity=False).hexdigest(), 16) % 10


def is_test(group: str) -> bool:
    """Whether pairs of this group are for quoting scores only."""
    return fold_of(group) % 5 == 0


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


# ------------------------------------------------------------------------------------------------ fact-checking sets


def scifact(folder: Path) -> Iterator[Pair]:
    """Claims on abstracts (claims CC BY 4.0, abstracts ODC-By 1.0); other sentences of a judged abstract are neutral."""
    corpus = {str(row["doc_id"]): row for row in lines(folder / "corpus.jsonl")}
    for claim in lines(folder / "claims_train.jsonl"):
        for doc in map(str, claim["cited_doc_ids"]):
            abstract, notes = corpus[doc]["abstract"], claim["evidence"].get(doc)
            if not notes:
                yield Pair("scifact", " ".join(abstract[:3]), claim["claim"], N, doc)
                continue
            label = S if notes[0]["label"] == "SUPPORT" else R
            told = sorted({number for note in notes for number in note["sentences"]})
            yield Pair(
                "scifact", " ".join(abstract[n] for note in notes for n in note["sentences"]), claim["claim"], label, doc
            )
            if len(notes) > 1:
                for note in notes[:2]:
                    yield Pair("scifact+", " ".join(abstract[n] for n in note["sentences"]), claim["claim"], label, doc)
            rest = [text for n, text in enumerate(abstract) if n not in told and n - 1 not in told]
            if rest:
                yield Pair("scifact+", " ".join(rest[:2]), claim["claim"], N, doc)


def check_covid(folder: Path) -> Iterator[Pair]:
    """Claims of news on abstracts (MIT)."""
    corpus = {row["cord_id"]: row["abstract"] for row in lines(folder / "corpus.json")}
    for path in sorted(folder.glob("covidCheck*.json")):
        for row in lines(path):
            abstract = corpus[row["cord_id"]]
            chosen = [abstract[note["sent_index"]] for note in row["evidence_set"] if note["sent_index"] < len(abstract)]
            label = {"SUPPORT": S, "REFUTE": R}.get(row["label"], N)
            yield Pair("check-covid", " ".join(chosen or abstract[:4]), row["claim"], label, row["cord_id"])


def fever_symmetric(folder: Path) -> Iterator[Pair]:
    """Claims on Wikipedia sentences, written against give-aways (CC BY-SA 3.0)."""
    for row in lines(folder / "fever_symmetric_v0.2_dev.jsonl"):
        yield Pair("fever-symmetric", row["evidence"], row["claim"], S if row["label"] == "SUPPORTS" else R, row["evidence"])


def fm2(folder: Path) -> Iterator[Pair]:
    """Claims written to fool players, with their Wikipedia evidence (Apache-2.0; text CC BY-SA)."""
    for row in lines(folder / "dev.jsonl"):
        gold = [note["text"] for note in row["gold_evidence"]]
        text = " ".join(gold)
        yield Pair("fm2", text, row["text"], S if row["label"] == "SUPPORTS" else R, text)
        other = [note["text"] for note in row["retrieved_evidence"] if note["text"] not in gold]
        if len(other) > 3:
            yield Pair("fm2+", other[-1], row["text"], N, text)


def wice(folder: Path) -> Iterator[Pair]:
    """Wikipedia sentences on the pages they cite (annotations ODC-By)."""
    for row in lines(folder / "claim_dev.jsonl"):
        group = row["claim"]
        if row["supporting_sentences"]:
            text = " ".join(row["evidence"][n] for n in row["supporting_sentences"][0])
        else:
            text = window(row["claim"], "\n\n".join(row["evidence"]), words=80)
        yield Pair("wice", text, row["claim"], S if row["label"] == "supported" else N, group)


def equate(folder: Path) -> Iterator[Pair]:
    """News sentences with numbers (MIT); the templated part is sampled."""
    for name, most in (("NewsNLI", 10_000), ("StressTest_dev", 200)):
        for row in lines(folder / f"{name}.jsonl")[:most]:
            label = {"entailment": S, "contradiction": R, "neutral": N}[row["label"].lower()]
            yield Pair(
                "equate-news" if name == "NewsNLI" else "equate-stress",
                row["premise"],
                row["hypothesis"],
                label,
                row["premise"],
            )


def summedits(folder: Path) -> Iterator[Pair]:
    """Summaries with one small edit, on the documents they sum up (Apache-2.0)."""
    for path in sorted(folder.glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            invented = row["label"] == 0 and set(row["edit_types"]) == {"hallucinated_fact_insertion"}
            label = S if row["label"] == 1 else N if invented else R
            yield Pair(path.stem.replace("_", "-"), window(row["summary"], row["doc"]), row["summary"], label, row["doc"])


SETS = {
    "scifact": scifact, "check-covid": check_covid, "fever-symmetric": fever_symmetric, "fm2": fm2, "wice": wice,
    "equate": equate, "summedits": summedits,
}  # fmt: skip

# ------------------------------------------------------------------------------------------------ general pairs

# The files whose licence allows use in shipped weights, and how many rows of each: templated and one-sided ones are sampled.
GENERAL = {
    "mnli_sample": 20_000, "cad_nli": 6_000, "snli_dev_test": 4_000, "infotabs": 2_500, "breaking_nli": 1_500, "conjnli": 2_000,
    "negnli": 3_000, "scone_monli": 600, "med": 1_200, "hans_generated": 1_200, "begin": 1_000, "vitaminc_mini": 400,
    "wanli_mini": 100,
}  # fmt: skip


def general(folder: Path, rng: random.Random) -> Iterator[Pair]:
    """Rows of the general files, sampled."""
    for name, most in GENERAL.items():
        rows = lines(folder / f"{name}.jsonl")
        for row in rng.sample(rows, min(most, len(rows))):
            yield Pair(name, row["premise"], row["hypothesis"], row["label"], row["premise"])


# ------------------------------------------------------------------------------------------------ made pairs

_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|can|does|do|induces?|inhibits?|promotes?|regulates?|mediates?|controls?|reveals?|increases?|"
    r"decreases?|reduces?|causes?|prevents?|protects?|requires?|drives?|leads?|enhances?|improves?|impairs?|suppresses|suppress|"
    r"blocks?|activates?|predicts?|contributes?|limits?|links?|triggers?|forms?|affects?|determines?|identifies|defines?|supports?|"
    r"enables?|acts?|binds?|targets?|restricts?|maintains?|stimulates?|attenuates?|alters?|modulates?|confers?|associates?|depends?)\b"
)


def titled(folder: Path, rng: random.Random) -> Iterator[Pair]:
    """Titles that state a finding, as claims on their abstract: as they are, turned, and on an abstract of the same subject."""
    rows = [row for row in lines(folder / "corpus.jsonl") if not is_test(str(row["doc_id"])) and row["abstract"]]
    stated = [row for row in rows if _VERB.search(row["title"]) and len(row["title"].split()) > 4 and "?" not in row["title"]]
    by_word: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        for word in {w.lower() for w in re.findall(r"[A-Za-z0-9-]{5,}", row["title"])}:
            by_word.setdefault(word, []).append(row)
    for row in stated:
        title, text, doc = row["title"].rstrip(".") + ".", " ".join(row["abstract"]), str(row["doc_id"])
        yield Pair("titles", window(title, text, words=rng.choice((50, 80, 110))), title, S, doc)
        turn = rng.choice((edits.opposite, edits.opposite, edits.negated))
        turned = turn(title, rng) or edits.negated(title, rng) or edits.opposite(title, rng)
        if turned:
            yield Pair("titles", window(turned, text, words=rng.choice((50, 80))), turned, R, doc)
        shared = sorted(
            {w.lower() for w in re.findall(r"[A-Za-z0-9-]{5,}", title)} & by_word.keys(), key=lambda w: (len(by_word[w]), w)
        )
        near = [other for word in shared for other in by_word[word] if other is not row and len(by_word[word]) < 200][:6]
        if near:
            other = rng.choice(near)
            yield Pair("titles", window(title, " ".join(other["abstract"]), words=rng.choice((50, 80))), title, N, doc)


def made(texts: Sequence[tuple[str, str]], rng: random.Random, most: int, source: str) -> Iterator[Pair]:
    """Claims made from sentences of `texts` (group, text): kept, turned, and said elsewhere."""
    names = sorted({m.group(0) for _, text in texts for m in edits.NAME.finditer(text)} - set(edits.MONTHS) - set(edits.DAYS))
    made_so_far = 0
    order = list(texts)
    rng.shuffle(order)
    for group, text in order * 3:
        spans = [text[a:b] for a, b in split_sentences(text)]
        fit = [n for n, one in enumerate(spans) if 7 <= len(one.split()) <= 40]
        if not fit:
            continue
        place = rng.choice(fit)
        around = spans[max(0, place - rng.choice((0, 0, 1))) : place + rng.choice((1, 1, 2))]
        evidence = " ".join(around)
        for label, claim in _claims(spans, place, rng, names):
            if claim not in evidence or label == S:
                yield Pair(source, evidence, claim, label, group)
                made_so_far += 1
        if made_so_far >= most:
            return


def _claims(spans: Sequence[str], place: int, rng: random.Random, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    base = spans[place]
    kept = _light(base, rng)
    if kept != base:
        yield S, kept
    if rng.random() < 0.25:
        turned = edits.other_name(_light(base, rng), rng, names)
    else:
        turned = next((t for e in rng.sample(edits.TURNING, len(edits.TURNING)) if (t := e(_light(base, rng), rng))), None)
    if turned and turned != base:
        yield R, turned
    if rng.random() < 0.5:
        others = [one for n, one in enumerate(spans) if abs(n - place) > 1 and 6 <= len(one.split()) <= 40]
        if others:
            yield (
                N,
                _light(
                    max(rng.sample(others, min(3, len(others))), key=lambda o: len(set(o.split()) & set(base.split()))), rng
                ),
            )


def _light(text: str, rng: random.Random) -> str:
    """The sentence with up to two edits that keep its fact."""
    for _ in range(rng.choice((0, 1, 1, 2, 2))):
        text = rng.choice(edits.KEEPING)(text, rng) or text
    return text


def numbers(texts: Sequence[tuple[str, str]], rng: random.Random, most: int) -> Iterator[Pair]:
    """Sentences with a number, said with an equal, a bounded or another number."""
    keeping = (edits.rounded, edits.rounded, edits.converted, edits.in_words)
    turning = (edits.other_number, edits.broken_bound, edits.wrong_conversion, edits.other_word_number, edits.other_month)
    found = [
        (g, t[a:b])
        for g, t in texts
        for a, b in split_sentences(t)
        if edits.NUMBER.search(t[a:b]) and b - a - t[a:b].count(" ") >= 6 and len(t[a:b].split()) <= 35
    ]
    rng.shuffle(found)
    count = 0
    for group, text in found:
        kept = next((k for e in rng.sample(keeping, len(keeping)) if (k := e(text, rng))), None)
        turned = next((k for e in rng.sample(turning, len(turning)) if (k := e(edits.shorter(text, rng) or text, rng))), None)
        for label, claim in ((S, kept), (R, turned)):
            if claim and claim != text:
                yield Pair("numbers", text, (edits.shorter(claim, rng) or claim) if label == S else claim, label, group)
                count += 1
        if count >= most:
            return


def swapped_neutral(pairs: Sequence[Pair], rng: random.Random) -> Iterator[Pair]:
    """Claims on the evidence of another claim of their set that shares a rare word: on the subject, and beside the point."""
    by_word: dict[str, list[Pair]] = {}
    for pair in pairs:
        for word in {w.lower() for w in re.findall(r"[A-Za-z0-9-]{5,}", pair.claim)}:
            by_word.setdefault(word, []).append(pair)
    for pair in pairs:
        words = sorted({w.lower() for w in re.findall(r"[A-Za-z0-9-]{5,}", pair.claim)}, key=lambda w: (len(by_word[w]), w))
        near = [other for w in words for other in by_word[w] if other.group != pair.group and len(by_word[w]) < 60]
        if near:
            other = rng.choice(near[:4])
            yield Pair(f"{pair.source}~", other.evidence, pair.claim, N, pair.group)


# ------------------------------------------------------------------------------------------------ all of it


def texts_of(data: Path) -> dict[str, list[tuple[str, str]]]:
    """The running texts that pairs are made from, without the test part: science abstracts, and news, wiki and other prose."""
    science = [(str(row["doc_id"]), " ".join(row["abstract"])) for row in lines(data / "scifact" / "corpus.jsonl")]
    science += [(row["cord_id"], " ".join(row["abstract"])) for row in lines(data / "check-covid" / "corpus.json")]
    prose = [
        (row["doc"], row["doc"])
        for name in ("news", "ectsum")
        for row in {
            r["doc"]: r for r in json.loads((data / "summedits" / f"summedits_{name}.json").read_text(encoding="utf-8"))
        }.values()
    ] * 12
    for row in lines(data / "fm2" / "dev.jsonl"):
        text = " ".join(note["text"] for note in row["gold_evidence"])
        prose.append((text, " ".join([text, *(note["text"] for note in row["retrieved_evidence"][:4])])))
    prose += [(row["evidence"], row["evidence"]) for row in lines(data / "fever-symmetric" / "fever_symmetric_v0.2_dev.jsonl")]
    prose += [(row["premise"], row["premise"]) for row in lines(data / "equate" / "NewsNLI.jsonl")]
    prose += [(row["claim"], " ".join(row["evidence"][:40])) for row in lines(data / "wice" / "claim_dev.jsonl")]
    general_prose = [(row["premise"], row["premise"]) for row in lines(data / "nli" / "mnli_sample.jsonl")]
    return {
        name: [(g, t) for g, t in texts if not is_test(g)]
        for name, texts in (("science", science), ("prose", prose), ("general", general_prose))
    }


def all_pairs(data: Path, seed: int = 7) -> tuple[list[Pair], list[Pair], list[Pair]]:
    """Training pairs, calibration pairs, test pairs; the same data and seed give the same lists."""
    rng = random.Random(seed)
    told = [pair for name, read in SETS.items() for pair in read(data / name)]
    test = [pair for pair in told if is_test(pair.group) and "+" not in pair.source]
    barred = {letters(text) for pair in test for text in (pair.claim, pair.evidence)}
    clean = [pair for pair in told if not is_test(pair.group) and _is_clean(pair, barred)]
    calibration = [pair for pair in clean if fold_of(pair.group) == 1]
    held = {letters(text) for pair in calibration for text in (pair.claim, pair.evidence)} | barred
    train = [pair for pair in clean if fold_of(pair.group) != 1 and _is_clean(pair, held)]
    texts = {name: [(g, t) for g, t in some if fold_of(g) != 1] for name, some in texts_of(data).items()}
    extra = [
        *swapped_neutral([p for p in train if p.source in {"scifact", "check-covid", "fever-symmetric", "fm2"}], rng),
        *titled(data / "scifact", rng),
        *made(texts["science"], rng, 3_500, "made-science"),
        *made(texts["prose"], rng, 5_000, "made-prose"),
        *numbers([*texts["prose"], *texts["general"], *texts["science"][:1500]], rng, 4_500),
        *general(data / "nli", rng),
    ]
    train += [pair for pair in extra if _is_clean(pair, held)]
    unique = {(letters(p.evidence), letters(p.claim)): p for p in train}
    return list(unique.values()), calibration, test


def letters(text: str) -> str:
    """Letters and digits alone, to tell equal texts."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _is_clean(pair: Pair, barred: set[str]) -> bool:
    return letters(pair.claim) not in barred and letters(pair.evidence) not in barred
