"""Order, filters and steps of the worklist."""

from workbench.desk.worklist import Filter, build_worklist
from workbench.models import ArticleCheck

ORDER = ["c-vote", "c-long", "c-open", "c-cars", "c-holt", "c-cost", "c-sail", "c-may", "c-plan", "c-most"]


def ids(items: object) -> list[str]:
    return [item.claim_id for item in items]


def test_claims_come_in_reading_order_and_are_numbered_from_one(check: ArticleCheck) -> None:
    worklist = build_worklist(check, {})
    assert ids(worklist.items) == ORDER
    assert [item.number for item in worklist.items] == list(range(1, 11))


def test_filters_let_through_what_they_say(check: ArticleCheck) -> None:
    worklist = build_worklist(check, {"c-vote": 1, "c-cost": 1})
    assert ids(worklist.shown(Filter.ALL)) == ORDER
    assert ids(worklist.shown(Filter.UNDECIDED)) == [c for c in ORDER if c not in {"c-vote", "c-cost"}]
    assert ids(worklist.shown(Filter.CONFLICTS)) == ["c-cost", "c-most"]
    assert worklist.decided == 2


def test_steps_follow_the_filter_and_stop_at_the_ends(check: ArticleCheck) -> None:
    worklist = build_worklist(check, {})
    assert worklist.after("c-vote", Filter.ALL).claim_id == "c-long"
    assert worklist.after("c-vote", Filter.CONFLICTS).claim_id == "c-cost"
    assert worklist.before("c-most", Filter.CONFLICTS).claim_id == "c-cost"
    assert worklist.after("c-most", Filter.ALL) is None
    assert worklist.before("c-vote", Filter.ALL) is None


def test_the_next_undecided_goes_round_and_is_never_the_same_claim(check: ArticleCheck) -> None:
    all_but = {claim: 1 for claim in ORDER if claim not in {"c-long", "c-most"}}
    worklist = build_worklist(check, all_but)
    assert worklist.next_undecided("c-cars").claim_id == "c-most"
    assert worklist.next_undecided("c-most").claim_id == "c-long"
    assert build_worklist(check, dict.fromkeys(ORDER, 1)).next_undecided("c-cars") is None


def test_a_reviewer_starts_at_the_first_claim_that_waits(check: ArticleCheck) -> None:
    assert build_worklist(check, {"c-vote": 1}).start(Filter.ALL).claim_id == "c-long"
    assert build_worklist(check, dict.fromkeys(ORDER, 1)).start(Filter.ALL).claim_id == "c-vote"
    assert build_worklist(check, {}).start(Filter.CONFLICTS).claim_id == "c-cost"
    assert build_worklist(check, dict.fromkeys(ORDER, 1)).start(Filter.UNDECIDED).claim_id == "c-vote"
