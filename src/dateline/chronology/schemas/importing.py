"""Rows of a schema as reports: each row is a document whose text is its cells, and a report that quotes them.

So what ACLED, UCDP or GTD say of an incident stands beside what the press says, with the cell as its quote.
"""

import calendar
import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from dateline.chronology.schemas.columns import Schema, day, integer, number
from dateline.chronology.schemas.countries import by_name
from dateline.chronology.schemas.reading import Line, Sheet
from dateline.records import Actor, Attestation, Coding, Counts, DateExtent, Document, Place, Report
from dateline.records.values import EVENT_TYPES, ActorType, DatePrecision, PlacePrecision, Role, Side

CODER = "import"
VERSION = "1"
_INTER: dict[str, ActorType] = {
    "1": "state forces",
    "2": "rebel group",
    "3": "political militia",
    "4": "identity militia",
    "5": "rioters",
    "6": "protesters",
    "7": "civilians",
    "8": "external/other forces",
    "state forces": "state forces",
    "rebel groups": "rebel group",
    "rebel group": "rebel group",
    "political militias": "political militia",
    "political militia": "political militia",
    "identity militias": "identity militia",
    "identity militia": "identity militia",
    "rioters": "rioters",
    "protesters": "protesters",
    "civilians": "civilians",
    "external/other forces": "external/other forces",
}
_GTD_TYPES = {
    "1": ("Violence against civilians", "Attack"),
    "2": ("Violence against civilians", "Attack"),
    "3": ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    "5": ("Violence against civilians", "Abduction/forced disappearance"),
    "6": ("Violence against civilians", "Abduction/forced disappearance"),
    "7": ("Strategic developments", "Looting/property destruction"),
    "8": ("Violence against civilians", "Attack"),
}


class Reader:
    """One row while it is read: hands out cells and remembers which of them a value rests on."""

    def __init__(self, line: Line, schema: Schema) -> None:
        self.cells = {name: value.strip() for name, value in line.cells.items()}
        self.schema = schema
        self.attestations: list[Attestation] = []
        self.spans: dict[str, tuple[int, int]] = {}
        parts, offset = [], 0
        for name, value in self.cells.items():
            if not value or not name:
                continue
            start = offset + len(name) + 2
            self.spans[name] = (start, start + len(value))
            parts.append(f"{name}: {value}")
            offset += len(parts[-1]) + 1
        self.text = "\n".join(parts)

    def text_of(self, column: str) -> str:
        return self.cells.get(column, "")

    def attest(self, field: str, value: Any, *columns: str) -> None:
        """The value rests on the first of these cells that holds something."""
        for column in columns:
            if column in self.spans and value is not None:
                start, end = self.spans[column]
                self.attestations.append(
                    Attestation(
                        field=field,
                        value=value,
                        quote=self.text[start:end],
                        start=start,
                        end=end,
                        annotator=f"{CODER}:{self.schema.name}@{VERSION}",
                    )
                )
                return

    def count(self, field: str, best: str, low: str = "", high: str = "") -> Counts | None:
        """A count from one column, or three; negative numbers (GTD's unknown) are none."""
        found = [number(self.text_of(column)) if column else None for column in (low, best, high)]
        values = [int(n) if n is not None and n >= 0 else None for n in found]
        if values[1] is None and values[0] is None and values[2] is None:
            return None
        middle = values[1]
        if not low and not high:
            values = [middle, middle, middle]
        known = [n for n in values if n is not None]
        if known != sorted(known):
            values = [min(known), middle, max(known)]
        for part, value, column in zip(("low", "best", "high"), values, (low or best, best, high or best), strict=True):
            self.attest(f"{field}.{part}", value, column)
        return Counts(low=values[0], best=values[1], high=values[2])


