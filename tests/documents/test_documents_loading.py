"""Inputs to documents: folders, sidecars, options, failures, laziness."""

import datetime as dt
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.documents import load
from dateline.records import Document, Failure
from dateline.sources import limits

TEXT = (
    "Post attacked near Taraz\n\nTwo policemen were shot dead on Monday, officials said. The attackers fled in a car."
)
FEED = """<rss version="2.0"><channel><title>Steppe</title>
<item><title>Mine kills two</title><link>https://x.example.org/mine</link>
<pubDate>Wed, 14 May 2014 02:20:00 +0630</pubDate>
<description>Two herders died when one of them stepped on a mine.</description></item>
<item><title>Post attacked</title><description>Two policemen were shot dead at a post.</description></item>
</channel></rss>"""


def write(folder: Path, **files: str | bytes | dict[str, object]) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(content) if isinstance(content, dict) else content
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def documents(*inputs: object, **options: object) -> list[Document]:
    return [d for d in load(inputs, **options) if isinstance(d, Document)]  # type: ignore[arg-type]


def failures(*inputs: object) -> list[Failure]:
    return [f for f in load(inputs) if isinstance(f, Failure)]  # type: ignore[arg-type]


def test_folders_are_walked_in_order_without_hidden_files_and_sidecars(tmp_path: Path) -> None:
    write(tmp_path, b_txt=TEXT, a_txt=TEXT, sub__c_md=TEXT, a_json={"outlet": "Wire"}, b_txt_json={"outlet": "Post"})
    write(tmp_path, gold_json={"documents": [{"file": "a.txt"}]})
    (tmp_path / ".hidden.txt").write_text(TEXT)
    found = documents(tmp_path)
    assert [(d.input, d.outlet) for d in found] == [("a.txt", "Wire"), ("b.txt", "Post"), ("sub/c.md", None)]
    assert failures(tmp_path) == []


def test_a_file_is_called_by_its_name_and_has_its_sidecar(tmp_path: Path) -> None:
    write(
        tmp_path, a_txt=TEXT, a_json={"published": "2014-05-12", "url": "https://x.example.org/1", "language": "en-GB"}
    )
    write(
        tmp_path, a_txt_json={"published": "2014-05-13", "author": "Aliya", "tags": ["Taraz"], "captured": "2014-05-20"}
    )
    (document,) = documents(tmp_path / "a.txt")
    # NAME.EXT.json is nearer than NAME.json.
    assert (document.input, document.published, document.author) == ("a.txt", dt.date(2014, 5, 13), "Aliya")
    assert document.tags == ("Taraz",)
    assert document.captured == dt.datetime(2014, 5, 20, tzinfo=dt.UTC)
    assert document.title == "Post attacked near Taraz"
    assert document.text[: document.title_end] == document.title


def test_a_sidecar_may_speak_of_each_document(tmp_path: Path) -> None:
    write(
        tmp_path,
        f_xml=FEED,
        f_json={"outlet": "Hills", "documents": [{}, {"published": "2014-05-01", "author": "Bek"}]},
    )
    first, second = documents(tmp_path)
    assert (first.outlet, first.published, first.position) == ("Hills", dt.date(2014, 5, 14), 1)
    assert (second.outlet, second.published, second.author) == ("Hills", dt.date(2014, 5, 1), "Bek")
    assert first.text.startswith("Mine kills two\n\nTwo herders")
    assert first.title_end == len("Mine kills two")


def test_options_stand_in_but_do_not_overrule_a_feeds_own_dates(tmp_path: Path) -> None:
    write(tmp_path, f_xml=FEED, a_txt=TEXT, b_txt=TEXT, b_json={"published": "2014-05-12", "language": "ru"})
    found = documents(tmp_path, published=dt.date(2014, 6, 1), outlet="Wire", language="kk")
    assert [d.published for d in found] == [
        dt.date(2014, 6, 1),
        dt.date(2014, 5, 12),
        dt.date(2014, 5, 14),
        dt.date(2014, 6, 1),
    ]
    assert [d.language for d in found] == ["kk", "ru", "kk", "kk"]
    assert {d.outlet for d in found} == {"Wire"}


def test_a_broken_sidecar_is_a_failure_and_its_document_is_read(tmp_path: Path) -> None:
    write(tmp_path, a_txt=TEXT, a_json="{bad")
    assert [f.error for f in failures(tmp_path)] == ["SidecarError"]
    assert len(documents(tmp_path)) == 1


