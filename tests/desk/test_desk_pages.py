"""Every page of the desk run whole, on a real ledger, as a reviewer would use it."""

import csv
import datetime as dt
import io
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from driving import NAME, key, review, shown, start
from streamlit.testing.v1 import AppTest

from workbench.desk import resources
from workbench.desk.options import MAIN
from workbench.export import export_log
from workbench.ledger import EventType, Ledger, Reviewer
from workbench.models import Qualifier, Verdict


def test_the_desk_lists_articles_with_progress_and_conflicts(workspace: Path) -> None:
    page = shown(start(workspace))
    assert "Harbour board backs a second ferry" in page
    assert "0 of 10 decided" in page
    assert "2 open conflicts" in page
    assert "10 claims wait" in page


def test_an_empty_desk_explains_itself_and_offers_the_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(tmp_path))
    app = start(tmp_path)
    assert "No article on the desk yet" in shown(app)
    assert {"Bring in an article", "Try the demo"} <= {button.label for button in app.button}


def use_name(app: AppTest, name: str) -> None:
    app.text_input[0].set_value(name)
    next(button for button in app.button if button.label == "Use this name").click()
    app.run()


def test_a_name_is_asked_once_in_a_session_and_written_nowhere_in_the_workspace(workspace: Path) -> None:
    before = {path for path in workspace.rglob("*") if path.is_file()}
    app = start(workspace, named=False)
    use_name(app, "  Bo\u202e\tWriter ")
    assert "Bo Writer" in shown(app)
    assert "Bo Writer" in shown(app.switch_page("views/log.py").run())
    assert {path for path in workspace.rglob("*") if path.is_file()} == before


def test_each_session_has_a_name_of_its_own(workspace: Path, ledger: Ledger) -> None:
    ada, bo = review(workspace, "c-cost", named=False), review(workspace, "c-cost", named=False)
    use_name(ada, "Ada Reader")
    assert "Give your name" in shown(bo.run())
    use_name(bo, "Bo Writer")
    for app, claim in ((ada, "c-cost"), (bo, "c-most")):
        app.query_params["claim"] = claim
        app.run()
        app.button(key=key("verdict", claim, "refuted")).click().run()
    assert {claim: row.by.name for claim, row in ledger.verdicts("a-ferry").items()} == {
        "c-cost": "Ada Reader",
        "c-most": "Bo Writer",
    }


def test_the_file_of_an_older_version_names_nobody(workspace: Path) -> None:
    (workspace / "reviewer.txt").write_text("Ada Reader\n", encoding="utf-8")
    app = start(workspace, named=False)
    assert "Ada Reader" not in shown(app)
    assert app.text_input[0].value != "Ada Reader"


def test_where_one_signs_in_the_name_is_the_sign_ins(workspace: Path, ledger: Ledger) -> None:
    app = review(workspace, "c-cost", named=False)
    app.user = {"is_logged_in": True, "name": "Cy Editor", "email": "cy@example.org", "exp": time.time() + 600}
    app.run().button(key=key("verdict", "c-cost", "refuted")).click().run()
    assert ledger.verdicts("a-ferry")["c-cost"].by == Reviewer("Cy Editor", "oidc")


@pytest.mark.parametrize("user", [{"is_logged_in": False}, {"is_logged_in": True, "name": "Cy", "exp": 1_700_000_000}])
def test_where_one_signs_in_no_name_can_be_typed_and_an_old_sign_in_counts_for_nothing(
    workspace: Path, user: dict[str, object]
) -> None:
    app = review(workspace, "c-cost")
    app.user = user
    app.run()
    assert "Give your name" in shown(app)
    assert "Sign in" in [button.label for button in app.button]
    assert not app.text_input


def test_without_a_name_no_verdict_can_be_given(workspace: Path) -> None:
    app = review(workspace, "c-cost", named=False)
    assert "Give your name" in shown(app)
    assert all(app.button(key=key("verdict", "c-cost", verdict.value)).disabled for verdict in Verdict)


