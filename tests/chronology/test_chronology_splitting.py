"""What is one event and what is several under each codebook, and what follows for the dead: invented cases."""

import datetime as dt

import msgspec
import pytest
from schema_samples import DAY, GARISSA, GROUP, PEOPLE, chronology_of, exact, told

from dateline.chronology.schemas import acled, ged, gtd
from dateline.chronology.schemas.columns import faults
from dateline.chronology.schemas.gtd_splitting import attacks
from dateline.records import Actor, Counts, DateExtent

SOLDIERS = Actor(role="target", name="soldiers", type="state forces", entity="group", effect="death")
GUNMEN = Actor(role="perpetrator", name="gunmen", type="unidentified armed group", entity="group")


def losses(chronology: object, field: str) -> list[tuple[str, str]]:
    return [(loss.kind, loss.value) for loss in acled.build(chronology).losses if loss.field == field]  # type: ignore[arg-type]


def test_acled_joins_all_that_two_named_sides_do_at_a_place_on_a_day_under_the_higher_type() -> None:
    """Shelling and a clash of the same two are one battle; the dead are added up."""
    army = Actor(role="perpetrator", name="Kenyan army", type="state forces", entity="organisation")
    foe = Actor(role="target", name="Alder Front", type="rebel group", entity="organisation")
    shelling = told(
        1, exact(2), event_type="Explosions/Remote violence", sub_event_type="Air/drone strike", actors=(army, foe)
    )
    enemy = Actor(role="target", name="Kenyan army", type="state forces", entity="organisation")
    clash = told(2, exact(3), event_type="Battles", sub_event_type="Armed clash", actors=(GROUP, enemy))
    (row,) = acled.build(chronology_of([shelling], [clash])).main.rows
    assert (row["event_type"], row["sub_event_type"], row["fatalities"]) == ("Battles", "Armed clash", 5)
    assert row["interaction"] == 12
    (other_order,) = acled.build(chronology_of([clash], [shelling])).main.rows
    assert (other_order["event_type"], other_order["fatalities"]) == ("Battles", 5)


def test_acled_keeps_apart_what_differs_in_day_place_side_or_kind_of_an_unknown_group() -> None:
    bomb = {"event_type": "Explosions/Remote violence", "sub_event_type": "Grenade", "actors": (GUNMEN, PEOPLE)}
    attack = {"actors": (GUNMEN, PEOPLE)}
    later = DAY + dt.timedelta(1)
    cases = [
        [told(1, exact(1), **attack), told(2, exact(1), **bomb)],  # two unnamed groups may be two groups
        [told(1, exact(1)), told(2, exact(1), date=DateExtent(earliest=later, latest=later, rule="absolute.day"))],
        [told(1, exact(1)), told(2, exact(1), actors=(GROUP, SOLDIERS), event_type="Battles", sub_event_type=None)],
    ]
    for case in cases:
        assert len(acled.build(chronology_of(*[[report] for report in case])).main.rows) == 2


def test_acled_gives_one_row_for_each_day_and_the_odd_dead_to_the_first() -> None:
    span = DateExtent(earliest=DAY, latest=DAY + dt.timedelta(1), precision="day", rule="range")
    rows = acled.build(chronology_of([told(3, exact(1), date=span)])).main.rows
    assert [row["fatalities"] for row in rows] == [1, 0]
    assert ["One of 2 days; 1 of 1 fatalities." in str(row["notes"]) for row in rows] == [True, False]


@pytest.mark.parametrize(
    ("first", "last", "day", "precision"),
    [
        (1, 1, "2016-05-01", 1),
        (2, 8, "2016-05-05", 2),
        (1, 10, "2016-05-01", 3),  # early May
        (11, 20, "2016-05-15", 3),  # mid-May
        (21, 31, "2016-05-31", 3),  # late May
        (1, 31, "2016-05-16", 3),
    ],
)
def test_acled_dates_an_interval_by_its_middle_or_the_end_of_the_month_that_is_named(
    first: int, last: int, day: str, precision: int
) -> None:
    date = DateExtent(earliest=dt.date(2016, 5, first), latest=dt.date(2016, 5, last), rule="part of a month")
    (row,) = acled.build(chronology_of([told(40, exact(1), date=date)])).main.rows
    assert (row["event_date"], row["time_precision"]) == (day, precision)


