"""The incident's place among all the places of a passage: not the dateline's, not where people came from."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol

import msgspec

from dateline.mentions.events import Trigger
from dateline.mentions.placenames import fold
from dateline.mentions.toponym_cues import dateline_end, word_lists
from dateline.records import ActorMention, Candidate, Document, PlaceMention, ResolvedPlace, TimexMention
from dateline.resolve.places import distance_km

_FROM = re.compile(
    r"\b(?:(?:regime|junta|clique|rulers|authorities|leadership|capital)\s+in|residents\s+of|inhabitants\s+of|from|(?<!entrance\s)(?<!entrances\s)(?<!exit\s)(?<!approach\s)(?<!approaches\s)(?<!gates\s)(?<!close\s)(?<!next\s)to|towards?|native\s+of|born\s+in|originally\s+from|fled\s+to|border\s+with|frontier\s+with|crossed\s+from|via|citizens?\s+of|branch\s+of|based\s+in|said\s+in|told\s+\w+\s+in"
    r"|officials\s+in|spokes\w+\s+in|kilomet(?:re|er)s\s+from|prosecutors?\s+in|(?:villagers|residents|witnesses|doctors|officials|reporters|sources|relatives|activists|diplomats|analysts)\s+in|reached\s+by\s+\w+\s+in|open(?:s|ed)?\s+in|games\s+in|flew\s+to|court\s+in|hospitals?\s+in|summit\s+in|talks\s+in|head\s+of|president\s+of|king\s+of|government\s+of|war\s+in|left\s+for)\s+(?:the\s+)?(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
# Where the wounded were taken, and what a crowd marched about, is not where it happened.
_BESIDE_THE_SITE = re.compile(
    r"\b(?:hospitals?|clinics?|morgue|mortuary|funeral\s+\w+)\s+(?:in|at|of)\s+(?:the\s+)?(?:[A-Z][\w’-]+\s*(?:,|and)\s+)*$"
    r"|\b(?:against|over|about|denounce|condemn)\s+(?:the\s+)?(?:[\w-]+\s+){1,3}(?:in|at|of)\s+(?:the\s+)?$|\b(?:died|die|dies|treated|taken|rushed|flown|evacuated)\s+(?:\w+\s+)?(?:at|to|in)\s+(?:a|the|an)\s+$",
    re.IGNORECASE,
)
_HOSPITAL_AFTER = re.compile(r"['’]?s?\s+(?:\w+\s+)?(?:hospital|clinic|infirmary|morgue)\b", re.IGNORECASE)
_AT = re.compile(
    r"\b(?:in|at|near|outside|inside|on\s+the\s+outskirts\s+of|city\s+of|town\s+of|village\s+of|district\s+of|region\s+of|province\s+of|of|on\s+the\s+border\s+of|around|across|between|beside|hits?|struck|rocks?|through)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
# "seized rifles from militants in X": the rifles came from militants
_IN_BEHIND = re.compile(r"\b(?:from|to|towards?|via)\s+(?:the\s+)?\w+\s+(?:in|at|near)\s+(?:the\s+)?$", re.IGNORECASE)
# "on the road from X to Y" is where it happened, not where somebody came from.
_PART_OF = re.compile(
    r"\b(?:park|district|quarter|suburb|village|mosque|market|camp|prison|airport|station|neighbou?rhood|hills?|outskirts)\s+of\s+(?:the\s+)?$"
)
_ALONG = re.compile(
    r"\b(?:road|highway|route|railway|line|axis|way|travelling|traveling|train|bus|convoy)\s+(?:from|to|between)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BAND_OF = re.compile(
    r"\b(?:Brotherhood|Movement|Army|Armies|Front|Volunteers|Council|Sons|Lions|Tigers|Falcons|Avengers|Soldiers|Warriors|Mujahid\w+|Emirate|Defenders|Resistance|Coalition|Alliance|Congress|Patriots|Youth|Battalions?|Brigades?|Legion|Vanguard|Union|Organi[sz]ation|Party|League|Guardians)\s+(?:of|for)\s+(?:the\s+)?$"
)
_ADMIN_AFTER = re.compile(
    r"['’]?s?[\s-]+(?:(?:autonomous|federal|administrative)\s+)?(?:region|province|oblast|krai|governorate|state|county|republic|department|prefecture|division|territory|municipality|canton|regency)\b",
    re.IGNORECASE,
)
_ADMIN_BEFORE = re.compile(
    r"\b(?:region|province|oblast|governorate|state|county|republic|department|prefecture|northern|southern|eastern|western|central|north|south|east|west|across|throughout)\s+(?:of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_COARSE = ("PCL", "CONT", "RGN", "TERR", "STM", "SEA", "OCN", "GULF", "LK")


def is_fine(place: ResolvedPlace) -> bool:
    """Finer than a country: a town, village, site, district or province (or a name the gazetteer lacks)."""
    return place.best is None or not place.best.feature_code.startswith(_COARSE)


def is_admin(place: ResolvedPlace) -> bool:
    """A province or district rather than a settlement or site."""
    return place.best is not None and place.best.feature_code.startswith("ADM")


def settle(
    places: Sequence[ResolvedPlace], text: str, *, homes: Mapping[int, str] = MappingProxyType({})
) -> tuple[ResolvedPlace, ...]:
    """A bare name that a town and its province share means the town; "the X region" means the province.

    What a text puts elsewhere than its gazetteer's namesake lies is not that namesake: it keeps its bare name. `homes`: places
    (geonameid to ISO 3166-1 alpha-2) that the publisher's name or the document's tags speak of.
    """
    known = _famous(places)
    settled = [_settled(p, text) for p in known]
    settled = [_inside(p, settled, text) for p in settled]
    settled = [_longer(p, text) for p in settled]
    settled = [_quarter(p, settled, text) for p in settled]
    return tuple(_stranger(p, settled, homes) for p in settled)


# "X, municipality of Y", "X, Y": Y says where X is.
_WITHIN = re.compile(
    r"(?:,\s+(?:in\s+)?(?:the\s+)?(?:\w+\s+){0,2}?(?:(?:municipality|district|commune|town|city|department|county|province|region)\s+of\s+)?|\s+\()$",
    re.IGNORECASE,
)
# A village and the town, or the district's seat, that it is said to belong to lie no farther apart.
_BELONGS_KM = 80.0
_UNIT_KM = 300.0


def _inside(p: ResolvedPlace, places: Sequence[ResolvedPlace], text: str) -> ResolvedPlace:
    """Of several namesakes the one near the town or district named right behind it; none where none is near."""
    if p.best is None or not p.best.feature_code.startswith("PPL") or p.mention.kind != "place":
        return p
    behind = next((q for q in places if q.mention.start > p.mention.end), None)
    if (
        behind is None
        or behind.best is None
        or behind.mention.kind != "place"
        or not behind.best.feature_code.startswith(("PPL", "ADM2", "ADM3"))
        or behind.mention.start - p.mention.end > 40
        or not _WITHIN.fullmatch(text[p.mention.end : behind.mention.start])
        or distance_km(p.best, behind.best) <= _BELONGS_KM
    ):
        return p
    listed = (
        " of " not in text[p.mention.end : behind.mention.start]
        and "(" not in text[p.mention.end : behind.mention.start]
    )
    if listed and p.best.population > behind.best.population and p.best.country_code == behind.best.country_code:
        return p  # "Cali, Pradera and Florida" are three towns
    if any(c.feature_code.startswith("ADM") and _in_unit(p.best, c) for c in behind.candidates):
        return p  # "Coatzacoalcos, Veracruz": the state, not its port
    near = [c for c in p.candidates if distance_km(c, behind.best) <= _BELONGS_KM]
    if near:
        return msgspec.structs.replace(p, best=near[0], rule=f"{p.rule}+inside")
    return msgspec.structs.replace(p, best=behind.best, rule="enclosing")


def _in_unit(place: Candidate, unit: Candidate) -> bool:
    if not place.admin1:  # curated places have no codes of units
        return place.country_code == unit.country_code and distance_km(place, unit) < _UNIT_KM
    return place.country_code == unit.country_code and place.admin1 in (unit.admin1, unit.name)


# "Bali Nyonga" is not Bali; "Bali Province", "Bali Police" and "Bali Monday" may be.
_GOES_ON = re.compile(r"[ -](?P<word>[A-ZÀ-Þ][a-zß-ÿ’']+)\b")


def _longer(p: ResolvedPlace, text: str) -> ResolvedPlace:
    """A name of which the gazetteer knows only the first word, as that of a far-off place, is another name."""
    m = _GOES_ON.match(text, p.mention.end)
    if p.best is None or p.mention.kind != "place" or m is None or p.best.feature_code.startswith("PCL"):
        return p
    word = m["word"].lower()
    if word in _NOT_NAME or word in word_lists().plain or word in word_lists().last or _ORG_WORD.match(m["word"]):
        return p
    whole = msgspec.structs.replace(p.mention, end=m.end(), text=text[p.mention.start : m.end()])
    return msgspec.structs.replace(p, mention=whole, best=None, rule="unknown.longer")


# A town of so many people is meant wherever it is named.
_KNOWN_CITY, _TOWN = 200_000, 50_000


def _stranger(p: ResolvedPlace, places: Sequence[ResolvedPlace], homes: Mapping[int, str]) -> ResolvedPlace:
    """A lone small place in a country of which the text says nothing else, while its other places agree on one."""
    if (
        p.best is None
        or p.mention.kind != "place"
        or p.mention.dateline
        or p.best.feature_code.startswith(_COARSE)
        or p.best.feature_code in ("PPLC", "ADM1")
        or p.best.population >= _KNOWN_CITY
        or "contained" in p.rule
    ):
        return p
    others = [q.best for q in places if q.best is not None and q.mention.text != p.mention.text and q.best.country_code]
    known = any(b.feature_code.startswith(("PCL", "ADM1")) or b.population >= _TOWN for b in others)
    countries = {b.country_code for b in others}
    # "Kani News" says no more of where its Kani lies than the text does.
    home = p.best.country_code in {code for place, code in homes.items() if place != p.best.geonameid}
    if not known or home or p.best.country_code in countries:
        return p
    if len(countries) > 1 and not _far_from_all(p.best, others):
        return p
    return msgspec.structs.replace(p, best=None, rule="stranger")


# A text of several countries still has none of its places alone on another side of the world.
_FAR_KM = 2500.0


def _far_from_all(place: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether a place lies far from every other town or province, two of them at least lying together in one country."""
    towns = {b.geonameid: b for b in others if b.feature_code.startswith(("PPL", "ADM"))}.values()
    codes = [b.country_code for b in towns]
    return any(codes.count(c) > 1 for c in codes) and all(distance_km(place, b) > _FAR_KM for b in towns)


