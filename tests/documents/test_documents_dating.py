"""Publication dates: which signal wins, what is kept, and never after the capture."""

import datetime as dt

from dateline.documents import from_text
from dateline.documents.dating import date_document
from dateline.documents.heading import HeadDate
from dateline.records import PublicationDate
from dateline.sources.bylines import PartialDate

MAY_12, MAY_14 = dt.date(2014, 5, 12), dt.date(2014, 5, 14)
CAPTURED = dt.datetime(2014, 5, 13, 8, 0, tzinfo=dt.UTC)


def signal(day: dt.date, source: str) -> PublicationDate:
    return PublicationDate(date=day, source=source)


def test_the_collectors_word_goes_before_what_the_page_says_and_all_is_kept() -> None:
    dating = date_document([signal(MAY_14, "metadata"), signal(MAY_12, "sidecar")])
    assert dating.published == MAY_12
    assert [s.source for s in dating.signals] == ["sidecar", "metadata"]


def test_a_date_after_the_capture_is_kept_but_not_believed() -> None:
    dating = date_document([signal(dt.date(2031, 1, 1), "metadata"), signal(MAY_12, "byline")], captured=CAPTURED)
    assert dating.published == MAY_12
    assert len(dating.signals) == 2


def test_the_publishers_calendar_may_be_a_day_ahead_of_ours() -> None:
    assert date_document([signal(MAY_14, "metadata")], captured=CAPTURED).published == MAY_14


def test_a_permalink_dates_and_a_permalink_to_the_month_bounds() -> None:
    assert date_document([], url="https://x.example.org/2014/05/12/post").published == MAY_12
    dating = date_document([], url="https://x.example.org/2014/05/post")
    assert (dating.published, dating.earliest, dating.latest) == (None, dt.date(2014, 5, 1), dt.date(2014, 5, 31))


def test_a_dateline_without_year_is_completed_by_other_evidence_or_not_at_all() -> None:
    head = [HeadDate(PartialDate(None, 5, 12), "dateline", "TARAZ, May 12 -")]
    assert date_document([], head=head).published is None
    assert date_document([], head=head, url="https://x.example.org/2014/05/post").published == MAY_12
    assert date_document([], head=head, url="https://x.example.org/2014/06/post").published is None
    known = date_document(
        [signal(dt.date(2015, 1, 2), "sidecar")], head=[head[0]._replace(date=PartialDate(None, 12, 30))]
    )
    assert known.published == dt.date(2015, 1, 2)
    assert known.signals[-1].date == dt.date(2014, 12, 30)


def test_the_time_of_capture_is_an_upper_bound() -> None:
    assert date_document([], captured=CAPTURED).latest == MAY_14


def test_without_evidence_nothing_is_made_up() -> None:
    assert date_document([]) == (None, None, None, ())


def test_a_status_line_dates_a_situation_report() -> None:
    text = "DAILY NOTE 7\nReports received until 19:30, 12 May 2014\n\nMonitors heard shelling north of the town."
    document = from_text(text, language="en")
    assert document.published == MAY_12
    assert document.published_signals[0].source == "text"
