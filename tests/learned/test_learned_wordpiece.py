import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.learned.wordpiece import UNKNOWN, pieces, vocabulary


def cut(text: str) -> list[str]:
    by_number = {number: piece for piece, number in vocabulary().items()}
    return [by_number[p.id] for p in pieces(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("unaffable", ["una", "##ffa", "##ble"]),
        ("Gunmen killed 12.", ["gunmen", "killed", "12", "."]),
        ("GUNMEN", ["gunmen"]),
        ("naïve Élan", ["naive", "el", "##an"]),
        ("don't", ["don", "'", "t"]),
        ("[FMLN]", ["[", "fm", "##ln", "]"]),
        ("", []),
        ("\u200b \n", []),
        ("a" * 101, [UNKNOWN]),
    ],
)
def test_words_are_cut_as_the_encoder_was_trained_to_read_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_offsets_lead_back_into_the_text() -> None:
    text = "At Ñuñoa, gunmen\nfired."
    found = [text[p.start : p.end] for p in pieces(text)]
    assert "".join(found) == "AtÑuñoa,gunmenfired."
    assert found[-4:] == [",", "gunmen", "fired", "."]


@given(st.text(max_size=60))
def test_pieces_stand_in_order_within_any_text(text: str) -> None:
    end = 0
    for piece in pieces(text):
        assert 0 <= piece.start < piece.end <= len(text)
        assert piece.start >= end or piece.start == end - 1  # one character may decompose into two marks
        end = piece.end
