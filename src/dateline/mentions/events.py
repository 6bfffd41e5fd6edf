"""Event triggers: the words that say something violent, or something about it, happened (ACE: event nuggets).

One neutral class for the words of every side: "destroyed", "neutralised", "martyred" and "killed" are all deaths.
Loaded words are kept in `Trigger.loaded`, and count as deaths only when said of people (see `reports.casualties`).
"""

from collections.abc import Sequence
from typing import Literal

import msgspec

from dateline.documents.structure import Token
from dateline.mentions.phrases import Phrases

Voice = Literal["active", "ed", "intransitive", "adjective", "noun", "passive", "reflexive"]

# What a trigger class means; the first group carries people's fates, the second the act itself.
FATES = frozenset({"death", "injury", "detention", "abduction", "freeing"})
ACTS = frozenset(
    {
        "attack",
        "shooting",
        "clash",
        "operation",
        "explosion",
        "suicide",
        "shelling",
        "airstrike",
        "mine",
        "arson",
        "looting",
        "riot",
        "protest",
        "seizure",
        "foiled",
        "attempt",
        "plot",
        "threat",
        "hostage",
        "sexual",
        "dispersal",
        "territory",
    }
)


class Sense(msgspec.Struct, frozen=True):
    """A trigger's class, grammatical behaviour, and whether the word is loaded or weak (needs company)."""

    kind: str
    voice: Voice
    loaded: bool = False
    weak: bool = False


class Trigger(msgspec.Struct, frozen=True, kw_only=True):
    """text[start:end]; `first` and `last` are token indices, half-open."""

    start: int
    end: int
    first: int
    last: int
    lower: str
    kind: str
    voice: Voice
    loaded: str | None = None
    weak: bool = False


def _verb(kind: str, base: str, *, loaded: bool = False, weak: bool = False) -> list[tuple[str, Sense]]:
    """ "kill kills killing killed[ part]": base forms are active, the -ed form is ambiguous between voices."""
    forms = base.split("/")
    stem, third, ing, past = forms[:4]
    participle = forms[4] if len(forms) > 4 else past
    rows = [(f, Sense(kind, "active", loaded, weak)) for f in (stem, third, ing) if f not in (past, participle)]
    rows.append((past, Sense(kind, "ed", loaded, weak)))
    if participle != past:
        rows.append((participle, Sense(kind, "ed", loaded, weak)))
    return rows


def _regular(kind: str, stems: str, *, loaded: bool = False, weak: bool = False) -> list[tuple[str, Sense]]:
    rows = []
    for s in stems.split():
        cut = s[:-1] if s.endswith("e") else s
        third = (
            s[:-1] + "ies"
            if s.endswith("y") and s[-2] not in "aeo"
            else s + ("es" if s.endswith(("s", "sh", "ch", "x")) else "s")
        )
        past = s[:-1] + "ied" if s.endswith("y") and s[-2] not in "aeo" else cut + "ed"
        rows += _verb(kind, f"{s}/{third}/{cut}ing/{past}", loaded=loaded, weak=weak)
    return rows


def _all(kind: str, voice: Voice, phrases: str, *, loaded: bool = False, weak: bool = False) -> list[tuple[str, Sense]]:
    return [(p.strip(), Sense(kind, voice, loaded, weak)) for p in phrases.split(",") if p.strip()]


