"""Statements: what is one, who speaks, which incidents it is about. All sentences are invented."""

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import DateExtent, Document, Place, Report, Statement
from dateline.reports.statements import claimants, find_statements

_SETTING = "Two bombs killed nine soldiers at the barracks in Vardo on Friday, the army said. "


def document(text: str, *, author: str | None = None) -> Document:
    return Document(
        document_id="d1",
        input="a.txt",
        position=1,
        title=None,
        text=text,
        sha256="0" * 64,
        author=author,
        language="en",
    )


def report(report_id: str, *spans: tuple[int, int], position: int = 1, place: str | None = None) -> Report:
    return Report(
        report_id=report_id,
        document_id="d1",
        position=position,
        spans=spans,
        summary="",
        event_type="Battles",
        sub_event_type="Armed clash",
        date=DateExtent(earliest=dt.date(2020, 1, 1), latest=dt.date(2020, 1, 1), precision="day", rule="test"),
        place=Place(name=place) if place else None,
    )


def told(sentence: str, *, author: str | None = None) -> list[tuple[str, str | None]]:
    """Kind and speaker of each statement of a sentence told after a bombing."""
    text = _SETTING + "\n\n" + sentence
    return [(s.kind, s.speaker) for s in find_statements(document(text, author=author), ()) if s.start >= len(_SETTING)]


CLAIM, DENIAL, THREAT, DEMAND, PREDICTION = "claim_of_responsibility", "denial", "threat", "demand", "prediction"


@pytest.mark.parametrize(
    ("sentence", "kind", "speaker"),
    [
        ("The Northern Lights Front claimed responsibility for the bombing.", CLAIM, "Northern Lights Front"),
        ("Responsibility for the blasts was claimed by the Northern Lights Front.", CLAIM, "Northern Lights Front"),
        ("In a leaflet, the Front took credit for the ambush.", CLAIM, "Front"),
        ("Claimed by the Northern Lights Front.", CLAIM, "Northern Lights Front"),
        ("The Northern Lights Front said it was behind both attacks.", CLAIM, "Northern Lights Front"),
        ("The rebel commander Olav Berg later says he ordered the raid.", CLAIM, "Olav Berg"),
        ("The Front called the dead bomber one of its fighters.", CLAIM, "Front"),
        ("A website close to the Front presented the bombing as revenge for the burning of two farms.", CLAIM, None),
        ("The Front bragged about it on its radio station.", CLAIM, "Front"),
        ("The Front admitted planting the mine.", CLAIM, "Front"),
        ("The Front said the attackers were its fighters.", CLAIM, "Front"),
        ("The ministry denied the report.", DENIAL, "The ministry"),
        ("Herders say the guards are paid by the province, which denies it.", DENIAL, "the province"),
        ("The Front dismissed the accusation as baseless.", DENIAL, "Front"),
        ("“Our people had nothing to do with this,” said Olav Berg, who speaks for the Front.", DENIAL, "Olav Berg"),
        ("The mother of the arrested man said that he was innocent.", DENIAL, "The mother of the arrested man"),
        ("The charge was denied by the Front.", DENIAL, "Front"),
        ("The Front threatened to kill the hostages one by one.", THREAT, "Front"),
        ("The army vowed to wipe out the rebels.", THREAT, "The army"),
        ("The rebels vowed to wipe out the army.", THREAT, "The rebels"),
        ("“We will burn your cities,” the Front said in a message.", THREAT, "Front"),
        ("Leaflets told shopkeepers to close by the end of the week or be shot.", THREAT, "Leaflets"),
        ("A masked man gave the mayors five days to resign.", THREAT, "A masked man"),
        ("In May the cleric Olav Berg urged his followers to stop the census by every means.", THREAT, "Olav Berg"),
        ("Two judges had received death threats.", THREAT, None),
        ("The opposition demanded the release of the prisoners.", DEMAND, "The opposition"),
        ("The Front called for the withdrawal of all troops.", DEMAND, "Front"),
        ("The teachers' union urged the government to resign.", DEMAND, "The teachers' union"),
        ("The kidnappers are asking for a ransom of two million crowns.", DEMAND, "The kidnappers"),
        ("“The governor must resign,” said Olav Berg.", DEMAND, "Olav Berg"),
        ("Analysts warned that the war could spread to the coast.", PREDICTION, "Analysts"),
        ("Olav Berg predicted a bloody autumn and more attacks.", PREDICTION, "Olav Berg"),
    ],
)
def test_a_statement_is_found_with_its_kind_and_speaker(sentence: str, kind: str, speaker: str | None) -> None:
    found = told(sentence)
    assert kind in [k for k, _ in found]
    if speaker is not None:
        assert (kind, speaker) in found


@pytest.mark.parametrize(
    "sentence",
    [
        "No group has claimed responsibility for the bombing.",
        "Nobody claimed the attack.",
        "There was no claim of responsibility on Friday night.",
        "No one has said they carried out the bombing.",
        "The bombing claimed the lives of nine soldiers.",
        "The monitors were denied access to the barracks.",
        "The guards denied the monitors access to the barracks.",
        "The ministry could neither confirm nor deny the report.",
        "The demand for oil fell after the bombing.",
        "Police said the rebels attacked a farm the week before.",
        "Farms near the river are threatened by floods.",
        "The minister took responsibility for security failures and will attend the funeral.",
        "The trial of three rebels will continue until spring.",
        "Anarchist cells have usually taken the credit for such bombs.",
        "Spokesmen called for calm.",
    ],
)
def test_what_only_sounds_like_a_statement_is_none(sentence: str) -> None:
    assert told(sentence) == []


