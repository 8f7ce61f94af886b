"""How long the relation model takes for a pair, as a ratio to the published network in floats in the same run.

    python benchmarks/relation_pairs.py [PAIRS]

Prints one JSON line. ``published`` is the transformers library's MPNet classifier with the same weights, a pair at a time on
all cores; ``alone`` is our reading of a pair at a time, ``together`` of all of them at once. Pairs are made of drawn words, 45
to 115 a pair. ``largest_difference`` is between scores of ``together`` and ``published``: what eight bits cost.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable
from typing import TypeVar

import torch
from transformers import MPNetConfig, MPNetForSequenceClassification

from workbench.judging import TrainedRelation
from workbench.models import RelationScores
from workbench.relation_model import WEIGHTS, shipped
from workbench.relation_model.kept_weights import KeptWeights
from workbench.relation_model.whole_numbers import fastest

WORDS = (
    "harbour bridge ferry captain winter timetable strait museum railway council budget tender signed opened measured "
    "kilometres tonnes percent reported officials engineers passengers contract delayed inspection northern island the of to"
).split()
CLAIM = 15
LONGEST_PASSAGE, SHORTEST_PASSAGE = 100, 30

Pair = tuple[str, str]
T = TypeVar("T")


def main(count: int) -> None:
    """Measure and print."""
    draw = random.Random(count)  # noqa: S311 - the same pairs in every run
    pairs = [(words(draw, CLAIM, CLAIM), words(draw, SHORTEST_PASSAGE, LONGEST_PASSAGE)) for _ in range(count)]
    model = TrainedRelation()
    model.relate([("warm", "up")])
    score = published()
    score(pairs[0])
    together, ours = timed(lambda: model.relate(pairs))
    one_by_one = TrainedRelation()
    alone, _ = timed(lambda: [one_by_one.relate([pair]) for pair in pairs])
    reference, theirs = timed(lambda: [score(pair) for pair in pairs])
    apart = max(abs(a.supports - b.supports) for a, b in zip(ours, theirs, strict=True))
    seconds = {"published": reference, "alone": alone, "together": together}
    figures = {f"{name}_ms": round(1000 * taken / count, 1) for name, taken in seconds.items()}
    ratios = {f"{name}_to_published": round(reference / seconds[name], 2) for name in ("alone", "together")}
    told = {"pairs": count, "cores": os.cpu_count(), "products": fastest().__name__}
    print(json.dumps(told | figures | ratios | {"largest_difference": round(apart, 3)}))


def words(draw: random.Random, fewest: int, most: int) -> str:
    """A text of drawn words."""
    return " ".join(draw.choices(WORDS, k=draw.randint(fewest, most)))


def published() -> Callable[[Pair], RelationScores]:
    """The library's network with our weights, on all cores."""
    tensors = KeptWeights.read(WEIGHTS).tensors()
    layers = {name.split(".layer.")[1].partition(".")[0] for name in tensors if ".layer." in name}
    rows, positions = (len(tensors[f"mpnet.embeddings.{kind}_embeddings.weight"]) for kind in ("word", "position"))
    network = MPNetForSequenceClassification(
        MPNetConfig(vocab_size=rows, max_position_embeddings=positions, num_hidden_layers=len(layers), num_labels=3)  # type: ignore[call-arg]
    ).eval()
    network.load_state_dict(tensors)
    reader = shipped().reader

    def score(pair: Pair) -> RelationScores:
        torch.set_num_threads(os.cpu_count() or 1)
        claim, passage = pair
        asked = torch.tensor([reader.word_pieces(passage, claim)])
        with torch.inference_mode():
            logits = network(input_ids=asked, attention_mask=torch.ones_like(asked)).logits[0]
        return RelationScores(*torch.softmax(logits.double(), dim=0).tolist())

    return score


def timed(action: Callable[[], T]) -> tuple[float, T]:
    """Seconds of wall time, and what `action` gave."""
    start = time.perf_counter()
    found = action()
    return time.perf_counter() - start, found


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 64)
