"""The flat export: one row an incident, in columns that a spreadsheet, pandas or R reads without help."""

import csv
import re
from collections.abc import Iterable
from typing import Any, TextIO

from dateline.chronology.extent import extent
from dateline.chronology.release import Chronology
from dateline.records import COUNT_FIELDS, SIDES, Counts, Document, Incident

Cell = str | int | float | bool | None

_SIDE_COLUMNS = {side: "deaths_" + side.replace(" ", "_") for side in SIDES}
_BOUNDS = ("low", "best", "high")

# Stable: new columns go to the end.
COLUMNS: tuple[str, ...] = (
    *("incident_id", "date_start", "date_end", "date_precision", "event_type", "sub_event_type", "status"),
    *("background", "place", "admin1", "country", "country_code", "geonameid", "latitude", "longitude"),
    *("place_precision", "radius_km"),
    *(f"{field}_{bound}" for field in COUNT_FIELDS for bound in _BOUNDS),
    *_SIDE_COLUMNS.values(),
    *("perpetrators", "perpetrator_types", "targets", "target_types", "others", "weapons", "seized", "summary"),
    *("outlets", "documents", "reports", "quotes", "differing_fields", "document_ids", "report_ids", "links"),
    "policy",
)

# Every control or separator character that a reader may take for the end of a cell or a line.
_BREAKS = re.compile(r"[\x00-\x20\x7f\x85\xa0\u2028\u2029]+")
# What spreadsheets take for a formula at the start of a cell, full-width forms included.
_FORMULA = re.compile(r"[=+\-@\uff1d\uff0b\uff0d\uff20]")


def export(chronology: Chronology, out: TextIO) -> None:
    """Write CSV with a header, comma, minimal quotes, newline at each end of a row.

    Several values in a cell are joined by "; ". A cell holds no tab and no newline, and text that a spreadsheet would
    take for a formula gets an apostrophe in front. Unknown is empty. `latitude` and `longitude` are empty for a whole
    country (its label point is no site); for first- and second-level areas they are the middle of the area, with
    `place_precision` and `radius_km` beside them.
    """
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    documents = chronology.documents_by_id()
    for incident in chronology.ordered_incidents():
        row = flat(incident, chronology, documents)
        writer.writerow([cell(row[column]) for column in COLUMNS])


def cell(value: Cell) -> str | int | float:
    """A value as a spreadsheet may safely read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = _BREAKS.sub(" ", value).strip()
        return "'" + text if _FORMULA.match(text) else text
    return value


def flat(incident: Incident, chronology: Chronology, documents: dict[str, Document]) -> dict[str, Cell]:
    """The incident as one row, keyed by COLUMNS, values not yet made safe for a spreadsheet."""
    place = incident.place
    disc = extent(place)
    told_in = [documents[document_id] for document_id in incident.document_ids if document_id in documents]
    outlets = dict.fromkeys(document.outlet or document.input for document in told_in)
    quotes = sum(1 for _ in chronology.incident_attestations(incident))
    row: dict[str, Cell] = {
        "incident_id": incident.incident_id,
        "date_start": incident.date_start,
        "date_end": incident.date_end,
        "date_precision": incident.date_precision,
        "event_type": incident.event_type,
        "sub_event_type": incident.sub_event_type,
        "status": incident.status,
        "background": incident.background,
        "place": place.name if place else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
        "country_code": place.country_code if place else None,
        "geonameid": place.geonameid if place else None,
        "latitude": disc.latitude if disc else None,
        "longitude": disc.longitude if disc else None,
        "place_precision": place.precision if place else "unknown",
        "radius_km": disc.radius_km if disc else None,
    }
    for field in COUNT_FIELDS:
        counts: Counts | None = getattr(incident, field)
        for bound in _BOUNDS:
            row[f"{field}_{bound}"] = getattr(counts, bound) if counts else None
    by_side: dict[Any, int] = dict(incident.deaths_by_side)
    for side, column in _SIDE_COLUMNS.items():
        row[column] = by_side.get(side)
    for role, names, types in (
        ("perpetrator", "perpetrators", "perpetrator_types"),
        ("target", "targets", "target_types"),
        ("other", "others", ""),
    ):
        actors = [actor for actor in incident.actors if actor.role == role]
        row[names] = _joined((actor.name for actor in actors), once=True)
        if types:
            row[types] = _joined((actor.type for actor in actors if actor.type), once=True)
    row["weapons"] = _joined(incident.weapons)
    row["seized"] = _joined(
        line.item if line.number is None else f"{line.number} x {line.item}" for line in incident.seized
    )
    row["summary"] = incident.summary
    row["outlets"] = _joined(outlets)
    row["documents"] = len(incident.document_ids)
    row["reports"] = len(incident.report_ids)
    row["quotes"] = quotes
    row["differing_fields"] = _joined(
        (reconciled.field for reconciled in incident.reconciled if reconciled.dissent), once=True
    )
    row["document_ids"] = _joined(incident.document_ids)
    row["report_ids"] = _joined(incident.report_ids)
    row["links"] = _joined(f"{kind}: {other}" for kind, other in incident.links)
    row["policy"] = chronology.policy
    return row


def _joined(values: Iterable[str], *, once: bool = False) -> str | None:
    """Values with "; " between them; a semicolon within one becomes a comma, so that the cell can be split again."""
    parts: Iterable[str] = (value.replace(";", ",") for value in values)
    text = "; ".join(dict.fromkeys(parts) if once else parts)
    return text or None
