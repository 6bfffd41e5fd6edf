"""What the names of a document may mean, and the words that stand around each."""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from dateline.mentions.placenames import fold
from dateline.mentions.toponym_cues import STREETS, word_lists
from dateline.records import PlaceMention
from dateline.resolve.gazetteer import ABBREVIATION, DEMONYM, Entry, Gazetteer

EARTH_KM = 6371.0
_UNIT_WORDS = frozenset(
    "province region district state oblast republic county governorate department prefecture rayon raion krai territory"
    " canton municipality".split()
)
_PLACE_WORDS = _UNIT_WORDS | frozenset("city town village island river lake valley mountains area".split())
_PART_OF = frozenset(
    "north south east west northern southern eastern western central downtown greater upper lower inner outer old new"
    " northeast northwest southeast southwest northeastern northwestern southeastern southwestern mid far".split()
)
_PLAIN_STREETS = STREETS - {"square", "plaza", "bridge"}
_NEXT_WORD = re.compile(r"(?:['’]s)?\s+([^\W\d_]+)")
_UNITS = re.compile(
    r"(?:['’]s)?\s+(?:provinces?|regions?|districts?|states?|oblasts?|republics?|county|counties|governorates?|departments?"
    r"|prefectures?|rayons?|raions?|krai|territory)\b",
    re.I,
)
_UNIT_OF = re.compile(
    r"(?:province|region|district|state|oblast|republic|county|governorate|department|prefecture)\s+of\s+(?:the\s+)?$",
    re.I,
)
_CITY = re.compile(r"(?:['’]s)?\s+(?:city|town|airport|suburbs?|downtown)\b", re.I)
_CITY_OF = re.compile(
    r"(?:city|town|village|capital|port|downtown|suburbs?|outskirts|mayor)\s+(?:of\s+)?(?:the\s+)?$", re.I
)
# What may stand between a name and the unit that it is said to lie in: "X, Y", "X (Y", "X in northern Y",
# "X, a village in the Y".
_LIES_IN = re.compile(
    r"\s*,\s*(?:an?\s+(?:\w+\s+){0,3})?(?:in\s+)?(?:the\s+)?|\s*\(\s*|\s+of\s+"
    r"|,?\s+(?:(?:an?|the)\s+)?(?:\w+\s+){0,2}in\s+(?:the\s+)?(?:\w+(?:ern)?\s+)?"
    r"(?:(?:province|region|state|republic|district)\s+of\s+)?",
    re.I,
)
_OWNS = frozenset(("'s ", "’s ", "'S "))


class Name(NamedTuple):
    """All mentions of one name that stand in the same immediate context."""

    key: str
    entries: tuple[Entry, ...]
    unit_noun: bool  # "... region", "province of ..."
    city_noun: bool  # "... city", "the town of ..."
    container: tuple[Entry, ...]  # what it is said to lie in
    dateline: bool
    part: bool = False  # the entries are of a stretch of the name: "Kabul University"
    units: frozenset[int] = frozenset()  # entries that bear the name with its noun: "Almaty region"


def distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    p = math.pi / 180
    x = 0.5 - math.cos((lat2 - lat1) * p) / 2
    x += math.cos(lat1 * p) * math.cos(lat2 * p) * (1 - math.cos((lon2 - lon1) * p)) / 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(x)))


def encloses(unit: Entry, entry: Entry) -> bool:
    """Does the unit enclose the entry, by its codes, or for a region or city: is it not far?"""
    if entry.geonameid == unit.geonameid:
        return False
    code = unit.feature_code
    if unit.country_code and entry.country_code and entry.country_code != unit.country_code:
        return False
    if code == "PCLI":
        return True
    if code == "ADM1":
        # Curated places have no codes of units: near its label point then.
        if not entry.admin1_code:
            return distance(entry.latitude, entry.longitude, unit.latitude, unit.longitude) < 300
        return entry.admin1_code == unit.admin1_code and entry.feature_code != "ADM1"
    if code == "ADM2":
        return entry.admin1_code == unit.admin1_code and entry.admin2_code == unit.admin2_code
    far = 500 if code == "RGN" else 50
    return distance(entry.latitude, entry.longitude, unit.latitude, unit.longitude) < far


def names_of(mentions: Sequence[PlaceMention], text: str, gazetteer: Gazetteer) -> tuple[list[Name], list[int]]:
    """The distinct names with their contexts, and for each mention which one it is."""
    readings = _readings(mentions, text, gazetteer)
    names: list[Name] = []
    index: dict[tuple[object, ...], int] = {}
    which: list[int] = []
    for n, mention in enumerate(mentions):
        key, entries, units, part = readings[n]
        after = text[mention.end : mention.end + 24]
        before = text[max(0, mention.start - 24) : mention.start]
        name = Name(
            key=key,
            entries=entries,
            unit_noun=bool(units) or bool(_UNITS.match(after) or _UNIT_OF.search(before)),
            city_noun=bool(_CITY.match(after) or _CITY_OF.search(before)),
            container=_container(n, mentions, readings, text),
            dateline=mention.dateline,
            part=part,
            units=units,
        )
        signature = (key, mention.kind == "demonym", *name[2:4], tuple(e.geonameid for e in name.container), *name[5:])
        at = index.get(signature)
        if at is None:
            at = index[signature] = len(names)
            names.append(name)
        which.append(at)
    return names, which


