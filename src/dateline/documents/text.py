"""The one normalisation that every text goes through before it is frozen.

Offsets anywhere in Dateline are code points of what `normalise` returns, so it must be stable: applying it twice
changes nothing (a test holds it to that).
"""

import hashlib
import re
import unicodedata

# Line ends of every platform and of Unicode; vertical tab and form feed (page ends of PDF and printer text) too.
_NEWLINES = re.compile("\r\n|[\r\u2028\u2029\u0085\u000b\u000c]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Invisible: soft hyphen, zero-width space, word joiner, BOM, bidirectional marks, Mongolian separator, tag characters,
# annotation marks, object replacement; control characters but for tab and newline.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffc\U000e0000-\U000e007f]"
)
# Zero-width (non-)joiners carry meaning only in Arabic and Indic scripts, where they are kept.
_JOINERS = re.compile("(?<![\u0600-\u08ff\u0900-\u0dff])[\u200c\u200d]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_PLAIN = re.compile(r"[\n\t\x20-\x7e]*\Z")


def normalise(raw: str) -> str:
    """Return `raw` with newlines as U+000A, in NFC, without zero-width and control characters, with plain spaces.

    Nothing else changes: lines stay lines, inner and outer white space stays. Idempotent.

    >>> normalise("a\\u00adb\\r\\nc\\u00a0d")
    'ab\\nc d'
    """
    if _PLAIN.match(raw):
        return raw
    text = _NEWLINES.sub("\n", raw)
    text = _SPACES.sub(" ", text)
    text = _INVISIBLE.sub("", text)
    text = _JOINERS.sub("", text)
    text = _SURROGATES.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text)


def digest(text: str) -> str:
    """SHA-256 of the UTF-8 bytes of a normalised text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
