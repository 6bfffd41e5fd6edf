"""The database: one SQLite file that holds documents, codings, links, incidents and the runs that made them."""

import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from dateline.errors import NotFoundError, UsageError
from dateline.incidents.context import ReportContext, report_context
from dateline.incidents.reconcile import reconcile
from dateline.records import Document, Failure, Incident, Report, Statement
from dateline.store.digest import content_digest
from dateline.store.rows import read_document, read_report, read_statement
from dateline.store.writer import Writer

SYMMETRIC = frozenset({"series", "same cell", "related"})
"""Relations that hold both ways; "follow-up", "retaliation" and "claimed by" are shown from the later incident only."""


class Hit(NamedTuple):
    """One document that a search found, with the passage around the words, which stand in [brackets]."""

    document_id: str
    title: str | None
    published: str | None
    passage: str


class Run(NamedTuple):
    """One line of the log of runs. Times are UTC, ISO 8601; `finished` is None for a run that was cut short."""

    run_id: int
    version: str
    coder: str
    config: dict[str, Any]
    started: str
    finished: str | None
    counts: dict[str, Any] | None
    inputs: tuple[tuple[str, str | None], ...]


class Database(Writer):
    """An open database. Use as a context manager; one thread, any number of processes.

    Everything read from here is a record of its own: closing the database does not invalidate it.
    """

    def runs(self) -> tuple[Run, ...]:
        """All runs, oldest first."""
        inputs: dict[int, list[tuple[str, str | None]]] = {}
        for run_id, path, digest in self.connection.execute("SELECT run_id, path, sha256 FROM input ORDER BY path"):
            inputs.setdefault(run_id, []).append((path, digest))
        rows = self.connection.execute(
            "SELECT run_id, version, coder, config, started, finished, counts FROM run ORDER BY run_id"
        )
        return tuple(
            Run(
                run_id=row[0],
                version=row[1],
                coder=row[2],
                config=msgspec.json.decode(row[3]),
                started=row[4],
                finished=row[5],
                counts=msgspec.json.decode(row[6]) if row[6] else None,
                inputs=tuple(inputs.get(row[0], ())),
            )
            for row in rows
        )

    def documents(self, *, incident_id: str | None = None) -> Iterator[Document]:
        """Every document with the metadata in force, or those that tell of an incident; by input, position and id."""
        rows = self.connection.execute(
            f"{_SELECT_DOCUMENT} {_OF_INCIDENT.format('d')} ORDER BY d.input, d.position, d.document_id",
            {"incident": incident_id},
        )
        return (read_document(*row) for row in rows)

    def document(self, document_id: str) -> Document:
        """One document. Raises NotFoundError."""
        row = self.connection.execute(f"{_SELECT_DOCUMENT} WHERE d.document_id = ?", (document_id,)).fetchone()
        if row is None:
            raise NotFoundError(f"{self.path} holds no document {document_id!r}")
        return read_document(*row)

    def reports(self, *, incident_id: str | None = None) -> Iterator[Report]:
        """Every report in force, or those of the documents that tell of an incident; by document and position."""
        rows = self.connection.execute(
            f"SELECT body FROM current_report r {_OF_INCIDENT.format('r')} ORDER BY document_id, position, report_id",
            {"incident": incident_id},
        )
        return (read_report(body) for (body,) in rows)

    def statements(self, *, kind: str | None = None) -> tuple[Statement, ...]:
        """Statements of the codings in force, by document and place in the text; of one kind where given."""
        rows = self.connection.execute(
            """
            SELECT s.body FROM statement s JOIN coding c USING (coding_id)
            WHERE c.current = 1 AND (? IS NULL OR s.kind = ?)
            """,
            (kind, kind),
        )
        found = (read_statement(body) for (body,) in rows)
        return tuple(sorted(found, key=lambda s: (s.document_id, s.start, s.end, s.statement_id)))

    def skipped(self) -> dict[str, str]:
        """Document id -> why its coding in force left it uncoded ("language: ru")."""
        return dict(
            self.connection.execute(
                """
                SELECT d.document_id, c.skipped FROM coding c JOIN document d USING (document_key)
                WHERE c.current = 1 AND c.skipped IS NOT NULL ORDER BY d.document_id
                """
            )
        )

    def failures(self, *, run_id: int | None = None) -> tuple[Failure, ...]:
        """What could not be processed, each failure once: in one run, or in all and not mended by a later one."""
        rows = self.connection.execute(
            """
            SELECT input, position, stage, error, message FROM failure AS f
            WHERE f.run_id = :run OR (:run IS NULL AND NOT EXISTS (
                SELECT 1 FROM document d WHERE d.input = f.input AND d.run_id > f.run_id
                AND (f.position IS NULL OR d.position = f.position)
            ))
            GROUP BY input, position, stage, error, message ORDER BY input, position, min(failure_id)
            """,
            {"run": run_id},
        )
        return tuple(Failure(input=i, position=p, stage=s, error=e, message=m) for i, p, s, e, m in rows)

    def incident_ids(self) -> tuple[str, ...]:
        """Ids of all incidents that have a report in force, sorted."""
        rows = self.connection.execute(
            "SELECT DISTINCT incident_id FROM membership JOIN current_report USING (report_key) ORDER BY incident_id"
        )
        return tuple(incident_id for (incident_id,) in rows)

    def holds_incident(self, incident_id: str) -> bool:
        """Whether an incident of this full id has a report in force."""
        query = "SELECT 1 FROM membership JOIN current_report USING (report_key) WHERE incident_id = ? LIMIT 1"
        return self.connection.execute(query, (incident_id,)).fetchone() is not None

    def resolve_incident(self, abbreviated: str) -> str:
        """The full id that `abbreviated` begins. Raises NotFoundError where none or several do."""
        if self.holds_incident(abbreviated):
            return abbreviated
        found = [i for i in self.incident_ids() if i.startswith(abbreviated)] if abbreviated else []
        if len(found) == 1:
            return found[0]
        if found:
            shown = ", ".join(found[:5]) + (", ..." if len(found) > 5 else "")
            raise NotFoundError(f"{abbreviated!r} begins {len(found)} incident ids ({shown}); give more of it")
        raise NotFoundError(
            f"{self.path} holds no incident {abbreviated!r}; `dateline incidents --db {self.path}` lists them"
        )

    def incident(self, incident_id: str, *, policy: str = "ucdp") -> Incident:
        """One incident, reconciled. Raises NotFoundError; the id may be abbreviated."""
        full = self.resolve_incident(incident_id)
        contexts = self.contexts(full)
        return reconcile(full, contexts, policy=policy, links=self.incident_links(full).get(full, ()))

    def contexts(self, incident_id: str) -> tuple[ReportContext, ...]:
        """The incident's reports, each with its document's frame, by document and position."""
        rows = self.connection.execute(
            f"""
            SELECT r.body, {_DOCUMENT_COLUMNS} FROM membership JOIN current_report r USING (report_key)
            JOIN document d USING (document_key) JOIN metadata m USING (metadata_id)
            WHERE membership.incident_id = ? ORDER BY r.document_id, r.position, r.report_id
            """,
            (incident_id,),
        )
        return tuple(report_context(read_report(body), read_document(*rest)) for body, *rest in rows)

    def incident_links(self, incident_id: str | None = None) -> dict[str, set[tuple[str, str]]]:
        """Incident id -> its typed links; of all incidents, or of one (and its partners')."""
        found: dict[str, set[tuple[str, str]]] = {}

        def add(kind: str, left: str | None, right: str | None) -> None:
            if left and right and left != right:
                found.setdefault(left, set()).add((kind, right))
                if kind in SYMMETRIC:
                    found.setdefault(right, set()).add((kind, left))

        # The last judgement on a pair and type is the one that holds.
        decided: dict[tuple[str, str, str], str] = {}
        for left, right, kind, judgement in self.connection.execute(
            """
            SELECT a.incident_id, b.incident_id, l.type, l.judgement FROM link_in_force l
            JOIN membership a ON a.report_key = l.left_key JOIN membership b ON b.report_key = l.right_key
            WHERE l.type <> 'same' ORDER BY l.link_id
            """
        ):
            decided[left, right, kind] = judgement
        for (left, right, kind), judgement in decided.items():
            if judgement == "positive":
                add(kind, left, right)
        member = self.report_incident(incident_id=incident_id)
        rows = self.connection.execute(
            f"""
            SELECT body FROM (SELECT * FROM current_report r {_OF_INCIDENT.format("r")})
            WHERE json_array_length(body, '$.relations') > 0
            """,
            {"incident": incident_id},
        )
        for (body,) in rows:
            report = read_report(body)
            for relation in report.relations:
                add(relation.type, member.get(report.report_id), member.get(relation.report_id))
        return found

    def report_incident(self, *, incident_id: str | None = None) -> dict[str, str]:
        """Report id -> incident id, of the reports in force (of the documents that tell of an incident)."""
        return dict(
            self.connection.execute(
                "SELECT r.report_id, membership.incident_id FROM membership JOIN current_report r USING (report_key) "
                f"{_OF_INCIDENT.format('r')} ORDER BY r.report_id",
                {"incident": incident_id},
            )
        )

    def search(self, query: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Documents whose title or text matches an FTS5 query ("car bomb", bomb NEAR market), best first.

        Raises UsageError for a query that is none.
        """
        try:
            rows = self.connection.execute(
                """
                SELECT d.document_id, d.title, d.published, snippet(document_fts, 1, '[', ']', ' ... ', 24)
                FROM document_fts JOIN document d ON d.document_key = document_fts.rowid
                WHERE document_fts MATCH ? ORDER BY bm25(document_fts), d.document_id LIMIT ?
                """,
                (query, limit),
            ).fetchall()
        except sqlite3.OperationalError as error:
            raise UsageError(
                f"{query!r} is no search query ({error}); put words with punctuation in double quotes"
            ) from error
        return tuple(Hit(*row) for row in rows)

    def counts(self) -> dict[str, int]:
        """How many documents, reports, incidents and statements are in force."""
        return {
            name: self.connection.execute(query).fetchone()[0]
            for name, query in (
                ("documents", "SELECT count(*) FROM document"),
                ("reports", "SELECT count(*) FROM current_report"),
                (
                    "incidents",
                    "SELECT count(DISTINCT incident_id) FROM membership JOIN current_report USING (report_key)",
                ),
                ("statements", "SELECT count(*) FROM statement JOIN coding USING (coding_id) WHERE current = 1"),
            )
        }

    def content_digest(self) -> str:
        """SHA-256 over all content but runs, their times and row numbers: equal for databases that say the same."""
        return content_digest(self.connection)


_DOCUMENT_COLUMNS = "m.body, d.text, d.copy_of"
# The rows of all documents, or of those that tell of the incident.
_OF_INCIDENT = """WHERE :incident IS NULL OR {}.document_id IN (
    SELECT c.document_id FROM membership m JOIN current_report c USING (report_key) WHERE m.incident_id = :incident
)"""
_SELECT_DOCUMENT = f"SELECT {_DOCUMENT_COLUMNS} FROM document d JOIN metadata m USING (metadata_id)"
