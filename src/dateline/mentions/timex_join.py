"""Neighbouring time expressions become one: ranges, "since" and "until", parts of the day before or after a day."""

import re
from typing import Any

from dateline.mentions.timex_grammar import CODES, compile_template
from dateline.mentions.timex_rules import day_value, span_value
from dateline.records.mentions import TimexValue

# first token, token after the last, value
Point = tuple[int, int, TimexValue]

_POINTS = frozenset(("absolute", "partial", "weekday", "relative", "anaphoric", "holiday"))
_WINDOW = 8  # tokens before a day in which "in the early morning hours of" must fit

_PART_BEFORE = compile_template(
    "before? the? ( early|late )? p=part dash? ( hours=unit )? ( on|of|in|by|into|and|between|to )? the? END"
)
_SHADE_BEFORE = compile_template("( early|late|earlier|later ) ( on|in )? the? END")
_OVER_BEFORE = compile_template("over ( on|from|into|of|to )? END")
_PART_AFTER = compile_template("( at|in|on|by|before|during|about|comma )? the? ( early|late )? p=part")
_OVER_AFTER = compile_template("over")
_FROM = compile_template("( from|between ) the? END")
_OPEN = compile_template("( since=since / until=until / by=by / before=before / after=after / from=from ) the? END")
_NAMED = compile_template("( comma ( on|in|at|during )? the? / lpar the? ) END")
_CONNECT = compile_template("( and=and / to=to|until|through|dash ) the? END")


def _before(pattern: re.Pattern[str], codes: str, at: int, floor: int) -> re.Match[str] | None:
    """The match of a pattern that ends just before token `at`, as far back as it goes, not before `floor`."""
    for start in range(max(floor, at - _WINDOW), at):
        m = pattern.match(codes, start, at)
        if m is not None and m.end() == at and m.end() > start:
            return m
    return None


def _change(value: TimexValue, **changes: Any) -> TimexValue:
    fields = {name: getattr(value, name) for name in value.__struct_fields__}
    fields.update(changes)
    return TimexValue(**fields)


def _is_day(value: TimexValue) -> bool:
    return value.precision == "day" and (value.kind in _POINTS or value.rule == "range.days")


def _parts(points: list[Point], codes: str, values: list[Any]) -> list[Point]:
    """Attach "at dawn on", "the early hours of", "late on", "in the evening" to the day beside them."""
    out: list[Point] = []
    floor = 0
    for number, (first, last, value) in enumerate(points):
        start, stop, new = first, last, value
        if out and value.rule != "relative.overnight" and out[-1][2].rule == "relative.overnight":
            floor = out[-2][1] if len(out) > 1 else 0  # "overnight on Friday": the day takes the word over
        ceiling = points[number + 1][0] if number + 1 < len(points) else len(codes)
        if _is_day(value):
            if (m := _before(_PART_BEFORE, codes, first, floor)) is not None:
                start = m.start()
                at = next(i for i in range(m.start(), m.end()) if codes[i] == CODES["part"])
                new = _change(new, part=new.part or values[at])
            elif (m := _before(_OVER_BEFORE, codes, first, floor)) is not None:
                start = m.start()
                new = _change(new, part="overnight")
            elif (m := _before(_SHADE_BEFORE, codes, first, floor)) is not None:
                start = m.start()
                shade = "early" if codes[m.start()] in (CODES["early"], CODES["earlier"]) else "late"
                new = _change(new, part=new.part or shade)
            if new.part in (None, "early", "late"):
                if (m := _PART_AFTER.match(codes, last, ceiling)) is not None:
                    stop = m.end()
                    at = next(i for i in range(m.start(), m.end()) if codes[i] == CODES["part"])
                    new = _change(new, part=values[at])
                elif (m := _OVER_AFTER.match(codes, last, ceiling)) is not None:
                    stop = m.end()
                    new = _change(new, part="overnight")
        out.append((start, stop, new))
        floor = stop
    return out


