import datetime as dt
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.mentions.timex import find_timexes
from dateline.records.values import PRECISIONS_DATE, DateExtent
from dateline.resolve.dates import contains, intersect, known, resolve_timex, shift, widen, width

A, B, C, D = (dt.date(2012, 9, day) for day in (3, 10, 12, 20))


def extent(low: dt.date | None, high: dt.date | None) -> DateExtent:
    return DateExtent(earliest=low, latest=high, precision=width(low, high), rule="given")


def test_intersection_is_the_days_in_both() -> None:
    both = intersect(extent(A, C), extent(B, D))
    assert both is not None
    assert (both.earliest, both.latest, both.precision) == (B, C, "week")
    assert intersect(extent(A, B), extent(C, D)) is None
    half_open = intersect(extent(None, C), extent(B, None))
    assert half_open is not None
    assert (half_open.earliest, half_open.latest) == (B, C)


def test_containment_knows_open_ends() -> None:
    assert contains(extent(A, D), extent(B, C))
    assert contains(extent(None, None), extent(B, None))
    assert not contains(extent(A, D), extent(B, None))
    assert not contains(extent(B, C), extent(A, D))


def test_widening_holds_both_and_keeps_checks() -> None:
    flagged = DateExtent(earliest=C, latest=D, precision="week", rule="given", checks=("weekday-mismatch",))
    wide = widen(extent(A, B), flagged)
    assert (wide.earliest, wide.latest, wide.checks) == (A, D, ("weekday-mismatch",))
    assert widen(extent(A, B), extent(None, D)).earliest is None


def test_shift_leaves_open_ends_open() -> None:
    moved = shift(extent(None, B), 2)
    assert (moved.earliest, moved.latest) == (None, C)
    assert not known(shift(extent(None, None), 2))


_DAYS = st.one_of(st.none(), st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)))
_EXPRESSIONS = (
    "on 3 May 2012; on 3 May; in July; on the 31st; on Monday; last Tuesday; next Friday; yesterday; last night; "
    "two weeks ago; last week; this month; over the weekend; last October; early July; the same day; a week earlier; "
    "the following week; between 3 and 5 May; from January to October; since Monday; until July; since the spring of "
    "last year; on 29 February; in the past three weeks; recently; at Easter; during Ramadan; the 1990s; "
    "the first weekend of July; more than a year ago; at the end of last year"
)
_MENTIONS = find_timexes(_EXPRESSIONS)


@given(
    st.sampled_from(_MENTIONS),
    st.tuples(_DAYS, st.integers(0, 400), st.booleans()),
    st.sampled_from(["past", "future", None]),
    st.one_of(st.none(), st.integers(1960, 2040)),
    _DAYS,
)
@settings(max_examples=800)
def test_ends_are_in_order_and_never_filled_in(
    mention: object,
    publication: tuple[dt.date | None, int, bool],
    tense: Literal["past", "future"] | None,
    year: int | None,
    around: dt.date | None,
) -> None:
    low, days, closed = publication
    high = low + dt.timedelta(days=days) if low is not None and closed else None
    context = extent(around, around) if around is not None else None
    found = resolve_timex(
        mention,  # type: ignore[arg-type]
        published=(low, high),
        tense=tense,
        context=context,
        default_year=year,
    )
    assert found.rule
    assert found.precision in PRECISIONS_DATE
    if found.earliest is not None and found.latest is not None:
        assert found.earliest <= found.latest
    else:
        assert found.precision == "unknown"


@given(st.sampled_from(_MENTIONS), st.dates(dt.date(1960, 1, 1), dt.date(2040, 1, 1)), st.integers(0, 60))
@settings(max_examples=500)
def test_wider_publication_gives_an_interval_that_holds_the_narrow_ones(
    mention: object, low: dt.date, days: int
) -> None:
    high = low + dt.timedelta(days=days)
    wide = resolve_timex(mention, published=(low, high))  # type: ignore[arg-type]
    for day in (low, high):
        assert contains(wide, resolve_timex(mention, published=(day, day)))  # type: ignore[arg-type]


@given(st.dates(dt.date(1960, 1, 1), dt.date(2040, 1, 1)))
@settings(max_examples=200)
def test_past_tense_never_runs_after_publication(day: dt.date) -> None:
    for mention in _MENTIONS:
        if mention.value.modifier in ("next", "until") or mention.value.kind in ("absolute", "anaphoric"):
            continue
        found = resolve_timex(mention, published=(day, day), tense="past")
        assert found.latest is None or found.latest <= day, (mention.text, found)


def test_nothing_known_gives_nothing() -> None:
    for mention in find_timexes("on Monday, yesterday, last week, on 3 May, in July, the same day"):
        found = resolve_timex(mention, published=(None, None))
        assert (found.earliest, found.latest, found.precision) == (None, None, "unknown")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("on 3 May 2012", "absolute.day"),
        ("on 3 May", "partial.day.published"),
        ("on Monday", "weekday.past"),
        ("last Monday", "weekday.last"),
        ("yesterday", "relative.day"),
        ("a week ago", "relative.ago"),
        ("the same day", "anaphoric.same.no-anchor"),
        ("between 3 and 5 May", "range.days"),
        ("at Easter", "holiday.easter"),
    ],
)
def test_every_result_names_its_rule(text: str, rule: str) -> None:
    (mention,) = find_timexes(text)
    assert resolve_timex(mention, published=(C, C)).rule == rule
