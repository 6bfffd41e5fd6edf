"""A public copy: places coarsened to units, dates to buckets, names of private persons gone, and a test for leaks.

Points are never moved about: a place becomes the unit that contains it. What is withheld is collected while the copy is
made, and the finished bytes are searched for every piece of it.
"""

import datetime as dt
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from dateline.chronology.extent import extent
from dateline.chronology.release import Chronology
from dateline.chronology.schemas.bundle import Table, write_table
from dateline.chronology.schemas.crosswalk import group_name, is_named
from dateline.chronology.table import Cell
from dateline.errors import UsageError
from dateline.records import COUNT_FIELDS, Actor, Document, Incident, Place

_ORGANISED = frozenset(
    {"state forces", "rebel group", "political militia", "identity militia", "external/other forces"}
)
_WORD = re.compile(r"\w", re.UNICODE)


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


class Withheld(msgspec.Struct, frozen=True, kw_only=True):
    """One piece that the copy must not hold: what it is, and the text itself."""

    kind: str
    text: str


class Leak(msgspec.Struct, frozen=True, kw_only=True):
    """A withheld piece found in a file of the copy."""

    file: str
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.file} holds a withheld {self.kind}: {self.text}"


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """The files of a public copy, and what they may not hold."""

    files: Mapping[str, bytes]
    withheld: tuple[Withheld, ...]
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
    allowed = _allowed(incidents, policy)
    withheld = _withheld(chronology, policy, allowed)
    hidden = frozenset(piece.text.casefold() for piece in withheld)
    documents = chronology.documents_by_id()
    drafts = [_row(incident, documents, policy, hidden) for incident in incidents]
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
    return Copy(files=files, withheld=tuple(withheld), incidents=len(chronology.incidents), rows=len(rows))


def leaks(copy: Copy) -> Iterator[Leak]:
    """Every withheld piece that stands, as whole words, in a file of the copy; case does not matter."""
    texts = {name: content.decode().casefold() for name, content in copy.files.items()}
    for piece in copy.withheld:
        needle = piece.text.casefold()
        pattern = re.compile(
            (r"\b" if _WORD.match(needle[0]) else "") + re.escape(needle) + (r"\b" if _WORD.match(needle[-1]) else "")
        )
        for name, text in texts.items():
            if needle in text and pattern.search(text):
                yield Leak(file=name, kind=piece.kind, text=piece.text)


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


def _row(
    incident: Incident, documents: Mapping[str, Document], policy: Policy, hidden: frozenset[str]
) -> dict[str, Cell]:
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
    row["perpetrators"] = "; ".join(dict.fromkeys(n for n in named if not _holds(n, hidden))) or None
    row["perpetrator_types"] = "; ".join(dict.fromkeys(a.type for a in doers if a.type)) or None
    targets = [a.type for a in incident.actors if a.role == "target" and a.type]
    row["target_types"] = "; ".join(dict.fromkeys(targets)) or None
    for field in policy.fields:
        if field == "weapons":
            row["weapons"] = "; ".join(w for w in dict.fromkeys(incident.weapons) if not _holds(w, hidden)) or None
            continue
        counts = getattr(incident, field)
        for bound in ("low", "best", "high"):
            row[f"{field}_{bound}"] = getattr(counts, bound) if counts else None
    told_in = [documents[d] for d in incident.document_ids if d in documents]
    row["sources"] = len(told_in)
    if policy.outlets:
        outlets = dict.fromkeys(d.outlet for d in told_in if d.outlet)
        row["outlets"] = "; ".join(name.replace(";", ",") for name in outlets) or None
    return row


def _is_public(actor: Actor) -> bool:
    """A named organisation, never a person."""
    return actor.type in _ORGANISED and actor.entity != "individual" and is_named(actor.name)


def _holds(name: str, hidden: frozenset[str]) -> bool:
    """Whether any run of whole words of the name is withheld."""
    folded = name.casefold()
    words = [match.span() for match in re.finditer(r"\w+", folded)]
    return any(folded[start:end] in hidden for n, (start, _) in enumerate(words) for _, end in words[n:])


def _allowed(incidents: list[Incident], policy: Policy) -> set[str]:
    """Words that the copy says of itself: units of places, types, and the groups that stay."""
    found: set[str] = set()
    for incident in incidents:
        place = incident.place
        if place is not None:
            found |= {name.casefold() for name in (place.country, place.country_code) if name}
            if policy.place == "admin1" and place.admin1:
                found.add(place.admin1.casefold())
        if policy.groups:
            found |= {group_name(a.name).casefold() for a in incident.actors if _is_public(a)}
    return found


def _withheld(chronology: Chronology, policy: Policy, allowed: set[str]) -> list[Withheld]:
    found: dict[tuple[str, str], None] = {}

    def add(kind: str, text: str | None) -> None:
        # A name that the copy may say (a town named like its province) is no secret.
        if text and len(text) > 2 and text.casefold() not in allowed:
            found[kind, text] = None

    for name in policy.names:
        found["name", name] = None
    for document in chronology.documents:
        add("document id", document.document_id)
        add("digest", document.sha256)
        add("address", document.url)
        add("author", document.author)
        add("file", document.input)
        add("title", document.title)
        if not policy.outlets:
            add("outlet", document.outlet)
    for incident in chronology.incidents:
        add("incident id", incident.incident_id)
        if policy.date != "day":
            add("day", incident.date_start)
            add("day", incident.date_end)
        for place in _places(incident, chronology):
            add("place", place.name if place.name not in (place.country, place.admin1) else None)
            if policy.place == "country":
                add("place", place.admin1 if place.admin1 != place.country else None)
            disc = extent(place)
            for number in (place.latitude, place.longitude, disc.latitude if disc else None):
                if number is not None and number != int(number):
                    add("coordinate", str(number))
        for actor in incident.actors:
            # A name has a capital; "gunmen" and "two women" are nobody's.
            if actor.entity == "individual" and actor.name[:1].isupper() and len(actor.name.split()) > 1:
                for name in (actor.name, *actor.aliases):
                    add("person", name)
        for sourced in chronology.incident_attestations(incident):
            if len(sourced.attestation.quote.split()) > 3:
                add("quote", sourced.attestation.quote)
    for statement in chronology.statements:
        add("statement id", statement.statement_id)
        if statement.speaker and not (policy.groups and is_named(statement.speaker)):
            add("speaker", statement.speaker if statement.speaker[:1].isupper() else None)
        if len(statement.quote.split()) > 3:
            add("quote", statement.quote)
    return [Withheld(kind=kind, text=text) for kind, text in found]


def _places(incident: Incident, chronology: Chronology) -> Iterator[Place]:
    """The incident's place and those that single reports give."""
    if incident.place is not None:
        yield incident.place
    for report in chronology.incident_reports(incident):
        if report.place is not None:
            yield report.place
