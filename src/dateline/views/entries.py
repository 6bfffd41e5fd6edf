"""One incident laid out for reading, whatever the format: facts in words, where reports differ, sources with quotes."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dateline.chronology.release import Chronology
from dateline.records import COUNT_FIELDS, Attestation, Document, Incident, Report
from dateline.views import phrases

# Weapon names that are our codes; any other name is the source's wording and is quoted.
_WEAPON_CODES = frozenset(
    (
        *("bomb", "suicide vest", "car bomb", "mine", "grenade", "firearm", "artillery", "rocket", "missile", "drone"),
        *("aircraft", "blade", "fire", "chemical", "vehicle", "ammunition", "explosives", "blunt", "other"),
    )
)

_ROLES = (("perpetrator", "Perpetrators, as reported"), ("target", "Targets, as reported"), ("other", "Others named"))

_LINKS = {
    "series": "part of a series with",
    "follow-up": "follows",
    "retaliation": "said to be in retaliation for",
    "same cell": "ascribed to the same group as",
    "claimed by": "claimed together with",
    "related": "related to",
}


class Fact(NamedTuple):
    """One labelled line, or list of lines, of an entry."""

    label: str
    lines: tuple[str, ...]


class Source(NamedTuple):
    """What one document attests of the incident; `document` is None where it is no longer stored.

    `repeats`: a copy of a document told before, with the very same quotes, which need not be read twice.
    """

    document_id: str
    document: Document | None
    attestations: tuple[Attestation, ...]
    repeats: bool = False


class Related(NamedTuple):
    """A typed link to another incident."""

    words: str
    incident_id: str


class Entry(NamedTuple):
    """An incident, ready to be written in any format; every text still unescaped."""

    incident: Incident
    date: str
    place: str
    place_note: str | None
    type: str
    status: str | None
    facts: tuple[Fact, ...]
    differences: tuple[str, ...]
    sources: tuple[Source, ...]
    related: tuple[Related, ...]


def entry(incident: Incident, chronology: Chronology, documents: Mapping[str, Document]) -> Entry:
    """Lay out one incident; `documents` by id."""
    told_in = tuple(documents[i] for i in incident.document_ids if i in documents)
    reports = chronology.incident_reports(incident)
    precision = incident.place.precision if incident.place else "unknown"
    return Entry(
        incident=incident,
        date=phrases.date_words(incident, told_in),
        place=phrases.place_words(incident.place),
        place_note=phrases.PLACE_PRECISION[precision] if incident.place and precision != "place" else None,
        type=phrases.type_words(incident),
        status=None if incident.status == "occurred" else phrases.STATUS_WORDS[incident.status],
        facts=tuple(_facts(incident, reports, documents)),
        differences=tuple(_differences(incident, chronology, documents)),
        sources=tuple(_sources(reports, documents)),
        related=tuple(Related(_LINKS.get(kind, kind.replace("_", " ")), other) for kind, other in incident.links),
    )


def _facts(incident: Incident, reports: tuple[Report, ...], documents: Mapping[str, Document]) -> Iterable[Fact]:
    for role, label in _ROLES:
        actors = tuple(dict.fromkeys(phrases.actor_words(a) for a in incident.actors if a.role == role))
        if actors:
            yield Fact(label, actors)
    for field in COUNT_FIELDS:
        words = phrases.counts_words(getattr(incident, field))
        if words:
            told = _according_to(field, reports, documents)
            line = told if told.startswith(f"{words} according") and ";" not in told else f"{words}: {told}"
            yield Fact(phrases.COUNT_LABELS[field], (line if told else words,))
        if field == "deaths" and incident.deaths_by_side:
            sides = (f"{side} {phrases.number(n)}" for side, n in incident.deaths_by_side.items())
            yield Fact("Deaths by side", (", ".join(sides),))
    if incident.weapons:
        # Codes are in lower case; what stands in quotation marks is as the source spells it.
        spelt = {a.quote.casefold(): a.quote for r in reports for a in r.attestations if a.field == "weapons"}
        weapons = (
            phrases.quoted(spelt[w.casefold()]) if w not in _WEAPON_CODES and w.casefold() in spelt else w
            for w in dict.fromkeys(incident.weapons)
        )
        yield Fact("Weapons, as reported", (", ".join(weapons),))
    if incident.seized:
        yield Fact("Seized or found, as reported", tuple(phrases.seized_words(line) for line in incident.seized))
    checks = dict.fromkeys(check for report in reports for check in report.date.checks)
    if checks:
        yield Fact("Check", tuple(_CHECKS.get(check, check.replace("-", " ")) for check in checks))


_CHECKS = {"weekday-mismatch": "the weekday that the text gives does not fall on the date that it gives"}


def _according_to(field: str, reports: tuple[Report, ...], documents: Mapping[str, Document]) -> str:
    """Who gives which figure: "11 according to “police” (The Herald, 3 July 2014)"; equal ones told once."""
    told: dict[str, list[str]] = {}
    for report in reports:
        for attestation in _figures(field, report.attestations):
            words = _BOUND_WORDS.get(attestation.field.rpartition(".")[2], "") + phrases.value_words(attestation.value)
            if attestation.certainty == "hedged":
                words += " (not certain)"
            elif attestation.certainty == "denied":
                words += " (denied)"
            source = phrases.source_words(documents.get(report.document_id))
            voice = f"{phrases.quoted(attestation.attributed_to)} ({source})" if attestation.attributed_to else source
            voices = told.setdefault(words, [])
            if voice not in voices:
                voices.append(voice)
    return "; ".join(f"{words} according to {_listed(voices)}" for words, voices in told.items())


_BOUND_WORDS = {"low": "at least ", "high": "at most ", "other": "in part "}


def _figures(field: str, attestations: Iterable[Attestation]) -> list[Attestation]:
    """The attestations of a count that say most: best figures, bounds where there are none; partial figures last."""
    given = [a for a in attestations if a.field == field or a.field.startswith(field + ".")]
    best = [a for a in given if a.field in (field, f"{field}.best")]
    bounds = [a for a in given if a.field.endswith((".low", ".high"))]
    return [*(best or bounds), *(a for a in given if a.field == f"{field}.other")]


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def _differences(incident: Incident, chronology: Chronology, documents: Mapping[str, Document]) -> Iterable[str]:
    """One sentence for every value on which reports differ; the two ends of a date are one value."""
    seen: set[str] = set()
    for reconciled in incident.reconciled:
        if not reconciled.dissent:
            continue
        label = phrases.field_label(reconciled.field)
        others: dict[str, list[str]] = {}
        for dissent in reconciled.dissent:
            voices = others.setdefault(phrases.value_words(dissent.value), [])
            source = _report_source(dissent.report_id, chronology, documents)
            if source not in voices:
                voices.append(source)
        told = "; ".join(f"{value} according to {_listed(voices)}" for value, voices in others.items())
        key = f"{label}|{told}"
        if key in seen:
            continue
        seen.add(key)
        value = reconciled.value
        if reconciled.field in ("date_start", "date_end"):
            value = phrases.interval_value(incident.date_start, incident.date_end)
        kept = dict.fromkeys(_report_source(i, chronology, documents) for i in reconciled.report_ids)
        supported = f" according to {_listed(list(kept))}" if kept else ""
        yield (
            f"{label}: {phrases.value_words(value)}{supported}; {told}. "
            f"The first is kept under the rule “{reconciled.policy}”."
        )


def _report_source(report_id: str, chronology: Chronology, documents: Mapping[str, Document]) -> str:
    report = chronology.reports.get(report_id)
    return phrases.source_words(documents.get(report.document_id) if report else None)


def _sources(reports: tuple[Report, ...], documents: Mapping[str, Document]) -> Iterable[Source]:
    by_document: dict[str, list[Attestation]] = {}
    for report in reports:
        by_document.setdefault(report.document_id, []).extend(report.attestations)
    told: dict[str, list[str]] = {}
    for document_id, attestations in by_document.items():
        attestations.sort(key=lambda a: (a.start, a.end, a.field))
        document = documents.get(document_id)
        quotes = [attestation.quote for attestation in attestations]
        repeats = document is not None and document.copy_of is not None and told.get(document.copy_of) == quotes
        told[document_id] = quotes
        yield Source(document_id, document, tuple(attestations), repeats)