def test_upper_case_copy_reads_like_any_other() -> None:
    text = (
        "   VARDO, 3 MAR 91 (AGENCY) -- [TEXT] NINE SOLDIERS WERE KILLED BY A BOMB\n"
        "TODAY.  THE NORTHERN LIGHTS FRONT [NLF] HAS CLAIMED RESPONSIBILITY FOR THE\n"
        "BOMBING.  THE REBELS THREATENED TO KILL MORE SOLDIERS.\n"
    )
    found = find_statements(document(text), ())
    assert [(s.kind, s.speaker) for s in found] == [
        (CLAIM, "THE NORTHERN LIGHTS FRONT"),
        (THREAT, "THE REBELS"),
    ]


def test_a_sentence_wrapped_over_lines_is_quoted_as_it_stands() -> None:
    text = (
        "Two bombs killed nine soldiers at the barracks in Vardo on Friday, the\n"
        "army said in a short notice on its board. That evening the Northern\n"
        "Lights Front claimed responsibility for the bombing.\n"
    )
    (found,) = find_statements(document(text), ())
    assert found.quote == text[found.start : found.end]
    assert found.speaker == "Northern Lights Front"


def test_he_is_the_person_named_last() -> None:
    text = (
        _SETTING
        + "\n\nThe group's leader, Olav Berg, rejected the verdict. “Our men had no part in the bombing,” he said."
    )
    assert [(s.kind, s.speaker) for s in find_statements(document(text), ())] == [(DENIAL, "Olav Berg")]


def test_the_author_speaks_where_nobody_else_does() -> None:
    sentence = "Mark my words: this war will come to our streets. Close the border before they kill us all."
    assert told(sentence, author="Grey Owl") == [(PREDICTION, "Grey Owl"), (DEMAND, "Grey Owl")]


def test_sport_and_films_state_nothing() -> None:
    match = (
        "The derby could be a bloodbath. The coach denied that his striker attacked the referee, and promised revenge"
        " in the second match of the season. Fans threatened to kill the goal posts, and the league called for calm."
    )
    film = (
        "In the film a director claims responsibility for a bombing. The actor swears revenge and threatens to kill the"
        " audience; the sequel, the trailer predicts, will bring more bloodshed to the cinema."
    )
    assert find_statements(document(match), ()) == ()
    assert find_statements(document(film), ()) == ()


def test_a_claim_goes_with_the_incident_told_last_before_it() -> None:
    first = "Rebels shot a guard in Vardo on Monday. "
    second = "A bomb killed two men in Alta on Tuesday. "
    claim = "The Northern Lights Front claimed responsibility for the bombing."
    text = first + "\n\n" + second + claim
    reports = [
        report("r1", (0, len(first) - 1)),
        report("r2", (len(first) + 2, len(first) + 1 + len(second)), position=2),
    ]
    (found,) = find_statements(document(text), reports)
    assert found.report_ids == ("r2",)


def test_a_claim_goes_with_the_incident_whose_place_it_names() -> None:
    first = "Rebels shot a guard in Vardo on Monday. "
    second = "A bomb killed two men in Alta on Tuesday. "
    text = first + second + "\n\nThe Front said it was behind the killing in Vardo."
    reports = [
        report("r1", (0, len(first) - 1), place="Vardo"),
        report("r2", (len(first), len(first) + len(second) - 1), position=2, place="Alta"),
    ]
    assert [s.report_ids for s in find_statements(document(text), reports)] == [("r1",)]


def test_a_prediction_is_about_no_incident() -> None:
    text = _SETTING + "This war will lead to more bloodshed in the north."
    reports = [report("r1", (0, len(_SETTING) - 1))]
    assert [(s.kind, s.report_ids) for s in find_statements(document(text), reports)] == [(PREDICTION, ())]


