"""What stands around a place name: words that speak for a place, a person or an organisation, and relations."""

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

import msgspec


class WordLists(NamedTuple):
    """Keys that look like place names and mostly are not, and words that are no names at all."""

    common: frozenset[str]
    first: frozenset[str]
    last: frozenset[str]
    plain: frozenset[str]  # any word that is written small: for texts in capitals


@cache
def word_lists() -> WordLists:
    """Common words, given names, surnames and plain words (training/build_wordlists.py)."""
    raw = (resources.files("dateline") / "data" / "gazetteer_words.json").read_bytes()
    lists = msgspec.json.decode(raw, type=dict[str, str])
    return WordLists(*(frozenset(lists[k].split()) for k in ("common", "first", "last", "plain")))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    """mr mrs ms miss messrs dr prof sir lord lady dame president vice premier chancellor minister secretary
    senator sen rep gov governor mayor king queen prince princess emperor pope bishop archbishop cardinal father
    fr rev reverend sister imam mullah sheikh shaykh ayatollah mufti gen general lt col colonel maj major capt
    captain cpl sgt sergeant pvt lieutenant commander admiral adm brigadier marshal judge justice attorney
    prosecutor officer detective trooper deputy sheriff chief spokesman spokeswoman spokesperson director
    chairman chairwoman coach professor doctor ambassador congressman congresswoman councilman councilwoman
    alderman comandante engineer lawyer journalist reporter inspector don doña dona señor mother brother named
    called cmdr ltcol corporal private warden superintendent constable uncle aunt"""
)
SPEECH = _words(
    """said says told asked replied noted explained testified announced claimed warned insisted recalled wrote
    added thinks"""
)
PLACE_NOUNS = _words(
    """city town village hamlet settlement district region province oblast county state republic territory
    department municipality governorate prefecture canton commune parish area zone neighborhood neighbourhood
    suburb suburbs quarter capital port outpost island islands peninsula valley mountains border airport
    airfield river lake camp township borough krai rayon raion locality enclave kingdom emirate sector towns
    cities villages districts provinces regions states community outskirts coast countryside"""
)
# Nouns after a name that make it a place's: "Borno state", "the Tavush border area".
AFTER_NOUNS = _words(
    """city town village hamlet settlement district region province oblast county republic department municipality
    governorate prefecture canton commune parish neighborhood neighbourhood suburb outpost island peninsula
    valley river lake krai rayon raion township borough checkpoint crossing airport airfield pass gorge strait
    gulf desert state area resident residents suburbs districts provinces airbase metropolitan"""
)
# After these an unknown capitalised name is taken for a place as well.
UNKNOWN_AFTER = _words(
    """district village outpost neighborhood neighbourhood rayon raion oblast municipality township governorate
    hamlet market bazaar station street avenue square settlement checkpoint bridge gorge valley prison airfield
    highway"""
)
# "in Xville" with nothing else to go by.
UNKNOWN_IN = _words("in near outside")
STREETS = _words("""street st avenue ave road rd boulevard blvd drive lane square plaza highway hwy bridge""")
# Capitalised, after "in" or "of", and no places.
NOT_PLACES = _words(
    """english french spanish russian arabic chinese german islam christianity judaism parliament congress allah
    god jesus christ ramadan eid christmas easter january february march april may june july august september
    october november december monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul
    aug sept sep oct nov dec operation operations group party army police forces ministry court facebook twitter
    youtube telegram whatsapp internet koran quran bible muslims christians jews sunni sunnis shia shias shiite
    shiites boko haram al qaeda taliban isis isil daesh fulani hausa tuareg dogon pashtun hazara kurd kurds
    kurdish arab arabs bedouin roma rohingya uyghur uighur hutu tutsi yoruba igbo masalit tamil tamils sinhalese
    maya mayan mapuche hamas hezbollah hizbullah nato osce ecowas interpol covid"""
)
UNKNOWN_BEFORE = _words(
    """village town city hamlet settlement district province municipality township locality port suburb"""
)
STRONG_BEFORE = _words(
    """in near outside inside throughout across around toward towards within into outskirts nearby"""
)
WEAK_BEFORE = _words(
    """from to of for between and at via through leaving entering reached reaching visit visiting leave capital
    over"""
)
ORG_NOUNS = _words(
    """university command corps regiment division college school academy institute bank police department times
    post news herald tribune globe gazette journal star press association company corporation corp inc ltd group
    party union league council committee commission ministry agency office bureau court museum theater theatre
    orchestra club football united team army forces guard guards front movement brigade battalion foundation
    fund society network radio television tv airlines airways hotel parliament senate congress assembly
    government federation organization organisation alliance coalition authority service services festival fair
    games cup marathon consortium daily mail observer monitor review examiner tigers nationals"""
)
# Names of places in themselves, but far more often a part of another's name.
STOP_KEYS = frozenset(
    ("federal district", "central district", "northern province", "south", "union", "capital district")
)
ORG_OF = _words(
    """university bank ministry embassy consulate army front party forces union council league movement brigades
    qaeda qaida government bishop archbishop diocese institute college museum mayor governor"""
)
DIRECTIONS = frozenset(
    d + e
    for d in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
    for e in ("", "ern", "ward", "wards")
)
_FILLERS = PLACE_NOUNS | _words(
    "the a an central downtown eastern western northern southern northeastern northwestern southeastern southwestern"
    " capital's whole entire restive troubled volatile neighboring neighbouring remote rural nearby old southernmost"
)
_NEAR = _words("near nearby outside around toward towards beside off")
_NEAR_OF = _words("""outskirts edge suburb suburbs vicinity direction environs gates entrance surroundings""")
_IN = _words("in at inside within across throughout into")
_DISTANCE = re.compile(
    r"(?P<n>\d+(?:[.,]\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|sixty|hundred)(?:[\s-]+|(?<=\d))(?P<u>kms?|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s?|m)\.?(?:\s+\(.{1,20}?\))?"
    r"(?:\s+(?:to|in|on|due|away|the|road|side|of|from|outside|off|out"
    r"|(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?|city|town|village|capital|port|nearest))*\s+$",
    re.I,
)
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "hundred": 100,
}  # fmt: skip


