"""Statements: what is one, who speaks, which incidents it is about. All sentences are invented."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import DateExtent, Document, Place, Report
from dateline.reports.statements import find_statements

_SETTING = "Two bombs killed nine soldiers at the barracks in Vardo on Friday, the army said. "


def document(text: str, *, author: str | None = None) -> Document:
    return Document(
        document_id="d1",
        input="a.txt",
        position=1,
        title=None,
        text=text,
        sha256="0" * 64,
        author=author,
        language="en",
    )


def report(report_id: str, *spans: tuple[int, int], position: int = 1, place: str | None = None) -> Report:
    return Report(
        report_id=report_id,
        document_id="d1",
        position=position,
        spans=spans,
        summary="",
        event_type="Battles",
        sub_event_type="Armed clash",
        date=DateExtent(earliest=dt.date(2020, 1, 1), latest=dt.date(2020, 1, 1), precision="day", rule="test"),
        place=Place(name=place) if place else None,
    )


def told(sentence: str, *, author: str | None = None) -> list[tuple[str, str | None]]:
    """Kind and speaker of each statement of a sentence told after a bombing."""
    text = _SETTING + "\n\n" + sentence
    return [(s.kind, s.speaker) for s in find_statements(document(text, author=author), ()) if s.start >= len(_SETTING)]


CLAIM, DENIAL, THREAT, DEMAND, PREDICTION = "claim_of_responsibility", "denial", "threat", "demand", "prediction"


@pytest.mark.parametrize(
    ("sentence", "kind", "speaker"),
    [
        ("The Northern Lights Front claimed responsibility for the bombing.", CLAIM, "Northern Lights Front"),
        ("Responsibility for the blasts was claimed by the Northern Lights Front.", CLAIM, "Northern Lights Front"),
        ("In a leaflet, the Front took credit for the ambush.", CLAIM, "Front"),
        ("Claimed by the Northern Lights Front.", CLAIM, "Northern Lights Front"),
        ("The Northern Lights Front said it was behind both attacks.", CLAIM, "Northern Lights Front"),
        ("The rebel commander Olav Berg later says he ordered the raid.", CLAIM, "Olav Berg"),
        ("The Front called the dead bomber one of its fighters.", CLAIM, "Front"),
        ("A website close to the Front presented the bombing as revenge for the burning of two farms.", CLAIM, None),
        ("The Front bragged about it on its radio station.", CLAIM, "Front"),
        ("The Front admitted planting the mine.", CLAIM, "Front"),
        ("The Front said the attackers were its fighters.", CLAIM, "Front"),
        ("The ministry denied the report.", DENIAL, "The ministry"),
        ("Herders say the guards are paid by the province, which denies it.", DENIAL, "the province"),
        ("The Front dismissed the accusation as baseless.", DENIAL, "Front"),
        ("“Our people had nothing to do with this,” said Olav Berg, who speaks for the Front.", DENIAL, "Olav Berg"),
        ("The mother of the arrested man said that he was innocent.", DENIAL, "The mother of the arrested man"),
        ("The charge was denied by the Front.", DENIAL, "Front"),
        ("The Front threatened to kill the hostages one by one.", THREAT, "Front"),
        ("The army vowed to wipe out the rebels.", THREAT, "The army"),
        ("The rebels vowed to wipe out the army.", THREAT, "The rebels"),
        ("“We will burn your cities,” the Front said in a message.", THREAT, "Front"),
        ("Leaflets told shopkeepers to close by the end of the week or be shot.", THREAT, "Leaflets"),
        ("A masked man gave the mayors five days to resign.", THREAT, "A masked man"),
        ("In May the cleric Olav Berg urged his followers to stop the census by every means.", THREAT, "Olav Berg"),
        ("Two judges had received death threats.", THREAT, None),
        ("The opposition demanded the release of the prisoners.", DEMAND, "The opposition"),
        ("The Front called for the withdrawal of all troops.", DEMAND, "Front"),
        ("The teachers' union urged the government to resign.", DEMAND, "The teachers' union"),
        ("The kidnappers are asking for a ransom of two million crowns.", DEMAND, "The kidnappers"),
        ("“The governor must resign,” said Olav Berg.", DEMAND, "Olav Berg"),
        ("Analysts warned that the war could spread to the coast.", PREDICTION, "Analysts"),
        ("Olav Berg predicted a bloody autumn and more attacks.", PREDICTION, "Olav Berg"),
    ],
)
def test_a_statement_is_found_with_its_kind_and_speaker(sentence: str, kind: str, speaker: str | None) -> None:
    found = told(sentence)
    assert kind in [k for k, _ in found]
    if speaker is not None:
        assert (kind, speaker) in found


@pytest.mark.parametrize(
    "sentence",
    [
        "No group has claimed responsibility for the bombing.",
        "Nobody claimed the attack.",
        "There was no claim of responsibility on Friday night.",
        "No one has said they carried out the bombing.",
        "The bombing claimed the lives of nine soldiers.",
        "The monitors were denied access to the barracks.",
        "The guards denied the monitors access to the barracks.",
        "The ministry could neither confirm nor deny the report.",
        "The demand for oil fell after the bombing.",
        "Police said the rebels attacked a farm the week before.",
        "Farms near the river are threatened by floods.",
        "The minister took responsibility for security failures and will attend the funeral.",
        "The trial of three rebels will continue until spring.",
        "Anarchist cells have usually taken the credit for such bombs.",
        "Spokesmen called for calm.",
    ],
)
def test_what_only_sounds_like_a_statement_is_none(sentence: str) -> None:
    assert told(sentence) == []


def test_upper_case_copy_reads_like_any_other() -> None:
    text = (
        "   VARDO, 3 MAR 91 (AGENCY) -- [TEXT] NINE SOLDIERS WERE KILLED BY A BOMB\n"
        "TODAY.  THE NORTHERN LIGHTS FRONT [NLF] HAS CLAIMED RESPONSIBILITY FOR THE\n"
        "BOMBING.  THE REBELS THREATENED TO KILL MORE SOLDIERS.\n"
    )
    found = find_statements(document(text), ())
    assert [(s.kind, s.speaker) for s in found] == [
        (CLAIM, "THE NORTHERN LIGHTS FRONT"),
        (THREAT, "THE REBELS"),
    ]


def test_a_sentence_wrapped_over_lines_is_quoted_as_it_stands() -> None:
    text = (
        "Two bombs killed nine soldiers at the barracks in Vardo on Friday, the\n"
        "army said in a short notice on its board. That evening the Northern\n"
        "Lights Front claimed responsibility for the bombing.\n"
    )
    (found,) = find_statements(document(text), ())
    assert found.quote == text[found.start : found.end]
    assert found.speaker == "Northern Lights Front"


def test_he_is_the_person_named_last() -> None:
    text = (
        _SETTING
        + "\n\nThe group's leader, Olav Berg, rejected the verdict. “Our men had no part in the bombing,” he said."
    )
    assert [(s.kind, s.speaker) for s in find_statements(document(text), ())] == [(DENIAL, "Olav Berg")]


def test_the_author_speaks_where_nobody_else_does() -> None:
    sentence = "Mark my words: this war will come to our streets. Close the border before they kill us all."
    assert told(sentence, author="Grey Owl") == [(PREDICTION, "Grey Owl"), (DEMAND, "Grey Owl")]


def test_sport_and_films_state_nothing() -> None:
    match = (
        "The derby could be a bloodbath. The coach denied that his striker attacked the referee, and promised revenge"
        " in the second match of the season. Fans threatened to kill the goal posts, and the league called for calm."
    )
    film = (
        "In the film a director claims responsibility for a bombing. The actor swears revenge and threatens to kill the"
        " audience; the sequel, the trailer predicts, will bring more bloodshed to the cinema."
    )
    assert find_statements(document(match), ()) == ()
    assert find_statements(document(film), ()) == ()


def test_a_claim_goes_with_the_incident_told_last_before_it() -> None:
    first = "Rebels shot a guard in Vardo on Monday. "
    second = "A bomb killed two men in Alta on Tuesday. "
    claim = "The Northern Lights Front claimed responsibility for the bombing."
    text = first + "\n\n" + second + claim
    reports = [
        report("r1", (0, len(first) - 1)),
        report("r2", (len(first) + 2, len(first) + 1 + len(second)), position=2),
    ]
    (found,) = find_statements(document(text), reports)
    assert found.report_ids == ("r2",)


def test_a_claim_goes_with_the_incident_whose_place_it_names() -> None:
    first = "Rebels shot a guard in Vardo on Monday. "
    second = "A bomb killed two men in Alta on Tuesday. "
    text = first + second + "\n\nThe Front said it was behind the killing in Vardo."
    reports = [
        report("r1", (0, len(first) - 1), place="Vardo"),
        report("r2", (len(first), len(first) + len(second) - 1), position=2, place="Alta"),
    ]
    assert [s.report_ids for s in find_statements(document(text), reports)] == [("r1",)]


def test_a_prediction_is_about_no_incident() -> None:
    text = _SETTING + "This war will lead to more bloodshed in the north."
    reports = [report("r1", (0, len(_SETTING) - 1))]
    assert [(s.kind, s.report_ids) for s in find_statements(document(text), reports)] == [(PREDICTION, ())]


_SENTENCES = st.sampled_from(
    [
        "The Front claimed the attack.",
        "“We will kill you,” he said.",
        "The ministry denied it!",
        "Nobody was hurt.",
        "THE REBELS DEMANDED A RANSOM.",
        "“",
        "— –",
        "Bombs, bombs; and more bombs will lead to war?",
        "Olav Berg, who leads the Front, threatened\nto attack.",
    ]
)


@given(st.lists(_SENTENCES, max_size=8), st.sampled_from([" ", "\n", "\n\n"]))
def test_quotes_are_verbatim_and_in_order(sentences: list[str], glue: str) -> None:
    text = _SETTING + glue + glue.join(sentences)
    found = find_statements(document(text), ())
    assert all(text[s.start : s.end] == s.quote != "" for s in found)
    assert [s.start for s in found] == sorted(s.start for s in found)
    assert len({(s.start, s.kind) for s in found}) == len(found)
    assert len({s.statement_id for s in found}) == len(found)


@given(st.text(max_size=300))
def test_no_text_breaks_the_finder(text: str) -> None:
    for s in find_statements(document(_SETTING + text), ()):
        assert s.quote == (_SETTING + text)[s.start : s.end]
