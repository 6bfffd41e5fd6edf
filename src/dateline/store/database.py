"""The database: one SQLite file that holds documents, codings, links, incidents and the runs that made them."""

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, NamedTuple, Self

import msgspec

from dateline.errors import NotFoundError, UsageError
from dateline.incidents.context import ReportContext, report_context
from dateline.incidents.reconcile import reconcile
from dateline.records import Document, Failure, Incident, Report, Statement
from dateline.store import connection as opening
from dateline.store.digest import content_digest
from dateline.store.rows import (
    PreparedCoding,
    iso,
    merge_metadata,
    metadata,
    read_document,
    read_report,
    read_statement,
)

CodingState = Literal["missing", "superseded", "current"]
Outcome = Literal["new", "recoded", "unchanged"]
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


class Database:
    """An open database. Use as a context manager; one thread, any number of processes.

    Everything read from here is a record of its own: closing the database does not invalidate it.
    """

    def __init__(self, path: str | Path, *, readonly: bool = False, create: bool = True) -> None:
        self.path = str(path)
        self.readonly = readonly
        self.connection: sqlite3.Connection = opening.connect(path, readonly=readonly, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, sqlite3.DatabaseError):
            raise opening.refusal(error, self.path) from error

    def close(self) -> None:
        """Close the connection; the last one to close folds the write-ahead log into the file."""
        self.connection.close()

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing for what is written inside; waits for other writers."""
        return opening.transaction(self.connection)

    # Runs

    def start_run(self, *, version: str, coder: str, config: dict[str, Any]) -> int:
        """Record that a run begins: the only place, with its end, where a clock is read."""
        with self.transaction():
            cursor = self.connection.execute(
                "INSERT INTO run (version, coder, config, started) VALUES (?, ?, ?, ?)",
                (version, coder, _json(config), _now()),
            )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def finish_run(self, run_id: int, counts: dict[str, Any]) -> None:
        """Record that a run came to its end, with what it did."""
        with self.transaction():
            self.connection.execute(
                "UPDATE run SET finished = ?, counts = ? WHERE run_id = ?", (_now(), _json(counts), run_id)
            )

    def add_inputs(self, run_id: int, inputs: Iterable[tuple[str, str | None, int | None]]) -> None:
        """Record inputs of a run: (path as given, SHA-256 of the bytes or None, size in bytes or None)."""
        with self.transaction():
            self.connection.executemany(
                "INSERT OR IGNORE INTO input (run_id, path, sha256, bytes) VALUES (?, ?, ?, ?)",
                ((run_id, *row) for row in inputs),
            )

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

    # Writing codings

    def merged(self, document: Document) -> Document:
        """The document as given, with what an earlier run was told of it and this one is not."""
        row = self.connection.execute(
            "SELECT m.body, d.copy_of FROM document d JOIN metadata m USING (metadata_id) WHERE d.document_id = ?",
            (document.document_id,),
        ).fetchone()
        return document if row is None else merge_metadata(read_document(row[0], "", row[1]), document)

    def coding_state(self, document: Document, coder: str) -> CodingState:
        """Whether this coder has coded this document with just this metadata, and whether that is in force."""
        row = self.connection.execute(
            """
            SELECT max(c.current) FROM coding c JOIN document d USING (document_key)
            JOIN metadata m ON m.metadata_id = c.metadata_id
            WHERE d.document_id = ? AND m.digest = ? AND c.coder = ?
            """,
            (document.document_id, metadata(document)[1], coder),
        ).fetchone()
        return "missing" if row[0] is None else "current" if row[0] else "superseded"

    def reinstate(self, document: Document, coder: str) -> None:
        """Put an earlier coding of this coder and metadata in force again, instead of the one that superseded it."""
        with self.transaction():
            row = self.connection.execute(
                """
                SELECT c.coding_id, c.document_key, c.metadata_id FROM coding c JOIN document d USING (document_key)
                JOIN metadata m ON m.metadata_id = c.metadata_id
                WHERE d.document_id = ? AND m.digest = ? AND c.coder = ? ORDER BY c.coding_id DESC LIMIT 1
                """,
                (document.document_id, metadata(document)[1], coder),
            ).fetchone()
            coding_id, key, metadata_id = row
            self._put_in_force(key, coding_id)
            self._use_metadata(key, metadata_id, document)

    def save(self, codings: Iterable[PreparedCoding], failures: Iterable[Failure], run_id: int) -> list[Outcome]:
        """Write a batch in one transaction; what another run has written meanwhile is not written twice."""
        with self.transaction():
            outcomes = [self._save(coding, run_id) for coding in codings]
            self.connection.executemany(
                "INSERT INTO failure (run_id, input, position, stage, error, message) VALUES (?, ?, ?, ?, ?, ?)",
                ((run_id, f.input, f.position, f.stage, f.error, f.message) for f in failures),
            )
        return outcomes

    def _save(self, coding: PreparedCoding, run_id: int) -> Outcome:
        execute, document = self.connection.execute, coding.document
        row = execute("SELECT document_key FROM document WHERE document_id = ?", (document.document_id,)).fetchone()
        if row is None:
            key = execute(
                """
                INSERT INTO document (document_id, input, position, sha256, title, text, signature, run_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                (
                    document.document_id,
                    document.input,
                    document.position,
                    document.sha256,
                    document.title,
                    document.text,
                    coding.signature,
                    run_id,
                ),
            ).lastrowid
            assert key is not None
        else:
            key = row[0]
        execute(
            "INSERT OR IGNORE INTO metadata (document_key, digest, body, run_id) VALUES (?, ?, ?, ?)",
            (key, coding.metadata_digest, coding.metadata, run_id),
        )
        metadata_id = execute(
            "SELECT metadata_id FROM metadata WHERE document_key = ? AND digest = ?", (key, coding.metadata_digest)
        ).fetchone()[0]
        known = execute(
            "SELECT coding_id, current FROM coding "
            "WHERE document_key = ? AND metadata_id = ? AND coder = ? AND digest = ?",
            (key, metadata_id, coding.coder, coding.digest),
        ).fetchone()
        if known is not None and known[1]:
            return "unchanged"
        self._use_metadata(key, metadata_id, document)
        if known is not None:
            self._put_in_force(key, known[0])
            return "recoded"
        coding_id = execute(
            """
            INSERT INTO coding (document_key, metadata_id, coder, digest, skipped, current, run_id)
            VALUES (?, ?, ?, ?, ?, 0, ?)
            """,
            (key, metadata_id, coding.coder, coding.digest, coding.skipped, run_id),
        ).lastrowid
        assert coding_id is not None
        self.connection.executemany(
            f"INSERT INTO report (coding_id, {_REPORT_COLUMNS}) VALUES (?{', ?' * _REPORT_COLUMNS.count(',')}, ?)",
            ((coding_id, *row) for row in coding.reports),
        )
        self.connection.executemany(
            "INSERT INTO statement (coding_id, statement_id, kind, speaker, body) VALUES (?, ?, ?, ?, ?)",
            ((coding_id, *row) for row in coding.statements),
        )
        self._put_in_force(key, coding_id)
        return "new" if row is None else "recoded"

    def _put_in_force(self, document_key: int, coding_id: int) -> None:
        # Keys are derived and only for reports in force: what is superseded must not be met when linking.
        self.connection.execute(
            """
            DELETE FROM block WHERE report_key IN (
                SELECT report_key FROM report JOIN coding USING (coding_id) WHERE document_key = ? AND current = 1
            )
            """,
            (document_key,),
        )
        self.connection.execute("UPDATE coding SET current = 0 WHERE document_key = ? AND current = 1", (document_key,))
        self.connection.execute("UPDATE coding SET current = 1 WHERE coding_id = ?", (coding_id,))

    def _use_metadata(self, document_key: int, metadata_id: int, document: Document) -> None:
        self.connection.execute(
            "UPDATE document SET metadata_id = ?, published = ?, outlet = ?, language = ? WHERE document_key = ?",
            (metadata_id, iso(document.published), document.outlet, document.language, document_key),
        )
        # Apart, so that the full-text index is only written when the title did change.
        self.connection.execute(
            "UPDATE document SET title = ? WHERE document_key = ? AND title IS NOT ?",
            (document.title, document_key, document.title),
        )

    # Copies

    def signatures(self) -> Iterator[tuple[str, str | None, bytes]]:
        """(document id, publication date, signature) of every document that has one, by date then id."""
        yield from self.connection.execute(
            """
            SELECT document_id, published, signature FROM document WHERE signature IS NOT NULL
            ORDER BY published IS NULL, published, document_id
            """
        )

    def set_copies(self, copies: Mapping[str, str]) -> tuple[str, ...]:
        """Record which documents are copies of which (copy id -> original id). Returns the ids that changed."""
        with self.transaction():
            before: dict[str, str] = dict(
                self.connection.execute("SELECT document_id, copy_of FROM document WHERE copy_of IS NOT NULL")
            )
            changed = [
                (copies.get(document_id), document_id)
                for document_id in sorted(before.keys() | copies.keys())
                if before.get(document_id) != copies.get(document_id)
            ]
            self.connection.executemany("UPDATE document SET copy_of = ? WHERE document_id = ?", changed)
        return tuple(document_id for _, document_id in changed)

    # Reading

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

    def resolve_incident(self, abbreviated: str) -> str:
        """The full id that `abbreviated` begins. Raises NotFoundError where none or several do."""
        found = [i for i in self.incident_ids() if i.startswith(abbreviated)] if abbreviated else []
        if abbreviated in found or len(found) == 1:
            return abbreviated if abbreviated in found else found[0]
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
            SELECT a.incident_id, b.incident_id, l.type, l.judgement FROM link l
            JOIN current_report x ON x.report_key = l.left_key JOIN current_report y ON y.report_key = l.right_key
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


_REPORT_COLUMNS = (
    "report_id, position, event_type, sub_event_type, status, background, date_earliest, date_latest, "
    "date_precision, place, geonameid, country_code, latitude, longitude, deaths_low, deaths_best, deaths_high, body"
)
_DOCUMENT_COLUMNS = "m.body, d.text, d.copy_of"
# The rows of all documents, or of those that tell of the incident.
_OF_INCIDENT = """WHERE :incident IS NULL OR {}.document_id IN (
    SELECT c.document_id FROM membership m JOIN current_report c USING (report_key) WHERE m.incident_id = :incident
)"""
_SELECT_DOCUMENT = f"SELECT {_DOCUMENT_COLUMNS} FROM document d JOIN metadata m USING (metadata_id)"


def _json(value: Any) -> str:
    return msgspec.json.encode(value, order="deterministic").decode()


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
