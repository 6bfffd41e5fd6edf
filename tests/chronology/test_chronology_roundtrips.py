"""Exports read back by the tools that people have: geopandas and pyogrio, libhxl, base R. Each test runs where its tool
is; the development extra brings geopandas."""

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest
from schema_samples import GARISSA, chronology_of, exact, told

import invented
from dateline import registry
from dateline.chronology.release import Chronology
from dateline.chronology.table import cell, flat

R = shutil.which("Rscript")
needs_r = pytest.mark.skipif(R is None, reason="base R (Rscript) is not installed")


@pytest.fixture(scope="module")
def chronology() -> Chronology:
    return invented.chronology()


def write(tmp_path: Path, form: str, chronology: Chronology) -> Path:
    """All files of a format in a folder."""
    make = registry.bundler(form)
    if make is None:
        out = io.StringIO()
        registry.exporter(form)(chronology, out)
        path = tmp_path / f"export.{form}"
        path.write_text(out.getvalue(), encoding="utf-8", newline="")
        return path
    bundle = make(chronology)
    for name, content in bundle.files.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path / (bundle.main or next(iter(bundle.files)))


def expected(chronology: Chronology) -> dict[str, dict[str, Any]]:
    documents = chronology.documents_by_id()
    return {i.incident_id: flat(i, chronology, documents) for i in chronology.incidents}


@pytest.mark.parametrize("form", ["geojson", "parquet"])
def test_geopandas_reads_every_incident_with_its_geometry(form: str, tmp_path: Path, chronology: Chronology) -> None:
    geopandas = pytest.importorskip("geopandas")
    path = write(tmp_path, form, chronology)
    if form == "parquet":
        frame = geopandas.read_parquet(tmp_path / "incidents.parquet")
    else:
        frame = geopandas.read_file(path, engine="pyogrio")
    assert frame.crs.to_epsg() == 4326 or "CRS84" in str(frame.crs)
    rows = expected(chronology)
    assert len(frame) == len(rows)
    kinds = set()
    for _, row in frame.iterrows():
        given = rows[row["incident_id"]]
        assert row["country_code"] == given["country_code"] or given["country_code"] is None
        if row.geometry is None:
            assert given["place_precision"] in ("country", "unknown")
            continue
        kinds.add(row.geometry.geom_type)
        assert row.geometry.is_valid
        if row.geometry.geom_type == "Point":
            assert (row.geometry.x, row.geometry.y) == (given["longitude"], given["latitude"])
        else:
            middle = row.geometry.centroid
            assert (middle.x, middle.y) == pytest.approx((given["longitude"], given["latitude"]), abs=0.05)
    assert kinds == {"Point", "Polygon"}


def test_geopandas_keeps_what_it_read_when_it_writes_a_shapefile_database_anew(
    tmp_path: Path, chronology: Chronology
) -> None:
    geopandas = pytest.importorskip("geopandas")
    frame = geopandas.read_file(write(tmp_path, "geojson", chronology), engine="pyogrio")
    frame.to_file(tmp_path / "again.gpkg", engine="pyogrio")
    again = geopandas.read_file(tmp_path / "again.gpkg", engine="pyogrio")
    assert list(again["incident_id"]) == list(frame["incident_id"])
    assert again.geometry.geom_equals(frame.geometry).sum() == frame.geometry.notna().sum()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_libhxl_reads_the_tags_and_the_rows(tmp_path: Path, chronology: Chronology) -> None:
    hxl = pytest.importorskip("hxl")
    path = write(tmp_path, "hxl", chronology)
    with hxl.data(str(path), hxl.InputOptions(allow_local=True)) as source:
        columns = source.columns
        rows = list(source)
    header = path.read_text("utf-8").split("\n")[0].split(",")
    assert [column.header for column in columns] == header
    assert all(hxl.model.TagPattern.parse(column.display_tag) for column in columns)
    wanted = expected(chronology)
    assert {row.get("#meta+id") for row in rows} == set(wanted)
    for row in rows:
        given = wanted[row.get("#meta+id")]
        assert (row.get("#affected+killed") or "") == str(cell(given["deaths_best"]))
        assert len(row.get_all("#affected+killed")) == 1


def r(script: str) -> Any:
    """What an R script prints as JSON lines of cells, through base R alone."""
    assert R is not None
    done = subprocess.run([R, "--vanilla", "-e", script], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


@needs_r
@pytest.mark.parametrize("form", ["csv", "acled@2023", "ged@24", "gtd@2018", "polecat@2024"])
def test_base_r_reads_the_same_cells(form: str, tmp_path: Path) -> None:
    awkward = msgspec.structs.replace(GARISSA, name='Улица "Ленина", 5; =дом\t№ 2')
    chronology = chronology_of([told(1, exact(9)), told(2, exact(12))], [told(3, exact(1), place=awkward)])
    path = write(tmp_path, form, chronology)
    tabs = path.suffix == ".tsv"
    again = tmp_path / "again.csv"
    read = 'read.delim(f, quote = "",' if tabs else "read.csv(f,"
    said = r(
        f'f <- "{path}"; d <- {read} check.names = FALSE, colClasses = "character", encoding = "UTF-8", na.strings = NULL);'
        f'write.csv(d, "{again}", row.names = FALSE, fileEncoding = "UTF-8"); cat(nrow(d), ncol(d))'
    )
    with path.open(encoding="utf-8", newline="") as stream:
        ours = list(csv.reader(stream, delimiter="\t" if tabs else ",", quoting=csv.QUOTE_NONE if tabs else 0))
    with again.open(encoding="utf-8", newline="") as stream:
        theirs = list(csv.reader(stream))
    assert said == f"2 {len(ours[0])}"
    assert theirs == ours


@needs_r
def test_base_r_takes_numbers_for_numbers_and_empty_for_missing(tmp_path: Path, chronology: Chronology) -> None:
    path = write(tmp_path, "csv", chronology)
    said = r(
        f'd <- read.csv("{path}", encoding = "UTF-8"); stopifnot(is.numeric(d$deaths_best), is.numeric(d$latitude));'
        'cat(sum(d$deaths_best, na.rm = TRUE), sum(is.na(d$deaths_best)), sum(d$background == "true"))'
    )
    rows = expected(chronology).values()
    known = [row["deaths_best"] for row in rows if row["deaths_best"] is not None]
    assert said.split() == [
        str(n) for n in (sum(known), len(rows) - len(known), sum(row["background"] for row in rows))
    ]


@needs_r
def test_base_r_reads_a_file_with_a_byte_order_mark(tmp_path: Path, chronology: Chronology) -> None:
    path = write(tmp_path, "csv", chronology)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    said = r(f'd <- read.csv("{path}", fileEncoding = "UTF-8-BOM"); cat(names(d)[1], nrow(d))')
    assert said == f"incident_id {len(chronology.incidents)}"


def test_the_json_formats_are_read_by_plain_json(tmp_path: Path, chronology: Chronology) -> None:
    for form in ("geojson", "webanno", "prov"):
        assert json.loads(write(tmp_path, form, chronology).read_text("utf-8"))
