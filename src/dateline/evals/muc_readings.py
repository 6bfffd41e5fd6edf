"""From what the learned coder reads in a document to MUC-4 templates."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dateline.evals.muc_templates import Filler, Template, incident_type
from dateline.learned.decoding import Entity, Found, incidents
from dateline.learned.model import read_document
from dateline.mentions.actors import find_actors
from dateline.records import Document, Report

_NEAR = 30
"""Characters between a name and its description, at most: "the mayor of Achi, Ricardo ..."."""
_GENERAL = ("incident_stage", "perp_category")


def read_templates(document: Document, reports: Sequence[Report]) -> Iterator[Template]:
    """The templates of one document; date and place come from the report that tells of it."""
    reading = read_document(document, reports)
    for found in incidents(reading, document.text):
        yield template(document, found, told_by(found, reports))


def told_by(found: Found, reports: Sequence[Report]) -> Report | None:
    """The report that tells of an incident: of the same type if there is one, and with most of its fillers."""

    def held(report: Report) -> float:
        fillers = [f for listed in found.entities.values() for e in listed for fs in e.names.values() for f in fs]
        return sum(f.probability for f in fillers if any(s <= f.start < e for s, e in report.spans))

    alike = [r for r in reports if incident_type(r) == found.type.lower()]
    return max(alike or [r for r in reports if held(r)], key=held, default=None)


def template(document: Document, found: Found, report: Report | None) -> Template:
    """One incident as a template."""
    numbers = {m.start: m for m in find_actors(document.text)}

    def filler(entity: Entity, description: str | None = None) -> Filler:
        names = tuple(entity.names)
        said = {name: value for name, (value, _) in entity.best.attributes.items()}
        mention = numbers.get(entity.best.start)
        stated = mention.number.best if mention is not None and mention.number is not None else None
        return Filler(
            mentions=names,
            description=description or names[0],
            type=None,
            number=stated if said["number"] == "stated" else None,
            plural=said["number"] != "1",
            said=said,
        )

    by = found.entities
    described = {id(e): _description(e, by["hum_tgt_desc"]) for e in by["hum_tgt_name"]}
    taken = {id(e) for e in described.values() if e is not None}
    return Template(
        report,
        found.type.lower(),
        tuple(filler(e) for e in by["perp_ind_id"]),
        tuple(filler(e) for e in by["perp_org_id"]),
        tuple(filler(e) for e in by["phys_tgt_id"]),
        tuple(filler(e, next(iter(d.names)) if (d := described[id(e)]) else None) for e in by["hum_tgt_name"]),
        tuple(filler(e) for e in by["hum_tgt_desc"] if id(e) not in taken),
        tuple(filler(e) for e in by["instrument_id"]),
        min((e.start for listed in by.values() for e in listed), default=0),
        _said(found),
    )


def _description(name: Entity, descriptions: Sequence[Entity]) -> Entity | None:
    """The description that stands nearest to a name, close before or after it."""

    def gap(other: Entity) -> int:
        pairs = ((a, b) for held in name.names.values() for a in held for own in other.names.values() for b in own)
        return min(max(a.start - b.end, b.start - a.end) for a, b in pairs)

    near = [(gap(d), d.start, d) for d in descriptions if gap(d) <= _NEAR]
    return min(near, key=lambda item: item[:2])[2] if near else None


def _said(found: Found) -> dict[str, str]:
    """What the incident's fillers together say of it."""
    votes: dict[str, dict[str, float]] = {name: defaultdict(float) for name in _GENERAL}
    for listed in found.entities.values():
        for entity in listed:
            for name in _GENERAL:
                value, chance = entity.best.attributes[name]
                votes[name][value] += chance * entity.probability
    return {name: max(sorted(held), key=lambda v: held[v]) for name, held in votes.items() if held}
