"""Natural Earth's countries and regions, compiled by training/build_outlines.py, as lines and rings in degrees."""

import functools
import itertools
from collections.abc import Iterator, Sequence
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
        points = degrees(self.arcs[number if number >= 0 else ~number], self.grid)
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


class Regions(msgspec.Struct, frozen=True, kw_only=True):
    """Lines between first-level areas of one country, stored as the arcs of Outlines are."""

    source: str
    grid: int
    lines: tuple[tuple[int, ...], ...]
    disputed: tuple[tuple[int, ...], ...]


def degrees(flat: Sequence[int], grid: int) -> list[Point]:
    """A stored line as (longitude, latitude): the first point, then differences, on a grid of 1/`grid` degree."""
    xs, ys = itertools.accumulate(flat[0::2]), itertools.accumulate(flat[1::2])
    return [(x / grid, y / grid) for x, y in zip(xs, ys, strict=True)]


@functools.cache
def outlines() -> Outlines:
    """The outlines that ship with the package, read once."""
    return msgspec.json.decode(_data("naturalearth_countries.json"), type=Outlines)


@functools.cache
def regions() -> Regions:
    """The lines between regions that ship with the package, read once."""
    return msgspec.json.decode(_data("naturalearth_regions.json"), type=Regions)


def _data(name: str) -> bytes:
    return (files("dateline") / "data" / name).read_bytes()
