"""From reports and frames to MUC-4 templates: which incidents count, and who fills which slot.

The task asks for terrorist incidents only: fresh, particular, and not soldiers against guerrillas. It also asks for
incidents that a text only names ("condemned the murder of ..."), which a chronology leaves to the reports that tell of
them. Both are seen to here, not in the coder.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from dateline.mentions.actors import apposed, find_actors
from dateline.mentions.frames import Frame, find_frames
from dateline.mentions.lexicon import known_aliases
from dateline.mentions.weapons import find_weapons
from dateline.mentions.words import terms
from dateline.records import Actor, ActorMention, Attestation, Document, Report, WeaponMention
from dateline.records.values import Role

STALE_DAYS = 90
"""Incidents more than about three months older than the document are history to MUC."""
_STATE = frozenset({"state forces", "external/other forces"})
_ARMED = frozenset({"rebel group", "political militia"})
_REBEL = frozenset({"rebel group", "political militia", "identity militia"})
_MILITARY = re.compile(
    r"\b(?:soldiers?|troops?|army|battalion|brigade|military|servicem[ae]n|garrison|armed forces|patrols?|"
    r"guerrillas?|rebels?|terrorists?|subversives?|units?|insurgents?|marines|commandos?|combatants|recruits?)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(r"rule:type\.(\w+)@")
_WORK = re.compile(r"\b(?:work stoppage|armed strike|transportation strike|transport stoppage)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:(?:many|several|\w+) years ago|last year|in the past|in recent years|history|(?:in|since) (19\d\d))\b", re.I
)
_UNSAID = re.compile(r"implied|unnamed")
_POLICING = re.compile(r"agent\.(?:operation|clash|detention|seizure|foiled)|role\.operation")
_BODIES = terms("army police military government regime authority state garrison soldiery") | {
    "armed force",
    "security force",
    "air force",
    "government force",
    "police force",
    "death squad",
    "cartel",
    "mafia",
    "drug cartel",
    "national guard",
    "guerrilla movement",
}
"""Heads that MUC takes for an organisation, not for people."""
_ANYBODY = terms("person individual man woman youth youngster boy suspect group member commando professional")
_NO_VICTIM = terms(
    "victim government army population police force authority state regime unit military casualty public party"
)
_ADJECTIVAL = terms("terrorist guerrilla rebel subversive extremist militant insurgent urban")
_LAWFUL = terms("police authority policeman government state agent") | {"security body", "law enforcement"}
_NO_TARGET = terms(
    "window door wall roof neighborhood neighbourhood area street village town municipality hospital road "
    "gate settlement hamlet"
)
_WARLIKE = re.compile(
    r"\b(?:military|army|air force|helicopters?|gunship|troops|armed forces|positions?|garrison|brigade|battalion|"
    r"patrols?|guerrilla|aircraft|planes?|camps?|trench\w*|tanks?|national police|national guard|police force\w*)\b",
    re.IGNORECASE,
)
_EFFECTS = {"kill": "death", "die": "death", "injure": "injury", "damage": "damage", "burn": "damage"}
_KINDS = {
    "kidnap": "kidnapping",
    "kill": "attack",
    "injure": "attack",
    "die": "attack",
    "attack": "attack",
    "bomb": "bombing",
    "damage": "bombing",
    "burn": "arson",
    "rob": "robbery",
}
_VAGUE_WEAPONS = terms(
    "weapons weapon arms shots shot fire artillery stones rocks stick sticks bullets gunfire wire ammunition bombing"
)
_BLASTS = frozenset({"bomb", "car bomb", "explosives", "suicide vest", "mine", "grenade", "fire"})


class Filler(NamedTuple):
    """A string fill: its mentions, first the one that stands first, and what the other slots need to know of it."""

    mentions: tuple[str, ...]
    description: str
    type: str | None
    number: int | None = None
    plural: bool = False
    effect: str | None = None
    attestation: Attestation | None = None
    said: Mapping[str, str] = MappingProxyType({})
    """Values of other slots where something better than our vocabularies tells them: {slot: value}."""

    @property
    def value(self) -> str:
        """The first mention, in capitals as in the keys."""
        return self.mentions[0].upper()


class Template(NamedTuple):
    """One MUC template: its report where there is one, type and string fills; victims by name and by description.

    `place`: offset where the text first speaks of it.
    """

    report: Report | None
    type: str
    individuals: tuple[Filler, ...]
    organisations: tuple[Filler, ...]
    targets: tuple[Filler, ...]
    victims: tuple[Filler, ...]
    described: tuple[Filler, ...]
    weapons: tuple[Filler, ...]
    place: int = 0
    said: Mapping[str, str] = MappingProxyType({})


def templates(document: Document, reports: Sequence[Report]) -> Iterator[Template]:
    """The templates of one document in order of its reports, then those that only frames tell of.

    Reports of one type, day and town are taken together: MUC documents tell of one incident in many sentences.
    """
    groups: list[tuple[str, list[Report], list[Frame]]] = []
    for report in reports:
        kind = incident_type(report)
        if kind is None or _stale(report, document.published):
            continue
        same = next((g for g in groups if g[0] == kind and _alike(g[1], report)), None)
        if same is not None:
            same[1].append(report)
        else:
            groups.append((kind, [report], []))
    latest: str | None = None
    for frame in find_frames(document.text):
        if not _fresh(document, frame):
            continue
        own = _KINDS.get(frame.kind)
        if frame.kind == "hold" and any(p.type not in _STATE for p in frame.perpetrators):
            own = "kidnapping"  # what the state does of that kind is an arrest
        told = [g for g in groups if any(s <= frame.start < e for r in g[1] for s, e in r.spans)]
        if frame.kind in {"blame", "claim", "do"} and not told:
            own = latest  # "the attack was attributed to": the one just told of
        if own is not None and not any(g[0] == own for g in told):
            near = [g for g in groups if g[0] == own]
            if near:
                told.append(min(near, key=lambda g: _distance(g, frame)))
            elif _opens(frame):
                groups.append((own, [], []))
                told.append(groups[-1])
        for group in told:
            group[2].append(frame)
        if own is not None:
            latest = own
    for kind, own_reports, own_frames in groups:
        template = _template(document, kind, own_reports, own_frames)
        if _relevant(template):
            yield template


def _distance(group: tuple[str, list[Report], list[Frame]], frame: Frame) -> int:
    """How far in characters a frame stands from what is told of an incident."""
    starts = [start for report in group[1] for start, _ in report.spans] + [f.start for f in group[2]]
    return min((abs(frame.start - start) for start in starts), default=0)


_FINE = frozenset({"exact", "near", "place"})


def _alike(group: Sequence[Report], report: Report) -> bool:
    """May two reports of one type be one MUC incident? Not on two days or in two towns."""
    a, b = group[0].place, report.place
    if a is not None and b is not None and a.precision in _FINE and b.precision in _FINE and a.name != b.name:
        return False
    one, other = group[0].date, report.date
    days = one.precision == other.precision == "day"
    return not days or (one.earliest, one.latest) == (other.earliest, other.latest)


def _stale(report: Report, published: dt.date | None) -> bool:
    latest = report.date.latest
    return published is not None and latest is not None and (published - latest).days > STALE_DAYS


def _fresh(document: Document, frame: Frame) -> bool:
    """Does the frame's sentence speak of the document's own time?"""
    end = document.text.find(".", frame.end)
    start = document.text.rfind(".", 0, frame.start) + 1
    past = _PAST.search(document.text, start, end if end > 0 else len(document.text))
    if past is None:
        return True
    return past[1] is not None and document.published is not None and int(past[1]) >= document.published.year


def _opens(frame: Frame) -> bool:
    """Is a frame outside every report an incident of its own to MUC?"""
    people = [t for t in frame.targets if t.entity != "facility" and _civil(t)]
    things = [t for t in frame.targets if t.entity == "facility"]
    if frame.kind in {"kill", "kidnap"}:
        return bool(people)
    if frame.kind == "burn":
        return bool(things)
    if frame.kind == "bomb":
        return bool(things)
    return frame.kind in {"attack", "injure", "rob"} and bool(things or people)


def _civil(mention: ActorMention) -> bool:
    return mention.type not in _REBEL and not _MILITARY.search(mention.text)


def incident_type(report: Report) -> str | None:
    """MUC's incident type; None where the report is none of its six."""
    lead = next(
        (m[1] for a in report.attestations if a.field == "event_type" and (m := _EVENT.search(a.annotator))), None
    )
    loaded = " ".join(a.quote.lower() for a in report.attestations if a.field == "event_type")
    if report.sub_event_type == "Abduction/forced disappearance" or lead in {"abduction", "hostage"}:
        return "kidnapping"
    if lead == "arson" or re.search(r"\b(?:arson|set fire|on fire|burn\w*|torch\w*)\b", loaded):
        return "arson"
    if report.event_type == "Explosions/Remote violence":
        return "attack" if report.sub_event_type == "Shelling/artillery/missile attack" else "bombing"
    if lead == "looting" or report.sub_event_type == "Looting/property destruction":
        return "robbery"
    if report.event_type in {"Battles", "Violence against civilians"} or lead in {
        "attack",
        "shooting",
        "death",
        "threat",
    }:
        return "attack"
    if _WORK.search(report.summary):
        return "forced work stoppage"
    if report.event_type in {"Riots", "Protests"}:
        return "attack" if report.sub_event_type == "Excessive force against protesters" else None
    return "attack" if report.status in {"threatened", "attempted"} else None


