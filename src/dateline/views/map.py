"""A map drawn without network: outlines from the package, a disc per place whose size is the precision."""

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dateline.chronology.extent import EARTH_KM, Extent, clip, extent
from dateline.records import Incident
from dateline.views import phrases
from dateline.views.markup import safe
from dateline.views.outlines import Country, Outlines, Point, degrees, outlines, regions

WIDTH, HEIGHT = 720.0, 470.0
# Degrees: a single village is shown with some 250 km around it, so that borders and neighbours orient the reader.
LEAST_SPAN = 2.2
# Degrees of longitude: maps narrower than this show the lines between regions as well.
REGION_SPAN = 30.0
# Share of the view left free around the outermost disc.
MARGIN = 0.12
# Least radius in pixels: where true size would vanish, the order of precisions still shows.
LEAST_PX: dict[str, float] = {"exact": 4.0, "place": 5.0, "near": 8.0, "admin2": 11.0, "admin1": 15.0}
MOST_LABELS = 40
# Pixels between two points of an outline.
LEAST_STEP = 0.9
# Places closer than this on the map of all are drawn again on a map of their own.
CLOSE_PX = 45.0
LEAST_CLUSTER = 3
MOST_DETAILS = 3
FONT = 12.0


class Spot(NamedTuple):
    """All incidents with one and the same place."""

    key: str
    name: str
    precision: str
    disc: Extent
    incidents: tuple[Incident, ...]


class Frame(NamedTuple):
    """The view: degrees per pixel around a centre; longitudes are shrunk by the cosine of the middle latitude."""

    longitude: float
    latitude: float
    scale: float
    shrink: float

    def project(self, x: float, y: float) -> Point:
        return (
            WIDTH / 2 + _turn(x - self.longitude) * self.shrink * self.scale,
            HEIGHT / 2 - (y - self.latitude) * self.scale,
        )


def spots(incidents: Iterable[Incident]) -> list[Spot]:
    """Places that can be drawn, the widest first so that the narrow ones lie on top; each with its incidents."""
    groups: dict[str, list[Incident]] = {}
    for incident in incidents:
        if incident.place is not None and extent(incident.place) is not None:
            groups.setdefault(place_key(incident), []).append(incident)
    out = []
    for key, found in groups.items():
        place = found[0].place
        disc = extent(place)
        if place is not None and disc is not None:
            out.append(Spot(key, phrases.place_words(place), place.precision, disc, tuple(found)))
    return sorted(out, key=lambda spot: (-spot.disc.radius_km, spot.key))


def place_key(incident: Incident) -> str:
    """One key for incidents whose place is the same entry at the same precision."""
    place = incident.place
    if place is None:
        return ""
    return f"{place.geonameid or place.name}|{place.country_code}|{place.precision}|{place.latitude}|{place.longitude}"


def frame(discs: Sequence[Extent], rings: Sequence[Sequence[Point]] = ()) -> Frame:
    """The view that holds all discs with a margin; without discs, the rings (a country), else the whole world."""
    boxes = []
    for disc in discs:
        dy = math.degrees(disc.radius_km / EARTH_KM)
        dx = dy / max(0.05, math.cos(math.radians(disc.latitude)))
        boxes.append((disc.longitude, dx, disc.latitude - dy, disc.latitude + dy))
    if not boxes:
        # The largest ring is the mainland; islands far off would only widen the view.
        for ring in sorted(rings, key=len, reverse=True)[:1]:
            xs, ys = [x for x, _ in ring], [y for _, y in ring]
            boxes.append(((min(xs) + max(xs)) / 2, (max(xs) - min(xs)) / 2, min(ys), max(ys)))
    if not boxes:
        return Frame(10.0, 15.0, WIDTH / 360 / 1.0, 1.0)
    centre = _middle([x for x, *_ in boxes])
    west = min(_turn(x - centre) - dx for x, dx, *_ in boxes)
    east = max(_turn(x - centre) + dx for x, dx, *_ in boxes)
    south, north = min(box[2] for box in boxes), max(box[3] for box in boxes)
    latitude = max(-80.0, min(80.0, (south + north) / 2))
    shrink = max(0.2, math.cos(math.radians(latitude)))
    wide = max((east - west) * shrink, LEAST_SPAN) * (1 + 2 * MARGIN)
    high = max(north - south, LEAST_SPAN * HEIGHT / WIDTH) * (1 + 2 * MARGIN)
    scale = min(WIDTH / wide, HEIGHT / high)
    # Never wider than the globe: beyond, the same country would be drawn twice.
    scale = max(scale, WIDTH / (360 * shrink))
    return Frame(_turn(centre + (west + east) / 2), latitude, scale, shrink)


