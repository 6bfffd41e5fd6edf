"""Which place a name means: every candidate scored in the context of the document, the best first.

A conditional logit over the candidates of a name. Evidence from the other names of the document enters as
features, so a country that prevails is a prior and never a rule, and an unknown name changes nothing.
"""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

import msgspec

from dateline.mentions.placenames import fold
from dateline.records import Candidate, Place, PlaceMention, ResolvedPlace
from dateline.records.values import PlacePrecision
from dateline.resolve.gazetteer import ABBREVIATION, ALTERNATE, CURATED, DEMONYM, DERIVED, PRIMARY, Entry, Gazetteer

# Below this share of belief the best candidate is not named.
ABSTAIN_BELOW = 0.12
_EARTH_KM = 6371.0

FEATURES = (
    "population", "country", "admin1", "admin2", "capital", "seat", "section", "region", "waters",
    "alternate", "derived", "curated", "country_share", "country_alone", "admin1_share", "near", "contained",
    "contradicted", "unit_noun", "city_noun", "outlet_country", "outlet_near", "dateline_town", "fame_rank",
    "same_unit",
)  # fmt: skip
_UNIT_NOUNS = re.compile(
    r"(?:'s)?\s+(?:province|region|district|state|oblast|republic|county|governorate|department|prefecture|rayon|raion|krai"
    r"|territory|departments?|provinces)\b",
    re.I,
)
_UNIT_OF = re.compile(
    r"(?:province|region|district|state|oblast|republic|county|governorate|department|prefecture)\s+of\s+(?:the\s+)?$",
    re.I,
)
_CITY_NOUNS = re.compile(r"(?:'s)?\s+(?:city|town|airport|suburbs?|downtown)\b", re.I)
_CITY_OF = re.compile(
    r"(?:city|town|village|capital|port|downtown|suburbs?|outskirts|mayor)\s+(?:of\s+)?(?:the\s+)?$", re.I
)


class _Name(NamedTuple):
    """All mentions of one name that stand in the same immediate context."""

    key: str
    entries: tuple[Entry, ...]
    unit_noun: bool
    city_noun: bool
    container: tuple[Entry, ...]
    dateline: bool


@cache
def _weights() -> tuple[float, ...]:
    raw = (resources.files("dateline") / "data" / "gazetteer_ranker.json").read_bytes()
    weights = msgspec.json.decode(raw, type=dict[str, float])
    return tuple(weights.get(f, 0.0) for f in FEATURES)


