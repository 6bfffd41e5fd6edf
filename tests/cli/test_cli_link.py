"""`dateline link`: questions with their grounds, decisions that hold and can be undone."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import dateline as api
from dateline.cli import cli
from dateline.errors import UsageError
from dateline.records import Link
from dateline.store.database import Database
from dateline.store.linkstore import LinkStore

FILLER = "The following was reported by the police and the army of the country yesterday evening.\n\n"
BY = ("--by", "ada", "--why", "read both")


def dateline(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in arguments])


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def db(tmp_path: Path, fake: str) -> Path:
    """Two incidents of one report each, and the question whether they are one."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.txt").write_text(f"{FILLER}2015-03-02 Taraz: 4 killed.\n")
    (folder / "two.txt").write_text(f"{FILLER}2016-05-01 Aktau: 2 killed.\n")
    path = tmp_path / "x.db"
    assert dateline("code", folder, "--db", path, "--coder", fake, "-q").exit_code == 0
    with Database(path) as database:
        left, right = (r.report_id for r in database.reports())
        explanation = {"bias": -4.0, "deaths": 0.5, "dates": -3.0, "words": 0.02}
        LinkStore(database).add_links(
            [Link(left=left, right=right, judgement="unsure", score=0.4, explanation=explanation, annotator="rule:t@1")]
        )
    return path


def ids(db: Path) -> list[str]:
    return [str(i["incident_id"]) for i in lines(dateline("incidents", "--db", db, "--json"))]


def test_review_shows_both_texts_and_what_speaks_for_and_against(db: Path) -> None:
    shown = dateline("link", "review", "--db", db)
    assert shown.exit_code == 0, shown.output
    for words in (
        "1. One incident or two? 40% for one, says rule:t@1",
        "2015-03-02",
        "Taraz",
        "2 killed",
        "+0.5  deaths: differ (4 / 2)",
        "-3.0  dates: apart (2 Mar 2015 / 1 May 2016)",
    ):
        assert words in shown.stdout or words.replace("(4 / 2)", "(2 / 4)") in shown.stdout, shown.stdout
    assert "words: " not in shown.stdout


def test_review_as_json_has_everything_that_a_screen_needs(db: Path) -> None:
    (question,) = lines(dateline("link", "review", "--db", db, "--json"))
    assert question["incident_ids"] == sorted(ids(db))
    assert {r["comparison"] for r in question["for"]} == {"deaths", "words"}  # type: ignore[attr-defined,index]
    (against,) = question["against"]  # type: ignore[misc]
    assert against["value"] == "apart"
    assert against["meaning"].startswith("How the coded date intervals lie")
    for report in question["reports"]:  # type: ignore[attr-defined]
        assert report["attestations"]
        assert report["passage"]


def test_decisions_move_reports_are_listed_and_undone(db: Path) -> None:
    one, two = ids(db)
    merged = dateline("link", "merge", one[:6], two, "--db", db, *BY, "--evidence", "a third report")
    assert merged.exit_code == 0, merged.output
    assert merged.stdout.startswith(f"decision 1: one incident: {one} {two}\n  ada, ")
    assert ids(db) == [one]
    assert "no pair" in dateline("link", "review", "--db", db).stderr
    with Database(db, readonly=True) as database:
        second = next(r.report_id for r in database.reports() if r.place and r.place.name == "Aktau")
    (split,) = lines(dateline("link", "split", one, "--report", second, "--db", db, *BY, "--json"))
    assert (split["kind"], split["report_ids"]) == ("split", [second])
    assert len(ids(db)) == 2
    assert dateline("link", "undo", 2, "--db", db, *BY).exit_code == 0
    assert ids(db) == [one]
    told = dateline("link", "decisions", "--db", db)
    assert "(undone by decision 3)" in told.stdout
    assert "evidence: a third report" in told.stdout
    assert [d["kind"] for d in lines(dateline("link", "decisions", "--db", db, "--json"))] == ["merge", "split", "undo"]


def test_apart_closes_the_question_and_names_the_tie(db: Path) -> None:
    one, two = ids(db)
    assert dateline("link", "apart", two, one, "--as", "retaliation", "--db", db, *BY).exit_code == 0
    assert lines(dateline("link", "review", "--db", db, "--json")) == []
    assert f"retaliation: {one}" in dateline("show", "--db", db, two).stdout


def test_a_decision_needs_a_name_and_a_reason(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = ids(db)
    assert dateline("link", "merge", one, two, "--db", db, "--why", "x").exit_code == 2
    assert dateline("link", "merge", one, two, "--db", db, "--by", "ada").exit_code == 2
    monkeypatch.setenv("DATELINE_BY", "bo")
    assert lines(dateline("link", "merge", one, two, "--db", db, "--why", "x", "--json"))[0]["who"] == "bo"


def test_no_database_is_made_by_deciding(tmp_path: Path) -> None:
    result = dateline("link", "merge", "ia", "ib", "--db", tmp_path / "none.db", *BY)
    assert result.exit_code == 2
    assert not (tmp_path / "none.db").exists()


def test_a_session_reviews_and_decides_as_the_commands_do(db: Path) -> None:
    with api.open(db) as session:
        (question,) = session.questions()
        merged = session.merge(*question.incident_ids, who="ada", why="one source says so")
        assert [i.incident_id for i in session.incidents()] == [question.incident_ids[0]]
        assert session.questions() == ()
        session.undo(merged.decision_id, who="ada", why="mistaken")
        session.apart(*question.incident_ids, who="ada", why="another year", relation="series")
        assert len(session.incidents()) == 2
        assert [d.kind for d in session.decisions()] == ["merge", "undo", "apart"]
        with pytest.raises(UsageError):
            session.split(question.incident_ids[0], [], who="ada", why="x")
