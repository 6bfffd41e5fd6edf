"""From inputs to a database: load, code and store each document, then find copies and link what is new.

Memory does not grow with the number of documents: they are loaded one at a time and stored in batches. A batch is one
transaction, and the copies and links of a run are another, so a run may be killed at any moment; run again, it
goes on where it stopped and ends with the same content.
"""

import datetime as dt
import hashlib
import logging
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from dateline import __version__
from dateline.coders import Coder
from dateline.coders.admission import admit
from dateline.config import RunConfig
from dateline.errors import CoderUnavailableError, DatelineError, GazetteerError
from dateline.records import Document, Dropped, Failure, TimexMention
from dateline.registry import coder, coder_version
from dateline.resolve import gazetteer
from dateline.store.database import Database
from dateline.store.linkstore import LinkStore
from dateline.store.rows import PreparedCoding, prepare
from dateline.store.writer import Outcome

log = logging.getLogger(__name__)

BATCH_DOCUMENTS = 64
BATCH_CHARACTERS = 2_000_000
BATCH_SECONDS = 30.0
"""A batch ends at whichever comes first: some 10 MB held at most, and some 0.3 s of work lost to a kill, or half a minute
of a slow coder's."""


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """Where a run stands: told after each document, failure and stage."""

    stage: str
    documents: int
    failures: int
    input: str = ""


class RunSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did, and what the database holds after it.

    `coded` + `recoded` + `unchanged` + `failed` are the documents met; `skipped` counts those among them that no coder
    could read, by reason ("language: ru"). `failures` counts inputs and documents that could not be processed,
    `dropped` what the coder gave and what did not hold, by reason ("quote not in the text").
    """

    run_id: int
    coded: int = 0
    recoded: int = 0
    unchanged: int = 0
    failures: int = 0
    skipped: dict[str, int] = msgspec.field(default_factory=dict)
    dropped: dict[str, int] = msgspec.field(default_factory=dict)
    copies: int = 0
    linked: int = 0
    documents: int = 0
    reports: int = 0
    incidents: int = 0
    statements: int = 0


def run(
    database: Database,
    inputs: Iterable[str | os.PathLike[str]] = (),
    *,
    texts: Iterable[str] = (),
    config: RunConfig | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    on_failure: Callable[[Failure], None] | None = None,
    on_skipped: Callable[[Document, str], None] | None = None,
    on_dropped: Callable[[Document, tuple[Dropped, ...]], None] | None = None,
) -> RunSummary:
    """Code `inputs` (files, folders, URLs), then `texts`, into `database`, and link their reports.

    A document that this coder has coded with the same metadata already is left as it is. What cannot be read or
    coded becomes a `Failure`, stored and told to `on_failure`; the rest goes on. Records of the coder that do not hold
    are dropped and told to `on_dropped`.

    Raises:
        GazetteerError, CoderUnavailableError: no document could be coded; what was coded before is stored.
    """
    chosen = config or RunConfig()
    with gazetteer.using(chosen.places) as places:
        return _run(database, inputs, texts, chosen, places, on_progress, on_failure, on_skipped, on_dropped)


def _run(
    database: Database,
    inputs: Iterable[str | os.PathLike[str]],
    texts: Iterable[str],
    config: RunConfig,
    places: gazetteer.Gazetteer,
    on_progress: Callable[[Progress], None] | None,
    on_failure: Callable[[Failure], None] | None,
    on_skipped: Callable[[Document, str], None] | None,
    on_dropped: Callable[[Document, tuple[Dropped, ...]], None] | None,
) -> RunSummary:
    code = coder(config.coder, config.options)
    version = coder_version(config.coder, code)
    config = msgspec.structs.replace(config, options=dict(getattr(code, "options", config.options)))
    given = tuple(os.fspath(i) for i in inputs)
    run_id = database.start_run(
        version=__version__,
        coder=version,
        config=config.stored(
            inputs=tuple(map(_clean, given)),
            gazetteer=tuple((_clean(g.path.name), g.digest) for g in (places, *places.layers)),
        ),
    )
    own = _own_files(database)
    database.add_inputs(run_id, _digests(given, own))
    tell = on_progress or (lambda _: None)
    tally: Counter[str] = Counter()
    skipped: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    batch: list[PreparedCoding] = []
    failures: list[Failure] = []
    size = 0
    began = time.monotonic()

    def flush() -> None:
        nonlocal size, began
        for outcome in database.save(batch, failures, run_id):
            tally[outcome] += 1
        batch.clear()
        failures.clear()
        size = 0
        began = time.monotonic()

    for item in _dated(database, _items(given, texts, config, own)):
        try:
            outcome: PreparedCoding | Failure | Outcome = (
                item if isinstance(item, Failure) else _process(database, item, code, version, recode=config.recode)
            )
        except (GazetteerError, CoderUnavailableError):  # not this document's fault: every one would fail
            flush()
            raise
        if isinstance(outcome, Failure):
            failure = _clean_failure(outcome)
            failures.append(failure)
            tally["failure"] += 1
            if on_failure is not None:
                on_failure(failure)
        elif isinstance(outcome, PreparedCoding):
            batch.append(outcome)
            size += len(outcome.document.text)
            if outcome.dropped:
                dropped.update(d.reason for d in outcome.dropped)
                if on_dropped is not None:
                    on_dropped(outcome.document, outcome.dropped)
            if outcome.skipped is not None:
                skipped[outcome.skipped] += 1
                if on_skipped is not None:
                    on_skipped(outcome.document, outcome.skipped)
        else:
            tally[outcome] += 1
        full = len(batch) + len(failures) >= BATCH_DOCUMENTS or size >= BATCH_CHARACTERS
        if full or time.monotonic() - began > BATCH_SECONDS:
            flush()
        met = sum(tally.values()) - tally["failure"] + len(batch)
        tell(Progress(stage="code", documents=met, failures=tally["failure"], input=item.input))
    flush()
    met = sum(tally.values()) - tally["failure"]
    tell(Progress(stage="link", documents=met, failures=tally["failure"]))
    copies, linked = link(database)
    summary = RunSummary(
        run_id=run_id,
        coded=tally["new"],
        recoded=tally["recoded"],
        unchanged=tally["unchanged"],
        failures=tally["failure"],
        skipped=dict(sorted(skipped.items())),
        dropped=dict(sorted(dropped.items())),
        copies=copies,
        linked=linked,
        **database.counts(),
    )
    database.finish_run(run_id, msgspec.to_builtins(summary))
    return summary


def link(database: Database) -> tuple[int, int]:
    """Find the copies and incidents of all that came or changed since the last time, in one transaction.

    Returns how many documents are copies and how many reports were linked.
    """
    from dateline.incidents.linking import link_new  # noqa: PLC0415 -- not needed to read a database
    from dateline.store.copystore import count_copies, update_copies  # noqa: PLC0415

    with database.transaction():
        store = LinkStore(database)
        store.prepare(update_copies(database))
        done = link_new(store)
        store.settle()
        return count_copies(database), done.reports


def _items(
    given: tuple[str, ...], texts: Iterable[str], config: RunConfig, own: frozenset[Path]
) -> Iterator[Document | Failure]:
    from dateline import documents  # noqa: PLC0415 -- readers of many formats, not needed to read a database

    for name in given:
        found = documents.load([name], published=config.published, outlet=config.outlet, language=config.language)
        try:
            # A database that stands in the folder it is made from is no report.
            yield from (i for i in found if isinstance(i, Document) or not _is_own(Path(name, i.input), own))
        except Exception as error:  # the other inputs must not suffer
            log.debug("input %s failed", name, exc_info=error)
            yield Failure(input=name, stage="read", error=type(error).__name__, message=str(error))
    for position, text in enumerate(texts, 1):
        try:
            yield documents.from_text(
                text,
                position=position,
                published=config.published,
                outlet=config.outlet,
                language=config.language,
            )
        except DatelineError as error:
            yield Failure(input="text", position=position, stage="read", error=type(error).__name__, message=str(error))


def _process(
    database: Database, document: Document, code: Coder, version: str, *, recode: bool
) -> PreparedCoding | Failure | Outcome:
    """The coding of one document, ready to be written; or why there is none; or that there was one already."""
    if not recode:
        state = database.coding_state(document, version)
        if state == "current":
            return "unchanged"
        if state == "superseded":
            database.reinstate(document, version)
            return "recoded"
    try:
        coding = msgspec.structs.replace(admit(document, code(document)), coder=version)
        return prepare(document, coding, signature=_signature(document.text))
    except (GazetteerError, CoderUnavailableError):
        raise
    except Exception as error:  # one document must never end a run of thousands
        return _failure(document, error)


def _dated(database: Database, items: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
    """Documents with what earlier runs were told of them, undated ones with bounds from what the texts say.

    The posts of one page help each other to a year, so those that follow each other within one input are held
    together, a batch at most.
    """
    group: list[Document] = []
    size = 0
    for item in items:
        apart = isinstance(item, Failure) or (group and item.input != group[0].input)
        if apart or len(group) >= BATCH_DOCUMENTS or size >= BATCH_CHARACTERS:
            yield from _bounded(group)
            group, size = [], 0
        if isinstance(item, Failure):
            yield item
            continue
        document = database.merged(msgspec.structs.replace(item, input=_clean(item.input)))
        group.append(document)
        size += len(document.text)
    yield from _bounded(group)


def _bounded(group: Iterable[Document]) -> Iterator[Document | Failure]:
    from dateline.mentions.timex import find_timexes  # noqa: PLC0415 -- not needed to read a database
    from dateline.resolve.publication import bound_publication  # noqa: PLC0415

    found: dict[str, tuple[Document, tuple[TimexMention, ...], dt.date | None]] = {}
    for document in group:
        if document.published is not None or document.language not in (None, "en"):
            found[document.document_id] = (document, (), document.published)
            continue
        try:
            timexes = find_timexes(document.text)
            found[document.document_id] = (document, timexes, bound_publication(document, timexes)[0])
        except Exception as error:
            yield _failure(document, error)
    for document, timexes, _ in found.values():
        if not timexes:
            yield document
            continue
        beside = [day for other, _, day in found.values() if day is not None and other is not document]
        earliest, latest = bound_publication(document, timexes, neighbours=beside)
        yield _narrowed(document, earliest, latest)


def _narrowed(document: Document, earliest: dt.date | None, latest: dt.date | None) -> Document:
    """The bounds of the text and of the frame together; those of the frame where they contradict each other."""
    first = max((d for d in (earliest, document.published_earliest) if d is not None), default=None)
    last = min((d for d in (latest, document.published_latest) if d is not None), default=None)
    if first is not None and last is not None and first > last:
        return document
    return msgspec.structs.replace(document, published_earliest=first, published_latest=last)


def _signature(text: str) -> bytes:
    from dateline.documents.copies import signature  # noqa: PLC0415

    return signature(text)


def _own_files(database: Database) -> frozenset[Path]:
    return frozenset(Path(database.path + suffix).absolute() for suffix in ("", "-wal", "-shm", "-journal"))


def _is_own(path: Path, own: frozenset[Path]) -> bool:
    return Path(os.path.normpath(path.absolute())) in own


def _digests(given: Iterable[str], own: frozenset[Path]) -> Iterator[tuple[str, str | None, int | None]]:
    """(path, SHA-256, size) of every file given or in a folder given; of a URL or what cannot be read, the name."""
    for name in given:
        path = Path(name)
        try:
            files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        except OSError:
            files = [path]
        for file in files:
            if _is_own(file, own):
                continue
            try:
                if not file.is_file():
                    raise FileNotFoundError(file)
                with file.open("rb") as stream:
                    digest = hashlib.file_digest(stream, "sha256").hexdigest()
                yield _clean(str(file)), digest, file.stat().st_size
            except (OSError, ValueError):
                yield _clean(name if len(files) == 1 else str(file)), None, None


def _failure(document: Document, error: Exception) -> Failure:
    log.debug("document %s failed", document.document_id, exc_info=error)
    return Failure(
        input=document.input,
        position=document.position,
        stage="code",
        error=type(error).__name__,
        message=str(error) or "no further word; please report it with the document",
    )


def _clean_failure(failure: Failure) -> Failure:
    return msgspec.structs.replace(failure, input=_clean(failure.input), message=_clean(failure.message))


def _clean(text: str) -> str:
    """Without lone surrogates, as file names that are no UTF-8 have them."""
    return text.encode("utf-8", "backslashreplace").decode()