def relation_before(text: str, start: int, before: Sequence[str]) -> tuple[str | None, float | None]:
    """How the place at `start` stands to what is told: relation and distance in kilometres.

    `before` are the folded words that precede it in its sentence, the nearest last.
    """
    words = list(before[-8:])
    while words and (words[-1] in _FILLERS or (words[-1] == "of" and len(words) > 1 and words[-2] in PLACE_NOUNS)):
        if words[-1] in ("outskirts", "suburb", "suburbs", "border"):
            break
        words.pop()
    if not words:
        return None, None
    last = words[-1]
    second = words[-2] if len(words) > 1 else ""
    if last in ("of", "from", "off", "outside", "to"):
        tail = text[max(0, start - 80) : start]
        found = _DISTANCE.search(tail)
        if found:
            number = _NUMBERS.get(found["n"].lower()) or float(found["n"].replace(",", "."))
            unit = found["u"].lower()
            factor = 1.609 if unit.startswith("mi") else 0.001 if unit == "m" or unit.startswith("met") else 1.0
            return "direction" if second in DIRECTIONS else "near", round(number * factor, 3)
    if last in ("of", "from"):
        if second in DIRECTIONS:
            return "direction", None
        if second in _NEAR_OF or (second == "far" and last == "from"):
            return "near", None
    if last in ("outskirts", "suburb", "suburbs"):
        return "near", None
    if "border" in (last, second) or {last, second} & {"borders", "bordering", "frontier"}:
        return "border", None
    if last in _NEAR or (last == "to" and second in ("close", "next", "adjacent")):
        return "near", None
    if last == "between":
        return "between", None
    if last in _IN:
        return "in", None
    return None, None


# "KIZLYAR, Russia, Feb 18 (Agency) -": a line that begins with places, perhaps a date and an agency, and a dash.
_DATELINE = re.compile(
    r"^[ \t]*(?:\[[^\]\n]{1,20}\][ \t]*)?(?P<places>[^\W\d_][^\n\d()–—:;!?]{1,70}?)"
    r"(?P<date>,?[ \t]*(?:\d{1,2}[ \t]+[^\W\d_]{3,9}\.?(?:[ \t]+\d{2,4})?"
    r"|[^\W\d_]{3,9}\.?[ \t]+\d{1,2}(?:,?[ \t]+\d{4})?),?)?"
    r"[ \t]*(?P<agency>\([^()\n]{2,40}\))?\.?[ \t]*(?:--|—|–|-)[ \t]"
)
_DASH = re.compile("[-—–][ \t]")


def dateline_end(text: str) -> tuple[int, int]:
    """Where the places of an agency dateline stand, (0, 0) where there is none; looked for in the first lines."""
    at = 0
    for line in text[:1000].split("\n"):
        found = _DATELINE.match(line[:160]) if _DASH.search(line[:160]) else None
        if found:
            places = found["places"]
            head = places.split(",")[0].split("/")[0]
            words = head.split()
            shouted = head.isupper() and len(head) > 2
            named = all(w[0].isupper() or (w.islower() and len(w) < 4) for w in words)
            if len(words) <= 4 and named and (shouted or found["date"] or found["agency"]):
                return at + found.start("places"), at + found.end("places")
        at += len(line) + 1
    return 0, 0
