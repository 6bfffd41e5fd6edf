"""Where a value comes from: the policy that chose it, the reports that gave it, and the words they stand on."""

from typing import Any

import msgspec

from dateline.chronology.jsonl import incident_record
from dateline.chronology.release import Chronology
from dateline.errors import NotFoundError
from dateline.records import Attestation, Dissent, Document, Incident, Reconciled, Report

# Keys of the exported record that say how it was made rather than what happened.
_FRAME = frozenset({"record", "incident_id", "documents", "reports", "links", "policy", "reconciled", "date_checks"})
# Fields that rest on the same words though their names differ.
_KIN = {"sub_event_type": "event_type", "date_start": "date", "date_end": "date", "date_precision": "date"}
# How values come about that no policy chooses; all others without one are joined from the reports.
_DERIVED = {
    "background": "true only where every report tells of it in passing",
    "summary": "written from the codes of the fullest report",
    "date_precision": "by the reports of the chosen interval, else by its length",
}


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What one report says of one field: its own value and the quotes; `document` says where it was published."""

    report: Report
    document: Document
    value: Any
    attestations: tuple[Attestation, ...]


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """One value of one incident and how it came about.

    `reconciled` holds the policies that chose it or its parts, with the reports that gave it and those that differ;
    none where the value is not chosen but joined from all reports (actors, weapons) or follows from others.
    """

    incident_id: str
    field: str
    value: Any
    reconciled: tuple[Reconciled, ...]
    evidence: tuple[Evidence, ...]

    @property
    def policy(self) -> str:
        """How the value was chosen: the policy's name, with the part it chose where there are several."""
        entries = self.reconciled
        if len({entry.policy for entry in entries}) > 1:
            return "; ".join(f"{entry.field}: {entry.policy}" for entry in entries)
        if entries:
            return entries[0].policy
        return _DERIVED.get(self.field.split(".")[0], "joined from all reports")

    @property
    def dissent(self) -> tuple[Dissent, ...]:
        """Values that reports give and the chosen one differs from."""
        return tuple(dissent for entry in self.reconciled for dissent in entry.dissent)


def values(incident: Incident, chronology: Chronology) -> dict[str, Any]:
    """Every field of the incident that can be asked for, with its value: "deaths", "deaths.best", "place.name"."""
    found: dict[str, Any] = {}
    for key, value in msgspec.to_builtins(incident_record(incident, chronology)).items():
        if key in _FRAME:
            continue
        found[key] = value
        if isinstance(value, dict):
            found.update((f"{key}.{part}", inner) for part, inner in value.items())
    found["date"] = f"{incident.date_start or '..'}/{incident.date_end or '..'}"
    for actor in found["actors"]:
        found.setdefault(f"actors.{actor['role']}", []).append(actor)
    for entry in incident.reconciled:
        found.setdefault(entry.field, entry.value)
    return found


def explain(chronology: Chronology, incident: Incident, field: str) -> Why:
    """Where the incident's `field` comes from. Raises NotFoundError, which lists the fields there are."""
    known = values(incident, chronology)
    attested = {s.attestation.field for s in chronology.incident_attestations(incident)}
    if field not in known and field not in attested:
        names = ", ".join(sorted(known.keys() | attested))
        raise NotFoundError(f"incident {incident.incident_id} has no field {field!r}; there are {names}")
    documents = chronology.documents_by_id()
    evidence = [
        Evidence(
            report=report,
            document=documents[report.document_id],
            value=report_value(report, field),
            attestations=attestations_of(report, field),
        )
        for report in chronology.incident_reports(incident)
    ]
    exact = [e for e in incident.reconciled if e.field == field or e.field.startswith(f"{field}.")]
    return Why(
        incident_id=incident.incident_id,
        field=field,
        value=known.get(field),
        reconciled=tuple(exact or [e for e in incident.reconciled if kin(e.field) == kin(field)]),
        evidence=tuple(e for e in evidence if e.attestations or e.value not in (None, {}, ())),
    )


def attestations_of(report: Report, field: str) -> tuple[Attestation, ...]:
    """The report's attestations of `field`, or of its parts; where it has none, of what the field follows from."""
    exact = [a for a in report.attestations if a.field == field or a.field.startswith(f"{field}.")]
    found = exact or [a for a in report.attestations if kin(a.field) == kin(field)]
    return tuple(sorted(found, key=lambda a: (a.start, a.end, a.field)))


def report_value(report: Report, field: str) -> Any:
    """What this report alone gives for `field`, as JSON would hold it; None where it gives nothing."""
    if kin(field) == "date":
        ends = (report.date.earliest, report.date.latest)
        if field == "date_precision":
            return report.date.precision
        if ends == (None, None):
            return None
        chosen = {"date_start": ends[:1], "date_end": ends[1:]}.get(field, ends)
        return "/".join(day.isoformat() if day else ".." for day in chosen)
    value: Any = msgspec.to_builtins(report)
    first, _, role = field.partition(".")
    if first == "actors" and role:
        return tuple(actor for actor in value["actors"] if actor["role"] == role)
    for part in field.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    if isinstance(value, dict) and all(inner is None for inner in value.values()):
        return None
    return tuple(value) if isinstance(value, list) else value


def kin(field: str) -> str:
    """The family of fields that rest on the same words: "deaths.best" -> "deaths", "date_start" -> "date"."""
    first = field.split(".", maxsplit=1)[0]
    return _KIN.get(first, first)
