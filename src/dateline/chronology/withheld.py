"""What a public copy must not say, and the search for it: words are compared, whatever case, accents, hyphens or dots.

A name is withheld with its parts ("A. Fern" with "Fern"), a day in its usual spellings, a place under every name that
the gazetteer knows.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator

import msgspec

from dateline.mentions.actors import find_actors
from dateline.mentions.placenames import fold
from dateline.resolve import gazetteer

# A number with its dots, slashes and hyphens is one word, and so is each sign of a script that puts no spaces.
_TOKEN = re.compile(
    r"\d+(?:[.:/-]\d+)+|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0eff\u1000-"
    r"\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+"
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
_LONGEST = 4
"""Words that a place's name has at most when its other names are looked for."""


class Withheld(msgspec.Struct, frozen=True, kw_only=True):
    """One piece that the copy must not hold: what it is, and the text itself."""

    kind: str
    text: str


def tokens(text: str) -> tuple[str, ...]:
    """Words without case and accents: "Señor A.-B. Fern" -> ("senor", "a", "b", "fern")."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return tuple(_TOKEN.findall(plain))


class Search:
    """All pieces, to be looked for in one pass over a text.

    `places` are GeoNames ids of withheld places; `kept` are names that may stand although such a place bears them.
    """

    def __init__(self, pieces: Iterable[Withheld], *, places: Iterable[int] = (), kept: Iterable[str] = ()) -> None:
        self.places = frozenset(places)
        self.kept = {tokens(text) for text in kept}
        self.pieces: dict[tuple[str, ...], Withheld] = {}
        lengths: dict[str, set[int]] = {}
        for piece in pieces:
            words = tokens(piece.text)
            if words:
                self.pieces.setdefault(words, piece)
                lengths.setdefault(words[0], set()).add(len(words))
        self.lengths = {word: sorted(found) for word, found in lengths.items()}

    def __call__(self, text: str) -> Iterator[Withheld]:
        """Every piece in the text, each once, in the order of the text."""
        words = tokens(text)
        found: dict[Withheld, None] = {}
        for at, word in enumerate(words):
            for length in self.lengths.get(word, ()):
                if piece := self.pieces.get(words[at : at + length]):
                    found[piece] = None
        yield from found

    def other_names(self, text: str) -> Iterator[Withheld]:
        """Names in the text under which the gazetteer knows a withheld place; for short texts."""
        if not self.places:
            return
        spans = [m.span() for m in re.finditer(r"\w+", text)]
        runs = {
            fold(text[spans[a][0] : spans[b][1]]): text[spans[a][0] : spans[b][1]]
            for a in range(len(spans))
            for b in range(a, min(len(spans), a + _LONGEST))
        }
        for key, entries in gazetteer.default().look_up(list(runs)).items():
            if tokens(runs[key]) not in self.kept and any(entry.geonameid in self.places for entry in entries):
                yield Withheld(kind="place", text=runs[key])


def person(name: str) -> Iterator[Withheld]:
    """A person's name and the parts of it that can stand alone; nothing where the words name nobody ("gunmen").

    >>> [piece.text for piece in person("Sheikh A. Fern")]
    ['Sheikh A. Fern', 'Fern']
    """
    parts = [part for part in re.split(r"[\s,;()\u00ab\u00bb\"]+", name) if _is_name(part.strip(".'-\u2019"))]
    if not parts:
        return
    yield Withheld(kind="person", text=name)
    for part in parts:
        short = re.sub(r"['\u2019]s$", "", part).strip(".'-\u2019")
        if short != name:
            yield Withheld(kind="part of a name", text=short)


def _is_name(word: str) -> bool:
    """A word that may be somebody's name: with a capital, or of a script without, no initial, no rank, no number."""
    if len(word) < 3 - (not word[:1].isascii() and word == word.swapcase()) or not word[0].isalpha():
        return False
    return not word[0].islower() and word.casefold() not in _COMMON and not find_actors(word)


# Words that open a description of people at the start of a sentence.
_COMMON = frozenset(
    "the two three four five six seven eight nine ten eleven twelve some many several dozens scores hundreds unknown "
    "unidentified unnamed another other both all one his her their its local young old former senior male female".split()
)


def persons_in(words: str) -> Iterator[str]:
    """Names of persons within the words for an actor ("fighters of A. Fern")."""
    for mention in find_actors(words):
        if mention.named and mention.entity == "individual":
            yield words[mention.start : mention.end]


def day(text: str) -> Iterator[Withheld]:
    """An ISO day in the spellings that English texts have for it, with and without the year."""
    on = dt.date.fromisoformat(text)
    n, month, short = on.day, f"{on:%B}", f"{on:%b}"
    suffix = "th" if 11 <= n <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    for number in (str(n), f"{n:02d}", f"{n}{suffix}", _ORDINALS[n - 1], f"{_ORDINALS[n - 1]} of", f"{n}{suffix} of"):
        for name in (month, short):
            yield Withheld(kind="day", text=f"{number} {name}")
            if not number.endswith(" of"):
                yield Withheld(kind="day", text=f"{name} {number}")
    yield Withheld(kind="day", text=text)
    for form in ("%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"):
        yield Withheld(kind="day", text=on.strftime(form))
    for form in ("{0.day}.{0.month}.{0.year}", "{0.day}/{0.month}/{0.year}", "{0.month}/{0.day}/{0.year}"):
        yield Withheld(kind="day", text=form.format(on))
