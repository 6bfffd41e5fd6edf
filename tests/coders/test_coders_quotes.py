"""Where the words stand that a model says it read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.coders.quotes import locate

TEXT = "On Monday 13 men and 3 women were killed.\nThe “Falcons”  said\nthey killed 3 women. It’s 3."


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("13 men", "13 men"),
        ("3 men", None),  # of thirteen
        ("3 wom", None),
        ("3 women were killed", "3 women were killed"),
        ("  3 WOMEN were killed. ", "3 women were killed"),
        ('The "Falcons" said they', "The “Falcons”  said\nthey"),
        ("it's", "It’s"),
        ("On Monday ... 3 women", None),
        ("3 women were shot", None),
        ("", None),
        (" ... ", None),
        ("[13] men", None),
    ],
)
def test_only_the_texts_own_words_are_found(quote: str, found: str | None) -> None:
    at = locate(TEXT, quote, 0, len(TEXT))
    assert (None if at is None else TEXT[slice(*at)]) == found


def test_of_several_places_the_nearest_is_taken_and_only_within_the_stretch() -> None:
    second = TEXT.index("3 women.")
    assert locate(TEXT, "3 women", 0, len(TEXT)) == (21, 28)
    assert locate(TEXT, "3 women", 0, len(TEXT), near=len(TEXT)) == (second, second + 7)
    assert locate(TEXT, "3 women", 25, len(TEXT)) == (second, second + 7)
    assert locate(TEXT, "3 women", 0, 25) is None


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_a_whole_word_of_any_text_is_found_and_what_is_found_is_in_the_stretch(text: str, start: int, end: int) -> None:
    for word in text.split():
        at = locate(text, word, 0, len(text))
        assert at is None or 0 <= at[0] < at[1] <= len(text)
    at = locate(text, text[start:end], start, len(text))
    assert at is None or start <= at[0] < at[1] <= len(text)
