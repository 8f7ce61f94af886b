"""The bars on five articles marked by hand before they were read: claims covered, cut close, no value and no sentence lost.

An article lies in ``tests/data/articles`` as ``NAME.txt`` with ``NAME.json``: title, day of publication, and the claims and
values a fact-checker marked, each the shortest stretch of the text to be seen as one claim or one value.

A marked claim is *covered* when a claim's span holds all of it, its closing full stop aside, and every marked value in it
that the reader finds is among the values of that claim or of a claim nested in it. The *surplus* of a marked claim is the share
of characters of the smallest claim covering it that lie outside the mark. Speaker and verb of a quotation or report stand
inside the marks where they stand next to the words, so an attribution counts as inside.

A read value is *right* when it overlaps a marked one of the same kind, bounds (to a thousandth), unit and rate; a date or
time when its TIMEX3 is the same.
"""

import datetime as dt
import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from workbench.claims import read_claims
from workbench.models import ArticleReading
from workbench.values import read_values

ARTICLES = sorted((Path(__file__).parents[1] / "data" / "articles").glob("*.json"))
LEAST_COVERED = 0.95
MOST_SURPLUS = 0.15
LEAST_PRECISION = 0.93
LEAST_RECALL = 0.92


@dataclass(frozen=True)
class Marked:
    """An article with what was marked in it and what was read from it."""

    text: str
    claims: list[dict]
    values: list[dict]
    reading: ArticleReading


@cache
def _marked(path):
    marks = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    values = read_values(text, published=dt.date.fromisoformat(marks["published"]))
    return Marked(text, marks["claims"], marks["values"], read_claims(text, values, title=marks["title"]))


articles = pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)


@articles
def test_marks_stand_where_they_say(path):
    article = _marked(path)
    for mark in (*article.claims, *article.values):
        assert article.text[mark["start"] : mark["end"]] == mark["text"]


@articles
def test_every_value_outside_skipped_sentences_is_in_exactly_one_claim(path):
    reading = _marked(path).reading
    held = [(value.start, value.end) for claim in reading.claims for value in claim.values]
    for value in reading.values:
        skipped = any(s.skipped and s.start <= value.start < s.end for s in reading.sentences)
        assert held.count((value.start, value.end)) == (0 if skipped else 1), value.text


@articles
def test_a_sentence_without_claim_has_a_reason(path):
    reading = _marked(path).reading
    claimed = {claim.sentence for claim in reading.claims}
    assert all((sentence.skipped is None) == (index in claimed) for index, sentence in enumerate(reading.sentences))


def test_marked_claims_are_covered_by_claims_that_hold_little_else():
    surplus = [_surplus(_marked(path), mark) for path in ARTICLES for mark in _marked(path).claims]
    covered = [share for share in surplus if share is not None]
    print(f"claims marked {len(surplus)}, covered {len(covered) / len(surplus):.3f}, surplus {sum(covered) / len(covered):.3f}")  # noqa: T201 - the figures, shown by pytest -s
    assert len(covered) >= LEAST_COVERED * len(surplus)
    assert sum(covered) <= MOST_SURPLUS * len(covered)


def test_values_are_read_as_marked():
    right = sum(_right(_marked(path)) for path in ARTICLES)
    read = sum(len(_marked(path).reading.values) for path in ARTICLES)
    marked = sum(len(_marked(path).values) for path in ARTICLES)
    print(f"values marked {marked}, read {read}, precision {right / read:.3f}, recall {right / marked:.3f}")  # noqa: T201 - the figures, shown by pytest -s
    assert right >= LEAST_PRECISION * read
    assert right >= LEAST_RECALL * marked


def _surplus(article, mark):
    """Share of the smallest covering claim outside `mark`, `None` where no claim covers it."""
    start, end = mark["start"], mark["start"] + len(mark["text"].rstrip("."))
    covering = [
        claim for claim in article.reading.claims if claim.start <= start and end <= claim.end and _holds(article, claim, mark)
    ]
    if not covering:
        return None
    length = min(len(claim.text.rstrip(".")) for claim in covering)
    return max(0.0, 1 - (end - start) / length)


def _holds(article, claim, mark):
    """Whether the values read in `mark` are those of `claim` or of claims within it."""
    inside = [c for c in article.reading.claims if claim.start <= c.start and c.end <= claim.end]
    held = {(value.start, value.end) for c in inside for value in c.values}
    return all(
        (value.start, value.end) in held
        for value in article.reading.values
        if mark["start"] <= value.start and value.end <= mark["end"] and any(_overlap(value, other) for other in article.values)
    )


def _right(article):
    """How many marked values were read as marked."""
    return sum(any(_same(value, mark) for value in article.reading.values) for mark in article.values)


def _same(value, mark):
    if not _overlap(value, mark) or value.kind != mark["kind"]:
        return False
    if value.kind in {"date", "time"}:
        return value.timex == mark["timex"]
    bounds = ((value.low, mark["low"]), (value.high, mark["high"]))
    return value.unit == mark["unit"] and value.per == mark["per"] and all(_close(*pair) for pair in bounds)


def _overlap(value, mark):
    return mark["start"] < value.end and value.start < mark["end"]


def _close(one, other):
    return one is other if one is None or other is None else math.isclose(one, other, rel_tol=1e-3)
