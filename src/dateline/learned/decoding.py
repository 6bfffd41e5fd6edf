"""From a reading to incidents: which types there are, which fillers are one entity, and who belongs to which incident.

One incident a type: most documents of the data tell of one, and what would tell two of a type apart is weaker than what
says that there is one.
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
    loaded: dict[str, Any] = json.loads(files("dateline").joinpath("data", "learned.json").read_text("utf-8"))
    return loaded["decision"]


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
        for k, slots in held.items()
    ]
    return sorted(found, key=lambda f: (-f.probability, f.type))


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
