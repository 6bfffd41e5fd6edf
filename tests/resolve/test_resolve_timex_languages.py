"""Expressions of Spanish, French, Russian and Arabic: a table of its own, and what holds in every language.

In `timex_languages.tsv` the expression stands in braces; all are of 12 September 2012, a Wednesday. `context` is the day of
the incident told before.
"""

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.mentions.timex import find_timexes
from dateline.mentions.timex_tables import LANGUAGES, table
from dateline.records.values import DateExtent
from dateline.resolve.dates import Tense, resolve_timex

PUBLISHED = dt.date(2012, 9, 12)
TENSES: dict[str, Tense] = {"p": "past", "f": "future"}
NOWHERE = (None, None)


def rows() -> list[list[str]]:
    lines = Path(__file__).with_name("timex_languages.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines if line]


def given_day(told: str) -> DateExtent | None:
    if told == "-":
        return None
    day = dt.date.fromisoformat(told)
    return DateExtent(earliest=day, latest=day, rule="given")


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row[0]}|{row[1]}")
def test_expression_gives_the_interval_of_the_table(row: list[str]) -> None:
    language, marked, tense, context, earliest, latest, precision = row
    start, end = marked.index("{"), marked.index("}") - 1
    found = find_timexes(marked.replace("{", "").replace("}", ""), language=language)
    assert [(m.start, m.end) for m in found if m.start < end and m.end > start] == [(start, end)], found
    mention = next(m for m in found if m.start == start)
    extent = resolve_timex(mention, published=(PUBLISHED, PUBLISHED), tense=TENSES[tense], context=given_day(context))
    assert (str(extent.earliest), str(extent.latest), extent.precision) == (earliest, latest, precision), extent
    assert extent.rule


def test_every_language_has_sixty_expressions_and_more() -> None:
    counted = Counter(row[0] for row in rows())
    assert set(counted) == set(LANGUAGES) - {"en"}
    assert min(counted.values()) >= 60


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They were beaten every day."), ("en", "It meets on Mondays."), ("en", "Every other week a mine went off."),
        ("es", "Los golpeaban cada día."), ("es", "Se reúne todos los lunes."), ("es", "Cada semana hay ataques."),
        ("fr", "On les battait chaque jour."), ("fr", "Il siège tous les lundi."), ("fr", "Il y a des attaques chaque semaine."),
        ("ru", "Их били каждый день."), ("ru", "Суд заседает каждый понедельник."), ("ru", "Каждую неделю гремят взрывы."),
        ("ar", "كانوا يضربونهم كل أسبوع."), ("ar", "تجتمع المحكمة كل سنة."), ("ar", "تقع هجمات كل شهر."),
    ],
)  # fmt: skip
def test_frequencies_are_sets_and_date_nothing(language: str, text: str) -> None:
    (mention,) = find_timexes(text, language=language)
    assert mention.value.kind == "set"
    extent = resolve_timex(mention, published=(PUBLISHED, PUBLISHED), tense="past")
    assert (extent.earliest, extent.latest, extent.precision) == (None, None, "unknown")