def _described(filler: Filler, mention: ActorMention | None) -> bool:
    """Is a description one of a human target: people harmed or taken who are not the armed side's own?"""
    if filler.type in _REBEL | {"unidentified armed group"} or filler.effect == "detained":
        return False
    if mention is not None and mention.head in _NO_VICTIM:
        return False
    soldiers = filler.type in _STATE and bool(_MILITARY.search(filler.description))
    return not soldiers and (filler.effect is not None or filler.number is not None or filler.type == "civilians")


def _adjectival(mention: ActorMention) -> bool:
    """Is it the first word of "a guerrilla attack" rather than a guerrilla?"""
    alone = not mention.named and not mention.plural and mention.number is None
    return alone and mention.type == "rebel group" and mention.head in _ADJECTIVAL


class _Parts:
    """The fillers of one template as they are collected."""

    def __init__(self, document: Document) -> None:
        self.text, self.all = document.text, find_actors(document.text)
        self.at = {m.start: m for m in self.all}
        self.individuals: list[Filler] = []
        self.organisations: list[Filler] = []
        self.targets: list[Filler] = []
        self.victims: list[Filler] = []
        self.described: list[Filler] = []

    def add(self, actor: Actor, mention: ActorMention | None, attestation: Attestation | None) -> None:
        """File an actor under its slot."""
        filler = self._filler(actor, mention, attestation)
        entity = mention.entity if mention is not None and actor.entity != "facility" else actor.entity
        if actor.role == "perpetrator":
            if entity not in {"organisation", "facility"} and mention is not None and mention.head in _BODIES:
                entity = "organisation"
            elif mention is not None and _adjectival(mention):
                return
            if entity == "organisation":
                self.organisations.append(filler)
            elif entity != "facility":
                if mention is not None and mention.type in {None, "civilians"} and mention.head not in _ANYBODY:
                    return
                self.individuals.append(filler)
                if mention is not None:
                    self.organisations += self._nested(actor, mention, attestation)
        elif actor.role == "target":
            if entity in {"facility", "organisation"}:
                head = mention.head if mention is not None else ""
                if head not in _NO_TARGET and not _WARLIKE.search(filler.mentions[0]):
                    self.targets.append(filler)
            elif mention is not None and mention.named:
                self.victims.append(filler)
            elif _described(filler, mention):
                self.described.append(filler)

    def add_near(self, frame: Frame) -> None:
        """Armed organisations named in a frame's sentence, where no better word says who did it."""
        end = self.text.find(".", frame.end)
        start = self.text.rfind(".", 0, frame.start) + 1
        for m in self.all:
            organisation = m.named and m.entity == "organisation" and m.type in _ARMED
            if organisation and start <= m.start < end and m not in frame.targets:
                self.organisations.append(self._filler(_actor("perpetrator", m, frame.kind), m, None))

    def _filler(self, actor: Actor, mention: ActorMention | None, attestation: Attestation | None) -> Filler:
        first = " ".join((mention.text if mention is not None else actor.name).split())
        names = [first]
        if mention is not None and mention.named:
            names += aliases_in_text(mention, self.all)
        names += [alias for alias in actor.aliases if alias.lower() not in {n.lower() for n in names}]
        described = first
        if mention is not None and mention.named and mention.entity == "individual":
            described = next(
                (m.text for m in self.all if apposed(self.text, m, mention) or apposed(self.text, mention, m)), first
            )
        return Filler(
            mentions=tuple(names),
            description=" ".join(described.split()),
            type=actor.type,
            number=actor.number,
            plural=mention.plural if mention is not None else (actor.number or 1) > 1,
            effect=actor.effect,
            attestation=attestation,
        )

    def _nested(self, actor: Actor, mention: ActorMention, attestation: Attestation | None) -> list[Filler]:
        """The organisation inside a phrase: "members of the Shining Path"."""
        inside = (
            m for m in self.all if m.named and m.entity == "organisation" and mention.start <= m.start < mention.end
        )
        return [self._filler(actor, m, attestation) for m in inside if m is not mention]


