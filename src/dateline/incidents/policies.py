"""Reconciliation policies for counts: pure functions from what the sources say to one low, best and high.

The codebooks differ, and from the same reports give different figures: UCDP keeps low, best and high; ACLED takes the
most conservative figure; GTD the latest, then the majority, then the lowest. So a policy is a named choice of whoever
exports, never a property of the incident.
"""

from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from dateline.errors import UsageError
from dateline.records import Counts


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """What one source says of one count.

    `order` is the rank of its publication among the sources (equal days share one rank; None: not known),
    `copies` how many further reports repeat it word for word (they add no weight), `report_id` who gives it.
    `doubtful`: hedged or denied wherever it is told, or the claim of those who did it.
    """

    report_id: str
    counts: Counts
    order: int | None = None
    copies: int = 0
    doubtful: bool = False


Policy = Callable[[Sequence[Figure]], int | None]


def span(figures: Sequence[Figure]) -> tuple[int | None, int | None]:
    """The least and the greatest that any source gives; high is None where a vague figure exceeds every exact one.

    "At least 13" and, later, 17 give (13, 17); 13 and "dozens" (24 or more) give (13, None).
    """
    lows = [n for f in figures if (n := _first(f.counts.low, f.counts.best, f.counts.high)) is not None]
    highs = [n for f in figures if (n := _first(f.counts.high, f.counts.best)) is not None]
    low = min(lows, default=None)
    high = max(highs, default=None)
    if high is not None and lows and max(lows) > high:
        high = None
    return low, high


def _first(*values: int | None) -> int | None:
    return next((v for v in values if v is not None), None)


def exact(figures: Sequence[Figure]) -> list[Figure]:
    """Those that name a number; where none does, the vague ones stay out and there is no best figure."""
    return [f for f in figures if f.counts.best is not None]


def latest(figures: Sequence[Figure]) -> list[Figure]:
    """Those of the last publication day; all of them where no source is dated."""
    known = [f.order for f in figures if f.order is not None]
    return [f for f in figures if f.order == max(known)] if known else list(figures)


def majority(figures: Sequence[Figure]) -> list[int]:
    """The values that most sources give, ascending."""
    votes = Counter(f.counts.best for f in figures if f.counts.best is not None)
    top = max(votes.values(), default=0)
    return sorted(v for v, n in votes.items() if n == top)


def ucdp(figures: Sequence[Figure]) -> int | None:
    """Best is what most sources give; where they are divided, the latest of those figures, then the greatest.

    Tolls rise as the wounded die and bodies are found, and a figure that two sources share is seldom a slip.
    """
    given = exact(figures)
    values = majority(given)
    if len(values) < 2:
        return values[0] if values else None
    newest = majority(latest([f for f in given if f.counts.best in values]))
    return newest[-1] if newest else None


def acled(figures: Sequence[Figure]) -> int | None:
    """The most conservative figure: the least that any source names, a vague one read as its lower bound."""
    given = exact(figures)
    if given:
        return min(f.counts.best for f in given if f.counts.best is not None)
    return span(figures)[0]


def gtd(figures: Sequence[Figure]) -> int | None:
    """The most recent source; several on that day: the majority; divided: the lowest. "At least 11" reads 11.

    Figures that are hedged, or the claim of those who did it, count only where there are no others.
    """
    given = exact([f for f in figures if not f.doubtful]) or exact(figures)
    values = majority(latest(given))
    return values[0] if values else span(figures)[0]


def median(figures: Sequence[Figure]) -> int | None:
    """The middle figure, the lower of the two middle ones for an even number of sources."""
    values = sorted(f.counts.best for f in exact(figures) if f.counts.best is not None)
    return values[(len(values) - 1) // 2] if values else None


POLICIES: dict[str, Policy] = {"ucdp": ucdp, "acled": acled, "gtd": gtd, "median": median}
DEFAULT = "ucdp"


def policy(name: str) -> Policy:
    """The policy of that name."""
    try:
        return POLICIES[name]
    except KeyError:
        raise UsageError(f"no reconciliation policy {name!r}; there are {', '.join(sorted(POLICIES))}") from None