def svgs(incidents: Sequence[Incident], *, anchors: dict[str, str]) -> Iterator[str]:
    """The map of all places, then one of every cluster that the first shows too small to tell its places apart.

    Each is one SVG element. `anchors` maps a spot's key to the id of its row in the table of places.
    """
    found = spots(incidents)
    codes = sorted({i.place.country_code for i in incidents if _whole_country(i) and i.place and i.place.country_code})
    world = outlines()
    hatched = [country for code in codes for country in world.country(code)]
    whole = frame([spot.disc for spot in found], [ring for country in hatched for ring in world.rings(country)])
    drawn = sum(len(spot.incidents) for spot in found)
    words = (
        f"{drawn} of {len(incidents)} incidents at {len(found)} places; a larger disc: a less exact place. "
        "The table below the map says the same in words."
    )
    yield _svg(1, "Map of the incidents", words, found, whole, world=world, hatched=hatched, anchors=anchors)
    for n, cluster in enumerate(clusters(found, whole), 2):
        names = sorted({spot.incidents[0].place.name for spot in cluster if spot.incidents[0].place})
        title = f"Detail of the map: {names[0]} to {names[-1]}"
        view = frame([spot.disc for spot in cluster])
        yield _svg(n, title, "", found, view, world=world, hatched=hatched, anchors=anchors)


