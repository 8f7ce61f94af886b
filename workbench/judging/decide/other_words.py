"""Rules for evidence in other words: the relation model says that a passage speaks of the same, arithmetic settles the values.

The thresholds on the model's scores stand in the settings. Names, bare numbers, turned and weakened sentences are checked
by rule all the same: the model alone never gives a match.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.judging.decide.matches import aged, has_number, names_speaker
from workbench.judging.decide.parts import WORTH_A_LOOK, passages_of, source_of
from workbench.judging.sentence.coverage import Coverage
from workbench.judging.sentence.terms import has_key
from workbench.judging.sides.claim_side import DATES, NOTE, ClaimSide, is_long, is_opinion, speaks_of_now
from workbench.judging.sources.grounds import AUTHOR, Judged, Reading, basis_of
from workbench.models import Level, SlotCheck, Suggestion, SuggestionLabel, ValueKind
from workbench.settings import Settings
from workbench.tokens import words
from workbench.values.compare import PART, UNCLEAR

L = SuggestionLabel
_OLD_DAYS = 3_653
_OF_AMOUNTS = 0.5  # of the score that like words need, where an amount agrees
_FEWEST_WORDS = 3  # names and words that a claim without a value must have to be compared


def matched_in_other_words(side: ClaimSide, usable: Sequence[Judged], settings: Settings) -> Suggestion | None:
    """A MATCH where one passage has every value of the claim and its words say the same, as the relation model reads them."""
    carriers = [one for one in usable if _says_so(side, one, settings)]
    if not carriers or _challenged([one for one in usable if one not in carriers]):
        return None
    lead = max(carriers, key=lambda one: (one.reading.scores.supports if one.reading else 0.0, -one.evidence.hit.rank))
    reading = lead.reading
    assert reading is not None  # noqa: S101 every carrier was read
    basis = basis_of(carriers)
    sums = "; ".join(pair.explanation for pair in reading.agreeing if pair.claim_value.kind not in DATES)
    told = f"{sums + '. ' if sums else ''}Said in other words. Rests on {basis.words}: {source_of(lead)}."
    label = L.MATCH_ROUNDED if _rounded(reading) else L.MATCH
    if speaks_of_now(side) and all(_is_old(side, one) for one in carriers):
        return Suggestion(L.PARTIAL, "stale", f"{told} That is more than ten years old.", rests_on=passages_of(carriers))
    found = Suggestion(
        L.REVIEW if basis.reason == AUTHOR else label, basis.reason, told, rests_on=passages_of([lead, *carriers])
    )
    return aged(side, (), found, carriers)


def _is_old(side: ClaimSide, one: Judged) -> bool:
    published = one.finding.passage.document.published
    return published is not None and side.published is not None and (side.published - published).days > _OLD_DAYS


def _says_so(side: ClaimSide, one: Judged, settings: Settings) -> bool:
    reading = one.reading
    if (
        reading is None
        or one.finding.weakening is not None
        or is_opinion(side)
        or _of_a_part(one)
        or _of_a_dated_row(side, one)
    ):
        return False
    turn = one.finding.turn
    if turn is not None and (turn.kind != "opposite" or reading.scores.supports < settings.wording_supports_doubted):
        return False
    return (
        reading.scores.supports >= _threshold(side, one, reading, settings)
        and (bool(reading.agreeing) or reading.coverage.total >= _FEWEST_WORDS)
        and {pair.claim_value for pair in reading.agreeing} >= {wanted.value for wanted in side.values}
        and names_all(side, one, reading.coverage)
        and not any(is_long(quote) for quote in side.quotes)
    )


def _of_a_part(one: Judged) -> bool:
    """Whether the claim's figure stands beside another one of the same thing, of which it is a part or the whole."""
    return any(pair.reason == PART for pair in one.finding.comparisons)