def documents(sheet: Sheet, schema: Schema, *, source: str) -> Iterator[tuple[Document, Coding]]:
    """Each row as a document with its coding, in the order of the file. `source` is the outlet they are filed under.

    A row without a usable date, place or figure is still a report: it says what it says. Ids follow from schema and row
    id, so that a newer download of the same file brings only what is new.
    """
    build = _BUILDERS[schema.name.split("@")[0]]
    name = Path(sheet.path).name
    for line in sheet.lines:
        reader = Reader(line, schema)
        if not reader.text:
            continue
        identity = reader.text_of(schema.unique) or str(line.number)
        digest = hashlib.sha256(reader.text.encode()).hexdigest()
        own = hashlib.sha256(f"{schema.name}\n{source}\n{identity}\n{digest}".encode()).hexdigest()[:12]
        report = msgspec.structs.replace(
            build(reader),
            report_id=f"r{own}",
            document_id=f"d{own}",
            attestations=tuple(sorted(reader.attestations, key=lambda a: (a.start, a.field))),
            spans=((0, len(reader.text)),),
        )
        document = Document(
            document_id=f"d{own}",
            input=name,
            position=line.number,
            title=f"{source} {identity}",
            text=reader.text,
            sha256=digest,
            outlet=source,
            published_earliest=report.date.latest,
        )
        yield document, Coding(document_id=f"d{own}", coder=f"{CODER}:{schema.name}@{VERSION}", reports=(report,))


def _report(reader: Reader, **values: Any) -> Report:
    return Report(report_id="r", document_id="d", position=1, spans=(), **values)


def _place(
    reader: Reader, name: str, admin1: str, country: str, precision: PlacePrecision, *, at: tuple[str, str]
) -> Place | None:
    words = reader.text_of(name) or reader.text_of(admin1) or reader.text_of(country)
    if not words or words.casefold() == "unknown":
        words, precision = reader.text_of(admin1) or reader.text_of(country), "unknown"
    if not words:
        return None
    home = by_name().get(reader.text_of(country).casefold())
    latitude, longitude = number(reader.text_of(at[0])), number(reader.text_of(at[1]))
    reader.attest("place.name", words, name, admin1, country)
    return Place(
        name=words,
        admin1=reader.text_of(admin1) or None,
        country=home.name if home else reader.text_of(country) or None,
        country_code=home.alpha2 if home else None,
        latitude=latitude,
        longitude=longitude,
        precision=precision if latitude is not None and longitude is not None else "unknown",
    )


def _extent(reader: Reader, first: dt.date | None, last: dt.date | None, *columns: str) -> DateExtent:
    if first is None or last is None or first > last:
        return DateExtent(rule="import.none")
    wide = (last - first).days
    precision: DatePrecision = "day" if not wide else "week" if wide <= 7 else "month" if wide <= 31 else "year"
    reader.attest("date_start", first.isoformat(), *columns)
    reader.attest("date_end", last.isoformat(), *reversed(columns))
    return DateExtent(earliest=first, latest=last, precision=precision, rule="import.cell")


def _actor(reader: Reader, role: Role, column: str, type: ActorType | None) -> Actor | None:
    name = reader.text_of(column)
    if not name or name.casefold() == "unknown":
        return None
    reader.attest(f"actors.{role}", name, column)
    return Actor(role=role, name=name, type=type)


