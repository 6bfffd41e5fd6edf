"""The incident's place among all the places of a passage: not the dateline's, not where people came from."""

import re
from collections.abc import Sequence

from dateline.mentions.events import Trigger
from dateline.records import ResolvedPlace
from dateline.reports.analysis import Analysis
from dateline.resolve.places import distance_km

_FROM = re.compile(r"\b(?:from|to|towards?|native\s+of|born\s+in|originally\s+from|fled\s+to|border\s+with|frontier\s+with|crossed\s+from|via|citizens?\s+of|resident\s+of|branch\s+of|based\s+in|said\s+in|told\s+\w+\s+in|officials\s+in|spokes\w+\s+in|kilomet(?:re|er)s\s+from)\s+(?:the\s+)?(?:\w+\s+){0,2}$", re.IGNORECASE)
_AT = re.compile(r"\b(?:in|at|near|outside|inside|on\s+the\s+outskirts\s+of|city\s+of|town\s+of|village\s+of|district\s+of|region\s+of|province\s+of|of|on\s+the\s+border\s+of|around|across|between|beside|hits?|struck|rocks?)\s+(?:the\s+)?(?:\w+\s+){0,3}$", re.IGNORECASE)
_COARSE = ("PCL", "CONT", "RGN")


def is_fine(place: ResolvedPlace) -> bool:
    """Finer than a country: a town, village, site, district or province (or a name the gazetteer lacks)."""
    return place.best is None or not (place.best.feature_code.startswith("PCL") or place.best.feature_code in ("CONT", "RGN", "TERR"))


def is_admin(place: ResolvedPlace) -> bool:
    """A province or district rather than a settlement or site."""
    return place.best is not None and place.best.feature_code.startswith("ADM")


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
        return a.country_code == b.country_code and (a.admin1 == b.admin1 or a.admin1 == b.name)
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


def best_place(analysis: Analysis, start: int, end: int, triggers: Sequence[Trigger]) -> ResolvedPlace | None:
    """The toponym of text[start:end] that most likely names where it happened; None where there is none."""
    text = analysis.text
    best, best_score = None, 0.0
    for p in analysis.places_in(start, end):
        m = p.mention
        if m.dateline or m.kind not in ("place", "demonym"):
            continue
        before = text[max(start, m.start - 40) : m.start]
        score = 1.0
        if m.kind == "demonym":
            score = 0.3 if p.best is not None else 0.0
        if p.best is not None:
            code = p.best.feature_code
            score += 0.0 if code.startswith(_COARSE) else 0.5 if code.startswith("ADM1") else 0.9
        else:
            score += 0.55
        if _FROM.search(before):
            score -= 0.9
        if _AT.search(before) or m.relation:
            score += 0.5
        if triggers:
            gap = min(abs(t.start - m.start) for t in triggers)
            score -= min(gap, 300) / 1000
        if score > best_score:
            best, best_score = p, score
    return best
