"""The grammar of time expressions: templates over token classes, and what each says.

A builder takes the slots of a match (slot name -> value of its token; a slot that did not take part is absent) and
returns a TimexValue, or None to refuse. `IGNORE` consumes the words without making a mention (ages, clock times).
"""

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from dateline.mentions.timex_grammar import compile_template
from dateline.records.mentions import TimexValue
from dateline.records.values import DatePrecision

Slots = dict[str, Any]
Builder = Callable[[Slots], TimexValue | None]
IGNORE = TimexValue(kind="ignore")
_PIECES = ("early", "mid", "late")

_UNIT_PRECISION: dict[str, DatePrecision] = {
    "hour": "day",
    "minute": "day",
    "second": "day",
    "moment": "day",
    "day": "day",
    "week": "week",
    "fortnight": "week",
    "weekend": "week",
    "month": "month",
    "quarter": "month",
    "year": "year",
    "decade": "unknown",
    "century": "unknown",
}
_SHORT = ("hour", "minute", "second", "moment")


class Rule(NamedTuple):
    """One pattern; `build` makes the value. Of several that match at a place the longest wins, then the first."""

    name: str
    template: str
    build: Builder
    languages: tuple[str, ...] = ()  # none: every language


def full_year(two_digits: int) -> int:
    """1950 to 2049, the usual window for a year of two digits."""
    return two_digits + (2000 if two_digits < 50 else 1900)


def day_value(
    year: int | None, month: int, day: int, *, offset: int | None = None, modifier: str | None = None, **extra: Any
) -> TimexValue | None:
    """A calendar day, its year known or not. A day that no calendar has keeps its month and is flagged."""
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    try:
        found = dt.date(year if year is not None else 2000, month, day)
    except ValueError:
        bad = TimexValue(kind="partial", year=year, month=month, year_offset=offset, precision="month", **extra)
        return _replace(bad, rule="partial.month", checks=("no-such-date",))
    if year is not None:
        return TimexValue(
            kind="absolute",
            earliest=found,
            latest=found,
            year=year,
            month=month,
            day=day,
            precision="day",
            rule="absolute.day",
            **extra,
        )
    return TimexValue(
        kind="partial",
        month=month,
        day=day,
        year_offset=offset,
        modifier=modifier,
        precision="day",
        rule="partial.day",
        **extra,
    )


def _replace(value: TimexValue, **changes: Any) -> TimexValue:
    fields = {name: getattr(value, name) for name in value.__struct_fields__}
    fields.update(changes)
    return TimexValue(**fields)


def with_checks(value: TimexValue, *checks: str) -> TimexValue:
    """The same value with contradictions noted."""
    return _replace(value, checks=(*value.checks, *checks))


def span_value(
    year: int | None,
    month: int | None,
    season: str | None = None,
    *,
    offset: int | None = None,
    modifier: str | None = None,
    nth: tuple[int, str] | None = None,
) -> TimexValue:
    """A month, a season, a year or a named piece of one; resolved to an interval by resolve.dates."""
    what = "season" if season else "month" if month else "year"
    kind = "absolute" if year is not None else "relative" if what == "year" else "partial"
    if modifier == "same":
        kind = "anaphoric"
    return TimexValue(
        kind=kind,
        year=year,
        month=month,
        season=season,
        year_offset=offset,
        modifier=modifier,
        unit=nth[1] if nth else what,
        amount=(nth[0], nth[0]) if nth else None,
        precision="day" if nth and nth[1] == "day" else "year" if what == "year" else "month",
        rule=f"{kind}.{what}" + ("-part" if modifier in _PIECES or nth else ""),
    )


def _year(s: Slots) -> tuple[int | None, int | None]:
    """Year and offset from the anchor's year, of the slots y, yy, yl, yt, yn."""
    if "y" in s:
        return int(s["y"]), None
    if "yy" in s or "yp" in s:
        return full_year(int(s["yy"] if "yy" in s else s["yp"])), None
    for slot, offset in (("yl", -1), ("yt", 0), ("yn", 1)):
        if slot in s:
            return None, offset
    return None, None


def _modifier(s: Slots) -> str | None:
    for slot, word in (("early", "early"), ("begin", "early"), ("mid", "mid"), ("late", "late"), ("close", "late")):
        if slot in s:
            return word
    return None


def _relation(s: Slots) -> str | None:
    for slot in ("last", "this", "next", "same"):
        if slot in s:
            return slot
    return None


