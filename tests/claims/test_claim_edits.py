"""Claims changed by hand keep exact offsets and every value."""

import pytest

from workbench.claims import read_claims
from workbench.claims.edit import merge_claims, moved_claim, reanchored_claims, reworded_claim, split_claim
from workbench.errors import BadInputError
from workbench.values import read_values

TEXT = "The airline cut 300 jobs and closed two bases in Spain. It lost $40 million in 2021."


@pytest.fixture
def claims():
    return read_claims(TEXT, read_values(TEXT)).claims


def _values(*claims):
    return [value.text for claim in claims for value in claim.values]


def test_split_gives_each_half_its_values(claims):
    last = claims[-1]
    halves = split_claim(TEXT, last, TEXT.index("in 2021"))
    assert [half.text for half in halves] == ["It lost $40 million", "in 2021."]
    assert _values(*halves) == _values(last)
    assert len({last.claim_id, *(half.claim_id for half in halves)}) == 3


def test_split_inside_a_value_is_refused(claims):
    with pytest.raises(BadInputError, match="not inside a value"):
        split_claim(TEXT, claims[-1], TEXT.index("40 million") + 1)


def test_merge_covers_both_and_keeps_all_values(claims):
    merged = merge_claims(TEXT, claims[1], claims[0])
    assert merged.text == "The airline cut 300 jobs and closed two bases in Spain."
    assert _values(merged) == _values(claims[0], claims[1])
    assert merged.check_worthiness == max(claims[0].check_worthiness, claims[1].check_worthiness)


def test_split_then_merge_gives_the_claim_back(claims):
    first, second = split_claim(TEXT, claims[-1], TEXT.index("in 2021"))
    assert merge_claims(TEXT, first, second).claim_id == claims[-1].claim_id


def test_moved_claim_trims_blanks_and_leaves_other_values_behind(claims):
    moved = moved_claim(TEXT, claims[0], TEXT.index("cut") - 1, TEXT.index(" and"))
    assert moved.text == "cut 300 jobs"
    assert moved.standalone == "cut 300 jobs"


@pytest.mark.parametrize("stretch", [(5, 5), (-3, 4), (0, 10_000), (54, 56)])
def test_stretch_without_words_or_outside_the_text_is_refused(claims, stretch):
    with pytest.raises(BadInputError, match="stretch with words"):
        moved_claim(TEXT, claims[0], *stretch)


def test_reworded_claim_keeps_its_place_and_id(claims):
    reworded = reworded_claim(claims[0], " Norvia Air cut\n300 jobs. ")
    assert (reworded.claim_id, reworded.text) == (claims[0].claim_id, claims[0].text)
    assert reworded.standalone == "Norvia Air cut 300 jobs."
    with pytest.raises(BadInputError):
        reworded_claim(claims[0], "  ")


def test_claims_are_found_again_after_an_edit_elsewhere(claims):
    text = "A correction was added. " + TEXT.replace(" in 2021", " in 2020")
    new = read_claims(text, read_values(text)).claims
    found = reanchored_claims(claims, new, old_text=TEXT, new_text=text)
    assert [found[claim.claim_id] for claim in claims[:2]] == [claim.claim_id for claim in claims[:2]]
    assert found[claims[-1].claim_id] == new[-1].claim_id != claims[-1].claim_id


MEETING = (
    "The council of Brindle met on Monday. The bridge will cost $40 million. Work starts in May 2025, the mayor said.\n\n"
    "The council of Marrow met on Friday. The bridge will cost $40 million. Work starts in June 2026, its clerk said."
)


def _found_again(text):
    old, new = (read_claims(one, read_values(one)).claims for one in (MEETING, text))
    found = reanchored_claims(old, new, old_text=MEETING, new_text=text)
    by_id = {claim.claim_id: claim for claim in new}
    assert len([name for name in found.values() if name]) == len({name for name in found.values() if name})
    return [(claim, by_id.get(found[claim.claim_id])) for claim in old]


def test_a_claim_that_stands_twice_follows_its_own_place():
    first, second = MEETING.split("\n\n")
    pairs = _found_again(second + "\n\n" + first)
    assert [new.text for _, new in pairs] == [old.text for old, _ in pairs]
    cost = [new.start for old, new in pairs if "cost" in old.text]
    assert cost[0] > len(second) > cost[1]


def test_of_two_claims_in_the_same_words_the_one_taken_out_is_gone():
    pairs = _found_again(MEETING.replace("The bridge will cost $40 million. ", "", 1))
    cost = [new for old, new in pairs if "cost" in old.text]
    assert cost[0] is None
    assert cost[1].text == "The bridge will cost $40 million."


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("$40 million. Work starts in June", "$45 million. Work starts in June"), ("met on Friday", "met at last on Friday")],
)
def test_a_lightly_edited_claim_is_found_again(was, becomes):
    pairs = _found_again(MEETING.replace(was, becomes))
    assert all(new is not None for _, new in pairs)
    assert [new.text for old, new in pairs if new.text != old.text] == [
        old.text.replace(was[:11], becomes[:11]) if "cost" in old.text else old.text.replace(was, becomes)
        for old, new in pairs
        if new.text != old.text
    ]


def test_lines_of_one_pattern_that_changed_places_keep_their_own_claims():
    lines = [f"Sales of the {place} branch rose {share} percent." for place, share in (("Oslo", 4), ("Bergen", 7), ("Moss", 5))]
    old_text, new_text = "\n\n".join(lines), "\n\n".join(reversed(lines))
    old, new = (read_claims(text, read_values(text)).claims for text in (old_text, new_text))
    found = reanchored_claims(old, new, old_text=old_text, new_text=new_text)
    assert found == {claim.claim_id: claim.claim_id for claim in old}
