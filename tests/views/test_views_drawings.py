"""The timeline and the map: empty periods stay visible, discs are as large as the place is vague, no false dots."""

import datetime as dt
import itertools
import math
import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dateline.chronology.extent import extent
from dateline.records import Incident
from dateline.views import map as world_map
from dateline.views import timeline
from dateline.views.outlines import degrees, outlines, regions
from invented import FERN_HILL, KENYA, chronology

SVG = "{http://www.w3.org/2000/svg}"
MILL = next(incident for incident in chronology().incidents if incident.incident_id == "i0000000000a1")


replaced: Callable[..., Incident] = msgspec.structs.replace


def at(start: str, end: str | None = None, **values: Any) -> Incident:
    identity = values.pop("incident_id", f"i{start}{end}")
    return replaced(MILL, incident_id=identity, date_start=start, date_end=end or start, links=(), **values)


def placed(name: str, latitude: float, longitude: float, precision: Any = "place", number: int = 1) -> Incident:
    place = msgspec.structs.replace(
        FERN_HILL, name=name, latitude=latitude, longitude=longitude, precision=precision, geonameid=None
    )
    return at("2014-07-03", place=place, incident_id=f"i{name}{number}")


def drawn(text: str) -> Any:
    return etree.fromstring(text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def maps(*incidents: Incident) -> list[Any]:
    anchors = {world_map.place_key(incident): f"place-{n}" for n, incident in enumerate(incidents)}
    return [drawn(text) for text in world_map.svgs(incidents, anchors=anchors)]


def corners(path: str) -> list[tuple[float, float]]:
    """All points of a path of M and l steps, absolute."""
    out: list[tuple[float, float]] = []
    for part in re.findall(r"M([^MlZ]*)l?([^MlZ]*)", path):
        start, steps = ([float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)] for numbers in part)
        x, y = start
        out.append((x, y))
        for dx, dy in zip(steps[0::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            out.append((x, y))
    return out


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_a_few_months_are_rows_of_months_and_many_are_rows_of_years() -> None:
    short = timeline.rows([(day("2014-06-01"), day("2014-06-01")), (day("2014-08-01"), day("2014-08-01"))])
    assert [row.label for row in short] == ["Jun 2014", "Jul 2014", "Aug 2014"]
    long = timeline.rows([(day("2012-06-01"), day("2012-06-01")), (day("2014-08-01"), day("2014-08-01"))])
    assert [row.label for row in long] == ["2012", "2013", "2014"]


def test_long_empty_runs_are_named_not_dropped() -> None:
    found = timeline.rows([(day("1990-06-01"), day("1990-06-01")), (day("2014-08-01"), day("2014-08-01"))])
    assert [(row.label, row.joined) for row in found] == [("1990", False), ("1991 to 2013", True), ("2014", False)]
    assert "1991 to 2013: none reported" in timeline.svg([at("1990-06-01"), at("2014-08-01")])


@given(st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 500)), min_size=1, max_size=30))
@settings(max_examples=100)
def test_every_day_of_every_interval_lies_in_a_row_that_is_drawn(raw: list[tuple[int, int]]) -> None:
    origin = dt.date(1990, 1, 1)
    spans = [(origin + dt.timedelta(days=a), origin + dt.timedelta(days=a + b)) for a, b in raw]
    found = timeline.rows(spans)
    for before, after in itertools.pairwise(found):
        assert before.last + dt.timedelta(days=1) == after.first
    for start, end in spans:
        for edge in (start, end):
            (row,) = (row for row in found if row.first <= edge <= row.last)
            assert not row.joined


def test_a_known_day_is_a_dot_and_an_interval_a_bar() -> None:
    drawing = drawn(timeline.svg([at("2014-07-03"), at("2014-07-10", "2014-07-20"), at("2014-08-25", "2014-09-05")]))
    assert len(drawing.findall(f".//{SVG}circle")) == 1
    # The last one reaches into a second month and has a bar in either row.
    assert len(drawing.findall(f".//{SVG}rect")) == 3
    links = {a.get("href") for a in drawing.findall(f".//{SVG}a")}
    assert "#i2014-07-032014-07-03" in links or "#i2014-07-03None" in links