def test_acled_battles_have_two_armed_sides_and_no_civilians() -> None:
    chronology = chronology_of([told(1, exact(2), event_type="Battles", sub_event_type="Armed clash")])
    (row,) = acled.build(chronology).main.rows
    assert (row["actor2"], row["inter2"], row["assoc_actor_2"]) == ("Unidentified Armed Group (Kenya)", 3, "")
    assert row["civilian_targeting"] == ""
    assert losses(chronology, "actor2") == [("filled", "Unidentified Armed Group (Kenya)")]


def test_acled_violence_against_civilians_has_civilians_as_actor_2_whoever_they_were() -> None:
    chronology = chronology_of([told(1, exact(2), actors=(GROUP, SOLDIERS))])
    (row,) = acled.build(chronology).main.rows
    assert (row["actor2"], row["inter2"], row["assoc_actor_2"]) == ("Civilians (Kenya)", 7, "soldiers")
    assert losses(chronology, "actor2") == [("filled", "Civilians (Kenya)")]


def test_acled_marks_civilian_targeting_in_explosions_and_riots_but_not_in_battles() -> None:
    def marked(event: str, sub: str) -> str:
        rioters = Actor(role="perpetrator", name="rioters", type="rioters", entity="group")
        report = told(1, exact(1), event_type=event, sub_event_type=sub, actors=(rioters, PEOPLE))
        return str(acled.build(chronology_of([report])).main.rows[0]["civilian_targeting"])

    assert marked("Riots", "Mob violence") == "Civilian targeting"
    assert marked("Explosions/Remote violence", "Grenade") == "Civilian targeting"
    assert marked("Battles", "Armed clash") == ""
    assert marked("Riots", "Violent demonstration") == "Civilian targeting"


def test_acled_codes_an_abduction_with_dead_as_an_attack_and_says_so() -> None:
    taken = {"sub_event_type": "Abduction/forced disappearance"}
    for deaths, sub in ((None, "Abduction/forced disappearance"), (exact(1), "Attack")):
        chronology = chronology_of([told(1, deaths, **taken)])
        assert acled.build(chronology).main.rows[0]["sub_event_type"] == sub
        assert bool(losses(chronology, "sub_event_type")) == (sub == "Attack")


def test_acled_reads_scores_by_their_least_and_gives_four_decimals() -> None:
    words = "Scores of people were killed"
    place = msgspec.structs.replace(GARISSA, latitude=-0.453217)
    vague = told(1, Counts(low=40), words=f"{words} at the market.", quote=words, place=place)
    (row,) = acled.build(chronology_of([vague])).main.rows
    assert (row["fatalities"], row["latitude"]) == (20, -0.4532)


@pytest.mark.parametrize("word", ["2", "Rebel group", "Rebel Groups", "REBEL GROUP"])
def test_acleds_later_words_stand_for_its_codes(word: str) -> None:
    columns = {column.name: column for column in acled.SCHEMA.columns}
    assert not list(faults(columns["inter1"], word))
    row = {"inter1": word, "inter2": "Civilians", "actor2": "Civilians (Kenya)"}
    for joint, faulty in (
        ("27", False),
        ("Rebel group-Civilians", False),
        ("Rebel group \u2013 Civilians", False),
        ("Rebel group only", True),
        ("20", True),
    ):
        assert bool(list(acled.check({**row, "interaction": joint}))) == faulty
        assert not list(faults(columns["interaction"], joint))
    assert list(faults(columns["inter1"], "Insurgents"))


