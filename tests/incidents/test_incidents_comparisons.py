"""Every comparison reads the same from either side and says nothing where one side says nothing."""

import datetime as dt

import pytest
from hypothesis import given
from incidents_samples import EXAMPLIA, FAR_CITY, LANGTOWN, UPPER_VALE, context, contexts, count, counts, day

from dateline.incidents.comparisons import (
    COMPARISONS,
    dates,
    deaths,
    event_type,
    figures,
    place,
    place_in_text,
    recency,
    targets,
    weapons,
)
from dateline.incidents.geography import distance_km, relation
from dateline.incidents.profile import profile
from dateline.incidents.scoring import judgement, model, score
from dateline.records import Actor, Counts, DateExtent, Place


@given(contexts("r1"), contexts("r2"))
def test_comparisons_and_score_are_symmetric(left, right):
    a, b = profile(left), profile(right)
    for name, compare in COMPARISONS.items():
        assert compare(a, b) == pytest.approx(compare(b, a)), name
        assert isinstance(compare(a, b), float | str | None), name
    for weights in (model("reports"), model("articles")):
        assert score(a, b, weights).log_odds == pytest.approx(score(b, a, weights).log_odds)


@given(contexts("r1"), contexts("r2"))
def test_explanation_adds_up_to_the_score(left, right):
    verdict = score(profile(left), profile(right), model("reports"))
    assert sum(verdict.explanation.values()) == pytest.approx(verdict.log_odds, abs=0.02)
    assert 0 <= verdict.probability <= 1


def test_every_comparison_tells_the_reviewer_what_it_is():
    for name, compare in COMPARISONS.items():
        assert compare.__doc__, name
    for name in ("reports", "articles"):
        weights = model(name)
        assert set(weights.tables) <= set(COMPARISONS)
        assert 0 < weights.different < weights.same < 1


@pytest.mark.parametrize(
    ("first", "second", "level"),
    [
        (day("2014-03-05"), day("2014-03-05"), "same day"),
        (day("2014-03-05"), day("2014-03-06"), "next day"),
        (day("2014-03-05"), day("2014-03-09"), "within a week"),
        (day("2014-03-05"), day("2014-03-30"), "within a month"),
        (day("2014-03-05"), day("2015-03-05"), "apart"),
    ],
)
def test_dated_reports_compare_by_their_distance(first, second, level):
    assert dates(profile(context("a", date=first)), profile(context("b", date=second))) == level


def test_open_and_wide_intervals_speak_less_than_days():
    march = DateExtent(earliest=dt.date(2014, 3, 1), latest=dt.date(2014, 3, 31), precision="month", rule="test")
    until = DateExtent(latest=dt.date(2014, 3, 31), rule="test")
    unknown = DateExtent(rule="test")
    one = profile(context("a"))
    assert dates(one, profile(context("b", date=march))) == "inside"
    assert dates(one, profile(context("b", date=until))) == "overlap"
    assert dates(one, profile(context("b", date=unknown))) is None
    assert dates(profile(context("a", date=march)), profile(context("b", date=march))) == "same interval"


def test_an_undated_report_is_compared_by_how_recent_the_other_is():
    until = DateExtent(latest=dt.date(2014, 3, 31), rule="test")
    undated = profile(context("a", date=until, published="2014-03-31"))
    assert recency(undated, profile(context("b", date=day("2014-03-21")))) == 10.0
    assert recency(profile(context("c")), profile(context("b"))) is None


def test_places_know_containment_and_nearness():
    village = Place(name="Fernhill", country_code="XA", latitude=42.1, longitude=47.1, precision="place")
    assert relation(LANGTOWN, LANGTOWN) == "same"
    assert relation(LANGTOWN, UPPER_VALE) == relation(UPPER_VALE, LANGTOWN) == "contains"
    assert relation(LANGTOWN, EXAMPLIA) == "contains"
    assert relation(FAR_CITY, UPPER_VALE) == "same country"
    assert relation(LANGTOWN, village) == "near"
    assert relation(LANGTOWN, Place(name="Elsewhere", country_code="XB", precision="place")) == "other country"