def _template(document: Document, kind: str, group: Sequence[Report], frames: Sequence[Frame]) -> Template:
    parts = _Parts(document)
    for report in group:
        for actor in report.actors:
            mention, attestation = _mention_of(actor, report, parts.at)
            if attestation is not None and _UNSAID.search(attestation.annotator):
                continue
            if attestation is not None and actor.role == "perpetrator" and _POLICING.search(attestation.annotator):
                continue
            if actor.role == "perpetrator" and actor.type in _STATE:
                continue  # see below: MUC asks for states only where they harm civilians
            parts.add(actor, mention, attestation)
    for frame in frames:
        if frame.targets and not any(_civil(t) and not _WARLIKE.search(t.text) for t in frame.targets):
            continue  # a fight between armed sides
        civilians = any(t.type == "civilians" and t.entity != "facility" for t in frame.targets)
        bare = frame.kind == "attack" and frame.voice == "noun" and not frame.targets
        for mention in () if bare else frame.perpetrators:
            blamed = frame.kind in {"blame", "claim", "do"} and mention.head not in _LAWFUL
            if mention.type in _STATE and not blamed and (not civilians or mention.head in _LAWFUL):
                continue
            parts.add(_actor("perpetrator", mention, frame.kind), mention, None)
        for mention in frame.targets:
            thing = mention.entity in {"facility", "organisation"}
            if thing and frame.kind in {"kill", "injure", "die", "kidnap", "threaten"}:
                continue
            if mention.type not in _REBEL:
                parts.add(_actor("target", mention, frame.kind), mention, None)
    for frame in frames:
        if frame.kind in _KINDS or frame.kind in {"blame", "claim"}:
            parts.add_near(frame)
    return Template(
        group[0] if group else None,
        kind,
        _once(parts.individuals),
        _once(parts.organisations),
        _once(parts.targets),
        _once(parts.victims),
        _once(parts.described),
        _once(_weapons(kind, group, frames)),
        min([span[0] for r in group for span in r.spans] + [f.start for f in frames], default=0),
    )


