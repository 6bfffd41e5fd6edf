"""Which passages of a document tell of which incident."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.documents import from_text
from dateline.reports.analysis import Analysis, analyse_document
from dateline.reports.dating import Dater
from dateline.reports.segments import Draft, segment
from dateline.reports.units import actual_triggers, definite
from dateline.resolve import gazetteer

PUBLISHED = dt.date(2015, 5, 6)


def analysed(text: str) -> Analysis:
    return analyse_document(from_text(text, published=PUBLISHED, language="en"), gazetteer=gazetteer.default())


def drafts(text: str) -> list[Draft]:
    analysis = analysed(text)
    return segment(analysis, Dater(analysis.document, (PUBLISHED, PUBLISHED)))


def places(text: str) -> list[str | None]:
    return [d.place.mention.text if d.place else None for d in drafts(text) if not d.background]


def live(text: str) -> list[str]:
    analysis = analysed(text)
    return [t.lower for t in actual_triggers(analysis, analysis.triggers)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels will attack the bridge.", []),
        ("They threatened to kill the judge.", ["threatened"]),
        ("Nobody should be killed.", []),
        ("Soldiers did not open the gate but rebels attacked it.", ["attacked"]),
        ("Rebels attacked the bridge.", ["attacked"]),
        ("Two had been killed.", ["killed"]),
    ],
)
def test_what_a_modal_or_a_negation_governs_did_not_happen(text: str, expected: list[str]) -> None:
    assert live(text) == expected


def test_an_event_noun_with_a_definite_article_refers_back() -> None:
    analysis = analysed("The blast followed a blast.")
    assert [definite(analysis, t) for t in analysis.triggers] == [True, False]


def test_one_incident_over_several_sentences_is_one_draft() -> None:
    text = (
        "A car bomb went off beside a bank in Basra on Monday, killing four people. Nine others were wounded. "
        "The blast broke windows three streets away.\n\nThe wounded were taken to two hospitals."
    )
    assert places(text) == ["Basra"]


def test_two_places_in_one_sentence_are_two_drafts() -> None:
    text = "A bomb killed three people in Mosul on Monday, and gunmen shot dead a judge in Kirkuk."
    assert places(text) == ["Mosul", "Kirkuk"]


def test_another_attack_elsewhere_is_a_draft_of_its_own() -> None:
    text = (
        "Gunmen killed two clerks in Mosul on Monday. In a separate attack, a mine killed a driver near Kirkuk on "
        "the same day."
    )
    assert places(text) == ["Mosul", "Kirkuk"]


def test_each_dated_item_of_a_list_is_a_draft() -> None:
    text = (
        "Log\n\n- 1 May 2015: a bomb killed two people in Mosul.\n- 2 May 2015: gunmen shot a judge in Kirkuk.\n"
        "- 3 May 2015: four men were arrested in Basra."
    )
    found = drafts(text)
    assert [d.dated.extent.earliest for d in found if d.dated] == [dt.date(2015, 5, n) for n in (1, 2, 3)]
    assert all(d.listed for d in found)


def test_the_same_day_in_one_item_is_a_second_draft() -> None:
    text = (
        "Log\n\n- 1 May 2015: a bomb killed two people in Mosul. On the same day another bomb was found.\n"
        "- 2 May 2015: gunmen shot a judge in Kirkuk."
    )
    assert [d.dated.extent.earliest for d in drafts(text) if d.dated] == [dt.date(2015, 5, n) for n in (1, 1, 2)]


def test_a_lead_and_its_detail_are_one_draft() -> None:
    text = (
        "Yesterday a band of smugglers was ambushed in Colombia and two of them were killed.\n\n"
        "The ambush took place yesterday near Arauca, where soldiers killed two smugglers."
    )
    assert len([d for d in drafts(text) if not d.background]) == 1


def test_the_killing_before_a_funeral_is_a_draft_of_its_own() -> None:
    text = (
        "A bomber attacked the funeral in Kirkuk of a policeman, who was earlier shot dead by unknown gunmen, on "
        "Monday. Six people were killed."
    )
    found = drafts(text)
    assert len(found) == 2
    assert sum(d.earlier_of is not None for d in found) == 1


def test_totals_are_background_and_open_nothing() -> None:
    text = "More than 400 people have been killed in the province since the start of the war."
    assert all(d.background for d in drafts(text))


@pytest.mark.parametrize(
    "text",
    [
        "If rebels attack the bridge, the town will starve.",
        "Who will be killed next?",
        "The council voted to widen the road.",
        "A bomb could kill dozens.",
    ],
)
def test_what_may_be_and_what_is_peaceful_opens_nothing(text: str) -> None:
    assert [d for d in drafts(text) if not d.background] == []


PIECES = st.lists(
    st.sampled_from(
        [
            "Gunmen killed two clerks in Mosul on Monday.",
            "The blast broke windows.",
            "- 3 May 2015: a mine went off near Kirkuk.",
            "In Basra a judge was wounded; nobody was arrested.",
            "Who did it?",
            "On the same day soldiers seized five rifles.",
            "\n\n",
            "Town | Dead | Hurt",
            "Mosul | 2 | 4",
            "He said nothing.",
        ]
    ),
    max_size=7,
)


@settings(max_examples=60)
@given(PIECES.map(" ".join) | PIECES.map("\n".join))
def test_units_lie_in_the_text_and_drafts_come_in_order(text: str) -> None:
    analysis = analysed(text)
    found = segment(analysis, Dater(analysis.document, (PUBLISHED, PUBLISHED)))
    assert [d.start for d in found] == sorted(d.start for d in found)
    for draft in found:
        assert draft.units
        for unit in draft.units:
            assert 0 <= unit.start <= unit.end <= len(analysis.text)
            assert unit.sentence.start <= unit.start


def test_the_police_of_another_country_act_there() -> None:
    text = (
        "A turbulent weekend\n\nLast weekend gunmen shot dead two men at a market in Nakuru in Kenya.\n\n"
        "And last weekend Ugandan riot police killed a group of nine fighters."
    )
    document = from_text(text)
    analysis = analyse_document(document, gazetteer=gazetteer.default())
    drafts = segment(analysis, Dater(document, (None, None)))
    assert [d.place.best.country_code for d in drafts if d.place and d.place.best] == ["KE", "UG"]