def _of_a_dated_row(side: ClaimSide, one: Judged) -> bool:
    """Whether a figure stands in a dated row of a table and the claim has no date: which row is meant, a person says."""
    if side.dates or one.reading is None:
        return False
    amounts = [pair.evidence_value for pair in one.reading.agreeing if pair.evidence_value.kind not in DATES]
    dated = [line for line in one.finding.passage.lines if line.row and any(value.kind in DATES for value in line.values)]
    return any(line.start <= value.start < line.end for value in amounts for line in dated)


def _threshold(side: ClaimSide, one: Judged, reading: Reading, settings: Settings) -> float:
    """How sure the reading must be. An amount that agrees is evidence of its own; dates and words alone are less.

    One word in another's place is the commonest form of an error, and so are the right amount at another time and names
    that changed places: they need the surest reading.
    """
    amounts = [pair for pair in reading.agreeing if pair.claim_value.kind not in DATES]
    open_time = bool(side.dates) and any(pair.slot.time is not SlotCheck.SAME for pair in amounts)
    # How long something lasted does not add up over the year, as what was sold does.
    lasting = amounts and all(pair.claim_value.kind is ValueKind.DURATION for pair in amounts)
    if reading.replaced or (open_time and _in_part_of_the_time(reading) and not lasting) or _names_reordered(side, one):
        return settings.wording_supports_doubted
    if not amounts:
        return settings.wording_supports
    other = any(SlotCheck.DIFFERENT in {pair.slot.entity, pair.slot.attribute} for pair in amounts)
    return settings.wording_supports_values if not other and not open_time else settings.wording_supports_open


def _in_part_of_the_time(reading: Reading) -> bool:
    """Whether the passage tells of a part of the claim's period: what was sold in May is not what was sold in the year."""
    return any(pair.level is not Level.EXACT for pair in reading.agreeing if pair.claim_value.kind in DATES)


def _challenged(usable: Sequence[Judged]) -> bool:
    """Whether a passage that is not old has another value of the same thing, though not surely in the same sense."""
    return any(
        pair.level is Level.DIFFERS
        and pair.reason not in UNCLEAR
        and pair.claim_value.kind not in DATES
        and {pair.slot.entity, pair.slot.attribute, pair.slot.time} == {SlotCheck.SAME}
        for one in usable
        if not one.evidence.stale
        for pair in one.finding.comparisons
    )


def _names_reordered(side: ClaimSide, one: Judged) -> bool:
    """Whether two names of the claim stand the other way round in the sentence: what is said may be true of the other one."""
    if one.finding.line is None:
        return False
    ours = list(dict.fromkeys(term.key for term in side.terms.names))
    theirs = list(dict.fromkeys(term.key for term in one.finding.line.terms.names))
    shared = [key for key in ours if key in theirs]
    return shared != sorted(shared, key=theirs.index)


def names_all(side: ClaimSide, one: Judged, coverage: Coverage) -> bool:
    """Every name and bare number of the claim is there, and the speaker where one is named; `coverage` is of what was read."""
    return (
        not coverage.missing_names
        and all(has_number(one, number) for number in side.loose_numbers)
        and (side.speaker is None or names_speaker(side, one))
    )


def _rounded(reading: Reading) -> bool:
    amounts = [pair for pair in reading.agreeing if pair.claim_value.kind not in DATES]
    return any(pair.level is not Level.EXACT and pair.reason != "bound" for pair in amounts)


def differs_in_other_words(side: ClaimSide, usable: Sequence[Judged], settings: Settings) -> Suggestion | None:
    """REVIEW where a passage seems to say the same with one other figure or date, and no passage has the claim's."""
    for one in usable:
        reading = one.reading
        if reading is None or len(reading.differing) != 1 or one.evidence.stale or one.finding.weakening is not None:
            continue
        told = {pair.claim_value for pair in (*reading.agreeing, *reading.differing)}
        other = reading.differing[0]
        if (
            reading.scores.supports >= settings.wording_differs
            and told >= {wanted.value for wanted in side.values}
            and names_all(side, one, reading.coverage)
            and not any(_has_all(side, found, dates=other.claim_value.kind in DATES) for found in usable)
        ):
            what = "date" if other.claim_value.kind in DATES else "figure"
            why = f"{other.explanation} ({source_of(one)}, which may say the same with another {what})."
            return Suggestion(L.REVIEW, "difference_unsure", why, rests_on=passages_of([one]))
    return None