_TABLE: list[tuple[str, Sense]] = [
    # look-alikes that say nothing of the kind
    *_all(
        "none",
        "noun",
        "remain in hospital, remains in hospital, remained in hospital, still in hospital, are still in hospital",
    ),
    *_all(
        "none",
        "noun",
        "assault rifle, assault rifles, blast site, battle unit, battle units, grenade launcher, grenade launchers, shooting grenade launchers, attack helicopter, attack helicopters, shooting range,"
        "target practice, fire brigade, fire engine, dead sea, death penalty, death sentence, sentenced to death, raid on the treasury, strike team, strike force, battle tank, combat boots, shell company, fire department,"
        "firing squad, fire station, hit list, state of siege, blast furnace, found guilty, found himself, found themselves, found that, found out, arrest warrant, arrest warrants, life-and-death,"
        "combat training, riot police, riot gear, riot shields, bomb squad, bomb disposal, bomb squads, bomb scare, bomb shelter, crackdown on, anti-riot, protest vote, target of, attack dogs, rally driver",
    ),
    # deaths
    *_regular("death", "kill murder massacre assassinate execute behead lynch"),
    *_regular("death", "slaughter butcher", loaded=True),
    *_verb("death", "slay/slays/slaying/slew/slain"),
    *_verb("death", "gun down/guns down/gunning down/gunned down"),
    *_verb("death", "mow down/mows down/mowing down/mowed down"),
    *_verb("death", "strangle/strangles/strangling/strangled"),
    *_verb("death", "shoot dead/shoots dead/shooting dead/shot dead"),
    *_all(
        "death",
        "active",
        "shot him dead, shot her dead, shot them dead, shoots him dead, shoot him dead, shooting him dead, gunned him down, gunned her down, gunned them down",
    ),
    *_verb("death", "shoot and kill/shoots and kills/shooting and killing/shot and killed"),
    *_all(
        "death",
        "ed",
        "shot to death, stabbed to death, hacked to death, beaten to death, burned to death, burnt to death,"
        "beat to death, stoned to death, stabbed and killed, burned alive, burnt alive, blown to pieces, torn to pieces, blown to bits",
    ),
    *_all(
        "death",
        "active",
        "claimed the lives of, claims the lives of, claiming the lives of, claim the lives of, took the lives of,"
        "cost the lives of, takes the lives of, taking the lives of, finish off, finished off, finishing off, claimed the life of,"
        "claiming the life of, cutting the throats of, cut the throats of, slit the throats of, slit the throat of",
    ),
    *_regular(
        "death", "destroy neutralise neutralize liquidate eliminate exterminate annihilate", loaded=True, weak=True
    ),
    *_verb("death", "wipe out/wipes out/wiping out/wiped out", loaded=True, weak=True),
    *_verb("death", "martyr/martyrs/martyring/martyred", loaded=True, weak=True),
    *_all(
        "death",
        "intransitive",
        "fell martyr, fell as martyrs, became a martyr, became martyrs, attained martyrdom,"
        "achieved martyrdom, were sent to hell, was sent to hell",
        loaded=True,
    ),
    *_all(
        "death",
        "intransitive",
        "died, dies, die, dying, perished, perishes, perish, perishing, succumbed, succumbs, lost their lives,"
        "lose their lives, losing their lives, lost his life, lost her life, lost its life, loses his life, loses her life,"
        "have lost their lives, lost lives, was found dead, were found dead, found dead, bled to death, burned to ashes",
    ),
    *_all("death", "adjective", "dead, deceased, lifeless"),
    *_all(
        "death",
        "noun",
        "deaths, death, fatalities, fatality, death toll, killings, toll, death count, body count, final count, final toll",
    ),
    *_all("death", "active", "remains of, remnants of, bodies of, body of, corpses of, corpse of", weak=True),
    *_all("death", "noun", "bodies, corpses", weak=True),
    # injuries
    *_regular("injury", "wound injure maim"),
    *_regular("injury", "hospitalise hospitalize"),
    *_verb("injury", "hurt/hurts/hurting/hurt"),
    *_all(
        "injury",
        "passive",
        "wounded and taken to hospital, taken to hospital, in hospital, rushed to hospital, taken to the hospital,"
        "treated for injuries, treated for wounds, hit in the, shot in the, wounded in the, "
        "lost a foot, lost a leg, lost an arm, lost fingers, lost a hand, suffered injuries, sustained injuries, suffered wounds,"
        "suffered burns, got injured, got wounded",
        weak=True,
    ),
    *_all("injury", "noun", "injuries, wounded people"),
    # detention by an authority
    *_regular("detention", "arrest detain apprehend"),
    *_verb("detention", "round up/rounds up/rounding up/rounded up"),
    *_verb("detention", "capture/captures/capturing/captured", weak=True),
    *_all(
        "detention",
        "passive",
        "taken into custody, was taken into custody, were taken into custody, taken alive, remanded in custody, in custody,"
        "in detention, under arrest, placed under arrest, sitting in a cell, behind bars, led away in handcuffs, held for questioning,"
        "brought in for questioning",
    ),
    *_all("detention", "active", "taking into custody, took into custody, takes into custody"),
    *_all("detention", "noun", "arrests, detentions, arrest warrants"),
    *_all("detention", "noun", "arrest, detention", weak=True),
    # abduction
    *_regular("abduction", "kidnap abduct"),
    *_verb("abduction", "kidnap/kidnaps/kidnapping/kidnapped"),
    *_all(
        "abduction",
        "ed",
        "took hostage, taken hostage, take hostage, taking hostage, took captive, taken captive, taking captive, held hostage, held captive,"
        "spirited away, whisked away, carried off, dragged away, marched off, frogmarched",
    ),
    *_all(
        "abduction",
        "active",
        "took away, taking away, takes away, take away, drove away, drove * away, took * away, bundled into, bundled, led away,"
        "forced * into, dragged * from, dragged * out, hauled away, took off, snatched, snatching, snatch, snatches, carried away, make off with, made off with",
        weak=True,
    ),
    *_all(
        "abduction",
        "passive",
        "went missing, has been missing, gone missing, is missing, are missing, was missing, were missing, still missing,"
        "disappeared, disappears, had no news of, have had no news of, has not been seen",
        weak=True,
    ),
    *_all(
        "hostage",
        "noun",
        "hostages, hostage, captives, captive, hostage-taking, hijacking, hijack, hijacked, kidnapping, kidnappings,"
        "abduction, abductions, kidnapped passengers",
    ),
    # freeing
    *_regular("freeing", "release liberate", weak=True),
    *_verb("freeing", "free/frees/freeing/freed", weak=True),
    *_verb("freeing", "let go/lets go/letting go/let go", weak=True),
    *_verb("freeing", "set free/sets free/setting free/set free"),
    *_verb("freeing", "rescue/rescues/rescuing/rescued", weak=True),
    # explosions
    *_all(
        "explosion",
        "noun",
        "explosion, explosions, blast, blasts, bang, bangs, bombing, bombings, bomb attack, bomb attacks, bomb blast, bomb blasts, bomb explosion,"
        "car bomb, car bombs, car bombing, car bombings, truck bomb, truck bombing, double bombing, twin bombing, twin bombings, twin explosions, twin blasts,"
        "roadside bomb, roadside bombs, ied attack, ied explosion, ied, ieds, vbied, svbied, suicide attack, detonation, detonations, self-explosion, dynamite attack,"
        "grenade attack, bomb, bombs, time bomb, parcel bomb, letter bomb, explosive charge, explosive device, explosive devices",
    ),
    *_regular("explosion", "explode detonate"),
    *_all(
        "explosion",
        "intransitive",
        "went off, goes off, go off, going off, gone off, blew up, blows up, blowing up, blown up, blow up, set off, sets off, setting off,"
        "tore through, tears through, ripped through, rips through, ripping through, blown apart, blew apart, was blown up, were blown up, were bombed, was bombed, bombed,"
        "dynamited, dynamite, booby-trapped, rigged with explosives, exploded a bomb, planted a bomb, hurled a grenade, threw a grenade, threw grenades, lobbed a grenade,"
        "hurled grenades, tossed a grenade, thrown into, explosives thrown",
    ),
    *_all(
        "suicide",
        "reflexive",
        "blew himself up, blew herself up, blew themselves up, blow himself up, blow herself up, blow themselves up, blowing himself up, blowing herself up,"
        "blowing themselves up, blows himself up, blows herself up, blown himself up, blown herself up, blown themselves up, blew himself to pieces, blew up himself,"
        "detonated himself, exploded himself, detonated his belt, detonated her belt, detonates his belt, detonated his vest, detonated her vest, detonated an explosive belt,"
        "detonated a suicide vest, detonated a suicide belt, detonated their belts, detonated their vests, set off a belt bomb, sets off a belt bomb, detonated explosives strapped,"
        "scatter himself, pulled the pin, rammed a car, rammed a truck, rammed an explosives-laden, detonated his explosives, detonated her explosives",
    ),
    *_all(
        "suicide",
        "noun",
        "suicide bombing, suicide bombings, suicide bomb, suicide blast, suicide car bomb, suicide car bombing, suicide bomb attack, suicide bomber, suicide bombers,"
        "suicide attacker, suicide attackers, female suicide bomber, female suicide bombers, walking bombs, human bomb, suicide mission, martyrdom operation, martyrdom operations",
    ),
    *_all(
        "mine",
        "noun",
        "landmine, land mine, landmines, land mines, mine blast, mine explosion, anti-tank mine, antipersonnel mine, anti-personnel mine",
    ),
    *_all(
        "mine",
        "intransitive",
        "hit a mine, struck a mine, stepped on a mine, stepped on a landmine, stepped on a land mine, hit a landmine, struck a landmine,"
        "drove over a mine, ran over a mine, hit a roadside bomb, struck a roadside bomb, struck a buried mine, hit an ied, struck an ied, hit an improvised explosive device,"
        "struck an improvised explosive device, driven over an anti-tank mine, triggered a mine, stepped on an ied, detonated a mine, ran over a landmine, driven over a mine, drove over a landmine",
    ),
    # attacks
    *_all("attack", "noun", "bomber, bombers", weak=True),
    *_regular("attack", "attack ambush assault storm raid overrun"),
    *_all(
        "attack",
        "noun",
        "attack, attacks, assault, ambush, ambushes, raid, raids, assassination, assassinations, massacre, massacres, killing, murder, murders, slaying, slayings,"
        "carnage, bloodbath, beheading, beheadings, execution, executions, slaughter, attackers, stabbing, stabbings, knife attack, hit-and-run attack, terrorist attack, terrorist attacks,"
        "act of terror, acts of terror, terror attack, assailants, incursion, onslaught, lynching, mob attack, attempt on the life, car-ramming attack",
    ),
    *_all(
        "attack",
        "ed",
        "overran, overrun, set upon, waylaid, hacked, hacks, hacking, stabbed, stabs, stabbing, knifed, lobbed, threw stones, beat up, beaten up, ploughed into, plowed into, rammed into, drove into a crowd,"
        "stormed into, burst into, broke into, broke in, attack on, attacks on, seized control, took control",
    ),
    *_all(
        "attack",
        "ed",
        "struck, hit, targeted, strikes, strike, target, targeting, hitting, came under attack, come under attack, under attack",
        weak=True,
    ),
    *_all(
        "shooting",
        "ed",
        "shot, shoot, shoots, shooting, shot at, was shot at, were shot at, shooting at, fired at, fired on, fires on, firing on, firing at, fired upon, firing upon, opened fire, opens fire, opening fire,"
        "open fire, opened fire on, sprayed, raked, riddled, shot up, machine-gunned, machinegunned, fired shots, fired several shots, fired indiscriminately, shooting indiscriminately, came under fire, come under fire, fired into",
    ),
    *_all(
        "shooting",
        "noun",
        "shooting, shootings, drive-by shooting, drive-by, sniper fire, gunfire, gun fire, small-arms fire, small arms fire, shots, automatic fire, machine-gun fire",
    ),
    *_all(
        "clash",
        "noun",
        "clash, clashes, firefight, firefights, shootout, shootouts, shoot-out, gun battle, gun battles, gunbattle, gunbattles, gunfight, gunfights, exchange of fire, exchange of gunfire, exchanges of fire, fighting,"
        "battle, battles, skirmish, skirmishes, combat, fierce fighting, armed confrontation, armed confrontations, confrontation, siege",
    ),
    *_all(
        "clash",
        "ed",
        "clashed, clashing, exchanged fire, exchanged gunfire, fought, battled, battling, traded fire, returned fire, responded with gun fire, responded with gunfire, responded with fire, put up resistance,"
        "offered resistance, put up armed resistance, skirmished, engaged, laid siege",
    ),
    *_all(
        "operation",
        "noun",
        "special operation, counter-terrorist operation, counterterrorist operation, counter-terrorism operation, counterterrorism operation, anti-terrorist operation, antiterrorist operation, military operation,"
        "security operation, sweep, sweeps, police raid, police operation, crackdown, cordon, manhunt, security sweep, mop-up operation, clearing operation, offensive",
    ),
    *_all(
        "operation",
        "ed",
        "surrounded, cordoned off, besieged, blockaded, was cordoned off, were cornered, cornered, tracked down",
        weak=True,
    ),
    *_regular("shelling", "shell bombard pound"),
    *_all(
        "shelling",
        "noun",
        "shelling, mortar fire, mortar attack, mortar attacks, artillery fire, rocket fire, rocket attack, rocket attacks, missile attack, missile strike, missile strikes, mortar shell, mortar shells, artillery shell,"
        "artillery shells, artillery strike, barrage, bombardment, mortar round, mortar rounds, artillery round, rocket, rockets, shells, rocket-propelled grenade attack, missiles",
    ),
    *_all(
        "shelling",
        "intransitive",
        "shell landed, shell hit, shells landed, shells hit, rocket landed, rockets landed, mortar landed, shell struck, missile struck, missiles struck, missile hit, rocket hit, rocket struck, rockets struck",
    ),
    *_all(
        "airstrike",
        "noun",
        "airstrike, airstrikes, air strike, air strikes, air raid, air raids, drone strike, drone strikes, drone attack, drone attacks, barrel bomb, barrel bombs, aerial bombardment, aerial bombing, warplanes, bombing raid, bombing raids, airstrike on",
    ),
    *_all(
        "airstrike",
        "intransitive",
        "bombed from the air, drone hit, drone struck, drones hit, drones struck, helicopter gunships fired, jets bombed, planes bombed, aircraft bombed",
    ),
    # property
    *_all(
        "arson",
        "ed",
        "set fire to, set on fire, set ablaze, setting fire to, set alight, torched, torching, torches, burned down, burnt down, burned, burnt, burning down, firebombed, fire-bombed, burned out, setting ablaze",
    ),
    *_all(
        "arson", "noun", "arson, arson attack, arson attacks, firebombing, molotov, molotovs, petrol bomb, petrol bombs"
    ),
    *_all(
        "looting",
        "ed",
        "looted, looting, looters, ransacked, plundered, robbed, robbing, rob, stole, stolen, carjacked, hijacked a vehicle, pillaged, rustled, vandalised, vandalized, demolished",
    ),
    *_all("looting", "noun", "robbery, heist, armed robbery, hold-up, carjacking, cattle rustling, cattle raid"),
    # crowds
    *_all(
        "riot",
        "noun",
        "riot, riots, rioting, unrest, disturbances, mob violence, violent protest, violent protests, street fighting, communal violence",
    ),
    *_all(
        "riot",
        "ed",
        "rioted, clashed with police, clashes with police, clashed with riot police, threw stones at, hurled stones, pelted, barricaded, erected barricades, lynched",
    ),
    *_all(
        "protest",
        "noun",
        "protest, protests, demonstration, demonstrations, rally, rallies, sit-in, general strike, workers strike, workers' strike, hunger strike, march by, strike action, picket, protest march, walkout",
    ),
    *_all(
        "protest",
        "ed",
        "protested, protesting, demonstrated, demonstrating, rallied, took to the streets, marched, on strike, went on strike",
    ),
    # arms, plots
    *_all(
        "seizure",
        "ed",
        "seized, seizing, seizes, confiscated, confiscating, recovered, recovering, impounded, uncovered, turned up, unearthed, intercepted, discovered, found, was found, were found, dug up, finding",
        weak=True,
    ),
    *_all(
        "seizure",
        "noun",
        "weapons cache, arms cache, weapons caches, arms caches, cache of weapons, cache of arms, arsenal, arsenal of explosives, arms depot, weapons were found, arms haul, stash of weapons, hideout, bomb factory, bomb-making",
    ),
    *_regular("foiled", "foil thwart avert dismantle defuse"),
    *_all(
        "foiled",
        "ed",
        "broke up, broken up, breaking up, breaks up, defused, disarmed, deactivated, made safe, failed to explode, failed to go off, did not explode, did not go off, failed to detonate, disrupted, was prevented,"
        "prevented a, prevented an, blew up where it lay, nipped in the bud, neutralised a bomb, neutralized a bomb",
    ),
    *_all(
        "attempt",
        "noun",
        "try at killing, tries at killing, attempt at killing, attempts at killing, bid to kill, bid to assassinate, attempt on his life, attempt on her life, attempts on his life, attempted murder, attempted assassination, assassination attempt, assassination attempts, failed attempt, failed attack, attempt on, murder attempt, failed assassination, failed attempt to assassinate, attempted to kill,"
        "tried to kill, attempt to kill, attempt to assassinate, attempted attack, attempted bombing, survived an attempt, survived an assassination, attempted to assassinate, tried to assassinate, escaped an attempt, kidnap attempt, attempted kidnapping",
    ),
    *_all(
        "plot",
        "ed",
        "plotted, plotting, plot, was preparing to blow up, were preparing to blow up, preparing to blow up, planned to blow up, planning to blow up, plan to blow up, planning an attack, planning attacks, preparing an attack, preparing attacks,"
        "planned an attack, planned attacks, preparing to attack, plotting attacks, plotting an attack, intended for",
        weak=True,
    ),
    *_all(
        "threat",
        "ed",
        "threatened, threatening, threats, threat, warned",
        weak=True,
    ),
]