_QUARTER_AFTER = re.compile(
    r"\s+(?:district|quarter|neighbou?rhood|suburb|borough|ward|street|avenue|square|market|station|park)\b",
    re.IGNORECASE,
)


# Sites that bear the names of people more often than those of villages.
_NAMED_SITE = re.compile(
    r"\s+(?:(?:international|national|military)\s+)?(?:airport|avenue|street|square|boulevard|bridge|stadium|university|barracks|highway)\b",
    re.IGNORECASE,
)
_VILLAGE = 5_000


def _quarter(p: ResolvedPlace, places: Sequence[ResolvedPlace], text: str) -> ResolvedPlace:
    """ "the Lenin district" of a city just named is a part of that city, not a namesake far away."""
    site = _NAMED_SITE.match(text, p.mention.end)
    if site and p.best is not None and p.best.feature_code.startswith("PPL") and p.best.population < _VILLAGE:
        whole = msgspec.structs.replace(p.mention, end=site.end(), text=text[p.mention.start : site.end()])
        return msgspec.structs.replace(p, mention=whole, best=None, rule="unknown.site")
    if p.best is None or not _QUARTER_AFTER.match(text, p.mention.end):
        return p
    near = [
        q
        for q in places
        if q is not p
        and q.best is not None
        and q.best.feature_code.startswith("PPL")
        and abs(q.mention.start - p.mention.start) < 400
    ]
    if near and all(q.best is not None and distance_km(q.best, p.best) > 100 for q in near):
        return msgspec.structs.replace(p, best=None, rule="quarter")
    return p


