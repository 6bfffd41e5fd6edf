"""Parquet, data packages, Web Annotations and PROV, read back by the tools that they are made for."""

import io
import json
import struct
from pathlib import Path
from typing import Any

import msgspec
import pytest

import invented
from dateline.chronology import annotations, package, parquet, provenance
from dateline.chronology.release import Chronology
from dateline.chronology.tables import field_of, tables
from dateline.errors import UsageError
from dateline.records import Place

DUCKDB = pytest.importorskip("duckdb")


def folder(tmp_path: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize("chronology", [invented.chronology(), Chronology()], ids=["invented", "empty"])
def test_a_data_package_is_valid_to_frictionless(tmp_path: Path, chronology: Chronology) -> None:
    frictionless = pytest.importorskip("frictionless")
    folder(tmp_path, dict(package.bundle(chronology).files))
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldNumber", "note"])
    assert {task.name for task in report.tasks} == {
        "documents",
        "incidents",
        "attestations",
        "statements",
        "provenance",
    }


def test_a_changed_cell_breaks_the_packages_checksum(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    files = dict(package.bundle(invented.chronology()).files)
    files["incidents.csv"] = files["incidents.csv"].replace(b"Fern Hill", b"Elm Hill", 1)
    folder(tmp_path, files)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert {code for (code,) in report.flatten(["type"])} >= {"hash-count"}


def test_the_package_is_the_same_bytes_for_the_same_content_and_holds_no_text() -> None:
    files = package.bundle(invented.chronology()).files
    assert files == package.bundle(invented.chronology()).files
    whole = b"".join(files.values())
    assert b"Nobody has said who planted it" not in whole
    assert b"Two workers died" in whole


def test_every_filled_cell_of_an_incident_has_its_provenance() -> None:
    by_name = {table.name: table for table in tables(invented.chronology())}
    traced = {(row["incident_id"], row["column"]) for row in by_name["provenance"].rows}
    for row in by_name["incidents"].rows:
        for column, value in row.items():
            if field_of(column) and value not in (None, "", False):
                assert (row["incident_id"], column) in traced
    quotes = [row for row in by_name["provenance"].rows if row["column"] == "deaths_best" and row["quote"]]
    assert {row["quote"] for row in quotes} >= {"Two workers died", "Three labourers were destroyed"}


def test_duckdb_and_pandas_read_the_parquet_tables_alike(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    folder(tmp_path, dict(parquet.bundle(invented.chronology()).files))
    told = DUCKDB.sql(
        f"select incident_id, deaths_low, date_start, background from '{tmp_path}/incidents.parquet' order by 1"
    ).fetchall()
    assert [row[1] for row in told] == [2, None, 40, None]
    frame = pandas.read_parquet(tmp_path / "incidents.parquet", dtype_backend="numpy_nullable")
    assert list(frame.sort_values("incident_id")["deaths_low"].dropna()) == [2, 40]
    assert str(told[0][2]) == "2014-07-03"
    joined = DUCKDB.sql(
        f"select count(*) from '{tmp_path}/attestations.parquet' a join '{tmp_path}/documents.parquet' d "
        "using (document_id) where substr(d.text, a.start + 1, a.end - a.start) = a.quote"
    ).fetchall()
    assert joined[0] == (len(next(t for t in tables(invented.chronology()) if t.name == "attestations").rows),)


def test_geoparquet_says_where_its_geometry_is_and_null_where_none_is_known() -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    table = pq.read_table(io.BytesIO(parquet.bundle(invented.chronology()).files["incidents.parquet"]))
    geo = json.loads(table.schema.metadata[b"geo"])
    column = geo["columns"][geo["primary_column"]]
    assert (geo["version"], column["encoding"]) == ("1.1.0", "WKB")
    assert column["geometry_types"] == ["Point", "Polygon"]
    shapes = dict(zip(table["incident_id"].to_pylist(), table["geometry"].to_pylist(), strict=True))
    assert struct.unpack("<BIdd", shapes["i0000000000a1"]) == (1, 1, 44.25, 48.5)
    assert shapes["i0000000000a3"] is None
    order, kind, rings, points = struct.unpack_from("<BIII", shapes["i0000000000a2"])
    assert (order, kind, rings) == (1, 3, 1)
    assert len(shapes["i0000000000a2"]) == 13 + points * 16


def test_a_disc_across_the_antimeridian_is_two_polygons() -> None:
    shape = {"type": "MultiPolygon", "coordinates": [[[(0.0, 0.0), (1.0, 0.0), (0.0, 0.0)]]] * 2}
    assert struct.unpack_from("<BII", parquet.wkb(shape)) == (1, 6, 2)


def test_parquet_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"dateline\[parquet\]"):
        parquet.bundle(invented.chronology())


def written(export: Any, chronology: Chronology) -> Any:
    out = io.StringIO()
    export(chronology, out)
    return json.loads(out.getvalue())


def test_web_annotations_select_the_quote_by_code_points_and_by_words() -> None:
    chronology = invented.chronology()
    texts = {f"urn:sha256:{d.sha256}": d.text for d in chronology.documents}
    collection = written(annotations.export, chronology)
    items = collection["first"]["items"]
    assert collection["total"] == len(items) > 0
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        text = texts[item["target"]["source"]["id"]]
        position, quote = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_offsets_count_code_points_where_utf_16_would_count_more() -> None:
    source = invented.document("d9", "🔥🔥 Two died in Fern Hill.")
    chronology = invented.chronology()
    report = msgspec.structs.replace(
        chronology.reports["r3"],
        document_id="d9",
        attestations=(invented.attested(source, "deaths.best", 2, "Two died"),),
    )
    changed = msgspec.structs.replace(
        chronology, documents=(*chronology.documents, source), reports={**chronology.reports, "r3": report}
    )
    found = [a for a in annotations.annotations(changed) if a["target"]["source"]["id"].endswith(source.sha256)]
    assert found[0]["target"]["selector"][0] == {"type": "TextPositionSelector", "start": 3, "end": 11}


def test_prov_names_nothing_that_it_does_not_declare() -> None:
    told = written(provenance.export, invented.chronology())
    declared = {**told["entity"], **told["activity"], **told["agent"]}
    for kind in ("wasGeneratedBy", "used", "wasDerivedFrom", "wasAttributedTo", "wasAssociatedWith", "hadMember"):
        assert told[kind], kind
        for relation in told[kind].values():
            ends = [v for k, v in relation.items() if k != "prov:type"]
            assert all(end in declared for end in ends), relation
    assert told["activity"]["dl:reconciling"]["dl:policy"] == "ucdp"


def test_an_incident_without_a_place_keeps_its_empty_cells_in_every_table(tmp_path: Path) -> None:
    chronology = invented.chronology()
    bare = msgspec.structs.replace(chronology.incidents[0], place=Place(name="somewhere"))
    changed = msgspec.structs.replace(chronology, incidents=(bare,))
    folder(tmp_path, dict(parquet.bundle(changed).files))
    rows = DUCKDB.sql(f"select place, latitude, geometry from '{tmp_path}/incidents.parquet'").fetchall()
    assert rows == [("somewhere", None, None)]