def _named_days(points: list[Point], codes: str) -> list[Point]:
    """ "Eid al-Adha, 19 August 2012" and "19 August 2012, Eid al-Adha" are one day with its holiday's name.

    The date counts; whether the holiday can fall on it is asked when it is resolved.
    """
    out: list[Point] = []
    for point in points:
        if out:
            first, last, before = out[-1]
            following, stop, value = point
            day, feast = (value, before) if before.kind == "holiday" else (before, value)
            link = _NAMED.match(codes, last, following) if last < following else None
            alone = feast.year is None and feast.year_offset is None and day.kind in ("absolute", "partial")
            if feast.kind == "holiday" and alone and day.day is not None and day.month is not None and link is not None:
                end = stop + 1 if codes[last] == CODES["lpar"] and codes[stop : stop + 1] == CODES["rpar"] else stop
                out[-1] = (first, end, _change(day, holiday=feast.holiday))
                continue
        out.append(point)
    return out


def _swallow(points: list[Point]) -> list[Point]:
    """Drop a point that another one has grown over ("overnight" before "Saturday")."""
    out: list[Point] = []
    for point in points:
        if out and point[0] < out[-1][1]:
            if point[1] - point[0] > out[-1][1] - out[-1][0]:
                out[-1] = point
            continue
        out.append(point)
    return out


def _compatible(begin: TimexValue, end: TimexValue) -> bool:
    return begin.kind in _POINTS and end.kind in _POINTS


def _share_year(begin: TimexValue, end: TimexValue) -> TimexValue:
    """Give the year of the end to a beginning without one: "13 May - 19 May 2019"."""
    if begin.kind != "partial" or begin.month is None or begin.year_offset is not None:
        return begin
    year = end.year
    if end.kind != "absolute" or year is None or end.month is None:
        return begin
    if (begin.month, begin.day or 1) > (end.month, end.day or 31):
        year -= 1
    if begin.day is not None:
        shared = day_value(year, begin.month, begin.day, weekday=begin.weekday, part=begin.part)
        return shared if shared is not None else begin
    return span_value(year, begin.month, modifier=begin.modifier)


def _ranges(points: list[Point], codes: str) -> list[Point]:
    out: list[Point] = []
    number = 0
    while number < len(points):
        first, last, value = points[number]
        floor = out[-1][1] if out else 0
        if number + 1 < len(points) and _compatible(value, points[number + 1][2]):
            following, stop, end = points[number + 1]
            link = _CONNECT.match(codes, last, following)
            if link is not None and link.end() == following:
                opener = _before(_FROM, codes, first, floor)
                plain = codes[last] != CODES["and"]
                dashed = codes[last] == CODES["dash"]
                # "12 May - Monday": a dash also ends a clause; it joins only expressions of one kind
                same = value.precision == end.precision and not (dashed and value.kind == "weekday" != end.kind)
                if opener is not None or (plain and same):
                    begin = _share_year(value, end)
                    joined = TimexValue(kind="range", begin=begin, end=end, modifier="between", rule="range.points")
                    out.append((opener.start() if opener else first, stop, joined))
                    number += 2
                    continue
        out.append(points[number])
        number += 1
    return out


def _open_ended(points: list[Point], codes: str) -> list[Point]:
    out: list[Point] = []
    for first, last, value in points:
        floor = out[-1][1] if out else 0
        opener = _before(_OPEN, codes, first, floor) if value.kind in _POINTS else None
        possessive = last < len(codes) and codes[last] == CODES["poss"]
        # "after Friday's attack" names the attack's day and opens no range
        if opener is None or (possessive and codes[opener.start()] in (CODES["before"], CODES["after"])):
            out.append((first, last, value))
            continue
        word = codes[opener.start()]
        start = opener.start()
        if word == CODES["since"]:
            new = TimexValue(kind="range", begin=value, modifier="since", rule="range.since")
        elif word in (CODES["until"], CODES["by"]) and not (value.kind == "anaphoric" and value.modifier != "step"):
            new = TimexValue(kind="range", end=value, modifier="until", rule="range.until")
        elif word == CODES["before"] and value.kind != "anaphoric":
            new = TimexValue(kind="range", end=value, modifier="before", rule="range.before")
        elif word == CODES["after"] and value.kind != "anaphoric":
            new = TimexValue(kind="range", begin=value, modifier="after", rule="range.after")
        else:
            new, start = value, first
        out.append((start, last, new))
    return out


def join(points: list[Point], codes: str, values: list[Any]) -> list[Point]:
    """Points in order of the text, those that belong together made one."""
    return _open_ended(_ranges(_named_days(_swallow(_parts(points, codes, values)), codes), codes), codes)
