"""How the ACLED codebook turns an incident into a row: who stands in which column, how many died, on which day, and
which events are one.

Source: the codebook as ACLED publishes it on its site (read in a public copy of 2025), sections "Event types and
sub-event types", "Event aggregation", "Civilian targeting", "Actors", "Event time" and "Reported fatalities"; ACLED's
FAQ on fatalities (May 2024) for "tens".
"""

import calendar
import datetime as dt
import re
from collections.abc import Mapping

from dateline.chronology.release import Chronology
from dateline.chronology.schemas.bundle import Losses, joined
from dateline.chronology.schemas.countries import Country
from dateline.chronology.schemas.crosswalk import UNNAMED, Days, by_role, group_name, is_military, is_named, is_police
from dateline.chronology.table import Cell
from dateline.records import Actor, Incident

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
DISORDER = ("Political violence", "Demonstrations", "Strategic developments")
# Of events that are one, the type that stands first here is kept; so with sub-types.
_TYPES = (
    "Battles",
    "Riots",  # the table has Protests before; a protest that turns violent is one Riots event
    "Protests",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Strategic developments",
)
_SUBTYPES = (
    *("Government regains territory", "Non-state actor overtakes territory", "Armed clash"),
    *("Excessive force against protesters", "Protest with intervention", "Peaceful protest"),
    *("Violent demonstration", "Mob violence"),
    *("Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack"),
    *("Remote explosive/landmine/IED", "Grenade"),
    *("Sexual violence", "Attack", "Abduction/forced disappearance"),
    *("Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established"),
    *("Looting/property destruction", "Non-violent transfer of territory", "Other"),
)
_VIOLENT = ("Battles", "Explosions/Remote violence", "Violence against civilians")
_ALSO_VIOLENT = ("Excessive force against protesters", "Mob violence")
_UNARMED = ("civilians", "protesters", "rioters")
# How vague words are read: dozens, hundreds, tens as ACLED says, the rest of the numbers likewise by their least; an
# unknown plural is 3 (ACLED codes 10 in places of heavy fighting, which is not known here).
_VAGUE = (
    *(("thousands", 1000), ("hundreds", 100), ("scores", 20), ("dozens", 12), ("tens of", 10)),
    *(("several", 3), ("some", 3), ("many", 3), ("few", 3)),
)
_THIRD = 11
"""Days that the beginning or the end of a month has at most ("late May" is 21 to 31)."""

Side = tuple[str, int, str]
"""Name, inter code, associated actors."""
NOBODY: Side = ("", 0, "")


def sub_type(incident: Incident, losses: Losses) -> str:
    """The incident's sub-event type, the general one of its type where it has none; who is abducted and then hurt or
    killed was attacked."""
    event, sub = incident.event_type or "", incident.sub_event_type
    general = {
        "Battles": "Armed clash",
        "Explosions/Remote violence": "Remote explosive/landmine/IED",
        "Violence against civilians": "Attack",
        "Protests": "Peaceful protest",
        "Riots": "Violent demonstration",
    }
    if sub is None:
        sub = general.get(event, "Other")
        losses.add("filled", incident.incident_id, "sub_event_type", "the type's general sub-type", sub)
    hurt = [c for c in (incident.deaths, incident.injured) if c is not None and (c.best or c.low)]
    if sub == "Abduction/forced disappearance" and hurt:
        sub = "Attack"
        losses.add(
            "filled", incident.incident_id, "sub_event_type", "an abduction with dead or injured is an attack", sub
        )
    return sub


def disorder(event: str, sub: str) -> str:
    """ACLED's disorder type of an event and sub-event type."""
    if sub == "Excessive force against protesters":
        return "Political violence; Demonstrations"
    if event in _VIOLENT or sub in _ALSO_VIOLENT:
        return "Political violence"
    return "Demonstrations" if event in ("Protests", "Riots") else "Strategic developments"


def targets_civilians(event: str, sub: str, second: int) -> bool:
    """Whether civilians were the main or only target; never in a battle, where they are caught between the sides."""
    if event == "Violence against civilians" or sub == "Excessive force against protesters":
        return True
    return second == INTER["civilians"] and event in ("Explosions/Remote violence", "Riots")


def day_of(span: Days) -> tuple[dt.date, int]:
    """The day and the precision of an incident of which only an interval is known: the middle, but the first or last
    day for the beginning or the end of a month.

    >>> day_of(Days(dt.date(2016, 5, 21), dt.date(2016, 5, 31), False))
    (datetime.date(2016, 5, 31), 3)
    """
    if span.number <= 7:
        return span.middle, 1 if span.number == 1 else 2
    first, last = span.first, span.last
    if (first.year, first.month) == (last.year, last.month) and span.number <= _THIRD:
        if first.day == 1:
            return first, 3
        if last.day == calendar.monthrange(last.year, last.month)[1]:
            return last, 3
    return span.middle, 3


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


