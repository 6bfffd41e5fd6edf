"""What is stored comes back; what is coded again supersedes and never deletes; decisions are only added."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.documents import from_text
from dateline.errors import NotFoundError, StoreError, UsageError
from dateline.records import Attestation, Coding, DateExtent, Document, Failure, Link, PublicationDate, Report
from dateline.store.connection import MEMORY
from dateline.store.database import Database
from dateline.store.decisions import DecisionLog
from dateline.store.linkstore import LinkStore
from dateline.store.rows import merge_metadata, prepare
from fake_coder import code_document

TEXT = "Violence in the south\n\n2015-03-02 Taraz: 4 killed in a café 🙂.\n2015-03-05 Shu: 2 killed there.\n"


@pytest.fixture
def database() -> Iterator[Database]:
    with Database(MEMORY) as database:
        yield database


def a_document(text: str = TEXT, *, input: str = "a.txt", published: dt.date | None = None) -> Document:
    return from_text(text, input=input, published=published, language="en")


def save(database: Database, document: Document, coding: Coding | None = None, *, coder: str = "fake@1") -> str:
    run_id = database.start_run(version="0", coder=coder, config={})
    coding = coding or code_document(document)
    coding = Coding(document_id=coding.document_id, coder=coder, reports=coding.reports, statements=coding.statements)
    return database.save([prepare(document, coding)], [], run_id)[0]


def link_all(database: Database, incident_id: str = "i1") -> LinkStore:
    store = LinkStore(database)
    store.prepare()
    for report_id in store.unlinked():
        store.assign(report_id, incident_id)
    return store


def test_documents_and_reports_come_back_as_they_were(database: Database) -> None:
    document = a_document(published=dt.date(2015, 3, 6))
    assert save(database, document) == "new"
    assert list(database.documents()) == [document]
    assert database.document(document.document_id) == document
    assert list(database.reports()) == list(code_document(document).reports)


def test_storing_the_same_coding_again_adds_nothing(database: Database) -> None:
    document = a_document()
    save(database, document)
    before = database.content_digest()
    assert save(database, document) == "unchanged"
    assert database.content_digest() == before


def test_another_coder_supersedes_and_nothing_is_deleted(database: Database) -> None:
    document = a_document()
    save(database, document)
    link_all(database)
    other = Coding(document_id=document.document_id, coder="other@1")
    assert save(database, document, other, coder="other@1") == "recoded"
    assert list(database.reports()) == []
    assert database.incident_ids() == ()
    assert database.connection.execute("SELECT count(*) FROM report").fetchone() == (2,)
    assert database.coding_state(document, "fake@1") == "superseded"
    database.reinstate(document, "fake@1")
    assert len(list(database.reports())) == 2
    assert database.incident_ids() == ("i1",)


def test_new_metadata_is_a_new_coding_and_the_old_one_is_kept(database: Database) -> None:
    undated, dated = a_document(), a_document(published=dt.date(2015, 3, 6))
    save(database, undated)
    assert database.coding_state(dated, "fake@1") == "missing"
    assert save(database, dated) == "recoded"
    assert [d.published for d in database.documents()] == [dt.date(2015, 3, 6)]
    assert database.connection.execute("SELECT count(*) FROM coding").fetchone() == (2,)
    assert database.connection.execute("SELECT count(*) FROM metadata").fetchone() == (2,)


def test_a_run_that_is_told_less_forgets_nothing() -> None:
    told = from_text(
        TEXT,
        outlet="The Star",
        signals=[PublicationDate(date=dt.date(2015, 3, 6), source="sidecar")],
        language="en",
    )
    merged = merge_metadata(told, from_text(TEXT, language="en"))
    assert (merged.published, merged.outlet) == (dt.date(2015, 3, 6), "The Star")
    assert merge_metadata(told, merged) == merged


def test_a_given_date_is_displaced_by_a_given_one_only() -> None:
    def dated(day: int, source: str) -> Document:
        return from_text(TEXT, signals=[PublicationDate(date=dt.date(2015, 3, day), source=source)], language="en")

    assert merge_metadata(dated(6, "sidecar"), dated(7, "metadata")).published == dt.date(2015, 3, 6)
    assert merge_metadata(dated(6, "sidecar"), dated(8, "sidecar")).published == dt.date(2015, 3, 8)
    assert merge_metadata(dated(6, "metadata"), dated(7, "metadata")).published == dt.date(2015, 3, 7)


@pytest.mark.parametrize(
    ("start", "end", "quote"), [(0, 4, "Elsewhere"), (0, 0, ""), (-8, 4, "Viol"), (5000, 5004, "Viol")]
)
def test_a_quote_that_is_not_the_text_is_refused(start: int, end: int, quote: str) -> None:
    document = a_document()
    report = Report(
        report_id="r1",
        document_id=document.document_id,
        position=1,
        spans=(),
        summary="",
        event_type=None,
        sub_event_type=None,
        date=DateExtent(rule="none"),
        attestations=(Attestation(field="status", value="x", quote=quote, start=start, end=end, annotator="t"),),
    )
    with pytest.raises(StoreError, match="quote"):
        prepare(document, Coding(document_id=document.document_id, coder="c", reports=(report,)))


def test_a_report_of_another_document_or_given_twice_is_refused() -> None:
    document, other = a_document(), a_document(input="b.txt")
    coding = code_document(other)
    with pytest.raises(StoreError, match="belongs to document"):
        prepare(document, Coding(document_id=document.document_id, coder="c", reports=coding.reports))
    with pytest.raises(StoreError, match="twice"):
        prepare(other, Coding(document_id=other.document_id, coder="c", reports=coding.reports[:1] * 2))


@pytest.mark.parametrize("table", ["link", "assignment", "decision"])
@pytest.mark.parametrize("order", ["DELETE FROM {}", "UPDATE {} SET rowid = rowid + 1"])
def test_decisions_cannot_be_changed_or_deleted(database: Database, table: str, order: str) -> None:
    document = a_document()
    save(database, document)
    store = link_all(database)
    first, second = store.members("i1")
    store.add_links([Link(left=first, right=second, judgement="negative", score=0.1, annotator="t")])
    store.assign(second, "i2")
    DecisionLog(database).apart(["i1", "i2"], who="ada", why="two days")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        database.connection.execute(order.format(table))


def test_the_last_assignment_holds_and_the_log_keeps_all(database: Database) -> None:
    save(database, a_document())
    store = link_all(database)
    first, second = store.members("i1")
    store.assign(second, "i2")
    assert (store.incident_of(first), store.incident_of(second)) == ("i1", "i2")
    assert list(store.members("i1")) == [first]
    assert database.incident_ids() == ("i1", "i2")
    assert database.connection.execute("SELECT count(*) FROM assignment").fetchone() == (3,)


def test_links_are_found_from_either_side_oldest_first(database: Database) -> None:
    save(database, a_document())
    store = link_all(database)
    first, second = store.members("i1")
    links = [
        Link(left=first, right=second, judgement="unsure", score=0.5, explanation={"date": 0.5}, annotator="t"),
        Link(left=second, right=first, judgement="positive", score=0.9, annotator="person"),
    ]
    store.add_links(links)
    assert store.links([first]) == store.links([second]) == store.links([first, second]) == links


def test_candidates_share_a_block_key_and_are_in_force(database: Database) -> None:
    one, two = a_document(), a_document(input="b.txt")
    save(database, one)
    save(database, two)
    store = link_all(database)
    ids = sorted(report.report_id for report in database.reports())
    for report_id in ids:
        found = list(store.candidates(report_id))
        assert report_id not in found
        assert found == sorted(set(found))
        assert set(found) <= set(ids)
    save(database, two, Coding(document_id=two.document_id, coder="other@1"), coder="other@1")
    for report in database.reports():
        assert not [r for r in LinkStore(database).candidates(report.report_id) if r.startswith(two.document_id)]


def test_unlinked_reports_come_by_date_of_publication_undated_last(database: Database) -> None:
    late = a_document(published=dt.date(2015, 4, 1), input="late.txt")
    early = a_document(published=dt.date(2015, 3, 7), input="early.txt")
    undated = a_document(input="undated.txt")
    for document in (undated, late, early):
        save(database, document)
    found = LinkStore(database).unlinked()
    assert [r.rpartition("-")[0] for r in found] == [
        d.document_id for d in (early, early, late, late, undated, undated)
    ]


def test_an_incident_is_found_by_a_unique_beginning(database: Database) -> None:
    save(database, a_document())
    store = link_all(database, "iabc1")
    store.assign(store.members("iabc1")[0], "iabd2")
    assert database.resolve_incident("iabd") == "iabd2"
    assert database.resolve_incident("iabc1") == "iabc1"
    for unknown in ("iab", "i9", "", "%"):
        with pytest.raises(NotFoundError):
            database.resolve_incident(unknown)


def test_search_finds_words_of_text_and_title_and_follows_a_new_title(database: Database) -> None:
    save(database, a_document())
    assert "[café]" in database.search("cafe")[0].passage
    assert len(database.search("violence AND south")) == 1
    assert database.search("moscow") == ()
    with pytest.raises(UsageError, match="double quotes"):
        database.search('"unclosed')


def test_failures_are_listed_once_however_often_they_happen(database: Database) -> None:
    failure = Failure(input="x.pdf", stage="read", error="SourceError", message="broken")
    for _ in range(2):
        database.save([], [failure], database.start_run(version="0", coder="c", config={}))
    assert database.failures() == (failure,)


def test_runs_are_recorded_with_inputs_and_end(database: Database) -> None:
    run_id = database.start_run(version="0.1", coder="fake@1", config={"outlet": "The Star"})
    database.add_inputs(run_id, [("a.txt", "00ff", 12), ("http://example.org/", None, None)])
    assert database.runs()[0].finished is None
    database.finish_run(run_id, {"coded": 3})
    run = database.runs()[0]
    assert run.finished is not None
    assert run.finished >= run.started
    assert (run.config, run.counts) == ({"outlet": "The Star"}, {"coded": 3})
    assert run.inputs == (("a.txt", "00ff"), ("http://example.org/", None))


def test_the_attestation_view_gives_every_value_in_sql(database: Database) -> None:
    save(database, a_document())
    rows = database.connection.execute(
        "SELECT field, value, quote, start, \"end\" FROM attestation WHERE field = 'deaths.best' ORDER BY start"
    ).fetchall()
    assert [(row[1], row[2]) for row in rows] == [(4, "4"), (2, "2")]
    text = next(database.documents()).text
    assert all(text[start:end] == quote for _, _, quote, start, end in rows)


def test_the_content_digest_ignores_the_order_of_arrival_and_runs() -> None:
    documents = [a_document(input=f"{n}.txt", text=TEXT + f"\n2015-04-0{n} Aktau: {n} killed") for n in range(1, 5)]
    digests = set()
    for order in (documents, documents[::-1]):
        with Database(MEMORY) as database:
            for document in order:
                save(database, document)
            link_all(database)
            digests.add(database.content_digest())
    assert len(digests) == 1


def test_the_content_digest_sees_every_kind_of_change(database: Database) -> None:
    seen = {database.content_digest()}

    def changed() -> bool:
        digest = database.content_digest()
        new = digest not in seen
        seen.add(digest)
        return new

    document = a_document()
    save(database, document)
    assert changed()
    store = link_all(database)
    assert changed()
    first, second = store.members("i1")
    store.add_links([Link(left=first, right=second, judgement="unsure", score=0.5, annotator="t")])
    assert changed()
    store.assign(first, "i2")
    assert changed()
    DecisionLog(database).apart(["i1", "i2"], who="ada", why="two days")
    assert changed()
    database.connection.execute("UPDATE document SET copy_of = 'dother'")
    assert changed()
    save(database, document, Coding(document_id=document.document_id, coder="x"), coder="x")
    assert changed()


def test_a_failure_that_a_later_run_mended_is_no_longer_listed(database: Database) -> None:
    failures = [
        Failure(input="a.txt", position=1, stage="code", error="ValueError", message="x"),
        Failure(input="b.txt", stage="read", error="SourceError", message="x"),
    ]
    run_id = database.start_run(version="0", coder="c", config={})
    database.save([], failures, run_id)
    assert list(database.failures()) == failures
    save(database, a_document(input="a.txt"))
    assert list(database.failures()) == failures[1:]
    assert list(database.failures(run_id=run_id)) == failures


def test_a_full_disk_is_named_and_what_was_stored_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "full.db"
    with Database(path) as database:
        save(database, a_document())

    def fill() -> None:
        with Database(path) as database:
            pages = database.connection.execute("PRAGMA page_count").fetchone()[0]
            database.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
            for n in range(100):
                save(database, a_document(input=f"{n}.txt", text=TEXT * 50))

    with pytest.raises(StoreError, match="free space"):
        fill()
    with Database(path, readonly=True) as database:
        assert database.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.counts()["documents"] >= 1


def test_a_block_key_that_everybody_shares_brings_nobody_together(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.store.linkstore.HUB", 4)
    for n in range(6):
        monkeypatch.setattr(
            "dateline.store.linkstore.keys",
            lambda context, n=n: {"all", f"pair:{n // 2}"},
        )
        save(database, a_document(input=f"{n}.txt", text=f"Report {n}\n\n2015-03-02 Taraz: 4 killed.\n"))
        LinkStore(database).prepare()
    ids = [report.report_id for report in database.reports()]
    assert [len(LinkStore(database).candidates(report_id)) for report_id in ids] == [1] * 6


def test_a_reinstated_coding_is_met_again_when_linking(database: Database) -> None:
    one, two = a_document(), a_document(input="b.txt")
    save(database, one)
    save(database, two)
    link_all(database)
    first = f"{one.document_id}-1"
    before = list(LinkStore(database).candidates(first))
    assert before
    save(database, two, Coding(document_id=two.document_id, coder="other@1"), coder="other@1")
    assert not [r for r in LinkStore(database).candidates(first) if r.startswith(two.document_id)]
    database.reinstate(two, "fake@1")
    LinkStore(database).prepare()
    assert list(LinkStore(database).candidates(first)) == before


DAYS = st.none() | st.dates(dt.date(2015, 3, 1), dt.date(2015, 3, 9))
SOURCES = st.sampled_from(["sidecar", "option", "metadata", "byline", "feed"])


@st.composite
def told(draw: st.DrawFn) -> Document:
    """One text with whatever a run may be told of it."""
    day, outlet = draw(DAYS), draw(st.sampled_from([None, "The Star", "The Sun"]))
    signals = [PublicationDate(date=day, source=draw(SOURCES))] if day else []
    return from_text(TEXT, signals=signals, outlet=outlet, tags=draw(st.sampled_from([(), ("war",)])), language="en")


@given(told(), told())
def test_merging_metadata_is_idempotent_and_never_forgets(stored: Document, later: Document) -> None:
    merged = merge_metadata(stored, later)
    assert merge_metadata(merged, later) == merged
    assert merge_metadata(stored, merged) == merged
    for field in ("published", "outlet", "tags"):
        assert getattr(merged, field) or not (getattr(stored, field) or getattr(later, field))
    assert (merged.document_id, merged.text) == (stored.document_id, stored.text)


@given(told(), st.lists(told(), max_size=3))
def test_documents_come_back_equal_whatever_was_told_of_them(first: Document, later: list[Document]) -> None:
    with Database(MEMORY) as database:
        for document in (first, *later):
            merged = database.merged(document)
            save(database, merged)
            assert list(database.documents()) == [merged]
            assert database.coding_state(merged, "fake@1") == "current"