# A namesake so many times larger, and of at least so many people, is meant unless the text places itself elsewhere.
_FAME, _CITY = 20, 100_000


def _famous(places: Sequence[ResolvedPlace]) -> list[ResolvedPlace]:
    """The nationality of somebody named beside it does not move a city: Indian soldiers near Kandahar are in Afghanistan."""
    spoken = {
        p.best.country_code
        for p in places
        if p.best is not None and p.mention.kind == "place" and p.best.feature_code.startswith("PCL")
    }
    out = []
    for place in places:
        p = place
        if (
            p.best is not None
            and p.mention.kind == "place"
            and p.best.feature_code.startswith("PPL")
            and p.best.country_code not in spoken
        ):
            elsewhere = [
                q
                for q in places
                if q is not p
                and q.best is not None
                and q.mention.kind == "place"
                and q.best.country_code == p.best.country_code
            ]
            great = max(p.candidates, key=lambda c: c.population, default=p.best)
            if not elsewhere and great.population >= max(_CITY, _FAME * max(p.best.population, 1)):
                p = msgspec.structs.replace(p, best=great, rule=f"{p.rule}+fame")
        out.append(p)
    return out


def _settled(p: ResolvedPlace, text: str) -> ResolvedPlace:
    if p.best is None or not p.best.feature_code.startswith("ADM") or p.mention.kind != "place":
        return p
    if _ADMIN_AFTER.match(text, p.mention.end) or _ADMIN_BEFORE.search(
        text[max(0, p.mention.start - 24) : p.mention.start]
    ):
        return p
    towns = [
        c
        for c in p.candidates
        if c.feature_code.startswith("PPL") and c.feature_code != "PPLX" and c.country_code == p.best.country_code
    ]
    # 250 km: a namesake far off in the same country is another place.
    near = [c for c in towns if distance_km(c, p.best) <= 250]
    if not near:
        return p
    # Bihar is no short name of the town of Bihar Sharif.
    near = [c for c in near if fold(c.name) == fold(p.mention.text)] or (
        [c for c in near if c.feature_code == "PPLA"] if p.best.feature_code == "ADM1" else near
    )
    if not near:
        return p
    town = max(near, key=lambda c: (c.population, c.score))
    return msgspec.structs.replace(p, best=town, rule=f"{p.rule}+settlement" if p.rule else "settlement")