def _date(s: Slots) -> TimexValue | None:
    year, offset = _year(s)
    if s.get("yy", 10) < 10:
        return None
    weekday = s.get("wd", s.get("wd2"))
    modifier = _relation(s) or ("same" if "ys" in s else None)
    return day_value(year, s["m"], s["d"], offset=offset, weekday=weekday, modifier=modifier, part=s.get("p"))


def _numeric(s: Slots) -> TimexValue | None:
    year, month, day, order = s["date"]
    value = day_value(year, month, day, weekday=s.get("wd"))
    if value is not None and order == "either":
        return _replace(value, checks=("day-first-assumed",))
    return value


def _day_month(s: Slots) -> TimexValue | None:
    month, day = s["dm"]
    return day_value(None, month, day, weekday=s.get("wd"))


def _days(s: Slots) -> TimexValue | None:
    """Days of one month: "between 3 and 5 May 2019", "9 and 10 January"."""
    year, offset = _year(s)
    begin = day_value(year, s["m"], s["d"], offset=offset)
    end = day_value(year, s["m"], s["d2"], offset=offset)
    if begin is None or end is None or s["d"] >= s["d2"]:
        return None
    return TimexValue(kind="range", begin=begin, end=end, precision="day", rule="range.days")


def _slashed(s: Slots) -> TimexValue | None:
    """ "Saturday 8/10", day first as in the rest of the world; "11/12 June", two days or the night between them."""
    if "m" not in s:
        day, month = s["sl"]
        return day_value(None, month, day, weekday=s["wd"])
    first, second = s["sl"] if "sl" in s else (s["dm"][1], s["dm"][0])
    return _days({**s, "d": first, "d2": second})


def _month(s: Slots) -> TimexValue | None:
    year, offset = _year(s)
    modifier = _modifier(s) or _relation(s) or ("same" if "ys" in s else None)
    nth = None
    if "unit" in s:
        order = -1 if "lastof" in s else int(s["o"])
        unit = "weekend" if s["unit"] is None else s["unit"] if isinstance(s["unit"], str) else s["unit"][0]
        nth = (order, "day" if unit in ("night", "morning", "evening", "afternoon") else unit)
        if unit in ("year", "decade", "month", "hour", "minute") and "m" in s:
            return None
    if "halfof" in s:
        nth = (-1 if "lastof" in s else int(s["o"]), "half")
    return span_value(year, s.get("m"), s.get("se"), offset=offset, modifier=modifier, nth=nth)


def _decade(s: Slots) -> TimexValue | None:
    first = int(s["dec"])
    modifier = _modifier(s)
    low, high = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}.get(modifier or "", (0, 9))
    return TimexValue(
        kind="absolute",
        earliest=dt.date(first + low, 1, 1),
        latest=dt.date(first + high, 12, 31),
        precision="unknown",
        rule="absolute.decade",
    )


def _years(s: Slots) -> TimexValue | None:
    first, second = int(s["y"]), int(s["y2"])
    if second < 100:
        second += first // 100 * 100
    if not first < second <= first + 60:
        return None
    return TimexValue(
        kind="range",
        begin=span_value(first, None),
        end=span_value(second, None),
        precision="year",
        rule="range.years",
    )


def _weekday(s: Slots) -> TimexValue | None:
    modifier = _relation(s)
    week = {"last": (-1, -1), "this": (0, 0), "next": (1, 1)}
    amount = next((week[k] for k, slot in (("last", "wl"), ("this", "wt"), ("next", "wn")) if slot in s), None)
    if amount is not None and s["u"][0] != "week":
        return None
    return TimexValue(
        kind="weekday",
        weekday=s["wd"],
        modifier=modifier,
        part=s.get("p"),
        unit="week" if amount else None,
        amount=amount,
        precision="day",
        rule="weekday",
    )


def _weekday_ago(s: Slots) -> TimexValue | None:
    """ "A week ago on Monday", "two Saturdays ago", "the Friday before last"."""
    if "before" in s:
        amount = (-2, -2)
    else:
        low, high = s.get("n", (1, 1)) if isinstance(s.get("n", (1, 1)), tuple) else (s["n"], s["n"])
        if "u" in s and s["u"][0] not in ("week", "fortnight"):
            return None
        amount = (-high, -low)
    return TimexValue(
        kind="weekday",
        weekday=s["wd"],
        modifier="ago",
        part=s.get("p"),
        unit="day" if "before" in s or "u" not in s else "week",
        amount=amount,
        precision="day",
        rule="weekday",
    )


