"""What happens when a run is killed, when two run at once, and when rights are missing."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from dateline import pipeline
from dateline.config import RunConfig
from dateline.records import Failure
from dateline.store.database import Database
from dateline.store.rows import PreparedCoding
from dateline.store.writer import Outcome

CHILD = Path(__file__).parent / "fault_child.py"
DOCUMENTS = 100  # two batches
KILLS = 10
SEED = 20120913
PLACES = ("Taraz", "Shu", "Aktau", "Oral", "Lima", "Kano", "Herat", "Homs", "Juba", "Quetta", "Mosul", "Cali")


def child(*arguments: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, str(CHILD), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents that tell of shared incidents, some of them copies, one that cannot be coded."""
    folder = tmp_path_factory.mktemp("in")
    for n in range(DOCUMENTS):
        draw = random.Random(SEED + n // 2)  # two documents tell of the same incidents
        lines = [
            f"News of the day, number {n // 4}, from the correspondent of the agency in the capital of the country."
        ]
        for _ in range(draw.randint(0, 3)):
            day = f"{draw.randint(1990, 2020)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
            lines.append(f"{day} {draw.choice(PLACES)}: {draw.randint(1, 9)} killed.")
        (folder / f"{n:03}.txt").write_text("\n\n".join(lines))
    (folder / "070.txt").write_text("CRASH")
    return folder


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, int]:
    """Content digest of a run that nothing disturbed, and how many SQL statements it took."""
    db = tmp_path_factory.mktemp("undisturbed") / "whole.db"
    code, out, err = finished(child(db, folder, "--count"))
    assert code == 1, err  # the one that cannot be coded
    with Database(db, readonly=True) as database:
        assert database.counts()["documents"] == DOCUMENTS - 1
        assert database.counts()["incidents"] > 10
        return database.content_digest(), int(out)


def run_again(db: Path, folder: Path) -> None:
    with Database(db) as database:
        assert pipeline.run(database, [folder], config=RunConfig(coder="fake")).failures == 1


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("kill", range(KILLS))
def test_a_run_killed_at_any_statement_and_run_again_ends_the_same(
    folder: Path, undisturbed: tuple[str, int], tmp_path: Path, kill: int
) -> None:
    digest, statements = undisturbed
    moment = random.Random(SEED + kill).randint(1, statements)
    db = tmp_path / "killed.db"
    code, _, err = finished(child(db, folder, "--kill-at", str(moment)))
    assert code == -signal.SIGKILL, err
    run_again(db, folder)
    with Database(db, readonly=True) as database:
        assert database.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.content_digest() == digest, f"killed at statement {moment} of {statements}"


@pytest.mark.usefixtures("fake")
def test_a_run_killed_by_the_clock_again_and_again_ends_the_same(
    folder: Path, undisturbed: tuple[str, int], tmp_path: Path
) -> None:
    db = tmp_path / "killed.db"
    draw = random.Random(SEED)
    for _ in range(3):
        process = child(db, folder, "--pause", "0.004")
        while not db.exists():
            time.sleep(0.01)
        time.sleep(draw.uniform(0, 0.6))
        process.kill()
        finished(process)
    run_again(db, folder)
    with Database(db, readonly=True) as database:
        assert database.content_digest() == undisturbed[0]


def test_two_runs_at_once_lose_and_double_nothing(folder: Path, undisturbed: tuple[str, int], tmp_path: Path) -> None:
    db = tmp_path / "shared.db"
    runs = [child(db, folder, "--pause", "0.002") for _ in range(2)]
    for process in runs:
        code, _, err = finished(process)
        assert code == 1, err
    with Database(db, readonly=True) as database:
        counts = database.counts()
        assert counts["documents"] == DOCUMENTS - 1
        assert [run.finished is not None for run in database.runs()] == [True, True]
        assert database.connection.execute("SELECT count(*) FROM coding").fetchone() == (DOCUMENTS - 1,)
        assert set(database.report_incident()) == {report.report_id for report in database.reports()}
        unlinked = "SELECT count(*) - count(DISTINCT report_key) FROM assignment"
        assert database.connection.execute(unlinked).fetchone()[0] >= 0
        assert database.content_digest() == undisturbed[0]


