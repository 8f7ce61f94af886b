"""The relation model: a trained cross-encoder that says whether a passage supports a claim, refutes it, or neither.

A leaf: nothing of judging in it. `shipped()` is the model in the package; `relate` is all that others call.
"""

from workbench.relation_model.cross_encoder import LABELS, WEIGHTS, TrainedRelation, shipped

__all__ = ["LABELS", "WEIGHTS", "TrainedRelation", "shipped"]
