"""The bundle's orders and look-ups."""

import msgspec

from dateline.chronology.release import Chronology
from invented import chronology


def test_incidents_come_in_order_of_their_first_day_and_undated_ones_last() -> None:
    ids = [incident.incident_id[-2:] for incident in chronology().ordered_incidents()]
    assert ids == ["a1", "a2", "a3", "a4"]


def test_documents_without_a_date_come_last() -> None:
    assert [document.document_id for document in chronology().ordered_documents()] == ["d2", "d1", "d3"]


def test_orders_do_not_depend_on_the_order_of_arrival() -> None:
    given = chronology()
    turned = msgspec.structs.replace(
        given,
        incidents=given.incidents[::-1],
        documents=given.documents[::-1],
        statements=given.statements[::-1],
        reports=dict(list(given.reports.items())[::-1]),
    )
    assert turned.ordered_incidents() == given.ordered_incidents()
    assert turned.ordered_documents() == given.ordered_documents()
    assert turned.ordered_statements() == given.ordered_statements()


def test_attestations_of_an_incident_come_report_by_report_in_the_order_of_the_text() -> None:
    given = chronology()
    mill = next(incident for incident in given.incidents if incident.incident_id == "i0000000000a1")
    found = list(given.incident_attestations(mill))
    assert [sourced.report_id for sourced in found] == ["r1"] * 5 + ["r2"]
    assert [sourced.attestation.start for sourced in found[:5]] == sorted(s.attestation.start for s in found[:5])


def test_a_report_that_is_no_longer_stored_is_left_out() -> None:
    given = chronology()
    mill = next(incident for incident in given.incidents if incident.incident_id == "i0000000000a1")
    without = msgspec.structs.replace(given, reports={"r2": given.reports["r2"]})
    assert [sourced.report_id for sourced in without.incident_attestations(mill)] == ["r2"]


def test_a_statement_names_each_incident_once() -> None:
    given = chronology()
    denial = next(statement for statement in given.statements if statement.statement_id == "s1")
    twice = msgspec.structs.replace(denial, report_ids=("r2", "r1", "r2", "gone"))
    assert given.statement_incidents(twice) == ("i0000000000a1",)


def test_an_empty_chronology_has_no_incidents() -> None:
    assert Chronology().ordered_incidents() == ()
