"""Text into HTML and SVG: shown, never run."""

import re
from html import escape

# Characters that HTML does not allow, and those that turn the direction of the text around them.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)


def safe(text: str) -> str:
    """Text as HTML and SVG show it, in content and in quoted attributes alike.

    >>> safe('<b onclick="x">')
    '&lt;b onclick=&quot;x&quot;&gt;'
    """
    return escape(_UNSAFE.sub("\ufffd", text))