def bombs(words: str, quote: str, deaths: Counts | None = None, **values: object) -> object:
    """A chronology of one report of bombs, whose words say how many and where."""
    report = told(
        1,
        deaths,
        words=words,
        quote=quote,
        event_type="Explosions/Remote violence",
        sub_event_type="Remote explosive/landmine/IED",
        actors=(GUNMEN, PEOPLE),
        weapons=(quote,),
        **values,
    )
    source, coded = report
    weapon = msgspec.structs.replace(coded.attestations[0], field="weapons", value=quote)
    return chronology_of([(source, msgspec.structs.replace(coded, attestations=(weapon,)))])


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Four car bombs exploded almost simultaneously in different parts of Garissa, killing ten.", 4),
        ("At least 3 roadside bombs went off in separate districts of Garissa.", 3),
        ("Two small bombs went off at two markets of Garissa.", 2),
        ("Several bombs went off in different parts of Garissa.", 1),  # how many is not said
        ("Two bombs went off at a market of Garissa.", 1),
        ("Four bombs went off at two markets of Garissa.", 1),  # how many where is not said
        ("A bomb went off in Garissa. Four men were seen in different parts of the town.", 1),
        ("Ninety bombs went off in different parts of Garissa.", 1),
    ],
)
def test_gtd_counts_bombs_in_different_places_as_attacks(words: str, number: int) -> None:
    start = words.index("bomb")
    quote = words[start : words.index(" ", start)]
    chronology = bombs(words, quote)
    (incident,) = chronology.incidents  # type: ignore[attr-defined]
    assert attacks(incident, chronology, chronology.documents_by_id()) == number  # type: ignore[arg-type, attr-defined]


def test_gtd_divides_the_total_of_bombs_in_different_places_and_relates_them() -> None:
    words = "Four bombs exploded in different parts of Garissa, killing ten people and wounding five."
    built = gtd.build(bombs(words, "bombs", exact(10), injured=exact(5)))  # type: ignore[arg-type]
    assert [row["nkill"] for row in built.main.rows] == [3, 3, 2, 2]
    assert [row["nwound"] for row in built.main.rows] == [2, 1, 1, 1]
    assert [row["eventid"] for row in built.main.rows] == [f"20160501500{n}" for n in (1, 2, 3, 4)]
    assert built.main.rows[1]["related"] == "201605015001, 201605015003, 201605015004"
    assert {row["multiple"] for row in built.main.rows} == {1}
    assert "10 killed in all" in str(built.main.rows[0]["addnotes"])
    assert [loss.value for loss in built.losses if loss.kind == "filled"] == ["10"]
    one = acled.build(bombs(words, "bombs", exact(10)))  # type: ignore[arg-type]
    assert [row["fatalities"] for row in one.main.rows] == [10]


def test_gtd_keeps_what_goes_on_at_one_place_as_one_attack_and_an_arrest_out_of_related() -> None:
    span = DateExtent(earliest=DAY, latest=DAY + dt.timedelta(2), precision="day", rule="range")
    chronology = chronology_of([told(5, exact(7), date=span)])
    (incident,) = chronology.incidents
    tied = msgspec.structs.replace(incident, links=(("retaliation", "i000000000001"),))
    (row,) = gtd.build(msgspec.structs.replace(chronology, incidents=(tied,))).main.rows
    assert (row["multiple"], row["related"], row["nkill"]) == (0, "", 7)


def test_ged_has_one_event_for_what_lasted_days_and_none_over_two_years() -> None:
    def rows(first: dt.date, last: dt.date) -> tuple[dict[str, object], ...]:
        date = DateExtent(earliest=first, latest=last, precision="day", rule="range")
        return tuple(dict(row) for row in ged.build(chronology_of([told(300, exact(7), date=date)])).main.rows)

    (week,) = rows(dt.date(2016, 5, 1), dt.date(2016, 5, 7))
    assert (week["best"], week["date_prec"], week["event_clarity"]) == (7, 3, 2)
    (days,) = rows(dt.date(2016, 5, 1), dt.date(2016, 5, 3))
    assert (days["date_prec"], days["event_clarity"]) == (2, 1)
    assert rows(dt.date(2015, 12, 31), dt.date(2016, 1, 1)) == ()


