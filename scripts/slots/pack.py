"""Pack the trained slot reader: its own upper layers and head, few bits a weight; what lies below is the relation model's.

python -m scripts.slots.pack --weights FOLDER/trained.safetensors --out slots.safetensors
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

from scripts.slots.train import FROZEN
from workbench.fingerprint import file_sha256
from workbench.relation_model.kept_weights import PLANES, SCALES, SHAPE
from workbench.relation_model.packed import packed

BITS = 5
_SMALL = 208


def main() -> None:
    """Read the arguments, pack, write, print the file's hash."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--bits", type=int, default=BITS)
    arguments = parser.parse_args()
    out: dict[str, np.ndarray] = {}  # type: ignore[type-arg]
    for name, tensor in load_file(arguments.weights).items():
        if not is_own(name):
            continue
        if tensor.ndim < 2 or min(tensor.shape) < _SMALL:
            out[name] = tensor.astype(np.float16)
            continue
        parts = packed(tensor, arguments.bits)
        out |= {name + PLANES: parts.planes, name + SCALES: parts.scales, name + SHAPE: np.array(tensor.shape, np.int32)}
    save_file(out, arguments.out)
    print(arguments.out.stat().st_size, file_sha256(arguments.out))


def is_own(name: str) -> bool:
    """Whether a tensor was trained: the head, the upper layers, and what all layers share of the way between words."""
    if ".layer." in name:
        return int(name.split(".layer.")[1].partition(".")[0]) >= FROZEN
    return name.startswith("classifier") or "relative_attention_bias" in name


if __name__ == "__main__":
    main()
