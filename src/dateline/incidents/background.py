"""How much a shared word tells: weights of common news words, shipped as plain data."""

import json
from functools import cache
from importlib.resources import files

import msgspec


class Background(msgspec.Struct, frozen=True, kw_only=True):
    """Inverse document frequencies (natural log) of common words; what is not listed is rare and weighs `unknown`."""

    unknown: float
    words: dict[str, float]

    def weight(self, word: str) -> float:
        """The weight of one lower-cased word, from about 0 ("the") to `unknown` (a surname, a village)."""
        return self.words.get(word, self.unknown)


@cache
def background() -> Background:
    """The table made by training/linker_words.py."""
    table = json.loads(files("dateline").joinpath("data", "word_weights.json").read_text(encoding="utf-8"))
    return Background(unknown=table["unknown"], words=table["words"])
