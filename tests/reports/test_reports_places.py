"""The incident's place among the places of a passage."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.documents import from_text
from dateline.documents.structure import tokens
from dateline.mentions.events import find_triggers
from dateline.records import Candidate, PlaceMention, ResolvedPlace
from dateline.reports.analysis import Analysis, analyse_document
from dateline.reports.places import (
    best_place,
    compatible_places,
    coordinates,
    country_mention,
    focus_country,
    is_fine,
    same_or_within,
    unknown_sites,
)
from dateline.resolve import gazetteer


def candidate(name: str, code: str, *, country: str = "XA", admin1: str | None = None, **values: Any) -> Candidate:
    return Candidate(
        geonameid=values.pop("geonameid", sum(map(ord, name + code))),
        name=name,
        feature_code=code,
        country_code=country,
        country=country,
        admin1=admin1,
        latitude=values.pop("latitude", 10.0),
        longitude=values.pop("longitude", 10.0),
    )


def resolved(text: str, name: str, best: Candidate | None = None, **values: Any) -> ResolvedPlace:
    start = text.index(name)
    return ResolvedPlace(
        mention=PlaceMention(start=start, end=start + len(name), text=name, **values),
        best=best,
        candidates=(best,) if best else (),
    )


def analysed(text: str) -> Analysis:
    return analyse_document(from_text(text, language="en"), gazetteer=gazetteer.default())


TOWN = candidate("Ashford", "PPL", admin1="Dale", geonameid=1)
PROVINCE = candidate("Dale", "ADM1", admin1="Dale", geonameid=2, latitude=10.4)
COUNTRY = candidate("Anyland", "PCLI", geonameid=3, latitude=12.0)
FAR = candidate("Reed", "PPL", admin1="Moor", geonameid=4, latitude=15.0)
ABROAD = candidate("Otherland", "PCLI", country="XB", geonameid=5, latitude=40.0)


def test_towns_and_provinces_are_fine_and_countries_are_not() -> None:
    text = "Ashford, Dale, Anyland, Nowhere"
    fine = [is_fine(resolved(text, p.name, p)) for p in (TOWN, PROVINCE, COUNTRY)]
    assert fine == [True, True, False]
    assert is_fine(resolved(text, "Nowhere"))


def test_a_town_lies_within_its_province_and_country_and_not_the_other_way() -> None:
    text = "Ashford, Dale, Anyland, Otherland, Reed"
    town, province, country = (resolved(text, p.name, p) for p in (TOWN, PROVINCE, COUNTRY))
    assert same_or_within(town, town)
    assert same_or_within(town, province)
    assert same_or_within(town, country)
    assert not same_or_within(province, town)
    assert not same_or_within(resolved(text, "Reed", FAR), province)
    assert not same_or_within(town, resolved(text, "Otherland", ABROAD))


def test_far_towns_are_not_one_site_and_a_name_unknown_may_be_any() -> None:
    text = "Ashford, Reed, Nowhere"
    town, far = resolved(text, "Ashford", TOWN), resolved(text, "Reed", FAR)
    assert not compatible_places(town, far)
    assert compatible_places(town, resolved(text, "Nowhere"))


POINTS = st.sampled_from([TOWN, PROVINCE, COUNTRY, FAR, ABROAD, None])


@settings(max_examples=60)
@given(POINTS, POINTS)
def test_being_one_site_is_symmetric_and_holds_for_itself(a: Candidate | None, b: Candidate | None) -> None:
    one, other = (
        ResolvedPlace(mention=PlaceMention(start=0, end=1, text="x"), best=best, candidates=()) for best in (a, b)
    )
    assert compatible_places(one, other) == compatible_places(other, one)
    assert compatible_places(one, one)


def best(text: str, *places: ResolvedPlace) -> str | None:
    chosen = best_place(places, text, 0, find_triggers(tokens(text)))
    return chosen.mention.text if chosen else None


def test_a_town_is_preferred_to_its_country() -> None:
    text = "A bomb went off in Ashford, Anyland"
    assert best(text, resolved(text, "Ashford", TOWN), resolved(text, "Anyland", COUNTRY)) == "Ashford"


def test_where_people_come_from_is_not_where_it_happened() -> None:
    text = "A trader from Reed was killed in Ashford"
    assert best(text, resolved(text, "Reed", FAR), resolved(text, "Ashford", TOWN)) == "Ashford"


def test_the_dateline_is_not_where_it_happened() -> None:
    text = "REED - A bomb went off in Ashford"
    places = resolved(text, "REED", FAR, dateline=True), resolved(text, "Ashford", TOWN)
    assert best(text, *places) == "Ashford"


def test_nothing_is_chosen_from_nothing() -> None:
    assert best_place((), "A bomb went off", 0, ()) is None


def test_the_focus_is_the_country_that_most_places_lie_in() -> None:
    text = "A car bomb went off in Basra. A second was found in Mosul. Turkey condemned both."
    assert focus_country(analysed(text)) == "IQ"
    assert focus_country(analysed("A car bomb went off. Nobody knows where.")) is None


def test_the_country_itself_stands_for_the_document_where_it_is_named() -> None:
    found = country_mention(analysed("A car bomb went off in Basra. Iraq mourned."))
    assert found is not None
    assert found.mention.text == "Iraq"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shots were fired at Qeverlund on Monday.", "Qeverlund"),
        ("A shell fell near Obrestovka.", "Obrestovka"),
    ],
)
def test_a_capitalised_name_after_a_preposition_is_a_site_though_unlisted(text: str, name: str) -> None:
    (site,) = unknown_sites(text, places=(), actors=(), timexes=(), leads=())
    assert site.mention.text == name
    assert site.best is None


@pytest.mark.parametrize(
    "text", ["He spoke to the Interior Ministry.", "It was seen on Friday.", "a shell fell near the mill."]
)
def test_organisations_days_and_common_nouns_are_no_sites(text: str) -> None:
    assert unknown_sites(text, places=(), actors=(), timexes=(), leads=()) == []


def test_nothing_is_guessed_in_capitals() -> None:
    assert unknown_sites("A SHELL FELL NEAR OBRESTOVKA.", places=(), actors=(), timexes=(), leads=()) == []


def test_what_is_known_already_is_not_found_again() -> None:
    text = "A shell fell near Ashford."
    assert unknown_sites(text, places=(resolved(text, "Ashford", TOWN),), actors=(), timexes=(), leads=()) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("found at N 34.52 E 69.18 by a patrol", (34.52, 69.18)),
        ("at 12.5 S, 40.25 E", (-12.5, 40.25)),
        ("at 4.60 N 74.08 W", (4.60, -74.08)),
    ],
)
def test_coordinates_are_read_with_their_signs(text: str, expected: tuple[float, float]) -> None:
    found = coordinates(text, 0, len(text))
    assert found is not None
    assert (found.latitude, found.longitude) == expected


@pytest.mark.parametrize("text", ["grade N 3, size E 4 of 5", "N 99.5 E 12.0", "the year 12.5 or so"])
def test_other_numbers_are_no_coordinates(text: str) -> None:
    found = coordinates(text, 0, len(text))
    assert found is None or (found.latitude, found.longitude) == (3.0, 4.0)


@settings(max_examples=60)
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_coordinates_written_are_read(latitude: float, longitude: float) -> None:
    written = (
        f"{'N' if latitude >= 0 else 'S'} {abs(latitude):.3f} {'E' if longitude >= 0 else 'W'} {abs(longitude):.3f}"
    )
    found = coordinates(written, 0, len(written))
    assert found is not None
    assert abs(found.latitude - latitude) < 0.001
    assert abs(found.longitude - longitude) < 0.001
    assert (found.start, found.end) == (0, len(written))