@pytest.mark.parametrize(
    ("language", "text", "check"),
    [
        ("en", "It happened on Friday, 16 August 2012.", "weekday-mismatch"),
        ("es", "Ocurrió el viernes 16 de agosto de 2012.", "weekday-mismatch"),
        ("fr", "C'est arrivé le vendredi 16 août 2012.", "weekday-mismatch"),
        ("ru", "Это случилось в пятницу, 16 августа 2012 года.", "weekday-mismatch"),
        ("ar", "وقع الهجوم الجمعة 16 أغسطس 2012.", "weekday-mismatch"),
        ("es", "Ocurrió el 31 de abril de 2012.", "no-such-date"),
        ("fr", "C'est arrivé le 31 avril 2012.", "no-such-date"),
        ("ru", "Это случилось 31 апреля 2012 года.", "no-such-date"),
        ("ar", "وقع الهجوم في 31 أبريل 2012.", "no-such-date"),
        ("en", "On Eid al-Adha, 19 August 2012, a shell hit the market.", "holiday-mismatch"),
        ("en", "A shell hit the market on 19 August 2012, Eid al-Adha.", "holiday-mismatch"),
        ("es", "Una granada cayó el 19 de agosto de 2012, Eid al-Adha.", "holiday-mismatch"),
        ("en", "A shell hit the market on 19 August (Eid al-Adha).", "holiday-mismatch"),
        ("fr", "Un obus est tombé le 19 août 2012, jour de Noël.", "holiday-mismatch"),
        ("ar", "سقطت قذيفة في 19 أغسطس 2012 (عيد الأضحى).", "holiday-mismatch"),
        ("ru", "Снаряд попал в рынок 19 августа 2012 года, в Курбан-байрам.", "holiday-mismatch"),
    ],
)
def test_contradictions_are_flagged_and_the_words_kept(language: str, text: str, check: str) -> None:
    extents = [
        resolve_timex(m, published=(PUBLISHED, PUBLISHED), tense="past") for m in find_timexes(text, language=language)
    ]
    assert check in {c for e in extents for c in e.checks}, extents
    if check != "no-such-date":
        day = 16 if check == "weekday-mismatch" else 19
        assert dt.date(2012, 8, day) in {e.earliest for e in extents}


@pytest.mark.parametrize("holiday", ["Eid al-Fitr", "the feast", "Easter"])
def test_a_holiday_that_can_fall_on_its_date_is_not_flagged(holiday: str) -> None:
    day = {"Easter": "8 April 2012"}.get(holiday, "19 August 2012")
    mentions = find_timexes(f"A shell hit the market on {day}, {holiday}.")
    extents = [resolve_timex(m, published=(PUBLISHED, PUBLISHED), tense="past") for m in mentions]
    assert [e.checks for e in extents] == [()]
    assert extents[0].precision == "day"


SENTENCES = {
    language: [*table(language).words, *(" ".join(p[0]) for group in table(language).phrases.values() for p in group)]
    for language in LANGUAGES
}
NUMBERS = [
    "1",
    "3",
    "12",
    "17",
    "31",
    "99",
    "2012",
    "05/06/2012",
    "17.08.12",
    "2012-08-17",
    "1990s",
    ",",
    ".",
    "-",
    "word",
]


@st.composite
def told(draw: st.DrawFn) -> tuple[str, str]:
    language = draw(st.sampled_from(LANGUAGES))
    words = draw(st.lists(st.sampled_from([*SENTENCES[language], *NUMBERS]), min_size=1, max_size=7))
    return language, " ".join(words)


@given(told())
@settings(max_examples=400, deadline=None)
def test_nothing_is_dated_without_an_anchor_but_what_names_its_year(case: tuple[str, str]) -> None:
    language, text = case
    for mention in find_timexes(text, language=language):
        assert text[mention.start : mention.end] == mention.text
        extent = resolve_timex(mention, published=NOWHERE, tense="past")
        assert extent.rule
        if extent.earliest or extent.latest:
            # "9/11" names its year, as do two digits after a month.
            assert re.search(r"\d\d|9/11|september 11|sept", mention.text.lower()), (mention, extent)


@given(told(), st.sampled_from(["past", "future", None]))
@settings(max_examples=400, deadline=None)
def test_no_expression_falls_back_to_the_day_of_publication(case: tuple[str, str], tense: Tense | None) -> None:
    """What names neither a day relative to publication nor one of the calendar stays without a beginning."""
    language, text = case
    for mention in find_timexes(text, language=language):
        extent = resolve_timex(mention, published=(PUBLISHED, PUBLISHED), tense=tense)
        if mention.value.kind in ("set", "duration", "anaphoric"):
            assert extent.earliest is None, (mention, extent)
        if extent.earliest and extent.latest:
            assert extent.earliest <= extent.latest
        if extent.earliest == extent.latest == PUBLISHED and mention.value.kind not in ("relative", "range", "weekday"):
            assert "12" in mention.text or mention.value.kind in ("partial", "holiday", "absolute"), (mention, extent)
