"""Linking a store: what merges, what stays apart, what is asked, and that reruns and orders change nothing."""

import datetime as dt
import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from incidents_samples import (
    EXAMPLIA,
    FAR_CITY,
    context,
    count,
    day,
    report_sets,
)

from dateline.incidents.blocking import keys
from dateline.incidents.linking import incident_id, link_new
from dateline.incidents.memory import MemoryStore
from dateline.records import Actor, Counts, DateExtent, Link, Place

POST = "Gunmen opened fire on a police post in Langtown at dawn, killing eleven officers, the governor said."
REWORDED = "Twelve policemen died when armed men stormed their checkpoint in Langtown early on Wednesday."
OFFICERS = (Actor(role="target", name="officers", type="state forces"),)
MARKET = (Actor(role="target", name="market", type="civilians"),)


def same(store: MemoryStore, left: str, right: str) -> bool:
    return store.assigned[left] == store.assigned[right]


def unsure(store: MemoryStore) -> list[tuple[str, str]]:
    return [(x.left, x.right) for x in store.recorded if x.judgement == "unsure"]


def linked(*contexts) -> MemoryStore:
    store = MemoryStore(contexts)
    link_new(store)
    return store


def base(name: str = "a", **changes):
    values = {"text": POST, "deaths": count(11), "actors": OFFICERS} | changes
    return context(name, **values)


@pytest.mark.parametrize(
    ("changes", "together"),
    [
        pytest.param({}, True, id="told again"),
        pytest.param({"deaths": count(12)}, True, id="toll updated from 11 to 12"),
        pytest.param({"deaths": Counts(low=3)}, True, id="toll only vague"),
        pytest.param({"deaths": None}, True, id="no toll"),
        pytest.param({"text": REWORDED, "deaths": count(12)}, True, id="other words"),
        pytest.param({"place": EXAMPLIA}, True, id="only the country"),
        pytest.param(
            {"place": Place(name="Langtoun", geonameid=101, admin1="Upper Vale", country_code="XA", precision="place")},
            True,
            id="place under another spelling",
        ),
        pytest.param(
            {"date": DateExtent(latest=dt.date(2014, 3, 9), rule="test"), "published": "2014-03-09"}, True, id="undated"
        ),
        pytest.param(
            {
                "date": DateExtent(
                    earliest=dt.date(2014, 3, 1), latest=dt.date(2014, 3, 31), precision="month", rule="test"
                )
            },
            True,
            id="only the month",
        ),
        pytest.param({"date": day("2014-03-08"), "text": REWORDED}, False, id="three days later"),
        pytest.param({"place": FAR_CITY, "text": "Gunmen attacked a post in Far City."}, False, id="another city"),
        pytest.param(
            {
                "text": "A bomb tore through the vegetable market in Langtown, wounding thirty shoppers.",
                "deaths": count(2),
                "injured": count(30),
                "event": ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
                "actors": MARKET,
                "weapons": ("bomb",),
            },
            False,
            id="twin on the same day in the same city",
        ),
        pytest.param(
            {
                "text": "Mourners buried the officers in Langtown; police arrested two suspects.",
                "deaths": None,
                "date": day("2014-03-07"),
                "event": ("Strategic developments", "Arrests"),
            },
            False,
            id="arrests two days after",
        ),
        pytest.param(
            {
                "text": "A suicide bomber killed eight at the funeral of an officer in Langtown.",
                "deaths": count(8),
                "date": day("2014-03-06"),
                "event": ("Explosions/Remote violence", "Suicide bomb"),
            },
            False,
            id="blast at the funeral next day",
        ),
        pytest.param({"background": True, "deaths": count(140)}, False, id="cumulative total"),
    ],
)
def test_perturbed_report(changes, together):
    store = linked(
        base("a"), base("b", published="2014-03-07", **{k: v for k, v in changes.items() if k != "published"})
    )
    assert same(store, "a", "b") is together


def test_a_date_off_by_one_day_is_asked_not_merged_unless_the_words_are_the_same():
    other = "Attackers hit a checkpoint in the town, leaving eleven dead."
    asked = linked(base("a"), base("b", date=day("2014-03-06"), text=other))
    assert not same(asked, "a", "b")
    assert unsure(asked) == [("a", "b")]
    told_alike = linked(base("a"), base("b", date=day("2014-03-06")))
    assert same(told_alike, "a", "b")


def test_two_reports_of_one_document_stay_two_incidents():
    store = linked(base("a", document="d", position=1), base("b", document="d", position=2))
    assert not same(store, "a", "b")
    assert not unsure(store)


def test_a_third_report_joins_only_one_of_two_in_one_document():
    first = base("a", document="d", position=1, deaths=count(11))
    second = base(
        "b", document="d", position=2, deaths=count(3), text="Later a mine killed three in Langtown.", actors=()
    )
    store = linked(first, second, base("c", published="2014-03-07"))
    assert same(store, "a", "c")
    assert not same(store, "b", "c")


