"""Train the slot reader: does a passage's value fill the slot of a claim's value, both hidden?

    python -m scripts.slots.train --base FOLDER --start relation.safetensors --out OUT

It goes on from the trained relation model (`--start`, the unpacked tensors): the word embeddings and the lowest layers stay as
they are, so that they need not be shipped twice. Every few minutes a
checkpoint is written to OUT; the same command goes on from it. What such a reader
brought so far stands in `docs/facts-card.md`; none ships.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from hashlib import sha1
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch.nn.functional import binary_cross_entropy_with_logits
from transformers import AutoModelForSequenceClassification

from scripts.relation.train import LAYERS, collate
from scripts.slots.pieces import word_pieces
from scripts.slots.rows import Row, by_arithmetic, labelled
from workbench.minilm import load_tokenizer

FROZEN, BATCH, LONGEST, PASSES = 2, 32, 160, 3
RATE, HEAD_RATE, WARM_UP, SMOOTHING = 4e-5, 2e-4, 0.05, 0.02
CHECKED = 12
"""A group in so many is kept for checking."""

Told = tuple[list[int], float]


def main() -> None:
    """Read the arguments, make the rows, train, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--extra", type=Path, nargs="*", default=[], help="folders of more documents of the written form")
    parser.add_argument("--passes", type=int, default=PASSES)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--bfloat16", action="store_true")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    rows = [*labelled(), *(row for folder in arguments.extra for row in labelled(folder)), *by_arithmetic()]
    held = [row for row in rows if is_checked(row)]
    train = [row for row in rows if not is_checked(row)]
    print(f"{len(train)} rows, {sum(row.same for row in train)} of one slot; {len(held)} kept", flush=True)
    model = AutoModelForSequenceClassification.from_pretrained(arguments.base, num_labels=1, num_hidden_layers=LAYERS)
    start = {name: one for name, one in load_file(arguments.start).items() if not name.startswith("classifier.out_proj")}
    model.load_state_dict(start, strict=False)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=arguments.bfloat16, cache_enabled=False):
        _train(model, train, held, arguments)
    save_file({name: one.contiguous() for name, one in model.state_dict().items()}, arguments.out / "trained.safetensors")


def is_checked(row: Row) -> bool:
    """Whether the row's group is kept for checking."""
    return int(sha1(row.group.encode()).hexdigest(), 16) % CHECKED == 0  # noqa: S324 no secret


def tokens(rows: list[Row]) -> list[Told]:
    """Word pieces and label of each row."""
    tokenizer = load_tokenizer()
    return [(word_pieces(tokenizer, row.passage, row.claim, LONGEST), float(row.same)) for row in rows]


def _batches(rows: list[Told], rng: random.Random) -> list[list[Told]]:
    rng.shuffle(rows)
    found = []
    for start in range(0, len(rows), BATCH * 50):
        chunk = sorted(rows[start : start + BATCH * 50], key=lambda row: len(row[0]))
        found += [chunk[n : n + BATCH] for n in range(0, len(chunk), BATCH)]
    rng.shuffle(found)
    return found


def _train(model: Any, train: list[Row], held: list[Row], arguments: argparse.Namespace) -> None:
    body = model.base_model
    body.embeddings.requires_grad_(False)
    for layer in body.encoder.layer[:FROZEN]:
        layer.requires_grad_(False)
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    head = [p for n, p in named if n.startswith("classifier")]
    rest = [p for n, p in named if not n.startswith("classifier")]
    optimizer = torch.optim.AdamW(
        [{"params": rest, "lr": RATE}, {"params": head, "lr": HEAD_RATE}], weight_decay=0.01, fused=True
    )
    told, kept = tokens(train), tokens(held)
    rng = random.Random(arguments.seed)
    batches = [batch for _ in range(arguments.passes) for batch in _batches(told, rng)]
    total = len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / (total * WARM_UP), max(0.0, (total - n) / (total * (1 - WARM_UP))))
    )
    path = arguments.out / "checkpoint"
    first = 0
    if path.exists():
        state = torch.load(path, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        first = state["step"]
    model.train()
    began = last = time.perf_counter()
    running, count = 0.0, 0
    for step in range(first, total):
        batch = batches[step]
        logits = model(**collate([ids for ids, _ in batch])).logits[:, 0].float()
        wanted = torch.tensor([label for _, label in batch]) * (1 - 2 * SMOOTHING) + SMOOTHING
        loss = binary_cross_entropy_with_logits(logits, wanted)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(rest + head, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        running, count = running + loss.item(), count + 1
        if (step + 1) % 50 == 0:
            rate = (step + 1 - first) / (time.perf_counter() - began)
            print(f"{step + 1}/{total} loss {running / count:.3f}, {(total - step) / rate / 60:.0f} min left", flush=True)
            running, count = 0.0, 0
        if time.perf_counter() - last > 300:
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}
            torch.save(state | {"step": step + 1}, path.with_suffix(".partial"))
            path.with_suffix(".partial").replace(path)
            last = time.perf_counter()
        if (step + 1) % 400 == 0 or step + 1 == total:
            print(json.dumps(checked(model, held, kept)), flush=True)


@torch.inference_mode()
def logits_of(model: Any, rows: list[list[int]]) -> list[float]:
    """The model's score of each row, in order."""
    model.eval()
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
    found = [0.0] * len(rows)
    for start in range(0, len(order), BATCH):
        some = order[start : start + BATCH]
        for at, one in zip(some, model(**collate([rows[at] for at in some])).logits[:, 0].float().tolist(), strict=True):
            found[at] = one
    model.train()
    return found


def checked(model: Any, held: list[Row], kept: list[Told]) -> dict[str, float]:
    """Area under the curve on the kept groups, by source."""
    scores = logits_of(model, [ids for ids, _ in kept])
    found = {}
    for source in sorted({row.source for row in held}):
        right = [score for score, row in zip(scores, held, strict=True) if row.source == source and row.same]
        wrong = [score for score, row in zip(scores, held, strict=True) if row.source == source and not row.same]
        beaten = sum((r > w) + 0.5 * (r == w) for r in right for w in wrong)
        found[source] = round(beaten / max(1, len(right) * len(wrong)), 4)
    return found


if __name__ == "__main__":
    main()
