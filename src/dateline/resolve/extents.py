"""How far a place reaches: countries and first-order units by their outlines, regions by their members, waters by a box.

Regions are the curated table's (data/gazetteer_extents.tsv, each with its source); what they hold is asked of the codes
of a place, else of its point. "Not known" is an answer.
"""

from functools import cache
from importlib.resources import files

import msgspec

from dateline.records import Candidate, Place
from dateline.records.values import PlacePrecision
from dateline.resolve.boundaries import Unit, unit_at
from dateline.resolve.gazetteer import Entry, Gazetteer, default
from dateline.resolve.gazetteer_file import curated_id

Somewhere = Entry | Candidate | Place
# A point this near to a unit's thinned outline may lie in it.
_OUTLINE_KM = 3.0


class Extent(msgspec.Struct, frozen=True, kw_only=True):
    """What a place covers.

    `units` are whole countries ("SD") and first-order units ("SD.47", GeoNames' codes), any of which it covers; `box` is
    (west, south, east, north) in degrees, the least that holds it, for waters and deserts that no unit bounds. `precision`
    is that of an incident of which only this is known: "unknown" where it lies in several countries.
    """

    units: tuple[str, ...] = ()
    box: tuple[float, float, float, float] | None = None
    precision: PlacePrecision
    source: str

    def holds(self, latitude: float, longitude: float) -> bool | None:
        """Whether a point (degrees, WGS 84) lies in it; None where the outlines do not tell.

        For a box, True says only that the point may.
        """
        if self.box is not None:
            west, south, east, north = self.box
            return west <= longitude <= east and south <= latitude <= north
        unit = unit_at(latitude, longitude, within_km=_OUTLINE_KM)
        return None if unit is None else self.covers(unit)

    def covers(self, unit: Unit) -> bool | None:
        """Whether it covers a unit wholly; None where of the unit only the country is known, and it covers part of that."""
        if unit.country_code in self.units:
            return True
        if unit.admin1_code is not None:
            return f"{unit.country_code}.{unit.admin1_code}" in self.units
        return None if any(u.startswith(unit.country_code + ".") for u in self.units) else False


@cache
def _curated() -> dict[int, Extent]:
    out = {}
    for line in (files("dateline") / "data" / "gazetteer_extents.tsv").read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            name, country, members, precision, source = line.split("\t")
            parts = tuple(members.split(" "))
            west_to_north = tuple(float(v) for v in parts[1:]) if parts[0] == "box" else None
            told: dict[str, object] = {"precision": precision, "source": source}
            told |= {"box": west_to_north} if west_to_north else {"units": parts}
            out[curated_id(name, country)] = msgspec.convert(told, Extent)
    return out


def extent_of(place: Somewhere, *, places: Gazetteer | None = None) -> Extent | None:
    """The extent of a country, a first-order unit, or a curated region or water; None for a point or where none is known.

    >>> from dateline.records import Place
    >>> extent_of(Place(name="Darfur", country_code="SD", precision="admin1")).precision
    'admin1'
    """
    id_ = place.geonameid if place.geonameid is not None else curated_id(place.name, place.country_code or "")
    curated = curated_extent(id_)
    if curated is not None or not place.country_code:
        return curated
    if place.feature_code == "PCLI":
        return Extent(units=(place.country_code,), precision="country", source="Natural Earth")
    if place.feature_code == "ADM1":
        unit = _unit(place, places or default())
        if unit is not None and unit.admin1_code is not None:
            code = f"{unit.country_code}.{unit.admin1_code}"
            return Extent(units=(code,), precision="admin1", source="Natural Earth")
    return None


def curated_extent(id_: int) -> Extent | None:
    """The extent of a curated place by its id."""
    return _curated().get(id_) if id_ < 0 else None


def lies_in(inner: Somewhere, outer: Somewhere, *, places: Gazetteer | None = None) -> bool | None:
    """Whether one place lies in the extent of another; None where that is not known.

    Codes count before points: a town on a border lies where the gazetteer says. A place lies in itself; a country lies in
    a region only if the region covers all of it. Boxes answer False or None, never True: they hold more than they bound.
    """
    if (inner.geonameid, inner.name, inner.country_code) == (outer.geonameid, outer.name, outer.country_code):
        return True
    extent = extent_of(outer, places=places)
    if extent is None:
        return None
    if extent.box is None:
        own = extent_of(inner, places=places)
        if own is not None and own.units:
            told = [extent.covers(_parsed(unit)) for unit in own.units]
            return False if False in told else None if None in told else True
        unit = _unit(inner, places or default())
        if unit is not None and (unit.admin1_code is not None or extent.covers(unit) is not None):
            return extent.covers(unit)
    if inner.latitude is None or inner.longitude is None or inner.feature_code in ("PCLI", "ADM1"):
        return None
    held = extent.holds(inner.latitude, inner.longitude)
    return None if held and extent.box is not None else held


def _parsed(unit: str) -> Unit:
    country, _, admin1 = unit.partition(".")
    return Unit(country, admin1 or None)


def _unit(place: Somewhere, places: Gazetteer) -> Unit | None:
    """The unit that a place's codes name."""
    entry = place if isinstance(place, Entry) else places.place(place.geonameid) if place.geonameid else None
    if entry is not None and entry.country_code:
        return Unit(entry.country_code, entry.admin1_code or None)
    return Unit(place.country_code) if place.country_code else None
