"""JSON Lines, CSV and GeoJSON: the contract's keys, safe cells, no false dots, the same bytes each time."""

import csv
import io
import itertools
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

import msgspec
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.chronology import geojson, jsonl, table
from dateline.chronology.extent import EARTH_KM, Extent, clip, extent, ring
from dateline.chronology.release import Chronology
from dateline.records import Incident, Place
from invented import FERN_HILL, KENYA, chronology, document

GOLDEN = Path(__file__).parent / "golden"

CONTRACT = {
    "document": (
        "record document_id input position title text url outlet author published published_earliest published_latest "
        "language tags sha256"
    ),
    "incident": (
        "record incident_id summary event_type sub_event_type status background date_start date_end date_precision "
        "place deaths injured detained abducted freed deaths_by_side seized actors weapons documents links"
    ),
    "attestation": "record incident_id document_id field value quote start end attributed_to certainty",
    "statement": "record statement_id document_id kind speaker incident_ids quote start end",
}


def exported(export: Callable[[Chronology, TextIO], None], given: Chronology) -> str:
    out = io.StringIO()
    export(given, out)
    return out.getvalue()


def records(given: Chronology) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported(jsonl.export, given).split("\n") if line]


@pytest.mark.parametrize(
    ("name", "export"), [("jsonl", jsonl.export), ("csv", table.export), ("geojson", geojson.export)]
)
def test_the_bytes_are_those_of_the_golden_file(
    name: str, export: Callable[[Chronology, TextIO], None], request: pytest.FixtureRequest
) -> None:
    path = GOLDEN / f"invented.{name}"
    got = exported(export, chronology())
    if request.config.getoption("--update", default=False):
        path.write_text(got, encoding="utf-8", newline="\n")
    assert got == path.read_bytes().decode()


def test_records_begin_with_the_contract_keys_in_the_contract_order() -> None:
    found = records(chronology())
    assert {record["record"] for record in found} == set(CONTRACT)
    for record in found:
        keys = CONTRACT[record["record"]].split()
        assert list(record)[: len(keys)] == keys


def test_every_quote_is_the_text_of_its_document() -> None:
    found = records(chronology())
    texts = {record["document_id"]: record["text"] for record in found if record["record"] == "document"}
    quoting = [record for record in found if "quote" in record]
    assert len(quoting) == 13
    for record in quoting:
        assert texts[record["document_id"]][record["start"] : record["end"]] == record["quote"]


def test_an_incident_without_place_and_figures_has_nulls() -> None:
    last = [record for record in records(chronology()) if record["record"] == "incident"][-1]
    assert last["deaths"] is None
    assert last["place"]["name"] is None
    assert last["place"]["precision"] == "unknown"
    assert set(last["deaths_by_side"]) == {"civilians", "state forces", "armed group", "attackers", "unknown"}
    assert set(last["deaths_by_side"].values()) == {None}


def test_links_and_statements_name_incidents() -> None:
    found = records(chronology())
    mill = next(record for record in found if record.get("incident_id") == "i0000000000a1")
    assert mill["links"] == [{"type": "series", "incident_id": "i0000000000a2"}]
    denial, threat = (record for record in found if record["record"] == "statement")
    assert denial["incident_ids"] == ["i0000000000a1"]
    assert threat["incident_ids"] == []


def test_a_line_of_jsonl_stays_one_line_for_every_reader() -> None:
    given = Chronology(documents=(document("d1", "one\u2028two\u2029three\x85four\x0bfive\r"),))
    text = exported(jsonl.export, given)
    assert len(text.splitlines()) == 1
    assert json.loads(text)["text"] == "one\u2028two\u2029three\x85four\x0bfive\r"


@pytest.mark.parametrize("export", [jsonl.export, table.export, geojson.export])
def test_an_empty_chronology_exports(export: Callable[[Chronology, TextIO], None]) -> None:
    text = exported(export, Chronology())
    assert text in ("", ",".join(table.COLUMNS) + "\n") or json.loads(text)["features"] == []


def test_the_csv_reads_back_with_pandas() -> None:
    frame = pandas.read_csv(io.StringIO(exported(table.export, chronology())))
    assert list(frame.columns) == list(table.COLUMNS)
    assert list(frame["incident_id"].str[-2:]) == ["a1", "a2", "a3", "a4"]
    assert frame["deaths_best"][0] == 2
    assert frame["deaths_low"][2] == 40
    assert pandas.isna(frame["deaths_best"][2])
    assert list(frame["place_precision"]) == ["place", "admin1", "country", "unknown"]
    assert frame["latitude"].notna().tolist() == [True, True, False, False]
    assert frame["outlets"][0] == "The Fern Hill Herald; Courier"


