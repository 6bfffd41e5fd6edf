"""The contract's export: one JSON object a line, documents, incidents with their attestations, statements."""

from collections.abc import Iterator
from typing import Any, TextIO

import msgspec

from dateline.chronology.release import Chronology, Sourced
from dateline.records import COUNT_FIELDS, SIDES, Counts, Document, Incident, Place, Statement

_PLACE_FIELDS = ("name", "geonameid", "admin1", "country", "country_code", "latitude", "longitude")
# Legal in JSON strings, but line ends to str.splitlines and to JavaScript before 2019; all lie within strings.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def export(chronology: Chronology, out: TextIO) -> None:
    """Write the chronology as JSON Lines, the same bytes for the same content.

    Contract keys come first and in the contract's order; keys after them are additions that may grow.
    """
    encoder = msgspec.json.Encoder()
    for record in records(chronology):
        out.write(encoder.encode(record).decode().translate(_LINE_ENDS))
        out.write("\n")


def records(chronology: Chronology) -> Iterator[dict[str, Any]]:
    """The export's records as plain dicts, in the order of the export."""
    for document in chronology.ordered_documents():
        yield document_record(document, skipped=chronology.skipped.get(document.document_id))
    for incident in chronology.ordered_incidents():
        yield incident_record(incident, chronology)
        for sourced in chronology.incident_attestations(incident):
            yield attestation_record(incident.incident_id, sourced)
    for statement in chronology.ordered_statements():
        yield statement_record(statement, chronology.statement_incidents(statement))


def document_record(document: Document, *, skipped: str | None = None) -> dict[str, Any]:
    """`skipped` says why no coder read the document, where none did."""
    return {
        "record": "document",
        "document_id": document.document_id,
        "input": document.input,
        "position": document.position,
        "title": document.title,
        "text": document.text,
        "url": document.url,
        "outlet": document.outlet,
        "author": document.author,
        "published": document.published,
        "published_earliest": document.published_earliest,
        "published_latest": document.published_latest,
        "language": document.language,
        "tags": document.tags,
        "sha256": document.sha256,
        "published_signals": document.published_signals,
        "captured": document.captured,
        "copy_of": document.copy_of,
        "skipped": skipped,
    }


def incident_record(incident: Incident, chronology: Chronology) -> dict[str, Any]:
    checks = (check for report in chronology.incident_reports(incident) for check in report.date.checks)
    return {
        "record": "incident",
        "incident_id": incident.incident_id,
        "summary": incident.summary,
        "event_type": incident.event_type,
        "sub_event_type": incident.sub_event_type,
        "status": incident.status,
        "background": incident.background,
        "date_start": incident.date_start,
        "date_end": incident.date_end,
        "date_precision": incident.date_precision,
        "place": place_record(incident.place),
        **{field: counts_record(getattr(incident, field)) for field in COUNT_FIELDS},
        "deaths_by_side": {side: incident.deaths_by_side.get(side) for side in SIDES},  # type: ignore[call-overload]
        "seized": [{"item": line.item, "number": line.number} for line in incident.seized],
        "actors": incident.actors,
        "weapons": incident.weapons,
        "documents": incident.document_ids,
        "links": [{"type": kind, "incident_id": other} for kind, other in incident.links],
        "reports": incident.report_ids,
        "date_checks": tuple(dict.fromkeys(checks)),
        "policy": chronology.policy,
        "reconciled": incident.reconciled,
    }


def place_record(place: Place | None) -> dict[str, Any]:
    """Always an object: an incident without a place has nulls and the precision "unknown"."""
    if place is None:
        return {**dict.fromkeys(_PLACE_FIELDS), "precision": "unknown", "feature_code": None}
    return {
        **{field: getattr(place, field) for field in _PLACE_FIELDS},
        "precision": place.precision,
        "feature_code": place.feature_code,
    }


def counts_record(counts: Counts | None) -> dict[str, int | None] | None:
    """Null where no source gives a number."""
    if counts is None or (counts.low is None and counts.best is None and counts.high is None):
        return None
    return {"low": counts.low, "best": counts.best, "high": counts.high}


def attestation_record(incident_id: str, sourced: Sourced) -> dict[str, Any]:
    attestation = sourced.attestation
    return {
        "record": "attestation",
        "incident_id": incident_id,
        "document_id": sourced.document_id,
        "field": attestation.field,
        "value": attestation.value,
        "quote": attestation.quote,
        "start": attestation.start,
        "end": attestation.end,
        "attributed_to": attestation.attributed_to,
        "certainty": attestation.certainty,
        "annotator": attestation.annotator,
        "confidence": attestation.confidence,
        "loaded": attestation.loaded,
        "report_id": sourced.report_id,
    }


def statement_record(statement: Statement, incident_ids: tuple[str, ...]) -> dict[str, Any]:
    return {
        "record": "statement",
        "statement_id": statement.statement_id,
        "document_id": statement.document_id,
        "kind": statement.kind,
        "speaker": statement.speaker,
        "incident_ids": incident_ids,
        "quote": statement.quote,
        "start": statement.start,
        "end": statement.end,
        "report_ids": statement.report_ids,
        "annotator": statement.annotator,
    }