# Many ways of saying each, as wire copy, notes, bulletins, blogs and upper-case cables say it; the speaker where the
# sentence names one.
_CLAIMS: list[tuple[str, str | None]] = [
    ("The Red Valley Brigades have said they sent the three men.", "Red Valley Brigades"),
    ("The blast was our work, the Harbour Front told a radio station.", None),
    ("Ansar al-Wadi said the car bomb outside the barracks was its work.", "Ansar al-Wadi"),
    ("The separatists have owned up to the derailment.", "The separatists"),
    ("The Harbour Front later admitted the killing.", "Harbour Front"),
    ("In a statement on Telegram the group said its fighters had overrun the post at dawn.", "the group"),
    ("A statement in the name of the Harbour Front said its men had laid the mine.", None),
    ("The Red Valley Brigades took the blame for the bombing.", "Red Valley Brigades"),
    ("Our units executed the informer Lindgren on 3 May.", None),
    ("We blew up the bridge at Sand, and we shall blow up the next.", None),
    ("The attack bore our signature and we are proud of it, said Commander Rask.", None),
    ("Ansar al-Wadi put its name to both blasts.", "Ansar al-Wadi"),
    ("A caller speaking for the Harbour Front told a newspaper that the group had shot the judge.", "Harbour Front"),
    ("The guerrillas acknowledged having shelled the market by mistake.", "The guerrillas"),
    (
        "The Army of the Coast, a band unknown until then, posted a video of the ambush on its channel.",
        "Army of the Coast",
    ),
    ("The group laid claim to the murder of the notary.", "The group"),
    ("Islamist fighters said one of their number had driven the lorry into the gate.", "Islamist fighters"),
    ("THE HARBOUR FRONT HAS CLAIMED THAT ITS COMMANDOS PLACED THE DYNAMITE.", "THE HARBOUR FRONT"),
    (
        "RESPONSIBILITY FOR THE ATTACK WAS ASSUMED BY THE RED VALLEY BRIGADES IN A CALL TO A RADIO STATION.",
        "THE RED VALLEY BRIGADES",
    ),
    ("A CALLER WHO IDENTIFIED HIMSELF AS A MEMBER OF THE HARBOUR FRONT SAID THE GROUP HAD MURDERED THE MAYOR.", None),
    ("Claim: Harbour Front (via its website).", "Harbour Front"),
    ("15/03 Sand: IED v. army truck, 2 KIA. Claimed by HFS on 16/03.", "HFS"),
    ("Ansar al-Wadi issued a claim for the attack on Tuesday.", "Ansar al-Wadi"),
    ("The bombing was carried out by one of our cells, the Front said.", "Front"),
    ('"It was us," the rebel commander Olav Berg told me over the telephone.', "Olav Berg"),
    ('"We did it because they burned our farms," said Olav Berg.', "Olav Berg"),
    ("The Front congratulated its fighters on the assault.", "Front"),
    ("The rebels boasted that they had killed thirty soldiers at the barracks.", "The rebels"),
    ("Two days later the Harbour Front, in an e-mail to newspapers, assumed authorship of the blast.", "Harbour Front"),
    ("The Front announced that it had executed the two policemen it was holding.", "Front"),
    ("The kidnapping was claimed on Sunday by a faction of the Front.", "a faction of the Front"),
    (
        "In a leaflet left beside the bodies the Red Valley Brigades said the men had been punished as informers.",
        "Red Valley Brigades",
    ),
    ("The Front confirmed that its artillery had hit the ferry.", "Front"),
    ("The army conceded that one of its jets had bombed the wedding.", "The army"),
    ("The militants claimed to have captured four soldiers in the fighting.", "The militants"),
    ("The Front's radio said the fighters of its northern wing had set fire to the depot.", None),
    ("The Front says it is holding the two engineers.", "Front"),
    ("Credit for the shooting went to the Front, which posted the names of its two gunmen.", None),
    ("The Harbour Front said yesterday that it planted the device.", "Harbour Front"),
    ("A spokesman for the Front, Olav Berg, told the agency that they were behind the raid.", None),
    ("Fighters loyal to the Front told reporters they were responsible for the blast.", None),
    ("The Front released a video claiming the raid.", "Front"),
    ("A communique signed by the Coastal League says its militants torched the trucks.", None),
    ("The League claims to be behind the wave of arson.", "League"),
    ("The Front revelled in the attack on its website.", "Front"),
    ("The kidnappers, who call themselves the Sons of Sand, said they had taken the priest.", "Sons of Sand"),
    ("The Front acknowledged responsibility.", "Front"),
    ("Both attacks have since been claimed by the League.", "League"),
    ("THE LEAGUE TOOK RESPONSIBILITY FOR THE MURDER IN A PHONE CALL TO A LOCAL RADIO STATION.", "THE LEAGUE"),
    ("Two groups claimed the bombing.", "Two groups"),
    ("The League hailed the gunman as a soldier of the faith.", "League"),
    ("The Marsh League said its cadres had carried out the operation at the mill.", "Marsh League"),
    ("The League said on the telephone that it had sent the two bombers.", "League"),
    ("The Lake Brigade claimed.", "Lake Brigade"),
    ("IS claimed.", "IS"),
    ("Speaking by satellite telephone, commander Olav Berg said his men had blown up the bridge.", "Olav Berg"),
    (
        "A self-styled general of the Reed Army posted online that his men had taken the fort.",
        "A self-styled general of the Reed Army",
    ),
    ("The outlawed Dawn Party said over the radio that its braves had burned the trucks.", "Dawn Party"),
    ("The Front let it be known that the bomb was its work.", None),
    ("The claim came from the Lake Brigade within the hour.", "Lake Brigade"),
    ("'We are the ones who burned the mill,' a hooded man says in the film.", None),
]
_DENIALS: list[tuple[str, str | None]] = [
    ("The Front said it had nothing to do with the bombing.", "Front"),
    ("The army rejected the charge.", "The army"),
    ("The port committee denies having fired on the ship.", None),
    ("The colonel called the accusation a fairy tale.", None),
    ('"That was not us," said Olav Berg.', "Olav Berg"),
    ('"None of our aircraft was in the air that night," the ministry said.', "the ministry"),
    ("The ministry insisted that no shell had been fired at the village.", "The ministry"),
    ("The Front condemned the massacre and said it played no part in it.", "Front"),
    ("The company has always denied paying the gunmen.", "The company"),
    ("Red Valley Brigades: we did not touch the priest.", None),
    ("The rebels disowned the attack.", "The rebels"),
    ("The defendant pleaded not guilty to planting the bomb.", "The defendant"),
    ("His lawyer said he was at home on the night of the murder.", None),
    ("Her brother swears she never held a gun.", None),
    ("THE ARMY DENIED THAT ITS TROOPS HAD FIRED ON THE CROWD.", "THE ARMY"),
    ("THE GOVERNMENT REJECTED THE ALLEGATIONS AS FALSE.", "THE GOVERNMENT"),
    ("A spokesman for the coalition said that its planes did not carry out the raid.", None),
    ("The embassy dismissed as nonsense a report that it had trained the gunmen.", "The embassy"),
    ("The mayor strongly disputed the account of the survivors.", "The mayor"),
    ("The Front distanced itself from the killing of the nurses.", "Front"),
    ("Police deny that the men were beaten.", "Police"),
    ("The governor says there was no massacre.", "The governor"),
    ("The guerrillas said the bomb was not theirs.", "The guerrillas"),
    ("The general refuted claims that prisoners had been shot.", "The general"),
    ("The Front has denied responsibility.", "Front"),
    ("The party denies any link with the gunmen.", "The party"),
    ("The accusation was flatly denied by the ministry.", "the ministry"),
    ("We are told that we burned the clinic; that is a lie.", None),
    ("The army says it never entered the village.", "The army"),
    ("The minister ruled out any involvement of his men in the murder.", "The minister"),
    ("The sect washed its hands of the bombers.", "The sect"),
    ("The Front knows nothing of the hostages, its spokesman said.", None),
    ("Both sides denied breaking the ceasefire.", "Both sides"),
    ("The ministry, asked about the strike, said its aircraft had not flown that day.", "The ministry"),
    ("The parents maintain that their son is innocent.", "The parents"),
    ("The commander denied ordering the execution.", "The commander"),
    ("It was not our men who fired first, the sheikh said.", None),
    ("The police chief said his officers had not opened fire.", "The police chief"),
    ("The general brushed aside the accusations of torture.", "The general"),
    ("The separatists say the mine was not laid by their fighters.", "The separatists"),
    ("The League says it is not to blame for the fire.", "League"),
    ("The ministry called reports of a massacre false.", "The ministry"),
    ("The colonel maintained that his troops were elsewhere.", None),
    ("The Front protested that it had been framed.", None),
    ("The general denied the reports.", "The general"),
    ("The government has consistently denied arming the militia.", "The government"),
    ('"We have never targeted civilians," a spokesman said.', None),
    ("The governor's office said there had been no air strike.", None),
    ("The sheikh insisted that his men were innocent.", "The sheikh"),
    ("The League rejected responsibility for the murder.", "League"),
    ("THE FRONT CATEGORICALLY DENIES ANY PARTICIPATION IN THE KILLING.", "THE FRONT"),
    ("The commander laughed off the charge.", "The commander"),
    ("The ministry says that nothing happened on its soil.", "The ministry"),
    ("The commissioner said that security men had carried no firearms.", "The commissioner"),
    ("The army said no aircraft had flown that night.", "The army"),
    ("The border guard said not a shot had been fired from its side.", None),
    ("The company insists that its guards fired only in the air.", "The company"),
    ("The U.N. mission denies that its men ran away.", "The U.N. mission"),
    ("The minister called the list of the dead an invention.", "The minister"),
    ("The Front swears it has never set foot in the valley.", None),
    ("The president told parliament that not one soldier had crossed the river.", None),
    ("The colonel said his guns had been silent all day.", "The colonel"),
    ("The foreign ministry spoke of a fabrication.", "The foreign ministry"),
]
_THREATS: list[tuple[str, str | None]] = [
    ("Anyone who opens his shop on Friday will be considered a military target.", None),
    ("If the governor dares to enter the valley, he will burn.", None),
    ("The Front threatened to execute one hostage a day.", "Front"),
    ("The rebels gave the company 48 hours to leave the valley.", "The rebels"),
    ('"Your turn will come," the letter said.', None),
    ('"Collaborators, your days are numbered," read the leaflet.', None),
    ("The group warned that more attacks would follow.", "The group"),
    ("The group said its attacks would continue until the prisoners were freed.", "The group"),
    ("The commander vowed to turn the city into a graveyard.", "The commander"),
    ("The army swore to hunt down the killers.", "The army"),
    ("The kidnappers said they would kill the nurse unless the ransom was paid.", "The kidnappers"),
    ("Unless our brothers are freed by Friday, the hostages will die.", None),
    ("The leaflet named nine teachers to be killed.", "The leaflet"),
    ("The militants warned people not to vote.", "The militants"),
    ("The warlord put a price on the head of the mayor.", "The warlord"),
    ("The Front declared all policemen legitimate targets.", "Front"),
    ("THE GUERRILLAS THREATENED TO BLOW UP THE DAM IF THE TROOPS DO NOT WITHDRAW.", "THE GUERRILLAS"),
    ("THE REBELS ANNOUNCED THAT ALL MAYORS WHO DO NOT RESIGN WILL BE EXECUTED.", "THE REBELS"),
    ("THE LETTER WARNED THE JUDGES THAT THEY WOULD BE NEXT.", "THE LETTER"),
    ("We will come to your houses at night.", None),
    ("We shall avenge every drop of their blood.", None),
    ("Whoever touches our women will lose his hand.", None),
    ("Those who vote will have their fingers cut off, the posters said.", None),
    ("The president promised the rebels a war without mercy.", "The president"),
    ("The general said any village that shelters rebels would be razed.", "The general"),
    ("The sect promised further bombings.", "The sect"),
    ("Masked men told the drivers to stop work or be shot.", "Masked men"),
    ("The gang sent the baker a bullet and a note giving him two days to pay.", None),
    ("Journalists have received death threats by telephone.", None),
    ("The militia leader warned that blood would flow in the streets.", "The militia leader"),
    ("Traitors will be dealt with, the bulletin adds.", None),
    ("The Front issued an ultimatum to the foreign companies.", "Front"),
    ('"This is only the first warning," a voice on the line said.', None),
    ("The captors set a deadline of noon on Monday for the exchange.", "The captors"),
    ("The preacher told his followers to kill the unbelievers wherever they find them.", "The preacher"),
    ("Tell the mayor that he is next.", None),
    ("The group threatens retaliation for the arrests.", "The group"),
    ("The Front declared war on the miners.", "Front"),
    ("The prime minister warned that the plotters would pay a heavy price.", "The prime minister"),
    ("The rebels pledged to shoot down any plane over the valley.", "The rebels"),
    ("The League said it would strike again if the siege was not lifted.", None),
    ("The rebel chief swore vengeance.", "The rebel chief"),
    ("Any minister who signs the law will be hanged from a lamp post, the cleric said.", None),
    ("The cartel hung a banner threatening the mayor.", None),
    ("The president warned the gunmen they would be crushed.", "The president"),
    ("A voice on the radio gave the foreigners a week to go.", "A voice on the radio"),
    ("The guerrillas announced they would shoot anyone who used the road.", "The guerrillas"),
    ('"The next bomb will be bigger," the caller said.', None),
    ("They threatened to behead the boy.", None),
    ("The militia threatened reprisals.", "The militia"),
    ("THE EXTORTIONISTS WARNED THAT THEY WOULD BLOW UP THE SHOP.", "THE EXTORTIONISTS"),
    ("'If nothing changes, we shall bring the war into the capital,' said Olav Berg.", "Olav Berg"),
    ("Beware: those who sell to the garrison will share its fate.", "Grey Owl"),
    ("Let the landlords of Brod beware.", "Grey Owl"),
    ("The Column said it would go on striking the pipeline.", "Column"),
    ("A commander said that the next convoy would not get through.", "A commander"),
    ("For every house that burns two barracks will burn.", "Grey Owl"),
    ("A note pinned to the door gave the headmaster three days.", None),
    ("The death of our leader will not go unavenged, the Front said.", None),
    ("The Front said there would be a bomb for every arrest.", "Front"),
    ("'We know where the judges live,' the caller said.", None),
]
_DEMANDS: list[tuple[str, str | None]] = [
    ("The gangs ordered bus drivers to stay at home until their chiefs are moved.", "The gangs"),
    ("The hostages will be freed when the army leaves the valley, the Front said.", None),
    ("The kidnappers want two million crowns for the girl.", "The kidnappers"),
    ("The captors demanded a ransom of 300,000 dollars.", "The captors"),
    ("The protesters called on the governor to step down.", "The protesters"),
    ("The opposition wants an inquiry into the shooting.", "The opposition"),
    ("The union is demanding that the killers be tried.", "The union"),
    ("We demand the withdrawal of all foreign troops.", None),
    ("The rebels insist on the release of their leader.", "The rebels"),
    ("The Front set three conditions for the release of the engineers.", "Front"),
    ("Relatives of the dead are asking for justice.", "Relatives of the dead"),
    ("The UN urged both sides to halt the shelling.", None),
    ("Amnesty groups appealed to the rebels to let the nurses go.", None),
    ("The hijackers are asking for fuel and safe passage.", "The hijackers"),
    ("In exchange for the hostages they want the release of nine comrades.", None),
    ("THE REBELS DEMANDED THE RESIGNATION OF THE PRESIDENT.", "THE REBELS"),
    ("THE BISHOP CALLED FOR AN IMMEDIATE CEASEFIRE.", "THE BISHOP"),
    ("THE GUERRILLAS URGED THE GOVERNMENT TO END THE BOMBING.", "THE GUERRILLAS"),
    ("The villagers want the army out of the valley.", "The villagers"),
    ("The Security Council demanded an end to the fighting.", None),
    ("The crowd chanted for revenge.", None),
    ('"The minister must go," said Olav Berg.', "Olav Berg"),
    ("The Front forbade the farmers to sell to the garrison.", "Front"),
    ("The rebels told the mayors to resign.", "The rebels"),
    ("The militants ordered all schools to close.", "The militants"),
    ("The Red Cross asked for access to the wounded.", None),
    ("The party pressed for the dismissal of the police chief.", "The party"),
    ("Masked men told teachers to leave the district.", "Masked men"),
    ("The kidnappers would release the boy only if the family paid.", None),
    ("The mothers' committee called for the truth about the raid.", None),
    ("The lawyers demanded that the bodies be returned.", "The lawyers"),
    ("The minister must resign, and he must do so today.", None),
    ("Withdraw the troops and lift the curfew.", None),
    ("The Front asked the government to pull its soldiers out of the north.", "Front"),
    ("The gunmen sought the release of two comrades.", "The gunmen"),
    ("The imam called for the killers to be handed over.", "The imam"),
    ("The sheikhs gave the government a list of demands.", None),
    ("The guerrillas require the companies to pay a war tax.", "The guerrillas"),
    ("The ambassador called for restraint and for an end to the raids.", "The ambassador"),
    ("The rebels asked for talks.", "The rebels"),
    ("The captors gave a list of prisoners they want freed.", None),
    ("The crowd demanded that the governor resign.", "The crowd"),
    ("The League called for a boycott of the vote.", "League"),
    ("The bishops appealed for an end to the killing.", "The bishops"),
    ("The gang demanded protection money from the traders.", "The gang"),
    ("The families called on the army to say where the bodies are.", "The families"),
    ("THE STUDENTS DEMANDED THE WITHDRAWAL OF THE POLICE.", "THE STUDENTS"),
    ("The Front proposed to free the nurse in return for medicine.", None),
    ("The government must disarm the militias, the envoy said.", None),
    ("The government must at once withdraw the battalion and open an inquiry.", "Grey Owl"),
    ("The families want the mass grave opened.", "The families"),
    ("The kidnappers are holding out for two million.", "The kidnappers"),
    ("Several hundred women gathered in Alta to demand that the soldiers leave.", "Several hundred women"),
    ("The killings have to stop, said the archbishop.", None),
    ("The envoy said the blockade must be lifted without delay.", "The envoy"),
    ("Students occupied the hall, demanding that the rector go.", "Students"),
]
_PREDICTIONS: list[tuple[str, str | None]] = [
    ("Further attacks on convoys are likely.", None),
    ("Attacks on markets expected to continue.", None),
    ("Everybody says it will get worse.", "Everybody"),
    ("There will be more funerals before the snow.", None),
    ("An analyst said the militants would probably strike again.", "An analyst"),
    ("Nobody thinks this was the last bomb.", None),
    ("Diplomats fear the raid will provoke reprisals.", "Diplomats"),
    ("The killing could reignite the feud between the clans.", None),
    ("The general predicts a hot summer of bombings.", "The general"),
    ("Observers expect the violence to spread to the coast.", "Observers"),
    ("This war will outlive us all.", None),
    ("It is only a matter of time before they bomb the harbour.", None),
    ("The truce will not hold.", None),
    ("The risk of further kidnappings remains high.", None),
    ("OBSERVERS PREDICTED AN INCREASE IN VIOLENCE BEFORE THE ELECTIONS.", "OBSERVERS"),
    ("DIPLOMATS WARNED THAT THE COUNTRY COULD SLIDE INTO CIVIL WAR.", "DIPLOMATS"),
    ("THE VIOLENCE IS EXPECTED TO INCREASE NEXT MONTH.", None),
    ("The north is heading for civil war, the bishop said.", "the bishop"),
    ("More bombings are to be expected around the holiday.", None),
    ("He said the war would spread to the cities.", None),
    ("Armed groups will likely exploit the gap left by the peacekeepers.", None),
    ("Mark my words: they will be back with rifles.", None),
    ("An upsurge in ambushes is anticipated during the dry season.", None),
    ("The embassy warned of a high risk of attacks on hotels.", None),
    ("The next bomb will go off in our own market.", None),
    ("Experts believe the group will try again.", "Experts"),
    ("The fighting may well resume once the rains end.", None),
    ("Villagers are sure that the raiders will return.", "Villagers"),
    ("The conflict threatens to spill over the border.", None),
    ("I expect another massacre before the year is out.", None),
    ("The bloodshed will go on, wrote one columnist.", "one columnist"),
    ("Analysts say a full-scale war is inevitable.", "Analysts"),
    ("The country is sliding into chaos, warned the archbishop.", None),
    ("Retaliatory raids by herders probable in the next two weeks.", None),
    ("Threat to road traffic: IED attacks likely to increase.", None),
    ("The feud is far from over.", None),
    ("By winter there will be tanks in the capital.", None),
    ("Worse is to come, the old men say.", None),
    ("The militia may seek revenge, officials fear.", None),
    ("More violence is feared in the run-up to the vote.", None),
    ("Analysts expect retaliation.", "Analysts"),
    ("The war will last for years, the general said.", "the general"),
    ("Nobody doubts that there will be another attack.", None),
    ("It could get worse.", None),
    ("The group is likely to strike tourist sites next.", None),
    ("A new round of fighting looks inevitable.", None),
    ("Residents fear a return to war.", "Residents"),
    ("The conflict may widen.", None),
    ("OFFICIALS EXPECT AN ESCALATION OF TERRORIST ATTACKS.", "OFFICIALS"),
    ("The killings will not stop here.", None),
    ("Security is expected to deteriorate further.", None),
    ("We shall have many more such nights.", "Grey Owl"),
    ("If the prices stay, we shall see another war by spring.", "Grey Owl"),
    ("Expect more of these bombs before the vote.", None),
    ("We expect the next quarter to be worse.", None),
    ("Nothing suggests that the raids are going to end soon.", None),
    ("Nobody in Brod believes that the truce will see out the month.", None),
    ("More kidnappings must be reckoned with.", None),
]
_NOTHING = [
    "The attack was claimed by nobody.",
    "No group has said it sent the gunmen.",
    "It was not clear whether the Front had carried out the attack.",
    "Police said the rebels had fired on the patrol.",
    "Nobody has owned up to the killing.",
    "There has been no claim.",
    "No claim.",
    "The fire claimed nine lives.",
    "The ministry said its experts had defused the bomb.",
    "The army said it had sent reinforcements to the town.",
    "The figure will rise.",
    "The death toll is expected to rise.",
    "The number of dead could rise, doctors fear.",
    "The mayor said he had sent flowers to the widows.",
    "Police warned drivers to stay away from the bridge.",
    "Police ordered residents to stay indoors until the bomb was removed.",
    "Officials told villagers to leave because of the flood.",
    "The trial is likely to continue until May.",
    "Rain is expected to continue until Friday.",
    "The wounded were denied a doctor.",
    "The court rejected the appeal of the two bombers.",
    "The ministry would neither confirm nor deny the raid.",
    "The minister promised compensation to the families of the dead.",
    "The governor vowed to rebuild the school.",
    "He said he had seen the bodies.",
    "The funeral will be held on Friday.",
    "The market will reopen when the glass has been cleared.",
    "The road will stay closed until the bomb squad leaves.",
    "The suspect will be released when his papers have been checked by the police.",
    "In demand for its apples, the village drew crowds.",
    "The villagers buried their dead.",
    "A doctor said nine patients would be released on Monday.",
    "Soldiers took up posts around the barracks.",
    "The army did not say how many soldiers were on the truck.",
    "The bombers were trained abroad, the police said.",
    "The minister said his aircraft had landed safely.",
    "A witness said he shot a video of the fire.",
    "Prosecutors said the men had planned the attack for months.",
    "She told the police that her son was missing.",
    "The hospital said it was treating forty people.",
    "The president blamed the Front for the bombing.",
    "The army accused the Front of laying the mine.",
    "A patrol found the car in a wood.",
    "The bus was due in Vardo at noon.",
    "The town will be safe only behind its walls, they used to say in the last century.",
    "The mayor said the bomb had been placed under a bench.",
    "The troops said they were tired.",
    "A spokesman for the hospital said it had taken in nine patients.",
    "The governor asked for blankets.",
    "The bus company said it had sent two buses.",
    "The rebels were led by a former teacher.",
    "Traffic was expected to return to normal by noon.",
    "The police said they had received no threats.",
    "Two men were charged with the murder in April.",
    "The prosecutor demanded a sentence of nine years.",
    "The gunmen escaped into the forest.",
    "The bridge will be closed until Friday.",
    "The minister will visit the wounded.",
    "He was said to have owned two shops.",
    "The village was their home until the war.",
    "It was not known who had fired.",
    "The officer was shot by his own men by mistake.",
    "The Front has not commented.",
    "According to the prosecutor he has admitted to shooting all three guards.",
    "The Border Rangers say they shot dead two smugglers in the pass.",
    "In Alta, on the first day of May, the army announced that it had killed nine men in a wood.",
    "He keeps a shop and denies everything.",
    "Soldiers called on the men to lay down their arms, but they opened fire.",
    "The doctor said the patients had taken no food.",
    "Residents said nothing had happened in the village before.",
    "Drivers must at once leave the road, the police said.",
    "Beware of the dog, a board says.",
    "We shall have more news in the evening edition.",
    "The insurer claimed.",
    "The driver said it had carried no passengers.",
    "The conductor said the next bus would not arrive before nine.",
    "'We are tired,' said the nurse.",
]