def distance_km(a: Entry | Candidate | Place, b: Entry | Candidate | Place) -> float:
    """Great-circle distance in kilometres; infinite where one has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return math.inf
    return _distance(a.latitude, a.longitude, b.latitude, b.longitude)


def _distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    p = math.pi / 180
    x = (
        0.5
        - math.cos((lat2 - lat1) * p) / 2
        + math.cos(lat1 * p) * math.cos(lat2 * p) * (1 - math.cos((lon2 - lon1) * p)) / 2
    )
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(x)))


def resolve_places(
    mentions: Sequence[PlaceMention], *, text: str, gazetteer: Gazetteer, outlet: str | None = None
) -> tuple[ResolvedPlace, ...]:
    """What each mention means, in the same order: all candidates with their share of belief, best first.

    `best` is None where the gazetteer lacks the name or no candidate has ABSTAIN_BELOW of the belief; an
    unknown name right before a known unit (", Dagestan") gets that unit as best, with rule "enclosing".
    """
    names, which = _names(mentions, text, gazetteer)
    home = _home(outlet, gazetteer)
    beliefs = _believe(names, home)
    out = []
    for mention, n in zip(mentions, which, strict=True):
        name = names[n]
        if not name.entries:
            out.append(_unknown(mention, name, gazetteer))
            continue
        ranked = sorted(zip(beliefs[n], range(len(name.entries)), strict=True), key=lambda t: (-t[0], t[1]))
        candidates = tuple(_candidate(name.entries[i], gazetteer, score) for score, i in ranked)
        sure = candidates[0].score >= ABSTAIN_BELOW
        rule = "demonym" if mention.kind == "demonym" else "contained" if name.container else "context"
        out.append(
            ResolvedPlace(
                mention=mention,
                best=candidates[0] if sure else None,
                candidates=candidates,
                rule=rule if sure else "abstained",
            )
        )
    return tuple(out)


def _names(mentions: Sequence[PlaceMention], text: str, gazetteer: Gazetteer) -> tuple[list[_Name], list[int]]:
    """The distinct names with their contexts, and for each mention which one it is."""
    keys = [_variants(m.text) for m in mentions]
    known = gazetteer.look_up(k for variants in keys for k in variants)
    entries_of: list[tuple[str, tuple[Entry, ...]]] = []
    for mention, variants in zip(mentions, keys, strict=True):
        key = next((k for k in variants if known[k]), variants[0])
        entries = known[key]
        if mention.kind == "demonym":
            adjectival = tuple(e for e in entries if e.kind == DEMONYM)
            entries = adjectival or entries
        elif any(e.kind != DEMONYM for e in entries):
            entries = tuple(e for e in entries if e.kind != DEMONYM)
        entries_of.append((key, entries))
    names: list[_Name] = []
    index: dict[tuple[object, ...], int] = {}
    which: list[int] = []
    for n, mention in enumerate(mentions):
        key, entries = entries_of[n]
        after = text[mention.end : mention.end + 24]
        before = text[max(0, mention.start - 24) : mention.start]
        container: tuple[Entry, ...] = ()
        if n + 1 < len(mentions) and mentions[n + 1].kind != "demonym":
            gap = text[mention.end : mentions[n + 1].start]
            if len(gap) < 40 and _CONTAINMENT.fullmatch(gap):
                units = tuple(e for e in entries_of[n + 1][1] if e.feature_code in ("PCLI", "ADM1", "ADM2", "RGN"))
                if not entries or any(_inside(e, u) for e in entries for u in units):
                    container = units
        signature = (
            key, mention.kind == "demonym", bool(_UNIT_NOUNS.match(after) or _UNIT_OF.search(before)),
            bool(_CITY_NOUNS.match(after) or _CITY_OF.search(before)), tuple(e.geonameid for e in container), mention.dateline,
        )  # fmt: skip
        at = index.get(signature)
        if at is None:
            at = index[signature] = len(names)
            names.append(
                _Name(
                    key=key,
                    entries=entries,
                    unit_noun=signature[2],
                    city_noun=signature[3],
                    container=container,
                    dateline=mention.dateline,
                )  # fmt: skip
            )
        which.append(at)
    return names, which


_CONTAINMENT = re.compile(
    r"\s*,\s*(?:in\s+)?(?:the\s+)?|\s*\(\s*|,?\s+in\s+(?:the\s+)?(?:\w+(?:ern)?\s+)?(?:(?:province|region|state|republic|district)\s+of\s+)?"
    r"|\s+of\s+|'s\s+"
)


def _variants(name: str) -> tuple[str, ...]:
    key = fold(name)
    out = [key]
    if key.startswith("the "):
        out.append(key[4:])
    if key.endswith("s") and len(key) > 4 and " " not in key:
        pass
    return tuple(out)


def _inside(entry: Entry, unit: Entry) -> bool:
    """Does the unit's code enclose the entry?"""
    if entry.geonameid == unit.geonameid or entry.country_code != unit.country_code:
        return False
    if unit.feature_code == "PCLI":
        return True
    if unit.feature_code == "ADM1":
        return entry.admin1_code == unit.admin1_code and entry.feature_code != "ADM1"
    if unit.feature_code == "ADM2":
        return entry.admin1_code == unit.admin1_code and entry.admin2_code == unit.admin2_code
    return _distance(entry.latitude, entry.longitude, unit.latitude, unit.longitude) < 500


def _home(outlet: str | None, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Places in the outlet's own name ("Baghdad Courier"), best known first."""
    if not outlet:
        return ()
    words = fold(outlet).split()
    keys = [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(len(words), i + 4) + 1)]
    known = gazetteer.look_up(k for k in keys if len(k) > 3 and gazetteer.may_know(k))
    return tuple(e for k in keys for e in known.get(k, ())[:3] if e.population > 50_000)[:6]


