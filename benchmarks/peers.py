"""Our readers beside public libraries that do a part of the same work, in one run on the same texts.

    python benchmarks/peers.py DATA_FOLDER --python PATH [--peers NAME ...] [--newswire-step N]

DATA_FOLDER holds ``newsquant/NewsQuant.json``, ``tempeval3/**/*.tml``, ``sbd-golden-en/golden_rules_en.jsonl`` and
``ud-ewt/*.conllu``; what is missing is left out. "own sentences" are the tables of this project's tests. PATH is an
interpreter that has the peers (`benchmarks/README.md` says how to make one); a peer it lacks is reported as not installed.
Prints a Markdown table for each kind. Speed is processor time of the reading alone, warm, over the public texts.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import json
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from scoring import Quantity, Tally, Timex, date_hits, quantity_hits

from workbench.models import ValueKind
from workbench.sentences import split_sentences
from workbench.values import read_values

ROOT = Path(__file__).parent.parent
CALENDAR = {ValueKind.DATE, ValueKind.TIME, ValueKind.SET}
PEERS = {
    "quantities": ("quantulum3", "quantulum3 with classifier", "recognizers-text"),
    "dates": ("dateparser search_dates", "recognizers-text-date-time"),
    "sentences": ("pysbd", "sentencex"),
}
WARM = "On 3 May 2020 it cost 5 dollars to send 40 tonnes 300 miles at 20 km/h."
Rows = list[list[Any]]
Read = Callable[[str, "str | None"], tuple[Rows, float]]


@dataclass(frozen=True, slots=True)
class Case:
    """A text, its publication date, and the rows a reader should give for it."""

    text: str
    gold: Rows
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """Cases of one source."""

    name: str
    cases: tuple[Case, ...]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--python", default=sys.executable, help="an interpreter that has the peers")
    parser.add_argument("--peers", nargs="*", help="only these")
    parser.add_argument("--newswire-step", type=int, default=1, help="take every Nth article of tempeval3; one peer is slow")
    arguments = parser.parse_args()
    materials = {
        "quantities": (newsquant(arguments.folder), own_quantities()),
        "dates": (tempeval(arguments.folder, arguments.newswire_step), own_dates()),
        "sentences": (golden(arguments.folder), paragraphs(arguments.folder), own_sentences()),
    }
    for task, sources in materials.items():
        sources = [source for source in sources if source.cases]  # noqa: PLW2901 - what is missing is left out
        table(task, sources)
        measure(task, f"ours ({dt.datetime.now(dt.UTC):%Y-%m-%d})", OURS[task], sources)
        for peer in PEERS[task]:
            if arguments.peers is None or peer in arguments.peers:
                with worker(arguments.python, peer) as (read, name):
                    measure(task, name, read, sources)


# ------------------------------------------------------------------------------------------------------- measuring


def table(task: str, sources: Sequence[Material]) -> None:
    """Print the head of a table."""
    heads = [f"{source.name} ({len(source.cases)}): {measure}" for source in sources for measure in MEASURES[task, source.name]]
    print(f"\n| {task} | " + " | ".join([*heads, "kB/s"]) + " |")
    print("|---|" + "---:|" * (len(heads) + 1), flush=True)


def measure(task: str, name: str, read: Read | None, sources: Sequence[Material]) -> None:
    """Print a reader's line; without a reader only its name, which then says why."""
    if read is None:
        print(f"| {name} |", flush=True)
        return
    cells: list[str] = []
    seconds = characters = 0.0
    for source in sources:
        answers = [read(case.text, case.date) for case in source.cases]
        cells += [f"{figure:.3f}" for figure in SCORES[task](source, [rows for rows, _ in answers])]
        if not source.name.startswith("own"):
            seconds += sum(spent for _, spent in answers)
            characters += sum(len(case.text) for case in source.cases)
    print(f"| {name} | " + " | ".join([*cells, f"{characters / 1000 / seconds:,.0f}" if seconds else "–"]) + " |", flush=True)


@contextmanager
def worker(python: str, peer: str) -> Iterator[tuple[Read | None, str]]:
    """A peer in its own process, as a reader, and its name with the version or the reason why it is not there."""
    command = [python, "-W", "ignore", str(Path(__file__).with_name("peer_worker.py")), peer]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        asked, answered = process.stdin, process.stdout
        hello = json.loads(answered.readline() or '{"missing": "the interpreter does not start"}')

        def read(text: str, date: str | None) -> tuple[Rows, float]:
            asked.write(json.dumps({"text": text, "date": date}) + "\n")
            asked.flush()
            answer = json.loads(answered.readline())
            return answer["rows"], answer["seconds"]

        if "missing" in hello:
            yield None, f"{peer}: not installed ({hello['missing']})"
        else:
            yield read, f"{peer} {hello['version']}"
        asked.close()