@given(st.text())
@settings(max_examples=200)
def test_no_cell_is_a_formula_or_breaks_its_row(text: str) -> None:
    value = table.cell(text)
    assert isinstance(value, str)
    assert not value.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert len(value.splitlines()) <= 1
    assert "\t" not in value


@pytest.mark.parametrize("text", ["=1+1", "+49", "-2", "@SUM(A1)", "\t=1", "\r=1", " \n=cmd|' /C calc'!A0", "＝1"])
def test_hostile_cells_get_an_apostrophe(text: str) -> None:
    assert str(table.cell(text)).startswith("'")


def test_numbers_stay_numbers() -> None:
    assert table.cell(-77.5) == -77.5
    assert table.cell(0) == 0
    assert table.cell(None) == ""
    assert table.cell(True) == "true"


def test_a_hostile_summary_is_one_safe_cell() -> None:
    given = chronology()
    mill = msgspec.structs.replace(given.incidents[1], summary='=HYPERLINK("x")\n\tnext', weapons=("a;b", "c"))
    rows = list(csv.DictReader(io.StringIO(exported(table.export, Chronology(incidents=(mill,))))))
    assert rows[0]["summary"] == '\'=HYPERLINK("x") next'
    assert rows[0]["weapons"] == "a,b; c"


def placed(**values: Any) -> Incident:
    place = msgspec.structs.replace(FERN_HILL, **values)
    return msgspec.structs.replace(chronology().incidents[1], place=place)


def features(*incidents: Incident) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(exported(geojson.export, Chronology(incidents=incidents)))["features"]
    return found


@pytest.mark.parametrize(
    ("precision", "kind"),
    [
        ("exact", "Point"),
        ("near", "Point"),
        ("place", "Point"),
        ("admin2", "Polygon"),
        ("admin1", "Polygon"),
        ("country", None),
        ("unknown", None),
    ],
)
def test_geometry_follows_the_precision(precision: str, kind: str | None) -> None:
    feature = features(placed(precision=precision))[0]
    assert (feature["geometry"] or {}).get("type") == kind
    assert feature["properties"]["place_precision"] == precision
    assert (feature["properties"]["radius_km"] is None) == (kind is None)


def test_coordinates_are_longitude_first() -> None:
    assert features(placed())[0]["geometry"]["coordinates"] == [44.25, 48.5]


def test_a_place_without_coordinates_has_no_geometry() -> None:
    assert features(placed(latitude=None))[0]["geometry"] is None


def test_an_area_across_the_antimeridian_is_cut_there() -> None:
    geometry = features(placed(precision="admin1", latitude=-17.0, longitude=179.8))[0]["geometry"]
    assert geometry["type"] == "MultiPolygon"
    west, east = (ring for polygon in geometry["coordinates"] for ring in polygon)
    assert max(x for x, _ in west) == 180.0
    assert min(x for x, _ in east) == -180.0
    assert all(-180 <= x <= 180 for part in (west, east) for x, _ in part)
    assert west[0] == west[-1]
    assert east[0] == east[-1]


def test_a_known_region_has_the_size_that_natural_earth_gives_it() -> None:
    crimea = extent(Place(name="Crimea", geonameid=703883, precision="admin1"))
    assert crimea is not None
    assert crimea.area
    assert 80 < crimea.radius_km < 150
    assert abs(crimea.latitude - 45.3) < 0.3


def test_a_country_has_no_extent() -> None:
    assert extent(KENYA) is None


@given(st.floats(-80, 80), st.floats(-180, 180), st.floats(1, 600))
@settings(max_examples=60)
def test_a_ring_lies_at_its_radius_and_runs_counterclockwise(latitude: float, longitude: float, radius: float) -> None:
    points = ring(Extent(latitude, longitude, radius, True))
    assert points[0] == points[-1]
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(points))
    if radius > 20 and abs(latitude) < 70:
        assert area > 0
    for x, y in points:
        p, q = math.radians(latitude), math.radians(y)
        turn = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(x - longitude) / 2) ** 2
        assert abs(2 * EARTH_KM * math.asin(math.sqrt(turn)) - radius) < 0.05


def test_clipping_keeps_what_is_inside() -> None:
    square = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)]
    left = clip(square, axis=0, bound=1.0, keep_below=True)
    assert sorted(set(left)) == [(0.0, 0.0), (0.0, 2.0), (1.0, 0.0), (1.0, 2.0)]
    assert left[0] == left[-1]
    assert clip(square, axis=1, bound=3.0, keep_below=False) == []
