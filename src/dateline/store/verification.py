"""Whether a database still says what was put into it: the file, every digest, every quote, every invariant."""

import sqlite3
from collections.abc import Callable, Iterator
from hashlib import sha256

import msgspec

from dateline.coders.admission import admit
from dateline.errors import StoreError
from dateline.incidents.reconcile import reconcile
from dateline.records import COUNT_FIELDS, Coding, Counts, Document, Incident
from dateline.store.database import Database
from dateline.store.rows import check, coding_digest, metadata, read_document, read_report, read_statement


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that does not hold: which check, of what, and in words."""

    check: str
    subject: str
    message: str

    def __str__(self) -> str:
        return f"{self.check}: {self.subject}: {self.message}"


class Tally(msgspec.Struct, kw_only=True):
    """How much was looked at, by the caller who draws the problems."""

    documents: int = 0
    codings: int = 0
    quotes: int = 0
    incidents: int = 0
    recoded: int = 0
    not_recoded: int = 0


def verify(
    database: Database, tally: Tally, *, coder: Callable[[str], Callable[[Document], Coding] | None] | None = None
) -> Iterator[Problem]:
    """Problems in the order found; none means all holds. `tally` is filled on the way.

    With `coder` (the name and version of a coding -> what codes like it, or None where that is not at hand) each
    document is coded again and must give the same bytes.
    """
    yield from _file(database.connection)
    yield from _texts(database.connection, tally)
    yield from _codings(database.connection, tally, coder)
    yield from _incidents(database, tally)


def _file(connection: sqlite3.Connection) -> Iterator[Problem]:
    for (message,) in connection.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield Problem(check="file", subject="database", message=message)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Problem(check="file", subject=f"{table} {row}", message=f"refers to a missing row of {parent}")
    query = "SELECT count(*) FROM document WHERE metadata_id IS NULL"
    if count := connection.execute(query).fetchone()[0]:
        yield Problem(check="file", subject="document", message=f"{count} without metadata")


def _texts(connection: sqlite3.Connection, tally: Tally) -> Iterator[Problem]:
    rows = connection.execute(
        "SELECT d.document_id, d.text, d.sha256, m.body, m.digest FROM document d JOIN metadata m USING (metadata_id) "
        "ORDER BY d.document_id"
    )
    for document_id, text, digest, body, told in rows:
        tally.documents += 1
        if sha256(text.encode()).hexdigest() != digest:
            yield Problem(
                check="digest", subject=f"document {document_id}", message="its text is not that of its sha256"
            )
        try:
            document = read_document(body, text, None)
        except msgspec.MsgspecError as error:
            yield Problem(check="record", subject=f"document {document_id}", message=str(error))
            continue
        if document.sha256 != digest:
            yield Problem(check="digest", subject=f"document {document_id}", message="metadata gives another sha256")
        if metadata(document)[1] != told:
            yield Problem(check="digest", subject=f"document {document_id}", message="its metadata were changed")


def _codings(
    connection: sqlite3.Connection,
    tally: Tally,
    coder: Callable[[str], Callable[[Document], Coding] | None] | None,
) -> Iterator[Problem]:
    rows = connection.execute(
        "SELECT c.coding_id, c.coder, c.digest, c.skipped, c.current, m.body, d.text FROM coding c "
        "JOIN document d USING (document_key) JOIN metadata m ON m.metadata_id = c.metadata_id ORDER BY c.coding_id"
    ).fetchall()
    for coding_id, name, digest, skipped, current, body, text in rows:
        tally.codings += 1
        try:
            document = read_document(body, text, None)
            coding = Coding(
                document_id=document.document_id,
                coder=name,
                reports=tuple(
                    read_report(told)
                    for (told,) in connection.execute(
                        "SELECT body FROM report WHERE coding_id = ? ORDER BY report_key", (coding_id,)
                    )
                ),
                statements=tuple(
                    read_statement(told)
                    for (told,) in connection.execute(
                        "SELECT body FROM statement WHERE coding_id = ? ORDER BY statement_key", (coding_id,)
                    )
                ),
                skipped=skipped,
            )
        except (msgspec.MsgspecError, ValueError) as error:
            yield Problem(check="record", subject=f"coding {coding_id}", message=str(error))
            continue
        subject = f"coding of document {document.document_id} by {name}"
        tally.quotes += sum(len(report.attestations) for report in coding.reports) + len(coding.statements)
        try:
            check(document, coding)
        except StoreError as error:
            yield Problem(check="quote", subject=subject, message=str(error))
        if coding_digest(coding) != digest:
            yield Problem(check="digest", subject=subject, message="its reports or statements are not those stored")
        if coder is None or not current:
            continue
        again = coder(name)
        if again is None:
            tally.not_recoded += 1
            continue
        tally.recoded += 1
        try:
            fresh = msgspec.structs.replace(admit(document, again(document)), coder=name)
        except Exception as error:
            yield Problem(check="rerun", subject=subject, message=f"{type(error).__name__}: {error}")
            continue
        if coding_digest(fresh) != digest:
            yield Problem(check="rerun", subject=subject, message="coding it again gives other bytes")


def _incidents(database: Database, tally: Tally) -> Iterator[Problem]:
    loose = database.connection.execute(
        "SELECT r.report_id FROM current_report r LEFT JOIN membership m USING (report_key) "
        "WHERE m.report_key IS NULL ORDER BY 1"
    )
    for (report_id,) in loose:
        yield Problem(check="invariant", subject=f"report {report_id}", message="belongs to no incident")
    for incident_id in database.incident_ids():
        tally.incidents += 1
        try:
            contexts = database.contexts(incident_id)
            incident = reconcile(incident_id, contexts)
            mirrored = reconcile(incident_id, reversed(contexts))
        except (msgspec.MsgspecError, ValueError) as error:
            yield Problem(check="invariant", subject=f"incident {incident_id}", message=str(error))
            continue
        if mirrored != incident:
            yield Problem(
                check="invariant", subject=f"incident {incident_id}", message="depends on the order of its reports"
            )
        for message in _broken(incident):
            yield Problem(check="invariant", subject=f"incident {incident_id}", message=message)


def _broken(incident: Incident) -> Iterator[str]:
    if incident.date_start and incident.date_end and incident.date_start > incident.date_end:
        yield f"date_start {incident.date_start} is after date_end {incident.date_end}"
    for field in COUNT_FIELDS:
        counts: Counts | None = getattr(incident, field)
        if counts is None:
            continue
        known = [n for n in (counts.low, counts.best, counts.high) if n is not None]
        if known != sorted(known):
            yield f"{field}: low, best and high are out of order ({known})"
    place = incident.place
    latitude, longitude = (place.latitude or 0.0, place.longitude or 0.0) if place is not None else (0.0, 0.0)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        yield f"coordinates {latitude}, {longitude} are no place on Earth"
