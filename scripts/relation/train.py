"""Train the relation model: a cross-encoder that reads evidence and claim together.

    python -m scripts.relation.train --data DIR --base FOLDER --out FIRST
    python -m scripts.relation.train --data DIR --base FOLDER --out SECOND --again FIRST/trained.safetensors

DIR holds the public sets named in `docs/relation-card.md`, the folder of `--base` all-mpnet-base-v2 as it is published. Its
lowest layers are trained, the word embeddings and the lowest two of them left as they are: general pairs first, then
fact-checking sets and the pairs written for this model. With `--again` the weights of that pass go on through the latter once
more, in another order and more slowly. The same data and seed give the same order of pairs. Every few minutes
a checkpoint is written to the folder of `--out`; the same command goes on from it. `scripts/relation/pack.py` makes the file
that ships.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch.nn.functional import cross_entropy
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from scripts.relation.pairs import AMOUNTS, all_pairs
from scripts.relation.sets import Pair
from workbench.relation_model.cross_encoder import LABELS

LAYERS, FROZEN = 8, 2
BATCH, LONGEST = 16, 176
BATCHES = 1_700
"""So many are trained on, of all that are laid out."""
WARM_UP, SMOOTHING = 0.06, 0.05
RATES, RATES_AGAIN = (5e-5, 3e-4), (3e-5, 6e-5)
"""Highest learning rates of the first pass and of the second: the layers', the head's."""
AGAIN = {"told": 10_000, "written": 9_500, "swapped": 900, "made": 1_400, "titled": 400, "general": 1_800}
"""Pairs of each kind in the second pass, at most."""
PAD = 1
TOLD = ("scifact", "check-covid", "fever", "fm2", "wice", "equate", "summedits")
CHECKED_WRITTEN = 300
"""Written calibration pairs whose accuracy is printed on the way; the others are too many for that."""

Row = tuple[list[int], int]
Held = tuple[str, int, list[int]]


def main() -> None:
    """Read the arguments, order the pairs, train, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--again", type=Path, metavar="WEIGHTS", help="a second pass, from the weights of the first")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--bfloat16", action="store_true", help="products in bfloat16, three times as fast where AMX is")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    arguments.seed += bool(arguments.again)
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    batches, held = _prepared(arguments)
    model = AutoModelForSequenceClassification.from_pretrained(arguments.base, num_labels=len(LABELS), num_hidden_layers=LAYERS)
    if arguments.again:
        model.load_state_dict(load_file(arguments.again))
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=arguments.bfloat16, cache_enabled=False):
        _train(model, batches, held, arguments.out, RATES_AGAIN if arguments.again else RATES)
    save_file({name: tensor.contiguous() for name, tensor in model.state_dict().items()}, arguments.out / "trained.safetensors")


def ordered(pairs: list[Pair], rng: random.Random) -> tuple[list[Pair], list[Pair]]:
    """General pairs first, fact-checking and written ones after them; some of those come early too, and are seen twice."""
    by = _by_kind(pairs, rng)
    swapped, titled, written = (
        by[name][:most]
        for name, most in (("swapped", AMOUNTS.swapped), ("titled", AMOUNTS.titled), ("written", AMOUNTS.written))
    )
    made, half = by["made"], len(by["made"]) // 2
    first = by["general"] + made[:half] + titled[:400] + by["told"][:1_600] + written[:800]
    second = by["told"] + written + swapped + made[half:] + titled[400:] + first[:1_500]
    first = first[1_500:]
    rng.shuffle(first)
    rng.shuffle(second)
    return first, second


def once_more(pairs: list[Pair], rng: random.Random) -> list[Pair]:
    """The pairs of the second pass: mostly fact-checking and written ones, all mixed."""
    by = _by_kind(pairs, rng)
    chosen = [pair for name, most in AGAIN.items() for pair in by[name][:most]]
    rng.shuffle(chosen)
    return chosen


def _by_kind(pairs: list[Pair], rng: random.Random) -> dict[str, list[Pair]]:
    by: dict[str, list[Pair]] = {}
    for pair in pairs:
        by.setdefault(_kind(pair.source), []).append(pair)
    for some in by.values():
        rng.shuffle(some)
    return by


def _kind(source: str) -> str:
    if source == "titles":
        return "titled"
    if source.endswith("~"):
        return "swapped"
    if source.startswith(("made", "numbers")):
        return "made"
    if source.startswith("written"):
        return "written"
    return "told" if source.startswith(TOLD) else "general"


