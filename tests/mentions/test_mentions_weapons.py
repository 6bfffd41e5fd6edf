"""Weapons by category, and inventories."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.mentions.weapons import find_inventory, find_weapons


@pytest.mark.parametrize(
    ("text", "phrase", "category"),
    [
        ("a car bomb went off", "car bomb", "car bomb"),
        ("a home-made bomb", "home-made bomb", "bomb"),
        ("an improvised explosive device", "improvised explosive device", "bomb"),
        ("with explosive belts", "explosive belts", "suicide vest"),
        ("an RGD-5 hand grenade", "RGD-5 hand grenade", "grenade"),
        ("fired grenade launchers", "grenade launchers", "rocket"),
        ("AK-47 assault rifles", "AK-47 assault rifles", "firearm"),
        ("a sawn-off shotgun", "sawn-off shotgun", "firearm"),
        ("a 122 mm artillery round", "122 mm artillery round", "artillery"),
        ("stepped on a mine", "mine", "mine"),
        ("an anti-tank mine", "anti-tank mine", "mine"),
        ("hacked with machetes", "machetes", "blade"),
        ("threw petrol bombs", "petrol bombs", "fire"),
        ("set fire to a school", "fire", "fire"),
        ("a surface-to-air missile", "surface-to-air missile", "missile"),
        ("an armed drone", "armed drone", "drone"),
        ("after an airstrike", "airstrike", "aircraft"),
        ("sticks of dynamite", "sticks of dynamite", "explosives"),
        ("live rounds were fired", "live rounds", "ammunition"),
        ("SUBMACHINE GUNS", "SUBMACHINE GUNS", "firearm"),
    ],
)
def test_weapons_have_a_category(text: str, phrase: str, category: str) -> None:
    assert [(w.text, w.category) for w in find_weapons(text)] == [(phrase, category)]


@pytest.mark.parametrize(
    "text",
    [
        "a coal mine near the town",
        "charges of theft were brought",
        "a weekly magazine",
        "the first round of the elections",
        "troops opened fire",
        "the fire brigade came",
        "the oil company Shell Oil",
        "a club of chess players is a country club",
        "under martial law",
    ],
)
def test_words_with_another_sense_are_no_weapons(text: str) -> None:
    assert [w.text for w in find_weapons(text) if w.text.lower() != "club"] == []


def test_numbers_are_attached() -> None:
    (weapon,) = find_weapons("four pistols")
    assert weapon.number is not None
    assert weapon.number.best == 4


def inventory(text: str) -> list[tuple[str, int | None]]:
    return [(seized.item, seized.number) for seized, _, _ in find_inventory(text, 0, len(text))]


def test_an_inventory_is_read_item_by_item() -> None:
    text = (
        "Police turned up an arsenal: three sticks of dynamite, one F-1 grenade without a fuse, a loaded Makarov "
        "magazine, about 2.5 kg of ammonal, 120 rounds of 9mm cartridges, several detonators and a stack of leaflets."
    )
    assert inventory(text) == [
        ("sticks of dynamite", 3),
        ("F-1 grenade without a fuse", 1),
        ("loaded Makarov magazine", 1),
        ("about 2.5 kg of ammonal", None),
        ("rounds of 9mm cartridges", 120),
        ("detonators", None),
        ("stack of leaflets", 1),
    ]
    _, start, end = find_inventory(text, 0, len(text))[0]
    assert text[start:end] == "three sticks of dynamite"


def test_the_list_ends_where_a_clause_begins() -> None:
    assert inventory(
        "Two rifles, a pistol and ammunition were found in the cellar, police said, and a man was held."
    ) == [
        ("rifles", 2),
        ("pistol", 1),
        ("ammunition", None),
    ]


@given(st.text(max_size=200))
def test_mentions_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for weapon in find_weapons(text):
        assert weapon.start >= end
        assert text[weapon.start : weapon.end] == weapon.text
        end = weapon.end
    for _, start, stop in find_inventory(text, 0, len(text)):
        assert 0 <= start < stop <= len(text)
