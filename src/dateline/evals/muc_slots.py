"""The closed vocabularies of MUC-4: what kind of target, instrument and place a string is.

Set fills as in the MUC-4 task documentation (Proceedings of the Fourth Message Understanding Conference, appendix A).
"""

from functools import lru_cache

from dateline.mentions.words import terms

HUMAN_TYPES: tuple[tuple[str, frozenset[str]], ...] = (
    ("SECURITY GUARD", terms("guard guards bodyguard bodyguards watchman watchmen escort escorts doorman")),
    (
        "DIPLOMAT",
        terms("ambassador ambassadors diplomat diplomats consul consuls attache envoy charge"),
    ),
    (
        "LEGAL OR JUDICIAL",
        terms(
            "judge judges magistrate magistrates lawyer lawyers attorney attorneys prosecutor prosecutors justice "
            "notary"
        ),
    ),
    (
        "LAW ENFORCEMENT",
        terms(
            "policeman policemen police policewoman detective detectives constable gendarme gendarmes guardsman "
            "patrolman patrolmen sheriff trooper"
        ),
    ),
    (
        "ACTIVE MILITARY",
        terms(
            "soldier soldiers troop troops officer officers colonel major captain lieutenant sergeant corporal "
            "general admiral marine marines sailor sailors conscript conscripts serviceman servicemen patrol "
            "patrols battalion brigade army unit units paratroopers recruits col lt capt maj sgt gen military"
        ),
    ),
    (
        "GOVERNMENT OFFICIAL",
        terms(
            "minister ministers mayor mayors governor governors president official officials councilman "
            "councilmen deputy-minister vice-minister secretary ambassador-at-large councillor prefect "
            "commissioner rep deputy deputies legislator senator-elect"
        ),
    ),
    (
        "POLITICAL FIGURE",
        terms(
            "candidate candidates politician politicians senator senators hopeful congressman congressmen "
            "militant leader leaders ex-president assemblyman"
        ),
    ),
)
PHYSICAL_TYPES: tuple[tuple[str, frozenset[str]], ...] = (
    (
        "TRANSPORT VEHICLE",
        terms(
            "car cars vehicle vehicles bus buses truck trucks taxi taxis minibus minibuses train trains plane "
            "planes airplane aircraft airliner jet helicopter helicopters ambulance ambulances automobile "
            "motorcycle motorcycles van vans jeep pickup lorry motorcade convoy limousine boat ship "
            "transportation transport tire tires tyre minivan tractor"
        ),
    ),
    (
        "ENERGY",
        terms(
            "pipeline pipelines tower towers pylon pylons pole poles post posts substation substations "
            "transformer transformers refinery plant plants dam line lines grid system electricity tank tanks "
            "power energy well structures"
        ),
    ),
    (
        "FINANCIAL",
        terms("bank banks branch branches fund insurance atm"),
    ),
    (
        "COMMERCIAL",
        terms(
            "store stores shop shops restaurant restaurants hotel hotels market markets supermarket mall factory "
            "warehouse warehouses brothel brothels bar cafe theater cinema pharmacy drugstore drugstores "
            "dealership dealerships company companies business businesses establishment establishments firm "
            "gas-station station ranch mill workshop discotheque"
        ),
    ),
    (
        "DIPLOMAT OFFICE OR RESIDENCE",
        terms("embassy embassies consulate consulates chancery mission"),
    ),
    ("LAW ENFORCEMENT FACILITY", terms("barracks checkpoint checkpoints precinct")),
    (
        "GOVERNMENT OFFICE OR RESIDENCE",
        terms(
            "ministry palace congress parliament hall mayoralty court courthouse municipality table presidency "
            "registry prefecture assembly legislature prison jail"
        ),
    ),
    (
        "CIVILIAN RESIDENCE",
        terms("house houses home homes residence residences apartment apartments hut huts dwelling villa shack"),
    ),
    (
        "COMMUNICATIONS",
        terms(
            "newspaper newspapers radio transmitter transmitters antenna antennas exchange booth booths telephone "
            "telephones studio repeater relay box boxes"
        ),
    ),
    ("ORGANIZATION OFFICE", terms("headquarters federation institute office offices union organization")),
    (
        "TRANSPORTATION ROUTE",
        terms(
            "bridge bridges highway highways road roads railway railways railroad tunnel airstrip track tracks "
            "street streets"
        ),
    ),
    ("WATER", terms("aqueduct reservoir waterworks")),
)
# words before the head that outrank it: "police station", "power plant", "gas station", "party headquarters"
PHYSICAL_MODIFIERS: tuple[tuple[str, frozenset[str]], ...] = (
    ("LAW ENFORCEMENT FACILITY", terms("police barracks garrison prison")),
    ("DIPLOMAT OFFICE OR RESIDENCE", terms("embassy ambassador ambassador's consulate consular diplomatic")),
    (
        "ENERGY",
        terms("power electric electrical electricity oil pipeline high-voltage high-tension energy hydroelectric"),
    ),
    ("COMMUNICATIONS", terms("telephone radio television tv newspaper telecommunications communications")),
    ("FINANCIAL", terms("bank")),
    (
        "GOVERNMENT OFFICE OR RESIDENCE",
        terms("government presidential mayor's municipal ministry national-palace registration"),
    ),
    ("ORGANIZATION OFFICE", terms("union party labor labour church human-rights")),
    ("WATER", terms("water")),
)
INSTRUMENTS: tuple[tuple[str, frozenset[str]], ...] = (
    ("VEHICLE BOMB", terms("car-bomb car-bombs truck-bomb")),
    ("MOLOTOV COCKTAIL", terms("molotov petrol gasoline")),
    ("DYNAMITE", terms("dynamite")),
    (
        "MACHINE GUN",
        terms(
            "machine machinegun machineguns machine-gun machine-guns submachine submachinegun submachineguns "
            "sub-machinegun uzi"
        ),
    ),
    ("MORTAR", terms("mortar mortars")),
    ("GRENADE", terms("grenade grenades")),
    ("ROCKET", terms("rocket rockets rpg rpg-7 bazooka rampa")),
    ("MISSILE", terms("missile missiles")),
    ("MINE", terms("mine mines landmine landmines claymore")),
    ("RIFLE", terms("rifle rifles ak-47 m-16 galil fal r-15")),
    ("HANDGUN", terms("pistol pistols revolver revolvers handgun handguns")),
    ("CUTTING DEVICE", terms("knife knives machete machetes axe axes bayonet sword")),
    ("TORTURE", terms("torture")),
    ("BOMB", terms("bomb bombs device devices ied bombing trap traps booby-trap booby-traps")),
    ("EXPLOSIVE", terms("explosive explosives charge charges tnt c-4 anfo gelignite")),
    ("STONE", terms("stone stones rock rocks")),
    ("FIRE", terms("fire gasoline kerosene arson")),
    (
        "GUN",
        terms(
            "gun guns gunfire bullet bullets shot shots weapon weapons firearm firearms shotgun shotguns burst bursts"
        ),
    ),
)
NATIONS: dict[str, str] = {
    "american": "UNITED STATES",
    "americans": "UNITED STATES",
    "u.s": "UNITED STATES",
    "us": "UNITED STATES",
    "spanish": "SPAIN",
    "spaniard": "SPAIN",
    "spaniards": "SPAIN",
    "soviet": "USSR",
    "soviets": "USSR",
    "italian": "ITALY",
    "german": "GERMANY",
    "french": "FRANCE",
    "frenchman": "FRANCE",
    "british": "UNITED KINGDOM",
    "briton": "UNITED KINGDOM",
    "canadian": "CANADA",
    "dutch": "NETHERLANDS",
    "swiss": "SWITZERLAND",
    "swedish": "SWEDEN",
    "norwegian": "NORWAY",
    "japanese": "JAPAN",
    "israeli": "ISRAEL",
    "chinese": "CHINA",
    "cuban": "CUBA",
    "mexican": "MEXICO",
    "peruvian": "PERU",
    "colombian": "COLOMBIA",
    "salvadoran": "EL SALVADOR",
    "guatemalan": "GUATEMALA",
    "honduran": "HONDURAS",
    "nicaraguan": "NICARAGUA",
    "costa rican": "COSTA RICA",
    "panamanian": "PANAMA",
    "venezuelan": "VENEZUELA",
    "brazilian": "BRAZIL",
    "chilean": "CHILE",
    "argentine": "ARGENTINA",
    "bolivian": "BOLIVIA",
    "ecuadoran": "ECUADOR",
    "irish": "IRELAND",
}


