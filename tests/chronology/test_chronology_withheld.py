"""What a public copy withholds, and whether the search finds it when it gets in after all."""

import datetime as dt
import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from schema_samples import GARISSA, GROUP, PEOPLE, chronology_of, exact, told

from dateline.chronology import publication
from dateline.chronology.publication import Policy, leaks, publish
from dateline.chronology.release import Chronology
from dateline.chronology.withheld import Search, Withheld, day, person, tokens
from dateline.records import Actor

ALMATY = msgspec.structs.replace(
    GARISSA, name="Almaty", geonameid=1526384, admin1="Zhetysu", country="Kazakhstan", country_code="KZ"
)


def secret(name: str, **values: object) -> Chronology:
    victim = Actor(role="target", name=name, type="civilians", entity="individual", effect="death")
    return chronology_of([told(1, exact(3), **{"actors": (GROUP, PEOPLE, victim), **values})])


def found_in(copy: publication.Copy, words: str) -> bool:
    """Whether the search finds something in the copy's table with the words in one more cell."""
    table = copy.files["incidents.csv"].decode()
    spoilt = msgspec.structs.replace(copy, files={"incidents.csv": f"{table}9,{words},x\n".encode()}, told=(words,))
    return bool(list(leaks(spoilt)))


@pytest.mark.parametrize(
    ("name", "leak"),
    [
        ("Alma Fern", "Mrs Fern"),  # a part alone
        ("A. Fern", "Fern"),  # an initial and a name
        ("A. Fern", "A.Fern"),
        ("A.-B. Fern", "A B Fern"),
        ("Zorvan", "Zorvan"),  # one word
        ("Zorvan", "ZORVAN'S men"),
        ("Señor Ñandú", "nandu"),  # without accents
        ("Jean-Luc Orme", "Jean Luc"),
        ("Алма Папоротник", "ПАПОРОТНИК"),
        ("王小明", "他叫王小明的"),  # no spaces between words
        ("فاطمة الزهراء", "فاطمة"),
        ("Sheikh Zorvan", "Zorvan"),  # a rank is no part of the name
    ],
)
def test_a_persons_name_is_found_in_whole_and_in_part_in_any_script(name: str, leak: str) -> None:
    copy = publish(secret(name), Policy())
    assert list(leaks(copy)) == []
    assert found_in(copy, leak)


@pytest.mark.parametrize("words", ["Gunman", "Two women", "The driver", "Policeman", "Several people", "sheikh", "A."])
def test_words_that_name_nobody_are_no_secret(words: str) -> None:
    assert list(person(words)) == []


def test_a_group_that_bears_a_persons_name_is_not_named() -> None:
    brigade = Actor(role="perpetrator", name="Zorvan Brigade", type="rebel group", entity="organisation")
    victim = Actor(role="target", name="Zorvan", type="civilians", entity="individual")
    copy = publish(chronology_of([told(1, exact(3), actors=(brigade, PEOPLE, victim))]), Policy())
    assert b"Zorvan" not in b"".join(copy.files.values())
    assert list(leaks(copy)) == []


@pytest.mark.parametrize(
    "words",
    [
        "1 May",
        "May 1st",
        "the first of May",
        "on 01.05.2016",
        "5/1/2016",
        "2016/05/01",
        "20160501",
        "1 MAY 2016",
        "May 01",
    ],
)
def test_a_day_is_found_in_figures_and_in_words_unless_days_are_published(words: str) -> None:
    assert found_in(publish(secret("Alma Fern"), Policy()), words)
    assert not found_in(publish(secret("Alma Fern"), Policy(date="day")), words)
    assert not found_in(publish(secret("Alma Fern"), Policy()), "2 May")


@pytest.mark.parametrize("words", ["Almaty Column", "Alma-Ata Column", "Алматы", "Алма-Ата", "ألماتي"])
def test_a_place_is_found_under_every_name_that_the_gazetteer_knows(words: str) -> None:
    copy = publish(secret("Alma Fern", place=ALMATY), Policy())
    assert list(leaks(copy)) == []
    assert "Zhetysu" in copy.files["incidents.csv"].decode()
    assert found_in(copy, words)
    assert not found_in(copy, "Astana Column")


