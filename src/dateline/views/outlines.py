"""Natural Earth's countries, compiled by training/build_outlines.py, as lines and rings in degrees."""

import functools
import itertools
from collections.abc import Iterator
from importlib.resources import files

import msgspec

Point = tuple[float, float]


class Country(msgspec.Struct, frozen=True):
    """A country; polygons are lists of rings (outline first, then holes) of arc numbers, ~n meaning backwards."""

    name: str
    code: str | None
    polygons: tuple[tuple[tuple[int, ...], ...], ...]


class Outlines(msgspec.Struct, frozen=True, kw_only=True):
    """Arcs on a grid of 1/`grid` degree: x, y of the first point (longitude, latitude), then differences.

    `borders` and `disputed` are the arcs between two countries; all others are coast.
    """

    source: str
    grid: int
    arcs: tuple[tuple[int, ...], ...]
    borders: tuple[int, ...]
    disputed: tuple[int, ...]
    countries: tuple[Country, ...]

    def line(self, number: int) -> list[Point]:
        """One arc in degrees; ~n is arc n backwards."""
        flat = self.arcs[number if number >= 0 else ~number]
        xs = itertools.accumulate(flat[0::2])
        ys = itertools.accumulate(flat[1::2])
        points = [(x / self.grid, y / self.grid) for x, y in zip(xs, ys, strict=True)]
        return points if number >= 0 else points[::-1]

    def rings(self, country: Country) -> Iterator[list[Point]]:
        """Every ring of the country, closed, outlines and holes alike (fill them by the even-odd rule)."""
        for polygon in country.polygons:
            for ring in polygon:
                points: list[Point] = []
                for number in ring:
                    points += self.line(number)[1 if points else 0 :]
                yield points

    def country(self, code: str) -> list[Country]:
        """The countries with this ISO code (Cyprus and Somalia have two each in the source)."""
        return [country for country in self.countries if country.code == code]


@functools.cache
def outlines() -> Outlines:
    """The outlines that ship with the package, read once."""
    raw = (files("dateline") / "data" / "naturalearth_countries.json").read_bytes()
    return msgspec.json.decode(raw, type=Outlines)