def _first(words: list[str], table: tuple[tuple[str, frozenset[str]], ...]) -> str | None:
    return next((name for name, listed in table if any(word in listed for word in words)), None)


def _words(phrase: str) -> list[str]:
    words = phrase.lower().replace("\n", " ").replace(".", "").split()
    for position, word in enumerate(words):
        if position and word in {"of", "in", "from", "who", "at", "for", "on", "with", "by", "near"}:
            return words[:position]
    return words


@lru_cache(maxsize=4096)
def human_type(description: str, neutral: str | None) -> str:
    """MUC's type of a human target by its description; civilians where nothing tells otherwise."""
    words = _words(description)
    former = any(word in {"former", "retired", "ex"} for word in words)
    found = _first(words[-1:], HUMAN_TYPES) or _first(words, HUMAN_TYPES)
    if "attorney general" in description.lower():
        found = "GOVERNMENT OFFICIAL"
    if found == "ACTIVE MILITARY" and "police" in words:
        found = "LAW ENFORCEMENT"
    if found == "POLITICAL FIGURE" and words and words[-1] in {"leader", "leaders"} and neutral != "civilians":
        found = None
    if found is None:
        found = "ACTIVE MILITARY" if neutral == "state forces" else "CIVILIAN"
    if former and found in {"GOVERNMENT OFFICIAL", "ACTIVE MILITARY"}:
        found = f"FORMER {found}"
    return found


