"""The ACLED schema as of March 2023: 31 columns, one row a day and place. Not ACLED's data, only its form.

Sources: column names from acledR's example data (dtacled/acledR, 2025), codes and their pairs from the same package,
rules for fatalities from ACLED's own FAQ (May 2024); splitting by day, names of unidentified actors and precision
codes as the codebook has them, from memory.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

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
from dateline.chronology.schemas.columns import Column, Fault, Row, Schema, day, integer
from dateline.chronology.schemas.countries import ACLED_REGIONS, Country
from dateline.chronology.schemas.crosswalk import (
    LOST,
    Days,
    by_role,
    days,
    is_military,
    is_named,
    is_police,
    number_of,
    outlet,
    place_country,
    sources,
    split_evenly,
    statements_by_incident,
    under,
    unsaid,
)
from dateline.chronology.table import Cell
from dateline.records import Actor, Counts, Document, Incident
from dateline.records.values import EVENT_TYPES

POLICY = "acled"
INTER: dict[str, int] = {
    "state forces": 1,
    "rebel group": 2,
    "political militia": 3,
    "unidentified armed group": 3,
    "identity militia": 4,
    "rioters": 5,
    "protesters": 6,
    "civilians": 7,
    "external/other forces": 8,
}
INTER_NAMES = (
    "State Forces",
    "Rebel Groups",
    "Political Militias",
    "Identity Militias",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other Forces",
)
# Sub-event types that count as political violence beside those of the three violent types.
_VIOLENT = ("Battles", "Explosions/Remote violence", "Violence against civilians")
_ALSO_VIOLENT = ("Excessive force against protesters", "Mob violence")
DISORDER = ("Political violence", "Demonstrations", "Strategic developments")
_SCALES = ("National", "Subnational", "International", "Regional", "Other", "New media", "Local partner")
_MAX_DAYS = 31
# How ACLED reads vague words (FAQ): an unknown plural is three.
_VAGUE = (("hundreds", 100), ("dozens", 12), ("scores", 12), ("tens of", 10), ("several", 3), ("some", 3), ("many", 3))

RULES = (
    "one row a day and place; what lasted several days is a row for each, the dead divided evenly over them",
    "incidents of one day, place, type and pair of actors are one row",
    "fatalities: the most conservative figure; without an exact one 'dozens' is 12, 'hundreds' 100, a plural 3",
    "no figure is 0 fatalities, as the schema has no empty cell; each such row is listed as filled",
    "an attacker who is not named is 'Unidentified Armed Group (Country)'",
)


def check(row: Row) -> Iterator[Fault]:
    """Faults that no single column shows."""
    event, sub = row.get("event_type", ""), row.get("sub_event_type", "")
    if event in EVENT_TYPES and sub and sub not in EVENT_TYPES[event]:
        yield "sub_event_type", f"is {sub!r}, which is no sub-type of {event}"
    first, second = integer(row.get("inter1", "")), integer(row.get("inter2", ""))
    joint = integer(row.get("interaction", ""))
    if joint is not None and first is not None and second is not None:
        low, high = sorted((first, second)) if second else (first, 0)
        if joint != low * 10 + high:
            yield "interaction", f"is {joint}, expected {low}{high} of inter1 {first} and inter2 {second}"
    if second and not row.get("actor2", "").strip():
        yield "inter2", f"is {second} without an actor2"
    on = day(row.get("event_date", ""))
    if on is not None and integer(row.get("year", "")) not in (None, on.year):
        yield "year", f"is {row['year']}, event_date says {on.year}"


_I = tuple(str(n) for n in range(9))
SCHEMA = Schema(
    name="acled@2023",
    title="ACLED schema (31 columns, as of March 2023)",
    policy=POLICY,
    unique="event_id_cnty",
    optional=("population_1km", "population_2km", "population_5km", "population_best"),
    check=check,
    columns=(
        Column(
            name="event_id_cnty",
            required=True,
            pattern=r"[A-Z]{3}\d+",
            about="alpha-3 code and a number made of incident_id; the day's number is added where it is split",
        ),
        Column(
            name="event_date",
            kind="day",
            required=True,
            about="date_start, or the middle of the interval where the day is not known",
        ),
        Column(name="year", kind="integer", required=True, least=1800, most=2200, about="of event_date"),
        Column(
            name="time_precision",
            kind="integer",
            required=True,
            values=("1", "2", "3"),
            about="1 a day, 2 within a week, 3 within a month; wider ones are left out",
        ),
        Column(
            name="disorder_type",
            required=True,
            values=(*DISORDER, "Political violence; Demonstrations"),
            about="follows from the sub-event type",
        ),
        Column(name="event_type", required=True, values=tuple(EVENT_TYPES), about="event_type"),
        Column(
            name="sub_event_type",
            required=True,
            values=tuple(sub for subs in EVENT_TYPES.values() for sub in subs),
            about="sub_event_type, else the type's general one",
        ),
        Column(name="actor1", required=True, pattern=r"[^;]+", about="first perpetrator"),
        Column(name="assoc_actor_1", several=";", about="further perpetrators, and the source's words for actor1"),
        Column(name="inter1", kind="integer", required=True, values=_I, about="actors[].type"),
        Column(name="actor2", pattern=r"[^;]+", about="first target that is people"),
        Column(name="assoc_actor_2", several=";", about="further targets, and the source's words for actor2"),
        Column(name="inter2", kind="integer", required=True, values=_I, about="actors[].type, 0 without actor2"),
        Column(name="interaction", kind="integer", required=True, least=10, most=88, about="both, the lower first"),
        Column(
            name="civilian_targeting",
            values=("Civilian targeting",),
            about="where civilians are the target of violence",
        ),
        Column(name="iso", kind="integer", required=True, least=0, most=999, about="ISO 3166-1 number of the country"),
        Column(name="region", required=True, values=tuple(ACLED_REGIONS.values()), about="of the country"),
        Column(name="country", required=True, about="place.country_code"),
        Column(name="admin1", about="place.admin1"),
        Column(name="admin2", about="never known here"),
        Column(name="admin3", about="never known here"),
        Column(name="location", required=True, about="place.name"),
        Column(name="latitude", kind="number", required=True, least=-90, most=90, about="place.latitude"),
        Column(name="longitude", kind="number", required=True, least=-180, most=180, about="place.longitude"),
        Column(
            name="geo_precision",
            kind="integer",
            required=True,
            values=("1", "2", "3"),
            about="1 exact or place, 2 near or admin2, 3 admin1; a country alone is left out",
        ),
        Column(name="source", required=True, several=";", about="outlets of the independent documents"),
        Column(
            name="source_scale",
            required=True,
            pattern=f"(?:{'|'.join(_SCALES)})(?:-(?:{'|'.join(_SCALES)}))?",
            about="'Other': outlets are not classed here",
        ),
        Column(name="notes", required=True, about="a sentence of codes, with what the columns cannot say"),
        Column(name="fatalities", kind="integer", required=True, least=0, about="deaths under the policy 'acled'"),
        Column(name="tags", several=";", about="empty, or the crowd size of demonstrations"),
        Column(
            name="timestamp",
            kind="integer",
            required=True,
            least=0,
            about="midnight UTC of the last publication: the export reads no clock",
        ),
    ),
)
_SAID = frozenset(
    {
        *("deaths", "deaths.bounds", "weapons", "differing values"),
        *(f"{field}{part}" for field in ("injured", "detained", "abducted", "freed") for part in ("", ".bounds")),
    }
)


def export(chronology: Chronology, out: TextIO) -> None:
    """Write the main table as CSV."""
    out.write(write_table(build(chronology).main))


def bundle(chronology: Chronology) -> Bundle:
    """`acled.csv`, `not_acled.csv` (what is no row, with the reason) and the loss report."""
    return files_of(build(chronology))


def build(chronology: Chronology) -> Export:
    """The chronology under the ACLED schema and its policy."""
    chronology = under(chronology, POLICY)
    losses = Losses()
    documents = chronology.documents_by_id()
    stated = statements_by_incident(chronology)
    rows: dict[tuple[object, ...], dict[str, Cell]] = {}
    stands_for: dict[tuple[object, ...], list[str]] = {}
    for incident in chronology.ordered_incidents():
        reason = _why_not(incident, chronology)
        if reason:
            losses.add("left out", incident.incident_id, "incident", reason)
            continue
        for row in _rows(incident, chronology, documents, losses):
            key = (
                row["event_date"],
                row["time_precision"] if row["time_precision"] == 1 else row["event_id_cnty"],
                *(row[name] for name in ("sub_event_type", "actor1", "actor2", "location", "latitude", "longitude")),
            )
            if key in rows:
                _merge(rows[key], row)
                losses.add("lost", incident.incident_id, "incident", f"joined with {rows[key]['event_id_cnty']}")
            rows.setdefault(key, row)
            stands_for.setdefault(key, []).append(incident.incident_id)
        for field, value in unsaid(incident, chronology, _SAID, stated):
            losses.add("lost", incident.incident_id, field, LOST, value)
    found = losses.sorted()
    return Export(
        schema=SCHEMA.name,
        policy=POLICY,
        tool=chronology.tool,
        incidents=len(chronology.incidents),
        tables=(
            Table(
                name="acled",
                columns=SCHEMA.names,
                rows=tuple(rows.values()),
                incident_ids=tuple(tuple(dict.fromkeys(stands_for[key])) for key in rows),
            ),
            left_out_table("not_acled", found, chronology),
        ),
        losses=found,
        rules=RULES,
    )


def _why_not(incident: Incident, chronology: Chronology) -> str:
    span, home = days(incident, chronology), place_country(incident)
    if incident.background:
        return "told in passing, no single event"
    if incident.event_type is None:
        return "no event type"
    if incident.status in ("threatened", "alleged"):
        return f"{incident.status}, not known to have happened"
    if incident.status == "foiled" and incident.sub_event_type not in ("Disrupted weapons use", "Arrests"):
        return "foiled before anything happened"
    if span is None:
        return "no date"
    if span.number > _MAX_DAYS:
        return "date wider than a month"
    if home is None or home.iso is None or home.acled_region is None:
        return "no country"
    if incident.place is None or incident.place.latitude is None or incident.place.precision in ("country", "unknown"):
        return "no place within the country"
    return ""


def _rows(
    incident: Incident, chronology: Chronology, documents: dict[str, Document], losses: Losses
) -> Iterator[dict[str, Cell]]:
    span, place, home = days(incident, chronology), incident.place, place_country(incident)
    assert span is not None
    assert place is not None
    assert home is not None
    event, sub = incident.event_type or "", incident.sub_event_type
    if sub is None:
        sub = {"Explosions/Remote violence": "Remote explosive/landmine/IED"}.get(event, EVENT_TYPES[event][0])
        sub = "Attack" if event == "Violence against civilians" else "Other" if event.startswith("Strategic") else sub
        losses.add("filled", incident.incident_id, "sub_event_type", "the type's general sub-type", sub)
    first, second = _sides(incident, event, home, losses)
    dead = fatalities(incident, chronology)
    if dead is None:
        losses.add("filled", incident.incident_id, "fatalities", "no source gives a figure; the schema demands one", 0)
    told_in = sources(incident, documents)
    seen = [d for doc in told_in if (d := doc.published or doc.published_latest)]
    on = [span.first + dt.timedelta(n) for n in range(span.number)] if span.lasting else [span.middle]
    shares = split_evenly(dead or 0, len(on))
    precision = 1 if span.lasting or span.number == 1 else 2 if span.number <= 7 else 3
    for n, (date, share) in enumerate(zip(on, shares, strict=True)):
        number = number_of(incident.incident_id)
        yield {
            "event_id_cnty": f"{home.alpha3}{number}" + (f"{n + 1:02d}" if len(on) > 1 else ""),
            "event_date": date.isoformat(),
            "year": date.year,
            "time_precision": precision,
            "disorder_type": disorder(event, sub),
            "event_type": event,
            "sub_event_type": sub,
            "actor1": first[0],
            "assoc_actor_1": first[2],
            "inter1": first[1],
            "actor2": second[0],
            "assoc_actor_2": second[2],
            "inter2": second[1],
            "interaction": _interaction(first[1], second[1]),
            "civilian_targeting": "Civilian targeting" if _targets_civilians(event, sub, second[1]) else "",
            "iso": home.iso,
            "region": ACLED_REGIONS[home.acled_region or 12],
            "country": home.acled_name,
            "admin1": place.admin1,
            "admin2": "",
            "admin3": "",
            "location": place.name,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "geo_precision": {"exact": 1, "place": 1, "near": 2, "admin2": 2}.get(place.precision, 3),
            "source": joined([outlet(document) for document in told_in]) or "not named",
            "source_scale": "Other",
            "notes": _notes(incident, event, date, span, dead=dead, share=share, parts=len(on)),
            "fatalities": share,
            "tags": "crowd size=no report" if event in ("Protests", "Riots") else "",
            "timestamp": _seconds(max(seen, default=span.last)),
        }


def fatalities(incident: Incident, chronology: Chronology) -> int | None:
    """The most conservative figure; vague words as ACLED reads them where no source names a number."""
    deaths = incident.deaths
    if deaths is None:
        return None
    reports = chronology.incident_reports(incident)
    if any(report.deaths is not None and report.deaths.best is not None for report in reports) or not reports:
        return deaths.best if deaths.best is not None else deaths.low
    vague = []
    for report in reports:
        if report.deaths is None:
            continue
        quotes = " ".join(a.quote for a in report.attestations if a.field.split(".")[0] == "deaths").casefold()
        read = next((n for word, n in _VAGUE if re.search(rf"\b{word}\b", quotes)), None)
        low = report.deaths.low if report.deaths.low is not None else report.deaths.high
        vague += [n for n in (read if read is not None and not re.search(r"\d", quotes) else low,) if n is not None]
    return min(vague, default=deaths.best if deaths.best is not None else deaths.low)


def disorder(event: str, sub: str) -> str:
    """ACLED's disorder type of an event and sub-event type."""
    if sub == "Excessive force against protesters":
        return "Political violence; Demonstrations"
    if event in _VIOLENT or sub in _ALSO_VIOLENT:
        return "Political violence"
    return "Demonstrations" if event in ("Protests", "Riots") else "Strategic developments"


