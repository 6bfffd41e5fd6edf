"""Toponyms: names of places in running text, in mixed, upper or lower case.

One pass over the tokens finds every stretch that the gazetteer may know (a Bloom filter answers), one batch of
queries tells what they mean, then each is kept or dropped by what stands around it. Nothing is learned from one
document to the next, and an unknown name never changes what is found elsewhere.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, Protocol

import msgspec

from dateline.mentions.placenames import fold
from dateline.mentions.toponym_cues import (
    AFTER_NOUNS,
    DIRECTIONS,
    NOT_PLACES,
    ORG_NOUNS,
    ORG_OF,
    PLACE_NOUNS,
    SPEECH,
    STOP_KEYS,
    STREETS,
    STRONG_BEFORE,
    TITLES,
    UNKNOWN_AFTER,
    UNKNOWN_BEFORE,
    UNKNOWN_IN,
    WEAK_BEFORE,
    WordLists,
    dateline_end,
    relation_before,
    word_lists,
)
from dateline.records import PlaceMention

# Kinds of name; resolve.gazetteer has the same numbers, but the layers forbid the import.
_PRIMARY, _ALTERNATE, _DERIVED, _ABBREVIATION, _CURATED, _DEMONYM = range(6)


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
    @property
    def added(self) -> bool: ...


class NameIndex(Protocol):
    """What recognition needs of a gazetteer."""

    def may_know(self, key: str) -> bool: ...
    def look_up(self, keys: Iterable[str]) -> Mapping[str, Sequence[KnownPlace]]: ...


# Words: letters with inner apostrophes, or initials with points ("U.S.").
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʼ‘`][^\W\d_]+)*")
_MAX_WORDS = 7
_IN_ARABIC = frozenset(
    ("في", "مدينه", "محافظه", "قرب", "بلده", "ولايه", "قريه")
)  # folded: in, city, province, near ...
_POINTED = frozenset(("st", "ste", "sta", "sto", "mt", "ft", "pt"))
# After these a capital letter says nothing.
_SENTENCE_START = re.compile(r"(?:[.!?:;]['\"”’)\]]*|\n\s*\n|\n[ \t]*[-–—•*·\d.)]+|[\"“«]|--|[–—])\s*['\"“‘(\[]*$")
_STARTERS = frozenset(".!?:;\"”’)]“«-–—•*·([‘'\n\u2026")


_UNKNOWN_CUES = UNKNOWN_AFTER | UNKNOWN_IN | {"of"}


class _Tokens:
    """The words of a text, as parallel lists: code point offsets, keys, whether each may begin a name (`capital`),
    whether by a capital letter, which scripts without them never have (`proper`),
    and whether that capital tells nothing (`initial`: it begins a sentence or stands in a line of capitals)."""

    __slots__ = ("capital", "end", "initial", "key", "named", "proper", "shouted", "start", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(_TOKEN.finditer(text))
        words = [m.group() for m in found]
        self.start = [m.start() for m in found]
        self.end = [m.end() for m in found]
        shouted, whispered = _case(text)
        self.shouted = shouted
        self.named = [i for i, word in enumerate(words) if shouted or whispered or not word[0].islower()]
        # Lower-case words only matter as they stand, but for "d'Ivoire" and accents.
        self.key = [word if word.isalpha() and word.isascii() else _key(word) for word in words]
        self.capital = [False] * len(words)
        self.proper = [False] * len(words)
        self.initial = [shouted or whispered] * len(words)
        loud = [] if shouted or whispered else _loud_lines(text)
        for i in self.named:
            word = words[i]
            if word[-1] in "sS" and len(word) > 2 and word[-2] in "'’":
                word = word[:-2]
                self.end[i] -= 2
            self.key[i] = _key(word)
            self.capital[i] = True
            self.proper[i] = word[0].lower() != word[0].upper()
            if not self.initial[i]:
                start = self.start[i]
                self.initial[i] = self._begins_sentence(start) or any(a <= start < b for a, b in loud)

    def _begins_sentence(self, start: int) -> bool:
        if start < 2:
            return True
        before = self.text[start - 1]
        if before == " " and self.text[start - 2] not in _STARTERS:
            return False
        return (before.isspace() or before in _STARTERS) and bool(
            _SENTENCE_START.search(self.text[max(0, start - 12) : start])
        )

    def __len__(self) -> int:
        return len(self.start)

    def gap(self, i: int) -> str:
        """What stands between token `i` and the next."""
        return self.text[self.end[i] : self.start[i + 1]] if i + 1 < len(self.start) else "\n\n"

    def joined(self, i: int) -> bool:
        """May token `i` and the next stand in one name? A space, a hyphen, a line's end, or the point of "St."."""
        gap = self.gap(i)
        if gap in (" ", "-"):
            return True
        if gap in (". ", "."):
            return self.key[i] in _POINTED
        if gap.isspace():
            return gap.count("\n") < 2 and len(gap) < 16
        return gap in ("‑", "–", " - ", "-\n")

    def adjacent(self, i: int) -> bool:
        """Does the next token follow in the same phrase, with nothing but white space, a hyphen or a point between?"""
        gap = self.gap(i)
        return gap == " " or (gap.isspace() and "\n\n" not in gap) or gap in ("-", ". ")


