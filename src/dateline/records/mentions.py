"""Stretches of a document's text, by half-open code point offsets, and what they may mean."""

import datetime as dt

import msgspec

from dateline.records.values import ActorType, DatePrecision, Entity


class TimexValue(msgspec.Struct, frozen=True, kw_only=True):
    """What a time expression says before it is anchored.

    `kind` is "absolute" (year known), "partial" (day or month without year), "weekday", "relative" (offset from
    publication: yesterday, two days ago), "anaphoric" (offset from another incident: the same day, a week
    earlier), "holiday", "range", "duration", "set" or "vague". The remaining fields are filled as the kind needs:
    `offset_days` (earliest and latest day offset from the anchor), `weekday` (Monday is 0),
    `modifier` ("last", "this", "next", "early", "mid", "late", "since", "until", "ago", "earlier", "later", "same").

    `unit` ("hour", "day", "week", "weekend", "month", "quarter", "season", "year", "decade") with `amount`, the least
    and the greatest number of units from the anchor (-1 is last week), where the calendar and not a count of days
    decides; `year_offset` counts years from the anchor's year ("July last year": -1). `season` is "spring", "summer",
    "autumn" or "winter"; `part` a part of the day ("night", "dawn"); `holiday` a key of resolve.holidays, also beside
    a date that is called so. A range has
    `begin` and `end`, either None where open. `checks` names contradictions within the words ("no-such-date").
    """

    kind: str
    earliest: dt.date | None = None
    latest: dt.date | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    offset_days: tuple[int, int] | None = None
    modifier: str | None = None
    unit: str | None = None
    amount: tuple[int, int] | None = None
    year_offset: int | None = None
    season: str | None = None
    part: str | None = None
    holiday: str | None = None
    begin: "TimexValue | None" = None
    end: "TimexValue | None" = None
    precision: DatePrecision = "unknown"
    rule: str = ""
    checks: tuple[str, ...] = ()


class TimexMention(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression (TIMEX3): text[start:end]."""

    start: int
    end: int
    text: str
    value: TimexValue


class PlaceMention(msgspec.Struct, frozen=True, kw_only=True):
    """A toponym: text[start:end].

    `relation` is "in", "near", "between", "border", "direction" ("20 km south of X") or None;
    `kind` is "place", "demonym" (adjectival: "Dagestani") or "organisation" (nested in one: context only).
    `distance_km` where a distance is given. `added`: found only because a gazetteer of the user's has the name;
    `covers` are the mentions that stood there without it.
    """

    start: int
    end: int
    text: str
    kind: str = "place"
    relation: str | None = None
    distance_km: float | None = None
    dateline: bool = False
    added: bool = False
    covers: tuple["PlaceMention", ...] = ()


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """One gazetteer entry that a toponym may mean, with its score (0 to 1)."""

    geonameid: int
    name: str
    feature_code: str
    country_code: str | None
    country: str | None
    admin1: str | None
    latitude: float
    longitude: float
    population: int = 0
    score: float = 0.0


class ResolvedPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A toponym with all its candidates, best first; `best` is None where it abstains."""

    mention: PlaceMention
    best: Candidate | None
    candidates: tuple[Candidate, ...] = ()
    rule: str = ""


class CountMention(msgspec.Struct, frozen=True, kw_only=True):
    """A number in words or figures: "eleven", "at least 11", "dozens". Vague ones have bounds and no best."""

    start: int
    end: int
    text: str
    low: int | None
    best: int | None
    high: int | None
    rule: str = ""


class ActorMention(msgspec.Struct, frozen=True, kw_only=True):
    """People, groups, organisations or facilities: text[start:end], a noun phrase without determiner and number.

    `head` is the lower-cased singular head noun ("gunman", "policeman", "bus") or, for a name, the name itself.
    `type` is the neutral type (None where the words do not tell), `entity` individual, group, organisation or
    facility. `named`: a proper name rather than a description. `number` is how many, where the phrase says so.
    `loaded`: the source's loaded word where there is one ("bandits", "martyrs", "terrorists").
    """

    start: int
    end: int
    text: str
    head: str
    type: ActorType | None = None
    entity: Entity = "group"
    named: bool = False
    plural: bool = False
    number: CountMention | None = None
    loaded: str | None = None


class WeaponMention(msgspec.Struct, frozen=True, kw_only=True):
    """A weapon or means: text[start:end]; `category` is "bomb", "suicide vest", "car bomb", "mine", "grenade",
    "firearm", "artillery", "rocket", "missile", "drone", "aircraft", "blade", "fire", "chemical", "vehicle",
    "ammunition", "explosives", "blunt" or "other". `number` where the phrase gives one.
    """

    start: int
    end: int
    text: str
    category: str
    number: CountMention | None = None