def _weekday_anaphoric(s: Slots) -> TimexValue | None:
    direction = "previous" if "prev" in s else "same" if "same" in s else "following"
    return TimexValue(
        kind="anaphoric",
        weekday=s["wd"],
        modifier=direction,
        part=s.get("p"),
        precision="day",
        rule=f"anaphoric.weekday-{direction}",
    )


def _relative_day(s: Slots) -> TimexValue | None:
    offset, part = s["rel"]
    return TimexValue(
        kind="relative",
        offset_days=(offset, offset),
        part=s.get("p") or part,
        precision="day",
        rule="relative.day",
    )


def _this_part(s: Slots) -> TimexValue | None:
    # "last night" is TimeML's night of the day before; of ten MUC keys six give that day, four both days
    offset = -1 if "last" in s else 1 if "next" in s else 0
    return TimexValue(kind="relative", offset_days=(offset, offset), part=s["p"], precision="day", rule="relative.part")


def _overnight(s: Slots) -> TimexValue | None:
    return TimexValue(kind="relative", offset_days=(-1, 0), part="night", precision="day", rule="relative.overnight")


def _number(s: Slots) -> tuple[int, int] | None:
    n = s.get("n")
    if n is None:
        return None
    return n if isinstance(n, tuple) else (int(n), int(n))


# "days ago": a bare plural is at least two and not yet the next larger unit
_BARE = {"day": (2, 14), "week": (2, 9), "month": (2, 18), "year": (2, 30), "decade": (2, 9), "fortnight": (2, 4)}


def _distance(s: Slots, sign: int) -> tuple[str, tuple[int, int]] | None:
    unit, plural = s["u"]
    number = _number(s)
    if number is None:
        if not plural:
            return None
        # "hours earlier" is said of the same day; "hours later" may run into the next one
        number = _BARE.get(unit, (1, 11 if sign < 0 else 23))
    if number[1] > 1000:
        return None
    return unit, (number[0], number[1]) if sign > 0 else (-number[1], -number[0])


def _ago(s: Slots) -> TimexValue | None:
    found = _distance(s, -1)
    if found is None:
        return None
    unit, amount = found
    vague = amount[0] != amount[1] and unit not in _SHORT
    how = next((word for word in ("today", "more", "less") if word in s and unit not in _SHORT), None)
    return TimexValue(
        kind="relative",
        unit=unit,
        amount=amount,
        modifier="ago-" + how if how else "ago",
        precision="day" if how == "today" else _UNIT_PRECISION[unit],
        rule="relative.ago-vague" if vague else "relative.ago",
    )


def _hence(s: Slots) -> TimexValue | None:
    value = _ago(s)
    if value is None or value.amount is None:
        return None
    return _replace(value, amount=(-value.amount[1], -value.amount[0]), modifier="hence", rule="relative.hence")


def _from_anchor(s: Slots) -> TimexValue | None:
    sign = -1 if "back" in s or "bef" in s else 1
    found = _distance(s, sign)
    if found is None:
        return None
    unit, amount = found
    event = "bef" in s or "aft" in s
    modifier = ("before" if sign < 0 else "after") if event else ("earlier" if sign < 0 else "later")
    return TimexValue(
        kind="anaphoric",
        unit=unit,
        amount=amount,
        modifier=modifier,
        precision=_UNIT_PRECISION[unit],
        rule=f"anaphoric.{modifier}",
    )


def _step(s: Slots) -> TimexValue | None:
    """ "The day before", "the previous evening", "the next day", "the following week"."""
    sign = -1 if "back" in s else 1
    part = s.get("p")
    unit = "day" if part else s["u"][0]
    if unit in _SHORT:
        return None
    if not part and s["u"][1]:
        # "the days after", "the following weeks": one of them to as many as make the next larger unit
        most = {"day": 7, "week": 5, "fortnight": 3, "month": 12}.get(unit, 10)
        modifier = "after" if sign > 0 else "before"
        return TimexValue(
            kind="anaphoric",
            unit=unit,
            amount=(1, most) if sign > 0 else (-most, -1),
            modifier=modifier,
            precision="unknown",
            rule=f"anaphoric.{modifier}-vague",
        )
    return TimexValue(
        kind="anaphoric",
        unit=unit,
        amount=(sign, sign),
        modifier="step",
        part=part,
        precision=_UNIT_PRECISION[unit],
        rule="anaphoric.step",
    )


