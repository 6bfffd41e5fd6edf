"""Toponyms: names of places in running text, in mixed, upper or lower case.

One pass over the tokens finds every stretch that the gazetteer may know (a Bloom filter answers), one batch of
queries tells what they mean, then each is kept or dropped by what stands around it. Nothing is learned from one
document to the next, and an unknown name never changes what is found elsewhere.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from dateline.mentions.placenames import fold
from dateline.mentions.toponym_cues import (
    AFTER_NOUNS,
    ORG_NOUNS,
    ORG_OF,
    PLACE_NOUNS,
    SPEECH,
    STRONG_BEFORE,
    TITLES,
    UNKNOWN_AFTER,
    UNKNOWN_BEFORE,
    WEAK_BEFORE,
    dateline_end,
    relation_before,
    word_lists,
)
from dateline.records import PlaceMention

# resolve.gazetteer has the same numbers; the layers forbid the import.
_DERIVED, _ABBREVIATION, _CURATED, _DEMONYM = 2, 3, 4, 5


class KnownPlace(Protocol):
    """What recognition needs of a gazetteer's entry."""

    @property
    def geonameid(self) -> int: ...
    @property
    def feature_code(self) -> str: ...
    @property
    def country_code(self) -> str: ...
    @property
    def admin1_code(self) -> str: ...
    @property
    def population(self) -> int: ...
    @property
    def kind(self) -> int: ...


class NameIndex(Protocol):
    """What recognition needs of a gazetteer."""

    def may_know(self, key: str) -> bool: ...
    def look_up(self, keys: Iterable[str]) -> Mapping[str, Sequence[KnownPlace]]: ...


