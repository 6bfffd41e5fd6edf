"""What every codebook asks of an incident: its figures under a policy, who stands on which side, what is lost."""

import datetime as dt
import functools
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from dateline.chronology.release import Chronology
from dateline.chronology.schemas.countries import Country, country
from dateline.incidents.context import ReportContext, report_context
from dateline.incidents.reconcile import reconcile
from dateline.mentions.actors import find_actors
from dateline.mentions.weapons import find_weapons
from dateline.records import Actor, Counts, Document, Incident, Statement

OWN_IDS = 9_000_000
"""Ids that we make begin here, so that none is taken for one of UCDP's."""

ORGANISED = frozenset({"rebel group", "political militia", "identity militia", "external/other forces"})
UNNAMED = "not named"
"""What the coder writes for an actor of whom only the kind is known; no words of the source."""
_WEAPON_RULE = "rule:weapon."
_POLICE = ("police", "traffic", "prison", "gendarm", "carabin", "constab", "guard")
_MILITARY = ("soldier", "army", "troop", "military", "marine", "paratroop", "navy", "air force", "garrison", "convoy")


class Days(NamedTuple):
    """The days an incident lies in, both ends known and included; `lasting`: it went on over all of them."""

    first: dt.date
    last: dt.date
    lasting: bool

    @property
    def number(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> dt.date:
        return self.first + (self.last - self.first) // 2


def under(chronology: Chronology, policy: str) -> Chronology:
    """The chronology with its incidents reconciled under `policy`, whatever policy it was read with."""
    if chronology.policy == policy:
        return chronology
    documents = chronology.documents_by_id()
    return msgspec.structs.replace(
        chronology,
        incidents=tuple(
            reconcile(incident.incident_id, contexts, policy=policy, links=incident.links)
            if (contexts := _contexts(incident, chronology, documents))
            else incident
            for incident in chronology.incidents
        ),
        policy=policy,
    )


def _contexts(incident: Incident, chronology: Chronology, documents: dict[str, Document]) -> list[ReportContext]:
    return [
        report_context(report, documents[report.document_id])
        for report in chronology.incident_reports(incident)
        if report.document_id in documents
    ]


def days(incident: Incident, chronology: Chronology) -> Days | None:
    """The incident's days, or None where one end is not known."""
    if incident.date_start is None or incident.date_end is None:
        return None
    first, last = dt.date.fromisoformat(incident.date_start), dt.date.fromisoformat(incident.date_end)
    rules = (report.date.rule for report in chronology.incident_reports(incident))
    # "From 3 to 5 May" says how long it lasted; any other interval only says that the day is not known.
    return Days(first, last, lasting=first < last and any(rule.startswith("range") for rule in rules))


def undated(incident: Incident) -> str:
    """Why an incident has no days: nothing is known of them, or one end only."""
    if incident.date_start is None and incident.date_end is None:
        return "no date"
    return f"only known to be {'before' if incident.date_start is None else 'after'} a date"


def place_country(incident: Incident) -> Country | None:
    return country(incident.place.country_code) if incident.place else None


def by_role(incident: Incident, role: str) -> list[Actor]:
    return [actor for actor in incident.actors if actor.role == role]


@functools.lru_cache(maxsize=20_000)
def is_named(name: str) -> bool:
    """Whether an actor's words are a proper name rather than a description ("gunmen", "gendarmerie")."""
    return name != name.casefold() and any(
        mention.named and mention.entity in ("organisation", "group") for mention in find_actors(name)
    )


@functools.lru_cache(maxsize=20_000)
def group_name(words: str) -> str:
    """The group's own name within an actor's words, one for all its spellings: "fighters of Alder Front" -> "Alder
    Front"."""
    named = [m for m in find_actors(words) if m.named and m.entity in ("organisation", "group")]
    return max((m.head for m in named), key=len, default=words)


def is_police(name: str) -> bool:
    return any(word in name.casefold() for word in _POLICE)


def is_military(name: str) -> bool:
    return any(word in name.casefold() for word in _MILITARY)


def weapon_categories(incident: Incident, chronology: Chronology) -> tuple[str, ...]:
    """For each of the incident's weapons the category of records.WeaponMention: that of the rule that coded it
    ("weapon.mine" knows from its sentence that no coal mine is meant), else that of the words; "other" for none."""
    known = {
        str(s.attestation.value): s.attestation.annotator.removeprefix(_WEAPON_RULE).split("@")[0]
        for s in chronology.incident_attestations(incident)
        if s.attestation.field == "weapons" and s.attestation.annotator.startswith(_WEAPON_RULE)
    }
    return tuple(known.get(words) or _weapon_category(words) for words in incident.weapons)


@functools.lru_cache(maxsize=20_000)
def _weapon_category(words: str) -> str:
    found = find_weapons(words)
    return found[0].category if found else "other"


def own_id(text: str) -> int:
    """A stable number for a name of ours, above OWN_IDS, within 32 bits."""
    return OWN_IDS + zlib.crc32(text.encode()) % 2_000_000_000


def number_of(incident_id: str) -> int:
    """A stable number for an incident: its hexadecimal digits, exact in a double (48 bits), above OWN_IDS."""
    digits = incident_id.lstrip("i")
    try:
        return OWN_IDS + int(digits, 16)
    except ValueError:
        return own_id(incident_id)


def sources(incident: Incident, documents: dict[str, Document]) -> list[Document]:
    """The independent documents that tell of it, by publication: copies are left out, unless nothing else is there."""
    told_in = [documents[key] for key in incident.document_ids if key in documents]
    ordered = sorted(told_in, key=lambda d: (d.published or d.published_latest or dt.date.max, d.document_id))
    return [d for d in ordered if d.copy_of is None] or ordered


def outlet(document: Document) -> str:
    return document.outlet or document.input


def split_evenly(total: int, parts: int) -> list[int]:
    """Whole numbers that add up to `total`, as equal as they can be, the greater first.

    >>> split_evenly(7, 3)
    [3, 2, 2]
    """
    share, rest = divmod(total, parts)
    return [share + (n < rest) for n in range(parts)]


def in_words(counts: Counts) -> str:
    """ "9 to 12", "at least 24", "at most 3", or the one figure."""
    low, high = counts.low, counts.high
    if low is None or high is None:
        return f"at least {low}" if low is not None else f"at most {high}"
    return str(low) if low == high else f"{low} to {high}"


def statements_by_incident(chronology: Chronology) -> dict[str, list[Statement]]:
    """Incident id -> the statements that are about it, in the order of the chronology."""
    found: dict[str, list[Statement]] = {}
    for statement in chronology.ordered_statements():
        for incident_id in chronology.statement_incidents(statement):
            found.setdefault(incident_id, []).append(statement)
    return found


# What a schema may be able to say; each exporter names those it does say.
def unsaid(
    incident: Incident, chronology: Chronology, said: frozenset[str], stated: Mapping[str, Sequence[Statement]]
) -> Iterator[tuple[str, object]]:
    """Fields of the incident that hold a value and that a schema with the fields `said` cannot express.

    `stated` is what `statements_by_incident` gives.
    """
    for field in ("deaths", "injured", "detained", "abducted", "freed"):
        counts = getattr(incident, field)
        if counts is None:
            continue
        if field not in said:
            yield field, msgspec.to_builtins(counts)
        elif f"{field}.bounds" not in said and (counts.low, counts.high) != (counts.best, counts.best):
            yield f"{field}.bounds", msgspec.to_builtins(counts)
    values: list[tuple[str, object]] = [
        ("deaths_by_side", incident.deaths_by_side),
        ("seized", [msgspec.to_builtins(line) for line in incident.seized]),
        ("weapons", incident.weapons),
        ("links", incident.links),
        ("others", [actor.name for actor in by_role(incident, "other")]),
        ("status", incident.status if incident.status != "occurred" else None),
        ("differing values", sorted({entry.field for entry in incident.reconciled if entry.dissent})),
        ("quotes", sum(1 for _ in chronology.incident_attestations(incident))),
        ("statements", len(stated.get(incident.incident_id, ()))),
    ]
    for field, value in values:
        if value and field not in said:
            yield field, value


LOST = "the schema has no column for it"
