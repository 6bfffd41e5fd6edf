"""Which time expression dates which incident, and the interval it stands for."""

import datetime as dt
import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from dateline.mentions.events import Trigger
from dateline.records import DateExtent, Document, TimexMention
from dateline.resolve.dates import resolve_timex

# Kinds of expression that can place an incident; durations, frequencies, bare times and "recently" cannot.
_PLACING = frozenset({"absolute", "partial", "weekday", "relative", "anaphoric", "holiday", "range"})
_SPEECH_BEFORE = re.compile(
    r"\b(?:said|says|told(?:\s+\w+){1,4}|announced|reported|stated|added|confirmed|declared|wrote|statement|released|named\s+the\s+\w+|quoted\s+\w+|speaking|informed|revealed|interview(?:ed)?|telephone|press\s+conference|communiqu\S*|posted)(?:\s+(?:here|late|early|yesterday|by\s+telephone|in\s+a\s+statement|to\s+\w+))?\s*,?\s*(?:on|late|early|late\s+on|earlier)?\s*$",
    re.IGNORECASE,
)
_NOT_PLACING_BEFORE = re.compile(
    r"\b(?:anniversary\s+(?:\w+\s+){0,3}?(?:falls|fell|is|was)\s+on|falls\s+on)\s+$|\bborn\s+(?:in|on)?\s*$|\b(?:since|until|till|by|from|before|after|as\s+of|prior\s+to|than)\s+(?:the\s+(?:end|beginning)\s+of\s+)?(?:early\s+|late\s+)?$",
    re.IGNORECASE,
)
_STILL_BEFORE = re.compile(
    r"\b(?:still|remain(?:s|ed)?|continued?)\s+(?:\w+\s+){1,2}(?:on|by|until|as\s+of)?\s*$", re.IGNORECASE
)
# Somebody of whom there is no news since Sunday was taken on Sunday.
_MISSING = re.compile(
    r"\b(?:no\s+news|no\s+word|missing|not\s+been\s+(?:seen|heard)|disappeared|no\s+trace)\b", re.IGNORECASE
)
_MISSING_SINCE = re.compile(
    r"\b(?:no\s+news|no\s+word|missing|not\s+been\s+(?:seen|heard)|disappeared|no\s+trace)\b[^.;]{0,40}\bsince\s+(?:last\s+)?$",
    re.IGNORECASE,
)
# "Crews on Tuesday searched the rubble after a bomb went off": Tuesday is the search's.
_AFTER_CLAUSE = re.compile(r"\b(?:after|following|where|in\s+which)\s", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:will|shall|is\s+to|are\s+to|scheduled|planned|due\s+(?:to|on)|coming|upcoming|next)\b", re.IGNORECASE
)


# "MONDAY 18" alone on its line, the month being that of the log.
_DAY_NUMBER = re.compile(r"[ \t]*,?[ \t]*(\d{1,2})(?:st|nd|rd|th)?(?=[ \t:]*(?:\n|$|,|\.\s))")
_MONTH = 31
_MASTHEAD = 200  # characters
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


_IN_HOSPITAL = re.compile(
    r"\b(?:died|succumbed|passed\s+away|breathed\s+(?:his|her)\s+last)\b[^.;]{0,60}?\b(?:hospital|clinic|wounds|injuries|burns)\b[^.;]{0,40}$",
    re.IGNORECASE,
)


# "At first six dead were counted; on Monday it was nine": the day of a count, not of the deed.
_COUNTED_BEFORE = re.compile(
    r"\b(?:toll|figures?|count|number\s+of\s+(?:the\s+)?(?:dead|deaths|victims|killed|wounded|injured))\b[^.]{0,80};?\s*(?:and|but)?\s*(?:\bon|\bby)?\s*$",
    re.IGNORECASE,
)
_COUNTED_AFTER = re.compile(
    r",?\s+(?:it|th(?:e|is|at)\s+(?:\w+\s+)?(?:toll|figure|count|number))\s+(?:was|is|had|stood|rose|reached|grew|climbed)\b",
    re.IGNORECASE,
)


