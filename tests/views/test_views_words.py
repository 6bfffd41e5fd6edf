"""Codes in words: precision is said, source's words are quoted, nothing is claimed that is not known."""

import datetime as dt
import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.records import Actor, Counts, Incident, Place
from dateline.views import phrases
from dateline.views.layout import sections
from dateline.views.passages import Context, clipped, merged, pieces
from invented import chronology, document


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2014-07-03", "2014-07-03", "on 3 July 2014"),
        ("2014-07-03", "2014-07-05", "between 3 and 5 July 2014"),
        ("2014-06-30", "2014-07-02", "between 30 June and 2 July 2014"),
        ("2014-12-31", "2015-01-01", "between 31 December 2014 and 1 January 2015"),
        ("2014-07-01", "2014-07-31", "in July 2014"),
        ("2014-07-01", "2014-09-30", "between July and September 2014"),
        ("2014-01-01", "2014-12-31", "in 2014"),
        ("2013-01-01", "2014-12-31", "between 2013 and 2014"),
        ("2014-07-03", None, "on or after 3 July 2014"),
        (None, "2014-07-03", "on or before 3 July 2014"),
        (None, None, "date not known"),
    ],
)
def test_an_interval_says_how_exact_it_is(start: str | None, end: str | None, words: str) -> None:
    assert phrases.interval_words(start, end) == words


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 900))
@settings(max_examples=200)
def test_no_two_days_are_told_as_one(first: dt.date, days: int) -> None:
    last = first + dt.timedelta(days=days)
    words = phrases.interval_words(first.isoformat(), last.isoformat())
    assert words.startswith("on ") == (days == 0)
    assert phrases.interval_short(first.isoformat(), last.isoformat())


def test_an_undated_incident_says_what_its_document_allows() -> None:
    undated = next(i for i in chronology().incidents if i.incident_id.endswith("a4"))
    dated = document("x", "Text.", published=dt.date(2014, 7, 5))
    bounded = document("y", "Text.", published_earliest=dt.date(2014, 7, 1))
    assert phrases.date_words(undated, (dated,)) == "date not known; reported on 5 July 2014"
    assert phrases.date_words(undated, (bounded,)) == "date not known; published not before 1 July 2014"
    assert phrases.date_words(undated, (document("z", "Text."),)) == "date not known"


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        ("exact", "Fern Hill, Northland"),
        ("near", "near Fern Hill, Northland"),
        ("admin2", "somewhere in Fern Hill, Northland"),
        ("country", "somewhere in Fern Hill, Northland"),
        ("unknown", "Fern Hill, Northland"),
    ],
)
def test_a_place_is_worded_by_its_precision(precision: Any, words: str) -> None:
    assert phrases.place_words(Place(name="Fern Hill", country="Northland", precision=precision)) == words


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (Counts(low=11, best=11, high=11), "11"),
        (Counts(low=10, best=11, high=12), "11 (low 10, high 12)"),
        (Counts(best=11), "11"),
        (Counts(low=24), "at least 24"),
        (Counts(low=3, high=9), "3 to 9"),
        (Counts(high=9), "at most 9"),
        (Counts(), None),
        (None, None),
        (Counts(low=0, best=0, high=0), "0"),
    ],
)
def test_figures_keep_their_bounds_and_unknown_is_not_zero(counts: Counts | None, words: str | None) -> None:
    assert phrases.counts_words(counts) == words


def test_an_actor_stands_in_the_words_of_the_source_with_a_neutral_type() -> None:
    actor = Actor(role="perpetrator", name="bandits", type="unidentified armed group", number=3)
    assert phrases.actor_words(actor) == "“bandits” (unidentified armed group; number 3)"


def test_a_name_that_no_text_gives_is_not_quoted() -> None:
    assert phrases.actor_words(Actor(role="perpetrator", name="not named")) == "not named (type not told)"


