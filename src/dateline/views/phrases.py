"""Codes in plain neutral English: dates, places, figures, people. Words of a source stand in quotation marks."""

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from dateline.records import Actor, Counts, Document, Incident, Place, SeizedItem

COUNT_LABELS: dict[str, str] = {
    "deaths": "Deaths",
    "injured": "Injured",
    "detained": "Detained",
    "abducted": "Abducted",
    "freed": "Freed",
}

PLACE_PRECISION: dict[str, str] = {
    "exact": "the site is known",
    "near": "near this place",
    "place": "the town or village is known",
    "admin2": "only the district is known",
    "admin1": "only the region is known",
    "country": "only the country is known",
    "unknown": "not located",
}

STATEMENT_LABELS: dict[str, str] = {
    "claim_of_responsibility": "Claims of responsibility",
    "denial": "Denials",
    "threat": "Threats",
    "demand": "Demands",
    "prediction": "Predictions",
}

_FIELD_LABELS: dict[str, str] = {
    "event_type": "Type",
    "sub_event_type": "Sub-type",
    "status": "Status",
    "date_start": "Date",
    "date_end": "Date",
    "place": "Place",
    "place.name": "Place",
    "deaths_by_side": "Deaths by side",
    "seized": "Seized",
    "actors": "Actor",
    "weapons": "Weapon",
    **COUNT_LABELS,
}

# Names that the coder gives where the text has none: not the source's words.
_PLACEHOLDERS = frozenset(("not named",))

STATUS_WORDS: dict[str, str] = {
    "occurred": "reported to have happened",
    "attempted": "reported as attempted",
    "foiled": "reported as foiled",
    "threatened": "threatened, not reported to have happened",
    "alleged": "alleged",
}


def one_line(text: str) -> str:
    """The text with every run of white space as one space: quotes from hard-wrapped pages read as sentences."""
    return " ".join(text.split())


def quoted(text: str) -> str:
    """Words of a source, marked as such."""
    return f"“{one_line(text)}”"


def number(value: int) -> str:
    """A figure with a thin space between thousands from five digits on: 1100, 24 000."""
    return f"{value:,}".replace(",", "\u202f") if abs(value) >= 10_000 else str(value)


def day_words(day: dt.date | str) -> str:
    """3 July 2014. A text that is no ISO date comes back as it is."""
    if isinstance(day, str):
        try:
            return day_words(dt.date.fromisoformat(day[:10]))
        except ValueError:
            return day
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def interval_words(start: str | None, end: str | None) -> str:
    """An interval in words, both ends included.

    >>> interval_words("2014-07-03", "2014-07-03")
    'on 3 July 2014'
    >>> interval_words("2014-07-01", "2014-07-31")
    'in July 2014'
    >>> interval_words("2014-07-03", "2014-07-05")
    'between 3 and 5 July 2014'
    >>> interval_words(None, "2014-07-05")
    'on or before 5 July 2014'
    """
    if start is None and end is None:
        return "date not known"
    if start is None:
        return f"on or before {day_words(end or '')}"
    if end is None:
        return f"on or after {day_words(start)}"
    first, last = dt.date.fromisoformat(start[:10]), dt.date.fromisoformat(end[:10])
    if first == last:
        return f"on {day_words(first)}"
    whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if whole and (first.year, first.month) == (last.year, last.month):
        return f"in {calendar.month_name[first.month]} {first.year}"
    if whole and first.month == 1 and last.month == 12:
        return f"in {first.year}" if first.year == last.year else f"between {first.year} and {last.year}"
    if whole and first.year == last.year:
        return f"between {calendar.month_name[first.month]} and {calendar.month_name[last.month]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"between {first.day} and {day_words(last)}"
    if first.year == last.year:
        return f"between {first.day} {calendar.month_name[first.month]} and {day_words(last)}"
    return f"between {day_words(first)} and {day_words(last)}"


def interval_value(start: str | None, end: str | None) -> str:
    """As interval_words, without the "on" of a single day."""
    words = interval_words(start, end)
    return words[3:] if start is not None and start == end else words


