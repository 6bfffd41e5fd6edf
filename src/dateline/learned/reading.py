"""What the model reads in one document: incident types, and fillers with their attributes, each with a probability."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from dateline.learned.layout import ATTRIBUTES, BIO, SLOTS, parts
from dateline.learned.wordpiece import Piece

ROOM, STRIDE = 510, 384
"""Pieces of one window beside its two marks, and how far the next one begins after it."""
LEAST = 0.1
"""Fillers less probable than this are not kept."""
REACH = 0.25
"""A filler is made of words that are at least so likely to be in one."""
OPENS = 0.6
"""A word that begins a filler with this probability begins a new one."""
_WORD = re.compile(r"[\w'’]")


class Filler(NamedTuple):
    """text[start:end] fills `slot` with `probability`; `types` are the probabilities of its incident's type, in order of
    TYPES; `attributes` {name: (value, probability)}; `entity` and `incident` are points whose dot product tells whether
    two fillers are one entity, or share an incident.
    """

    slot: str
    start: int
    end: int
    probability: float
    types: tuple[float, ...]
    attributes: dict[str, tuple[str, float]]
    entity: Any
    incident: Any


class Reading(NamedTuple):
    """The types of incidents with their probabilities in order of TYPES, and the fillers in order of place."""

    types: tuple[float, ...]
    fillers: tuple[Filler, ...]


def window_starts(length: int) -> range:
    """Where the windows of a document of so many pieces begin."""
    return range(0, max(1, length - (ROOM - STRIDE)), STRIDE)


def joined(outputs: Sequence[Any], length: int) -> Any:
    """One row a piece from the windows' rows: where two overlap, each piece is read where it stands further inside."""
    whole = np.zeros((length, outputs[0].shape[1]), dtype=np.float32)
    overlap = ROOM - STRIDE
    for number, (start, rows) in enumerate(zip(window_starts(length), outputs, strict=True)):
        skip = overlap // 2 if number else 0
        whole[start + skip : start + len(rows)] = rows[skip:]
    return whole


def read(text: str, cut: Sequence[Piece], pieces: Any, types: Any) -> Reading:
    """The reading of a text from the model's output: `pieces` (n, WIDTH) and `types` (windows, len(TYPES)) as logits."""
    where = parts()
    found: list[Filler] = []
    for slot in SLOTS:
        part = where[f"bio.{slot}"]
        found += _fillers(text, cut, pieces, _softmax(pieces[:, part.start : part.stop]), slot)
    found.sort(key=lambda f: (f.start, f.end, f.slot))
    return Reading(tuple(float(p) for p in _sigmoid(types).max(axis=0)), tuple(found))


def _fillers(text: str, cut: Sequence[Piece], pieces: Any, chances: Any, slot: str) -> list[Filler]:
    """Runs of words that are rather in a filler than not, cut where a word clearly begins another one."""
    begin = chances[:, BIO.index("begin")]
    held = begin + chances[:, BIO.index("inside")]
    found: list[Filler] = []
    first: int | None = None
    for here, last in [*_words(text, cut), (len(cut), len(cut))]:
        inside = here < last and float(held[here:last].mean()) >= REACH
        if first is not None and (not inside or begin[here] >= OPENS):
            found.append(_filler(cut, pieces, slot, first, here, float(held[first:here].mean())))
            first = None
        if inside and first is None:
            first = here
    return [f for f in found if f.probability >= LEAST and any(c.isalnum() for c in text[f.start : f.end])]


def _words(text: str, cut: Sequence[Piece]) -> list[tuple[int, int]]:
    """The pieces [first, last) of every word."""
    firsts = [n for n, piece in enumerate(cut) if _opens_word(text, piece.start)]
    return list(zip(firsts, [*firsts[1:], len(cut)], strict=True))


def _opens_word(text: str, offset: int) -> bool:
    return offset == 0 or not (_WORD.match(text[offset - 1]) and _WORD.match(text[offset]))


def _filler(cut: Sequence[Piece], pieces: Any, slot: str, first: int, last: int, chance: float) -> Filler:
    where, mean = parts(), pieces[first:last].mean(axis=0)

    def part(name: str) -> Any:
        return mean[where[name].start : where[name].stop]

    attributes = {}
    for name, values in ATTRIBUTES.items():
        odds = _softmax(part(name)[None])[0]
        best = int(odds.argmax())
        attributes[name] = (values[best], float(odds[best]))
    return Filler(
        slot,
        cut[first].start,
        cut[last - 1].end,
        chance,
        tuple(float(p) for p in _sigmoid(part("types"))),
        attributes,
        part("entity"),
        part("incident"),
    )


def linked(one: Any, other: Any) -> float:
    """The probability that the fillers of two points belong together."""
    return float(_sigmoid(np.array(one @ other / len(one) ** 0.5)))


def _softmax(logits: Any) -> Any:
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


def _sigmoid(logits: Any) -> Any:
    return 1 / (1 + np.exp(-logits))
