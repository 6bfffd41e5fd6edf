"""The UCDP GED schema, version 24: 49 columns, one row an event in which an organised actor killed.

Sources: header and codes from public loaders of release 24.1; the definition of an event from the codebook (p. 4);
where_prec and date_prec from the documentation of mapme.biodiversity, which tells them after the codebook of 22.1.
Checked on 17,733 events of GED 19.1 that full rows were had of (Syria, Ukraine): the days of each date_prec and the
PRIO-GRID number agree for all of them, none reaches into a second year, and 6 % have 0 as best with a high above it.
The regions' ranges of country numbers, active_year and the layout of source_article are from memory.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple, TextIO

from dateline.chronology.release import Chronology
from dateline.chronology.schemas.bundle import Bundle, Export, Losses, Table, files_of, left_out_table, write_table
from dateline.chronology.schemas.columns import Column, Fault, Row, Schema, day, integer, number
from dateline.chronology.schemas.countries import UCDP_REGIONS, Country
from dateline.chronology.schemas.crosswalk import (
    LOST,
    ORGANISED,
    Days,
    by_role,
    days,
    group_name,
    is_named,
    number_of,
    outlet,
    own_id,
    place_country,
    sources,
    statements_by_incident,
    undated,
    under,
    unsaid,
)
from dateline.chronology.table import Cell
from dateline.records import Document, Incident

POLICY = "ucdp"
VIOLENCE = {1: "state-based", 2: "non-state", 3: "one-sided"}
WHERE_PREC = {
    1: "exact location",
    2: "within about 25 km of a known point",
    3: "second-order administrative division",
    4: "first-order administrative division",
    5: "linear feature or fuzzy landscape term",
    6: "country only",
    7: "international waters or airspace",
}
DATE_PREC = {1: "exact day", 2: "2 to 6 days", 3: "week", 4: "month (8 to 31 days)", 5: "up to a year"}
CLARITY = {1: "individually identifiable", 2: "aggregated report"}
_LANDSCAPE = frozenset({"RGN", "MTS", "MT", "FRST", "STM", "LK", "RD", "RDJCT", "VAL", "ISLS", "DSRT"})
_AGGREGATED = 7
"""Days from which an event is taken for an aggregate: so UCDP's own clarity is met in 97 % of those 17,733 events, with
two days in 93 %."""
_DEATHS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")

RULES = (
    "an event has at least one direct death in its low, best or high figure, an organised and named actor or a state, "
    "and happened within one calendar year; all else is in not_ged.csv with the reason",
    "best is the figure under the policy 'ucdp'; deaths by side that do not add up to it go to deaths_unknown",
    "ids of events, actors, dyads and conflicts are ours and begin at 9000000: none is UCDP's",
    "active_year counts the deaths of the dyad in this export only",
)


def check(row: Row) -> Iterator[Fault]:
    """Faults that no single column shows."""
    parts = [integer(row.get(name, "")) for name in _DEATHS]
    best, high, low = (integer(row.get(name, "")) for name in ("best", "high", "low"))
    if best is not None and None not in parts and best != sum(n for n in parts if n is not None):
        yield "best", f"is {best}, the sides add up to {sum(n for n in parts if n is not None)}"
    if low is not None and best is not None and low > best:
        yield "low", f"is {low}, above best ({best})"
    if high is not None and best is not None and high < best:
        yield "high", f"is {high}, below best ({best})"
    first, last = day(row.get("date_start", "")), day(row.get("date_end", ""))
    if first and last:
        if first > last:
            yield "date_end", f"is {last}, before date_start ({first})"
        if integer(row.get("year", "")) not in (None, first.year, last.year):
            yield "year", f"is {row['year']}, the dates say {first.year}"
        if integer(row.get("date_prec", "")) == 1 and first != last:
            yield "date_prec", "is 1 (exact day), but date_start and date_end differ"
    latitude, longitude = number(row.get("latitude", "")), number(row.get("longitude", ""))
    cell = integer(row.get("priogrid_gid", ""))
    if latitude is not None and longitude is not None and cell is not None and cell != priogrid(latitude, longitude):
        yield "priogrid_gid", f"is {cell}, the coordinates lie in {priogrid(latitude, longitude)}"
    if integer(row.get("type_of_violence", "")) == 3 and row.get("side_b", "").casefold() not in ("civilians", ""):
        yield "side_b", f"is {row['side_b']!r}, one-sided violence has Civilians"


def priogrid(latitude: float, longitude: float) -> int:
    """The PRIO-GRID cell of half a degree, numbered from the south-west corner of the world, from 1.

    >>> priogrid(42.98, 47.50), priogrid(50.28, 57.20)
    (191256, 202075)
    """
    row, column = min(int((latitude + 90) * 2), 359), min(int((longitude + 180) * 2), 719)
    return row * 720 + column + 1


def _codes(table: dict[int, str]) -> tuple[str, ...]:
    return tuple(str(n) for n in table)


_ID = "a number of ours, made of the name"
SCHEMA = Schema(
    name="ged@24",
    title="UCDP GED schema (49 columns, release 24.1)",
    policy=POLICY,
    unique="id",
    check=check,
    columns=(
        Column(name="id", kind="integer", required=True, about="made of incident_id"),
        Column(name="relid", required=True, about="alpha-3 code, year, type of violence, dyad, running number"),
        Column(name="year", kind="integer", required=True, least=1900, most=2200, about="of date_start"),
        Column(
            name="active_year", required=True, values=("1", "0", "TRUE", "FALSE", "True", "False"), about="25 deaths"
        ),
        Column(name="code_status", required=True, about="Clear"),
        Column(
            name="type_of_violence",
            kind="integer",
            required=True,
            values=_codes(VIOLENCE),
            about="by the two sides: a state and a group, two groups, one side and civilians",
        ),
        Column(name="conflict_dset_id", about=_ID),
        Column(name="conflict_new_id", kind="integer", required=True, about=_ID),
        Column(name="conflict_name", required=True, about="the dyad's; for state-based violence country and group"),
        Column(name="dyad_dset_id", about=_ID),
        Column(name="dyad_new_id", kind="integer", required=True, about=_ID),
        Column(name="dyad_name", required=True, about="side_a - side_b"),
        Column(name="side_a_dset_id", about=_ID),
        Column(name="side_a_new_id", kind="integer", required=True, about=_ID),
        Column(name="side_a", required=True, about="the state, else the perpetrator"),
        Column(name="side_b_dset_id", about=_ID),
        Column(name="side_b_new_id", kind="integer", required=True, about=_ID),
        Column(name="side_b", required=True, about="the group, or Civilians"),
        Column(name="number_of_sources", kind="integer", required=True, least=-1, about="independent documents"),
        Column(name="source_article", required=True, about='"outlet,date,title" of each, between semicolons'),
        Column(name="source_office", about="outlets"),
        Column(name="source_date", about="dates of publication"),
        Column(name="source_headline", about="titles"),
        Column(name="source_original", about="who says so, where the text names them"),
        Column(
            name="where_prec",
            kind="integer",
            required=True,
            values=_codes(WHERE_PREC),
            about="exact and place 1, near 2, admin2 3, admin1 4, landscapes 5, country 6",
        ),
        Column(name="where_coordinates", required=True, about="place.name"),
        Column(name="where_description", about="how the place is related to the name"),
        Column(name="adm_1", about="place.admin1"),
        Column(name="adm_2", about="never known here"),
        Column(name="latitude", kind="number", required=True, least=-90, most=90, about="place.latitude"),
        Column(name="longitude", kind="number", required=True, least=-180, most=180, about="place.longitude"),
        Column(name="geom_wkt", pattern=r"POINT ?\(-?[\d.eE+-]+ -?[\d.eE+-]+\)", about="of the coordinates"),
        Column(name="priogrid_gid", kind="integer", least=1, most=259200, about="computed from the coordinates"),
        Column(name="country", required=True, about="UCDP's name of the country"),
        Column(name="country_id", kind="integer", required=True, least=2, most=999, about="Gleditsch-Ward number"),
        Column(name="region", required=True, values=UCDP_REGIONS, about="by that number"),
        Column(
            name="event_clarity",
            kind="integer",
            required=True,
            values=_codes(CLARITY),
            about="2 if its days are a week or more",
        ),
        Column(
            name="date_prec",
            kind="integer",
            required=True,
            values=_codes(DATE_PREC),
            about="by the length of the interval",
        ),
        Column(name="date_start", kind="moment", required=True, about="date_start"),
        Column(name="date_end", kind="moment", required=True, about="date_end"),
        Column(name="deaths_a", kind="integer", required=True, least=0, about="deaths_by_side of side a"),
        Column(name="deaths_b", kind="integer", required=True, least=0, about="deaths_by_side of side b"),
        Column(name="deaths_civilians", kind="integer", required=True, least=0, about="deaths_by_side, civilians"),
        Column(name="deaths_unknown", kind="integer", required=True, least=0, about="the rest of best"),
        Column(name="best", kind="integer", required=True, least=0, about="deaths.best, the sum of the four"),
        Column(name="high", kind="integer", required=True, least=0, about="deaths.high"),
        Column(name="low", kind="integer", required=True, least=0, about="deaths.low"),
        Column(name="gwnoa", kind="integer", least=2, most=999, about="of the state on side a"),
        Column(name="gwnob", kind="integer", least=2, most=999, about="of the state on side b"),
    ),
)
_SAID = frozenset({"deaths", "deaths.bounds", "deaths_by_side"})


class Sides(NamedTuple):
    """Who fights whom, under UCDP's types; `state_is_a` where side a is the government."""

    violence: int
    a: str
    b: str
    state_is_a: bool