def comes_from(p: ResolvedPlace, text: str, start: int) -> bool:
    """Whether the words before say that it is an origin, a border or a bystander, not the site. `start`: of the passage."""
    return (
        p.mention.relation == "border"
        or _FROM.search(text[max(start, p.mention.start - 48) : p.mention.start]) is not None
    )


_WITNESSES = re.compile(
    r"\b(?:residents|inhabitants|villagers|townspeople|witnesses)\s+(?:of|in|from)\s+(?:the\s+)?$", re.I
)


def tells_of_it(p: ResolvedPlace, text: str) -> bool:
    """Whether the words before say that the place is that of those who saw it."""
    return _WITNESSES.search(text[max(0, p.mention.start - 32) : p.mention.start]) is not None


def same_or_within(inner: ResolvedPlace, outer: ResolvedPlace) -> bool:
    """Whether `inner` is `outer`, or lies in it, as far as the gazetteer tells."""
    a, b = inner.best, outer.best
    if a is None or b is None:
        return inner.mention.text.lower() == outer.mention.text.lower()
    if a.geonameid == b.geonameid:
        return True
    if b.feature_code.startswith("PCL"):
        return a.country_code == b.country_code
    if b.feature_code.startswith("ADM1"):
        return a.country_code == b.country_code and (a.admin1 in (b.admin1, b.name))
    return False


# Two names within this distance may be one site: a suburb and its city.
_NEAR_KM = 30.0


def compatible_places(a: ResolvedPlace, b: ResolvedPlace) -> bool:
    """Whether two mentions may speak of one site."""
    if a.best is None or b.best is None:
        return True
    if same_or_within(a, b) or same_or_within(b, a):
        return True
    if is_admin(a) and is_admin(b):
        return False
    return distance_km(a.best, b.best) <= _NEAR_KM


