"""How fast passages become a corpus, as a ratio to the bare encoder in the same run on the same texts.

    python benchmarks/encoding.py [PASSAGES]

Prints one JSON line. ``raw`` is the sentence-transformers model in sorted batches of 32 on all cores, which is what a
plain script would do; ``encode`` is our encoder (one text, one thread, several texts at once); ``build`` is
`add_to_corpus` from a file to the published generation, reading and both indexes included.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from workbench.building import add_to_corpus
from workbench.corpus import Corpus
from workbench.retrieval import load_encoder
from workbench.settings import load

PER_DOCUMENT = 3
WORDS = (
    "harbour bridge ferry captain winter timetable strait museum railway council budget tender signed opened measured "
    "kilometres tonnes percent reported officials engineers passengers contract delayed inspection northern island the of to"
).split()


def main(passages: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        settings = load(workspace)
        encoder = load_encoder(settings)
        encoder.encode(["warm"])
        source = workspace / "documents.jsonl"
        source.write_text("".join(document(number) for number in range(-(-passages // PER_DOCUMENT))), encoding="utf-8")
        build = seconds(lambda: add_to_corpus(workspace, "bench", [source], settings, encoder=encoder))
        again = seconds(lambda: add_to_corpus(workspace, "bench", [source], settings, encoder=encoder))
        texts = [f"{row.doc_id}\n{row.text}" for row in Corpus.open(workspace, "bench").passages]
    encode = seconds(lambda: encoder.encode(texts))
    encode_raw = raw_encoder()
    raw = seconds(lambda: encode_raw(texts))
    rates = {"raw": len(texts) / raw, "encode": len(texts) / encode, "build": len(texts) / build}
    figures = {f"{name}_passages_per_second": round(rate, 1) for name, rate in rates.items()}
    ratios = {"encode_to_raw": round(raw / encode, 3), "build_to_raw": round(raw / build, 3)}
    report = {"passages": len(texts), "cores": os.cpu_count()} | figures | ratios | {"unchanged_seconds": round(again, 2)}
    print(json.dumps(report))


def document(number: int) -> str:
    """A line of JSON with a document of some three passages."""
    draw = random.Random(number)  # noqa: S311 - the same texts in every run
    sentences = [" ".join(draw.choices(WORDS, k=draw.randint(8, 30))).capitalize() + "." for _ in range(14)]
    return json.dumps({"doc_id": f"{number:06}", "title": f"Report {number}", "text": " ".join(sentences)}) + "\n"


def raw_encoder() -> Callable[[list[str]], object]:
    """The model as a plain script would run it, loaded and warm."""
    import torch
    from sentence_transformers import SentenceTransformer

    from workbench.minilm import model_folder

    model = SentenceTransformer(str(model_folder()), device="cpu", local_files_only=True)
    torch.set_num_threads(os.cpu_count() or 1)
    encode = partial(model.encode, batch_size=32, show_progress_bar=False, normalize_embeddings=True)
    encode(["warm"])
    return encode


def seconds(action: Callable[[], object]) -> float:
    """Wall time of `action`."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
