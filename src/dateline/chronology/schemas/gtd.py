"""The GTD schema as distributed in 2018: 135 columns, one row an attack by a sub-national perpetrator.

Sources: header from a public loader of the 0718 distribution; domains and count rules from the codebook of June 2017,
told here in our own words.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TextIO

from dateline.chronology.release import Chronology
from dateline.chronology.schemas import gtd_codes as codes
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
from dateline.chronology.schemas.columns import Column, Fault, Row, Schema, integer, number
from dateline.chronology.schemas.countries import GTD_REGIONS, Country
from dateline.chronology.schemas.crosswalk import (
    LOST,
    ORGANISED,
    UNNAMED,
    Days,
    by_role,
    days,
    group_name,
    in_words,
    is_named,
    outlet,
    place_country,
    sources,
    split_evenly,
    statements_by_incident,
    undated,
    under,
    unsaid,
    weapon_categories,
)
from dateline.chronology.schemas.gtd_splitting import attacks
from dateline.chronology.table import Cell
from dateline.records import Counts, Document, Incident, Statement

POLICY = "gtd"
FIRST_NUMBER = 5001
"""Running numbers of a day begin here, so that none of our ids is one of GTD's."""

RULES = (
    "attacks by sub-national perpetrators that were carried out or attempted; all else is in not_gtd.csv with the "
    "reason",
    "nkill and nwound: the most recent source, then the majority, then the lowest; 'at least 11' is 11; where sources "
    "differ addnotes says so",
    "bombs that the words count and place in different parts of a town are an attack each, and their dead and injured "
    "are divided; other attacks are split as the texts tell of them",
    "nkill includes perpetrators; it is empty where deaths are told of without a usable figure",
    "eventid is the day and a running number of this export from 5001: no id of GTD's, and not stable when incidents "
    "are added",
    "crit1 to crit3 and INT_* are not coded from news texts: crit1 and crit2 are 1 by the choice of incidents, crit3 "
    "is 0 for attacks on soldiers in action, INT_* are -9",
)
_FLAG = ("0", "1")
_MAYBE = ("0", "1", "-9")


def check(row: Row) -> Iterator[Fault]:
    """Faults that no single column shows."""
    eventid, year = row.get("eventid", "").strip(), integer(row.get("iyear", ""))
    if re.fullmatch(r"\d{12}", eventid) and year is not None and int(eventid[:4]) != year:
        yield "eventid", f"begins with {eventid[:4]}, iyear is {year}"
    month, day = integer(row.get("imonth", "")), integer(row.get("iday", ""))
    if month == 0 and day:
        yield "iday", f"is {day} without a month"
    if year is not None and month and day:
        try:
            dt.date(year, month, day)
        except ValueError:
            yield "iday", f"there is no {year}-{month:02d}-{day:02d}"
    if integer(row.get("specificity", "")) == 5 and row.get("latitude", "").strip():
        yield "specificity", "is 5 (unknown), but there are coordinates"
    for name, table in _LABELLED:
        code, label = integer(row.get(name, "")), row.get(f"{name}_txt", "").strip()
        known = table.get(code) if code is not None else None
        if known and label and not (label.startswith(known[:12]) or known.startswith(label[:12])):
            yield f"{name}_txt", f"is {label!r}, code {code} is {known}"
    for part, whole in (("nkillter", "nkill"), ("nkillus", "nkill"), ("nwoundte", "nwound"), ("nwoundus", "nwound")):
        some, every = number(row.get(part, "")), number(row.get(whole, ""))
        if some is not None and every is not None and some > every:
            yield part, f"is {some:g}, above {whole} ({every:g})"


_LABELLED: tuple[tuple[str, dict[int, str]], ...] = (
    ("region", GTD_REGIONS),
    *((f"attacktype{n}", codes.ATTACKS) for n in (1, 2, 3)),
    *((f"targtype{n}", codes.TARGETS) for n in (1, 2, 3)),
    *((f"weaptype{n}", codes.WEAPONS) for n in (1, 2, 3, 4)),
    ("alternative", codes.ALTERNATIVES),
    ("propextent", codes.PROPERTY),
    ("hostkidoutcome", codes.HOSTAGE_OUTCOMES),
)