_TABLE += _all(
    "threat",
    "noun",
    "death threats, death threat, threatening letters, threatening letter, threatening leaflets, ultimatum, letters found, leaflets found,"
    "night letters, night letter, bomb threat, bomb threats",
)

_TABLE += [
    *_all("clash", "noun", "fight with, fights with, fight between, fight against"),
    *_all("death", "adjective", "kia, k.i.a, martyred and buried"),
    *_all(
        "death",
        "intransitive",
        "fell in combat, fell in battle, fell in action, fell in, fell during, fell near, fell at, fell for, fell fighting, fell, gave their lives, gave his life",
        loaded=True,
    ),
    *_all("injury", "adjective", "wia, w.i.a"),
    *_all(
        "injury",
        "passive",
        "cut by splinters, hit by splinters, struck by splinters, cut by shrapnel, hit by shrapnel, struck by shrapnel, hit by fragments,"
        "cut by glass, hit by flying glass, treated for burns, suffered burn injuries",
    ),
    *_all("injury", "active", "treated", weak=True),
    *_all("explosion", "noun", "grenade, grenades, hand grenade, hand grenades", weak=True),
    *_all(
        "explosion",
        "intransitive",
        "threw * grenade, threw * * grenade, hurled * grenade, hurled * * grenade, tossed * grenade, lobbed * grenade, grenade thrown, grenade lobbed, grenades lobbed, grenade exploded,"
        "grenade was thrown, grenades were thrown, grenade rolled, threw * bomb, hurled * bomb, rams gate, rammed gate, driven into convoy",
    ),
    *_all(
        "arson",
        "ed",
        "set it alight, set it ablaze, set it on fire, set them alight, set them ablaze, set them on fire, set * alight, set * ablaze, set * on fire",
    ),
    *_all(
        "abduction",
        "ed",
        "dragged from, dragged out of, taken prisoner, took prisoner, taken prisoners",
    ),
    *_all("detention", "passive", "picked up for questioning, called in for questioning, questioned"),
    *_all("mine", "noun", "claymore mine, claymore mines, uxo, unexploded ordnance, pressure-plate ied"),
    *_all(
        "mine",
        "intransitive",
        "hit by a mine, hit by mines, hit by claymore mines, hit by two claymore mines, hit by * mines, hit by * claymore mines, drove onto a mine, ran onto a mine, hits a mine, hits ied, hit ied, hits an ied",
    ),
    *_all(
        "foiled",
        "ed",
        "found and neutralised, found and neutralized, found and defused, found and destroyed, found and disarmed, blown up by the bomb squad, blown up by sappers, before it could be set off, before it could explode, before it went off,"
        "made it safe, rendered safe, repelled, repulsed",
    ),
    *_all("attack", "ed", "shot up"),
    *_all("riot", "ed", "stoned, pelted"),
]