# Words: letters with inner apostrophes, or initials with points ("U.S.").
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʼ‘`][^\W\d_]+)*")
_MAX_WORDS = 7
_POINTED = frozenset("st ste sta sto mt ft pt".split())
# Before these a capital letter says nothing.
_SENTENCE_START = re.compile(r"(?:[.!?:;]['\"”’)\]]*|\n\s*\n|\n[ \t]*[-–—•*·\d.)]+|[\"“«]|--|[–—])\s*['\"“‘(\[]*$")


class _Token(NamedTuple):
    start: int
    end: int
    key: str
    capital: bool  # may begin a name
    initial: bool  # begins a sentence, or stands in a line without lower case: its capital tells nothing


class _Match(NamedTuple):
    first: int
    last: int
    key: str
    places: tuple[KnownPlace, ...]
    demonym: bool


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    return fold(word)


def find_toponyms(text: str, *, gazetteer: NameIndex, language: str = "en") -> tuple[PlaceMention, ...]:
    """The place names of a text, in order, never overlapping, the longest where several would fit.

    Demonyms ("Kazakh") and names inside organisations ("Bank of Georgia") are returned with their `kind`.
    A capitalised name that the gazetteer lacks is returned where the words around it call it a place
    ("the village of ..."). `language` is the document's; cues are English, names of any script are found.
    """
    tokens = _tokens(text)
    if not tokens:
        return ()
    matches = _matches(text, tokens, gazetteer)
    head = dateline_end(text)
    kept = _select(text, tokens, matches, head)
    spans = [(tokens[m.first].start, tokens[m.last].end) for m, _ in kept]
    found = [_mention(text, tokens, m, kind, head=head) for m, kind in kept]
    found += _unknown(text, tokens, spans)
    found.sort(key=lambda m: m.start)
    return _between(text, tuple(found))


def _tokens(text: str) -> list[_Token]:
    letters = upper = 0
    for c in text[:20_000:3]:
        if c.isalpha():
            letters += 1
            upper += c.isupper()
    shouted = upper > 0.6 * letters
    whispered = not shouted and upper < 0.004 * letters and letters > 30
    loud: list[tuple[int, int]] = []
    if not shouted:
        at = 0
        for line in text.split("\n"):
            if line.isupper() and line.count(" ") > 1:
                loud.append((at, at + len(line)))
            at += len(line) + 1
    out: list[_Token] = []
    end = 0
    add = out.append
    for found in _TOKEN.finditer(text):
        start, word = found.start(), found.group()
        gap = text[end:start]
        end = found.end()
        if word[-2:] in ("'s", "’s", "'S", "’S"):
            word = word[:-2]
            end -= 2
        if shouted:
            capital, initial = True, True
        else:
            first = word[0]
            capital = whispered or not first.islower()
            initial = capital and (
                not out or (gap != " " and bool(_SENTENCE_START.search(text[max(0, start - 12) : start])))
            )
            if loud and capital and not initial:
                initial = any(a <= start < b for a, b in loud)
        add(_Token(start, end, _key(word), capital, initial or whispered))
    return out


def _joined(text: str, left: _Token, right: _Token) -> bool:
    """May the two stand in one name? A space, a hyphen, one line's end, or the point of "St."."""
    gap = text[left.end : right.start]
    if gap in (" ", "-", "\n", "\u00a0"):
        return True
    if gap == ". " or gap == ".":
        return left.key in _POINTED
    if gap.isspace():
        return gap.count("\n") < 2 and len(gap) < 16
    return gap in ("‑", "–", " - ", "-\n")


def _matches(text: str, tokens: list[_Token], gazetteer: NameIndex) -> list[list[_Match]]:
    """Per token: the names that begin there, the longest first."""
    may_know = gazetteer.may_know
    spans: list[tuple[int, int, str]] = []
    for i, token in enumerate(tokens):
        if not token.capital:
            continue
        key = token.key
        if len(key) > 1 and may_know(key):
            spans.append((i, i, key))
        j = i
        while (
            j - i < _MAX_WORDS
            and j + 1 < len(tokens)
            and may_know(key + " ")
            and _joined(text, tokens[j], tokens[j + 1])
        ):
            j += 1
            key = f"{key} {tokens[j].key}"
            if tokens[j].capital and may_know(key):
                spans.append((i, j, key))
    known = gazetteer.look_up(key for _, _, key in spans)
    out: list[list[_Match]] = [[] for _ in tokens]
    for i, j, key in spans:
        entries = known[key]
        if entries:
            places = tuple(e for e in entries if e.kind != _DEMONYM)
            country = bool(places) and places[0].feature_code == "PCLI"
            demonym = len(places) < len(entries) and not country
            out[i].append(_Match(i, j, key, places, demonym))
    for found in out:
        found.reverse()
    return out


def _prominence(match: _Match) -> float:
    """How readily the bare name is taken for a place: from -2 (a hamlet) to 3 (a country)."""
    best = -2.0
    for place in match.places[:4]:
        code, pop, kind = place.feature_code, place.population, place.kind
        if code in ("PCLI", "CONT"):
            value = 3.0
        elif code == "ADM1":
            value = 2.2 if pop > 300_000 else 1.2
        elif place.geonameid < 0:
            value = 2.4
        else:
            value = (
                2.2
                if pop >= 1_000_000
                else 1.4
                if pop >= 100_000
                else 0.4
                if pop >= 15_000
                else -0.7
                if pop > 1_000
                else -1.5
            )
            if code == "ADM2":
                value -= 0.5
        if kind == _DERIVED or (kind == 1 and code not in ("PCLI", "CONT")):
            value -= 0.6
        best = max(best, value)
    return best


def _select(
    text: str, tokens: list[_Token], matches: list[list[_Match]], head: tuple[int, int]
) -> list[tuple[_Match, str]]:
    words = word_lists()
    persons = _persons(text, tokens, matches)
    scored: list[tuple[_Match, str, float]] = []
    sure: set[str] = set()
    i = 0
    while i < len(tokens):
        step = 1
        tried: list[tuple[_Match, str, float]] = []
        for match in matches[i]:
            kind, score = _score(text, tokens, matches, match, head, words, persons)
            tried.append((match, kind, score))
            if score >= 0:
                break
        if tried:
            best = tried[-1] if tried[-1][2] >= 0 else max(tried, key=lambda t: t[2])
            scored.append(best)
            if best[2] >= 0:
                step = best[0].last - best[0].first + 1
                if best[2] >= 2.0:
                    sure.add(best[0].key)
        i += step
    out: list[tuple[_Match, str]] = []
    free = 0
    for match, kind, score in scored:
        if match.first < free:
            continue
        # A name that is surely a place once in the document is more likely one where the words around it are silent.
        if score >= 0 or (match.key in sure and score >= -1.5):
            out.append((match, kind))
            free = match.last + 1
    return out


def _persons(text: str, tokens: list[_Token], matches: list[list[_Match]]) -> set[str]:
    """Keys that follow a title or a given name somewhere in the text: surnames of this document."""
    first = word_lists().first
    out: set[str] = set()
    for left, right in zip(tokens, tokens[1:], strict=False):
        if (
            right.capital
            and left.capital
            and (left.key in first or (left.key in TITLES and left.key not in PLACE_NOUNS) or len(left.key) == 1)
            and text[left.end : right.start] in (" ", ". ", "\n")
            and right.key not in PLACE_NOUNS
        ):
            out.add(right.key)
    return out


def _score(
    text: str,
    tokens: list[_Token],
    matches: list[list[_Match]],
    match: _Match,
    head: tuple[int, int],
    words: object,
    persons: set[str],
) -> tuple[str, float]:
    """Kind, and how much speaks for a place: kept from 0 on."""
    lists = word_lists()
    i, j, key = match.first, match.last, match.key
    token, end = tokens[i], tokens[j]
    single = i == j
    left = tokens[i - 1] if i else None
    right = tokens[j + 1] if j + 1 < len(tokens) else None
    before = text[left.end : token.start] if left else "\n\n"
    after = text[end.end : right.start] if right else "\n\n"
    left_on = left is not None and (before.isspace() or before in ("-", ". ")) and "\n\n" not in before
    right_on = right is not None and (after.isspace() or after == "-") and "\n\n" not in after
    shouted = token.initial
    raw = text[token.start : end.end]

    if match.demonym:
        if key in lists.common and token.initial:
            return "demonym", -1.0
        return "demonym", 1.0
    if all(p.kind == _ABBREVIATION for p in match.places):
        return "place", _abbreviation(text, tokens, matches, match, before, raw)
    score = _prominence(match)
    if len(key) <= 3 and not raw.isupper() and score < 2.5:
        score -= 1.0
    if key == "us" and (not raw.isupper() or (token.initial and "." not in raw)):
        return "place", -9.0
    if not single:
        parts = key.split(" ")
        score += 0.3 if all(p in lists.common for p in parts) else 1.6
    elif key in lists.common:
        score -= 5.0 if token.initial else 3.0
    else:
        if key in lists.first:
            score -= 1.2
        if key in lists.last and score < 2.0:
            score -= 0.6
        if key in persons:
            score -= 2.5 if score < 2.9 else 1.0

    # What precedes.
    cued = False
    if left_on and left is not None:
        if left.key in STRONG_BEFORE:
            score += 1.8
            cued = True
        elif left.key in WEAK_BEFORE:
            score += 0.5
            if left.key == "of" and i > 1:
                noun = tokens[i - 2].key
                if noun in PLACE_NOUNS:
                    score += 2.5
                    cued = True
        elif left.key in (
            "north",
            "south",
            "east",
            "west",
            "northern",
            "southern",
            "eastern",
            "western",
            "central",
            "downtown",
        ):
            score += 1.0
        elif left.key == "the" and i > 1 and tokens[i - 2].key in STRONG_BEFORE:
            score += 0.8
        elif left.key in TITLES and left.key not in PLACE_NOUNS:
            score -= 4.0
        elif left.capital and not left.initial and not matches[i - 1] and left.key not in lists.common:
            score -= 2.5 if score < 2.5 or left.key in lists.first else 0.5
        elif left.capital and (left.key in lists.first or len(left.key) == 1) and (single or score < 2.0):
            score -= 3.0 if left.key not in lists.common else 1.0
    # What follows.
    kind = "place"
    if right_on and right is not None:
        nxt = right.key
        if nxt in AFTER_NOUNS:
            score += 1.8 if single else 1.0
            cued = True
        elif nxt in ORG_NOUNS and right.capital:
            kind = "organisation"
            score += 0.3 if score >= 1.0 else -0.5
        elif nxt in SPEECH and single and not cued:
            score -= 1.2
        elif right.capital and not right.initial and after != "\n":
            if not matches[j + 1] or nxt in lists.last:
                score -= 2.2 if nxt not in lists.common and score < 2.5 else 0.3
                if key in lists.first:
                    score -= 2.0
        elif right.capital and right.initial and shouted and key in lists.first and nxt in lists.last:
            score -= 3.0
    if left is not None and left.key == "of" and i > 1 and tokens[i - 2].key in ORG_OF and tokens[i - 2].capital:
        kind = "organisation"
    if "," in after and right is not None and len(after) < 4 and _contained(match, matches[j + 1]):
        score += 3.0
    if "," in before and left is not None and len(before) < 4 and i and _contains(match, matches, i):
        score += 1.5
    if head[0] <= token.start < head[1]:
        score += 4.0
    if single and key in lists.common and cued and score > -2.0 and not token.initial:
        score += 1.0
    return kind, score


def _abbreviation(
    text: str, tokens: list[_Token], matches: list[list[_Match]], match: _Match, before: str, raw: str
) -> float:
    """A state's abbreviation counts after a place and a comma ("Mobile, Ala."), or with its points ("D.C.")."""
    pointed = text[tokens[match.last].end : tokens[match.last].end + 1] == "." or "." in raw
    if match.key == "dc":
        return 1.0 if raw.isupper() else -1.0
    if "," in before and len(before) < 4 and _contains(match, matches, match.first):
        return 2.0 if pointed or raw.isupper() or len(raw) > 4 else -1.0
    return -2.0


def _contained(match: _Match, following: list[_Match]) -> bool:
    """Does a name after the comma name a country or unit that one of this name's places lies in?"""
    for other in following:
        for unit in other.places[:3]:
            if unit.feature_code == "PCLI" and any(p.country_code == unit.country_code for p in match.places):
                return True
            if unit.feature_code == "ADM1" and any(
                p.country_code == unit.country_code
                and p.admin1_code == unit.admin1_code
                and p.geonameid != unit.geonameid
                for p in match.places
            ):
                return True
    return False


def _contains(match: _Match, matches: list[list[_Match]], i: int) -> bool:
    """Is there a name that ends right before token `i` and lies in one of this name's places?"""
    for back in range(i - 1, max(-1, i - 4), -1):
        for other in matches[back]:
            if other.last == i - 1 and _contained(other, [match]):
                return True
    return False


def _mention(text: str, tokens: list[_Token], match: _Match, kind: str, *, head: tuple[int, int]) -> PlaceMention:
    start, end = tokens[match.first].start, tokens[match.last].end
    if all(p.kind == _ABBREVIATION for p in match.places) and text[end : end + 1] == "." and match.places:
        end += 1
    relation, distance = (None, None) if kind == "demonym" else _relation(text, tokens, match.first)
    return PlaceMention(
        start=start,
        end=end,
        text=text[start:end],
        kind=kind,
        relation=relation,
        distance_km=distance,
        dateline=head[0] <= start < head[1],
    )


def _relation(text: str, tokens: list[_Token], first: int) -> tuple[str | None, float | None]:
    before: list[str] = []
    at = tokens[first].start
    for token in reversed(tokens[max(0, first - 8) : first]):
        gap = text[token.end : at]
        if any(c in gap for c in ".;!?") or "\n\n" in gap or ("," in gap and not before):
            break
        before.append(token.key)
        at = token.start
    before.reverse()
    return relation_before(text, tokens[first].start, before)


def _unknown(text: str, tokens: list[_Token], spans: list[tuple[int, int]]) -> list[PlaceMention]:
    """Capitalised names that the gazetteer lacks, where the words around them call them places."""
    lists = word_lists()
    taken = iter(spans)
    covered: set[int] = set()
    starts = {t.start: n for n, t in enumerate(tokens)}
    for start, end in taken:
        n = starts[start]
        while n < len(tokens) and tokens[n].start < end:
            covered.add(n)
            n += 1
    out: list[PlaceMention] = []
    n = 0
    while n < len(tokens):
        token = tokens[n]
        first = last = -1
        if token.key == "of" and n and tokens[n - 1].key in UNKNOWN_BEFORE and n + 1 < len(tokens):
            first = n + 1
            if tokens[first].key == "the" and first + 1 < len(tokens):
                first += 1
            last = _run(text, tokens, first, covered)
        elif token.key in UNKNOWN_AFTER and n and n - 1 not in covered and (not token.initial or not token.capital):
            last = n - 1
            first = last
            if not _nameable(tokens[last], lists.common):
                last = -1
            while (
                last >= 0
                and first > 0
                and last - first < 2
                and first - 1 not in covered
                and _nameable(tokens[first - 1], lists.common)
                and _joined(text, tokens[first - 1], tokens[first])
            ):
                first -= 1
            if last >= 0 and not _joined(text, tokens[last], token):
                last = -1
        if 0 <= first <= last and not covered & set(range(first, last + 1)):
            start, end = tokens[first].start, tokens[last].end
            relation, distance = _relation(text, tokens, first)
            out.append(
                PlaceMention(start=start, end=end, text=text[start:end], relation=relation, distance_km=distance)
            )
            covered.update(range(first, last + 1))
            n = max(n, last)
        n += 1
    return out


def _nameable(token: _Token, common: frozenset[str]) -> bool:
    return (
        token.capital
        and not token.initial
        and token.key not in common
        and token.key not in TITLES
        and token.key not in PLACE_NOUNS
        and len(token.key) > 2
    )


def _run(text: str, tokens: list[_Token], first: int, covered: set[int]) -> int:
    """The last token of a capitalised name that begins at `first`, or -1."""
    common = word_lists().common
    token = tokens[first]
    if not token.capital or first in covered or token.key in common or len(token.key) < 3:
        return -1
    last = first
    while (
        last + 1 < len(tokens)
        and last - first < 2
        and tokens[last + 1].capital
        and not tokens[last + 1].initial
        and last + 1 not in covered
        and tokens[last + 1].key not in common
        and _joined(text, tokens[last], tokens[last + 1])
    ):
        last += 1
    return last


def _between(text: str, mentions: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """ "between X and Y": the second name gets the relation of the first."""
    out = list(mentions)
    for n, (left, right) in enumerate(zip(mentions, mentions[1:], strict=False)):
        if left.relation in ("between", "border") and right.relation is None:
            gap = " ".join(text[left.end : right.start].lower().split())
            if gap in ("and", "and the", "and the city of", "and the town of", "and the village of"):
                out[n + 1] = PlaceMention(
                    start=right.start,
                    end=right.end,
                    text=right.text,
                    kind=right.kind,
                    relation=left.relation,
                    dateline=right.dateline,
                )
    return tuple(out)