Side = tuple[str, int, str]
"""Name, inter code, associated actors."""
_NOBODY: Side = ("", 0, "")


def _sides(incident: Incident, event: str, home: Country, losses: Losses) -> tuple[Side, Side]:
    place = home.acled_name
    doers = [a for a in by_role(incident, "perpetrator") if a.type or is_named(a.name)]
    hit = [a for a in by_role(incident, "target") if a.entity != "facility" and a.type]
    if doers:
        first = _side(doers, place)
    elif event == "Protests":
        first = (f"Protesters ({place})", 6, "")
    elif event == "Riots":
        first = (f"Rioters ({place})", 5, "")
    elif event == "Strategic developments" and incident.sub_event_type in ("Arrests", "Disrupted weapons use"):
        first = (f"State Forces of {place}", 1, "")
    else:
        first = (f"Unidentified Armed Group ({place})", 3, "")
    if not doers:
        losses.add("filled", incident.incident_id, "actor1", "nobody is named as the perpetrator", first[0])
    second = _side(hit, place) if hit else _NOBODY
    if second == _NOBODY and event == "Violence against civilians":
        second = (f"Civilians ({place})", 7, "")
        losses.add("filled", incident.incident_id, "actor2", "the event type is against civilians", second[0])
    return first, second


def _side(actors: list[Actor], place: str) -> Side:
    chosen = actors[0]
    name, inter = _name(chosen, place)
    rest = [actor.name for actor in actors if actor.name != name]
    return name, inter, joined(rest)


