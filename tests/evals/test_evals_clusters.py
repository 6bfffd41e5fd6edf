"""Scores of groups: values worked out by hand, an optimal matching that scipy finds as well, bounds that always hold."""

import random
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evals.clusters import b_cubed, best_matching, ceaf_e, conll, lea, muc, pairs, partition

GOLD = [{"a", "b", "c"}, {"d", "e"}, {"f"}]
OURS = [{"a", "b"}, {"c", "d", "e"}, {"f"}]


def labels() -> st.SearchStrategy[dict[str, int]]:
    return st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 4), min_size=1)


@pytest.mark.parametrize(
    ("measure", "precision", "recall"),
    [
        (muc, 2 / 3, 2 / 3),  # of 3 links of ours c-d is wrong; of 3 of gold c is cut off
        (b_cubed, (1 + 1 + 1 / 3 + 2 / 3 + 2 / 3 + 1) / 6, (2 / 3 + 2 / 3 + 1 / 3 + 1 + 1 + 1) / 6),
        (ceaf_e, (0.8 + 0.8 + 1) / 3, (0.8 + 0.8 + 1) / 3),
        (lea, (2 * 1 + 3 * (1 / 3) + 1) / 6, (3 * (1 / 3) + 2 * 1 + 1) / 6),
        (pairs, 2 / 4, 2 / 4),
    ],
)
def test_scores_are_those_worked_out_by_hand(measure, precision, recall):
    score = measure(GOLD, OURS)
    assert (score.precision, score.recall) == pytest.approx((precision, recall))


@given(labels(), st.integers(0, 1000))
def test_sides_change_places_and_equal_groups_are_perfect(gold, seed):
    rng = random.Random(seed)
    ours = partition({name: rng.randrange(4) for name in gold})
    groups = partition(gold)
    for measure in (muc, b_cubed, ceaf_e, lea, pairs):
        one, other = measure(groups, ours), measure(ours, groups)
        assert (one.precision, one.recall) == pytest.approx((other.recall, other.precision))
        assert 0 <= one.f1 <= 1 + 1e-9
        if any(len(g) > 1 for g in groups):
            assert measure(groups, groups).f1 == pytest.approx(1)
    assert 0 <= conll(groups, ours) <= 1 + 1e-9


@given(st.integers(1, 3), st.integers(1, 3), st.integers(0, 1000))
def test_the_best_matching_is_the_best_of_all(height, width, seed):
    rng = random.Random(seed)
    cells = {(r, c): rng.random() for r in range(height) for c in range(width) if rng.random() < 0.6}
    rows = [*range(height), *([None] * width)]
    best = max(
        sum(cells.get((r, c), 0.0) for c, r in enumerate(chosen) if r is not None)
        for chosen in set(permutations(rows, width))
    )
    assert best_matching(cells) == pytest.approx(best)
