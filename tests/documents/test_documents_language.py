"""The language of a text, offline."""

import pytest

from dateline.documents import detect_language
from dateline.documents.language import same_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Two policemen were shot dead on Monday at a post near the town, and the attackers fled in a car.", "en"),
        ("TWO POLICEMEN WERE SHOT DEAD ON MONDAY AT A POST NEAR THE TOWN, AND THE ATTACKERS FLED IN A CAR.", "en"),
        ("В понедельник у въезда в город были застрелены двое полицейских, нападавшие скрылись на машине.", "ru"),
        ("Dos policías murieron el lunes en un ataque contra un puesto de control cerca de la ciudad.", "es"),
        ("Deux policiers ont été tués lundi dans une attaque contre un poste de contrôle près de la ville.", "fr"),
        ("Сьогодні вранці у Харкові пролунав вибух, загинули троє людей, повідомила поліція.", "uk"),
        ("قتل شرطيان يوم الاثنين في هجوم على نقطة تفتيش قرب المدينة", "ar"),
        ("12 killed, 5 hurt", None),
        ("", None),
        ("Taraz", None),
    ],
)
def test_tells_the_language_or_that_it_is_unsure(text: str, language: str | None) -> None:
    assert detect_language(text) == language


def test_never_names_a_language_of_another_script() -> None:
    # Names of places in Latin letters between Cyrillic ones must not make it English.
    assert detect_language("Взрыв прогремел у вокзала, сообщает Steppe Wire, пострадавших нет, движение открыто") in (
        "ru",
        None,
    )


@pytest.mark.parametrize(("tag", "code"), [("en-US", "en"), ("RU", "ru"), ("eng", "en"), (None, None), ("", None)])
def test_reduces_language_tags(tag: str | None, code: str | None) -> None:
    assert same_language(tag) == code