def interval_short(start: str | None, end: str | None) -> str:
    """An interval for tables and links.

    >>> interval_short("2014-07-03", "2014-07-05"), interval_short("2014-07-03", "2014-08-05")
    ('3–5 Jul 2014', '3 Jul–5 Aug 2014')
    """
    if start is None or end is None:
        return interval_words(start, end)
    first, last = dt.date.fromisoformat(start[:10]), dt.date.fromisoformat(end[:10])
    months = calendar.month_abbr
    tail = f"{last.day} {months[last.month]} {last.year}"
    if first == last:
        return tail
    if first.year != last.year:
        return f"{first.day} {months[first.month]} {first.year}–{tail}"
    if first.month != last.month:
        return f"{first.day} {months[first.month]}–{tail}"
    whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    return f"{months[last.month]} {last.year}" if whole else f"{first.day}–{tail}"


def published_words(document: Document) -> str:
    """When the document was published, or what bounds it."""
    if document.published is not None:
        return f"published {day_words(document.published)}"
    early, late = document.published_earliest, document.published_latest
    if early and late:
        return f"date of publication not given; by its own words between {day_words(early)} and {day_words(late)}"
    if early:
        return f"date of publication not given; by its own words not before {day_words(early)}"
    if late:
        return f"date of publication not given; by its own words not after {day_words(late)}"
    return "date of publication not known"


def date_words(incident: Incident, documents: tuple[Document, ...] = ()) -> str:
    """The incident's date with its precision; where it has none, what its documents' dates allow."""
    words = interval_words(incident.date_start, incident.date_end)
    if incident.date_start is not None or incident.date_end is not None:
        return words
    early = [day for d in documents if (day := d.published or d.published_earliest)]
    late = [day for d in documents if (day := d.published or d.published_latest)]
    if early and len(documents) == 1 and documents[0].published:
        return f"{words}; reported on {day_words(early[0])}"
    if late and len(late) == len(documents):
        return f"{words}; reported by {day_words(min(late))}"
    if early:
        return f"{words}; published not before {day_words(min(early))}"
    return words


def place_words(place: Place | None) -> str:
    """The place with the areas that hold it, worded by its precision.

    >>> place_words(Place(name="Fern Hill", admin1="Dale", country="Northland", precision="near"))
    'near Fern Hill, Dale, Northland'
    """
    if place is None:
        return "place not known"
    parts: list[str] = []
    for part in (place.name, place.admin1, place.country):
        if part and part not in parts:
            parts.append(part)
    name = ", ".join(parts)
    if place.precision in ("country", "admin1", "admin2"):
        return f"somewhere in {name}"
    if place.precision == "near":
        return f"near {name}"
    return name


def counts_words(counts: Counts | None) -> str | None:
    """Figures with their bounds; None where there is none.

    >>> counts_words(Counts(low=10, best=11, high=12))
    '11 (low 10, high 12)'
    >>> counts_words(Counts(low=24))
    'at least 24'
    """
    if counts is None:
        return None
    low, best, high = counts.low, counts.best, counts.high
    if best is not None:
        bounds = [f"{word} {number(n)}" for word, n in (("low", low), ("high", high)) if n is not None and n != best]
        return number(best) + (f" ({', '.join(bounds)})" if bounds else "")
    if low is not None and high is not None:
        return f"{number(low)} to {number(high)}"
    if low is not None:
        return f"at least {number(low)}"
    if high is not None:
        return f"at most {number(high)}"
    return None


def actor_words(actor: Actor) -> str:
    """An actor in the words of the source, with the neutral type and what befell them."""
    notes: list[str] = [actor.type or "type not told"]
    if actor.number is not None:
        notes.append(f"number {number(actor.number)}")
    if actor.effect:
        notes.append(actor.effect)
    name = actor.name if actor.name in _PLACEHOLDERS else quoted(actor.name)
    return f"{name} ({'; '.join(notes)})"


def seized_words(line: SeizedItem) -> str:
    return quoted(line.item) if line.number is None else f"{number(line.number)} × {quoted(line.item)}"