_TABLE += [
    *_all("death", "adjective", "throats cut, with their throats cut, beheaded"),
    *_all("explosion", "noun", "explosive, charge", weak=True),
    *_all("abduction", "ed", "marched out of, marched off, marched away, herded into, led off at gunpoint"),
    *_all(
        "riot",
        "ed",
        "smashed windows, breaking windows, broke windows, breaking the windows, smashed up, went on the rampage, rampaged, rioting crowds",
    ),
    *_all(
        "injury",
        "passive",
        "sustained * injuries, suffered * injuries, sustained * wounds, suffered * wounds, suffered bullet wounds, sustained injuries, received * wounds, lost a finger, lost an eye",
    ),
]
_TABLE += _all(
    "none",
    "noun",
    "rocket-propelled grenade, rocket-propelled grenades, was found guilty, were found guilty, found to be false",
)
_TABLE += _all(
    "none",
    "noun",
    "fell ill, fell asleep, fell to, fell from, fell by, fell into, fell on, fell short, fell silent, fell behind, fell back, fell out,"
    "fell off, fell victim, fell through, fell apart, fell under, fell over, fell down",
)

# What is done to somebody named between the parts of a verb: "hacked two traders to death", "took six sailors hostage".
_TO_DEATH = "hacked hacking stabbed stabbing beat beating beaten burned burnt burning stoned stoning clubbed clubbing bludgeoned kicked tortured torturing crushed choked starved shot trampled battered knifed speared"
_DEAD = "shot shooting shoots shoot gunned struck"
_TAKEN = "took take takes taking taken held hold holds holding"
_VEHICLES = "van car vehicle truck jeep pickup boat taxi minibus lorry ambulance helicopter bus boot trunk suv"
_TABLE += [
    *[(f"{v} ~ to death", Sense("death", "active")) for v in _TO_DEATH.split()],
    *[(f"{v} ~ dead", Sense("death", "active")) for v in _DEAD.split()],
    *[(f"{v} ~ alive", Sense("death", "active")) for v in "burned burnt burning buried burying".split()],
    *[
        (f"{v} ~ lives", Sense("death", "active"))
        for v in "claimed claiming claims claim took taking takes take cost costing costs".split()
    ],
    *[
        (f"{v} ~ {n}", Sense("death", "active"))
        for v in ("lost", "losing", "loses")
        for n in "men soldiers fighters troops policemen officers comrades militants gendarmes rebels guards".split()
    ],
    *[
        (f"{v} ~ {n}", Sense("abduction", "ed"))
        for v in _TAKEN.split()
        for n in ("hostage", "captive", "prisoner", "prisoners")
    ],
    *[
        (f"{v} ~ {p} {d} {n}", Sense("abduction", "ed"))
        for v in "pushed pushing push shoved shoving bundled bundling forced forcing dragged dragging hauled hauling threw stuffed".split()
        for p in ("into",)
        for d in ("a", "an", "the", "their")
        for n in [*_VEHICLES.split(), *(f"* {v}" for v in _VEHICLES.split())]
    ],
    *_all(
        "abduction",
        "ed",
        "carried off, carry off, carrying off, carries off, led away, took away, taken away at gunpoint, led off, leading off, taken from their homes, taken from his home, taken from her home, taken at gunpoint,"
        "seized from, forcibly disappeared, forcibly taken, driven away in, led into the forest, led into the bush, led off into, taken by * gunmen, taken by * armed men, taken by men",
    ),
    *_regular("death", "decapitate"),
    *_verb("death", "pick off/picks off/picking off/picked off"),
    *_verb("death", "cut down/cuts down/cutting down/cut down"),
    *_verb("death", "put to death/puts to death/putting to death/put to death"),
    *_all(
        "death",
        "ed",
        "buried alive, knifed to death, clubbed to death, bludgeoned to death, kicked to death, trampled to death, tortured to death, speared to death, stabbed fatally, fatally stabbed, fatally shot, shot fatally, mortally wounded, fatally wounded, mown down, shot execution-style, garrotted, suffocated, drowned",
    ),
    *_all(
        "death",
        "intransitive",
        "was pronounced dead, were pronounced dead, pronounced dead, declared dead, lay dead, passed away, did not survive, breathed his last, breathed her last, met their deaths, met his death, met her death,"
        "was left on the field, were left on the field, left on the field, did not make it, did not survive, did not make it to the hospital, was killed instantly, were killed instantly, dropped dead, lost life, bled out,"
        "met their end, met his end, met her end, met their waterloo, met his waterloo, will not come home, will never come home, will not be coming home, will never return home",
    ),
    *[
        (f"{verb} {harm} {how} with life", Sense("death", "intransitive"))
        for verb in "received receive sustained suffered got".split()
        for harm in ("injuries", "wounds", "an injury", "a wound", "burns", "trauma")
        for how in ("incompatible", "not compatible")
    ],
    *_all("death", "intransitive", "were sent where they belong, was sent where he belongs", loaded=True),
    *[
        (f"{f} {how}", Sense("death", "intransitive"))
        for f in ("found", "discovered")
        for how in "stabbed strangled hanged shot murdered beheaded hacked burned burnt charred mutilated decapitated executed slain lifeless killed".split()
    ],
    *_regular("injury", "graze scald mutilate"),
    *[
        (f"{be} {state}", Sense("injury", "intransitive"))
        for be in "is are was were remains remain".split()
        for state in (
            *(f"in {a}{how} condition" for a in ("", "a ") for how in "serious critical grave stable".split()),
            "in intensive care",
            "fighting for his life",
            "fighting for her life",
            "fighting for their lives",
        )
    ],
    *[
        (f"{verb} {harm}", Sense("injury", "intransitive"))
        for verb in "suffered sustained received".split()
        for harm in ("concussion", "a concussion", "shrapnel wounds", "a shrapnel wound", "shell shock", "broken bones")
    ],
    *_all("injury", "intransitive", "escaped with broken legs, escaped with a broken leg, escaped with a broken arm"),
    *_all(
        "injury",
        "active",
        "blew off the hand of, blew off the leg of, blew off the legs of, blew off the arm of, tore off the leg of, broke the arm of, broke the leg of, broke the jaw of",
    ),
    *_all(
        "injury",
        "passive",
        "with shrapnel wounds, with gunshot wounds, with bullet wounds, with burns, with minor injuries, with serious injuries, with light injuries, with stab wounds, with head injuries, with severe burns,"
        "lost both legs, lost both hands, lost both feet, lost his leg, lost her leg, lost his arm, lost her arm, lost his hand, lost her hand, lost his foot, lost her foot, lost his sight, lost her sight, lost his legs, lost her legs,"
        "admitted to hospital, evacuated to hospital, needed hospital treatment, needed treatment, required hospital treatment, received treatment, were treated for, was treated for,"
        "with * wounds, has a * wound, with a * wound, has a broken, suffered a * wound, sustained a * wound, received a * wound",
        weak=True,
    ),
    *_all(
        "abduction",
        "passive",
        "vanished, have vanished, has vanished, were last seen, was last seen",
        weak=True,
    ),
]

