"""Weapons and means, and inventories of seized or found arms."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from dateline.mentions.counts import article_count, find_counts
from dateline.mentions.lexicon import plural_of
from dateline.mentions.words import BREAK, Words, split_words, terms
from dateline.records import CountMention, SeizedItem, WeaponMention


class WeaponHead(msgspec.Struct, frozen=True, kw_only=True):
    """A head noun, perhaps of several words. `doubtful`: a weapon only in the company of telling words."""

    before: tuple[str, ...]
    category: str
    doubtful: bool


class WeaponLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """`heads` by last word, longest first; the rest as in data/weapons.toml."""

    heads: dict[str, tuple[WeaponHead, ...]]
    modifiers: frozenset[str]
    makes: frozenset[str]
    use: frozenset[str]
    not_before: dict[str, frozenset[str]]
    not_after: dict[str, frozenset[str]]


class InventoryItem(NamedTuple):
    """One line of an inventory: text[start:end] holds number and item; `seized` is what is recorded of it."""

    seized: SeizedItem
    start: int
    end: int


@lru_cache(maxsize=1)
def weapon_lexicon() -> WeaponLexicon:
    """Read and index data/weapons.toml, once a process."""
    table = tomllib.loads(files("dateline").joinpath("data", "weapons.toml").read_text("utf-8"))
    heads: dict[str, dict[tuple[str, ...], WeaponHead]] = {}
    for category, listed in table["heads"].items():
        for raw in listed.replace("\n", " ").split(","):
            entry = raw.strip()
            if not entry:
                continue
            singular = entry.lstrip("!")
            first, of, rest = singular.partition(" of ")
            plural = f"{plural_of(first)}{of}{rest}" if of else plural_of(singular)
            for form in (singular, plural):
                *before, last = split_words(form).lower
                head = WeaponHead(before=tuple(before), category=category, doubtful=entry.startswith("!"))
                heads.setdefault(last, {}).setdefault(head.before, head)
    rules = table["rules"]
    return WeaponLexicon(
        heads={last: tuple(sorted(forms.values(), key=lambda h: -len(h.before))) for last, forms in heads.items()},
        modifiers=terms(rules["modifiers"]),
        makes=terms(rules["makes"]),
        use=terms(rules["use"]),
        not_before={word: terms(listed) for word, listed in rules["not_before"].items()},
        not_after={word: terms(listed) for word, listed in rules["not_after"].items()},
    )


@lru_cache(maxsize=8)
def find_weapons(text: str) -> tuple[WeaponMention, ...]:
    """Weapons in order of place, without determiner and number, modifiers kept; they do not overlap.

    >>> [(w.text, w.category) for w in find_weapons("They threw two hand grenades and fled.")]
    [('hand grenades', 'grenade')]
    """
    words, lexicon = split_words(text), weapon_lexicon()
    counts: dict[int, CountMention] | None = None
    found: list[WeaponMention] = []
    floor = 0
    for index, word in enumerate(words.lower):
        if word not in lexicon.heads:
            continue
        head = _head_at(words, index, lexicon)
        if head is None or not _is_weapon(words, index, head, lexicon):
            continue
        first = index - len(head.before)
        while first > floor and words.lower[first - 1] in lexicon.modifiers and not _number_word(words, first - 1):
            first -= 1
        if words.lower[first] == "mm" and first > floor and words.lower[first - 1][0].isdigit():
            first -= 1
        last = index
        if found and first <= floor and words.starts[first] < found[-1].end:
            # "RGD-5 hand grenade launcher": the longer phrase swallows the shorter
            first = min(first, _token_at(words, found[-1].start))
            found.pop()
        if counts is None:
            counts = {count.end: count for count in find_counts(text)}
        start, end = words.starts[first], words.ends[last]
        found.append(
            WeaponMention(
                start=start,
                end=end,
                text=text[start:end],
                category=_category(words, first, last, head),
                number=counts.get(words.ends[first - 1]) if first else None,
            )
        )
        if found[-1].number is None and first:
            article = article_count(text, start)
            if article is not None:
                found[-1] = msgspec.structs.replace(found[-1], number=article)
        floor = index + 1
    return tuple(found)


def _token_at(words: Words, offset: int) -> int:
    return words.starts.index(offset)


def _number_word(words: Words, index: int) -> bool:
    return words.lower[index] in {"second", "first", "another", "several", "various"}


def _head_at(words: Words, index: int, lexicon: WeaponLexicon) -> WeaponHead | None:
    for head in lexicon.heads[words.lower[index]]:
        size = len(head.before)
        if size <= index and words.lower[index - size : index] == head.before:
            return head
    return None


def _is_weapon(words: Words, index: int, head: WeaponHead, lexicon: WeaponLexicon) -> bool:
    """Is the head a weapon here, not a coal mine, a legal charge, a news magazine?"""
    lower, word = words.lower, words.lower[index]
    first = index - len(head.before)
    before = lower[first - 1] if first else BREAK
    after = lower[index + 1] if index + 1 < len(lower) else BREAK
    if not head.before:
        if before in lexicon.not_before.get(word, ()) or after in lexicon.not_after.get(word, ()):
            return False
        if word in _CAPITALS_ONLY and not (words.upper or words.text[words.starts[index]].isupper()):
            return False
    if word == "fire" and not head.before:
        near = lower[max(0, index - 6) : index]
        return any(w in {"set", "sets", "setting"} for w in near) and after != "fight"
    if word in {"mine", "mines"} and not head.before:
        near = lower[max(0, index - 8) : index + 9]
        return before in lexicon.modifiers or any(w in lexicon.use for w in near)
    if not head.doubtful:
        return True
    if before in lexicon.makes:
        return True
    if word in {"round", "rounds"}:
        # "153 rounds of 9mm cartridges", "fired 30 rounds"
        return after == "of" or any(w in {"fired", "fire", "ammunition"} for w in lower[max(0, index - 4) : index + 3])
    if word in {"arm", "charge", "charges"}:
        return word != "arm" and any(w in lexicon.use for w in lower[max(0, index - 5) : index + 6])
    return any(w in lexicon.use for w in lower[max(0, index - 8) : index + 9])


# names of makes that are words or abbreviations of other things in small letters
_CAPITALS_ONLY = terms("grad law tt ak fal g-3 uzi thompson browning rampa strela stinger scud ingram galil")


def _category(words: Words, first: int, last: int, head: WeaponHead) -> str:
    lower = words.lower[first : last + 1]
    if head.category == "bomb":
        if {"car", "truck", "vehicle", "lorry"} & set(lower):
            return "car bomb"
        if {"suicide"} & set(lower):
            return "suicide vest"
        if {"petrol", "gasoline", "molotov"} & set(lower):
            return "fire"
    if head.category == "explosives" and {"belt", "vest"} & set(lower):
        return "suicide vest"
    return head.category


_SPLIT = re.compile(
    r"\s*(?:[;•·]|\n\s*[-–—*]\s|,(?!\d)|\band\b(?! a half)|\bas well as\b|\balong with\b|\bplus\b)\s*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:and|also|as well as|including|among them|the following|some|the|his|her|their|other|another|of)\s+",
    re.IGNORECASE,
)
# the words that end a list: a clause about it, or where it was
_CUT = re.compile(
    r"\s+(?:were|was|had|have|has|been|is|are|which|who|that|according|said|during|found|seized|confiscated|recovered|"
    r"discovered|hidden|buried|stashed|from|in|at|on|near|inside|after|while|when|where|belonging|under|by|but|police|"
    r"officials?|authorities)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_ARTICLE = re.compile(r"(?:an?|another|one)\s+", re.IGNORECASE)
_REST = re.compile(r"(?:other|more|of)\s+", re.IGNORECASE)
_MEASURE = re.compile(
    r"(?:(?:about|around|some|nearly|more than|over|up to|almost|at least)\s+)?"
    r"(?:\d[\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|several)\s*"
    r"(?:kg|kgs|kilos?|kilograms?|kilogrammes?|g|grams?|grammes?|pounds?|lbs?|tons?|tonnes?|litres?|liters?|"
    r"metres?|meters?)\b",
    re.IGNORECASE,
)


def find_inventory(text: str, start: int, end: int) -> tuple[InventoryItem, ...]:
    """The items of the list in text[start:end], in order.

    Numbers are those of things ("a" is one); a weight stays among the item's words and gives no number. The list ends
    at the first word of a clause ("were found", "police said"). A colon in the stretch opens the list.

    >>> items = find_inventory("three sticks of dynamite, a fuse and 20 cartridges", 0, 50)
    >>> [(i.seized.item, i.seized.number) for i in items]
    [('sticks of dynamite', 3), ('fuse', 1), ('cartridges', 20)]
    """
    colon = text.rfind(":", start, end)
    if colon >= 0 and text[colon + 1 : end].strip():
        start = colon + 1
    counts = find_counts(text)
    weapons = find_weapons(text)
    items: list[InventoryItem] = []
    position = start
    pieces: list[tuple[int, int]] = []
    for match in _SPLIT.finditer(text, start, end):
        pieces.append((position, match.start()))
        position = match.end()
    pieces.append((position, end))
    for first, until in pieces:
        if not text[first:until].strip():
            continue  # ", and"
        cut = _CUT.search(text[first:until])
        closed = cut is not None
        last = first + cut.start() if cut is not None else until
        item = _item(text, first, last, counts)
        if item is not None and (
            item.seized.number is not None
            or any(first <= weapon.start < last for weapon in weapons)
            or (items and 0 < len(item.seized.item.split()) <= 5)
        ):
            items.append(item)
        elif items:
            break
        if closed and items:
            break
    return tuple(items)


def _item(text: str, first: int, last: int, counts: tuple[CountMention, ...]) -> InventoryItem | None:
    """Strip determiner and number from text[first:last]."""
    while first < last and (text[first].isspace() or text[first] in "-–—*•"):
        first += 1
    while last > first and (text[last - 1].isspace() or text[last - 1] in '.,;:!"”'):
        last -= 1
    lead = _LEAD.match(text, first, last)
    body = first
    while lead is not None:
        body = lead.end()
        lead = _LEAD.match(text, body, last)
    number: int | None = None
    measured = _MEASURE.match(text, body, last)
    if measured is None:
        count = next((c for c in counts if c.start <= body < c.end or c.start == body), None)
        if count is not None and count.end <= last:
            number, body = count.best, count.end
            first = min(first, count.start)
        elif (article := _ARTICLE.match(text, body, last)) is not None:
            number, body = 1, article.end()
    while body < last and text[body].isspace():
        body += 1
    rest = _REST.match(text, body, last) if number is not None else None
    if rest is not None:
        body = rest.end()
    words = " ".join(text[body:last].split())
    if not words or not words[0].isalnum():
        return None
    return InventoryItem(SeizedItem(item=words, number=number), first, last)
