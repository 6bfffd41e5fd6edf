"""Average link: no chaining, decisions bind, and the order of the input never matters."""

import random

from hypothesis import given
from hypothesis import strategies as st

from dateline.incidents.clustering import Clustering, cluster, pairs_of

NAMES = [f"r{i}" for i in range(9)]
SCORES = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda p: p[0] < p[1]),
    st.floats(-6, 6).map(lambda x: round(x, 2)),
    max_size=25,
)
PAIRS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda p: p[0] < p[1]), max_size=4)


@given(SCORES, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(scores, shuffle: random.Random):
    expected = cluster(NAMES, scores)
    items, pairs = NAMES.copy(), list(scores.items())
    shuffle.shuffle(items)
    shuffle.shuffle(pairs)
    swapped = {((b, a) if shuffle.random() < 0.5 else (a, b)): x for (a, b), x in pairs}
    assert cluster(items, swapped) == expected


@given(SCORES, PAIRS, PAIRS)
def test_decisions_bind(scores, together, apart):
    apart = [p for p in apart if p not in together]
    groups = cluster(NAMES, scores, together=together)
    assert set(together) <= pairs_of(groups)
    assert not set(apart) & pairs_of(cluster(NAMES, scores, apart=apart))


@given(SCORES)
def test_every_item_lands_in_exactly_one_group(scores):
    groups = cluster(NAMES, scores)
    assert sorted(i for g in groups for i in g) == sorted(NAMES)


def test_likeness_does_not_chain():
    scores = {("a", "b"): 3.0, ("b", "c"): 3.0, ("a", "c"): -6.0}
    assert len(cluster("abc", scores)) == 2


def test_a_pair_never_compared_speaks_against():
    assert cluster("abc", {("a", "b"): 1.0, ("b", "c"): 2.0}) == [("a",), ("b", "c")]


def test_forbidden_pairs_stay_apart_through_others():
    scores = {("a", "b"): 5.0, ("b", "c"): 5.0, ("a", "c"): 5.0}
    groups = cluster("abc", scores, apart=[("a", "c")])
    assert ("a", "c") not in pairs_of(groups)
    assert len(groups) == 2


def test_two_settled_incidents_merge_only_beyond_the_bridge():
    scores = {("a", "n"): 2.0, ("b", "n"): 2.0, ("a", "b"): 2.0}
    settled = {"a": "i1", "b": "i2"}
    careful = Clustering("abn", scores, settled=settled, bridge=3.0)
    assert len(careful.run()) == 2
    assert (("a", "n"), ("b",)) in [(b.left, b.right) for b in careful.blocked]
    assert len(Clustering("abn", scores, settled=settled, bridge=1.0).run()) == 1


def test_ties_go_by_name():
    scores = {("a", "b"): 1.0, ("b", "c"): 1.0}
    assert cluster("abc", scores, missing=-9.0) == [("a", "b"), ("c",)]
