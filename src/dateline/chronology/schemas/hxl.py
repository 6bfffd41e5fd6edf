"""The CSV export with HXL's row of hashtags under the names, as humanitarian data services read it.

Source: the tags of OCHA's public scrapers for ACLED and UCDP; ours for what those do not have.
"""

from typing import TextIO

from dateline.chronology.release import Chronology
from dateline.chronology.schemas.bundle import Bundle, Export, Losses, Table, files_of, write_table
from dateline.chronology.schemas.columns import Column, Fault, Row, Schema, day
from dateline.chronology.schemas.crosswalk import LOST, statements_by_incident, unsaid
from dateline.chronology.table import COLUMNS, Cell, flat
from dateline.records import PRECISIONS_DATE, PRECISIONS_PLACE

TAGS: dict[str, str] = {
    "incident_id": "#meta+id",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "date_precision": "#date+precision",
    "event_type": "#event+type",
    "sub_event_type": "#event+type+sub",
    "status": "#event+status",
    "background": "#event+background",
    "place": "#loc+name",
    "admin1": "#adm1+name",
    "country": "#country+name",
    "country_code": "#country+code+v_iso2",
    "geonameid": "#loc+code+v_geonames",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "place_precision": "#geo+precision",
    "radius_km": "#geo+radius+km",
    "perpetrators": "#group+name+first",
    "perpetrator_types": "#group+type+first",
    "targets": "#group+name+second",
    "target_types": "#group+type+second",
    "others": "#group+name+other",
    "weapons": "#event+means",
    "seized": "#item+seized",
    "summary": "#description",
    "outlets": "#meta+source",
    "policy": "#meta+policy",
}
_COUNTED = {
    "deaths": "#affected+killed",
    "injured": "#affected+injured",
    "detained": "#affected+detained",
    "abducted": "#affected+abducted",
    "freed": "#affected+freed",
}


def tag(column: str) -> str:
    """The hashtag of a column of the CSV export.

    `#affected+killed` alone is the best figure: HXL takes every column that has the attributes asked for, and so bounds
    and sides are `#indicator`.
    """
    if column in TAGS:
        return TAGS[column]
    stem, _, rest = column.partition("_")
    if stem in _COUNTED:
        parts = "".join(f"+{part}" for part in rest.split("_") if part and part != "best")
        return _COUNTED[stem].replace("#affected", "#indicator") + parts if parts else _COUNTED[stem]
    return "#meta+" + column.replace("_", "+")


def check(row: Row) -> tuple[Fault, ...]:
    """Dates in order, counts with low <= best <= high."""
    found = []
    first, last = day(row.get("date_start", "")), day(row.get("date_end", ""))
    if first and last and first > last:
        found.append(("date_end", f"is {last}, before date_start ({first})"))
    for field in _COUNTED:
        given = [row.get(f"{field}_{bound}", "").strip() for bound in ("low", "best", "high")]
        numbers = [int(n) for n in given if n.isdigit()]
        if numbers != sorted(numbers):
            found.append((f"{field}_best", f"low, best and high are {', '.join(given)}"))
    return tuple(found)


def _column(name: str) -> Column:
    if name in ("date_start", "date_end"):
        return Column(name=name, kind="day", about=tag(name))
    if name in ("latitude", "longitude"):
        most = 90 if name == "latitude" else 180
        return Column(name=name, kind="number", least=-most, most=most, about=tag(name))
    if name == "radius_km":
        return Column(name=name, kind="number", least=0, about=tag(name))
    if name.startswith(tuple(f"{field}_" for field in _COUNTED)) or name in ("documents", "reports", "quotes"):
        return Column(name=name, kind="integer", least=0, about=tag(name))
    values = {
        "date_precision": PRECISIONS_DATE,
        "place_precision": PRECISIONS_PLACE,
        "status": ("occurred", "attempted", "foiled", "threatened", "alleged"),
        "background": ("true", "false"),
    }
    needed = name in ("incident_id", *values)
    return Column(name=name, required=needed, values=values.get(name, ()), about=tag(name))


SCHEMA = Schema(
    name="hxl",
    title="our CSV with HXL hashtags (a second header row)",
    policy="ucdp",
    unique="incident_id",
    check=check,
    columns=tuple(_column(name) for name in COLUMNS),
)
_SAID = frozenset(
    {
        *("deaths_by_side", "seized", "weapons", "links", "others", "status"),
        *(f"{field}{part}" for field in _COUNTED for part in ("", ".bounds")),
    }
)


def export(chronology: Chronology, out: TextIO) -> None:
    """Write CSV with names, hashtags, then the incidents."""
    out.write(_with_tags(write_table(build(chronology).main)))


def bundle(chronology: Chronology) -> Bundle:
    """`hxl.csv` and the loss report."""
    made = files_of(build(chronology))
    files = {**made.files, "hxl.csv": _with_tags(made.files["hxl.csv"].decode()).encode()}
    return Bundle(main=made.main, files=files, note=made.note)


def build(chronology: Chronology) -> Export:
    """The flat table; the policy is that of the chronology."""
    documents = chronology.documents_by_id()
    stated = statements_by_incident(chronology)
    losses = Losses()
    rows: list[dict[str, Cell]] = []
    for incident in chronology.ordered_incidents():
        rows.append(flat(incident, chronology, documents))
        for field, value in unsaid(incident, chronology, _SAID, stated):
            losses.add("lost", incident.incident_id, field, LOST, value)
    return Export(
        schema=SCHEMA.name,
        policy=chronology.policy,
        tool=chronology.tool,
        incidents=len(rows),
        tables=(
            Table(
                name="hxl",
                columns=COLUMNS,
                rows=tuple(rows),
                incident_ids=tuple((str(row["incident_id"]),) for row in rows),
            ),
        ),
        losses=losses.sorted(),
    )


def _with_tags(text: str) -> str:
    head, _, rest = text.partition("\n")
    return f"{head}\n{','.join(tag(column) for column in COLUMNS)}\n{rest}"
