"""Time expressions (TIMEX3) of a text: found, read, not yet anchored.

Three steps. The text is cut into tokens and every token gets a class (month, weekday, number ...) from the
language's table; the classes, one character each, make a string over which the grammar's rules are matched, longest
first; then neighbouring expressions are joined (ranges, "since", parts of the day). Case and line breaks vanish in the
first step. Resolution against the publication date is the work of resolve.dates.
"""

import re
from functools import lru_cache
from typing import Any

from dateline.mentions import timex_join
from dateline.mentions.timex_grammar import CODES, slot_name
from dateline.mentions.timex_rules import COMPILED, IGNORE, Slots
from dateline.mentions.timex_tables import Table, table
from dateline.records.mentions import TimexMention

# ISO and dashed dates; numbers with what is glued to them (12.09.2012, 10:15, 24th, 1990s, 5pm); words; blank lines; marks
_TOKEN = re.compile(
    r"\d{4}-\d\d?-\d\d?(?![\d-])|\d\d?-\d\d?-\d{4}(?!\d)|\d+(?:[.:/]\d+|,\d{3}(?!\d))*[^\W\d_]*"
    r"|[^\W\d_]+|\n\s*\n|[^\w\s]"
)
_MARKS = {",": "comma", ".": "dot", "-": "dash", "–": "dash", "—": "dash", "‑": "dash", "−": "dash", "(": "lpar"}
_MARKS |= {"[": "lpar", ")": "rpar", "]": "rpar", "/": "slash", "'": "apos", "’": "apos", "&": "and"}
_ISO = re.compile(r"(\d{4})[-./](\d\d?)[-./](\d\d?)")
_DMY = re.compile(r"(\d\d?)([-./])(\d\d?)\2(\d{4}|\d\d)")
_DAY_MONTH = re.compile(r"(\d\d)/(\d\d)")
_CLOCK = re.compile(r"\d\d?[:.]\d\d(?:[:.]\d\d)?(?:[ap]m|h|hrs)?|\d{1,2}(?:am|pm)|\d{3,4}(?:h|hrs|z|gmt)")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|º|ª|го)")
_DECADE = re.compile(r"((?:19|20)\d0)s")
# after a number these make "may" the verb: "at least 12 may have died"
_MODAL_NEXT = frozenset(
    "have be not also well still soon even never yet only face seek lead need come go get take make become prove "
    "indeed now or contain remain include cause result help want happen result refer mean suggest lose die".split()
)
_CAPITAL_NAMES = frozenset((4, 6, 8))  # April, June and August are given names too
_NEEDED = frozenset(
    "year oldyear ord date daymonth decade mon abm wkm wday abw wdays rel part over unit yunit wkend season hol vague "
    "weakseason".split()
)
_TRIGGER = "[" + re.escape("".join(sorted(CODES[name] for name in _NEEDED))) + "]"
# one word more than the run: a rule may ask whether the text ends or a word follows
_RUN = re.compile(f"[^{CODES['word']}]*?{_TRIGGER}[^{CODES['word']}]*{CODES['word']}?")

Token = tuple[int, int]


