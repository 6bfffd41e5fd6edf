"""The learned coder: the patterns' reports, with the targets that the model reads where the patterns name nobody.

The model only points at words. What a target is called, how many they were and of what type they are is told by the
project's own lexicons from those words, so that both coders use the same neutral codes. It is not asked for
perpetrators: where the patterns name none, "not named" was right more often than the model on every set we tried.
"""

from collections.abc import Sequence

import msgspec

from dateline import __version__
from dateline.learned import model
from dateline.learned.decoding import decision
from dateline.learned.reading import Filler
from dateline.mentions.actors import find_actors
from dateline.records import Actor, ActorMention, Attestation, Coding, Document, Report
from dateline.reports import coder as patterns

NAME = "learned"
VERSION = f"{__version__}+{model.digest()}"
UNNAMED = "not named"
_SLOTS = ("hum_tgt_name", "hum_tgt_desc", "phys_tgt_id")
_EFFECTS = {"DEATH": "death", "INJURY": "injury", "SOME DAMAGE": "damage", "DESTROYED": "destroyed"}


def code_document(document: Document) -> Coding:
    """What the patterns find, completed by the model; a document that lacks nothing is not read a second time."""
    coding = msgspec.structs.replace(patterns.code_document(document), coder=NAME)
    lacking = [report for report in coding.reports if _lacks_target(report)]
    if not lacking:
        return coding
    mentions = find_actors(document.text)
    fillers = model.read_blindly(document, coding.reports, mentions, near=lacking)
    return msgspec.structs.replace(coding, reports=tuple(with_target(r, fillers, mentions) for r in coding.reports))


def with_target(report: Report, fillers: Sequence[Filler], mentions: Sequence[ActorMention]) -> Report:
    """The report with the most probable target that the model reads in it, where it names none."""
    if not _lacks_target(report):
        return report
    found = [
        (filler, mention)
        for filler in fillers
        if filler.slot in _SLOTS
        and filler.probability >= decision()["actor"]
        and any(start <= filler.start < end for start, end in report.spans)
        for mention in mentions
        if mention.start < filler.end and filler.start < mention.end and mention.type is not None
    ]
    # Who is named as the one who did it is not also whom it was done to.
    others = {a.name.lower() for a in report.actors}
    found = [(f, m) for f, m in found if " ".join(m.text.split()).lower() not in others]
    if not found:
        return report
    filler, mention = max(found, key=lambda pair: (pair[0].probability, -pair[0].start))
    actor = _actor(filler, mention)
    return msgspec.structs.replace(
        report,
        actors=(*(a for a in report.actors if a.role != "target"), actor),
        attestations=(
            *(a for a in report.attestations if a.field != "actors.target"),
            _attestation(actor, filler, mention),
        ),
    )


def _lacks_target(report: Report) -> bool:
    named = any(a.role == "target" and a.name != UNNAMED for a in report.actors)
    return not (named or report.background or report.event_type in (None, "Protests"))


def _actor(filler: Filler, mention: ActorMention) -> Actor:
    attribute = "phys_tgt_effect" if filler.slot == "phys_tgt_id" else "hum_tgt_effect"
    value, chance = filler.attributes[attribute]
    return Actor(
        role="target",
        name=" ".join(mention.text.split()),
        type=mention.type,
        entity=mention.entity,
        effect=_EFFECTS.get(value) if chance >= 0.5 else None,
        number=mention.number.best if mention.number is not None else None,
    )


def _attestation(actor: Actor, filler: Filler, mention: ActorMention) -> Attestation:
    return Attestation(
        field="actors.target",
        value=actor.name,
        quote=mention.text,
        start=mention.start,
        end=mention.end,
        certainty="hedged",
        annotator=f"model:learned.{filler.slot}@{model.digest()}",
        confidence=round(filler.probability, 2),
        loaded=mention.loaded,
    )