def _keys(table: dict[int, str]) -> tuple[str, ...]:
    return tuple(str(n) for n in table)


def _columns() -> Iterator[Column]:
    about = {
        "eventid": "first day (00 for an unknown month or day) and a running number from 5001",
        "approxdate": "the interval, where the day is not known",
        "extended": "1 if it lasted for days",
        "resolution": "last day, if it lasted",
        "country": "GTD's number of place.country_code",
        "provstate": "place.admin1",
        "city": "place.name, 'Unknown' where it is no town",
        "specificity": "exact, place and near 1, admin2 3, admin1 4, country 5",
        "vicinity": "1 for near, -9 where no town is known",
        "location": "the place in words, where it is no town",
        "summary": "summary: made of codes, never of the source's words",
        "crit1": "1: political violence is what is read for",
        "crit2": "1, as crit1",
        "crit3": "0 for attacks on soldiers, else 1",
        "doubtterr": "1 where crit3 is 0, else -9",
        "multiple": "1 with a link of the type series or same cell, or where one incident was several attacks",
        "success": "1 if status is occurred",
        "suicide": "1 for suicide bombs",
        "attacktype1": "from sub_event_type and weapons",
        "targtype1": "from the words of the targets",
        "target1": "the target's words",
        "gname": "the named group, else 'Unknown'",
        "guncertain1": "1 where no statement claims it",
        "claimed": "1 with a linked claim of responsibility",
        "compclaim": "1 with claims by several speakers",
        "weaptype1": "from the category of weapons",
        "weapdetail": "weapons, in the words of the text",
        "nkill": "deaths under the policy 'gtd'",
        "nkillter": "deaths_by_side, attackers and armed group",
        "nwound": "injured under the policy 'gtd'",
        "property": "1 where a target was damaged, else -9",
        "ishostkid": "1 for abductions",
        "nhostkid": "abducted under the policy 'gtd', -99 if not known",
        "nreleased": "freed under the policy 'gtd', -99 if not known",
        "addnotes": "differing figures",
        "scite1": "outlet, date and title of the three newest documents",
        "dbsource": "the name and version of this tool",
        "related": "eventids of the other parts in this export",
    }
    numbers: dict[str, Column] = {}

    def put(column: Column) -> None:
        numbers[column.name] = column

    put(Column(name="eventid", required=True, pattern=r"\d{12}"))
    for name, low, high in (("iyear", 1800, 2200), ("imonth", 0, 12), ("iday", 0, 31)):
        put(Column(name=name, kind="integer", required=True, least=low, most=high))
    put(Column(name="country", kind="integer", required=True, least=1, most=1100))
    put(Column(name="country_txt", required=True))
    put(Column(name="region", kind="integer", required=True, values=_keys(GTD_REGIONS)))
    put(Column(name="region_txt", required=True, values=tuple(GTD_REGIONS.values())))
    put(Column(name="latitude", kind="number", least=-90, most=90))
    put(Column(name="longitude", kind="number", least=-180, most=180))
    put(Column(name="specificity", kind="integer", values=("1", "2", "3", "4", "5")))
    put(Column(name="gname", required=True))
    for name in ("extended", "crit1", "crit2", "crit3", "success", "suicide"):
        put(Column(name=name, kind="integer", required=True, values=_FLAG))
    put(Column(name="vicinity", kind="integer", required=True, values=_MAYBE))
    for name in ("multiple", "individual", "guncertain1", "guncertain2", "guncertain3"):
        put(Column(name=name, kind="integer", values=_FLAG))
    for name in "doubtterr claimed claim2 claim3 compclaim property ishostkid ransom INT_LOG INT_IDEO INT_MISC".split():
        put(Column(name=name, kind="integer", values=_MAYBE))
    put(Column(name="INT_ANY", kind="integer", values=_MAYBE))
    for prefix, table, most in (("attacktype", codes.ATTACKS, 3), ("targtype", codes.TARGETS, 3)):
        for n in range(1, most + 1):
            put(Column(name=f"{prefix}{n}", kind="integer", required=n == 1, values=_keys(table)))
    for n in (1, 2, 3, 4):
        put(Column(name=f"weaptype{n}", kind="integer", required=n == 1, values=_keys(codes.WEAPONS)))
        put(Column(name=f"weapsubtype{n}", kind="integer", least=1, most=31))
    for n in (1, 2, 3):
        put(Column(name=f"targsubtype{n}", kind="integer", least=1, most=113))
        put(Column(name=f"natlty{n}", kind="integer", least=1, most=1100))
    for name, table in (
        ("alternative", codes.ALTERNATIVES),
        ("claimmode", codes.CLAIM_MODES),
        ("claimmode2", codes.CLAIM_MODES),
        ("claimmode3", codes.CLAIM_MODES),
        ("propextent", codes.PROPERTY),
        ("hostkidoutcome", codes.HOSTAGE_OUTCOMES),
    ):
        put(Column(name=name, kind="integer", values=_keys(table)))
    for name in ("nkill", "nkillus", "nkillter", "nwound", "nwoundus", "nwoundte"):
        put(Column(name=name, kind="number", least=0))
    for name in "nperps nperpcap nhostkid nhostkidus nhours ndays nreleased propvalue".split():
        put(Column(name=name, kind="number", least=0, also=(-9, -99)))
    for name in ("ransomamt", "ransomamtus", "ransompaid", "ransompaidus"):
        put(Column(name=name, kind="number", least=0, also=(-9, -99)))
    for name in codes.HEADER:
        column = numbers.get(name, Column(name=name))
        base = re.sub(r"(\d)?(_txt)?$", "", name)
        told = about.get(name) or about.get(base) or about.get(f"{base}1") or "empty: not coded"
        yield Column(
            name=name,
            kind=column.kind,
            required=column.required,
            values=column.values,
            least=column.least,
            most=column.most,
            also=column.also,
            pattern=column.pattern,
            about=told if not name.endswith("_txt") else f"label of {name.removesuffix('_txt')}",
        )


