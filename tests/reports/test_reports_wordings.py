"""How single sentences of many wordings are coded: the act, and how many it killed and hurt."""

import datetime as dt

import pytest

from dateline.documents.building import from_text
from dateline.reports.coder import code_document

PUBLISHED = dt.date(2015, 6, 10)

# What was done, how many died, how many were hurt (least numbers where the text bounds them; None: it says nothing).
WORDINGS = [
    ("Gunmen on motorbikes mowed down eleven worshippers leaving a mosque in Maiduguri on Friday.", "Attack", 11, None),
    (
        "A minibus ran over a roadside bomb near Spin Boldak on Tuesday; all nine passengers perished.",
        "Remote explosive/landmine/IED",
        9,
        None,
    ),
    (
        "Seven farmers were hacked to death with machetes in Beni on Monday night by suspected ADF fighters.",
        "Attack",
        7,
        None,
    ),
    ("Rebels beheaded three hostages in Jolo on Sunday.", "Attack", 3, None),
    (
        "Army helicopters pounded rebel positions outside Kidal on Thursday, leaving 14 insurgents dead.",
        "Air/drone strike",
        14,
        None,
    ),
    (
        "Shells rained down on a residential quarter of Donetsk on Saturday, claiming the lives of two pensioners and leaving five people with shrapnel wounds.",
        "Shelling/artillery/missile attack",
        2,
        5,
    ),
    (
        "An off-duty policeman was shot in the head outside his home in Makhachkala on Wednesday evening and died in hospital.",
        "Armed clash",
        1,
        None,
    ),
    (
        "A suicide bomber rammed a car packed with explosives into the gate of an army base in Gao on Tuesday, killing four soldiers.",
        "Suicide bomb",
        5,
        None,
    ),
    (
        "Two officers lost their lives when their patrol walked into an ambush laid by Maoist guerrillas in Bijapur on Saturday.",
        "Armed clash",
        2,
        None,
    ),
    (
        "Police fired live rounds at demonstrators in Lubumbashi on Monday; four of them were killed and about a dozen injured.",
        "Excessive force against protesters",
        4,
        12,
    ),
    (
        "A mob dragged a suspected thief out of a police cell in Jinja on Sunday and lynched him.",
        "Mob violence",
        1,
        None,
    ),
    (
        "Kidnappers seized two Italian engineers from their car near Port Harcourt on Wednesday.",
        "Abduction/forced disappearance",
        None,
        None,
    ),
    (
        "Three aid workers who had been abducted in Dikwa in March were freed on Tuesday after a ransom was paid.",
        "Abduction/forced disappearance",
        None,
        None,
    ),
    (
        "Security forces raided a hideout in Kaspiysk on Thursday, shot dead two militants and captured a third.",
        "Armed clash",
        2,
        None,
    ),
    (
        "A grenade tossed into a crowded bar in Bujumbura on Sunday night killed a waitress and hurt six customers.",
        "Grenade",
        1,
        6,
    ),
    (
        "Twelve people were arrested in Istanbul on Monday on suspicion of preparing an attack on the metro.",
        "Arrests",
        None,
        None,
    ),
    (
        "Bomb disposal experts defused a device found under a bridge in Strabane on Friday.",
        "Disrupted weapons use",
        None,
        None,
    ),
    (
        "Police seized 40 kilograms of explosives and nine detonators in a garage in Nazran on Tuesday.",
        "Disrupted weapons use",
        None,
        None,
    ),
    (
        "Militants torched a village school in Sambisa on Thursday night; nobody was hurt.",
        "Looting/property destruction",
        0,
        0,
    ),
    (
        "Hundreds of teachers marched peacefully through Oaxaca on Tuesday to demand higher pay.",
        "Peaceful protest",
        None,
        None,
    ),
    (
        "A drone strike killed a senior commander of the Taliban and his two bodyguards in Kunar on Wednesday.",
        "Air/drone strike",
        3,
        None,
    ),
    (
        "Fighting between the army and the M23 broke out near Rutshuru on Thursday, and hospital staff counted 19 corpses.",
        "Armed clash",
        19,
        None,
    ),
    (
        "The rebels took the town of Sake on Sunday after the garrison fled without a fight.",
        "Non-state actor overtakes territory",
        None,
        None,
    ),
    ("Government troops recaptured Baga on Monday from Boko Haram.", "Government regains territory", None, None),
    ("A judge was gunned down by two men on a scooter in Palermo on Thursday morning.", "Attack", 1, None),
    (
        "Herdsmen stormed the village of Agatu on Saturday, slaughtering 23 residents and burning 60 houses.",
        "Attack",
        23,
        None,
    ),
    (
        "A teenage girl detonated her vest in a fish market in Mubi on Tuesday; seven others died and 19 were maimed.",
        "Suicide bomb",
        7,
        19,
    ),
    ("A parcel bomb blew off the hand of a journalist in Athens on Monday.", "Remote explosive/landmine/IED", None, 1),
    ("Prison guards beat an inmate to death in Harare on Sunday, his lawyer said.", "Attack", 1, None),
    (
        "A rocket slammed into a kindergarten in Sderot on Wednesday, wounding a teacher.",
        "Shelling/artillery/missile attack",
        None,
        1,
    ),
    (
        "Masked men sprayed the home of a union leader in Barrancabermeja with bullets on Friday; his wife was grazed by a round.",
        "Attack",
        None,
        1,
    ),
    ("Cattle raiders killed five herders and drove off 300 cows near Kapedo on Monday.", "Attack", 5, None),
    (
        "Clashes between police and protesters in Conakry on Tuesday left one student dead and 30 people hurt.",
        "Violent demonstration",
        1,
        30,
    ),
    ("Unidentified assailants stabbed a priest as he said mass in Izmir on Sunday; he survived.", "Attack", None, 1),
    (
        "Four soldiers were blown up by a mine on the road between Bouar and Baboua on Thursday.",
        "Remote explosive/landmine/IED",
        4,
        None,
    ),
    (
        "Fighters of the Lord's Resistance Army carried off sixteen children from a village near Obo on Saturday night.",
        "Abduction/forced disappearance",
        None,
        None,
    ),
    (
        "The bodies of six men, their hands bound and with gunshot wounds to the head, were dumped by a road in Reynosa on Tuesday.",
        "Attack",
        6,
        None,
    ),
    (
        "A car bomb tore through a market in Sadr City on Monday; police put the death toll at 31 and said 70 were wounded.",
        "Remote explosive/landmine/IED",
        31,
        70,
    ),
    (
        "Coalition jets hit a wedding party in Mokha on Monday, killing at least 40 guests.",
        "Air/drone strike",
        40,
        None,
    ),
    (
        "The mayor of Tibu escaped unhurt when a bomb went off under his car on Wednesday.",
        "Remote explosive/landmine/IED",
        None,
        None,
    ),
    ("Two American contractors were slain in an ambush on their convoy near Fallujah on Saturday.", "Attack", 2, None),
    (
        "Rioters hurled petrol bombs at police in Derry on Friday night, injuring eight officers.",
        "Violent demonstration",
        None,
        8,
    ),
    (
        "A firefight in the mountains above Tizi Ouzou on Tuesday cost the lives of three gendarmes and seven Islamists.",
        "Armed clash",
        10,
        None,
    ),
    (
        "Al Shabaab gunmen killed a lawmaker and his driver in a drive-by shooting in Mogadishu on Friday.",
        "Attack",
        2,
        None,
    ),
    ("At least 17 villagers were massacred in Bunia on Monday, among them five children.", "Attack", 17, None),
    ("Twin bombings at a bus station in Nyanya on Monday claimed 75 lives.", "Remote explosive/landmine/IED", 75, None),
    (
        "Soldiers manning a checkpoint opened fire on a taxi in Wau on Sunday night, killing a mother and her two children.",
        "Attack",
        3,
        None,
    ),
    (
        "Assailants armed with Kalashnikovs burst into a cafe in Diyala on Thursday, shooting dead eight customers and wounding three.",
        "Attack",
        8,
        3,
    ),
    (
        "Five people including two policemen were wounded when a bomb hidden in a dustbin went off in Batna on Sunday.",
        "Remote explosive/landmine/IED",
        None,
        5,
    ),
    (
        "The army said on Monday that it had killed 21 militants in an operation in Rafah, and that two conscripts had died.",
        "Armed clash",
        23,
        None,
    ),
    (
        "Insurgents lobbed mortar rounds at the airport in Mogadishu on Tuesday; a porter was killed.",
        "Shelling/artillery/missile attack",
        1,
        None,
    ),
    ("Tribesmen blew up an oil pipeline in Marib on Thursday.", "Remote explosive/landmine/IED", None, None),
    (
        "A land rights activist disappeared in Yoro on Saturday; neighbours saw four men in army uniform push him into a van.",
        "Abduction/forced disappearance",
        None,
        None,
    ),
    (
        "Policemen clubbed demonstrators and fired tear gas in Yangon on Monday; several people were hurt.",
        "Protest with intervention",
        None,
        3,
    ),
    (
        "An explosion aboard a ferry off Zamboanga on Sunday killed two passengers and injured thirty.",
        "Remote explosive/landmine/IED",
        2,
        30,
    ),
    (
        "A couple and their baby burned to death when their hut in Duma was set alight on Friday night.",
        "Attack",
        3,
        None,
    ),
    ("Snipers picked off two peacekeepers in Bangui on Wednesday.", "Armed clash", 2, None),
    (
        "A bomb planted in a rubbish bin at the railway station in Trat injured a cleaner on Monday.",
        "Remote explosive/landmine/IED",
        None,
        1,
    ),
    (
        "Pirates boarded a tanker off Lagos on Saturday and took six sailors hostage.",
        "Abduction/forced disappearance",
        None,
        None,
    ),
    (
        "Thirteen troops were killed and their commander captured when fighters overran their post at Inata on Sunday.",
        "Armed clash",
        13,
        None,
    ),
    (
        "Naval vessels shelled the port of Brega on Wednesday; there was no word of casualties.",
        "Shelling/artillery/missile attack",
        0,
        0,
    ),
    (
        "Security agents foiled a plot to blow up the parliament in Tunis, the ministry said on Tuesday.",
        "Disrupted weapons use",
        None,
        None,
    ),
    ("Gang members decapitated a bus driver in Guatemala City on Monday.", "Attack", 1, None),
    ("A Norwegian tourist was found strangled in Arusha on Wednesday.", "Attack", 1, None),
    (
        "The governor's motorcade came under fire near Ganjgal on Saturday; two bodyguards were killed.",
        "Attack",
        2,
        None,
    ),
    ("Soldiers raped four women during a search of Minembwe on Thursday.", "Sexual violence", None, None),
    ("Gunmen killed the imam of Kolda and wounded his son on Friday.", "Attack", 1, 1),
    (
        "A blast at a polling station in Lashkar Gah on Saturday killed an election worker; two voters were hurt.",
        "Remote explosive/landmine/IED",
        1,
        2,
    ),
    (
        "The hijackers of a bus in Manila shot eight hostages on Monday before police snipers killed the hijacker.",
        "Attack",
        9,
        None,
    ),
    ("Two rival gangs fought a gun battle in Kingston on Sunday in which four men died.", "Armed clash", 4, None),
    (
        "Dozens of people were killed in Aleppo on Monday when barrel bombs were dropped on a vegetable market.",
        "Air/drone strike",
        24,
        None,
    ),
    (
        "A land mine exploded under a tractor near Kherson on Tuesday, killing the driver on the spot.",
        "Remote explosive/landmine/IED",
        1,
        None,
    ),
    (
        "Police said a woman, 34, and her son, 9, were killed by a stray bullet in Rosario on Saturday.",
        "Attack",
        2,
        None,
    ),
    ("Vigilantes killed a suspected cattle thief in Zamfara on Sunday.", "Attack", 1, None),
    (
        "Unknown assailants lobbed two grenades into a tea stall in Imphal on Monday, injuring seven people; two of the injured have since died.",
        "Grenade",
        2,
        7,
    ),
    (
        "Police in Nairobi said on Tuesday that officers had shot dead four suspected robbers in Eastleigh on Monday.",
        "Armed clash",
        4,
        None,
    ),
    (
        "Angry residents of Kisumu stoned a policeman to death on Sunday after a boy was hit by a police van.",
        "Mob violence",
        1,
        None,
    ),
    (
        "An Israeli air raid on a house in Rafah early on Wednesday killed a family of six, medics said.",
        "Air/drone strike",
        6,
        None,
    ),
    (
        "Guerrillas of the National Liberation Army kidnapped a mayor and two councillors in Arauca on Friday.",
        "Abduction/forced disappearance",
        None,
        None,
    ),
    (
        "Gunmen in pick-up trucks intercepted a bus outside Kano on Thursday, ordered the passengers off and executed nine of them by the roadside.",
        "Attack",
        9,
        None,
    ),
    (
        "An improvised bomb exploded in front of a bank in Athens before dawn on Tuesday, shattering windows; no one was hurt.",
        "Remote explosive/landmine/IED",
        0,
        0,
    ),
    (
        "A police sergeant died and three constables were injured when their vehicle struck a landmine in Garissa on Saturday.",
        "Remote explosive/landmine/IED",
        1,
        3,
    ),
    (
        "Army troops killed a top rebel commander in a raid on his hideout near Jolo on Wednesday.",
        "Armed clash",
        1,
        None,
    ),
    ("A 17-year-old Palestinian was shot and killed by Israeli troops near Nablus on Friday.", "Attack", 1, None),
    ("The decapitated bodies of two farmers were found in a field near Cabo Delgado on Monday.", "Attack", 2, None),
    (
        "A roadside bomb targeting a convoy of peacekeepers wounded two Chadian soldiers in Aguelhok on Thursday.",
        "Remote explosive/landmine/IED",
        None,
        2,
    ),
    ("Separatists blew up a railway bridge near Debaltseve on Wednesday.", "Remote explosive/landmine/IED", None, None),
    (
        "Two suspected drug traffickers were killed in a shootout with marines in Culiacan on Tuesday.",
        "Armed clash",
        2,
        None,
    ),
    (
        "A reporter for a local radio station was found dead with gunshot wounds in Veracruz on Saturday.",
        "Attack",
        1,
        None,
    ),
    (
        "Thousands of people took to the streets of Tunis on Sunday to protest against unemployment.",
        "Peaceful protest",
        None,
        None,
    ),
    (
        "Security forces used tear gas and water cannon to break up a rally in Istanbul on Friday; forty people were detained.",
        "Protest with intervention",
        None,
        None,
    ),
    (
        "Supporters of two rival parties fought with machetes in Port Harcourt on Saturday, leaving three dead.",
        "Armed clash",
        3,
        None,
    ),
    ("Looters ransacked shops in Port-au-Prince on Monday night.", "Looting/property destruction", None, None),
    (
        "Gunmen stormed a prison in Butembo on Tuesday and freed about 900 inmates; eleven people, eight of them guards, were killed.",
        "Attack",
        11,
        None,
    ),
    (
        "Israeli police arrested three youths in Jerusalem on Thursday over the torching of a church.",
        "Arrests",
        None,
        None,
    ),
    ("A bomb was found and defused near a mosque in Quetta on Friday.", "Disrupted weapons use", None, None),
    ("Border guards seized 60 rifles hidden in a lorry at Torkham on Monday.", "Disrupted weapons use", None, None),
    (
        "Two bombs went off minutes apart at a bus stop in Jos on Tuesday night, killing 44 people and wounding 47 others.",
        "Remote explosive/landmine/IED",
        44,
        47,
    ),
    (
        "A man was stabbed to death and his wife seriously wounded in an attack on their home in Bethlehem on Sunday.",
        "Attack",
        1,
        1,
    ),
    (
        "A Red Cross nurse was shot through the window of her car in Mogadishu on Wednesday and died at the scene.",
        "Attack",
        1,
        None,
    ),
    (
        "Mortar bombs landed on a school in Damascus on Tuesday, leaving 14 pupils dead and 86 wounded.",
        "Shelling/artillery/missile attack",
        14,
        86,
    ),
    (
        "Masked gunmen opened fire on worshippers during Friday prayers at a mosque in Diyala, killing 32 and wounding 25.",
        "Attack",
        32,
        25,
    ),
    (
        "Pro-government militiamen shelled the village of Duma on Monday, killing a shepherd.",
        "Shelling/artillery/missile attack",
        1,
        None,
    ),
    (
        "A military court clerk, his brother and a taxi driver were shot dead by gunmen in Benghazi on Thursday.",
        "Attack",
        3,
        None,
    ),
    (
        "Four people died, including the bomber, when a man detonated explosives strapped to his body at a checkpoint in Taiz on Sunday.",
        "Suicide bomb",
        4,
        None,
    ),
    (
        "Three suicide bombers struck a police headquarters in Tikrit on Monday, killing nine policemen.",
        "Suicide bomb",
        12,
        None,
    ),
    ("At least six miners were buried alive by gunmen near Zamfara on Tuesday.", "Attack", 6, None),
    (
        "Rebels fired rockets at the presidential palace in Bangui on Saturday without causing casualties.",
        "Shelling/artillery/missile attack",
        None,
        None,
    ),
    ("A truck driver was burned alive by protesters in Latakia on Wednesday.", "Mob violence", 1, None),
    (
        "The United Nations said that 15 peacekeepers and five Congolese soldiers were killed in an attack on their base at Semuliki on Thursday; 53 others were hurt.",
        "Armed clash",
        20,
        53,
    ),
    (
        "A leader of the opposition and his bodyguard were assassinated outside a restaurant in Male on Monday.",
        "Attack",
        2,
        None,
    ),
    (
        "Kurdish militants ambushed a minibus carrying soldiers in Tunceli on Friday; six were killed and four wounded.",
        "Armed clash",
        6,
        4,
    ),
    ("Suspected jihadists slit the throats of five fishermen on Lake Chad near Baga on Sunday.", "Attack", 5, None),
    (
        "The army bombarded rebel positions around Sirte for a second day on Tuesday.",
        "Shelling/artillery/missile attack",
        None,
        None,
    ),
    ("Villagers captured and killed two bandits near Katsina on Saturday.", "Attack", 2, None),
    (
        "An attempt to assassinate the police chief of Juba failed on Wednesday when the bomb under his car did not go off.",
        "Disrupted weapons use",
        None,
        None,
    ),
    (
        "Boko Haram insurgents abducted 11 women from a village near Gwoza on Thursday and burned down the market.",
        "Abduction/forced disappearance",
        None,
        None,
    ),
    (
        "Twenty-three people, most of them women and children, were killed when a rocket hit a crowded market in Mariupol on Saturday.",
        "Shelling/artillery/missile attack",
        23,
        None,
    ),
    (
        "Police fired rubber bullets at students in Caracas on Monday, hurting a dozen.",
        "Protest with intervention",
        None,
        12,
    ),
    ("Two Shia clerics were murdered by assailants on a motorcycle in Karachi on Tuesday.", "Attack", 2, None),
    (
        "One soldier was martyred and two terrorists were sent to hell in North Waziristan on Friday.",
        "Armed clash",
        3,
        None,
    ),
    (
        "A mine-clearing engineer lost a leg when a shell blew up in Sloviansk on Sunday.",
        "Shelling/artillery/missile attack",
        None,
        1,
    ),
    ("Somali pirates released the crew of a Greek freighter off Hobyo on Thursday.", "Other", None, None),
    (
        "A car driven by a suicide attacker exploded outside a courthouse in Charsadda on Monday, and sixteen people, among them three policemen, lost their lives.",
        "Suicide bomb",
        16,
        None,
    ),
    ("Troops opened fire to disperse a crowd in Bamako on Wednesday, killing two youths.", "Attack", 2, None),
    (
        "A Saudi border guard was killed by mortar fire from Yemen in Jizan on Saturday.",
        "Shelling/artillery/missile attack",
        1,
        None,
    ),
    ("The body of a kidnapped trader was recovered from a river near Pinogana on Tuesday.", "Attack", 1, None),
    ("Gunmen attacked the mill at Dapaong on Friday. Three of the watchmen will not come home.", "Attack", 3, None),
    ("Raiders attacked a farm near Kitui on Friday. Two herders met their end there.", "Attack", 2, None),
    (
        "A convoy struck a mine near Gao on Friday. Two drivers sustained wounds incompatible with life.",
        "Remote explosive/landmine/IED",
        2,
        None,
    ),
    ("Two teenagers were shot in Belfast on Monday.", "Attack", None, None),
    ("Two teenagers were shot and killed in Belfast on Monday.", "Attack", 2, None),
    (
        "A tractor ran over a mine near Sarny on Monday. Two men in the cab are in serious condition.",
        "Remote explosive/landmine/IED",
        None,
        2,
    ),
    (
        "Raiders fired on a bus near Kitui on Monday. Nine people were hurt. Four are in critical condition.",
        "Attack",
        None,
        9,
    ),
]


