"""A passage as evidence: where it comes from, what it does to the claim, and the words that matter, highlighted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from workbench.desk.markup import Markup, chip, join, tag
from workbench.desk.wording import RELATIONS, TIERS, day, plural
from workbench.models import Evidence, Hit

_LEGS = (("meaning", "dense_rank"), ("words", "lexical_rank"), ("values", "value_rank"))


def evidence_heading(evidence: Sequence[Evidence]) -> Markup:
    """Return how much there is: passages, documents, origins (many appearances may share one origin)."""
    documents = len({item.hit.doc_id for item in evidence})
    origins = len({item.origin for item in evidence})
    counted = f"{plural(len(evidence), 'passage')} · {plural(documents, 'document')} · {plural(origins, 'origin')}"
    return tag(
        "h4", "Evidence", tag("span", counted if evidence else "nothing found", cls="wb-soft"), cls="wb-evidence-heading"
    )


def evidence_card(item: Evidence, number: int, same_origin_as: int | None) -> Markup:
    """Return one passage with its source line, badges, highlighted text and how it was found."""
    hit = item.hit
    tier = TIERS[hit.tier]
    relation = RELATIONS[item.relation]
    source = [hit.publisher or "publisher unknown", day(hit.published), hit.locator]
    return tag(
        "section",
        tag(
            "p",
            tag("span", f"[{number}]", cls="wb-ref"),
            chip(relation.label, relation.tone, relation.glyph),
            tag("b", hit.title),
            cls="wb-evidence-title",
        ),
        tag("p", " · ".join(part for part in source if part), chip(tier.label, tier.tone, tier.glyph, title=tier.meaning)),
        badges(item, same_origin_as),
        tag("blockquote", passage(item)),
        tag("p", tag("b", "Quote differs: "), item.quote_difference, cls="wb-quote-difference")
        if item.quote_difference
        else None,
        tag("p", _found_by(hit), cls="wb-found-by"),
        cls="wb-evidence",
        data_number=number,
    )


def badges(item: Evidence, same_origin_as: int | None) -> Markup | None:
    """Return the warnings that go with a passage, or ``None``."""
    found = [
        chip("Known later", "part", "update", title="Published after the article") if item.known_later else None,
        chip("Self-support", "bad", "content_copy", title="The article itself, or a copy of it") if item.self_support else None,
        chip("May be stale", "part", "hourglass_bottom", title="Old for a value of this kind: check again")
        if item.stale
        else None,
        chip(f"Same origin as [{same_origin_as}]", "mixed", "family_history") if same_origin_as else None,
    ]
    return tag("p", *found, cls="wb-badges") if any(found) else None


def passage(item: Evidence) -> Markup:
    """Return the passage with its best sentence and the deciding spans marked; offsets outside it are ignored."""
    text, base = item.hit.text, item.hit.start
    spans = [(start - base, end - base) for start, end in item.spans if base <= start < end <= base + len(text)]
    first, last = max(item.sentence_start - base, 0), min(item.sentence_end - base, len(text))
    cuts = sorted({0, len(text), first, max(first, last), *(offset for span in spans for offset in span)})
    pieces = []
    for start, end in pairwise(cuts):
        piece: str = text[start:end]
        if any(a <= start and end <= b for a, b in spans):
            piece = tag("mark", piece)
        pieces.append(tag("span", piece, cls="wb-sentence") if first <= start and end <= last else piece)
    return join(pieces)


def _found_by(hit: Hit) -> str:
    ranks = [(name, getattr(hit, field)) for name, field in _LEGS]
    found = [f"{name} (place {rank})" for name, rank in ranks if rank is not None]
    return "Found by " + (", ".join(found) or "the search")
