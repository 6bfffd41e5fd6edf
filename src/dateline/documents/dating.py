"""Which of a document's date signals sets its publication date; all of them are kept."""

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dateline.documents.heading import HeadDate
from dateline.records import PublicationDate
from dateline.sources.bylines import PartialDate, read_permalink

# Most trusted first: what the collector says, what the publisher's own machine-readable data say, what can be read.
TRUST = ("sidecar", "option", "feed", "metadata", "permalink", "byline", "dateline", "text")
# The calendar day at the publisher can be one ahead of the day at which we captured.
CAPTURE_SLACK = dt.timedelta(days=1)
# Of these a date without a year is completed by the year nearest to a date that is known.
HALF_A_YEAR = 183


class Dating(NamedTuple):
    """Publication date or None, then the bounds that other evidence sets, and every signal, most trusted first."""

    published: dt.date | None
    earliest: dt.date | None
    latest: dt.date | None
    signals: tuple[PublicationDate, ...]


def date_document(
    given: Iterable[PublicationDate],
    *,
    head: Sequence[HeadDate] = (),
    url: str | None = None,
    captured: dt.datetime | None = None,
) -> Dating:
    """Weigh every signal of a publication date.

    `given` are the signals from outside the text, `head` the dates found in its head, `url` its permalink. The most
    trusted signal that is not after the capture sets the date. A permalink that stops at the month completes a
    dateline without year, or else bounds the date; so does the time of capture.
    """
    signals = list(given)
    permalink = read_permalink(url)
    if permalink and (day := permalink.whole()):
        signals.append(PublicationDate(date=day, source="permalink", quote=url))
    known = next((s.date for s in _trusted(signals, captured)), None)
    signals.extend(
        PublicationDate(date=day, source=found.source, quote=found.quote)
        for found in head
        if (day := _complete(found.date, known=known, permalink=permalink))
    )
    signals = list(dict.fromkeys(sorted(signals, key=lambda s: _rank(s.source))))
    published = next((s.date for s in _trusted(signals, captured)), None)
    if published:
        return Dating(published, None, None, tuple(signals))
    earliest, latest = _month(permalink)
    if captured:
        limit = captured.date() + CAPTURE_SLACK
        latest = min(latest, limit) if latest else limit
    if earliest and latest and earliest > latest:
        earliest = None
    return Dating(None, earliest, latest, tuple(signals))


def _rank(source: str) -> int:
    return TRUST.index(source) if source in TRUST else len(TRUST)


def _trusted(signals: Iterable[PublicationDate], captured: dt.datetime | None) -> list[PublicationDate]:
    """The signals in order of trust without those after the capture: a date from the future is a mistake (W11)."""
    limit = captured.date() + CAPTURE_SLACK if captured else dt.date.max
    return [s for s in sorted(signals, key=lambda s: _rank(s.source)) if s.date <= limit and s.source in TRUST]


def _complete(date: PartialDate, *, known: dt.date | None, permalink: PartialDate | None) -> dt.date | None:
    """A whole day from what is written and the year that other evidence gives; None when there is no such evidence."""
    if date.year is not None:
        return date.whole()
    if known is not None:
        days = [date._replace(year=year).whole() for year in (known.year - 1, known.year, known.year + 1)]
        near = [day for day in days if day and abs((day - known).days) <= HALF_A_YEAR]
        return min(near, key=lambda day: abs((day - known).days), default=None)
    if permalink is None or permalink.year is None:
        return None
    if permalink.month is not None and date.month != permalink.month:
        return None
    return date._replace(year=permalink.year).whole()


def _month(permalink: PartialDate | None) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of the month or year that a permalink names."""
    if permalink is None or permalink.year is None:
        return None, None
    first, last = permalink.month or 1, permalink.month or 12
    return (
        dt.date(permalink.year, first, 1),
        dt.date(permalink.year, last, calendar.monthrange(permalink.year, last)[1]),
    )
