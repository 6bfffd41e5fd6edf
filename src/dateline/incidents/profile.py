"""What of a report can be compared: weighted words, names, ages, streets, clock times and days, worked out once."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from dateline.incidents.aliases import folded
from dateline.incidents.background import Background, background
from dateline.incidents.context import ReportContext
from dateline.incidents.days import days_named
from dateline.incidents.geography import place_words
from dateline.mentions.weapons import find_weapons
from dateline.records import Actor
from dateline.records.values import Role

LIMIT = 6000
"""Characters looked at: the main incident of a longer text is told before, what follows is mostly other matter."""

RARE = 4.5
"""A word of this background weight stands in fewer than one news text in a hundred."""

Vector = dict[str, float]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# A capitalised word that is not all capitals, so that headlines in capitals and 1990 wire copy give no names.
_CAPITAL = re.compile(r"[^\W\d_a-zà-ÿ][\w'’-]*[a-zà-ÿа-я][\w'’-]*")
_INITIAL = re.compile(r" ?(?:[A-Z]\. ?)?")
_AGE = re.compile(r"\b(\d{1,2})[- ]years?[- ]old|, (\d{1,2}),|\bage[d]? (\d{1,2})\b|\((\d{1,2})\)", re.IGNORECASE)
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?\s*([ap])\.?\s?m\b", re.IGNORECASE)
_CLOCK24 = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)\b(?!\s*[ap]\.?\s?m)", re.IGNORECASE)
_STREET = re.compile(
    r"\b((?:[A-Z][a-z]+|[NSEW]\.?|\d+(?:st|nd|rd|th))(?: (?:[A-Z][a-z]+|\d+(?:st|nd|rd|th))){0,2})"
    r" (?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Boulevard|Blvd|Lane|Ln|Court|Ct|Highway|Hwy|Place|Pl|Way|Circle"
    r"|Parkway|Pkwy|Terrace|Pike|Square|Bridge)\b"
)
_HOUSE = re.compile(r"\b(\d{2,5})(?:th)? (?:block|[NSEW]\.? |[A-Z])")


class ActorView(msgspec.Struct, frozen=True, kw_only=True):
    """The actors of one role for comparison: proper names, head words (those that tell something), neutral types."""

    names: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    given: bool = False


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """One report, ready to be compared.

    `words`, `title`, `names` (pairs of adjacent capitalised words: full names, mostly) and `capitals` (capitalised
    words inside sentences) are unit-length vectors of background weights times 1 + log count. `ages` are ages of
    people, `streets` street names, `houses` house and block numbers, `clock` minutes after midnight, `days` the
    days (ordinals) that the text may mean, with weights that fall from its beginning; None: it names none.
    `people` are full names of persons who speak in no office: victims, suspects, witnesses.
    `rare` are the words of background weight `RARE` or more, `name_weights` the names with theirs.
    """

    context: ReportContext
    rare: frozenset[str]
    name_weights: dict[str, float]
    place_words: tuple[str, ...]
    weapons: frozenset[str]
    perpetrators: ActorView
    targets: ActorView
    words: Vector
    word_count: int
    title: Vector
    names: Vector
    capitals: Vector
    people: frozenset[str]
    ages: frozenset[str]
    streets: frozenset[str]
    houses: frozenset[str]
    clock: frozenset[int]
    days: dict[int, float] | None
    published: int | None
    fatal: bool


_FATAL = re.compile(
    r"\b(?:kill|dead|died|dies|deaths?|slain|slay|homicid|murder|fatal|shot dead|destroyed)", re.IGNORECASE
)


def profile(context: ReportContext) -> Profile:
    """The comparable traits of one report's passage."""
    weights = background()
    text = context.text[:LIMIT]
    counts = Counter(m.group().lower() for m in _WORD.finditer(text))
    names, capitals = _capitalised(text)
    published = context.published_latest or context.published_earliest
    report = context.report
    return Profile(
        context=context,
        rare=frozenset(w for w in counts if weights.weight(w) >= RARE),
        name_weights={n: pair_weight(n, weights) for n in names},
        place_words=place_words(report.place) if report.place else (),
        weapons=weapon_families(report.weapons),
        perpetrators=_actors(report.actors, "perpetrator"),
        targets=_actors(report.actors, "target"),
        words=_vector(counts, weights),
        word_count=counts.total(),
        title=_vector(Counter(m.group().lower() for m in _WORD.finditer(context.title or "")), weights),
        names=_pair_vector(names, weights),
        capitals=_vector(capitals, weights),
        people=_people(text, weights),
        ages=frozenset(age for m in _AGE.finditer(text) for age in m.groups() if age),
        streets=frozenset(m[1].lower() for m in _STREET.finditer(text)),
        houses=frozenset(m[1] for m in _HOUSE.finditer(text)),
        clock=_clock_times(text),
        days=days_named(text, published) if published else None,
        published=published.toordinal() if published else None,
        fatal=_FATAL.search(text[:700]) is not None,
    )


