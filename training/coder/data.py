"""MUC-4 keys as arrays: word pieces, pattern features, and what each piece and filler is labelled with."""

import json
import pickle
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from dateline.evals.muc import read_document
from dateline.learned import features, wordpiece
from dateline.learned.layout import ATTRIBUTES, SLOTS, TYPES
from dateline.learned.model import feature_rows
from dateline.reports.coder import code_document

OCCURRENCES = 6
"""So many occurrences of one filler at most train the heads of fillers; all of them are tagged."""
ALIASES = {
    "NO DEATH": "NO INJURY OR DEATH",
    "ESCAPED": "NO INJURY OR DEATH",
    "MONEY TAKEN FROM TARGET": "",
    "PROPERTY TAKEN FROM TARGET": "",
    "TARGET TAKEN": "",
    "MINE": "BOMB",
    "FIRE": "MOLOTOV COCKTAIL",
}
CROSS = {  # which attribute is said of fillers of which slots
    "perp_org_confidence": ("perp_org_id",),
    "phys_tgt_type": ("phys_tgt_id",),
    "phys_tgt_effect": ("phys_tgt_id",),
    "hum_tgt_type": ("hum_tgt_name", "hum_tgt_desc"),
    "hum_tgt_effect": ("hum_tgt_name", "hum_tgt_desc"),
    "instrument_type": ("instrument_id",),
}
NUMBERED = {"phys_tgt_id": "phys_tgt_number", "hum_tgt_name": "hum_tgt_number", "hum_tgt_desc": "hum_tgt_number"}


class Filler(NamedTuple):
    """One occurrence of a filler: pieces [first, last), what it fills, and what is said of it."""

    slot: int
    first: int
    last: int
    types: tuple[int, ...]
    attributes: dict[str, int]
    entity: int
    templates: frozenset[int]


class Example(NamedTuple):
    """One document. Shapes: ids (n,), offsets (n, 2), features (n, F), bio (n, 6) with 0 outside, 1 begin, 2 inside."""

    docid: str
    ids: Any
    offsets: Any
    features: Any
    bio: Any
    fillers: list[Filler]
    types: tuple[int, ...]


def example(row: dict[str, Any]) -> Example:
    """The arrays of one row of the data."""
    document = read_document(row)
    reports = code_document(document).reports
    cut = wordpiece.pieces(document.text)
    starts = np.array([p.start for p in cut])
    ends = np.array([p.end for p in cut])
    held = feature_rows(features.spans(document, reports), cut)
    bio = np.zeros((len(cut), len(SLOTS)), dtype=np.int64)
    fillers = sorted(_fillers(row, starts, ends), key=lambda f: f.first - f.last)  # the longest first
    for filler in fillers:
        stretch = bio[filler.first : filler.last, filler.slot]
        if not stretch.any():
            stretch[:] = 2
            stretch[0] = 1
    types = sorted({TYPES.index(kind) for t in row["templates"] for kind in _values(t, "incident_type")})
    ids = np.array([p.id for p in cut])
    return Example(row["docid"], ids, np.stack([starts, ends], 1), held, bio, fillers, tuple(types))


def _values(template: dict[str, Any], slot: str) -> list[str]:
    return [a["value"] for filler in template["slots"][slot] for a in filler["alts"] if a["value"] is not None]


def _fillers(row: dict[str, Any], starts: Any, ends: Any) -> list[Filler]:
    told: dict[tuple[str, int, int], dict[str, Any]] = {}
    entities = 0
    for number, template in enumerate(row["templates"]):
        slots = template["slots"]
        kinds = {TYPES.index(kind) for kind in _values(template, "incident_type")}
        common = {}
        for name in ("incident_stage", "perp_category"):
            said = [ALIASES.get(v, v) for v in _values(template, name)]
            if said and said[0] in ATTRIBUTES[name]:
                common[name] = ATTRIBUTES[name].index(said[0])
        for slot in SLOTS:
            for filler in slots[slot]:
                entities += 1
                names = {a["value"] for a in filler["alts"]}
                attributes = common | _attributes(slots, slot, names)
                for alternative in filler["alts"]:
                    for start, end in alternative.get("offsets", ()):
                        entry = told.setdefault(
                            (slot, start, end), {"types": set(), "at": {}, "entity": entities, "templates": set()}
                        )
                        entry["types"] |= kinds
                        entry["templates"].add(number)
                        entry["at"] = attributes | entry["at"]
    # Fillers with one string in common are one entity: join their numbers.
    joined: dict[str, int] = {}
    found: list[Filler] = []
    seen: dict[tuple[str, str], int] = {}
    for (slot, start, end), entry in sorted(told.items(), key=lambda item: item[0][1]):
        string = (slot, row["text"][start:end])
        seen[string] = seen.get(string, 0) + 1
        entity = joined.setdefault("|".join(string), entry["entity"])
        first, last = int(np.searchsorted(ends, start, "right")), int(np.searchsorted(starts, end, "left"))
        if last > first:
            types, templates = tuple(sorted(entry["types"])), frozenset(entry["templates"])
            found.append(Filler(SLOTS.index(slot), first, last, types, entry["at"], entity, templates))
    return found


def _attributes(slots: dict[str, Any], slot: str, names: set[str]) -> dict[str, int]:
    found = {}
    for attribute, of in CROSS.items():
        if slot not in of:
            continue
        said = [a["value"] for f in slots[attribute] for a in f["alts"] if names & set(a["xref"])]
        values = [ALIASES.get(value or "", value or "") for value in said]
        known = [v for v in values if v in ATTRIBUTES[attribute]]
        if known:
            found[attribute] = ATTRIBUTES[attribute].index(known[0])
        elif attribute.endswith("effect"):
            found[attribute] = 0
    if slot in NUMBERED:
        numbers = [a["value"] for f in slots[NUMBERED[slot]] for a in f["alts"] if names & set(a["xref"])]
        if numbers:
            found["number"] = ("1", "PLURAL").index(numbers[0]) if numbers[0] in ("1", "PLURAL") else 2
    return found


def load(path: Path, cache: Path) -> list[Example]:
    """The examples of a file of rows, from the cache where it is there."""
    if not cache.exists():
        with path.open(encoding="utf-8") as lines:
            cache.write_bytes(pickle.dumps([tuple(example(json.loads(line))) for line in lines]))
    rows = pickle.loads(cache.read_bytes())  # our own file, written above
    return [Example(*row[:5], [Filler(*f) for f in row[5]], row[6]) for row in rows]