def export(chronology: Chronology, out: TextIO) -> None:
    """Write the main table as CSV."""
    out.write(write_table(build(chronology).main))


def bundle(chronology: Chronology) -> Bundle:
    """`ged.csv`, `not_ged.csv` (what is no event of organised violence, with the reason) and the loss report."""
    return files_of(build(chronology))


def build(chronology: Chronology) -> Export:
    """The chronology under the GED schema and its policy."""
    chronology = under(chronology, POLICY)
    losses = Losses()
    documents = chronology.documents_by_id()
    stated = statements_by_incident(chronology)
    rows: list[dict[str, Cell]] = []
    ids: list[tuple[str, ...]] = []
    for incident in chronology.ordered_incidents():
        home, span = place_country(incident), days(incident, chronology)
        found = sides(incident, home)
        reason = _why_not(incident, home, span, found)
        if reason or home is None or span is None or found is None:
            losses.add("left out", incident.incident_id, "incident", reason)
            continue
        rows.append(_row(incident, chronology, documents, home=home, span=span, found=found, losses=losses))
        ids.append((incident.incident_id,))
        for field, value in unsaid(incident, chronology, _SAID, stated):
            losses.add("lost", incident.incident_id, field, LOST, value)
    _number(rows)
    lost = losses.sorted()
    return Export(
        schema=SCHEMA.name,
        policy=POLICY,
        tool=chronology.tool,
        incidents=len(chronology.incidents),
        tables=(
            Table(name="ged", columns=SCHEMA.names, rows=tuple(rows), incident_ids=tuple(ids)),
            left_out_table("not_ged", lost, chronology),
        ),
        losses=lost,
        rules=RULES,
    )


