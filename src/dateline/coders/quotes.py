"""Finding in a document the words that a model says it read there."""

import re
from functools import lru_cache

# What a reader would call the same words: marks of quotation, dashes, case, white space.
_ALIKE = str.maketrans({**dict.fromkeys("“”„«»‟", '"'), **dict.fromkeys("‘’‚‛`´", "'"), **dict.fromkeys("‐‑‒–—−", "-")})
_SPACE = re.compile(r"\s+")
_WRAPPING = " \t\r\n\"'“”‘’«»…."
_SHORTENED = re.compile(r"\.\.\.|…|\[")


def locate(text: str, quote: str, start: int, end: int, *, near: int | None = None) -> tuple[int, int] | None:
    """Where `quote` stands in text[start:end], as offsets into `text`; None where it does not.

    First as it is written, then with white space, case, dashes and quotation marks folded, then without marks around it;
    only whole words match ("3" is not in "13"). Of several places the one nearest to `near` is taken, else the first.
    What is put together from several places ("five men ... died") stands nowhere.

    >>> locate("He said:  two\\nmen  died.", "Two men died", 0, 25)
    (10, 23)
    >>> locate("Some 13 men died.", "3 men", 0, 17) is None
    True
    """
    bare = quote.strip(_WRAPPING)
    if not any(c.isalnum() for c in bare) or _SHORTENED.search(bare):
        return None
    found = _whole_words(text, [(m.start(), m.end()) for m in re.finditer(re.escape(bare), text[start:end])], start)
    if not found:
        folded, at = _folded(text[start:end])
        wanted = _folded(bare)[0].strip()
        spans = [(at[m.start()], at[m.end() - 1] + 1) for m in re.finditer(re.escape(wanted), folded)]
        found = _whole_words(text, spans, start)
    if not found:
        return None
    return min(found, key=lambda span: (0 if near is None else abs(span[0] - near), span))


def _whole_words(text: str, spans: list[tuple[int, int]], offset: int) -> list[tuple[int, int]]:
    """The spans, moved by `offset`, that do not begin or end within a word or number."""
    moved = ((offset + a, offset + b) for a, b in spans)
    return [(a, b) for a, b in moved if not _inside(text, a) and not _inside(text, b)]


def _inside(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


@lru_cache(maxsize=8)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with case, marks and white space folded, and for each of its characters the offset it comes from."""
    out: list[str] = []
    at: list[int] = []
    for i, c in enumerate(text.translate(_ALIKE)):
        if c.isspace() and (not out or out[-1] == " "):
            continue
        for small in " " if c.isspace() else c.casefold():
            out.append(small)
            at.append(i)
    return "".join(out), tuple(at)
