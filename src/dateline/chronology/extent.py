"""How far from its coordinates a place may reach: the radius behind each precision, and circles on the globe."""

import functools
import json
import math
from importlib.resources import files
from typing import NamedTuple

from dateline.records import Place

EARTH_KM = 6371.0

# Kilometres. A town is taken as 5 km across its middle, "near" as a day's local usage of the word; second-level areas
# vary too much for one figure to be right and 30 km is the size of a usual district. First-level areas are looked up
# in Natural Earth by GeoNames id; 100 km is the median there.
RADIUS_KM: dict[str, float] = {"exact": 1.0, "place": 5.0, "near": 20.0, "admin2": 30.0, "admin1": 100.0}


class Extent(NamedTuple):
    """A disc in which the place lies: centre in WGS 84 degrees, radius in kilometres.

    `area` is true where the centre is only the middle of an administrative area, so that a dot there would be false.
    """

    latitude: float
    longitude: float
    radius_km: float
    area: bool


@functools.cache
def _areas() -> dict[str, tuple[float, float, float]]:
    raw = (files("dateline") / "data" / "naturalearth_admin1.json").read_text(encoding="utf-8")
    return {number: tuple(disc) for number, disc in json.loads(raw)["areas"].items()}


def extent(place: Place | None) -> Extent | None:
    """The disc of a place, or None: no coordinates, unknown precision, or a whole country.

    >>> extent(Place(name="Northland", latitude=1.0, longitude=2.0, precision="country")) is None
    True
    >>> extent(Place(name="Fern Hill", latitude=1.0, longitude=2.0, precision="place"))
    Extent(latitude=1.0, longitude=2.0, radius_km=5.0, area=False)
    """
    if place is None or place.precision not in RADIUS_KM:
        return None
    if place.precision == "admin1" and place.geonameid is not None:
        known = _areas().get(str(place.geonameid))
        if known is not None:
            return Extent(*known, area=True)
    if place.latitude is None or place.longitude is None:
        return None
    area = place.precision in ("admin1", "admin2")
    return Extent(place.latitude, place.longitude, RADIUS_KM[place.precision], area)


def ring(disc: Extent, *, points: int = 32) -> list[tuple[float, float]]:
    """The disc's outline as (longitude, latitude), counterclockwise, closed; longitudes may pass 180.

    Latitudes are held within 89.9 degrees, so that a disc over a pole stays drawable.
    """
    angle = disc.radius_km / EARTH_KM
    latitude = math.radians(disc.latitude)
    out = []
    for n in range(points):
        bearing = -2 * math.pi * n / points
        y = math.asin(math.sin(latitude) * math.cos(angle) + math.cos(latitude) * math.sin(angle) * math.cos(bearing))
        x = math.atan2(
            math.sin(bearing) * math.sin(angle) * math.cos(latitude),
            math.cos(angle) - math.sin(latitude) * math.sin(y),
        )
        out.append((round(disc.longitude + math.degrees(x), 4), round(max(-89.9, min(89.9, math.degrees(y))), 4)))
    return [*out, out[0]]


def clip(points: list[tuple[float, float]], *, axis: int, bound: float, keep_below: bool) -> list[tuple[float, float]]:
    """The part of a polygon on one side of a line of constant x (axis 0) or y (axis 1); closed if it was.

    One step of Sutherland and Hodgman's algorithm. The answer is empty where nothing is left.
    """
    if not points:
        return []
    closed = points[0] == points[-1]
    corners = points[:-1] if closed else points
    sign = 1.0 if keep_below else -1.0
    out: list[tuple[float, float]] = []
    for n, current in enumerate(corners):
        before = corners[n - 1]
        inside, was_inside = sign * (bound - current[axis]) >= 0, sign * (bound - before[axis]) >= 0
        if inside != was_inside:
            share = (bound - before[axis]) / (current[axis] - before[axis])
            out.append((before[0] + share * (current[0] - before[0]), before[1] + share * (current[1] - before[1])))
        if inside:
            out.append(current)
    return [*out, out[0]] if out and closed else out
