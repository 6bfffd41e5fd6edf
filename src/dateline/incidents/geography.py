"""How two coded places lie to one another, from what the records themselves say."""

import math
import re
from typing import Literal

from dateline.incidents.background import background
from dateline.records import Place

Relation = Literal[
    "same",
    "same name",
    "similar name",
    "contains",
    "near",
    "unresolved",
    "same region",
    "same country",
    "other country",
]

NEAR_KM = 30.0
"""A town and its surroundings: "near X", a park or a village outside it."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
DISTRICT_KM = 50.0
"""Districts and parks have an extent: their label point may lie farther from a town in them."""

_WIDE = {"admin1", "country"}
_POINT = {"exact", "near", "place"}
EARTH_KM = 6371.0


def distance_km(left: Place, right: Place) -> float | None:
    """Great-circle distance in km, or None where one has no coordinates."""
    if left.latitude is None or left.longitude is None or right.latitude is None or right.longitude is None:
        return None
    a, b = math.radians(left.latitude), math.radians(right.latitude)
    turn = math.radians(right.longitude - left.longitude)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def place_name(place: Place) -> str:
    """The name for comparison."""
    return place.name.casefold().strip()


def place_words(place: Place) -> tuple[str, ...]:
    """The words of a name, lower-cased, in order."""
    return tuple(_WORD.findall(place_name(place)))


def _telling_words(place: Place) -> frozenset[str]:
    """Words of a name that say more than "park", "north" or "region".

    A compound such as "Ile-Alatau" counts as one; so the "X National Park" and "X park" are found to be alike. Two
    entries of the gazetteer are never compared by name.
    """
    weigh = background().weight
    return frozenset(w for w in place_name(place).split() if len(w) > 3 and weigh(w) >= 5.5)


def relation(left: Place, right: Place) -> Relation | None:
    """The relation of two places; symmetric. None where the records do not tell.

    A country or a first-level unit contains what is in it; towns within 30 km are near. A bare name without
    gazetteer entry is only known to be the same, or to stand in the same region or country.
    """
    if left.country_code and right.country_code and left.country_code != right.country_code:
        points = left.precision in _POINT and right.precision in _POINT
        return "near" if points and _within(left, right, NEAR_KM) else "other country"
    if left.geonameid is not None and left.geonameid == right.geonameid:
        return "same"
    if place_name(left) == place_name(right):
        # A town and the region called after it are not one place.
        return "same name" if (left.precision in _WIDE) == (right.precision in _WIDE) else "contains"
    entries = left.geonameid is not None and right.geonameid is not None
    wide = _WIDE & {left.precision, right.precision}
    if not entries and not wide and _telling_words(left) & _telling_words(right):
        return "similar name"
    if "country" in (left.precision, right.precision):
        return "contains" if left.country_code and left.country_code == right.country_code else None
    if "unknown" in (left.precision, right.precision):
        return "unresolved" if left.country_code and left.country_code == right.country_code else None
    same_region = bool(left.admin1 and left.admin1 == right.admin1)
    if "admin1" in (left.precision, right.precision):
        if same_region and not (left.precision == right.precision == "admin1"):
            return "contains"
        return "unresolved" if _country(left, right) and not (left.admin1 and right.admin1) else _country(left, right)
    km = distance_km(left, right)
    district = "admin2" in (left.precision, right.precision)
    if km is not None and km <= (DISTRICT_KM if district else NEAR_KM):
        return "near"
    return "same region" if same_region else _country(left, right)


def _within(left: Place, right: Place, limit_km: float) -> bool:
    """Whether both have coordinates and lie no farther apart; the latitudes alone settle it mostly."""
    if left.latitude is None or right.latitude is None or abs(left.latitude - right.latitude) * 111 > limit_km:
        return False
    km = distance_km(left, right)
    return km is not None and km <= limit_km


def _country(left: Place, right: Place) -> Relation | None:
    return "same country" if left.country_code and left.country_code == right.country_code else None
