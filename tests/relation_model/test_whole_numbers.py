"""Whole numbers: every way to multiply them gives the same sums, and the quickest exact one is taken."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.relation_model.whole_numbers import (
    EIGHT_BITS,
    QUICK,
    InEightBits,
    InPlainIntegers,
    InSinglePrecision,
    fastest,
    quickest,
    rounded,
)


def drawn(seed: int, *shape: int) -> torch.Tensor:
    """Whole numbers of eight bits, as floats."""
    generator = torch.Generator().manual_seed(seed)
    return torch.randint(-EIGHT_BITS, EIGHT_BITS + 1, shape, generator=generator).float()


class CutOff:
    """As instructions that take unsigned numbers on one side and add pairs of products in sixteen bits."""

    def __init__(self, weight):
        self._weight = weight.int().t()

    def __call__(self, codes):
        products = (codes.int() + 128)[:, :, None] * self._weight[None]
        pairs = products.reshape(len(codes), -1, 2, self._weight.shape[1]).sum(dim=2).clamp(-32_768, 32_767)
        return (pairs.sum(dim=1) - 128 * self._weight.sum(dim=0)).float()


class InHalfPrecision:
    """As a processor set to multiply floats by their first eight digits and to sum them in few."""

    def __init__(self, weight):
        self._weight = weight.bfloat16().t()

    def __call__(self, codes):
        return (codes.bfloat16() @ self._weight).float()


class Missing:
    """As a build of PyTorch that has no such product."""

    def __init__(self, weight):
        raise RuntimeError("not implemented for this processor")


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), rows=st.integers(1, 40), inputs=st.sampled_from([1, 64, 768, 1024, 1025, 3072]))
def test_single_precision_gives_the_sums_of_plain_integers(seed: int, rows: int, inputs: int) -> None:
    weight, codes = drawn(seed, 24, inputs), drawn(seed + 1, rows, inputs)
    assert torch.equal(InSinglePrecision(weight)(codes), InPlainIntegers(weight)(codes))


@pytest.mark.parametrize("inputs", [768, 1024, 3072])
def test_the_largest_sums_are_exact_in_the_way_taken(inputs: int) -> None:
    weight, codes = torch.full((16, inputs), float(EIGHT_BITS)), torch.full((32, inputs), float(-EIGHT_BITS))
    expected = torch.tensor(-inputs * EIGHT_BITS * EIGHT_BITS, dtype=torch.int32).float()
    assert bool((fastest()(weight)(codes) == expected).all())


@pytest.mark.parametrize("bad", [CutOff, InHalfPrecision, Missing])
def test_a_way_that_is_not_exact_or_not_there_is_never_taken(bad: type) -> None:
    assert quickest((bad, InSinglePrecision)) is InSinglePrecision
    assert quickest((InSinglePrecision, bad)) is InSinglePrecision
    assert quickest((bad,)) is InPlainIntegers


def test_one_of_the_ways_is_always_exact() -> None:
    assert fastest() in {*QUICK, InPlainIntegers}
    weight, codes = drawn(1, 48, 768), drawn(2, 33, 768)
    assert torch.equal(fastest()(weight)(codes), InPlainIntegers(weight)(codes))


def test_eight_bits_give_the_same_sums_where_they_are_taken() -> None:
    if quickest((InEightBits,)) is not InEightBits:
        pytest.skip("this processor cuts off or has no sums of eight-bit products")
    weight, codes = drawn(5, 64, 3072), drawn(6, 40, 3072)
    assert torch.equal(InEightBits(weight)(codes), InPlainIntegers(weight)(codes))


@given(seed=st.integers(0, 10_000), size=st.floats(1e-20, 1e20), top=st.sampled_from([EIGHT_BITS, 511]))
def test_a_number_is_at_most_half_a_step_from_its_whole_one(seed: int, size: float, top: int) -> None:
    numbers = torch.randn(6, 32, generator=torch.Generator().manual_seed(seed)) * size
    whole = rounded(numbers, top)
    assert float(whole.codes.abs().max()) == top
    assert bool(((whole.codes * whole.scale - numbers).abs() <= whole.scale * 0.5001).all())


def test_noughts_stay_noughts() -> None:
    assert torch.equal(rounded(torch.zeros(2, 8), EIGHT_BITS).codes, torch.zeros(2, 8))