@pytest.mark.parametrize(
    ("sentence", "kind", "speaker"),
    [
        (sentence, kind, speaker)
        for kind, rows in (
            (CLAIM, _CLAIMS),
            (DENIAL, _DENIALS),
            (THREAT, _THREATS),
            (DEMAND, _DEMANDS),
            (PREDICTION, _PREDICTIONS),
        )
        for sentence, speaker in rows
    ],
)
def test_a_statement_is_heard_in_many_words(sentence: str, kind: str, speaker: str | None) -> None:
    found = dict(told(sentence, author="Grey Owl"))
    assert kind in found
    if speaker is not None:
        assert found[kind] == speaker


@pytest.mark.parametrize("sentence", _NOTHING)
def test_news_orders_and_tolls_state_nothing(sentence: str) -> None:
    assert told(sentence) == []


_BULLETIN = """HILL PEOPLE'S FRONT
Communique no. 3

To the people of the valleys we report the actions of our units in May:

1. On May 2 a commando dynamited the pipeline near Sand. Two soldiers were killed.

2. We reject the slander that our units shot the priest of Vardo. The HPF had no part in that death.

3. Any driver who carries troops will be considered a military target.
"""


def test_in_a_war_bulletin_the_group_claims_denies_and_threatens() -> None:
    found = find_statements(document(_BULLETIN), ())
    assert {(s.kind, s.speaker) for s in found} == {(CLAIM, "HPF"), (DENIAL, "HPF"), (THREAT, "HPF")}


