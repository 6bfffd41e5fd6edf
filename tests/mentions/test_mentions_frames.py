"""Frames: who does what to whom around one word of violence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.mentions.frames import find_frames


def first(text: str) -> tuple[str, list[str], list[str]]:
    frame = find_frames(text)[0]
    return frame.kind, [p.text for p in frame.perpetrators], [t.text for t in frame.targets]


@pytest.mark.parametrize(
    ("text", "kind", "perpetrators", "targets"),
    [
        ("Gunmen killed two policemen.", "kill", ["Gunmen"], ["policemen"]),
        ("Two policemen were killed by gunmen.", "kill", ["gunmen"], ["policemen"]),
        ("TWO POLICEMEN WERE KILLED BY GUNMEN.", "kill", ["GUNMEN"], ["POLICEMEN"]),
        ("A teacher and a nurse were murdered yesterday.", "kill", [], ["teacher", "nurse"]),
        ("The murder of a judge by rebels was condemned.", "kill", ["rebels"], ["judge"]),
        ("Rebels kidnapped three engineers.", "kidnap", ["Rebels"], ["engineers"]),
        ("Militants opened fire on a patrol.", "attack", ["Militants"], ["patrol"]),
        ("An attack on the embassy failed.", "attack", [], ["embassy"]),
        ("A bomb exploded in front of a bank.", "bomb", [], ["bank"]),
        ("Guerrillas blew up an oil pipeline.", "bomb", ["Guerrillas"], ["oil pipeline"]),
        ("Masked men set fire to a school.", "burn", ["Masked men"], ["school"]),
        ("The blast damaged a hotel.", "damage", [], ["hotel"]),
        ("The insurgents claimed responsibility for it.", "claim", ["insurgents"], []),
        ("The attack was the work of guerrillas.", "blame", ["guerrillas"], []),
        ("It left four farmers dead.", "kill", [], ["farmers"]),
    ],
)
def test_voice_and_prepositions_say_who_is_who(
    text: str, kind: str, perpetrators: list[str], targets: list[str]
) -> None:
    assert (kind, perpetrators, targets) in [
        (f.kind, [p.text for p in f.perpetrators], [t.text for t in f.targets]) for f in find_frames(text)
    ]


def test_a_phrase_after_a_preposition_is_not_the_subject() -> None:
    _, perpetrators, _ = first("According to the police, two gunmen shot a judge.")
    assert perpetrators == ["gunmen"]


def test_nobody_claiming_is_no_claim() -> None:
    assert [f for f in find_frames("No group of rebels claimed responsibility.") if f.kind == "claim"] == []


def test_weapons_of_the_sentence_go_with_the_frame() -> None:
    assert [w.text for w in find_frames("Gunmen with pistols killed a judge.")[0].weapons] == ["pistols"]


@given(
    st.lists(
        st.sampled_from("the a rebels killed was were by of soldiers bomb in bank , . and murder attacked".split())
    )
)
def test_any_run_of_cues_is_read(parts: list[str]) -> None:
    text = " ".join(parts)
    start = 0
    for frame in find_frames(text):
        assert frame.start >= start
        assert frame.perpetrators or frame.targets
        start = frame.start