def _same(s: Slots) -> TimexValue | None:
    part = s.get("p")
    unit = "weekend" if "we" in s else "day" if part else s["u"][0]
    if unit in ("moment", "minute", "second", "hour"):
        return None
    return TimexValue(
        kind="anaphoric",
        unit=unit,
        amount=(0, 0),
        modifier="same",
        part=part,
        precision=_UNIT_PRECISION[unit],
        rule="anaphoric.same",
    )


def _unit(s: Slots) -> TimexValue | None:
    """ "Last week", "earlier this month", "late next year"."""
    unit = s["u"][0]
    if unit in _SHORT or s["u"][1]:
        return None
    amount, word = ((0, 0), "this") if "this" in s else ((1, 1), "next") if "next" in s else ((-1, -1), "last")
    if "twice" in s:
        amount = (amount[0] * 2, amount[1] * 2)
    modifier = _modifier(s) or ("earlier" if "before" in s else "later" if "after" in s else word)
    if unit == "year":
        value = span_value(None, None, offset=amount[0], modifier=modifier)
        return _replace(value, rule=f"relative.year.{modifier}")
    if unit == "day":
        if word == "last":
            return None
        return TimexValue(kind="relative", offset_days=amount, precision="day", rule="relative.day", modifier=modifier)
    return TimexValue(
        kind="relative",
        unit=unit,
        amount=amount,
        modifier=modifier,
        precision=_UNIT_PRECISION[unit],
        rule=f"relative.{unit}",
    )


def _weekend(s: Slots) -> TimexValue | None:
    word = _relation(s) or "past"
    if word == "same":
        return _same({**s, "we": True})
    return TimexValue(kind="relative", unit="weekend", modifier=word, precision="week", rule="relative.weekend")


def _past_span(s: Slots) -> TimexValue | None:
    unit, plural = s["u"]
    number = _number(s)
    if number is None:
        number = (3, 14) if "recent" in s and plural else (1, 1) if not plural else None
    if number is None:
        return None
    if unit == "day" and not plural and number == (1, 1) and "n" not in s:
        return None
    if unit in ("year", "decade", "century") and plural:
        return TimexValue(kind="vague", rule="vague.years")
    sign = 1 if "coming" in s else -1
    reach = number[1] if "recent" not in s or "n" in s else {"day": 10, "week": 8, "month": 12}.get(unit, 1)
    kind = "vague" if "recent" in s else "relative"
    return TimexValue(
        kind=kind,
        unit=unit,
        amount=(-reach, 0) if sign < 0 else (0, reach),
        modifier="span",
        precision=_UNIT_PRECISION[unit],
        rule=f"{kind}.span",
    )


def _duration(s: Slots) -> TimexValue | None:
    return TimexValue(kind="duration", rule="duration")


def _set(s: Slots) -> TimexValue | None:
    return TimexValue(kind="set", weekday=s.get("wd"), rule="set")


def _ignore(s: Slots) -> TimexValue | None:
    return IGNORE


def _vague(s: Slots) -> TimexValue | None:
    return TimexValue(kind="vague", rule="vague.recently")


def _other_day(s: Slots) -> TimexValue | None:
    if s["u"][0] != "day":
        return IGNORE
    return TimexValue(
        kind="vague", unit="day", amount=(-10, -1), modifier="span", precision="week", rule="vague.other-day"
    )


def _in_distance(s: Slots) -> TimexValue | None:
    """So long after another incident, the number after the preposition; a bare singular is one."""
    slots: Slots = {"fwd": None, "u": (s["two"], True), "n": (2, 2)} if "two" in s else {**s, "fwd": None}
    if "n" not in slots:
        if slots["u"][1]:
            return None
        slots["n"] = (1, 1)
    return _from_anchor(slots)


def _ago_one(s: Slots) -> TimexValue | None:
    """A singular without a number is one of it; a plural stays as open as it is ("days ago")."""
    return _ago(s if s["u"][1] else {**s, "n": (1, 1)})


def _ago_two(s: Slots) -> TimexValue | None:
    return _ago({"u": (s["two"], True), "n": (2, 2)})


def _night_between(s: Slots) -> TimexValue | None:
    """ "La nuit de lundi à mardi": one night that lies in two days."""
    if s["p"] != "night" or (s["wd2"] - s["wd"]) % 7 != 1:
        return None
    return _two_days(_weekday({"wd": s["wd"]}), _weekday({"wd": s["wd2"]}))