# From the air, by guns, at crowds, over ground.
_TABLE += [
    *_verb("airstrike", "strafe/strafes/strafing/strafed"),
    *[
        (f"{v} ~ {n}", Sense("airstrike", "ed"))
        for v in "dropped drops dropping drop released".split()
        for n in "bomb bombs barrel barrels munitions munition explosives ordnance".split()
    ],
    *_all(
        "airstrike",
        "noun",
        "bombs dropped, bomb dropped, munitions dropped, barrels dropped, barrel-bombs, barrel-bomb, helicopter strike, helicopter strikes, helicopter attack, jet strike, jet strikes, aerial attack, aerial attacks, aerial strike, aerial strikes, aerial raid, aerial raids, strike by drones",
    ),
    *_all(
        "airstrike",
        "intransitive",
        "bombs were dropped, bomb was dropped, barrel bombs were dropped, were dropped from helicopters, dropped from helicopters, dropped from a helicopter, dropped by a helicopter, dropped by helicopters, dropped by planes, dropped from planes",
    ),
    *_regular("shelling", "mortar rocket"),
    *[
        (f"{p} {d} {n}", Sense("mine", "intransitive"))
        for p in ("on", "onto", "over")
        for d in ("a", "an", "their", "the")
        for n in (
            "mine",
            "landmine",
            "anti-tank mine",
            "anti-personnel mine",
            "buried mine",
            "pressure-plate ied",
            "ied",
            "roadside bomb",
        )
    ],
    *_all(
        "shelling",
        "noun",
        "salvo, salvos, salvoes, shellfire, shell fire, tank fire, artillery barrage, rocket barrage, artillery and mortar fire",
    ),
    *[
        (f"{n} {v}", Sense("explosion", "intransitive"))
        for n in ("grenade", "grenades", "bomb", "bombs", "explosives", "dynamite")
        for v in "tossed lobbed thrown hurled rolled flung lobbed".split()
    ],
    *_all(
        "shooting",
        "ed",
        "fired ~ at, fired ~ into, fired ~ on, fires ~ at, fires ~ into, fires ~ on, firing ~ at, firing ~ into, firing ~ on, used firearms, used live ammunition, used live rounds, used lethal force, took potshots at, peppered, let loose, emptied * magazine, emptied * magazines, emptied a magazine, with automatic fire, automatic fire",
    ),
    *_all(
        "dispersal",
        "ed",
        "baton-charged, baton charged, tear-gassed, teargassed, clubbed, dispersed, dispersing, disperse, broke up the demonstration, broke up the protest, broke up a protest, broke up a demonstration, broke up protests, broke up the march, broke up a march, broke up the rally, broke up a rally, broke up demonstrations",
    ),
    *_all("dispersal", "noun", "baton charge, tear gas, teargas, water cannon, rubber bullets"),
    *_all(
        "sexual",
        "ed",
        "raped, raping, rape, rapes, gang-raped, gang raped, gang-raping, sexually assaulted, sexually abused, sexually assaulting, sexual violence against",
    ),
    *_all(
        "territory",
        "ed",
        "recaptured, recapturing, retook, retaking, retaken, regained control, wrested control, wrested, took the town, took the city, took the village, took the base, took the hill, taken the town, taken the city,"
        "captured the town, captured the city, captured the village, captured the base, captured the hill, captured * town, captured * village, seized the town, seized the city, seized the village, seized the base, seized the hill,"
        "took over the town, took over the village, took over the city, marched into, took possession of, drove the rebels out of, drove the army out of, drove them out of, captured the district, seized the district, captured the airport, seized the airport,"
        "gained control of, gain control of, took full control of, planted their flag, hoisted their flag, raised their flag, expelled from the town",
    ),
    *_all(
        "riot",
        "ed",
        "hurled petrol bombs at, threw petrol bombs at, hurled molotov cocktails at, threw molotov cocktails at, hurled rocks at, threw rocks at, hurled bricks at, threw bricks at, hurled bottles at, threw bottles at, threw stones, hurled stones, threw rocks, hurled rocks, burned tyres, burnt tyres, burned tires, burning tyres, burning tires, blocked roads with burning, fought with police, battled police, battled riot police, fought running battles",
    ),
    *_all("riot", "noun", "pitched battles with police, running battles, stone-throwing, rock-throwing"),
    *_all("shooting", "noun", "police firing, firing incident, firing by police"),
    *_all("abduction", "ed", "dragged along, used as human shields, taken as human shields"),
    *_all("clash", "noun", "running gun battle, running gunfight, gun fight, shoot-outs, crossfire"),
    *_all(
        "attack",
        "ed",
        "barged into, gatecrashed, forced their way into, fought their way into, shot their way into, launched an attack, launched an assault, mounted an attack, staged an attack, carried out an attack, swooped on, swept through, rampaged through, went from house to house, descended on, fell upon, pounced on, laid an ambush, ran into an ambush, walked into an ambush, drove into an ambush, was ambushed, were ambushed",
    ),
    *_regular("attack", "harass"),
]
_LEXICON: Phrases[Sense] = Phrases(_TABLE)