def _name(actor: Actor, place: str) -> tuple[str, int]:
    inter = INTER.get(actor.type or "unidentified armed group", 3)
    name = actor.name.replace(";", ",")
    if actor.type == "civilians":
        return f"Civilians ({place})", inter
    if actor.type == "rioters":
        return f"Rioters ({place})", inter
    if actor.type == "protesters":
        return f"Protesters ({place})", inter
    if is_named(actor.name):
        return name, inter
    if actor.type == "state forces":
        kind = "Police" if is_police(name) else "Military" if is_military(name) else "State"
        return f"{kind} Forces of {place}", inter
    return f"Unidentified Armed Group ({place})", 3


def _interaction(first: int, second: int) -> int:
    low, high = sorted((first, second)) if second else (first, 0)
    return low * 10 + high


def _targets_civilians(event: str, sub: str, second: int) -> bool:
    return event == "Violence against civilians" or (second == 7 and event in _VIOLENT) or sub.startswith("Excessive")


def _merge(row: dict[str, Cell], other: Mapping[str, Cell]) -> None:
    row["fatalities"] = int(row["fatalities"] or 0) + int(other["fatalities"] or 0)
    row["notes"] = f"{row['notes']} {other['notes']}"
    row["timestamp"] = max(int(row["timestamp"] or 0), int(other["timestamp"] or 0))
    for name in ("source", "assoc_actor_1", "assoc_actor_2"):
        row[name] = joined([*str(row[name]).split("; "), *str(other[name]).split("; ")])