def _prior(entry: Entry) -> float:
    """Fame of a candidate under its name, as a log weight; only to weigh it as evidence for others."""
    fame = 1.6 * math.log10(entry.population + 100)
    if entry.feature_code == "PCLI":
        fame += 6
    elif entry.feature_code == "ADM1":
        fame += 2
    elif entry.feature_code == "PPLC":
        fame += 2
    elif entry.feature_code in ("ADM2", "PPLX"):
        fame -= 2
    if entry.kind in (ALTERNATE, DERIVED):
        fame -= 2
    return fame


def _softmax(values: list[float]) -> list[float]:
    top = max(values)
    weights = [math.exp(v - top) for v in values]
    total = sum(weights)
    return [w / total for w in weights]


def _believe(names: list[_Name], home: tuple[Entry, ...]) -> list[list[float]]:
    """Belief in each candidate of each name: twice, the second time with the first one's beliefs as context."""
    beliefs = [_softmax([_prior(e) for e in name.entries]) if name.entries else [] for name in names]
    weights = _weights()
    for _ in range(2):
        fresh = []
        for n, name in enumerate(names):
            if not name.entries:
                fresh.append([])
                continue
            rows = features(n, names, beliefs, home)
            fresh.append(_softmax([sum(w * x for w, x in zip(weights, row, strict=True)) for row in rows]))
        beliefs = fresh
    return beliefs


def features(n: int, names: list[_Name], beliefs: list[list[float]], home: tuple[Entry, ...]) -> list[list[float]]:
    """One row of FEATURES per candidate of name `n`, given what is believed of the others."""
    name = names[n]
    country: dict[str, float] = defaultdict(float)
    unit: dict[tuple[str, str], float] = defaultdict(float)
    anchors: list[tuple[float, float, float]] = []
    total = 0.0
    for m, other in enumerate(names):
        if other.key == name.key or not other.entries:
            continue
        total += 1
        best, strongest = 0.0, None
        for entry, belief in zip(other.entries[:12], beliefs[m], strict=False):
            if belief < 0.02:
                continue
            country[entry.country_code] += belief
            if entry.feature_code != "PCLI":
                unit[entry.country_code, entry.admin1_code] += belief
            if belief > best:
                best, strongest = belief, entry
        if (
            strongest is not None
            and best > 0.5
            and strongest.feature_code not in ("PCLI", "CONT")
            and len(anchors) < 12
        ):
            anchors.append((strongest.latitude, strongest.longitude, best))
    rows = []
    homes = {e.country_code for e in home}
    for position, e in enumerate(name.entries):
        code = e.feature_code
        is_country, is_unit = code == "PCLI", code == "ADM1"
        share = country[e.country_code] / total if total and e.country_code else 0.0
        near = 0.0
        if not is_country:
            for lat, lon, belief in anchors:
                if abs(lat - e.latitude) < 6:
                    near += belief * math.exp(-_distance(lat, lon, e.latitude, e.longitude) / 120)
        inside = any(_inside(e, u) for u in name.container)
        rows.append(
            [
                math.log10(e.population + 10) if not is_country else 8.0,
                float(is_country),
                float(is_unit),
                float(code in ("ADM2", "ADM3", "ADMD")),
                float(code == "PPLC"),
                float(code in ("PPLA", "PPLA2")),
                float(code == "PPLX"),
                float(e.geonameid < 0 or code == "CONT"),
                float(code in ("STM", "LK", "SEA", "OCN", "GULF", "MT", "MTS")),
                float(e.kind == ALTERNATE),
                float(e.kind == DERIVED),
                float(e.kind in (CURATED, ABBREVIATION)),
                share,
                float(country[e.country_code] > 0.3) if e.country_code else 0.0,
                min(2.0, unit[e.country_code, e.admin1_code]) if e.admin1_code else 0.0,
                min(2.0, near),
                float(inside),
                float(bool(name.container) and not inside),
                float(name.unit_noun and code in ("ADM1", "ADM2", "RGN")),
                float(name.city_noun and code.startswith("PPL")),
                float(e.country_code in homes),
                float(
                    any(
                        abs(h.latitude - e.latitude) < 3
                        and _distance(h.latitude, h.longitude, e.latitude, e.longitude) < 150
                        for h in home
                    )
                ),
                float(name.dateline and code.startswith("PPL")),
                1.0 / (1 + position),
                float(is_unit and unit[e.country_code, e.admin1_code] > 0.5),
            ]
        )
    return rows


