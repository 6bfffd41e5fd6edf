"""Words that time expressions are made of, one table per language.

A language is data: `classes` maps a token class (see `CLASS_NAMES`) to its words and their values, `phrases` the
same for words of several tokens. The grammar in `timex_rules` is written over the classes and knows no word.
Words are case-folded; months count from 1, weekdays from Monday 0.
"""

from typing import Any, NamedTuple

from dateline.mentions.timex_tables_more import ARABIC, FRENCH, RUSSIAN, SPANISH

# Every token gets one class; the grammar's alphabet. "word" is any other word, "stop" any other punctuation.
CLASS_NAMES: tuple[str, ...] = (
    *("word", "stop", "break", "comma", "dot", "dash", "lpar", "rpar", "slash"),
    *("num", "pad", "num2", "year", "oldyear", "big", "ord", "ordword", "wnum", "art", "date", "daymonth", "clock"),
    *("decade", "oclock", "ampm", "mon", "abm", "wkm", "wday", "abw", "wdays", "rel", "part", "over", "unit", "yunit"),
    *("wkend", "season", "weakseason", "hol", "last", "past", "this", "next", "coming", "prev", "foll", "same", "that"),
    *("every", "recent", "ago", "earlier", "later", "before", "after", "early", "late", "mid", "begin", "close"),
    *("middle", "half", "on", "in", "at", "of", "since", "until", "by", "from", "to", "between", "and", "through"),
    *("during", "over_", "the", "about", "old", "for", "poss", "vague", "hither", "few", "other", "yearword", "goes"),
)


class Table(NamedTuple):
    """One language's words. `words` maps a case-folded token to (class, value); `phrases` its first token to the
    longer ones that begin with it, longest first, as (tokens, class, value)."""

    words: dict[str, tuple[str, Any]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str, Any], ...]]


_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()