def sides(incident: Incident, event: str, home: Country, losses: Losses) -> tuple[Side, Side]:
    """Actor 1 and actor 2. A battle has two armed sides, and no civilians; violence against civilians has them as
    actor 2; who is not named gets the general name of the codebook, and that is a loss of the kind "filled"."""
    place = home.acled_name
    doers = [a for a in by_role(incident, "perpetrator") if a.type or is_named(a.name)]
    hit = [a for a in by_role(incident, "target") if a.entity != "facility" and a.type]
    unknown: Side = (f"Unidentified Armed Group ({place})", 3, "")
    if doers:
        first = _side(doers, place)
    elif event == "Protests":
        first = (f"Protesters ({place})", 6, "")
    elif event == "Riots":
        first = (f"Rioters ({place})", 5, "")
    elif event == "Strategic developments" and incident.sub_event_type in ("Arrests", "Disrupted weapons use"):
        first = (f"State Forces of {place}", 1, "")
    else:
        first = unknown
    if not doers:
        losses.add("filled", incident.incident_id, "actor1", "nobody is named as the perpetrator", first[0])
    if event in ("Battles", "Explosions/Remote violence"):
        armed = [a for a in hit if a.type not in _UNARMED]
        hit = armed if event == "Battles" else [*armed, *(a for a in hit if a not in armed)]
    second = _side(hit, place) if hit else NOBODY
    if event == "Violence against civilians" and second[1] != INTER["civilians"]:
        words = joined([a.name for a in hit if a.name != UNNAMED])
        second = (f"Civilians ({place})", INTER["civilians"], words)
        losses.add("filled", incident.incident_id, "actor2", "the event type is against civilians", second[0])
    if event == "Battles" and second == NOBODY:
        second = unknown
        losses.add("filled", incident.incident_id, "actor2", "a battle has two armed sides, one is named", second[0])
    return first, second


def _side(actors: list[Actor], place: str) -> Side:
    """The first named organisation, else the first actor; the others, and its own words in the source, are associated."""
    chosen = next((a for a in actors if a.type not in _UNARMED and a.entity != "individual" and is_named(a.name)), None)
    name, inter = _name(chosen or actors[0], place)
    return name, inter, joined([a.name for a in actors if a.name not in (name, UNNAMED)])


def _name(actor: Actor, place: str) -> tuple[str, int]:
    inter = INTER.get(actor.type or "unidentified armed group", 3)
    if actor.type in _UNARMED:
        return f"{actor.type.capitalize()} ({place})", inter
    if is_named(actor.name):
        return group_name(actor.name).replace(";", ","), inter
    if actor.type == "state forces":
        kind = "Police" if is_police(actor.name) else "Military" if is_military(actor.name) else "State"
        return f"{kind} Forces of {place}", inter
    return f"Unidentified Armed Group ({place})", 3


def interaction(first: int, second: int) -> int:
    """Both inter codes, the lower first; the first alone and a 0 where there is no second."""
    low, high = sorted((first, second)) if second else (first, 0)
    return low * 10 + high


def same_event(row: Mapping[str, Cell]) -> tuple[object, ...]:
    """What two rows have in common that are one event of ACLED's: day, place and the pair of actors in either order.

    Of a pair whose both sides are named all kinds of violence of a day are one event; an unidentified group may be any,
    and so only its events of one sub-type are. A row whose day is not known is an event of its own.
    """
    pair = tuple(sorted(str(row[name]) for name in ("actor1", "actor2")))
    known = bool(pair[0]) and not any(name.startswith(("Unidentified", "State Forces of")) for name in pair)
    return (
        row["event_date"],
        "" if row["time_precision"] == 1 else row["event_id_cnty"],
        "" if known else row["sub_event_type"],
        pair,
        *(row[name] for name in ("location", "latitude", "longitude")),
    )


def merge(row: dict[str, Cell], other: Mapping[str, Cell]) -> None:
    """Add what is the same event to `row`: the type that ranks higher, all the dead, both notes."""
    if _rank(other) < _rank(row):
        for name in ("event_type", "sub_event_type", "disorder_type", "civilian_targeting", "tags"):
            row[name] = other[name]
    row["fatalities"] = int(row["fatalities"] or 0) + int(other["fatalities"] or 0)
    row["notes"] = f"{row['notes']} {other['notes']}"
    row["timestamp"] = max(int(row["timestamp"] or 0), int(other["timestamp"] or 0))
    for name in ("source", "assoc_actor_1", "assoc_actor_2"):
        row[name] = joined([*str(row[name]).split("; "), *str(other[name]).split("; ")])


def _rank(row: Mapping[str, Cell]) -> tuple[int, int]:
    return _TYPES.index(str(row["event_type"])), _SUBTYPES.index(str(row["sub_event_type"]))
