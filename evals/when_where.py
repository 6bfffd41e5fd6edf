#!/usr/bin/env python3
"""Whether a text's own words give the dates and places of its MUC-4 keys: what resolution can reach before anchoring.

    python evals/when_where.py MUC_DEV.jsonl

Dates: share of the keys' intervals that some expression of the document, resolved against its publication, gives exactly
(both ends, of keys that have both) or is compatible with (they share a day; an end that the key leaves open is open). Places: share of incidents
in whose country a resolved name lies; share of the keys' place strings (folded, kinds of places left out) that are found as
names. Optional keys and those without the slot are left out.
"""

import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.evals.dates import resolve_in_order
from dateline.mentions.placenames import fold
from dateline.mentions.timex import find_timexes
from dateline.mentions.toponyms import find_toponyms
from dateline.records.values import DateExtent
from dateline.resolve import gazetteer
from dateline.resolve.places import resolve_places


def measure(path: Path) -> dict[str, float]:
    """The shares, by name."""
    tally: Counter[str] = Counter()
    with path.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            _count(json.loads(line), tally)
    return {
        "date_exact": tally["exact"] / tally["closed"],
        "date_compatible": tally["compatible"] / tally["dates"],
        "country_found": tally["in country"] / tally["countries"],
        "place_string_found": tally["place found"] / tally["places"],
    }


def _count(document: dict[str, Any], tally: Counter[str]) -> None:
    text = document["text"]
    day = _day(document.get("doc_date"))
    extents = resolve_in_order(text, find_timexes(text), published=(day, day))
    places = gazetteer.default()
    mentions = find_toponyms(text, gazetteer=places)
    resolved = resolve_places(mentions, text=text, gazetteer=places)
    found = {fold(m.text) for m in mentions}
    countries = {r.best.country_code for r in resolved if r.best is not None}
    for template in document["templates"]:
        if template.get("optional"):
            continue
        for told in _alternatives(template, "incident_date", "date"):
            key = (_day(told["start"]), _day(told["end"]))
            tally["dates"] += 1
            tally["closed"] += None not in key
            tally["exact"] += None not in key and any((e.earliest, e.latest) == key for e in extents)
            tally["compatible"] += any(_share_a_day(e, *key) for e in extents)
        for told in _alternatives(template, "incident_location", "location"):
            code = _country(told["country"], places)
            tally["countries"] += 1
            tally["in country"] += code in countries
            for name, _kind in told["places"]:
                tally["places"] += 1
                tally["place found"] += fold(name) in found


def _alternatives(template: dict[str, Any], slot: str, part: str) -> Iterator[dict[str, Any]]:
    """The first alternative of each filler that has the part read out."""
    for filler in template["slots"].get(slot) or ():
        first = (filler.get("alts") or [{}])[0]
        if first.get(part):
            yield first[part]


def _day(told: str | None) -> dt.date | None:
    """None where a part is not told ("--01-25")."""
    return dt.date.fromisoformat(told) if told and not told.startswith("-") else None


def _share_a_day(extent: DateExtent, start: dt.date | None, end: dt.date | None) -> bool:
    if extent.earliest is None:
        return False
    latest = extent.latest or extent.earliest
    return (start is None or latest >= start) and (end is None or extent.earliest <= end)


def _country(name: str, places: gazetteer.Gazetteer) -> str | None:
    key = fold(name)
    return next((e.country_code for e in places.look_up([key])[key] if e.feature_code == "PCLI"), None)


if __name__ == "__main__":
    for figure, share in measure(Path(sys.argv[1])).items():
        print(f"{figure:20s} {share:.3f}")
