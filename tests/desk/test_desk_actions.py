"""What a browser sends is done in order, in the right name, each action once, whichever session brings it."""

from dataclasses import replace
from pathlib import Path

import pytest

from workbench.desk.actions import Applied, Kind, Outcome, Particulars, read_actions
from workbench.ledger import EventType, Ledger, Reviewer
from workbench.models import Qualifier, Verdict

ADA, BO = Reviewer("Ada Reader"), Reviewer("Bo Writer")
NOTHING = Particulars()


def act(number, kind="verdict", claim="c-cost", verdict="refuted", to="c-sail", queue="q", by="Ada Reader", boot="", **other):
    return {
        "queue": queue,
        "number": number,
        "kind": kind,
        "article": "a-ferry",
        "claim": claim,
        "verdict": verdict if kind == "verdict" else None,
        "to": to,
        "by": by,
        "boot": boot,
    } | other


class Desk:
    """A ledger with the memory of one process."""

    def __init__(self, ledger):
        self.ledger = ledger
        self.applied = Applied()
        self.put = {}

    def send(self, *acts, by=ADA, outcome=None):
        outcome = outcome or Outcome()
        here = [one | {"boot": one["boot"] or self.applied.boot} for one in acts]
        actions = read_actions({"actions": here})
        self.applied.apply(actions, self.ledger, by, self.beside, outcome)
        return outcome

    def beside(self, _, claim, basis):
        put = self.put.get(claim, NOTHING)
        return put if put.evidence else replace(put, evidence=basis)

    @property
    def verdicts(self):
        return {claim: row.verdict.value for claim, row in self.ledger.verdicts("a-ferry").items()}

    @property
    def written(self):
        kinds = {EventType.VERDICT_GIVEN, EventType.UNDONE}
        return [(event.type.value, event.claim_id) for event in self.ledger.events() if event.type in kinds]


@pytest.fixture
def desk(workspace: Path):
    with Ledger.open(workspace) as ledger:
        yield Desk(ledger)


def test_actions_are_done_in_order_and_the_last_says_where_the_reviewer_is(desk):
    outcome = desk.send(
        act(1), act(2, claim="c-sail", verdict="supported", to="c-may"), act(3, kind="go", claim=None, to="c-most")
    )
    assert desk.verdicts == {"c-cost": "refuted", "c-sail": "supported"}
    assert (outcome.acks, outcome.at, outcome.not_done) == ({"q": 3}, ("a-ferry", "c-most"), [])


def test_what_comes_twice_is_done_once_also_from_another_session(desk):
    first = desk.send(act(1), act(2, claim="c-sail", to="c-may"))
    again = desk.send(act(1), act(2, claim="c-sail", to="c-may"), act(3, claim="c-may", to="c-may"))
    assert [claim for _, claim in desk.written] == ["c-cost", "c-sail", "c-may"]
    assert (first.acks, again.acks) == ({"q": 2}, {"q": 3})


def test_an_old_message_moves_nobody(desk):
    desk.send(act(1))
    assert desk.send(act(1)).at is None


def test_what_was_put_beside_a_claim_goes_with_its_verdict_and_with_no_other(desk):
    desk.put["c-sail"] = Particulars((Qualifier.OUTDATED,), "old", ("p-later",))
    desk.send(act(1), act(2, claim="c-sail"))
    rows = desk.ledger.verdicts("a-ferry")
    assert (rows["c-sail"].qualifiers, rows["c-sail"].note, rows["c-sail"].evidence) == (
        (Qualifier.OUTDATED,),
        "old",
        ("p-later",),
    )
    assert (rows["c-cost"].qualifiers, rows["c-cost"].note, rows["c-cost"].evidence) == ((), "", ())


@pytest.mark.parametrize(
    ("verdict", "basis", "stored"),
    [
        ("supported", ["p-1", "p-2"], ("p-1", "p-2")),
        ("supported", [], ()),
        ("supported", None, ()),
        ("supported", "p-1", ()),
        *((verdict.value, ["p-1"], ()) for verdict in Verdict if verdict is not Verdict.SUPPORTED),
    ],
)
def test_only_accepting_a_claim_brings_what_the_page_said_it_rests_on(desk, verdict, basis, stored):
    desk.send(act(1, verdict=verdict, basis=basis))
    assert desk.ledger.verdicts("a-ferry")["c-cost"].evidence == stored