def test_one_bad_input_never_stops_the_others(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_txt="",
        b_txt=b"\x89PNG\r\n\x1a\n",
        c_docx=b"PK\x03\x04cut",
        d_pdf=b"%PDF-1.4 cut",
        e_html="<html><body><nav>x</nav>",
    )
    write(tmp_path, f_xml='<!DOCTYPE a [<!ENTITY b "c">]><rss/>', g_zip=b"PK\x03\x04", h_csv="a,b\n1,2", z_txt=TEXT)
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    found = list(load([tmp_path / "missing.txt", tmp_path]))
    assert [(f.input, f.error) for f in found if isinstance(f, Failure)] == [
        (str(tmp_path / "missing.txt"), "MissingInputError"),
        ("a.txt", "EmptyInputError"),
        ("b.txt", "UnknownKindError"),
        ("c.docx", "BrokenInputError"),
        ("d.pdf", "BrokenInputError"),
        ("e.html", "EmptyInputError"),
        ("f.xml", "UnsafeInputError"),
        ("g.zip", "UnknownKindError"),
        ("h.csv", "UnknownKindError"),
        ("link.txt", "MissingInputError"),
        ("pipe", "UnknownKindError"),
    ]
    assert [d.input for d in found if isinstance(d, Document)] == ["z.txt"]
    assert all(f.message for f in found if isinstance(f, Failure))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_closed_files_and_folders_are_named(tmp_path: Path) -> None:
    write(tmp_path, a_txt=TEXT, sub__b_txt=TEXT)
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "sub").chmod(0)
    try:
        assert [(f.input, f.error) for f in failures(tmp_path)] == [
            ("a.txt", "ForbiddenInputError"),
            ("sub", "ForbiddenInputError"),
        ]
    finally:
        (tmp_path / "sub").chmod(0o700)


def test_a_folder_that_cannot_be_entered_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a_txt=TEXT, sub__b_txt=TEXT, z_txt=TEXT)
    scandir = os.scandir

    def closed(path: object) -> object:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", closed)
    found = list(load([tmp_path]))
    assert [(f.input, f.error) for f in found if isinstance(f, Failure)] == [("sub", "ForbiddenInputError")]
    assert [d.input for d in found if isinstance(d, Document)] == ["a.txt", "z.txt"]


def test_limits_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a_txt="word " * 100, b_txt=TEXT)
    monkeypatch.setattr(limits, "DOCUMENT_CHARACTERS", 300)
    (failure,) = failures(tmp_path)
    assert (failure.input, failure.error, failure.position) == ("a.txt", "TooLargeError", 1)
    assert "300" in failure.message


def test_documents_come_one_at_a_time(tmp_path: Path) -> None:
    write(tmp_path, a_txt=TEXT, b_txt=TEXT)
    stream = load([tmp_path])
    first = next(stream)
    (tmp_path / "b.txt").unlink()
    assert isinstance(first, Document)
    assert [type(item) for item in stream] == [Failure]


def test_a_named_json_without_articles_is_a_failure(tmp_path: Path) -> None:
    write(tmp_path, gold_json={"documents": [{"file": "a.txt"}]})
    assert [f.error for f in failures(tmp_path / "gold.json")] == ["UnknownKindError"]


def test_a_page_of_text_becomes_several_documents(tmp_path: Path) -> None:
    body = "Residents told our reporter that they had heard shots shortly before midnight and stayed at home."
    page = "\n\n\n".join(
        f"{title}\nPosted on {day} May 2014 by {name}\n\n{body}\n\nTags: Taraz"
        for title, day, name in (("Post attacked", 12, "Aliya"), ("Lorry burns", 9, "Bek"))
    )
    write(tmp_path, page_txt=page, page_json={"published": "2014-06-01", "outlet": "Steppe Diary"})
    first, second = documents(tmp_path)
    assert [(d.title, d.author, d.published, d.position) for d in (first, second)] == [
        ("Post attacked", "Aliya", dt.date(2014, 5, 12), 1),
        ("Lorry burns", "Bek", dt.date(2014, 5, 9), 2),
    ]
    assert second.tags == ("Taraz",)
    # A sidecar that lists one document says that the file holds one.
    write(tmp_path, page_json={"documents": [{"published": "2014-06-01"}]})
    assert len(documents(tmp_path)) == 1


def test_the_languages_that_pages_declare_by_default_are_not_believed(tmp_path: Path) -> None:
    text = "<p>В понедельник у въезда в город были застрелены двое полицейских, нападавшие скрылись на машине.</p>"
    write(tmp_path, a_html=f'<html lang="en-US"><body><h1>Нападение на пост</h1>{text}</body></html>')
    assert [d.language for d in documents(tmp_path)] == ["ru"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([".txt", ".md", ".html", ".xml", ".pdf", ".docx", ".eml", ".jsonl", ".json", ".csv"]),
    st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")),
)
def test_any_bytes_under_any_name_give_documents_or_named_failures(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(data)
    for item in load([path]):
        assert isinstance(item, Document | Failure)
        if isinstance(item, Failure):
            assert item.error.endswith("Error")
            assert item.error in NAMED


NAMED = (
    "MissingInputError ForbiddenInputError EmptyInputError TooLargeError UnknownKindError EncodingError"
    " BrokenInputError UnsafeInputError SidecarError"
).split()