SCHEMA = Schema(
    name="gtd@2018",
    title="GTD schema (135 columns, distribution of July 2018)",
    policy=POLICY,
    unique="eventid",
    check=check,
    columns=tuple(_columns()),
)
_SAID = frozenset({"deaths", "injured", "abducted", "freed", "weapons", "differing values", "links"})
# Links that make attacks parts of one multiple attack; a retaliation or an arrest is none.
_MULTIPLE = frozenset({"series", "same cell"})
_ATTACKING = ("Battles", "Explosions/Remote violence", "Violence against civilians")


def export(chronology: Chronology, out: TextIO) -> None:
    """Write the main table as CSV, UTF-8 (GTD's own file is ISO 8859-1)."""
    out.write(write_table(build(chronology).main))


def bundle(chronology: Chronology) -> Bundle:
    """`gtd.csv`, `not_gtd.csv` (what is no attack in GTD's sense, with the reason) and the loss report."""
    return files_of(build(chronology))


def build(chronology: Chronology) -> Export:
    """The chronology under the GTD schema and its policy."""
    chronology = under(chronology, POLICY)
    losses = Losses()
    documents = chronology.documents_by_id()
    stated = statements_by_incident(chronology)
    rows: list[dict[str, Cell]] = []
    ids: dict[str, list[str]] = {}
    numbers: Counter[str] = Counter()
    kept: list[Incident] = []
    for incident in chronology.ordered_incidents():
        home, span = place_country(incident), days(incident, chronology)
        reason = _why_not(incident, home, span)
        if reason or home is None or span is None:
            losses.add("left out", incident.incident_id, "incident", reason)
            continue
        row = _row(
            incident,
            chronology,
            documents,
            home=home,
            span=span,
            losses=losses,
            stated=stated.get(incident.incident_id, ()),
        )
        date = str(row["eventid"])
        apart = {kind for kind, _ in incident.links} & _MULTIPLE  # the coder has told them apart already
        for part in _divided(row, 1 if apart else attacks(incident, chronology, documents)):
            ids.setdefault(incident.incident_id, []).append(f"{date}{FIRST_NUMBER + numbers[date]:04d}")
            part["eventid"] = ids[incident.incident_id][-1]
            numbers[date] += 1
            rows.append(part)
            kept.append(incident)
        if len(ids[incident.incident_id]) > 1:
            told = f"{len(ids[incident.incident_id])} attacks told of as one; figures are divided over them"
            losses.add("filled", incident.incident_id, "incident", told, row["nkill"])
        for field, value in unsaid(incident, chronology, _SAID, stated):
            losses.add("lost", incident.incident_id, field, LOST, value)
        other = sorted({kind for kind, _ in incident.links} - _MULTIPLE)
        if other:
            losses.add("lost", incident.incident_id, "links", "'related' holds parts of one multiple attack", other)
    for incident, row in zip(kept, rows, strict=True):
        linked = [other for kind, other in incident.links if kind in _MULTIPLE]
        related = [e for other in (incident.incident_id, *linked) for e in ids.get(other, ()) if e != row["eventid"]]
        row["related"] = ", ".join(dict.fromkeys(related))
        row["multiple"] = int(bool(related))
    lost = losses.sorted()
    return Export(
        schema=SCHEMA.name,
        policy=POLICY,
        tool=chronology.tool,
        incidents=len(chronology.incidents),
        tables=(
            Table(
                name="gtd",
                columns=SCHEMA.names,
                rows=tuple(rows),
                incident_ids=tuple((incident.incident_id,) for incident in kept),
            ),
            left_out_table("not_gtd", lost, chronology),
        ),
        losses=lost,
        rules=RULES,
    )