def type_words(incident: Incident) -> str:
    """ACLED's neutral names, the sub-type first."""
    if incident.sub_event_type and incident.event_type and incident.sub_event_type != incident.event_type:
        return f"{incident.sub_event_type} ({incident.event_type})"
    return incident.sub_event_type or incident.event_type or "Type not told"


def field_label(field: str) -> str:
    """A contract field as a heading: "deaths.best" -> "Deaths"."""
    slot = field.partition(".")[0]
    return _FIELD_LABELS.get(field) or _FIELD_LABELS.get(slot) or field.replace("_", " ").replace(".", " ")


def value_words(value: Any) -> str:
    """Any coded value as words."""
    if value is None:
        return "not given"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return number(value)
    if isinstance(value, msgspec.Struct):
        value = msgspec.to_builtins(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {value_words(part)}" for key, part in value.items() if part not in (None, (), [], ""))
    if isinstance(value, list | tuple):
        return ", ".join(value_words(part) for part in value)
    text = one_line(str(value))
    if text.count("/") == 1:
        ends = [None if end == ".." else end for end in text.split("/")]
        if all(end is None or _is_day(end) for end in ends):
            return interval_value(ends[0], ends[1])
    return day_words(text) if _is_day(text) else text


def _is_day(text: str) -> bool:
    if len(text) != 10:
        return False
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def attested_words(field: str, value: Any) -> str:
    """The value of one attestation: ids as they are, an inventory line as number and item."""
    if field.endswith("geonameid"):
        return str(value)
    if isinstance(value, Mapping) and "item" in value:
        count, item = value.get("number"), one_line(str(value["item"]))
        return item if count is None else f"{number(count)} × {item}"
    return value_words(value)


def coded_words(values: Sequence[tuple[str, Any]]) -> str:
    """What one quote was coded as, told once: equal bounds of a figure or a date are one value.

    >>> coded_words([("deaths.low", 2), ("deaths.best", 2), ("deaths.high", 2), ("status", "occurred")])
    'deaths 2, status occurred'
    >>> coded_words([("date_start", "2014-07-01"), ("date_end", "2014-07-31"), ("place.geonameid", 5)])
    'date in July 2014, place 5'
    """
    slots: dict[str, dict[str, Any]] = {}
    for field, value in values:
        slot, _, part = ("date", "", field) if field in ("date_start", "date_end") else field.partition(".")
        slots.setdefault(f"{slot}.{part}" if slot == "actors" else slot, {})[part] = value
    out = []
    for slot, parts in slots.items():
        if slot == "date":
            out.append("date " + interval_value(_text(parts.get("date_start")), _text(parts.get("date_end"))))
        elif slot == "place":
            out.append("place " + attested_words("place.geonameid", parts.get("name", next(iter(parts.values())))))
        elif len(parts) > 1 and len({str(value) for value in parts.values()}) == 1:
            out.append(f"{slot} {attested_words(slot, next(iter(parts.values())))}")
        else:
            name = _SLOT_WORDS.get(slot, slot.rpartition(".")[2].replace("_", " "))
            out += [
                f"{name}{_PART_WORDS.get(part, f' {part}')} {attested_words(slot, value)}"
                if part and not slot.endswith(part)
                else f"{name} {attested_words(slot, value)}"
                for part, value in parts.items()
            ]
    return ", ".join(out)


_SLOT_WORDS = {"event_type": "type", "sub_event_type": "sub-type", "weapons": "weapon"}
_PART_WORDS = {"best": "", "low": " at least", "high": " at most", "other": ", another figure:"}


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def source_words(document: Document | None) -> str:
    """Outlet and date of a document, short: for "according to"."""
    if document is None:
        return "a document that is no longer stored"
    name = publisher(document) or document.input
    return f"{one_line(name)}, {day_words(document.published)}" if document.published else one_line(name)


def publisher(document: Document) -> str:
    """Outlet, else author; empty where neither is known."""
    return document.outlet or document.author or ""


def document_title(document: Document) -> str:
    return one_line(document.title) if document.title and document.title.strip() else "untitled"