class Tokens:
    """A text's tokens: `codes` has one character per token, `spans` and `values` run beside it."""

    __slots__ = ("codes", "lower", "spans", "text", "values")

    def __init__(self, text: str, words: Table) -> None:
        self.text = text
        self.spans: list[Token] = []
        self.values: list[Any] = []
        self.lower: list[str] = []
        self.codes = self._classify(text, words)

    def _classify(self, text: str, words: Table) -> str:
        found = [(m.group().lower(), m.span()) for m in _TOKEN.finditer(text)]
        tokens = [word for word, _ in found]
        known, phrases = words.words, words.phrases
        codes: list[str] = []
        word_code = CODES["word"]
        i, n = 0, len(found)
        while i < n:
            token, span = found[i]
            phrase = phrases.get(token)
            if phrase is not None:
                for parts, name, value in phrase:
                    if tuple(t if t != "’" else "'" for t in tokens[i : i + len(parts)]) == parts:
                        self._add(codes, CODES[name], value, (span[0], found[i + len(parts) - 1][1][1]), token)
                        i += len(parts)
                        break
                else:
                    phrase = None
                if phrase is not None:
                    continue
            entry = known.get(token)
            if entry is not None:
                name, value = entry
                if name in _CAREFUL:
                    name = _careful(name, i, found, text)
                codes.append(CODES[name])
                self.values.append(value)
            elif token[0].isdigit():
                name, value = _digits(token, i, tokens)
                codes.append(CODES[name])
                self.values.append(value)
            elif token[0].isalpha():
                codes.append(word_code)
                self.values.append(None)
            else:
                name = _mark(token, i, found, text)
                if name == "apos":
                    # "Saturday's", "2016's": the possessive is a mark of its own, the words around stay together
                    if i + 1 < n and tokens[i + 1] == "s" and found[i + 1][1][0] == span[1]:
                        self._add(codes, CODES["poss"], None, (span[0], span[1] + 1), token)
                        i += 2
                        continue
                    name = "stop"
                codes.append(CODES[name])
                self.values.append(None)
            self.spans.append(span)
            self.lower.append(token)
            i += 1
        return "".join(codes)

    def _add(self, codes: list[str], code: str, value: Any, span: Token, token: str) -> None:
        codes.append(code)
        self.values.append(value)
        self.spans.append(span)
        self.lower.append(token)


_CAREFUL = frozenset(("wkm", "abm", "abw", "mon", "wday"))
_NOT_A_DAY = frozenset("times telegraph mirror express herald post league world school roast supplement".split())


def _careful(name: str, i: int, found: list[tuple[str, Token]], text: str) -> str:
    """The class of a word that may be something else: "may", "march", "sun", "June", "Sunday Times"."""
    token, (start, end) = found[i]
    first_upper = text[start].isupper()
    following = found[i + 1][0] if i + 1 < len(found) else ""
    before = found[i - 1][0] if i else ""
    if name == "wkm":
        after_number = before[:1].isdigit()
        if after_number and following in _MODAL_NEXT:
            return "word"
        if not first_upper and token in ("may", "march", "mar"):
            # lower case in a text with capitals: the verb or the walk, unless a year or a day and year stand by
            near_year = len(following) == 4 and following.isdigit()
            if not near_year and not text.islower():
                return "word"
        return name
    if name == "abm":
        # "Jan Egeland", "Mar del Plata": an abbreviated month stands beside a number
        near = following == "." or following[:1].isdigit() or before[-1:].isdigit() or before in ("-", "–", "/", ".")
        near = near or before in ("in", "of", "since", "until", "last", "early", "late", "mid")
        return name if near else "word"
    if name == "abw":
        return name if first_upper and following in (",", ".", ")") or following[:1].isdigit() else "word"
    if name == "wday":
        return "word" if following in _NOT_A_DAY and text[end + 1 : end + 2].isupper() and first_upper else name
    if first_upper and not text[start:end].isupper() and token in ("april", "june", "august"):
        # a capitalised word straight after: a person's name ("June Carter"), unless a preposition comes before
        follows_name = i + 1 < len(found) and following.isalpha() and text[found[i + 1][1][0]].isupper()
        if follows_name and before not in ("in", "of", "since", "until", "last", "this", "next", "by"):
            return name if before[:1].isdigit() else "word"
    return name


def _mark(token: str, i: int, found: list[tuple[str, Token]], text: str) -> str:
    if token[0] == "\n":
        return "break"
    name = _MARKS.get(token, "stop")
    if name == "dash":
        # a bullet at the beginning of a line joins nothing
        start = found[i][1][0]
        line = text.rfind("\n", 0, start) + 1
        if not text[line:start].strip():
            return "break"
    return name