def test_a_date_known_on_one_side_points_to_the_open_one() -> None:
    after = replaced(at("2014-07-03"), date_end=None)
    before = replaced(at("2014-07-20"), date_start=None)
    first, second = re.findall(r'class="open [^"]*" d="M([\d.]+) [\d.]+l(-?[\d.]+)', timeline.svg([after, before]))
    assert float(first[1]) > 0 > float(second[1])
    assert float(first[0]) < float(second[0])


def test_a_crowded_row_counts_what_it_does_not_draw() -> None:
    text = timeline.svg([at("2014-07-03", incident_id=f"i{n}") for n in range(20)])
    assert text.count('class="dot') == timeline.MOST_LANES
    assert "11 more not drawn" in text


def test_marks_in_one_lane_do_not_overlap() -> None:
    incidents = [at(f"2014-{1 + n % 12:02}-{1 + n % 28:02}", incident_id=f"i{n}") for n in range(60)]
    drawing = drawn(timeline.svg(incidents))
    by_lane: dict[str, list[float]] = {}
    for circle in drawing.iter(f"{SVG}circle"):
        by_lane.setdefault(circle.get("cy"), []).append(float(circle.get("cx")))
    for places in by_lane.values():
        places.sort()
        assert all(b - a > 2 * timeline.DOT for a, b in itertools.pairwise(places))


def test_no_dated_incident_no_timeline() -> None:
    assert timeline.svg([at("2014-07-03", date_precision="unknown")]) != ""
    assert timeline.svg([msgspec.structs.replace(MILL, date_start=None, date_end=None)]) == ""


def test_the_vaguer_the_place_the_larger_the_disc() -> None:
    precisions = ("exact", "place", "near", "admin2", "admin1")
    for spread in (0.2, 80.0):  # a district, and the whole world
        (drawing, *_) = maps(*(placed(p, 10.0 + n * spread / 9, 20.0, p) for n, p in enumerate(precisions)))
        sizes = {c.get("class").split()[1]: float(c.get("r")) for c in drawing.iter(f"{SVG}circle") if c.get("class")}
        ordered = [sizes[p] for p in precisions]
        assert ordered == sorted(ordered)
        assert len(set(ordered)) == 5


def test_a_country_is_hatched_and_never_a_dot() -> None:
    kenya = at("2014-07-03", place=KENYA)
    (drawing,) = maps(kenya)
    assert not list(drawing.iter(f"{SVG}circle"))
    (area,) = drawing.findall(f".//{SVG}path[@class='country']")
    assert area.get("fill") == "url(#hatch-1)"
    xs = [x for x, _ in corners(area.get("d"))]
    assert 0 <= min(xs) < max(xs) <= world_map.WIDTH
    assert max(xs) - min(xs) > world_map.WIDTH / 3


