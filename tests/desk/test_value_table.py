"""The value table puts what counts first, and says of a copy or a later document that its agreeing proves nothing."""

import datetime as dt

from workbench.desk.components.value_table import value_table
from workbench.judging import judge
from workbench.models import Article, Claim, ClaimType, Document, Hit, Tier
from workbench.settings import Settings
from workbench.values import read_values

TEXT = "The bridge is 12 miles long."
DAY = dt.date(2024, 5, 2)


def document(doc_id, text, published):
    return Document(
        doc_id, f"Bridge {doc_id}", text, None, None, published, Tier.SECONDARY, None, doc_id, "text/plain", (), (), "0" * 64
    )


def hit(rank, doc):
    return Hit(
        rank, 1.0, doc.doc_id, f"{doc.doc_id}:0", doc.title, None, doc.published, doc.tier, "line 1", 0, len(doc.text), doc.text
    )


def test_a_later_documents_value_comes_last_and_carries_its_badge():
    claim = Claim("c-1", 0, len(TEXT), TEXT, TEXT, 0, (ClaimType.QUANTITY,), 0.9, (), values=read_values(TEXT))
    later = document("later", "The bridge is 12 miles long, the office said.", dt.date(2024, 9, 1))
    before = document("before", "The bridge is 15 miles long, the register says.", dt.date(2023, 9, 1))
    documents = {doc.doc_id: doc for doc in (later, before)}
    article = Article("a-1", "Bridge", TEXT, DAY)
    assessment = judge(claim, article, [hit(1, later), hit(2, before)], documents, Settings.model_validate({}))
    assert {e.hit.doc_id: e.known_later for e in assessment.evidence} == {"later": True, "before": False}
    shown = str(value_table(assessment, {"later:0": 1, "before:0": 2}))
    assert shown.index("15 miles") < shown.index("[1]")
    assert "Known later" in shown[shown.index("[1]") :]
    assert "Known later" not in shown[: shown.index("[1]")]


def test_a_claim_without_values_has_no_table():
    text = "The bridge is closed."
    claim = Claim("c-1", 0, len(text), text, text, 0, (ClaimType.EVENT,), 0.9, ())
    assessment = judge(claim, Article("a-1", "Bridge", text, DAY), [], {}, Settings.model_validate({}))
    assert value_table(assessment, {}) is None