def test_a_claim_accepted_twice_over_a_lost_answer_is_stored_once(desk):
    for _ in range(2):
        desk.send(act(1, verdict="supported", basis=["p-1"]))
    assert desk.written == [("verdict_given", "c-cost")]


def test_undo_keeps_its_place_and_names_the_claim_taken_back(desk):
    outcome = desk.send(act(1), act(2, kind="undo", to="c-cost"), act(3, verdict="supported", to="c-sail"))
    assert desk.written == [("verdict_given", "c-cost"), ("undone", "c-cost"), ("verdict_given", "c-cost")]
    assert desk.verdicts == {"c-cost": "supported"}
    assert (outcome.undone, outcome.at) == ([("a-ferry", "c-cost")], ("a-ferry", "c-sail"))


def test_an_undo_goes_where_the_ledger_says_and_takes_back_nobody_elses(desk):
    desk.send(act(1))
    outcome = desk.send(act(1, queue="r", kind="undo", claim=None, to="c-vote", by=BO.name), by=BO)
    assert (outcome.undone, outcome.at, desk.verdicts) == ([None], ("a-ferry", "c-vote"), {"c-cost": "refuted"})
    outcome = desk.send(act(2, kind="undo", claim=None, to="c-vote"))
    assert (outcome.undone, outcome.at, desk.verdicts) == ([("a-ferry", "c-cost")], ("a-ferry", "c-cost"), {})


@pytest.mark.parametrize(("by", "found"), [(None, "that of nobody"), (BO, "that of Bo Writer")])
def test_a_key_pressed_under_one_name_is_not_stored_under_another(desk, by, found):
    outcome = desk.send(act(1), by=by)
    assert desk.written == []
    assert [(one.action.claim_id, one.error.found) for one in outcome.not_done] == [("c-cost", found)]
    assert outcome.acks == {"q": 1}


def test_an_action_that_fails_is_answered_and_the_rest_goes_on(desk):
    outcome = desk.send(act(1, claim="c-nowhere"), act(2, claim="c-sail"))
    assert desk.verdicts == {"c-sail": "refuted"}
    assert ([one.action.claim_id for one in outcome.not_done], outcome.acks) == (["c-nowhere"], {"q": 2})


def test_after_a_restart_a_verdict_that_stands_is_not_given_again_and_an_undo_is_asked_for(desk):
    sent = [act(1, boot="before"), act(2, claim="c-sail", boot="before")]
    desk.ledger.give_verdict("a-ferry", "c-cost", Verdict.REFUTED, ADA)
    desk.send(*sent)
    assert [claim for _, claim in desk.written] == ["c-cost", "c-sail"]
    outcome = desk.send(act(3, kind="undo", boot="before"))
    assert (desk.verdicts.keys(), outcome.not_done[0].error.code) == ({"c-cost", "c-sail"}, "undo_unsure")


def test_a_run_that_ends_between_two_actions_leaves_the_rest_for_the_next(desk):
    class Ended(BaseException):
        pass

    def ends(_, claim, basis):
        del basis
        if claim == "c-sail":
            raise Ended
        return NOTHING

    actions = read_actions({"actions": [act(1, boot="b"), act(2, claim="c-sail", boot="b")]})
    outcome = Outcome()
    with pytest.raises(Ended):
        desk.applied.apply(actions, desk.ledger, ADA, ends, outcome)
    assert (outcome.acks, desk.written) == ({"q": 1}, [("verdict_given", "c-cost")])
    desk.applied.apply(actions, desk.ledger, ADA, lambda *_: NOTHING, outcome)
    assert [claim for _, claim in desk.written] == ["c-cost", "c-sail"]


@pytest.mark.parametrize(
    "message",
    [
        *(None, {}, [], "x", {"actions": None}, {"actions": [None, 1, {}]}),
        *({"actions": [one]} for one in (act(1, kind="erase"), act("x"), act(1, verdict="true"), act(1, claim=None))),
    ],
)
def test_what_is_no_action_is_left_out(message):
    assert read_actions(message) == ()


def test_an_action_is_read_whole():
    (action,) = read_actions({"actions": [act(7, boot="b")]})
    assert (action.kind, action.number, action.claim_id, action.verdict) == (Kind.VERDICT, 7, "c-cost", Verdict.REFUTED)
