"""Opening a database file: what is refused, and that nobody's file is harmed by a refusal."""

import sqlite3
from pathlib import Path

import pytest

from dateline.errors import StoreError
from dateline.store import connection as opening
from dateline.store.database import Database
from dateline.store.migrations import APPLICATION_ID, MIGRATIONS


def test_a_new_file_is_made_with_the_newest_schema_and_marked_as_ours(tmp_path: Path) -> None:
    with Database(tmp_path / "new.db") as database:
        execute = database.connection.execute
        assert execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
        assert execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        assert execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_closed_database_is_one_file(tmp_path: Path) -> None:
    with Database(tmp_path / "one.db"):
        pass
    assert [p.name for p in tmp_path.iterdir()] == ["one.db"]


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with Database(tmp_path / "empty.db") as database:
        assert database.counts()["documents"] == 0


@pytest.mark.parametrize("content", [b"%PDF-1.4 no database at all" * 50, b"x", b"SQLite format 3\x00" + b"\x07" * 300])
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    for readonly in (False, True):
        with pytest.raises(StoreError, match=r"report\.pdf"):
            Database(path, readonly=readonly)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "cookies.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE cookie (name)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        Database(path)
    assert path.read_bytes() == before


def test_a_newer_version_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "future.db"
    Database(path).close()
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    raw.close()
    for readonly in (False, True):
        with pytest.raises(StoreError, match="update Dateline"):
            Database(path, readonly=readonly)


def test_an_older_version_is_brought_up_by_a_writer_and_named_by_a_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.db"
    Database(path).close()
    more = (*MIGRATIONS, ("CREATE TABLE later (x)",))
    monkeypatch.setattr(opening, "MIGRATIONS", more)
    with pytest.raises(StoreError, match="older version"):
        Database(path, readonly=True)
    with Database(path) as database:
        assert database.connection.execute("SELECT count(*) FROM later").fetchone() == (0,)
        assert database.connection.execute("PRAGMA user_version").fetchone() == (len(more),)


def test_a_migration_that_fails_leaves_the_database_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.db"
    Database(path).close()
    monkeypatch.setattr(opening, "MIGRATIONS", (*MIGRATIONS, ("CREATE TABLE later (x)", "CREATE TABLE later (x)")))
    with pytest.raises(StoreError, match="later"):
        Database(path)
    monkeypatch.undo()
    with Database(path) as database:
        tables = database.connection.execute("SELECT name FROM sqlite_master WHERE name = 'later'").fetchall()
    assert tables == []


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        Database(tmp_path)
    with pytest.raises(StoreError, match="does not exist"):
        Database(tmp_path / "none.db", readonly=True)
    with pytest.raises(StoreError, match="the folder"):
        Database(tmp_path / "no" / "such" / "folder.db")
    assert list(tmp_path.iterdir()) == []


def test_a_name_with_odd_characters_is_one_file(tmp_path: Path) -> None:
    path = tmp_path / "käse? #1 100%.db"
    Database(path).close()
    with Database(path, readonly=True) as database:
        assert database.counts()["documents"] == 0
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    with Database(tmp_path / "t.db") as database:

        def cut_short() -> None:
            with database.transaction():
                database.start_run(version="1", coder="c", config={})
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            cut_short()
        assert database.runs() == ()


def test_a_reader_can_change_nothing(tmp_path: Path) -> None:
    Database(tmp_path / "r.db").close()
    with (
        Database(tmp_path / "r.db", readonly=True) as reader,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        reader.start_run(version="1", coder="c", config={})


def test_a_reader_sees_what_was_committed_while_a_writer_is_at_work(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    with Database(path) as writer:
        writer.start_run(version="1", coder="c", config={})
        with writer.transaction():
            writer.start_run(version="1", coder="c", config={})
            with Database(path, readonly=True) as reader:
                assert len(reader.runs()) == 1
        with Database(path, readonly=True) as reader:
            assert len(reader.runs()) == 2
