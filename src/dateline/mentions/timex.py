"""Time expressions (TIMEX3) of a text: found, read, not yet anchored.

Three steps. The text is cut into tokens and every token gets a class (month, weekday, number ...) from the
language's table; the classes, one character each, make a string over which the grammar's rules are matched, longest
first; then neighbouring expressions are joined (ranges, "since", parts of the day). Case and line breaks vanish in the
first step. Resolution against the publication date is the work of resolve.dates.
"""

import re
from functools import lru_cache
from typing import Any, NamedTuple

from dateline.mentions import timex_join
from dateline.mentions.timex_grammar import CODES, slot_name
from dateline.mentions.timex_rules import COMPILED, IGNORE, Slots, with_checks
from dateline.mentions.timex_tables import Table, table
from dateline.records.mentions import TimexMention, TimexValue

# ISO and dashed dates; numbers with what is glued to them (12.09.2012, 10:15, 24th, 1990s, 5pm); words; blank
# lines; marks
_TOKEN = re.compile(
    r"\d{4}-\d\d?-\d\d?(?![\d-])|\d\d?-\d\d?-\d{4}(?!\d)|\d{4}(?=/\d\d(?![\d/]))|\d+(?:[.:/]\d+|,\d{3}(?!\d))*[^\W\d_]*"
    r"|[^\W\d_]+|\n\s*\n|[^\w\s]"
)
_MARKS = {",": "comma", ".": "dot", "-": "dash", "–": "dash", "—": "dash", "‑": "dash", "−": "dash", "(": "lpar"}
_MARKS |= {"[": "lpar", ")": "rpar", "]": "rpar", "/": "slash", "&": "and"}
_ISO = re.compile(r"(\d{4})[-./](\d\d?)[-./](\d\d?)")
_DMY = re.compile(r"(\d\d?)([-./])(\d\d?)\2(\d{4}|\d\d)")
_DAY_MONTH = re.compile(r"(\d\d)/(\d\d)")
# "8/10" alone may be a fraction or a score; beside a weekday or a month it is a date or two days
_SLASHED = re.compile(r"(\d\d?)/(\d\d?)")
_CLOCK = re.compile(r"\d\d?[:.]\d\d(?:[:.]\d\d)?(?:[ap]m|h|hrs)?|\d{1,2}(?:am|pm)|\d{3,4}(?:h|hrs|z|gmt)")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|º|ª|го)")
_DECADE = re.compile(r"((?:19|20)\d0)s")
# after a number these make "may" the verb: "at least 12 may have died"
_MODAL_NEXT: frozenset[str] = frozenset(
    (
        "have",
        "be",
        "not",
        "also",
        "well",
        "still",
        "soon",
        "even",
        "never",
        "yet",
        "only",
        "face",
        "seek",
        "lead",
        "need",
        "come",
        "go",
        "get",
        "take",
        "make",
        "become",
        "prove",
        "indeed",
        "now",
        "or",
        "contain",
        "remain",
        "include",
        "cause",
        "result",
        "help",
        "want",
        "happen",
        "refer",
        "mean",
        "suggest",
        "lose",
        "die",
    )
)
_NEEDED: frozenset[str] = frozenset(
    (
        "year",
        "oldyear",
        "ord",
        "date",
        "daymonth",
        "decade",
        "mon",
        "abm",
        "wkm",
        "wday",
        "abw",
        "wdays",
        "rel",
        "part",
        "over",
        "unit",
        "yunit",
        "wkend",
        "season",
        "hol",
        "vague",
        "weakseason",
        "eve",
        "morrow",
        "dual",
    )
)
_TRIGGER = "[" + re.escape("".join(sorted(CODES[name] for name in _NEEDED))) + "]"
# one word more than the run: a rule may ask whether the text ends or a word follows
_RUN = re.compile(f"[^{CODES['word']}]*?{_TRIGGER}[^{CODES['word']}]*{CODES['word']}?")

Span = tuple[int, int]
_WORD, _YEAR, _DATE = CODES["word"], CODES["year"], CODES["date"]


class Tokens(NamedTuple):
    """A text's tokens: `codes` has one character per token, `spans` and `values` run beside it."""

    codes: str
    spans: list[Span]
    values: list[Any]