def _digits(token: str, i: int, tokens: list[str]) -> tuple[str, Any]:
    """The class and value of a token that begins with a digit."""
    if token.isdigit():
        value = int(token)
        size = len(token)
        if size <= 2:
            if 1 <= value <= 31:
                return ("pad" if token[0] == "0" else "num"), value
            return ("num2", value) if size == 2 else ("word", None)
        if size == 4:
            before = tokens[i - 1] if i else ""
            following = tokens[i + 1] if i + 1 < len(tokens) else ""
            clock = value < 2400 and value % 100 < 60
            if clock and (following in _HOURS or (before in ("at", "around") and following in _AFTER_CLOCK)):
                return "clock", None
            if 1900 <= value < 2100:
                if before == "at" and following not in _MARKS:
                    return "clock", None
                return "year", value
            if 1000 <= value < 1900:
                return "oldyear", value
        return "big", value
    if m := _ISO.fullmatch(token):
        return "date", (int(m[1]), int(m[2]), int(m[3]), False)
    if m := _DMY.fullmatch(token):
        first, second, year = int(m[1]), int(m[3]), int(m[4])
        if len(m[4]) == 2:
            if m[2] == ".":
                # 10.15.30 is a time or a version more often than a date, unless day and month are padded
                if len(m[1]) != 2 or len(m[3]) != 2 or second > 12:
                    return "word", None
            year += 2000 if year < 50 else 1900
        if not 1900 <= year < 2100:
            return "word", None
        if second > 12 >= first:
            return "date", (year, first, second, False)
        if first > 31 or second > 12 or first == 0 or second == 0:
            return "word", None
        return "date", (year, second, first, m[2] == "/" and first <= 12 and first != second)
    if m := _DAY_MONTH.fullmatch(token):
        first, second = int(m[1]), int(m[2])
        if 1 <= first <= 31 and 1 <= second <= 12:
            return "daymonth", (second, first)
        return "word", None
    if m := _ORDINAL.fullmatch(token):
        value = int(m[1])
        return ("ord", value) if 1 <= value <= 31 else ("word", None)
    if m := _DECADE.fullmatch(token):
        return "decade", int(m[1])
    if _CLOCK.fullmatch(token):
        return "clock", None
    return "word", None


_HOURS = frozenset("hours hrs gmt utc local h hour est edt".split())
_AFTER_CLOCK = frozenset(". , ; ) ( on today yesterday this last".split())

# (start, end, rule number, ((slot, token), ...)), in tokens of the run
Match = tuple[int, int, int, tuple[tuple[str, int], ...]]

_GROUPS = tuple(tuple((slot_name(g), g) for g in pattern.groupindex) for _, pattern in COMPILED)


@lru_cache(maxsize=20_000)
def _candidates(run: str) -> tuple[tuple[Match, ...], ...]:
    """For each token of a run of classes, the rules that match there, longest first. Runs repeat a great deal."""
    out = []
    for at in range(len(run)):
        here: list[Match] = []
        for number, (_, pattern) in enumerate(COMPILED):
            m = pattern.match(run, at)
            if m is not None and m.end() > at:
                slots = tuple((slot, m.start(group)) for slot, group in _GROUPS[number] if m.start(group) >= 0)
                here.append((at, m.end(), number, slots))
        here.sort(key=lambda found: (-found[1], found[2]))
        out.append(tuple(here))
    return tuple(out)


def _points(tokens: Tokens, start: int, end: int) -> list[timex_join.Point]:
    """The expressions of one run, tokens start to end, before joining."""
    out: list[timex_join.Point] = []
    table_of_run = _candidates(tokens.codes[start:end])
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
    tokens = Tokens(text, table(language))
    codes = tokens.codes
    points: list[timex_join.Point] = []
    for run in _RUN.finditer(codes):
        points.extend(_points(tokens, run.start(), run.end()))
    if not points:
        return ()
    out = []
    for first, last, value in timex_join.join(points, codes, tokens.values):
        start, end = tokens.spans[first][0], tokens.spans[last - 1][1]
        if codes[last - 1] == CODES["dot"] and codes[last - 2] != CODES["abm"]:
            end = tokens.spans[last - 2][1]  # the dot ends the sentence, not an abbreviation
        out.append(TimexMention(start=start, end=end, text=text[start:end], value=value))
    return tuple(out)
