"""A quote with the words around it and what it attests, on lines for a terminal."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from dateline.records import Attestation, Document

AROUND = 60
"""Characters shown on either side of a quote."""


def in_context(document: "Document", start: int, end: int, *, around: int = AROUND) -> str:
    """The quote in [brackets] with up to `around` characters before and after, cut at words, on one line."""
    text = document.text
    left, right = max(0, start - around), min(len(text), end + around)
    while 0 < left < start and not text[left - 1].isspace():
        left += 1
    while end < right < len(text) and not text[right].isspace():
        right -= 1
    before = ("... " if left else "") + text[left:start]
    after = text[end:right] + (" ..." if right < len(text) else "")
    return " ".join(f"{before}[{text[start:end]}]{after}".split())


def together(document: "Document", quotes: Iterable[tuple[int, int]], *, around: int = AROUND) -> str:
    """Several quotes ([start, end) each) in [brackets] with what stands around them, as one running text.

    Quotes that overlap are one; what lies further apart than their surroundings is left out, marked "...".
    """
    text = document.text
    joined: list[tuple[int, int]] = []
    for start, end in sorted(quotes):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    pieces: list[str] = []
    shown = 0
    for n, (start, end) in enumerate(joined):
        left = max(shown, start - around)
        while shown < left < start and not text[left - 1].isspace():
            left += 1
        following = joined[n + 1][0] if n + 1 < len(joined) else len(text)
        right = min(following, end + around)
        while end < right < following and not text[right].isspace():
            right -= 1
        pieces += [
            " ... " if left > shown else "",
            text[shown if left <= shown else left : start],
            f"[{text[start:end]}]",
        ]
        pieces.append(text[end:right])
        shown = right
    return " ".join(("".join(pieces) + (" ..." if shown < len(text) else "")).split())


def attested(
    document: "Document", attestations: Iterable["Attestation"], *, offsets: bool = False
) -> Iterator[tuple[str, list[str]]]:
    """Each quote in its context, in the order of the text, with notes on what it is the ground for.

    `offsets` puts [start:end] before the quote and the rule behind each note.
    """
    grouped: dict[tuple[int, int], list[str]] = {}
    for a in sorted(attestations, key=lambda a: (a.start, a.end)):
        note = f"{a.field} = {plain(a.value)}"
        if a.attributed_to:
            note += f", according to {' '.join(a.attributed_to.split())}"
        if a.certainty != "asserted":
            note += f" [{a.certainty}]"
        if a.confidence is not None:
            note += f" [probability {a.confidence:.2f}]"
        if a.loaded:
            note += f" (the source's word: {a.loaded})"
        if offsets:
            note += f"; {a.annotator}"
        grouped.setdefault((a.start, a.end), []).append(note)
    for (start, end), notes in grouped.items():
        place = f"[{start}:{end}] " if offsets else ""
        yield place + in_context(document, start, end), list(dict.fromkeys(notes))


def plain(value: Any) -> str:
    """A coded value: text as it is, all else as JSON."""
    if value is None or value in ([], {}, ()):
        return "not given"
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
