"""Score `find_quotes` on news articles annotated with who said what; prints one JSON line.

    python benchmarks/quotes.py FOLDER [--errors N]

FOLDER holds `text/NAME.txt` and `attributions/NAME_XXXX.ann` (one file per annotator), the layout of the PolNeAR corpus:
brat-like stand-off lines, `T7<TAB>Content 175 297;310 320<TAB>words` for a span and `E2<TAB>Attribution:T8 Content:T7
Cue:T6 Source:T5` for an attribution. Nothing of the data is kept here.

Figures:
- `content_*`: tokens (runs of word characters) in any content span, found against annotated, summed over annotation files;
- `recall_<kind>`: share of the annotated tokens found, by kind of attribution: direct (all within quotation marks),
  indirect (no quotation mark), mixed;
- `precision_direct`, `precision_indirect`: share of found tokens that are annotated, by our `direct` flag;
- a found quote is matched to the annotated attribution that holds most of its tokens, at least half of them (on a tie the
  shorter one); `speaker` is the share of matched quotes whose speaker span covers the head of the annotated source (or
  has a speaker span inside that source where the parse finds no head there), of those with a source; by kind as well.
  Quotations inside quotations are left out: most of them are not annotated, and would be held against the speaker around them;
- `with_addressee`, `with_occasion`: how many found quotes state one (nothing annotated to score them against).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.claims import find_quotes, split_sentences
from workbench.parser import parse

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from workbench.models import Quote

Span = tuple[int, int]

_TOKEN = re.compile(r"\w+")
_KINDS = ("direct", "indirect", "mixed")
_ROLES = ("Source", "Cue", "Content")


@dataclass(frozen=True)
class Attribution:
    """One annotated attribution: spans of its source and content, and its kind."""

    source: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: str


def main() -> None:
    """Score a folder given on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="print this many misses and false finds per article first")
    arguments = parser.parse_args()
    print(json.dumps({"score": "quotes"} | score(arguments.folder, arguments.errors)))


