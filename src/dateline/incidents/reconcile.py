"""One incident from its reports: every value with the policy that chose it, who gave it and who differs.

Pure: the reports stay as they are, and the same reports give the same incident in whatever order they come.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

from dateline.incidents.aliases import merge_actors, merge_seized
from dateline.incidents.context import ReportContext
from dateline.incidents.geography import relation
from dateline.incidents.policies import DEFAULT, Figure, policy, span
from dateline.records import COUNT_FIELDS, Counts, Dissent, Incident, Place, Reconciled, Report
from dateline.records.values import DatePrecision, Side, Status

V = TypeVar("V", bound=Hashable)

PLACE_RANK = {"exact": 0, "place": 1, "near": 2, "admin2": 3, "admin1": 4, "unknown": 5, "country": 6}
_SITES = {"PRK", "RESN", "RES", "MILB", "AIRP", "AIRB", "RSTN", "BDG", "TMPL", "MSQE", "CH", "UNIV", "SCH", "HSP"}
"""GeoNames feature codes of sites: narrower than any town, whatever precision the gazetteer gives their label point."""
STATUS_RANK: dict[Status, int] = {"occurred": 0, "attempted": 1, "foiled": 2, "threatened": 3, "alleged": 4}


def reconcile(
    incident_id: str,
    contexts: Iterable[ReportContext],
    *,
    policy: str = DEFAULT,
    links: Iterable[tuple[str, str]] = (),
) -> Incident:
    """The incident that `contexts` (at least one report) tell of, under the named policy.

    `policy` is "ucdp" (low, best, high), "acled" (most conservative), "gtd" (latest, then majority, then lowest) or
    "median"; it chooses among differing counts. Dates are intersected where reports agree, places taken at the
    most precise that fits; types and status go by majority; actors, weapons and seized items are joined.
    `links` are (type, incident_id) pairs, carried over. Raises ValueError without reports, UsageError for an
    unknown policy.
    """
    ordered = _ordered(contexts)
    if not ordered:
        raise ValueError(f"incident {incident_id} has no reports")
    # What is told in passing is a total over several incidents, mostly: it counts only where nothing else is told.
    told = [c for c in ordered if not c.report.background] or ordered
    sources = _sources(told)
    voters = [c.report for c, _ in sources]
    trail: list[Reconciled] = []
    counts = {field: _counts(field, told, sources, policy, trail) for field in COUNT_FIELDS}
    start, end, precision = _dates(_current(sources, _other_days), trail)
    place = _place(_current(sources, _other_places), trail)
    event_type, sub_event_type = _types(voters, trail)
    status: Status = _majority("status", voters, _status, STATUS_RANK.__getitem__, trail) or "occurred"
    reports = [c.report for c in told]
    return Incident(
        incident_id=incident_id,
        report_ids=tuple(c.report_id for c in ordered),
        document_ids=tuple(dict.fromkeys(c.document_id for c in ordered)),
        summary=_fullest(voters).summary,
        event_type=event_type,
        sub_event_type=sub_event_type,
        status=status,
        background=all(c.report.background for c in ordered),
        date_start=start.isoformat() if start else None,
        date_end=end.isoformat() if end else None,
        date_precision=precision,
        place=place,
        deaths=counts["deaths"],
        injured=counts["injured"],
        detained=counts["detained"],
        abducted=counts["abducted"],
        freed=counts["freed"],
        deaths_by_side=_sides(voters, counts["deaths"], trail),
        seized=merge_seized(reports),
        actors=merge_actors(reports),
        weapons=tuple(dict.fromkeys(w for r in reports for w in r.weapons)),
        links=tuple(sorted(set(links))),
        reconciled=tuple(trail),
    )


def _ordered(contexts: Iterable[ReportContext]) -> list[ReportContext]:
    """By publication, then document, then position, so that the order of arrival never matters."""
    return sorted(
        contexts,
        key=lambda c: (
            c.published_earliest or c.published_latest or dt.date.max,
            c.document_id,
            c.report.position,
            c.report_id,
        ),
    )


def _sources(ordered: Sequence[ReportContext]) -> list[tuple[ReportContext, int]]:
    """One report for every independent source, with the number of copies that repeat it.

    Of documents that are copies of each other one speaks: the original, else the earliest copy. A copy tells its reports
    at the same positions, unless its cut or headline made the coder see more or fewer of them.
    """
    families: dict[str, list[ReportContext]] = defaultdict(list)
    for context in ordered:
        families[context.source_id].append(context)
    out = []
    for source_id, members in families.items():
        documents = {c.document_id for c in members}
        speaker = source_id if source_id in documents else members[0].document_id
        own = {c.report.position: c for c in members if c.document_id == speaker}
        copies = Counter(
            c.report.position if c.report.position in own else min(own) for c in members if c.document_id != speaker
        )
        out += [(context, copies[position]) for position, context in own.items()]
    return out


def _figures(sources: Sequence[tuple[ReportContext, int]], field: str) -> list[Figure]:
    days = sorted({d for c, _ in sources if (d := c.published_latest or c.published_earliest)})
    rank = {d: n for n, d in enumerate(days)}
    figures = []
    for context, copies in sources:
        given: Counts | None = getattr(context.report, field)
        if given is None or (given.low is None and given.best is None and given.high is None):
            continue
        published = context.published_latest or context.published_earliest
        figures.append(
            Figure(
                report_id=context.report_id,
                counts=given,
                order=rank[published] if published else None,
                copies=copies,
                doubtful=_doubtful(context.report, field),
            )
        )
    return _updated(figures, {c.report_id: c.outlet for c, _ in sources})


def _doubtful(report: Report, field: str) -> bool:
    """Whether the report itself does not stand by the figure, or has it from a perpetrator."""
    told = [a for a in report.attestations if a.field.split(".")[0] == field]
    doers = {n.casefold() for a in report.actors if a.role == "perpetrator" for n in (a.name, *a.aliases)}
    return bool(told) and all(a.certainty != "asserted" or (a.attributed_to or "").casefold() in doers for a in told)


def _updated(figures: list[Figure], outlets: dict[str, str | None]) -> list[Figure]:
    """Without the figures that the same outlet later replaced: an update is not a second voice."""
    last: dict[str, int] = {}
    for figure in figures:
        outlet = outlets[figure.report_id]
        if outlet and figure.order is not None and figure.counts.best is not None:
            last[outlet] = max(last.get(outlet, -1), figure.order)
    return [
        f
        for f in figures
        if not (outlet := outlets[f.report_id]) or f.order is None or f.order >= last.get(outlet, f.order)
    ]


def _current(
    sources: Sequence[tuple[ReportContext, int]], contradicts: Callable[[Report, Report], bool]
) -> list[Report]:
    """The sources' reports without those that the same outlet later contradicted: it corrected itself."""

    def corrected(early: ReportContext) -> bool:
        return any(
            late.outlet == early.outlet
            and late.published_earliest is not None
            and early.published_latest is not None
            and late.published_earliest > early.published_latest
            and contradicts(early.report, late.report)
            for late, _ in sources
        )

    return [context.report for context, _ in sources if not (context.outlet and corrected(context))]


