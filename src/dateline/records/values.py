"""Values that a slot can take, and the attestation that carries one."""

import datetime as dt
from typing import Any, Literal

import msgspec

Certainty = Literal["asserted", "hedged", "denied"]
DatePrecision = Literal["day", "week", "month", "year", "unknown"]
PlacePrecision = Literal["exact", "near", "place", "admin2", "admin1", "country", "unknown"]
Side = Literal["civilians", "state forces", "armed group", "attackers", "unknown"]
Status = Literal["occurred", "attempted", "foiled", "threatened", "alleged"]
Role = Literal["perpetrator", "target", "other"]
ActorType = Literal[
    "state forces",
    "rebel group",
    "political militia",
    "identity militia",
    "rioters",
    "protesters",
    "civilians",
    "external/other forces",
    "unidentified armed group",
]
Entity = Literal["individual", "group", "organisation", "facility"]

PRECISIONS_DATE: tuple[str, ...] = ("day", "week", "month", "year", "unknown")
PRECISIONS_PLACE: tuple[str, ...] = ("exact", "near", "place", "admin2", "admin1", "country", "unknown")
SIDES: tuple[str, ...] = ("civilians", "state forces", "armed group", "attackers", "unknown")
EVENT_TYPES: dict[str, tuple[str, ...]] = {
    "Battles": ("Armed clash", "Government regains territory", "Non-state actor overtakes territory"),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Protests": ("Peaceful protest", "Protest with intervention", "Excessive force against protesters"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
}
"""ACLED's event types with their sub-event types (Codebook of 2023)."""
STATEMENT_KINDS: tuple[str, ...] = ("claim_of_responsibility", "denial", "threat", "demand", "prediction")
COUNT_FIELDS: tuple[str, ...] = ("deaths", "injured", "detained", "abducted", "freed")


class Attestation(msgspec.Struct, frozen=True, kw_only=True):
    """One coded value with the quote that supports it, who said so, and how sure they were.

    `field` is dotted as in the contract ("deaths.best", "place.name"); `quote` is
    `document.text[start:end]`, half-open, in code points. `attributed_to` is the
    speaker, or None: the document itself. `annotator` names the rule, model or person
    ("rule:casualty.passive@1"). `loaded` is the source's loaded word where the neutral
    code replaced one ("destroyed" for a death).
    """

    field: str
    value: Any
    quote: str
    start: int
    end: int
    attributed_to: str | None = None
    certainty: Certainty = "asserted"
    annotator: str
    confidence: float | None = None
    loaded: str | None = None


class DateExtent(msgspec.Struct, frozen=True, kw_only=True):
    """The interval an incident lies in, both ends included; None: not bounded on that side.

    `rule` names how it was reached ("absolute.day", "weekday.past", "relative.incident").
    `checks` names contradictions found in the text, never repaired ("weekday-mismatch").
    """

    earliest: dt.date | None = None
    latest: dt.date | None = None
    precision: DatePrecision = "unknown"
    rule: str
    checks: tuple[str, ...] = ()


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where: the gazetteer's entry, or a bare name with precision "unknown" where it has none.

    Coordinates are WGS 84 degrees. Country and admin-1 entries keep precision "country" and
    "admin1": their coordinates are a label point, never the site of the incident.
    """

    name: str
    geonameid: int | None = None
    feature_code: str | None = None
    admin1: str | None = None
    country: str | None = None
    country_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: PlacePrecision = "unknown"


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """Low <= best <= high (UCDP). None: no source gives that figure; unknown is never zero."""

    low: int | None = None
    best: int | None = None
    high: int | None = None

    def __post_init__(self) -> None:
        given = [n for n in (self.low, self.best, self.high) if n is not None]
        if given != sorted(given) or any(n < 0 for n in given):
            raise ValueError(f"counts must satisfy 0 <= low <= best <= high, got {self.low}, {self.best}, {self.high}")


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who, in which role. `name` is the words of the text; `type` is neutral and the same for every side.

    `entity` keeps MUC's distinction (individual, group of people, organisation, facility), `effect` what
    befell a target ("death", "injury", "detained", "abducted", "damage"), `number` how many they were.
    """

    role: Role
    name: str
    type: ActorType | None = None
    entity: Entity | None = None
    effect: str | None = None
    number: int | None = None
    aliases: tuple[str, ...] = ()


class SeizedItem(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an inventory of seized or found arms: item in the text's words, number where given."""

    item: str
    number: int | None = None
