"""Copies found as documents come are those that a look at all documents at once finds."""

import datetime as dt
import random

from hypothesis import given
from hypothesis import strategies as st

from dateline.documents import from_text
from dateline.documents.copies import CROWD, find_copies, signature
from dateline.records import Coding
from dateline.store.connection import MEMORY
from dateline.store.copystore import count_copies, update_copies
from dateline.store.database import Database
from dateline.store.linkstore import LinkStore
from dateline.store.rows import prepare

WORDS = "gunmen shot two guards at a mill near the river on Monday and fled in a grey van police said later".split()


def texts(number: int, seed: int) -> list[str]:
    """Texts in families: one written anew, or an earlier one cut, lengthened or with another figure."""
    rng = random.Random(seed)
    made: list[str] = []
    for _ in range(number):
        if made and rng.random() < 0.6:
            words = rng.choice(made).split()
            change = rng.randrange(3)
            words = words[: -rng.randrange(1, 9)] if change == 0 else [*words, *rng.choices(WORDS, k=5)]
            words = [*words, str(rng.randrange(20, 30))] if change == 2 else words
        else:
            words = rng.choices(WORDS, k=40)
        made.append(" ".join(words))
    return made


def save(database: Database, made: list[tuple[str, int]]) -> None:
    run_id = database.start_run(version="0", coder="c", config={})
    for text, day in made:
        document = from_text(text, input=f"{day}.txt", published=dt.date(2015, 3, 1 + day % 9), language="en")
        coding = Coding(document_id=document.document_id, coder="c")
        database.save([prepare(document, coding, signature=signature(document.text))], [], run_id)
    with database.transaction():
        update_copies(database)
        LinkStore(database).settle()


def found(database: Database) -> dict[str, str]:
    rows = database.connection.execute("SELECT document_id, copy_of FROM document WHERE copy_of IS NOT NULL")
    return dict(rows.fetchall())


def at_once(database: Database) -> dict[str, str]:
    return find_copies(database.connection.execute("SELECT document_id, published, signature FROM document").fetchall())


@given(st.integers(2, 24), st.integers(0, 10_000), st.integers(1, 23))
def test_in_two_runs_the_same_copies_are_found_as_at_once(number: int, seed: int, first: int) -> None:
    made = [(text, n) for n, text in enumerate(texts(number, seed))]
    random.Random(seed).shuffle(made)
    with Database(MEMORY) as database:
        save(database, made[:first])
        save(database, made[first:])
        assert found(database) == at_once(database)
        assert count_copies(database) == len(found(database))


@given(st.integers(0, 10_000))
def test_a_later_date_gives_the_family_another_original(seed: int) -> None:
    made = [(text, n) for n, text in enumerate(texts(8, seed))]
    with Database(MEMORY) as database:
        save(database, made)
        original = next(iter(found(database).values()), None)
        if original is None:
            return
        database.connection.execute("UPDATE document SET published = '2016-01-01' WHERE document_id = ?", (original,))
        database.connection.execute(
            "INSERT INTO pending SELECT document_key FROM document WHERE document_id = ?", (original,)
        )
        with database.transaction():
            changed = update_copies(database)
        assert found(database) == at_once(database)
        assert changed


def test_a_story_printed_by_hundreds_stays_one_source() -> None:
    words = texts(1, 1)[0]
    with Database(MEMORY) as database:
        save(database, [(f"Headline {n} of our own\n\n{words} {words[::-1]}", n) for n in range(CROWD + 20)])
        assert count_copies(database) == CROWD + 19