def test_review_shows_suggestion_values_arithmetic_and_evidence(workspace: Path) -> None:
    page = shown(review(workspace, "c-cost"))
    assert "Claim 6 of 10" in page
    assert "Conflict" in page
    assert "3.9 million USD − 3.2 million USD = 0.7 million USD; 21.9 %" in page
    assert "Charter party of 9 May" in page
    assert "<mark>$3.9 million</mark>" in page
    assert "Primary" in page
    assert "page 3" in page
    assert "planned" in page


def test_badges_name_what_weakens_a_passage(workspace: Path) -> None:
    assert "Known later" in shown(review(workspace, "c-sail"))
    assert "Same origin as [1]" in shown(review(workspace, "c-most"))


def test_values_that_cannot_be_compared_are_kept_and_say_why(workspace: Path) -> None:
    page = shown(review(workspace, "c-may"))
    assert "1 more pair that cannot be compared" in page
    assert "Other entity" in page


def test_an_internal_conflict_stands_beside_its_claim(workspace: Path) -> None:
    assert "17 months − 11 months = 6 months apart." in shown(review(workspace, "c-plan"))


def test_nothing_is_preselected(workspace: Path) -> None:
    app = review(workspace, "c-cost")
    assert "not given yet" in shown(app)
    assert not any(box.value for box in app.checkbox)
    assert app.button_group[-1].value == []
    assert app.text_area[0].value == ""


def test_a_verdict_is_stored_at_once_with_what_was_put_beside_it(workspace: Path, ledger: Ledger) -> None:
    app = review(workspace, "c-cost")
    app.checkbox[0].check().run()
    app.text_area[0].set_value("The charter party says 3.9.").run()
    app.button(key=key("verdict", "c-cost", "refuted")).click().run()
    given = ledger.verdicts("a-ferry")["c-cost"]
    assert (given.verdict, given.note, given.evidence) == (Verdict.REFUTED, "The charter party says 3.9.", ("p-lease",))
    assert given.by.name == NAME
    page = shown(app)
    assert "1 of 10 decided" in page
    assert "Refuted" in page


def test_a_url_older_than_the_page_moves_nobody_and_an_opened_one_does(workspace: Path) -> None:
    app = review(workspace, "c-vote")
    old = dict(app.query_params)
    app.button(key="step-next").click().run()
    app.query_params = old  # a message sent before the browser heard of the new URL
    app.button(key="step-next").click().run()
    assert app.query_params["claim"] == "c-open"
    app.run()
    app.query_params = old  # and later the reviewer goes back in the browser's history
    app.run()
    assert app.query_params["claim"] == "c-vote"


def test_a_note_alone_is_stored_and_comes_back(workspace: Path, ledger: Ledger) -> None:
    review(workspace, "c-holt").text_area[0].set_value("Ask for the tape.").run()
    assert ledger.events(article_id="a-ferry")[-1].data == {"note": "Ask for the tape."}
    assert review(workspace, "c-holt").text_area[0].value == "Ask for the tape."


def test_ticks_and_qualifiers_without_a_verdict_survive_a_reload_and_are_their_reviewers_alone(
    workspace: Path, ledger: Ledger
) -> None:
    app = review(workspace, "c-long")
    app.checkbox[0].check().run()
    app.session_state["qualifiers:a-ferry:c-long:"] = ["rounded"]
    app.checkbox[0].uncheck().run()
    app.checkbox[0].check().run()
    again = review(workspace, "c-long")
    assert (again.checkbox[0].value, again.button_group[-1].value) == (True, ["rounded"])
    other = review(workspace, "c-long", named=False)
    use_name(other, "Bo Writer")
    assert other.checkbox[0].value is False
    again.button(key=key("verdict", "c-long", "supported")).click().run()
    given = ledger.verdicts("a-ferry")["c-long"]
    assert (given.evidence, given.qualifiers) == (("p-report",), (Qualifier.ROUNDED,))


