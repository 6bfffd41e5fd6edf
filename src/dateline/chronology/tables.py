"""The chronology as tables with typed columns and keys: what Parquet and data packages are made of."""

from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from dateline.chronology.explain import attestations_of
from dateline.chronology.jsonl import attestation_record, document_record, statement_record
from dateline.chronology.release import Chronology
from dateline.chronology.table import COLUMNS, flat
from dateline.records import COUNT_FIELDS, PRECISIONS_DATE, PRECISIONS_PLACE, Incident

Type = Literal["string", "integer", "number", "boolean", "date"]


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One column: its type, the values it may take where these are few, what it means."""

    name: str
    type: Type = "string"
    required: bool = False
    values: tuple[str, ...] = ()
    about: str = ""


class TypedTable(msgspec.Struct, frozen=True, kw_only=True):
    """Rows by column name; dates are ISO 8601 text. `key` identifies a row, `refers` maps columns to other tables'
    columns of the same name."""

    name: str
    about: str
    fields: tuple[Field, ...]
    rows: tuple[dict[str, Any], ...]
    key: tuple[str, ...] = ()
    refers: tuple[tuple[str, str], ...] = ()


_ABOUT = {
    "incident_id": "stable id of the incident",
    "date_start": "first day it may have happened",
    "date_end": "last day it may have happened",
    "date_precision": "how precisely the day is known",
    "event_type": "event type, by ACLED's names",
    "sub_event_type": "sub-event type, by ACLED's names",
    "status": "whether it came about",
    "background": "told in passing, no single dated incident",
    "place": "name of the place",
    "place_precision": "how precisely the place is known; areas are no sites",
    "radius_km": "the place lies within this radius of the coordinates",
    "latitude": "WGS 84 degrees; empty for a whole country",
    "longitude": "WGS 84 degrees; empty for a whole country",
    "policy": "how differing figures are reconciled",
    "differing_fields": "fields on which the reports differ",
    "quote": "the words of the text: document text[start:end]",
    "start": "first code point of the quote in the document's text",
    "end": "code point after the quote",
    "sha256": "digest of the document's text as UTF-8",
    "annotator": "the rule, model or person that coded it",
    "certainty": "how sure the one who says it is",
    "attributed_to": "who says so; empty: the document itself",
    "loaded": "the source's loaded word where the neutral code replaced one",
    "column": "column of the table of incidents",
    "rule": "how the value was chosen or comes about",
}
_COUNTED = tuple(f"{field}_{bound}" for field in COUNT_FIELDS for bound in ("low", "best", "high"))
_TYPES: dict[str, Type] = {
    **dict.fromkeys(("date_start", "date_end", "published", "published_earliest", "published_latest"), "date"),
    **dict.fromkeys(_COUNTED, "integer"),
    **dict.fromkeys(("geonameid", "documents", "reports", "quotes", "position", "start", "end"), "integer"),
    **dict.fromkeys((c for c in COLUMNS if c.startswith("deaths_")), "integer"),
    **dict.fromkeys(("latitude", "longitude", "radius_km", "confidence"), "number"),
    "background": "boolean",
}
_VALUES = {
    "date_precision": PRECISIONS_DATE,
    "place_precision": PRECISIONS_PLACE,
    "status": ("occurred", "attempted", "foiled", "threatened", "alleged"),
    "certainty": ("asserted", "hedged", "denied"),
    "kind": ("claim_of_responsibility", "denial", "threat", "demand", "prediction"),
}
_REQUIRED = frozenset({"incident_id", "document_id", "statement_id", "status", "quote", "start", "end", "sha256"})
DOCUMENT_COLUMNS = tuple(
    "document_id input position title url outlet author published published_earliest published_latest language tags "
    "sha256 captured copy_of skipped".split()
)
ATTESTATION_COLUMNS = tuple(
    "incident_id document_id field value quote start end attributed_to certainty annotator confidence loaded "
    "report_id".split()
)
STATEMENT_COLUMNS = tuple(
    "statement_id document_id kind speaker incident_ids quote start end report_ids annotator".split()
)
PROVENANCE_COLUMNS = tuple(
    "incident_id column rule report_id document_id field quote start end attributed_to certainty annotator".split()
)


def tables(chronology: Chronology, *, texts: bool = False) -> tuple[TypedTable, ...]:
    """Documents (with their texts only if asked for), incidents, attestations, statements, provenance of each cell."""
    documents = chronology.documents_by_id()
    columns = (*DOCUMENT_COLUMNS, *(("text",) if texts else ()))
    told = (document_record(d, skipped=chronology.skipped.get(d.document_id)) for d in chronology.ordered_documents())
    attested = (
        attestation_record(incident.incident_id, sourced)
        for incident in chronology.ordered_incidents()
        for sourced in chronology.incident_attestations(incident)
    )
    stated = (statement_record(s, chronology.statement_incidents(s)) for s in chronology.ordered_statements())
    return (
        _table("documents", "what was read, without the texts", columns, told, key="document_id"),
        _table(
            "incidents",
            "one row an incident, reconciled under the policy named in each row",
            COLUMNS,
            (flat(incident, chronology, documents) for incident in chronology.ordered_incidents()),
            key="incident_id",
        ),
        _table(
            "attestations",
            "every coded value with the words that support it",
            ATTESTATION_COLUMNS,
            attested,
            refers=(("incident_id", "incidents"), ("document_id", "documents")),
        ),
        _table(
            "statements",
            "claims, denials, threats, demands and predictions",
            STATEMENT_COLUMNS,
            stated,
            key="statement_id",
            refers=(("document_id", "documents"),),
        ),
        _table(
            "provenance",
            "where each cell of the table of incidents comes from: the rule that chose it and every quote behind it",
            PROVENANCE_COLUMNS,
            provenance(chronology),
            refers=(("incident_id", "incidents"),),
        ),
    )


def provenance(chronology: Chronology) -> Iterator[dict[str, Any]]:
    """For every cell of the table of incidents that holds a value, a line for each quote; one without where none is."""
    documents = chronology.documents_by_id()
    for incident in chronology.ordered_incidents():
        row = flat(incident, chronology, documents)
        reports = chronology.incident_reports(incident)
        for column in COLUMNS:
            field = field_of(column)
            if field is None or row[column] in (None, "", False):
                continue
            base = {"incident_id": incident.incident_id, "column": column, "rule": _rule(incident, field)}
            quotes = [(report, attestation) for report in reports for attestation in attestations_of(report, field)]
            if not quotes:
                yield base
            for report, attestation in quotes:
                yield base | {
                    "report_id": report.report_id,
                    "document_id": report.document_id,
                    "field": attestation.field,
                    "quote": attestation.quote,
                    "start": attestation.start,
                    "end": attestation.end,
                    "attributed_to": attestation.attributed_to,
                    "certainty": attestation.certainty,
                    "annotator": attestation.annotator,
                }


def field_of(column: str) -> str | None:
    """The field of the contract that a column of the CSV export shows; None for columns that count or name sources.

    >>> field_of("deaths_best"), field_of("admin1"), field_of("targets"), field_of("document_ids")
    ('deaths.best', 'place.name', 'actors.target', None)
    """
    if column in _COUNTED:
        return column.replace("_", ".", 1)
    if column.startswith("deaths_"):
        return "deaths_by_side"
    if column in ("place", "admin1", "country", "country_code", "geonameid", "latitude", "longitude"):
        return "place.name"
    if column in ("place_precision", "radius_km"):
        return "place.name"
    roles = {"perpetrator": "actors.perpetrator", "target": "actors.target", "others": "actors.other"}
    for stem, field in roles.items():
        if column.startswith(stem):
            return field
    plain = ("date_start", "date_end", "date_precision", "event_type", "sub_event_type", "status", "weapons", "seized")
    return column if column in plain else None


def _rule(incident: Incident, field: str) -> str:
    named = {entry.policy for entry in incident.reconciled if entry.field == field}
    if not named and field == "deaths_by_side":
        named = {entry.policy for entry in incident.reconciled if entry.field.startswith(field)}
    return "; ".join(sorted(named)) or ("joined from all reports" if len(incident.report_ids) > 1 else "its one report")


def _table(
    name: str,
    about: str,
    columns: tuple[str, ...],
    rows: Iterator[dict[str, Any]],
    *,
    key: str = "",
    refers: tuple[tuple[str, str], ...] = (),
) -> TypedTable:
    return TypedTable(
        name=name,
        about=about,
        fields=tuple(
            Field(
                name=column,
                type=_TYPES.get(column, "string"),
                required=column == key or (column in _REQUIRED and name != "provenance"),
                values=_VALUES.get(column, ()),
                about=_ABOUT.get(column, ""),
            )
            for column in columns
        ),
        rows=tuple({column: _plain(row.get(column)) for column in columns} for row in rows),
        key=(key,) if key else (),
        refers=refers,
    )


def _plain(value: Any) -> Any:
    """A value as a cell may hold it: lists joined, dates as text, anything deeper as JSON."""
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if isinstance(value, tuple | list) and all(isinstance(part, str) for part in value):
        return "; ".join(part.replace(";", ",") for part in value) or None
    isoformat = getattr(value, "isoformat", None)
    return isoformat() if isoformat else msgspec.json.encode(value).decode()
