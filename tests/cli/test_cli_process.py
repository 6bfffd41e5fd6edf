"""The installed command as a process: light start, pipes that close, odd locales, real exit codes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.errors import StoreError
from dateline.store.database import Database

CHILD = Path(__file__).parent.parent / "fault_child.py"
HEAVY = ("trafilatura", "lxml", "pypdf", "docx", "feedparser", "pandas", "polars", "numpy", "py3langid", "sqlite3")


def modules_after(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in out.stdout.split("\n")[-2].split()}


@pytest.mark.parametrize(
    "statement", ["import dateline", "from dateline.cli import cli\ncli(['--help'], standalone_mode=False)"]
)
def test_import_and_help_load_nothing_heavy(statement: str) -> None:
    assert not modules_after(statement) & set(HEAVY)


def test_reading_a_database_loads_no_readers_of_inputs() -> None:
    loaded = modules_after("import dateline\ndateline.open\nimport dateline.chronology.loading, dateline.cli.incidents")
    assert not loaded & (set(HEAVY) - {"sqlite3"})


@pytest.fixture
def db(tmp_path: Path) -> Path:
    text = "The report of the police about it.\n\n" + "\n".join(
        f"2015-03-{n % 28 + 1:02} Taraz: {n} killed at the café." for n in range(400)
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "x.db"
    subprocess.run([sys.executable, CHILD, path, tmp_path / "a.txt"], check=True, capture_output=True)
    return path


def command(db: Path, arguments: str) -> list[str]:
    return [sys.executable, str(CHILD), str(db), "--arguments", arguments]


def test_a_reader_that_goes_away_is_met_with_silence(db: Path) -> None:
    process = subprocess.Popen(command(db, "export --format jsonl"), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 0


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_output_is_utf_8_whatever_the_locale(db: Path, encoding: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C"}
    out = subprocess.run(command(db, "export --format jsonl"), capture_output=True, check=True, env=environment)
    assert "café" in out.stdout.decode("utf-8")


def test_exit_codes_reach_the_shell(db: Path, tmp_path: Path) -> None:
    def code(arguments: str) -> int:
        return subprocess.run(command(db, arguments), capture_output=True, check=False).returncode

    assert code("incidents --country KZ") == 0
    assert code(f"code {tmp_path / 'none.txt'}") == 1
    assert code("show zzz") == 2
    assert code("show") == 2


@pytest.mark.skipif(signal.getsignal(signal.SIGINT) == signal.SIG_IGN, reason="this process was started to ignore it")
def test_a_run_that_is_interrupted_says_so_and_keeps_what_it_has(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(300):
        (folder / f"{n}.txt").write_text(f"The report of the day, number {n}.\n\n2015-03-02 Taraz: 4 killed.")
    db = tmp_path / "x.db"
    process = subprocess.Popen(
        [sys.executable, CHILD, db, folder, "--pause", "0.05"],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (db.exists() and started(db)):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "run again to go on" in told
    assert "Traceback" not in told


def started(db: Path) -> bool:
    try:
        with Database(db, readonly=True) as database:
            return bool(database.runs())
    except StoreError:  # not yet made
        return False
