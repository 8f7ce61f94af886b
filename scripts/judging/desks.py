"""Labelled desks as the fit reads them: each fact that is a value, with its offers and what is right."""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.building import add_to_corpus
from workbench.judging import inside, rarity_of_passages, weigh
from workbench.judging.by_fact import OpenFact
from workbench.judging.facts.around import Offer
from workbench.models import FactKind, Tier
from workbench.pipeline import Workbench
from workbench.reading import read_file

GREEN = frozenset(("MATCH", "MATCH_ROUNDED"))
_VALUES = {FactKind.AMOUNT: "amount", FactKind.DATE: "date"}
_SHARED = 0.6
_FEWEST = 4


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """A marked fact of a desk with the facts that lie on it, and what a careful checker accepts."""

    desk: str
    gold: dict[str, Any]
    facts: tuple[OpenFact, ...]

    @property
    def right(self) -> str:
        """Whether the corpus bears it out, speaks against it, or neither."""
        accepted = set(self.gold["expect"])
        return "borne" if accepted & GREEN else "against" if "CONFLICT" in accepted else "neither"

    def is_evidence(self, offer: Offer) -> bool:
        """Whether the offer stands in the passage that settles the fact."""
        if self.gold.get("doc") != offer.source.passage.document.source_name:
            return False
        line = _words((offer.candidate.titled and offer.source.passage.document.title) or offer.candidate.line.terms.text)
        told = _words(self.gold["evidence"])
        if line <= told or told <= line:
            return True
        shared = len(line & told)
        return shared >= _FEWEST and shared >= _SHARED * min(len(line), len(told))

    def label(self, offer: Offer) -> bool | None:
        """Whether the offer fills the slot; None where that is not known."""
        evidence = self.is_evidence(offer)
        if self.right == "borne":
            return (True if evidence else None) if offer.agrees else False
        return self.right == "against" and evidence and not offer.agrees


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))


def read_desks(folders: Sequence[Path]) -> Iterator[Labelled]:
    """Every marked amount and date of the desks, in order."""
    for folder in folders:
        with tempfile.TemporaryDirectory() as workspace:
            yield from read_desk(folder, Path(workspace))


def read_desk(folder: Path, workspace: Path) -> Iterator[Labelled]:
    """The marked amounts and dates of one desk; its corpus is built in `workspace`."""
    bench = Workbench.open(workspace)
    _build(folder / "corpus", bench)
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    text = (folder / "article.txt").read_text(encoding="utf-8")
    source = read_file(folder / "article.txt", bench.settings)[0]
    article = bench.article_from(source, published=dt.date.fromisoformat(gold["date"]))
    claims, searcher = bench.read(article).claims, bench.searcher("refs")
    found = [bench.find(claim, article, searcher) for claim in claims]
    beside = list({hit.passage_id: (hit, held[hit.doc_id]) for hits, held in found for hit in hits}.values())
    rarity = rarity_of_passages(beside)
    facts = [
        fact
        for claim, (hits, held) in zip(claims, found, strict=True)
        for fact in weigh(
            claim, article, hits, held, bench.settings, beside=beside, inner=inside(claim, claims), rarity=rarity
        ).facts
        if fact.asked.wanted is not None
    ]
    for item in gold["claims"]:
        if item["kind"] in _VALUES.values():
            start = text.index(item["find"])
            end = start + len(item["find"])
            on = [fact for fact in facts if fact.asked.start < end and start < fact.asked.end]
            own = [fact for fact in on if _VALUES.get(fact.asked.kind) == item["kind"]]
            yield Labelled(folder.name, item, tuple(own or on))


def _build(corpus: Path, bench: Workbench) -> None:
    told = corpus / "meta.json"
    meta = json.loads(told.read_text(encoding="utf-8")) if told.exists() else {}
    files = sorted(path for path in corpus.iterdir() if path.name != "meta.json")
    plain = [path for path in files if path.name not in meta]
    encoder = bench.encoder()
    add_to_corpus(bench.workspace, "refs", plain, bench.settings, encoder=encoder)
    for name, says in sorted(meta.items()):
        published = dt.date.fromisoformat(says["published"]) if says.get("published") else None
        tier = Tier(says["tier"]) if says.get("tier") else None
        add_to_corpus(
            bench.workspace, "refs", [corpus / name], bench.settings,
            encoder=encoder, published=published, publisher=says.get("publisher"), tier=tier,
        )  # fmt: skip
