"""The table of expressions: each with its anchors and the interval that it must give.

In `timex_table.tsv` the expression stands in braces, `~` is a no-break space and `^` a line break; `published` and
`context` are a day or `a..b` with `-` for an end that is not known; `tense` is p(ast), f(uture) or n(ot known).
"""

import datetime as dt
from pathlib import Path

import pytest

from dateline.mentions.timex import find_timexes
from dateline.records.values import DateExtent
from dateline.resolve.dates import Tense, resolve_timex

TENSES: dict[str, Tense | None] = {"p": "past", "f": "future", "n": None}
_TABLE = Path(__file__).with_name("timex_table.tsv")


def _rows() -> list[list[str]]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _day(given: str) -> dt.date | None:
    return None if given in ("-", "") else dt.date.fromisoformat(given)


def _interval(given: str) -> tuple[dt.date | None, dt.date | None]:
    low, dots, high = given.partition("..")
    return _day(low), _day(high if dots else low)


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row[0]}|{row[1]}|{row[2]}")
def test_expression_gives_the_interval_of_the_table(row: list[str]) -> None:
    marked, published, tense, context, year, earliest, latest, precision, checks = row
    marked = marked.replace("~", "\u00a0").replace("^", "\n")
    start, end = marked.index("{"), marked.index("}") - 1
    text = marked.replace("{", "").replace("}", "")
    found = find_timexes(text)
    assert [(m.start, m.end) for m in found if m.start < end and m.end > start] == [(start, end)], found
    mention = next(m for m in found if m.start == start)
    around = _interval(context)
    extent = resolve_timex(
        mention,
        published=_interval(published),
        tense=TENSES[tense],
        context=DateExtent(earliest=around[0], latest=around[1], rule="given") if context != "-" else None,
        default_year=int(year) if year != "-" else None,
    )
    assert (extent.earliest, extent.latest) == (_day(earliest), _day(latest)), extent
    assert extent.precision == precision, extent
    assert extent.checks == tuple(checks.split()), extent
    assert extent.rule


def test_table_is_long_enough() -> None:
    assert len(_rows()) >= 300
