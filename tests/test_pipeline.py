"""Runs: what is stored, what is left as it is, what fails and does not take the rest with it."""

import datetime as dt
import json
from pathlib import Path

import msgspec
import pytest

import fake_coder
from dateline import pipeline
from dateline.config import RunConfig
from dateline.errors import CoderUnavailableError, GazetteerError, UsageError
from dateline.records import Coding, Document, Dropped, Failure
from dateline.resolve.gazetteer_import import import_places
from dateline.store.connection import MEMORY
from dateline.store.database import Database

ENGLISH = "The following was reported by the police and the army of the country yesterday evening.\n\n"


def folder_of(tmp_path: Path, texts: dict[str, str]) -> Path:
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(
        tmp_path,
        {
            f"{n:02}.txt": f"{ENGLISH}2015-03-{n:02} Taraz: {n} killed.\nRebels threatens revenge.\n"
            for n in range(1, 10)
        },
    )


@pytest.mark.usefixtures("fake")
class TestRun:
    config = RunConfig(coder="fake")

    def test_codes_links_and_counts(self, folder: Path) -> None:
        with Database(MEMORY) as database:
            summary = pipeline.run(database, [folder], config=self.config)
            assert (summary.coded, summary.unchanged, summary.failures) == (9, 0, 0)
            assert (summary.documents, summary.reports, summary.statements) == (9, 9, 9)
            assert summary.incidents == len(database.incident_ids()) > 0
            assert set(database.report_incident()) == {report.report_id for report in database.reports()}
            assert database.runs()[0].counts == msgspec.to_builtins(summary)

    def test_the_same_input_twice_adds_nothing_but_a_run(self, folder: Path) -> None:
        with Database(MEMORY) as database:
            pipeline.run(database, [folder], config=self.config)
            before = database.content_digest()
            summary = pipeline.run(database, [folder, folder], config=self.config)
            assert (summary.coded, summary.recoded, summary.unchanged, summary.linked) == (0, 0, 18, 0)
            assert database.content_digest() == before
            assert len(database.runs()) == 2

    def test_the_same_input_twice_in_one_run_is_coded_once(self, folder: Path) -> None:
        with Database(MEMORY) as database:
            summary = pipeline.run(database, [folder, folder], config=self.config)
            assert (summary.coded, summary.unchanged, summary.documents) == (9, 9, 9)

    def test_a_date_given_later_takes_effect_and_stays(self, folder: Path) -> None:
        with Database(MEMORY) as database:
            pipeline.run(database, [folder], config=self.config)
            dated = RunConfig(coder="fake", published=dt.date(2015, 4, 1), outlet="The Star")
            assert pipeline.run(database, [folder], config=dated).recoded == 9
            assert {d.published for d in database.documents()} == {dt.date(2015, 4, 1)}
            again = pipeline.run(database, [folder], config=self.config)
            assert (again.unchanged, again.recoded) == (9, 0)
            assert {(d.published, d.outlet) for d in database.documents()} == {(dt.date(2015, 4, 1), "The Star")}

    def test_a_sidecar_added_later_takes_effect(self, folder: Path) -> None:
        with Database(MEMORY) as database:
            pipeline.run(database, [folder], config=self.config)
            (folder / "03.txt.json").write_text(json.dumps({"published": "2015-03-04", "outlet": "The Star"}))
            summary = pipeline.run(database, [folder], config=self.config)
            assert (summary.recoded, summary.unchanged, summary.documents, summary.reports) == (1, 8, 9, 9)
            assert [d.published for d in database.documents() if d.input == "03.txt"] == [dt.date(2015, 3, 4)]

    def test_recode_with_an_unchanged_coder_changes_nothing(self, folder: Path) -> None:
        with Database(MEMORY) as database:
            pipeline.run(database, [folder], config=self.config)
            before = database.content_digest()
            summary = pipeline.run(database, [folder], config=RunConfig(coder="fake", recode=True))
            assert (summary.coded, summary.recoded, summary.unchanged) == (0, 0, 9)
            assert database.content_digest() == before

    def test_a_new_version_of_the_coder_supersedes(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with Database(MEMORY) as database:
            pipeline.run(database, [folder], config=self.config)
            monkeypatch.setattr("fake_coder.VERSION", "2")
            assert pipeline.run(database, [folder], config=self.config).recoded == 9
            assert database.counts()["reports"] == 9
            assert database.connection.execute("SELECT count(*) FROM report").fetchone() == (18,)
            monkeypatch.setattr("fake_coder.VERSION", "1")
            assert pipeline.run(database, [folder], config=self.config).recoded == 9
            assert database.connection.execute("SELECT count(*) FROM report").fetchone() == (18,)

    def test_what_is_not_backed_by_the_text_is_dropped_told_and_counted_and_the_rest_is_kept(
        self, folder: Path
    ) -> None:
        (folder / "00.txt").write_text(ENGLISH + "2015-03-03 Shu: 2 killed MISQUOTE")
        told: list[tuple[str, str]] = []

        def dropped(document: Document, gone: tuple[Dropped, ...]) -> None:
            told.extend((document.input, d.reason) for d in gone)

        with Database(MEMORY) as database:
            summary = pipeline.run(database, [folder], config=self.config, on_dropped=dropped)
            assert (summary.coded, summary.failures) == (10, 0)
            assert summary.dropped == {"quote not in the text": 3, "value without a quote": 1}
            assert sorted(told) == [("00.txt", "quote not in the text")] * 3 + [("00.txt", "value without a quote")]
            shu = next(r for r in database.reports() if r.place and r.place.name == "Shu")
            assert (shu.deaths, shu.deaths_by_side, shu.date.precision) == (None, {}, "day")
            counts = database.runs()[0].counts
            assert counts is not None
            assert counts["dropped"] == summary.dropped

    def test_a_document_that_fails_is_named_and_the_rest_is_coded(self, folder: Path) -> None:
        (folder / "00.txt").write_text(ENGLISH + "CRASH")
        failures: list[Failure] = []
        with Database(MEMORY) as database:
            summary = pipeline.run(database, [folder], config=self.config, on_failure=failures.append)
            assert (summary.coded, summary.failures) == (9, 1)
            assert [(f.input, f.stage, f.error) for f in failures] == [("00.txt", "code", "ZeroDivisionError")]
            assert list(database.failures()) == failures

    def test_a_document_in_another_language_is_stored_and_told(self, folder: Path) -> None:
        russian = "Вчера вечером в центре города произошёл взрыв, пострадали четыре человека, сообщила полиция."
        (folder / "00.txt").write_text(russian)
        told: list[tuple[str, str]] = []

        def skipped(document: Document, reason: str) -> None:
            told.append((document.input, reason))

        with Database(MEMORY) as database:
            summary = pipeline.run(database, [folder], config=self.config, on_skipped=skipped)
            assert told == [("00.txt", "language: ru")]
            assert summary.skipped == {"language: ru": 1}
            assert summary.documents == 10
            assert list(database.skipped().values()) == ["language: ru"]

    def test_texts_are_documents_of_their_own(self) -> None:
        with Database(MEMORY) as database:
            texts = [f"{ENGLISH}2015-03-02 Taraz: 4 killed.", f"{ENGLISH}2015-03-05 Shu: 1 killed."]
            pipeline.run(database, texts=texts, config=self.config)
            assert [(d.input, d.position) for d in database.documents()] == [("text", 1), ("text", 2)]

    def test_progress_counts_documents_and_ends_with_linking(self, folder: Path) -> None:
        seen: list[pipeline.Progress] = []
        with Database(MEMORY) as database:
            pipeline.run(database, [folder], config=self.config, on_progress=seen.append)
        assert [p.documents for p in seen] == [*range(1, 10), 9]
        assert seen[-1].stage == "link"

    def test_inputs_are_recorded_with_their_digests(self, folder: Path) -> None:
        with Database(MEMORY) as database:
            pipeline.run(database, [folder, folder / "none.txt"], config=self.config)
            inputs = dict(database.runs()[0].inputs)
        assert len(inputs) == 10
        assert inputs[str(folder / "none.txt")] is None
        assert all(digest and len(digest) == 64 for path, digest in inputs.items() if not path.endswith("none.txt"))

    def test_batches_are_all_written(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        digests = set()
        for batch in (1, 4, 9, 64):
            monkeypatch.setattr(pipeline, "BATCH_DOCUMENTS", batch)
            with Database(MEMORY) as database:
                assert pipeline.run(database, [folder], config=self.config).documents == 9
                digests.add(database.content_digest())
        assert len(digests) == 1

    def test_a_file_name_that_is_no_utf_8_is_stored_and_named(self, tmp_path: Path) -> None:
        folder = tmp_path / "odd"
        folder.mkdir()
        try:
            (folder / "caf\udce9.txt").write_text(f"{ENGLISH}2015-03-02 Taraz: 4 killed.")
        except (OSError, UnicodeError):
            pytest.skip("this file system knows no such names")
        with Database(MEMORY) as database:
            summary = pipeline.run(database, [folder], config=self.config)
            assert summary.coded + summary.failures == 1
            pipeline.run(database, [folder], config=self.config)
            assert len(list(database.documents())) == summary.coded


def test_an_unknown_coder_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with Database(MEMORY) as database:
        with pytest.raises(UsageError, match="patterns"):
            pipeline.run(database, [tmp_path], config=RunConfig(coder="nobody"))
        assert database.runs() == ()


def test_a_missing_gazetteer_ends_the_run_instead_of_failing_every_document(
    folder: Path, fake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(document: Document) -> Coding:
        raise GazetteerError("the gazetteer is missing")

    monkeypatch.setattr("fake_coder.code_document", broken)
    with Database(MEMORY) as database, pytest.raises(GazetteerError):
        pipeline.run(database, [folder], config=RunConfig(coder=fake))


def test_a_coder_that_lacks_its_server_ends_the_run_and_what_was_coded_is_kept(
    folder: Path, fake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = fake_coder.code_document

    def gone(document: Document) -> Coding:
        if document.input == "05.txt":
            raise CoderUnavailableError("the server has gone")
        return whole(document)

    gone.__module__ = whole.__module__  # the same coder in the same version
    monkeypatch.setattr("fake_coder.code_document", gone)
    with Database(MEMORY) as database:
        with pytest.raises(CoderUnavailableError):
            pipeline.run(database, [folder], config=RunConfig(coder=fake))
        assert database.counts()["documents"] == 4
        monkeypatch.setattr("fake_coder.code_document", whole)
        summary = pipeline.run(database, [folder], config=RunConfig(coder=fake))
        assert (summary.coded, summary.unchanged) == (5, 4)


@pytest.mark.usefixtures("fake")
def test_a_database_in_the_folder_that_it_is_made_from_is_no_input(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    for _ in range(2):
        with Database("own.db") as database:
            summary = pipeline.run(database, [".", folder], config=RunConfig(coder="fake"))
            assert (summary.failures, summary.documents) == (0, 9)
            assert not [path for path, _ in database.runs()[-1].inputs if "own.db" in path]


def test_gazetteers_of_the_users_are_part_of_the_run_and_of_what_marks_its_results(tmp_path: Path) -> None:
    table, own = tmp_path / "own.csv", tmp_path / "own.sqlite"
    table.write_text("name,lat,lon,country_code\nQwertovka,43.1,47.2,RU\n", encoding="utf-8")
    import_places(table, into=own)
    text = "Gunmen shot dead two policemen in Qwertovka on 3 May 2015."
    with Database(MEMORY) as database:
        pipeline.run(database, texts=[text])
        with_own = pipeline.run(database, texts=[text], config=RunConfig(places=(str(own),)))
        again = pipeline.run(database, texts=[text], config=RunConfig(places=(str(own),)))
        first, second, _ = sorted(database.runs(), key=lambda r: r.run_id)
    assert (with_own.recoded, again.unchanged) == (1, 1)
    assert [g["file"] for g in first.config["gazetteer"]] == ["gazetteer.sqlite"]
    assert [g["file"] for g in second.config["gazetteer"]] == ["gazetteer.sqlite", "own.sqlite"]
    assert second.coder == f"{first.coder}+places.{second.config['gazetteer'][1]['sha256'][:12]}"
