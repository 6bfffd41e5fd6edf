"""Dates and authors in by-lines, datelines and permalinks."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.sources.bylines import find_date, read_byline, read_date, read_dateline, read_permalink

DAY = dt.date(2014, 5, 12)


@pytest.mark.parametrize(
    "written",
    [
        "2014-05-12",
        "2014-05-12T23:30:00-07:00",
        "2014/05/12",
        "20140512",
        "12 May 2014",
        "12th of May, 2014",
        "May 12, 2014",
        "May 12th 2014",
        "12-May-2014",
        "12.05.2014",
        "Mon, 12 May 2014 02:00:00 +0630",
        "Monday, 12 May 2014, 14:20 GMT",
        "Mon, 05/12/2014 - 14:22",
        "12 мая 2014 г.",
        "12 de mayo de 2014",
        "12 mai 2014",
        "12. Mai 2014",
    ],
)
def test_reads_whole_dates_in_many_forms(written: str) -> None:
    assert read_date(written) == DAY


@pytest.mark.parametrize("written", ["05/06/2014", "31 February 2014", "12 May", "yesterday", "", None, 14, "9" * 500])
def test_is_silent_where_a_date_is_open_or_impossible(written: object) -> None:
    assert read_date(written) is None


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_every_day_survives_writing_and_reading(day: dt.date) -> None:
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day.day} {day:%B} {day.year}") == day
    found = find_date(f"Released on {day:%B} {day.day}, {day.year} in the capital")
    assert found is not None
    assert found[0].whole() == day


@pytest.mark.parametrize(
    ("line", "kind", "author", "day"),
    [
        ("Posted 12 May 2014", "posted", None, DAY),
        ("By our correspondent — 12 May 2014", "by", "our correspondent", DAY),
        ("May 12, 2014 by Aliya", "by", "Aliya", DAY),
        ("Posted on May 12, 2014 by B. Serik | 3 Comments", "posted", "B. Serik", DAY),
        ("Posted in News, Steppe by Grey Fox", "posted", "Grey Fox", None),
        ("12 May 2014", "date", None, DAY),
        ("By ALIYA SERIK", "by", "ALIYA SERIK", None),
        ("by aliya", "by", "aliya", None),
        ("Based on information received until 19:30, 12 May 2014", "as of", None, DAY),
        ("Опубликовано 12 мая 2014 г.", "posted", None, DAY),
    ],
)
def test_reads_bylines(line: str, kind: str, author: str | None, day: dt.date | None) -> None:
    byline = read_byline(line)
    assert byline is not None
    assert (byline.kind, byline.author) == (kind, author)
    assert (byline.date.whole() if byline.date else None) == day


@pytest.mark.parametrize(
    "line",
    [
        "By the end of the month twelve people were dead",
        "Three officers were killed by gunmen on 12 May 2014 in the old town.",
        "- May 12, 2014. Two policemen shot dead.",
        "12 May — Taraz. A post was attacked.",
        "No one was hurt by the blast",
        "Reporting period: Monday 5 May – Sunday 11 May 2014",
    ],
)
def test_leaves_ordinary_lines_alone(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("text", "place", "parts"),
    [
        ("TARAZ, Kazakhstan, May 12 (Steppe Wire) - Two men", "TARAZ, Kazakhstan", (None, 5, 12)),
        ("DUSHANBE, 12 May 2014. Masked men", "DUSHANBE", (2014, 5, 12)),
        ("SANTA ROSA, 12 MAY 90 -- [TEXT] THE ARMY", "SANTA ROSA", (1990, 5, 12)),
        ("ТАРАЗ, 12 мая. В городе", "ТАРАЗ", (None, 5, 12)),
        ("LIMA, 12 may (Agencia) - Dos", "LIMA", (None, 5, 12)),
    ],
)
def test_reads_agency_datelines(text: str, place: str, parts: tuple[int | None, int, int]) -> None:
    dateline = read_dateline(text)
    assert dateline is not None
    assert (dateline.place, tuple(dateline.date)) == (place, parts)


@pytest.mark.parametrize(
    "text", ["TARAZ (Wire) — Two men", "Taraz, May 12. A post was attacked", "The army said on May 12 - a"]
)
def test_a_line_without_date_or_capitals_is_no_dateline(text: str) -> None:
    assert read_dateline(text) is None


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("https://x.example.org/2014/05/12/post/", (2014, 5, 12)),
        ("https://x.example.org/world/2014/may/12/post", (2014, 5, 12)),
        ("https://x.example.org/news/20140512/post.html", (2014, 5, 12)),
        ("https://x.example.org/post-2014-05-12.html", (2014, 5, 12)),
        ("https://x.example.org/2014/05/post", (2014, 5, None)),
        ("https://x.example.org/2014/post", (2014, None, None)),
        ("/2014/05/12/relative", (2014, 5, 12)),
    ],
)
def test_reads_permalinks(url: str, parts: tuple[int, int | None, int | None]) -> None:
    found = read_permalink(url)
    assert found is not None
    assert tuple(found) == parts


@pytest.mark.parametrize(
    "url", [None, "https://2014.example.org/post", "https://x.example.org/article/90320003", "x/121127-p"]
)
def test_finds_no_date_where_a_permalink_has_none(url: str | None) -> None:
    assert read_permalink(url) is None
