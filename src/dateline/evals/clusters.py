"""How well groups agree with gold groups: MUC, B-cubed, CEAF-e and LEA of coreference research, and pairs.

Each takes gold groups and ours (sets of the same names) and returns precision, recall and F1, 0 to 1. Vilain et al.
1995 (MUC), Bagga and Baldwin 1998 (B-cubed), Luo 2005 (CEAF-e), Moosavi and Strube 2016 (LEA); CoNLL is the mean F1 of
the first three.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from dateline.incidents.clustering import Groups

Partition = Sequence[AbstractSet[str]]


class Score(msgspec.Struct, frozen=True):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """0 where both are 0."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def partition(labels: Mapping[str, Hashable]) -> list[set[str]]:
    """The names of each label."""
    found: dict[Hashable, set[str]] = defaultdict(set)
    for name, label in labels.items():
        found[label].add(name)
    return list(found.values())


def muc(gold: Partition, ours: Partition) -> Score:
    """Links that are missing to make one side's groups of the other's."""
    return _both(gold, ours, _muc)


def b_cubed(gold: Partition, ours: Partition) -> Score:
    """For every name, the share of its group that is right, averaged."""
    return _both(gold, ours, _b_cubed)


def lea(gold: Partition, ours: Partition) -> Score:
    """The share of each group's links that are there, groups weighted by their size."""
    return _both(gold, ours, _lea)


def pairs(gold: Partition, ours: Partition) -> Score:
    """Pairs of names in one group."""
    return _both(gold, ours, _pairs)


def ceaf_e(gold: Partition, ours: Partition) -> Score:
    """Groups matched one to one so that the sum of 2 |both| / (|gold| + |ours|) is greatest."""
    likeness: dict[tuple[int, int], float] = {}
    where = {name: n for n, group in enumerate(gold) for name in group}
    for m, group in enumerate(ours):
        for n, shared in Counter(where[name] for name in group if name in where).items():
            likeness[n, m] = 2 * shared / (len(gold[n]) + len(group))
    total = best_matching(likeness)
    return Score(total / len(ours) if ours else 0.0, total / len(gold) if gold else 0.0)


def conll(gold: Partition, ours: Partition) -> float:
    """The mean F1 of MUC, B-cubed and CEAF-e."""
    return (muc(gold, ours).f1 + b_cubed(gold, ours).f1 + ceaf_e(gold, ours).f1) / 3


def best_matching(likeness: Mapping[tuple[int, int], float]) -> float:
    """The greatest sum over pairs (row, column) that share no row and no column; a pair not given counts 0.

    >>> best_matching({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8})
    1.6
    """
    tied = Groups([])
    for row, column in likeness:
        tied.join(f"r{row}", f"c{column}")
    total = 0.0
    for component in tied.listed():
        rows = sorted(int(name[1:]) for name in component if name[0] == "r")
        columns = sorted(int(name[1:]) for name in component if name[0] == "c")
        if len(rows) > len(columns):
            matrix = [[likeness.get((r, c), 0.0) for r in rows] for c in columns]
        else:
            matrix = [[likeness.get((r, c), 0.0) for c in columns] for r in rows]
        total += _assigned(matrix)
    return total


def _assigned(matrix: Sequence[Sequence[float]]) -> float:
    """The Hungarian method (Kuhn 1955) with potentials, for no more rows than columns."""
    height, width = len(matrix), len(matrix[0])
    row_price, column_price = [0.0] * (height + 1), [0.0] * (width + 1)
    taken = [0] * (width + 1)  # the row (from 1) that holds a column; 0: none
    for row in range(1, height + 1):
        taken[0], column = row, 0
        slack, came, used = [float("inf")] * (width + 1), [0] * (width + 1), [False] * (width + 1)
        while taken[column]:
            used[column] = True
            here, step, following = taken[column], float("inf"), 0
            for c in range(1, width + 1):
                if not used[c]:
                    cost = -matrix[here - 1][c - 1] - row_price[here] - column_price[c]
                    if cost < slack[c]:
                        slack[c], came[c] = cost, column
                    if slack[c] < step:
                        step, following = slack[c], c
            for c in range(width + 1):
                if used[c]:
                    row_price[taken[c]] += step
                    column_price[c] -= step
                else:
                    slack[c] -= step
            column = following
        while column:
            taken[column] = taken[came[column]]
            column = came[column]
    return sum(matrix[taken[c] - 1][c - 1] for c in range(1, width + 1) if taken[c])


def _both(gold: Partition, ours: Partition, share: Callable[[Partition, Mapping[str, int], Partition], float]) -> Score:
    return Score(share(ours, _index(gold), gold), share(gold, _index(ours), ours))


def _index(groups: Iterable[AbstractSet[str]]) -> dict[str, int]:
    return {name: n for n, group in enumerate(groups) for name in group}


def _muc(groups: Partition, index: Mapping[str, int], _other: Partition) -> float:
    several = [g for g in groups if len(g) > 1]
    kept = sum(len(g) - len({index.get(name, name) for name in g}) for g in several)
    return _ratio(kept, sum(len(g) - 1 for g in several))


def _b_cubed(groups: Partition, index: Mapping[str, int], _other: Partition) -> float:
    right = sum(sum(n * n for n in _shared(g, index).values()) / len(g) for g in groups)
    return _ratio(right, sum(map(len, groups)))


def _lea(groups: Partition, index: Mapping[str, int], other: Partition) -> float:
    def resolved(group: AbstractSet[str]) -> float:
        if len(group) == 1:
            (name,) = group
            return float(name in index and len(other[index[name]]) == 1)
        return sum(n * (n - 1) / 2 for n in _shared(group, index).values()) / (len(group) * (len(group) - 1) / 2)

    return _ratio(sum(len(g) * resolved(g) for g in groups), sum(map(len, groups)))


def _pairs(groups: Partition, index: Mapping[str, int], _other: Partition) -> float:
    both = sum(n * (n - 1) // 2 for g in groups for n in _shared(g, index).values())
    return _ratio(both, sum(len(g) * (len(g) - 1) // 2 for g in groups))


def _shared(group: AbstractSet[str], index: Mapping[str, int]) -> Counter[int]:
    return Counter(index[name] for name in group if name in index)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
