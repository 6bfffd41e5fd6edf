"""How far regions, units and waters reach, and what lies in them."""

from pathlib import Path

import pytest

from dateline.mentions.toponyms import find_toponyms
from dateline.records import Place
from dateline.resolve import gazetteer
from dateline.resolve.boundaries import Unit
from dateline.resolve.extents import Extent, curated_extent, extent_of, lies_in
from dateline.resolve.gazetteer_file import curated_id
from dateline.resolve.places import resolve_places, to_place

TABLE = Path(__file__).parents[2] / "src" / "dateline" / "data" / "gazetteer_extents.tsv"


def place(name: str, text: str | None = None) -> Place:
    known = gazetteer.default()
    told = text or f"Fighting was reported in {name} on Monday."
    found = {
        r.mention.text: r for r in resolve_places(find_toponyms(told, gazetteer=known), text=told, gazetteer=known)
    }
    return to_place(found[name])


def test_every_row_names_a_curated_place_known_units_a_precision_and_a_source() -> None:
    known = gazetteer.default()
    with_towns = {
        f"{c}.{a}" for c, a in known._db.execute("SELECT DISTINCT country, admin1 FROM place WHERE code LIKE 'PPL%'")
    }
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for name, country, _members, _precision, source in rows:
        extent = curated_extent(curated_id(name, country))
        assert extent is not None
        assert known.place(curated_id(name, country)) is not None, name
        assert source
        assert bool(extent.units) != bool(extent.box)
        assert all(u in known.countries or u in with_towns for u in extent.units), (name, extent.units)
        if extent.box:
            west, south, east, north = extent.box
            assert -180 <= west < east <= 180
            assert -90 <= south < north <= 90
    assert len(rows) > 150


@pytest.mark.parametrize(
    ("inner", "outer", "told"),
    [
        ("Nyala", "Darfur", True), ("Khartoum", "Darfur", False), ("Sudan", "Darfur", None), ("Darfur", "Sudan", True),
        ("Grozny", "North Caucasus", True), ("Dagestan", "Caucasus", True), ("Moscow", "Caucasus", False),
        ("Kazakhstan", "Central Asia", True), ("Almaty", "Central Asia", True), ("Kabul", "Central Asia", False),
        ("Paris", "France", True), ("France", "Paris", None), ("Donetsk", "Donbas", True), ("Peshawar", "Donbas", False),
        ("Kabul", "Mediterranean Sea", False), ("Malta", "Mediterranean Sea", None), ("Darfur", "Darfur", True),
        ("Arish", "Sinai", True), ("Cairo", "Sinai", False),
    ],
)  # fmt: skip
def test_what_lies_in_what(inner: str, outer: str, told: bool | None) -> None:
    assert lies_in(place(inner), place(outer)) is told


def test_a_bare_name_lies_nowhere_that_is_known() -> None:
    nowhere = Place(name="Qwertovka", precision="unknown")
    assert lies_in(nowhere, place("Darfur")) is None
    assert lies_in(place("Darfur"), nowhere) is None
    assert extent_of(nowhere) is None


@pytest.mark.parametrize(
    ("name", "precision"),
    [
        ("Darfur", "admin1"),
        ("Middle East", "unknown"),
        ("Central Asia", "unknown"),
        ("Persian Gulf", "unknown"),
        ("Donbas", "admin1"),
    ],
)
def test_what_lies_in_several_countries_is_no_province(name: str, precision: str) -> None:
    assert place(name, f"Fighting in the {name} went on.").precision == precision


def test_a_point_is_held_by_the_outlines() -> None:
    darfur = extent_of(place("Darfur"))
    assert darfur is not None
    assert darfur.holds(12.05, 24.88) is True
    assert darfur.holds(15.55, 32.53) is False
    assert darfur.holds(0, -30) is None


def test_part_of_a_country_is_not_told_of_the_country() -> None:
    part = Extent(units=("SD.47",), precision="admin1", source="a test")
    assert part.covers(Unit("SD")) is None
    assert part.covers(Unit("TD")) is False
    assert part.covers(Unit("SD", "49")) is False
