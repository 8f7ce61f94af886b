"""Claims changed by hand: cut in two, joined, reworded, moved; and found again after the article's text was changed.

Every function returns new claims with ids made from their new content; nothing is changed in place. Values and quotations
move with the text they stand in, so that each value stays in one claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.claims.reading import claim_id
from workbench.errors import BadInputError
from workbench.models import Claim

_BLANKS = " \t\r\n,;"


def split_claim(text: str, claim: Claim, place: int) -> tuple[Claim, Claim]:
    """Cut `claim` before offset `place` of `text`. Values go to the half they start in; both keep type, score and speaker.

    Raises:
        BadInputError: `place` is outside the claim, inside a value, or leaves a half without words.
    """
    inside_value = any(value.start < place < value.end for value in claim.values)
    if not claim.start < place < claim.end or inside_value:
        raise BadInputError(
            "split",
            expected=f"a place between {claim.start} and {claim.end}, not inside a value",
            found=str(place),
            fix="cut elsewhere",
        )
    return moved_claim(text, claim, claim.start, place), moved_claim(text, claim, place, claim.end)


def merge_claims(text: str, first: Claim, second: Claim) -> Claim:
    """One claim over both stretches and what lies between; the score is the higher one, types and reasons those of both."""
    early, late = sorted((first, second), key=lambda claim: (claim.start, claim.end))
    start, end = early.start, max(early.end, late.end)
    values = {(value.start, value.end): value for value in (*early.values, *late.values)}
    quotes = {(quote.start, quote.end): quote for quote in (*early.quotes, *late.quotes)}
    standalone = early.standalone if late.standalone in early.standalone else f"{early.standalone} {late.standalone}"
    return replace(
        early,
        claim_id=claim_id(text[start:end], text.count(text[start:end], 0, start)),
        end=end,
        text=text[start:end],
        standalone=standalone,
        types=tuple(kind for kind in type(early.types[0]) if kind in {*early.types, *late.types})
        if early.types
        else late.types,
        check_worthiness=max(early.check_worthiness, late.check_worthiness),
        reasons=tuple(dict.fromkeys((*early.reasons, *late.reasons))),
        values=tuple(values[key] for key in sorted(values)),
        quotes=tuple(quotes[key] for key in sorted(quotes)),
    )


def moved_claim(text: str, claim: Claim, start: int, end: int) -> Claim:
    """`claim` over another stretch of `text`, blanks trimmed; values and quotes outside the stretch are left behind.

    Raises:
        BadInputError: the stretch is outside the text or holds no words.
    """
    asked = f"{start}–{end}"
    outside = not 0 <= start < end <= len(text)
    while start < end and text[start : start + 1] in _BLANKS:
        start += 1
    while end > start and text[end - 1 : end] in _BLANKS:
        end -= 1
    if outside or not any(character.isalnum() for character in text[start:end]):
        raise BadInputError("span", expected=f"a stretch with words within 0–{len(text)}", found=asked, fix="select words")
    words = text[start:end]
    return replace(
        claim,
        claim_id=claim_id(words, text.count(words, 0, start)),
        start=start,
        end=end,
        text=words,
        standalone=claim.standalone if words == claim.text else " ".join(words.split()),
        values=tuple(value for value in claim.values if start <= value.start and value.end <= end),
        quotes=tuple(quote for quote in claim.quotes if quote.start < end and start < quote.end),
    )


def reworded_claim(claim: Claim, standalone: str) -> Claim:
    """`claim` with a standalone form written by a person; its place in the article and its id stay.

    Raises:
        BadInputError: the new wording is empty.
    """
    if not standalone.strip():
        raise BadInputError("standalone", expected="a sentence", found="nothing", fix="write the claim in words")
    return replace(claim, standalone=" ".join(standalone.split()))


def reanchored_claims(old: Sequence[Claim], new: Sequence[Claim]) -> dict[str, str | None]:
    """Old claim id → id of the same claim in a new version of the article, or ``None`` where its text is gone.

    A claim is the same when its id is; a text that only moved keeps its id, and a repeated text is counted in order.
    """
    present = {claim.claim_id for claim in new}
    by_standalone = {claim.standalone: claim.claim_id for claim in reversed(new)}
    return {
        claim.claim_id: claim.claim_id if claim.claim_id in present else by_standalone.get(claim.standalone) for claim in old
    }