@given(
    st.lists(
        st.tuples(st.floats(-70, 70), st.floats(-180, 180), st.sampled_from(["exact", "near", "admin1"])),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=60)
def test_every_place_lies_in_the_frame(raw: list[tuple[float, float, str]]) -> None:
    incidents = [placed(f"P{n}", latitude, longitude, p) for n, (latitude, longitude, p) in enumerate(raw)]
    discs = [disc for incident in incidents if (disc := extent(incident.place))]
    view = world_map.frame(discs)
    for disc in discs:
        x, y = view.project(disc.longitude, disc.latitude)
        assert -1 <= x <= world_map.WIDTH + 1
        assert -1 <= y <= world_map.HEIGHT + 1


def test_places_on_both_sides_of_the_antimeridian_are_neighbours() -> None:
    view = world_map.frame([d for p in (179.5, -179.5) if (d := extent(placed("P", -17.0, p).place))])
    (a, _), (b, _) = view.project(179.5, -17.0), view.project(-179.5, -17.0)
    assert 0 < b - a < world_map.WIDTH / 2


def test_a_crowded_corner_gets_a_map_of_its_own() -> None:
    corner = [placed(f"C{n}", 43.0 + n / 10, 46.0 + n / 5) for n in range(5)]
    overview, detail = maps(*corner, placed("Far", 60.0, 120.0))
    assert len(list(overview.iter(f"{SVG}circle"))) - 0 >= 6
    assert len(list(detail.iter(f"{SVG}circle"))) == 5
    assert "Detail" in detail.findtext(f"{SVG}title")
    assert len(maps(*corner)) == 1


def test_incidents_at_one_place_share_a_disc() -> None:
    (drawing,) = maps(*(placed("P", 43.0, 46.0, number=n) for n in range(4)))
    assert len(list(drawing.iter(f"{SVG}circle"))) == 1
    (group,) = drawing.iterfind(f".//{SVG}g[@data-ids]")
    assert len(group.get("data-ids").split()) == 4
    assert "P (4)" in "".join(drawing.itertext())


def test_outlines_are_whole() -> None:
    world = outlines()
    assert len(world.countries) > 230
    codes = [country.code for country in world.countries]
    assert {"RU", "KZ", "GE", "UA", "XK", "PS", "EH"} <= set(codes)
    for country in world.countries:
        for ring in world.rings(country):
            assert ring[0] == ring[-1], country.name
            assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
    assert not set(world.borders) & set(world.disputed)


def test_lines_between_regions_show_on_close_maps_only() -> None:
    (near,) = maps(placed("P", 43.0, 46.0))
    (far,) = maps(placed("P", 43.0, 46.0), placed("Q", 10.0, 120.0))
    assert near.findall(f".//{SVG}path[@class='region']")
    assert not far.findall(f".//{SVG}path[@class='region']")


def test_the_line_of_abkhazia_is_disputed() -> None:
    found = [degrees(line, regions().grid) for line in regions().disputed]
    assert found
    assert all(40 < x < 43 and 42 < y < 44 for line in found for x, y in line)


def test_the_line_to_crimea_is_disputed_and_the_peninsula_is_drawn_with_ukraine() -> None:
    world = outlines()
    (ukraine,) = world.country("UA")
    inside = [ring for ring in world.rings(ukraine) if all(32 < x < 37 and 44 < y < 46.6 for x, y in ring)]
    assert inside
    near = [world.line(n) for n in world.disputed]
    assert any(all(32 < x < 36 and 45.5 < y < 46.6 for x, y in line) for line in near)


def test_no_land_is_smeared_across_the_antimeridian() -> None:
    (world,) = maps(placed("P", 60.0, 20.0), placed("Q", -40.0, 170.0), placed("R", -50.0, -70.0))
    land = world.find(f".//{SVG}path[@class='land']").get("d")
    for ring in land.split("Z"):
        points = corners(ring)
        for (ax, ay), (bx, by) in itertools.pairwise(points):
            along_an_edge = ay == by and (ay < -10 or ay > world_map.HEIGHT + 10)
            assert abs(bx - ax) < world_map.WIDTH / 3 or along_an_edge


def test_a_line_goes_on_beyond_the_antimeridian() -> None:
    assert world_map.unwrapped([(179.0, 0.0), (-179.0, 1.0), (178.0, 2.0)]) == [
        (179.0, 0.0),
        (181.0, 1.0),
        (178.0, 2.0),
    ]


@given(st.lists(st.tuples(st.floats(-500, 1500), st.floats(-500, 1500)), min_size=2, max_size=30))
@settings(max_examples=100)
def test_a_path_keeps_its_points_within_a_pixel(points: list[tuple[float, float]]) -> None:
    drawn_points = corners(world_map._path(points))
    for x, y in points if drawn_points else ():
        assert min(math.dist((x, y), point) for point in drawn_points) < 1.5


@pytest.mark.parametrize("latitude", [0.0, 45.0, 65.0])
def test_the_scale_bar_is_true(latitude: float) -> None:
    view = world_map.frame([d for x in (20.0, 26.0) if (d := extent(placed("P", latitude, x).place))])
    found = re.search(r"H([\d.]+)V.*?>([\d\u202f]+) km<", world_map._scale_bar(view))
    assert found
    length, km = float(found.group(1)) - 12, int(found.group(2).replace("\u202f", ""))
    (a, _), (b, _) = view.project(20.0, view.latitude), view.project(21.0, view.latitude)
    true = 111.19 * math.cos(math.radians(view.latitude))
    assert abs((b - a) / true - length / km) < 0.02 * (b - a) / true
