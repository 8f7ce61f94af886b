"""Ticks and qualifiers without a verdict are kept for their reviewer, over a restart too, and a bad file stops nothing."""

import json

import pytest

from workbench.desk.actions import Particulars
from workbench.desk.drafts import FILE, KEPT, Drafts
from workbench.errors import MissingResourceError
from workbench.ledger import Reviewer
from workbench.models import Qualifier

ADA, BO, SIGNED = Reviewer("Ada Reader"), Reviewer("Bo Writer"), Reviewer("Ada Reader", "oidc")
TICKS = Particulars((Qualifier.ROUNDED,), "", ("p-1", "p-2"))


def test_what_was_put_is_there_after_a_restart_for_the_same_reviewer_and_claim_alone(tmp_path):
    Drafts(tmp_path).put(ADA, "a", "c", TICKS)
    drafts = Drafts(tmp_path)
    assert drafts.get(ADA, "a", "c") == TICKS
    others = [(BO, "a", "c"), (SIGNED, "a", "c"), (ADA, "b", "c"), (ADA, "a", "d"), (None, "a", "c")]
    assert [drafts.get(*other) for other in others] == [None] * 5


@pytest.mark.parametrize("nothing", [None, Particulars(), Particulars(note="a note is an event")])
def test_what_holds_nothing_is_forgotten(tmp_path, nothing):
    drafts = Drafts(tmp_path)
    drafts.put(ADA, "a", "c", TICKS)
    drafts.put(ADA, "a", "c", nothing)
    assert drafts.get(ADA, "a", "c") is None
    assert json.loads((tmp_path / FILE).read_text(encoding="utf-8")) == {}


@pytest.mark.parametrize("held", ["", "no json", "[]", "3", '{"k": 1}', '{"k": {"qualifiers": [1], "evidence": []}}', "\xff"])
def test_a_file_that_is_not_ours_is_begun_anew(tmp_path, held):
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_bytes(held.encode("latin-1"))
    drafts = Drafts(tmp_path)
    assert drafts.get(ADA, "a", "c") is None
    drafts.put(ADA, "a", "c", TICKS)
    assert Drafts(tmp_path).get(ADA, "a", "c") == TICKS


def test_where_the_file_cannot_be_written_it_is_said_and_kept_while_the_desk_runs(tmp_path):
    (tmp_path / FILE.parent).write_text("a file stands in the way", encoding="utf-8")
    drafts = Drafts(tmp_path)
    with pytest.raises(MissingResourceError, match="a workspace that can be written"):
        drafts.put(ADA, "a", "c", TICKS)
    assert drafts.get(ADA, "a", "c") == TICKS


def test_the_oldest_go_first(tmp_path):
    held = {json.dumps(["Ada Reader", "none", "a", f"c{n}"]): {"qualifiers": [], "evidence": ["p"]} for n in range(KEPT)}
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text(json.dumps(held), encoding="utf-8")
    drafts = Drafts(tmp_path)
    drafts.put(ADA, "a", "new", TICKS)
    assert [drafts.get(ADA, "a", claim) is None for claim in ("c0", "c1", "new")] == [True, False, False]
