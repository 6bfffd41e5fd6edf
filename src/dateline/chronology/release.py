"""A chronology in memory: incidents in order, with the reports, documents and statements that carry them."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from dateline.records import Attestation, Document, Failure, Incident, Report, Statement


class Sourced(NamedTuple):
    """One attestation with the report and the document it comes from."""

    document_id: str
    report_id: str
    attestation: Attestation


class Chronology(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that an export or a view needs, read once and never written to.

    `incidents` are reconciled under `policy`; `reports` maps report ids to reports. `report_incident` maps report ids
    to incident ids. `skipped` maps ids of documents that no coder read to the reason ("language: ru"); `failures` are
    the inputs that could not be read. `tool` names the version that made it ("dateline 0.1.0").
    """

    documents: tuple[Document, ...] = ()
    incidents: tuple[Incident, ...] = ()
    reports: Mapping[str, Report] = {}
    statements: tuple[Statement, ...] = ()
    report_incident: Mapping[str, str] = {}
    skipped: Mapping[str, str] = {}
    failures: tuple[Failure, ...] = ()
    policy: str = "ucdp"
    tool: str = "dateline"

    def ordered_incidents(self) -> tuple[Incident, ...]:
        """Incidents by first possible day, undated ones last, then by last possible day and id."""
        return tuple(sorted(self.incidents, key=incident_order))

    def ordered_documents(self) -> tuple[Document, ...]:
        """Documents by date of publication, unknown ones last, then by input, position and id."""
        return tuple(sorted(self.documents, key=document_order))

    def documents_by_id(self) -> dict[str, Document]:
        return {document.document_id: document for document in self.documents}

    def incident_reports(self, incident: Incident) -> tuple[Report, ...]:
        """The incident's reports in its own order; ids without a stored report are left out."""
        return tuple(self.reports[report_id] for report_id in incident.report_ids if report_id in self.reports)

    def incident_attestations(self, incident: Incident) -> Iterator[Sourced]:
        """Every attested value of the incident, report by report, in the order of the text."""
        for report in self.incident_reports(incident):
            for attestation in sorted(report.attestations, key=_attestation_order):
                yield Sourced(report.document_id, report.report_id, attestation)

    def statement_incidents(self, statement: Statement) -> tuple[str, ...]:
        """Ids of the incidents that the statement is about, each once, in the order of its reports."""
        found = (self.report_incident.get(report_id) for report_id in statement.report_ids)
        return tuple(dict.fromkeys(incident_id for incident_id in found if incident_id is not None))

    def ordered_statements(self) -> tuple[Statement, ...]:
        """Statements in the order of their documents, then of the text."""
        rank = {document.document_id: n for n, document in enumerate(self.ordered_documents())}
        last = len(rank)
        return tuple(
            sorted(
                self.statements,
                key=lambda s: (rank.get(s.document_id, last), s.document_id, s.start, s.end, s.statement_id),
            )
        )


def incident_order(incident: Incident) -> tuple[bool, str, str, str]:
    """Sorting key: date_start (None last), date_end, id. ISO dates sort as text."""
    return (
        incident.date_start is None,
        incident.date_start or incident.date_end or "9999",
        incident.date_end or "9999",
        incident.incident_id,
    )


def document_order(document: Document) -> tuple[dt.date, str, int, str]:
    """Sorting key: the date of publication or its latest bound, input, position, id."""
    published = document.published or document.published_latest or document.published_earliest or dt.date.max
    return (published, document.input, document.position, document.document_id)


def _attestation_order(attestation: Attestation) -> tuple[int, int, str]:
    return (attestation.start, attestation.end, attestation.field)
