"""Judging: claim beside evidence, values compared, one suggestion with its reason. Deterministic; a person decides."""

from workbench.judging.calibrated import is_by_letters, kind_of, support_of, was_green
from workbench.judging.cross_encoder import WEIGHTS as RELATION_WEIGHTS
from workbench.judging.cross_encoder import TrainedRelation, shipped
from workbench.judging.internal import find_internal_conflicts
from workbench.judging.judge import judge
from workbench.judging.pair import PairResult, compare_texts
from workbench.judging.passages import read_passages_ahead
from workbench.judging.relation import RelationModel

__all__ = [
    "RELATION_WEIGHTS",
    "PairResult",
    "RelationModel",
    "TrainedRelation",
    "compare_texts",
    "find_internal_conflicts",
    "is_by_letters",
    "judge",
    "kind_of",
    "read_passages_ahead",
    "shipped",
    "support_of",
    "was_green",
]
