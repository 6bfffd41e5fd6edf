"""The verbs, as a shell sees them: results, complaints, exit codes."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from dateline import cli as command_line
from dateline.cli import VERBS, cli
from dateline.store.database import Database

ENGLISH = "The following was reported by the police and the army of the country yesterday evening.\n\n"


def dateline(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in arguments])


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path, fake: str) -> Path:
    assert fake
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.txt").write_text(f"{ENGLISH}2015-03-02 Taraz: 4 killed.\n\nRebels threatens revenge.\n")
    (folder / "two.txt").write_text(f"{ENGLISH}2016-05-01 Aktau: 2 killed.\n")
    return folder


@pytest.fixture
def db(folder: Path) -> Path:
    path = folder.parent / "x.db"
    result = dateline("code", folder, "--db", path, "--coder", "fake")
    assert result.exit_code == 0, result.output
    return path


def incident(db: Path, place: str) -> str:
    found = lines(dateline("incidents", "--db", db, "--json"))
    return next(str(i["incident_id"]) for i in found if i["place"]["name"] == place)  # type: ignore[index]


def test_code_says_on_standard_error_what_it_did(folder: Path) -> None:
    result = dateline("code", folder, "--db", folder.parent / "x.db", "--coder", "fake")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "2 new" in result.stderr
    again = dateline("code", folder, "--db", folder.parent / "x.db", "--coder", "fake")
    assert "2 unchanged" in again.stderr
    assert dateline("code", folder, "--db", folder.parent / "x.db", "--coder", "fake", "--quiet").stderr == ""


def test_code_gives_its_summary_as_json(folder: Path) -> None:
    result = dateline("code", folder, "--db", folder.parent / "x.db", "--coder", "fake", "--json")
    assert lines(result)[0]["coded"] == 2


def test_code_names_what_it_cannot_read_codes_the_rest_and_exits_with_1(folder: Path) -> None:
    (folder / "bad.txt").write_text(f"{ENGLISH} CRASH")
    missing = folder / "missing.txt"
    result = dateline("code", folder, missing, "--db", folder.parent / "x.db", "--coder", "fake", "--quiet")
    assert result.exit_code == 1
    assert "bad.txt" in result.stderr
    assert "ZeroDivisionError" in result.stderr
    assert "missing.txt" in result.stderr
    assert len(lines(dateline("export", "--db", folder.parent / "x.db", "--format", "jsonl"))) > 2


def test_code_applies_the_options_that_stand_in_for_what_inputs_do_not_say(folder: Path) -> None:
    db = folder.parent / "x.db"
    options = ("--published", "2016-05-02", "--outlet", "The Star", "--language", "en")
    assert dateline("code", folder, "--db", db, "--coder", "fake", *options).exit_code == 0
    documents = [r for r in lines(dateline("export", "--db", db, "--format", "jsonl")) if r["record"] == "document"]
    assert {(d["published"], d["outlet"], d["language"]) for d in documents} == {("2016-05-02", "The Star", "en")}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["code", "IN"], "--db"),
        (["code", "--db", "DB"], "INPUT"),
        (["code", "IN", "--db", "DB", "--published", "13.9.2012"], "YYYY-MM-DD"),
        (["code", "IN", "--db", "DB", "--coder", "nobody"], "patterns"),
        (["code", "IN", "--db", "IN"], "is a folder"),
        (["export", "--db", "DB", "--format", "docx"], "geojson"),
        (["export", "--db", "DB", "--format", "jsonl", "--policy", "none"], "ucdp"),
        (["export", "--db", "DB", "--format", "jsonl", "--out", "no/such/folder/x"], "cannot be written"),
        (["export", "--db", "none.db", "--format", "jsonl"], "does not exist"),
        (["incidents", "--db", "none.db"], "does not exist"),
        (["incidents", "--db", "DB", "--type", "robbery"], "Violence against civilians"),
        (["incidents", "--db", "DB", "--since", "May"], "YYYY-MM"),
        (["show", "--db", "DB", "zzz"], "zzz"),
        (["why", "--db", "DB", "zzz", "deaths"], "zzz"),
        (["why", "--db", "DB", "i", "deaths"], "give more of it"),
        (["statements", "--db", "DB", "--kind", "rumour"], "claim_of_responsibility"),
        (["search", "--db", "DB", '"open'], "double quotes"),
        (["eval", "muc", "none.jsonl", "--out", "x"], "none.jsonl"),
        (["nosuchverb"], "nosuchverb"),
    ],
)
def test_wrong_usage_is_told_in_words_and_exits_with_2(db: Path, folder: Path, arguments: list[str], told: str) -> None:
    given = [{"DB": str(db), "IN": str(folder)}.get(a, a) for a in arguments]
    result = dateline(*given)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())
    assert result.stdout == ""
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_a_wrong_coder_leaves_no_file_behind(folder: Path) -> None:
    assert dateline("code", folder, "--db", folder.parent / "new.db", "--coder", "nobody").exit_code == 2
    assert not (folder.parent / "new.db").exists()


def test_export_writes_to_standard_output_or_a_file(db: Path, tmp_path: Path) -> None:
    shown = dateline("export", "--db", db, "--format", "jsonl")
    assert {r["record"] for r in lines(shown)} == {"document", "incident", "attestation", "statement"}
    assert dateline("export", "--db", db, "--format", "jsonl", "--out", "-").stdout == shown.stdout
    target = tmp_path / "out.jsonl"
    target.write_text("old")
    result = dateline("export", "--db", db, "--format", "jsonl", "--out", target)
    assert (result.exit_code, result.output) == (0, "")
    assert target.read_text(encoding="utf-8") == shown.stdout
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in", "out.jsonl", "x.db"]


def test_export_writes_through_links_and_to_devices_without_replacing_them(db: Path, tmp_path: Path) -> None:
    (tmp_path / "real.jsonl").write_text("old")
    (tmp_path / "real.jsonl").chmod(0o600)
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    assert dateline("export", "--db", db, "--format", "jsonl", "--out", tmp_path / "link.jsonl").exit_code == 0
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").read_text(encoding="utf-8").startswith('{"record"')
    assert (tmp_path / "real.jsonl").stat().st_mode & 0o777 == 0o600
    assert dateline("export", "--db", db, "--format", "jsonl", "--out", "/dev/null").exit_code == 0
    assert Path("/dev/null").is_char_device()
    assert dateline("export", "--db", db, "--format", "jsonl", "--out", tmp_path).exit_code == 0
    assert (tmp_path / "chronology.jsonl").is_file()  # a folder takes the file


@pytest.mark.parametrize("form", ["jsonl", "csv", "geojson", "md", "html"])
def test_an_empty_database_is_exported_as_an_empty_chronology(tmp_path: Path, form: str) -> None:
    Database(tmp_path / "empty.db").close()
    result = dateline("export", "--db", tmp_path / "empty.db", "--format", form)
    assert result.exit_code == 0, result.output
    assert dateline("incidents", "--db", tmp_path / "empty.db").exit_code == 0


@pytest.mark.parametrize("form", ["jsonl", "csv", "geojson", "md", "html"])
def test_every_format_is_written(db: Path, form: str) -> None:
    result = dateline("export", "--db", db, "--format", form)
    assert result.exit_code == 0
    assert "Taraz" in result.stdout


@pytest.mark.parametrize(
    ("choice", "places"),
    [
        ([], ["Taraz", "Aktau"]),
        (["--country", "KZ"], ["Taraz", "Aktau"]),
        (["--country", "kazakhstan"], ["Taraz", "Aktau"]),
        (["--country", "Russia"], []),
        (["--since", "2015-03-02", "--until", "2015-03-02"], ["Taraz"]),
        (["--since", "2015-03-03"], ["Aktau"]),
        (["--until", "2015"], ["Taraz"]),
        (["--since", "2016"], ["Aktau"]),
        (["--since", "2016-05", "--until", "2016-05"], ["Aktau"]),
        (["--until", "2015-02"], []),
        (["--type", "attack"], ["Taraz", "Aktau"]),
        (["--type", "VIOLENCE AGAINST CIVILIANS"], ["Taraz", "Aktau"]),
        (["--type", "Battles"], []),
        (["--no-background"], ["Taraz", "Aktau"]),
    ],
)
def test_incidents_are_chosen_by_country_days_and_type(db: Path, choice: list[str], places: list[str]) -> None:
    result = dateline("incidents", "--db", db, "--json", *choice)
    assert result.exit_code == 0
    assert [i["place"]["name"] for i in lines(result)] == places  # type: ignore[index]
    shown = dateline("incidents", "--db", db, *choice)
    assert [line.split(": ")[0].split("  ")[-1].split(",")[0].strip() for line in shown.stdout.splitlines()] == places


def test_show_gives_every_value_with_its_quote_and_takes_an_abbreviated_id(db: Path) -> None:
    full = incident(db, "Taraz")
    result = dateline("show", "--db", db, full[:6])
    assert result.exit_code == 0
    for told in (full, "Taraz", "[4] killed", "deaths.best = 4", "threat by Rebels"):
        assert told in result.stdout
    kinds = [r["record"] for r in lines(dateline("show", "--db", db, full, "--json"))]
    assert kinds == ["incident", *["attestation"] * 8, "statement"]


def test_why_gives_policy_quote_offsets_and_rule(db: Path) -> None:
    full = incident(db, "Taraz")
    result = dateline("why", "--db", db, full, "deaths.best")
    start = (ENGLISH + "2015-03-02 Taraz: 4 killed").index("4 killed")
    for told in ("deaths.best = 4", "policy: ucdp", f"[{start}:{start + 1}]", "[4] killed", "rule:fake@1", "one.txt"):
        assert told in result.stdout
    (record,) = lines(dateline("why", "--db", db, full, "deaths.best", "--json"))
    assert (record["value"], record["policy"]) == (4, "ucdp")
    assert record["evidence"][0]["attestations"][0]["quote"] == "4"  # type: ignore[index]


@pytest.mark.parametrize(
    "field", ["deaths", "deaths.low", "place", "place.latitude", "date", "date_start", "actors", "weapons"]
)
def test_why_knows_every_field_of_the_exported_record(db: Path, field: str) -> None:
    assert dateline("why", "--db", db, incident(db, "Taraz"), field).exit_code == 0


def test_why_names_the_fields_there_are_for_one_there_is_not(db: Path) -> None:
    result = dateline("why", "--db", db, incident(db, "Taraz"), "fatalities")
    assert result.exit_code == 2
    assert "deaths.best" in result.stderr
    assert "place.name" in result.stderr


def test_statements_are_listed_with_speaker_and_words(db: Path) -> None:
    result = dateline("statements", "--db", db, "--kind", "threat")
    assert "threat: Rebels" in result.stdout
    assert "[Rebels threatens revenge]" in result.stdout
    (record,) = lines(dateline("statements", "--db", db, "--json"))
    assert record["incident_ids"] == [incident(db, "Taraz")]
    assert dateline("statements", "--db", db, "--kind", "demand").stdout == ""


def test_search_finds_documents_by_their_words(db: Path) -> None:
    assert "[Aktau]" in dateline("search", "--db", db, "aktau").stdout
    assert len(lines(dateline("search", "--db", db, "--json", "police", "AND", "army"))) == 2
    assert dateline("search", "--db", db, "nowhere").exit_code == 0


def test_runs_are_listed_with_their_inputs(db: Path, folder: Path) -> None:
    assert "fake@1" in dateline("runs", "--db", db).stdout
    (record,) = lines(dateline("runs", "--db", db, "--json"))
    assert len(record["inputs"]) == len(list(folder.iterdir()))  # type: ignore[arg-type]


def test_doctor_finds_nothing_wrong_here(db: Path) -> None:
    result = dateline("doctor", "--db", db)
    assert result.exit_code == 0, result.stdout
    assert "BROKEN" not in result.stdout


def test_doctor_names_what_is_wrong(folder: Path) -> None:
    result = dateline("doctor", "--db", folder / "one.txt")
    assert result.exit_code == 1
    assert "BROKEN  database" in result.stdout
    assert "one.txt" in result.stdout


@pytest.mark.parametrize(
    "verb", [(), *((verb,) for verb in VERBS), *(("eval", e) for e in ("muc", "geo", "link", "dates"))]
)
def test_every_verb_explains_itself(verb: tuple[str, ...]) -> None:
    result = dateline(*verb, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


def test_every_option_and_verb_has_a_help_text() -> None:
    def commands(group: click.Group) -> list[click.Command]:
        context = click.Context(group)
        found = [c for name in group.list_commands(context) if (c := group.get_command(context, name))]
        return found + [inner for c in found if isinstance(c, click.Group) for inner in commands(c)]

    for command in commands(command_line.cli):
        assert command.help, command.name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{command.name} {parameter.opts}"
