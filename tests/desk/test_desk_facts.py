"""Facts on the review page: their rows, and a claim whose facts all agree accepted with what they rest on."""

from dataclasses import replace
from pathlib import Path

import pytest
from driving import key, review, shown
from ferry_facts import with_facts

from workbench.ledger import Ledger, Reviewer
from workbench.models import ArticleCheck, Verdict


@pytest.fixture
def facts(workspace: Path, ledger: Ledger, check: ArticleCheck) -> Path:
    """The workspace with the article checked again, fact by fact."""
    ledger.record_check(with_facts(check), Reviewer("Ada Reader"))
    return workspace


def press(app, claim, verdict):
    return app.button(key=key("verdict", claim, verdict)).click().run()


def ticked(app):
    return [box.value for box in app.checkbox]


def test_the_panel_shows_the_facts_in_order_each_once_and_no_second_table_of_values(facts: Path) -> None:
    page = shown(review(facts, "c-cost"))
    places = [page.index(f'data-fact="f-cost-{number}"') for number in range(3)]
    assert places == sorted(places)
    assert page.count("3.9 million USD − 3.2 million USD = 0.7 million USD; 21.9 %") == 1
    assert "1 of 3 agree" in page
    assert "takes all its facts" not in page


def test_a_check_stored_before_there_were_facts_looks_as_it_did(workspace: Path) -> None:
    page = shown(review(workspace, "c-cost"))
    assert "<h4>Values</h4>" in page
    assert ("data-fact=" in page, "Facts" in page, "small: each fact" in page) == (False, False, False)


def test_a_claim_whose_facts_all_agree_is_accepted_with_the_passages_of_all(facts: Path, ledger: Ledger) -> None:
    app = review(facts, "c-open")
    assert "not given yet · 1 takes all its facts" in shown(app)
    assert ticked(app) == [False, False]
    press(app, "c-open", "supported")
    given = ledger.verdicts("a-ferry")["c-open"]
    assert (given.verdict, given.evidence) == (Verdict.SUPPORTED, ("p-report", "p-news"))
    assert ticked(app) == [True, True]
    assert ticked(review(facts, "c-open")) == [True, True]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [("c-cost", "supported"), ("c-cars", "supported"), ("c-holt", "supported"), ("c-most", "supported")]
    + [("c-open", verdict.value) for verdict in Verdict if verdict is not Verdict.SUPPORTED],
)
def test_any_other_verdict_or_claim_rests_on_nothing_but_what_was_ticked(
    facts: Path, ledger: Ledger, claim: str, verdict: str
) -> None:
    press(review(facts, claim), claim, verdict)
    assert ledger.verdicts("a-ferry")[claim].evidence == ()


def test_who_ticked_passages_relies_on_these_alone(facts: Path, ledger: Ledger) -> None:
    app = review(facts, "c-open")
    app.checkbox[1].check().run()
    press(app, "c-open", "supported")
    assert ledger.verdicts("a-ferry")["c-open"].evidence == ("p-news",)


def test_what_is_changed_after_accepting_keeps_the_rest(facts: Path, ledger: Ledger) -> None:
    app = press(review(facts, "c-open"), "c-open", "supported")
    app.text_area[0].set_value("see the plate").run()
    given = ledger.verdicts("a-ferry")["c-open"]
    assert (given.note, given.evidence) == ("see the plate", ("p-report", "p-news"))
    app.checkbox[0].uncheck().run()
    assert ledger.verdicts("a-ferry")["c-open"].evidence == ("p-news",)
    app.checkbox[1].uncheck().run()
    assert ledger.verdicts("a-ferry")["c-open"].evidence == ()


def test_taking_an_acceptance_back_takes_its_ticks_along(facts: Path, ledger: Ledger) -> None:
    app = press(review(facts, "c-open"), "c-open", "supported")
    app.button(key="step-undo").click().run()
    assert ledger.verdicts("a-ferry") == {}
    assert ticked(app) == [False, False]


def test_a_passage_that_a_newer_check_no_longer_shows_is_not_relied_on(
    facts: Path, ledger: Ledger, check: ArticleCheck
) -> None:
    app = review(facts, "c-open")
    app.button(key=key("verdict", "c-open", "supported")).click()  # pressed on the page of the check with facts …
    newer = tuple(replace(found, evidence=found.evidence[:1]) for found in check.assessments)
    ledger.record_check(replace(check, assessments=newer), Reviewer("Bo Writer"))  # … and it is checked again meanwhile
    app.run()
    assert ledger.verdicts("a-ferry")["c-open"].evidence == ("p-report",)