def _prepared(arguments: argparse.Namespace) -> tuple[list[list[Row]], list[Held]]:
    """Batches of token ids, of like length, in training order; kept in a file, since making the pairs takes a while."""
    path = arguments.out / "pairs.pickle"
    if path.exists():
        return pickle.loads(path.read_bytes())  # type: ignore[no-any-return]  # noqa: S301 written by this script
    tokenizer = AutoTokenizer.from_pretrained(arguments.base)
    rng = random.Random(arguments.seed)
    train, calibration, _ = all_pairs(arguments.data, arguments.seed)
    batches: list[list[Row]] = []
    for part in (once_more(train, rng),) if arguments.again else ordered(train, rng):
        rows = _tokens(part, tokenizer)
        for start in range(0, len(rows), BATCH * 64):
            chunk = sorted(rows[start : start + BATCH * 64], key=lambda row: len(row[0]))
            some = [chunk[n : n + BATCH] for n in range(0, len(chunk), BATCH)]
            rng.shuffle(some)
            batches += some
    batches = batches[:BATCHES]  # the second pass has fewer
    written = [pair for pair in calibration if pair.source.startswith("written")]
    checked = [pair for pair in calibration if not pair.source.startswith("written")]
    checked += random.Random(3).sample(written, min(CHECKED_WRITTEN, len(written)))
    held = [(pair.source, label, ids) for pair, (ids, label) in zip(checked, _tokens(checked, tokenizer), strict=True)]
    path.write_bytes(pickle.dumps((batches, held)))
    counts: dict[str, int] = {}
    for pair in train:
        counts[pair.source] = counts.get(pair.source, 0) + 1
    path.with_suffix(".json").write_text(json.dumps(counts, indent=1))
    return batches, held


def _tokens(pairs: list[Pair], tokenizer: Any) -> list[Row]:
    read = tokenizer(
        [pair.evidence for pair in pairs], [pair.claim for pair in pairs], truncation="longest_first", max_length=LONGEST
    )
    return [(ids, LABELS.index(pair.label)) for ids, pair in zip(read["input_ids"], pairs, strict=True)]


def collate(rows: list[list[int]]) -> dict[str, torch.Tensor]:
    """Padded tensors of one batch of token ids."""
    longest = max(map(len, rows))
    return {
        "input_ids": torch.tensor([ids + [PAD] * (longest - len(ids)) for ids in rows]),
        "attention_mask": torch.tensor([[1] * len(ids) + [0] * (longest - len(ids)) for ids in rows]),
    }


def _train(model: Any, batches: list[list[Row]], held: list[Held], out: Path, rates: tuple[float, float]) -> None:
    body = model.base_model
    body.embeddings.requires_grad_(False)
    for layer in body.encoder.layer[:FROZEN]:
        layer.requires_grad_(False)
    told = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    head = [p for n, p in told if n.startswith("classifier")]
    decayed = [p for n, p in told if p.ndim > 1 and not n.startswith("classifier")]
    plain = [p for n, p in told if p.ndim == 1 and not n.startswith("classifier")]
    optimizer = torch.optim.AdamW(
        [
            {"params": decayed, "weight_decay": 0.01},
            {"params": plain, "weight_decay": 0.0},
            {"params": head, "weight_decay": 0.01, "lr": rates[1]},
        ],
        lr=rates[0],
        fused=True,
    )
    total = len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / (total * WARM_UP), max(0.0, (total - n) / (total * (1 - WARM_UP))))
    )
    parts = {"model": model, "optimizer": optimizer, "schedule": schedule}
    kept, start = out / "checkpoint", 0
    if kept.exists():
        state = torch.load(kept, weights_only=True)
        for name, part in parts.items():
            part.load_state_dict(state[name])
        start = state["step"]
    print(f"{total} batches, from {start}", flush=True)
    model.train()
    began = last_kept = time.perf_counter()
    running = 0.0
    for step in range(start, total):
        batch = batches[step]
        logits = model(**collate([ids for ids, _ in batch])).logits.float()
        loss = cross_entropy(logits, torch.tensor([label for _, label in batch]), label_smoothing=SMOOTHING)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(decayed + plain + head, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        running = 0.98 * running + 0.02 * loss.item()
        if (step + 1) % 25 == 0:
            done = step + 1 - start
            rate = done / (time.perf_counter() - began)
            left = (total - step) / rate / 60
            print(
                f"{step + 1}/{total} loss {running / (1 - 0.98**done):.3f} {rate:.2f} batches/s, {left:.0f} min left",
                flush=True,
            )
        if time.perf_counter() - last_kept > 420:
            torch.save(
                {name: part.state_dict() for name, part in parts.items()} | {"step": step + 1}, kept.with_suffix(".partial")
            )
            kept.with_suffix(".partial").replace(kept)
            last_kept = time.perf_counter()
        if (step + 1) % 700 == 0 or step + 1 == total:
            print(json.dumps(scores(model, held)), flush=True)


@torch.inference_mode()
def scores(model: Any, held: list[Held]) -> dict[str, float]:
    """Accuracy on calibration pairs, by set, or by whether the claim is supported where the set tells no more."""
    model.eval()
    right: dict[str, list[bool]] = {}
    for start in range(0, len(held), BATCH):
        some = held[start : start + BATCH]
        found = model(**collate([ids for _, _, ids in some])).logits.argmax(1).tolist()
        for (source, label, _), one in zip(some, found, strict=True):
            two_way = source.startswith(("summedits", "equate-news"))
            right.setdefault(source, []).append((label == 0) == (one == 0) if two_way else label == one)
    model.train()
    return {source: round(sum(some) / len(some), 3) for source, some in sorted(right.items())}


if __name__ == "__main__":
    main()