def _unknown(mention: PlaceMention, name: _Name, gazetteer: Gazetteer) -> ResolvedPlace:
    if name.container:
        unit = max(name.container, key=lambda e: (e.feature_code == "PCLI", e.population))
        return ResolvedPlace(mention=mention, best=_candidate(unit, gazetteer, 0.5), candidates=(), rule="enclosing")
    return ResolvedPlace(mention=mention, best=None, candidates=(), rule="unknown")


def _candidate(entry: Entry, gazetteer: Gazetteer, score: float) -> Candidate:
    country = gazetteer.countries.get(entry.country_code)
    unit = gazetteer.admin1.get((entry.country_code, entry.admin1_code))
    return Candidate(
        geonameid=entry.geonameid,
        name=entry.name,
        feature_code=entry.feature_code,
        country_code=entry.country_code or None,
        country=country.name if country else None,
        admin1=unit.name if unit else None,
        latitude=entry.latitude,
        longitude=entry.longitude,
        population=entry.population,
        score=round(score, 4),
    )


def precision(candidate: Candidate, mention: PlaceMention | None = None) -> PlacePrecision:
    """How finely the candidate is known, after UCDP: a region or a country is never a point."""
    code = candidate.feature_code
    if code == "PCLI" or code in ("CONT", "OCN", "SEA"):
        return "country" if code == "PCLI" else "unknown"
    if code in ("ADM1", "RGN", "MTS", "STM", "DSRT", "GULF", "LK"):
        return "admin1"
    if code in ("ADM2", "ADM3", "ADMD", "ISL", "AREA", "PRK"):
        return "admin2"
    if mention is not None and mention.relation in ("near", "direction", "between", "border"):
        return "near"
    return "place"


def to_place(resolved: ResolvedPlace) -> Place:
    """The record for an incident's place: the best candidate with its precision, or the bare name.

    A name that fell back to its enclosing unit keeps its own name and that unit's precision.
    """
    best = resolved.best
    if best is None:
        return Place(name=resolved.mention.text, precision="unknown")
    return Place(
        name=" ".join(resolved.mention.text.split()) if resolved.rule == "enclosing" else best.name,
        geonameid=best.geonameid if best.geonameid > 0 else None,
        feature_code=best.feature_code,
        admin1=best.admin1,
        country=best.country,
        country_code=best.country_code,
        latitude=best.latitude,
        longitude=best.longitude,
        precision=precision(best, resolved.mention),
    )


def within(inner: Candidate | Place, outer: Candidate | Place) -> bool:
    """Does `inner` lie in `outer`, a country or a first-order unit? The same place lies in itself."""
    if inner.geonameid is not None and inner.geonameid == outer.geonameid:
        return True
    if not outer.country_code or inner.country_code != outer.country_code:
        return False
    if outer.feature_code == "PCLI":
        return True
    if outer.feature_code == "ADM1":
        return inner.admin1 is not None and inner.admin1 == outer.admin1 and inner.feature_code != "PCLI"
    return False


def document_country(resolved: Sequence[ResolvedPlace]) -> str | None:
    """The country (ISO 3166-1 alpha-2) most places of a document lie in: a guess, for use where nothing better is."""
    votes: dict[str, float] = defaultdict(float)
    for r in resolved:
        if r.best is not None and r.best.country_code:
            votes[r.best.country_code] += r.best.score * (0.5 if r.mention.kind != "place" else 1.0)
    return max(sorted(votes), key=lambda c: votes[c]) if votes else None