def _other_days(left: Report, right: Report) -> bool:
    """Whether both bound the date and no day suits both."""
    a, b = left.date, right.date
    return any(x.latest is not None and y.earliest is not None and x.latest < y.earliest for x, y in ((a, b), (b, a)))


def _other_places(left: Report, right: Report) -> bool:
    """Whether both give places that exclude each other."""
    return left.place is not None and right.place is not None and not places_agree(left.place, right.place)


def _counts(
    field: str,
    ordered: Sequence[ReportContext],
    sources: Sequence[tuple[ReportContext, int]],
    name: str,
    trail: list[Reconciled],
) -> Counts | None:
    """Low and high over every report, best by the policy over the sources; copies and what its own outlet later
    replaced are no dissent."""
    every = [
        Figure(report_id=c.report_id, counts=given) for c in ordered if (given := getattr(c.report, field)) is not None
    ]
    low, high = span(every)
    voices = _figures(sources, field)
    best = policy(name)(voices)
    heard = {f.report_id for f in voices}
    if low is None and best is None and high is None:
        return None
    if best is not None:
        low = best if low is None else min(low, best)
        high = high if high is None else max(high, best)
    for part, value in (("low", low), ("best", best), ("high", high)):
        if value is None:
            continue
        gave = tuple(f.report_id for f in every if value in (f.counts.low, f.counts.best, f.counts.high))
        differ = tuple(
            Dissent(report_id=f.report_id, value=f.counts.best)
            for f in every
            if part == "best" and f.counts.best not in (None, value) and f.report_id in heard
        )
        rule = name if part == "best" else ("least of all" if part == "low" else "greatest of all")
        trail.append(Reconciled(field=f"{field}.{part}", value=value, policy=rule, report_ids=gave, dissent=differ))
    return Counts(low=low, best=best, high=high)


