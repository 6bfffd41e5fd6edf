"""One document's figure from its numbers: what repeats, what is a part, what adds up."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.records import ActorMention, Counts
from dateline.reports.casualty import Casualty
from dateline.reports.tally import is_attacker, side_of, tally


def actor(head: str, type_: Any = None) -> ActorMention:
    return ActorMention(start=0, end=len(head), text=head, head=head, type=type_)


def casualty(n: int | None, head: str = "", *, at: int = 0, **values: Any) -> Casualty:
    return Casualty(
        field="deaths",
        low=values.pop("low", n),
        best=n,
        high=values.pop("high", n),
        start=at,
        end=at + 10,
        head=head,
        general=values.pop("general", head in ("", "people")),
        rule="casualty.test",
        trigger_start=values.pop("trigger_start", at),
        **values,
    )


def rows(*casualties: Casualty) -> list[tuple[Casualty, bool, bool]]:
    return [(c, False, False) for c in casualties]


def exactly(n: int) -> Counts:
    return Counts(low=n, best=n, high=n)


NUMBERS = st.one_of(st.none(), st.integers(0, 400))


@st.composite
def casualties(draw: st.DrawFn) -> Casualty:
    values = sorted(draw(st.lists(st.integers(0, 400), min_size=3, max_size=3)))
    keep = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    low, best, high = (v if k else None for v, k in zip(values, keep, strict=True))
    head = draw(st.sampled_from(["", "people", "soldier", "villager", "gunman"]))
    return Casualty(
        field="deaths",
        low=low,
        best=best,
        high=high,
        start=(at := draw(st.integers(0, 2000))),
        end=at + 5,
        head=head,
        general=head in ("", "people"),
        subset=draw(st.booleans()),
        of_set=draw(st.booleans()),
        adds=draw(st.booleans()),
        earlier=draw(st.booleans()),
        revised=draw(st.booleans()),
        includes_attacker=draw(st.sampled_from([None, True, False])),
        rule="casualty.test",
        trigger_start=draw(st.integers(0, 2000)),
    )


@settings(max_examples=100)
@given(st.lists(st.tuples(casualties(), st.booleans(), st.booleans()), max_size=8), st.integers(0, 2), st.booleans())
def test_low_best_and_high_are_in_order_whatever_is_told(
    told: list[tuple[Casualty, bool, bool]], bombers: int, deaths: bool
) -> None:
    figure = tally(told, bombers=bombers, deaths=deaths)
    if figure.counts is not None:
        given_ = [n for n in (figure.counts.low, figure.counts.best, figure.counts.high) if n is not None]
        assert given_ == sorted(given_)
        assert all(n >= 0 for n in given_)


@settings(max_examples=60)
@given(st.lists(st.tuples(casualties(), st.booleans(), st.booleans()), max_size=8))
def test_what_makes_up_a_figure_is_among_what_was_told(told: list[tuple[Casualty, bool, bool]]) -> None:
    figure = tally(told)
    known = {id(c) for c, _, _ in told}
    assert all(id(c) in known for c in [*figure.parts, *figure.others])
    assert not {id(c) for c in figure.parts} & {id(c) for c in figure.others}


def test_nothing_told_is_no_figure() -> None:
    assert tally([]).counts is None


def test_nobody_is_nought() -> None:
    assert tally(rows(casualty(0))).counts == exactly(0)


def test_nobody_gives_way_to_a_number() -> None:
    assert tally(rows(casualty(0), casualty(4, "villager", at=50))).counts == exactly(4)


def test_unlike_people_add_up() -> None:
    assert tally(rows(casualty(2, "soldier"), casualty(3, "villager", at=30))).counts == exactly(5)


def test_a_general_figure_covers_its_parts() -> None:
    figure = tally(rows(casualty(5, "people"), casualty(2, "soldier", at=200), casualty(3, "villager", at=230)))
    assert figure.counts == exactly(5)


def test_the_same_people_told_again_count_once() -> None:
    assert tally(rows(casualty(4, "villager"), casualty(4, "villager", at=500))).counts == exactly(4)


def test_a_part_of_a_figure_is_not_added() -> None:
    figure = tally(rows(casualty(9, "villager"), casualty(3, "child", at=40, subset=True)))
    assert figure.counts == exactly(9)


def test_a_revised_toll_replaces_the_first_and_the_earlier_one_is_the_lower_bound() -> None:
    figure = tally(rows(casualty(12, "people", revised=True), casualty(7, "people", at=200, earlier=True)))
    assert figure.counts is not None
    assert (figure.counts.low, figure.counts.best) == (7, 12)


def test_the_attackers_dead_are_added_to_the_victims() -> None:
    figure = tally([(casualty(6, "villager"), False, False), (casualty(2, "gunman", at=60), True, False)])
    assert figure.counts == exactly(8)
    assert figure.by_side["attackers"] == 2


def test_they_are_not_added_where_the_figure_has_them_in_it() -> None:
    figure = tally(
        [
            (casualty(6, "people", includes_attacker=True), False, False),
            (casualty(1, "bomber", at=60), True, False),
        ]
    )
    assert figure.counts == exactly(6)


def test_a_bomber_who_is_not_counted_in_words_widens_the_upper_bound_only() -> None:
    figure = tally(rows(casualty(6, "people")), bombers=1, deaths=True)
    assert figure.counts == Counts(low=6, best=6, high=7)


def test_a_bomber_says_nothing_of_the_injured() -> None:
    assert tally(rows(casualty(6, "people")), bombers=1, deaths=False).counts == exactly(6)


def test_a_headline_counts_where_the_body_has_no_number() -> None:
    assert tally([(casualty(6, "people"), False, True)]).counts == exactly(6)


def test_a_vague_number_keeps_its_bounds_and_has_no_best() -> None:
    assert tally(rows(casualty(None, "people", low=24, high=None))).counts == Counts(low=24, best=None, high=None)


@pytest.mark.parametrize(
    ("type_", "side"),
    [
        ("state forces", "state forces"),
        ("rebel group", "armed group"),
        ("civilians", "civilians"),
        ("protesters", "civilians"),
        (None, "unknown"),
    ],
)
def test_the_side_of_the_dead_is_that_of_their_neutral_type(type_: Any, side: str) -> None:
    assert side_of(casualty(1, "x", actor=actor("x", type_)), attacker=False) == side


def test_whoever_they_are_the_attackers_are_attackers() -> None:
    assert side_of(casualty(1, "x", actor=actor("x", "state forces")), attacker=True) == "attackers"


def test_gunmen_are_attackers_and_villagers_are_not() -> None:
    none: frozenset[str] = frozenset()
    assert is_attacker(casualty(1, "gunman"), none, none)
    assert not is_attacker(casualty(1, "villager", actor=actor("villager", "civilians")), none, none)


def test_those_whom_the_text_names_as_perpetrators_are_attackers() -> None:
    assert is_attacker(casualty(1, "herder"), frozenset(), frozenset({"herder"}))