def test_a_change_after_the_verdict_is_a_new_entry_with_the_same_verdict(workspace: Path, ledger: Ledger) -> None:
    app = review(workspace, "c-long")
    app.button(key=key("verdict", "c-long", "supported")).click().run()
    app.session_state["qualifiers:a-ferry:c-long:"] = ["rounded"]
    app.checkbox[0].check().run()
    given = ledger.verdicts("a-ferry")["c-long"]
    assert (given.verdict, given.qualifiers, given.evidence) == (Verdict.SUPPORTED, (Qualifier.ROUNDED,), ("p-report",))
    assert len([event for event in ledger.events() if event.claim_id == "c-long"]) == 2


def test_what_could_not_be_stored_is_said_with_its_claim_until_the_next_deed(workspace: Path, ledger: Ledger) -> None:
    (workspace / "desk").write_text("in the way of the drafts", encoding="utf-8")
    app = review(workspace, "c-long")
    app.checkbox[0].check().run()
    assert "Claim 2 not stored: </b>Expected a workspace that can be written" in shown(app.run())
    app.button(key=key("verdict", "c-long", "supported")).click().run()
    assert "not stored" not in shown(app)
    assert ledger.verdicts("a-ferry")["c-long"].evidence == ("p-report",)


def test_undo_takes_back_the_last_verdict_and_goes_to_its_claim(workspace: Path, ledger: Ledger) -> None:
    app = review(workspace, "c-cost")
    app.button(key=key("verdict", "c-cost", "refuted")).click().run()
    app.button(key="step-next-undecided").click().run()
    assert app.query_params["claim"] == "c-sail"
    app.button(key="step-undo").click().run()
    assert app.query_params["claim"] == "c-cost"
    assert ledger.verdicts("a-ferry") == {}
    assert "not given yet" in shown(app)


def test_a_claim_given_up_by_undo_shows_what_stands_again(workspace: Path, ledger: Ledger) -> None:
    app = review(workspace, "c-cost")
    app.button(key=key("verdict", "c-cost", "refuted")).click().run()
    app.checkbox[0].check().run()
    app.button(key="step-undo").click().run()
    assert ledger.verdicts("a-ferry")["c-cost"].evidence == ()
    assert app.checkbox[0].value is False


def test_steps_and_filter_move_through_the_claims_and_stand_in_the_url(workspace: Path) -> None:
    app = review(workspace)
    assert app.query_params["claim"] == "c-vote"
    app.button(key="step-next").click().run()
    assert app.query_params["claim"] == "c-long"
    app.button_group[0].set_value("conflicts").run()
    assert app.query_params == {"article": "a-ferry", "claim": "c-cost", "filter": "conflicts"}
    app.button(key="step-next").click().run()
    assert app.query_params["claim"] == "c-most"
    assert app.button(key="step-next").disabled


def test_a_claim_the_url_invents_falls_back_to_the_first(workspace: Path) -> None:
    assert "Claim 1 of 10" in shown(review(workspace, "c-nowhere"))


def test_review_without_an_article_points_to_the_desk(workspace: Path) -> None:
    app = start(workspace)
    app.switch_page("views/review.py").run()
    assert "No article is open" in shown(app)


def test_an_article_the_command_line_added_waits_for_its_check(workspace: Path, ledger: Ledger) -> None:
    from workbench.models import Article

    ledger.add_article(Article("a-new", "A new one", "Words.", dt.date(2024, 1, 2)), Reviewer("Bo"))
    app = start(workspace)
    app.switch_page("views/review.py")
    app.query_params["article"] = "a-new"
    app.run()
    assert "Make a corpus first." in shown(app)


def test_the_log_shows_every_entry_and_strikes_out_what_was_undone(workspace: Path) -> None:
    app = review(workspace, "c-cost")
    app.button(key=key("verdict", "c-cost", "refuted")).click().run()
    app.button(key="step-undo").click().run()
    app.switch_page("views/log.py").run()
    page = shown(app)
    assert "Took back no. 3" in page
    assert 'class="wb-undone"' in page
    assert "4 entries" in [element.value for element in app.text]


