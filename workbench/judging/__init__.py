"""Judging: claim beside evidence, values compared, one suggestion with its reason. Deterministic; a person decides."""

from workbench.judging.decide.calibrated import is_by_letters, kind_of, support_of, was_green
from workbench.judging.decide.joint_scores import RelationModel
from workbench.judging.facts.around import rarity_of_passages
from workbench.judging.facts.cut import inside
from workbench.judging.internal import find_internal_conflicts
from workbench.judging.judge import Weighed, judge, settle, weigh
from workbench.judging.pair import PairResult, compare_texts
from workbench.judging.sides.claim_side import read_claims_ahead
from workbench.judging.sides.passages import read_passages_ahead
from workbench.relation_model.cross_encoder import WEIGHTS as RELATION_WEIGHTS
from workbench.relation_model.cross_encoder import TrainedRelation, shipped

__all__ = [
    "RELATION_WEIGHTS",
    "PairResult",
    "RelationModel",
    "TrainedRelation",
    "Weighed",
    "compare_texts",
    "find_internal_conflicts",
    "inside",
    "is_by_letters",
    "judge",
    "kind_of",
    "rarity_of_passages",
    "read_claims_ahead",
    "read_passages_ahead",
    "settle",
    "shipped",
    "support_of",
    "was_green",
    "weigh",
]
