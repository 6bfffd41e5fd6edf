"""Groups of reports from pairwise log odds: average link, under decisions that bind.

Average link does not chain: a report joins a group for what it shares with all of its members. The result depends
on the pairs alone, never on the order in which they come: equal scores are taken by the ids of the members.
"""

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import msgspec

Item = str

MISSING = -3.0
"""Log odds of a pair that was never compared because it shares no block key: rarely the same, seldom impossible."""


class Blocked(msgspec.Struct, frozen=True, kw_only=True):
    """Two groups that the scores would join but that must not be joined without a person."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    log_odds: float


def cluster(
    items: Iterable[Item],
    scores: Mapping[tuple[Item, Item], float],
    *,
    join: float = 0.0,
    missing: float = MISSING,
    together: Iterable[tuple[Item, Item]] = (),
    apart: Iterable[tuple[Item, Item]] = (),
) -> list[tuple[Item, ...]]:
    """Sorted groups of sorted items: merged while the mean log odds between two groups exceed `join`.

    `scores` maps pairs to log odds, in either order; a pair without score counts `missing`. `together` (must-link)
    are joined first, whatever their scores; groups holding a pair of `apart` (cannot-link) never merge. A pair in
    both is kept together: later decisions outrank earlier ones before they get here.
    """
    return Clustering(items, scores, join=join, missing=missing, together=together, apart=apart).run()


class Clustering:
    """The state of one agglomeration; `cluster` is the way in for most."""

    def __init__(
        self,
        items: Iterable[Item],
        scores: Mapping[tuple[Item, Item], float],
        *,
        join: float = 0.0,
        missing: float = MISSING,
        together: Iterable[tuple[Item, Item]] = (),
        apart: Iterable[tuple[Item, Item]] = (),
        settled: Mapping[Item, str] | None = None,
        bridge: float = float("inf"),
    ) -> None:
        """`settled` names the existing incident of some items: two of them merge only above `bridge`."""
        self.join, self.missing, self.bridge = join, missing, bridge
        self.blocked: list[Blocked] = []
        self._members: dict[Item, list[Item]] = {i: [i] for i in sorted(set(items))}
        self._root: dict[Item, Item] = {i: i for i in self._members}
        self._sum: dict[Item, dict[Item, float]] = defaultdict(dict)
        self._pairs: dict[Item, dict[Item, float]] = defaultdict(dict)
        self._apart: dict[Item, set[Item]] = defaultdict(set)
        self._settled: dict[Item, set[str]] = defaultdict(set)
        for item, incident in sorted((settled or {}).items()):
            self._settled[item].add(incident)
        for left, right in sorted({(min(p), max(p)) for p in scores}):
            value = scores[left, right] if (left, right) in scores else scores[right, left]
            for a, b in ((left, right), (right, left)):
                self._sum[a][b] = value
                self._pairs[a][b] = 1
        for left, right in apart:
            self._apart[left].add(right)
            self._apart[right].add(left)
        for left, right in sorted({(min(p), max(p)) for p in together}):
            a, b = self._find(left), self._find(right)
            if a != b:
                self._merge(min(a, b), max(a, b))

    def _find(self, item: Item) -> Item:
        while self._root[item] != item:
            item = self._root[item]
        return item

    def _mean(self, a: Item, b: Item) -> float:
        pairs = len(self._members[a]) * len(self._members[b])
        return (self._sum[a][b] + self.missing * (pairs - self._pairs[a][b])) / pairs

    def _merge(self, keep: Item, gone: Item) -> None:
        """Fold `gone` into `keep`, the smaller id, with all that is known of both."""
        self._members[keep] = sorted(self._members[keep] + self._members.pop(gone))
        self._root[gone] = keep
        self._settled[keep] |= self._settled.pop(gone, set())
        for other in self._apart.pop(gone, set()):
            self._apart[other].discard(gone)
            self._apart[other].add(keep)
            self._apart[keep].add(other)
        for table in (self._sum, self._pairs):
            row = table.pop(gone, {})
            for other, value in row.items():
                del table[other][gone]
                if other != keep:
                    joined = table[keep].get(other, 0) + value
                    table[keep][other] = table[other][keep] = joined
            table[keep].pop(keep, None)

    def run(self) -> list[tuple[Item, ...]]:
        """Merge the closest two groups again and again until no mean exceeds the threshold."""
        version: dict[Item, int] = defaultdict(int)
        heap: list[tuple[float, Item, Item, int, int]] = []

        def push(a: Item, b: Item) -> None:
            mean = self._mean(a, b)
            if mean > self.join and b not in self._apart[a]:
                a, b = min(a, b), max(a, b)
                heapq.heappush(heap, (-mean, a, b, version[a], version[b]))

        for a in list(self._members):
            for b in self._sum[a]:
                if a < b and b in self._members:
                    push(a, b)
        while heap:
            minus, a, b, stamp_a, stamp_b = heapq.heappop(heap)
            if a not in self._members or b not in self._members or (version[a], version[b]) != (stamp_a, stamp_b):
                continue
            settled = self._settled[a] | self._settled[b]
            if self._settled[a] and self._settled[b] and len(settled) > 1 and -minus <= self.bridge:
                self.blocked.append(
                    Blocked(left=tuple(self._members[a]), right=tuple(self._members[b]), log_odds=-minus)
                )
                continue
            self._merge(a, b)
            version[a] += 1
            for other in sorted(self._sum[a]):
                push(a, other)
        return sorted(tuple(m) for m in self._members.values())


def pairs_of(groups: Iterable[Collection[Item]]) -> set[tuple[Item, Item]]:
    """All unordered pairs within the groups, smaller id first."""
    return {(a, b) for g in groups for a in g for b in g if a < b}


class Groups:
    """Disjoint sets of names that grow together (union-find)."""

    def __init__(self, names: Iterable[str]) -> None:
        self._root = {name: name for name in names}

    def _find(self, name: str) -> str:
        self._root.setdefault(name, name)
        while self._root[name] != name:
            self._root[name] = self._root[self._root[name]]
            name = self._root[name]
        return name

    def join(self, left: str, right: str) -> None:
        """Make one set of the sets of both."""
        a, b = self._find(left), self._find(right)
        if a != b:
            self._root[max(a, b)] = min(a, b)

    def listed(self) -> list[list[str]]:
        """The sets, names in the order in which they came."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in list(self._root):
            found[self._find(name)].append(name)
        return list(found.values())
