import datetime as dt
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.mentions.timex import find_timexes
from dateline.mentions.timex_grammar import compile_template, slot_name
from dateline.mentions.timex_rules import RULES, day_value, full_year
from dateline.mentions.timex_tables import CLASS_NAMES, LANGUAGES, table

DATES_NOTHING = ("duration", "set")


def texts(text: str, language: str = "en") -> list[str]:
    return [m.text for m in find_timexes(text, language=language)]


def dated(text: str) -> list[str]:
    return [m.text for m in find_timexes(text) if m.value.kind not in DATES_NOTHING]


@pytest.mark.parametrize(
    "text",
    [
        "It may rain, and they may not march.",
        "At least 12 may have died.",
        "AT LEAST 12 MAY HAVE DIED.",
        "MAY THE DEAD REST.",
        "The protest march 12 km long went on.",
        "They march on the capital.",
        "A march of thousands.",
        "She came second.",
        "A 34-year-old man and a boy aged 12 died.",
        "He was 34 years old.",
        "Eleven of 2,012 houses burned.",
        "Shots were heard at 2015 and at 10:15 a.m.",
        "Between 0200 and 2005 the road was shut.",
        "The bomb went off at 0640 hrs, or 2140 GMT.",
        "The house stands in the 1900 block of Elm Street.",
        "Call 555-2013 or 555-1998-22.",
        "Daily note 61/2017 and version 3.5.",
        "The sun sat low.",
        "June Carter met April Smith.",
        "The Sunday Times and the Sunday Telegraph wrote of it.",
        "The fall of Mosul, a spring in the desert.",
        "He lives in Mar del Plata.",
        "Jan Kowalski spoke.",
        "24/7 service, 2/3 of the votes.",
        "The 5th Brigade held the 12th district.",
        "They reached the 5th floor.",
    ],
)
def test_no_date_is_seen_where_there_is_none(text: str) -> None:
    assert dated(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May 12 people died.", ["May"]),
        ("On Friday 13 people died.", ["Friday"]),
        ("On May 12 people died.", ["May 12"]),
        ("Jan. 5 was calm; Dec 7 was not.", ["Jan. 5", "Dec 7"]),
        ("It happened in Oct.", ["Oct."]),
        ("It happened in July.", ["July"]),
        ("Monday and Tuesday", ["Monday", "Tuesday"]),
        ("on Monday, then on 3 May, then yesterday", ["Monday", "3 May", "yesterday"]),
        ("- August 17, 2012.\n- August 14, 2012.", ["August 17, 2012", "August 14, 2012"]),
        ("3 May\n\n2012 people", ["3 May"]),
        ("21 Sep 2013  | Market | 15 Jun 2014", ["21 Sep 2013", "15 Jun 2014"]),
        ("the Monday-night raid", ["Monday"]),
        ("[MLI-20-003] 14/05, 0640 hrs", ["14/05"]),
        ("up to 120 days after 3 May", ["120 days after", "3 May"]),
    ],
)
def test_neighbours_are_kept_apart(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_kinds_are_told_apart() -> None:
    text = (
        "On 3 May 2012 and on 4 June, on Monday and yesterday, the same day, at Easter, since 2008, for two hours, "
        "every week, recently."
    )
    assert [m.value.kind for m in find_timexes(text)] == [
        *("absolute", "partial", "weekday", "relative", "anaphoric", "holiday", "range", "duration", "set", "vague"),
    ]


def test_parts_of_the_day_are_kept() -> None:
    text = "at dawn on Saturday; late on Monday; Friday evening; the night of 3 May; in the small hours of Sunday"
    assert [m.value.part for m in find_timexes(text)] == ["dawn", "late", "evening", "night", "night"]


def test_two_digit_years_have_a_window() -> None:
    assert (full_year(90), full_year(5), full_year(49), full_year(50)) == (1990, 2005, 2049, 1950)


def test_impossible_day_is_flagged_and_its_month_kept() -> None:
    value = day_value(2011, 2, 30)
    assert value is not None
    assert (value.year, value.month, value.day, value.checks) == (2011, 2, None, ("no-such-date",))
    assert day_value(2011, 13, 1) is None


def test_order_of_numeric_dates_is_that_of_the_others() -> None:
    def days(text: str) -> list[tuple[dt.date | None, tuple[str, ...]]]:
        return [(m.value.earliest, m.value.checks) for m in find_timexes(text)]

    assert days("05/06/2012") == [(dt.date(2012, 6, 5), ("day-first-assumed",))]
    assert days("05/06/2012 and 08/17/2012") == [(dt.date(2012, 5, 6), ()), (dt.date(2012, 8, 17), ())]
    assert days("05/06/2012 and 17/08/2012")[0] == (dt.date(2012, 6, 5), ("day-first-assumed",))


def test_absolute_day_carries_its_date() -> None:
    (mention,) = find_timexes("It fell on 3 May 2012")
    assert mention.value.earliest == mention.value.latest == dt.date(2012, 5, 3)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "es",
            "El sábado 18 de agosto de 2012, ayer, la semana pasada, hace dos días, del 13 al 19 de mayo, "
            "en la madrugada del lunes, desde 2008, a principios de julio",
            [
                *("sábado 18 de agosto de 2012", "ayer", "la semana pasada", "hace dos días", "13 al 19 de mayo"),
                *("la madrugada del lunes", "desde 2008", "principios de julio"),
            ],
        ),
        (
            "ru",
            "17 августа 2012 года, в воскресенье вечером, вчера, два дня назад, на прошлой неделе, в ночь на субботу, "
            "с января по октябрь, в начале июля",
            [
                *("17 августа 2012 года", "воскресенье вечером", "вчера", "два дня назад", "прошлой неделе"),
                *("ночь на субботу", "с января по октябрь", "начале июля"),
            ],
        ),
        (
            "fr",
            "Le samedi 18 août 2012, avant-hier, il y a deux jours, la semaine dernière, la veille, le 1er mai",
            [
                "samedi 18 août 2012",
                "avant-hier",
                "il y a deux jours",
                "la semaine dernière",
                "la veille",
                "le 1er mai",
            ],
        ),
        ("ar", "في 17 أغسطس 2012 و يوم الاثنين أمس", ["17 أغسطس 2012", "الاثنين", "أمس"]),
    ],
)
def test_other_languages_read_their_own_words(language: str, text: str, expected: list[str]) -> None:
    assert texts(text, language) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_loads_and_names_known_classes(language: str) -> None:
    words, phrases = table(language)
    assert words
    assert {name for name, _ in words.values()} <= set(CLASS_NAMES)
    assert all(tokens[0] == first for first, entries in phrases.items() for tokens, _, _ in entries)
    assert {value for name, value in words.values() if name == "mon"} | {3, 5} == set(range(1, 13))
    assert {value for name, value in words.values() if name == "wday"} == set(range(7))