def _night_before(s: Slots) -> TimexValue | None:
    """ "В ночь на вторник": from the evening before to the day named."""
    if s["p"] != "night":
        return None
    if "wd" in s:
        return _two_days(_weekday({"wd": (s["wd"] - 1) % 7}), _weekday({"wd": s["wd"]}))
    if s["d"] == 1:
        return None  # which day is the last of the month before may hang on the year
    day = {name: value for name, value in s.items() if name != "p"}
    return _two_days(_date({**day, "d": s["d"] - 1}), _date(day))


def _two_days(begin: TimexValue | None, end: TimexValue | None) -> TimexValue | None:
    if begin is None or end is None:
        return None
    return TimexValue(kind="range", begin=begin, end=end, precision="day", rule="range.night")


def _tomorrow(s: Slots) -> TimexValue | None:
    """Spanish "mañana" without an article is no morning."""
    return _relative_day({"rel": (1, None)}) if s["p"] == "morning" else None


def _day_beside(s: Slots) -> TimexValue | None:
    """Arabic has one word for "today" and "the day": with "next", "previous" or "same" it is the day."""
    if s["rel"] != (0, None):
        return None
    return _same({"u": ("day", False)}) if "same" in s else _step({**s, "u": ("day", False)})


def _holiday(s: Slots) -> TimexValue | None:
    if s["h"] == "nine-eleven":
        return day_value(2001, 9, 11)
    year, offset = _year(s)
    return TimexValue(
        kind="holiday",
        holiday=s["h"],
        year=year,
        year_offset=offset,
        modifier=_relation(s),
        part=s.get("p"),
        precision="day",
        rule="holiday",
    )


def _day_of_month(s: Slots) -> TimexValue | None:
    return TimexValue(kind="partial", day=s["d"], weekday=s.get("wd"), precision="day", rule="partial.day-of-month")


def _this_day_in(s: Slots) -> TimexValue | None:
    if s["u"][0] != "day":
        return None
    return TimexValue(
        kind="relative",
        year=s["y"],
        offset_days=(0, 0),
        modifier="anniversary",
        precision="day",
        rule="relative.anniversary",
    )


def _running(s: Slots) -> TimexValue | None:
    """ "The beginning of the year", "the first half of the year", "the end of this month"."""
    unit = s["of"][0]
    if unit not in ("year", "month", "week", "decade"):
        return None
    amount = -1 if "last" in s else 1 if "next" in s else 0
    modifier = _modifier(s)
    nth: tuple[int, int] | None = None
    piece = None
    if "halfof" in s:
        piece = "half"
    elif "unit" in s:
        piece = s["unit"] if isinstance(s["unit"], str) else s["unit"][0]
    if piece is not None:
        order = -1 if "lastof" in s else int(s["o"])
        nth = (order, order)
    if unit == "year":
        value = span_value(
            None, None, offset=amount, modifier=modifier, nth=(nth[0], str(piece)) if nth and piece else None
        )
        return _replace(value, rule="relative.year-part")
    return TimexValue(
        kind="relative",
        unit=unit,
        amount=(amount, amount),
        modifier=modifier or "this",
        precision=_UNIT_PRECISION[unit],
        rule=f"relative.{unit}-part",
    )


_WD = "( wd=wday|abw dot? p=part? comma? lpar? on? the? )?"
_YEARISH = (
    "( of? the? y=year yearword? / comma y=year yearword? / of? yl=last yunit / of? yt=this yunit / "
    "of? yn=next yunit / of the ys=same yunit / yl=last of? yunit / "
    "of? the? yunit ( yl=last / yn=next|coming ) )"
)
_LOOK = "?=( PUNCT / END )"
_EARLY = "( early=early dash? / mid=mid dash? / late=late dash? )"
_PIECE = f"( {_EARLY} / ( the )? ( begin=begin / mid=middle / close=close ) of / begin=begin / close=close )"
_NTH = "( the? ( o=ordword / lastof=last ) ( unit=unit|yunit|part|wkend / halfof=half ) of )"

_ROMANCE = ("es", "fr")
# where the adjective follows its noun: "la semana pasada", "الأسبوع الماضي"
_AFTER_NOUN = ("ar", "es", "fr")

