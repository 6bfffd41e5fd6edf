"""Reports and chronologies of invented incidents, for the tests of other people's schemas."""

import datetime as dt
from typing import Any

import invented
from dateline.chronology.release import Chronology
from dateline.incidents.context import report_context
from dateline.incidents.reconcile import reconcile
from dateline.records import Actor, Counts, DateExtent, Document, Place, Report

GARISSA = Place(
    name="Garissa",
    geonameid=197745,
    feature_code="PPLA",
    admin1="Garissa",
    country="Kenya",
    country_code="KE",
    latitude=-0.45,
    longitude=39.65,
    precision="place",
)
DAY = dt.date(2016, 5, 1)
GROUP = Actor(role="perpetrator", name="Alder Front", type="rebel group", entity="organisation")
PEOPLE = Actor(role="target", name="market women", type="civilians", entity="group", effect="death")


def told(number: int, deaths: Counts | None, **values: Any) -> tuple[Document, Report]:
    """One document, published `number` days after the event, with one report of it."""
    words = values.pop("words", "People were killed at the market of Garissa by the Alder Front.")
    source = invented.document(
        f"d{number}", f"{words} ({number})", outlet=f"Paper {number}", published=DAY + dt.timedelta(number)
    )
    defaults: dict[str, Any] = {
        "event_type": "Violence against civilians",
        "sub_event_type": "Attack",
        "date": DateExtent(earliest=DAY, latest=DAY, precision="day", rule="absolute.day"),
        "place": GARISSA,
        "actors": (GROUP, PEOPLE),
    }
    quote = values.pop("quote", words.split(" at ")[0])
    return source, Report(
        report_id=f"r{number}",
        document_id=f"d{number}",
        position=1,
        spans=((0, len(words)),),
        summary="Attack",
        deaths=deaths,
        attestations=(invented.attested(source, "deaths.best", deaths.best if deaths else None, quote),),
        **(defaults | values),
    )


def chronology_of(*groups: list[tuple[Document, Report]], **values: Any) -> Chronology:
    """Each group of documents tells of one incident."""
    documents = {d.document_id: d for group in groups for d, _ in group}
    incidents, of = [], {}
    for n, group in enumerate(groups):
        identity = f"i{n + 1:012x}"
        incidents.append(reconcile(identity, [report_context(r, d) for d, r in group], policy="ucdp"))
        of |= {r.report_id: identity for _, r in group}
    return Chronology(
        documents=tuple(documents.values()),
        incidents=tuple(incidents),
        reports={r.report_id: r for group in groups for _, r in group},
        report_incident=of,
        tool="dateline 0.0-test",
        **values,
    )


def exact(number: int) -> Counts:
    return Counts(low=number, best=number, high=number)
