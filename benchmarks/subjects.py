"""Score the subjects of values against a list marked by hand; prints one JSON line for each way of finding them.

    python benchmarks/subjects.py [LIST] [--errors]

LIST has tab-separated lines: a sentence, the text of one value in it, the entity the value belongs to, the attribute it fills;
alternatives are parted by "/", lines that start with "#" are left out. Default: `tests/data/subjects.tsv`.

Matching is lenient, by head words:
- an entity is right when its head word is one of the words found as entity, or the head word found is one of its words; the
  head is the last word of the name before "of", "from" or "in";
- an attribute is right when one of its words and one of the words found as attribute have the same stem: lower case, without
  a possessive, one of the endings -ing -ed -es -s -e, and a doubled last letter; the parts of a hyphened word count alone;
- `read` is the share of the marked values that the reader finds, a stretch that overlaps the marked one; a value that was not
  read counts as wrong.

`parse` is `attach_subjects`, `words` is `cheap_subject`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from workbench.models import Value
from workbench.parser import parse
from workbench.values import read_values
from workbench.values.plain_subjects import cheap_subject
from workbench.values.subjects import SEPARATOR, attach_subjects

LIST = Path(__file__).parents[1] / "tests" / "data" / "subjects.tsv"
_WORD = re.compile(r"[\w$€£.,]+")
_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")
_HEAD_ENDS = re.compile(r" (?:of|from|in|for) ")
_SHORTEST_STEM = 3


@dataclass(frozen=True)
class Case:
    """A value in a sentence with the subjects that are right for it."""

    sentence: str
    value: str
    entities: tuple[str, ...]
    attributes: tuple[str, ...]


def main() -> None:
    """Score the list given on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("list", type=Path, nargs="?", default=LIST)
    parser.add_argument("--errors", action="store_true", help="print every value with a wrong subject first")
    arguments = parser.parse_args()
    for way in ("parse", "words"):
        print(json.dumps({"score": "subjects", "way": way} | score(arguments.list, way, errors=arguments.errors)))


def score(path: Path, way: str, *, errors: bool = False) -> dict[str, float | int]:
    """Shares of values with the right entity, attribute and both, of all in the list."""
    counts: Counter[str] = Counter()
    cases = read_list(path)
    for case in cases:
        found = subject_of(case, way)
        entity, attribute = judge(case, found)
        counts.update(read=found is not None, entity=entity, attribute=attribute, both=entity and attribute)
        if errors and not (entity and attribute):
            print(way, "entity" * (not entity), "attribute" * (not attribute), "|", case, "|", found)
    return {"values": len(cases)} | {
        name: round(counts[name] / len(cases), 4) for name in ("read", "entity", "attribute", "both")
    }


def read_list(path: Path) -> list[Case]:
    """The lines of the list at `path`."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [Case(a, b, tuple(c.split("/")), tuple(d.split("/"))) for a, b, c, d in lines]


def subject_of(case: Case, way: str) -> str | None:
    """The subject found for the case's value; empty where none was found, `None` where the value was not read."""
    start = case.sentence.index(case.value)
    end = start + len(case.value)
    values: tuple[Value, ...] = read_values(case.sentence)
    if way == "parse":
        values = attach_subjects(case.sentence, values, parse(case.sentence))
    hit = next((value for value in values if value.start < end and start < value.end), None)
    if hit is None:
        return None
    return (hit.subject if way == "parse" else cheap_subject(case.sentence, hit)) or ""


def judge(case: Case, found: str | None) -> tuple[bool, bool]:
    """Whether entity and attribute of `found` are right; a subject of one part is looked at as either."""
    entity, separator, attribute = (found or "").partition(SEPARATOR)
    if not separator:
        attribute = entity
    return any(same_entity(name, entity) for name in case.entities), any(
        same_attribute(name, attribute) for name in case.attributes
    )


def same_entity(wanted: str, found: str) -> bool:
    """Whether the head of one is among the words of the other."""
    return bool(found) and (head(wanted) in stems(found) or head(found) in stems(wanted))


def same_attribute(wanted: str, found: str) -> bool:
    """Whether the two share a stem."""
    return bool(stems(wanted) & stems(found))


def head(name: str) -> str:
    """Stem of the last word before a preposition."""
    words = _WORD.findall(_HEAD_ENDS.split(name)[0])
    return stem(words[-1]) if words else ""


def stems(text: str) -> set[str]:
    """Stems of all words of `text`."""
    return {stem(word) for word in _WORD.findall(text)}


def stem(word: str) -> str:
    """`word` without a common ending."""
    lower = word.lower().removesuffix("'s").removesuffix("’s").strip(".,")
    cut = _ENDING.sub("", lower)
    if len(cut) < _SHORTEST_STEM:
        return lower
    return cut[:-1] if cut != lower and cut[-1] == cut[-2] else cut


if __name__ == "__main__":
    main()
