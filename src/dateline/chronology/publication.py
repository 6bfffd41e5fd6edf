"""A public copy: places coarsened to units, dates to buckets, names of private persons gone, and a test for leaks.

Points are never moved about: a place becomes the unit that contains it. What is withheld is collected while the copy is
made, and the finished bytes are searched for every piece of it.
"""

import datetime as dt
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from dateline.chronology.extent import extent
from dateline.chronology.release import Chronology
from dateline.chronology.schemas.bundle import Table, write_table
from dateline.chronology.schemas.crosswalk import group_name, is_named
from dateline.chronology.table import Cell
from dateline.chronology.withheld import Search, Withheld, day, person, persons_in, tokens
from dateline.errors import UsageError
from dateline.records import COUNT_FIELDS, Actor, Document, Incident, Place
from dateline.records.values import EVENT_TYPES

_STATUS = ("occurred", "attempted", "foiled", "threatened", "alleged")
_ACTOR_TYPES = (
    *("state forces", "rebel group", "political militia", "identity militia", "rioters", "protesters", "civilians"),
    *("external/other forces", "unidentified armed group"),
)
_VOCABULARY = (*(name for kind, subs in EVENT_TYPES.items() for name in (kind, *subs)), *_STATUS, *_ACTOR_TYPES)
# Columns whose cells are words of the sources.
_TOLD = ("perpetrators", "weapons", "outlets")
_ORGANISED = frozenset(
    {"state forces", "rebel group", "political militia", "identity militia", "external/other forces"}
)


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a public copy may say; the defaults are the careful ones.

    `place`: the unit places are given in. `date`: the bucket. `groups`: whether named organisations stay. `outlets`:
    whether outlets are named. `weapons`, `injured` and so on are `fields`. `minimum`: a cell of place and bucket with
    fewer incidents than this loses its place. `names` are further words that must not be in the copy.
    """

    place: Literal["admin1", "country"] = "admin1"
    date: Literal["day", "week", "month", "year"] = "month"
    groups: bool = True
    outlets: bool = False
    fields: tuple[str, ...] = ("deaths", "injured")
    background: bool = False
    minimum: int = 1
    names: tuple[str, ...] = ()


class Leak(msgspec.Struct, frozen=True, kw_only=True):
    """A withheld piece found in a file of the copy."""

    file: str
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.file} holds a withheld {self.kind}: {self.text}"


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """The files of a public copy, and what they may not hold: `withheld`, and any name of the places `places` (GeoNames
    ids) that is none of `kept`. `told` are the texts in the copy that come from the sources' words."""

    files: Mapping[str, bytes]
    withheld: tuple[Withheld, ...]
    places: frozenset[int] = frozenset()
    kept: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    incidents: int
    rows: int


def read_policy(path: str | Path) -> Policy:
    """A policy from TOML. Raises UsageError where it is none, naming the field."""
    try:
        raw = tomllib.loads(Path(path).read_text("utf-8"))
        return msgspec.convert(raw, Policy)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        known = ", ".join(Policy.__struct_fields__)
        raise UsageError(f"{path} is no publication policy ({error}); its fields are {known}") from error


def publish(chronology: Chronology, policy: Policy) -> Copy:
    """The public copy: `incidents.csv`, `incidents.jsonl` and `policy.json`. No texts, no quotes, no document ids.

    Incidents are numbered in the copy's own order: ids of the database would tell which rows belong to what is held.
    """
    for field in policy.fields:
        if field not in (*COUNT_FIELDS, "weapons"):
            raise UsageError(f"the policy's fields may be {', '.join(COUNT_FIELDS)} and weapons, not {field!r}")
    incidents = [i for i in chronology.ordered_incidents() if policy.background or not i.background]
    units = _units(incidents, policy)
    withheld = _withheld(chronology, policy, units, _groups(incidents, policy))
    places = frozenset(_ids(chronology, units))
    search = Search(withheld, places=places, kept=units)
    documents = chronology.documents_by_id()
    drafts = [_row(incident, documents, policy, search) for incident in incidents]
    cells = Counter((row["date"], row["admin1"], row["country"]) for row in drafts)
    for row in drafts:
        if cells[row["date"], row["admin1"], row["country"]] < policy.minimum:
            row["admin1"] = None
    drafts.sort(key=lambda row: [str(value or "") for value in row.values()])
    rows = [{"number": n, **row} for n, row in enumerate(drafts, 1)]
    columns = ("number", *(drafts[0] if drafts else _columns(policy)))
    table = Table(name="incidents", columns=columns, rows=tuple(rows))
    told = msgspec.to_builtins(msgspec.structs.replace(policy, names=()))
    files = {
        "incidents.csv": write_table(table).encode(),
        "incidents.jsonl": b"".join(msgspec.json.encode(row) + b"\n" for row in rows),
        "policy.json": msgspec.json.format(msgspec.json.encode({**told, "tool": chronology.tool}), indent=1) + b"\n",
    }
    return Copy(
        files=files,
        withheld=tuple(withheld),
        places=places,
        kept=tuple(sorted(units)),
        told=tuple(sorted({str(row[c]) for row in rows for c in _TOLD if row.get(c)})),
        incidents=len(chronology.incidents),
        rows=len(rows),
    )


