"""What several reports say together: bounds from all, the best figure by a named policy, dissent kept."""

import datetime as dt

import pytest
from hypothesis import given
from incidents_samples import (
    EXAMPLIA,
    FAR_CITY,
    LANGTOWN,
    UPPER_VALE,
    context,
    count,
    day,
    report_sets,
)

from dateline.errors import UsageError
from dateline.incidents.aliases import merge_actors
from dateline.incidents.policies import POLICIES, Figure, gtd, ucdp
from dateline.incidents.reconcile import places_agree, reconcile
from dateline.records import Actor, Counts, DateExtent, SeizedItem


def toll(*figures: tuple[str, Counts | int | None, str], policy: str = "ucdp") -> Counts | None:
    """Deaths reconciled over (name, figure, publication day)."""
    reports = [
        context(name, deaths=count(n) if isinstance(n, int) else n, published=published)
        for name, n, published in figures
    ]
    return reconcile("i0", reports, policy=policy).deaths


@given(report_sets())
def test_low_best_high_stay_in_order_and_the_order_of_reports_never_matters(reports):
    for policy in POLICIES:
        forward = reconcile("i0", reports, policy=policy)
        assert reconcile("i0", reversed(reports), policy=policy) == forward
        for counts in (forward.deaths, forward.injured):
            given_ = [n for n in (counts.low, counts.best, counts.high) if n is not None] if counts else []
            assert given_ == sorted(given_)


@given(report_sets(largest=4))
def test_a_copy_of_a_report_changes_no_figure(reports):
    first = reports[0]
    copy = context(
        "copy",
        document="copy-doc",
        copy_of=first.document_id,
        position=first.report.position,
        deaths=first.report.deaths,
        injured=first.report.injured,
        date=first.report.date,
        place=first.report.place,
        event=(first.report.event_type, first.report.sub_event_type),
        published=first.published_latest.isoformat() if first.published_latest else None,
    )
    for policy in POLICIES:
        alone, beside = (reconcile("i0", r, policy=policy) for r in (reports, [*reports, copy]))
        assert (alone.deaths, alone.injured, alone.date_start, alone.place) == (
            beside.deaths,
            beside.injured,
            beside.date_start,
            beside.place,
        )


@given(report_sets(smallest=1, largest=1))
def test_one_report_is_its_own_incident(reports):
    report = reports[0].report
    incident = reconcile("i0", reports)
    assert incident.place == report.place
    assert (incident.event_type, incident.sub_event_type) == (report.event_type, report.sub_event_type)
    assert incident.date_start == (report.date.earliest.isoformat() if report.date.earliest else None)
    if report.deaths is not None and report.deaths.best is not None:
        assert incident.deaths is not None
        assert incident.deaths.best == report.deaths.best


def test_policies_give_different_figures_from_the_same_reports():
    reports = [("a", 13, "2014-03-05"), ("b", 17, "2014-03-06"), ("c", 17, "2014-03-06"), ("d", 18, "2014-03-09")]
    best = {policy: toll(*reports, policy=policy) for policy in POLICIES}
    assert {policy: c.best for policy, c in best.items() if c} == {"ucdp": 17, "acled": 13, "gtd": 18, "median": 17}
    assert all((c.low, c.high) == (13, 18) for c in best.values() if c)


def test_divided_sources_the_latest_of_them_counts():
    assert toll(("a", 13, "2014-03-05"), ("b", 17, "2014-03-06"), ("c", 18, "2014-03-09")) == Counts(
        low=13, best=18, high=18
    )


def test_a_later_figure_of_one_outlet_replaces_its_earlier_one():
    reports = [
        context("a", deaths=count(9), outlet="Post", published="2014-03-05"),
        context("b", deaths=count(12), outlet="Post", published="2014-03-07"),
        context("c", deaths=count(9), outlet="Herald", published="2014-03-05"),
    ]
    assert reconcile("i0", reports).deaths == Counts(low=9, best=12, high=12)


def test_vague_numbers_bound_but_never_win():
    assert toll(("a", Counts(low=24), "2014-03-05"), ("b", 31, "2014-03-06")) == Counts(low=24, best=31, high=31)
    assert toll(("a", Counts(low=24), "2014-03-05"), ("b", 13, "2014-03-06")) == Counts(low=13, best=13)
    assert toll(("a", Counts(low=24), "2014-03-05")) == Counts(low=24)
    assert toll(("a", None, "2014-03-05")) is None


def test_deaths_by_side_come_from_the_report_of_the_best_figure():
    reports = [
        context("a", deaths=count(9), deaths_by_side={"civilians": 9}, published="2014-03-05"),
        context("b", deaths=count(12), deaths_by_side={"civilians": 10, "attackers": 2}, published="2014-03-08"),
    ]
    assert reconcile("i0", reports).deaths_by_side == {"civilians": 10, "attackers": 2}


def test_dates_are_intersected_where_they_agree():
    week = DateExtent(earliest=dt.date(2014, 3, 1), latest=dt.date(2014, 3, 7), precision="week", rule="test")
    incident = reconcile("i0", [context("a", date=week), context("b", date=day("2014-03-05"))])
    assert (incident.date_start, incident.date_end, incident.date_precision) == ("2014-03-05", "2014-03-05", "day")


def test_the_majority_of_days_wins_and_the_other_is_kept_as_dissent():
    reports = [context("a"), context("b"), context("c", date=day("2014-03-06"))]
    incident = reconcile("i0", reports)
    assert incident.date_start == incident.date_end == "2014-03-05"
    trail = next(r for r in incident.reconciled if r.field == "date_start")
    assert [d.report_id for d in trail.dissent] == ["c"]