def _sides(voters: Sequence[Report], deaths: Counts | None, trail: list[Reconciled]) -> dict[Side, int]:
    """Deaths by side from one report, never summed over several: one whose total is the best figure, the fullest."""
    given = [r for r in voters if r.deaths_by_side]
    if not given:
        return {}
    best = deaths.best if deaths else None
    chosen = max(
        enumerate(given),
        key=lambda nr: (nr[1].deaths is not None and nr[1].deaths.best == best, len(nr[1].deaths_by_side), nr[0]),
    )[1]
    trail.append(
        Reconciled(
            field="deaths_by_side",
            value=dict(chosen.deaths_by_side),
            policy="the report of the best figure",
            report_ids=(chosen.report_id,),
            dissent=tuple(
                Dissent(report_id=r.report_id, value=dict(r.deaths_by_side))
                for r in given
                if r.deaths_by_side != chosen.deaths_by_side
            ),
        )
    )
    return dict(chosen.deaths_by_side)


def _dates(voters: Sequence[Report], trail: list[Reconciled]) -> tuple[dt.date | None, dt.date | None, DatePrecision]:
    """The days that most sources allow: all agree: intersection; most do: theirs; else the union."""
    given = [r for r in voters if r.date.earliest is not None or r.date.latest is not None]
    if not given:
        return None, None, "unknown"

    def interval(report: Report) -> tuple[dt.date, dt.date]:
        return report.date.earliest or dt.date.min, report.date.latest or dt.date.max

    # The greatest set of intervals that share a day is found at one of their first days.
    best: list[Report] = []
    for day in sorted({interval(r)[0] for r in given}):
        allowed = [r for r in given if interval(r)[0] <= day <= interval(r)[1]]
        if len(allowed) > len(best):
            best = allowed
    rest = [r for r in given if r not in best]
    if not rest or len(best) > len(rest):
        start, end = max(interval(r)[0] for r in best), min(interval(r)[1] for r in best)
        rule = "intersection" if not rest else "intersection of most"
    else:
        start, end = min(interval(r)[0] for r in given), max(interval(r)[1] for r in given)
        rule = "union"
    first = None if start == dt.date.min else start
    last = None if end == dt.date.max else end
    precision = _precision(first, last, best if rule != "union" else given)
    for field, value in (("date_start", first), ("date_end", last)):
        if value is not None:
            trail.append(
                Reconciled(
                    field=field,
                    value=value.isoformat(),
                    policy=rule,
                    report_ids=tuple(r.report_id for r in (best if rule != "union" else given)),
                    dissent=tuple(Dissent(report_id=r.report_id, value=_written(r)) for r in rest),
                )
            )
    return first, last, precision


def _written(report: Report) -> str:
    ends = (report.date.earliest, report.date.latest)
    return "/".join(d.isoformat() if d else ".." for d in ends)