def test_the_log_of_one_article_can_be_downloaded(workspace: Path) -> None:
    app = review(workspace, "c-cost")
    app.button(key=key("verdict", "c-cost", "refuted")).click().run()
    app.switch_page("views/log.py").run()
    app.selectbox(key="log-article").set_value("a-ferry").run()
    assert not app.exception
    assert {button.label for button in app.get("download_button")} == {"CSV", "JSONL"}
    app.selectbox(key="log-verdict").set_value(Verdict.SUPPORTED).run()
    assert "No entry fits." in shown(app)


def test_intake_asks_for_the_date_and_never_fills_it_in(workspace: Path) -> None:
    app = start(workspace)
    app.switch_page("views/intake.py").run()
    assert app.date_input(key="intake-date").value is None
    app.text_area(key="intake-text").set_value("The bridge is 12 miles long.").run()
    assert "Still needed: its publication date." in [element.value for element in app.text]
    app.date_input(key="intake-date").set_value(dt.date(2024, 5, 14)).run()
    assert "Still needed: a corpus to check against." in [element.value for element in app.text]


def test_a_workspace_without_a_corpus_explains_what_one_is(workspace: Path) -> None:
    app = start(workspace)
    app.switch_page("views/corpus.py").run()
    assert "No reference corpus yet" in shown(app)


def test_a_second_desk_says_in_one_line_who_holds_the_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(tmp_path))
    with Ledger.open(tmp_path, purpose="the desk"):
        page = shown(AppTest.from_file(MAIN, default_timeout=30).run())
    assert "the desk cannot go on" in page.lower()
    assert "(the desk) holds it" in page
    assert "Traceback" not in page


def fill_form(app: AppTest, text: str, title: str, author: str, day: dt.date) -> AppTest:
    app.switch_page("views/intake.py").run()
    app.text_area(key="intake-text").set_value(text).run()
    app.text_input(key="intake-title").set_value(title)
    app.text_input(key="intake-author").set_value(author)
    app.date_input(key="intake-date").set_value(day)
    return app.run()


def form(app: AppTest) -> tuple[object, ...]:
    assert not app.exception
    return (
        app.text_area(key="intake-text").value,
        app.text_input(key="intake-title").value,
        app.text_input(key="intake-author").value,
        app.date_input(key="intake-date").value,
        app.checkbox(key="intake-undated").value,
    )


NOTHING = ("", "", "", None, False)


def test_the_form_can_be_emptied_at_once(workspace: Path) -> None:
    app = fill_form(start(workspace), "The bridge is 12 miles long.", "The bridge", "Jon Vik", dt.date(2024, 5, 14))
    next(button for button in app.button if button.label == "Empty the form").click().run()
    assert form(app) == NOTHING
    assert "Empty the form" not in [button.label for button in app.button]


def test_after_a_check_the_form_is_empty_for_the_next_article(place: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(place.workspace))
    app = start(place.workspace)
    fill_form(app, "The Norrhavn tunnel is 19 km long.", "The tunnel", "Jon Vik", dt.date(2024, 5, 14))
    check_it(app)
    assert form(app.switch_page("views/intake.py").run()) == NOTHING
    fill_form(app, "The Norrhavn ferry carried 412,000 passengers in 2023.", "", "", dt.date(2024, 5, 15))
    check_it(app)
    titles = {row.article_id: row.title for row in resources.ledger().articles()}
    assert sorted(titles.values()) == ["The Norrhavn ferry carried 412,000 passengers in 2023.", "The tunnel"]
    for article_id, title in titles.items():
        rows = csv.DictReader(io.StringIO(export_log(resources.ledger(), article_id, "csv").decode()))
        assert {row["article_title"] for row in rows} == {title}


def check_it(app: AppTest) -> None:
    press_check(app)
    until(lambda: " decided<" in shown(app.run(timeout=300)))


def press_check(app: AppTest) -> None:
    next(button for button in app.button if button.label == "Check the article").click().run(timeout=300)


def until(holds: Callable[[], bool]) -> None:
    for _ in range(1500):
        if holds():
            return
        time.sleep(0.2)
    pytest.fail("it does not come about")


