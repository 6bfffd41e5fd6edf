"""Every kind of damage is found, and a sound database has none."""

import datetime as dt
from pathlib import Path

import pytest

from dateline import pipeline
from dateline.config import RunConfig
from dateline.records import Coding, Document
from dateline.store.database import Database
from dateline.store.verification import Tally, verify

TEXT = "2016-05-03 Garissa: 3 killed\nCrows threatens all"


@pytest.fixture
def database(tmp_path: Path, fake: str) -> Database:
    database = Database(tmp_path / "x.db")
    pipeline.run(database, texts=[TEXT], config=RunConfig(coder=fake, published=dt.date(2016, 5, 4), language="en"))
    return database


def checks(database: Database) -> set[str]:
    return {problem.check for problem in verify(database, Tally())}


def test_a_sound_database_has_no_problems_and_everything_is_looked_at(database: Database) -> None:
    tally = Tally()
    assert list(verify(database, tally)) == []
    assert tally.documents == 1
    assert tally.codings == 1
    assert tally.incidents == database.counts()["incidents"]
    assert tally.quotes > 0


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        ("UPDATE document SET text = replace(text, '3 killed', '7 killed')", "digest"),
        ("UPDATE document SET text = 'x' || text", "quote"),
        ("UPDATE document SET sha256 = 'ab'", "digest"),
        ("UPDATE metadata SET body = json_set(body, '$.outlet', 'Another')", "digest"),
        ("UPDATE report SET body = json_set(body, '$.summary', 'changed')", "digest"),
        ("UPDATE report SET body = json_set(body, '$.attestations[0].start', 1)", "quote"),
        ("UPDATE report SET body = json_set(body, '$.status', 'perhaps')", "record"),
        ("DELETE FROM membership", "invariant"),
        ("UPDATE report SET coding_id = 99", "file"),
    ],
)
def test_each_kind_of_damage_is_found(database: Database, damage: str, check: str) -> None:
    database.connection.execute("PRAGMA foreign_keys = OFF")
    database.connection.execute(damage)
    assert check in checks(database)


def test_coding_again_must_give_the_same_bytes(database: Database) -> None:
    def other(document: Document) -> Coding:
        return Coding(document_id=document.document_id, coder="x")

    tally = Tally()
    found = list(verify(database, tally, coder=lambda _: other))
    assert [problem.check for problem in found] == ["rerun"]
    assert tally.recoded == 1
    assert not list(verify(database, tally, coder=lambda _: None))
    assert tally.not_recoded == 1
