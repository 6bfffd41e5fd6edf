"""One pass over a text that the finders of numbers, weapons and actors share."""

import re
from functools import lru_cache

import msgspec

# A number with its separators, initials with their dots, a word with its hyphens and apostrophes (not the possessive
# "'s"), a paragraph break, or one mark. An en dash never joins: it is a range or a parenthesis.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)+(?![\w-])|(?:[^\W\d_]\.){2,}|\w+(?:[-‑'’](?![sS]\b)\w+)*|\n[^\S\n]*\n\s*|[^\w\s]",
)
BREAK = "\n"


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The tokens of a text in parallel tuples: lower-cased form, start and end offset (half-open code points).

    A paragraph break is the token "\\n"; a single newline is plain white space, as texts are hard-wrapped.
    `upper`: the text is written in capitals throughout, so that case says nothing.
    """

    text: str
    lower: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    upper: bool

    def __len__(self) -> int:
        return len(self.lower)

    def capital(self, index: int) -> bool:
        """Does the token begin with a capital letter?"""
        return self.text[self.starts[index]].isupper()


def terms(listed: str) -> frozenset[str]:
    """A set of single words, written as one string with blanks between."""
    return frozenset(listed.split())


@lru_cache(maxsize=8)
def split_words(text: str) -> Words:
    """Tokenise once; the three finders ask for the same text in a row, so the last few are kept."""
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" grows when lowered
        lowered = "".join(character.lower() if len(character.lower()) == 1 else character for character in text)
    lowered = lowered.replace("’", "'")
    spans = [match.span() for match in _TOKEN.finditer(text)]
    lower = tuple([BREAK if lowered[start] == "\n" else lowered[start:end] for start, end in spans])
    # every seventh of the first letters will do to tell the case of a text
    sample = text[:4200:7]
    capitals = sum(map(str.isupper, sample))
    small = sum(map(str.islower, sample))
    return Words(
        text=text,
        lower=lower,
        starts=tuple([start for start, _ in spans]),
        ends=tuple([end for _, end in spans]),
        # 3: a caption in mixed case on a page of capitals, or the reverse, does not turn the page
        upper=capitals > 3 * small,
    )