def find_triggers(tokens: Sequence[Token]) -> tuple[Trigger, ...]:
    """Every trigger in the tokens, left to right, longest phrase first, never overlapping."""
    found = []
    for i, j, told in _LEXICON.find(tokens):
        if told.kind == "none":
            continue
        sense = told
        lower = " ".join(t.lower for t in tokens[i:j])
        if lower in _NOUNS_TOO and {t.lower for t in tokens[max(0, i - 2) : i]} & _BEFORE_NOUNS:
            sense = _NOUNS_TOO[lower]
        kind = _by_means(tokens, i, j, sense)
        found.append(
            Trigger(
                start=tokens[i].start,
                end=tokens[j - 1].end,
                first=i,
                last=j,
                lower=lower,
                kind=kind,
                voice=sense.voice,
                loaded=lower if sense.loaded else None,
                weak=sense.weak and kind == sense.kind,
            )
        )
    return tuple(found)


# Forms of verbs that are nouns after a determiner: "suspected of the park murders".
_NOUNS_TOO = {
    "murders": Sense("attack", "noun"),
    "massacres": Sense("attack", "noun"),
    "arrests": Sense("detention", "noun"),
    "lynching": Sense("attack", "noun"),
}
_BEFORE_NOUNS = frozenset("the these those several recent its his her their two three four five many of a".split())
_AIRCRAFT = frozenset(
    "warplane warplanes jet jets helicopter helicopters gunship gunships drone drones aircraft plane planes uav uavs airplane airplanes mig migs sukhoi fighter-bombers".split()
)
_GUNS = frozenset("rocket rockets missile missiles mortar mortars shell shells artillery salvo salvoes grad".split())
_CROWD_CONTROL = frozenset("gas teargas rubber canisters".split())
_STRIKES = frozenset(
    "fires hit hitting struck strikes strike striking bombed bombing bomb bombs pounded pounding pound attacked attacking targeted targeting raided shelled shelling fired blasted flattened rocketed bombarded bombarding".split()
)
_PASSIVE = frozenset("was were been being is are".split())
_SENTENCE_END = frozenset(". ; ! ?".split())
_REACH = 7