def best_place(
    places: Sequence[ResolvedPlace],
    text: str,
    start: int,
    triggers: Sequence[Trigger],
    *,
    lead: bool = False,
    focus: str | None = None,
) -> ResolvedPlace | None:
    """The toponym that most likely names where it happened; None where there is none. `start`: of the passage; `lead`: it opens a list item;
    `focus`: the country that the document is about (ISO 3166-1 alpha-2).
    """
    home = any(p.best is not None and p.best.country_code == focus for p in places) if focus else False
    acts = [t for t in triggers if t.kind not in ("freeing", "injury") and not t.weak] or triggers
    best, best_score = None, 0.0
    for p in places:
        m = p.mention
        if m.dateline or (m.kind == "organisation" and (p.best is None or p.best.feature_code.startswith(_COARSE))):
            continue
        before = text[max(start, m.start - 48) : m.start]
        score = 1.0
        if p.rule == "unknown.lead" or (lead and m.start - start <= 40 and p is places[0]):
            score += 0.5  # a list item opens with its place
        if m.kind == "demonym" and focus and p.best is not None and p.best.country_code != focus:
            continue  # "one Tanzanian soldier" was not hurt in Tanzania
        if m.kind == "demonym":
            score = 0.3 if p.best is not None else 0.0
        if p.best is not None:
            code = p.best.feature_code
            score += 0.0 if code.startswith(_COARSE) else 0.5 if code.startswith("ADM1") else 0.8
        else:
            score += 0.6
        if p.rule == "unknown.apposition":
            score += 0.8  # "the village, X, lies in Y district": X is what it is about
        if m.kind == "organisation":
            score = 0.35  # "Garissa University": better than nothing
        origin = bool(_FROM.search(before)) and not _ALONG.search(before) and not _IN_BEHIND.search(before)
        score -= 2.0 * origin
        if _BAND_OF.search(text[max(start, m.start - 40) : m.start]):
            score -= 2.0  # "the Brotherhood of the X" says who, not where
        if _BESIDE_THE_SITE.search(text[max(start, m.start - 60) : m.start]) or (
            len(places) > 1 and _HOSPITAL_AFTER.match(text, m.end)
        ):
            score -= 2.5
        if home and p.best is not None and p.best.country_code != focus:
            score -= 0.7  # two namesakes to choose from, or a place spoken of beside the site
        if _PART_OF.search(text[max(start, m.start - 24) : m.start]):
            score -= 0.6  # "the X park of CITY": X is the site
        if m.relation == "direction":
            score -= 0.3  # "north of X" says where another place is
        elif (_AT.search(before) or m.relation) and not origin:
            score += 0.5
        if triggers:
            gap = min(abs(t.start - m.start) for t in acts)
            score -= min(gap, 400) / 800
        if m.text.endswith("s") and p.best is not None and not p.best.name.endswith("s") and m.kind != "place":
            continue  # "Chechens" are people
        if score > best_score:
            best, best_score = p, score
    return best


class Located(Protocol):
    """What the document's country is read from."""

    @property
    def document(self) -> Document: ...

    @property
    def places(self) -> Sequence[ResolvedPlace]: ...


def focus_country(analysis: Located) -> str | None:
    """The country (ISO 3166-1 alpha-2) that the document's toponyms speak of most; None where there is none."""
    weights: dict[str, float] = {}
    for p in analysis.places:
        if p.best is not None and p.best.country_code:
            # Headline, dateline and first lines say where the story is set.
            early = 2.0 if p.mention.dateline or p.mention.start < max(analysis.document.title_end, 300) else 1.0
            weights[p.best.country_code] = weights.get(p.best.country_code, 0.0) + early * (
                0.5 if p.mention.kind == "demonym" else 1.0
            )
    return max(sorted(weights), key=lambda c: weights[c]) if weights else None


def country_mention(analysis: Located) -> ResolvedPlace | None:
    """The mention that best names the document's country: the country itself, else the first place in it."""
    code = focus_country(analysis)
    named = [p for p in analysis.places if p.best is not None and code is not None and p.best.country_code == code]
    if not named:
        return None
    return next((p for p in named if p.best is not None and p.best.feature_code.startswith("PCL")), named[0])


