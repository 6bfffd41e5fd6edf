"""Quotes in their context: the sentences around the attested stretches of a document, with the stretches marked."""

import bisect
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from dateline.documents.structure import analyse
from dateline.records import Document

# A sentence longer than this is a table row or a list without full stops: only this much of it is shown around a mark.
REACH = 240
# Two passages with less than this between them are read as one.
GAP = 3


class Passage(NamedTuple):
    """text[start:end] of one document; `marks` are half-open offsets into the document, merged and in order."""

    start: int
    end: int
    marks: tuple[tuple[int, int], ...]


class Context:
    """One document's sentences, found once."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        spans = [(sentence.start, sentence.end) for sentence in analyse(document.text).sentences]
        self._starts = [start for start, _ in spans]
        self._spans = spans

    def window(self, start: int, end: int) -> tuple[int, int]:
        """The sentences that text[start:end] touches, at most REACH characters further than it on either side."""
        left, right = start, end
        first = bisect.bisect_right(self._starts, start) - 1
        if first >= 0 and self._spans[first][1] > start:
            left = min(left, self._spans[first][0])
        last = bisect.bisect_left(self._starts, end) - 1
        if last >= 0 and self._spans[last][1] >= end:
            right = max(right, self._spans[last][1])
        if left < start - REACH:
            left = _word_start(self.text, start - REACH, start)
        if right > end + REACH:
            right = _word_end(self.text, end + REACH, end)
        return left, right

    def passages(self, quotes: Iterable[tuple[int, int]]) -> list[Passage]:
        """The passages that hold all quotes, in order, none overlapping."""
        marks = merged(quotes)
        out: list[Passage] = []
        for start, end in marks:
            left, right = self.window(start, end)
            if out and left <= out[-1].end + GAP:
                before = out[-1]
                out[-1] = Passage(before.start, max(before.end, right), (*before.marks, (start, end)))
            else:
                out.append(Passage(left, right, ((start, end),)))
        return out


Contexts = Callable[[str], Context]


def context_of(documents: Mapping[str, Document]) -> Contexts:
    """A document's context by its id; the last few hundred are kept."""
    return functools.lru_cache(maxsize=256)(lambda document_id: Context(documents[document_id]))


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Half-open spans as their union, in order; empty ones dropped."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def pieces(text: str, passage: Passage) -> Iterator[tuple[str, bool]]:
    """The passage cut at its marks: (text, marked), in order; together they are text[start:end]."""
    at = passage.start
    for start, end in passage.marks:
        if at < start:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < passage.end:
        yield text[at : passage.end], False


def clipped(text: str, passage: Passage) -> tuple[bool, bool]:
    """Whether the passage begins, and ends, within a line of text rather than at its edge or after a full stop."""
    line = text[text.rfind("\n", 0, passage.start) + 1 : passage.start].rstrip()
    line_end = text.find("\n", passage.end)
    after = text[passage.end : len(text) if line_end < 0 else line_end]
    tail = text[passage.start : passage.end].rstrip()[-1:]
    return (
        any(char.isalnum() for char in line) and line[-1] not in ".!?…”\"'»:;|",
        bool(after.strip()) and tail not in set(".!?…”\"'»:;"),
    )


def _word_start(text: str, at: int, limit: int) -> int:
    """The start of the first whole word from `at` on, `limit` at most."""
    while at < limit and not text[at - 1].isspace():
        at += 1
    return at


def _word_end(text: str, at: int, limit: int) -> int:
    """The end of the last whole word before `at`, `limit` at least."""
    while at > limit and not text[at].isspace():
        at -= 1
    return at
