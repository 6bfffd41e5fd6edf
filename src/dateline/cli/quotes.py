"""A quote with the words around it, on one line for a terminal."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.records import Document

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