_PART_AFTER = re.compile(
    r"['’]?s?\s+(?:street|avenue|road|square|market|bazaa?r|mosque|church|quarter|neighbou?rhood|suburb|ward|station|hospital|school|hotel|bridge|park|stadium|mall|arrondissement)\b",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(
    r"\b(?:suburbs?|quarters?|neighbou?rhoods?|streets?|markets?|wards?|barangay|barrio|bairro|borough|arrondissement|colonia|quartier)\s+(?:of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)


def part_of_town(p: ResolvedPlace, text: str) -> bool:
    """Whether a name is called a street, a market, a quarter or the like: a part of some town."""
    return (
        _PART_AFTER.match(text, p.mention.end) is not None
        or _PART_AFTER.search(text[p.mention.start : p.mention.end]) is not None
        or _PART_BEFORE.search(text[max(0, p.mention.start - 24) : p.mention.start]) is not None
        or _PART_BEFORE.match(p.mention.text.split()[0] + " ") is not None
    )


# Names that the gazetteer lacks

_NAME = r"[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ][\w’'-]*"
_UNKNOWN = re.compile(
    rf"\b(?:(?:orchards|outskirts|suburbs?|villages?|town|city|hills|area|north|south|east|west|streets|gates|centre|center|settlement|municipality|commune|quarter)\s+of|(?:fell|landed|fired|rained|down)\s+on|in|at|near|outside|of|around|beside|on|to|between|and|into|off|entered|overran|shelled)\s+(?:the\s+)?(?:(?:[\w]+-(?:held|controlled|run|occupied)|northern|southern|eastern|western|central|remote|nearby|neighbou?ring)\s+)?(?P<name>{_NAME}(?:[ -](?:{_NAME}|\d{{1,2}}\b|al-{_NAME}|el-{_NAME}|de|la|du|ad|al|el|as|ash))*)"
)
_APPOSED = re.compile(
    rf"\b(?:village|town|city|hamlet|settlement|camp|district|outpost|island|suburb)(?:,\s+|\b[^.;,]{{0,40}}?\s[-–—]\s)(?P<name>{_NAME}(?:[ -]{_NAME})?)(?=,|\.)"
)
# "Kafr Zayn, a farming community in ..."; "at village Tikra", "between villages Tikra and Banda"
_APPOSED_BEHIND = re.compile(
    rf"(?P<name>{_NAME}(?:[ -]{_NAME}){{0,2}}),\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,3}}?(?:village|town|hamlet|settlement|community|suburb|neighbou?rhood)\s+(?:in|of|near|on|outside)\b"
)
_VILLAGE_NAME = re.compile(
    rf"\b(?:[Vv]illages?|[Hh]amlets?)\s+(?P<name>{_NAME}(?:[ -]{_NAME})?)(?:\s+and\s+(?P<other>{_NAME}))?(?!\s+(?:said|told))"
)
# "ANSONGO (MALI): ...": the heading itself says where its place lies.
_HEADING_IN = re.compile(r"(?P<name>[A-ZÀ-Þ][\w’'-]+(?:[ -][A-ZÀ-Þ][\w’'-]+){0,2})\s+\(")
_HEADING_NAME = re.compile(rf"{_NAME}(?:[ -]{_NAME}){{0,2}}")
_NOT_HEADING = frozenset(
    "summary other others notes note background overview security analysis outlook conclusion abbreviations annex highlights introduction contents map casualties incidents events timeline sources".split()
)
_LEAD_NAME = re.compile(
    rf"(?:^|^\d{{1,2}}\s+[A-Z][a-z]{{2,8}},\s+|(?<=[a-z]),\s+(?={_NAME}(?: {_NAME})?[.;])|[–—-]\s+|\.\s+|:\s+|[|\t]\s*|\s{{2,}})(?:near\s+)?(?P<name>{_NAME}(?:[ -](?:{_NAME}|\d{{1,2}}\b))*)(?=\s*(?:\(|[,.:–—|-]|\s{{2,}}|$|(?:town|village|district|market|county|again|axis|area|station|harbou?r|port|airport|(?:air|army|naval|military)\s+base|base|camp|road)\b))"
)
_FIRST_NAME = re.compile(
    rf"(?:[\d:.h]{{4,6}}\s*(?:h|hrs?|local)?\s*[-–—:]?\s*)?(?P<name>{_NAME}(?:[ -]{_NAME}){{0,2}})(?=[.,:–—]|\s+[–—-]\s|\s*\()"
)
_NOT_NAME = frozenset(
    "review the a an he she it they we i on in at by but and then police army officials islamic president minister prime mr mrs general colonel captain major friday monday tuesday wednesday thursday saturday sunday"
    " january february march april may june july august september october november december ramadan easter christmas muslim muslims christian christians sunni shia kurdish arab jewish orthodox catholic twitter facebook telegram"
    " according no not witnesses residents two three four five six seven eight nine ten dead killed wounded injured criminal security state national united european western eastern northern southern republic russians regional provincial community".split()
)
_ORG_WORD = re.compile(
    r"\b(?:Council|Ministry|Army|Front|State|Party|Union|Committee|Force|Forces|Agency|Police|Security|Court|Nations|Government|Movement|Brigades?|Falcons|Guard|Service|Press|Post|News|Times|Group|Organi[sz]ation|Association|Bureau|Command|Mission|Parliament|Commission|Office|Department|Administration|Olympics|Games|Cup)\b"
)
_SITE_AFTER = re.compile(
    r"\s+(?:village|town|city|district|market|mosque|station|airport|outpost|post|camp|park|square|street|avenue|road|university|hospital|school|church|county|quarter|neighbou?rhood|prison|barracks|refugee\s+camp|mall|hotel|stadium|bridge|checkpoint|base|underground)\b",
    re.IGNORECASE,
)


def lead_names(
    text: str, leads: Sequence[tuple[int, int]], mentions: Sequence[PlaceMention]
) -> tuple[PlaceMention, ...]:
    """Names at the very head of list items and rows that no mention covers."""
    taken = Taken([(m.start, m.end) for m in mentions])
    out = []
    for s, e in leads:
        m = _FIRST_NAME.match(text, s, min(e, s + 90))
        if m is None or taken.has(*m.span("name")) or m["name"].lower() in _NOT_NAME or _ORG_WORD.search(m["name"]):
            continue
        out.append(PlaceMention(start=m.start("name"), end=m.end("name"), text=m["name"]))
    return tuple(out)


_CELL_NAME = re.compile(
    r"(?:near|outside|outskirts\s+of|\d+\s*km\s+(?:\w+\s+)?(?:of|from))?\s*(?P<name>[A-ZÀ-Þ][^,;(/|\n]{1,39}?)\s*(?=[,;(/]|$)"
)


def cell_names(text: str, cells: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where the names stand that open the cells of a column of places: "Landi Kotal, Khyber Agency"."""
    found = ((s, _CELL_NAME.match(text[s:e])) for s, e in cells)
    return [(s + m.start("name"), s + m.end("name")) for s, m in found if m and text[s + m.start("name")].isupper()]


def dateline_name(text: str, mentions: Sequence[PlaceMention]) -> ResolvedPlace | None:
    """The town that opens an agency dateline and that no mention covers: "MARAGUSAN, Compostela Valley -"."""
    start, end = dateline_end(text)
    head = text[start:end].split(",", maxsplit=1)[0].split("/", maxsplit=1)[0].rstrip()
    if "," not in text[start:end] or not 3 <= len(head) <= 30 or _ORG_WORD.search(head):
        return None
    if Taken([(m.start, m.end) for m in mentions]).has(start, start + len(head)):
        return None
    name = PlaceMention(start=start, end=start + len(head), text=head, dateline=True)
    return ResolvedPlace(mention=name, best=None, rule="unknown.dateline")


class Taken(NamedTuple):
    """Stretches that something else already explains."""

    spans: list[tuple[int, int]]

    def has(self, start: int, end: int) -> bool:
        return any(s < end and start < e for s, e in self.spans)


def unknown_sites(
    text: str,
    *,
    places: Sequence[ResolvedPlace],
    actors: Sequence[ActorMention],
    timexes: Sequence[TimexMention],
    leads: Sequence[tuple[int, int]],
    headings: Sequence[tuple[int, int]] = (),
    cells: Sequence[tuple[int, int]] = (),
) -> list[ResolvedPlace]:
    """Capitalised names after "in", "at", "near", or at the head of a list item (`leads`), that nothing else explains.
    `cells`: the names that open the cells of a table's column of places.

    They keep `best=None`: the incident's place is then the name alone, its country from its surroundings.
    """
    if text.isupper():
        return []
    taken = Taken(
        [(p.mention.start, p.mention.end) for p in places]
        + [(a.start, a.end) for a in actors if a.named]
        + [(t.start, t.end) for t in timexes]
    )
    found: dict[int, ResolvedPlace] = {}

    def put(s: int, e: int, rule: str) -> None:
        name = text[s:e]
        words = name.split()
        if (
            len(words) == 1
            and rule in ("unknown.preposition", "unknown.lead")
            and words[0].lower() in word_lists().plain
        ):
            return  # "Month in Review", "the Regional hospital"
        if words[0].lower() in _NOT_NAME or _ORG_WORD.search(name) or taken.has(s, e) or len(name) < 3 or s in found:
            return
        bare = ResolvedPlace(mention=PlaceMention(start=s, end=e, text=name), best=None, rule=rule)
        town = _town_behind(e, places, text, site=part_of_town(bare, text))
        found[s] = msgspec.structs.replace(bare, best=town, rule="enclosing") if town else bare

    for m in _UNKNOWN.finditer(text):
        preposition = m.group()[:3].lower()
        name_start, name_end = m.span("name")
        phrase = m.group()[: name_start - m.start()].lower()
        strong = (
            " of " in phrase
            or " on " in phrase
            or preposition in ("in ", "at ", "nea", "out", "bet", "aro", "bes", "off", "ent", "ove", "she")
            or _SITE_AFTER.match(text, name_end)
        )
        if strong and not (
            text[name_start:name_end].endswith(("'s", "’s"))
            or re.match(r"['’]s\b|\s+(?:said|told)\b", text[name_end : name_end + 8])
        ):
            put(name_start, name_end, "unknown.preposition")
    for m in _APPOSED.finditer(text):
        put(*m.span("name"), "unknown.apposition")
    for m in _APPOSED_BEHIND.finditer(text):
        put(*m.span("name"), "unknown.apposition")
    for m in _VILLAGE_NAME.finditer(text):
        for group in ("name", "other"):
            if m[group]:
                put(*m.span(group), "unknown.village")
    for p in places:
        line = text.rfind("\n", 0, p.mention.start) + 1
        head = _HEADING_IN.fullmatch(text, line, p.mention.start)
        if (
            head is not None
            and head["name"].isupper()
            and text[p.mention.end : p.mention.end + 2] in ("):", ")\n", ") ")
        ):
            put(*head.span("name"), "unknown.heading")
    for s, e in headings:
        if _HEADING_NAME.fullmatch(text, s, e) and text[s:e].lower() not in _NOT_HEADING:
            put(s, e, "unknown.heading")
    for s, e in leads:
        for m in _LEAD_NAME.finditer(text[s : min(e, s + 90)]):
            put(s + m.start("name"), s + m.end("name"), "unknown.lead")
    for s, e in cells:
        put(s, e, "unknown.cell")
    return [found[k] for k in sorted(found)]


def _town_behind(end: int, places: Sequence[ResolvedPlace], text: str, *, site: bool) -> Candidate | None:
    """The town that a name is said to lie in ("Central Bank, Colombo", "the Karagaq quarter of Peja").

    `site`: the name is that of a street, a market or the like.
    """
    i = bisect_left(places, end, key=lambda p: p.mention.start)
    if (
        i == len(places)
        or places[i].best is None
        or places[i].mention.start - end > 40
        or places[i].mention.kind != "place"
    ):
        return None
    gap = text[end : places[i].mention.start]
    if not (_WITHIN.fullmatch(gap) or _PART_OF_TOWN.fullmatch(gap)):
        return None
    best = places[i].best
    if best is None or not best.feature_code.startswith("PPL"):
        return None
    # "Tessit (Gao)": the region as likely as its seat
    region = any(c.feature_code == "ADM1" and c.country_code == best.country_code for c in places[i].candidates)
    return None if region and not site and not _PART_OF_TOWN.fullmatch(gap) else best


_PART_OF_TOWN = re.compile(
    r"\s+(?:district|quarter|neighbou?rhood|suburb|area|market|mosque|street|square|section|side|part)\s+(?:of|in)\s+(?:the\s+)?(?:(?:city|town|capital|village)\s+of\s+)?",
    re.IGNORECASE,
)


def is_people(p: ResolvedPlace, text: str) -> bool:
    """Whether an unlisted name is that of a people ("Fulani men") rather than of a place."""
    if re.match(r"\s+(?:sub-?clans?|clans?|tribes?|tribesm[ae]n)\b", text[p.mention.end : p.mention.end + 16]):
        return True
    if p.best is not None:
        return False
    return bool(
        re.search(
            rf"\b{re.escape(p.mention.text)}\s+(?:men|women|people|leaders?|herders?|farmers?|fighters?|militias?|hunters?|communit\w+|civilians|families|tribes?m?e?n?|villagers|rebels|minority|majority|language)\b",
            text,
        )
    )


# Coordinates written out in the text

_COORDINATES = (
    re.compile(r"\b(?P<ns>[NS])\s*(?P<lat>\d{1,2}(?:\.\d+)?)°?[,\s/]+(?P<ew>[EW])\s*(?P<lon>\d{1,3}(?:\.\d+)?)"),
    re.compile(r"(?P<lat>\d{1,2}\.\d+)°?\s*(?P<ns>[NS])[,\s/]+(?P<lon>\d{1,3}\.\d+)°?\s*(?P<ew>[EW])\b"),
)


class Coordinates(NamedTuple):
    """Degrees (WGS 84) as written in text[start:end]."""

    latitude: float
    longitude: float
    start: int
    end: int


def coordinates(text: str, start: int, end: int) -> Coordinates | None:
    """The first pair of coordinates written in text[start:end], as situation reports give them."""
    for pattern in _COORDINATES:
        m = pattern.search(text, start, end)
        if m:
            lat = float(m["lat"]) * (1 if m["ns"] == "N" else -1)
            lon = float(m["lon"]) * (1 if m["ew"] == "E" else -1)
            if abs(lat) <= 90 and abs(lon) <= 180:
                return Coordinates(lat, lon, m.start(), m.end())
    return None