def timed(rows_of: Callable[[str, str | None], Rows]) -> Read:
    """One of our own readers with its processor time."""

    def read(text: str, date: str | None) -> tuple[Rows, float]:
        start = time.process_time()
        rows = rows_of(text, date)
        return rows, time.process_time() - start

    rows_of(WARM, "2000-01-03")
    return read


def our_quantities(text: str, date: str | None) -> Rows:
    """Every value that is no date, time, set or ordinal."""
    values = read_values(text, published=dt.date.fromisoformat(date) if date else None)
    kept = [value for value in values if value.kind not in CALENDAR | {ValueKind.ORDINAL}]
    return [[value.low, value.high, value.unit + (f" per {value.per}" if value.per else "")] for value in kept]


def our_dates(text: str, date: str | None) -> Rows:
    """Every date, time, duration and set."""
    values = read_values(text, published=dt.date.fromisoformat(date) if date else None)
    return [[value.start, value.end, value.timex] for value in values if value.kind in CALENDAR | {ValueKind.DURATION}]


def our_sentences(text: str, date: str | None) -> Rows:
    """Every sentence."""
    del date
    return [list(span) for span in split_sentences(text)]


OURS = {"quantities": timed(our_quantities), "dates": timed(our_dates), "sentences": timed(our_sentences)}


# --------------------------------------------------------------------------------------------------------- scoring


def quantity_figures(source: Material, answers: Sequence[Rows]) -> list[float]:
    """F1 of the value alone, and of value and unit."""
    value, unit = Tally(), Tally()
    for case, rows in zip(source.cases, answers, strict=True):
        gold, found = [Quantity(*row) for row in case.gold], [Quantity(*row) for row in rows]
        value.add(quantity_hits(gold, found, units=False), len(found), len(gold))
        unit.add(quantity_hits(gold, found, units=True), len(found), len(gold))
    return [value.f1, unit.f1]


def date_figures(source: Material, answers: Sequence[Rows]) -> list[float]:
    """F1 of overlapping spans, and of those with the right value."""
    relaxed, valued = Tally(), Tally()
    for case, rows in zip(source.cases, answers, strict=True):
        hits = date_hits([Timex(*row) for row in case.gold], [Timex(*row) for row in rows])
        relaxed.add(hits[0], len(rows), len(case.gold))
        valued.add(hits[1], len(rows), len(case.gold))
    return [relaxed.f1, valued.f1]


def sentence_figures(source: Material, answers: Sequence[Rows]) -> list[float]:
    """F1 of sentence ends in running text, else the share of texts cut exactly right."""
    pairs = list(zip(source.cases, answers, strict=True))
    if MEASURES["sentences", source.name] == ("exact",):
        return [sum(case.gold == rows for case, rows in pairs) / len(pairs)]
    ends = Tally()
    for case, rows in pairs:
        gold, found = {end for _, end in case.gold}, {end for _, end in rows}
        ends.add(len(gold & found), len(found), len(gold))
    return [ends.f1]


SCORES = {"quantities": quantity_figures, "dates": date_figures, "sentences": sentence_figures}
MEASURES = {
    ("quantities", "newsquant"): ("value F1", "value and unit F1"),
    ("quantities", "own sentences"): ("value F1", "value and unit F1"),
    ("dates", "tempeval3"): ("relaxed F1", "value F1"),
    ("dates", "own sentences"): ("relaxed F1", "value F1"),
    ("sentences", "golden rules"): ("exact",),
    ("sentences", "ud-ewt"): ("boundary F1",),
    ("sentences", "own sentences"): ("exact",),
}


# ------------------------------------------------------------------------------------------------------ public data


def newsquant(folder: Path) -> Material:
    """News sentences with their quantities; a value that is no number is left out."""
    path = folder / "newsquant" / "NewsQuant.json"
    items = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    cases = []
    for item in items:
        gold = [[*ends, one["normalized_unit"] or ""] for one in item["quantities"] if (ends := written_ends(one["value"]))]
        cases.append(Case(item["text"], gold))
    return Material("newsquant", tuple(cases))


