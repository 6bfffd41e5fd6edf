import time
import timeit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.mentions.toponyms import find_toponyms
from dateline.records import PlaceMention
from dateline.resolve import gazetteer


def find(text: str) -> tuple[PlaceMention, ...]:
    return find_toponyms(text, gazetteer=gazetteer.default())


def names(text: str, kind: str | None = "place") -> list[str]:
    return [m.text for m in find(text) if kind in (None, m.kind)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb went off in Kizlyar on Monday.", ["Kizlyar"]),
        ("Two men were held in Rostov-on-Don.", ["Rostov-on-Don"]),
        ("The road from the Democratic Republic of the Congo was shut.", ["Democratic Republic of the Congo"]),
        ("They fled across the Central African\nRepublic at night.", ["Central African\nRepublic"]),
        ("Shops in Kabul's old bazaar were burnt.", ["Kabul"]),
        ("The raid took place in Deir ez-Zor.", ["Deir ez-Zor"]),
        ("A convoy was hit between Tillabéri and Ayorou.", ["Tillabéri", "Ayorou"]),
        ("Soldiers were sent to the U.S. from Niger.", ["U.S.", "Niger"]),
        ("Police in Springfield, Illinois, made an arrest.", ["Springfield", "Illinois"]),
        ("A clerk was shot in Mobile, Ala., last week.", ["Mobile", "Ala."]),
        ("A mine exploded in N'Djamena.", ["N'Djamena"]),
        ("Взрыв прогремел в Грозный вчера.", ["Грозный"]),
    ],
)
def test_names_are_found_whole(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In March of that year, nothing moved. Of course not.",
        "Mr Lincoln, an engineer, was unhurt. Victoria said so.",
        "President Jackson met General Houston; Paris Hilton sang.",
        "He told us to wait. Turn left and read on.",
        "The UN and the TAK denied it.",
    ],
)
def test_persons_months_and_common_words_are_no_places(text: str) -> None:
    assert names(text) == []


def test_text_in_capitals_gives_the_same_places() -> None:
    text = "guerrillas blew up a bridge in San Miguel, El Salvador, and fled to Honduras, the army said"
    assert names(text.upper()) == ["SAN MIGUEL", "EL SALVADOR", "HONDURAS"]


def test_text_without_capitals_gives_places_after_a_preposition() -> None:
    assert names("a car was blown up in baghdad yesterday and nobody in the crowd was hurt at all") == ["baghdad"]


def test_demonyms_and_organisations_have_their_kinds() -> None:
    found = {m.text: m.kind for m in find("Kazakh officers and the Bank of Georgia asked Chechen elders in Almaty.")}
    assert found == {"Kazakh": "demonym", "Georgia": "organisation", "Chechen": "demonym", "Almaty": "place"}


def test_names_inside_organisations_are_no_places_of_what_happened() -> None:
    text = "Fighters of the Islamic State of Iraq and the Levant and of al-Qaida in Yemen met near Mosul."
    assert names(text) == ["Mosul"]
    assert names(text, "organisation") == ["Iraq", "Levant", "Yemen"]


def test_a_small_town_in_a_row_of_places_is_one_too() -> None:
    assert names("Kupiansk, Orikhiv and Kharkiv were shelled.") == ["Kupiansk", "Orikhiv", "Kharkiv"]


@pytest.mark.parametrize(
    ("text", "relation", "distance"),
    [
        ("It happened in Taraz.", "in", None),
        ("It happened near Taraz.", "near", None),
        ("It happened on the outskirts of Taraz.", "near", None),
        ("It happened 20 km south of Taraz.", "direction", 20.0),
        ("It happened about 15 miles northwest of the town of Taraz.", "direction", 24.135),
        ("It happened some ten kilometres from Taraz.", "near", 10.0),
        ("It happened south of Taraz.", "direction", None),
        ("It happened on the border with Uzbekistan.", "border", None),
        ("They praised Taraz.", None, None),
    ],
)
def test_relations_to_the_place(text: str, relation: str | None, distance: float | None) -> None:
    (mention,) = find(text)
    assert (mention.relation, mention.distance_km) == (relation, distance)


