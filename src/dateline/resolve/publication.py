"""Bounds of a publication date that nobody gave, by what the text itself says."""

import datetime as dt
from collections.abc import Iterable

from dateline.records.document import Document
from dateline.records.mentions import TimexMention, TimexValue
from dateline.resolve.dates import resolve_timex
from dateline.resolve.tense import expression_tense

_OPEN = (None, None)


def bound_publication(
    document: Document, timexes: Iterable[TimexMention], *, neighbours: Iterable[dt.date] = ()
) -> tuple[dt.date | None, dt.date | None]:
    """(earliest, latest) day on which a document may have been published; None on a side that nothing bounds.

    From below by the latest date with a year that the text tells of as past: it was written on that day or later.
    From above by a date still to come ("is due to open on 30 August") and by the day of capture. A coming date
    without a year gets one only from a past date of the same text, or from `neighbours` (explicit past dates of
    documents beside it in the same input). Bare years count only where a verb says that they are past.

    >>> from dateline.mentions.timex import find_timexes
    >>> text = "On 3 May 2012 two bombs went off. The trial will open on 9 June."
    >>> document = Document(document_id="d", input="x", position=1, title=None, text=text, sha256="")
    >>> bound_publication(document, find_timexes(text))
    (datetime.date(2012, 5, 3), datetime.date(2012, 6, 9))
    """
    text = document.text
    captured = document.captured.date() if document.captured is not None else None
    past: list[dt.date] = []
    ahead: list[TimexValue] = []
    coming: list[dt.date] = []
    for mention in timexes:
        value = mention.value
        tense = expression_tense(text, mention.start, mention.end)
        if value.kind in ("absolute", "range"):
            extent = resolve_timex(mention, published=_OPEN, tense=tense)
            day, precision = extent.earliest, value.precision
            if value.kind == "range" and value.end is not None and value.modifier != "until":
                inner = TimexMention(start=mention.start, end=mention.end, text=mention.text, value=value.end)
                day = resolve_timex(inner, published=_OPEN, tense=tense).earliest or day
                precision = value.end.precision
            if day is None or value.checks or value.modifier in ("until", "before"):
                continue
            if tense == "future":
                if extent.latest is not None:
                    coming.append(extent.latest)
            elif (tense == "past" or precision in ("day", "month")) and not (captured and day > captured):
                past.append(day)
        elif value.kind == "partial" and tense == "future" and value.month is not None and value.year_offset is None:
            ahead.append(value)
    earliest = max(past, default=None)
    since = max([*past, *neighbours], default=None)
    if since is not None:
        for value in ahead:
            found = _next(value, since)
            if found is not None:
                coming.append(found)
    latest = min((d for d in coming if earliest is None or d >= earliest), default=None)
    if captured is not None:
        latest = captured if latest is None else min(latest, captured)
        if earliest is not None and earliest > captured:
            earliest = None
    return earliest, latest


def _next(value: TimexValue, since: dt.date) -> dt.date | None:
    mention = TimexMention(start=0, end=0, text="", value=value)
    return resolve_timex(mention, published=(since, since), tense="future").latest