def _actor(role: Role, mention: ActorMention, kind: str) -> Actor:
    return Actor(
        role=role,
        name=" ".join(mention.text.split()),
        type=mention.type,
        entity=mention.entity,
        effect=_EFFECTS.get(kind) if role == "target" else None,
        number=mention.number.best if mention.number is not None else None,
    )


def _mention_of(
    actor: Actor, report: Report, at: dict[int, ActorMention]
) -> tuple[ActorMention | None, Attestation | None]:
    """The actor's first mention in the text and the attestation that points to it."""
    for attestation in report.attestations:
        if attestation.field == f"actors.{actor.role}" and str(attestation.value).lower() == actor.name.lower():
            return at.get(attestation.start), attestation
    return next((m for m in find_actors(actor.name) if len(m.text) * 2 > len(actor.name)), None), None


def aliases_in_text(mention: ActorMention, mentions: Sequence[ActorMention]) -> list[str]:
    """Other names of one named actor that the text uses: known aliases, the acronym in brackets, the bare surname."""
    known = {alias.lower() for alias in known_aliases(mention.text)}
    own = " ".join(mention.text.split()).lower()
    found: list[str] = []
    for other in mentions:
        if not other.named or other.entity != mention.entity:
            continue
        name = " ".join(other.text.split())
        low = name.lower()
        if low == own or low in {f.lower() for f in found}:
            continue
        person = own.endswith(f" {low}") or low.endswith(f" {own}")
        same = low in known if mention.entity == "organisation" else person
        if same:
            found.append(name)
    return found