_LETTER = """To the newspapers

We, the sons of the lake, attacked the police post at Bol on 3 May 2015 and killed two policemen.

We had nothing to do with the bomb in the market of Mao, in which three women were killed.

Hear what we demand:
1. The freeing of our brothers held at Koro.
2. Half of the oil money for the villages.

If by the harvest this is not done, we shall come to the capital.

For the Lake Front,
"Colonel Red"
"""


def test_a_letter_speaks_for_the_group_that_signs_it_and_asks_for_each_item_of_its_list() -> None:
    found = find_statements(document(_LETTER), ())
    assert [(s.kind, s.speaker) for s in found] == [
        (kind, "Lake Front") for kind in (CLAIM, DENIAL, DEMAND, DEMAND, THREAT)
    ]
    assert [s.quote for s in found if s.kind == DEMAND] == [
        "The freeing of our brothers held at Koro.",
        "Half of the oil money for the villages.",
    ]


def test_a_letter_of_an_office_speaks_for_no_group() -> None:
    signed = _LETTER.replace("For the Lake Front,", "For the Ministry of the Lakes,")
    assert all(s.speaker != "Ministry of the Lakes" for s in find_statements(document(signed), ()))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The governor has sworn that none of his guards had a hand in it.", (DENIAL, "The governor")),
        ("Sand Police categorically refutes the same.", (DENIAL, "Sand Police")),
        ("The marchers require that the wells be opened before the feast.", (DEMAND, "The marchers")),
        ("To all who serve the governor: you have until the end of Nov. to leave the town.", (THREAT, None)),
        ("A woman who rang the radio using a code word said the bomb was the work of the Sand Front.", (CLAIM, None)),
    ],
)
def test_oaths_ultimatums_and_calls_are_statements(sentence: str, expected: tuple[str, str | None]) -> None:
    kinds = told(sentence)
    assert [kind for kind, _ in kinds] == [expected[0]]
    assert expected[1] is None or kinds[0][1] == expected[1]


