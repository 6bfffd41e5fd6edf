"""The interface for notebooks and scripts: `dateline.code(...)` and `dateline.open(db)`."""

import contextlib
import datetime as dt
import io
import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from dateline import pipeline
from dateline.chronology.explain import Why, explain
from dateline.chronology.loading import load_chronology
from dateline.chronology.release import Chronology, Sourced
from dateline.chronology.selection import select
from dateline.config import RunConfig
from dateline.frames import Frame, frame
from dateline.incidents.questions import Question
from dateline.records import Decision, Failure, Incident, Report
from dateline.registry import POLICIES, exporter, table_builder
from dateline.store.connection import MEMORY, refusal
from dateline.store.database import Database, Hit
from dateline.store.decisions import DecisionLog

PathLike = str | os.PathLike[str]

# Columns of the data frames, in the order of the contract's records.
DOCUMENT_COLUMNS = tuple(
    "document_id input position title text url outlet author published published_earliest published_latest language "
    "tags sha256 captured copy_of skipped".split()
)
ATTESTATION_COLUMNS = tuple(
    "incident_id document_id field value quote start end attributed_to certainty annotator confidence loaded "
    "report_id".split()
)
STATEMENT_COLUMNS = tuple(
    "statement_id document_id kind speaker incident_ids quote start end report_ids annotator".split()
)

_TEXTS = ("text", "moment")  # kinds of columns that stay text: UCDP writes days with midnight
_SUFFIX = re.compile(r"\.\w{1,5}$")


