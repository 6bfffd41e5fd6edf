"""Whole documents through the coder: invented texts of every genre, and what holds for any text."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.documents import from_text
from dateline.records import Coding, Counts, Document, Report
from dateline.reports.coder import code_document, publication_interval

WIRE = """Five killed as bomb hits police post in Maiduguri

MAIDUGURI, Nigeria, May 6 (Courier) - A suicide bomber drove a van into a police post on the eastern edge of Maiduguri
on Tuesday, killing four officers and wounding eleven people, the state police commissioner said.

The bomber also died. No group has said it was behind the blast.
"""
LIST = """Security log for the last week of September

- 23 September 2013: Gunmen shot dead two teachers outside a school in Quetta.
- 25 September 2013: Police seized 40 kilograms of explosives, three rifles and 200 detonators in a house in Karachi. \
One man was arrested.
- 27 September 2013: A roadside bomb hit an army truck near Bannu, killing three soldiers and injuring nine.
- 29 September 2013: Two children were wounded by shelling in Parachinar.
"""
BLOG = """What a week it has been. Gunmen killed a customs officer in Makhachkala yesterday; he was forty and had three
daughters, and I knew him from school.

A week earlier a mine had gone off under a goods train outside Derbent.

And our friends abroad? They bury people by the dozen in Syria, and nobody blinks.
"""
TABLE = """Incidents in July 2016

| Date | Place | What happened | Killed | Injured |
|------|-------|---------------|--------|---------|
| 4 July 2016 | Mosul | suicide bombing outside a mosque | 5 | 4 |
| 11 July 2016 | Kirkuk | car bomb at a market | 9 | 32 |
| 20 July 2016 | Aden | gunmen shot a judge | 1 | 0 |
"""
SITREP = """SITUATION REPORT No. 14

Security incidents