def sides(incident: Incident, home: Country | None) -> Sides | None:
    """Side a and side b, or None where no organised actor is known.

    A rebel group and a state are state-based; two groups non-state; a group, or a state, and civilians one-sided. A
    group must be named: "gunmen" may be anyone.
    """
    state = f"Government of {home.ucdp_name}" if home else ""
    doers, hit = by_role(incident, "perpetrator"), by_role(incident, "target")
    groups = [group_name(a.name) for a in doers if a.type in ORGANISED and is_named(a.name)]
    foes = [group_name(a.name) for a in hit if a.type in ORGANISED and is_named(a.name)]
    by_state = any(a.type == "state forces" for a in doers)
    only_state = by_state and all(a.type == "state forces" for a in doers if a.type)
    # Who is hit decides only where people are: a police station may be a place. Passers-by do not make an attack on
    # police one on civilians, nor a guard one on a market: what is told of first was aimed at.
    aimed = next((a.type for a in hit if a.type), None)
    at_state = any(a.type == "state forces" and a.entity != "facility" for a in hit) and (
        aimed == "state forces" or not any(a.type == "civilians" and a.effect in ("death", "injury") for a in hit)
    )
    at_civilians = any(a.type in ("civilians", "protesters", "rioters") for a in hit) or bool(
        incident.deaths_by_side.get("civilians")
    )
    if groups and (at_state or (by_state and incident.event_type == "Battles")):
        return Sides(1, state, groups[0], state_is_a=True)
    if by_state and foes:
        return Sides(1, state, foes[0], state_is_a=True)
    if groups and foes and groups[0] != foes[0]:
        return Sides(2, groups[0], foes[0], state_is_a=False)
    if groups and at_civilians:
        return Sides(3, groups[0], "Civilians", state_is_a=False)
    # Forces that shot a gunman are perpetrators beside him: then nobody knows who killed the civilians.
    if only_state and at_civilians and not groups:
        return Sides(3, state, "Civilians", state_is_a=True)
    return None