class _Match(NamedTuple):
    first: int
    last: int
    key: str
    places: tuple[KnownPlace, ...]
    demonym: bool
    abbreviation: bool


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    return fold(word)


def _case(text: str) -> tuple[bool, bool]:
    """Is the text nearly all in capitals (1990 wire copy), or without any?"""
    head = text[:6000]
    sample = [c for c in head[:: 1 + len(head) // 700] if c.isalpha()]
    letters, upper = len(sample), sum(map(str.isupper, sample))
    return upper > 0.6 * letters, letters > 30 and upper == 0 and text.islower()


def _loud_lines(text: str) -> list[tuple[int, int]]:
    """Lines of capitals in a text of mixed case: headlines."""
    out = []
    at = 0
    for line in text.split("\n"):
        if line.isupper() and line.count(" ") > 1:
            out.append((at, at + len(line)))
        at += len(line) + 1
    return out


def find_toponyms(text: str, *, gazetteer: NameIndex, language: str = "en") -> tuple[PlaceMention, ...]:
    """The place names of a text, in order, never overlapping, the longest where several would fit.

    Demonyms ("Kazakh") and names inside organisations ("Bank of Georgia") are returned with their `kind`.
    A capitalised name that the gazetteer lacks is returned where the words around it call it a place
    ("the village of ..."). `language` is the document's; cues are English, names of any script are found.

    Names that only a user's layer of the gazetteer has are found besides, and change nothing for the others, unless
    a longer one covers them.
    """
    tokens = _Tokens(text)
    if not len(tokens):
        return ()
    matches = _matches(tokens, gazetteer)
    found = _Finder(tokens, matches).mentions()
    if not any(p.added for here in matches.values() for match in here for p in match.places):
        return found
    shipped = {i: kept for i, here in matches.items() if (kept := [m for m in map(_shipped, here) if m])}
    return _besides(_Finder(tokens, shipped).mentions(), found, _added_spans(tokens, matches))


def _shipped(match: "_Match") -> "_Match | None":
    """The match without the places that a user added."""
    places = tuple(p for p in match.places if not p.added)
    if not places and not match.demonym:
        return None
    return match._replace(places=places, abbreviation=any(p.kind == _ABBREVIATION for p in places))


def _added_spans(tokens: _Tokens, matches: Mapping[int, Sequence["_Match"]]) -> set[tuple[int, int]]:
    return {
        (tokens.start[m.first], tokens.end[m.last])
        for here in matches.values()
        for m in here
        if any(p.added for p in m.places)
    }


def _besides(
    shipped: Sequence[PlaceMention], found: Sequence[PlaceMention], added: set[tuple[int, int]]
) -> tuple[PlaceMention, ...]:
    """The mentions of the shipped gazetteer, and those of added names that overlap none of them or are longer."""
    out = list(shipped)
    for mention in found:
        if (mention.start, mention.end) not in added:
            continue
        met = [m for m in out if m.start < mention.end and mention.start < m.end]
        if any(m.added or m.start < mention.start or m.end > mention.end for m in met):
            continue
        if not any((m.start, m.end) == (mention.start, mention.end) for m in met):
            out = [m for m in out if m not in met]
            out.append(msgspec.structs.replace(mention, added=True, covers=tuple(met)))
    return tuple(sorted(out, key=lambda m: m.start))


def _matches(tokens: _Tokens, gazetteer: NameIndex) -> dict[int, list[_Match]]:
    """First token -> the names that begin there, the longest first."""
    may_know = gazetteer.may_know
    keys, capital, initial = tokens.key, tokens.capital, tokens.initial
    common = word_lists().common
    n = len(tokens)
    spans: list[tuple[int, int, str]] = []
    for i in tokens.named:
        key = keys[i]
        if len(key) > 1 and not (initial[i] and key in common) and may_know(key):
            spans.append((i, i, key))
        j = i
        while j - i < _MAX_WORDS and j + 1 < n and may_know(key + " ") and tokens.joined(j):
            j += 1
            key = f"{key} {keys[j]}"
            if capital[j] and may_know(key):
                spans.append((i, j, key))
    known = gazetteer.look_up([key for _, _, key in spans])
    out: dict[int, list[_Match]] = {}
    for i, j, key in spans:
        entries = known[key]
        if entries:
            places = tuple(e for e in entries if e.kind != _DEMONYM)
            demonym = len(places) < len(entries) and not (places and places[0].feature_code == "PCLI")
            abbreviation = bool(places) and any(p.kind == _ABBREVIATION for p in places)
            out.setdefault(i, []).insert(0, _Match(i, j, key, places, demonym, abbreviation))
    return out


class _Finder:
    """The state of one document: its tokens, what the gazetteer says of them, where an agency dateline stands."""

    def __init__(self, tokens: _Tokens, matches: dict[int, list[_Match]]) -> None:
        self.tokens = tokens
        self.lists: WordLists = word_lists()
        self.matches = matches
        self.head = dateline_end(tokens.text)
        self.persons = self._persons()
        self.covered: set[int] = set()
        self._organisations: set[int] = set()
        self._prominences: dict[str, float] = {}

    def mentions(self) -> tuple[PlaceMention, ...]:
        """All mentions, in order."""
        found = sorted(self.known() + self.unknown(), key=lambda m: m.start)
        return _between(self.tokens.text, tuple(found))

    def _persons(self) -> set[str]:
        """Keys that follow a title or a given name somewhere in the text: surnames of this document."""
        tokens, first = self.tokens, self.lists.first
        keys, capital = tokens.key, tokens.capital
        out: set[str] = set()
        for i in tokens.named:
            if i + 1 < len(keys) and capital[i + 1]:
                key = keys[i]
                person = key in first or (key in TITLES and key not in PLACE_NOUNS) or len(key) == 1
                if person and keys[i + 1] not in PLACE_NOUNS and tokens.gap(i) in (" ", ". ", "\n"):
                    out.add(keys[i + 1])
        return out

    def known(self) -> list[PlaceMention]:
        """The names that the gazetteer knows and the words around them allow."""
        scored: list[tuple[_Match, str, float]] = []
        sure: set[str] = set()
        free = 0
        for i in sorted(self.matches):
            if i < free:
                continue
            best: tuple[_Match, str, float] | None = None
            for match in self.matches[i]:
                kind, score = self._score(match)
                if best is None or score > best[2]:
                    best = (match, kind, score)
                if score >= 0:
                    break
            if best is None:
                continue
            scored.append(best)
            if best[2] >= 0:
                free = best[0].last + 1
                if best[1] == "organisation":
                    self._organisations.add(best[0].last)
                if best[2] >= 2.0 and best[1] == "place":
                    sure.add(best[0].key)
        kept = {match.last for match, kind, score in scored if score >= 0 and kind == "place"}
        begins = {match.first for match, kind, score in scored if score >= 0 and kind == "place"}
        out: list[PlaceMention] = []
        free = 0
        for match, kind, score in scored:
            # Where the words around it are silent: a name that is surely a place elsewhere in the text, or one in
            # a row of places, is more likely one.
            likely = score >= -1.5 and (match.key in sure or (score >= -1.0 and self._in_row(match, kept, begins)))
            if match.first >= free and (score >= 0 or likely):
                kept.add(match.last)
                out.append(self._mention(match, kind))
                free = match.last + 1
        return out

    def _in_row(self, match: _Match, kept: set[int], begins: set[int]) -> bool:
        """Does the name stand in "X, Y and Z" beside a place?"""
        tokens = self.tokens
        i, j = match.first, match.last
        if match.key in self.persons or match.key in self.lists.first:
            return False
        if i and i - 1 in kept and tokens.gap(i - 1) == ", ":
            return True
        if i > 1 and tokens.key[i - 1] == "and" and i - 2 in kept and tokens.gap(i - 2) in (" ", ", "):
            return True
        if j + 1 in begins and tokens.gap(j) == ", ":
            return True
        return j + 2 in begins and tokens.key[j + 1] == "and" and tokens.gap(j) in (" ", ", ")

    def _prominence(self, match: _Match) -> float:
        """How readily the bare name is taken for a place: from -2 (a hamlet) to 3 (a country)."""
        known = self._prominences.get(match.key)
        if known is not None:
            return known
        best = -2.0
        for place in match.places[:4]:
            code, pop, kind = place.feature_code, place.population, place.kind
            if kind == _ABBREVIATION:
                continue
            if code in ("PCLI", "CONT"):
                value = 3.0
            elif code == "ADM1":
                value = 2.2 if pop > 300_000 else 1.2
            elif place.geonameid < 0:
                value = 0.5 if code.startswith("PPL") else 2.4  # curated: a region, or a village
            elif code == "ADMF":
                value = -1.8
            else:
                value = 2.2 if pop >= 1_000_000 else 1.4 if pop >= 100_000 else 0.4 if pop >= 15_000 else -0.7
                if pop <= 1_000:
                    value = -1.5
                if code == "ADM2":
                    value -= 0.5
            if kind == _DERIVED or (kind == _ALTERNATE and code not in ("PCLI", "CONT")):
                value -= 0.6
            best = max(best, value)
        self._prominences[match.key] = best
        return best

    def _score(self, match: _Match) -> tuple[str, float]:
        """Kind, and how much speaks for a place: kept from 0 on."""
        tokens, lists = self.tokens, self.lists
        i, j, key = match.first, match.last, match.key
        single = i == j
        initial = tokens.initial[i]
        if key in STOP_KEYS or key in _IN_ARABIC:
            return "place", -9.0
        if match.demonym:
            return "demonym", -1.0 if key in lists.common and initial else 1.0
        raw = tokens.text[tokens.start[i] : tokens.end[j]]
        contained = self._is_contained(match)
        if match.abbreviation:
            score = self._abbreviation(match, raw)
            if score >= 0 or all(p.kind == _ABBREVIATION for p in match.places):
                return "place", score
        score = self._prominence(match)
        if single and score < 2.9 and len(raw) <= 4 and not contained:
            if raw.isupper() and not initial:
                score -= 3.5  # an acronym: "UN", "TAK"
            elif len(key) <= 3:
                score -= 1.0 if len(key) == 3 else 3.0
        if key == "us" and (not raw.isupper() or (initial and "." not in raw)):
            return "place", -9.0
        if single and not tokens.proper[i] and score < 2.9:
            # Without capitals any word may be some hamlet's name: only well-known ones, or after "in".
            score += 0.6 if i and tokens.key[i - 1] in _IN_ARABIC else -0.9
        if not single:
            score += 0.3 if all(p in lists.common for p in key.split(" ")) else 1.6
        elif key in lists.common:
            score -= 5.0 if initial or key in NOT_PLACES else 3.0
        else:
            if key in lists.first:
                score -= 1.2
            if key in lists.last and score < 2.0:
                score -= 0.6
            if key in self.persons:
                score -= 2.5 if score < 2.9 else 1.0
        cued, change = self._before(match, score)
        score += change
        kind, cued, change = self._after(match, score, cued=cued)
        score += change
        if contained:
            score += 3.0
        if i and self._contains(match):
            score += 1.5
        if self.head[0] <= tokens.start[i] < self.head[1]:
            score += 4.0
        if single and key in lists.common and cued and score > -2.0 and not initial:
            score += 1.0
        return kind, score

    def _before(self, match: _Match, score: float) -> tuple[bool, float]:
        """What the words before speak for: whether they call for a place, and the change of score."""
        tokens, lists = self.tokens, self.lists
        i = match.first
        if not i or not tokens.adjacent(i - 1):
            return False, 0.0
        left = tokens.key[i - 1]
        second = tokens.key[i - 2] if i > 1 else ""
        if left in STRONG_BEFORE:
            return True, 1.8
        if left in WEAK_BEFORE:
            if left == "of" and (second in PLACE_NOUNS or second in DIRECTIONS):
                return True, 3.0
            return False, 0.5
        if left in DIRECTIONS or left in ("central", "downtown"):
            return False, 1.0
        if left == "the":
            return False, 0.8 if second in STRONG_BEFORE else 0.0
        if left in TITLES and left not in PLACE_NOUNS:
            return False, -4.0
        if not tokens.capital[i - 1] or not tokens.proper[i]:
            return False, 0.0
        if not tokens.initial[i - 1] and i - 1 not in self.matches and left not in lists.common:
            return False, -2.5 if score < 2.5 or left in lists.first else -0.5
        if (left in lists.first or len(left) == 1) and (match.first == match.last or score < 2.0):
            return False, -1.0 if left in lists.common else -3.0
        return False, 0.0

    def _after(self, match: _Match, score: float, *, cued: bool) -> tuple[str, bool, float]:
        """What the words after speak for: kind, whether a place is called for, and the change of score."""
        tokens, lists = self.tokens, self.lists
        i, j, key = match.first, match.last, match.key
        single = i == j
        kind = "organisation" if self._of_organisation(i) else "place"
        if j + 1 >= len(tokens) or not tokens.adjacent(j) or tokens.gap(j) == ". ":
            return kind, cued, 0.0
        nxt = tokens.key[j + 1]
        capital, initial = tokens.capital[j + 1] and tokens.proper[i], tokens.initial[j + 1]
        if nxt in AFTER_NOUNS:
            return kind, True, 1.8 if single else 1.0
        if capital and nxt in STREETS:
            return kind, cued, -6.0  # "Paris Street" is not in Paris
        if capital and nxt in ORG_NOUNS:
            return "organisation", cued, 0.3 if score >= 1.0 else -0.5
        if nxt in TITLES:
            return kind, cued, 0.0
        if nxt in SPEECH and single and not cued:
            return kind, cued, -1.2
        if capital and not initial and tokens.gap(j) != "\n":
            if j + 1 not in self.matches or nxt in lists.last:
                change = -2.6 if nxt not in lists.common and score < 2.5 else -0.3
                return kind, cued, change - (2.0 if key in lists.first else 0.0)
        elif capital and tokens.initial[i] and key in lists.first and nxt in lists.last:
            return kind, cued, -3.0
        return kind, cued, 0.0

    def _of_organisation(self, i: int) -> bool:
        """Does token `i` end the name of an organisation: "Bank of X", "Qaeda in X", "Islamic State of X and the Y"?"""
        tokens = self.tokens
        k = i - 1
        if k > 0 and tokens.key[k] == "the":
            k -= 1
        if k > 0 and tokens.key[k] == "and" and k - 1 in self._organisations:
            return True
        if k < 1 or not tokens.capital[k - 1] or tokens.key[k] not in ("of", "in", "for"):
            return False
        before = tokens.key[k - 1]
        if before == "state":
            return k > 1 and tokens.key[k - 2] == "islamic"
        return before in ORG_OF if tokens.key[k] != "in" else before in ("qaeda", "qaida")

    def _abbreviation(self, match: _Match, raw: str) -> float:
        """A state's abbreviation counts after a place and a comma ("Mobile, Ala."), or with its points ("D.C.")."""
        tokens = self.tokens
        end = tokens.end[match.last]
        pointed = "." in raw or tokens.text[end : end + 1] == "."
        if match.key == "dc":
            return 1.0 if raw.isupper() else -1.0
        if match.first and self._contains(match, abbreviated=True):
            return 2.0 if pointed or raw.isupper() or len(raw) > 4 else -1.0
        if raw.isupper() and "." in raw and raw.count(".") > 1 and not tokens.initial[match.first]:
            return 0.2  # "N.J."
        return -2.0

    def _is_contained(self, match: _Match) -> bool:
        """Does a name after the comma name a country or unit that one of this name's places lies in?"""
        tokens = self.tokens
        gap = tokens.gap(match.last)
        if "," not in gap or len(gap) > 3:
            return False
        return any(_lies_in(match, other) for other in self.matches.get(match.last + 1, ()))

    def _contains(self, match: _Match, *, abbreviated: bool = False) -> bool:
        """Is there a name before the comma that lies in one of this name's places?"""
        tokens = self.tokens
        gap = tokens.gap(match.first - 1)
        if "," not in gap or len(gap) > 3:
            return False
        for back in range(match.first - 1, max(-1, match.first - 4), -1):
            for other in self.matches.get(back, ()):
                if other.last == match.first - 1 and _lies_in(other, match):
                    return True
        return abbreviated and tokens.capital[match.first - 1]

    def _mention(self, match: _Match, kind: str) -> PlaceMention:
        tokens = self.tokens
        self.covered.update(range(match.first, match.last + 1))
        start, end = tokens.start[match.first], tokens.end[match.last]
        raw = tokens.text[start:end]
        pointed = match.abbreviation and tokens.text[end : end + 1] == "." and "." not in raw
        if pointed and self._abbreviation(match, raw) >= 0:
            end += 1
        relation, distance = (None, None) if kind == "demonym" else self._relation(match.first)
        return PlaceMention(
            start=start,
            end=end,
            text=tokens.text[start:end],
            kind=kind,
            relation=relation,
            distance_km=distance,
            dateline=self.head[0] <= start < self.head[1],
        )

    def _relation(self, first: int) -> tuple[str | None, float | None]:
        tokens = self.tokens
        before: list[str] = []
        for i in range(first - 1, max(-1, first - 9), -1):
            gap = tokens.gap(i)
            if gap != " " and (any(c in gap for c in ".;!?") or "\n\n" in gap or ("," in gap and not before)):
                break
            before.append(tokens.key[i])
        before.reverse()
        return relation_before(tokens.text, tokens.start[first], before)

    def unknown(self) -> list[PlaceMention]:
        """Capitalised names that the gazetteer lacks, where the words around them call them places."""
        tokens, covered = self.tokens, self.covered
        keys = tokens.key
        out: list[PlaceMention] = []
        for n in [n for n, key in enumerate(keys) if key in _UNKNOWN_CUES and n]:
            key = keys[n]
            first = last = -1
            if key == "of":
                if keys[n - 1] in UNKNOWN_BEFORE and n + 1 < len(tokens):
                    first = n + 2 if keys[n + 1] == "the" and n + 2 < len(tokens) else n + 1
                    last = self._run(first)
            elif key in UNKNOWN_IN:
                after = n + 2 if tokens.shouted and keys[min(n + 1, len(keys) - 1)] == "the" else n + 1
                if after < len(tokens) and self._unusual(after) and tokens.adjacent(n):
                    first, last = after, self._run(after)
                    last = last if last >= 0 and self._place_like(first, last) else -1
            elif (
                key in UNKNOWN_AFTER
                and (tokens.shouted or not tokens.initial[n])
                and self._nameable(n - 1)
                and tokens.joined(n - 1)
            ):
                first = last = n - 1
                while last - first < 2 and self._nameable(first - 1) and tokens.joined(first - 1):
                    first -= 1
                if tokens.capital[n] and key in STREETS:
                    last = n
            if 0 <= first <= last and not any(k in covered for k in range(first, last + 1)):
                start, end = tokens.start[first], tokens.end[last]
                relation, distance = self._relation(first)
                out.append(
                    PlaceMention(
                        start=start, end=end, text=tokens.text[start:end], relation=relation, distance_km=distance
                    )
                )
                covered.update(range(first, last + 1))
        return out

    def _nameable(self, n: int) -> bool:
        tokens = self.tokens
        key = tokens.key[n]
        return (
            n >= 0
            and n not in self.covered
            and tokens.capital[n]
            and self._unusual(n)
            and len(key) > 2
            and key not in self.lists.common
            and key not in TITLES
            and key not in PLACE_NOUNS
            and key not in NOT_PLACES
        )

    def _unusual(self, n: int) -> bool:
        """Does the capital of token `n` speak for a name? In a text of capitals: is it no word, nor a person's name?"""
        if not self.tokens.shouted:
            return not self.tokens.initial[n]
        key, lists = self.tokens.key[n], self.lists
        return key not in lists.plain and key not in lists.first and key not in lists.last and key not in self.persons

    def _place_like(self, first: int, last: int) -> bool:
        """After a bare "in": no acronym, no person, no organisation, nothing that goes on in capitals."""
        tokens, lists = self.tokens, self.lists
        raw = tokens.text[tokens.start[first] : tokens.end[last]]
        if (
            (raw.isupper() and not tokens.shouted)
            or last - first > 1
            or not all(self._nameable(k) for k in range(first, last + 1))
        ):
            return False
        if any(tokens.key[k] in lists.first or tokens.key[k] in ORG_NOUNS for k in range(first, last + 1)):
            return False
        if any(tokens.key[k] in lists.plain or tokens.key[k] in self.persons for k in range(first, last + 1)):
            return False
        if last + 1 < len(tokens) and tokens.adjacent(last):
            go_on = tokens.capital[last + 1] if not tokens.shouted else self._unusual(last + 1)
            return not go_on and tokens.key[last + 1] not in ORG_NOUNS
        return tokens.text[tokens.end[last] : tokens.end[last] + 2] not in ("'s", "’s")

    def _run(self, first: int) -> int:
        """The last token of a capitalised name that begins at `first`, or -1."""
        tokens, common = self.tokens, self.lists.common
        key = tokens.key[first]
        if not tokens.capital[first] or first in self.covered or key in common or len(key) < 3 or key in NOT_PLACES:
            return -1
        if tokens.shouted and not self._unusual(first):
            return -1
        last = first
        while (
            last + 1 < len(tokens)
            and last - first < 2
            and tokens.capital[last + 1]
            and self._unusual(last + 1)
            and last + 1 not in self.covered
            and tokens.key[last + 1] not in common
            and tokens.joined(last)
        ):
            last += 1
        return last


def _lies_in(match: _Match, other: _Match) -> bool:
    """Is a place of the first name enclosed by a country or first-order unit of the second, by its codes?"""
    for unit in other.places[:3]:
        if unit.feature_code == "PCLI":
            if any(p.country_code == unit.country_code and p.feature_code != "PCLI" for p in match.places):
                return True
        elif unit.feature_code == "ADM1" and any(
            p.country_code == unit.country_code and p.admin1_code == unit.admin1_code and p.geonameid != unit.geonameid
            for p in match.places
        ):
            return True
    return False


_PAIR = re.compile(r"\s*[-–/]\s*|\s+and\s+", re.I)
_PAIR_AFTER = re.compile(r"(?:['’]s)?\s+(?:(border|frontier)|road|highway|motorway|railway|route|line)\b", re.I)
_ROAD_FROM = re.compile(r"\b(?:road|highway|motorway|railway|route|way)\s+from\s+$", re.I)


def _pair_relation(text: str, left: PlaceMention, right: PlaceMention) -> str | None:
    """ "border" for "the X-Y border", "between" for "the X-Y road" and "the road from X to Y"."""
    gap = text[left.end : right.start]
    after = _PAIR_AFTER.match(text, right.end) if _PAIR.fullmatch(gap) else None
    if after:
        return "border" if after[1] else "between" if "and" not in gap else None
    road = gap.strip().lower() == "to" and _ROAD_FROM.search(text[max(0, left.start - 24) : left.start])
    return "between" if road else None


def _between(text: str, mentions: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """In "between X and Y" the second name gets the relation of the first; "the X-Y border" and "the road from X to Y"
    say the relation of both beside them."""
    out = list(mentions)
    for n, (left, right) in enumerate(pairwise(mentions)):
        if left.relation in ("between", "border") and right.relation is None:
            gap = " ".join(text[left.end : right.start].lower().split())
            if gap in ("and", "and the", "and the city of", "and the town of", "and the village of"):
                out[n + 1] = msgspec.structs.replace(right, relation=left.relation)
        elif left.relation in (None, "in") and right.relation in (None, "in"):
            relation = _pair_relation(text, left, right)
            if relation:
                out[n] = msgspec.structs.replace(out[n], relation=relation)
                out[n + 1] = msgspec.structs.replace(right, relation=relation)
    return tuple(out)