def clusters(found: Sequence[Spot], view: Frame) -> list[list[Spot]]:
    """Groups of places whose discs lie within a few pixels of each other in `view`, the largest first.

    Only groups that a map of their own would show at least twice as large; MOST_DETAILS of them.
    """
    near = sorted((spot for spot in found if spot.precision != "admin1"), key=lambda spot: spot.key)
    points = [view.project(spot.disc.longitude, spot.disc.latitude) for spot in near]
    group = list(range(len(near)))

    def root(n: int) -> int:
        while group[n] != n:
            n = group[n]
        return n

    cells: dict[tuple[int, int], list[int]] = {}
    for n, (x, y) in enumerate(points):
        cells.setdefault((int(x // CLOSE_PX), int(y // CLOSE_PX)), []).append(n)
    for (column, row), members in sorted(cells.items()):
        beside = [m for dx in (0, 1) for dy in (-1, 0, 1) for m in cells.get((column + dx, row + dy), ())]
        for n in members:
            for m in beside:
                if math.dist(points[n], points[m]) < CLOSE_PX:
                    left, right = sorted((root(n), root(m)))
                    group[right] = left
    together: dict[int, list[Spot]] = {}
    for n, spot in enumerate(near):
        together.setdefault(root(n), []).append(spot)
    worth = [
        spots
        for spots in together.values()
        if len(spots) >= LEAST_CLUSTER and frame([s.disc for s in spots]).scale >= 2 * view.scale
    ]
    worth.sort(key=lambda spots: (-sum(len(spot.incidents) for spot in spots), spots[0].key))
    return worth[:MOST_DETAILS]


def _svg(
    number: int,
    title: str,
    words: str,
    found: Sequence[Spot],
    view: Frame,
    *,
    world: Outlines,
    hatched: Sequence[Country],
    anchors: dict[str, str],
) -> str:
    labels = [(0.0, HEIGHT - 30, WIDTH / 5 + 80, HEIGHT)]  # the scale bar's corner
    seen = [spot for spot in found if _in_view(spot, view)]
    names = list(_labels(seen, view, labels))
    return "".join(
        (
            f'<svg class="map" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" '
            f'aria-labelledby="map-title-{number} map-desc-{number}">',
            f'<title id="map-title-{number}">{safe(title)}</title>',
            f'<desc id="map-desc-{number}">{safe(words)}</desc>',
            f'<defs><pattern id="hatch-{number}" width="7" height="7" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="7"/></pattern>'
            f'<clipPath id="frame-{number}"><rect width="{WIDTH:g}" height="{HEIGHT:g}"/></clipPath></defs>',
            f'<rect class="sea" width="{WIDTH:g}" height="{HEIGHT:g}"/><g clip-path="url(#frame-{number})">',
            *_land(world, view, hatched, f"hatch-{number}"),
            *(_spot(spot, view, anchors.get(spot.key)) for spot in seen),
            *_country_names(world, view, labels),
            *names,
            "</g>",
            _scale_bar(view),
            f'<rect class="edge" width="{WIDTH:g}" height="{HEIGHT:g}"/></svg>',
        )
    )


def _in_view(spot: Spot, view: Frame) -> bool:
    x, y = view.project(spot.disc.longitude, spot.disc.latitude)
    radius = radius_px(spot, view)
    return -radius < x < WIDTH + radius and -radius < y < HEIGHT + radius


def _whole_country(incident: Incident) -> bool:
    return incident.place is not None and incident.place.precision == "country"


def _turn(degrees: float) -> float:
    """An angle within -180 and 180."""
    return (degrees + 180.0) % 360.0 - 180.0


def _middle(longitudes: Sequence[float]) -> float:
    """The longitude opposite to the widest gap, so that places on both sides of the antimeridian stay together."""
    ordered = sorted({_turn(x) for x in longitudes})
    gaps = [(b - a, a) for a, b in itertools.pairwise([*ordered, ordered[0] + 360])]
    width, before = max(gaps)
    return _turn(before + width / 2 + 180)


def _land(world: Outlines, view: Frame, hatched: Sequence[Country], pattern: str) -> Iterator[str]:
    """Land as one filled path, hatched countries, then coasts, borders and disputed lines as strokes."""
    hatched_names = {country.name for country in hatched}
    land, hatch = [], []
    for country in world.countries:
        path = "".join(_area(points, view) for points in world.rings(country))
        land.append(path)
        if country.name in hatched_names:
            hatch.append(path)
    yield f'<path class="land" d="{"".join(land)}"/>'
    if hatch:
        yield f'<path class="country" fill="url(#{pattern})" fill-rule="evenodd" d="{"".join(hatch)}"/>'
    kinds = dict.fromkeys(world.borders, "border") | dict.fromkeys(world.disputed, "disputed")
    strokes: dict[str, list[str]] = {"region": [], "coast": [], "border": [], "disputed": []}
    for number in range(len(world.arcs)):
        strokes[kinds.get(number, "coast")].append(_stroke(world.line(number), view))
    if WIDTH / (view.scale * view.shrink) < REGION_SPAN:
        inner = regions()
        strokes["region"] = [_stroke(degrees(line, inner.grid), view) for line in inner.lines]
        strokes["disputed"] += [_stroke(degrees(line, inner.grid), view) for line in inner.disputed]
    for kind, paths in strokes.items():
        if any(paths):
            yield f'<path class="{kind}" d="{"".join(paths)}"/>'


def unwrapped(points: Sequence[Point]) -> list[Point]:
    """The line without jumps from 180 to -180 degrees: longitudes go on beyond instead."""
    out = list(points[:1])
    turn = 0.0
    for (before, _), (x, y) in itertools.pairwise(points):
        turn += 360.0 if x - before < -180.0 else -360.0 if x - before > 180.0 else 0.0
        out.append((x + turn, y))
    return out


def _closed(ring: Sequence[Point]) -> list[Point]:
    """A ring without jumps; one around a pole (Antarctica) is closed along the edge of the world."""
    points = unwrapped(ring)
    (first, latitude), (last, _) = points[0], points[-1]
    if abs(last - first) < 180.0:
        return points
    pole = math.copysign(90.0, latitude)
    return [*points, (last, pole), (first, pole), points[0]]


def _copies(points: Sequence[Point], view: Frame) -> Iterator[list[Point]]:
    """The points in pixels, in each turn of the globe that the view may show."""
    ys = [y for _, y in points]
    top, bottom = view.latitude + HEIGHT / 2 / view.scale, view.latitude - HEIGHT / 2 / view.scale
    if max(ys) < bottom or min(ys) > top:
        return
    xs = [x for x, _ in points]
    half = WIDTH / 2 / (view.scale * view.shrink)
    for turn in (-360.0, 0.0, 360.0):
        if max(xs) + turn < view.longitude - half or min(xs) + turn > view.longitude + half:
            continue
        across, down = view.shrink * view.scale, view.scale
        yield [
            (WIDTH / 2 + (x + turn - view.longitude) * across, HEIGHT / 2 - (y - view.latitude) * down)
            for x, y in points
        ]


def _area(ring: Sequence[Point], view: Frame) -> str:
    """A ring as a closed path, cut to a little more than the view."""
    out = []
    for points in _copies(_closed(ring), view):
        cut = points
        for axis, most in ((0, WIDTH), (1, HEIGHT)):
            cut = clip(cut, axis=axis, bound=-20.0, keep_below=False)
            cut = clip(cut, axis=axis, bound=most + 20.0, keep_below=True)
        # Islands smaller than a pixel would only weigh on the page.
        if len(cut) > 3 and (path := _path(cut)):
            out.append(path + "Z")
    return "".join(out)


def _stroke(line: Sequence[Point], view: Frame) -> str:
    """A line as an open path: the runs of it that are in view, with one point more at either end."""
    out = []
    for points in _copies(unwrapped(line), view):
        inside = [-20 <= x <= WIDTH + 20 and -20 <= y <= HEIGHT + 20 for x, y in points]
        last = len(points) - 1
        keep = [inside[n] or inside[max(0, n - 1)] or inside[min(last, n + 1)] for n in range(len(points))]
        for kept, run in itertools.groupby(range(len(points)), key=keep.__getitem__):
            numbers = list(run)
            if kept and len(numbers) > 1:
                out.append(_path([points[n] for n in numbers]))
    return "".join(out)


def _path(points: Sequence[Point]) -> str:
    """An SVG path in tenths of a pixel, relative; a point less than LEAST_STEP from the one before is left out."""
    x, y = round(points[0][0] * 10), round(points[0][1] * 10)
    out = [f"M{_tenths(x)} {_tenths(y)}l"]
    for n, point in enumerate(points[1:], 2):
        dx, dy = round(point[0] * 10) - x, round(point[1] * 10) - y
        if (abs(dx) < LEAST_STEP * 10 and abs(dy) < LEAST_STEP * 10 and n < len(points)) or not (dx or dy):
            continue
        out.append(f"{_tenths(dx)} {_tenths(dy)} ")
        x, y = x + dx, y + dy
    return "".join(out).rstrip().replace(" -", "-") if len(out) > 1 else ""


def _tenths(value: int) -> str:
    """12 tenths as "1.2", 3 as ".3": SVG needs no zero before the point."""
    return f"{value / 10:g}".replace("0.", ".", 1) if abs(value) < 10 and value else f"{value / 10:g}"


def radius_px(spot: Spot, view: Frame) -> float:
    """True size on the map, but never less than the least of its precision."""
    true = math.degrees(spot.disc.radius_km / EARTH_KM) * view.scale
    return max(true, LEAST_PX[spot.precision])


def _spot(spot: Spot, view: Frame, anchor: str | None) -> str:
    x, y = view.project(spot.disc.longitude, spot.disc.latitude)
    count = len(spot.incidents)
    title = safe(f"{spot.name}: {count} incident{'' if count == 1 else 's'}; {phrases.PLACE_PRECISION[spot.precision]}")
    ids = safe(" ".join(incident.incident_id for incident in spot.incidents))
    radius = radius_px(spot, view)
    shape = f'<circle class="spot {spot.precision}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
    mark = f'<g data-ids="{ids}"><title>{title}</title>{shape}</g>'
    return f'<a href="#{safe(anchor)}" tabindex="-1">{mark}</a>' if anchor else mark


def _labels(found: Sequence[Spot], view: Frame, taken: list[tuple[float, float, float, float]]) -> Iterator[str]:
    """Names beside their discs where there is room, places with most incidents first."""
    for spot in found:
        x, y = view.project(spot.disc.longitude, spot.disc.latitude)
        if spot.precision in ("exact", "place"):
            radius = radius_px(spot, view)
            taken.append((x - radius, y - radius, x + radius, y + radius))
    done: set[str] = set()
    for spot in sorted(found, key=lambda s: (-len(s.incidents), s.disc.radius_km, s.key)):
        place = spot.incidents[0].place
        if place is None or place.name in done or len(done) >= MOST_LABELS:
            continue
        x, y = view.project(spot.disc.longitude, spot.disc.latitude)
        name = place.name if len(spot.incidents) == 1 else f"{place.name} ({len(spot.incidents)})"
        width = len(name) * FONT * 0.56
        gap = 0.0 if spot.disc.area else radius_px(spot, view) + 3
        sides = (
            [(x - width / 2, y + FONT / 2 - 2)]
            if spot.disc.area
            else [
                (x + gap, y + 4),
                (x - gap - width, y + 4),
                (x - width / 2, y - gap - 2),
                (x - width / 2, y + gap + 10),
            ]
        )
        for left, base in sides:
            box = (left, base - FONT + 2, left + width, base + 3)
            if _free(box, taken):
                taken.append(box)
                done.add(place.name)
                kind = "name area" if spot.disc.area else "name"
                yield f'<text class="{kind}" x="{left:.1f}" y="{base:.1f}">{safe(name)}</text>'
                break


def _free(box: tuple[float, float, float, float], taken: Iterable[tuple[float, float, float, float]]) -> bool:
    left, top, right, bottom = box
    if left < 2 or top < 2 or right > WIDTH - 2 or bottom > HEIGHT - 2:
        return False
    return all(right <= a or left >= c or bottom <= b or top >= d for a, b, c, d in taken)


def _country_names(world: Outlines, view: Frame, taken: list[tuple[float, float, float, float]]) -> Iterator[str]:
    """Names of the countries of which much is in view, in the middle of the visible part."""
    for country in world.countries:
        best: tuple[float, float, float] | None = None
        for polygon in country.polygons:
            points = [point for number in polygon[0] for point in world.line(number)]
            for pixels in _copies(_closed(points), view):
                cut = pixels
                for axis, most in ((0, WIDTH), (1, HEIGHT)):
                    cut = clip(cut, axis=axis, bound=0.0, keep_below=False)
                    cut = clip(cut, axis=axis, bound=most, keep_below=True)
                found = _centroid(cut)
                if found and (best is None or found[0] > best[0]):
                    best = found
        name = country.name.upper()
        width = len(name) * FONT * 0.78
        if best is None or best[0] < max(width * 30, WIDTH * HEIGHT / 250):
            continue
        _, x, y = best
        for base in (y, y - 16, y + 16):  # further off, the name would stand in a neighbour
            box = (x - width / 2, base - FONT, x + width / 2, base + 4)
            if _free(box, taken):
                taken.append(box)
                yield f'<text class="nation" x="{x:.1f}" y="{base:.1f}">{safe(name)}</text>'
                break


def _centroid(points: Sequence[Point]) -> tuple[float, float, float] | None:
    """Area in square pixels and centroid of a ring."""
    area = mx = my = 0.0
    for (ax, ay), (bx, by) in itertools.pairwise([*points, *points[:1]]):
        cross = ax * by - bx * ay
        area += cross / 2
        mx += (ax + bx) * cross / 6
        my += (ay + by) * cross / 6
    return (abs(area), mx / area, my / area) if abs(area) > 1 else None


def _scale_bar(view: Frame) -> str:
    """A bar of a round number of kilometres, at most a fifth of the width; true at the middle of the map."""
    per_km = view.scale * math.degrees(1 / EARTH_KM)
    km = max(n * 10**p for p in range(5) for n in (1, 2, 5) if n * 10**p * per_km <= WIDTH / 5 or n * 10**p == 1)
    length = km * per_km
    y = HEIGHT - 14
    return (
        f'<g class="scale"><path d="M12 {y - 4:g}V{y:g}H{12 + length:.1f}V{y - 4:g}"/>'
        f'<text x="{16 + length:.1f}" y="{y:g}">{phrases.number(km)} km</text></g>'
    )
