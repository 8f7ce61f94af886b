"""The training recipe of the relation model: pairs, edits, training, fitting."""
