"""Time expressions to intervals: every result is a DateExtent with the rule that gave it, and never a guess.

The anchor of a relative expression is the interval in which the document was published. Each rule is a monotone
function of one anchor day; it is applied to both ends of the interval, and an end that is not known stays open.
Weekdays and dates without a year look back from publication in the past tense and forward in the future tense; with
no tense known the interval holds both. Contradictions are named in `checks` and never repaired.
"""

import calendar
import datetime as dt
from collections.abc import Callable
from typing import Literal, NamedTuple

from dateline.records.mentions import TimexMention, TimexValue
from dateline.records.values import PRECISIONS_DATE, DateExtent, DatePrecision
from dateline.resolve import holidays

Tense = Literal["past", "future"]
Interval = tuple[dt.date, dt.date]
Bounds = tuple[dt.date | None, dt.date | None]

_DAY = dt.timedelta(days=1)
# Half-widths in days of "a week ago" and "n weeks ago": what people call a week is six to eight days
_SLACK: dict[str, tuple[int, int]] = {
    "day": (0, 0),
    "week": (1, 3),
    "fortnight": (3, 3),
    "month": (7, 15),
    "quarter": (20, 45),
    "year": (45, 183),
    "decade": (730, 1460),
    "century": (3650, 7300),
}
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365, "decade": 3652}
_SHORT = {"minute": 1440, "second": 86400, "moment": 1440, "hour": 24}  # how many make a day
_WEST = dt.date(1, 1, 1)


class Setting(NamedTuple):
    """What an expression is read against."""

    published: Bounds
    tense: Tense | None
    context: DateExtent | None
    default_year: int | None


def width(earliest: dt.date | None, latest: dt.date | None) -> DatePrecision:
    """The precision that an interval's width allows: a day, up to ten days, a quarter, a year, else unknown."""
    if earliest is None or latest is None:
        return "unknown"
    days = (latest - earliest).days + 1
    return (
        "day"
        if days == 1
        else "week"
        if days <= 10
        else "month"
        if days <= 92
        else "year"
        if days <= 366
        else "unknown"
    )


def _precision(bounds: Bounds, stated: DatePrecision) -> DatePrecision:
    """The coarser of what the words state and what the width allows; a night of two dates counts as a day."""
    earliest, latest = bounds
    found = width(earliest, latest)
    if earliest is not None and latest is not None and stated == "day" and (latest - earliest).days == 1:
        return "day"
    if stated == "unknown":
        return found
    return max(found, stated, key=PRECISIONS_DATE.index)


# --- pieces of the calendar -------------------------------------------------------------------------------------


def month_interval(year: int, month: int) -> Interval:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def season_interval(year: int, season: str) -> Interval:
    """Meteorological season of the northern half, where it begins in that year; winter runs into the next."""
    first = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}[season]
    if season == "winter":
        return dt.date(year, 12, 1), month_interval(year + 1, 2)[1]
    return dt.date(year, first, 1), month_interval(year, first + 2)[1]


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day some months on, or the last one of a shorter month; kept within the calendar."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year < 1:
        return _WEST
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def unit_interval(day: dt.date, unit: str) -> Interval:
    """The calendar week (from Monday), weekend, month, quarter, year or decade that holds a day."""
    if unit == "week":
        monday = day - day.weekday() * _DAY
        return monday, monday + 6 * _DAY
    if unit == "fortnight":
        monday = day - day.weekday() * _DAY
        return monday - 7 * _DAY, monday + 6 * _DAY
    if unit == "weekend":
        saturday = day + (5 - day.weekday()) * _DAY
        return saturday, saturday + _DAY
    if unit == "month":
        return month_interval(day.year, day.month)
    if unit == "quarter":
        first = (day.month - 1) // 3 * 3 + 1
        return dt.date(day.year, first, 1), month_interval(day.year, first + 2)[1]
    if unit == "year":
        return dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)
    if unit == "decade":
        first = day.year // 10 * 10
        return dt.date(first, 1, 1), dt.date(first + 9, 12, 31)
    return day, day


def move(day: dt.date, unit: str, amount: int) -> dt.date:
    """A day moved by whole units."""
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if months is not None:
        return add_months(day, amount * months)
    return day + amount * _DAYS_IN.get(unit, 1) * _DAY