_Reading = tuple[str, tuple[Entry, ...], frozenset[int], bool]


def _readings(mentions: Sequence[PlaceMention], text: str, gazetteer: Gazetteer) -> list[_Reading]:
    """Per mention: key, entries, those of them that bear the name with its unit's noun, and whether only part of the
    name is known."""
    keys = [_variants(m.text) for m in mentions]
    nouned: list[str] = []
    for mention, variants in zip(mentions, keys, strict=True):
        found = _NEXT_WORD.match(text, mention.end)
        word = found[1].lower() if found else ""
        nouned.append(f"{variants[0]} {word}" if word in _UNIT_WORDS and mention.kind == "place" else "")
    known = gazetteer.look_up(
        [*(k for variants in keys for k in variants), *(k for k in nouned if k and gazetteer.may_know(k))]
    )
    out: list[_Reading] = []
    for mention, variants, noun in zip(mentions, keys, nouned, strict=True):
        key = next((k for k in variants if known[k]), variants[0])
        entries, part = known[key], False
        if not entries:
            found_part = _part(mention.text, gazetteer)
            if found_part:
                key, entries = found_part
                part = True
        if mention.kind == "demonym":
            entries = tuple(e for e in entries if e.kind == DEMONYM) or entries
        elif any(e.kind != DEMONYM for e in entries):
            entries = tuple(e for e in entries if e.kind != DEMONYM)
            written = mention.text.isupper() or mention.text.endswith(".")
            if not written and any(e.kind != ABBREVIATION for e in entries):
                entries = tuple(e for e in entries if e.kind != ABBREVIATION)
        units: frozenset[int] = frozenset()
        whole = tuple(e for e in known.get(noun, ()) if e.feature_code.startswith("ADM"))
        if whole:
            units = frozenset(e.geonameid for e in whole)
            entries = whole + tuple(e for e in entries if e.geonameid not in units)
        out.append((key, entries, units, part))
    return out


def _variants(name: str) -> tuple[str, ...]:
    """Keys to look a name up by, the first one known counts."""
    key = fold(name)
    out = [key]
    words = key.split(" ")
    if words[0] == "the" and len(words) > 1:
        words = words[1:]
        out.append(" ".join(words))
    if len(words) > 1 and words[-1] in _PLACE_WORDS:
        out.append(" ".join(words[:-1]))
    if len(words) > 1 and words[0] in _PART_OF:
        out.append(" ".join(words[1:]))
    return tuple(out)


def _part(name: str, gazetteer: Gazetteer) -> tuple[str, tuple[Entry, ...]] | None:
    """The longest stretch of a name that is a well-known place: "Kabul University" has Kabul, "Paris Street" none."""
    words = fold(name).split(" ")
    n = len(words)
    if not 1 < n < 9 or words[-1] in _PLAIN_STREETS:
        return None
    common = word_lists().common
    keys = [
        " ".join(words[i : i + size]) for size in range(n - 1, 0, -1) for i in range(n - size + 1) if len(words[i]) > 3
    ]
    keys = [k for k in keys if k not in common and gazetteer.may_know(k)]
    known = gazetteer.look_up(keys)
    for key in keys:
        entries = known[key]
        if entries and (entries[0].population > 50_000 or any(e.geonameid < 0 for e in entries)):
            return key, entries
    return None


def _container(n: int, mentions: Sequence[PlaceMention], readings: Sequence[_Reading], text: str) -> tuple[Entry, ...]:
    """The places that mention `n` is said to lie in: the next name ("X, Dagestan") or the one that owns it
    ("Istanbul's X"). Only where some place of the name does lie there, or the name is unknown."""
    entries = readings[n][1]
    if n + 1 < len(mentions) and mentions[n + 1].kind != "demonym":
        gap = text[mentions[n].end : mentions[n + 1].start]
        if len(gap) < 48 and _LIES_IN.fullmatch(gap):
            wide = entries and not readings[n][3]
            units = tuple(
                e for e in readings[n + 1][1] if not wide or e.feature_code in ("PCLI", "ADM1", "ADM2", "RGN")
            )
            if not wide or any(encloses(u, e) for e in entries for u in units):
                return units[:8]
    if n and text[mentions[n - 1].end : mentions[n].start] in _OWNS and mentions[n - 1].kind == "place":
        units = readings[n - 1][1][:4]
        if not entries or any(encloses(u, e) for e in entries for u in units):
            return units
    return ()


def home_of(outlet: str | None, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Places in the outlet's own name ("Baghdad Courier"), best known first."""
    if not outlet:
        return ()
    words = fold(outlet).split()
    keys = [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(len(words), i + 4) + 1)]
    known = gazetteer.look_up(k for k in keys if len(k) > 3 and gazetteer.may_know(k))
    return tuple(e for k in keys for e in known.get(k, ())[:3] if e.population > 50_000)[:6]
