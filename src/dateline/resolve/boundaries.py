"""Where a point lies, and what borders on what: outlines of countries and first-order units, lengths of borders.

Outlines are Natural Earth's at 1:10m (public domain), thinned to about a kilometre and joined to GeoNames' admin-1 codes
by training/build_areas.py. They are drawn for maps: within some two kilometres of a line the answer may be the
neighbour's, and a disputed line is where Natural Earth draws it, but for Crimea, which is Ukraine's here. Where its
units and GeoNames' differ, the country is known and the unit is not.
"""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property
from importlib.resources import files

import msgspec

from dateline.resolve.readings import distance

KM_A_DEGREE = 111.2


class Unit(msgspec.Struct, frozen=True):
    """A country (ISO 3166-1 alpha-2) and one of its first-order units (GeoNames' admin-1 code; None: not known)."""

    country_code: str
    admin1_code: str | None = None


class Border(msgspec.Struct, frozen=True, kw_only=True):
    """A land border between two countries: its length in km by two sources, None where one does not tell.

    `cia_km` is the World Factbook's, `natural_earth_km` that of the generalised 1:10m lines, which is shorter mostly.
    """

    cia_km: float | None = None
    natural_earth_km: float | None = None


class _Area(msgspec.Struct, frozen=True):
    country: str
    admin1: str
    arcs: tuple[int, ...]


class _Stored(msgspec.Struct, frozen=True):
    source: str
    grid: int
    arcs: tuple[tuple[int, ...], ...]
    areas: tuple[_Area, ...]


_Arc = tuple[tuple[int, int], ...]
_Box = tuple[int, int, int, int]


