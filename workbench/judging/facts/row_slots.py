"""The slot of a value that stands in a row of a table: the row itself must name what the claim is about."""

from __future__ import annotations

from dataclasses import replace

from workbench.judging.facts.slots import DIFFERENT, SAME, UNKNOWN, build_slot, entity_terms
from workbench.judging.sentence.coverage import Words, covers_name, name_groups
from workbench.judging.sides.places import Place
from workbench.judging.sides.rows import CELL
from workbench.models import Slot, SlotCheck
from workbench.tokens import words


def row_slot(claim: Place, evidence: Place, offered: Words) -> Slot:
    """The slot of a row's value: the row itself must name what the claim is about, whatever the rows before it say."""
    return replace(build_slot(claim, evidence, offered), entity=_entity(claim, evidence, offered))


def _entity(claim: Place, evidence: Place, offered: Words) -> SlotCheck:
    """A cell that is the claim's name is the same; a name inside a longer cell, or none to look for, leaves it open."""
    names = name_groups(claim.terms.terms)
    if not all(covers_name(group, offered.keys, offered) for group in names):
        return DIFFERENT
    own = set(words(claim.terms.text))
    cells = [cell for cell in (set(words(cell.group(2))) for cell in CELL.finditer(evidence.terms.text)) if cell <= own]
    wanted = [group.text for group in names] or [term.lemma for term in entity_terms(claim)]
    named = all(any(set(words(name)) & cell for cell in cells) for name in wanted)
    return SAME if wanted and named else UNKNOWN
