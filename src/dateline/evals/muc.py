"""`dateline eval muc`: reports as the templates of the Fourth Message Understanding Conference (1992).

MUC-4 asks for terrorist incidents only: fresh, particular, and not soldiers against guerrillas. What our reports hold
beyond that is left out here, not in the coder.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

from dateline.documents import from_text
from dateline.evals.muc_slots import human_type, instrument_type, nation, physical_type
from dateline.mentions.actors import apposed, find_actors
from dateline.mentions.lexicon import known_aliases
from dateline.mentions.weapons import find_weapons
from dateline.records import Actor, ActorMention, Attestation, Document, Report
from dateline.registry import DEFAULT_CODER
from dateline.registry import coder as registered_coder

Mentions = Literal["first", "all"]
SLOTS = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
STALE_DAYS = 90
"""Incidents more than about three months older than the document are history to MUC."""
_BOMBS = frozenset({"bomb", "car bomb", "explosives", "suicide vest", "mine"})
_MILITARY = re.compile(
    r"\b(?:soldiers?|troops?|army|battalion|brigade|military|servicem[ae]n|garrison|officers?|armed forces|patrols?|"
    r"guerrillas?|rebels?|terrorists?|subversives?|units?|insurgents?|marines|lieutenant|sergeant|corporal)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(r"rule:type\.(\w+)@")
_WORK = re.compile(r"\b(?:work stoppage|armed strike|transportation strike|transport stoppage)\b", re.IGNORECASE)


class Filler(NamedTuple):
    """A string fill: its mentions, first the one that stands first, and what the other slots need to know of it."""

    mentions: tuple[str, ...]
    description: str
    type: str | None
    number: int | None
    plural: bool
    effect: str | None
    attestation: Attestation | None

    @property
    def value(self) -> str:
        """The first mention, in capitals as in the keys."""
        return self.mentions[0].upper()


class Template(NamedTuple):
    """One MUC template: its report, type and string fills. Victims with a name and those with a description only."""

    report: Report
    type: str
    individuals: tuple[Filler, ...]
    organisations: tuple[Filler, ...]
    targets: tuple[Filler, ...]
    victims: tuple[Filler, ...]
    described: tuple[Filler, ...]
    weapons: tuple[Filler, ...]


def run(
    docs: Path, out: Path, *, full: Path | None = None, coder: str | None = None, mentions: Mentions = "all"
) -> None:
    """Read documents {"docid", "text", "doc_date", ...}, one JSON object a line; templates in them are not read.

    Writes {"docid", "templates": [{"incident_type", "PerpInd": [[mention, ...]], ...}]} to `out` and, where given, all
    slots to `full`: {"docid", "templates": [{"slots": {slot: [{"value", "xref"}]}}]}. `mentions`: one mention of an
    entity or all its names.
    """
    find = registered_coder(coder or DEFAULT_CODER)
    sink_full = full.open("w", encoding="utf-8") if full is not None else None
    try:
        with docs.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as sink:
            for line in lines:
                if not line.strip():
                    continue
                row = json.loads(line)
                document = read_document(row)
                found = list(templates(document, find(document).reports))
                _write(sink, {"docid": row["docid"], "templates": [gtt_layout(t, mentions=mentions) for t in found]})
                if sink_full is not None:
                    slots = [{"slots": full_layout(t, document)} for t in found]
                    _write(sink_full, {"docid": row["docid"], "templates": slots})
    finally:
        if sink_full is not None:
            sink_full.close()


def _write(sink: Any, row: dict[str, Any]) -> None:
    sink.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_document(row: dict[str, Any]) -> Document:
    """The document of one row: its text and date, nothing else."""
    given = str(row.get("doc_date") or "")[:10]
    published = dt.date.fromisoformat(given) if re.fullmatch(r"\d{4}-\d\d-\d\d", given) else None
    return from_text(str(row["text"]), input=str(row["docid"]), published=published, language="en")


def templates(document: Document, reports: tuple[Report, ...]) -> Iterator[Template]:
    """The templates of one document, in order of its reports."""
    mentions = find_actors(document.text)
    named = {m.start: m for m in mentions}
    for report in reports:
        if report.background or _stale(report, document.published):
            continue
        template = _template(document, report, named, mentions)
        if template is not None and _relevant(template):
            yield template


def _stale(report: Report, published: dt.date | None) -> bool:
    latest = report.date.latest
    return published is not None and latest is not None and (published - latest).days > STALE_DAYS


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
        if report.sub_event_type == "Shelling/artillery/missile attack":
            return "attack"
        return "bombing"
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


def _template(
    document: Document, report: Report, named: dict[int, ActorMention], mentions: tuple[ActorMention, ...]
) -> Template | None:
    kind = incident_type(report)
    if kind is None:
        return None
    individuals: list[Filler] = []
    organisations: list[Filler] = []
    targets: list[Filler] = []
    victims: list[Filler] = []
    described: list[Filler] = []
    for actor in report.actors:
        mention, attestation = _mention_of(actor, report, named)
        name = mention is not None and mention.named
        if actor.role == "perpetrator":
            if mention is not None and mention.entity == "organisation":
                organisations.append(_filler(document.text, actor, mention, attestation, mentions))
            elif actor.entity != "facility":
                individuals.append(_filler(document.text, actor, mention, attestation, mentions))
                if mention is not None:
                    organisations += _nested(document.text, actor, mention, attestation, mentions)
        elif actor.role == "target":
            filler = _filler(document.text, actor, mention, attestation, mentions)
            if (
                actor.entity == "facility"
                or (mention is not None and mention.entity == "facility")
                or actor.entity == "organisation"
                or (mention is not None and mention.entity == "organisation")
            ):
                targets.append(filler)
            elif name:
                victims.append(filler)
            else:
                described.append(filler)
    weapons = [f for f in _weapons(report) if kind == "bombing" or f.type not in _BOMBS or kind != "kidnapping"]
    return Template(
        report,
        kind,
        _once(individuals),
        _once(organisations),
        _once(targets),
        _once(victims),
        _once(described),
        _once(weapons),
    )


def _mention_of(
    actor: Actor, report: Report, named: dict[int, ActorMention]
) -> tuple[ActorMention | None, Attestation | None]:
    """The actor's first mention in the text and the attestation that points to it."""
    for attestation in report.attestations:
        if attestation.field == f"actors.{actor.role}" and str(attestation.value).lower() == actor.name.lower():
            return named.get(attestation.start), attestation
    found = next((m for m in find_actors(actor.name) if len(m.text) * 2 > len(actor.name)), None)
    return found, None