def test_the_law_requires_nothing_of_anybody_here() -> None:
    assert told("The law requires that residents carry papers.") == []


def test_a_police_release_is_no_war_bulletin() -> None:
    release = "REPUBLIC OF SAND - POLICE\nStatement no. 3\n\nOur units killed two gunmen. A commando raided a house.\n"
    assert [s for s in find_statements(document(release), ()) if s.speaker is not None] == []


def test_an_outlook_is_the_outlets() -> None:
    text = _SETTING + "\n\nOUTLOOK\nAttacks on markets expected to continue. Travel not advised."
    (found,) = find_statements(msgspec.structs.replace(document(text), outlet="Sand Safety Desk"), ())
    assert (found.kind, found.speaker) == (PREDICTION, "Sand Safety Desk")


def test_a_claim_goes_with_the_incident_of_its_month() -> None:
    first = "Rebels shot a guard in Vardo in January. "
    second = "A bomb killed two men in Alta. "
    text = first + second + "\n\nA film in which the Front takes the blame for the January shooting has been removed."
    reports = [
        report("r1", (0, len(first) - 1)),
        msgspec.structs.replace(
            report("r2", (len(first), len(first) + len(second) - 1), position=2),
            date=DateExtent(earliest=dt.date(2020, 3, 1), latest=dt.date(2020, 3, 1), precision="day", rule="test"),
        ),
    ]
    assert [s.report_ids for s in find_statements(document(text), reports)] == [("r1",)]


