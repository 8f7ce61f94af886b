"""What the workbench found in an article before anything is searched for."""

from __future__ import annotations

import streamlit as st

from workbench.desk import resources
from workbench.desk.components.article_layout import Mark
from workbench.desk.components.article_view import article_view
from workbench.desk.components.figures import figures
from workbench.desk.components.review_article import asides, byline
from workbench.desk.wording import in_words
from workbench.models import Article, Claim


def preview(article: Article) -> None:
    """Draw the article with its claims marked and the counts above."""
    with st.spinner("Finding the claims …"):
        reading = resources.workbench().read(article)
    worth = resources.settings().check_worthy
    searched = sum(claim.check_worthiness >= worth for claim in reading.claims)
    skipped = sum(sentence.skipped is not None for sentence in reading.sentences)
    figures(
        [
            (len(reading.sentences), "sentences"),
            (len(reading.claims), "claims"),
            (searched, "worth checking"),
            (len(reading.values), "values"),
            (len(reading.quotes), "quotes"),
            (skipped, "sentences without a claim"),
        ]
    )
    marks = [_mark(claim, number, worth) for number, claim in enumerate(reading.claims, start=1)]
    with st.container(key="preview"):
        article_view(article, marks, asides(reading.sentences), key="intake-view", byline=byline(article, None))


def _mark(claim: Claim, number: int, worth: float) -> Mark:
    kinds = ", ".join(in_words(kind.value).lower() for kind in claim.types) or "no type"
    if claim.check_worthiness >= worth:
        return Mark(claim.claim_id, claim.start, claim.end, number, "ask", f"{kinds}, worth checking", "radio_button_checked")
    return Mark(
        claim.claim_id, claim.start, claim.end, number, "none", f"{kinds}, hardly worth checking", "radio_button_unchecked"
    )