1. On 16 February 2017 unidentified armed men ambushed an aid convoy near Baidoa. Two drivers were abducted.
2. On 17 February 2017 an improvised explosive device exploded at a checkpoint in Mogadishu. Three soldiers and one \
civilian were killed; seven others were injured.
"""
UNDATED = "Two farmers were shot dead in Arauca yesterday, a neighbour says. The house stands empty.\n"
UPPER = (
    "SAN SALVADOR, 20 NOV 89 -- [TEXT] GUERRILLAS ATTACKED AN ARMY PATROL IN SANTA ANA YESTERDAY. TWO SOLDIERS WERE "
    "KILLED AND FIVE WERE WOUNDED.\n"
)
KIDNAP = "Gunmen abducted seven road workers near Kandahar on Sunday. The road was closed for a day.\n"
DEFUSED = (
    "Police defused a car bomb beside a shopping centre in Ankara on Saturday. Two suspects were arrested and a pistol "
    "was found in the car.\n"
)
ATTEMPT = "Unknown men tried to kill the mayor of Arauca on Monday. He was not hurt.\n"
AIR = (
    "An air strike on a wedding in Mocha killed at least 38 civilians on Monday. The coalition denied that its jets "
    "had bombed the area.\n"
)
CLASH = (
    "Five insurgents and two soldiers were killed in a gun battle in Kupwara on Wednesday. The army said it recovered "
    "five rifles.\n"
)
WRAPPED = (
    "Attackers threw petrol bombs at a bakery in Belfast on Sunday night and\nset fire to two parked cars. Two women "
    "were treated for burns and a\nthird was in hospital. Police arrested a youth.\n"
)
SHELLING = "Rebels shelled the suburbs of Donetsk on Monday, wounding a girl.\n"
FREED = "Two hostages were freed in Kano on Monday, a week after gunmen had taken them from a farm.\n"


def document(text: str, published: str | None = None) -> Document:
    return from_text(text, published=dt.date.fromisoformat(published) if published else None, language="en")


def coded(text: str, published: str | None = None) -> tuple[Report, ...]:
    return tuple(r for r in code_document(document(text, published)).reports if not r.background)


def one(text: str, published: str | None = None) -> Report:
    (report,) = coded(text, published)
    return report


def days(report: Report) -> tuple[str | None, str | None]:
    first, last = report.date.earliest, report.date.latest
    return first.isoformat() if first else None, last.isoformat() if last else None


def day(date: str) -> tuple[str, str]:
    return date, date


def exactly(n: int) -> Counts:
    return Counts(low=n, best=n, high=n)


def types(report: Report, role: str) -> set[str | None]:
    return {a.type for a in report.actors if a.role == role}


def where(report: Report) -> tuple[str | None, str | None]:
    return (report.place.name, report.place.country_code) if report.place else (None, None)


def test_a_wire_report_of_a_suicide_bombing() -> None:
    report = one(WIRE, "2015-05-06")
    assert (report.event_type, report.sub_event_type, report.status) == (
        "Explosions/Remote violence",
        "Suicide bomb",
        "occurred",
    )
    assert days(report) == day("2015-05-05")
    assert where(report) == ("Maiduguri", "NG")
    assert report.deaths == exactly(5)
    assert report.deaths_by_side == {"attackers": 1, "state forces": 4}
    assert report.injured == exactly(11)
    assert types(report, "perpetrator") == {"unidentified armed group"}
    assert "state forces" in types(report, "target")


def test_a_list_of_dated_incidents() -> None:
    reports = coded(LIST, "2013-10-02")
    assert [(r.sub_event_type, days(r)[0], where(r)[0]) for r in reports] == [
        ("Attack", "2013-09-23", "Quetta"),
        ("Disrupted weapons use", "2013-09-25", "Karachi"),
        ("Remote explosive/landmine/IED", "2013-09-27", "Bannu"),
        ("Shelling/artillery/missile attack", "2013-09-29", "Parachinar"),
    ]
    school, house, truck, shelling = reports
    assert school.deaths == exactly(2)
    assert house.detained == exactly(1)
    assert {(s.item, s.number) for s in house.seized} >= {("rifles", 3), ("detonators", 200)}
    assert (truck.deaths, truck.injured, truck.deaths_by_side) == (exactly(3), exactly(9), {"state forces": 3})
    assert truck.place is not None
    assert truck.place.precision == "near"
    assert (shelling.deaths, shelling.injured) == (None, exactly(2))


def test_a_blog_post_that_counts_back_from_yesterday() -> None:
    officer, mine = coded(BLOG, "2012-03-14")
    assert days(officer) == day("2012-03-13")
    assert where(officer) == ("Makhachkala", "RU")
    assert officer.deaths == exactly(1)
    assert where(mine) == ("Derbent", "RU")
    first, last = days(mine)
    assert first is not None
    assert last is not None
    assert first <= "2012-03-06" <= last < "2012-03-13"
    assert mine.deaths is None


def test_a_table_has_an_incident_in_each_row() -> None:
    reports = coded(TABLE, "2016-08-01")
    assert [(r.sub_event_type, days(r), where(r)) for r in reports] == [
        ("Suicide bomb", day("2016-07-04"), ("Mosul", "IQ")),
        ("Remote explosive/landmine/IED", day("2016-07-11"), ("Kirkuk", "IQ")),
        ("Attack", day("2016-07-20"), ("Aden", "YE")),
    ]
    assert [r.deaths.best for r in reports if r.deaths] == [5, 9, 1]
    assert [r.injured.best for r in reports if r.injured] == [4, 32, 0]


def test_a_situation_report() -> None:
    convoy, device = coded(SITREP, "2017-02-20")
    assert (convoy.sub_event_type, convoy.abducted) == ("Abduction/forced disappearance", exactly(2))
    assert days(convoy) == day("2017-02-16")
    assert where(device) == ("Mogadishu", "SO")
    assert (device.deaths, device.injured) == (exactly(4), exactly(7))
    assert device.deaths_by_side == {"civilians": 1, "state forces": 3}


def test_an_undated_text_dates_nothing() -> None:
    report = one(UNDATED)
    assert days(report) == (None, None)
    assert report.deaths == exactly(2)
    assert where(report) == ("Arauca", "CO")


def test_upper_case_wire_copy() -> None:
    report = one(UPPER, "1989-11-20")
    assert report.event_type == "Battles"
    assert days(report) == day("1989-11-19")
    assert where(report) == ("Santa Ana", "SV")
    assert (report.deaths, report.injured) == (exactly(2), exactly(5))
    assert "rebel group" in types(report, "perpetrator")


def test_an_abduction() -> None:
    report = one(KIDNAP, "2014-06-10")
    assert report.sub_event_type == "Abduction/forced disappearance"
    assert (report.abducted, report.deaths) == (exactly(7), None)
    assert days(report) == day("2014-06-08")


def test_what_was_defused_is_foiled() -> None:
    report = one(DEFUSED, "2015-11-30")
    assert (report.sub_event_type, report.status) == ("Disrupted weapons use", "foiled")
    assert report.detained == exactly(2)
    assert ("pistol", 1) in {(s.item, s.number) for s in report.seized}
    assert days(report) == day("2015-11-28")


def test_an_attempt_on_a_life_that_failed() -> None:
    report = one(ATTEMPT, "2011-07-12")
    assert (report.sub_event_type, report.status) == ("Attack", "attempted")
    assert "civilians" in types(report, "target")
    assert report.deaths in (None, exactly(0))


def test_at_least_leaves_the_top_open() -> None:
    report = one(AIR, "2015-09-29")
    assert report.sub_event_type == "Air/drone strike"
    assert report.deaths is not None
    assert (report.deaths.low, report.deaths.high) == (38, None)
    assert types(report, "target") == {"civilians"}


def test_a_denial_is_a_statement() -> None:
    (denial,) = code_document(document(AIR, "2015-09-29")).statements
    assert denial.kind == "denial"
    assert denial.speaker is not None
    assert "coalition" in denial.speaker


def test_both_sides_of_a_battle_are_counted() -> None:
    report = one(CLASH, "2014-04-24")
    assert (report.event_type, report.sub_event_type) == ("Battles", "Armed clash")
    assert report.deaths == exactly(7)
    assert report.deaths_by_side == {"armed group": 5, "state forces": 2}
    assert days(report) == day("2014-04-23")
    assert ("rifles", 5) in {(s.item, s.number) for s in report.seized}


def test_lines_broken_by_their_width_change_nothing() -> None:
    wrapped, straight = one(WRAPPED, "2009-01-20"), one(WRAPPED.replace("\n", " "), "2009-01-20")
    assert wrapped.detained == exactly(1)
    assert days(wrapped) == day("2009-01-18")
    for field in ("event_type", "sub_event_type", "status", "date", "place", "deaths", "injured", "detained"):
        assert getattr(wrapped, field) == getattr(straight, field)


def test_shelling_that_wounds_one() -> None:
    report = one(SHELLING, "2015-05-06")
    assert report.sub_event_type == "Shelling/artillery/missile attack"
    assert (report.injured, report.deaths) == (exactly(1), None)
    assert types(report, "perpetrator") == {"rebel group"}


def test_hostages_freed_are_freed_and_not_detained() -> None:
    report = one(FREED, "2015-05-06")
    assert (report.freed, report.detained) == (exactly(2), None)


@pytest.mark.parametrize("word", ["killed", "destroyed", "neutralised", "eliminated", "liquidated"])
def test_a_loaded_word_gives_the_same_codes_and_is_kept(word: str) -> None:
    report = one(f"Soldiers {word} three militants near Derbent on Monday.", "2015-05-06")
    assert report.deaths == exactly(3)
    assert report.event_type == "Battles"
    loaded = {a.loaded for a in report.attestations if a.field == "deaths.best"}
    assert loaded == {None if word == "killed" else word}


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Cali fears that a bomb could kill dozens at the fair. Will anyone help?\n",
        "The council of Graz voted on Monday to widen the road to the lake. The work will cost three million.\n",
        "The striker shot over the bar in Cali on Monday. The coach was attacked for his choice of keeper.\n",
        "Two hikers died in a landslide near Innsbruck on Monday.\n",
        "",
    ],
)
def test_a_text_without_violence_gives_no_incident(text: str) -> None:
    assert coded(text, "2010-09-02") == ()


def test_a_total_is_background() -> None:
    text = "More than 900 people have been killed in the valley since the start of the year, the commission says.\n"
    assert all(r.background for r in code_document(document(text, "2010-09-02")).reports)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "Soldiers stormed a ferry in Bergen on Monday during a counter-terrorism exercise. According to the "
            "scenario, gunmen held 30 hostages; actors played the casualties. The drill ended at noon.",
            "genre: drill",
        ),
        (
            "Four miners died when methane exploded in a coal mine near Karaganda on Monday. Rescuers brought out "
            "eleven others. An inspector spoke of a breach of safety rules.",
            "genre: accident",
        ),
    ],
)
def test_a_drill_and_an_accident_are_skipped_and_named(text: str, why: str) -> None:
    coding = code_document(document(text, "2010-09-02"))
    assert (coding.reports, coding.skipped) == ((), why)


def test_a_language_without_rules_is_skipped_and_named() -> None:
    coding = code_document(from_text("Zwei Menschen starben bei einem Anschlag in Mossul.", language="de"))
    assert (coding.reports, coding.statements, coding.skipped) == ((), (), "language: de")


def test_publication_is_an_interval_of_one_day_where_it_is_known() -> None:
    known = document(UNDATED, "2015-05-06")
    assert publication_interval(known, ()) == (dt.date(2015, 5, 6), dt.date(2015, 5, 6))
    assert publication_interval(document(UNDATED), ()) == (None, None)


ALL = (
    WIRE, LIST, BLOG, TABLE, SITREP, UNDATED, UPPER, KIDNAP, DEFUSED, ATTEMPT, AIR, CLASH, WRAPPED, SHELLING, FREED
)  # fmt: skip


def sound(coding: Coding, source: Document) -> None:
    """What holds for any coding: verbatim quotes, figures in order, every value attested, spans in the text."""
    text = source.text
    identities = [r.report_id for r in coding.reports]
    assert len(set(identities)) == len(identities)
    for report in coding.reports:
        assert all(0 <= s <= e <= len(text) for s, e in report.spans)
        assert list(report.spans) == sorted(report.spans)
        fields = {a.field for a in report.attestations}
        for a in report.attestations:
            assert a.quote
            assert a.quote == text[a.start : a.end]
        assert {"event_type", "sub_event_type", "status"} <= fields
        for name in ("deaths", "injured", "detained", "abducted", "freed"):
            counts = getattr(report, name)
            for part in ("low", "best", "high"):
                assert counts is None or getattr(counts, part) is None or f"{name}.{part}" in fields
        assert report.place is None or report.place.name is None or "place.name" in fields
        assert {f"actors.{a.role}" for a in report.actors} <= fields
        if report.date.earliest and report.date.latest:
            assert report.date.earliest <= report.date.latest
    for statement in coding.statements:
        assert statement.quote == text[statement.start : statement.end]
        assert set(statement.report_ids) <= set(identities)


@pytest.mark.parametrize("text", ALL, ids=[t[:20].strip() for t in ALL])
def test_every_value_has_a_quote_that_stands_in_the_text(text: str) -> None:
    source = document(text, "2017-03-01")
    sound(code_document(source), source)


@pytest.mark.parametrize("text", ALL, ids=[t[:20].strip() for t in ALL])
def test_coding_twice_gives_the_same(text: str) -> None:
    source = document(text, "2017-03-01")
    assert code_document(source) == code_document(source)


WORDS = (
    "killed wounded two three soldiers villagers gunmen a the in Mosul Kirkuk on Monday yesterday bomb exploded near "
    "police arrested . , ; - | \n \n\n \t “ ” ( ) 3 May 2015 2,000 at least dozens of and who was shot dead claimed "
    "responsibility said according to since if rebels will attack 12.5 N 40.2 E"
).split(" ")


@settings(max_examples=80)
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
        st.lists(st.sampled_from(ALL), min_size=1, max_size=2).flatmap(
            lambda told: st.integers(0, 300).map(lambda cut: "\n".join(t[cut:] for t in told))
        ),
    ),
    st.sampled_from([None, "2015-05-06"]),
)
def test_any_text_is_coded_soundly_and_the_same_each_time(text: str, published: str | None) -> None:
    source = document(text, published)
    coding = code_document(source)
    sound(coding, source)
    assert code_document(source) == coding
