"""A chronology read from a database, reconciled under a policy of the reader's choice."""

from dateline import __version__
from dateline.chronology.release import Chronology
from dateline.incidents.context import ReportContext, report_context
from dateline.incidents.reconcile import reconcile
from dateline.store.database import Database


def load_chronology(database: Database, *, policy: str = "ucdp") -> Chronology:
    """All of the database in memory; incidents reconciled under `policy` ("ucdp", "acled", "gtd", "median")."""
    documents = {document.document_id: document for document in database.documents()}
    reports = {report.report_id: report for report in database.reports()}
    report_incident = database.report_incident()
    members: dict[str, list[ReportContext]] = {}
    for report_id, report in reports.items():
        if (incident_id := report_incident.get(report_id)) is not None:
            members.setdefault(incident_id, []).append(report_context(report, documents[report.document_id]))
    links = database.incident_links()
    return Chronology(
        documents=tuple(documents.values()),
        incidents=tuple(
            reconcile(incident_id, contexts, policy=policy, links=sorted(links.get(incident_id, ())))
            for incident_id, contexts in sorted(members.items())
        ),
        reports=reports,
        statements=database.statements(),
        report_incident=report_incident,
        skipped=database.skipped(),
        failures=database.failures(),
        policy=policy,
        tool=f"dateline {__version__}",
    )