def test_a_copy_is_linked_at_its_place_in_the_document():
    a, b = base("a1", document="d", position=1), base("a2", document="d", position=2, date=day("2014-03-01"))
    copies = [
        msgspec.structs.replace(
            c,
            document_id="e",
            copy_of="d",
            report=msgspec.structs.replace(c.report, report_id=f"copy{c.report_id}", document_id="e"),
        )
        for c in (a, b)
    ]
    store = linked(a, b, *copies)
    assert store.groups() == [("a1", "copya1"), ("a2", "copya2")]


def test_decisions_of_people_bind_and_the_latest_counts():
    def decided(*judgements: str) -> MemoryStore:
        store = MemoryStore([base("a"), base("b")])
        for judgement in judgements:
            store.add_links(
                [Link(left="b", right="a", judgement=judgement, score=1.0, annotator="person:ada")]  # type: ignore[arg-type]
            )
        link_new(store)
        return store

    assert not same(decided("negative"), "a", "b")
    assert same(decided("negative", "positive"), "a", "b")
    assert not same(decided("positive", "negative"), "a", "b")


def test_people_can_join_what_the_model_would_never():
    store = MemoryStore([base("a"), context("b", place=FAR_CITY, date=day("2013-01-01"), text="Quiet.")])
    store.add_links([Link(left="a", right="b", judgement="positive", score=1.0, annotator="person:ada")])
    link_new(store)
    assert same(store, "a", "b")


def test_an_incident_keeps_its_id_when_reports_join():
    store = linked(base("m"))
    before = store.assigned["m"]
    assert before == incident_id("m")
    store.add([base("a", published="2014-03-01")])
    summary = link_new(store)
    assert (summary.joined, summary.started) == (1, 0)
    assert store.assigned == {"m": before, "a": before}


def test_a_bridge_between_two_incidents_is_asked_not_merged():
    left = base("a", deaths=count(4), text="Shots at a post in Langtown.")
    right = base("b", deaths=count(9), text="Langtown: a patrol comes under fire near the river.")
    store = MemoryStore([left])
    link_new(store)
    store.add([right])
    store.add_links([Link(left="a", right="b", judgement="negative", score=0.0, annotator="person:ada")])
    link_new(store)
    assert not same(store, "a", "b")
    store.add([base("c", deaths=None, text="Shots at a post in Langtown. A patrol comes under fire near the river.")])
    link_new(store)
    assert not same(store, "a", "b")


def test_links_carry_their_reasons():
    store = linked(base("a"), base("b", deaths=count(12), published="2014-03-07"))
    (link,) = [x for x in store.recorded if x.type == "same"]
    assert link.judgement == "positive"
    assert link.annotator == "model:reports@2"
    assert link.explanation["dates"] > 0
    assert link.explanation["deaths"] > 0


def test_attacks_of_one_kind_in_one_city_are_a_series():
    first = base("a", event=("Explosions/Remote violence", "Suicide bomb"), weapons=("bomb",), deaths=count(17))
    second = base(
        "b",
        event=("Explosions/Remote violence", "Suicide bomb"),
        weapons=("explosives",),
        deaths=count(5),
        date=day("2014-03-06"),
        actors=MARKET,
        text="A blast hit a trolleybus.",
    )
    store = linked(first, second)
    assert not same(store, "a", "b")
    assert [(x.type, x.judgement) for x in store.recorded if x.type != "same"] == [("series", "positive")]


def test_linking_again_changes_nothing():
    store = linked(base("a"), base("b"), base("c", place=FAR_CITY))
    before = dict(store.assigned), len(store.recorded)
    assert link_new(store).reports == 0
    assert (dict(store.assigned), len(store.recorded)) == before


@settings(max_examples=40)
@given(report_sets(smallest=2), st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_of_arrival(reports, shuffle: random.Random):
    expected = linked(*reports)
    mixed = list(reports)
    shuffle.shuffle(mixed)
    store = linked(*mixed)
    assert store.groups() == expected.groups()
    assert store.assigned == expected.assigned
    for group in store.groups():
        documents = [store.contexts[r].document_id for r in group]
        assert len(documents) == len(set(documents))


@given(report_sets(smallest=1, largest=1))
def test_every_report_has_block_keys_and_the_same_ones_each_time(reports):
    found = keys(reports[0])
    assert found
    assert found == keys(reports[0])
    assert all(isinstance(k, str) for k in found)


def test_vague_and_precise_reports_meet_under_some_key():
    undated = base(
        "u", date=DateExtent(latest=dt.date(2014, 3, 12), rule="test"), place=EXAMPLIA, published="2014-03-12"
    )
    assert keys(base("a")) & keys(undated)
    named = "Tova Quillen, 31, was shot at her desk."
    assert keys(base("x", text=named, place=None)) & keys(base("y", text=named, place=None, date=day("2019-01-01")))
