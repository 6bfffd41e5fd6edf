"""Claims of responsibility as evidence of who did it, and what columns and bare figures say of those hit."""

import datetime as dt

import pytest

from dateline.documents import from_text
from dateline.records import Report
from dateline.reports.coder import code_document


def report(text: str) -> Report:
    document = from_text(text, published=dt.date(2021, 5, 10))
    (found,) = code_document(document).reports
    for a in found.attestations:
        assert document.text[a.start : a.end] == a.quote
    return found


def side(found: Report, role: str) -> list[tuple[str, str | None]]:
    return [(a.name, a.type) for a in found.actors if a.role == role]


def test_who_claims_an_attack_is_its_hedged_perpetrator_where_the_text_names_none() -> None:
    found = report(
        "A bomb killed four people in Baghdad on 3 May. In a statement the Islamic State took responsibility."
    )
    assert side(found, "perpetrator") == [("Islamic State", "rebel group")]
    (row,) = [a for a in found.attestations if a.field == "actors.perpetrator"]
    assert (row.quote, row.certainty, row.annotator) == ("Islamic State", "hedged", "rule:role.claimant@1")


def test_a_claim_does_not_outweigh_whom_the_text_names() -> None:
    found = report(
        "Soldiers shot dead four villagers in Baghdad on 3 May. In a statement the Islamic State took responsibility."
    )
    assert [type_ for _, type_ in side(found, "perpetrator")] == ["state forces"]


def test_a_denial_names_no_perpetrator() -> None:
    found = report("A bomb killed four people in Baghdad on 3 May. The Islamic State denied responsibility.")
    assert side(found, "perpetrator") == [("not named", "unidentified armed group")]


@pytest.mark.parametrize(
    ("text", "role", "expected"),
    [
        ("Two men were arrested in Kano on 3 May.", "perpetrator", ("not named", "state forces")),
        ("The Taliban detained three clerks in Kabul on 3 May.", "perpetrator", ("Taliban", "rebel group")),
        ("Shots in Kano on 3 May: two killed.", "target", ("not named", "civilians")),
    ],
)
def test_those_not_named_follow_from_the_act(text: str, role: str, expected: tuple[str, str]) -> None:
    assert expected in side(report(text), role)


def test_the_column_of_notes_names_whom_an_attack_hit_and_the_date_column_when() -> None:
    found = report(
        "Incidents logged in Yala province, Thailand\n\n"
        "| Date | District | Category | Killed | Note |\n"
        "|------|----------|----------|--------|------|\n"
        "| 03/03/2014 | Bannang Sata | shooting | 1 | Rubber farmer, by two men; buried 6 March |\n"
    )
    assert ("farmer", "civilians") in [(name.split()[-1], type_) for name, type_ in side(found, "target")]
    assert found.date.earliest == found.date.latest == dt.date(2014, 3, 3)


def test_a_row_that_counts_only_the_taken_is_an_abduction() -> None:
    found = report(
        "Schools raided in Nigeria\n\n"
        "| Date | Town | Taken | Killed | Outcome |\n"
        "|------|------|-------|--------|---------|\n"
        "| 26 Feb 2021 | Kano | 79 | 0 | back home 2 March |\n"
    )
    assert found.sub_event_type == "Abduction/forced disappearance"
    assert found.abducted is not None
    assert found.abducted.best == 79
    assert found.date.earliest == dt.date(2021, 2, 26)


def test_the_dead_of_whose_funeral_the_text_tells_is_no_perpetrator() -> None:
    found = report(
        "A bomber walked into the funeral of a local policeman, Ilya Rookov, in Kano on 3 May and blew himself up, "
        "killing eight mourners."
    )
    assert "Ilya Rookov" not in [name for name, _ in side(found, "perpetrator")]
