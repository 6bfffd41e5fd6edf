"""Who says so, and how sure."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reports.attribution import certainty, speaker


def said(sentence: str, quote: str) -> str | None:
    start = sentence.index(quote)
    return speaker(sentence, start, start + len(quote), 0, len(sentence))


def sure(sentence: str, quote: str) -> str:
    start = sentence.index(quote)
    return certainty(sentence, start, start + len(quote), 0, len(sentence))


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Four villagers were killed, according to the district governor.", "the district governor"),
        ("According to two residents, four villagers were killed in the night.", "two residents"),
        ("The army said four villagers were killed.", "The army"),
        ("A hospital doctor told reporters that four villagers were killed.", "A hospital doctor"),
        ("“four villagers were killed”, said Colonel Ostrava.", "Colonel Ostrava"),
    ],
)
def test_the_source_that_the_sentence_names(sentence: str, who: str) -> None:
    found = said(sentence, "our villagers were killed")
    assert found is not None
    assert found.lower().removeprefix("the ") == who.lower().removeprefix("the ")


@pytest.mark.parametrize(
    "sentence", ["Four villagers were killed.", "Four villagers were killed when a mine went off on the river road."]
)
def test_without_a_source_the_document_says_so_itself(sentence: str) -> None:
    assert said(sentence, "our villagers were killed") is None


def test_who_is_quoted_does_not_quote_himself() -> None:
    sentence = "The army said nothing."
    assert speaker(sentence, 0, 8, 0, len(sentence)) is None


def test_a_name_broken_over_lines_comes_in_one() -> None:
    sentence = "Four villagers were killed, according to the district\ngovernor."
    assert said(sentence, "villagers were killed") == "the district governor"


@pytest.mark.parametrize(
    "sentence",
    [
        "Four villagers were reportedly killed.",
        "Four villagers are believed to have been killed.",
        "Rebels allegedly killed four villagers.",
        "The report of four villagers killed could not be verified.",
        "Up on the ridge, four villagers may have been killed.",
    ],
)
def test_words_of_doubt_hedge(sentence: str) -> None:
    assert sure(sentence, "four villagers" if "four" in sentence else "Four villagers") == "hedged"


def test_a_denial_is_a_denial() -> None:
    assert sure("The army denied that four villagers had been killed.", "four villagers had been killed") == "denied"


def test_plain_words_assert() -> None:
    assert sure("A shell killed four villagers.", "four villagers") == "asserted"


def test_doubt_in_another_sentence_does_not_count() -> None:
    text = "He was reportedly ill. A shell killed four villagers."
    start = text.index("A shell")
    at = text.index("four")
    assert certainty(text, at, at + 14, start, len(text)) == "asserted"


@settings(max_examples=100)
@given(st.text(max_size=160), st.integers(0, 160), st.integers(0, 40))
def test_any_stretch_has_a_certainty_and_its_speaker_stands_in_the_text(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    assert certainty(text, start, end, 0, len(text)) in {"asserted", "hedged", "denied"}
    who = speaker(text, start, end, 0, len(text))
    assert who is None or who in text.replace("\n", " ")
