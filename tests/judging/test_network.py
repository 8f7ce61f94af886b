"""The network is that of the published MPNet classifiers, whatever stands beside a text."""

from __future__ import annotations

import pytest
import torch
from transformers import MPNetConfig, MPNetForSequenceClassification

from workbench.judging import network
from workbench.judging.eight_bit import is_exact
from workbench.judging.network import Network

WORDS, LONGEST, LABELS = 60, 210, 3
TEXTS = [[0, *(5 + (at * at + length) % (WORDS - 5) for at in range(length)), 2] for length in (1, 9, 40, 206)]


@pytest.fixture(scope="module")
def published() -> MPNetForSequenceClassification:
    """Two layers with weights drawn large enough for attention and positions to matter."""
    torch.manual_seed(11)
    made = MPNetForSequenceClassification(
        MPNetConfig(vocab_size=WORDS, max_position_embeddings=LONGEST, num_hidden_layers=2, num_labels=LABELS)  # type: ignore[call-arg]
    )
    with torch.no_grad():
        for tensor in made.parameters():
            tensor.add_(torch.randn_like(tensor) * 0.05)
    return made.eval()


def test_logits_are_those_of_the_published_network(
    published: MPNetForSequenceClassification, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "linear", lambda weight, bias: lambda rows: torch.nn.functional.linear(rows, weight, bias))
    ours = Network(published.state_dict())
    with torch.inference_mode():
        for text in TEXTS:
            asked = torch.tensor([text])
            expected = published(input_ids=asked, attention_mask=torch.ones_like(asked)).logits
            assert torch.allclose(ours.logits([text]), expected, atol=1e-4, rtol=1e-4)


@pytest.mark.skipif(not is_exact(), reason="this processor works in floats, one text at a time")
def test_a_text_has_the_same_logits_to_the_bit_alone_and_among_others(published: MPNetForSequenceClassification) -> None:
    ours = Network(published.state_dict())
    with torch.inference_mode():
        together = ours.logits(TEXTS)
        assert all(torch.equal(ours.logits([text])[0], row) for text, row in zip(TEXTS, together, strict=True))
        assert torch.equal(ours.logits(TEXTS[::-1]), together.flip(0))
