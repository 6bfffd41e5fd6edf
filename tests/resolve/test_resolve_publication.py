import datetime as dt

import pytest

from dateline.mentions.timex import find_timexes
from dateline.records.document import Document
from dateline.resolve.publication import bound_publication
from dateline.resolve.tense import expression_tense


def document(text: str, captured: dt.datetime | None = None) -> Document:
    return Document(document_id="d", input="d.txt", position=1, title=None, text=text, sha256="0", captured=captured)


def bounds(text: str, **options: object) -> tuple[dt.date | None, dt.date | None]:
    captured = options.pop("captured", None)
    doc = document(text, captured)  # type: ignore[arg-type]
    return bound_publication(doc, find_timexes(text), **options)  # type: ignore[arg-type]


def test_latest_explicit_past_date_bounds_from_below() -> None:
    text = "The list so far:\n\n- June 4, 2015. A bridge was mined.\n\n- October 2, 2015. Two vans burned."
    assert bounds(text) == (dt.date(2015, 10, 2), None)


def test_date_still_to_come_bounds_from_above() -> None:
    text = "On 3 May 2012 two bombs went off. The court will sit on 9 June 2012."
    assert bounds(text) == (dt.date(2012, 5, 3), dt.date(2012, 6, 9))


def test_coming_date_without_a_year_takes_it_from_the_same_text() -> None:
    text = "On 3 December 2012 two bombs went off. The minister is due to arrive on January 9th."
    assert bounds(text) == (dt.date(2012, 12, 3), dt.date(2013, 1, 9))


def test_coming_date_without_any_year_bounds_nothing() -> None:
    text = "The president is scheduled to arrive in the city on March 9th."
    assert bounds(text) == (None, None)
    assert bounds(text, neighbours=[dt.date(2012, 2, 20)]) == (None, dt.date(2012, 3, 9))


def test_neither_predictions_nor_history_move_the_lower_bound_up() -> None:
    text = "In 1999 a war began. On 3 May 2012 two bombs went off. By 2020 the army will have left."
    assert bounds(text)[0] == dt.date(2012, 5, 3)


def test_capture_bounds_from_above_and_overrules_later_dates() -> None:
    moment = dt.datetime(2012, 6, 1, 12, tzinfo=dt.UTC)
    assert bounds("On 3 May 2012 two bombs went off.", captured=moment) == (dt.date(2012, 5, 3), dt.date(2012, 6, 1))
    assert bounds("On 3 May 2013 two bombs went off.", captured=moment) == (None, dt.date(2012, 6, 1))


def test_reporting_period_bounds_by_its_end() -> None:
    assert bounds("Reporting period: Monday 13 May – Sunday 19 May 2019")[0] == dt.date(2019, 5, 19)


def test_text_without_dates_bounds_nothing() -> None:
    assert bounds("Nothing is dated here, one year after it began.") == (None, None)


@pytest.mark.parametrize(
    ("text", "word", "tense"),
    [
        ("Two men were shot on Monday.", "Monday", "past"),
        ("The court will meet on Monday.", "Monday", "future"),
        ("On Monday the court will meet.", "Monday", "future"),
        ("On Monday a court jailed two men.", "Monday", "past"),
        ("He was shot on Friday; the court will meet on Monday.", "Monday", "future"),
        ("The court will meet on Friday. He was shot on Monday.", "Monday", "past"),
        ("Balloons are to be let go on Monday.", "Monday", "future"),
        ("The talks are scheduled for Monday.", "Monday", "future"),
        ("Monday: market, two hurt", "Monday", None),
    ],
)
def test_tense_is_that_of_the_nearest_verb(text: str, word: str, tense: str | None) -> None:
    at = text.index(word)
    assert expression_tense(text, at, at + len(word)) == tense