def _filler(
    text: str,
    actor: Actor,
    mention: ActorMention | None,
    attestation: Attestation | None,
    mentions: tuple[ActorMention, ...],
) -> Filler:
    first = " ".join((mention.text if mention is not None else actor.name).split())
    names = [first]
    if mention is not None and mention.named:
        names += aliases_in_text(mention, mentions)
    names += [alias for alias in actor.aliases if alias.lower() not in {n.lower() for n in names}]
    described = first
    if mention is not None and mention.named and mention.entity == "individual":
        described = next((m.text for m in mentions if apposed(text, m, mention) or apposed(text, mention, m)), first)
    return Filler(
        mentions=tuple(names),
        description=" ".join(described.split()),
        type=actor.type,
        number=actor.number,
        plural=mention.plural if mention is not None else (actor.number or 1) > 1,
        effect=actor.effect,
        attestation=attestation,
    )


def aliases_in_text(mention: ActorMention, mentions: tuple[ActorMention, ...]) -> list[str]:
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
        same = (
            low in known if mention.entity == "organisation" else (own.endswith(" " + low) or low.endswith(" " + own))
        )
        if same:
            found.append(name)
    return found


def _nested(
    text: str,
    actor: Actor,
    mention: ActorMention,
    attestation: Attestation | None,
    mentions: tuple[ActorMention, ...],
) -> list[Filler]:
    """The organisation inside a phrase: "members of the Shining Path"."""
    inside = [m for m in mentions if m.named and m.entity == "organisation" and mention.start <= m.start < mention.end]
    return [_filler(text, actor, m, attestation, mentions) for m in inside if m is not mention]


def _weapons(report: Report) -> list[Filler]:
    found: list[Filler] = []
    for attestation in report.attestations:
        if attestation.field != "weapons":
            continue
        phrase = " ".join(attestation.quote.split())
        category = next((w.category for w in find_weapons(phrase)), None)
        if category in {"ammunition", "vehicle"}:
            continue
        found.append(Filler((phrase,), phrase, category, None, phrase.lower().endswith("s"), None, attestation))
    return found


def _once(fillers: list[Filler]) -> tuple[Filler, ...]:
    """Each entity once: the first of those that share a name."""
    kept: list[Filler] = []
    for filler in fillers:
        names = {name.lower() for name in filler.mentions}
        if not any(names & {name.lower() for name in other.mentions} for other in kept):
            kept.append(filler)
    return tuple(kept)


def _relevant(template: Template) -> bool:
    """MUC leaves out fights between armed forces and guerrillas, and incidents without any participant."""
    human = template.victims + template.described
    if not (human or template.targets or template.individuals or template.organisations):
        return False
    soldiers_only = human and all(_MILITARY.search(f.description) for f in human) and not template.targets
    if template.report.event_type == "Battles" and (soldiers_only or not human) and not template.targets:
        return False
    return not (soldiers_only and not template.victims)


def gtt_layout(template: Template, *, mentions: Mentions = "all") -> dict[str, Any]:
    """The five string slots as lists of entities, each a list of mentions."""
    slots = zip(
        SLOTS,
        (template.individuals, template.organisations, template.targets, template.victims, template.weapons),
        strict=True,
    )
    row: dict[str, Any] = {"incident_type": template.type}
    for slot, fillers in slots:
        row[slot] = [list(f.mentions if mentions == "all" else f.mentions[:1]) for f in fillers]
    return row


