"""Linear layers in eight bits: near the floats, the same for a row whatever stands beside it, and only where sums are exact."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.judging import eight_bit
from workbench.judging.eight_bit import EightBitLinear, is_exact, linear

pytestmark = pytest.mark.skipif(not is_exact(), reason="this processor works in floats")


def _drawn(seed: int, inputs: int = 128, outputs: int = 96) -> tuple[torch.Tensor, torch.Tensor]:
    """A weight and a bias."""
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(outputs, inputs, generator=generator), torch.randn(outputs, generator=generator)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), rows=st.integers(1, 40), size=st.floats(1e-6, 1e6))
def test_outputs_are_within_two_percent_of_the_floats(seed: int, rows: int, size: float) -> None:
    weight, bias = _drawn(seed)
    told = torch.randn(rows, 128, generator=torch.Generator().manual_seed(seed + 1)) * size
    exact, found = told @ weight.T, EightBitLinear(weight, bias)(told) - bias
    assert float((found - exact).norm() / exact.norm()) < 0.02


def test_a_row_has_the_same_output_alone_and_among_others() -> None:
    layer = EightBitLinear(*_drawn(3))
    told = torch.randn(40, 128, generator=torch.Generator().manual_seed(5))
    together = layer(told)
    assert together.shape == (40, 96)
    assert all(torch.equal(together[at], layer(told[at : at + 1])[0]) for at in range(40))


def test_a_row_of_noughts_gives_the_bias() -> None:
    weight, bias = _drawn(3)
    assert torch.equal(EightBitLinear(weight, bias)(torch.zeros(2, 128)), bias.expand(2, -1))


def test_where_sums_are_not_exact_floats_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(left: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
        """As instructions that take unsigned numbers on the left and add pairs of products in sixteen bits."""
        products = (left.int() + 128)[:, :, None] * right.int()[None]
        pairs = products.reshape(left.shape[0], -1, 2, right.shape[1]).sum(dim=2).clamp(-32_768, 32_767)
        return pairs.sum(dim=1) - 128 * right.int().sum(dim=0)

    is_exact.cache_clear()
    monkeypatch.setattr(eight_bit, "_product", cut_off)
    try:
        weight, bias = _drawn(3)
        told = torch.randn(4, 128, generator=torch.Generator().manual_seed(5))
        assert not is_exact()
        assert torch.equal(linear(weight, bias)(told), torch.nn.functional.linear(told, weight, bias))
    finally:
        monkeypatch.undo()
        is_exact.cache_clear()


def test_other_processors_work_in_floats(monkeypatch: pytest.MonkeyPatch) -> None:
    is_exact.cache_clear()
    monkeypatch.setattr(eight_bit.platform, "machine", lambda: "arm64")
    try:
        assert not is_exact()
    finally:
        monkeypatch.undo()
        is_exact.cache_clear()
