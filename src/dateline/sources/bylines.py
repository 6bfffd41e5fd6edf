"""Dates and authors in the lines that stand around a report: by-lines, post meta, permalinks, front matter.

Only whole dates are read as dates; a day and a month without a year come back as a `PartialDate`, to be completed
by other evidence or not at all. A day-first and a month-first reading that both make sense are no date.
"""

import calendar
import datetime as dt
import email.utils
import re
from typing import NamedTuple

from dateline.sources.months import MONTHS

EARLIEST_YEAR, LATEST_YEAR = 1800, 2100


class PartialDate(NamedTuple):
    """A date as far as it is written: any part may be missing."""

    year: int | None
    month: int | None
    day: int | None

    def whole(self) -> dt.date | None:
        """The calendar day, or None where a part is missing or there is no such day."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return _day(self.year, self.month, self.day)


class Byline(NamedTuple):
    """What one line says of a report's author and date; `start` and `end` delimit the line in its text."""

    author: str | None
    date: PartialDate | None
    kind: str  # "posted" (a word of publishing), "by" (an author), "date" (a date alone), "as of"


_MONTH = "(?P<month>" + "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True)) + r")(?!\w)\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|º|er|-?го)?\.?"
_YEAR = r"(?P<year>1[89]\d\d|20\d\d)"
_SHORT_YEAR = r"(?P<year>1[89]\d\d|20\d\d|['’]?\d\d)"
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,?\s+)?"
# Ordered: the first that matches wins. A year may be missing only in the last two.
_WRITTEN = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"(?<![\d/.-])(?P<year>1[89]\d\d|20\d\d)(?P<sep>[-/.])(?P<month>0?[1-9]|1[0-2])"
        r"(?P=sep)(?P<day>[0-3]?\d)(?![\d/]|[.-]\d)",
        rf"(?<![\w.]){_DAY}\s*(?:de\s+|of\s+)?[-\s]?\s*{_MONTH}(?:\s+de)?(?:\s+del)?[-,\s]\s*{_YEAR}(?!\d)",
        rf"(?<!\w){_MONTH}\s*{_DAY},?\s+{_YEAR}(?!\d)",
        rf"(?<![\d/.-])(?P<first>[0-3]?\d)(?P<sep>[-/.])(?P<second>[0-3]?\d)(?P=sep){_YEAR}(?![\d/]|[.-]\d)",
        rf"(?<![\w.]){_DAY}\s*(?:de\s+|of\s+)?[-\s]?\s*{_MONTH}(?:\s+(?P<year>\d\d)(?!\d|:))?",
        rf"(?<!\w){_MONTH}\s*{_DAY}(?!\d)(?!:)",
    )
)
_ISO_DATETIME = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?:[T ]|\s*$)")
_COMPACT = re.compile(r"\s*(1[89]\d\d|20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?:T?\d{4,6}Z?)?\s*$")


def _day(year: int, month: int, day: int) -> dt.date | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR or not 1 <= month <= 12:
        return None
    return dt.date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None


def _partial(match: re.Match[str]) -> PartialDate | None:
    groups = match.groupdict()
    written = groups.get("year")
    year = int(written.lstrip("'’")) if written else None
    if year is not None and year < 100:
        year += 1900 if year >= 50 else 2000
    if "first" in groups:
        first, second = int(groups["first"]), int(groups["second"])
        # 21.10.2013 is day first wherever dots are used; with slashes or dashes only an impossible month tells.
        if groups["sep"] == "." or first > 12 or first == second:
            day, month = first, second
        elif second > 12:
            day, month = second, first
        else:
            return _by_weekday(match, year, first, second)
    else:
        name = groups["month"]
        month = int(name) if name.isdigit() else MONTHS[name.lower()]
        day = int(groups["day"])
    if _day(year or 2000, month, day) is None:
        return None
    return PartialDate(year, month, day)


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY_BEFORE = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s*$", re.I)


def _by_weekday(match: re.Match[str], year: int | None, first: int, second: int) -> PartialDate | None:
    """Which of 05/12 is the day: told by a weekday before it ("Mon, 05/12/2014"), else nothing tells."""
    weekday = _WEEKDAY_BEFORE.search(match.string[: match.start()])
    if weekday is None or year is None:
        return None
    days = [_day(year, second, first), _day(year, first, second)]
    fits = [day for day in days if day and _WEEKDAYS[day.weekday()] == weekday[1].lower()]
    return PartialDate(year, fits[0].month, fits[0].day) if len(fits) == 1 else None


