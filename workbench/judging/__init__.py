"""Judging: claim beside evidence, values compared, one suggestion with its reason. Deterministic; a person decides."""

from workbench.judging.internal import find_internal_conflicts
from workbench.judging.judge import judge
from workbench.judging.pair import PairResult, compare_texts
from workbench.judging.relation import RelationModel

__all__ = ["PairResult", "RelationModel", "compare_texts", "find_internal_conflicts", "judge"]