class Boundaries:
    """The shipped outlines, decoded; looked up by whole degrees."""

    def __init__(self, stored: _Stored) -> None:
        self.grid = stored.grid
        self.units = tuple(Unit(a.country, a.admin1 or None) for a in stored.areas)
        self._around = tuple(a.arcs for a in stored.areas)
        self._arcs: tuple[_Arc, ...] = tuple(
            tuple(zip(itertools.accumulate(flat[0::2]), itertools.accumulate(flat[1::2]), strict=True))
            for flat in stored.arcs
        )
        self._boxes: tuple[_Box, ...] = tuple(map(_box, self._arcs))

    @cached_property
    def _by_degree(self) -> dict[tuple[int, int], list[int]]:
        """Whole degree of longitude and latitude -> the areas whose bounding box touches it."""
        out: dict[tuple[int, int], list[int]] = defaultdict(list)
        for n, arcs in enumerate(self._around):
            boxes = [self._boxes[i] for i in arcs]
            west, south = min(b[0] for b in boxes) // self.grid, min(b[1] for b in boxes) // self.grid
            east, north = max(b[2] for b in boxes) // self.grid, max(b[3] for b in boxes) // self.grid
            for x in range(west, east + 1):
                for y in range(south, north + 1):
                    out[x, y].append(n)
        return dict(out)

    def at(self, latitude: float, longitude: float, *, within_km: float = 0.0) -> Unit | None:
        """The unit that a point lies in; None at sea and where nobody's is drawn.

        With `within_km` a point outside of all (a port on a thinned coast) gets the unit whose outline is nearest, if it
        is no farther.
        """
        x, y = round(longitude * self.grid), round(latitude * self.grid)
        for n in self._by_degree.get((x // self.grid, y // self.grid), ()):
            if self._inside(n, x, y):
                return self.units[n]
        if within_km <= 0:
            return None
        found = min(self._near(latitude, longitude, within_km), default=None)
        return self.units[found[1]] if found and found[0] <= within_km else None

    def _inside(self, n: int, x: int, y: int) -> bool:
        odd = 0
        for i in self._around[n]:
            _, south, east, north = self._boxes[i]
            if south <= y <= north and x <= east:
                for a, b in itertools.pairwise(self._arcs[i]):
                    odd ^= crossings(x, y, a, b)
        return bool(odd)

    def _near(self, latitude: float, longitude: float, within_km: float) -> Iterator[tuple[float, int]]:
        """(km to the outline, area) of those that may be so near."""
        g = self.grid
        reach = within_km / KM_A_DEGREE
        wide = reach / max(0.05, math.cos(math.radians(latitude)))
        cells = itertools.product(
            range(math.floor(longitude - wide), math.floor(longitude + wide) + 1),
            range(math.floor(latitude - reach), math.floor(latitude + reach) + 1),
        )
        for n in sorted({n for cell in cells for n in self._by_degree.get(cell, ())}):
            for i in self._around[n]:
                west, south, east, north = (v / g for v in self._boxes[i])
                if west - wide <= longitude <= east + wide and south - reach <= latitude <= north + reach:
                    for a, b in itertools.pairwise(self._arcs[i]):
                        yield _km_to_segment(latitude, longitude, a, b, g), n

    @cached_property
    def _lengths(self) -> dict[Unit, dict[Unit, float]]:
        sides: dict[int, list[int]] = defaultdict(list)
        for n, arcs in enumerate(self._around):
            for i in arcs:
                sides[i].append(n)
        out: dict[Unit, dict[Unit, float]] = defaultdict(lambda: defaultdict(float))
        for i, areas in sides.items():
            km = _km(self._arcs[i], self.grid) if len(areas) > 1 else 0.0
            for a, b in itertools.permutations(areas, 2):
                out[self.units[a]][self.units[b]] += km
        return out

    def neighbours(self, unit: Unit) -> dict[Unit, float]:
        """The units that share a line with one, of other countries too, and how many km of the thinned outline.

        {} for a unit without land neighbours, or one that the outlines do not have.
        """
        return {u: round(km, 1) for u, km in sorted(self._lengths.get(unit, {}).items(), key=lambda p: _order(p[0]))}


def _order(unit: Unit) -> tuple[str, str]:
    return unit.country_code, unit.admin1_code or ""


def crossings(x: int, y: int, a: tuple[int, int], b: tuple[int, int]) -> int:
    """1 if the half-line from (x, y) to the east crosses the segment, else 0; an upper end belongs to the next one."""
    (ax, ay), (bx, by) = a, b
    if (ay > y) == (by > y):
        return 0
    return int((bx - ax) * (y - ay) * (1 if by > ay else -1) > (x - ax) * (by - ay) * (1 if by > ay else -1))


def _box(arc: _Arc) -> _Box:
    xs, ys = [p[0] for p in arc], [p[1] for p in arc]
    return min(xs), min(ys), max(xs), max(ys)


def _km(arc: _Arc, grid: int) -> float:
    return sum(distance(a[1] / grid, a[0] / grid, b[1] / grid, b[0] / grid) for a, b in itertools.pairwise(arc))


def _km_to_segment(latitude: float, longitude: float, a: tuple[int, int], b: tuple[int, int], grid: int) -> float:
    """In a plane around the point: right to some thousandths over the tens of kilometres that this is for."""
    scale = math.cos(math.radians(latitude))
    ax, ay = (a[0] / grid - longitude) * scale, a[1] / grid - latitude
    bx, by = (b[0] / grid - longitude) * scale, b[1] / grid - latitude
    length = (bx - ax) ** 2 + (by - ay) ** 2
    t = 0.0 if length == 0 else max(0.0, min(1.0, -(ax * (bx - ax) + ay * (by - ay)) / length))
    return KM_A_DEGREE * math.hypot(ax + t * (bx - ax), ay + t * (by - ay))


@cache
def boundaries() -> Boundaries:
    """The outlines that ship, read once."""
    raw = (files("dateline") / "data" / "naturalearth_areas.json").read_bytes()
    return Boundaries(msgspec.json.decode(raw, type=_Stored))


@cache
def _borders() -> dict[tuple[str, str], Border]:
    out = {}
    for line in (files("dateline") / "data" / "borders.tsv").read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            a, b, cia, earth = line.split("\t")
            border = Border(cia_km=float(cia) if cia else None, natural_earth_km=float(earth) if earth else None)
            out[a, b] = out[b, a] = border
    return out


def unit_at(latitude: float, longitude: float, *, within_km: float = 0.0) -> Unit | None:
    """The country and first-order unit that a point (degrees, WGS 84) lies in. See `Boundaries.at`.

    >>> unit_at(43.25, 76.95)
    Unit(country_code='KZ', admin1_code='02')
    """
    return boundaries().at(latitude, longitude, within_km=within_km)


def country_neighbours(code: str) -> dict[str, Border]:
    """The countries that share a land border with one (ISO 3166-1 alpha-2), with its length; {} for an island.

    >>> sorted(country_neighbours("KZ"))
    ['CN', 'KG', 'RU', 'TM', 'UZ']
    """
    return {b: border for (a, b), border in sorted(_borders().items()) if a == code.upper()}


def unit_neighbours(unit: Unit) -> dict[Unit, float]:
    """The first-order units that share a line with one, with its length in km. See `Boundaries.neighbours`."""
    return boundaries().neighbours(unit)