class Dater:
    """Resolves the time expressions of one document against its publication date or its bounds."""

    def __init__(self, document: Document, published: tuple[dt.date | None, dt.date | None]) -> None:
        self.document = document
        self.published = published
        self.default_year: int | None = None
        self.anchor = published[1] or published[0]
        self.of_period = False  # the default year is that of the period which the document covers
        self.counted_from: dict[int, TimexMention] = {}  # "the week after" by its start: the "16 December" behind it

    def year_from(self, timexes: Sequence[TimexMention]) -> None:
        """Where publication is not known, dates without a year take the one year that the text itself gives."""
        years = {
            t.value.year or (t.value.begin.year if t.value.begin else None)
            for t in timexes
            if t.value.kind in ("absolute", "range") and t.value.precision == "day"
        }
        years |= {t.value.begin.year for t in timexes if t.value.kind == "range" and t.value.begin is not None}
        years |= {t.value.earliest.year for t in timexes if t.value.earliest is not None and t.value.kind == "absolute"}
        years.discard(None)
        # "Bulletin No. 6 (November - December 2011)", written in January: its days are those of the period.
        period = {
            t.value.end.year or t.value.begin.year
            for t in timexes
            if t.start < _MASTHEAD and t.value.kind == "range" and t.value.begin and t.value.end
        }
        self.of_period = len(period) == 1 and None not in period
        years = period if self.of_period else years
        years = years or {int(y) for y in _YEAR.findall(self.document.text[:200])}
        if not self._day_known() and len(years) == 1:
            self.default_year = next(iter(years))

    def _day_known(self) -> bool:
        """Whether the day of publication is known, not only its bounds."""
        return self.published[0] is not None and self.published[0] == self.published[1]

    def usable(self, timexes: Sequence[TimexMention], text: str, start: int) -> list[TimexMention]:
        """The expressions that can date an incident: not "said on Monday", not "since 2008"."""
        out = []
        for a, b in itertools.pairwise(timexes):
            if a.value.kind == "anaphoric" and b.value.kind in ("absolute", "partial") and text[a.end : b.start] == " ":
                self.counted_from[a.start] = b
        # "On 17.02.2018, 04 Jan Sena members": four of them.
        aside = {
            b.start
            for a, b in itertools.pairwise(timexes)
            if a.value.kind == "absolute"
            and a.value.precision == "day"
            and b.value.kind == "partial"
            and text[a.end : b.start] == ", "
        }
        aside |= {t.start for t in self.counted_from.values()}
        for t in timexes:
            if t.value.kind not in _PLACING or _ahead(t) or t.start in aside:
                continue
            before = text[max(start, t.start - 60) : t.start]
            if _IN_HOSPITAL.search(text[max(start, t.start - 110) : t.start]):
                continue  # when a victim died of it is not when it happened
            if _SPEECH_BEFORE.search(before) or _STILL_BEFORE.search(before):
                continue
            if _COUNTED_AFTER.match(text, t.end) and _COUNTED_BEFORE.search(text[max(start, t.start - 140) : t.start]):
                continue
            if _MISSING_SINCE.search(before) or (t.value.modifier == "since" and _MISSING.search(before)):
                out.append(t)
                continue
            if (t.value.kind not in ("anaphoric", "range") and _NOT_PLACING_BEFORE.search(before)) or (
                t.value.modifier in ("since", "until")
                or (t.value.kind == "range" and t.value.modifier in ("before", "after", "by"))
            ):
                continue
            out.append(t)
        return out

    def _bounds(self, t: TimexMention) -> tuple[dt.date | None, dt.date | None]:
        """Publication's bounds; none where the text's own year settles a day without a year better than an open bound.

        Where no year is known, but the month of publication is, a day without a year is the last such day before its end.
        """
        if _yearless(t) and not self._day_known():
            if self.default_year is not None:
                return (None, None)
            lo, hi = self.published
            if lo is not None and hi is not None and (hi - lo).days <= _MONTH:
                return (hi, hi)
        return self.published

    def choose(
        self,
        timexes: Sequence[TimexMention],
        triggers: Sequence[Trigger],
        text: str,
        context: "Dated | None",
        *,
        year: int | None = None,
    ) -> "Dated | None":
        """The expression nearest to a trigger, the more precise one first, with its interval.

        `year`: that of the heading above, for days that are given without one.
        """
        best: tuple[float, Dated] | None = None
        start = (
            max((text.rfind(mark, 0, timexes[0].start) for mark in (". ", "; ", "\n\n")), default=0) if timexes else 0
        )
        start = max(start, 0)
        for mention in timexes:
            t = mention
            tense = "future" if _FUTURE.search(text[max(start, t.start - 80) : t.start]) else "past"
            if tense == "future":
                continue
            if t.value.kind == "anaphoric" and t.value.weekday is not None and t.value.modifier == "same":
                # "the same Wednesday" is the Wednesday spoken of, not one counted from the last incident.
                t = msgspec.structs.replace(
                    t, value=msgspec.structs.replace(t.value, kind="weekday", modifier=None, rule="weekday")
                )
            acted = min((x.start for x in triggers if not (x.weak and x.kind == "freeing")), default=t.start)
            if t.value.modifier == "after" and context is None and len(timexes) == 1 and t.start < acted:
                t = _counted_back(t)
            anchor = self.counted_from.get(t.start)
            told = self.choose([anchor], (), text, None, year=year) if anchor is not None else context
            headed = year is not None and _yearless(t)
            numbered = self._numbered(t)
            t, extent = numbered or (
                t,
                resolve_timex(
                    t,
                    published=(None, None) if headed else self._bounds(t),
                    tense="past",
                    context=told.extent if told else None,
                    default_year=year if headed else self.default_year,
                ),
            )
            if extent.earliest is not None and (
                t.value.modifier == "since" or _MISSING_SINCE.search(text[max(0, t.start - 60) : t.start])
            ):
                extent = msgspec.structs.replace(
                    extent, latest=extent.earliest, precision="day", rule=f"{extent.rule}.since"
                )
            if t.value.kind == "absolute" and extent.earliest is not None and not self.of_period:
                self.default_year = extent.earliest.year
            aside = 200.0 if t.start < acted and _AFTER_CLAUSE.search(text[t.end : acted]) else 0.0
            gap = min((abs(x.start - t.start) for x in triggers), default=0)
            # "On 5 June, two days before the vote": the calendar speaks before the offset from something else.
            explicit = t.value.kind in ("absolute", "partial")
            rank = (
                aside
                + (
                    0.0
                    if explicit
                    else 200.0
                    if t.value.kind == "holiday"
                    else 90.0
                    if t.value.kind == "anaphoric"
                    else 30.0
                )
                + {"day": 0.0, "week": 40.0, "month": 80.0, "year": 160.0, "unknown": 200.0}[extent.precision]
                + min(gap, 400) / 4
            )
            if best is None or rank < best[0]:
                best = (rank, Dated(t, extent, _offset(t, extent, told), hedged=aside > 0))
        return best[1] if best else None

    def _numbered(self, t: TimexMention) -> tuple[TimexMention, DateExtent] | None:
        """A weekday with the day of the month: the only such day within five weeks of publication, or of its bound."""
        m = _DAY_NUMBER.match(self.document.text, t.end) if t.value.kind == "weekday" else None
        if m is None or t.value.weekday is None or self.anchor is None:
            return None
        around = (self.anchor + dt.timedelta(days=n) for n in range(-35, 36))
        days = [d for d in around if d.weekday() == t.value.weekday and d.day == int(m[1])]
        if not days:
            return None
        day = min(days, key=lambda d: abs((d - self.anchor).days) if self.anchor else 0)
        whole = msgspec.structs.replace(t, end=m.end(1), text=self.document.text[t.start : m.end(1)])
        return whole, DateExtent(earliest=day, latest=day, precision="day", rule="weekday.day-of-month")


