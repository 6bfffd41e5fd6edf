"""From comparisons to a probability: an additive model whose weights are plain data and whose every score adds up.

Each comparison's value is looked up in its own table; the contributions (natural log odds) and the model's bias are
summed; a pair of comparisons may have a table of its own (how much alike wording tells depends on how far apart the
texts were published). Nothing else enters, so that the explanation is the score.
"""

import json
import math
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from dateline.errors import UsageError
from dateline.incidents.comparisons import COMPARISONS, Value
from dateline.incidents.profile import Profile

Judgement = Literal["positive", "negative", "unsure"]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Contributions of one comparison: by level name, or by interval: values[i] for cuts[i-1] <= x < cuts[i]."""

    cuts: tuple[float, ...] = ()
    values: tuple[float, ...] = ()
    levels: dict[str, float] = msgspec.field(default_factory=dict)
    missing: float = 0.0

    def contribution(self, value: Value) -> float:
        """Log odds for this value; an unknown level counts nothing."""
        if value is None:
            return self.missing
        if isinstance(value, str):
            return self.levels.get(value, 0.0)
        return self.values[bisect_right(self.cuts, value)] if self.values else 0.0


class Cross(msgspec.Struct, frozen=True, kw_only=True):
    """Contributions of two numeric comparisons together: values[i][j]; the last row and column mean "missing"."""

    of: tuple[str, str]
    cuts: tuple[tuple[float, ...], tuple[float, ...]]
    values: tuple[tuple[float, ...], ...]

    def contribution(self, left: Value, right: Value) -> float:
        """Log odds for this pair of values."""
        return self.values[_cell(self.cuts[0], left)][_cell(self.cuts[1], right)]


def _cell(cuts: tuple[float, ...], value: Value) -> int:
    return len(cuts) + 1 if value is None or isinstance(value, str) else bisect_right(cuts, value)


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """Weights and thresholds: probability >= `same` joins, below `different` parts, between them a person decides."""

    name: str
    version: str
    note: str = ""
    bias: float
    tables: dict[str, Table]
    crosses: tuple[Cross, ...] = ()
    same: float
    different: float

    @property
    def annotator(self) -> str:
        """How links made by this model are signed."""
        return f"model:{self.name}@{self.version}"


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The score of one pair: log odds, and what each comparison added to them."""

    log_odds: float
    explanation: dict[str, float]

    def rounded(self) -> dict[str, float]:
        """The explanation to three digits, zeros left out."""
        return {name: round(x, 3) for name, x in self.explanation.items() if abs(x) >= 0.0005}

    @property
    def probability(self) -> float:
        """Chance that both tell of the same incident, 0 to 1."""
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, self.log_odds))))


@cache
def model(name: str = "reports") -> Model:
    """A model shipped with the package: "reports" (passages of a chronology) or "articles" (whole news articles)."""
    resource = files("dateline").joinpath("data", f"linker_{name}.json")
    if not resource.is_file():
        raise UsageError(f"no linking model {name!r}; there are 'articles' and 'reports'")
    return msgspec.convert(json.loads(resource.read_text(encoding="utf-8")), Model)


def score(left: Profile, right: Profile, weights: Model) -> Verdict:
    """What the comparisons say of one pair, in either order."""
    values = {name: COMPARISONS[name](left, right) for name in weights.tables}
    explanation = {"bias": weights.bias}
    for name, table in weights.tables.items():
        explanation[name] = table.contribution(values[name])
    for cross in weights.crosses:
        a, b = cross.of
        explanation[f"{a} x {b}"] = cross.contribution(values[a], values[b])
    return Verdict(log_odds=sum(explanation.values()), explanation=explanation)


def greatest(weights: Model) -> dict[str, float]:
    """The most that each table can add, for `score_above`; a model with crosses has no such bound table by table."""
    if weights.crosses:
        raise ValueError(f"model {weights.name} has tables for pairs of comparisons; use score()")
    return {
        name: max((*table.values, *table.levels.values(), table.missing, 0.0)) for name, table in weights.tables.items()
    }


def score_above(
    left: Profile, right: Profile, weights: Model, floor: float, most: Mapping[str, float]
) -> Verdict | None:
    """As `score`, or None as soon as no further comparison could lift the log odds above `floor`.

    `most` is `greatest(weights)`. Most candidate pairs differ plainly in day or place; their texts need no reading.
    """
    explanation = {"bias": weights.bias}
    total, rest = weights.bias, sum(most.values())
    for name, table in weights.tables.items():
        explanation[name] = gained = table.contribution(COMPARISONS[name](left, right))
        total += gained
        rest -= most[name]
        if total + rest < floor - 1e-9:
            return None
    return Verdict(log_odds=total, explanation=explanation)


def judgement(verdict: Verdict, weights: Model) -> Judgement:
    """Same, different, or ask a person."""
    p = verdict.probability
    return "positive" if p >= weights.same else "unsure" if p >= weights.different else "negative"