@pytest.mark.parametrize(("sentence", "act", "deaths", "injured"), WORDINGS, ids=[row[0][:48] for row in WORDINGS])
def test_a_sentence_gives_the_act_and_its_toll(
    sentence: str, act: str, deaths: int | None, injured: int | None
) -> None:
    document = from_text(f"Notes\n\n{sentence}", published=PUBLISHED, language="en")
    [report] = [r for r in code_document(document).reports if not r.background]
    told = [None if c is None else c.low if c.best is None else c.best for c in (report.deaths, report.injured)]
    assert [report.sub_event_type, *told] == [act, deaths, injured]
    assert all(document.text[a.start : a.end] == a.quote for a in report.attestations)


def _told(text: str) -> list[tuple[str | None, str | None, str]]:
    document = from_text(text, published=dt.date(2021, 3, 16), language="en")
    return [
        (str(r.date.earliest) if r.date.earliest else None, r.place.name if r.place else None, r.sub_event_type)
        for r in code_document(document).reports
        if not r.background
    ]


def test_a_year_on_its_own_line_dates_the_entries_below_it() -> None:
    text = "Three bombs\n\n1987\n19 June, Barcelona. A car bomb killed four shoppers.\n\n1992\n3 May, Seville. A bomb killed a clerk.\n"
    assert [day for day, _, _ in _told(text)] == ["1987-06-19", "1992-05-03"]


