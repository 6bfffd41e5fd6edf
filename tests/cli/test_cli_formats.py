"""The verbs around formats: export to folders, validate, import, compare, publish, verify."""

import json
from pathlib import Path
from typing import Any

import click.testing
import pytest

import dateline
from dateline import registry
from dateline.cli import cli

TEXT = "Gunmen shot dead three farmers near Garissa in Kenya on 3 May 2016, the mayor said. Two were hurt."


def run(*arguments: Any) -> click.testing.Result:
    return click.testing.CliRunner().invoke(cli, [str(a) for a in arguments])


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "x.db"
    dateline.code(texts=TEXT, db=path, published="2016-05-04", outlet="Garissa Post").close()
    return path


@pytest.mark.parametrize("name", sorted(registry.BUNDLES))
def test_a_folder_takes_all_files_and_the_same_bytes_go_to_a_file_or_to_standard_output(
    tmp_path: Path, db: Path, name: str
) -> None:
    bundle = registry.bundler(name)
    assert bundle is not None
    result = run("export", "--db", db, "--format", name, "--out", f"{tmp_path}/all/")
    assert result.exit_code == 0, result.output
    made = {p.name: p.read_bytes() for p in (tmp_path / "all").iterdir()}
    assert made
    shown = run("export", "--db", db, "--format", name)
    if name == "package":
        assert shown.exit_code == 2
        return
    main = next(n for n in made if made[n] == shown.stdout_bytes)
    single = tmp_path / "single" / main
    single.parent.mkdir()
    assert run("export", "--db", db, "--format", name, "--out", single).exit_code == 0
    assert single.read_bytes() == made[main]


def test_a_byte_order_mark_is_written_on_request_and_read_back(tmp_path: Path, db: Path) -> None:
    path = tmp_path / "a.csv"
    assert run("export", "--db", db, "--format", "acled@2023", "--out", path, "--bom").exit_code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbfevent_id_cnty")
    assert json.loads((tmp_path / "a.csv.loss.json").read_bytes())["schema"] == "acled@2023"
    assert run("validate", path).exit_code == 0
    assert run("export", "--db", db, "--format", "csv", "--bom").stdout_bytes.startswith(b"\xef\xbb\xbfincident_id")


def test_a_codebooks_policy_cannot_be_replaced(db: Path) -> None:
    result = run("export", "--db", db, "--format", "gtd@2018", "--policy", "acled")
    assert result.exit_code == 2
    assert "gtd" in result.stderr


def test_findings_are_printed_and_end_with_exit_code_1(tmp_path: Path, db: Path) -> None:
    path = tmp_path / "a.csv"
    run("export", "--db", db, "--format", "acled@2023", "--out", path)
    path.write_text(path.read_text().replace(",2016,1,", ",2015,1,"))
    result = run("validate", path, "--schema", "acled@2023")
    assert (result.exit_code, result.stdout) == (1, "row 1 (line 2), year: is 2015, event_date says 2016\n")
    listed = run("validate", path, "--json")
    assert json.loads(listed.stdout)["column"] == "year"
    assert run("validate", path, "--schema", "nothing").exit_code == 2
    assert run("validate", tmp_path / "missing.csv").exit_code == 2
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    assert run("validate", tmp_path / "other.csv").exit_code == 2


def test_an_imported_file_adds_its_rows_once_and_is_compared_with_what_was_coded(tmp_path: Path, db: Path) -> None:
    path, other = tmp_path / "a.csv", tmp_path / "other.db"
    run("export", "--db", db, "--format", "acled@2023", "--out", path)
    assert "1 new" in run("import", path, "--db", other).stderr
    assert "0 new" in run("import", path, "--db", other).stderr
    assert len(dateline.open(other).incidents()) == 1
    shown = run("compare", db, other)
    assert shown.stdout.startswith("= 2016-05-03 Garissa")
    assert "1 matches (0 with other figures), 0 only in" in shown.stderr
    record = json.loads(run("compare", db, path, "--json").stdout)
    assert (record["record"], record["deaths"]) == ("match", [3, 3])


def test_imported_rows_are_linked_with_what_the_press_says_when_asked(tmp_path: Path, db: Path) -> None:
    path = tmp_path / "a.csv"
    run("export", "--db", db, "--format", "acled@2023", "--out", path)
    before = len(dateline.open(db).incidents())
    assert run("import", path, "--db", db, "--link").exit_code == 0
    assert len(dateline.open(db).reports()) == before + 1
    assert run("verify", "--db", db).exit_code == 0