def test_what_a_quote_was_coded_as_is_told_once() -> None:
    deaths = [("deaths.low", 2), ("deaths.best", 2), ("deaths.high", 2)]
    assert phrases.coded_words(deaths) == "deaths 2"
    assert phrases.coded_words([*deaths[:1], ("deaths.high", 5)]) == "deaths at least 2, deaths at most 5"
    assert phrases.coded_words([("deaths.other", 1)]) == "deaths, another figure: 1"
    assert phrases.coded_words([("date_start", "2014-07-03")]) == "date on or after 3 July 2014"
    place = [("place.geonameid", 610529), ("place.name", "Fern Hill")]
    assert phrases.coded_words(place) == "place Fern Hill"
    assert phrases.coded_words([("seized", {"item": "axes", "number": 3})]) == "seized 3 × axes"
    assert phrases.coded_words([("actors.target", "guards")]) == "target guards"
    assert phrases.coded_words([("event_type", "Riots"), ("status", "alleged")]) == "type Riots, status alleged"


def test_values_of_any_kind_have_words() -> None:
    assert phrases.value_words("2014-07-03/..") == "on or after 3 July 2014"
    assert phrases.value_words(Counts(low=24)) == "low 24"
    assert phrases.value_words({"civilians": 2, "unknown": None}) == "civilians 2"
    assert phrases.value_words(["a", "b"]) == "a, b"
    assert phrases.value_words(None) == "not given"
    assert phrases.value_words("and/or") == "and/or"


def incident(start: str | None, end: str | None) -> Incident:
    return Incident(
        incident_id=f"i{start}{end}",
        report_ids=(),
        document_ids=(),
        summary="",
        event_type=None,
        sub_event_type=None,
        status="occurred",
        background=False,
        date_start=start,
        date_end=end,
        date_precision="unknown",
        place=None,
    )


def test_sections_never_claim_a_month_that_is_not_known() -> None:
    found = sections(
        [
            incident("2014-01-01", "2014-12-31"),
            incident("2014-06-28", "2014-07-02"),
            incident("2014-07-01", "2014-07-31"),
            incident("2014-07-05", None),
            incident(None, None),
        ]
    )
    assert [section.heading for section in found] == [
        "June 2014",
        "July 2014",
        "2014, month not certain",
        "Date known on one side only",
        "Date not known",
    ]


WORDS = "One two three. Four five six. Seven eight nine.\n\nTen eleven."


def test_a_quote_is_shown_in_its_sentence() -> None:
    context = Context(document("d", WORDS))
    (passage,) = context.passages([(WORDS.index("five"), WORDS.index("five") + 4)])
    assert WORDS[passage.start : passage.end] == "Four five six."
    assert list(pieces(WORDS, passage)) == [("Four ", False), ("five", True), (" six.", False)]
    assert clipped(WORDS, passage) == (False, False)


def test_neighbouring_sentences_become_one_passage() -> None:
    context = Context(document("d", WORDS))
    found = context.passages([(0, 3), (15, 19), (WORDS.index("Ten"), len(WORDS))])
    assert [WORDS[p.start : p.end] for p in found] == ["One two three. Four five six.", "Ten eleven."]


def test_a_line_without_full_stops_is_cut_around_its_quote() -> None:
    text = "word " * 400
    (passage,) = Context(document("d", text)).passages([(1000, 1004)])
    assert 400 < passage.end - passage.start < 500
    assert clipped(text, passage) == (True, True)


@given(
    st.text(st.sampled_from("ab .\n!?,Z"), max_size=300),
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60)), min_size=1, max_size=8),
)
@settings(max_examples=150)
def test_passages_hold_every_quote_once_and_never_overlap(text: str, raw: list[tuple[int, int]]) -> None:
    spans = [(start, min(len(text), start + length)) for start, length in raw if start < len(text)]
    found = Context(document("d", text)).passages(spans)
    assert [mark for passage in found for mark in passage.marks] == merged(spans)
    for passage in found:
        assert "".join(piece for piece, _ in pieces(text, passage)) == text[passage.start : passage.end]
        assert all(passage.start <= start < end <= passage.end for start, end in passage.marks)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
