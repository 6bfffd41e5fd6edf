"""The learned coder: the patterns' reports, with the actors that the model reads where the patterns name nobody.

The model only points at words. What an actor is called, how many they were and of what type they are is told by the
project's own lexicons from those words, so that both coders use the same neutral codes.
"""

from collections.abc import Sequence

import msgspec

from dateline.learned import model
from dateline.learned.decoding import decision
from dateline.learned.reading import Filler, Reading
from dateline.mentions.actors import find_actors
from dateline.records import Actor, ActorMention, Attestation, Coding, Document, Report
from dateline.records.values import Role
from dateline.reports import coder as patterns

NAME = "learned"
VERSION = f"{patterns.NAME}+{model.digest()}"
UNNAMED = "not named"
_SLOTS: dict[Role, tuple[str, ...]] = {
    "perpetrator": ("perp_ind_id", "perp_org_id"),
    "target": ("hum_tgt_name", "hum_tgt_desc", "phys_tgt_id"),
}
_EFFECTS = {"DEATH": "death", "INJURY": "injury", "SOME DAMAGE": "damage", "DESTROYED": "destroyed"}
_ARMED = frozenset(
    {
        "state forces",
        "rebel group",
        "political militia",
        "identity militia",
        "external/other forces",
        "unidentified armed group",
    }
)


def code_document(document: Document) -> Coding:
    """What the patterns find, completed by the model; a document without reports is not read a second time."""
    coding = patterns.code_document(document)
    if not coding.reports:
        return msgspec.structs.replace(coding, coder=NAME)
    reading = model.read_document(document, coding.reports)
    mentions = find_actors(document.text)
    reports = tuple(with_actors(report, reading, mentions) for report in coding.reports)
    return msgspec.structs.replace(coding, coder=NAME, reports=reports)


def with_actors(report: Report, reading: Reading, mentions: Sequence[ActorMention]) -> Report:
    """The report with the actors of either role that the model reads in it, where it names none of that role."""
    if report.background or report.event_type in (None, "Protests"):
        return report
    actors, attestations = list(report.actors), list(report.attestations)
    for role, slots in _SLOTS.items():
        if any(a.role == role and a.name != UNNAMED for a in actors):
            continue
        taken = {a.name.lower() for a in actors}
        found = [
            (filler, mention)
            for filler, mention in _candidates(report, reading, mentions, slots)
            if mention.type is not None and " ".join(mention.text.split()).lower() not in taken
        ]
        if role == "perpetrator":
            found = [(f, m) for f, m in found if m.type in _ARMED]
        if not found:
            continue
        filler, mention = max(found, key=lambda pair: (pair[0].probability, -pair[0].start))
        actors = [a for a in actors if a.role != role]
        attestations = [a for a in attestations if a.field != f"actors.{role}"]
        actor = _actor(role, filler, mention)
        actors.append(actor)
        attestations.append(_attestation(actor, filler, mention))
    return msgspec.structs.replace(report, actors=tuple(actors), attestations=tuple(attestations))


def _candidates(
    report: Report, reading: Reading, mentions: Sequence[ActorMention], slots: Sequence[str]
) -> list[tuple[Filler, ActorMention]]:
    """Fillers of these slots within the report that are also phrases for people or things, sure enough to be used."""
    least = decision()["actor"]
    return [
        (filler, mention)
        for filler in reading.fillers
        if filler.slot in slots
        and filler.probability >= least
        and any(start <= filler.start < end for start, end in report.spans)
        for mention in mentions
        if mention.start < filler.end and filler.start < mention.end
    ]


def _actor(role: Role, filler: Filler, mention: ActorMention) -> Actor:
    attribute = "phys_tgt_effect" if filler.slot == "phys_tgt_id" else "hum_tgt_effect"
    value, chance = filler.attributes[attribute]
    return Actor(
        role=role,
        name=" ".join(mention.text.split()),
        type=mention.type,
        entity=mention.entity,
        effect=_EFFECTS.get(value) if role == "target" and chance >= 0.5 else None,
        number=mention.number.best if mention.number is not None else None,
    )


def _attestation(actor: Actor, filler: Filler, mention: ActorMention) -> Attestation:
    return Attestation(
        field=f"actors.{actor.role}",
        value=actor.name,
        quote=mention.text,
        start=mention.start,
        end=mention.end,
        certainty="hedged",
        annotator=f"model:learned.{filler.slot}@{model.digest()}",
        confidence=round(filler.probability, 2),
        loaded=mention.loaded,
    )