def written_ends(written: str) -> tuple[float, float] | None:
    """The ends of "5.0" or "3-5"."""
    low, dash, high = written.strip().partition("-") if not written.strip().startswith("-") else (written, "", "")
    try:
        ends = float(low), float(high if dash else low)
    except ValueError:
        return None
    return min(ends), max(ends)


def tempeval(folder: Path, step: int) -> Material:
    """Newswire with TIMEX3 annotations."""
    paths = sorted((folder / "tempeval3").rglob("*.tml"))[::step]
    return Material("tempeval3", tuple(annotated(path) for path in paths))


def annotated(path: Path) -> Case:
    """The text of a TimeML file, its creation date and its expressions."""
    root = ET.parse(path).getroot()  # noqa: S314 - the user's own data
    anchor = root.find("./DCT/TIMEX3")
    body = root.find("TEXT")
    pieces: list[str] = []
    gold: Rows = []

    def walk(node: ET.Element) -> None:
        start = sum(map(len, pieces))
        pieces.append(node.text or "")
        for child in node:
            walk(child)
            pieces.append(child.tail or "")
        if node.tag == "TIMEX3":
            gold.append([start, sum(map(len, pieces)), node.get("value")])

    if body is not None:
        walk(body)
    date = (anchor.get("value") or "")[:10] if anchor is not None else ""
    return Case("".join(pieces), gold, date or None)


def golden(folder: Path) -> Material:
    """Short texts with their sentences."""
    path = folder / "sbd-golden-en" / "golden_rules_en.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    rows = [json.loads(line) for line in lines]
    return Material("golden rules", tuple(Case(row["text"], placed(row["text"], row["sents"])) for row in rows))


def paragraphs(folder: Path) -> Material:
    """The paragraphs of a treebank, their sentences joined by blanks."""
    cases: list[Case] = []
    for path in sorted((folder / "ud-ewt").glob("*.conllu")):
        sentences: list[str] = []
        for line in [*path.read_text(encoding="utf-8").splitlines(), "# newdoc"]:
            if line.startswith(("# newpar", "# newdoc")) and sentences:
                text = " ".join(sentences)
                cases.append(Case(text, placed(text, sentences)))
                sentences = []
            if line.startswith("# text = "):
                sentences.append(line.removeprefix("# text = "))
    return Material("ud-ewt", tuple(cases))


def placed(text: str, sentences: Sequence[str]) -> Rows:
    """Offsets of sentences that stand in `text` one after the other."""
    spans, place = [], 0
    for sentence in sentences:
        start = text.find(sentence.strip(), place)
        place = start + len(sentence.strip())
        spans.append([start, place])
    return spans


# ----------------------------------------------------------------------------------------------------- own sentences


def own_quantities() -> Material:
    """The table of the quantity tests; without dates, times and ordinals, as there."""
    cases = []
    for sentences in tests("values/test_quantities.py").CASES.values():
        for text, rows in sentences.items():
            cases.append(Case(text, [own_quantity(row) for row in rows]))
    return Material("own sentences", tuple(cases))


def own_quantity(row: str) -> list[Any]:
    """Ends and unit of a row ``text | low | high | unit | per | modifier``."""
    _, low, high, unit, per, *_ = [*map(str.strip, row.split("|")), "", "", "", ""]
    return [float(low) if low else None, float(high) if high else None, unit + (f" per {per}" if per else "")]


def own_dates() -> Material:
    """The tables of the date tests whose sentences hold one expression or none."""
    module = tests("values/test_dates.py")
    rows = [*module.DAYS_AND_MONTHS, *module.YEARS, *module.FROM_PUBLICATION, *module.TIMES, *module.DURATIONS, *module.SETS]
    date = module.PUBLISHED.isoformat()
    cases = [Case(text, [[text.index(span), text.index(span) + len(span), timex]], date) for text, span, timex, *_ in rows]
    return Material("own sentences", (*cases, *(Case(text, [], date) for text in module.NO_DATES if text.strip())))


def own_sentences() -> Material:
    """The table of the sentence tests."""
    marked = tests("sentences/test_sentences.py").CASES.values()
    cases = [(text.replace("|", ""), text.split("|")) for text in marked]
    return Material("own sentences", tuple(Case(text, placed(text, pieces)) for text, pieces in cases))


def tests(path: str) -> ModuleType:
    """A test file as a module, for its tables."""
    file = ROOT / "tests" / path
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
