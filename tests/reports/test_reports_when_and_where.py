"""When and where, on whole documents in the styles of logs, bulletins, feeds, letters and wires; all invented."""

import datetime as dt

import pytest

from dateline.documents import from_text
from dateline.reports.analysis import analyse_document
from dateline.reports.coder import code_document
from dateline.resolve import gazetteer

Told = tuple[str | None, str | None, str | None, str | None]


def told(text: str, published: str | None = None, *, outlet: str | None = None) -> set[Told]:
    """First and last day, place and country of every incident that the text tells of."""
    day = dt.date.fromisoformat(published) if published else None
    reports = code_document(from_text(text, language="en", published=day, outlet=outlet)).reports
    return {
        (
            r.date.earliest.isoformat() if r.date.earliest else None,
            r.date.latest.isoformat() if r.date.latest else None,
            r.place.name if r.place else None,
            r.place.country_code if r.place else None,
        )
        for r in reports
        if not r.background
    }


YEARS = """What they did

I keep this list on my wall.

1983
3 April, Lucanamarca. Sixty-nine villagers are hacked to death by a column of sixty men.

1992
16 July, Lima. A lorry bomb goes off in calle Tarata: 25 dead, 155 injured.
24 July, Lima once more. A car bomb outside the police academy kills three cadets.
"""
TABLE = """Monthly log: Sindh, March 2014

No.\tDate\tLocation\tWhat happened\tKilled\tInjured
1\t4 March\tLarkana\tGunmen shot a trader at his shop\t1\t0
2\t8/9 March (night)\tKotri Junction, Hyderabad\tA bomb exploded on the railway track\t0\t2
3\t15 March\tShahpur Jahania, Nawabshah\tArmed men attacked a checkpost and killed two policemen\t2\t1
"""
BULLETIN = """PROTECTION BULLETIN
Week 10

Mon. 08/03 – Bouca
Armed men killed four herders near the river. On Thursday a fifth body was found in the bush.

Tue. 09/03 – Kaga-Bandoro
"Dead city" day called against the killings in Bouca. Police shot dead a student during the march and wounded four.

Night of Wed. 10/03 to Thu. 11/03 – Ndele
Gunmen attacked a camp, killing seven displaced people.
"""


def test_a_year_alone_on_its_line_dates_what_stands_below_it() -> None:
    assert told(YEARS, "2011-09-10") == {
        ("1983-04-03", "1983-04-03", "Lucanamarca", "PE"),
        ("1992-07-16", "1992-07-16", "Lima", "PE"),
        ("1992-07-24", "1992-07-24", "Lima", "PE"),
    }


def test_a_row_takes_its_year_from_the_title_and_its_place_from_the_head_of_its_cell() -> None:
    assert told(TABLE) == {
        ("2014-03-04", "2014-03-04", "Larkana", "PK"),
        ("2014-03-08", "2014-03-09", "Kotri Junction", "PK"),
        ("2014-03-15", "2014-03-15", "Shahpur Jahania", "PK"),
    }


def test_the_heading_of_an_entry_dates_and_places_its_incident() -> None:
    assert told(BULLETIN, "2021-03-16") == {
        ("2021-03-08", "2021-03-08", "Bouca", "CF"),
        ("2021-03-09", "2021-03-09", "Kaga-Bandoro", "CF"),
        ("2021-03-10", "2021-03-11", "Ndélé", "CF"),
    }


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        pytest.param(
            "2018-06-14",
            "On Sunday evening armed men attacked a village near Tshikapa and killed four farmers. Two days later soldiers"
            " surrounded a camp at Kananga and shot dead six militiamen. The following morning a mine went off under a"
            " truck outside Luebo; the driver was killed.",
            {("2018-06-10", "2018-06-10"), ("2018-06-12", "2018-06-12"), ("2018-06-13", "2018-06-13")},
            id="counted on from the incident before",
        ),
        pytest.param(
            "2009-12-10",
            "Three days after gunmen stopped a bus in Datu Piang and killed five passengers, nobody is in custody.",
            {("2009-12-07", "2009-12-07")},
            id="counted back from publication",
        ),
        pytest.param(
            "2011-10-11",
            "On Saturday 8/10 a plane dropped bombs on the market of Kurmuk and killed seven people.",
            {("2011-10-08", "2011-10-08")},
            id="day and month after a weekday",
        ),
        pytest.param(
            "2006-07-12",
            "A bomb killed nine people in Mumbai on Tuesday. Hours earlier, in Srinagar, gunmen threw a grenade at a bus"
            " and killed two people.",
            {("2006-07-11", "2006-07-11")},
            id="hours earlier is the same day",
        ),
    ],
)
def test_narrated_days(published: str, text: str, expected: set[tuple[str, str]]) -> None:
    assert {(start, end) for start, end, _, _ in told(text, published)} == expected