@pytest.mark.parametrize(
    ("speaker", "names"),
    [
        ("a spokesman of the Grey Wolves", ("Grey Wolves",)),
        ("an account used by the Harbour Front", ("Harbour Front",)),
        ("The Provisionals", ("Provisionals",)),
        ("Olav Berg", ("Olav Berg",)),
        ("the group", ()),
        ("a caller", ()),
        (None, ()),
    ],
)
def test_whom_a_claim_makes_the_perpetrator(speaker: str | None, names: tuple[str, ...]) -> None:
    claim = Statement(
        statement_id="s", document_id="d", kind=CLAIM, speaker=speaker, quote="q", start=0, end=1, annotator="test"
    )
    assert claimants(claim) == names
    assert claimants(msgspec.structs.replace(claim, kind=DENIAL)) == ()


_SENTENCES = st.sampled_from(
    [
        "The Front claimed the attack.",
        "“We will kill you,” he said.",
        "The ministry denied it!",
        "Nobody was hurt.",
        "THE REBELS DEMANDED A RANSOM.",
        "“",
        "— –",
        "Bombs, bombs; and more bombs will lead to war?",
        "Olav Berg, who leads the Front, threatened\nto attack.",
    ]
)


@given(st.lists(_SENTENCES, max_size=8), st.sampled_from([" ", "\n", "\n\n"]))
def test_quotes_are_verbatim_and_in_order(sentences: list[str], glue: str) -> None:
    text = _SETTING + glue + glue.join(sentences)
    found = find_statements(document(text), ())
    assert all(text[s.start : s.end] == s.quote != "" for s in found)
    assert [s.start for s in found] == sorted(s.start for s in found)
    assert len({(s.start, s.kind) for s in found}) == len(found)
    assert len({s.statement_id for s in found}) == len(found)


@given(st.text(max_size=300))
def test_no_text_breaks_the_finder(text: str) -> None:
    for s in find_statements(document(_SETTING + text), ()):
        assert s.quote == (_SETTING + text)[s.start : s.end]