def _divided(row: dict[str, Cell], parts: int) -> list[dict[str, Cell]]:
    """The row once for each attack, with a share of each figure and a note of the whole."""
    if parts == 1:
        return [row]
    divided: list[dict[str, Cell]] = [dict(row) for _ in range(parts)]
    told = f"One of {parts} attacks."
    for name, of in (("nkill", "killed"), ("nkillter", ""), ("nwound", "injured")):
        total = row[name]
        if isinstance(total, int):
            for part, share in zip(divided, split_evenly(total, parts), strict=True):
                part[name] = share
            told += f" {total} {of} in all, divided." if of else ""
    for part in divided:
        part["addnotes"] = f"{told} {row['addnotes'] or ''}".strip()
    return divided


def _why_not(incident: Incident, home: Country | None, span: Days | None) -> str:
    doers = by_role(incident, "perpetrator")
    if incident.background:
        return "told in passing, no single event"
    if incident.status not in ("occurred", "attempted"):
        return f"{incident.status}: neither carried out nor attempted"
    violent = incident.event_type in _ATTACKING or incident.sub_event_type == "Looting/property destruction"
    if not violent:
        return "no attack: " + (incident.sub_event_type or incident.event_type or "no event type")
    if doers and all(a.type in ("state forces", "external/other forces") for a in doers if a.type):
        typed = [a for a in doers if a.type]
        if typed:
            return "by a state's forces"
    if span is None:
        return undated(incident)
    if span.first.year != span.last.year:
        return "the year is not known"
    if home is None:
        return "no country"
    if home.gtd is None:
        return "no GTD number of the country is known here"
    return ""


