"""JSON Lines, JSON and CSV: names of columns, bad rows, streams."""

import datetime as dt
import json
from pathlib import Path

import pytest

from dateline.records import Failure
from dateline.sources import limits
from dateline.sources.errors import BrokenInputError, EmptyInputError, UnknownKindError
from dateline.sources.raw import RawDocument, Resource
from dateline.sources.tables import read_csv, read_json, read_json_lines

TEXT = "Two policemen were shot dead near Taraz."


def resource(name: str, text: str | bytes) -> Resource:
    return Resource(name=name, data=text.encode() if isinstance(text, str) else text)


def test_json_lines_know_the_usual_names() -> None:
    lines = [
        {
            "headline": "Post attacked",
            "body": TEXT,
            "pub_date": "2014-05-12",
            "link": "https://x.example.org/1",
            "source": "Wire",
        },
        {
            "Title": "Post attacked",
            "Full Text": TEXT,
            "Doc-Date": "12 May 2014",
            "authors": ["Aliya", "Bek"],
            "lang": "en",
        },
        {
            "content_html": f"<p>{TEXT}</p>",
            "published_at": "2014-05-12T10:00:00Z",
            "publisher": {"name": "Wire"},
            "tags": ["a"],
        },
    ]
    found = list(read_json_lines(resource("x.jsonl", "\n".join(json.dumps(line) for line in lines) + "\n\n")))
    assert [d.text for d in found if isinstance(d, RawDocument)] == [TEXT] * 3
    assert all(isinstance(d, RawDocument) and d.dates[0].date == dt.date(2014, 5, 12) for d in found)
    first, second, third = (d for d in found if isinstance(d, RawDocument))
    assert (first.url, first.outlet) == ("https://x.example.org/1", "Wire")
    assert (second.author, second.language) == ("Aliya, Bek", "en")
    assert (third.outlet, third.tags) == ("Wire", ("a",))


def test_a_bad_line_is_a_failure_with_its_number_and_the_next_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RECORD_BYTES", 300)
    lines = [
        '{"text": "cut o',
        json.dumps({"text": TEXT}),
        "[]",
        json.dumps({"id": 4}),
        json.dumps({"text": "x" * 5000}),
        "[" * 290,
    ]
    found = list(read_json_lines(resource("x.jsonl", "\n".join([*lines, json.dumps({"text": TEXT})]))))
    assert [(f.position, f.error) for f in found if isinstance(f, Failure)] == [
        (1, "BrokenInputError"),
        (3, "BrokenInputError"),
        (4, "EmptyInputError"),
        (5, "TooLargeError"),
        (6, "BrokenInputError"),
    ]
    assert sum(isinstance(d, RawDocument) for d in found) == 2


def test_tables_are_read_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text((json.dumps({"text": TEXT}) + "\n") * 1000)
    rows = read_json_lines(Resource(name="x.jsonl", path=path))
    assert isinstance(next(rows), RawDocument)
    rows.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "value",
    [
        {"title": "a", "text": TEXT},
        [{"text": TEXT}],
        {"articles": [{"body": TEXT}]},
        {"documents": [{"content": TEXT}]},
    ],
)
def test_json_may_be_one_article_or_hold_a_list(value: object) -> None:
    (found,) = read_json(resource("x.json", json.dumps(value)))
    assert isinstance(found, RawDocument)
    assert found.text == TEXT


def test_json_about_something_else_is_a_named_error() -> None:
    with pytest.raises(UnknownKindError):
        list(read_json(resource("x.json", '{"documents": [{"file": "a.txt"}]}')))
    with pytest.raises(BrokenInputError):
        list(read_json(resource("x.json", '{"text": ')))
    with pytest.raises(BrokenInputError):
        list(read_json(resource("x.json", "[" * 100_000)))


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_with_any_usual_mark_and_an_hxl_row(mark: str) -> None:
    rows = [["Date", "Headline", "Text", "URL"], ["#date", "#meta", "#description", "#meta"]]
    rows += [["2014-05-12", "Post attacked", f'"{TEXT}\nNobody; claimed, it."', "https://x.example.org/1"]]
    (found,) = read_csv(resource("x.csv", "\r\n".join(mark.join(row) for row in rows)))
    assert isinstance(found, RawDocument)
    assert found.text == f"{TEXT}\nNobody; claimed, it."
    assert (found.title, found.url, found.dates[0].date) == (
        "Post attacked",
        "https://x.example.org/1",
        dt.date(2014, 5, 12),
    )


def test_csv_in_another_encoding_and_with_bad_rows() -> None:
    data = "title,text\nCafé,“Two” dead – he said\nalone\n,\nx,\n ,\n".encode("cp1252")
    found = list(read_csv(resource("x.csv", data)))
    assert isinstance(found[0], RawDocument)
    assert found[0].text == "“Two” dead – he said"
    assert isinstance(found[1], RawDocument)  # a title alone is still a document
    assert [f.error for f in found if isinstance(f, Failure)] == ["EmptyInputError"]


def test_a_table_of_something_else_and_an_empty_one_are_named_errors() -> None:
    with pytest.raises(UnknownKindError, match="column"):
        list(read_csv(resource("x.csv", "country,deaths\nX,2\n")))
    with pytest.raises(EmptyInputError):
        list(read_csv(resource("x.csv", " ")))
