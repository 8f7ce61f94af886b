"""The network is that of the published MPNet classifiers, whatever stands beside a text."""

from __future__ import annotations

import pytest
import torch
from transformers import MPNetConfig, MPNetForSequenceClassification

from workbench.relation_model.network import Network

WORDS, LONGEST, LABELS = 60, 210, 3
ROUNDING = 0.06
"""What whole numbers of eight bits may cost, as a share of the logits."""
TEXTS = [[0, *(5 + (at * at + length) % (WORDS - 5) for at in range(length)), 2] for length in (1, 9, 40, 206)]


@pytest.fixture(scope="module")
def published() -> MPNetForSequenceClassification:
    """Two layers with weights drawn large enough for attention and positions to matter."""
    torch.manual_seed(11)
    made = MPNetForSequenceClassification(
        MPNetConfig(vocab_size=WORDS, max_position_embeddings=LONGEST, num_hidden_layers=2, num_labels=LABELS)  # type: ignore[call-arg]
    )
    with torch.no_grad():
        for name, tensor in made.named_parameters():
            tensor.add_(torch.randn_like(tensor) * (1 if "relative_attention" in name else 0.05))
    return made.eval()


def test_logits_are_those_of_the_published_network_but_for_rounding(published: MPNetForSequenceClassification) -> None:
    assert _apart(Network(published.state_dict()), published) < ROUNDING


@pytest.mark.parametrize(
    "part", ["position_embeddings", "relative_attention_bias", "attn.q", "attn.v", "intermediate", "dense"]
)
def test_rounding_is_smaller_than_any_part_of_the_network(published: MPNetForSequenceClassification, part: str) -> None:
    without = {name: torch.zeros_like(tensor) if part in name else tensor for name, tensor in published.state_dict().items()}
    assert _apart(Network(without), published) > 2 * ROUNDING


def test_a_text_has_the_same_logits_to_the_bit_alone_and_among_others(published: MPNetForSequenceClassification) -> None:
    ours = Network(published.state_dict())
    with torch.inference_mode():
        together = ours.logits(TEXTS)
        assert all(torch.equal(ours.logits([text])[0], row) for text, row in zip(TEXTS, together, strict=True))
        assert torch.equal(ours.logits(TEXTS[::-1]), together.flip(0))


def _apart(ours: Network, published: MPNetForSequenceClassification) -> float:
    """How far our logits are from the published ones, as a share of these."""
    with torch.inference_mode():
        asked = [torch.tensor([text]) for text in TEXTS]
        expected = torch.cat([published(input_ids=row, attention_mask=torch.ones_like(row)).logits for row in asked])
        return float((ours.logits(TEXTS) - expected).norm() / expected.norm())