def leaks(copy: Copy) -> Iterator[Leak]:
    """Every withheld piece whose words stand in a file of the copy; case, accents and punctuation do not matter."""
    search = Search(copy.withheld, places=copy.places, kept=copy.kept)
    for name, content in copy.files.items():
        for piece in search(content.decode()):
            yield Leak(file=name, kind=piece.kind, text=piece.text)
    for text in copy.told:
        for piece in search.other_names(text):
            yield Leak(file="incidents.csv", kind=piece.kind, text=piece.text)


def bucket(first: str | None, last: str | None, size: str) -> str | None:
    """The bucket that holds the whole interval, or the next wider one that does; None where none does.

    >>> bucket("2014-07-03", "2014-07-05", "month"), bucket("2014-07-30", "2014-08-02", "month")
    ('2014-07', '2014')
    """
    if first is None or last is None:
        return None
    sizes = ("day", "week", "month", "year")
    for name in sizes[sizes.index(size) :]:
        a, b = _bucket(first, name), _bucket(last, name)
        if a == b:
            return a
    return None


def _bucket(text: str, size: str) -> str:
    day = dt.date.fromisoformat(text)
    if size == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    return {"day": text, "month": text[:7], "year": text[:4]}[size]


def _columns(policy: Policy) -> tuple[str, ...]:
    counts = [f"{f}_{b}" for f in policy.fields if f in COUNT_FIELDS for b in ("low", "best", "high")]
    return (
        *("date", "admin1", "country", "country_code", "event_type", "sub_event_type", "status"),
        *("perpetrators", "perpetrator_types", "target_types", *counts),
        *(("weapons",) if "weapons" in policy.fields else ()),
        *("sources", *(("outlets",) if policy.outlets else ())),
    )


def _row(incident: Incident, documents: Mapping[str, Document], policy: Policy, search: Search) -> dict[str, Cell]:
    place = incident.place
    row: dict[str, Cell] = dict.fromkeys(_columns(policy))
    row |= {
        "date": bucket(incident.date_start, incident.date_end, policy.date),
        "admin1": place.admin1 if place and policy.place == "admin1" else None,
        "country": place.country if place else None,
        "country_code": place.country_code if place else None,
        "event_type": incident.event_type,
        "sub_event_type": incident.sub_event_type,
        "status": incident.status,
    }
    doers = [a for a in incident.actors if a.role == "perpetrator"]
    named = [group_name(a.name) for a in doers if policy.groups and _is_public(a)]
    row["perpetrators"] = "; ".join(dict.fromkeys(n for n in named if _sayable(n, search))) or None
    row["perpetrator_types"] = "; ".join(dict.fromkeys(a.type for a in doers if a.type)) or None
    targets = [a.type for a in incident.actors if a.role == "target" and a.type]
    row["target_types"] = "; ".join(dict.fromkeys(targets)) or None
    for field in policy.fields:
        if field == "weapons":
            row["weapons"] = "; ".join(w for w in dict.fromkeys(incident.weapons) if _sayable(w, search)) or None
            continue
        counts = getattr(incident, field)
        for bound in ("low", "best", "high"):
            row[f"{field}_{bound}"] = getattr(counts, bound) if counts else None
    told_in = [documents[d] for d in incident.document_ids if d in documents]
    row["sources"] = len(told_in)
    if policy.outlets:
        outlets = dict.fromkeys(d.outlet for d in told_in if d.outlet and _sayable(d.outlet, search))
        row["outlets"] = "; ".join(name.replace(";", ",") for name in outlets) or None
    return row


def _is_public(actor: Actor) -> bool:
    """A named organisation, never a person."""
    return actor.type in _ORGANISED and actor.entity != "individual" and is_named(actor.name)