class Session:
    """An open database with its chronology. Reads again by itself when the database has changed.

    `summary` and `failures` are those of the run that opened it, when `code` did.
    """

    def __init__(
        self,
        database: Database,
        *,
        summary: pipeline.RunSummary | None = None,
        failures: Sequence[Failure] = (),
    ) -> None:
        self.database = database
        self.summary = summary
        self.failures = tuple(failures)
        self._read: dict[str, tuple[tuple[int, int], Chronology]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        held = ", ".join(f"{number} {name}" for name, number in self.database.counts().items())
        return f"<dateline.Session {self.database.path}: {held}>"

    def close(self) -> None:
        """Close the database. Records read from it stay usable; a database in memory is gone."""
        self.database.close()

    def chronology(self, *, policy: str = "ucdp") -> Chronology:
        """Everything in memory, with incidents reconciled under `policy` ("ucdp", "acled", "gtd", "median")."""
        connection = self.database.connection
        state = (connection.execute("PRAGMA data_version").fetchone()[0], connection.total_changes)
        kept = self._read.get(policy)
        if kept is None or kept[0] != state:
            kept = self._read[policy] = (state, load_chronology(self.database, policy=policy))
        return kept[1]

    def incidents(
        self,
        as_: Frame | None = None,
        *,
        country: str | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        event_type: str | None = None,
        background: bool = True,
        policy: str = "ucdp",
        schema: str | None = None,
    ) -> Any:
        """Incidents in order of date: records, or a data frame with the columns of the CSV export.

        `country` is a name or an alpha-2 code, `since` and `until` are days, both included; `background=False` leaves
        out what is told in passing. With `schema` ("acled@2023", "ged@24", "gtd@2018", "polecat@2024", "hxl") the frame
        (pandas, unless `as_` says otherwise) has that schema's rows and columns, under its own policy; what its
        codebook leaves out is not in it.
        """
        if schema is not None:
            policy = POLICIES.get(schema, policy)
        chronology = self.chronology(policy=policy)
        found = select(chronology.ordered_incidents(), country=country, since=since, until=until, event_type=event_type)
        found = tuple(i for i in found if background or not i.background)
        if schema is not None:
            return _schema_frame(schema, msgspec.structs.replace(chronology, incidents=found), as_ or "pandas")
        if as_ is None:
            return found
        from dateline.chronology.table import COLUMNS, flat  # noqa: PLC0415

        documents = chronology.documents_by_id()
        rows = (flat(incident, chronology, documents) for incident in found)
        return frame(rows, COLUMNS, as_, counted=("documents", "reports"))

    def incident(self, incident_id: str, *, policy: str = "ucdp") -> Incident:
        """One incident; the id may be abbreviated. Raises NotFoundError."""
        return self.database.incident(incident_id, policy=policy)

    def documents(self, as_: Frame | None = None) -> Any:
        """Documents in order of publication: records, or a data frame."""
        chronology = self.chronology()
        found = chronology.ordered_documents()
        if as_ is None:
            return found
        from dateline.chronology.jsonl import document_record  # noqa: PLC0415

        rows = (document_record(d, skipped=chronology.skipped.get(d.document_id)) for d in found)
        return frame(rows, DOCUMENT_COLUMNS, as_)

    def reports(self, incident_id: str | None = None) -> tuple[Report, ...]:
        """Reports of one incident, or all."""
        chronology = self.chronology()
        if incident_id is None:
            return tuple(chronology.reports.values())
        return chronology.incident_reports(self.incident(incident_id))

    def statements(self, as_: Frame | None = None, *, kind: str | None = None) -> Any:
        """Claims of responsibility, denials, threats, demands, predictions: records, or a data frame."""
        chronology = self.chronology()
        found = tuple(s for s in chronology.ordered_statements() if kind is None or s.kind == kind)
        if as_ is None:
            return found
        from dateline.chronology.jsonl import statement_record  # noqa: PLC0415

        rows = (statement_record(s, chronology.statement_incidents(s)) for s in found)
        return frame(rows, STATEMENT_COLUMNS, as_)

    def attestations(
        self, incident_id: str | None = None, field: str | None = None, *, as_: Frame | None = None
    ) -> Any:
        """Attested values with their quotes, of one incident and one field ("deaths" includes "deaths.best").

        As records they come as `Sourced` (document id, report id, attestation); else as a data frame.
        """
        chronology = self.chronology()
        wanted = chronology.ordered_incidents() if incident_id is None else (self.incident(incident_id),)
        found: list[tuple[str, Sourced]] = [
            (incident.incident_id, sourced)
            for incident in wanted
            for sourced in chronology.incident_attestations(incident)
            if field is None or sourced.attestation.field == field or sourced.attestation.field.startswith(f"{field}.")
        ]
        if as_ is None:
            return tuple(sourced for _, sourced in found)
        from dateline.chronology.jsonl import attestation_record  # noqa: PLC0415

        rows = (attestation_record(identity, sourced) for identity, sourced in found)
        return frame(rows, ATTESTATION_COLUMNS, as_)

    def why(self, incident_id: str, field: str, *, policy: str = "ucdp") -> Why:
        """Where a value comes from: policy, reports, quotes, dissent. Raises NotFoundError, naming the fields."""
        incident = self.incident(incident_id, policy=policy)
        return explain(self.chronology(policy=policy), incident, field)

    def search(self, query: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Documents whose title or text matches (SQLite FTS5 query syntax), best first."""
        return self.database.search(query, limit=limit)

    def questions(self, *, limit: int | None = None) -> tuple[Question, ...]:
        """Pairs of incidents that a person has to judge, the most uncertain first (`dateline link review`)."""
        return DecisionLog(self.database).questions(limit=limit)

    def decisions(self) -> tuple[Decision, ...]:
        """What people decided, oldest first."""
        return DecisionLog(self.database).decisions()

    def merge(self, *incident_ids: str, who: str, why: str, evidence: Iterable[str] = ()) -> Decision:
        """Record that these incidents are one, which keeps the id named first. See `dateline link merge`."""
        with self._deciding() as log:
            return log.merge(incident_ids, who=who, why=why, evidence=evidence)

    def split(
        self, incident_id: str, report_ids: Iterable[str], *, who: str, why: str, evidence: Iterable[str] = ()
    ) -> Decision:
        """Record that these reports of the incident tell of another one. See `dateline link split`."""
        with self._deciding() as log:
            return log.split(incident_id, tuple(report_ids), who=who, why=why, evidence=evidence)

    def apart(
        self, *incident_ids: str, who: str, why: str, evidence: Iterable[str] = (), relation: str | None = None
    ) -> Decision:
        """Record that these incidents are different ones; `relation` says how two belong together ("follow-up")."""
        with self._deciding() as log:
            return log.apart(incident_ids, who=who, why=why, evidence=evidence, relation=relation)

    def undo(self, decision_id: int, *, who: str, why: str, evidence: Iterable[str] = ()) -> Decision:
        """Take a decision back; what it moved goes back where it was."""
        with self._deciding() as log:
            return log.undo(decision_id, who=who, why=why, evidence=evidence)

    @contextlib.contextmanager
    def _deciding(self) -> Iterator[DecisionLog]:
        """The log to write to: a session that was opened for reading opens the file again, for the moment only."""
        if not self.database.readonly:
            yield DecisionLog(self.database)
            return
        with Database(self.database.path, create=False) as writable:
            yield DecisionLog(writable)

    def export(self, form: str, path: PathLike | None = None, *, policy: str = "ucdp") -> str | None:
        """The chronology in an export format, written to `path`, or returned where none is given."""
        write = exporter(form)
        if path is None:
            text = io.StringIO()
            write(self.chronology(policy=policy), text)
            return text.getvalue()
        with Path(path).open("w", encoding="utf-8", newline="") as stream:
            write(self.chronology(policy=policy), stream)
        return None


def _schema_frame(name: str, chronology: Chronology, as_: Frame) -> Any:
    from dateline.chronology.schemas.reading import schema  # noqa: PLC0415

    found = schema(name)
    table = table_builder(found.name)(chronology).main
    kinds: dict[str, Any] = {column.name: column.kind for column in found.columns if column.kind not in _TEXTS}
    return frame(table.rows, table.columns, as_, kinds=kinds)


def code(
    paths_or_texts: PathLike | Iterable[PathLike] = (),
    *,
    texts: str | Iterable[str] = (),
    db: PathLike | None = None,
    published: dt.date | str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    coder: str = "learned",
    options: Mapping[str, str] | None = None,
    recode: bool = False,
    places: PathLike | Iterable[PathLike] = (),
    on_progress: Callable[[pipeline.Progress], None] | None = None,
) -> Session:
    """Code files, folders, URLs or texts, and return the session that holds the result.

    A string that reads like prose (see `is_text`) is a text, any other a path or URL; give `texts=` to leave no
    doubt. Without `db` the result lives in memory. `places` are gazetteers of your own (`import_places`), `options`
    those of the coder. What could not be read is in `Session.failures`, as it is not an error that the rest should
    suffer from.
    """
    single = isinstance(paths_or_texts, str | os.PathLike)
    given: list[PathLike] = [paths_or_texts] if single else list(paths_or_texts)  # type: ignore[arg-type,list-item]
    told = [texts] if isinstance(texts, str) else list(texts)
    prose = [item for item in given if isinstance(item, str) and is_text(item)]
    paths = [item for item in given if not (isinstance(item, str) and is_text(item))]
    config = RunConfig(
        coder=coder,
        options=dict(options or {}),
        published=dt.date.fromisoformat(published) if isinstance(published, str) else published,
        outlet=outlet,
        language=language,
        recode=recode,
        places=tuple(os.fspath(p) for p in ([places] if isinstance(places, str | os.PathLike) else places)),
    )
    failures: list[Failure] = []
    database = Database(MEMORY if db is None else Path(db))
    try:
        summary = pipeline.run(
            database,
            paths,
            texts=[*prose, *told],
            config=config,
            on_progress=on_progress,
            on_failure=failures.append,
        )
    except sqlite3.DatabaseError as error:
        database.close()
        raise refusal(error, database.path) from error
    except BaseException:
        database.close()
        raise
    return Session(database, summary=summary, failures=failures)


def open(db: PathLike) -> Session:
    """Open a database for reading; decisions (`merge`, `split`, `apart`, `undo`) are written for the moment only.

    Raises StoreError where there is none.
    """
    return Session(Database(Path(db), readonly=True))


def is_text(item: str) -> bool:
    """Whether a string is the text itself rather than the name of an input.

    It is when it has a line break, or when it has four words or more, names nothing that exists and does not end in
    a file's suffix.

    >>> is_text("Gunmen shot two policemen in Taraz."), is_text("my reports of 2012/may.txt")
    (True, False)
    """
    if "\n" in item:
        return True
    return (
        len(item.split()) >= 4
        and "://" not in item.split(maxsplit=1)[0]
        and not _SUFFIX.search(item)
        and not _exists(item)
    )


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # longer than a name can be, or a null character
        return False
