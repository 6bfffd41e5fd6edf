"""When holidays fall: fixed days, both Easters, and the Islamic year by the tabular calendar.

The tabular calendar may be a day off the moon that a country saw, so Islamic days come as intervals a day wider
on either side. National days differ by country and have no date here: "Independence Day" alone dates nothing.
"""

import datetime as dt
from functools import lru_cache

Interval = tuple[dt.date, dt.date]

_FIXED: dict[str, tuple[int, int, int]] = {  # key: month, day, length in days
    "new-year": (1, 1, 1),
    "new-year-eve": (12, 31, 1),
    "christmas": (12, 25, 1),
    "christmas-eve": (12, 24, 1),
    "boxing-day": (12, 26, 1),
    "orthodox-christmas": (1, 7, 1),
    "orthodox-christmas-eve": (1, 6, 1),
    "epiphany": (1, 6, 1),
    "valentine": (2, 14, 1),
    "womens-day": (3, 8, 1),
    "defender-day": (2, 23, 1),
    "nowruz": (3, 20, 3),
    "may-day": (5, 1, 1),
    "victory-day": (5, 9, 1),
    "halloween": (10, 31, 1),
    "all-saints": (11, 1, 1),
    "all-souls": (11, 2, 1),
    "bastille-day": (7, 14, 1),
    "assumption": (8, 15, 1),
}
_FROM_EASTER: dict[str, tuple[int, int]] = {  # days from Easter Sunday: first, last
    "easter": (0, 0),
    "easter-monday": (1, 1),
    "good-friday": (-2, -2),
    "holy-saturday": (-1, -1),
    "maundy-thursday": (-3, -3),
    "palm-sunday": (-7, -7),
    "holy-week": (-7, -1),
    "ash-wednesday": (-46, -46),
    "lent": (-46, -1),
    "ascension": (39, 39),
    "pentecost": (49, 49),
}
_ISLAMIC: dict[str, tuple[int, int, int]] = {  # month, day, length in days
    "islamic-new-year": (1, 1, 1),
    "ashura": (1, 10, 1),
    "arbaeen": (2, 20, 1),
    "mawlid": (3, 12, 1),
    "ramadan": (9, 1, 30),
    "eid-al-fitr": (10, 1, 3),
    "eid-al-adha": (12, 10, 4),
}


def western_easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian churches (anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def orthodox_easter(year: int) -> dt.date:
    """Easter Sunday of the Orthodox churches, as a Gregorian date (Meeus; valid 1900 to 2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return dt.date(year, month, day + 1) + dt.timedelta(days=13)


def islamic(year: int, month: int, day: int) -> dt.date:
    """The Gregorian date of a day of the Islamic year AH, by the tabular calendar (civil epoch)."""
    julian_day = (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + day + 1948440 - 385
    return dt.date.fromordinal(julian_day - 1721425)


@lru_cache(maxsize=2_000)
def occurrences(holiday: str, year: int) -> tuple[Interval, ...]:
    """The intervals of a holiday that begin in a Gregorian year, in order; none where it has no known date."""
    if holiday == "eid":
        return tuple(sorted(occurrences("eid-al-fitr", year) + occurrences("eid-al-adha", year)))
    out: list[Interval] = []
    day = dt.timedelta(days=1)
    if holiday in _FIXED:
        month, first, length = _FIXED[holiday]
        start = dt.date(year, month, first)
        out.append((start, start + (length - 1) * day))
    elif holiday.removeprefix("orthodox-") in _FROM_EASTER:
        before, after = _FROM_EASTER[holiday.removeprefix("orthodox-")]
        easter = orthodox_easter(year) if holiday.startswith("orthodox-") else western_easter(year)
        out.append((easter + before * day, easter + after * day))
    elif holiday in _ISLAMIC:
        month, first, length = _ISLAMIC[holiday]
        lunar = int((year - 622) * 33 / 32)
        for ah in range(lunar - 1, lunar + 3):
            start = islamic(ah, month, first)
            if start.year == year:
                out.append((start - day, start + length * day))
    return tuple(sorted(out))
