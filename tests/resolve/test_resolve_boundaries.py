"""Points in countries and units, and what borders on what."""

import sqlite3

import pytest

from dateline.resolve import gazetteer
from dateline.resolve.boundaries import (
    Unit,
    boundaries,
    country_neighbours,
    crossings,
    unit_at,
    unit_neighbours,
)


@pytest.mark.parametrize(
    ("latitude", "longitude", "country", "admin1"),
    [
        (43.25, 76.95, "KZ", "02"), (42.98, 47.50, "RU", "17"), (34.53, 69.17, "AF", "13"), (36.34, 43.13, "IQ", "15"),
        (51.51, -0.13, "GB", "ENG"), (44.95, 34.10, "UA", "11"), (42.66, 21.16, "XK", None), (13.45, 22.45, "SD", None),
        (-54.4, -67.5, "AR", "23"), (66.0, 170.0, "RU", "15"),
    ],
)  # fmt: skip
def test_a_point_lies_in_its_country_and_unit(
    latitude: float, longitude: float, country: str, admin1: str | None
) -> None:
    unit = unit_at(latitude, longitude)
    assert unit is not None
    assert unit.country_code == country
    if admin1 is not None:
        assert unit.admin1_code == admin1


def test_at_sea_there_is_no_unit_unless_the_coast_is_near_enough() -> None:
    assert unit_at(0.0, -30.0) is None
    assert unit_at(0.0, -30.0, within_km=100) is None
    off_alexandria = (31.25, 29.85)
    assert unit_at(*off_alexandria) is None
    near = unit_at(*off_alexandria, within_km=15)
    assert near is not None
    assert near.country_code == "EG"


def test_nearly_all_towns_of_the_gazetteer_lie_in_their_country_and_unit() -> None:
    """An oracle of another source: GeoNames' codes against Natural Earth's outlines."""
    with sqlite3.connect(f"{gazetteer.default().path.as_uri()}?mode=ro", uri=True) as db:
        rows = db.execute(
            "SELECT country, admin1, lat, lon FROM place WHERE code LIKE 'PPL%' AND population > 5000 AND id % 40 = 0"
        ).fetchall()
    found = [(country, admin1, unit_at(lat / 1e4, lon / 1e4, within_km=5)) for country, admin1, lat, lon in rows]
    known = [(c, a, u) for c, a, u in found if u is not None]
    assert len(known) > 0.99 * len(found) > 990
    assert sum(c == u.country_code for c, _, u in known) > 0.99 * len(known)
    told = [(c, a, u) for c, a, u in known if c == u.country_code and u.admin1_code is not None]
    assert len(told) > 0.8 * len(known)
    assert sum(a == u.admin1_code for _, a, u in told) > 0.96 * len(told)


def test_neighbours_of_countries_with_lengths_by_two_sources() -> None:
    found = country_neighbours("kg")
    assert sorted(found) == ["CN", "KZ", "TJ", "UZ"]
    assert found["KZ"].cia_km == country_neighbours("KZ")["KG"].cia_km
    assert country_neighbours("IS") == {}
    assert 1000 < (found["KZ"].natural_earth_km or 0) < 1300
    assert "SO" in country_neighbours("ET")


def test_neighbours_of_units_are_mutual_and_cross_borders() -> None:
    dagestan = Unit("RU", "17")
    found = unit_neighbours(dagestan)
    assert Unit("RU", "12") in found  # Chechnya
    assert {"AZ", "GE"} <= {u.country_code for u in found}
    assert all(unit_neighbours(u)[dagestan] == km for u, km in found.items())
    assert all(km > 0 for km in found.values())
    assert unit_neighbours(Unit("IS", "99")) == {}


def test_outlines_agree_with_the_border_table_on_who_borders_whom() -> None:
    pairs = {
        tuple(sorted((a.country_code, b.country_code)))
        for a in boundaries().units
        for b in unit_neighbours(a)
        if a.country_code != b.country_code
    }
    told = {tuple(sorted((a, b))) for a in gazetteer.default().countries for b in country_neighbours(a)}
    missing, more = told - pairs, pairs - told
    assert len(missing) < 0.03 * len(told), missing
    assert len(more) < 0.05 * len(told), more


def test_the_upper_end_of_a_segment_belongs_to_the_next() -> None:
    up, down = ((10, 0), (10, 5)), ((10, 5), (10, 9))
    for y in (0, 4, 5, 8):
        assert crossings(0, y, *up) + crossings(0, y, *down) == 1
        assert crossings(20, y, *up) + crossings(20, y, *down) == 0
