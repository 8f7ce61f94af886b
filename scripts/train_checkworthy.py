"""Train the check-worthiness weights that ship as `workbench/claims/checkworthy.npz`.

    python scripts/train_checkworthy.py TRAIN.tsv --dev DEV.tsv [--more EXTRA.json ...]

`TRAIN.tsv` and `DEV.tsv` have the columns Text and class_label (Yes or No); an `EXTRA.json` is a list of objects with
text and label (0 or 1). Every training text that equals a development text, letters and digits compared, is left out.
The same files give the same weights. Prints one JSON line of scores on the development file.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score

from workbench.claims.checkworthy import WEIGHTS, words_of
from workbench.claims.features import NAMES, features_of
from workbench.parser import language

FEWEST_SENTENCES = 20  # a word in fewer training sentences gets no weight of its own
STRENGTH = 0.05  # inverse regularisation: small, because the weights must hold outside debates
VECTOR_SCALE = 10.0  # unit vectors have entries near 0.05; scaled up so that one penalty suits all columns


def main() -> None:
    """Read the arguments, train both models, write the weights."""
    arguments = _arguments()
    dev = _read_tsv(arguments.dev)
    kept_out = {_letters(text) for text, _ in dev}
    rows = _read_tsv(arguments.train) + [row for path in arguments.more for row in _read_json(path)]
    train = list(dict(reversed([row for row in rows if _letters(row[0]) not in kept_out])).items())
    texts = [text for text, _ in train + dev]
    labels = np.array([label for _, label in train + dev])
    features, words = _read_texts(texts)
    vectors = _encode(texts, arguments.model)
    _train(features, words, vectors, labels, size=len(train), out=arguments.out)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--more", type=Path, nargs="*", default=[])
    parser.add_argument("--model", type=Path, required=True, help="folder of the sentence model that reading uses")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    return parser.parse_args()


def _read_tsv(path: Path) -> list[tuple[str, int]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["Text"], int(row["class_label"] == "Yes")) for row in csv.DictReader(file, delimiter="\t")]


def _read_json(path: Path) -> list[tuple[str, int]]:
    return [(row["text"], int(row["label"] == 1)) for row in json.loads(path.read_text(encoding="utf-8"))]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _read_texts(texts: list[str]) -> tuple[np.ndarray, list[list[str]]]:
    docs = ((features_of(list(doc)), words_of(list(doc))) for doc in language().pipe(texts, batch_size=256))
    features, words = zip(*docs, strict=True)
    return np.stack(features), list(words)


def _encode(texts: list[str], model: Path) -> np.ndarray:
    from sentence_transformers import SentenceTransformer

    encoder = SentenceTransformer(str(model), local_files_only=True, device="cpu")
    return np.asarray(encoder.encode(texts, batch_size=64, normalize_embeddings=True), dtype=np.float32)


def _train(
    features: np.ndarray, words: list[list[str]], vectors: np.ndarray, labels: np.ndarray, *, size: int, out: Path
) -> None:
    means, scales = features[:size].mean(axis=0), features[:size].std(axis=0) + 1e-6
    vocabulary = _vocabulary(words[:size])
    plain = hstack([csr_matrix((features - means) / scales), _bags(words, vocabulary)]).tocsr()
    full = hstack([plain, csr_matrix(vectors * VECTOR_SCALE)]).tocsr()
    stored = {"means": means, "scales": scales, "words": np.array(vocabulary)}
    scores: dict[str, object] = {"train": size, "dev": len(labels) - size, "words": len(vocabulary)}
    for name, matrix in (("plain", plain), ("full", full)):
        model = LogisticRegression(C=STRENGTH, max_iter=2_000).fit(matrix[:size], labels[:size])
        weights = model.coef_[0].astype(np.float32)
        edges = [len(NAMES), len(NAMES) + len(vocabulary)]
        stored |= {f"{name}_features": weights[: edges[0]], f"{name}_words": weights[edges[0] : edges[1]]}
        stored |= {f"{name}_bias": np.float32(model.intercept_[0])}
        if name == "full":
            stored["full_vector"] = weights[edges[1] :] * np.float32(VECTOR_SCALE)
        likely = model.predict_proba(matrix[size:])[:, 1]
        found = f1_score(labels[size:], likely >= 0.5), average_precision_score(labels[size:], likely)
        scores[name] = dict(zip(("f1", "average_precision"), (round(float(score), 4) for score in found), strict=True))
    np.savez_compressed(out, **stored)
    print(json.dumps(scores))


def _vocabulary(words: list[list[str]]) -> list[str]:
    counts = Counter(word for sentence in words for word in sentence)
    return sorted(word for word, count in counts.items() if count >= FEWEST_SENTENCES)


def _bags(words: list[list[str]], vocabulary: list[str]) -> csr_matrix:
    place = {word: index for index, word in enumerate(vocabulary)}
    cells = [(row, place[word]) for row, sentence in enumerate(words) for word in sentence if word in place]
    rows, columns = zip(*cells, strict=True)
    return csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(words), len(vocabulary)))


if __name__ == "__main__":
    main()