def test_between_two_places_marks_both() -> None:
    found = find("The bus was stopped on the road between Maiduguri and Damboa.")
    assert [(m.text, m.relation) for m in found] == [("Maiduguri", "between"), ("Damboa", "between")]


@pytest.mark.parametrize(
    "text",
    [
        "KIZLYAR, Russia, Feb 18 (Agency) - A man opened fire in Moscow.",
        "A headline of some kind\n\nKIZLYAR, Russia — A man opened fire in Moscow.",
        "KIZLYAR (Wire) -- A man opened fire in Moscow.",
    ],
)
def test_the_agency_dateline_is_marked(text: str) -> None:
    found = {m.text: m.dateline for m in find(text)}
    assert found["KIZLYAR"]
    assert not found["Moscow"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They burnt the village of Qwertovka to the ground.", "Qwertovka"),
        ("Five guards died at the Zzyzkergen outpost.", "Zzyzkergen"),
        ("A fight broke out in Brumbastan district.", "Brumbastan"),
        ("Shots were heard near Xylopetra at dawn.", "Xylopetra"),
        ("A bomb lay on Grumblewick Street.", "Grumblewick Street"),
    ],
)
def test_unknown_names_are_found_where_words_call_them_places(text: str, name: str) -> None:
    assert name in names(text)


def test_a_street_is_not_the_city_it_is_named_for() -> None:
    assert names("A shop on Paris Street was robbed.") == ["Paris Street"]


WORDS = (
    "Kabul",
    "Paris",
    "the",
    "in",
    "near",
    "Of",
    "Mr",
    "St.",
    "Alma-Ata",
    "\n\n",
    ",",
    "said",
    "Zzyx",
    "GAZA",
    "—",
    "é",
)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_spans_lie_in_the_text_in_order_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for mention in find(text):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


def test_time_is_linear_in_the_text() -> None:
    text = "Gunmen killed two policemen in Kizlyar near Dagestan's border with Chechnya, Ivan Petrov said. "

    def fastest(copies: int) -> float:
        # The least of several runs: a collection of garbage or a busy machine only ever adds to a time.
        return min(timeit.repeat(lambda: find(text * copies), number=1, repeat=5, timer=time.process_time))

    assert fastest(1600) < fastest(200) * 24  # 8 where time is linear, 64 where it is quadratic


def relations(text: str) -> list[tuple[str, str | None, float | None]]:
    return [(m.text, m.relation, m.distance_km) for m in find(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Clashes went on along the Chad-Sudan border.", [("Chad", "border", None), ("Sudan", "border", None)]),
        ("A mine went off on the Kirkuk-Tikrit road.", [("Kirkuk", "between", None), ("Tikrit", "between", None)]),
        ("They were stopped on the road from Gao to Kidal.", [("Gao", "between", None), ("Kidal", "between", None)]),
        ("It was found 30km outside Gao.", [("Gao", "near", 30.0)]),
        ("It was found some 15 kilometres (9 miles) north-east of Aleppo.", [("Aleppo", "direction", 15.0)]),
        ("Envoys flew from Cairo to Khartoum.", [("Cairo", None, None), ("Khartoum", None, None)]),
    ],
)
def test_relations_stand_before_and_after_the_names(
    text: str, told: list[tuple[str, str | None, float | None]]
) -> None:
    assert relations(text) == told


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("انفجرت سيارة مفخخة في بغداد يوم الاثنين", ["بغداد"]),
        ("سيطرت قوات الجيش على مدينة حلب وعلى طريق دمشق", ["حلب", "دمشق"]),
        ("Взрыв у посольства: Кабул, утро понедельника.", ["Кабул"]),
        ("gunmen shot dead two policemen in mosul, north of baghdad, on monday", ["mosul", "baghdad"]),
    ],
)
def test_names_in_other_scripts_and_without_capitals(text: str, names: list[str]) -> None:
    assert [m.text for m in find(text)] == names