@pytest.fixture
def corpus_desk(place: object, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """A desk with the corpus `refs`; its ledger."""
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(place.workspace))
    return resources.ledger()


def test_a_check_goes_on_when_its_page_is_left_and_stands_in_its_starters_name(place: object, corpus_desk: Ledger) -> None:
    app = start(place.workspace)
    fill_form(app, "The Norrhavn tunnel is 19 km long.", "The tunnel", "", dt.date(2024, 5, 14))
    press_check(app)
    assert form(app) == NOTHING
    app.switch_page("views/log.py").run()
    until(lambda: corpus_desk.articles()[0].claims > 0)
    checked = corpus_desk.events(article_id=corpus_desk.articles()[0].article_id)[-1]
    assert (checked.type, checked.by.name) == (EventType.CHECK_RECORDED, NAME)
    page = shown(app.run())
    assert "The tunnel" in page
    assert [toast.value for toast in app.toast] == ["Checked. It is in the sidebar."]
    assert [toast.value for toast in app.run().toast] == []


def test_who_has_begun_the_next_article_is_not_taken_to_the_review_of_the_last(place: object, corpus_desk: Ledger) -> None:
    app = start(place.workspace)
    fill_form(app, "The Norrhavn tunnel is 19 km long.", "The tunnel", "", dt.date(2024, 5, 14))
    press_check(app)
    app.text_input(key="intake-title").set_value("The next one").run()
    until(lambda: corpus_desk.articles()[0].claims > 0)
    app.run()
    assert form(app)[1] == "The next one"


def test_two_people_who_check_one_article_at_once_have_it_checked_once(place: object, corpus_desk: Ledger) -> None:
    apps = [start(place.workspace), start(place.workspace, named=False)]
    use_name(apps[1], "Bo Writer")
    for app in apps:
        fill_form(app, "The Norrhavn tunnel is 19 km long.", "The tunnel", "", dt.date(2024, 5, 14))
    for app in apps:
        press_check(app)
    until(lambda: corpus_desk.articles()[0].claims > 0 and not any(job.active for job in resources.jobs().all()))
    assert [event.type for event in corpus_desk.events()] == [EventType.ARTICLE_ADDED, EventType.CHECK_RECORDED]
    assert {event.by.name for event in corpus_desk.events()} == {NAME}


def test_a_check_that_fails_says_why_in_one_line_and_loses_no_article(place: object, corpus_desk: Ledger) -> None:
    app = start(place.workspace)
    fill_form(app, "The Norrhavn tunnel is 19 km long.", "The tunnel", "", dt.date(2024, 5, 14))
    for file in (place.workspace / "indexes" / "refs").rglob("*"):
        if file.is_file():
            file.write_bytes(b"")
    press_check(app)
    until(lambda: "wb-job wb-bad" in shown(app.run()))
    page = shown(app)
    assert "Expected" in page
    assert "Traceback" not in page
    assert corpus_desk.article(corpus_desk.articles()[0].article_id).text == "The Norrhavn tunnel is 19 km long."
    next(button for button in app.button if button.label == "Dismiss").click().run()
    assert 'class="wb-job' not in shown(app)


def test_the_corpus_form_keeps_the_corpus_that_was_added_to(place: object, corpus_desk: Ledger) -> None:
    del corpus_desk
    app = start(place.workspace)
    app.switch_page("views/corpus.py").run()
    assert app.text_input(key="add-name").value == "refs"
    for name in ("zz-second", "aa-first"):
        app.text_input(key="corpus-folder").set_value(str(place.documents / "weather.md"))
        app.text_input(key="add-name").set_value(name)
        next(button for button in app.button if button.label == "Add to the corpus").click().run(timeout=300)
        until(lambda: "1 added, 0 replaced" in shown(app.run()) and not any(job.active for job in resources.jobs().all()))
        app.run()
        assert app.selectbox(key="corpus-chosen").value == name
        assert app.text_input(key="add-name").value == name
