"""Event triggers: one neutral class for the words of every side, longest phrase first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.documents.structure import tokens
from dateline.mentions.events import ACTS, FATES, Trigger, find_triggers

WORDS = st.lists(
    st.sampled_from(
        "the a two killed shot dead blew himself up car bomb attack on raid arrested seized opened fire was destroyed "
        "village soldiers suicide bomber attempted murder and in market , . protest riots kidnapped freed".split()
    ),
    max_size=30,
).map(" ".join)


def found(text: str) -> tuple[Trigger, ...]:
    return find_triggers(tokens(text))


def kinds(text: str) -> list[str]:
    return [t.kind for t in found(text)]


@settings(max_examples=150)
@given(st.one_of(WORDS, st.text(max_size=200)))
def test_triggers_lie_in_the_text_in_order_and_apart(text: str) -> None:
    words, at = tokens(text), 0
    for t in find_triggers(words):
        assert at <= t.start < t.end <= len(text)
        assert (t.start, t.end) == (words[t.first].start, words[t.last - 1].end)
        assert t.lower == " ".join(w.lower for w in words[t.first : t.last])
        at = t.end


@settings(max_examples=150)
@given(WORDS)
def test_case_does_not_matter_to_triggers(text: str) -> None:
    assert found(text) == found(text.upper()) == found(text.title())


@settings(max_examples=50)
@given(WORDS)
def test_every_kind_is_a_fate_or_an_act(text: str) -> None:
    assert all(t.kind in FATES | ACTS for t in found(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen killed a clerk.", "death"),
        ("The mayor was gunned down.", "death"),
        ("Four rafters lost their lives.", "death"),
        ("Nine were wounded.", "injury"),
        ("Police detained a baker.", "detention"),
        ("He was taken into custody.", "detention"),
        ("They kidnapped an engineer.", "abduction"),
        ("The hostages were freed.", "freeing"),
        ("A blast shook the depot.", "explosion"),
        ("The device went off at noon.", "explosion"),
        ("She blew herself up.", "suicide"),
        ("A truck hit a landmine.", "mine"),
        ("Shelling began at dusk.", "shelling"),
        ("An airstrike hit the bridge.", "airstrike"),
        ("Masked men opened fire on a bus.", "shooting"),
        ("Rebels ambushed a convoy.", "attack"),
        ("Fierce clashes went on.", "clash"),
        ("They set fire to the archive.", "arson"),
        ("Shops were looted.", "looting"),
        ("Riots broke out.", "riot"),
        ("Miners took to the streets.", "protest"),
        ("Officers found an arms cache.", "seizure"),
        ("Sappers defused it.", "foiled"),
        ("He survived an attempt on his life.", "attempt"),
    ],
)
def test_each_class_has_its_words(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "word", ["killed", "destroyed", "neutralised", "liquidated", "eliminated", "slaughtered", "martyred"]
)
def test_the_words_of_every_side_for_killing_are_one_class(word: str) -> None:
    (trigger,) = found(f"Two fighters were {word}.")
    assert trigger.kind == "death"


@pytest.mark.parametrize(
    ("word", "loaded"),
    [("destroyed", True), ("neutralized", True), ("butchered", True), ("killed", False), ("shot dead", False)],
)
def test_a_loaded_word_is_kept_beside_the_neutral_class(word: str, loaded: bool) -> None:
    (trigger,) = found(f"Two fighters were {word}.")
    assert trigger.loaded == (word if loaded else None)


def test_the_longest_phrase_wins() -> None:
    assert [t.lower for t in found("A suicide car bombing and a failed assassination")] == [
        "suicide car bombing",
        "failed assassination",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "He bought an assault rifle.",
        "The blast furnace was lit.",
        "The fire brigade came.",
        "An arrest warrant was issued.",
        "The death penalty stays.",
        "Riot police stood by.",
    ],
)
def test_look_alikes_are_no_triggers(text: str) -> None:
    assert kinds(text) == []


def test_a_phrase_may_have_a_word_within_it() -> None:
    assert "abduction" in kinds("They drove him away.")


def test_no_words_no_triggers() -> None:
    assert find_triggers([]) == ()
