"""Parquet: every table, incidents as GeoParquet 1.1 with the geometry of the map export. Needs the extra `parquet`.

The GeoParquet metadata and the well-known binary are written by hand: the format asks for a JSON object in the file's
metadata and for geometries as OGC bytes, no more.
"""

import datetime as dt
import io
import struct
from typing import Any

import msgspec

from dateline.chronology.extent import extent
from dateline.chronology.geojson import geometry
from dateline.chronology.release import Chronology
from dateline.chronology.schemas.bundle import Bundle
from dateline.chronology.tables import TypedTable, tables
from dateline.errors import UsageError


def bundle(chronology: Chronology) -> Bundle:
    """`incidents.parquet` (GeoParquet), `attestations`, `documents` (with texts), `statements`, `provenance`.

    Raises UsageError where pyarrow is not installed.
    """
    files = {}
    for table in tables(chronology, texts=True):
        shapes = None
        if table.name == "incidents":
            discs = (extent(incident.place) for incident in chronology.ordered_incidents())
            shapes = [geometry(disc) for disc in discs]
        files[f"{table.name}.parquet"] = parquet(table, shapes)
    return Bundle(main="incidents.parquet", files=files)


def parquet(table: TypedTable, shapes: list[dict[str, Any] | None] | None = None) -> bytes:
    """One table as Parquet; with `shapes`, GeoJSON geometries in row order, as GeoParquet."""
    try:
        import pyarrow as pa  # noqa: PLC0415 -- an extra
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow: pip install 'dateline[parquet]'") from error
    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    columns: dict[str, Any] = {}
    for field in table.fields:
        values = [row[field.name] for row in table.rows]
        if field.type == "date":
            values = [dt.date.fromisoformat(value) if value else None for value in values]
        elif field.type == "number":
            values = [None if value is None else float(value) for value in values]
        elif field.type == "string":
            values = [None if value is None else str(value) for value in values]
        columns[field.name] = pa.array(values, type=types[field.type])
    metadata = {"description": table.about}
    if shapes is not None:
        columns["geometry"] = pa.array([wkb(shape) if shape else None for shape in shapes], type=pa.binary())
        metadata["geo"] = msgspec.json.encode(_geo(shapes)).decode()
    made = pa.table(columns).replace_schema_metadata(metadata)
    out = io.BytesIO()
    pq.write_table(made, out, compression="zstd")
    return out.getvalue()


def wkb(shape: dict[str, Any]) -> bytes:
    """A GeoJSON Point, Polygon or MultiPolygon as well-known binary, little endian.

    >>> wkb({"type": "Point", "coordinates": [1.0, 2.0]}).hex()
    '0101000000000000000000f03f0000000000000040'
    """
    kind, coordinates = shape["type"], shape["coordinates"]
    if kind == "Point":
        return struct.pack("<BIdd", 1, 1, *coordinates)
    if kind == "Polygon":
        rings = [struct.pack("<I", len(ring)) + b"".join(struct.pack("<dd", *p) for p in ring) for ring in coordinates]
        return struct.pack("<BII", 1, 3, len(rings)) + b"".join(rings)
    parts = [wkb({"type": "Polygon", "coordinates": part}) for part in coordinates]
    return struct.pack("<BII", 1, 6, len(parts)) + b"".join(parts)


def _geo(shapes: list[dict[str, Any] | None]) -> dict[str, Any]:
    """GeoParquet's file metadata; without `crs` the coordinates are OGC:CRS84, longitude first."""
    points = [point for shape in shapes if shape for point in _points(shape["coordinates"])]
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted({shape["type"] for shape in shapes if shape}),
    }
    if points:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        column["bbox"] = [min(xs), min(ys), max(xs), max(ys)]
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}


def _points(coordinates: Any) -> list[tuple[float, float]]:
    if isinstance(coordinates[0], int | float):
        return [(float(coordinates[0]), float(coordinates[1]))]
    return [point for part in coordinates for point in _points(part)]