def _precision(start: dt.date | None, end: dt.date | None, reports: Sequence[Report]) -> DatePrecision:
    """The precision that a report of just this interval states, else by its length."""
    for report in reports:
        if (report.date.earliest, report.date.latest) == (start, end):
            return report.date.precision
    if start is None or end is None:
        return "unknown"
    days = (end - start).days
    return (
        "day" if days == 0 else "week" if days <= 7 else "month" if days <= 31 else "year" if days <= 366 else "unknown"
    )


def _place(voters: Sequence[Report], trail: list[Reconciled]) -> Place | None:
    """The most precise place that most sources agree with; ties go to the one more sources name, then the first."""
    given = [(r, r.place) for r in voters if r.place is not None]
    if not given:
        return None
    named = Counter(_place_key(p) for _, p in given)

    def merit(item: tuple[int, tuple[Report, Place]]) -> tuple[int, int, int, int]:
        n, (_, place) = item
        agree = sum(places_agree(place, other) for _, other in given)
        return agree, -_place_rank(place), named[_place_key(place)], -n

    chosen = max(enumerate(given), key=merit)[1][1]
    trail.append(
        Reconciled(
            field="place.name",
            value=chosen.name,
            policy="most precise of most",
            report_ids=tuple(r.report_id for r, p in given if places_agree(p, chosen)),
            dissent=tuple(
                Dissent(report_id=r.report_id, value=p.name) for r, p in given if not places_agree(p, chosen)
            ),
        )
    )
    return chosen


def _place_key(place: Place) -> Hashable:
    return place.geonameid or place.name.casefold()


def places_agree(left: Place, right: Place) -> bool:
    """One is the other, contains it or lies beside it, as far as names, admin units and coordinates tell."""
    return relation(left, right) in {"same", "same name", "similar name", "contains", "near"}


def _place_rank(place: Place) -> int:
    """How precisely the place is known; a park or a base says more than the town beside it."""
    return PLACE_RANK["exact"] if (place.feature_code or "") in _SITES else PLACE_RANK[place.precision]


# Sub-types that a less exact account of the same act falls back on.
_GENERAL_TYPES = frozenset({"Remote explosive/landmine/IED", "Attack", "Other"})


def _types(voters: Sequence[Report], trail: list[Reconciled]) -> tuple[str | None, str | None]:
    """Type by majority, then the one more often told with a sub-type; the sub-type among that type's reports.

    Where as many say "Suicide bomb" or "Grenade" as say the sub-type that covers any device, the more exact one stands.
    """
    specific = Counter(r.event_type for r in voters if r.sub_event_type)
    event_type = _majority("event_type", voters, lambda r: r.event_type, lambda v: -specific[v], trail)
    same = [r for r in voters if r.event_type == event_type]
    return event_type, _majority(
        "sub_event_type", same, lambda r: r.sub_event_type, lambda v: v in _GENERAL_TYPES, trail
    )


def _majority(
    field: str,
    voters: Sequence[Report],
    value_of: Callable[[Report], V | None],
    rank: Callable[[V], Any],
    trail: list[Reconciled],
) -> V | None:
    given = [(r, v) for r in voters if (v := value_of(r)) is not None]
    if not given:
        return None
    votes = Counter(v for _, v in given)
    first = {v: n for n, (_, v) in reversed(list(enumerate(given)))}
    chosen = min(votes, key=lambda v: (-votes[v], rank(v), first[v]))
    trail.append(
        Reconciled(
            field=field,
            value=chosen,
            policy="majority",
            report_ids=tuple(r.report_id for r, v in given if v == chosen),
            dissent=tuple(Dissent(report_id=r.report_id, value=v) for r, v in given if v != chosen),
        )
    )
    return chosen


def _status(report: Report) -> Status:
    return report.status


def _fullest(voters: Sequence[Report]) -> Report:
    """The report with the most slots filled; the first of equals."""

    def filled(report: Report) -> int:
        counted = sum(getattr(report, field) is not None for field in COUNT_FIELDS)
        dated = report.date.precision == "day"
        return counted + dated + (report.place is not None) + bool(report.actors) + (report.sub_event_type is not None)

    return max(voters, key=filled)
