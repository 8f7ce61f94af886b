"""Layers: near what floats give, and the same for a row whatever stands beside it."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.relation_model.layers import Linear, Norm, Table, attention, eight_bits, for_attention, gelu
from workbench.relation_model.whole_numbers import QUICK, InPlainIntegers, quickest


def drawn(seed: int, *shape: int) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def relative_error(found: torch.Tensor, expected: torch.Tensor) -> float:
    return float((found - expected).norm() / expected.norm())


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), rows=st.integers(1, 40), size=st.floats(1e-6, 1e6))
def test_a_linear_layer_is_within_two_percent_of_the_floats(seed: int, rows: int, size: float) -> None:
    weight, bias, told = drawn(seed, 96, 128), drawn(seed + 1, 96), drawn(seed + 2, rows, 128) * size
    assert relative_error(Linear(weight, bias)(eight_bits(told)) - bias, told @ weight.T) < 0.02


def test_a_row_has_the_same_output_alone_and_among_others() -> None:
    layer, told = Linear(drawn(3, 96, 128), drawn(4, 96)), drawn(5, 40, 128)
    together = layer(eight_bits(told))
    assert together.shape == (40, 96)
    assert all(torch.equal(together[at], layer(eight_bits(told[at : at + 1]))[0]) for at in range(40))


def test_a_row_of_noughts_gives_the_bias() -> None:
    bias = drawn(4, 96)
    assert torch.equal(Linear(drawn(3, 96, 128), bias)(eight_bits(torch.zeros(2, 128))), bias.expand(2, -1))


def test_every_way_to_multiply_gives_the_same_bits() -> None:
    weight, bias, told = drawn(3, 96, 3072), drawn(4, 96), drawn(5, 40, 3072)
    exact = [InPlainIntegers, *(way for way in QUICK if quickest((way,)) is way)]
    outputs = [Linear(weight, bias, way)(eight_bits(told)) for way in exact]
    assert len(outputs) >= 2
    assert all(torch.equal(output, outputs[0]) for output in outputs)


@given(st.floats(-20, 20, allow_nan=False, width=32))
def test_a_table_gives_its_curve_to_a_thousandth_and_its_ends_beyond_them(at: float) -> None:
    curve = Table(math.tanh, -4, 4)
    nearest = max(-4.0, min(4.0, at))
    assert curve(torch.tensor([[at]])).item() == pytest.approx(math.tanh(nearest), abs=1.1e-3)


@pytest.mark.parametrize(
    ("at", "expected"), [(-30.0, 0.0), (-1.0, -0.158655), (0.0, 0.0), (0.5, 0.345731), (1.0, 0.841345), (30.0, 30.0)]
)
def test_gelu_by_hand(at: float, expected: float) -> None:
    assert gelu(torch.tensor([[at]])).item() == pytest.approx(expected, abs=1e-6)


def test_a_norm_is_that_of_the_floats() -> None:
    weight, bias, rows = drawn(1, 64), drawn(2, 64), drawn(3, 9, 64) * 30
    expected = torch.nn.functional.layer_norm(rows, (64,), weight, bias, 1e-12)
    assert torch.allclose(Norm(weight.double(), bias.double())(rows), expected, atol=1e-5)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), rows=st.integers(1, 120), sharp=st.floats(0.1, 3))
def test_attention_is_within_one_percent_of_the_floats(seed: int, rows: int, sharp: float) -> None:
    query, key, value = (drawn(seed + part, 12, rows, 64) for part in range(3))
    near = drawn(seed + 3, 12, rows, rows)
    expected = torch.softmax(query * sharp @ key.transpose(1, 2) / 8 + near, dim=-1) @ value
    found = attention(for_attention(query * sharp), for_attention(key), value, near)
    assert relative_error(found, expected) < 0.01
