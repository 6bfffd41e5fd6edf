"""A small chronology of invented incidents in invented places, for the tests of exports and views."""

import datetime as dt
import hashlib
from typing import Any

from dateline.chronology.release import Chronology
from dateline.records import (
    Actor,
    Attestation,
    Counts,
    DateExtent,
    Dissent,
    Document,
    Failure,
    Incident,
    Place,
    Reconciled,
    Report,
    SeizedItem,
    Statement,
)

HERALD = """Blast at the mill in Fern Hill

Two workers died and five were hurt on Thursday when a bomb went off at the old mill in Fern Hill, the fire chief said.
Nobody has said who planted it. A day later, guards stopped a van on the Alder road and found
two crates of dynamite and an axe; the driver was held.

Since spring more than forty people have died in such attacks in the Dale, by the council's count."""

COURIER = """Three dead in mill explosion

Three labourers were destroyed by the explosion in Fern Hill on 3 July, a union speaker said. "We did not do this," the
Orchard League wrote. It promised to answer "every blow with two"."""

NORTH = "Вчера в городе прошёл дождь. Ничего не случилось."


def document(document_id: str, text: str, **values: Any) -> Document:
    return Document(
        document_id=document_id,
        input=values.pop("input", f"{document_id}.txt"),
        position=1,
        title=values.pop("title", text.splitlines()[0] if text else None),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        language=values.pop("language", "en"),
        **values,
    )


def attested(source: Document, field: str, value: Any, quote: str, **values: Any) -> Attestation:
    """An attestation whose quote is looked up in the document's text."""
    start = source.text.index(quote)
    return Attestation(
        field=field,
        value=value,
        quote=quote,
        start=start,
        end=start + len(quote),
        annotator=values.pop("annotator", "rule:invented@1"),
        **values,
    )


FERN_HILL = Place(
    name="Fern Hill",
    geonameid=900001,
    feature_code="PPL",
    admin1="The Dale",
    country="Northland",
    country_code="ZZ",
    latitude=48.5,
    longitude=44.25,
    precision="place",
)
THE_DALE = Place(
    name="The Dale",
    geonameid=900002,
    feature_code="ADM1",
    admin1="The Dale",
    country="Northland",
    country_code="ZZ",
    latitude=48.0,
    longitude=45.0,
    precision="admin1",
)
KENYA = Place(
    name="Kenya",
    country="Kenya",
    country_code="KE",
    latitude=1.0,
    longitude=38.0,
    precision="country",
    geonameid=192950,
)