def _why_not(incident: Incident, home: Country | None, span: Days | None, found: Sides | None) -> str:
    deaths, place = incident.deaths, incident.place
    if incident.background:
        return "told in passing, no single event"
    if incident.status != "occurred":
        return f"{incident.status}, not known to have happened"
    if deaths is None or not (deaths.best or deaths.low or deaths.high):
        return "no direct death is reported"
    if found is None:
        return "no organised actor is identified on both sides of a known type of violence"
    if span is None:
        return undated(incident)
    if span.first.year != span.last.year:
        return "its days lie in two calendar years, as those of no event of GED's do"
    if home is None or home.gw is None:
        return "no country with a Gleditsch-Ward number"
    if place is None or place.latitude is None or place.longitude is None:
        return "no coordinates"
    return ""


def _row(
    incident: Incident,
    chronology: Chronology,
    documents: dict[str, Document],
    *,
    home: Country,
    span: Days,
    found: Sides,
    losses: Losses,
) -> dict[str, Cell]:
    place, deaths = incident.place, incident.deaths
    assert place is not None
    assert deaths is not None
    assert place.latitude is not None
    assert place.longitude is not None
    best = deaths.best if deaths.best is not None else deaths.low or 0
    if deaths.best is None:
        losses.add("filled", incident.incident_id, "best", "the figure is vague; its least is taken", best)
    if deaths.high is None:
        losses.add("filled", incident.incident_id, "high", "no source gives an upper bound; best is taken", best)
    dyad = f"{found.a} - {found.b}"
    conflict = f"{home.ucdp_name}: {found.b}" if found.violence == 1 else dyad
    told_in = sources(incident, documents)
    offices = [_part(outlet(d)) for d in told_in]
    dates = [d.published.isoformat() if d.published else "" for d in told_in]
    titles = [_part(d.title or "") for d in told_in]
    said_by = [
        s.attestation.attributed_to
        for s in chronology.incident_attestations(incident)
        if s.attestation.attributed_to and s.attestation.field.startswith("deaths")
    ]
    a, b, dyad_id, conflict_id = own_id(found.a), own_id(found.b), own_id(dyad), own_id(conflict)
    row: dict[str, Cell] = {
        "id": number_of(incident.incident_id),
        "relid": f"{home.alpha3}-{span.first.year}-{found.violence}-{dyad_id}",
        "year": span.first.year,
        "active_year": 0,
        "code_status": "Clear",
        "type_of_violence": found.violence,
        "conflict_dset_id": str(conflict_id),
        "conflict_new_id": conflict_id,
        "conflict_name": conflict,
        "dyad_dset_id": str(dyad_id),
        "dyad_new_id": dyad_id,
        "dyad_name": dyad,
        "side_a_dset_id": str(a),
        "side_a_new_id": a,
        "side_a": found.a,
        "side_b_dset_id": str(b),
        "side_b_new_id": b,
        "side_b": found.b,
        "number_of_sources": len(told_in) or -1,
        "source_article": ";".join(
            f'"{office},{date},{title}"' for office, date, title in zip(offices, dates, titles, strict=True)
        )
        or "not recorded",
        "source_office": ";".join(offices),
        "source_date": ";".join(dates),
        "source_headline": ";".join(titles),
        "source_original": ";".join(dict.fromkeys(_part(name) for name in said_by)),
        "where_prec": where_prec(place.precision, place.feature_code),
        "where_coordinates": place.name,
        "where_description": f"near {place.name}" if place.precision == "near" else place.name,
        "adm_1": place.admin1,
        "adm_2": "",
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geom_wkt": f"POINT ({place.longitude} {place.latitude})",
        "priogrid_gid": priogrid(place.latitude, place.longitude),
        "country": home.ucdp_name,
        "country_id": home.gw,
        "region": home.ucdp_region,
        "event_clarity": 2 if span.number >= _AGGREGATED else 1,
        "date_prec": date_prec(span.number),
        "date_start": f"{span.first} 00:00:00.000",
        "date_end": f"{span.last} 00:00:00.000",
        **_by_side(incident, best, found, losses),
        "best": best,
        "high": max(best, deaths.high) if deaths.high is not None else best,
        "low": min(best, deaths.low) if deaths.low is not None else best,
        "gwnoa": home.gw if found.state_is_a else None,
        "gwnob": None,
    }
    return row


