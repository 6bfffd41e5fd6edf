"""The days that a text may mean, quick and without grammar: for comparing reports, never for coding a date."""

import datetime as dt
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NUMBER = {m: n for n, m in enumerate(_MONTHS, 1)}
_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_NAME = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"\b(?:{_NAME} (\d{{1,2}})(?:st|nd|rd|th)?|(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_NAME})\b(?:,? (\d{{4}})\b)?",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tonight|yesterday)\b", re.IGNORECASE
)


def days_named(text: str, published: dt.date) -> dict[int, float] | None:
    """Day ordinals with weights that fall with distance from the text's beginning; None where it names no day.

    A weekday is the last one on or before publication; a date without year the last one that is not after it.

    >>> [dt.date.fromordinal(d).isoformat() for d in days_named("Shots fell on Monday.", dt.date(2024, 3, 6)) or ()]
    ['2024-03-04']
    """
    found: dict[int, float] = {}
    today = published.toordinal()
    for m in _DATE.finditer(text):
        month = _MONTH_NUMBER[(m[1] or m[4])[:3].lower()]
        year = int(m[5]) if m[5] else published.year
        try:
            day = dt.date(year, month, int(m[2] or m[3]))
            if not m[5] and day.toordinal() > today + 1:
                day = dt.date(year - 1, month, int(m[2] or m[3]))
        except ValueError:
            continue
        if day.toordinal() <= today + 1:
            found[day.toordinal()] = found.get(day.toordinal(), 0.0) + 1 / (1 + m.start() / 500)
    for m in _DAY.finditer(text):
        weekday = _WEEKDAYS.get(m[1][:3].lower())
        back = int(m[1].lower() == "yesterday") if weekday is None else (published.weekday() - weekday) % 7
        found[today - back] = found.get(today - back, 0.0) + 1 / (1 + m.start() / 500)
    return found or None
