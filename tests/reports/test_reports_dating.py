"""Which time expression dates an incident."""

import datetime as dt

import pytest

from dateline.documents import from_text
from dateline.documents.structure import tokens
from dateline.mentions.events import find_triggers
from dateline.mentions.timex import find_timexes
from dateline.reports.coder import code_document
from dateline.reports.dating import Dated, Dater

WEDNESDAY = dt.date(2015, 5, 6)


def dater(published: dt.date | None = WEDNESDAY) -> Dater:
    return Dater(from_text("", published=published), (published, published))


def dated(text: str, *, published: dt.date | None = WEDNESDAY, context: Dated | None = None) -> Dated | None:
    one = dater(published)
    usable = one.usable(find_timexes(text), text, 0)
    return one.choose(usable, find_triggers(tokens(text)), text, context)


def day(text: str, **values: dt.date | None) -> str | None:
    found = dated(text, published=values.get("published", WEDNESDAY))
    if found is None or found.extent.earliest != found.extent.latest or found.extent.earliest is None:
        return None
    return found.extent.earliest.isoformat()


def sure(found: Dated | None) -> Dated:
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb went off on 2 May 2015.", "2015-05-02"),
        ("A bomb went off on 2 May.", "2015-05-02"),
        ("A bomb went off on Monday.", "2015-05-04"),
        ("A bomb went off yesterday.", "2015-05-05"),
        ("Three days ago a bomb went off.", "2015-05-03"),
        ("A bomb went off on Christmas Day.", "2014-12-25"),
    ],
)
def test_the_day_of_an_incident(text: str, expected: str) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The minister said on Monday that a bomb had gone off.",
        "The road has been mined since 2008.",
        "Two men fought for three hours.",
        "Shots are heard every night.",
    ],
)
def test_what_dates_speech_states_and_habits_dates_no_incident(text: str) -> None:
    assert dater().usable(find_timexes(text), text, 0) == []


def test_the_day_of_the_act_is_chosen_and_not_that_of_the_word() -> None:
    assert day("The governor said on Tuesday that a bomb went off on Sunday.") == "2015-05-03"


def test_the_calendar_speaks_before_the_weekday() -> None:
    assert day("On 1 May, two days before the Sunday market, a bomb went off.") == "2015-05-01"


def test_what_lies_ahead_dates_nothing() -> None:
    assert dated("A vote is scheduled for 20 May.") is None


def test_somebody_missing_since_a_day_was_taken_on_it() -> None:
    found = sure(dated("There has been no news of the engineer since Sunday."))
    assert (found.extent.earliest, found.extent.latest) == (dt.date(2015, 5, 3), dt.date(2015, 5, 3))


def test_a_week_earlier_counts_from_the_incident_before() -> None:
    before = sure(dated("A bomb went off on 2 May 2015."))
    found = sure(dated("A week earlier a mine went off.", context=before))
    assert found.extent.earliest is not None
    assert found.extent.latest is not None
    assert found.extent.earliest <= dt.date(2015, 4, 25) <= found.extent.latest


def test_the_same_day_is_the_day_before_told() -> None:
    before = sure(dated("A bomb went off on 2 May 2015."))
    found = sure(dated("On the same day a mine went off.", context=before))
    assert found.equals(before)


def test_without_a_publication_date_yesterday_bounds_nothing_and_is_still_another_day_than_a_week_before() -> None:
    yesterday = sure(dated("A bomb went off yesterday.", published=None))
    again = sure(dated("Yesterday a mine went off.", published=None))
    earlier = sure(dated("A week earlier a mine went off.", published=None, context=yesterday))
    assert yesterday.extent.earliest is None
    assert yesterday.extent.latest is None
    assert yesterday.equals(again)
    assert not yesterday.overlaps(earlier)


def test_a_weekday_is_never_a_day_of_the_weekend() -> None:
    monday = sure(dated("On Monday a bomb went off.", published=None))
    weekend = sure(dated("A bomb went off over the weekend.", published=None))
    assert not monday.overlaps(weekend)


def test_overlap_is_symmetric() -> None:
    texts = ["on 2 May 2015", "on Saturday", "last week", "yesterday", "in April", "a week ago"]
    found = [sure(dated(f"A bomb went off {t}.")) for t in texts]
    for a in found:
        assert a.overlaps(a)
        for b in found:
            assert a.overlaps(b) == b.overlaps(a)


def test_nothing_dates_nothing() -> None:
    assert dated("A bomb went off.") is None


def test_a_weekday_with_the_day_of_the_month_over_the_entries_of_a_log_is_that_day() -> None:
    document = from_text(
        "Field log, Arauca department, Colombia, third week of June 2018\n\n"
        "MONDAY 18\n0530  Saravena. Gunmen shot dead two clerks outside the court.\n\n"
        "TUESDAY 19\nAll quiet.\n\n"
        "FRIDAY 22\n0410  Tame. A mine killed a farmer.\n"
    )
    days = [(r.date.earliest, r.date.latest) for r in code_document(document).reports]
    assert days == [(dt.date(2018, 6, 18),) * 2, (dt.date(2018, 6, 22),) * 2]