ENGLISH: dict[str, dict[str, Any]] = {
    "mon": {m: i for i, m in enumerate(_MONTHS, 1) if m not in ("may", "march")},
    "wkm": {"may": 5, "march": 3},
    "abm": {
        **{m[:3]: i for i, m in enumerate(_MONTHS, 1) if m != "may"},
        "sept": 9,
    },
    "wday": {d: i for i, d in enumerate(_DAYS)},
    "wdays": {d + "s": i for i, d in enumerate(_DAYS)},
    "abw": {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6},
    "ordword": {o: i for i, o in enumerate(_ORDINALS, 1)},
    "wnum": {
        **{n: (i, i) for i, n in enumerate(_NUMBERS, 1)},
        **{"thirty": (30, 30), "forty": (40, 40), "fifty": (50, 50), "hundred": (100, 100)},
        **{"a couple of": (2, 3), "a couple": (2, 3), "couple of": (2, 3), "a dozen": (11, 13), "half a dozen": (5, 7)},
        **{"twenty-four": (24, 24), "forty-eight": (48, 48), "seventy-two": (72, 72), "dozen": (12, 12)},
        **{"twenty-one": (21, 21), "twenty-five": (25, 25), "thirty-six": (36, 36), "an": (1, 1)},
    },
    "few": {"a few": (2, 6), "few": (2, 6), "several": (3, 9), "many": (5, 30), "some": (2, 9), "numerous": (5, 30)},
    "art": {"a": (1, 1)},
    "rel": {
        "yesterday": (-1, None),
        "today": (0, None),
        "tonight": (0, "night"),
        "tomorrow": (1, None),
        "the day before yesterday": (-2, None),
        "day before yesterday": (-2, None),
        "the day after tomorrow": (2, None),
    },
    "part": {
        **{
            w: w for w in ("morning", "afternoon", "evening", "night", "dawn", "daybreak", "noon", "midday", "midnight")
        },
        **{"dusk": "evening", "nightfall": "night", "sunrise": "dawn", "sunset": "evening", "lunchtime": "midday"},
        **{"nighttime": "night", "daytime": "day", "sundown": "evening", "predawn": "dawn"},
        **{"early hours": "night", "small hours": "night", "wee hours": "night", "rush hour": "morning"},
        **{"early morning hours": "dawn", "morning hours": "morning", "evening hours": "evening"},
        **{"night hours": "night", "afternoon hours": "afternoon", "predawn hours": "dawn", "pre-dawn hours": "dawn"},
        **{"morning rush hour": "morning", "evening rush hour": "evening", "pre-dawn": "dawn", "first light": "dawn"},
    },
    "over": {"overnight": None},
    "unit": {
        **{u: (u, False) for u in ("day", "week", "month", "year", "decade", "hour", "minute", "fortnight", "century")},
        **{
            u + "s": (u, True)
            for u in ("day", "week", "month", "year", "decade", "hour", "minute", "fortnight", "second", "moment")
        },
        **{
            "quarter": ("quarter", False),
            "centuries": ("century", True),
            "hrs": ("hour", True),
            "mins": ("minute", True),
        },
    },
    "wkend": {"weekend": None, "week-end": None},
    "season": {"spring": "spring", "summer": "summer", "autumn": "autumn", "winter": "winter"},
    "weakseason": {"fall": "autumn"},
    "last": {"last": None},
    "past": {"past": None},
    "this": {"this": None, "the current": None, "current": None},
    "next": {"next": None},
    "coming": {"coming": None, "upcoming": None, "forthcoming": None},
    "prev": {"previous": None, "preceding": None, "prior": None},
    "foll": {"following": None, "ensuing": None, "subsequent": None},
    "same": {"same": None, "very same": None},
    "that": {"that": None},
    "every": {"every": None, "each": None, "per": None},
    "recent": {"recent": None},
    "ago": {"ago": None},
    "earlier": {"earlier": None, "beforehand": None, "previously": None},
    "later": {"later": None, "afterwards": None, "afterward": None, "thereafter": None},
    "before": {"before": None},
    "after": {"after": None},
    "early": {"early": None},
    "late": {"late": None},
    "mid": {"mid": None},
    "begin": {"beginning": None, "start": None, "outset": None},
    "close": {"end": None, "close": None},
    "middle": {"middle": None},
    "half": {"half": None},
    "on": {"on": None},
    "in": {"in": None},
    "at": {"at": None},
    "of": {"of": None},
    "since": {"since": None},
    "until": {"until": None, "till": None, "til": None, "up to": None, "up until": None},
    "by": {"by": None, "as of": None},
    "from": {"from": None},
    "to": {"to": None},
    "between": {"between": None},
    "and": {"and": None, "or": None, "&": None},
    "through": {"through": None, "thru": None},
    "during": {"during": None, "throughout": None, "within": None},
    "over_": {"over": None, "into": None},
    "the": {"the": None},
    "about": {
        **{
            w: None
            for w in ("about", "around", "approximately", "roughly", "nearly", "almost", "just", "only", "barely")
        },
        **{w: None for w in ("more than", "less than", "at least", "exactly", "some time", "circa", "sometime")},
    },
    "old": {"old": None, "aged": None},
    "for": {"for": None},
    "ampm": {"am": None, "pm": None, "a.m.": None, "p.m.": None, "a.m": None, "p.m": None},
    "oclock": {w: None for w in ("gmt", "utc", "local", "o'clock", "est", "edt")},
    "vague": {"recently": None, "lately": None, "nowadays": None, "currently": None},
    "other": {"other": None},
}
# classes that yield where a word stands in another one too
_WEAKER = ("oclock", "yearword", "to", "at", "about")


def _table(classes: dict[str, dict[str, Any]]) -> Table:
    words: dict[str, tuple[str, Any]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, Any]]] = {}
    for name, entries in classes.items():
        if name not in CLASS_NAMES:
            raise ValueError(f"unknown token class {name!r} in a time expression table")
        for word, value in entries.items():
            # years have a class of their own: "last year" also closes other dates ("July last year")
            kind = "yunit" if name == "unit" and value[0] == "year" else name
            tokens = split_phrase(word)
            if len(tokens) > 1:
                phrases.setdefault(tokens[0], []).append((tokens, kind, value))
            elif not (name in _WEAKER and word in words):
                words[word] = (kind, value)
    return Table(words, {first: tuple(sorted(rest, key=lambda p: -len(p[0]))) for first, rest in phrases.items()})


def split_phrase(words: str) -> tuple[str, ...]:
    """The tokens of a table's entry: letters, or one mark each ("a.m." is four)."""
    out: list[str] = []
    for piece in words.split():
        current = ""
        for letter in piece:
            if letter.isalnum():
                current += letter
                continue
            if current:
                out.append(current)
            out.append("'" if letter == "’" else letter)
            current = ""
        if current:
            out.append(current)
    return tuple(out)


_CLASSES = {"en": ENGLISH, "es": SPANISH, "fr": FRENCH, "ru": RUSSIAN, "ar": ARABIC}
_CACHE: dict[str, Table] = {}


def table(language: str) -> Table:
    """The table of a language by its two-letter code; English where there is none."""
    code = language if language in _CLASSES else "en"
    if code not in _CACHE:
        _CACHE[code] = _table(_CLASSES[code])
    return _CACHE[code]