def _piece(interval: Interval, modifier: str | None) -> Interval:
    """The early, middle or late part of an interval: thirds, as "early July" is used; of a decade whole years."""
    first, last = interval
    days = (last - first).days + 1
    if days > 3650:
        low, high = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}.get(modifier or "", (0, 9))
        return dt.date(first.year + low, 1, 1), dt.date(first.year + high, 12, 31)
    third = round(days / 3)
    if modifier == "early":
        return first, first + (third - 1) * _DAY
    if modifier == "mid":
        return first + third * _DAY, last - third * _DAY
    if modifier == "late":
        return last - (third - 1) * _DAY, last
    return interval


def _nth(interval: Interval, order: int, unit: str) -> Interval:
    """The first night, second week, last weekend, first half, third quarter of an interval; -1 is the last."""
    first, last = interval
    days = (last - first).days + 1
    if unit == "day":
        day = last if order < 0 else first + (order - 1) * _DAY
        return (day, day) if day <= last else interval
    if unit == "weekend":
        if order < 0:
            sunday = last - (last.weekday() + 1) % 7 * _DAY
            return sunday - _DAY, sunday
        saturday = first + (5 - first.weekday()) % 7 * _DAY + (order - 1) * 7 * _DAY
        return saturday, saturday + _DAY
    if unit == "week":
        if order < 0:
            return last - 6 * _DAY, last
        start = first + (order - 1) * 7 * _DAY
        return (start, min(last, start + 6 * _DAY)) if start <= last else interval
    if unit == "month":
        index = 12 if order < 0 else order
        return month_interval(first.year, index) if index <= 12 else interval
    parts = {"half": 2, "quarter": 4}.get(unit)
    if parts is None:
        return interval
    index = parts if order < 0 else order
    if index > parts:
        return interval
    if days > 360:
        months = 12 // parts
        return (
            dt.date(first.year, (index - 1) * months + 1, 1),
            month_interval(first.year, index * months)[1],
        )
    return first + (days * (index - 1) // parts) * _DAY, first + (days * index // parts - 1) * _DAY


# --- one anchor day to an interval --------------------------------------------------------------------------------


def _occurrence(value: TimexValue, year: int) -> Interval | None:
    """The day, month or season that a partial date names, in a year."""
    if value.season is not None:
        found = season_interval(year, value.season)
    elif value.month is None:
        found = (dt.date(year, 1, 1), dt.date(year, 12, 31))
    elif value.day is not None:
        try:
            day = dt.date(year, value.month, value.day)
        except ValueError:
            return None
        return day, day
    else:
        found = month_interval(year, value.month)
    if value.amount is not None and value.unit is not None:
        return _nth(found, value.amount[0], value.unit)
    return _piece(found, value.modifier)


def _latest(value: TimexValue, anchor: dt.date, *, whole: bool = False) -> Interval | None:
    """The last occurrence that begins on or before the anchor; with `whole`, that ends before it."""
    for year in range(anchor.year, anchor.year - 9, -1):
        found = _occurrence(value, year)
        if found is not None and (found[1] < anchor if whole else found[0] <= anchor):
            return found
    return None


def _first(value: TimexValue, anchor: dt.date, *, whole: bool = False) -> Interval | None:
    """The first occurrence that ends on or after the anchor; with `whole`, that begins after it."""
    for year in range(anchor.year - 1, anchor.year + 9):
        found = _occurrence(value, year)
        if found is not None and (found[0] > anchor if whole else found[1] >= anchor):
            return found
    return None


def _partial_at(value: TimexValue, anchor: dt.date, tense: Tense | None) -> Interval | None:
    if value.year_offset is not None:
        return _occurrence(value, anchor.year + value.year_offset)
    coarse = value.day is None and not (value.amount and value.unit == "day")
    if coarse and value.modifier == "last":
        # "last October" in October is the year before's
        start = unit_interval(anchor, "month")[0] if value.month else anchor
        return _latest(value, start, whole=True)
    if coarse and value.modifier == "this":
        return _occurrence(value, anchor.year)
    if value.modifier == "next":
        return _first(value, anchor, whole=True)
    if tense == "future":
        return _first(value, anchor)
    past = _latest(value, anchor)
    if tense == "past":
        return past
    future = _first(value, anchor)
    return (past[0], future[1]) if past and future else past or future


def _day_of_month_at(value: TimexValue, anchor: dt.date, tense: Tense | None) -> Interval | None:
    day = value.day or 1
    step = 1 if tense == "future" else -1
    month = anchor.replace(day=1)
    for _ in range(14):
        try:
            found = month.replace(day=day)
        except ValueError:
            found = None
        if found is not None and (found >= anchor if step > 0 else found <= anchor):
            return found, found
        month = add_months(month, step)
    return None


def _weekday_at(value: TimexValue, anchor: dt.date, tense: Tense | None) -> Interval:
    weekday = value.weekday or 0
    back = (anchor.weekday() - weekday) % 7
    if value.modifier == "ago" and value.amount is not None:
        if value.unit == "day":  # "two Saturdays ago", "the Friday before last"
            last = anchor - (back or 7) * _DAY
            return last + 7 * (value.amount[0] + 1) * _DAY, last + 7 * (value.amount[1] + 1) * _DAY
        # "a week ago on Monday": the Monday nearest to that day
        out = []
        for weeks in value.amount:
            target = anchor + 7 * weeks * _DAY
            near = min((target + d * _DAY for d in range(-3, 4)), key=lambda d: (d.weekday() != weekday, d))
            out.append(near)
        return out[0], out[1]
    if value.unit == "week" and value.amount is not None:
        monday = anchor - anchor.weekday() * _DAY + 7 * value.amount[0] * _DAY
        day = monday + weekday * _DAY
        return day, day
    past = anchor - back * _DAY
    ahead = anchor + ((weekday - anchor.weekday()) % 7 or 7) * _DAY
    if value.modifier == "last":
        past = anchor - (back or 7) * _DAY
        return past, past
    if value.modifier == "next":
        return ahead, ahead
    if tense == "past":
        return past, past
    if tense == "future":
        return ahead, ahead
    return past, ahead


def _weekend_at(value: TimexValue, anchor: dt.date, tense: Tense | None) -> Interval:
    here = unit_interval(anchor, "weekend")
    inside = anchor.weekday() >= 5
    last = here if inside else (here[0] - 7 * _DAY, here[1] - 7 * _DAY)
    ahead = (here[0] + 7 * _DAY, here[1] + 7 * _DAY) if inside else here
    if value.modifier == "last":
        return (here[0] - 7 * _DAY, here[1] - 7 * _DAY)
    if value.modifier == "next" or (tense == "future" and not (inside and value.modifier == "this")):
        return ahead
    if tense == "past" or inside:
        return last
    return last[0], ahead[1]


def _distance_at(unit: str, amount: tuple[int, int], anchor: dt.date) -> Interval:
    """So many units away from the anchor, as loosely as such words are meant."""
    if unit in _SHORT:
        per_day = _SHORT[unit]
        days = [(abs(a) + per_day // 2) // per_day * (1 if a > 0 else -1) for a in amount]
        low, high = min(0, *days), max(0, *days)
        return anchor + low * _DAY, anchor + high * _DAY
    low, high = amount
    first, last = move(anchor, unit, low), move(anchor, unit, high)
    if low == high:
        slack = _SLACK.get(unit, (0, 0))[0 if abs(low) == 1 else 1]
        first, last = first - slack * _DAY, last + slack * _DAY
    return first, last


def _span_at(unit: str, amount: tuple[int, int], anchor: dt.date) -> Interval:
    """The time up to the anchor ("the past three weeks") or from it on."""
    if unit in _SHORT:
        days = max(1, -(-max(abs(a) for a in amount) // _SHORT[unit]))
        return (anchor - days * _DAY, anchor) if amount[0] < 0 else (anchor, anchor + days * _DAY)
    return move(anchor, unit, amount[0]), move(anchor, unit, amount[1])


def _unit_at(value: TimexValue, anchor: dt.date, tense: Tense | None) -> Interval:
    unit, amount = value.unit or "week", value.amount or (0, 0)
    found = unit_interval(move(anchor, unit, amount[0]), unit)
    if value.modifier == "earlier":
        return found[0], min(found[1], anchor) if amount[0] == 0 else found[1]
    if value.modifier == "later":
        return max(found[0], anchor) if amount[0] == 0 and tense == "future" else found[0], found[1]
    return _piece(found, value.modifier)


def _year_at(value: TimexValue, anchor: dt.date) -> Interval:
    year = anchor.year + (value.year_offset or 0)
    found = (dt.date(year, 1, 1), dt.date(year, 12, 31))
    if value.amount is not None and value.unit is not None and value.unit != "year":
        return _nth(found, value.amount[0], value.unit)
    if value.modifier == "earlier" and value.year_offset == 0:
        return found[0], anchor
    return _piece(found, value.modifier)


def _holiday_at(value: TimexValue, anchor: dt.date, tense: Tense | None) -> Interval | None:
    key = value.holiday or ""
    if value.year is not None or value.year_offset is not None:
        year = value.year if value.year is not None else anchor.year + (value.year_offset or 0)
        found = holidays.occurrences(key, year)
        return (found[0][0], found[-1][1]) if found else None
    around = [i for year in range(anchor.year - 1, anchor.year + 2) for i in holidays.occurrences(key, year)]
    past = [i for i in around if (i[1] < anchor if value.modifier == "last" else i[0] <= anchor)]
    future = [i for i in around if i[1] >= anchor]
    if tense == "future" or value.modifier == "next":
        return future[0] if future else None
    return past[-1] if past else None


def _relative_at(value: TimexValue, anchor: dt.date, tense: Tense | None) -> Interval | None:
    if value.modifier == "anniversary" and value.year is not None:
        try:
            day = anchor.replace(year=value.year)
        except ValueError:
            return None
        return day, day
    if value.offset_days is not None:
        return anchor + value.offset_days[0] * _DAY, anchor + value.offset_days[1] * _DAY
    if value.unit == "weekend":
        return _weekend_at(value, anchor, tense)
    if value.modifier in ("ago", "hence", "ago-more", "ago-less") and value.unit and value.amount:
        return _distance_at(value.unit, value.amount, anchor)
    if value.modifier == "ago-today" and value.unit and value.amount:
        return move(anchor, value.unit, value.amount[0]), move(anchor, value.unit, value.amount[1])
    if value.modifier == "span" and value.unit and value.amount:
        return _span_at(value.unit, value.amount, anchor)
    if value.year_offset is not None:
        return _year_at(value, anchor)
    return _unit_at(value, anchor, tense)


# --- the whole ----------------------------------------------------------------------------------------------------


def _anchored(rule: Callable[[dt.date], Interval | None], anchor: Bounds) -> Bounds:
    """A rule of one day applied to an interval of days; an end that is not known stays open."""
    low = rule(anchor[0]) if anchor[0] is not None else None
    high = rule(anchor[1]) if anchor[1] is not None and anchor[1] != anchor[0] else low if anchor[1] else None
    return (low[0] if low else None), (high[1] if high else None)


def _clip(bounds: Bounds, setting: Setting) -> Bounds:
    """What is told in the past tense did not happen after publication: an interval that runs over it ends there."""
    low, high = bounds
    until = setting.published[1]
    if (
        setting.tense == "past"
        and until is not None
        and high is not None
        and high > until
        and (low is None or low <= until)
    ):
        return low, until
    return bounds


def _partial(value: TimexValue, setting: Setting) -> tuple[Bounds, str]:
    tense, published = setting.tense, setting.published
    if value.day is not None and value.month is None:
        if published == (None, None) and setting.context is not None:
            return _anchored(lambda d: _day_of_month_at(value, d, tense), _bounds(setting.context)), "context"
        return _anchored(lambda d: _day_of_month_at(value, d, tense), published), "published"
    context_year = setting.context.earliest.year if setting.context and setting.context.earliest else None
    if value.modifier == "same" and context_year is not None:
        found = _occurrence(value, context_year)
        return (found or (None, None)), "context"
    if value.year_offset is None and setting.default_year is not None and value.modifier not in ("last", "next"):
        found = _occurrence(value, setting.default_year)
        until = published[1]
        if found is not None and not (tense == "past" and until is not None and found[0] > until):
            return found, "list-year"
    if published == (None, None) and context_year is not None and value.year_offset is None:
        anchor = setting.context.earliest if setting.context else None
        near = [_occurrence(value, context_year + step) for step in (-1, 0, 1)]
        found = (
            min((i for i in near if i is not None), key=lambda i: abs((i[0] - anchor).days), default=None)
            if anchor
            else None
        )
        return (found or (None, None)), "context"
    return _anchored(lambda d: _partial_at(value, d, tense), published), "published"


def _bounds(extent: DateExtent) -> Bounds:
    return extent.earliest, extent.latest


def _anaphoric(value: TimexValue, setting: Setting) -> tuple[Bounds, str]:
    context = setting.context
    if context is None or (context.earliest is None and context.latest is None):
        # nothing to count from: what is told as past still lies before publication
        until = setting.published[1] if setting.tense == "past" else None
        if until is not None and value.amount is not None and value.unit == "day" and value.amount[1] < 0:
            until += value.amount[1] * _DAY
        return (None, until), "no-anchor"
    anchor = _bounds(context)
    unit = value.unit or "day"
    if value.weekday is not None:
        weekday = value.weekday

        def near(day: dt.date) -> Interval:
            if value.modifier == "previous":
                found = day - ((day.weekday() - weekday) % 7 or 7) * _DAY
            elif value.modifier == "following":
                found = day + ((weekday - day.weekday()) % 7 or 7) * _DAY
            else:
                found = day + ((weekday - day.weekday() + 3) % 7 - 3) * _DAY
            return found, found

        return _anchored(near, anchor), value.modifier or "same"
    amount = value.amount or (0, 0)
    if value.modifier in ("same", "step"):
        if unit == "day":
            return _anchored(lambda d: (d + amount[0] * _DAY, d + amount[0] * _DAY), anchor), value.modifier
        return _anchored(lambda d: unit_interval(move(d, unit, amount[0]), unit), anchor), value.modifier
    return _anchored(lambda d: _distance_at(unit, amount, d), anchor), value.modifier or "anchor"


def _range(value: TimexValue, setting: Setting) -> tuple[Bounds, tuple[str, ...]]:
    checks: tuple[str, ...] = ()
    end = _resolve(value.end, setting) if value.end is not None else None
    if value.begin is None:
        high = end.latest if end is not None else None
        if value.modifier == "before" and end is not None and end.earliest is not None:
            high = end.earliest - _DAY
        return (None, high), end.checks if end is not None else ()
    inner = setting
    if end is not None:
        checks = end.checks
        if value.begin.kind in ("partial", "weekday") and value.begin.year_offset is None:
            # the beginning is the last such day before the end
            anchor = (end.earliest or end.latest, end.latest)
            inner = setting._replace(published=anchor, tense="past", default_year=None)
    begin = _resolve(value.begin, inner)
    checks = begin.checks + tuple(c for c in checks if c not in begin.checks)
    if end is None:
        return (begin.earliest, setting.published[1] if setting.tense != "future" else None), checks
    return (begin.earliest, end.latest), checks


def _resolve(value: TimexValue, setting: Setting) -> DateExtent:
    tense, published = setting.tense, setting.published
    kind, rule = value.kind, value.rule
    checks = value.checks
    bounds: Bounds = (None, None)
    if kind == "absolute":
        if value.earliest is not None or value.latest is not None:
            bounds = value.earliest, value.latest
        elif value.year is not None:
            bounds = _occurrence(value, value.year) or (None, None)
        if value.day is None:
            bounds = _clip(bounds, setting)
    elif kind == "partial":
        if value.year is not None:
            bounds = _occurrence(value, value.year) or (None, None)
        else:
            bounds, how = _partial(value, setting)
            rule = f"{rule}.{how}"
        if value.day is None:
            bounds = _clip(bounds, setting)
    elif kind == "weekday":
        bounds = _anchored(lambda d: _weekday_at(value, d, tense), published)
        rule = f"weekday.{value.modifier or tense or 'either'}"
    elif kind == "relative" or (kind == "vague" and value.amount is not None):
        bounds = _anchored(lambda d: _relative_at(value, d, tense), published)
        if value.modifier == "ago-more":
            bounds = None, bounds[1]
        elif value.modifier == "ago-less":
            bounds = bounds[0], published[1]
        if value.offset_days is None:
            bounds = _clip(bounds, setting)
    elif kind == "vague":
        bounds = (None, published[1] if value.rule == "vague.recently" else None)
    elif kind == "anaphoric":
        bounds, how = _anaphoric(value, setting)
        if how == "no-anchor":
            rule = f"{rule}.no-anchor"
    elif kind == "holiday":
        anchor = published
        if value.year is not None:
            anchor = (dt.date(value.year, 12, 31),) * 2
        elif published == (None, None) and setting.default_year is not None:
            anchor = (dt.date(setting.default_year, 12, 31),) * 2
        bounds = _clip(_anchored(lambda d: _holiday_at(value, d, tense), anchor), setting)
        rule = f"holiday.{value.holiday}"
    elif kind == "range":
        bounds, checks = _range(value, setting)
        # only the range as a whole can lie after publication, not its far end
        checks = tuple(check for check in checks if check != "future-incident")
        low, high = bounds
        if low is not None and high is not None and low > high:
            bounds, checks = (None, None), (*checks, "range-reversed")
    return _checked(bounds, value, rule=rule, checks=checks, setting=setting)


def _checked(bounds: Bounds, value: TimexValue, *, rule: str, checks: tuple[str, ...], setting: Setting) -> DateExtent:
    earliest, latest = bounds
    found = list(checks)
    one_day = earliest is not None and earliest == latest and value.day is not None
    if one_day and earliest is not None and value.weekday not in (None, earliest.weekday()):
        found.append("weekday-mismatch")
    if one_day and earliest is not None and value.holiday and value.kind != "holiday":
        days = holidays.occurrences(value.holiday, earliest.year) + holidays.occurrences(
            value.holiday, earliest.year - 1
        )
        if not any(first <= earliest <= last for first, last in days):
            found.append("holiday-mismatch")
    until = setting.published[1]
    if setting.tense == "past" and until is not None and earliest is not None and earliest > until:
        found.append("future-incident")
    stated: DatePrecision = "unknown" if value.kind in ("range", "vague") else value.precision
    return DateExtent(
        earliest=earliest,
        latest=latest,
        precision=_precision(bounds, stated),
        rule=rule or value.kind,
        checks=tuple(dict.fromkeys(found)),
    )


def resolve_timex(
    mention: TimexMention,
    *,
    published: tuple[dt.date | None, dt.date | None],
    tense: Tense | None = "past",
    context: DateExtent | None = None,
    default_year: int | None = None,
) -> DateExtent:
    """The interval that a time expression names, both ends included; an end that nothing bounds is None.

    `published` is the interval of publication (equal ends when the day is known). `tense` is that of the clause
    (see `expression_tense`); None: not known, the interval then holds the last and the next such day. `context` is
    the incident that "the same day" and "a week earlier" count from; `default_year` the year of a list, or of the
    date before, for dates without a year: it is not used where it would put a past event after publication.
    Durations and sets date nothing and give an open interval.
    """
    return _resolve(mention.value, Setting(published, tense, context, default_year))


# --- intervals ----------------------------------------------------------------------------------------------------


def intersect(a: DateExtent, b: DateExtent) -> DateExtent | None:
    """The days in both; None where there are none. The rule is that of the narrower one, the checks are of both."""
    lows = [d for d in (a.earliest, b.earliest) if d is not None]
    highs = [d for d in (a.latest, b.latest) if d is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if low is not None and high is not None and low > high:
        return None
    narrower = min((a, b), key=lambda e: PRECISIONS_DATE.index(e.precision))
    precision = narrower.precision if (low, high) == _bounds(narrower) else width(low, high)
    checks = tuple(dict.fromkeys((*a.checks, *b.checks)))
    return DateExtent(earliest=low, latest=high, precision=precision, rule=narrower.rule, checks=checks)


def contains(a: DateExtent, b: DateExtent) -> bool:
    """Whether every day of b is one of a; an open end of a holds everything on that side."""
    low = a.earliest is None or (b.earliest is not None and a.earliest <= b.earliest)
    high = a.latest is None or (b.latest is not None and b.latest <= a.latest)
    return low and high


def widen(a: DateExtent, b: DateExtent, *, rule: str = "widened") -> DateExtent:
    """The least interval that holds both."""
    low = None if a.earliest is None or b.earliest is None else min(a.earliest, b.earliest)
    high = None if a.latest is None or b.latest is None else max(a.latest, b.latest)
    checks = tuple(dict.fromkeys((*a.checks, *b.checks)))
    return DateExtent(earliest=low, latest=high, precision=width(low, high), rule=rule, checks=checks)


def shift(extent: DateExtent, days: int, *, rule: str = "shifted") -> DateExtent:
    """The same interval some days on; open ends stay open."""
    low = extent.earliest + days * _DAY if extent.earliest is not None else None
    high = extent.latest + days * _DAY if extent.latest is not None else None
    return DateExtent(earliest=low, latest=high, precision=extent.precision, rule=rule, checks=extent.checks)


def known(extent: DateExtent) -> bool:
    """Whether at least one end is bounded."""
    return extent.earliest is not None or extent.latest is not None