def test_unknown_language_is_read_as_english() -> None:
    assert table("xx") is table("en")


def test_rules_have_names_of_their_own() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))


def test_template_notation_captures_slots() -> None:
    pattern = compile_template("( d=num m=mon / m=mon d=num ) y=year?")
    assert {slot_name(group) for group in pattern.groupindex} == {"d", "m", "y"}


_PIECES = st.sampled_from(
    """
    on at in the of since until between from and to 3 17 12th 2012 90 may May March July August. Monday Saturday's
    last next this every yesterday ago two days weeks a week year earlier later before after night morning early late
    the same day , . - – ( ) weekend overnight spring Christmas 12.09.2012 2012-09-12 14/05 10:15 1990s people killed
    """.split()
)
_TEXTS = st.lists(_PIECES, max_size=25).map(" ".join)


@given(_TEXTS)
@settings(max_examples=300)
def test_mentions_lie_in_the_text_sorted_and_apart(text: str) -> None:
    found = find_timexes(text)
    assert all(text[m.start : m.end] == m.text and m.start < m.end for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(m.value.kind != "ignore" and m.value.rule for m in found)


@given(st.text(max_size=200))
@settings(max_examples=200)
def test_any_text_is_read_without_error(text: str) -> None:
    for mention in find_timexes(text):
        assert text[mention.start : mention.end] == mention.text


SURE = (
    "A raid of 17 August 2012 followed one on Monday night, two days after the blast of July 3rd, and one last week; "
    "since January, from 13 to 19 April 2019, over the weekend and the day before yesterday the same day was calm."
)


@pytest.mark.parametrize("change", [str.upper, str.lower, str.swapcase])
def test_case_does_not_matter(change: Callable[[str], str]) -> None:
    plain = [(m.start, m.end, m.value) for m in find_timexes(SURE)]
    assert [(m.start, m.end, m.value) for m in find_timexes(change(SURE))] == plain
    assert len(plain) == 10


@given(st.sets(st.sampled_from([i for i, c in enumerate(SURE) if c == " "]), max_size=12))
@settings(max_examples=100)
def test_line_breaks_do_not_matter(places: set[int]) -> None:
    wrapped = "".join("\n" if i in places else c for i, c in enumerate(SURE))
    expected = [(m.start, m.end, m.value) for m in find_timexes(SURE)]
    assert [(m.start, m.end, m.value) for m in find_timexes(wrapped)] == expected