def test_a_day_of_the_search_gives_way_to_the_day_of_the_blast() -> None:
    text = (
        "Rescue crews on Tuesday searched the rubble after a car bomb went off in Oran, killing nine people.\n\n"
        "The explosion on Monday afternoon caught a crowded bus."
    )
    assert ("1995-01-30", "1995-01-30", "Oran", "DZ") in told(text, "1995-01-31")


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        (
            "On Sunday guerrillas blew up a pipeline at the settlement of San José, municipality of Tibú.",
            "San José",
            "CO",
        ),
        ("On Friday somebody shot at the guard post at the entrance to Osh and wounded a corporal.", "Osh", "KG"),
        ("A bomb went off on Monday in the Tajori quarter of Maiduguri, killing three people.", "Tajori", "NG"),
        (
            "Soldiers entered Kumba Mbeng on Saturday and shot dead two farmers, residents of Bamenda, Cameroon, said.",
            "Kumba Mbeng",
            "CM",
        ),
        (
            "The lackeys of the regime in Damascus have lost again. On Tuesday our fighters attacked a checkpoint at"
            " Maarat al-Numan and killed five soldiers.",
            "Maarat al-Numan",
            "SY",
        ),
        (
            "Police riot\n\nNAIROBI, March 20 (Wire) - Kenyan students threw stones on Monday; one student was shot dead.",
            "Nairobi",
            "KE",
        ),
        (
            "Raid\n\nTIKTIKAN, Compostela Valley – Some 40 rebels raided the police station here on Friday and killed an"
            " officer.",
            "TIKTIKAN",
            "PH",
        ),
    ],
)
def test_the_site_among_the_places_of_a_passage(text: str, place: str, country: str) -> None:
    assert {t[2:] for t in told(text, "2018-03-24")} == {(place, country)}


def test_a_part_of_a_town_lies_where_the_town_lies() -> None:
    text = "A bomb went off on Monday in the Tajori quarter of Maiduguri, killing three people."
    (report,) = code_document(from_text(text, language="en", published=dt.date(2013, 2, 20))).reports
    assert report.place is not None
    assert report.place.latitude == pytest.approx(11.85, abs=0.1)


def test_a_namesake_in_a_country_of_which_nothing_else_is_said_is_no_place_of_the_text() -> None:
    text = "Gunmen blew up a pipe near Kula on Tuesday, the army in Rivers State, Nigeria, said."
    places = analyse_document(from_text(text, language="en"), gazetteer=gazetteer.default()).places
    assert [p.best for p in places if p.mention.text == "Kula"] == [None]


def test_a_post_is_set_where_its_tags_are() -> None:
    text = "A charge went off yesterday under a goods train outside Izberbash. The train to Baku was five hours late."
    document = from_text(text, language="en", tags=("Dagestan",))
    places = analyse_document(document, gazetteer=gazetteer.default()).places
    assert [p.best.country_code for p in places if p.best and p.mention.text == "Izberbash"] == ["RU"]


def test_sides_are_no_places() -> None:
    text = "Anti-Balaka gunmen fired on a base in Bangui on Thursday and killed a soldier."
    assert {t[2:] for t in told(text, "2018-11-16")} == {("Bangui", "CF")}


MASTHEAD = "STATE OF RIGHTS\nBulletin No. 3 (March - April 2014)\n\n"


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        # villages that the text itself introduces
        (
            "On 11.03.2017 gunmen shot dead a contractor at village Kurumgarh. Gumla Police has registered a case.",
            "2017-03-12",
            ("2017-03-11", "2017-03-11", "Kurumgarh", None),
        ),
        (
            "At least nine people were killed following an attack by gunmen on Unguwar Tasha, a farming community in "
            "Kajuru Local Government Area of Kaduna State, on Tuesday night.",
            "2021-11-05",
            ("2021-11-02", "2021-11-02", "Unguwar Tasha", "NG"),
        ),
        # a namesake on the other side of the world
        (
            "Soldiers burned Kani on Sunday and killed two men. In Sagaing, jets bombed a school. In Mandalay, a man "
            "was shot. The road from Monywa is closed.",
            "2023-02-11",
            ("2023-02-05", "2023-02-05", "Kani", "MM"),
        ),
        # "the same morning" of a day that only peaceful prose named
        (
            "The column came home. Two hundred men rested in Bamako on Monday.\n\nOn the same morning, in Kidal, a bomb "
            "exploded beneath the car of a police chief. His driver was wounded.",
            "2019-08-21",
            ("2019-08-19", "2019-08-19", "Kidal", "ML"),
        ),
        # when the dead were counted again is not when they died
        (
            "A bomber blew himself up on Sunday among the mourners in the village of Kurchaloi. The ministry at first "
            "gave the number of dead as four; on Tuesday it was nine.",
            "2012-08-22",
            ("2012-08-19", "2012-08-19", "Kurchaloi", None),
        ),
        # what men are wanted for is not what is told
        (
            "Two men wanted for the 2014 bombing in Kolwezi were arrested in Likasi on Monday.",
            "2019-08-21",
            ("2019-08-19", "2019-08-19", "Likasi", "CD"),
        ),
        # days of a bulletin lie in its period
        (
            MASTHEAD
            + "1. Andijan. On 4 March police shot dead two traders.\n\n2. Fergana. On the following day a crowd "
            "burned a police car. One man was killed.\n",
            None,
            ("2014-03-05", "2014-03-05", "Fergana", "UZ"),
        ),
    ],
)
def test_what_the_text_introduces_places_and_dates_it(text: str, published: str | None, expected: Told) -> None:
    assert expected in told(text, published)