def chronology() -> Chronology:
    """Four incidents (two reports that differ; foiled; told in passing; without a date), statements, a failure."""
    herald = document("d1", HERALD, outlet="The Fern Hill Herald", published=dt.date(2014, 7, 5), author="A. Writer")
    courier = document(
        "d2", COURIER, outlet="Courier", published_earliest=dt.date(2014, 7, 3), url="https://courier.example/mill"
    )
    north = document("d3", NORTH, language="ru", title=None, input="дождь.txt")
    mill = Report(
        report_id="r1",
        document_id="d1",
        position=1,
        spans=((31, 150),),
        summary="Blast in Fern Hill: 2 dead, 5 injured",
        event_type="Explosions/Remote violence",
        sub_event_type="Remote explosive/landmine/IED",
        date=DateExtent(earliest=dt.date(2014, 7, 3), latest=dt.date(2014, 7, 3), precision="day", rule="weekday.past"),
        place=FERN_HILL,
        deaths=Counts(low=2, best=2, high=2),
        injured=Counts(low=5, best=5, high=5),
        actors=(Actor(role="target", name="workers", type="civilians", number=2, effect="death"),),
        weapons=("bomb",),
        attestations=(
            attested(herald, "deaths.best", 2, "Two workers died", attributed_to="the fire chief"),
            attested(herald, "injured.best", 5, "five were hurt", attributed_to="the fire chief"),
            attested(herald, "date_start", "2014-07-03", "on Thursday"),
            attested(herald, "place.name", "Fern Hill", "in Fern Hill,"),
            attested(herald, "weapons", "bomb", "a bomb"),
        ),
    )
    union = Report(
        report_id="r2",
        document_id="d2",
        position=1,
        spans=((30, 120),),
        summary="Explosion in Fern Hill: 3 dead",
        event_type="Explosions/Remote violence",
        sub_event_type=None,
        date=DateExtent(earliest=dt.date(2014, 7, 3), latest=dt.date(2014, 7, 3), precision="day", rule="absolute.day"),
        place=FERN_HILL,
        deaths=Counts(low=3, best=3, high=3),
        attestations=(
            attested(
                courier,
                "deaths.best",
                3,
                "Three labourers were destroyed",
                attributed_to="a union speaker",
                certainty="hedged",
                loaded="destroyed",
            ),
        ),
    )
    van = Report(
        report_id="r3",
        document_id="d1",
        position=2,
        spans=((190, 330),),
        summary="Van stopped on the Alder road",
        event_type="Strategic developments",
        sub_event_type="Disrupted weapons use",
        status="foiled",
        date=DateExtent(
            earliest=dt.date(2014, 7, 4),
            latest=dt.date(2014, 7, 5),
            precision="week",
            rule="relative.incident",
            checks=("weekday-mismatch",),
        ),
        place=THE_DALE,
        detained=Counts(low=1, best=1, high=1),
        seized=(SeizedItem(item="crates of dynamite", number=2), SeizedItem(item="axe", number=1)),
        attestations=(
            attested(herald, "seized", "crates of dynamite", "two crates of dynamite"),
            attested(herald, "detained.best", 1, "the driver was held"),
            attested(herald, "date_start", "2014-07-04", "A day later"),
        ),
    )
    spring = Report(
        report_id="r4",
        document_id="d1",
        position=3,
        spans=((331, 430),),
        summary="More than forty dead since spring",
        event_type="Violence against civilians",
        sub_event_type="Attack",
        background=True,
        date=DateExtent(rule="none"),
        place=KENYA,
        deaths=Counts(low=40),
        attestations=(attested(herald, "deaths.low", 40, "more than forty people have died"),),
    )
    league = Report(
        report_id="r5",
        document_id="d2",
        position=2,
        spans=((150, 220),),
        summary="Unspecified act",
        event_type=None,
        sub_event_type=None,
        status="alleged",
        date=DateExtent(rule="none"),
        attestations=(attested(courier, "status", "alleged", 'We did not do this,"'),),
    )
    reports = {report.report_id: report for report in (mill, union, van, spring, league)}
    return Chronology(
        documents=(north, courier, herald),
        incidents=(
            Incident(
                incident_id="i0000000000a4",
                report_ids=("r5",),
                document_ids=("d2",),
                summary="Unspecified act",
                event_type=None,
                sub_event_type=None,
                status="alleged",
                background=False,
                date_start=None,
                date_end=None,
                date_precision="unknown",
                place=None,
            ),
            Incident(
                incident_id="i0000000000a1",
                report_ids=("r1", "r2"),
                document_ids=("d1", "d2"),
                summary="Blast in Fern Hill: 2 dead, 5 injured",
                event_type="Explosions/Remote violence",
                sub_event_type="Remote explosive/landmine/IED",
                status="occurred",
                background=False,
                date_start="2014-07-03",
                date_end="2014-07-03",
                date_precision="day",
                place=FERN_HILL,
                deaths=Counts(low=2, best=2, high=3),
                injured=Counts(low=5, best=5, high=5),
                deaths_by_side={"civilians": 2},
                actors=(Actor(role="target", name="workers", type="civilians", number=2, effect="death"),),
                weapons=("bomb",),
                links=(("series", "i0000000000a2"),),
                reconciled=(
                    Reconciled(
                        field="deaths.best",
                        value=2,
                        policy="ucdp",
                        report_ids=("r1",),
                        dissent=(Dissent(report_id="r2", value=3),),
                    ),
                    Reconciled(field="place.name", value="Fern Hill", policy="most precise", report_ids=("r1", "r2")),
                ),
            ),
            Incident(
                incident_id="i0000000000a2",
                report_ids=("r3",),
                document_ids=("d1",),
                summary="Van stopped on the Alder road",
                event_type="Strategic developments",
                sub_event_type="Disrupted weapons use",
                status="foiled",
                background=False,
                date_start="2014-07-04",
                date_end="2014-07-05",
                date_precision="week",
                place=THE_DALE,
                detained=Counts(low=1, best=1, high=1),
                seized=(SeizedItem(item="crates of dynamite", number=2), SeizedItem(item="axe", number=1)),
            ),
            Incident(
                incident_id="i0000000000a3",
                report_ids=("r4",),
                document_ids=("d1",),
                summary="More than forty dead since spring",
                event_type="Violence against civilians",
                sub_event_type="Attack",
                status="occurred",
                background=True,
                date_start=None,
                date_end="2014-07-05",
                date_precision="unknown",
                place=KENYA,
                deaths=Counts(low=40),
            ),
        ),
        reports=reports,
        statements=(
            Statement(
                statement_id="s2",
                document_id="d2",
                kind="threat",
                speaker="Orchard League",
                quote='answer "every blow with two"',
                start=COURIER.index('answer "every'),
                end=COURIER.index('answer "every') + len('answer "every blow with two"'),
                annotator="rule:invented@1",
            ),
            Statement(
                statement_id="s1",
                document_id="d2",
                kind="denial",
                speaker="Orchard League",
                quote="We did not do this",
                start=COURIER.index("We did not do this"),
                end=COURIER.index("We did not do this") + len("We did not do this"),
                report_ids=("r2",),
                annotator="rule:invented@1",
            ),
        ),
        report_incident={
            "r1": "i0000000000a1",
            "r2": "i0000000000a1",
            "r3": "i0000000000a2",
            "r4": "i0000000000a3",
            "r5": "i0000000000a4",
        },
        skipped={"d3": "language: ru"},
        failures=(Failure(input="torn.pdf", stage="read", error="UnreadableInput", message="the file ends too early"),),
        policy="ucdp",
        tool="dateline 0.0-test",
    )
