"""A timeline as one SVG: a row a year (or a month), so that it reads on a phone; empty periods stay visible."""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from dateline.records import Incident
from dateline.views import phrases
from dateline.views.markup import safe

WIDTH = 720.0
LEFT = 70.0  # room for the row's name
RIGHT = 8.0
LANE = 13.0
DOT = 4.6
# Incidents side by side in one row; more are counted at the row's end, so that one bad week does not hide the year.
MOST_LANES = 9
# Up to this many months the rows are months, beyond it years.
MOST_MONTHS = 18
# Runs of empty rows longer than this become one row that names the period.
MOST_EMPTY = 2

# ACLED's event types, in a fixed order: the order is the colour.
TYPES: tuple[str, ...] = (
    "Battles",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Protests",
    "Riots",
    "Strategic developments",
)


class Row(NamedTuple):
    """One period, both days included; `joined`: a run of periods in which nothing is dated."""

    label: str
    first: dt.date
    last: dt.date
    joined: bool = False


class Span(NamedTuple):
    """An incident's days, both included. `open`: only one side is known ("after", "before"); both days are then it."""

    first: dt.date
    last: dt.date
    incident: Incident
    open: Literal["after", "before"] | None = None


class Mark(NamedTuple):
    """A span's part in one row, in pixels."""

    span: Span
    left: float
    right: float


def type_class(event_type: str | None) -> str:
    """The CSS class of an event type: t0 to t5, or t9 where no type was told."""
    return f"t{TYPES.index(event_type)}" if event_type in TYPES else "t9"


def dated(incidents: Iterable[Incident]) -> list[Span]:
    """The spans of all incidents of which at least one side is known."""
    out = []
    for incident in incidents:
        first = dt.date.fromisoformat(incident.date_start[:10]) if incident.date_start else None
        last = dt.date.fromisoformat(incident.date_end[:10]) if incident.date_end else None
        if first and last:
            out.append(Span(first, last, incident))
        elif first:
            out.append(Span(first, first, incident, "after"))
        elif last:
            out.append(Span(last, last, incident, "before"))
    return out


def rows(spans: Sequence[tuple[dt.date, dt.date]]) -> list[Row]:
    """Periods from the first to the last day, long empty runs joined into one row that says so."""
    if not spans:
        return []
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    every: list[Row] = []
    if months <= MOST_MONTHS:
        for n in range(months):
            year, month = first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1
            end = dt.date(year, month, calendar.monthrange(year, month)[1])
            every.append(Row(f"{calendar.month_abbr[month]} {year}", dt.date(year, month, 1), end))
    else:
        every = [Row(str(y), dt.date(y, 1, 1), dt.date(y, 12, 31)) for y in range(first.year, last.year + 1)]
    return list(_joined(every, _touched(every, spans)))


def _touched(every: Sequence[Row], spans: Sequence[tuple[dt.date, dt.date]]) -> list[bool]:
    """For every row whether some span touches it."""
    changes = [0] * (len(every) + 1)
    starts = [row.first for row in every]
    for start, end in spans:
        changes[_row_of(starts, start)] += 1
        changes[_row_of(starts, end) + 1] -= 1
    out, open_spans = [], 0
    for change in changes[:-1]:
        open_spans += change
        out.append(open_spans > 0)
    return out


def _row_of(starts: Sequence[dt.date], day: dt.date) -> int:
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        if starts[middle] <= day:
            low = middle + 1
        else:
            high = middle
    return low - 1


def _joined(every: Sequence[Row], touched: Sequence[bool]) -> Iterator[Row]:
    run: list[Row] = []
    for row, used in [*zip(every, touched, strict=True), (None, True)]:
        if row is not None and not used:
            run.append(row)
            continue
        if len(run) > MOST_EMPTY:
            yield Row(f"{run[0].label} to {run[-1].label}", run[0].first, run[-1].last, joined=True)
        else:
            yield from run
        run = []
        if row is not None:
            yield row


def svg(incidents: Sequence[Incident]) -> str:
    """The timeline as one SVG element, "" where no incident is dated. Every mark leads to the entry of its incident."""
    spans = dated(incidents)
    if not spans:
        return ""
    found = rows([(span.first, span.last) for span in spans])
    monthly = all(row.joined or (row.last - row.first).days <= 31 for row in found)
    body: list[str] = []
    y = 18.0
    for row in found:
        if row.joined:
            height = LANE + 6
            body.append(f'<text class="none" x="{LEFT:g}" y="{y + 13:.1f}">{safe(row.label)}: none reported</text>')
        else:
            lanes, over = _lanes(_marks(row, spans))
            height = max(1, len(lanes)) * LANE + 6
            body.append(f'<text class="period" x="{LEFT - 8:g}" y="{y + 13:.1f}">{safe(row.label)}</text>')
            body.append(_ticks(row, y, height, monthly=monthly))
            for n, lane in enumerate(lanes):
                body += [_mark(mark, y + 3 + (n + 0.5) * LANE) for mark in lane]
            if over:
                height += LANE
                body.append(
                    f'<text class="more" x="{WIDTH - RIGHT:g}" y="{y + height - 6:.1f}">{over} more not drawn</text>'
                )
        y += height
        body.append(f'<path class="rule" d="M0 {y:.1f}H{WIDTH:g}"/>')
    head = _head(monthly=monthly)
    return (
        f'<svg class="timeline" viewBox="0 0 {WIDTH:g} {y + 4:.0f}" role="img" '
        'aria-labelledby="time-title time-desc"><title id="time-title">Timeline of the incidents</title>'
        f'<desc id="time-desc">{len(spans)} dated incidents in rows of one {"month" if monthly else "year"} each; '
        "a dot is a known day, a bar the days within which the incident lies. The list below says the same in words."
        f"</desc>{head}{''.join(body)}</svg>"
    )


