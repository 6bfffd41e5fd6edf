"""Toponyms of a corpus, resolved: the command `dateline eval geo`. Gold in the input is read for spans only,
but by `report`, which scores."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from dateline.evals.geo_figures import GeoFigures, figures
from dateline.mentions.toponyms import find_toponyms
from dateline.records import PlaceMention, ResolvedPlace
from dateline.resolve import gazetteer
from dateline.resolve.places import resolve_places


def run(docs: Path, out: Path, *, gold_spans: bool) -> None:
    """One row per toponym: {"docid", "start", "end", "lat", "lon", "geonameid", "score"}, null where it abstains.

    `docs` holds {"docid", "text", "toponyms": [{"start", "end"}, ...]} a line. With `gold_spans` the rows are
    the gold toponyms, in order; without, those that are found.
    """
    places = gazetteer.default()
    with docs.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as rows:
        for line in lines:
            if line.strip():
                for row in code(json.loads(line), places, gold_spans=gold_spans):
                    rows.write(json.dumps(row, ensure_ascii=False) + "\n")


def report(docs: Path, predictions: Path) -> GeoFigures | None:
    """Figures of predictions that `run` wrote, against the gold in `docs`: read after the predicting is done."""
    with docs.open(encoding="utf-8", newline="\n") as gold, predictions.open(encoding="utf-8", newline="\n") as rows:
        return figures(_objects(gold), _objects(rows), gazetteer.default())


def _objects(lines: TextIO) -> Iterator[dict[str, Any]]:
    yield from (json.loads(line) for line in lines if line.strip())


def code(doc: dict[str, Any], places: gazetteer.Gazetteer, *, gold_spans: bool) -> list[dict[str, Any]]:
    """The rows of one document."""
    text = doc["text"]
    found = find_toponyms(text, gazetteer=places)
    wanted = found
    if gold_spans:
        spans = sorted({(t["start"], t["end"]) for t in doc["toponyms"]})
        mine = {(m.start, m.end): m for m in found}
        gold = [mine.get(s) or PlaceMention(start=s[0], end=s[1], text=text[s[0] : s[1]]) for s in spans]
        # What is found beside the gold stays in as context, where it does not overlap.
        rest = [m for m in found if not any(m.start < b and a < m.end for a, b in spans)]
        wanted = tuple(sorted([*gold, *rest], key=lambda m: m.start))
    outlet = doc.get("outlet") or doc.get("domain")
    resolved = {
        (r.mention.start, r.mention.end): r for r in resolve_places(wanted, text=text, gazetteer=places, outlet=outlet)
    }
    if gold_spans:
        return [_row(doc["docid"], resolved[t["start"], t["end"]]) for t in doc["toponyms"]]
    return [_row(doc["docid"], r) for r in resolved.values()]


def _row(docid: str, resolved: ResolvedPlace) -> dict[str, Any]:
    best = resolved.best
    return {
        "docid": docid,
        "start": resolved.mention.start,
        "end": resolved.mention.end,
        "lat": best.latitude if best else None,
        "lon": best.longitude if best else None,
        "geonameid": best.geonameid if best and best.geonameid > 0 else None,
        "score": best.score if best else None,
    }