@lru_cache(maxsize=4096)
def physical_type(phrase: str) -> str:
    """MUC's type of a physical target by its head and the words before it."""
    words = _words(phrase)
    modified = _first(words[:-1], PHYSICAL_MODIFIERS)
    if words and words[-1] in {"car", "cars", "vehicle", "vehicles", "bus", "buses", "truck", "trucks", "ambulance"}:
        return "TRANSPORT VEHICLE"
    return modified or _first(words[-1:], PHYSICAL_TYPES) or _first(words, PHYSICAL_TYPES) or "OTHER"


@lru_cache(maxsize=4096)
def instrument_type(phrase: str, category: str | None) -> str | None:
    """MUC's type of an instrument, by its words, else by our category."""
    words = phrase.lower().replace("\n", " ").split()
    if category == "car bomb" or ({"car", "truck", "vehicle"} & set(words) and {"bomb", "bombs"} & set(words)):
        return "VEHICLE BOMB"
    found = _first(words, INSTRUMENTS)
    if found is not None:
        return found
    return {
        "bomb": "BOMB",
        "suicide vest": "BOMB",
        "explosives": "EXPLOSIVE",
        "firearm": "GUN",
        "artillery": "MORTAR",
        "rocket": "ROCKET",
        "missile": "MISSILE",
        "grenade": "GRENADE",
        "mine": "MINE",
        "blade": "CUTTING DEVICE",
        "fire": "FIRE",
        "aircraft": "AERIAL BOMB",
    }.get(category or "")


def nation(description: str) -> str | None:
    """The foreign nation that a description names by its adjective."""
    for word in description.lower().replace("\n", " ").split():
        if word.strip(".,") in NATIONS:
            return NATIONS[word.strip(".,")]
    return None
