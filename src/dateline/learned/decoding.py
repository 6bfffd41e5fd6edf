"""From a reading to incidents: which types there are, which fillers are one entity, and who belongs to which incident.

Several incidents of one type are told apart by those who suffered: each has its own.
"""

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from dateline.learned.layout import SLOTS, TYPES
from dateline.learned.reading import Filler, Reading, linked

_MARK = re.compile(r"[^\w\s]")
_ARTICLE = re.compile(r"\b(?:a|an|the)\b")


class Entity(NamedTuple):
    """Fillers of one slot that mean the same, by name: {string: its occurrences}, the most probable string first.

    `probability` that the entity fills the slot at all, `types` that it belongs to an incident of each type.
    """

    slot: str
    names: dict[str, tuple[Filler, ...]]
    probability: float
    types: tuple[float, ...]

    @property
    def start(self) -> int:
        """Where the text first speaks of it."""
        return min(f.start for held in self.names.values() for f in held)

    @property
    def best(self) -> Filler:
        """Its most probable occurrence."""
        return max((f for held in self.names.values() for f in held), key=lambda f: (f.probability, -f.start))


class Found(NamedTuple):
    """One incident: its type, the probability that the text tells of one, and its entities by slot."""

    type: str
    probability: float
    entities: dict[str, tuple[Entity, ...]]


@lru_cache(maxsize=1)
def decision() -> dict[str, Any]:
    """What was chosen on the development set: the least probabilities of types, fillers and links."""
    loaded = json.loads(files("dateline").joinpath("data", "learned.json").read_text("utf-8"))
    chosen: dict[str, Any] = loaded["decision"]
    return chosen


def incidents(reading: Reading, text: str, chosen: dict[str, Any] | None = None) -> list[Found]:
    """The incidents of a document, most probable first."""
    least = chosen if chosen is not None else decision()
    kinds = [k for k, p in enumerate(reading.types) if p >= least["type"]]
    entities = [e for slot in SLOTS for e in _entities(reading, text, slot, least)]
    held: dict[int, dict[str, list[Entity]]] = {k: {slot: [] for slot in SLOTS} for k in kinds}
    for entity in entities:
        own = [k for k in kinds if entity.types[k] >= least["filler_type"]]
        for k in own or sorted(kinds, key=lambda k: -entity.types[k])[:1]:
            held[k][entity.slot].append(entity)
    found = [
        Found(TYPES[k], reading.types[k], {slot: tuple(listed) for slot, listed in slots.items()})
        for k, whole in held.items()
        for slots in _split(whole, least["split"])
    ]
    return sorted(found, key=lambda f: (-f.probability, f.type))


_SUFFERERS = ("hum_tgt_name", "hum_tgt_desc", "phys_tgt_id")


def _split(slots: dict[str, list[Entity]], least: float) -> list[dict[str, list[Entity]]]:
    """Several incidents of one type where those who suffered are told apart: each with all that goes with them."""
    cores: list[list[Entity]] = []
    for entity in sorted((e for s in _SUFFERERS for e in slots[s]), key=lambda e: (-e.probability, e.start)):
        near = [(float(np.mean([_together(entity, other) for other in core])), core) for core in cores]
        chance, core = max(near, key=lambda pair: pair[0], default=(0.0, []))
        if chance >= least:
            core.append(entity)
        else:
            cores.append([entity])
    if len(cores) < 2:
        return [slots]
    rows: list[dict[str, list[Entity]]] = [{slot: [] for slot in slots} for _ in cores]
    for slot, listed in slots.items():
        for entity in listed:
            chances = [max(_together(entity, other) for other in core) for core in cores]
            for row, core, chance in zip(rows, cores, chances, strict=True):
                own = entity in core if slot in _SUFFERERS else chance >= 0.5 or chance == max(chances)
                if own:
                    row[slot].append(entity)
    return rows


def _together(one: Entity, other: Entity) -> float:
    """The probability that two entities share an incident."""
    return linked(one.best.incident, other.best.incident)


def _entities(reading: Reading, text: str, slot: str, least: dict[str, Any]) -> list[Entity]:
    strings: dict[str, list[Filler]] = {}
    for filler in reading.fillers:
        if filler.slot == slot:
            strings.setdefault(_normal(text[filler.start : filler.end]), []).append(filler)
    ranked = sorted(
        (
            (max(f.probability for f in held), held)
            for key, held in strings.items()
            if key and max(f.probability for f in held) >= least["slots"][slot]
        ),
        key=lambda item: (-item[0], item[1][0].start),
    )
    groups: list[list[list[Filler]]] = []
    for _, held in ranked:
        own = next((g for g in groups if _alike(g[0], held) >= least["links"][slot]), None)
        if own is None:
            groups.append([held])
        else:
            own.append(held)
    return [_entity(slot, text, group) for group in groups]


def _entity(slot: str, text: str, group: Sequence[Sequence[Filler]]) -> Entity:
    names = {}
    for held in group:
        best = max(held, key=lambda f: f.probability)
        names[" ".join(text[best.start : best.end].split())] = tuple(held)
    every = [f for held in group for f in held]
    weights = np.array([f.probability for f in every])
    types = (np.array([f.types for f in every]) * weights[:, None]).sum(0) / weights.sum()
    return Entity(slot, names, float(weights.max()), tuple(float(t) for t in types))


def _alike(one: Sequence[Filler], other: Sequence[Filler]) -> float:
    return float(np.mean([linked(a.entity, b.entity) for a in one for b in other]))


def _normal(string: str) -> str:
    return " ".join(_ARTICLE.sub(" ", _MARK.sub("", string.lower())).split())
