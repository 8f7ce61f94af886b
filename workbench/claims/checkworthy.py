"""How much a claim is worth a checker's time: a score from 0 to 1 with the reasons in words.

A logistic model over the features of `features`, the words and, where given, the sentence vector. Its weights were trained
on debate statements (`scripts/train_checkworthy.py`, `docs/checkworthy-card.md`). Reported prose says less of itself
than a debater does, so a plain statement of record in the third person is lifted to `FLOOR`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from workbench.claims.features import NAMES, features_of
from workbench.errors import MissingResourceError

if TYPE_CHECKING:
    from spacy.tokens import Token

Matrix = npt.NDArray[np.float32]
WEIGHTS = Path(__file__).with_name("checkworthy.npz")
FLOOR = 0.5
"""The least that an attributed quotation scores, and an impersonal statement with a value or a named actor's past act."""
PLAIN_FLOOR = 0.3
"""The least that any other impersonal statement scores."""
MOST_REASONS = 5

DIGITS = "0"  # every number is one word to the model


@dataclass(frozen=True, slots=True)
class Scored:
    """A score in 0…1 and why, most telling reason first."""

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim to be: its tokens, whether it holds a value, and whether it is a direct quotation with a named speaker."""

    tokens: Sequence[Token]
    valued: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class _Model:
    means: Matrix
    scales: Matrix
    features: Matrix
    words: dict[str, float]
    vector: Matrix | None
    bias: float


def score_claims(candidates: Sequence[Candidate], *, vectors: Matrix | None = None) -> tuple[Scored, ...]:
    """Score each candidate, in order.

    `vectors` are unit sentence vectors, one a candidate; without them the model trained on features and words alone is used.

    Raises:
        MissingResourceError: the weights beside this module are missing.
    """
    if not candidates:
        return ()
    model = _model(with_vectors=vectors is not None)
    matrix = np.stack([features_of(candidate.tokens) for candidate in candidates])
    logits = ((matrix - model.means) / model.scales) @ model.features + model.bias
    logits = logits + np.array([_word_weight(model, candidate.tokens) for candidate in candidates], dtype=np.float32)
    if vectors is not None and model.vector is not None:
        logits = logits + vectors @ model.vector
    scores = 1.0 / (1.0 + np.exp(-logits.astype(np.float64)))
    return tuple(
        _judged(float(score), row, candidate) for score, row, candidate in zip(scores, matrix, candidates, strict=True)
    )


def words_of(stretch: Sequence[Token]) -> list[str]:
    """The words the model weighs: lemmas, every number made one word; without order or repetition."""
    words = (token for token in stretch if not token.is_space)
    return sorted({DIGITS if token.like_num or token.lower_[:1].isdigit() else token.lemma_.lower() for token in words})


def _judged(score: float, row: Matrix, candidate: Candidate) -> Scored:
    """Lift what the debate model undervalues: who said what is always to be checked, and so is impersonal record."""
    known = dict(zip(NAMES, row.tolist(), strict=True))
    if candidate.quoted:
        score = max(score, FLOOR)
    if not any(known[name] for name in _PERSONAL):
        telling = candidate.valued or known["past and name"]
        score = max(score, (FLOOR if telling else PLAIN_FLOOR) + score / 2)
    return Scored(round(score, 4), _reasons(known, candidate))


# What a speaker's own stance sounds like; without it a sentence tells something of the world.
_PERSONAL = ("first person", "we", "you", "question", "duty", "courtesy", "exclamation", "imperative")
_REASONS = (
    ("a percentage", "states a percentage"),
    ("money", "states a sum of money"),
    ("digits", "states a figure"),
    ("number words", "states a figure"),
    ("comparison", "compares"),
    ("entity PERSON", "names a person"),
    ("entity ORG", "names an organisation"),
    ("entity GPE", "names a place"),
    ("entity DATE", "says when"),
    ("record verb", "reports an act"),
    ("quotation", "quotes"),
    ("first person", "speaks in the first person"),
    ("opinion verb", "words of opinion"),
    ("duty", "says what should be"),
    ("question", "asks"),
    ("future", "speaks of the future"),
    ("conditional mood", "speaks of what may be"),
    ("evaluation", "words of praise or blame"),
)


def _reasons(known: dict[str, float], candidate: Candidate) -> tuple[str, ...]:
    first = ["quotes somebody"] if candidate.quoted else ["states a value"] if candidate.valued else []
    found = [words for name, words in _REASONS if known[name] > 0 and not (candidate.quoted and name == "quotation")]
    reasons = tuple(dict.fromkeys([*first, *found]))
    return reasons[:MOST_REASONS] or ("a plain statement",)


def _word_weight(model: _Model, stretch: Sequence[Token]) -> float:
    return sum(model.words.get(word, 0.0) for word in words_of(stretch))


@cache
def _model(*, with_vectors: bool) -> _Model:
    if not WEIGHTS.exists():
        raise MissingResourceError(
            "checkworthy",
            expected=f"the weights {WEIGHTS.name}",
            found="no such file",
            fix="reinstall, or run scripts/train_checkworthy.py",
        )
    kind = "full" if with_vectors else "plain"
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        words = dict(zip(stored["words"].tolist(), stored[f"{kind}_words"].astype(float).tolist(), strict=True))
        return _Model(
            means=stored["means"],
            scales=stored["scales"],
            features=stored[f"{kind}_features"],
            words=words,
            vector=stored["full_vector"] if with_vectors else None,
            bias=float(stored[f"{kind}_bias"]),
        )
