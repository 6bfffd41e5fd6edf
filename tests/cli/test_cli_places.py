"""`dateline places`, as a shell sees it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import cli

TABLE = "name,lat,lon,country_code\nQwertovka,43.1,47.2,RU\nNowhere,here,there,RU\n"


def dateline(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in arguments])


@pytest.fixture
def own(tmp_path: Path) -> Path:
    table, into = tmp_path / "own.csv", tmp_path / "own.sqlite"
    table.write_text(TABLE, encoding="utf-8")
    result = dateline("places", "import", table, "--into", into)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "row 3: latitude 'here'" in result.stderr
    assert "1 of 2 rows imported" in result.stderr
    return into


def test_find_tells_candidates_with_share_precision_and_source(own: Path) -> None:
    result = dateline("places", "find", "Springfield, Illinois", "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert rows[0]["chosen"]
    assert (rows[0]["place"]["admin1"], rows[0]["precision"], rows[0]["source"]) == (
        "Illinois",
        "place",
        "GeoNames (CC BY 4.0)",
    )
    assert len(rows) > 5
    told = dateline("places", "find", "Qwertovka", "--places", own).stdout
    assert told.startswith("* ")
    assert told.rstrip().endswith("own.csv")
    unknown = dateline("places", "find", "Qwertovka")
    assert (unknown.exit_code, unknown.stdout) == (2, "")


def test_show_tells_a_place_with_its_names() -> None:
    told = dateline("places", "show", 1138958).stdout
    assert "Kabul" in told
    assert "кабул" in told
    assert dateline("places", "show", 10**30).exit_code == 2


def test_code_and_verify_use_a_gazetteer_of_the_users(own: Path, tmp_path: Path) -> None:
    text, db = tmp_path / "one.txt", tmp_path / "x.db"
    text.write_text(
        "QWERTOVKA, 4 May 2015. Gunmen shot dead two policemen in Qwertovka on Sunday, 3 May 2015, police said."
    )
    assert dateline("code", text, "--db", db, "--places", own).exit_code == 0
    (incident,) = [json.loads(line) for line in dateline("incidents", "--db", db, "--json").stdout.splitlines()]
    assert incident["place"]["latitude"] == 43.1
    assert "1 coded again (0 could" in dateline("verify", "--db", db, "--rerun", "--places", own).stderr
    assert "0 coded again (1 could" in dateline("verify", "--db", db, "--rerun").stderr
    missing = dateline("code", text, "--db", db, "--places", tmp_path / "none.sqlite")
    assert missing.exit_code == 2
    assert "none.sqlite" in missing.stderr
