"""PLOVER events: POLECAT's 40 tab-separated columns, and PLOVER's own JSON, one object a line.

Sources: the PLOVER manual (openeventdata/PLOVER, February 2024) for types, modes, scores, sectors and JSON keys;
public loaders of POLECAT for the header. ACCUSE is scored -3 here: the manual's 3 contradicts its own modes.
"""

from collections.abc import Iterator
from typing import Any, TextIO

import msgspec

from dateline.chronology.release import Chronology
from dateline.chronology.schemas.bundle import (
    Bundle,
    Export,
    Losses,
    Table,
    files_of,
    joined,
    left_out_table,
    write_table,
)
from dateline.chronology.schemas.columns import Column, Fault, Row, Schema
from dateline.chronology.schemas.countries import Country
from dateline.chronology.schemas.crosswalk import (
    LOST,
    UNNAMED,
    by_role,
    days,
    group_name,
    is_named,
    is_police,
    number_of,
    outlet,
    own_id,
    place_country,
    sources,
    statements_by_incident,
    undated,
    under,
    unsaid,
    weapon_categories,
)
from dateline.chronology.table import Cell
from dateline.records import Actor, Document, Incident, Statement

POLICY = "ucdp"
EVENTS: dict[str, float] = {
    "AGREE": 2.5,
    "CONSULT": 2.5,
    "SUPPORT": 5,
    "CONCEDE": 4.5,
    "COOPERATE": 9.5,
    "AID": 10,
    "RETREAT": 6.5,
    "REQUEST": 0,
    "ACCUSE": -3,
    "REJECT": -2,
    "THREATEN": -3.5,
    "PROTEST": -5,
    "SANCTION": -6,
    "MOBILIZE": -5.5,
    "COERCE": -7,
    "ASSAULT": -9,
}
QUAD: dict[str, int] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
MODES: dict[str, float] = {
    "abduct": -8.5,
    "beat": -7.5,
    "torture": -8.5,
    "sexual": -8.5,
    "targeted": -9.5,
    "destroy": -8.5,
    "primitive": -8,
    "firearms": -9,
    "explosives": -9,
    "suicide-attack": -9.5,
    "aerial": -9.5,
    "drone": -9.5,
    "heavy-weapons": -9.5,
    "crowd-control": -7.5,
    "unconventional": -10,
    "seize": -7,
    "restrict": -7,
    "censor": -6.5,
    "curfew": -6.5,
    "martial-law": -7.5,
    "arrest": -7,
    "deport": -7,
    "withhold": -7,
    "misinformation": -6.5,
    "cyber": -7,
}
SECTORS = tuple(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
_SECTOR = {
    "state forces": "MIL",
    "rebel group": "REB",
    "political militia": "PRM",
    "identity militia": "PRM",
    "rioters": "CVL",
    "protesters": "CVL",
    "civilians": "CVL",
    "external/other forces": "MIL",
    "unidentified armed group": "UAF",
}
_EVENT_OF = {
    "Sexual violence": ("ASSAULT", "sexual"),
    "Attack": ("ASSAULT", ""),
    "Abduction/forced disappearance": ("ASSAULT", "abduct"),
    "Armed clash": ("ASSAULT", "firearms"),
    "Government regains territory": ("ASSAULT", "firearms"),
    "Non-state actor overtakes territory": ("ASSAULT", "firearms"),
    "Chemical weapon": ("ASSAULT", "unconventional"),
    "Air/drone strike": ("ASSAULT", "aerial"),
    "Suicide bomb": ("ASSAULT", "suicide-attack"),
    "Shelling/artillery/missile attack": ("ASSAULT", "heavy-weapons"),
    "Remote explosive/landmine/IED": ("ASSAULT", "explosives"),
    "Grenade": ("ASSAULT", "explosives"),
    "Peaceful protest": ("PROTEST", ""),
    "Protest with intervention": ("PROTEST", ""),
    "Excessive force against protesters": ("ASSAULT", "crowd-control"),
    "Violent demonstration": ("PROTEST", ""),
    "Mob violence": ("ASSAULT", "primitive"),
    "Agreement": ("AGREE", ""),
    "Arrests": ("COERCE", "arrest"),
    "Disrupted weapons use": ("COERCE", "seize"),
    "Headquarters or base established": ("MOBILIZE", ""),
    "Looting/property destruction": ("ASSAULT", "destroy"),
    "Non-violent transfer of territory": ("RETREAT", ""),
}
_MODE_OF_WEAPON = {
    **dict.fromkeys(("bomb", "car bomb", "mine", "grenade", "explosives"), "explosives"),
    **dict.fromkeys(("artillery", "rocket", "missile"), "heavy-weapons"),
    "suicide vest": "suicide-attack",
    "firearm": "firearms",
    "blade": "primitive",
    "blunt": "primitive",
    "aircraft": "aerial",
    "drone": "drone",
    "fire": "destroy",
    "chemical": "unconventional",
}
_STATEMENTS = {"threat": "THREATEN", "demand": "REQUEST", "denial": "REJECT"}

RULES = (
    "incidents and statements of threat, demand and denial are events; other statements have no PLOVER type",
    "an actor who is not named is UAF (armed) or UNK, where PLOVER itself leaves the event out",
    "auxiliary modes: 'historical' for what is told in passing, 'hypothetical' for what is threatened, 'negation' for "
    "what was foiled",
)


def check(row: Row) -> Iterator[Fault]:
    """Faults that no single column shows."""
    event, quad = row.get("Event Type", "").strip(), row.get("Quad Code", "").strip()
    # The manual puts SANCTION in material conflict, the README in verbal: both are accepted.
    if event in QUAD and quad and event != "SANCTION" and quad != str(QUAD[event]):
        yield "Quad Code", f"is {quad}, {event} has {QUAD[event]}"


SCHEMA = Schema(
    name="polecat@2024",
    title="POLECAT schema (40 columns, tab separated, PLOVER codes)",
    policy=POLICY,
    delimiter="\t",
    unique="Event ID",
    check=check,
    optional=("Headline",),
    columns=(
        Column(name="Event ID", required=True, about="a number made of incident_id or statement_id"),
        Column(name="Event Date", kind="day", required=True, about="date_start; of a statement its publication"),
        Column(name="Event Type", required=True, values=tuple(EVENTS), about="from sub_event_type"),
        Column(name="Event Mode", several=";", about="from sub_event_type and weapons, with auxiliary modes"),
        Column(name="Intensity", kind="number", least=-10, most=10, about="of the mode, else of the type"),
        Column(name="Quad Code", required=True, values=("1", "2", "3", "4"), about="of the type"),
        Column(name="Contexts", several=";", about="never coded here"),
        Column(name="Actor Name", about="first perpetrator, or the speaker"),
        Column(name="Actor Country", about="alpha-3, for a state's forces and civilians"),
        Column(name="Actor COW", about="Gleditsch-Ward number, with Actor Country"),
        Column(name="Primary Actor Sector", values=SECTORS, about="from actors[].type"),
        Column(name="Actor Sectors", several=";", about="the same"),
        Column(name="Actor Title", about="never coded here"),
        Column(name="Actor Name Raw", about="the source's words"),
        Column(name="Wikipedia Actor ID", about="never known here"),
        Column(name="Recipient Name", about="first target"),
        Column(name="Recipient Country", about="as for the actor"),
        Column(name="Recipient COW", about="as for the actor"),
        Column(name="Primary Recipient Sector", values=SECTORS, about="from actors[].type"),
        Column(name="Recipient Sectors", several=";", about="the same"),
        Column(name="Recipient Title", about="never coded here"),
        Column(name="Recipient Name Raw", about="the source's words"),
        Column(name="Wikipedia Recipient ID", about="never known here"),
        Column(name="Placename", about="place.name"),
        Column(name="City", about="place.name of a town"),
        Column(name="District", about="never known here"),
        Column(name="Province", about="place.admin1"),
        Column(name="Country", about="alpha-3"),
        Column(name="Latitude", kind="number", least=-90, most=90, about="place.latitude"),
        Column(name="Longitude", kind="number", least=-180, most=180, about="place.longitude"),
        Column(name="GeoNames ID", kind="integer", about="place.geonameid, where GeoNames has it"),
        Column(name="Raw Placename", about="place.name"),
        Column(name="Feature Type", about="place.feature_code"),
        Column(name="Source", required=True, about="outlet of the first document"),
        Column(name="Publication Date", kind="day", about="of the first document"),
        Column(name="Story People", about="empty: names of persons are not listed"),
        Column(name="Story Organizations", about="never coded here"),
        Column(name="Story Locations", about="never coded here"),
        Column(name="Language", about="of the first document"),
        Column(name="Version", required=True, about="name and version of this tool"),
    ),
)
_SAID = frozenset({"statements", "others", "status"})


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One PLOVER event, whatever it came from. Days are ISO 8601."""

    identity: str
    start: str
    end: str
    type: str
    modes: tuple[str, ...]
    actors: tuple[tuple[str, str, str, int | None], ...]
    recipients: tuple[tuple[str, str, str, int | None], ...]
    incident: Incident | None = None
    statement: Statement | None = None
    documents: tuple[Document, ...] = ()

    @property
    def intensity(self) -> float:
        return next((MODES[mode] for mode in self.modes if mode in MODES), EVENTS[self.type])

    @property
    def number(self) -> int:
        return number_of(self.identity) if self.incident else own_id(self.identity)


def export(chronology: Chronology, out: TextIO) -> None:
    """Write POLECAT's columns, tab separated."""
    out.write(write_table(build(chronology).main))


def bundle(chronology: Chronology) -> Bundle:
    """`polecat.tsv`, `not_polecat.csv` and the loss report."""
    return files_of(build(chronology))


def export_json(chronology: Chronology, out: TextIO) -> None:
    """Write PLOVER's JSON, one object a line."""
    for record in json_records(chronology):
        out.write(msgspec.json.encode(record).decode() + "\n")


def bundle_json(chronology: Chronology) -> Bundle:
    """`plover.jsonl`, what is left out, and the loss report."""
    made = bundle(chronology)
    lines = b"".join(msgspec.json.encode(record) + b"\n" for record in json_records(chronology))
    files = {"plover.jsonl": lines, "not_plover.csv": made.files["not_polecat.csv"]}
    files["plover.loss.json"] = made.files["polecat.loss.json"]
    return Bundle(main="plover.jsonl", files=files, note=made.note.replace(SCHEMA.name, "plover", 1))


def build(chronology: Chronology) -> Export:
    """The chronology as POLECAT's columns."""
    chronology = under(chronology, POLICY)
    losses = Losses()
    found = list(events(chronology, losses))
    lost = losses.sorted()
    return Export(
        schema=SCHEMA.name,
        policy=POLICY,
        tool=chronology.tool,
        incidents=len(chronology.incidents),
        tables=(
            Table(
                name="polecat",
                columns=SCHEMA.names,
                rows=tuple(_row(event, chronology) for event in found),
                incident_ids=tuple((e.incident.incident_id,) if e.incident else () for e in found),
                delimiter="\t",
            ),
            left_out_table("not_polecat", lost, chronology),
        ),
        losses=lost,
        rules=RULES,
    )


def events(chronology: Chronology, losses: Losses) -> Iterator[Event]:
    """Incidents, then statements, as PLOVER events; what is none goes to `losses`."""
    documents = chronology.documents_by_id()
    stated = statements_by_incident(chronology)
    for incident in chronology.ordered_incidents():
        span, sub = days(incident, chronology), incident.sub_event_type or ""
        known = _EVENT_OF.get(sub)
        if known is None and incident.event_type in ("Explosions/Remote violence", "Battles"):
            known = ("ASSAULT", "explosives" if incident.event_type.startswith("Expl") else "firearms")
        elif known is None and incident.event_type == "Violence against civilians":
            known = ("ASSAULT", "")
        if known is None or span is None:
            reason = undated(incident) if span is None else "no PLOVER type"
            losses.add("left out", incident.incident_id, "incident", reason)
            continue
        for field, value in unsaid(incident, chronology, _SAID, stated):
            losses.add("lost", incident.incident_id, field, LOST, value)
        home = place_country(incident)
        doers, hit = by_role(incident, "perpetrator"), by_role(incident, "target")
        unknown = "UAF" if known[0] == "ASSAULT" else "UNK"
        yield Event(
            identity=incident.incident_id,
            start=span.first.isoformat(),
            end=span.last.isoformat(),
            type="THREATEN" if incident.status == "threatened" else known[0],
            modes=_modes(incident, known[1], chronology),
            actors=tuple(_party(a, home, unknown) for a in doers) or (("", "", unknown, None),),
            recipients=tuple(_party(a, home, "UNK") for a in hit),
            incident=incident,
            documents=tuple(sources(incident, documents)),
        )
    for statement in chronology.ordered_statements():
        kind, document = _STATEMENTS.get(statement.kind), documents.get(statement.document_id)
        if kind is None or document is None or document.published is None:
            continue
        named = statement.speaker is not None and is_named(statement.speaker)
        sector = "UAF" if named or statement.kind == "threat" else "UNK"
        yield Event(
            identity=statement.statement_id,
            start=document.published.isoformat(),
            end=document.published.isoformat(),
            type=kind,
            modes=(),
            actors=((statement.speaker or "", "", sector, None),),
            recipients=(),
            statement=statement,
            documents=(document,),
        )


def _modes(incident: Incident, mode: str, chronology: Chronology) -> tuple[str, ...]:
    found = [mode] if mode else []
    by_weapon = [_MODE_OF_WEAPON[c] for c in weapon_categories(incident, chronology) if c in _MODE_OF_WEAPON]
    if not found:
        found = by_weapon[:1] if _EVENT_OF.get(incident.sub_event_type or "", ("",))[0] == "ASSAULT" else []
    if incident.background:
        found.append("historical")
    if incident.status == "threatened":
        found = ["hypothetical"]
    elif incident.status == "foiled" and mode not in ("arrest", "seize"):
        found.append("negation")
    return tuple(found)


def _party(actor: Actor, home: Country | None, unknown: str) -> tuple[str, str, str, int | None]:
    """Name, alpha-3 code, sector, country number."""
    sector = _SECTOR.get(actor.type or "", unknown)
    if actor.type == "state forces" and is_police(actor.name):
        sector = "COP"
    name = "" if actor.name == UNNAMED else group_name(actor.name) if is_named(actor.name) else actor.name
    if home is None or actor.type not in ("state forces", "civilians", "protesters", "rioters"):
        return name, "", sector, None
    return name, home.alpha3, sector, home.gw


def _row(event: Event, chronology: Chronology) -> dict[str, Cell]:
    actor = event.actors[0]
    recipient = event.recipients[0] if event.recipients else ("", "", "", None)
    place = event.incident.place if event.incident else None
    home = place_country(event.incident) if event.incident else None
    first = event.documents[0] if event.documents else None
    town = place is not None and place.precision in ("exact", "place", "near")
    raw = {
        role: joined([a.name for a in by_role(event.incident, role) if a.name != UNNAMED]) if event.incident else ""
        for role in ("perpetrator", "target")
    }
    return {
        "Event ID": str(event.number),
        "Event Date": event.start,
        "Event Type": event.type,
        "Event Mode": "; ".join(event.modes),
        "Intensity": event.intensity,
        "Quad Code": QUAD[event.type],
        "Contexts": "",
        "Actor Name": actor[0],
        "Actor Country": actor[1],
        "Actor COW": actor[3],
        "Primary Actor Sector": actor[2],
        "Actor Sectors": joined([party[2] for party in event.actors]),
        "Actor Name Raw": raw["perpetrator"] or actor[0],
        "Recipient Name": recipient[0],
        "Recipient Country": recipient[1],
        "Recipient COW": recipient[3],
        "Primary Recipient Sector": recipient[2],
        "Recipient Sectors": joined([party[2] for party in event.recipients]),
        "Recipient Name Raw": raw["target"],
        "Placename": place.name if place else "",
        "City": place.name if place and town else "",
        "Province": place.admin1 if place else "",
        "Country": home.alpha3 if home else "",
        "Latitude": place.latitude if place and place.precision != "country" else None,
        "Longitude": place.longitude if place and place.precision != "country" else None,
        # Curated places have negative numbers of ours: no number of GeoNames.
        "GeoNames ID": place.geonameid if place and (place.geonameid or 0) > 0 else None,
        "Raw Placename": place.name if place else "",
        "Feature Type": place.feature_code if place else "",
        "Source": outlet(first) if first else "not recorded",
        "Publication Date": first.published.isoformat() if first and first.published else "",
        "Language": (first.language or "") if first else "",
        "Version": chronology.tool,
    }


def json_records(chronology: Chronology) -> Iterator[dict[str, Any]]:
    """PLOVER's JSON: the keys of the manual, with the quote and its offsets in `text` and `text_info`."""
    chronology = under(chronology, POLICY)
    for event in events(chronology, Losses()):
        document = event.documents[0] if event.documents else None
        yield {
            "id": str(event.number),
            "has_event": True,
            "date": event.start,
            "enddate": event.end,
            "actor": [_entity(party) for party in event.actors],
            "recipient": [_entity(party) for party in event.recipients],
            "event": [event.type],
            "event_loc": _location(event.incident),
            "quad_code": QUAD[event.type],
            "event_scale": event.intensity,
            "mode": list(event.modes),
            "context": [],
            "size": _sizes(event.incident),
            **_text(event, chronology),
            "cite_info": {
                "citation": outlet(document) if document else None,
                "url": document.url if document else None,
                "title": document.title if document else None,
                "language": document.language if document else None,
                "publication": document.published.isoformat() if document and document.published else None,
                "coder": chronology.tool,
                "codebook": "plover-base-1.3.1",
                "version": chronology.tool,
            },
            "coder": chronology.tool,
            "comment": event.incident.summary if event.incident else "",
        }


def _entity(party: tuple[str, str, str, int | None]) -> dict[str, Any]:
    return {"code": party[1], "sector": party[2], "entity_text": party[0]}


def _location(incident: Incident | None) -> dict[str, Any] | None:
    place = incident.place if incident else None
    if place is None or incident is None:
        return None
    home = place_country(incident)
    resolution = {"exact": 5, "place": 4, "near": 4, "admin2": 3, "admin1": 2, "country": 1}.get(place.precision)
    return {
        "extracted_place": place.name,
        "resolved_place": place.name,
        "geonameid": place.geonameid if (place.geonameid or 0) > 0 else None,
        "lat": place.latitude,
        "lon": place.longitude,
        "city": place.name if resolution in (4, 5) else None,
        "province": place.admin1,
        "country": place.country,
        "country_code": home.alpha3 if home else None,
        "feature_code": place.feature_code,
        "resolution": resolution,
    }


def _sizes(incident: Incident | None) -> dict[str, int]:
    pairs = (("dead", "deaths"), ("injured", "injured"), ("arrested", "detained"))
    found = {}
    for key, field in pairs:
        counts = getattr(incident, field, None)
        if counts is not None and counts.best is not None:
            found[key] = counts.best
    return found


def _text(event: Event, chronology: Chronology) -> dict[str, Any]:
    """The first words that the event stands on; offsets are code points of the document's text."""
    if event.statement is not None:
        quote, start, end = event.statement.quote, event.statement.start, event.statement.end
    else:
        assert event.incident is not None
        found = next(chronology.incident_attestations(event.incident), None)
        if found is None:
            return {"text": "", "text_info": None}
        quote, start, end = found.attestation.quote, found.attestation.start, found.attestation.end
    return {"text": quote, "text_info": {"sequence": 1, "start": start, "end": end}}