def _counted_back(t: TimexMention) -> TimexMention:
    """ "Three days after gunmen stopped a bus, ..." opens what is written three days after."""
    if t.value.kind != "anaphoric" or t.value.amount is None or t.value.unit is None:
        return t
    lo, hi = t.value.amount
    value = msgspec.structs.replace(t.value, kind="relative", modifier="ago", amount=(-hi, -lo), rule="relative.after")
    return msgspec.structs.replace(t, value=value)


def _yearless(t: TimexMention) -> bool:
    """A day or month without a year, or a range of them."""
    value = t.value.begin if t.value.kind == "range" and t.value.begin is not None else t.value
    return value.kind == "partial" and value.year is None


def _ahead(t: TimexMention) -> bool:
    """ "next week", "tomorrow": not when something happened."""
    offsets = t.value.offset_days or t.value.amount
    return t.value.kind in ("relative", "weekday") and (
        t.value.modifier == "next" or (offsets is not None and offsets[0] > 0)
    )


class Dated(NamedTuple):
    """A time expression, its interval, and its distance in days from publication where that is all one knows."""

    timex: TimexMention
    extent: DateExtent
    offset: tuple[int, int] | None
    hedged: bool = False  # a day after it: of the search of the rubble, not of the blast

    def overlaps(self, other: "Dated") -> bool:
        """Whether both may mean one day. "Yesterday" and "a week earlier" differ even where publication is unknown."""
        a, b = self.extent, other.extent
        bounded = None not in (a.earliest, a.latest, b.earliest, b.latest)
        mine, theirs = _days_of_week(self.timex), _days_of_week(other.timex)
        if not bounded and mine is not None and theirs is not None:
            return bool(mine & theirs)
        if not bounded and self.offset is not None and other.offset is not None:
            return self.offset[0] <= other.offset[1] and other.offset[0] <= self.offset[1]
        lo = max(a.earliest or dt.date.min, b.earliest or dt.date.min)
        hi = min(a.latest or dt.date.max, b.latest or dt.date.max)
        return lo <= hi

    def equals(self, other: "Dated") -> bool:
        """Whether both mean the same day or span."""
        bounded = self.extent.earliest is not None and self.extent.latest is not None
        if not bounded and self.offset is not None and other.offset is not None:
            return self.offset == other.offset
        return bounded and (self.extent.earliest, self.extent.latest) == (other.extent.earliest, other.extent.latest)


def _days_of_week(timex: TimexMention) -> frozenset[int] | None:
    """The weekdays that an expression names (Monday is 0): "on Monday" is not "this weekend", whenever it was written."""
    if timex.value.kind == "weekday" and timex.value.weekday is not None:
        return frozenset({timex.value.weekday})
    return frozenset({5, 6}) if timex.value.unit == "weekend" else None


def _offset(timex: TimexMention, extent: DateExtent, context: Dated | None) -> tuple[int, int] | None:
    value = timex.value
    if value.kind == "relative":
        return value.offset_days or ((-13, 0) if value.unit == "weekend" else None)
    if value.kind == "weekday":
        return (-6, 0)
    if value.kind == "anaphoric" and context is not None and context.offset is not None:
        days = {"day": 1, "week": 7, "month": 30, "year": 365}.get(value.unit or "", 0)
        lo, hi = value.offset_days or (value.amount and (value.amount[0] * days, value.amount[1] * days)) or (0, 0)
        if context.extent.earliest is not None and extent.earliest is not None:
            lo = hi = (extent.earliest - context.extent.earliest).days
        return (context.offset[0] + lo, context.offset[1] + hi)
    return None
