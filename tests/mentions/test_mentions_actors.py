"""Actors: phrases, neutral types, names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.mentions.actors import apposed, find_actors
from dateline.mentions.lexicon import known_aliases
from dateline.records import ActorMention


def first(text: str) -> ActorMention:
    found = find_actors(text)
    assert found, text
    return found[0]


@pytest.mark.parametrize(
    "word",
    "terrorists,bandits,militants,rebels,insurgents,guerrillas,jihadists,mujahideen,extremists,subversives,"
    "freedom fighters,resistance fighters".split(","),
)
def test_every_sides_word_for_an_armed_group_has_one_type(word: str) -> None:
    mention = first(f"Nine {word} were seen near the village.")
    assert mention.type == "rebel group"
    assert mention.number is not None
    assert mention.number.best == 9


@pytest.mark.parametrize("word", ["terrorists", "bandits", "freedom fighters", "martyrs"])
def test_loaded_words_are_recorded(word: str) -> None:
    assert first(f"The {word} were buried.").loaded == word


def test_neutral_words_are_not_loaded() -> None:
    assert first("Two rebels were buried.").loaded is None


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("gunmen", "unidentified armed group"),
        ("masked men", "unidentified armed group"),
        ("unidentified assailants", "unidentified armed group"),
        ("heavily armed individuals", "unidentified armed group"),
        ("policemen", "state forces"),
        ("special forces", "state forces"),
        ("the gendarmerie", "state forces"),
        ("government troops", "state forces"),
        ("conscripts", "state forces"),
        ("rebel soldiers", "rebel group"),
        ("a paramilitary group", "political militia"),
        ("a tribal militia", "identity militia"),
        ("rioters", "rioters"),
        ("demonstrators", "protesters"),
        ("villagers", "civilians"),
        ("two journalists", "civilians"),
        ("UN peacekeepers", "external/other forces"),
        ("a police station", "state forces"),
        ("a passenger bus", "civilians"),
        ("a rebel checkpoint", "rebel group"),
        ("a retired colonel", "civilians"),
    ],
)
def test_types_come_from_head_and_modifiers(phrase: str, kind: str) -> None:
    assert first(f"Yesterday {phrase} could be seen there.").type == kind


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("the blast wounded policemen", ["policemen"]),
        ("two wounded policemen lay there", ["wounded policemen"]),
        ("off-duty policemen and a bus driver", ["off-duty policemen", "bus driver"]),
        ("a group of armed men", ["group of armed men"]),
        ("a band of 5 robbers", ["band of 5 robbers"]),
        ("dozens of villagers", ["villagers"]),
        ("a couple of suicide bombers", ["suicide bombers"]),
        ("the governor’s building", ["governor’s building"]),
        ("armed\nmen", ["armed\nmen"]),
    ],
)
def test_phrases_reach_over_their_modifiers_and_no_further(text: str, phrases: list[str]) -> None:
    assert [a.text for a in find_actors(text)] == phrases


def test_people_shown_to_be_armed_are_an_armed_group() -> None:
    assert first("A man armed with a shotgun came in.").type == "unidentified armed group"
    assert first("Four men in camouflage came in.").type == "unidentified armed group"
    assert first("Four men came in.").type == "civilians"


def test_numbers_belong_to_the_phrase_after_them() -> None:
    women, officers = find_actors("They shot five women and three other officers.")
    assert women.number is not None
    assert women.number.best == 5
    assert officers.number is not None
    assert officers.number.best == 3


def test_a_single_person_counts_one() -> None:
    number = first("He shot a policeman.").number
    assert number is not None
    assert number.best == 1


def test_named_organisations_are_found_inside_phrases() -> None:
    phrase, organisation = find_actors("Suspected Boko Haram fighters came.")
    assert (phrase.text, phrase.type) == ("Boko Haram fighters", "rebel group")
    assert (organisation.text, organisation.named, organisation.entity) == ("Boko Haram", True, "organisation")


def test_unknown_organisations_are_known_by_their_shape() -> None:
    mention = first("the Popular Salvation Front of Azania said")
    assert mention.text == "Popular Salvation Front of Azania"
    assert mention.named


def test_aliases_of_known_organisations() -> None:
    assert "TAK" in known_aliases("Kurdistan Freedom Falcons")
    assert known_aliases("Union of Stamp Collectors") == ()


def test_persons_follow_titles_in_either_case() -> None:
    for text in ("Colonel Tomas Rivas Quintanar arrived.", "COLONEL TOMAS RIVAS QUINTANAR ARRIVED."):
        title, name = find_actors(text)
        assert name.named
        assert name.entity == "individual"
        assert name.text.lower() == "tomas rivas quintanar"
        assert name.type == "state forces"
        assert apposed(text, title, name)


@pytest.mark.parametrize(
    "text",
    [
        "There was a state of emergency.",
        "The third party said so.",
        "In general, it was quiet.",
        "He wrote a blog post.",
    ],
)
def test_words_with_another_sense_are_nobody(text: str) -> None:
    assert find_actors(text) == ()


@given(st.text(max_size=300))
def test_mentions_lie_in_the_text_in_order(text: str) -> None:
    start = 0
    for mention in find_actors(text):
        assert mention.start >= start
        assert text[mention.start : mention.end] == mention.text
        start = mention.start


@given(
    st.lists(
        st.sampled_from("the a nine armed police rebel soldiers men of in killed Taliban bus driver and , .".split())
    )
)
def test_any_run_of_words_of_the_lexicon_is_read(parts: list[str]) -> None:
    text = " ".join(parts)
    for mention in find_actors(text):
        assert text[mention.start : mention.end] == mention.text
