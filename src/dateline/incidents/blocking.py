"""Keys under which reports of one incident meet, so that not every pair has to be compared.

A key is a short string; two reports are compared if they share one that is not a hub (`HUB`). Time enters in weeks and
in quarters, places as themselves, as cells and as the units that contain them, so that a vague report meets a precise
one; names, rare words and figures need no date at all, since a fifth of the pairs are told more than a month apart.
"""

import datetime as dt
import math
from hashlib import blake2b

from dateline.incidents.context import ReportContext
from dateline.incidents.geography import place_name
from dateline.incidents.profile import RARE, Profile, profile
from dateline.records import Place

HUB = 200
"""A key that more reports share says too little to be worth the comparisons; whoever looks up candidates skips it.
With it the number of pairs grows in proportion to the number of reports."""

NAMES, WORDS = 8, 10
"""How many full names and rare words of a report become keys, the heaviest first."""

_LONGEST_WEEKS, _LONGEST_QUARTERS = 70, 800
"""Days: a longer interval says too little about the week, the quarter."""
_UNDATED_BACK = 31
"""Days before publication in which an undated incident mostly lies."""
_POINT = {"exact", "near", "place"}


def keys(context: ReportContext) -> frozenset[str]:
    """The block keys of one report, some 20 to 60 of them."""
    return profile_keys(profile(context))


def profile_keys(ready: Profile) -> frozenset[str]:
    """As `keys`, for a profile already worked out."""
    report = ready.context.report
    found = {f"source:{ready.context.source_id}"}
    weeks, quarters = _buckets(ready.context)
    for name in _places(report.place):
        found.update(f"week:{name}:{w}" for w in weeks)
        found.update(f"quarter:{name}:{q}" for q in quarters)
        if not name.startswith("country:"):
            found.add(f"ever:{name}")
    found.update(_figures(ready, quarters))
    found.update(f"name:{n}" for n in _heaviest_names(ready))
    found.update(f"word:{w}" for w in _rarest_words(ready))
    return frozenset(found)


def _buckets(context: ReportContext) -> tuple[list[int], list[int]]:
    """Weeks and quarters that the incident may lie in, a day's slack on either side."""
    date = context.report.date
    start, end = date.earliest, date.latest or context.published_latest
    if start is None and end is not None:
        reference = context.published_earliest or end
        start = min(end, reference) - dt.timedelta(_UNDATED_BACK)
    if start is None or end is None or end < start:
        return [], []
    first, last = start.toordinal() - 1, end.toordinal() + 1
    weeks = list(range(first // 7, last // 7 + 1)) if last - first <= _LONGEST_WEEKS else []
    quarters = list(range(first // 91, last // 91 + 1)) if last - first <= _LONGEST_QUARTERS else []
    return weeks, quarters


def _places(place: Place | None) -> list[str]:
    """The place and what contains it, each under a prefix of its kind."""
    if place is None:
        return []
    found = [f"name:{place_name(place)}"]
    if place.geonameid is not None:
        found.append(f"id:{place.geonameid}")
    if place.admin1 and place.country_code:
        found.append(f"region:{place.country_code}.{place.admin1.casefold()}")
    if place.country_code:
        found.append(f"country:{place.country_code}")
    if place.precision in _POINT and place.latitude is not None and place.longitude is not None:
        # Two grids of one degree, one shifted by half: neighbours share a cell in at least one of them, mostly.
        latitude, longitude = place.latitude, place.longitude
        found.extend(f"cell:{s}:{math.floor(latitude + s)}:{math.floor(longitude + s)}" for s in (0.0, 0.5))
    return found


def _figures(ready: Profile, quarters: list[int]) -> set[str]:
    """Uncommon numbers of dead or injured in one country and quarter: a vague report often keeps the figure."""
    report = ready.context.report
    country = report.place.country_code if report.place else None
    found: set[str] = set()
    for field, counts in (("deaths", report.deaths), ("injured", report.injured)):
        if country and counts is not None and counts.best is not None and counts.best >= 3:
            found.update(f"{field}:{counts.best}:{country}:{q}" for q in quarters)
            found.add(f"{field}:{counts.best}:{country}")
    return found


def _heaviest_names(ready: Profile) -> list[str]:
    heavy = [n for n, w in ready.name_weights.items() if w >= RARE]
    return sorted(heavy, key=lambda n: (-ready.names[n], _scatter(n)))[:NAMES]


def _rarest_words(ready: Profile) -> list[str]:
    rare = [w for w in ready.rare if len(w) > 3]
    return sorted(rare, key=lambda w: (-ready.words[w], _scatter(w)))[:WORDS]


def _scatter(word: str) -> bytes:
    """A fixed arbitrary order (MinHash): of equally rare words two texts choose the same ones if they share them."""
    return blake2b(word.encode(), digest_size=8).digest()