def _row(
    incident: Incident,
    chronology: Chronology,
    documents: dict[str, Document],
    *,
    home: Country,
    span: Days,
    losses: Losses,
    stated: Sequence[Statement],
) -> dict[str, Cell]:
    row: dict[str, Cell] = dict.fromkeys(codes.HEADER)
    month = span.first.month if span.first.month == span.last.month else 0
    day = span.first.day if span.number == 1 or span.lasting else 0
    month = span.first.month if span.lasting else month
    row |= {
        "eventid": f"{span.first.year:04d}{month:02d}{day:02d}",
        "iyear": span.first.year,
        "imonth": month,
        "iday": day,
        "approxdate": f"{span.first} to {span.last}" if not day else None,
        "extended": int(span.lasting),
        "resolution": span.last.isoformat() if span.lasting else None,
        "country": home.gtd,
        "country_txt": home.gtd_name,
        "region": home.gtd_region,
        "region_txt": GTD_REGIONS[home.gtd_region or 12],
        "summary": incident.summary,
        "crit1": 1,
        "crit2": 1,
        "success": int(incident.status == "occurred"),
        "weapdetail": ", ".join(incident.weapons) or None,
        "dbsource": chronology.tool,
        **dict.fromkeys(("INT_LOG", "INT_IDEO", "INT_MISC", "INT_ANY"), -9),
    }
    _place(row, incident)
    _attack(row, incident, chronology)
    _targets(row, incident, home)
    _groups(row, incident, stated)
    _figures(row, incident, losses)
    told_in = sources(incident, documents)[::-1]
    for n, document in enumerate(told_in[:3], 1):
        on = f", {document.published}" if document.published else ""
        row[f"scite{n}"] = f'"{document.title or document.input}," {outlet(document)}{on}.'
    if len(told_in) > 3:
        losses.add("lost", incident.incident_id, "sources", "the schema has three citations", len(told_in) - 3)
    return row


def _place(row: dict[str, Cell], incident: Incident) -> None:
    place = incident.place
    assert place is not None
    known = place.precision in ("exact", "place", "near") and place.latitude is not None
    specificity = {"exact": 1, "place": 1, "near": 1, "admin2": 3, "admin1": 4}.get(place.precision, 5)
    if place.latitude is None:
        specificity = 5
    row |= {
        "provstate": place.admin1,
        "city": place.name if known else "Unknown",
        "location": None if known else place.name,
        "latitude": place.latitude if specificity != 5 else None,
        "longitude": place.longitude if specificity != 5 else None,
        "specificity": specificity,
        "vicinity": (1 if place.precision == "near" else 0) if known else -9,
    }


def _attack(row: dict[str, Cell], incident: Incident, chronology: Chronology) -> None:
    sub, found = incident.sub_event_type, set()
    weapons = list(
        dict.fromkeys(codes.WEAPON_OF.get(kind, (12, None)) for kind in weapon_categories(incident, chronology))
    )
    suicide = sub == "Suicide bomb" or (6, 13) in weapons
    if suicide and (6, 13) not in weapons:
        weapons = [(6, 15) if (6, 15) in weapons else (6, 13), *(w for w in weapons if w != (6, 16))]
    kinds = {kind for kind, _ in weapons}
    if sub == "Abduction/forced disappearance":
        found.add(6)
    if incident.event_type == "Explosions/Remote violence" or 6 in kinds:
        found.add(8 if sub == "Chemical weapon" else 3)
    if incident.event_type == "Battles" or kinds & {5, 9}:
        found.add(2)
    if sub == "Looting/property destruction" or kinds & {8}:
        found.add(7)
    if not weapons and incident.event_type == "Explosions/Remote violence":
        weapons = [(6, {"Grenade": 7, "Shelling/artillery/missile attack": 11}.get(sub or "", 16))]
    attacks = [code for code in codes.ATTACK_HIERARCHY if code in (found or {9})][:3]
    for n, code in enumerate(attacks, 1):
        row |= {f"attacktype{n}": code, f"attacktype{n}_txt": codes.ATTACKS[code]}
    for n, (kind, finer) in enumerate((list(dict.fromkeys(weapons)) or [(13, None)])[:4], 1):
        row |= {f"weaptype{n}": kind, f"weaptype{n}_txt": codes.WEAPONS[kind]}
        if finer is not None:
            row |= {f"weapsubtype{n}": finer, f"weapsubtype{n}_txt": codes.WEAPON_SUBTYPES[finer]}
    row |= {"suicide": int(suicide), "ishostkid": int(6 in attacks)}


