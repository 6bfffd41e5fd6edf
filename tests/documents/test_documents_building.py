"""One text to one frozen document."""

import datetime as dt
import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.documents import from_text, normalise

TEXT = "Post attacked near Taraz\n\nTwo policemen were shot dead on Monday. The attackers fled."


def test_the_same_text_gives_the_same_document() -> None:
    assert from_text(TEXT, language="en") == from_text(TEXT, language="en")
    first = from_text(TEXT, language="en", input="a.txt")
    assert first.document_id != from_text(TEXT, language="en", input="b.txt").document_id
    assert first.document_id != from_text(TEXT, language="en", input="a.txt", position=2).document_id
    assert len(first.document_id) == 13


def test_text_is_frozen_and_addressed_by_its_digest() -> None:
    document = from_text("Caf\u0065\u0301 blast\r\n\r\nNobody was\u00a0hurt.", language="en")
    assert document.text == "Café blast\n\nNobody was hurt."
    assert document.sha256 == hashlib.sha256(document.text.encode()).hexdigest()


def test_offsets_are_those_of_the_normalised_text() -> None:
    # Callers that hold offsets of their own rely on it: nothing is stripped or put in front.
    text = "   TARAZ, 12 MAY 90 -- TWO POLICEMEN WERE SHOT DEAD.\n"
    assert from_text(text, title="A title from elsewhere", language="en").text == text


def test_what_is_given_wins_over_what_is_read() -> None:
    document = from_text(
        f"Post attacked near Taraz\nPosted 9 May 2014 by Bek\n\n{TEXT}",
        language="en-GB",
        author="Aliya  Serik",
        published=dt.date(2014, 5, 12),
        tags=["Taraz", "Taraz", " "],
    )
    assert (document.author, document.language, document.tags) == ("Aliya Serik", "en", ("Taraz",))
    assert document.published == dt.date(2014, 5, 12)
    assert [s.source for s in document.published_signals] == ["option", "byline"]


@settings(max_examples=60)
@given(st.text(max_size=300))
def test_any_text_makes_a_document_whose_title_is_its_beginning(raw: str) -> None:
    document = from_text(raw, language="en")
    assert document.text == normalise(raw)
    if document.title_end:
        assert " ".join(document.text[: document.title_end].split()) == document.title