def _has_all(side: ClaimSide, one: Judged, *, dates: bool) -> bool:
    """Whether a passage read has every amount of the claim, and with `dates` every date of it too."""
    reading = one.reading
    wanted = {wanted.value for wanted in side.values if dates or wanted.value.kind not in DATES}
    return reading is not None and bool(wanted) and {pair.claim_value for pair in reading.agreeing} >= wanted


def contrary_in_other_words(side: ClaimSide, usable: Sequence[Judged], settings: Settings) -> Suggestion | None:
    """CONFLICT where no value differs and the words say the opposite, as the relation model reads them."""
    if side.quotes or is_opinion(side):
        return None
    against = [one for one in usable if _speaks_against(side, one, settings.wording_refutes)]
    agreeing = [one for one in usable if one.reading and one.reading.scores.supports >= settings.wording_supports_values]
    if not against or agreeing:
        return None
    told = f"The words of {source_of(against[0])} speak against it."
    return Suggestion(L.CONFLICT, "wording_contrary", told, rests_on=passages_of(against))


def _speaks_against(side: ClaimSide, one: Judged, threshold: float) -> bool:
    reading = one.reading
    return (
        reading is not None
        and reading.scores.refutes >= threshold
        and not reading.differing
        and reading.replaced is None  # of another thing, which is no opposite
        and not one.evidence.stale
        and reading.coverage.share >= WORTH_A_LOOK
        and _says_more(side, one)
        and {pair.claim_value for pair in reading.agreeing} >= {wanted.value for wanted in side.values}
        and names_all(side, one, reading.coverage)
    )


def _says_more(side: ClaimSide, one: Judged) -> bool:
    """Whether the sentence has a word that the claim has not: where it has none, nothing in it can speak against the claim."""
    line = one.finding.line
    return line is None or any(len(term.key) > 1 and not has_key(term.key, side.terms.keys) for term in line.terms.terms)


def _word_for_word(side: ClaimSide, one: Judged) -> bool:
    """Whether the claim stands in the sentence as a whole, capitals and signs apart."""
    ours = words(NOTE.sub("", side.terms.text))
    theirs = words(one.finding.line.terms.text) if one.finding.line else []
    return bool(ours) and any(theirs[at : at + len(ours)] == ours for at in range(len(theirs) - len(ours) + 1))


def disagreed(side: ClaimSide, found: Suggestion, usable: Sequence[Judged], settings: Settings) -> Suggestion | None:
    """REVIEW in place of a match by values or like words, where the relation model does not read the words as the same.

    It reads them as the opposite, is not sure of a word that stands in another's place, or finds it unlikely that they say it:
    more unlikely where an amount agrees, which is evidence of its own. A claim that stands there word for word, and quotes,
    which were compared letter by letter, need no such reading.
    """
    if any(is_long(quote) for quote in side.quotes):
        return None
    for one in usable:
        if one.reading is None or one.evidence.hit.passage_id not in found.rests_on:
            continue
        scores, other = one.reading.scores, one.reading.replaced
        amounts = any(wanted.value.kind not in DATES for wanted in side.values)
        if scores.refutes >= settings.wording_refutes:
            why = f"But the relation model reads the words of {source_of(one)} as speaking against it."
        elif other is not None and scores.supports < settings.wording_supports_doubted:
            why = f"But where the claim has “{other[0]}”, {source_of(one)} has “{other[1]}”."
        elif scores.supports < settings.wording_keeps * (_OF_AMOUNTS if amounts else 1.0) and not (
            _word_for_word(side, one) and scores.supports > scores.refutes
        ):
            why = f"But the relation model does not read the words of {source_of(one)} as saying it."
        else:
            continue
        return Suggestion(L.REVIEW, "wording_disagrees", f"{found.explanation} {why}", rests_on=found.rests_on)
    return None
