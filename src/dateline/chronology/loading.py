"""A chronology read from a database, reconciled under a policy of the reader's choice."""

from dateline import __version__
from dateline.chronology.release import Chronology
from dateline.incidents.context import ReportContext, report_context
from dateline.incidents.reconcile import reconcile
from dateline.store.database import Database


def load_chronology(database: Database, *, policy: str = "ucdp", incident_id: str | None = None) -> Chronology:
    """All of the database in memory, or one incident with its documents; incidents reconciled under `policy`.

    `policy` is "ucdp", "acled", "gtd" or "median". Of one incident the documents that tell of it are read, and all
    reports and statements of these; its links name incidents that are not loaded.
    """
    documents = {d.document_id: d for d in database.documents(incident_id=incident_id)}
    reports = {report.report_id: report for report in database.reports(incident_id=incident_id)}
    report_incident = database.report_incident(incident_id=incident_id)
    members: dict[str, list[ReportContext]] = {}
    for report_id, report in reports.items():
        own = report_incident.get(report_id)
        if own is not None and incident_id in (None, own):
            members.setdefault(own, []).append(report_context(report, documents[report.document_id]))
    links = database.incident_links(incident_id)
    return Chronology(
        documents=tuple(documents.values()),
        incidents=tuple(
            reconcile(own, contexts, policy=policy, links=sorted(links.get(own, ())))
            for own, contexts in sorted(members.items())
        ),
        reports=reports,
        statements=tuple(s for s in database.statements() if s.document_id in documents),
        report_incident=report_incident,
        skipped={key: reason for key, reason in database.skipped().items() if key in documents},
        failures=database.failures() if incident_id is None else (),
        policy=policy,
        tool=f"dateline {__version__}",
    )
