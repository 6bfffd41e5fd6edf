"""Writing to the database: runs and codings. Everything else reads (`Database`), finds copies or links."""

import datetime as dt
import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import msgspec

from dateline.records import Document, Failure
from dateline.store import connection as opening
from dateline.store.rows import PreparedCoding, iso, merge_metadata, metadata, read_document

CodingState = Literal["missing", "superseded", "current"]
Outcome = Literal["new", "recoded", "unchanged"]


class Writer:
    """An open database, as far as it is written. Use as a context manager; one thread, any number of processes."""

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
        """Record that a run begins. A clock is read here, at its end, and when a person decides; nowhere else."""
        with self.transaction():
            cursor = self.connection.execute(
                "INSERT INTO run (version, coder, config, started) VALUES (?, ?, ?, ?)",
                (version, coder, _json(config), now()),
            )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def finish_run(self, run_id: int, counts: dict[str, Any]) -> None:
        """Record that a run came to its end, with what it did."""
        with self.transaction():
            self.connection.execute(
                "UPDATE run SET finished = ?, counts = ? WHERE run_id = ?", (now(), _json(counts), run_id)
            )

    def add_inputs(self, run_id: int, inputs: Iterable[tuple[str, str | None, int | None]]) -> None:
        """Record inputs of a run: (path as given, SHA-256 of the bytes or None, size in bytes or None)."""
        with self.transaction():
            self.connection.executemany(
                "INSERT OR IGNORE INTO input (run_id, path, sha256, bytes) VALUES (?, ?, ?, ?)",
                ((run_id, *row) for row in inputs),
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
        self.connection.execute("INSERT OR IGNORE INTO pending VALUES (?)", (document_key,))

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


_REPORT_COLUMNS = (
    "report_id, position, event_type, sub_event_type, status, background, date_earliest, date_latest, "
    "date_precision, place, geonameid, country_code, latitude, longitude, deaths_low, deaths_best, deaths_high, body"
)


def _json(value: Any) -> str:
    return msgspec.json.encode(value, order="deterministic").decode()


def now() -> str:
    """The time, UTC, ISO 8601 to the millisecond."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