# A run of capitalised words, initials between them: "Sgt. Ann B. Moss".
_RUN = re.compile(
    r"(?:[A-ZÀ-Ý][a-zà-ÿ]+\. )?[A-ZÀ-Ý][\w'’-]*[a-zà-ÿ](?:[ \n](?:[A-Z]\.[ \n])?[A-ZÀ-Ý][\w'’-]*[a-zà-ÿ]){1,4}"
)
_OFFICE = frozenset(
    """officer sgt sergeant lt lieutenant capt captain chief sheriff deputy detective det cpl corporal trooper major maj
    col colonel gen general commander inspector superintendent supt commissioner constable spokesman spokeswoman
    spokesperson mayor governor gov sen senator rep representative judge justice prosecutor attorney lawyer coroner
    dr doctor rev reverend pastor president secretary minister director principal deputies marshal agent special
    public information assistant councilman councilwoman alderman king imam bishop reporter""".split()
)
_IN_OFFICE = re.compile(
    r",? (?:of the |an? |the )?(?:[\w'’-]+ ){0,4}?(?:spokes|chief|sheriff|officer|detective|sergeant|lieutenant|captain"
    r"|coroner|attorney|prosecutor|mayor|director|reporter|pastor|superintendent|commissioner|commander)",
    re.IGNORECASE,
)


def _people(text: str, weights: Background) -> frozenset[str]:
    """First and last word of full names whose bearers hold no office; officials recur from one incident to the next."""
    found: dict[str, bool] = {}
    for run in _RUN.finditer(text):
        words = [w for w in re.findall(r"[\w'’-]+", run.group().lower()) if len(w) > 1]
        official = any(w in _OFFICE for w in words)
        words = [w for w in words if w not in _OFFICE]
        if not 2 <= len(words) <= 3 or any(weights.weight(w) < RARE for w in (words[0], words[-1])):
            continue
        official = official or _IN_OFFICE.match(text, run.end()) is not None
        name = f"{words[0]} {words[-1]}"
        found[name] = found.get(name, False) or official
    return frozenset(n for n, official in found.items() if not official)


def _capitalised(text: str) -> tuple[Counter[str], Counter[str]]:
    """Pairs of adjacent capitalised words (an initial may stand between) and single ones inside sentences."""
    pairs: Counter[str] = Counter()
    single: Counter[str] = Counter()
    last, last_end = "", -1
    for match in _CAPITAL.finditer(text):
        start, word = match.start(), match.group()
        if last_end >= 0 and 0 < start - last_end <= 4 and _INITIAL.fullmatch(text, last_end, start):
            pairs[f"{last} {word}".lower()] += 1
        if start >= 2 and text[start - 1] in " \n" and text[start - 2] not in '.!?"”\n:':
            single[word.lower()] += 1
        last, last_end = word, match.end()
    return pairs, single


def _clock_times(text: str) -> frozenset[int]:
    found = set()
    for m in _CLOCK.finditer(text):
        found.add((int(m[1]) % 12 + (12 if m[3].lower() == "p" else 0)) * 60 + int(m[2] or 0))
    for m in _CLOCK24.finditer(text):
        found.add(int(m[1]) * 60 + int(m[2]))
    return frozenset(found)


def _vector(counts: Counter[str], weights: Background) -> Vector:
    return _unit({w: (1 + math.log(n)) * weights.weight(w) for w, n in counts.items()})


def _pair_vector(counts: Counter[str], weights: Background) -> Vector:
    return _unit({p: (1 + math.log(n)) * pair_weight(p, weights) for p, n in counts.items()})


def pair_weight(pair: str, weights: Background) -> float:
    """The mean weight of a name's words: "police chief" is light, a person's full name heavy."""
    words = pair.split()
    return sum(weights.weight(w) for w in words) / len(words)


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(x * x for x in vector.values()))
    return {k: x / length for k, x in vector.items()} if length else {}


def cosine(left: Vector, right: Vector) -> float:
    """The cosine of two unit-length vectors, 0 where they share nothing."""
    if len(left) > len(right):
        left, right = right, left
    return sum((x * right[k] for k, x in left.items() if k in right), 0.0)


_VAGUE_HEADS = frozenset(
    {"people", "person", "man", "men", "woman", "women", "attacker", "assailant", "civilian", "other", "unknown"}
)


def _actors(actors: Iterable[Actor], role: Role) -> ActorView:
    chosen = [a for a in actors if a.role == role]
    names = [n for a in chosen for n in (a.name, *a.aliases)]
    # "two police officers" and "the officer" meet in their last word, without a plural s.
    heads = {folded(n).rpartition(" ")[2].rstrip("s") for n in names}
    return ActorView(
        names=frozenset(folded(n) for n in names if any(c.isupper() for c in n[1:]) and not n.isupper()),
        heads=frozenset(heads - _VAGUE_HEADS - {""}),
        kinds=frozenset(a.type for a in chosen if a.type),
        given=bool(chosen),
    )


_FAMILY = {
    "suicide vest": "bomb",
    "car bomb": "bomb",
    "mine": "bomb",
    "explosives": "bomb",
    "grenade": "bomb",
    "ammunition": "firearm",
    "rocket": "artillery",
    "missile": "artillery",
}


def weapon_families(weapons: Iterable[str]) -> frozenset[str]:
    """The families of weapons that the words name; words that name none are left out."""
    return frozenset(f for w in weapons for f in _families(w))


@lru_cache(maxsize=4096)
def _families(words: str) -> frozenset[str]:
    found = {m.category for m in find_weapons(words)} - {"other"}
    return frozenset(_FAMILY.get(c, c) for c in found)
