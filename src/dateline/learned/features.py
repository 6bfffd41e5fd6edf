"""What the patterns see, as input to the encoder: for every word piece, which mentions, frames and reports hold it.

Patterns alone lead encoders in precision, encoders lead in recall; told what the patterns think, the encoder can learn
where to believe them.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import get_args

from dateline.mentions.actors import find_actors
from dateline.mentions.frames import find_frames
from dateline.mentions.weapons import find_weapons
from dateline.records import ActorMention, Document, Report
from dateline.records.values import ActorType, Entity

_GROUPS = {
    "kill": "harm",
    "die": "harm",
    "injure": "harm",
    "kidnap": "kidnap",
    "hold": "hold",
    "attack": "attack",
    "bomb": "bomb",
    "throw": "bomb",
    "damage": "damage",
    "burn": "burn",
    "rob": "rob",
    "threaten": "threaten",
    "blame": "blame",
    "claim": "blame",
    "do": "blame",
}
_FRAMES = tuple(dict.fromkeys(_GROUPS.values()))
_BLASTS = frozenset({"bomb", "car bomb", "explosives", "suicide vest", "mine", "grenade"})
_EVENT_TYPES = (
    "Battles",
    "Explosions/Remote violence",
    "Protests",
    "Riots",
    "Strategic developments",
    "Violence against civilians",
)
_EFFECTS = ("death", "injury", "abducted", "detained", "freed", "damage", "destroyed", "none")


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The features in their fixed order; weights depend on it: add at the end and train anew."""
    return (
        "actor.begins",
        "actor.named",
        "actor.plural",
        "actor.numbered",
        *(f"actor.{entity}" for entity in get_args(Entity)),
        *(f"actor.{kind}" for kind in get_args(ActorType)),
        "weapon.blast",
        "weapon.firearm",
        "weapon.other",
        *(f"frame.{group}" for group in _FRAMES),
        *(f"doer.{group}" for group in _FRAMES),
        *(f"object.{group}" for group in _FRAMES),
        "frame.weapon",
        "report",
        *(f"report.{kind}" for kind in _EVENT_TYPES),
        "report.background",
        "report.perpetrator",
        "report.target",
        "report.weapon",
        *(f"report.target.{effect}" for effect in _EFFECTS),
    )


def spans(document: Document, reports: Sequence[Report]) -> Iterator[tuple[str, int, int]]:
    """(feature, start, end) for every stretch of the text that has one."""
    text = document.text
    for actor in find_actors(text):
        yield from _of_actor(actor)
    for weapon in find_weapons(text):
        category = weapon.category if weapon.category == "firearm" else "other"
        yield f"weapon.{'blast' if weapon.category in _BLASTS else category}", weapon.start, weapon.end
    for frame in find_frames(text):
        group = _GROUPS.get(frame.kind)
        if group is None:
            continue
        yield f"frame.{group}", frame.start, frame.end
        for mention in frame.perpetrators:
            yield f"doer.{group}", mention.start, mention.end
        for mention in frame.targets:
            yield f"object.{group}", mention.start, mention.end
        for held in frame.weapons:
            yield "frame.weapon", held.start, held.end
    for report in reports:
        yield from _of_report(report)


def _of_actor(actor: ActorMention) -> Iterator[tuple[str, int, int]]:
    yield "actor.begins", actor.start, actor.start + 1
    yield f"actor.{actor.entity}", actor.start, actor.end
    for feature, holds in (
        (f"actor.{actor.type}", actor.type is not None),
        ("actor.named", actor.named),
        ("actor.plural", actor.plural),
        ("actor.numbered", actor.number is not None),
    ):
        if holds:
            yield feature, actor.start, actor.end


def _of_report(report: Report) -> Iterator[tuple[str, int, int]]:
    for start, end in report.spans:
        yield "report", start, end
        if report.event_type is not None:
            yield f"report.{report.event_type}", start, end
        if report.background:
            yield "report.background", start, end
    effects = {actor.name.lower(): actor.effect for actor in report.actors if actor.role == "target"}
    for attestation in report.attestations:
        field = attestation.field
        if field in ("actors.perpetrator", "actors.target"):
            yield f"report.{field.partition('.')[2]}", attestation.start, attestation.end
        elif field == "weapons":
            yield "report.weapon", attestation.start, attestation.end
        if field == "actors.target":
            effect = effects.get(str(attestation.value).lower())
            if effect in _EFFECTS:
                yield f"report.target.{effect}", attestation.start, attestation.end
