"""The ACLED schema as of March 2023: 31 columns, one row a day and place. Not ACLED's data, only its form.

Sources: column names from acledR's example data (dtacled/acledR, 2025), codes and their pairs from the same package and
from the codebook on ACLED's site (2025); the rules are in `acled_coding`.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import TextIO

from dateline.chronology.release import Chronology
from dateline.chronology.schemas import acled_coding as coding
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
from dateline.chronology.schemas.countries import ACLED_REGIONS
from dateline.chronology.schemas.crosswalk import (
    LOST,
    Days,
    days,
    in_words,
    number_of,
    outlet,
    place_country,
    sources,
    split_evenly,
    statements_by_incident,
    undated,
    under,
    unsaid,
)
from dateline.chronology.table import Cell
from dateline.records import Counts, Document, Incident
from dateline.records.values import EVENT_TYPES

POLICY = "acled"
# The words that ACLED's files have had in place of the codes since September 2024, and the plurals before that.
_WORDS: dict[str, int] = {
    **{name: code for name, code in coding.INTER.items() if name != "unidentified armed group"},
    "rebel groups": 2,
    "political militias": 3,
    "identity militias": 4,
}
_JOINT: dict[str, int] = {
    **{f"{a}-{b}": coding.interaction(m, n) for a, m in _WORDS.items() for b, n in _WORDS.items()},
    **{form.format(name): 10 * code for form in ("{} only", "sole {}") for name, code in _WORDS.items()},
}
_SCALES = ("National", "Subnational", "International", "Regional", "Other", "New media", "Local partner")
_MAX_DAYS = 31
RULES = (
    "one row a day and place; what lasted several days is a row for each, the dead divided evenly over them, what is "
    "over going to the first days",
    "incidents of one day, place and pair of actors are one row, of the type that ranks highest; where a side is not "
    "named only those of one sub-type are",
    "fatalities: the most conservative figure; without an exact one 'dozens' is 12, 'hundreds' 100, a plural 3",
    "no figure is 0 fatalities, as the schema has no empty cell; each such row is listed as filled",
    "an attacker who is not named is 'Unidentified Armed Group (Country)', and so is the second side of a battle; "
    "violence against civilians has 'Civilians (Country)' as actor 2, whoever they were",
    "not followed: governments have no years ('Military Forces of Kenya', not '(2013-)'), a region is given by its own "
    "coordinates and not by its capital's, an unknown plural is never 10",
)


def check(row: Row) -> Iterator[Fault]:
    """Faults that no single column shows."""
    event, sub = row.get("event_type", ""), row.get("sub_event_type", "")
    if event in EVENT_TYPES and sub and sub not in EVENT_TYPES[event]:
        yield "sub_event_type", f"is {sub!r}, which is no sub-type of {event}"
    first, second = (_code(row.get(name, ""), _WORDS) for name in ("inter1", "inter2"))
    joint = _code(row.get("interaction", ""), _JOINT)
    if joint is not None and first:
        expected = coding.interaction(first, second or 0)
        if joint != expected:
            yield "interaction", f"is {joint}, expected {expected} of inter1 {first} and inter2 {second or 0}"
    if second and not row.get("actor2", "").strip():
        yield "inter2", f"is {second} without an actor2"
    on = day(row.get("event_date", ""))
    if on is not None and integer(row.get("year", "")) not in (None, on.year):
        yield "year", f"is {row['year']}, event_date says {on.year}"


def _code(cell: str, words: dict[str, int]) -> int | None:
    return words.get(re.sub(r"\s*[-\u2013]\s*", "-", cell.strip().casefold()), integer(cell))


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
            about="date_start; where the day is not known the middle of the interval, or the end of the month that is named",
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
            values=(*coding.DISORDER, "Political violence; Demonstrations"),
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
        Column(name="inter1", kind="integer", required=True, values=_I, words=tuple(_WORDS), about="actors[].type"),
        Column(name="actor2", pattern=r"[^;]+", about="first target that is people"),
        Column(name="assoc_actor_2", several=";", about="further targets, and the source's words for actor2"),
        Column(
            name="inter2",
            kind="integer",
            values=_I,
            words=tuple(_WORDS),
            about="actors[].type, 0 without actor2",
        ),
        Column(
            name="interaction",
            kind="integer",
            required=True,
            least=10,
            most=88,
            words=tuple(_JOINT),
            about="both, the lower first",
        ),
        Column(
            name="civilian_targeting",
            values=("Civilian targeting", "Civilians targeted"),
            about="where civilians are the main target; never in battles",
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
            key = coding.same_event(row)
            if key in rows:
                coding.merge(rows[key], row)
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
        return undated(incident)
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
    event, sub = incident.event_type or "", coding.sub_type(incident, losses)
    first, second = coding.sides(incident, event, home, losses)
    dead = coding.fatalities(incident, chronology)
    if dead is None:
        losses.add("filled", incident.incident_id, "fatalities", "no source gives a figure; the schema demands one", 0)
    told_in = sources(incident, documents)
    seen = [d for doc in told_in if (d := doc.published or doc.published_latest)]
    middle, precision = coding.day_of(span)
    on = [span.first + dt.timedelta(n) for n in range(span.number)] if span.lasting else [middle]
    precision = 1 if span.lasting else precision
    shares = split_evenly(dead or 0, len(on))
    for n, (date, share) in enumerate(zip(on, shares, strict=True)):
        number = number_of(incident.incident_id)
        yield {
            "event_id_cnty": f"{home.alpha3}{number}" + (f"{n + 1:02d}" if len(on) > 1 else ""),
            "event_date": date.isoformat(),
            "year": date.year,
            "time_precision": precision,
            "disorder_type": coding.disorder(event, sub),
            "event_type": event,
            "sub_event_type": sub,
            "actor1": first[0],
            "assoc_actor_1": first[2],
            "inter1": first[1],
            "actor2": second[0],
            "assoc_actor_2": second[2],
            "inter2": second[1],
            "interaction": coding.interaction(first[1], second[1]),
            "civilian_targeting": "Civilian targeting" if coding.targets_civilians(event, sub, second[1]) else "",
            "iso": home.iso,
            "region": ACLED_REGIONS[home.acled_region or 12],
            "country": home.acled_name,
            "admin1": place.admin1,
            "admin2": "",
            "admin3": "",
            "location": place.name,
            "latitude": _degrees(place.latitude),
            "longitude": _degrees(place.longitude),
            "geo_precision": {"exact": 1, "place": 1, "near": 2, "admin2": 2}.get(place.precision, 3),
            "source": joined([outlet(document) for document in told_in]) or "not named",
            "source_scale": "Other",
            "notes": _notes(incident, sub, date, span, dead=dead, share=share, parts=len(on)),
            "fatalities": share,
            "tags": "crowd size=no report" if event in ("Protests", "Riots") else "",
            "timestamp": _seconds(max(seen, default=span.last)),
        }


def _notes(incident: Incident, sub: str, date: dt.date, span: Days, *, dead: int | None, share: int, parts: int) -> str:
    place = incident.place
    assert place is not None
    where = place.name if place.admin1 in (None, place.name) else f"{place.name} ({place.admin1})"
    sentences = [f"On {date.day} {date:%B %Y}, in {where}: {sub} ({incident.status})."]
    if span.number > 1 and parts == 1:
        sentences.append(f"The day lies between {span.first} and {span.last}.")
    if parts > 1:
        sentences.append(f"One of {parts} days; {share} of {dead or 0} fatalities.")
    if incident.weapons:
        sentences.append(f"Means: {', '.join(incident.weapons)}.")
    if dead is None:
        sentences.append("No figure for fatalities is reported.")
    elif incident.deaths is not None and (incident.deaths.low, incident.deaths.high) != (dead, dead):
        sentences.append(f"Reports of fatalities differ or are vague: {in_words(incident.deaths)}.")
    for field in ("injured", "detained", "abducted", "freed"):
        counts: Counts | None = getattr(incident, field)
        if counts is not None:
            sentences.append(f"{field.capitalize()}: {in_words(counts)}.")
    return " ".join(sentences) + (" [size=no report]" if incident.event_type in ("Protests", "Riots") else "")


def _degrees(found: float | None) -> float | None:
    """Four decimals, as the codebook says."""
    return None if found is None else round(found, 4)


def _seconds(on: dt.date) -> int:
    return int(dt.datetime(on.year, on.month, on.day, tzinfo=dt.UTC).timestamp())