@pytest.mark.parametrize(
    ("deaths", "expected"),
    [
        (Counts(low=0, best=0, high=3), (0, 0, 3)),
        (Counts(low=0, high=3), (0, 0, 3)),
        (Counts(low=2), (2, 2, 2)),
        (Counts(low=0, best=0, high=0), None),
    ],
)
def test_ged_takes_events_with_a_death_in_any_of_its_three_figures(
    deaths: Counts, expected: tuple[int, int, int] | None
) -> None:
    found = [(row["low"], row["best"], row["high"]) for row in ged.build(chronology_of([told(1, deaths)])).main.rows]
    assert found == ([expected] if expected else [])


def test_acled_names_the_organisation_that_is_named_and_not_who_stands_first() -> None:
    """ "Gunmen of the Alder Front": the front is actor 1, under its own name; what names nobody is not associated."""
    unnamed = Actor(role="target", name="not named", type="civilians", entity="group")
    chronology = chronology_of([told(1, exact(2), actors=(GUNMEN, GROUP, unnamed))])
    (row,) = acled.build(chronology).main.rows
    assert (row["actor1"], row["inter1"], row["assoc_actor_1"]) == ("Alder Front", 2, "gunmen")
    assert row["assoc_actor_2"] == ""
    (attack,) = gtd.build(chronology).main.rows
    assert attack["target1"] == "Unknown"
    gendarmes = Actor(role="target", name="gendarmerie", type="state forces", entity="organisation")
    battle = told(1, exact(2), actors=(GUNMEN, gendarmes), event_type="Battles", sub_event_type="Armed clash")
    assert acled.build(chronology_of([battle])).main.rows[0]["actor2"] == "Police Forces of Kenya"


def test_ged_blames_no_state_for_those_whom_a_gunman_killed_before_he_was_shot() -> None:
    forces = Actor(role="perpetrator", name="security forces", type="state forces", entity="group")
    gunman = Actor(role="perpetrator", name="man", type="unidentified armed group", entity="individual")
    assert len(ged.build(chronology_of([told(1, exact(5), actors=(forces, PEOPLE))])).main.rows) == 1
    assert ged.build(chronology_of([told(1, exact(5), actors=(gunman, forces, PEOPLE))])).main.rows == ()


def test_ged_takes_the_side_that_was_aimed_at() -> None:
    post = Actor(role="target", name="police bus", type="state forces", entity="facility")
    passers = Actor(role="target", name="passers-by", type="civilians", entity="group", effect="death")
    for actors, violence in (((GROUP, post, SOLDIERS, passers), 1), ((GROUP, PEOPLE, SOLDIERS), 3)):
        (row,) = ged.build(chronology_of([told(1, exact(2), actors=actors)])).main.rows
        assert row["type_of_violence"] == violence


def test_gtd_takes_the_kind_of_a_weapon_from_the_rule_that_coded_it() -> None:
    """ "Mine" alone may be a coal mine; the rule that read the sentence knew better."""
    report = told(
        1,
        exact(2),
        words="A mine killed two men of Garissa.",
        quote="mine",
        weapons=("mine",),
        event_type="Explosions/Remote violence",
        sub_event_type="Remote explosive/landmine/IED",
    )
    coded = msgspec.structs.replace(
        report[1].attestations[0], field="weapons", value="mine", annotator="rule:weapon.mine@1"
    )
    chronology = chronology_of([(report[0], msgspec.structs.replace(report[1], attestations=(coded,)))])
    (row,) = gtd.build(chronology).main.rows
    assert (row["weaptype1"], row["weapsubtype1"]) == (6, 8)


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        (None, None, "no date"),
        (None, DAY, "only known to be before a date"),
        (DAY, None, "only known to be after a date"),
    ],
)
def test_what_has_no_days_is_left_out_with_what_is_known_of_them(
    first: dt.date | None, last: dt.date | None, reason: str
) -> None:
    chronology = chronology_of([told(1, exact(1), date=DateExtent(earliest=first, latest=last, rule="invented"))])
    for build in (acled.build, ged.build, gtd.build):
        assert [row["reason"] for row in build(chronology).tables[1].rows] == [reason]