def test_a_town_and_its_region_of_the_same_name_are_not_one_place():
    town = Place(name="Vale", geonameid=7, admin1="Vale", country_code="XA", precision="place")
    region = Place(name="Vale", geonameid=8, admin1="Vale", country_code="XA", precision="admin1")
    assert relation(town, region) == "contains"


def test_names_of_parks_match_by_their_telling_word():
    park = Place(name="Zorvath National Park", country_code="XA", precision="unknown")
    short = Place(name="Zorvath park", geonameid=9, country_code="XA", precision="place")
    other = Place(name="Mirbek National Park", country_code="XA", precision="unknown")
    assert relation(park, short) == "similar name"
    assert relation(park, other) == "unresolved"


def test_distance_of_a_degree_of_latitude():
    north = Place(name="North", latitude=43.0, longitude=47.0)
    assert distance_km(LANGTOWN, north) == pytest.approx(111.2, abs=0.1)
    assert distance_km(LANGTOWN, EXAMPLIA) is None


def test_a_place_named_in_the_other_text_counts_where_the_codes_disagree():
    coded = profile(context("a", place=FAR_CITY, text="Shots were heard in Langtown."))
    other = profile(context("b", place=LANGTOWN, text="The mayor of Langtown spoke."))
    assert place(coded, other) == "same country"
    assert place_in_text(coded, other) == "one"
    assert place_in_text(other, other) is None


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        (count(11), count(11), "equal many"),
        (count(11), count(12), "close"),
        (count(4), count(4), "equal some"),
        (count(1), count(1), "equal few"),
        (count(0), count(0), None),
        (count(0), count(5), "some and none"),
        (count(10), count(16), "differ"),
        (count(3), count(14), "far"),
        (count(1), count(2), "differ few"),
        (Counts(low=24), count(20), "differ"),
        (Counts(low=24), count(30), "same order"),
        (Counts(low=3), count(9), "within bounds"),
        (Counts(low=24), count(2), "far"),
        (None, count(2), None),
    ],
)
def test_figures_know_updates_from_contradictions(left, right, level):
    assert figures(left, right) == figures(right, left) == level


@given(counts(), counts())
def test_figures_are_symmetric(left, right):
    assert figures(left, right) == figures(right, left)
    a, b = profile(context("a", deaths=left)), profile(context("b", deaths=right))
    assert deaths(a, b) == figures(left, right)


def test_an_arrest_is_the_aftermath_of_violence_not_the_same_event():
    attack = profile(context("a"))
    arrest = profile(context("b", event=("Strategic developments", "Arrests")))
    clash = profile(context("c", event=("Battles", "Armed clash")))
    assert event_type(attack, arrest) == "aftermath"
    assert event_type(attack, clash) == "close"


def test_targets_meet_by_name_or_by_head_word():
    def hit(name: str, *actors: Actor):
        return profile(context(name, actors=actors))

    officers = Actor(role="target", name="two police officers", type="state forces")
    officer = Actor(role="target", name="the officer", type="state forces")
    market = Actor(role="target", name="a market", type="civilians")
    station = Actor(role="target", name="the railway station", type="civilians")
    assert targets(hit("a", officers), hit("b", officer)) == "same word"
    assert targets(hit("a", market), hit("b", station)) == "different words"
    assert targets(hit("a", market), hit("b", officer)) == "unlike"
    assert targets(hit("a"), hit("b", officer)) is None


def test_weapons_compare_by_family():
    def armed(name: str, *weapons_: str):
        return profile(context(name, weapons=weapons_))

    assert weapons(armed("a", "car bomb"), armed("b", "explosives")) == "shared"
    assert weapons(armed("a", "pistol"), armed("b", "bomb")) == "different"
    assert weapons(armed("a"), armed("b", "bomb")) is None


def test_only_a_missing_date_counts_in_the_hand_set_tables():
    # Undated reports of like killings in one city are mostly different ones.
    assert {n for n, t in model("reports").tables.items() if t.missing} == {"dates"}


def test_two_reports_of_one_document_are_two_incidents():
    left = profile(context("a", document="d", position=1))
    right = profile(context("b", document="d", position=2))
    assert judgement(score(left, right, model("reports")), model("reports")) == "negative"