def find_date(text: str) -> tuple[PartialDate, tuple[int, int]] | None:
    """The first date written in `text` with its half-open span; whole dates are preferred to those without year."""
    for pattern in _WRITTEN:
        for match in pattern.finditer(text):
            found = _partial(match)
            if found is not None:
                return found, match.span()
    return None


def read_date(value: object) -> dt.date | None:
    """Read one value that is meant to be a date: ISO 8601, RFC 822, digits only, or written out; None if it is not.

    The day is that of the written offset, not of UTC: "Wed, 13 Nov 2019 02:00 +0630" is the 13th where it was said.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, str) or not value.strip() or len(value) > 200:
        return None
    for pattern in (_ISO_DATETIME, _COMPACT):
        if match := pattern.match(value):
            year, month, day = (int(part) for part in match.groups())
            return _day(year, month, day)
    if re.match(r"\s*(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d", value):
        try:
            return email.utils.parsedate_to_datetime(value).date()
        except (ValueError, IndexError, TypeError):
            pass
    found = find_date(value)
    return found[0].whole() if found else None


_NAME = r"[^\W\d_][\w.'’-]*"
_POSTED = re.compile(
    r"(?:posted|published|written|submitted|filed|added|updated|last updated|created|date|issued|released|dated"
    r"|uploaded"
    r"|опубликовано|дата|добавлено|publicado|fecha|publié|date de publication|veröffentlicht|am)\b[\s:]*",
    re.I,
)
_AS_OF = re.compile(
    r"\b(?:information|data|reports?|figures?|situation|status|details)?\s*(?:received|available|current|correct|valid)?\s*"
    r"(?:until|up to|as of|as at|as on)\b",
    re.I,
)
_BY = re.compile(
    rf"(?:^|[\s|,•·–—-])(?:by|by:|автор:?|por|par|von|author:?)\s+(?P<author>(?:(?:a|an|our|the|de|van|von|bin|al)\s+)*{_NAME}"
    rf"(?:\s+(?:(?:and|de|van|von|der|bin|al|of|y)\s+)?{_NAME}){{0,4}})",
    re.I,
)
_CATEGORY = re.compile(r"\b(?:in|under|to|en|dans|в)\s+[^|]*?(?=\s+by\s|\s*[|•·–—]|$)", re.I)
_BARE_AUTHOR = re.compile(r"by:?\s+([^\W\d_][\w.'’-]*)$", re.I)  # a nickname in lower case: "by zarema"
LONGEST_BYLINE = 160
LONGEST_REMAINDER = 40  # characters after the author that are neither date nor time: an outlet, "3 Comments"


def read_byline(line: str) -> Byline | None:
    """Read `line` as a by-line or a post's meta line, or return None when it is ordinary text.

    A by-line is short, and is nothing but words of publishing, an author, a date, a time and a category:
    "Posted 4 January 2014", "By our correspondent — 30 December 2013", "October 21, 2013 by Zarema".
    """
    line = line.strip(" \t*_#>|•·–—-")
    if not line or len(line) > LONGEST_BYLINE:
        return None
    found = find_date(line)
    date, span = found if found else (None, (0, 0))
    posted = _POSTED.match(line)
    rest = f"{line[: span[0]]} {line[span[1] :]}" if date else line
    if (as_of := _AS_OF.search(line)) and date and as_of.start() < span[0] and len(line) < 100:
        return Byline(None, date, "as of")
    by = _BY.search(rest)
    author = _author(by["author"]) if by else None
    if posted and (date or author or _CATEGORY.search(rest)):
        return Byline(author, date, "posted")
    if author is None and (bare := _BARE_AUTHOR.match(line)):
        return Byline(bare[1], None, "by")
    if author and by is not None:
        before, after = _trifles(rest[: by.start()]), _trifles(rest[by.end() :])
        if not before and len(after) <= LONGEST_REMAINDER and not after.endswith((".", "?", "!")):
            return Byline(author, date, "by")
    if date and not _trifles(rest):
        return Byline(None, date, "date")
    return None


def _trifles(rest: str) -> str:
    """What is left of a by-line without times, weekdays and punctuation."""
    return _TRIFLES.sub(" ", rest).strip(" ,.;:|•·–—-()[]/@")


_TRIFLES = re.compile(
    r"\b\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?|\b(?:GMT|UTC|MSK|CET|EST|BST|hrs|at|on|in)\b|[+-]\d\d:?\d\d\b"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|\b(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|г\.?|года)(?!\w)"
    r"|\b(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b",
    re.I,
)


def _author(name: str) -> str | None:
    """A name as an author, or None where the words after "by" are no name ("by the end of the month")."""
    words = re.split(r"\s+(?:on|at|in|for|posted|published|updated)\b", name, maxsplit=1)[0].split()
    generic = {
        "correspondent", "correspondents", "reporter", "reporters", "staff", "contributor", "contributors", "editor",
        "editors", "desk", "team", "admin", "administrator", "webmaster", "author", "moderator",
    }  # fmt: skip
    if not words:
        return None
    capital = [word for word in words if word[0].isupper()]
    if any(word.lower().strip(".,") in generic for word in words):
        return " ".join(words)
    if words[0].lower() in {"the", "an"} or not capital:
        return None
    while words and not words[-1][0].isupper():
        words.pop()
    # In a line in capitals or of one word in lower case ("by zarema") the case of letters tells nothing.
    return " ".join(words).rstrip(",") or None


_PERMALINK_DAY = re.compile(
    r"(?<!\d)(1[89]\d\d|20\d\d)[/_-](0?[1-9]|1[0-2]|[a-z]{3,9})[/_-](0?[1-9]|[12]\d|3[01])(?=[/_.?#-]|$)", re.I
)
_PERMALINK_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_PERMALINK_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])(?=[/_.?#-]|$)")
_PERMALINK_YEAR = re.compile(r"/((?:19|20)\d\d)(?=/)")


def read_permalink(url: str | None) -> PartialDate | None:
    """The date that a permalink carries: "/2013/10/21/", "/2013-10-21-", "/20131021/", or year and month, or year."""
    if not url:
        return None
    path = re.sub(r"^[a-z]+://[^/]*", "", url, flags=re.I)
    for match in _PERMALINK_DAY.finditer(path):
        year, name, day = match.groups()
        month = int(name) if name.isdigit() else MONTHS.get(name.lower(), 0)
        if _day(int(year), month, int(day)):
            return PartialDate(int(year), month, int(day))
    for match in _PERMALINK_COMPACT.finditer(path):
        parts = PartialDate(*(int(part) for part in match.groups()))
        if parts.whole():
            return parts
    if month_only := _PERMALINK_MONTH.search(path):
        return PartialDate(int(month_only[1]), int(month_only[2]), None)
    if year_only := _PERMALINK_YEAR.search(path):
        return PartialDate(int(year_only[1]), None, None)
    return None


# "KIZLYAR, Russia, Feb 18 (Agency) -", "DUSHANBE, 6 November 2019.", "SANTIAGO, 3 JAN 90 --", "ГРОЗНЫЙ, 5 октября."
_MONTH_FIRST = (
    rf"{_MONTH.replace('month', 'm1')}\s*{_DAY.replace('day', 'd1')}(?:,?\s+{_SHORT_YEAR.replace('year', 'y1')})?"
)
_DAY_FIRST = (
    rf"{_DAY.replace('day', 'd2')}\s*(?:de\s+)?{_MONTH.replace('month', 'm2')}"
    rf"(?:,?\s+(?:de\s+)?{_SHORT_YEAR.replace('year', 'y2')})?"
)
_DATELINE = re.compile(
    rf"\s*(?P<place>[^\W\d_][\w.'’/ -]{{1,40}}(?:,\s*[^\W\d_][\w.'’ -]{{1,30}}|\s*\([^()\n]{{2,40}}\))?)[,:]?\s+"
    rf"(?P<date>{_MONTH_FIRST}|{_DAY_FIRST})"
    r"(?P<agency>\s*[(/\[][^)\]/]{2,80}[)\]/])?\s*(?P<close>--|[-–—.:])(?=\s|\[)",
    re.I,
)


class Dateline(NamedTuple):
    """An agency's dateline at the head of a report: place, date as far as written, and how long it is."""

    place: str
    date: PartialDate
    end: int


def read_dateline(text: str) -> Dateline | None:
    """Read the agency dateline with which `text` begins, over a line break, too; None when it has none with a date."""
    match = _DATELINE.match(text[:300])
    if match is None:
        return None
    place = match["place"].strip()
    first = place.split(",")[0]
    if not first[:1].isupper() or not (first.isupper() or match["agency"] or match["close"] == "--"):
        return None
    suffix = "1" if match["m1"] else "2"
    month, day, year = MONTHS[match["m" + suffix].lower()], int(match["d" + suffix]), match["y" + suffix]
    number = int(year.lstrip("'’")) if year else None
    if number is not None and number < 100:
        number += 1900 if number >= 50 else 2000
    if _day(number or 2000, month, day) is None:
        return None
    return Dateline(place, PartialDate(number, month, day), match.end())
