"""The encoder at run time: ONNX Runtime on one thread, weights from the package, loaded when first used."""

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np

from dateline.errors import UsageError
from dateline.learned import features
from dateline.learned.reading import ROOM, Filler, Reading, joined, read, window_starts
from dateline.learned.wordpiece import END, START, Piece, pieces, vocabulary
from dateline.records import ActorMention, Document, Report

WEIGHTS = "learned.onnx"
ARMED = frozenset(
    {
        "state forces",
        "rebel group",
        "political militia",
        "identity militia",
        "external/other forces",
        "unidentified armed group",
    }
)
AROUND = 800
"""Characters of text on either side that are read with what a report tells."""
_ARTICLE = re.compile(r"\b(?:the|an?|some)\s+$", re.IGNORECASE)
_GUNMEN = ("actor.group", "actor.plural", "actor.unidentified armed group")
"""The features of the word that stands for them all."""


@lru_cache(maxsize=1)
def session() -> Any:
    """The loaded weights. One thread and a fixed order of windows: the same sums in the same order on every run.

    Raises UsageError where ONNX Runtime is not installed.
    """
    try:
        import onnxruntime  # noqa: PLC0415 -- half a second to load: only who uses the model pays for it
    except ImportError as error:
        raise UsageError(
            "the learned coder needs ONNX Runtime: pip install onnxruntime, or code with --coder patterns"
        ) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with as_file(files("dateline").joinpath("data", WEIGHTS)) as path:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def digest() -> str:
    """The first 12 digits of the SHA-256 of the weights."""
    return hashlib.sha256(files("dateline").joinpath("data", WEIGHTS).read_bytes()).hexdigest()[:12]


def read_document(document: Document, reports: Sequence[Report]) -> Reading:
    """What the model reads in a document, knowing what the patterns found in it."""
    cut = pieces(document.text)
    return _read(document, cut, feature_rows(features.spans(document, reports), cut))


def read_blindly(
    document: Document, reports: Sequence[Report], mentions: Sequence[ActorMention], *, near: Sequence[Report]
) -> tuple[Filler, ...]:
    """The fillers that the model reads near some of the reports where it is not told who anybody is.

    Whoever bears arms stands in its input as "gunmen", by whatever name the text calls him and on whatever side he is,
    so that the same act told in the words of either side is read alike.
    """
    text, armed = document.text, [m for m in mentions if m.type in ARMED]
    cut: list[Piece] = []
    end = 0
    for mention in armed:
        if mention.start < end:
            continue
        before = _ARTICLE.sub("", text[end : mention.start])
        cut += [Piece(p.id, p.start + end, p.end + end) for p in pieces(before)]
        cut += [Piece(p.id, mention.start, mention.end) for p in pieces("gunmen")]
        end = mention.end
    cut += [Piece(p.id, p.start + end, p.end + end) for p in pieces(text[end:])]
    inside = {(m.start, m.end) for m in armed}
    told = [t for t in features.spans(document, reports) if not (t[0].startswith("actor.") and t[1:] in inside)]
    told += [(name, *span) for span in inside for name in _GUNMEN]
    held = feature_rows(told, cut)
    ends = [p.end for p in cut]
    fillers: list[Filler] = []
    for start, end in _stretches(near):
        first, last = bisect_right(ends, start), bisect_left(ends, end)
        fillers += _read(document, cut[first:last], held[first:last]).fillers
    return tuple(fillers)


def _stretches(reports: Sequence[Report]) -> list[tuple[int, int]]:
    """What the reports tell, with some text around it; those that touch are one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted((s - AROUND, e + AROUND) for report in reports for s, e in report.spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _read(document: Document, cut: Sequence[Piece], held: Any) -> Reading:
    known = vocabulary()
    rows, types = [], []
    for start in window_starts(len(cut)):
        part = cut[start : start + ROOM]
        ids = np.array([[known[START], *(p.id for p in part), known[END]]], dtype=np.int64)
        inputs = np.zeros((1, len(part) + 2, held.shape[1]), dtype=np.float32)
        inputs[0, 1:-1] = held[start : start + ROOM]
        out, kinds = session().run(None, {"ids": ids, "held": inputs, "mask": np.ones_like(ids)})
        rows.append(out[0, 1:-1])
        types.append(kinds[0])
    return read(document.text, cut, joined(rows, len(cut)), np.stack(types))


def feature_rows(told: Iterable[tuple[str, int, int]], cut: Sequence[Piece]) -> Any:
    """(pieces, features) of noughts and ones: which of the features (name, start, end) hold of each word piece."""
    starts = np.array([p.start for p in cut], dtype=np.int64)
    ends = np.array([p.end for p in cut], dtype=np.int64)
    position = {name: number for number, name in enumerate(features.names())}
    held = np.zeros((len(cut), len(position)), dtype=np.uint8)
    for name, start, end in told:
        held[np.searchsorted(ends, start, "right") : np.searchsorted(starts, end, "left"), position[name]] = 1
    return held
