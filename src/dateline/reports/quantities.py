"""How many of whom: noun phrases with their numbers, and bare numbers, as candidates for subject and object of a fate."""

import re

import msgspec

from dateline.mentions.counts import article_count
from dateline.records import ActorMention, CountMention
from dateline.reports.analysis import Analysis, within

# Heads that say "people" and no more: their figure may be a total that the others are parts of.
GENERAL_HEADS = frozenset(
    "people person dead death body corpse victim casualty life fatality other human soul resident inhabitant killed one toll".split()
)


# Verbs of mere destruction say "dead" only of people.
_PEOPLE = frozenset({"individual", "group", "organisation"})


class Item(msgspec.Struct, frozen=True):
    """A noun phrase with its number, or a bare number: candidates for subject and object of a fate."""

    start: int
    end: int
    actor: ActorMention | None
    count: CountMention | None

    @property
    def people(self) -> bool:
        return self.actor is None or self.actor.entity in _PEOPLE


_COLLECTIVE = frozenset(
    "group band gang family patrol platoon squad crowd team unit cell column convoy couple crew delegation congregation"
    " police army troops military party organisation organization militia force government company brigade battalion mob".split()
)

_SINGULAR_DETERMINER = re.compile(
    r"(?:\b(?:a|an|another|one|the|his|her|their|its|my|our|this|that|local|whose|each)\s+(?:\w+\s+){0,2}|^|[,(:;]\s*)$",
    re.IGNORECASE,
)


# Collectives that say how many they are.
_SIZES = {"couple": 2, "duo": 2, "pair": 2, "twin": 2, "twins": 2, "trio": 3, "foursome": 4, "quartet": 4}


def items_in(analysis: Analysis, start: int, end: int) -> list[Item]:
    """Noun phrases and bare numbers that begin in [start, end), by offset."""
    items: list[Item] = []
    taken: list[tuple[int, int]] = []
    text = analysis.text
    outer = 0
    for a in within(analysis.actors, start, end):
        if a.end <= outer:
            continue  # "a Red Cross nurse": the nurse
        outer = a.end
        number = a.number
        first = a.start
        if number is not None and number.start >= start:
            first = min(first, number.start)
            taken.append((number.start, number.end))
        elif number is None and not a.plural and a.entity == "individual":
            number = article_count(analysis.text, a.start) or (
                CountMention(start=a.start, end=a.end, text=a.text, low=1, best=1, high=1, rule="singular")
                if a.named or _SINGULAR_DETERMINER.search(analysis.text[max(start, a.start - 30) : a.start])
                else None
            )
            if number is not None:
                first = min(first, number.start)
        size = _SIZES.get(a.head)
        if size is not None and (number is None or number.best == 1):
            number = CountMention(
                start=first, end=a.end, text=text[first : a.end], low=size, best=size, high=size, rule="size"
            )
        many = _MEMBERS_OF.match(text, a.end) if a.head in _HOUSEHOLD else None
        if many is not None:
            members = next(iter(within(analysis.counts, many.end(), many.end() + 1)), None)
            if members is not None and _NO_NOUN.match(text, members.end):
                number = members
                taken.append((members.start, members.end))
        both = _BOTH.search(text[max(start, a.start - 14) : a.start])
        if both and a.plural and number is None:
            at = max(start, a.start - 14) + both.start(1)
            number = CountMention(
                start=at, end=at + len(both.group(1)), text=both.group(1), low=2, best=2, high=2, rule="both"
            )
            first = at
        items.append(Item(first, a.end, _of_force(analysis, a), number))
    for c in within(analysis.counts, start, end):
        if any(s < c.end and c.start < e for s, e in taken) or any(i.start <= c.start < i.end for i in items):
            continue
        if c.text.isdigit() and text[max(0, c.start - 2) : c.start] == ", " and text[c.end : c.end + 1] == ",":
            continue  # "her nephew, 19, died": an age
        if _AGE_BEFORE.search(text[max(start, c.start - 30) : c.start]) and _AGE_AFTER.match(text, c.end):
            continue  # "a boy of 14 was shot dead"
        items.append(Item(c.start, c.end, None, c))
    items.sort(key=lambda i: (i.start, i.end))
    return _merged(items, text)


# "a family of six", "the crew of four"
_HOUSEHOLD = frozenset("family crew group party band team".split())
_MEMBERS_OF = re.compile(r"\s+of\s+", re.IGNORECASE)
_NO_NOUN = re.compile(
    r"\s*(?:[.,;:)]|$|(?:was|were|had|have|is|are|in|at|on|near|who|from|when|as|and|by|outside)\b)", re.IGNORECASE
)
_AGE_BEFORE = re.compile(r"\b(?:an?|the|one|her|his)\s+(?:[\w-]+\s+){1,2}of\s+$", re.IGNORECASE)

_AGE_AFTER = re.compile(r"\s*(?:,|\.|$|was\b|were\b|who\b|and\b|is\b|has\b|had\b)", re.IGNORECASE)

_BOTH = re.compile(r"\b(both|the\s+two|the\s+pair\s+of)\s+(?:the\s+|of\s+the\s+)?$", re.IGNORECASE)

_MEN = frozenset("man woman member person people officer personnel worker employee".split())

_OF_BODY = re.compile(r"\s+(?:of|from)\s+(?:the\s+|our\s+|an?\s+)?(?:[\w’'-]+\s+){0,2}", re.IGNORECASE)


def _of_force(analysis: Analysis, a: ActorMention) -> ActorMention:
    """ "eight men of the reserve police", "five members of the security forces": of the body's type, not "men"."""
    if a.head not in _MEN or a.type not in (None, "civilians"):
        return a
    m = _OF_BODY.match(analysis.text, a.end)
    body = (
        next((b for b in within(analysis.actors, a.end + 3, m.end() + 1) if b.type not in (None, "civilians")), None)
        if m
        else None
    )
    return msgspec.structs.replace(a, type=body.type) if body is not None else a


_UNLISTED_GAP = re.compile(r"\s+[\"“‘']?(?:[A-Z][\w’'-]*\s+){0,2}")


def _merged(items: list[Item], text: str) -> list[Item]:
    """A bare number right before people who have none is theirs: "2 VDP", "eight Toposa herders"."""
    out: list[Item] = []
    for item in items:
        last = out[-1] if out else None
        if (
            last is not None
            and last.actor is None
            and last.count is not None
            and item.actor is not None
            and item.count is None
            and item.people
            and _UNLISTED_GAP.fullmatch(text[last.end : item.start])
        ):
            out[-1] = Item(last.start, item.end, item.actor, last.count)
        else:
            out.append(item)
    return out


def single(text: str, start: int, end: int) -> Item:
    return Item(
        start,
        end,
        None,
        CountMention(start=start, end=end, text=text[start:end], low=1, best=1, high=1, rule="pronoun"),
    )
