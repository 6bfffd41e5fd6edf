"""`dateline eval`: files in, predictions out, whatever a line lacks told in words."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import cli

TEXT = (
    "TARAZ, 3 MAR 2015 -- A BOMB KILLED FOUR POLICEMEN IN TARAZ, KAZAKHSTAN, ON 2 MARCH 2015. "
    "REBELS CLAIMED THE ATTACK."
)
DAY = TEXT.index("2 MARCH")
INPUTS = {
    "muc": {"docid": "d1", "text": TEXT, "doc_date": "2015-03-03"},
    "geo": {"docid": "d1", "text": TEXT, "toponyms": [{"start": 0, "end": 5}]},
    "link": {"doc_id": "d1", "title": "Bomb in Taraz", "text": TEXT, "pub_date": "2015-03-03"},
    "dates": {
        "docid": "d1",
        "text": TEXT,
        "published": "2015-03-03",
        "spans": [[DAY, DAY + 12]],
    },
}


def evaluate(name: str, docs: Path, *arguments: object) -> Result:
    out = docs.with_name("pred.jsonl")
    return CliRunner().invoke(cli, ["eval", name, str(docs), "--out", str(out), *map(str, arguments)])


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", INPUTS)
def test_each_evaluation_writes_predictions(tmp_path: Path, name: str) -> None:
    docs = tmp_path / "docs.jsonl"
    docs.write_text(json.dumps(INPUTS[name]) + "\n")
    result = evaluate(name, docs)
    assert result.exit_code == 0, result.output
    assert rows(tmp_path / "pred.jsonl")[0].get("docid", "d1") == "d1"


def test_options_reach_the_evaluation(tmp_path: Path) -> None:
    docs = tmp_path / "docs.jsonl"
    docs.write_text("".join(json.dumps(INPUTS["geo"]) + "\n"))
    assert evaluate("geo", docs, "--gold-spans").exit_code == 0
    assert [(r["start"], r["end"]) for r in rows(tmp_path / "pred.jsonl")] == [(0, 5)]
    docs.write_text(json.dumps(INPUTS["link"]) + "\n")
    assert evaluate("link", docs, "--figures").exit_code == 0
    assert "killed" in rows(tmp_path / "pred.jsonl")[0]
    docs.write_text(json.dumps(INPUTS["muc"]) + "\n")
    full = tmp_path / "full.jsonl"
    assert evaluate("muc", docs, "--full", full, "--mentions", "first", "--coder", "patterns").exit_code == 0
    assert rows(full)[0]["docid"] == "d1"


@pytest.mark.parametrize("name", INPUTS)
@pytest.mark.parametrize("content", [b"no json\n", b"\xff\xfe\n", b'{"other": 1}\n'])
def test_a_file_in_another_layout_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    docs = tmp_path / "docs.jsonl"
    docs.write_bytes(content)
    result = evaluate(name, docs)
    assert result.exit_code == 2, result.output
    assert "docs.jsonl" in result.stderr