def score(folder: Path, errors: int) -> dict[str, float | int]:
    """All figures over all annotation files of `folder`."""
    counts: Counter[str] = Counter()
    readings: dict[Path, tuple[str, Doc, tuple[Quote, ...]]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        text_path = folder / "text" / (re.sub(r"_[0-9a-f]{4}$", "", path.stem) + ".txt")
        if text_path not in readings:
            text = text_path.read_bytes().decode("utf-8")
            doc = parse(text)
            readings[text_path] = text, doc, find_quotes(text, split_sentences(text), doc)
        text, doc, quotes = readings[text_path]
        gold = read_attributions(path, text)
        count_tokens(counts, text, gold, quotes)
        count_speakers(counts, text, doc, gold, quotes)
        counts.update(
            with_addressee=sum(quote.addressee is not None for quote in quotes),
            with_occasion=sum(quote.occasion is not None for quote in quotes),
        )
        if errors:
            show_errors(text, gold, quotes, errors)
    return figures(counts) | {"articles": len(readings)}


def read_attributions(path: Path, text: str) -> list[Attribution]:
    """The attributions of one annotation file that have content."""
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            places = rest.split("\t")[0].split(" ", 1)[1]
            spans[key] = tuple((int(a), int(b)) for a, b in (place.split() for place in places.split(";")))
        elif key.startswith("E"):
            events.append(rest)
    found = []
    for event in events:
        roles: dict[str, tuple[Span, ...]] = dict.fromkeys(_ROLES, ())
        for name, _, key in (item.partition(":") for item in event.split()):
            role = name.rstrip("0123456789")
            if role in roles:
                roles[role] += spans.get(key, ())
        if roles["Content"]:
            found.append(Attribution(roles["Source"], roles["Content"], kind_of(text, roles["Content"])))
    return found


def kind_of(text: str, content: tuple[Span, ...]) -> str:
    """Direct where every stretch stands in quotation marks, indirect where there is no mark."""
    pieces = [text[start:end].strip() for start, end in content]
    if all(piece[:1] in {'"', "“"} and piece[-1:] in {'"', "”", ","} for piece in pieces):
        return "direct"
    return "mixed" if any(re.search('["“”]', piece) for piece in pieces) else "indirect"


def tokens_in(text: str, spans: tuple[Span, ...]) -> set[int]:
    """Start offsets of the tokens inside `spans`."""
    return {match.start() for start, end in spans for match in _TOKEN.finditer(text, start, end)}


def count_tokens(counts: Counter[str], text: str, gold: list[Attribution], quotes: tuple[Quote, ...]) -> None:
    """Add up content tokens wanted, found and hit."""
    wanted = tokens_in(text, tuple(span for item in gold for span in item.content))
    found = {flag: tokens_in(text, tuple((q.start, q.end) for q in quotes if q.direct is flag)) for flag in (True, False)}
    everything = found[True] | found[False]
    counts.update(wanted=len(wanted), found=len(everything), hit=len(wanted & everything))
    for flag, name in ((True, "direct"), (False, "indirect")):
        counts.update({f"found_{name}": len(found[flag]), f"right_{name}": len(found[flag] & wanted)})
    for kind in _KINDS:
        mine = tokens_in(text, tuple(span for item in gold if item.kind == kind for span in item.content))
        counts.update({f"wanted_{kind}": len(mine), f"hit_{kind}": len(mine & everything)})


def count_speakers(counts: Counter[str], text: str, doc: Doc, gold: list[Attribution], quotes: tuple[Quote, ...]) -> None:
    """Add up matched quotes and those with the right speaker."""
    contents = [tokens_in(text, item.content) for item in gold]
    for quote in (quote for quote in quotes if not quote.nested):
        mine = tokens_in(text, ((quote.start, quote.end),))
        best = max(range(len(gold)), key=lambda n: (len(mine & contents[n]), -len(contents[n])), default=None)
        if best is None or not mine or 2 * len(mine & contents[best]) < len(mine):
            counts["unmatched"] += 1
            continue
        counts["matched"] += 1
        if gold[best].source:
            right = has_speaker(doc, gold[best].source, quote)
            counts.update(
                {"sourced": 1, "right": right, f"sourced_{gold[best].kind}": 1, f"right_speaker_{gold[best].kind}": right}
            )


def has_speaker(doc: Doc, source: tuple[Span, ...], quote: Quote) -> bool:
    """Whether the speaker span covers the head of the annotated source, or lies in it where it has several heads."""
    if quote.speaker_start is None or quote.speaker_end is None:
        return False
    for start, end in source:
        span = doc.char_span(start, end, alignment_mode="expand")
        heads = [span.root] if span is not None else []
        if any(quote.speaker_start <= head.idx < quote.speaker_end for head in heads):
            return True
        if start <= quote.speaker_start and quote.speaker_end <= end and any(head.pos_ != "PROPN" for head in heads):
            return True
    return False


def figures(counts: Counter[str]) -> dict[str, float | int]:
    """Shares from the counts."""
    precision, recall = share(counts["hit"], counts["found"]), share(counts["hit"], counts["wanted"])
    result: dict[str, float | int] = {
        "content_precision": precision,
        "content_recall": recall,
        "content_f1": round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0,
        "speaker": share(counts["right"], counts["sourced"]),
        "matched": counts["matched"],
        "unmatched": counts["unmatched"],
        "with_addressee": counts["with_addressee"],
        "with_occasion": counts["with_occasion"],
    }
    for kind in _KINDS:
        result[f"recall_{kind}"] = share(counts[f"hit_{kind}"], counts[f"wanted_{kind}"])
        result[f"speaker_{kind}"] = share(counts[f"right_speaker_{kind}"], counts[f"sourced_{kind}"])
    for name in ("direct", "indirect"):
        result[f"precision_{name}"] = share(counts[f"right_{name}"], counts[f"found_{name}"])
    return result


def share(part: int, whole: int) -> float:
    """`part` of `whole`, zero of nothing."""
    return round(part / whole, 4) if whole else 0.0


def show_errors(text: str, gold: list[Attribution], quotes: tuple[Quote, ...], most: int) -> None:
    """Print content nobody annotated and annotated content that was not found."""
    wanted = tokens_in(text, tuple(span for item in gold for span in item.content))
    found = tokens_in(text, tuple((quote.start, quote.end) for quote in quotes))
    false = [q for q in quotes if len(tokens_in(text, ((q.start, q.end),)) & wanted) == 0]
    for quote in false[:most]:
        print("FALSE", quote.direct, quote.speaker, "|", quote.cue, "|", quote.text[:90].replace("\n", " "))
    missed = [item for item in gold if not tokens_in(text, item.content) & found]
    for item in missed[:most]:
        start, end = item.content[0]
        print("MISSED", item.kind, "|", text[max(0, start - 60) : start].replace("\n", " "), "[[", text[start:end][:90], "]]")


if __name__ == "__main__":
    main()
