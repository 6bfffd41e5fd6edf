"""Numbers and labels of the GTD schema. Labels are names of codes; definitions are the codebook's and are not here.

Sources: codebook of June 2017 for attack, weapon, target, claim and property codes; labels of sub-types from public
loaders of the 0718 distribution.
"""

ATTACKS = {
    1: "Assassination",
    2: "Armed Assault",
    3: "Bombing/Explosion",
    4: "Hijacking",
    5: "Hostage Taking (Barricade Incident)",
    6: "Hostage Taking (Kidnapping)",
    7: "Facility/Infrastructure Attack",
    8: "Unarmed Assault",
    9: "Unknown",
}
ATTACK_HIERARCHY = (1, 4, 6, 5, 3, 2, 8, 7, 9)
WEAPONS = {
    1: "Biological",
    2: "Chemical",
    3: "Radiological",
    4: "Nuclear",
    5: "Firearms",
    6: "Explosives",
    7: "Fake Weapons",
    8: "Incendiary",
    9: "Melee",
    10: "Vehicle (not to include vehicle-borne explosives, i.e., car or truck bombs)",
    11: "Sabotage Equipment",
    12: "Other",
    13: "Unknown",
}
WEAPON_SUBTYPES = {
    5: "Unknown Gun Type",
    7: "Grenade",
    8: "Landmine",
    11: "Projectile (rockets, mortars, RPGs, etc.)",
    13: "Suicide (carried bodily by human being)",
    15: "Vehicle",
    16: "Unknown Explosive Type",
    17: "Other Explosive Type",
    18: "Arson/Fire",
    21: "Blunt Object",
    23: "Knife or Other Sharp Object",
}
# Category of records.WeaponMention -> (type, sub-type).
WEAPON_OF: dict[str, tuple[int, int | None]] = {
    "bomb": (6, 16),
    "suicide vest": (6, 13),
    "car bomb": (6, 15),
    "mine": (6, 8),
    "grenade": (6, 7),
    "firearm": (5, 5),
    "artillery": (6, 11),
    "rocket": (6, 11),
    "missile": (6, 11),
    "drone": (6, 17),
    "aircraft": (6, 17),
    "blade": (9, 23),
    "fire": (8, 18),
    "chemical": (2, None),
    "vehicle": (10, None),
    "ammunition": (5, 5),
    "explosives": (6, 16),
    "blunt": (9, 21),
}
TARGETS = {
    1: "Business",
    2: "Government (General)",
    3: "Police",
    4: "Military",
    5: "Abortion Related",
    6: "Airports & Aircraft",
    7: "Government (Diplomatic)",
    8: "Educational Institution",
    9: "Food or Water Supply",
    10: "Journalists & Media",
    11: "Maritime",
    12: "NGO",
    13: "Other",
    14: "Private Citizens & Property",
    15: "Religious Figures/Institutions",
    16: "Telecommunication",
    17: "Terrorists/Non-State Militia",
    18: "Tourists",
    19: "Transportation",
    20: "Unknown",
    21: "Utilities",
    22: "Violent Political Party",
}
TARGET_SUBTYPES = {
    14: "Judge/Attorney/Court",
    21: "Government Building/Facility/Office",
    22: "Police Building (headquarters, station, school)",
    23: "Police Patrol (including vehicles and convoys)",
    24: "Police Checkpoint",
    25: "Police Security Forces/Officers",
    26: "Prison/Jail",
    27: "Military Barracks/Base/Headquarters/Checkpost",
    29: "Military Unit/Patrol/Convoy",
    34: "Military Personnel (soldiers, troops, officers, forces)",
    36: "Military Checkpoint",
    44: "Airport",
    46: "Embassy/Consulate",
    48: "Teacher/Professor/Instructor",
    49: "School/University/Educational Building",
    67: "Unnamed Civilian/Unspecified",
    85: "Religious Figure",
    86: "Place of Worship",
    99: "Bus (excluding tourists)",
    100: "Train/Train Tracks/Trolley",
    102: "Subway",
}
# Words of a target -> (type, sub-type); the first line that fits counts.
TARGET_WORDS: tuple[tuple[str, int, int | None], ...] = (
    (r"prison|jail", 3, 26),
    (r"police (?:station|post|headquarters|building|department|academy)", 3, 22),
    (r"police (?:patrol|convoy|car|vehicle|bus)", 3, 23),
    (r"police checkpoint|traffic police post", 3, 24),
    (r"police|gendarm|constable", 3, 25),
    (r"barracks|garrison|(?:army|military) (?:base|camp|post|headquarters)|\bbase\b", 4, 27),
    (r"(?:army|military) checkpoint", 4, 36),
    (r"patrol|convoy|military unit", 4, 29),
    (r"soldier|troop|army|military|marine|serviceman|border guard", 4, 34),
    (r"airport|airliner|aircraft|arrivals hall", 6, None),
    (r"embassy|consulate", 7, 46),
    (r"diplomat|ambassador|consul\b|peacekeeper", 7, None),
    (r"school|university|college|campus", 8, 49),
    (r"teacher|professor", 8, 48),
    (r"student|pupil", 8, None),
    (r"journalist|reporter|newspaper|radio|television|editor", 10, None),
    (r"aid worker|\bngo\b|red cross|red crescent", 12, None),
    (r"mosque|church|temple|synagogue|shrine|monastery", 15, 86),
    (r"imam|priest|monk|bishop|pastor|sheikh|mufti|rabbi", 15, 85),
    (r"tourist", 18, None),
    (r"metro|subway|underground", 19, 102),
    (r"\bbus(?:es)?\b|minibus", 19, 99),
    (r"train|railway|\btram", 19, 100),
    (r"pipeline|power (?:line|station|plant)|electricity|substation", 21, None),
    (r"judge|prosecutor|court", 2, 14),
    (r"governor|mayor|ministry|minister|official|deputy|parliament|city hall|president|senator", 2, None),
    (r"shop|market|hotel|restaurant|caf[eé]|bank|shopping|business|company|factory|mine\b|quarry|bar\b", 1, None),
)
CLAIM_MODES = {
    1: "Letter",
    2: "Call (post-incident)",
    3: "Call (pre-incident)",
    4: "E-mail",
    5: "Note left at scene",
    6: "Video",
    7: "Posted to website, blog, etc.",
    8: "Personal claim",
    9: "Other",
    10: "Unknown",
}
ALTERNATIVES = {
    1: "Insurgency/Guerilla Action",
    2: "Other Crime Type",
    3: "Intra/Inter-group Conflict",
    4: "Lack of Intentionality",
    5: "State Actors",
}
PROPERTY = {
    1: "Catastrophic (likely >= $1 billion)",
    2: "Major (likely >= $1 million but < $1 billion)",
    3: "Minor (likely < $1 million)",
    4: "Unknown",
}
HOSTAGE_OUTCOMES = {
    1: "Attempted Rescue",
    2: "Hostage(s) released by perpetrators",
    3: "Hostage(s) escaped (not during rescue attempt)",
    4: "Hostage(s) killed (not during rescue attempt)",
    5: "Successful Rescue",
    6: "Combination",
    7: "Unknown",
}
HEADER: tuple[str, ...] = tuple(
    """
    eventid iyear imonth iday approxdate extended resolution country country_txt region region_txt provstate city
    latitude longitude specificity vicinity location summary crit1 crit2 crit3 doubtterr alternative alternative_txt
    multiple success suicide attacktype1 attacktype1_txt attacktype2 attacktype2_txt attacktype3 attacktype3_txt
    targtype1 targtype1_txt targsubtype1 targsubtype1_txt corp1 target1 natlty1 natlty1_txt targtype2 targtype2_txt
    targsubtype2 targsubtype2_txt corp2 target2 natlty2 natlty2_txt targtype3 targtype3_txt targsubtype3
    targsubtype3_txt corp3 target3 natlty3 natlty3_txt gname gsubname gname2 gsubname2 gname3 gsubname3 motive
    guncertain1 guncertain2 guncertain3 individual nperps nperpcap claimed claimmode claimmode_txt claim2 claimmode2
    claimmode2_txt claim3 claimmode3 claimmode3_txt compclaim weaptype1 weaptype1_txt weapsubtype1 weapsubtype1_txt
    weaptype2 weaptype2_txt weapsubtype2 weapsubtype2_txt weaptype3 weaptype3_txt weapsubtype3 weapsubtype3_txt
    weaptype4 weaptype4_txt weapsubtype4 weapsubtype4_txt weapdetail nkill nkillus nkillter nwound nwoundus nwoundte
    property propextent propextent_txt propvalue propcomment ishostkid nhostkid nhostkidus nhours ndays divert
    kidhijcountry ransom ransomamt ransomamtus ransompaid ransompaidus ransomnote hostkidoutcome hostkidoutcome_txt
    nreleased addnotes scite1 scite2 scite3 dbsource INT_LOG INT_IDEO INT_MISC INT_ANY related
    """.split()
)