def _notes(
    incident: Incident, event: str, date: dt.date, span: Days, *, dead: int | None, share: int, parts: int
) -> str:
    place = incident.place
    assert place is not None
    where = place.name if place.admin1 in (None, place.name) else f"{place.name} ({place.admin1})"
    sentences = [f"On {date.day} {date:%B %Y}, in {where}: {incident.sub_event_type or event} ({incident.status})."]
    if span.number > 1 and parts == 1:
        sentences.append(f"The day lies between {span.first} and {span.last}.")
    if parts > 1:
        sentences.append(f"One of {parts} days; {share} of {dead or 0} fatalities.")
    if incident.weapons:
        sentences.append(f"Means: {', '.join(incident.weapons)}.")
    if dead is None:
        sentences.append("No figure for fatalities is reported.")
    elif incident.deaths is not None and (incident.deaths.low, incident.deaths.high) != (dead, dead):
        sentences.append(f"Reports of fatalities differ or are vague: {_range(incident.deaths)}.")
    for field in ("injured", "detained", "abducted", "freed"):
        counts: Counts | None = getattr(incident, field)
        if counts is not None:
            sentences.append(f"{field.capitalize()}: {_range(counts)}.")
    return " ".join(sentences) + (" [size=no report]" if event in ("Protests", "Riots") else "")


def _range(counts: Counts) -> str:
    low, high = counts.low, counts.high
    if low is None or high is None:
        return f"at least {low}" if low is not None else f"at most {high}"
    return str(low) if low == high else f"{low} to {high}"


def _seconds(on: dt.date) -> int:
    return int(dt.datetime(on.year, on.month, on.day, tzinfo=dt.UTC).timestamp())


def interactions() -> Iterable[str]:
    """The joint codes there can be."""
    return (str(low * 10 + high) for low in range(1, 9) for high in (0, *range(low, 9)))
