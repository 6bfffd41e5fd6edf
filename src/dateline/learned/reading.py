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
REACH = 0.5
"""A filler goes on over a piece that is at least so much more likely inside than outside."""
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
    outside, begin, inside = (chances[:, BIO.index(name)] for name in BIO)
    held = begin + inside
    found: list[Filler] = []
    free = 0
    for first in np.flatnonzero(held > LEAST):
        goes_on = begin[first] < inside[first] and first > 0 and outside[first - 1] < 0.5
        if first < free or goes_on or not _opens_word(text, cut[first].start):
            continue
        last = int(first) + 1
        while last < len(cut) and (
            not _opens_word(text, cut[last].start)
            or (inside[last] > begin[last] and inside[last] > outside[last] * REACH)
        ):
            last += 1
        free = last
        chance = float(np.exp(np.log(np.maximum([held[first], *inside[first + 1 : last]], 1e-6)).mean()))
        if chance >= LEAST:
            found.append(_filler(cut, pieces[first:last].mean(axis=0), slot, int(first), last, chance))
    return found


def _opens_word(text: str, offset: int) -> bool:
    return offset == 0 or not (_WORD.match(text[offset - 1]) and _WORD.match(text[offset]))


def _filler(cut: Sequence[Piece], mean: Any, slot: str, first: int, last: int, chance: float) -> Filler:
    where = parts()

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

