"""Pairs made from running texts by the rules of `edits.py`: kept, turned, said elsewhere, and beside the point."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from scripts.relation import edits
from scripts.relation.sets import N, Pair, R, S, is_test, letters, lines
from workbench.judging.sentence.windows import window
from workbench.sentences import split_sentences

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


def borrowed(texts: Sequence[tuple[str, str]], rng: random.Random, most: int) -> Iterator[Pair]:
    """A sentence with the figure of another sentence of its text, on that other one: the figure agrees, the fact is not there.

    This is what is asked of the model when a claim is read with a passage's figures in place of its own.
    """
    count = 0
    for group, text in rng.sample(texts, len(texts)):
        spans = [one for one in (text[a:b] for a, b in split_sentences(text)) if 6 <= len(one.split()) <= 40]
        with_figure = [(one, match) for one in spans if (match := edits.figure(one, rng))]
        if len(with_figure) < 2:
            continue
        (base, place), *others = rng.sample(with_figure, len(with_figure))
        same = [other for other in others if edits.looks_alike(place, other[1]) and other[0] != base]
        if not same:
            continue
        other, theirs = max(same, key=lambda one: len(set(one[0].split()) & set(base.split())))
        claim = base[: place.start()] + theirs.group(0) + base[place.end() :]
        if letters(claim) != letters(base):
            yield Pair("made-borrowed", other, _light(claim, rng) if rng.random() < 0.5 else claim, N, group)
            count += 1
        if count >= most:
            return


def denials(texts: Sequence[tuple[str, str]], rng: random.Random, most: int) -> Iterator[Pair]:
    """Sentences that deny something: beside other statements of their text, as they are, and without the denial."""
    count = 0
    for group, text in rng.sample(texts, len(texts)):
        spans = [one for one in (text[a:b] for a, b in split_sentences(text)) if 6 <= len(one.split()) <= 40]
        denying = [n for n, one in enumerate(spans) if edits.DENIAL.search(one)]
        if not denying or len(spans) < 3:
            continue
        place = rng.choice(denying)
        evidence = spans[place]
        others = [one for n, one in enumerate(spans) if n != place and letters(one) != letters(evidence)]
        others.sort(key=lambda one: -len(set(one.lower().split()) & set(evidence.lower().split())))
        yield Pair("made-denial", evidence, _light(others[0], rng), N, group)
        if len(others) > 1 and rng.random() < 0.7:
            yield Pair("made-denial", evidence, _light(rng.choice(others[1:]), rng), N, group)
        turned = edits.negated(evidence, rng) if edits.NEGATION.search(evidence) else None
        if turned:
            yield Pair("made-denial", evidence, _light(turned, rng), R, group)
        yield Pair("made-denial", evidence, _light(evidence, rng), S, group)
        count += 4
        if count >= most:
            return


def one_word(texts: Sequence[tuple[str, str]], rng: random.Random, most: int) -> Iterator[Pair]:
    """Sentences with one verb or noun put in the place of another of its form, or with two names changed over."""
    words = edits.by_form([text for _, text in texts])
    names_said = [
        (group, text[a:b]) for group, text in texts for a, b in split_sentences(text) if b - a - text[a:b].count(" ") >= 6
    ]
    fit = [(group, one) for group, one in names_said if 6 <= len(one.split()) <= 35]
    for group, text in rng.sample(fit, min(most, len(fit))):
        changed_over = edits.names_changed_over(text, rng)
        if changed_over:
            yield Pair("made-one-word", text, _light(changed_over, rng), R, group)
        other = edits.other_word(text, rng, words)
        if other and rng.random() < 0.6:
            yield Pair("made-one-word", text, other, N, group)
        elif rng.random() < 0.5:
            yield Pair("made-one-word", text, _light(text, rng), S, group)
