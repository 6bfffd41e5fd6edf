"""Numbers of people and things: their bounds, and what is not one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.mentions.counts import article_count, find_counts
from dateline.records import CountMention


def only(text: str) -> CountMention:
    found = find_counts(text)
    assert len(found) == 1, [c.text for c in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "low", "best", "high"),
    [
        ("Eleven villagers died", 11, 11, 11),
        ("twenty-eight were hurt", 28, 28, 28),
        ("1,100 hostages", 1100, 1100, 1100),
        ("two dozen herders", 24, 24, 24),
        ("half a dozen soldiers", 6, 6, 6),
        ("a couple of drivers", 2, 2, 2),
        ("a hundred rebels", 100, 100, 100),
        ("three hundred and thirty-four dead", 334, 334, 334),
        ("1.5 million people fled", 1_500_000, 1_500_000, 1_500_000),
        ("at least 11 people", 11, 11, None),
        ("no fewer than twelve people", 12, 12, None),
        ("more than 100 people", 100, None, None),
        ("over 40 people", 40, None, None),
        ("175+ hurt", 175, None, None),
        ("up to 30 gunmen", None, None, 30),
        ("fewer than 20 people", None, None, 20),
        ("about 50 fighters", 50, 50, 50),
        ("some sixty wounded", 60, 60, 60),
        ("nearly 60 people", 60, 60, 60),
        ("just under 500 men", 500, 500, 500),
        ("between 3 and 5 gunmen", 3, None, 5),
        ("three or four men", 3, None, 4),
        ("10–15 attackers", 10, None, 15),
        ("dozens of shoppers", 24, None, None),
        ("scores of herders", 40, None, None),
        ("several officers", 3, None, None),
        ("hundreds of marchers", 200, None, None),
        ("several hundred marchers", 300, None, None),
        ("tens of thousands of people", 20_000, None, None),
        ("a dozen or so riders", 12, 12, 12),
    ],
)
def test_bounds_follow_the_usual_reading(text: str, low: int | None, best: int | None, high: int | None) -> None:
    mention = only(text)
    assert (mention.low, mention.best, mention.high) == (low, best, high)


def test_case_says_nothing() -> None:
    assert only("AT LEAST TWENTY-TWO PEASANTS").low == only("at least twenty-two peasants").low == 22


@pytest.mark.parametrize(
    "text",
    [
        "on 17 August 2012",
        "August 17, 2012",
        "3 JAN 90",
        "in 2012",
        "at 12:45 p.m.",
        "shortly after three in the morning",
        "a man aged 17",
        "aged between 24 and 33",
        "a 54-year-old driver",
        "Bek Omarov, 34, a plumber",
        "60 km south of the town",
        "five minutes later",
        "three and a half hours",
        "a 122 mm round",
        "9mm cartridges",
        "an RGD-5 grenade",
        "10 percent of voters",
        "a fine of $500",
        "School No. 1",
        "about 1.6 kg of ammonal",
        "a 2-1 defeat",
        "no one came",
        "Highway 8 was cut",
        "the third attack",
    ],
)
def test_what_counts_neither_people_nor_things_is_left_out(text: str) -> None:
    assert find_counts(text) == ()


def test_two_numbers_in_a_row_stay_apart() -> None:
    assert [c.best for c in find_counts("Two guards and three clerks died, 14 others were hurt.")] == [2, 3, 14]


def test_an_article_counts_one() -> None:
    text = "killed a guard"
    mention = article_count(text, text.index("guard"))
    assert mention is not None
    assert mention.best == 1
    assert article_count("the guard", 4) is None


@given(st.integers(min_value=2, max_value=999_999))
def test_figures_are_read_with_and_without_separators(number: int) -> None:
    for written in (f"{number:,}", str(number)):
        if 1800 <= number <= 2100 and "," not in written:
            continue
        assert only(f"{written} people were evacuated").best == number


@given(st.text(max_size=200))
def test_mentions_lie_in_the_text_in_order_and_within_their_bounds(text: str) -> None:
    end = 0
    for mention in find_counts(text):
        assert mention.start >= end
        assert text[mention.start : mention.end] == mention.text
        bounds = [b for b in (mention.low, mention.best, mention.high) if b is not None]
        assert bounds
        assert bounds == sorted(bounds)
        end = mention.end