def test_a_dated_heading_gives_day_and_place_to_what_stands_under_it() -> None:
    text = (
        "Bulletin\n\nFigures may still change.\n\n"
        "Mon. 08/03 – Butembo\nGunmen opened fire on a minibus on its way to the market and killed three traders.\n\n"
        "Tue. 09/03 – Goma\nA grenade thrown into a bar near the stadium killed a waiter and wounded two guests.\n"
    )
    assert [(day, place) for day, place, _ in _told(text)] == [("2021-03-08", "Butembo"), ("2021-03-09", "Goma")]


def test_columns_set_with_spaces_are_a_table() -> None:
    text = (
        "WEEKLY SUMMARY 2021\n\n"
        "REF    DATE     LOCATION     SUMMARY\n"
        "1      08 Mar   GOMA         Grenade thrown at patrol. 2 soldiers killed.\n"
        "2      09 Mar   BUTEMBO      Teacher shot dead by gunmen outside school.\n"
    )
    rows = [(day, (place or "").title()) for day, place, _ in _told(text)]
    assert rows == [("2021-03-08", "Goma"), ("2021-03-09", "Butembo")]


def test_where_the_wounded_died_is_not_where_it_happened() -> None:
    text = "Notes\n\nA bomb went off in Butembo on Monday and wounded two clerks, who died at a hospital in Goma.\n"
    assert [place for _, place, _ in _told(text)] == ["Butembo"]


def test_a_total_of_the_current_year_is_no_part_of_an_incident() -> None:
    text = (
        "Notes\n\nInsurgents burned a police post in Goma on Monday and killed two constables.\n\n"
        "During the current year, 14 insurgents have been killed and 40 arrested in the district.\n"
    )
    document = from_text(text, published=PUBLISHED, language="en")
    told = [r.deaths.best for r in code_document(document).reports if not r.background and r.deaths]
    assert told == [2]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Three helicopters of the army attacked a market in Goma on Monday and killed two traders.", "state forces"),
        ("The occupiers shelled Goma with mortars on Monday. A woman was killed.", "external/other forces"),
    ],
)
def test_whose_guns_struck(sentence: str, kind: str) -> None:
    document = from_text(f"Notes\n\n{sentence}", published=PUBLISHED, language="en")
    [report] = [r for r in code_document(document).reports if not r.background]
    assert {a.type for a in report.actors if a.role == "perpetrator"} == {kind}
