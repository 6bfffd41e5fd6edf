"""The example package of docs/coders.md, found through its own metadata and run end to end."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import dateline

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "coder"
LOG = """Watch desk, July 2019

2019-07-14 | Osh | grenade | 2 dead
2019-07-15 | Uzgen | shooting | 1 dead
"""


def installed(folder: Path) -> Path:
    """The example as an installer leaves it: its module, and metadata with the entry points of its pyproject.toml."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text("utf-8"))["project"]
    site = folder / "site"
    metadata = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    )
    points = [
        f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in named.items())
        for group, named in project["entry-points"].items()
    ]
    (metadata / "entry_points.txt").write_text("\n".join(points))
    (site / "logbook_coder.py").write_bytes((EXAMPLE / "logbook_coder.py").read_bytes())
    return site


def test_an_installed_coder_is_found_by_name_and_codes_from_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "log.txt").write_text(LOG)
    source = Path(dateline.__file__).parents[1]
    path = os.pathsep.join([str(installed(tmp_path)), str(source)])

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "dateline", *arguments, "--db", "log.db"]
        environment = {**os.environ, "PYTHONPATH": path}
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    done = run("code", "log.txt", "--coder", "logbook", "--language", "en")
    assert (done.returncode, done.stderr.count("dropped")) == (0, 0), done.stderr
    assert "1 new. The database holds 1 documents, 2 reports, 2 incidents" in done.stderr
    listed = run("incidents").stdout.splitlines()
    assert [line.split(maxsplit=1)[1] for line in listed] == [
        "2019-07-14             Osh: Grenade; deaths 2",
        "2019-07-15             Uzgen: Attack; deaths 1",
    ]
    why = run("why", listed[0].split()[0], "deaths.best")
    assert "[2] dead" in why.stdout
    assert "rule:logbook.line@1" in why.stdout
    assert "logbook@1" in run("runs").stdout
    assert run("verify", "--rerun").returncode == 0
    refused = run("code", "log.txt", "--coder", "logbook", "--coder-option", "speed=9")
    assert (refused.returncode, refused.stderr) == (
        2,
        "dateline: the coder 'logbook' takes no options, but speed given\n",
    )