def _by_side(incident: Incident, best: int, found: Sides, losses: Losses) -> dict[str, Cell]:
    """The four columns; they add up to `best`, or everything is unknown."""
    given = dict(incident.deaths_by_side)
    state, groups = given.get("state forces", 0), given.get("armed group", 0) + given.get("attackers", 0)
    a, b = (state, groups) if found.state_is_a else (groups, state)
    if found.violence == 3:
        # Civilians are side b; the dead of a third party are on neither side.
        a, b = (state, 0) if found.state_is_a else (groups, 0)
    civilians = given.get("civilians", 0)
    known = a + b + civilians
    if known > best:
        losses.add("lost", incident.incident_id, "deaths_by_side", "the sides add up to more than best", given)
        return {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0, "deaths_unknown": best}
    return {"deaths_a": a, "deaths_b": b, "deaths_civilians": civilians, "deaths_unknown": best - known}


def where_prec(precision: str, feature_code: str | None) -> int:
    """UCDP's precision of a place: never better than is known."""
    if feature_code in _LANDSCAPE and precision not in ("country", "admin1", "admin2"):
        return 5
    return {"exact": 1, "place": 1, "near": 2, "admin2": 3, "admin1": 4}.get(precision, 6)


def date_prec(number_of_days: int) -> int:
    """UCDP's precision of a date, by the days it may lie in.

    >>> [date_prec(n) for n in (1, 6, 7, 31, 32)]
    [1, 2, 3, 4, 5]
    """
    bounds = ((1, 1), (6, 2), (7, 3), (31, 4))
    return next((code for most, code in bounds if number_of_days <= most), 5)


def _number(rows: list[dict[str, Cell]]) -> None:
    """Running numbers within a dyad and year, and whether the dyad passes 25 deaths that year."""
    dead: Counter[tuple[Cell, Cell]] = Counter()
    for row in rows:
        dead[row["dyad_new_id"], row["year"]] += int(row["best"] or 0)
    seen: Counter[Cell] = Counter()
    for row in rows:
        seen[row["relid"]] += 1
        row["relid"] = f"{row['relid']}-{seen[row['relid']]}"
        row["active_year"] = int(dead[row["dyad_new_id"], row["year"]] >= 25)


def _part(text: str) -> str:
    """One entry of a semicolon-parallel list."""
    return text.replace(";", ",").replace('"', "'")