def _x(row: Row, day: dt.date, *, after: bool = False) -> float:
    """Pixels of the beginning (or end) of a day; months and years keep one scale, so that columns line up."""
    days = 31 if (row.last - row.first).days < 31 else 366
    return LEFT + (WIDTH - LEFT - RIGHT) * ((day - row.first).days + (1 if after else 0)) / days


def _marks(row: Row, spans: Sequence[Span]) -> Iterator[Mark]:
    for span in spans:
        if span.first <= row.last and span.last >= row.first:
            left, right = _x(row, max(span.first, row.first)), _x(row, min(span.last, row.last), after=True)
            yield Mark(span, left, right)


def _lanes(marks: Iterable[Mark]) -> tuple[list[list[Mark]], int]:
    """Marks in lanes without overlap, each in the first lane that has room; how many found none."""
    lanes: list[list[Mark]] = []
    ends: list[float] = []
    over = 0
    for mark in sorted(marks, key=lambda m: (m.left, m.right, m.span.incident.incident_id)):
        left, right = _reach(mark)
        for n, end in enumerate(ends):
            if end <= left:
                lanes[n].append(mark)
                ends[n] = right
                break
        else:
            if len(lanes) < MOST_LANES:
                lanes.append([mark])
                ends.append(right)
            else:
                over += 1
    return lanes, over


def _reach(mark: Mark) -> tuple[float, float]:
    if mark.span.first == mark.span.last:
        middle = (mark.left + mark.right) / 2
        return middle - DOT - 1, middle + DOT + 1
    return mark.left, max(mark.right, mark.left + 2 * DOT) + 1


def _mark(mark: Mark, y: float) -> str:
    incident = mark.span.incident
    kind = type_class(incident.event_type)
    told = "" if incident.status == "occurred" else " unsure"
    title = safe(
        f"{phrases.interval_words(incident.date_start, incident.date_end)}: {phrases.type_words(incident)}, "
        f"{phrases.place_words(incident.place)}"
    )
    middle = (mark.left + mark.right) / 2
    if mark.span.open:
        reach = DOT if mark.span.open == "after" else -DOT
        path = f"M{middle - reach:.1f} {y - DOT:.1f}l{2 * reach:.1f} {DOT:.1f}l{-2 * reach:.1f} {DOT:.1f}Z"
        shape = f'<path class="open {kind}{told}" d="{path}"/>'
    elif mark.span.first == mark.span.last:
        shape = f'<circle class="dot {kind}{told}" cx="{middle:.1f}" cy="{y:.1f}" r="{DOT:g}"/>'
    else:
        width = max(mark.right - mark.left, 2 * DOT)
        shape = (
            f'<rect class="bar {kind}{told}" x="{mark.left:.1f}" y="{y - 3.2:.1f}" width="{width:.1f}" '
            'height="6.4" rx="3"/>'
        )
    anchor = safe(incident.incident_id)
    return f'<a href="#{anchor}" tabindex="-1"><g data-ids="{anchor}"><title>{title}</title>{shape}</g></a>'


def _ticks(row: Row, y: float, height: float, *, monthly: bool) -> str:
    """Light lines at the beginning of every month, or of every fifth day or so."""
    if monthly:
        days = [row.first.replace(day=day) for day in (1, 6, 11, 16, 21, 26)]
    else:
        days = [dt.date(row.first.year, month, 1) for month in range(1, 13)]
    path = "".join(f"M{_x(row, day):.1f} {y:.1f}v{height:.1f}" for day in days)
    return f'<path class="tick" d="{path}"/>'


def _head(*, monthly: bool) -> str:
    """The names of the columns."""
    if monthly:
        row = Row("", dt.date(2001, 1, 1), dt.date(2001, 1, 31))
        columns = [(row.first.replace(day=day), str(day)) for day in (1, 6, 11, 16, 21, 26, 31)]
    else:
        row = Row("", dt.date(2001, 1, 1), dt.date(2001, 12, 31))
        columns = [(dt.date(2001, month, 1), calendar.month_abbr[month]) for month in range(1, 13)]
    return "".join(f'<text class="column" x="{_x(row, day) + 3:.1f}" y="12">{name}</text>' for day, name in columns)