def _acled(reader: Reader) -> Report:
    on, precision = day(reader.text_of("event_date")), reader.text_of("time_precision")
    first = last = on
    if on is not None and precision == "2":
        first, last = on - dt.timedelta(3), on + dt.timedelta(3)
    elif on is not None and precision == "3":
        first, last = on.replace(day=1), on.replace(day=calendar.monthrange(on.year, on.month)[1])
    place = _place(
        reader,
        "location",
        "admin1",
        "country",
        {"1": "place", "2": "near"}.get(reader.text_of("geo_precision"), "admin1"),  # type: ignore[arg-type]
        at=("latitude", "longitude"),
    )
    event, sub = reader.text_of("event_type"), reader.text_of("sub_event_type")
    reader.attest("event_type", event, "event_type")
    reader.attest("sub_event_type", sub, "sub_event_type")
    actors = [
        _actor(reader, "perpetrator", "actor1", _INTER.get(reader.text_of("inter1").casefold())),
        _actor(reader, "target", "actor2", _INTER.get(reader.text_of("inter2").casefold())),
    ]
    return _report(
        reader,
        summary=f"{sub or event}, {reader.text_of('location')}, {reader.text_of('event_date')}",
        event_type=event if event in EVENT_TYPES else None,
        sub_event_type=sub if sub in EVENT_TYPES.get(event, ()) else None,
        date=_extent(reader, first, last, "event_date"),
        place=place,
        deaths=reader.count("deaths", "fatalities"),
        actors=tuple(actor for actor in actors if actor),
    )


def _ged(reader: Reader) -> Report:
    violence = reader.text_of("type_of_violence")
    event, sub = ("Violence against civilians", "Attack") if violence == "3" else ("Battles", "Armed clash")
    reader.attest("event_type", event, "type_of_violence")
    precision: PlacePrecision = {  # type: ignore[assignment]
        "1": "place",
        "2": "near",
        "3": "admin2",
        "4": "admin1",
        "6": "country",
    }.get(reader.text_of("where_prec"), "unknown")
    state = reader.text_of("side_a").casefold().startswith("government of")
    a: ActorType = "state forces" if state else "rebel group"
    b: ActorType = "civilians" if violence == "3" else "rebel group"
    actors = (_actor(reader, "perpetrator", "side_a", a), _actor(reader, "target", "side_b", b))
    deaths = reader.count("deaths", "best", "low", "high")
    sides: dict[Side, int] = {}
    names: tuple[tuple[str, Side], ...] = (
        ("deaths_a", "state forces" if state else "armed group"),
        ("deaths_b", "armed group"),
        ("deaths_civilians", "civilians"),
        ("deaths_unknown", "unknown"),
    )
    for column, side in names:
        found = integer(reader.text_of(column))
        if found:
            sides[side] = sides.get(side, 0) + found
            reader.attest(f"deaths_by_side.{side}", found, column)
    return _report(
        reader,
        summary=f"{reader.text_of('dyad_name')}, {reader.text_of('where_coordinates')}",
        event_type=event,
        sub_event_type=sub,
        date=_extent(
            reader, day(reader.text_of("date_start")), day(reader.text_of("date_end")), "date_start", "date_end"
        ),
        place=_place(reader, "where_coordinates", "adm_1", "country", precision, at=("latitude", "longitude")),
        deaths=deaths,
        deaths_by_side=sides,
        actors=tuple(actor for actor in actors if actor),
    )


def _gtd(reader: Reader) -> Report:
    year, month, on = (integer(reader.text_of(name)) for name in ("iyear", "imonth", "iday"))
    first = last = None
    if year:
        try:
            first = dt.date(year, month or 1, on or 1)
            last = dt.date(year, month or 12, on or calendar.monthrange(year, month or 12)[1])
        except ValueError:
            first = last = None
    until = day(reader.text_of("resolution"))
    if reader.text_of("extended") == "1" and until and last:
        last = max(last, until)
    event, sub = _GTD_TYPES.get(reader.text_of("attacktype1"), (None, None))
    if reader.text_of("suicide") == "1" and event == "Explosions/Remote violence":
        sub = "Suicide bomb"
    reader.attest("event_type", event, "attacktype1_txt", "attacktype1")
    precision: PlacePrecision = {  # type: ignore[assignment]
        "1": "place",
        "2": "place",
        "3": "admin2",
        "4": "admin1",
    }.get(reader.text_of("specificity"), "unknown")
    targets: dict[str, ActorType] = {"3": "state forces", "4": "state forces", "14": "civilians", "17": "rebel group"}
    actors = (
        _actor(reader, "perpetrator", "gname", "rebel group"),
        _actor(reader, "target", "target1", targets.get(reader.text_of("targtype1"))),
    )
    weapon = reader.text_of("weapsubtype1_txt") or reader.text_of("weaptype1_txt")
    reader.attest("weapons", weapon or None, "weapsubtype1_txt", "weaptype1_txt")
    return _report(
        reader,
        summary=reader.text_of("attacktype1_txt") + f", {reader.text_of('city')}",
        event_type=event,
        sub_event_type=sub,
        status="occurred" if reader.text_of("success") != "0" else "attempted",
        date=_extent(reader, first, last, "iyear"),
        place=_place(reader, "city", "provstate", "country_txt", precision, at=("latitude", "longitude")),
        deaths=reader.count("deaths", "nkill"),
        injured=reader.count("injured", "nwound"),
        abducted=reader.count("abducted", "nhostkid"),
        actors=tuple(actor for actor in actors if actor),
        weapons=(weapon.casefold(),) if weapon and weapon.casefold() != "unknown" else (),
    )