def _by_means(tokens: Sequence[Token], i: int, j: int, sense: Sense) -> str:
    """The class of a word of striking by what strikes: jets that "hit" a town bomb it, "fired rockets at" is shelling."""
    words = [t.lower for t in tokens[i:j]]
    if sense.kind == "shooting" and words[0] in ("fired", "fires", "firing"):
        if _CROWD_CONTROL & set(words):
            return "dispersal"
        if _GUNS & set(words):
            above = _clause([t.lower for t in tokens[max(0, i - _REACH) : i]][::-1])
            return "airstrike" if above & _AIRCRAFT else "shelling"
    if sense.voice == "noun":
        if sense.kind == "shelling" and _clause([t.lower for t in tokens[max(0, i - _REACH) : i]][::-1]) & _AIRCRAFT:
            return "airstrike"
        return sense.kind
    if words[0] not in _STRIKES:
        return sense.kind
    passive = i > 0 and tokens[i - 1].lower in _PASSIVE
    if passive or (j < len(tokens) and tokens[j].lower == "by"):
        if j < len(tokens) and tokens[j].lower == "by":
            after = _clause([t.lower for t in tokens[j + 1 : j + 1 + _REACH]])
            return "airstrike" if after & _AIRCRAFT else sense.kind
        return sense.kind
    before = [t.lower for t in tokens[max(0, i - _REACH) : i]]
    return "airstrike" if _clause(before[::-1]) & _AIRCRAFT else sense.kind


def _clause(words: Sequence[str]) -> set[str]:
    """The words up to the end of the clause."""
    out: set[str] = set()
    for w in words:
        if w in _SENTENCE_END or w in ("when", "while", "after", "and", "which", "who", "at", "against"):
            break
        out.add(w)
    return out