def _weapons(kind: str, group: Sequence[Report], frames: Sequence[Frame]) -> list[Filler]:
    found: list[Filler] = []

    def add(phrase: str, category: str, attestation: Attestation | None) -> None:
        if phrase.lower() in _VAGUE_WEAPONS or category in {"ammunition", "vehicle", "other", "blunt", "fire"}:
            return
        if kind in {"kidnapping", "arson"} or (kind == "bombing" and category not in _BLASTS):
            return
        found.append(Filler((phrase,), phrase, category, plural=phrase.lower().endswith("s"), attestation=attestation))

    for report in group:
        for attestation in report.attestations:
            if attestation.field == "weapons" and not _UNSAID.search(attestation.annotator):
                phrase = " ".join(attestation.quote.split())
                category = next((w.category for w in find_weapons(phrase)), "other")
                add(phrase, category, attestation)
    for frame in frames:
        for weapon in frame.weapons:
            add(_text(weapon), weapon.category, None)
    return found


def _text(mention: WeaponMention) -> str:
    return " ".join(mention.text.split())


def _once(fillers: Sequence[Filler]) -> tuple[Filler, ...]:
    """Each entity once: the first of those that share a name."""
    kept: list[Filler] = []
    for filler in fillers:
        names = {name.lower() for name in filler.mentions}
        if not any(names & {name.lower() for name in other.mentions} for other in kept):
            kept.append(filler)
    return tuple(kept)


LEAD = 600
"""Characters within which a text comes to what it is about."""
THRESHOLDS = {"attack": 1.5, "kidnapping": 1.5, "bombing": 2.0, "arson": 1.0, "robbery": 1.5}
"""How much must speak for a template of each type; set by hand on the training documents."""


def evidence(template: Template) -> float:
    """What speaks for an incident that MUC wants: somebody or something civil harmed, by somebody, on some day."""
    people = [f for f in template.victims + template.described if f.type not in _REBEL]
    civil = [f for f in people if not _MILITARY.search(f.description)]
    score = 0.0
    score += 2.0 * bool([f for f in template.victims if f in civil])
    score += 1.0 * bool(civil) + 0.5 * any(f.number is not None for f in civil)
    score += 1.0 * bool(template.targets)
    score += 1.0 * any(f.type == "unidentified armed group" for f in template.individuals)
    score += 0.5 * bool(template.individuals or template.organisations)
    score += 1.0 * (template.type == "bombing" and bool(template.weapons))
    score += 0.5 * (template.place < LEAD)
    if template.report is not None:
        score += 0.5 if template.report.date.precision == "day" else 0.0
        score -= 1.0 if template.report.event_type == "Battles" else 0.0
    return score


def _relevant(template: Template) -> bool:
    """Is there enough that speaks for the incident?"""
    return evidence(template) >= THRESHOLDS.get(template.type, 1.0)
