"""Syndicated copies: one agency's report printed by several outlets, with another headline, dateline or a cut tail.

Every text gets a small sketch (the smallest hash values of its five-word runs; Broder 1997, bottom-k), from which the
share of one text that stands in another is estimated without either text. An update is no copy: a later text that
brings a figure the earlier one lacks is kept as a report of its own.
"""

import re
import struct
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

SHINGLE = 5  # words in a run: two reporters seldom write the same five words, a copy editor seldom changes every fifth
SKETCH = 128  # hash values kept; the error of an estimated share is about 0.04
KEYS = 16  # smallest values by which candidates are looked up; texts sharing half of their runs miss with p < 0.001
MOST_FIGURES = 64
SHARE = 0.6  # of the copy's runs that must stand in the original
LONGEST_HEADLINE = 200  # characters
FEWEST = 12  # runs; below that only equal texts are copies
CROWD = 400  # documents under one key above which it is a stock phrase and no evidence

_WORD = re.compile(r"[^\W_]+")
_HEADER = struct.Struct("<BIBB")
_VERSION = 1
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )
} | {
    word: str(number)
    for number, word in zip(range(30, 100, 10), "thirty forty fifty sixty seventy eighty ninety".split(), strict=True)
}
# "One" is as often a pronoun; a copy editor's "one of" must not make an update.
del _NUMBERS["one"], _NUMBERS["zero"]
_MONTHS = frozenset(
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec".split()
)


class _Sketch(NamedTuple):
    size: int  # five-word runs in the text
    values: tuple[int, ...]  # the smallest hash values, ascending
    figures: frozenset[int]


def signature(text: str) -> bytes:
    """A compact sketch of a text, some 600 bytes; the same text gives the same bytes on every machine.

    Case, punctuation and line breaks make no difference. Numbers, in figures or words, are kept apart from the rest;
    those of the headline (every outlet writes its own), days of the month and years are left out.
    """
    words = _WORD.findall(text.lower())
    runs = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))} if words else set()
    hashes = sorted({_hash(run) for run in runs})
    body = _WORD.findall(_without_headline(text).lower())
    figures = sorted({zlib.crc32(number.encode()) & 0xFFFF for number in _figures(body)})[:MOST_FIGURES]
    values = hashes[:SKETCH]
    return _HEADER.pack(_VERSION, len(hashes), len(values), len(figures)) + struct.pack(
        f"<{len(values)}I{len(figures)}H", *values, *figures
    )


def lookup_values(data: bytes) -> tuple[int, ...]:
    """The values of a signature under which its document meets others, `KEYS` at most."""
    sketch = _unpack(data)
    return sketch.values[:KEYS] if sketch is not None else ()


def find_copies(
    signatures: Iterable[tuple[str, str | None, bytes]], *, share: float = SHARE, stock: Collection[int] | None = None
) -> dict[str, str]:
    """Return {document id of a copy: document id of its original} for documents given as (id, date, signature).

    The original is the earliest (ISO date; unknown dates last), of one day the longest. A document is its copy when at
    least `share` of its runs of words stand in the original and it brings no figure of its own. The order of the input
    makes no difference; time is linear in the number of documents but for families of copies. `stock` are look-up values that are
    too common to tell anything, where the documents are a part of more; else those that more than `CROWD` of them share.
    """
    sketches = [(identifier, date, _unpack(data)) for identifier, date, data in signatures]
    order = sorted(
        (item for item in sketches if item[2] is not None and item[2].size),
        key=lambda item: (item[1] is None, item[1] or "", -item[2].size if item[2] else 0, item[0]),
    )
    if stock is None:
        met = Counter(value for _, _, sketch in order if sketch for value in sketch.values[:KEYS])
        stock = {value for value, number in met.items() if number > CROWD}
    originals: dict[str, str] = {}
    index: dict[int, list[int]] = {}
    kept: list[tuple[str, _Sketch]] = []
    for identifier, _, sketch in order:
        assert sketch is not None
        best: tuple[float, int] | None = None
        for at in _candidates(sketch, index):
            found = _share(sketch, kept[at][1])
            if found >= share and (best is None or found > best[0]):
                best = (found, at)
        if best is not None:
            originals[identifier] = kept[best[1]][0]
            continue
        for value in sketch.values[:KEYS]:
            if value not in stock:
                index.setdefault(value, []).append(len(kept))
        kept.append((identifier, sketch))
    return originals


def similarity(copy: bytes, original: bytes) -> float:
    """The share of `copy` (its runs of five words) that stands in `original`, 0 to 1, estimated from signatures."""
    left, right = _unpack(copy), _unpack(original)
    return _overlap(left, right) if left and right else 0.0


def _candidates(sketch: _Sketch, index: dict[int, list[int]]) -> Sequence[int]:
    """Earlier documents that share one of the smallest values, oldest first."""
    return sorted({at for value in sketch.values[:KEYS] for at in index.get(value, ())})


def _share(copy: _Sketch, original: _Sketch) -> float:
    """How far `copy` stands in `original`; 0 where it brings figures of its own or is too short to tell."""
    if min(copy.size, original.size) < FEWEST:
        return 1.0 if copy.size == original.size and copy.values == original.values else 0.0
    if not copy.figures <= original.figures:
        return 0.0
    return _overlap(copy, original)


def _overlap(left: _Sketch, right: _Sketch) -> float:
    if not left.size or not right.size:
        return 0.0
    other = set(right.values)
    union = sorted({*left.values, *other})
    # Beyond the last value that both sketches could hold nothing is known of the union.
    if left.size > SKETCH or right.size > SKETCH:
        union = union[:SKETCH]
    mine = set(left.values)
    both = sum(value in mine and value in other for value in union)
    jaccard = both / len(union)
    shared = jaccard / (1 + jaccard) * (left.size + right.size)
    return min(1.0, shared / left.size)


def _unpack(data: bytes) -> _Sketch | None:
    """The sketch in a signature; None for one of another version."""
    if len(data) < _HEADER.size:
        return None
    version, size, values, figures = _HEADER.unpack_from(data)
    if version != _VERSION:
        return None
    numbers = struct.unpack_from(f"<{values}I{figures}H", data, _HEADER.size)
    return _Sketch(size, numbers[:values], frozenset(numbers[values:]))


def _hash(run: str) -> int:
    """CRC-32, mixed: on its own it is linear in its input and no good order for sampling."""
    value = zlib.crc32(run.encode("utf-8", "surrogatepass"))
    value = ((value ^ (value >> 16)) * 0x7FEB352D) & 0xFFFFFFFF
    value = ((value ^ (value >> 15)) * 0x846CA68B) & 0xFFFFFFFF
    return value ^ (value >> 16)


def _without_headline(text: str) -> str:
    first, _, rest = text.lstrip().partition("\n")
    return rest if len(first) <= LONGEST_HEADLINE and len(rest) >= 2 * len(first) else text


def _figures(words: Sequence[str]) -> Iterable[str]:
    """The numbers of a text, but for days beside a month and years: those change with every dateline."""
    for i, word in enumerate(words):
        number = _NUMBERS.get(word) or (word.lstrip("0") or "0" if word.isdecimal() and word.isascii() else None)
        if number is None or (len(number) == 4 and number[:2] in ("18", "19", "20")):
            continue
        if (i and words[i - 1] in _MONTHS) or (i + 1 < len(words) and words[i + 1] in _MONTHS):
            continue
        yield number