def _lower(text: str) -> str:
    """Lower case of the same length, with one kind of apostrophe."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.replace("’", "'")


def tokenise(text: str, words: Table) -> Tokens:
    """Cut a text into tokens and give each its class; entries of several words become one token."""
    spans = [m.span() for m in _TOKEN.finditer(text)]
    low = _lower(text)
    tokens = [low[start:end] for start, end in spans]
    codes = [_WORD] * len(tokens)
    values: list[Any] = [None] * len(tokens)
    known, phrases = words
    find, longer = known.get, phrases.get
    merged = False
    skip_to = 0
    for i, word in enumerate(tokens):
        if i < skip_to:
            continue
        entry = find(word)
        several = longer(word)
        if several is not None:
            for parts, name, value in several:
                if tuple(tokens[i : i + len(parts)]) == parts:
                    skip_to = i + len(parts)
                    codes[i], values[i] = CODES[name], value
                    codes[i + 1 : skip_to] = [""] * (len(parts) - 1)
                    spans[i] = (spans[i][0], spans[skip_to - 1][1])
                    merged = True
                    break
            else:
                skip_to = 0
            if skip_to > i:
                continue
        if entry is not None:
            name, value = entry
            if name in _CAREFUL:
                name = _careful(name, i, tokens, spans, text)
            elif name == "yunit" and i and codes[i - 1] == _YEAR:
                name = "yearword"  # Russian "2012 года"
            codes[i], values[i] = CODES[name], value
        elif not word[0].isalpha():
            if word[0].isdecimal():
                name, values[i] = _digits(word, i, tokens)
                codes[i] = CODES[name]
            elif word == "'":
                # "Saturday's", "2016's": the possessive is a mark of its own, the words around stay together
                if i + 1 < len(tokens) and tokens[i + 1] == "s" and spans[i + 1][0] == spans[i][1]:
                    codes[i], codes[i + 1] = CODES["poss"], ""
                    spans[i] = (spans[i][0], spans[i + 1][1])
                    skip_to, merged = i + 2, True
                else:
                    codes[i] = CODES["stop"]
            else:
                codes[i] = CODES[_mark(word, spans[i][0], text)]
    if _DATE in codes:
        _settle_order(codes, values)
    if merged:
        kept = [i for i, code in enumerate(codes) if code]
        return Tokens("".join(codes), [spans[i] for i in kept], [values[i] for i in kept])
    return Tokens("".join(codes), spans, values)


def _settle_order(codes: list[str], values: list[Any]) -> None:
    """Read 05/06/2012 month first where another date of the text can only be read so, and none only day first."""
    numeric = [i for i, code in enumerate(codes) if code == _DATE]
    orders = {values[i][3] for i in numeric}
    for i in numeric:
        year, month, day, order = values[i]
        if order == "either" and "month-first" in orders and "day-first" not in orders:
            values[i] = (year, day, month, "month-first")


_CAREFUL = frozenset(("wkm", "abm", "abw", "mon", "wday"))
_NOT_A_DAY = frozenset(
    ("times", "telegraph", "mirror", "express", "herald", "post", "league", "world", "school", "roast", "supplement")
)


def _careful(name: str, i: int, tokens: list[str], spans: list[Span], text: str) -> str:
    """The class of a word that may be something else: "may", "march", "sun", "June", "Sunday Times"."""
    word, (start, end) = tokens[i], spans[i]
    first_upper = text[start].isupper()
    following = tokens[i + 1] if i + 1 < len(tokens) else ""
    before = tokens[i - 1] if i else ""
    if name == "wkm":
        if before[:1].isdigit() and following in _MODAL_NEXT:
            return "word"
        if not first_upper:
            # lower case in a text with capitals: the verb or the walk, unless a year stands by
            near_year = len(following) == 4 and following.isdecimal()
            if not near_year and not text.islower():
                return "word"
        return name
    if name == "abm":
        # "Jan Egeland", "Mar del Plata": an abbreviated month stands beside a number
        near = following == "." or following[:1].isdigit() or before[-1:].isdigit()
        near = near or (before in _BY_ABBREVIATION and word != "mar")
        return name if near else "word"
    if name == "abw":
        return name if (first_upper and following in (",", ".", ")")) or following[:1].isdigit() else "word"
    capital_next = i + 1 < len(tokens) and text[spans[i + 1][0]].isupper() and not text[start:end].isupper()
    if name == "wday":
        return "word" if first_upper and capital_next and following in _NOT_A_DAY else name
    if first_upper and capital_next and word in _GIVEN_NAMES and following.isalpha() and before not in _BEFORE_MONTH:
        # a capitalised word straight after: a person's name ("June Carter"), unless a preposition comes before
        return name if before[:1].isdigit() else "word"
    return name


_BY_ABBREVIATION = frozenset(("-", "–", "/", ".", "in", "of", "since", "until", "last", "early", "late", "mid"))
_GIVEN_NAMES = frozenset(("april", "june", "august"))
_BEFORE_MONTH = frozenset(
    ("in", "of", "since", "until", "last", "this", "next", "by", "from", "to", "and", "early", "late")
)


def _mark(token: str, start: int, text: str) -> str:
    if token[0] == "\n":
        return "break"
    name = _MARKS.get(token, "stop")
    if name == "dash":
        # a bullet at the beginning of a line joins nothing
        line = text.rfind("\n", 0, start) + 1
        if not text[line:start].strip():
            return "break"
    return name


def _digits(token: str, i: int, tokens: list[str]) -> tuple[str, Any]:
    """The class and value of a token that begins with a digit."""
    size = len(token)
    if token.isdecimal():
        if size > 9:
            return "word", None
        value = int(token)
        if size <= 2:
            if 1 <= value <= 31:
                return ("pad" if token[0] == "0" else "num"), value
            return ("num2", value) if size == 2 else ("word", None)
        if size == 4:
            before = tokens[i - 1] if i else ""
            following = tokens[i + 1] if i + 1 < len(tokens) else ""
            clock = value < 2400 and value % 100 < 60
            if following in _BLOCK or (clock and (before == "at" or following in _HOURS or _by_clock(i, tokens))):
                return "clock", None
            if 1900 <= value < 2100:
                return "year", value
            if 1000 <= value < 1900:
                return "oldyear", value
        return "big", value
    if m := _ISO.fullmatch(token):
        return "date", (int(m[1]), int(m[2]), int(m[3]), None)
    if m := _DMY.fullmatch(token):
        first, second, year = int(m[1]), int(m[3]), int(m[4])
        if len(m[4]) == 2:
            # 10.15.30 is a time or a version more often than a date, unless day and month are padded or the last
            # number is too great for seconds: 4.12.71
            padded = len(m[1]) == 2 and len(m[3]) == 2
            if m[2] == "." and ((not padded and year < 60) or second > 12):
                return "word", None
            year += 2000 if year < 50 else 1900
        if not 1900 <= year < 2100:
            return "word", None
        if second > 12 >= first:
            return "date", (year, first, second, "month-first")
        if first > 31 or second > 12 or first == 0 or second == 0:
            return "word", None
        either = m[2] == "/" and first <= 12 and first != second
        return "date", (year, second, first, "either" if either else "day-first")
    if m := _DAY_MONTH.fullmatch(token):
        first, second = int(m[1]), int(m[2])
        if 1 <= first <= 31 and 1 <= second <= 12:
            return "daymonth", (second, first)
        return "slashed", (first, second)
    if m := _SLASHED.fullmatch(token):
        return "slashed", (int(m[1]), int(m[2]))
    if m := _ORDINAL.fullmatch(token):
        value = int(m[1])
        return ("ord", value) if 1 <= value <= 31 else ("word", None)
    if m := _DECADE.fullmatch(token):
        return "decade", int(m[1])
    if _CLOCK.fullmatch(token):
        return "clock", None
    return "word", None


_HOURS = frozenset(("hours", "hrs", "gmt", "utc", "local", "h", "hour", "est", "edt"))
_BLOCK = frozenset(("block", "blk"))  # "the 1900 block of Elm Street"


def _by_clock(i: int, tokens: list[str]) -> bool:
    """Whether a four-figure number stands beside one that can only be a time: "0900 to 2000", "2000 [0200 GMT]"."""
    for j in (i - 2, i + 2):
        if 0 <= j < len(tokens) and len(tokens[j]) == 4 and tokens[j].isdecimal():
            hour_like = int(tokens[j]) < 2400 and tokens[j][2] < "6"
            if hour_like and (tokens[j][0] == "0" or (j + 1 < len(tokens) and tokens[j + 1] in _HOURS)):
                return True
    return False


# (start, end, rule number, ((slot, token), ...)), in tokens of the run
Match = tuple[int, int, int, tuple[tuple[str, int], ...]]

_GROUPS = tuple(tuple((slot_name(g), g) for g in pattern.groupindex) for _, pattern in COMPILED)


@lru_cache(maxsize=20_000)
def _candidates(run: str, language: str) -> tuple[tuple[Match, ...], ...]:
    """For each token of a run of classes, the rules that match there, longest first. Runs repeat a great deal."""
    out = []
    for at in range(len(run)):
        here: list[Match] = []
        for number, (rule, pattern) in enumerate(COMPILED):
            if rule.languages and language not in rule.languages:
                continue
            m = pattern.match(run, at)
            if m is not None and m.end() > at:
                slots = tuple((slot, m.start(group)) for slot, group in _GROUPS[number] if m.start(group) >= 0)
                here.append((at, m.end(), number, slots))
        here.sort(key=lambda found: (-found[1], found[2]))
        out.append(tuple(here))
    return tuple(out)


def _points(tokens: Tokens, start: int, end: int, language: str) -> list[timex_join.Point]:
    """The expressions of one run, tokens start to end, before joining."""
    out: list[timex_join.Point] = []
    table_of_run = _candidates(tokens.codes[start:end], language)
    i = 0
    while i < end - start:
        for _, stop, number, slots in table_of_run[i]:
            values: Slots = {slot: tokens.values[start + at] for slot, at in slots}
            value = COMPILED[number][0].build(values)
            if value is not None:
                if value is not IGNORE:
                    out.append((start + i, start + stop, value))
                i = stop
                break
        else:
            i += 1
    return out


def find_timexes(text: str, *, language: str = "en") -> tuple[TimexMention, ...]:
    """All time expressions of a text, sorted, not overlapping, each as long as it can be.

    Offsets are half-open code points of `text`. Durations and sets ("for two hours", "every month") are mentions of
    their own kinds, so that nobody takes them for dates; ages and times of day are no mentions.

    >>> [m.text for m in find_timexes("Two men were shot on Monday, a week after the raid of 3 May 2012.")]
    ['Monday', 'a week after', '3 May 2012']
    """
    tokens = tokenise(text, table(language))
    codes = tokens.codes
    points: list[timex_join.Point] = []
    for run in _RUN.finditer(codes):
        points.extend(_points(tokens, run.start(), run.end(), language))
    if not points:
        return ()
    out = []
    for first, last, found in timex_join.join(points, codes, tokens.values):
        start, end = tokens.spans[first][0], tokens.spans[last - 1][1]
        if codes[last - 1] == CODES["dot"] and codes[last - 2] != CODES["abm"]:
            end = tokens.spans[last - 2][1]  # the dot ends the sentence, not an abbreviation
        value = _contradicted(found, text, end) if found.holiday else found
        out.append(TimexMention(start=start, end=end, text=text[start:end], value=value))
    return tuple(out)


_SENTENCE = re.compile(r"[^.!?\n]*")
# What a text may say of a holiday that is true of the other one
_NOT_OF = {
    "eid-al-adha": re.compile(
        r"end(?:s|ed|ing)?\s+(?:of\s+)?(?:the\s+)?(?:ramadan|(?:holy\s+)?month|fast)", re.IGNORECASE
    ),
    "eid-al-fitr": re.compile(r"feast\s+of\s+(?:the\s+)?sacrifice|\bhajj\b", re.IGNORECASE),
}


def _contradicted(value: TimexValue, text: str, end: int) -> TimexValue:
    """Flag a holiday whose own sentence says what only another holiday can be."""
    pattern = _NOT_OF.get(value.holiday or "")
    if pattern is None:
        return value
    rest = _SENTENCE.match(text, end)
    if rest is None or pattern.search(rest.group()) is None:
        return value
    return with_checks(value, "holiday-mismatch")