def test_two_days_that_disagree_give_both():
    incident = reconcile("i0", [context("a"), context("b", date=day("2014-03-06"))])
    assert (incident.date_start, incident.date_end) == ("2014-03-05", "2014-03-06")


def test_the_most_precise_compatible_place_wins():
    reports = [context("a", place=EXAMPLIA), context("b", place=UPPER_VALE), context("c", place=LANGTOWN)]
    assert reconcile("i0", reports).place == LANGTOWN
    assert not places_agree(LANGTOWN, FAR_CITY)
    outvoted = [context("a", place=LANGTOWN), context("b", place=LANGTOWN), context("c", place=FAR_CITY)]
    assert reconcile("i0", outvoted).place == LANGTOWN


def test_every_value_names_its_policy_and_its_reports():
    incident = reconcile("i0", [context("a", deaths=count(3)), context("b", deaths=count(4), published="2014-03-09")])
    best = next(r for r in incident.reconciled if r.field == "deaths.best")
    assert (best.value, best.policy, best.report_ids) == (4, "ucdp", ("b",))
    assert [(d.report_id, d.value) for d in best.dissent] == [("a", 3)]


def test_actors_merge_under_the_longest_name():
    gunmen = Actor(role="perpetrator", name="gunmen", type="unidentified armed group")
    masked = Actor(role="perpetrator", name="masked gunmen", number=3)
    police = Actor(role="target", name="the police", type="state forces")
    station = Actor(role="target", name="police station", type="state forces")
    merged = merge_actors([context("a", actors=(gunmen, police)).report, context("b", actors=(masked, station)).report])
    assert [(a.name, a.number) for a in merged] == [
        ("masked gunmen", 3),
        ("the police", None),
        ("police station", None),
    ]
    assert merged[0].type == "unidentified armed group"
    assert merged[0].aliases == ("gunmen",)


def test_inventories_are_joined_not_added():
    reports = [
        context("a", seized=(SeizedItem(item="grenade", number=2),)),
        context("b", seized=(SeizedItem(item="Grenade", number=3), SeizedItem(item="rifle"))),
    ]
    assert reconcile("i0", reports).seized == (SeizedItem(item="grenade", number=3), SeizedItem(item="rifle"))


def test_unknown_policy_and_empty_incident_are_named_errors():
    with pytest.raises(UsageError, match="no reconciliation policy 'mean'"):
        reconcile("i0", [context("a", deaths=count(1))], policy="mean")
    with pytest.raises(ValueError, match="no reports"):
        reconcile("i0", [])


def test_gtd_passes_over_the_newest_figure_where_it_is_hedged_or_the_perpetrators_claim() -> None:
    sure = Figure(report_id="a", counts=Counts(low=4, best=4, high=4), order=0)
    claim = Figure(report_id="b", counts=Counts(low=30, best=30, high=30), order=1, doubtful=True)
    assert gtd([sure, claim]) == 4
    assert gtd([claim]) == 30
    assert ucdp([sure, claim]) == 30


def test_a_copy_that_the_coder_cut_otherwise_is_still_one_source() -> None:
    original = context("a", document="d", deaths=count(5), position=1)
    copies = [context(f"c{n}", document=f"e{n}", copy_of="d", deaths=count(7), position=2) for n in range(3)]
    other = context("b", deaths=count(6), published="2014-03-01")
    incident = reconcile("i", [original, *copies, other])
    assert incident.deaths == Counts(low=5, best=5, high=7)
    best = next(r for r in incident.reconciled if r.field == "deaths.best")
    assert [d.report_id for d in best.dissent] == ["b"]


def test_of_copies_without_their_original_one_speaks() -> None:
    copies = [context(f"c{n}", document=f"e{n}", copy_of="gone", deaths=count(7)) for n in range(3)]
    others = [context(f"b{n}", deaths=count(6)) for n in range(2)]
    incident = reconcile("i", [*copies, *others])
    assert incident.deaths is not None
    assert incident.deaths.best == 6


def test_a_later_report_of_the_same_outlet_is_an_update_and_no_dissent() -> None:
    early = context("a", outlet="Post", deaths=count(11), published="2014-03-06", date=day("2014-03-05"))
    late = context("b", outlet="Post", deaths=count(12), published="2014-03-08", date=day("2014-03-06"))
    incident = reconcile("i", [early, late])
    assert incident.deaths == Counts(low=11, best=12, high=12)
    assert (incident.date_start, incident.date_end) == ("2014-03-06", "2014-03-06")
    trail = {r.field: r for r in incident.reconciled}
    assert not trail["deaths.best"].dissent
    assert not trail["date_start"].dissent
    herald = context("c", outlet="Herald", deaths=count(11), published="2014-03-06", date=day("2014-03-05"))
    told = {r.field: r for r in reconcile("i", [early, late, herald]).reconciled}
    assert [d.report_id for d in told["date_start"].dissent] == ["b"]


def test_a_vaguer_report_of_the_same_outlet_corrects_nothing() -> None:
    early = context("a", outlet="Post", place=LANGTOWN, published="2014-03-06")
    late = context("b", outlet="Post", place=EXAMPLIA, published="2014-03-08")
    incident = reconcile("i", [early, late])
    assert incident.place == LANGTOWN


def test_a_total_told_in_passing_is_neither_a_figure_nor_added() -> None:
    own = context("a", deaths=count(4))
    total = context("b", deaths=count(140), background=True, published="2014-12-30")
    incident = reconcile("i", [own, total])
    assert incident.deaths == Counts(low=4, best=4, high=4)
    assert incident.report_ids == ("a", "b")
    assert not incident.background
    assert reconcile("i", [total]).deaths == Counts(low=140, best=140, high=140)
