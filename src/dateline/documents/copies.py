"""Syndicated copies: one agency's report printed by several outlets, with another headline, dateline or a cut tail.

Every text gets a small sketch (the smallest hash values of its five-word runs; Broder 1997, bottom-k), from which the
share of one text that stands in another is estimated without either text. An update is no copy: a later text that
brings a figure the earlier one lacks is kept as a report of its own.
"""

import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

SHINGLE = 5  # words in a run: two reporters seldom write the same five words, a copy editor seldom changes every fifth
SKETCH = 128  # hash values kept; the error of an estimated share is about 0.04
KEYS = 16  # smallest values by which candidates are looked up; texts sharing half of their runs miss with p < 0.001
MOST_FIGURES = 64
SHARE = 0.6  # of the copy's runs that must stand in the original
LONGEST_HEADLINE = 200  # characters
FEWEST = 12  # runs; below that only equal texts are copies
CROWD = 400  # originals under one value above which it is a stock phrase and no evidence

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


class Sketch(NamedTuple):
    """A document as far as copies are concerned: `size` five-word runs, the smallest hash values, its figures."""

    document_id: str
    published: str | None
    size: int
    values: tuple[int, ...]
    figures: frozenset[int]

    @property
    def order(self) -> tuple[bool, str, int, str]:
        """An original stands before its copies: by date, of one day the longest; undated ones last."""
        return self.published is None, self.published or "", -self.size, self.document_id

    @property
    def lookup(self) -> tuple[int, ...]:
        """The values under which the document meets others."""
        return self.values[:KEYS]


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


def find_copies(signatures: Iterable[tuple[str, str | None, bytes]]) -> dict[str, str]:
    """Return {document id of a copy: document id of its original} for documents given as (id, date, signature).

    The original is the earliest (ISO date; unknown dates last), of one day the longest. A document is its copy when at
    least `SHARE` of its runs of words stand in the original and it brings no figure of its own. The order of the input
    makes no difference; time is linear in the number of documents but for families of copies.

    This says what is meant, for documents in memory; `dateline.store.copystore` keeps it true in a database.
    """
    sketches = (sketch(identifier, date, data) for identifier, date, data in signatures)
    originals: dict[str, str] = {}
    index: dict[int, list[Sketch]] = {}
    for found in sorted((s for s in sketches if s is not None), key=lambda s: s.order):
        under = [kept for value in found.lookup if len(kept := index.get(value, [])) <= CROWD]
        best = original(found, (other for kept in under for other in kept))
        if best is not None:
            originals[found.document_id] = best
            continue
        for value in found.lookup:
            index.setdefault(value, []).append(found)
    return originals


def original(copy: "Sketch", met: Iterable["Sketch"]) -> str | None:
    """Of which of the documents that it met under a value, once for each, this one is a copy: the most alike earlier
    one, of equals the earliest. Who is a copy already must not be among them."""
    times = Counter(other for other in met if other.order < copy.order)
    alike = [
        (-share, other.order, other.document_id)
        for other, number in times.items()
        if (number > 1 or _of_other_length(copy, other)) and (share := shared(copy, other)) >= SHARE
    ]
    return min(alike)[2] if alike else None


def shared(copy: "Sketch", other: "Sketch") -> float:
    """How far `copy` stands in `other`, 0 to 1; 0 where it brings figures of its own or is too short to tell."""
    if min(copy.size, other.size) < FEWEST:
        return 1.0 if copy.size == other.size and copy.values == other.values else 0.0
    if not copy.figures <= other.figures:
        return 0.0
    return _overlap(copy, other)


def _of_other_length(left: "Sketch", right: "Sketch") -> bool:
    """Texts of one length that are copies share several of the values under which they are looked up; one is chance.

    Of `KEYS` values some ten; a cut half shares five, so that one is enough where the lengths differ by two or more,
    or where there are but few values.
    """
    small, great = sorted((left.size, right.size))
    return 2 * small <= great or small <= 2 * KEYS


def similarity(copy: bytes, original: bytes) -> float:
    """The share of `copy` (its runs of five words) that stands in `original`, 0 to 1, estimated from signatures."""
    left, right = sketch("", None, copy), sketch("", None, original)
    return _overlap(left, right) if left and right else 0.0


def sketch(document_id: str, published: str | None, data: bytes) -> "Sketch | None":
    """The sketch in a document's signature; None for one of another version, or of a text without words."""
    if len(data) < _HEADER.size:
        return None
    version, size, values, figures = _HEADER.unpack_from(data)
    if version != _VERSION or not size:
        return None
    numbers = struct.unpack_from(f"<{values}I{figures}H", data, _HEADER.size)
    return Sketch(document_id, published, size, numbers[:values], frozenset(numbers[values:]))


def _overlap(left: Sketch, right: Sketch) -> float:
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
