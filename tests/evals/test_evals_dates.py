import json
from pathlib import Path

from dateline.evals.dates import resolve_spans, run

TEXT = "Two men were shot on Monday. A week earlier, on 3 September, a shop burned. The court will meet on Friday."


def span(words: str) -> list[int]:
    at = TEXT.index(words)
    return [at, at + len(words)]


def test_each_span_gives_a_row_of_the_contract(tmp_path: Path) -> None:
    docs, out = tmp_path / "docs.jsonl", tmp_path / "out.jsonl"
    spans = [span("Monday"), span("A week earlier"), span("on Friday"), span("shop")]
    docs.write_text(json.dumps({"docid": "a", "text": TEXT, "published": "2012-09-12", "spans": spans}) + "\n\n")
    run(docs, out)
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [list(row) for row in rows] == [["docid", "start", "end", "earliest", "latest", "precision", "rule"]] * 4
    assert [(row["earliest"], row["latest"], row["precision"]) for row in rows] == [
        ("2012-09-10", "2012-09-10", "day"),
        ("2012-09-02", "2012-09-04", "week"),
        ("2012-09-14", "2012-09-14", "day"),
        (None, None, "unknown"),
    ]
    assert rows[3]["rule"] == "not-understood"


def test_span_inside_a_longer_expression_is_read_by_itself() -> None:
    text = "Nine were killed since January."
    at = text.index("January")
    (row,) = resolve_spans({"docid": "a", "text": text, "published": "2012-09-12", "spans": [[at, at + 7]]})
    assert (row["earliest"], row["latest"]) == ("2012-01-01", "2012-01-31")


def test_publication_that_is_not_known_leaves_relative_dates_open() -> None:
    (row,) = resolve_spans({"docid": "a", "text": "It fell yesterday.", "published": None, "spans": [[8, 17]]})
    assert (row["earliest"], row["latest"], row["precision"]) == (None, None, "unknown")


def test_gold_in_the_input_is_not_read() -> None:
    document = {"docid": "a", "text": TEXT, "published": "2012-09-12", "spans": [span("Monday")]}
    assert list(resolve_spans(document)) == list(resolve_spans({**document, "gold": [{"earliest": "1999-01-01"}]}))
