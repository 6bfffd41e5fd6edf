"""Two sets of incidents side by side: which are the same, which only one has, and where their figures differ.

In the manner of MELTT (Donnay et al. 2019): candidates within a window of days and kilometres, then agreement on type
and actors decides, each incident is matched at most once.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from dateline.incidents.aliases import merge_actors
from dateline.incidents.geography import distance_km
from dateline.records import Counts, Incident, Place, Report

DAYS = 1
KM = 25.0
LEAST = 0.6
"""Score below which a pair is no match. This and the graded likeness of tolls were chosen on changed copies of UCDP GED
(Caucasus and Central Asia); benchmarks/comparing.py has the measurement."""
# What a place may be off by its own precision, in kilometres, beyond the window.
_SLACK = {"exact": 0.0, "place": 5.0, "near": 20.0, "admin2": 40.0, "admin1": 150.0}
_PLAIN = frozenset("the of and in armed unidentified forces group unknown civilians government".split())


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One incident of either side, reduced to what is compared. Days are ISO 8601."""

    event_id: str
    start: str | None
    end: str | None
    place: Place | None
    event_type: str | None
    actors: tuple[str, ...] = ()
    deaths: Counts | None = None
    injured: Counts | None = None
    summary: str = ""


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A pair taken for the same incident. `days` and `km` are the gaps between them (None: not known), `score` 0 to 1,
    `agree` what speaks for it; `deaths` and `injured` are the two best figures, `differ` whether their ranges part."""

    left: str
    right: str
    score: float
    days: int
    km: float | None
    agree: tuple[str, ...]
    deaths: tuple[int | None, int | None]
    injured: tuple[int | None, int | None]
    differ: tuple[str, ...]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """All matches in order of date, and what only one side has."""

    matches: tuple[Match, ...]
    only_left: tuple[Event, ...]
    only_right: tuple[Event, ...]


def of_incident(incident: Incident) -> Event:
    return Event(
        event_id=incident.incident_id,
        start=incident.date_start,
        end=incident.date_end,
        place=incident.place,
        event_type=incident.event_type,
        actors=tuple(actor.name for actor in incident.actors if actor.role == "perpetrator"),
        deaths=incident.deaths,
        injured=incident.injured,
        summary=incident.summary,
    )


def of_report(report: Report, event_id: str) -> Event:
    actors = merge_actors([report])
    return Event(
        event_id=event_id,
        start=report.date.earliest.isoformat() if report.date.earliest else None,
        end=report.date.latest.isoformat() if report.date.latest else None,
        place=report.place,
        event_type=report.event_type,
        actors=tuple(actor.name for actor in actors if actor.role == "perpetrator"),
        deaths=report.deaths,
        injured=report.injured,
        summary=report.summary,
    )


def compare(left: Iterable[Event], right: Iterable[Event], *, days: int = DAYS, km: float = KM) -> Comparison:
    """Match two sets one to one. `days` and `km` may lie between two accounts of one incident.

    The better pair is taken first, ties by id, so that the answer does not depend on the order of the sets and is the
    same, mirrored, when they are swapped.
    """
    ours, theirs = list(left), list(right)
    by_day: dict[int, list[Event]] = defaultdict(list)
    for event in theirs:
        for ordinal in _ordinals(event, 0):
            by_day[ordinal].append(event)
    pairs: list[Match] = []
    for event in ours:
        near = {other.event_id: other for n in _ordinals(event, days) for other in by_day.get(n, ())}
        pairs += [match for other in near.values() if (match := _match(event, other, days=days, km=km))]
    pairs.sort(key=lambda m: (-m.score, m.days, m.km or 0.0, *sorted((m.left, m.right))))
    taken_left: set[str] = set()
    taken_right: set[str] = set()
    kept = []
    for pair in pairs:
        if pair.left not in taken_left and pair.right not in taken_right:
            kept.append(pair)
            taken_left.add(pair.left)
            taken_right.add(pair.right)
    start = {event.event_id: event.start or "" for event in ours}
    return Comparison(
        matches=tuple(sorted(kept, key=lambda m: (start[m.left], m.left))),
        only_left=tuple(event for event in ours if event.event_id not in taken_left),
        only_right=tuple(event for event in theirs if event.event_id not in taken_right),
    )


def _ordinals(event: Event, slack: int) -> range:
    """Days the event may lie in; none where an end is open or it is wider than a month (no evidence for a match)."""
    if event.start is None or event.end is None:
        return range(0)
    first, last = (dt.date.fromisoformat(text).toordinal() for text in (event.start, event.end))
    return range(first - slack, last + slack + 1) if last - first <= 31 else range(0)


def _match(left: Event, right: Event, *, days: int, km: float) -> Match | None:
    gap = _gap(left, right)
    if gap > days or left.place is None or right.place is None:
        return None
    a, b = left.place, right.place
    if a.country_code and b.country_code and a.country_code != b.country_code:
        return None
    away = distance_km(a, b)
    precise = {"exact", "place", "near", "admin2", "admin1"}
    if a.precision in precise and b.precision in precise and away is not None:
        if away > km + _SLACK[a.precision] + _SLACK[b.precision]:
            return None
        near = 1 - min(1.0, away / (km + _SLACK[a.precision] + _SLACK[b.precision]))
    elif a.country_code and a.country_code == b.country_code:
        near = 0.0  # one of them is a whole country
    else:
        return None
    agree = []
    same_type = bool(left.event_type) and left.event_type == right.event_type
    same_name = a.name.casefold() == b.name.casefold()
    shared = _names(left) & _names(right)
    overlap = _overlap(left.deaths, right.deaths)
    for word, holds in (("type", same_type), ("place", same_name), ("actor", bool(shared)), ("deaths", bool(overlap))):
        if holds:
            agree.append(word)
    score = 0.3 * (1 - gap / (days + 1)) + 0.3 * max(near, 0.8 * same_name) + 0.1 * same_type + 0.15 * bool(shared)
    score += 0.15 * _likeness(left.deaths, right.deaths)
    if score < LEAST:
        return None
    # A whole country on one day is not enough: something else must speak for it.
    if near == 0.0 and not same_name and not (shared or (same_type and overlap)):
        return None
    injured = _overlap(left.injured, right.injured)
    differ = tuple(name for name, same in (("deaths", overlap), ("injured", injured)) if same is False)
    return Match(
        left=left.event_id,
        right=right.event_id,
        score=round(score, 4),
        days=gap,
        km=None if away is None else round(away, 1),
        agree=tuple(agree),
        deaths=(_best(left.deaths), _best(right.deaths)),
        injured=(_best(left.injured), _best(right.injured)),
        differ=differ,
    )


def _gap(left: Event, right: Event) -> int:
    a, b = _ordinals(left, 0), _ordinals(right, 0)
    return max(0, b.start - a.stop + 1, a.start - b.stop + 1)


def _names(event: Event) -> set[str]:
    words = {word.strip("().,'").casefold() for name in event.actors for word in name.replace("-", " ").split()}
    return {word for word in words if len(word) > 2 and word not in _PLAIN}


def _best(counts: Counts | None) -> int | None:
    if counts is None:
        return None
    return counts.best if counts.best is not None else counts.low


def _overlap(left: Counts | None, right: Counts | None) -> bool | None:
    """Whether two figures may be the same; None where one is missing."""
    if left is None or right is None or _best(left) is None or _best(right) is None:
        return None
    low = max(n for n in (left.low, right.low, 0) if n is not None)
    highs = [n for n in (left.high, right.high) if n is not None]
    return not highs or low <= min(highs)


def _likeness(left: Counts | None, right: Counts | None) -> float:
    """How alike two tolls are, 0 to 1; 0.5 where one is missing. Other figures of one incident lie close together more
    often than those of two incidents."""
    a, b = _best(left), _best(right)
    if a is None or b is None:
        return 0.5
    return 1.0 if a == b else 0.8 * (min(a, b) + 1) / (max(a, b) + 1)


def differences(comparison: Comparison) -> Sequence[Match]:
    """Matches of which both sides give a figure and the figures are not the same."""
    return [
        m for m in comparison.matches if any(None not in pair and pair[0] != pair[1] for pair in (m.deaths, m.injured))
    ]