def test_publishing_refuses_a_folder_in_use_and_writes_nothing_on_a_leak(tmp_path: Path, db: Path) -> None:
    policy, out = tmp_path / "p.toml", tmp_path / "public"
    policy.write_text('place = "admin1"\ndate = "month"\n')
    assert run("publish", "--db", db, "--policy", policy, "--out", out).exit_code == 0
    assert sorted(p.name for p in out.iterdir()) == ["incidents.csv", "incidents.jsonl", "policy.json"]
    assert "2016-05" in (out / "incidents.csv").read_text()
    assert run("publish", "--db", db, "--policy", policy, "--out", out).exit_code == 2
    policy.write_text('names = ["Kenya"]\n')
    leaky = run("publish", "--db", db, "--policy", policy, "--out", tmp_path / "second")
    assert leaky.exit_code == 1
    assert "holds a withheld name: Kenya" in leaky.stderr
    assert not (tmp_path / "second").exists()


def test_verifying_codes_again_and_names_what_was_changed(db: Path) -> None:
    sound = run("verify", "--db", db, "--rerun")
    assert sound.exit_code == 0, sound.stdout
    assert "1 coded again (0 could not be): 0 problems" in sound.stderr
    from dateline.store.database import Database  # noqa: PLC0415

    with Database(db) as database:
        database.connection.execute("UPDATE document SET text = replace(text, 'three', 'seven')")
    broken = run("verify", "--db", db)
    assert broken.exit_code == 1
    assert "quote: coding of document" in broken.stdout


def test_a_schemas_rows_come_as_a_data_frame_with_its_own_types(db: Path) -> None:
    pytest.importorskip("pandas")
    session = dateline.open(db)
    frame = session.incidents(schema="acled@2023")
    assert len(frame.columns) == 31
    assert list(frame["fatalities"]) == [3]
    assert str(frame["fatalities"].dtype) == "Int64"
    assert str(frame["event_date"].dtype).startswith("datetime64")
    assert len(session.incidents(schema="ged@24")) == 0
    assert len(session.incidents(schema="acled@2023", country="Somalia")) == 0


@pytest.mark.parametrize(
    ("form", "lost"),
    [
        ("csv", {"document", "document text", "quotes"}),
        ("md", {"document text"}),
        ("html", {"document text"}),
        ("parquet", {"document text"}),
        ("jsonl", set()),
    ],
)
def test_our_own_formats_say_on_request_what_they_leave_out(
    tmp_path: Path, db: Path, form: str, lost: set[str]
) -> None:
    path = tmp_path / "loss.json"
    assert run("export", "--db", db, "--format", form, "--loss", path, "--out", tmp_path / "out").exit_code == 0
    report = json.loads(path.read_bytes())
    assert report["schema"] == form
    assert {line["field"] for line in report["totals"]} == lost
    assert sum(line["count"] for line in report["totals"]) == len(report["items"])


def test_the_loss_report_of_a_schema_lies_beside_its_table(tmp_path: Path, db: Path) -> None:
    assert "written beside it" in run("export", "--db", db, "--format", "ged@24", "--loss", tmp_path / "x").stderr


@pytest.mark.parametrize(("form", "name"), [("md", "chronology.md"), ("webanno", "chronology.annotations.jsonld")])
def test_a_folder_takes_a_format_of_one_file_with_its_loss_report(
    tmp_path: Path, db: Path, form: str, name: str
) -> None:
    assert run("export", "--db", db, "--format", form, "--out", f"{tmp_path}/new/").exit_code == 0
    assert {path.name for path in (tmp_path / "new").iterdir()} == {name, f"{name}.loss.json"}
    assert (tmp_path / "new" / name).read_bytes().decode() == run("export", "--db", db, "--format", form).stdout


def test_a_file_of_another_schema_is_not_imported_as_the_one_that_is_named(tmp_path: Path, db: Path) -> None:
    run("export", "--db", db, "--format", "ged@24", "--out", tmp_path / "ged.csv")
    told = run("import", tmp_path / "ged.csv", "--db", tmp_path / "new.db", "--schema", "acled")
    assert told.exit_code == 2
    assert "columns of acled@2023; it fits ged@24" in told.stderr
    assert not (tmp_path / "new.db").exists()


def test_an_unknown_format_is_answered_with_all_there_are(db: Path) -> None:
    told = run("export", "--db", db, "--format", "xlsx").stderr
    assert all(name in told for name in ("package", "parquet", "ged@24", "md"))
