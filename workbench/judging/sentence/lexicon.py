"""The word lists of judging (``lexicon.toml``), read once and folded into look-ups."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Look-ups by folded lemma. ``same`` gives the one word that stands for its line, ``opposite`` those that turn it round."""

    same: dict[str, str]
    opposite: dict[str, frozenset[str]]
    opposite_particles: dict[str, frozenset[str]]
    attributes: dict[str, str]
    exclusive: dict[str, str]
    peoples: dict[str, str]
    short_forms: dict[str, str]
    negators: frozenset[str]
    denying: frozenset[str]
    generic: frozenset[str]
    neutral: frozenset[str]
    filler: frozenset[str]
    say: frozenset[str]
    hedges: frozenset[str]
    factive: frozenset[str]
    planned: frozenset[str]
    unfulfilled: frozenset[str]
    shifting: frozenset[str]
    opinion: frozenset[str]
    rating: frozenset[str]
    matters: frozenset[str]
    merit: frozenset[str]
    holding: frozenset[str]
    abilities: frozenset[str]
    events: frozenset[str]
    ages: frozenset[str]
    slow: frozenset[str]
    changing: frozenset[str]
    reaching: frozenset[str]
    humans: frozenset[str]
    falsehood: frozenset[str]
    refuting: frozenset[str]
    truth: frozenset[str]
    amounting: frozenset[str]
    unsaying: frozenset[str]
    unnegated: frozenset[str]
    offices: frozenset[str]
    nameless: frozenset[str]
    every: frozenset[str]
    some: frozenset[str]
    supposing: frozenset[str]
    short_of: frozenset[str]
    turning_particles: frozenset[str]

    def key(self, lemma: str) -> str:
        """The word that stands for `lemma` and its like."""
        return self.same.get(lemma, lemma)


@cache
def lexicon() -> Lexicon:
    """The lexicon of this package; the same object for the whole process."""
    raw = tomllib.loads((resources.files(__package__) / "lexicon.toml").read_text(encoding="utf-8"))
    same = {word: line.split()[0] for line in raw["same"] for word in line.split()}
    lists = {name: frozenset(text.split()) for name, text in raw["lists"].items()}
    return Lexicon(
        same=same,
        opposite=_opposites(raw["opposite"], same),
        opposite_particles=_opposites(raw["opposite_particles"], {}),
        attributes={word: name for name, text in raw["attributes"].items() for word in text.split()},
        exclusive={word: name for name, text in raw["exclusive"].items() for word in text.split()},
        peoples=dict(raw["peoples"]),
        short_forms={word: name for name, text in raw["short_forms"].items() for word in text.split()},
        negators=frozenset(raw["negators"].split()),
        denying=frozenset(raw["denying"].split()),
        **lists,
    )


def _opposites(lines: list[str], same: dict[str, str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in lines:
        one, other = (same.get(word.strip(), word.strip()) for word in line.split("|"))
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}
