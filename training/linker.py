"""Train the weights of the linker: an additive model with tables, fitted to pairs of articles by boosting.

    python training/linker.py ../shared [--out src/dateline/data/linker_articles.json]

Data: the train part of data/linking/gva; everything is our own extraction from text and publication date. The given
dev and test parts only choose the threshold and are reported. Needs numpy; two minutes on one core. Nothing of the
texts enters the result: cuts, contributions, a bias.

The model is a generalised additive one with a few interactions (Lou, Caruana et al. 2012, 2013). Each round makes
the one step, for one comparison, that explains most of what is left (a cut, and a contribution on either side of
it); rounds on one comparison add up to its step function, which a reader can check by itself. Then the same with
pairs of comparisons, cut into quadrants. Boosted trees of 31 leaves on the same comparisons do no better.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.evals.articles import article_context, candidate_pairs, read_articles
from dateline.evals.link import JOIN
from dateline.incidents.clustering import cluster
from dateline.incidents.comparisons import COMPARISONS, Value
from dateline.incidents.profile import Profile, profile

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

# Direction: more of it may only speak for one incident (1), against it (-1), or as the data say (0).
TRAINED = {
    "words": 1,
    "rare_words": 1,
    "length": 0,
    "longer": 0,
    "title": 1,
    "names": 1,
    "shared_names": 1,
    "rarest_name": 1,
    "people": 1,
    "people_share": 1,
    "capitals": 1,
    "shared_capitals": 1,
    "ages": 1,
    "shared_ages": 1,
    "ages_given": 0,
    "streets": 0,
    "houses": 0,
    "clock": 0,
    "published": 0,
    "days_shared": 1,
    "days_gap": -1,
    "main_days_gap": -1,
    "fatal": 0,
}
BINS, ROUNDS, RATE = 24, 1000, 0.1
CROSS_BINS, CROSSES, CROSS_ROUNDS, CROSS_RATE = 12, 28, 900, 0.07
RIDGE, LEAST = 5.0, 1.0
"""Shrinkage of each step, and the least information (summed p (1 - p)) on either side of a cut."""
ROWS, COLUMNS = 0.8, 0.6
"""Shares of pairs and of comparisons that each round looks at."""


BAGS = 3
"""Fits on other random halves of the rounds, averaged: the tables are smoother and the result depends less on luck."""


class Bins(msgspec.Struct, frozen=True, kw_only=True):
    """How values of one comparison fall into bins; the last bin is "missing"."""

    cuts: tuple[float, ...] = ()
    levels: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return (len(self.levels) if self.levels else len(self.cuts) + 1) + 1

    def code(self, values: Sequence[Value]) -> Ints:
        if self.levels:
            number = {v: n for n, v in enumerate(self.levels)}
            return np.array([number.get(v, len(number)) for v in values])
        given = np.array([np.nan if v is None else v for v in values], float)
        which = np.searchsorted(np.array(self.cuts), given, side="right")
        which[np.isnan(given)] = len(self.cuts) + 1
        return which


def bins(values: Sequence[Value], same: Floats, number: int) -> Bins:
    """Quantiles of all pairs and of the positive ones: these are few and would else share one bin."""
    levels = sorted({v for v in values if isinstance(v, str)})
    if levels:
        return Bins(levels=tuple(levels))
    every = [v for v in values if isinstance(v, float)]
    positive = [v for v, y in zip(values, same, strict=True) if isinstance(v, float) and y]
    steps = np.linspace(0, 1, number + 1)[1:-1]
    cuts = np.concatenate([np.quantile(every, steps), np.quantile(positive, steps)])
    return Bins(cuts=tuple(np.unique(np.round(cuts, 4)).tolist()))


def best_cut(which: Ints, shape: Bins, g: Floats, h: Floats, direction: int) -> tuple[float, Floats]:
    """The gain of the best single cut that keeps the direction, and what it adds in every bin."""
    gs, hs = np.bincount(which, g, shape.size), np.bincount(which, h, shape.size)
    options: list[tuple[Floats, Floats, Bools]] = []
    if shape.levels:
        options.append((gs, hs, np.eye(shape.size, dtype=bool)))
    else:
        below = np.tril(np.ones((shape.size - 1, shape.size), bool))
        with_missing = below.copy()
        with_missing[:, -1] = True
        options.append((np.cumsum(gs[:-1]), np.cumsum(hs[:-1]), below))
        options.append((np.cumsum(gs[:-1]) + gs[-1], np.cumsum(hs[:-1]) + hs[-1], with_missing))
    all_g, all_h = gs.sum(), hs.sum()
    best, move = -1.0, np.zeros(shape.size)
    for gl, hl, masks in options:
        gr, hr = all_g - gl, all_h - hl
        gain = gl**2 / (hl + RIDGE) + gr**2 / (hr + RIDGE) - all_g**2 / (all_h + RIDGE)
        gain = np.where((hl > LEAST) & (hr > LEAST), gain, -1.0)
        if direction:
            gain = np.where(direction * (gr / (hr + RIDGE) - gl / (hl + RIDGE)) > 0, gain, -1.0)
        k = int(gain.argmax())
        if gain[k] > best:
            best = float(gain[k])
            move = np.where(masks[k], gl[k] / (hl[k] + RIDGE), gr[k] / (hr[k] + RIDGE))
    return best, move


def best_quadrants(which: Ints, shape: tuple[int, int], g: Floats, h: Floats) -> tuple[float, Floats]:
    """The gain of the best cut of both comparisons at once, and what it adds in every cell."""
    size = shape[0] * shape[1]
    gs = np.bincount(which, g, size).reshape(shape).cumsum(0).cumsum(1)
    hs = np.bincount(which, h, size).reshape(shape).cumsum(0).cumsum(1)
    low_g, low_h = gs[:-1, :-1], hs[:-1, :-1]
    upper = (gs[:-1, -1:] - low_g, hs[:-1, -1:] - low_h)
    lower = (gs[-1:, :-1] - low_g, hs[-1:, :-1] - low_h)
    rest = (gs[-1, -1] - low_g - upper[0] - lower[0], hs[-1, -1] - low_h - upper[1] - lower[1])
    parts = ((low_g, low_h), upper, lower, rest)
    gain = sum(a**2 / (b + RIDGE) for a, b in parts) - gs[-1, -1] ** 2 / (hs[-1, -1] + RIDGE)
    enough = np.logical_and.reduce([b > LEAST for _, b in parts])
    gain = np.where(enough, gain, -1.0)
    i, j = np.unravel_index(int(gain.argmax()), gain.shape)
    move = np.empty(shape)
    for (a, b), rows, columns in zip(
        parts,
        (slice(None, i + 1), slice(None, i + 1), slice(i + 1, None), slice(i + 1, None)),
        (slice(None, j + 1), slice(j + 1, None), slice(None, j + 1), slice(j + 1, None)),
        strict=True,
    ):
        move[rows, columns] = a[i, j] / (b[i, j] + RIDGE)
    return float(gain[i, j]), move


class Additive:
    """The model while it is fitted: tables of contributions by bin, for single comparisons and for pairs."""

    def __init__(self, values: dict[str, list[Value]], y: Floats, *, seed: int = 0) -> None:
        self.random = np.random.default_rng(seed)
        self.y = y
        self.bias = float(np.log(y.mean() / (1 - y.mean())))
        self.shapes = {n: bins(v, y, BINS) for n, v in values.items()}
        codes = {n: self.shapes[n].code(v) for n, v in values.items()}
        numeric = {n: v for n, v in values.items() if not self.shapes[n].levels}
        self.coarse = {n: bins(v, y, CROSS_BINS) for n, v in numeric.items()}
        coarse = {n: self.coarse[n].code(v) for n, v in numeric.items()}
        self.tables = {n: np.zeros(s.size) for n, s in self.shapes.items()}
        self.crosses: dict[tuple[str, str], Floats] = {}
        for _ in range(BAGS):
            margin, tables = self._fit_tables(codes)
            self.crosses = self.crosses or self._chosen_crosses(coarse, margin)
            crosses = self._fit_crosses(coarse, margin)
            for name, table in tables.items():
                self.tables[name] += table / BAGS
            for pair, cells in crosses.items():
                self.crosses[pair] += cells / BAGS
        for name, column in values.items():
            if None not in column:
                self.tables[name][-1] = 0.0

    def _sample(self, margin: Floats) -> tuple[Ints, Floats, Floats]:
        rows = np.flatnonzero(self.random.random(len(self.y)) < ROWS)
        p = 1 / (1 + np.exp(-margin[rows]))
        return rows, self.y[rows] - p, p * (1 - p)

    def _fit_tables(self, codes: dict[str, Ints]) -> tuple[Floats, dict[str, Floats]]:
        margin = np.full(len(self.y), self.bias)
        tables = {n: np.zeros(s.size) for n, s in self.shapes.items()}
        for _ in range(ROUNDS):
            rows, g, h = self._sample(margin)
            names = [n for n in codes if self.random.random() < COLUMNS] or list(codes)
            found = {n: best_cut(codes[n][rows], self.shapes[n], g, h, TRAINED[n]) for n in names}
            name = max(found, key=lambda n: found[n][0])
            move = RATE * found[name][1]
            tables[name] += move
            margin += move[codes[name]]
        return margin, tables

    def _cells(self, codes: dict[str, Ints], pair: tuple[str, str]) -> Ints:
        return codes[pair[0]] * self.coarse[pair[1]].size + codes[pair[1]]

    def _chosen_crosses(self, codes: dict[str, Ints], margin: Floats) -> dict[tuple[str, str], Floats]:
        """The pairs of comparisons whose best cut explains most of what single ones leave, with empty tables."""
        p = 1 / (1 + np.exp(-margin))
        shape = {(a, b): (self.coarse[a].size, self.coarse[b].size) for a, b in combinations(codes, 2)}
        gains = {ab: best_quadrants(self._cells(codes, ab), shape[ab], self.y - p, p * (1 - p))[0] for ab in shape}
        return {ab: np.zeros(shape[ab]) for ab in sorted(gains, key=lambda ab: -gains[ab])[:CROSSES]}

    def _fit_crosses(self, codes: dict[str, Ints], margin: Floats) -> dict[tuple[str, str], Floats]:
        cells = {ab: self._cells(codes, ab) for ab in self.crosses}
        tables = {ab: np.zeros_like(t) for ab, t in self.crosses.items()}
        for _ in range(CROSS_ROUNDS):
            rows, g, h = self._sample(margin)
            looked = [ab for ab in tables if self.random.random() < COLUMNS] or list(tables)
            found = {ab: best_quadrants(cells[ab][rows], tables[ab].shape, g, h) for ab in looked}
            ab = max(found, key=lambda k: found[k][0])
            move = CROSS_RATE * found[ab][1]
            tables[ab] += move
            margin += move.ravel()[cells[ab]]
        return tables

    def predict(self, values: dict[str, list[Value]]) -> Floats:
        margin = np.full(len(values["words"]), self.bias)
        for name, table in self.tables.items():
            margin += table[self.shapes[name].code(values[name])]
        for (a, b), cells in self.crosses.items():
            margin += cells[self.coarse[a].code(values[a]), self.coarse[b].code(values[b])]
        return margin

    def plain(self) -> dict[str, object]:
        """The model as `dateline.incidents.scoring` reads it."""
        return {
            "name": "articles",
            "version": "1",
            "note": "training/linker.py on pairs of news articles; contributions are natural log odds",
            "bias": round(self.bias, 3),
            "tables": {name: self._plain_table(name) for name in self.tables},
            "crosses": [
                {"of": ab, "cuts": [self.coarse[n].cuts for n in ab], "values": np.round(cells, 3).tolist()}
                for ab, cells in self.crosses.items()
            ],
            "same": 0.5,
            "different": 0.1,
        }

    def _plain_table(self, name: str) -> dict[str, object]:
        shape, table = self.shapes[name], np.round(self.tables[name], 3)
        out: dict[str, object] = {"missing": float(table[-1])}
        if shape.levels:
            return out | {"levels": dict(zip(shape.levels, table[:-1].tolist(), strict=True))}
        kept = [n for n in range(1, len(table) - 1) if table[n] != table[n - 1]]
        return out | {
            "cuts": [shape.cuts[n - 1] for n in kept],
            "values": [float(table[0]), *(float(table[n]) for n in kept)],
        }


def comparisons(profiles: Sequence[Profile], pairs: Sequence[tuple[int, int]]) -> dict[str, list[Value]]:
    """Every trained comparison of every pair."""
    return {n: [COMPARISONS[n](profiles[i], profiles[j]) for i, j in pairs] for n in TRAINED}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/dateline/data/linker_articles.json"))
    args = parser.parse_args()
    sys.path.insert(0, str(args.shared / "tools"))
    import corefscore  # noqa: PLC0415  (stands beside the data, not in the repository)

    started = time.monotonic()
    rows = list(read_articles(args.shared / "data/linking/gva/docs.jsonl"))
    trained: Additive | None = None
    for split in ("train", "dev", "test"):
        chosen = [r for r in rows if r["split"] == split]
        labels = [r["incident_ids"][0] for r in chosen]
        profiles = [profile(article_context(r)) for r in chosen]
        pairs = candidate_pairs(profiles)
        values = comparisons(profiles, pairs)
        y = np.array([labels[i] == labels[j] for i, j in pairs], float)
        print(f"{split}: {len(chosen)} articles, {len(pairs)} pairs, {int(y.sum())} same")
        if trained is None:
            trained = Additive(values, y)
            continue
        margin = trained.predict(values)
        loss = float(np.mean(np.logaddexp(0, np.where(y > 0, -margin, margin))))
        gold = corefscore.from_labels({str(n): label for n, label in enumerate(labels)})
        scores = {(str(i), str(j)): float(x) for (i, j), x in zip(pairs, margin, strict=True)}
        for join in sorted({-2.0, -1.5, JOIN, -1.0, -0.5}):
            found = cluster(map(str, range(len(labels))), scores, join=join)
            title = f"{split} log loss {loss:.4f} join {join}"
            print(corefscore.line(title, corefscore.score(gold, [set(c) for c in found])))
    assert trained is not None
    text = json.dumps(trained.plain(), separators=(",", ":")).replace('},"', '},\n"').replace("},{", "},\n{")
    args.out.write_text(text + "\n", encoding="utf-8")
    print(f"wrote {args.out.name}, {args.out.stat().st_size} bytes, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