_STAGES = {"occurred": "ACCOMPLISHED", "attempted": "ATTEMPTED", "foiled": "ATTEMPTED", "threatened": "THREATENED"}
_HUMAN_EFFECTS = {"death": "DEATH", "injury": "INJURY", "freed": "REGAINED FREEDOM", "none": "NO INJURY OR DEATH"}
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"


def full_layout(template: Template, document: Document) -> dict[str, list[dict[str, Any]]]:
    """All slots that a report can fill, as {slot: [{"value", "xref"}]}."""
    report = template.report
    slots: dict[str, list[dict[str, Any]]] = {}

    def put(slot: str, value: str | None, *xref: str) -> None:
        if value is not None:
            slots.setdefault(slot, []).append({"value": value, "xref": list(xref)})

    put("incident_date", _date(report, document.published))
    put("incident_location", _location(report, document.text))
    put("incident_type", template.type.upper())
    put("incident_stage", _STAGES.get(report.status, "ACCOMPLISHED"))
    for weapon in template.weapons:
        put("instrument_id", weapon.value)
        put("instrument_type", instrument_type(weapon.mentions[0], weapon.type), weapon.value)
    if not template.weapons and template.type == "bombing":
        put("instrument_type", "BOMB")
    perpetrators = template.individuals + template.organisations
    state = any(f.type in {"state forces", "external/other forces"} for f in perpetrators)
    put("perp_category", "STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT")
    for individual in template.individuals:
        put("perp_ind_id", individual.value)
    for organisation in template.organisations:
        put("perp_org_id", organisation.value)
        put("perp_org_confidence", _confidence(organisation.attestation, report), organisation.value)
    for target in template.targets:
        put("phys_tgt_id", target.value)
        put("phys_tgt_type", physical_type(target.mentions[0]), target.value)
        put("phys_tgt_number", _number(target), target.value)
        put("phys_tgt_nation", nation(target.description), target.value)
        if target.effect is not None:
            put("phys_tgt_effect", "DESTROYED" if target.effect == "destroyed" else "SOME DAMAGE", target.value)
    for victim in template.victims + template.described:
        name = victim in template.victims
        if name:
            put("hum_tgt_name", victim.value)
        if not name or victim.description.upper() != victim.value:
            put("hum_tgt_desc", victim.description.upper(), *([victim.value] if name else []))
        put("hum_tgt_type", human_type(victim.description, victim.type), victim.value)
        put("hum_tgt_number", "1" if name else _number(victim), victim.value)
        put("hum_tgt_nation", nation(victim.description), victim.value)
        put("hum_tgt_effect", _HUMAN_EFFECTS.get(victim.effect or ""), victim.value)
    return slots


def _number(filler: Filler) -> str:
    if filler.number is not None:
        return str(filler.number)
    return "PLURAL" if filler.plural else "1"


def _date(report: Report, published: dt.date | None) -> str | None:
    def written(day: dt.date) -> str:
        return f"{day.day:02d} {_MONTHS.split()[day.month - 1]} {day.year % 100:02d}"

    earliest, latest = report.date.earliest, report.date.latest
    if earliest is not None and latest is not None:
        return written(latest) if earliest == latest else f"{written(earliest)} - {written(latest)}"
    last = latest or published
    return f"- {written(last)}" if last is not None else None


_KINDS = {
    "PPL": "TOWN",
    "PPLC": "CITY",
    "PPLA": "CITY",
    "PPLX": "NEIGHBORHOOD",
    "ADM1": "DEPARTMENT",
    "ADM2": "PROVINCE",
}


def _location(report: Report, text: str) -> str | None:
    """COUNTRY: DEPARTMENT (DEPARTMENT): TOWN (TOWN), the middle part only where the text names it."""
    place = report.place
    if place is None:
        return None
    country = (place.country or "").upper()
    parts = [country] if country else []
    name = place.name.upper()
    if place.precision == "country" or name == country:
        return country or name
    admin1 = (place.admin1 or "").upper()
    if admin1 and admin1 != name and place.precision != "admin1" and admin1 in text.upper():
        parts.append(f"{admin1} (DEPARTMENT)")
    parts.append(f"{name} ({_KINDS.get(place.feature_code or '', 'CITY')})")
    return ": ".join(parts)


def _confidence(attestation: Attestation | None, report: Report) -> str:
    if attestation is None:
        return "REPORTED AS FACT"
    if "claim" in attestation.annotator:
        return "CLAIMED OR ADMITTED"
    if attestation.certainty == "denied":
        return "SUSPECTED OR ACCUSED"
    if attestation.attributed_to is not None and attestation.certainty == "hedged":
        return "SUSPECTED OR ACCUSED BY AUTHORITIES"
    if attestation.certainty == "hedged":
        return "SUSPECTED OR ACCUSED"
    return "REPORTED AS FACT" if report.status != "alleged" else "POSSIBLE"