def _targets(row: dict[str, Cell], incident: Incident, home: Country) -> None:
    seen: dict[tuple[int, int | None], str] = {}
    for actor in by_role(incident, "target"):
        words = actor.name.casefold()
        fits = ((kind, sub) for pattern, kind, sub in codes.TARGET_WORDS if re.search(pattern, words))
        other = {"civilians": (14, 67), "state forces": (2, None)}.get(actor.type or "", (20, None))
        if actor.type in ORGANISED or actor.type == "unidentified armed group":
            other = (17, None)
        seen.setdefault(next(fits, other), "Unknown" if actor.name == UNNAMED else actor.name)
    chosen = list(seen.items()) or [((20, None), "Unknown")]
    for n, ((kind, sub), name) in enumerate(chosen[:3], 1):
        row |= {f"targtype{n}": kind, f"targtype{n}_txt": codes.TARGETS[kind], f"target{n}": name}
        if sub is not None:
            row |= {f"targsubtype{n}": sub, f"targsubtype{n}_txt": codes.TARGET_SUBTYPES[sub]}
    military = chosen[0][0][0] == 4
    row |= {"crit3": int(not military), "doubtterr": 1 if military else -9}
    if military:
        row |= {"alternative": 1, "alternative_txt": codes.ALTERNATIVES[1]}


def _groups(row: dict[str, Cell], incident: Incident, stated: Sequence[Statement]) -> None:
    doers = by_role(incident, "perpetrator")
    named = list(dict.fromkeys(group_name(a.name) for a in doers if a.type in ORGANISED and is_named(a.name)))
    claims = [s for s in stated if s.kind == "claim_of_responsibility"]
    speakers = {s.speaker for s in claims if s.speaker}
    for n, name in enumerate((named or ["Unknown"])[:3], 1):
        row["gname" if n == 1 else f"gname{n}"] = name
        row[f"guncertain{n}"] = int(bool(named) and not claims)
    row |= {
        "individual": int(bool(doers) and all(a.entity == "individual" for a in doers) and not named),
        "nperps": next((a.number for a in doers if a.number), -99),
        "claimed": int(bool(claims)),
        "compclaim": (int(len(speakers) > 1)) if claims else None,
    }
    if incident.detained is not None and incident.detained.best is not None:
        row["nperpcap"] = -99  # who was detained is not always who did it


def _figures(row: dict[str, Cell], incident: Incident, losses: Losses) -> None:
    notes = []
    for name, field in (("nkill", "deaths"), ("nwound", "injured")):
        counts: Counts | None = getattr(incident, field)
        row[name] = counts.best if counts and counts.best is not None else counts.low if counts else None
        if counts and (counts.low, counts.high) != (row[name], row[name]):
            notes.append(f"Sources differ or are vague on {field}: {in_words(counts)}.")
    if incident.deaths is None:
        losses.add("lost", incident.incident_id, "deaths", "empty and 'no figure' look the same in nkill", "")
    by_side = dict(incident.deaths_by_side)
    attackers = by_side.get("attackers", 0) + by_side.get("armed group", 0)
    total = row["nkill"]
    if attackers and isinstance(total, int) and attackers <= total:
        row["nkillter"] = attackers
    if row["ishostkid"] or incident.abducted is not None:
        freed, abducted = incident.freed, incident.abducted
        row |= {
            "ishostkid": 1,
            "nhostkid": abducted.best if abducted and abducted.best is not None else -99,
            "nreleased": freed.best if freed and freed.best is not None else -99,
        }
    damaged = any(actor.effect == "damage" for actor in incident.actors)
    row["property"] = 1 if damaged else -9
    if damaged:
        row |= {"propextent": 4, "propextent_txt": codes.PROPERTY[4]}
    row["addnotes"] = joined(notes).replace("; ", " ") or None
