"""The neutrality pairs: enough of them, each telling one act, and able to catch a coder that takes sides."""

import datetime as dt
import re
import tomllib
from collections import Counter
from pathlib import Path

from dateline.evals import neutrality
from dateline.records import Actor, Coding, Counts, DateExtent, Document, Report
from dateline.records.values import ActorType
from dateline.reports.coder import code_document


def coding(document: Document, *, deaths: int, killed: ActorType, side: str) -> Coding:
    return Coding(
        document_id=document.document_id,
        coder="test",
        reports=(
            Report(
                report_id="r1",
                document_id=document.document_id,
                position=1,
                spans=((0, len(document.text)),),
                summary="",
                event_type="Battles",
                sub_event_type="Armed clash",
                date=DateExtent(earliest=dt.date(2016, 5, 10), latest=dt.date(2016, 5, 10), precision="day", rule="t"),
                deaths=Counts(low=deaths, best=deaths, high=deaths),
                deaths_by_side={side: deaths},  # type: ignore[dict-item]
                actors=(Actor(role="target", name="they", type=killed, effect="death", number=deaths),),
            ),
        ),
    )


def test_there_are_at_least_500_pairs_of_each_sort_of_difference() -> None:
    axes = Counter(pair.axis for pair in neutrality.pairs())
    assert axes.total() >= 500
    assert min(axes.values()) >= 50


def test_pairs_are_distinct_and_always_the_same() -> None:
    made = list(neutrality.pairs())
    assert made == list(neutrality.pairs())
    assert len({pair.pair_id for pair in made}) == len(made)
    assert all(pair.left != pair.right for pair in made)


def test_the_tellings_of_a_pair_agree_in_every_figure_and_date() -> None:
    facts = re.compile(r"\b(?:\d+|one|two|three|four|five|six|seven|nine|Tuesday)\b", re.IGNORECASE)
    for pair in neutrality.pairs():
        assert facts.findall(pair.left.lower()) == facts.findall(pair.right.lower()), pair.pair_id


def test_swapped_names_swap_back() -> None:
    for pair in neutrality.pairs():
        if pair.axis == "names":
            (a, b), _ = pair.swap
            there = pair.left.lower().replace(a.lower(), "\0").replace(b.lower(), a.lower()).replace("\0", b.lower())
            assert there == pair.right.lower()


def test_a_coder_that_hears_terrorists_differently_is_caught() -> None:
    def partisan(document: Document) -> Coding:
        bad = "terrorist" in document.text.lower()
        return coding(
            document,
            deaths=4,
            killed="rebel group" if bad else "political militia",
            side="attackers" if bad else "unknown",
        )

    result = neutrality.check(partisan)
    assert 0 < result.equal < result.pairs
    caught = {d.pair.pair_id for d in result.differences if d.pair.axis == "words"}
    assert caught
    assert all("ministry" in pair_id for pair_id in caught)


def test_a_coder_that_counts_only_one_sides_dead_is_caught() -> None:
    def one_eyed(document: Document) -> Coding:
        dead = 5 if re.search(r"five (?:soldiers|troops|servicemen)", document.text) else 0
        return coding(document, deaths=dead, killed="state forces", side="state forces")

    result = neutrality.check(one_eyed)
    assert any(d.pair.axis == "sides" and d.field.endswith("deaths") for d in result.differences)


def test_directions_are_equal_when_sides_change_places() -> None:
    pair = neutrality.Pair(pair_id="sides/x", axis="sides", left="Soldiers killed five rebels.", right="The reverse.")
    document = neutrality.document("Soldiers killed five rebels in Gao on Tuesday.")
    ours = coding(document, deaths=5, killed="rebel group", side="armed group")
    theirs = coding(document, deaths=5, killed="state forces", side="state forces")
    assert neutrality.compare(pair, ours, theirs) == []
    assert neutrality.compare(pair, ours, ours) != []


def test_the_default_coder_takes_no_side() -> None:
    floors = tomllib.loads((Path(__file__).parents[2] / "evals" / "floors.toml").read_text("utf-8"))["floors"]
    result = neutrality.check(code_document)
    assert result.empty == 0
    assert result.share >= floors["neutrality"]["pairs_alike"], "python -m dateline.evals.neutrality shows which pairs"
