"""Opening the database file: what it must be, in which mode, and how writers wait for each other."""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from dateline.errors import StoreError
from dateline.store.migrations import APPLICATION_ID, MIGRATIONS

BUSY_SECONDS = 300.0
"""How long a writer waits for another one. Linking a large run holds the lock for seconds, never for minutes."""

_MAGIC = b"SQLite format 3\x00"

MEMORY = ":memory:"
"""Name of a database that lives and dies with its connection."""


def connect(path: str | Path, *, readonly: bool = False, create: bool = True) -> sqlite3.Connection:
    """A connection to the database at `path`, brought to the newest schema unless `readonly`.

    Readers need no right to write: neither to the file nor to its folder.

    Raises:
        StoreError: the file is missing and may not be made, is no database, belongs to another program, or is
            of a newer version.
    """
    name = str(path)
    if name != MEMORY:
        _check_path(Path(name), readonly=readonly, create=create)
    connection = _open(name, readonly=readonly)
    try:
        _check_ours(connection, name)
        if not readonly:
            if name != MEMORY:
                _use_wal(connection)
            migrate(connection, name)
        elif _pragma(connection, "user_version") < len(MIGRATIONS):
            raise StoreError(
                f"{name} is of an older version; bring it up by opening it for writing (`dateline code --db {name}`)"
            )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise refusal(error, name) from error
    except StoreError:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. Takes the write lock at once, so that two runs never both act on what they read before."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def migrate(connection: sqlite3.Connection, name: str) -> None:
    """Bring the schema to the newest version, one transaction for each step."""
    while (version := _pragma(connection, "user_version")) < len(MIGRATIONS):
        with transaction(connection):
            if _pragma(connection, "user_version") != version:  # another process was quicker
                continue
            for statement in MIGRATIONS[version]:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {version + 1}")
    if version > len(MIGRATIONS):
        raise StoreError(_newer(name, version))


def refusal(error: sqlite3.DatabaseError, name: str) -> StoreError:
    """What an error of SQLite means for whoever gave us the file."""
    text = str(error)
    if "not a database" in text or "malformed" in text or "encrypted" in text:
        return StoreError(f"{name} is not a readable database ({text}); give another --db, the file was left as it is")
    if "readonly" in text or "unable to open" in text:
        return StoreError(f"{name} cannot be written ({text}); check that the file and its folder may be written to")
    if "locked" in text:
        return StoreError(f"{name} is in use by another run for more than {BUSY_SECONDS:.0f} s; try again later")
    if "disk is full" in text or "disk I/O" in text:
        return StoreError(
            f"{name} could not be written ({text}); what was stored before is intact, free space and rerun"
        )
    return StoreError(f"{name}: {text}")


def _check_path(path: Path, *, readonly: bool, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder; --db wants a file")
    if path.exists():
        # SQLite takes a file of a few bytes for an empty database and would write over it.
        try:
            with path.open("rb") as stream:
                head = stream.read(len(_MAGIC))
        except OSError as error:
            raise StoreError(f"{path} cannot be read: {error.strerror or error}") from error
        if head and head != _MAGIC:
            raise StoreError(f"{path} is not a database; give another --db, the file was left as it is")
        return
    if readonly or not create:
        raise StoreError(f"{path} does not exist; make it with `dateline code INPUT --db {path}`")
    if not path.absolute().parent.is_dir():
        raise StoreError(f"{path} cannot be made: the folder {path.absolute().parent} does not exist")


def _open(name: str, *, readonly: bool) -> sqlite3.Connection:
    def attempt(query: str) -> sqlite3.Connection:
        address = f"file:{quote(str(Path(name).absolute()))}?{query}"
        made = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            made.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.DatabaseError:
            made.close()
            raise
        return made

    try:
        if name == MEMORY:
            return sqlite3.connect(MEMORY, isolation_level=None)
        if not readonly:
            return attempt("mode=rwc")
        try:
            # A reader that may write tidies the log away when it is the last to leave; it changes no content.
            made = attempt("mode=rw")
        except sqlite3.OperationalError:
            # A database in WAL mode needs its -shm file; where that cannot be made (a read-only folder) and no
            # writer has left a log, the file itself is all there is.
            log = Path(name + "-wal")
            if log.exists() and log.stat().st_size:
                raise
            made = attempt("mode=ro&immutable=1")
        made.execute("PRAGMA query_only = ON")
        return made
    except sqlite3.DatabaseError as error:
        raise refusal(error, name) from error
    except OSError as error:
        raise StoreError(f"{name} cannot be opened: {error.strerror or error}") from error


def _check_ours(connection: sqlite3.Connection, name: str) -> None:
    application = _pragma(connection, "application_id")
    if application == APPLICATION_ID:
        version = _pragma(connection, "user_version")
        if version > len(MIGRATIONS):
            raise StoreError(_newer(name, version))
        return
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    # Another process may just have made it between the two questions.
    if tables and _pragma(connection, "application_id") != APPLICATION_ID:
        raise StoreError(f"{name} is a database of another program; give another --db, the file was left as it is")


def _use_wal(connection: sqlite3.Connection) -> None:
    """Readers then never wait for a writer. The switch needs a moment alone with the file and does not wait for it."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    for pause in (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(pause)
        else:
            return  # a file system without shared memory answers "delete": slower, as safe


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    value = connection.execute(f"PRAGMA {name}").fetchone()[0]
    assert isinstance(value, int)
    return value


def _newer(name: str, version: int) -> str:
    return f"{name} is of version {version}, this Dateline reads up to {len(MIGRATIONS)}; update Dateline to open it"
