"""The desk driven without a browser: one session of the real pages on a workspace that the environment names."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from workbench.desk.options import MAIN

NAME = "Ada Reader"


def start(workspace: Path, *, named: bool = True) -> AppTest:
    del workspace  # named by the environment
    app = AppTest.from_file(MAIN, default_timeout=30)
    if named:
        app.session_state["reviewer-name"] = NAME
    return app.run()


def review(workspace: Path, claim: str = "", *, named: bool = True) -> AppTest:
    app = start(workspace, named=named)
    app.switch_page("views/review.py")
    app.query_params["article"] = "a-ferry"
    if claim:
        app.query_params["claim"] = claim
    return app.run()


def key(widget: str, claim: str, of: str = "") -> str:
    return f"{widget}:a-ferry:{claim}:{of}"


def shown(app: AppTest) -> str:
    assert not app.exception
    return " ".join(str(element.body) for element in app.get("html"))