def test_a_place_within_the_name_of_its_unit_is_no_secret() -> None:
    island = msgspec.structs.replace(GARISSA, name="Elm", admin1="Greater Elm Region")
    copy = publish(secret("Alma Fern", place=island), Policy())
    assert list(leaks(copy)) == []
    assert "Greater Elm Region" in copy.files["incidents.csv"].decode()


def test_a_group_or_an_outlet_named_after_the_place_is_not_named() -> None:
    column = Actor(role="perpetrator", name="Alma-Ata Liberation Front", type="rebel group", entity="organisation")
    chronology = chronology_of([told(1, exact(3), actors=(column, PEOPLE), place=ALMATY)])
    source = msgspec.structs.replace(chronology.documents[0], outlet="Вечерний Алматы")
    copy = publish(msgspec.structs.replace(chronology, documents=(source,)), Policy(outlets=True))
    text = b"".join(copy.files.values()).decode().casefold()
    assert "alma" not in text
    assert "алматы" not in text
    assert list(leaks(copy)) == []


def test_a_coordinate_is_found_but_not_two_counts_side_by_side() -> None:
    copy = publish(secret("Alma Fern"), Policy())
    assert found_in(copy, "39.65")
    assert not found_in(copy, "39,65")


def test_the_authors_name_is_found_in_part() -> None:
    chronology = secret("Alma Fern")
    source = msgspec.structs.replace(chronology.documents[0], author="Bo Quillfeather")
    copy = publish(msgspec.structs.replace(chronology, documents=(source,)), Policy())
    assert found_in(copy, "quillfeather")


def test_what_the_copy_says_of_itself_is_no_secret() -> None:
    """A title, a person or a town may bear the name of a unit or a type."""
    chronology = secret("Garissa Fern")
    source = msgspec.structs.replace(chronology.documents[0], title="Attack", outlet="Kenya")
    copy = publish(msgspec.structs.replace(chronology, documents=(source,)), Policy())
    assert list(leaks(copy)) == []
    assert found_in(copy, "Fern")


def test_an_organisation_that_was_taken_for_a_person_may_be_said_and_so_may_words_of_types() -> None:
    member = Actor(role="perpetrator", name="Alder Front", type="rebel group", entity="individual")
    victim = Actor(role="target", name="Zorvan State", type="civilians", entity="individual")
    army = Actor(role="perpetrator", name="army", type="state forces", entity="group")
    copy = publish(chronology_of([told(1, exact(3), actors=(GROUP, member, army, victim))]), Policy())
    assert b"Alder Front" in copy.files["incidents.csv"]
    assert list(leaks(copy)) == []
    assert found_in(copy, "Zorvan")


@given(st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)))
def test_every_spelling_of_a_day_names_that_day(on: dt.date) -> None:
    texts = {piece.text for piece in day(on.isoformat())}
    assert on.isoformat() in texts
    assert f"{on.day} {on:%B}" in texts
    assert all(tokens(text) for text in texts)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=5), st.text(), st.text())
def test_a_piece_is_found_between_any_other_words(pieces: list[str], before: str, after: str) -> None:
    search = Search(Withheld(kind="name", text=text) for text in pieces)
    for text in pieces:
        if tokens(text):
            assert any(tokens(p.text) == tokens(text) for p in search(f"{before}\n{text}\n{after}"))


def test_the_search_is_one_pass_however_many_pieces_there_are() -> None:
    """A hundred thousand pieces cost little more than a hundred."""
    text = "a person of the alder front killed three people in garissa " * 2_000

    def cost(number: int) -> float:
        search = Search(Withheld(kind="person", text=f"Person Number{n}") for n in range(number))
        best = float("inf")
        for _ in range(3):
            begun = time.process_time()
            assert not list(search(text))
            best = min(best, time.process_time() - begun)
        return best

    assert cost(100_000) < 5 * cost(100) + 0.05
