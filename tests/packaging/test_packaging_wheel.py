"""The built wheel in an empty virtual environment, used from another folder.

Needs a package index, so it runs by `make packaging` and not with the other tests.
"""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.packaging, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("trafilatura", "lxml", "pypdf", "docx", "pandas", "polars", "numpy", "py3langid", "feedparser", "htmldate")


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    assert built.returncode == 0, built.stderr
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of a new virtual environment that holds the wheel and what it depends on, nothing else."""
    environment = tmp_path_factory.mktemp("environment")
    assert run(sys.executable, "-m", "venv", environment, cwd=environment).returncode == 0
    folder = environment / ("Scripts" if os.name == "nt" else "bin")
    installed = run(folder / "python", "-m", "pip", "install", "--quiet", wheel, cwd=environment)
    assert installed.returncode == 0, installed.stderr
    return folder


def test_the_wheel_holds_the_data_and_the_licences_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    data = {
        path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src/dateline/data").rglob("*") if path.is_file()
    }
    tracked = {name for name in data if "__pycache__" not in name}
    assert tracked - set(names) == set()
    assert "dateline/py.typed" in names
    assert {name.rsplit("/", 1)[-1] for name in names if "/licenses/" in name} == {"LICENSE", "NOTICE"}
    assert [name for name in names if name.startswith(("tests/", "examples/", "docs/"))] == []
    assert wheel.stat().st_size < 60e6


def test_the_demo_runs_from_another_folder(scripts: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "reports", tmp_path / "reports")
    coded = run(scripts / "dateline", "code", "reports", "--db", "demo.db", cwd=tmp_path)
    assert coded.returncode == 0, coded.stderr
    for form in ("jsonl", "csv", "geojson", "md", "html"):
        out = run(
            scripts / "dateline", "export", "--db", "demo.db", "--format", form, "--out", f"demo.{form}", cwd=tmp_path
        )
        assert out.returncode == 0, out.stderr
        assert (tmp_path / f"demo.{form}").stat().st_size > 0
    records = [json.loads(line) for line in (tmp_path / "demo.jsonl").read_text("utf-8").splitlines()]
    texts = {r["document_id"]: r["text"] for r in records if r["record"] == "document"}
    attested = [r for r in records if r["record"] == "attestation"]
    assert sum(r["record"] == "incident" for r in records) >= 10
    assert all(texts[a["document_id"]][a["start"] : a["end"]] == a["quote"] for a in attested)


SHOW_LOADED = f"""
import atexit, sys
atexit.register(lambda: print("LOADED", *sorted({{m.split(".")[0] for m in sys.modules}} & set({HEAVY!r}))))
"""


@pytest.mark.parametrize(
    "program", ["import dateline", "sys.argv = ['dateline', '--help']; import dateline.cli; dateline.cli.main()"]
)
def test_import_and_help_load_nothing_heavy(program: str, scripts: Path, tmp_path: Path) -> None:
    out = run(scripts / "python", "-c", SHOW_LOADED + program, cwd=tmp_path)
    assert out.returncode == 0, out.stderr
    assert out.stdout.splitlines()[-1].split() == ["LOADED"]


def test_extras_are_not_needed(scripts: Path, tmp_path: Path) -> None:
    frames = run(scripts / "python", "-c", "import pandas", cwd=tmp_path)
    assert frames.returncode != 0
    text = "Gunmen shot two policemen dead in Osh on 3 May 2019."
    code = f"import dateline; print(len(dateline.code(texts={text!r}).incidents()))"
    out = run(scripts / "python", "-c", code, cwd=tmp_path)
    assert out.stdout.strip() == "1", out.stderr