def _polecat(reader: Reader) -> Report:
    on, event = day(reader.text_of("Event Date")), reader.text_of("Event Type")
    modes = {mode.strip() for mode in reader.text_of("Event Mode").split(";")}
    kind: str | None = {"PROTEST": "Protests", "COERCE": "Strategic developments"}.get(event)
    if event == "ASSAULT":
        bombs = {"explosives", "suicide-attack", "aerial", "drone", "heavy-weapons"}
        kind = "Explosions/Remote violence" if modes & bombs else "Violence against civilians"
    reader.attest("event_type", kind, "Event Type")
    sectors: dict[str, ActorType] = {"MIL": "state forces", "COP": "state forces", "REB": "rebel group"}
    actors = (
        _actor(reader, "perpetrator", "Actor Name", sectors.get(reader.text_of("Primary Actor Sector"))),
        _actor(reader, "target", "Recipient Name", sectors.get(reader.text_of("Primary Recipient Sector"))),
    )
    place = _place(reader, "Placename", "Province", "Country", "place", at=("Latitude", "Longitude"))
    return _report(
        reader,
        summary=f"{event}, {reader.text_of('Placename')}",
        event_type=kind,
        sub_event_type=None,
        background="historical" in modes,
        date=_extent(reader, on, on, "Event Date"),
        place=place,
        actors=tuple(actor for actor in actors if actor),
    )


def _hxl(reader: Reader) -> Report:
    event, sub = reader.text_of("event_type"), reader.text_of("sub_event_type")
    reader.attest("event_type", event or None, "event_type")
    status: Any = reader.text_of("status") or "occurred"
    precision: Any = reader.text_of("place_precision") or "unknown"
    counts = {
        field: reader.count(field, f"{field}_best", f"{field}_low", f"{field}_high")
        for field in ("deaths", "injured", "detained", "abducted", "freed")
    }
    first, last = day(reader.text_of("date_start")), day(reader.text_of("date_end"))
    return _report(
        reader,
        summary=reader.text_of("summary"),
        event_type=event if event in EVENT_TYPES else None,
        sub_event_type=sub if sub in EVENT_TYPES.get(event, ()) else None,
        status=status,
        background=reader.text_of("background") == "true",
        date=_extent(reader, first, last, "date_start", "date_end"),
        place=_place(reader, "place", "admin1", "country", precision, at=("latitude", "longitude")),
        actors=tuple(
            actor
            for actor in (
                _actor(reader, "perpetrator", "perpetrators", _INTER.get(reader.text_of("perpetrator_types"))),
                _actor(reader, "target", "targets", _INTER.get(reader.text_of("target_types"))),
            )
            if actor
        ),
        **counts,
    )


_BUILDERS: dict[str, Callable[[Reader], Report]] = {
    "acled": _acled,
    "ged": _ged,
    "gtd": _gtd,
    "polecat": _polecat,
    "hxl": _hxl,
}