def _sayable(words: str, search: Search) -> bool:
    """Whether words of the sources hold nothing that is withheld."""
    return next(search(words), None) is None and next(search.other_names(words), None) is None


def _units(incidents: list[Incident], policy: Policy) -> set[str]:
    """What the copy says of itself: units of places, types, columns."""
    found = {*_VOCABULARY, *_columns(policy)}
    for incident in incidents:
        place = incident.place
        if place is not None:
            found |= {name for name in (place.country, place.country_code) if name}
            if policy.place == "admin1" and place.admin1:
                found.add(place.admin1)
    return found


def _groups(incidents: list[Incident], policy: Policy) -> set[str]:
    if not policy.groups:
        return set()
    return {group_name(a.name) for i in incidents for a in i.actors if _is_public(a)}


def _withheld(chronology: Chronology, policy: Policy, units: set[str], groups: set[str]) -> list[Withheld]:
    """Everything that the copy leaves out. `units` and `groups` may be said; a person's name in a group's may not."""
    found: dict[Withheld, None] = {}
    said, sayable = ({tokens(text) for text in texts} for texts in (units, units | groups))

    within = {unit[a:b] for unit in said for a in range(len(unit)) for b in range(a + 1, len(unit) + 1)}

    def add(kind: str, text: str | None) -> None:
        # A name that the copy may say (a town named like its province, or within its name) is no secret.
        if (
            text
            and tokens(text) not in sayable
            and tokens(text) not in within
            and (len(text) > 2 or not text.isascii())
        ):
            found[Withheld(kind=kind, text=text)] = None

    # Single words that the copy says anyway, as "state" in "state forces", give nobody away.
    words = {(word,) for text in (*_VOCABULARY, *_columns(policy)) for word in tokens(text)}

    def add_persons(pieces: Iterable[Withheld]) -> None:
        made = list(pieces)
        if made and tokens(made[0].text) not in sayable:  # an organisation that was taken for a person
            found.update((piece, None) for piece in made if tokens(piece.text) not in said | words)

    for name in policy.names:
        found[Withheld(kind="name", text=name)] = None
    for document in chronology.documents:
        add("document id", document.document_id)
        add("digest", document.sha256)
        add("address", document.url)
        add("file", document.input)
        add("title", document.title)
        if document.author:
            add("author", document.author)
            add_persons(person(document.author))
        if not policy.outlets:
            add("outlet", document.outlet)
    days: set[str] = set()
    numbers: set[str] = set()
    for incident in chronology.incidents:
        add("incident id", incident.incident_id)
        if policy.date != "day":
            days |= {text for text in (incident.date_start, incident.date_end) if text}
        for place in _places(incident, chronology):
            add("place", place.name if place.name not in (place.country, place.admin1) else None)
            if policy.place == "country":
                add("place", place.admin1 if place.admin1 != place.country else None)
            disc = extent(place)
            degrees = (place.latitude, place.longitude, disc.latitude if disc else None)
            numbers |= {str(abs(number)) for number in degrees if number is not None and number != int(number)}
        for actor in incident.actors:
            for name in (actor.name, *actor.aliases):
                if actor.entity == "individual":
                    add_persons(person(name))
                for mentioned in persons_in(name):
                    add_persons(person(mentioned))
        for sourced in chronology.incident_attestations(incident):
            if len(sourced.attestation.quote.split()) > 3:
                add("quote", sourced.attestation.quote)
    for text in sorted(days):
        found.update((piece, None) for piece in day(text))
    for text in sorted(numbers):
        add("coordinate", text)
    for statement in chronology.statements:
        add("statement id", statement.statement_id)
        if statement.speaker and not (policy.groups and is_named(statement.speaker)):
            add_persons(person(statement.speaker))
        if len(statement.quote.split()) > 3:
            add("quote", statement.quote)
    return list(found)


def _ids(chronology: Chronology, units: set[str]) -> Iterator[int]:
    """GeoNames ids of the places that the copy does not name."""
    said = {tokens(text) for text in units}
    for incident in chronology.incidents:
        for place in _places(incident, chronology):
            if place.geonameid is not None and tokens(place.name) not in said:
                yield place.geonameid


def _places(incident: Incident, chronology: Chronology) -> Iterator[Place]:
    """The incident's place and those that single reports give."""
    if incident.place is not None:
        yield incident.place
    for report in chronology.incident_reports(incident):
        if report.place is not None:
            yield report.place