RULES: tuple[Rule, ...] = (
    # days with everything
    Rule("dmy", f"{_WD} the? d=DW part? of? m=MON dot? comma? ( of / in )? y=year yearword?", _date),
    Rule("dm-yy", f"{_WD} d=D m=abm|mon|wkm dot? ( yy=num|num2 / yp=pad ) {_LOOK}", _date),
    Rule("dashed", "d=num|pad dash m=MON dash ( y=year yearword? / yy=num|num2 / yp=pad )", _date),
    Rule("mdy", f"{_WD} m=MON dot? the? d=D comma? ( of / in )? y=year yearword?", _date),
    Rule("ydm", "y=year yearword? comma? m=MON dot? d=D", _date),
    Rule("numeric", f"{_WD} date=date", _numeric),
    Rule("daymonth", f"{_WD} dm=daymonth", _day_month),
    Rule("wd-slashed", "wd=wday|abw dot? comma? lpar? sl=slashed", _slashed),
    Rule("days-slashed", f"( sl=slashed / dm=daymonth ) of? m=MON dot? {_YEARISH}?", _slashed),
    # days without a year
    Rule("dm", f"( last=AWAY / this=this / next=coming )? {_WD} the? d=D dash? of? the? m=MON", _date),
    Rule("dm-word", f"{_WD} the? d=ordword of m=MON {_YEARISH}?", _date),
    Rule("dm-year", f"{_WD} the? d=D of? m=MON dot? comma? {_YEARISH}", _date),
    Rule("md", f"<!in {_WD} m=MON dot? the? d=D !( dash UNIT / oclock / ampm )", _date),
    # "last Oct. 3": in Philippine and Indian English the latest such day, not one of last year
    Rule("md-last", "last m=MON dot? the? d=D !( dash UNIT / oclock / ampm )", _date),
    Rule("md-wd", f"{_WD} m=MON dot? the? d=ord", _date),
    Rule("md-year", f"{_WD} m=MON dot? the? d=D comma? {_YEARISH}", _date),
    Rule("dm-wd", "the? d=D of? m=MON comma? lpar wd2=wday|abw dot? rpar", _date),
    Rule("md-wd2", "m=MON dot? d=D comma? ( lpar wd2=wday|abw dot? rpar / art wd2=wday )", _date),
    Rule(
        "day-of-month",
        "<=on|since|until|by|from the d=ord ?=( PUNCT / in|and|at|art|by|the|to|from / END )",
        _day_of_month,
    ),
    Rule("wday-of-month", "wd=wday comma? lpar? the d=ord rpar? !( of? MON / UNIT / part )", _day_of_month),
    # several days of one month
    Rule("days", f"( from / between )? the? d=D ( comma D )* comma? JOIN+ the? d2=D of? m=MON {_YEARISH}?", _days),
    Rule(
        "days-md",
        "( from / between )? m=MON dot? d=D ( dash / to / through / until ) d2=D ( comma? y=year yearword? )?",
        _days,
    ),
    Rule("days-md-and", "between m=MON dot? d=D and d2=D ( comma? y=year yearword? )?", _days),
    Rule("days-md-and2", "m=MON dot? d=D and d2=D ( comma y=year yearword? / of y=year yearword? )", _days),
    # months, seasons, years and pieces of them
    Rule("my", f"{_PIECE}? m=MON dot? comma? {_YEARISH}", _month),
    Rule("m-piece", f"{_PIECE} m=MON", _month),
    Rule("m-nth", f"{_NTH} m=MON dot? {_YEARISH}?", _month),
    Rule("m-bare", "m=mon", _month),
    Rule("m-in", "<=in|of|since|until|during|by|to|from|between|through|and|dash|before|after m=MON dot?", _month),
    Rule("m-rel", "( last=AWAY / this=this past? / next=next|coming ) m=MON", _month),
    Rule("se-rel", f"{_EARLY}? the? ( last=AWAY / this=this past? / next=next|coming ) se=season|weakseason", _month),
    Rule("se-year", f"{_PIECE}? the? se=season|weakseason {_YEARISH}", _month),
    Rule("se-in", "<=in|since|until|by|during|of|from ( the )? se=season !( of )", _month),
    Rule("se-fall", "<=in the se=weakseason !( of )", _month),
    Rule("y-in", "<=in|since|of|until|by|from|to|between|and|during|through|lpar y=year yearword?", _month),
    Rule("y-the", "<=the y=year yearword?", _month),
    Rule("y-word", "the? yunit y=year yearword?", _month),
    Rule("y-old", "<=in|since|of y=oldyear", _month),
    Rule("y-bare", f"<!num|num2|big|about|dash y=year yearword? {_LOOK}", _month),
    Rule("y-piece", f"{_PIECE} the? y=year yearword?", _month),
    Rule("y-nth", f"{_NTH} y=year yearword?", _month),
    Rule("years", "y=year ( dash / slash ) ( y2=year / y2=num2|num|pad ) !( dash )", _years),
    Rule(
        "years-to",
        "( from / between )? yunit? y=year yearword? ( to / and / until / through ) y2=year yearword?",
        _years,
    ),
    Rule("decade", f"the? {_EARLY}? dec=decade", _decade),
    # weekdays
    Rule("wd", "wd=wday p=part?", _weekday),
    Rule("wd-rel", "( last=AWAY / this=this past? / next=next|coming / this=coming ) wd=wday p=part?", _weekday),
    Rule("wd-this-coming", "this next=coming wd=wday p=part?", _weekday),
    Rule("wd-last", "wd=wday last=last ?=( PUNCT / END )", _weekday),
    Rule("wd-week", "wd=wday p=part? of? ( wl=last / wt=this / wn=next ) u=unit", _weekday),
    Rule("wd-abbr", "<=on wd=abw dot? ?=( PUNCT / END )", _weekday),
    Rule("wd-prev", "the? ( prev=prev / foll=foll / same=same / same=that ) wd=wday p=part?", _weekday_anaphoric),
    Rule("wd-the-r", "the ( last=last|past / next=next|coming ) wd=wday p=part?", _weekday, _ROMANCE),
    Rule("wd-next", "the foll=next wd=wday p=part?", _weekday_anaphoric),
    Rule("wd-adv", "the wd=wday ( prev=before / foll=after ) ?=( PUNCT / END )", _weekday_anaphoric),
    Rule("wd-ago", "n=N u=unit ago ( on / last )? wd=wday p=part?", _weekday_ago),
    Rule("wd-ago2", "wd=wday p=part? n=N u=unit ago", _weekday_ago),
    Rule("wds-ago", "n=N wd=wdays ago", _weekday_ago),
    Rule("wd-before-last", "the? wd=wday before=before last", _weekday_ago),
    # days counted from publication
    Rule("rel", "rel=rel p=part?", _relative_day),
    Rule("this-part", "( this=this past? / last=last ) p=part", _this_part),
    Rule("overnight", "over", _overnight),
    Rule("ago", "( more=more|into / less=less )? n=N? u=UNIT ago today=rel?", _ago),
    Rule("ago-half", "half art|wnum u=unit ago", lambda s: _ago({**s, "n": (1, 1)})),
    Rule("hence", "<=in n=N u=UNIT from rel", _hence),
    Rule(
        "unit",
        "( before=earlier / after=later / early=early / mid=mid dash? / late=late )? "
        "( this=this past? / last=last / next=next|coming ) u=UNIT",
        _unit,
    ),
    Rule(
        "unit-before-last", "the? twice=unit|yunit before last", lambda s: _unit({**s, "u": s["twice"], "last": True})
    ),
    Rule(
        "weekend",
        "( the|at )? ( last=last / this=this past? / next=next|coming / past=past / same=same )? the? wkend",
        _weekend,
    ),
    Rule("unit-the-r", "the ( last=last / next=next|coming ) u=UNIT", _unit, _ROMANCE),
    Rule("span", "the? AWAY n=N? u=UNIT", _past_span),
    Rule("span-prev", "the? prev n=N u=UNIT", _past_span),
    Rule("span-few", "the? AWAY n=few u=UNIT", _past_span),
    Rule("span-recent", "recent=recent u=UNIT", _past_span),
    Rule("span-coming", "the? coming=next|coming n=N? u=UNIT", _past_span),
    Rule("other-day", "the other u=unit", _other_day),
    Rule("this-day-in", "this u=unit in y=year yearword?", _this_day_in),
    Rule("running", f"{_PIECE} ( the / this=this / last=last / next=next ) of=UNIT", _running),
    Rule("running-nth", f"{_NTH} ( the / this=this / last=last / next=next ) of=UNIT", _running),
    # days counted from another incident
    Rule("distance", "n=N? u=UNIT ( back=earlier|prev / fwd=later )", _from_anchor),
    Rule("distance-adv", "n=N u=UNIT ( back=before / fwd=after ) ?=( PUNCT / END )", _from_anchor),
    Rule("distance-event", "n=N? u=UNIT ( bef=before / aft=after )", _from_anchor),
    Rule("step", "the? ( back=prev / fwd=foll ) ( u=UNIT / p=part )", _step),
    Rule("step-next", "the fwd=next ( u=UNIT / p=part )", _step),
    Rule("step-next-day", "fwd=next p=part", _step),
    Rule("step-adv", "the ( u=UNIT / p=part ) ( back=before|prev|earlier / fwd=after|later )", _step),
    Rule("eve", "eve", lambda s: _step({"back": None, "u": ("day", False)})),
    Rule("morrow", "morrow", lambda s: _step({"fwd": None, "u": ("day", False)})),
    Rule("same", "( earlier on? / later on? )? the? ( that )? ( same / that ) ( u=UNIT / p=part / we=wkend )", _same),
    Rule("same-in", "( earlier / later / early / late ) in the ( u=UNIT )", _same),
    # word order of Spanish and French: "la semana pasada", "hace dos días", "samedi dernier", "el día anterior"
    Rule("hither", "hither n=N u=UNIT", _ago, _AFTER_NOUN),
    Rule("unit-last", "the? u=UNIT ( last=last|past / next=next|coming )", _unit, _AFTER_NOUN),
    Rule("wd-last-r", "wd=wday p=part? ( last=last / next=next|coming ) p=part?", _weekday, _AFTER_NOUN),
    Rule("m-last-r", "m=MON ( last=last / next=next|coming )", _month, _AFTER_NOUN),
    Rule("dm-last-r", "the? d=DW of? m=MON last=last", _date, _AFTER_NOUN),
    Rule("step-r", "the? ( u=UNIT / p=part ) ( back=prev / fwd=foll )", _step, _AFTER_NOUN),
    Rule("weekend-r", "the? wkend ( last=last|past / next=next|coming )", _weekend, _ROMANCE),
    Rule("night-r", "the? p=part of? the? wd=wday ( to|at ) wd2=wday", _night_between, _ROMANCE),
    Rule("tomorrow", "<!the|this|by|of|rel|last|same|that|wday p=part ?=( PUNCT / END )", _tomorrow, ("es",)),
    # what stands before its number: "через два дня", "بعد ثلاثة أيام", "tras dos días"
    Rule("after-n", "after n=N u=UNIT", _in_distance, ("ar", "es", "ru")),
    Rule("after-one", "after u=UNIT", _in_distance, ("ar", "ru")),
    # Russian: "в ночь на вторник" is the night before it
    Rule("night-to", "p=part on wd=wday", _night_before, ("ru",)),
    Rule("night-to-day", "p=part on d=D m=MON ( y=year yearword? )?", _night_before, ("ru",)),
    # Arabic: "قبل أسبوع", words for two of a unit, a month by both its names, "أمس الثلاثاء", "اليوم التالي"
    Rule("hither-one", "hither u=UNIT", _ago_one, ("ar",)),
    Rule("hither-two", "hither two=dual", _ago_two, ("ar",)),
    Rule("after-two", "after two=dual", _in_distance, ("ar",)),
    Rule("dm-from", f"{_WD} d=DW from m=MON {_YEARISH}?", _date, ("ar",)),
    Rule("dm-both", f"{_WD} d=DW from? m=MON slash MON {_YEARISH}?", _date, ("ar",)),
    Rule("m-both", f"{_PIECE}? m=MON slash MON {_YEARISH}?", _month, ("ar",)),
    Rule("rel-wd", "rel=rel comma? wd=wday", _relative_day, ("ar",)),
    Rule("day-step", "rel=rel ( back=prev / fwd=foll / same=same )", _day_beside, ("ar",)),
    # Russian: "неделю назад", "через два дня"
    Rule("ago-one", "u=UNIT ago", lambda s: _ago({**s, "n": (1, 1)}), ("ru",)),
    Rule("distance-one", "u=UNIT ( back=earlier / fwd=later )", lambda s: _from_anchor({**s, "n": (1, 1)}), ("ru",)),
    # holidays
    Rule("holiday", f"( last=last / this=this / next=next )? h=hol p=part? {_YEARISH}?", _holiday),
    # what is no date
    Rule("age", "( num|num2|wnum|big ) dash? yunit dash? old", _ignore),
    Rule("aged", "old ( num|num2|wnum )", _ignore),
    Rule("clock", "( about )? ( clock / num ampm / num oclock / clock ampm )", _ignore),
    Rule("duration", "n=N dash? u=UNIT", _duration),
    Rule("duration-half", "half art|wnum UNIT", _duration),
    Rule("set", "every ( other )? ( ordword / N )? ( UNIT / part / wday / MON / wkend )", _set),
    Rule("set-wd", "wd=wdays", _set),
    Rule("vague", "vague", _vague),
)

# A month alone, or days of it, may be these words in another sense; the classes decide, not the rules.
COMPILED = tuple((rule, compile_template(rule.template)) for rule in RULES)
