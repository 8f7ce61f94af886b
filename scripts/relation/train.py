"""Train the relation model: a small cross-encoder that reads evidence and claim together.

    python -m scripts.relation.train --data DIR --out FOLDER

DIR holds the public sets named in `docs/relation-card.md`. Starts from the built-in sentence model, word embeddings frozen, and
goes through four phases: the second has more of the kinds that the first got wrong, the third mostly fact-checking sets, the
fourth the pairs written for this model beside those sets. The same data and seed give the same order of pairs. Every few
minutes a checkpoint is written to FOLDER; the same command goes on from it.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch.nn.functional import cross_entropy
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from scripts.relation.pairs import BROAD, CLOSE, LAST, WRITTEN, Amounts, all_pairs
from scripts.relation.sets import Pair
from workbench.fingerprint import file_sha256
from workbench.judging.cross_encoder import LABELS, LONGEST, SHARED, WEIGHTS
from workbench.minilm import model_folder

BATCH = 32
WARM_UP = 0.05
TOLD = ("scifact", "check-covid", "fever-symmetric", "fm2", "wice", "equate", "summedits", "titles", "written")


@dataclass(frozen=True, slots=True)
class Phase:
    """One pass over pairs drawn anew; `frozen` counts the lowest layers that stay as they are."""

    name: str
    amounts: Amounts
    rate: float
    frozen: int


PHASES = (
    Phase("broad", BROAD, 1e-4, 0),
    Phase("close", CLOSE, 8e-5, 2),
    Phase("last", LAST, 5e-5, 2),
    Phase("written", WRITTEN, 6e-5, 1),
)


def main() -> None:
    """Read the arguments, order the pairs, train, write the weights."""
    arguments = _arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    tokenizer = AutoTokenizer.from_pretrained(model_folder())
    model = AutoModelForSequenceClassification.from_pretrained(
        model_folder(), num_labels=3, id2label=dict(enumerate(LABELS)), label2id={name: n for n, name in enumerate(LABELS)}
    )
    for number, phase in enumerate(PHASES):
        done = arguments.out / f"{phase.name}.safetensors"
        if not done.exists():
            _train(model, phase, _prepared(arguments, phase, number, tokenizer), arguments.out)
            save_file(_half(model), done)
        model.load_state_dict({name: tensor.float() for name, tensor in load_file(done).items()}, strict=False)
    save_file(_half(model), arguments.out / WEIGHTS.name)
    print(file_sha256(arguments.out / WEIGHTS.name))


def _half(model: Any) -> dict[str, torch.Tensor]:
    return {name: tensor.half().contiguous() for name, tensor in model.state_dict().items() if name != SHARED}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def ordered(pairs: list[Pair], rng: random.Random) -> list[Pair]:
    """General pairs first; then, twice, the fact-checking sets among half of the made pairs and a fifth of the general ones."""
    told = [pair for pair in pairs if pair.source.startswith(TOLD)]
    made = [pair for pair in pairs if pair.source.startswith(("made", "numbers"))]
    general = [pair for pair in pairs if not pair.source.startswith((*TOLD, "made", "numbers"))]
    for some in (told, made, general):
        rng.shuffle(some)
    half, fifth, third = len(made) // 2, len(general) // 5, len(told) // 3
    first = general[fifth:] + made[:half] + told[:third]
    second = general[:fifth] + made[half:] + told[third:] + told[:third] + told[third:]
    rng.shuffle(first)
    rng.shuffle(second)
    return first + second


Batch = tuple[dict[str, torch.Tensor], torch.Tensor]


def _prepared(arguments: argparse.Namespace, phase: Phase, number: int, tokenizer: Any) -> tuple[list[Any], list[Any]]:
    """Batches of token ids, of like length, in training order; kept in a file, since making the pairs takes minutes."""
    path = arguments.out / f"{phase.name}.pickle"
    if path.exists():
        return pickle.loads(path.read_bytes())  # type: ignore[no-any-return]  # noqa: S301 written by this script
    seed = arguments.seed + number
    rng = random.Random(seed)
    train, calibration, _ = all_pairs(arguments.data, seed, phase.amounts)
    rows = _tokens(ordered(train, rng), tokenizer)
    batches = []
    for start in range(0, len(rows), BATCH * 64):
        chunk = sorted(rows[start : start + BATCH * 64], key=lambda row: len(row[0]))
        some = [chunk[n : n + BATCH] for n in range(0, len(chunk), BATCH)]
        rng.shuffle(some)
        batches += some
    held = [(pair.source, pair.label, row) for pair, row in zip(calibration, _tokens(calibration, tokenizer), strict=True)]
    path.write_bytes(pickle.dumps((batches, held)))
    counts: dict[str, int] = {}
    for pair in train:
        counts[pair.source] = counts.get(pair.source, 0) + 1
    path.with_suffix(".json").write_text(json.dumps(counts, indent=1))
    return batches, held


def _tokens(pairs: list[Pair], tokenizer: Any) -> list[tuple[list[int], list[int], int]]:
    read = tokenizer(
        [pair.evidence for pair in pairs], [pair.claim for pair in pairs], truncation="longest_first", max_length=LONGEST
    )
    return [
        (ids, types, LABELS.index(pair.label))
        for ids, types, pair in zip(read["input_ids"], read["token_type_ids"], pairs, strict=True)
    ]


def collate(rows: list[tuple[list[int], list[int], int]]) -> Batch:
    """Padded tensors of one batch."""
    longest = max(len(ids) for ids, _, _ in rows)

    def padded(some: list[list[int]]) -> torch.Tensor:
        return torch.tensor([one + [0] * (longest - len(one)) for one in some])

    inputs = {
        "input_ids": padded([ids for ids, _, _ in rows]),
        "token_type_ids": padded([types for _, types, _ in rows]),
        "attention_mask": padded([[1] * len(ids) for ids, _, _ in rows]),
    }
    return inputs, torch.tensor([label for _, _, label in rows])


def _train(model: Any, phase: Phase, prepared: tuple[list[Any], list[Any]], out: Path) -> None:
    batches, calibration = prepared
    for number, layer in enumerate(model.bert.encoder.layer):
        layer.requires_grad_(number >= phase.frozen)
    model.bert.embeddings.requires_grad_(phase.frozen == 0)
    model.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    decayed = [p for n, p in model.named_parameters() if p.requires_grad and p.ndim > 1]
    plain = [p for n, p in model.named_parameters() if p.requires_grad and p.ndim == 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}], lr=phase.rate, fused=True
    )
    total = len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / (total * WARM_UP), max(0.0, (total - n) / (total * (1 - WARM_UP))))
    )
    kept, start = out / f"{phase.name}.checkpoint", 0
    if kept.exists():
        state = torch.load(kept, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        start = state["step"]
    print(f"{total} batches, from {start}", flush=True)
    model.train()
    began, last_kept, running = time.perf_counter(), time.perf_counter(), 0.0
    for step in range(start, total):
        inputs, labels = collate(batches[step])
        loss = cross_entropy(model(**inputs).logits, labels, label_smoothing=0.05)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(decayed + plain, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        running = 0.98 * running + 0.02 * loss.item()
        if (step + 1) % 50 == 0:
            rate = (step + 1 - start) / (time.perf_counter() - began)
            print(
                f"{step + 1}/{total} loss {running:.3f} {rate:.2f} batches/s, {(total - step) / rate / 60:.0f} min left",
                flush=True,
            )
        if time.perf_counter() - last_kept > 300:
            torch.save(
                {
                    "model": model.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(),
                    "step": step + 1,
                },
                kept.with_suffix(".partial"),
            )
            kept.with_suffix(".partial").replace(kept)
            last_kept = time.perf_counter()
        if (step + 1) % (total // 6) == 0:
            print(json.dumps(scores(model, calibration)), flush=True)


@torch.inference_mode()
def scores(model: Any, calibration: list[Any]) -> dict[str, float]:
    """Accuracy on the calibration pairs, by set."""
    model.eval()
    right: dict[str, list[bool]] = {}
    for start in range(0, len(calibration), BATCH):
        some = calibration[start : start + BATCH]
        found = model(**collate([row for _, _, row in some])[0]).logits.argmax(1).tolist()
        for (source, label, _), one in zip(some, found, strict=True):
            right.setdefault(source, []).append(LABELS[one] == label)
    model.train()
    return {source: round(sum(some) / len(some), 3) for source, some in sorted(right.items())}


if __name__ == "__main__":
    main()
