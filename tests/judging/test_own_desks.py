"""Five articles of our own through the whole pipeline: a wrong match is the worst fault, an abstention a counted one."""

import datetime as dt
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from workbench.models import Assessment, SuggestionLabel
from workbench.pipeline import Workbench
from workbench.reading import read_file

DESKS = Path(__file__).parents[1] / "data" / "desks"
FIELDS = ("climate", "economy", "health", "science", "sport")
L = SuggestionLabel
GREEN = frozenset((L.MATCH, L.MATCH_ROUNDED))
ABSTENTIONS = frozenset((L.REVIEW, L.NO_EVIDENCE, L.NOT_COMPARABLE))
WRONG_GREEN_AT_MOST = 0.01
FEWEST_CLAIMS = 100

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Outcome:
    """One labelled claim and what was made of it; no assessment where no claim covers its words."""

    field: str
    find: str
    expect: frozenset[SuggestionLabel]
    doc: str | None
    found: Assessment | None

    @property
    def label(self):
        return self.found.suggestion.label if self.found else None

    @property
    def accepted(self):
        return self.label in self.expect

    @property
    def wrong_green(self):
        return self.label in GREEN and not GREEN & self.expect

    @property
    def wrong_red(self):
        return self.label is L.CONFLICT and L.CONFLICT not in self.expect

    @property
    def abstained(self):
        return self.label in ABSTENTIONS and not self.accepted


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    bench = Workbench.open(tmp_path_factory.mktemp("desks"))
    return [outcome for field in FIELDS for outcome in outcomes_of(bench, field)]


def outcomes_of(bench, field):
    folder = DESKS / field
    gold = gold_of(field)
    bench.add_documents(field, [folder / "corpus"])
    (source,) = read_file(folder / "article.txt", bench.settings)
    article = bench.article_from(source, dt.date.fromisoformat(gold["date"]))
    assessments = bench.check(article, field).assessments
    for row in gold["claims"]:
        start = article.text.index(row["find"])
        end = start + len(row["find"])
        covering = [one for one in assessments if one.claim.start <= start and end <= one.claim.end]
        shortest = min(covering, key=lambda one: one.claim.end - one.claim.start, default=None)
        yield Outcome(field, row["find"], frozenset(map(L, row["expect"])), row.get("doc"), shortest)


def gold_of(field):
    return json.loads((DESKS / field / "gold.json").read_text(encoding="utf-8"))


def test_matches_where_none_is_accepted_stay_under_one_in_a_hundred(outcomes, capsys):
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(figures(outcomes)) + "\n")
    wrong = [f"{one.field}: {one.find} ({one.found.suggestion.explanation})" for one in outcomes if one.wrong_green]
    assert len(wrong) <= WRONG_GREEN_AT_MOST * len(outcomes), wrong


def test_no_conflict_is_suggested_where_none_is_accepted(outcomes):
    assert not [f"{one.field}: {one.find} ({one.found.suggestion.explanation})" for one in outcomes if one.wrong_red]


def figures(outcomes):
    """A line a field and one for all; the accepted share is told, not asserted, since it is below what is wanted."""
    for field in (*FIELDS, "all"):
        rows = [one for one in outcomes if field in {one.field, "all"}]
        counts = {
            "accepted": sum(one.accepted for one in rows),
            "wrong_green": sum(one.wrong_green for one in rows),
            "wrong_red": sum(one.wrong_red for one in rows),
            "abstained": sum(one.abstained for one in rows),
            "missed": sum(one.found is None for one in rows),
        }
        yield f"{field:<8} {len(rows):>3} claims: " + ", ".join(f"{name} {count}" for name, count in counts.items())


@pytest.mark.parametrize("field", FIELDS)
def test_the_labelled_words_stand_once_in_the_article_and_the_documents_exist(field):
    text = (DESKS / field / "article.txt").read_text(encoding="utf-8")
    for row in gold_of(field)["claims"]:
        assert text.count(row["find"]) == 1, row["find"]
        assert "doc" not in row or (DESKS / field / "corpus" / row["doc"]).is_file(), row["doc"]
        assert row["expect"], row["find"]
        assert {L(label) for label in row["expect"]} <= set(L)


def test_there_are_claims_enough_for_a_figure():
    assert sum(len(gold_of(field)["claims"]) for field in FIELDS) >= FEWEST_CLAIMS