def test_two_runs_at_once_over_different_inputs_keep_both(folder: Path, tmp_path: Path) -> None:
    parts = [tmp_path / "one", tmp_path / "two"]
    for n, path in enumerate(sorted(folder.glob("*.txt"))):
        parts[n % 2].mkdir(exist_ok=True)
        shutil.copy(path, parts[n % 2])
    db = tmp_path / "shared.db"
    for process in [child(db, part, "--pause", "0.002") for part in parts]:
        code, _, err = finished(process)
        assert code in (0, 1), err
    with Database(db, readonly=True) as database:
        assert database.counts()["documents"] == DOCUMENTS - 1
        assert set(database.report_incident()) == {report.report_id for report in database.reports()}


def test_a_reader_is_not_disturbed_by_a_run(folder: Path, tmp_path: Path) -> None:
    db = tmp_path / "read.db"
    Database(db).close()
    process = child(db, folder, "--pause", "0.002")
    try:
        while process.poll() is None:
            with Database(db, readonly=True) as database:
                counts = database.counts()
                assert len(list(database.documents())) >= counts["documents"]
    finally:
        code, _, err = finished(process)
    assert code == 1, err


def test_memory_does_not_grow_with_the_number_of_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake: str
) -> None:
    """The most that is held at once is one batch, however many documents there are."""
    monkeypatch.setattr(pipeline, "BATCH_DOCUMENTS", 8)
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(40):
        (folder / f"{n}.txt").write_text(f"The report of the day, number {n}.\n2015-03-02 Taraz: 4 killed.")
    held: list[int] = []
    with Database(tmp_path / "m.db") as database:
        save = database.save

        def watched(codings: Sequence[PreparedCoding], failures: Sequence[Failure], run_id: int) -> list[Outcome]:
            held.append(len(codings))
            return save(codings, failures, run_id)

        monkeypatch.setattr(database, "save", watched)
        pipeline.run(database, [folder], config=RunConfig(coder=fake))
    assert sum(held) == 40
    assert max(held) <= 8


@pytest.fixture
def open_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder whose permissions a test may change; they are given back so that it can be deleted."""
    yield tmp_path
    for found in [tmp_path, *tmp_path.rglob("*")]:
        if found.is_dir():
            found.chmod(0o755)


@pytest.mark.skipif(os.name != "posix" or sys.platform == "darwin", reason="root's powers are given up by capset(2)")
class TestRights:
    def test_a_database_in_a_folder_without_rights_is_read(self, open_folder: Path) -> None:
        (open_folder / "a.txt").write_text("The report of the police about it.\n2015-03-02 Taraz: 4 killed.")
        db = open_folder / "r.db"
        assert finished(child(db, open_folder / "a.txt"))[0] == 0
        db.chmod(0o444)
        open_folder.chmod(0o555)
        code, out, err = finished(child(db, "--bound", "--arguments", "export --format jsonl"))
        assert (code, err) == (0, "")
        assert '"record":"incident"' in out
        code, out, err = finished(child(db, "--bound", "--arguments", "incidents"))
        assert (code, err) == (0, "")
        assert "Taraz" in out

    @pytest.mark.parametrize("exists", [False, True])
    def test_a_folder_that_may_not_be_written_is_an_error_of_usage(self, open_folder: Path, exists: bool) -> None:
        (open_folder / "a.txt").write_text("The report of the police about it.\n2015-03-02 Taraz: 4 killed.")
        db = open_folder / "w.db"
        if exists:
            assert finished(child(db, open_folder / "a.txt"))[0] == 0
            db.chmod(0o444)
        open_folder.chmod(0o555)
        code, out, err = finished(child(db, open_folder / "a.txt", "--bound"))
        assert code == 2
        assert out == ""
        assert "w.db cannot be written" in err
        assert "Traceback" not in err

    def test_a_folder_that_may_not_be_read_is_named_and_the_rest_is_coded(self, open_folder: Path) -> None:
        for name in ("good", "closed"):
            (open_folder / name).mkdir()
            (open_folder / name / "a.txt").write_text("The report of the police.\n2015-03-02 Taraz: 4 killed.")
        (open_folder / "closed").chmod(0)
        (open_folder / "db").mkdir()
        (open_folder / "db").chmod(0o777)
        db = open_folder / "db" / "x.db"
        code, _, err = finished(child(db, open_folder / "good", open_folder / "closed", "--bound"))
        assert code == 1
        assert "closed" in err
        assert "Traceback" not in err
        with Database(db, readonly=True) as database:
            assert database.counts()["documents"] == 1
