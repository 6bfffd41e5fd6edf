"""From single numbers to an incident's figures within one document: what repeats, what is a part, what adds up."""

from collections.abc import Sequence

import msgspec

from dateline.records import Counts
from dateline.records.values import Side
from dateline.reports.casualty import Casualty


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One count field of a report: its bounds, the numbers that make up the best figure, and all that speak of it."""

    counts: Counts | None
    parts: tuple[Casualty, ...]
    others: tuple[Casualty, ...]
    by_side: dict[Side, int]


_ATTACKER_HEADS = frozenset(
    "attacker assailant gunman bomber suicide-bomber hijacker kidnapper raider perpetrator killer shooter assassin".split()
)


_OBJECTS = frozenset({"casualty.active", "casualty.of", "casualty.shot", "casualty.whom"})


def is_attacker(c: Casualty, perpetrator_types: frozenset[str], perpetrator_heads: frozenset[str]) -> bool:
    """Whether the casualty is one of those who carried the incident out."""
    if c.head in _ATTACKER_HEADS or c.by_state or (c.head in perpetrator_heads and c.rule not in _OBJECTS):
        return True
    if c.rule in _OBJECTS:
        return False  # whom the act was done to, even where both sides are called alike
    return (
        c.actor is not None
        and c.actor.type in perpetrator_types
        and c.actor.type in ("rebel group", "unidentified armed group")
    )


def side_of(c: Casualty, *, attacker: bool) -> Side:
    """The neutral side that a casualty belongs to."""
    if attacker:
        return "attackers"
    kind = c.actor.type if c.actor is not None else None
    if kind in ("state forces", "external/other forces"):
        return "state forces"
    if kind in ("rebel group", "political militia", "identity militia", "unidentified armed group"):
        return "armed group"
    if kind in ("civilians", "protesters", "rioters"):
        return "civilians"
    return "unknown"


def _value(c: Casualty) -> int | None:
    return c.best if c.best is not None else c.low


def tally(casualties: Sequence[tuple[Casualty, bool, bool]], *, bombers: int = 0, deaths: bool = False) -> Figure:
    """Reconcile the numbers that one document gives for one field.

    `casualties` are (casualty, is attacker, from a headline) in order of the text. Numbers of unlike people add up; a
    general figure ("17 people") covers the parts it is at least as great as; attackers' deaths are added
    unless the figure is said to include them; earlier tallies only widen the bounds. `bombers`: attackers who blew
    themselves up without being counted in words: they widen `high` only, for the text leaves open whether the figure includes them.
    """
    real = [(c, a, t) for c, a, t in casualties if c.best != 0 or not any(_value(x) for x, _, _ in casualties)]
    zeros = [c for c, _, _ in real if c.best == 0]
    live = [(c, a, t) for c, a, t in real if c.best != 0]
    if not live:
        if zeros:
            return Figure(counts=Counts(low=0, best=0, high=0), parts=(zeros[0],), others=tuple(zeros[1:]), by_side={})
        return Figure(counts=None, parts=(), others=(), by_side={})
    earlier = [c for c, _, _ in live if c.earlier]
    current = [(c, a, t) for c, a, t in live if not c.earlier] or live
    body = [(c, a) for c, a, t in current if not t]
    head = [(c, a) for c, a, t in current if t]
    victims, used = _victims([(c, a) for c, a in body if not a] or [(c, a) for c, a in head if not a])
    attackers, used_attackers = _attackers([c for c, a in body if a] or ([c for c, a in head if a] if not body else []))
    general = [c for c, _ in current_general(current)]
    if covered := _first_passage(used, [c for c, a in head if not a]):
        used = covered
        victims = _sum(used)
    total, parts = _combine(victims, used, attackers, used_attackers, general)
    if total is None:
        return Figure(counts=None, parts=tuple(used + used_attackers), others=(), by_side=_sides(live))
    low, best, high = total
    for c in earlier:
        if _value(c) is not None:
            low = min(low, _value(c) or 0)
    updates = [_value(c) for c in general if c not in parts and not c.subset]
    numbers = [n for n in updates if n is not None and best is not None and 0.5 * best <= n <= 2 * best]
    if numbers:
        low = min([low, *numbers])
        high = None if high is None else max([high, *numbers])
    if deaths and bombers and high is not None and not attackers and not any(c.includes_attacker for c in parts):
        high += bombers
    if deaths and best is not None and _apart_from_bombers(parts, attackers is not None):
        # "killing six passengers": the bomber is none of them, and is dead.
        count = max(bombers, 1 if any(c.includes_attacker is False for c in parts) else 0)
        low, best, high = low + count, best + count, None if high is None else max(high, best + count)
    spoken = {id(c) for c in parts}
    return Figure(
        counts=Counts(low=low, best=best, high=high),
        parts=tuple(parts),
        others=tuple(c for c, _, _ in live if id(c) not in spoken),
        by_side=_sides([(c, a, t) for c, a, t in live if id(c) in spoken or c.subset]),
    )


def _apart_from_bombers(parts: Sequence[Casualty], attackers: bool) -> bool:
    """Whether the figure is of named kinds of victims, or said to leave the attackers out."""
    if attackers or not parts or any(c.includes_attacker for c in parts):
        return False
    return any(c.includes_attacker is False for c in parts) or not any(c.general for c in parts)


def _first_passage(used: list[Casualty], titles: list[Casualty]) -> list[Casualty] | None:
    """Where the headline's number is the first passage's sum, later numbers retell the same people one by one."""
    first = [c for c in used if c.passage == used[0].passage] if used else []
    if len(first) == len(used):
        return None
    told = sum(_value(c) or 0 for c in first)
    return first if any(_value(t) == told for t in titles) else None


def _sum(parts: Sequence[Casualty]) -> "Bounds | None":
    total: Bounds | None = None
    for c in parts:
        b = _bounds(c)
        if b is not None:
            total = b if total is None else _add(total, b)
    return total


def current_general(current: Sequence[tuple[Casualty, bool, bool]]) -> list[tuple[Casualty, bool]]:
    """The figures that speak of people in general, headlines included."""
    return [(c, a) for c, a, _ in current if c.general and not a and not c.subset]


Bounds = tuple[int, int | None, int | None]


def _bounds(c: Casualty) -> Bounds | None:
    low = c.low if c.low is not None else c.best
    if low is None:
        return None
    return (low, c.best, c.high)


def _add(a: Bounds, b: Bounds) -> Bounds:
    return (
        a[0] + b[0],
        None if a[1] is None or b[1] is None else a[1] + b[1],
        None if a[2] is None or b[2] is None else a[2] + b[2],
    )


def _victims(rows: list[tuple[Casualty, bool]]) -> tuple[Bounds | None, list[Casualty]]:
    """The sum over unlike specific heads, or the latest general figure where it is greater."""
    by_head: dict[str, list[Casualty]] = {}
    for c, _ in rows:
        # "Three of them were released": a part of those taken, but all of those freed.
        if (
            (c.subset and not all(x.subset for x, _ in rows))
            or (c.subset and c.field == "deaths" and c.rule == "casualty.part")
            or _bounds(c) is None
        ):
            continue
        by_head.setdefault("" if c.general else c.head, []).append(c)
    chosen: list[Casualty] = []
    for head, group in by_head.items():
        if not head:
            continue
        kept: list[Casualty] = []
        for c in group:
            if kept and (c.of_set and (_value(c) or 0) <= (_value(kept[-1]) or 0)):
                continue
            if kept and not c.adds and not _same_sentence(c, kept[-1]):
                # A later figure for the same kind of people replaces the one before where it is the greater or revised.
                if (_value(c) or 0) > (_value(kept[-1]) or 0) or c.revised:
                    kept[-1] = c
                continue
            kept.append(c)
        chosen += kept
    chosen.sort(key=lambda c: c.start)
    specific: Bounds | None = None
    for c in chosen:
        b = _bounds(c)
        assert b is not None
        specific = b if specific is None else _add(specific, b)
    general = by_head.get("", [])
    additive = [c for c in general if c.adds and chosen and not any(g is not c and not g.adds for g in general)]
    plain = [c for c in general if c not in additive]
    best_general = _latest(plain)
    if best_general is None:
        for c in additive:
            b = _bounds(c)
            assert b is not None
            specific = b if specific is None else _add(specific, b)
            chosen.append(c)
        return specific, chosen
    g = _bounds(best_general)
    assert g is not None
    if specific is None or (g[1] or g[0]) >= (specific[1] or specific[0]):
        return g, [best_general]
    if best_general.start < chosen[0].start and not best_general.revised and any(c.adds for c in chosen):
        return _add(g, specific), [best_general, *chosen]
    return specific, chosen


def _same_sentence(a: Casualty, b: Casualty) -> bool:
    return (abs(a.start - b.start) < 160 and a.rule == b.rule and a.trigger_start == b.trigger_start) or abs(
        a.start - b.end
    ) < 12


def _latest(rows: list[Casualty]) -> Casualty | None:
    revised = [c for c in rows if c.revised]
    pool = revised or rows
    if not pool:
        return None
    exact = [c for c in pool if c.best is not None] or pool
    return max(exact, key=lambda c: (c.revised, _value(c) or 0))


def _attackers(rows: list[Casualty]) -> tuple[Bounds | None, list[Casualty]]:
    best: Casualty | None = None
    for c in rows:
        if _bounds(c) is not None and not c.subset and (best is None or (_value(c) or 0) > (_value(best) or 0)):
            best = c
    return (_bounds(best), [best]) if best is not None else (None, [])


def _combine(
    victims: Bounds | None,
    used: list[Casualty],
    attackers: Bounds | None,
    used_attackers: list[Casualty],
    general: list[Casualty],
) -> tuple[Bounds | None, list[Casualty]]:
    if victims is None:
        return attackers, used_attackers
    if attackers is None:
        return victims, used
    if any(c.includes_attacker for c in used):
        return victims, used
    together = _add(victims, attackers)
    # "Seventeen dead" over "fifteen attackers, a guard and a policeman": the general figure has them in it already.
    if len(used) == 1 and used[0].general:
        return _with_attackers(victims, together, used, used_attackers)
    totals = [g for g in general if _value(g) == (together[1] or together[0])]
    return together, [*totals[:0], *used, *used_attackers]


def _with_attackers(
    victims: Bounds, together: Bounds, used: list[Casualty], used_attackers: list[Casualty]
) -> tuple[Bounds, list[Casualty]]:
    """A general figure beside attackers' deaths: added, with the figure alone as the lower bound where nothing settles it."""
    if used[0].includes_attacker is False or used[0].start < used_attackers[0].start:
        return together, [*used, *used_attackers]
    return together, [*used, *used_attackers]


def _sides(rows: Sequence[tuple[Casualty, bool, bool]]) -> dict[Side, int]:
    sides: dict[Side, int] = {}
    for c, attacker, _ in rows:
        n = _value(c)
        if n:
            side = side_of(c, attacker=attacker)
            if side == "unknown":
                continue
            sides[side] = max(sides.get(side, 0), n) if c.subset else sides.get(side, 0) + n
    return dict(sorted(sides.items()))
