"""Words that time expressions are made of: one TOML file per language in data/timex.

A language is data. A file names for each token class its words (`on = ["on"]`) or, where the class carries a value,
a table of values and their words: months `[mon]`, `[abm]` (abbreviated), `[wkm]` (other words too) 1 to 12;
weekdays `[wday]`, `[wdays]` (plural), `[abw]` 0 to 6; numbers `[wnum]` and `[few]` as "3" or "3-9"; `[rel]` days from
publication and perhaps a part of the day ("0 night"); `[part]`, `[season]`, `[hol]`, `[unit]` by name, with the
plural forms of `[unit]` listed once more in `[plural]`, and words for two of a unit in `[dual]`. An entry may be of several words. The grammar in
`timex_rules` is written over the classes and knows no word.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

# Every token gets one class; the grammar's alphabet. "word" is any other word, "stop" any other punctuation.
CLASS_NAMES: tuple[str, ...] = (
    "word",
    "stop",
    "break",
    "comma",
    "dot",
    "dash",
    "lpar",
    "rpar",
    "slash",
    "poss",
    "num",
    "pad",
    "num2",
    "year",
    "oldyear",
    "big",
    "ord",
    "ordword",
    "wnum",
    "few",
    "art",
    "date",
    "daymonth",
    "slashed",
    "clock",
    "decade",
    "oclock",
    "ampm",
    "mon",
    "abm",
    "wkm",
    "wday",
    "wdays",
    "abw",
    "rel",
    "part",
    "over",
    "unit",
    "yunit",
    "yearword",
    "wkend",
    "season",
    "weakseason",
    "hol",
    "last",
    "past",
    "this",
    "next",
    "coming",
    "prev",
    "foll",
    "same",
    "that",
    "every",
    "recent",
    "ago",
    "hither",
    "earlier",
    "later",
    "before",
    "after",
    "early",
    "late",
    "mid",
    "begin",
    "close",
    "middle",
    "half",
    "on",
    "in",
    "at",
    "of",
    "since",
    "until",
    "by",
    "from",
    "to",
    "between",
    "and",
    "through",
    "during",
    "into",
    "the",
    "about",
    "old",
    "for",
    "vague",
    "other",
    "eve",
    "morrow",
    "more",
    "less",
    "dual",
)
LANGUAGES: tuple[str, ...] = ("ar", "en", "es", "fr", "ru")

Entry = tuple[str, Any]
Phrase = tuple[tuple[str, ...], str, Any]
_NUMBER_KEYS = frozenset(("mon", "abm", "wkm", "wday", "wdays", "abw", "ord", "ordword"))
_COUNT_KEYS = frozenset(("wnum", "few", "art"))
# classes that yield where a word stands in another one too
_WEAKER = frozenset(("oclock", "yearword", "to", "at", "about"))
_PIECES = re.compile(r"\d+(?:[./:]\d+)*[^\W\d_]*|[^\W\d_]+|[^\w\s]")


class Table(NamedTuple):
    """One language's words. `words` maps a lower-cased token to (class, value); `phrases` its first token to the
    entries of several tokens that begin with it, longest first, as (tokens, class, value)."""

    words: dict[str, Entry]
    phrases: dict[str, tuple[Phrase, ...]]


def _value(name: str, key: str) -> Any:
    """What a key of a file's table stands for, by its class."""
    if name in _NUMBER_KEYS:
        return int(key)
    if name in _COUNT_KEYS:
        low, _, high = key.partition("-")
        return int(low), int(high or low)
    if name == "rel":
        offset, _, part = key.partition(" ")
        return int(offset), part or None
    return key


def table(language: str) -> Table:
    """The table of a language by its two-letter code; English where there is none."""
    return _load(language if language in LANGUAGES else "en")


@cache
def _load(code: str) -> Table:
    source = files("dateline").joinpath("data", "timex", f"{code}.toml").read_text(encoding="utf-8")
    classes: dict[str, Any] = tomllib.loads(source)
    plural = {word for forms in classes.pop("plural", {}).values() for word in forms}
    words: dict[str, Entry] = {}
    phrases: dict[str, list[Phrase]] = {}
    for name, entries in classes.items():
        if name not in CLASS_NAMES:
            raise ValueError(
                f"data/timex/{code}.toml: unknown token class {name!r}, known are {', '.join(CLASS_NAMES)}"
            )
        groups = entries.items() if isinstance(entries, dict) else [(None, entries)]
        for key, forms in groups:
            for form in forms:
                kind, value = name, _value(name, key) if key is not None else None
                if name == "unit":
                    # years have a class of their own: "last year" also closes other dates ("July last year")
                    kind, value = ("yunit" if key == "year" else "unit"), (key, form in plural)
                tokens = tuple(_PIECES.findall(form))
                if len(tokens) > 1:
                    phrases.setdefault(tokens[0], []).append((tokens, kind, value))
                elif not (name in _WEAKER and form in words):
                    words[form] = (kind, value)
    return Table(words, {first: tuple(sorted(rest, key=lambda p: -len(p[0]))) for first, rest in phrases.items()})
