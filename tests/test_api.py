"""The interface for notebooks."""

import datetime as dt
from pathlib import Path

import pytest

import dateline
from dateline.api import is_text
from dateline.errors import NotFoundError, StoreError, UsageError

TEXT = """Violence in the south of the country

2015-03-02 Taraz: 4 killed.
2015-03-05 Shu: 2 killed.
Rebels threatens more.
"""


@pytest.fixture
def session(fake: str) -> dateline.Session:
    return dateline.code(TEXT, coder=fake, published="2015-03-06", outlet="The Star")


def test_a_text_is_coded_in_memory_and_each_value_is_one_call_away(session: dateline.Session) -> None:
    first, _second = session.incidents()
    assert (first.date_start, first.place and first.place.name) == ("2015-03-02", "Taraz")
    sourced = session.attestations(first.incident_id, "deaths")
    assert [s.attestation.field for s in sourced] == ["deaths.best", "deaths.high", "deaths.low"]
    assert {s.attestation.quote for s in sourced} == {"4"}
    why = session.why(first.incident_id[:7], "deaths.best")
    assert (why.value, why.policy, why.evidence[0].attestations[0].quote) == (4, "ucdp", "4")
    assert session.documents()[0].published == dt.date(2015, 3, 6)
    assert session.statements()[0].speaker == "Rebels"
    assert session.reports(first.incident_id)[0].deaths == first.deaths
    assert session.search("taraz")[0].document_id == session.documents()[0].document_id
    assert session.summary is not None
    assert session.summary.coded == 1
    assert "2 incidents" in repr(session)


def test_incidents_are_chosen_by_what_is_asked(session: dateline.Session) -> None:
    assert len(session.incidents(country="kz", since=dt.date(2015, 3, 3))) == 1
    assert session.incidents(country="RU") == ()
    with pytest.raises(UsageError):
        session.incidents(event_type="robbery")


@pytest.mark.parametrize("library", ["pandas", "polars"])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_tables_have_the_same_columns_and_types_with_rows_and_without(session: dateline.Session, library: str) -> None:
    pytest.importorskip(library)
    empty = dateline.code((), coder="fake")
    for full, none in (
        (session.incidents(library), empty.incidents(library)),  # type: ignore[arg-type]
        (session.documents(library), empty.documents(library)),  # type: ignore[arg-type]
        (session.statements(library), empty.statements(library)),  # type: ignore[arg-type]
        (session.attestations(as_=library), empty.attestations(as_=library)),  # type: ignore[arg-type]
    ):
        assert list(full.columns) == list(none.columns)
        assert [str(t) for t in full.dtypes] == [str(t) for t in none.dtypes]
        assert full.shape[0] > 0
        assert none.shape[0] == 0
    table = session.incidents(library)  # type: ignore[arg-type]
    assert list(table["deaths_best"]) == [4, 2]
    assert str(table["date_start"][0])[:10] == "2015-03-02"


def test_another_frame_is_refused(session: dateline.Session) -> None:
    with pytest.raises(ValueError, match="pandas"):
        session.incidents("excel")  # type: ignore[arg-type]


def test_a_database_is_opened_for_reading_and_sees_later_runs(tmp_path: Path, fake: str) -> None:
    path = tmp_path / "x.db"
    with dateline.code(TEXT, db=path, coder=fake), dateline.open(path) as reader:
        assert len(reader.incidents()) == 2
        dateline.code(
            texts="News of the day from the capital.\n\n2016-01-01 Aktau: 1 killed.", db=path, coder=fake
        ).close()
        assert len(reader.incidents()) == 3
    with pytest.raises(StoreError, match="does not exist"):
        dateline.open(tmp_path / "none.db")


def test_paths_and_texts_are_told_apart(tmp_path: Path, fake: str) -> None:
    path = tmp_path / "my reports of may.txt"
    path.write_text(TEXT)
    assert len(dateline.code(str(path), coder=fake).incidents()) == 2
    assert len(dateline.code([path, TEXT], coder=fake).documents()) == 2
    missing = dateline.code("missing report of may.txt", coder=fake)
    assert [f.input for f in missing.failures] == ["missing report of may.txt"]
    assert is_text("Gunmen shot two policemen in Taraz.")
    assert not is_text("reports")
    assert not is_text("https://example.org/a page of news")
    assert is_text("x" * 5000 + " and then some words more")


def test_an_export_is_text_or_a_file(session: dateline.Session, tmp_path: Path) -> None:
    text = session.export("jsonl")
    assert text is not None
    assert session.export("jsonl", tmp_path / "x.jsonl") is None
    assert (tmp_path / "x.jsonl").read_text(encoding="utf-8") == text


def test_what_there_is_not_is_named(session: dateline.Session) -> None:
    with pytest.raises(NotFoundError):
        session.incident("zzz")
    with pytest.raises(NotFoundError, match=r"deaths\.best"):
        session.why(session.incidents()[0].incident_id, "fatalities")
    with pytest.raises(AttributeError):
        _ = dateline.nothing
