"""Word pieces as BERT's uncased vocabulary cuts them (Devlin et al. 2019), with code point offsets."""

import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 100


class Piece(NamedTuple):
    """One word piece: its number in the vocabulary and the half-open stretch of text that it stands for."""

    id: int
    start: int
    end: int


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, int]:
    """Piece -> number; pieces within a word begin with "##"."""
    lines = files("dateline").joinpath("data", "wordpieces.txt").read_text("utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}


def pieces(text: str) -> list[Piece]:
    """The word pieces of a text in order: lower case, accents dropped, every punctuation mark a word of its own."""
    known = vocabulary()
    unknown = known[UNKNOWN]
    found: list[Piece] = []
    for word, offsets in _words(text):
        begin, cut = 0, []
        while begin < len(word):
            prefix = "##" if begin else ""
            end = next((e for e in range(len(word), begin, -1) if prefix + word[begin:e] in known), begin)
            if end == begin or len(word) > LONGEST_WORD:
                cut = [Piece(unknown, offsets[0], offsets[-1] + 1)]
                break
            cut.append(Piece(known[prefix + word[begin:end]], offsets[begin], offsets[end - 1] + 1))
            begin = end
        found += cut
    return found


def _words(text: str) -> list[tuple[str, list[int]]]:
    """Words in lower case without accents, each with the offset in the text of every character."""
    words: list[tuple[str, list[int]]] = []
    letters: list[str] = []
    offsets: list[int] = []

    def close() -> None:
        if letters:
            words.append(("".join(letters), offsets.copy()))
            letters.clear()
            offsets.clear()

    for offset, character in enumerate(text):
        if character.isalnum() and character.isascii():
            letters.append(character.lower())
            offsets.append(offset)
        elif character.isspace():
            close()
        else:
            for part in _parts(character):
                if _stands_alone(part):
                    close()
                    words.append((part, [offset]))
                elif part.isspace():
                    close()
                else:
                    letters.append(part)
                    offsets.append(offset)
    close()
    return words


@lru_cache(maxsize=4096)
def _parts(character: str) -> str:
    if unicodedata.category(character) in {"Cc", "Cf"} or character == "\ufffd":
        return ""
    decomposed = unicodedata.normalize("NFD", character.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")


@lru_cache(maxsize=4096)
def _stands_alone(character: str) -> bool:
    ascii_mark = character.isascii() and not character.isalnum() and not character.isspace()
    return (
        ascii_mark or unicodedata.category(character).startswith("P") or 0x4E00 <= ord(character) <= 0x9FFF
    )  # Chinese characters each stand alone
