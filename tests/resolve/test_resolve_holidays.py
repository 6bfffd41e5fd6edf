import datetime as dt

import pytest

from dateline.mentions.timex_tables import table
from dateline.resolve.holidays import islamic, occurrences, orthodox_easter, western_easter


@pytest.mark.parametrize(
    ("year", "west", "east"),
    [
        (2004, (4, 11), (4, 11)),
        (2010, (4, 4), (4, 4)),
        (2012, (4, 8), (4, 15)),
        (2013, (3, 31), (5, 5)),
        (2016, (3, 27), (5, 1)),
        (2019, (4, 21), (4, 28)),
        (2024, (3, 31), (5, 5)),
    ],
)
def test_easters_fall_where_the_churches_kept_them(year: int, west: tuple[int, int], east: tuple[int, int]) -> None:
    assert western_easter(year) == dt.date(year, *west)
    assert orthodox_easter(year) == dt.date(year, *east)


@pytest.mark.parametrize(
    ("holiday", "kept"),
    [
        ("eid-al-fitr", dt.date(2012, 8, 19)),
        ("eid-al-adha", dt.date(2012, 10, 26)),
        ("eid-al-fitr", dt.date(2016, 7, 6)),
        ("eid-al-adha", dt.date(2015, 9, 24)),
        ("ashura", dt.date(2004, 3, 2)),
        ("eid-al-fitr", dt.date(2020, 5, 24)),
    ],
)
def test_islamic_days_lie_in_their_interval(holiday: str, kept: dt.date) -> None:
    assert any(low <= kept <= high for low, high in occurrences(holiday, kept.year))


def test_a_lunar_year_can_hold_a_holiday_twice_or_not_at_all() -> None:
    assert len(occurrences("eid-al-fitr", 2000)) == 2
    assert islamic(1433, 10, 1).year == 2012


def test_national_days_have_no_date_of_their_own() -> None:
    assert occurrences("independence-day", 2012) == ()


def test_every_holiday_of_the_tables_is_known_or_left_open() -> None:
    keys = {value for name, value in table("en").words.values() if name == "hol"}
    undated = {key for key in keys if not any(occurrences(key, year) for year in range(2000, 2034))}
    assert {"christmas", "ramadan", "easter", "ashura"} <= keys - undated
