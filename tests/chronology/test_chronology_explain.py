"""Where a value comes from, and which incidents a reader asks for."""

import datetime as dt

import pytest

from dateline.chronology.explain import explain, report_value, values
from dateline.chronology.release import Chronology
from dateline.chronology.selection import select
from dateline.documents import from_text
from dateline.errors import NotFoundError, UsageError
from dateline.incidents.context import report_context
from dateline.incidents.reconcile import reconcile
from dateline.records import EVENT_TYPES, Actor, Incident
from fake_coder import code_document


def told_by(*texts: str, incident_id: str = "i1") -> tuple[Chronology, Incident]:
    """One incident that the first line of each text tells of."""
    documents = [
        from_text(text, input=f"{n}.txt", language="en", published=dt.date(2015, 3, 9), outlet=f"Paper {n}")
        for n, text in enumerate(texts)
    ]
    reports = [code_document(document).reports[0] for document in documents]
    contexts = [report_context(report, document) for report, document in zip(reports, documents, strict=True)]
    incident = reconcile(incident_id, contexts)
    chronology = Chronology(
        documents=tuple(documents),
        incidents=(incident,),
        reports={report.report_id: report for report in reports},
        report_incident={report.report_id: incident_id for report in reports},
    )
    return chronology, incident


def test_a_value_names_its_policy_its_reports_and_those_that_differ() -> None:
    line = "2015-03-02 Taraz: {} killed."
    chronology, incident = told_by(line.format(4), line.format(4), line.format(7))
    why = explain(chronology, incident, "deaths.best")
    assert (why.value, why.policy) == (4, "ucdp")
    assert sorted(e.value for e in why.evidence) == [4, 4, 7]
    assert [d.value for d in why.dissent] == [7]
    for evidence in why.evidence:
        (attestation,) = evidence.attestations
        assert evidence.document.text[attestation.start : attestation.end] == str(evidence.value)


def test_a_group_of_values_names_a_policy_for_each() -> None:
    chronology, incident = told_by("2015-03-02 Taraz: 4 killed.")
    why = explain(chronology, incident, "deaths")
    assert why.policy == "deaths.low: least of all; deaths.best: ucdp; deaths.high: greatest of all"
    assert why.value == {"low": 4, "best": 4, "high": 4}


@pytest.mark.parametrize(
    ("field", "policy"),
    [
        ("date", "intersection"),
        ("place.latitude", "most precise"),
        ("actors", "joined"),
        ("background", "every report"),
    ],
)
def test_what_no_policy_chose_says_how_it_came_about(field: str, policy: str) -> None:
    chronology, incident = told_by("2015-03-02 Taraz: 4 killed.", "2015-03-02 Taraz: 5 killed.")
    assert policy in explain(chronology, incident, field).policy


def test_every_field_that_is_named_can_be_asked_for() -> None:
    chronology, incident = told_by("2015-03-02 Taraz: 4 killed.")
    for field in values(incident, chronology):
        assert explain(chronology, incident, field).field == field


def test_an_unknown_field_is_answered_with_the_known_ones() -> None:
    chronology, incident = told_by("2015-03-02 Taraz: 4 killed.")
    with pytest.raises(NotFoundError, match=r"deaths\.best.*place\.name"):
        explain(chronology, incident, "fatalities")


def test_a_reports_own_value_is_found_by_the_exported_name() -> None:
    report = code_document(from_text("2015-03-02 Taraz: 4 killed.", language="en")).reports[0]
    assert report_value(report, "date_start") == "2015-03-02"
    assert report_value(report, "date") == "2015-03-02/2015-03-02"
    assert report_value(report, "deaths.best") == 4
    assert report_value(report, "place.name") == "Taraz"
    assert report_value(report, "injured") is None
    assert report_value(report, "injured.best") is None
    assert report_value(report, "actors.target") == ()


def test_selection_keeps_what_may_lie_in_the_days_asked_for() -> None:
    def lasting(start: str | None, end: str | None) -> Incident:
        _, incident = told_by("2015-03-02 Taraz: 4 killed.")
        return Incident(
            **{
                **{name: getattr(incident, name) for name in incident.__struct_fields__},
                "date_start": start,
                "date_end": end,
            }
        )

    march, open_end, open_start, undated = (
        lasting("2015-03-01", "2015-03-31"),
        lasting("2015-02-01", None),
        lasting(None, "2015-04-30"),
        lasting(None, None),
    )
    every = (march, open_end, open_start, undated)
    assert select(every) == every
    assert select(every, since=dt.date(2015, 3, 31)) == (march, open_end, open_start)
    assert select(every, since=dt.date(2015, 5, 1)) == (open_end,)
    assert select(every, until=dt.date(2015, 1, 31)) == (open_start,)
    assert select(every, since=dt.date(2015, 3, 10), until=dt.date(2015, 3, 11)) == (march, open_end, open_start)


def test_a_type_that_is_none_is_answered_with_all_there_are() -> None:
    with pytest.raises(UsageError, match="Suicide bomb"):
        select((), event_type="Fatalities")
    assert sum(map(len, EVENT_TYPES.values())) == 25


def test_actors_are_asked_for_by_role() -> None:
    chronology, incident = told_by("2015-03-02 Taraz: 4 killed.")
    assert "actors.perpetrator" not in values(incident, chronology)
    actor = Actor(role="perpetrator", name="gunmen")
    with_actor = Incident(
        **{**{name: getattr(incident, name) for name in incident.__struct_fields__}, "actors": (actor,)}
    )
    assert values(with_actor, chronology)["actors.perpetrator"][0]["name"] == "gunmen"
