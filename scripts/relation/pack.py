"""Pack the trained relation model into the file that ships: few bits a weight, and only the word pieces of our script.

python -m scripts.relation.pack --weights FOLDER/trained.safetensors --base FOLDER --out relation.safetensors
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file
from transformers import AutoTokenizer

from workbench.fingerprint import file_sha256
from workbench.relation_model.cross_encoder import LONGEST
from workbench.relation_model.kept_weights import PLANES, SCALES, SHAPE, VOCABULARY
from workbench.relation_model.packed import packed

BITS, WORD_BITS = 5, 4
WORDS, PLACES = "mpnet.embeddings.word_embeddings.weight", "mpnet.embeddings.position_embeddings.weight"
# Latin letters, digits and the signs of running text; pieces inside a word begin with two crosses.
_OURS = re.compile(r"(##)?[\x21-\u024f\u2000-\u22ff]+")


def main() -> None:
    """Read the arguments, pack, write, print the file's hash."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--bits", type=int, default=BITS)
    parser.add_argument("--word-bits", type=int, default=WORD_BITS)
    arguments = parser.parse_args()
    kept = kept_pieces(arguments.base)
    told = load_file(arguments.weights)
    told[WORDS] = told[WORDS][kept]
    told[PLACES] = told[PLACES][: LONGEST + 2]  # MPNet counts places from two
    out: dict[str, np.ndarray] = {VOCABULARY: kept}  # type: ignore[type-arg]
    for name, tensor in told.items():
        if tensor.ndim < 2 or name == PLACES or min(tensor.shape) < LONGEST:
            out[name] = tensor.astype(np.float16)
            continue
        parts = packed(tensor, arguments.word_bits if name == WORDS else arguments.bits)
        out |= {name + PLANES: parts.planes, name + SCALES: parts.scales, name + SHAPE: np.array(tensor.shape, np.int32)}
    save_file(out, arguments.out)
    print(arguments.out.stat().st_size, file_sha256(arguments.out))


def kept_pieces(base: Path) -> np.ndarray:  # type: ignore[type-arg]
    """The numbers of the word pieces that are kept, rising: the special ones, and those in our script."""
    pieces = AutoTokenizer.from_pretrained(base).get_vocab()
    chosen = {0, 1, 2, 3} | {
        number for piece, number in pieces.items() if _OURS.fullmatch(piece) and not piece.startswith("[unused")
    }
    return np.array(sorted(chosen), np.int32)


if __name__ == "__main__":
    main()
