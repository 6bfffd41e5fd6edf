"""The map export: GeoJSON (RFC 7946), one feature an incident, with no dot where no dot is known."""

from collections.abc import Sequence
from typing import Any, TextIO

import msgspec

from dateline.chronology.extent import Extent, clip, extent, ring
from dateline.chronology.release import Chronology
from dateline.chronology.table import flat

# Columns of the flat export that the geometry already says.
_LEFT_OUT = ("latitude", "longitude")


def export(chronology: Chronology, out: TextIO) -> None:
    """Write one FeatureCollection, a feature a line, the same bytes for the same content.

    A town, a site or a "near" is a Point. A first- or second-level area is the Polygon of a disc of its size, since
    its middle is not where the incident was. A whole country and an unknown place have a null geometry; the country's
    code is in the properties. Every feature says `place_precision` and `radius_km`; the other properties are the
    columns of the CSV, lists as there.
    """
    encoder = msgspec.json.Encoder()
    documents = chronology.documents_by_id()
    head = {"policy": chronology.policy, "tool": chronology.tool}
    out.write('{"type":"FeatureCollection","dateline":' + encoder.encode(head).decode() + ',"features":[')
    between = "\n"
    for incident in chronology.ordered_incidents():
        row = flat(incident, chronology, documents)
        feature = {
            "type": "Feature",
            "id": incident.incident_id,
            "geometry": geometry(extent(incident.place)),
            "properties": {column: value for column, value in row.items() if column not in _LEFT_OUT},
        }
        out.write(between + encoder.encode(feature).decode())
        between = ",\n"
    out.write("\n]}\n")


def geometry(disc: Extent | None) -> dict[str, Any] | None:
    """Point, Polygon, MultiPolygon (a disc across the antimeridian is cut there), or None."""
    if disc is None:
        return None
    if not disc.area:
        return {"type": "Point", "coordinates": [disc.longitude, disc.latitude]}
    outline = ring(disc)
    if all(-180 <= x <= 180 for x, _ in outline):
        return {"type": "Polygon", "coordinates": [outline]}
    bound, shift = (180.0, -360.0) if max(x for x, _ in outline) > 180 else (-180.0, 360.0)
    home = clip(outline, axis=0, bound=bound, keep_below=shift < 0)
    beyond = clip(outline, axis=0, bound=bound, keep_below=shift > 0)
    return {"type": "MultiPolygon", "coordinates": [[_rounded(home, 0.0)], [_rounded(beyond, shift)]]}


def _rounded(points: Sequence[tuple[float, float]], shift: float) -> list[tuple[float, float]]:
    return [(round(x + shift, 4), round(y, 4)) for x, y in points]
