"""The words by which a claim, denial, threat, demand or prediction is told, as data for `statements`.

Every pattern is matched over one sentence of flattened text in lower case (one line, straight quotes), so that
upper-case wire copy and hard-wrapped notes read like any other; a third faster than matching without regard to case. The words are the same whoever speaks: a state's
vow to wipe out a group is a threat exactly as a group's vow to wipe out a garrison is.
"""

import re
from typing import Literal

import msgspec

Kind = Literal["claim_of_responsibility", "denial", "threat", "demand", "prediction"]
SpeakerAt = Literal["before", "after", "head", "author", "teller", "said", "quote", "communique", "none"]

_ACT = (
    r"(?:attacks?|bomb(?:ing)?s?|blasts?|explosions?|assaults?|ambush(?:es)?|raids?|killings?|murders?|assassinations?"
    r"|shootings?|strikes?|abductions?|kidnapp?ings?|hijacking|massacres?|beheadings?|execution|siege|operations?"
    r"|hostage[- ]taking|incidents?|actions?|shelling|sabotage|arson|rockets?|slaying|derailments?|stabbings?|burnings?|torching|downing|poisoning|destruction|disappearances?|deaths?|car bombs?|grenades?|mines?|bombardment|carnage)"
)
_HARM = (
    r"(?:kill|attack|bomb|blow|execut|behead|burn|shoot|storm|strike|hit|hunt|fight|aveng|retaliat|punish|destroy|eliminat"
    r"|liquidat|neutrali[sz]|slaughter|murder|assassinat|kidnap|abduct|crush|wipe|annihilat|target|detonat|hang|wage"
    r"|unleash|slit|cut|drown|sabotag|carry out (?:\w+ ){0,3}(?:attack|bomb|strike|kill)|open fire|resume (?:\w+ ){0,2}"
    r"(?:attack|hostilit|bomb|fight|operation)|continue (?:\w+ ){0,3}(?:attack|bomb|kill|fight|strike)|set fire|pay (?:dearly|with|for|the price|an? (?:heavy|high|terrible) price)"
    r"|die\b|suffer\b|regret\b|capture|take (?:\w+ )?revenge|turn (?:\w+ ){1,5}into|step up|strike back)\w*"
)
_HARM_NOUN = (
    r"(?:reveng|retaliat|reprisal|vengeance|bloodshed|blood\b|war\b|jihad|attacks?\b|bombings?\b|death|violence|killings?\b"
    r"|assassinations?\b|executions?\b|punish|hell\b|rivers of|action against)\w*"
)
# What a prediction must be about; "bloodbath" of a derby is kept out by the subject of the whole text.
DANGER = (
    r"(?:wars?\b|war-|attacks?\b|violen|terror|blood|refugee|extremis|killings?\b|kill\b|bombs?\b|bombings?\b|guns?\b|chaos"
    r"|unrest|clash|conflict|insurgen|jihad|massacre|deaths?\b|dead\b|to (?:its|their|our) knees|explosi|uprising|revolt"
    r"|riots?\b|instability|destabili[sz]|unsettling|militan|fighting\b|coup\b|genocide|worse\b|escalat|radicali[sz]"
    r"|casualt|burn\b|flames|ablaze|bloodier|deadlier|victims\b|reprisal|militias?\b|turmoil|catastroph|disintegrat|bandits?\b|anarchy|civil strife|hostilit|armed)"
)
_OFFICIALS_ONLY_TELL = (
    r"(?:analysts?|experts?|observers?|police|officials?|investigators?|prosecutors?|media|newspapers?|witnesses)"
)
_SAY = (
    r"(?:said|says?|saying|stated|states|announced|announces|declared|declares|boasted|boasts|confirmed|confirms|admitted|admits|wrote|claimed|claims|claiming|acknowledged|acknowledges|insisted|insists|maintained|conceded|concedes|added|adds|proclaimed|tweeted|posted|affirmed|asserted"
    r"|let it be known|ma(?:de|kes?) (?:it )?known"
    r"|(?:told|tells|informed|assured)(?: [\w'-]+){1,6}?(?= (?:that|it|they|its|their|he|she|we) ))"
)


_SAY_STEMS = "said say stat announc declar boast confirm admit wrote claim acknowledg told= tells= insist maintain conced add proclaim tweet post affirm assert inform assur known="


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """One way of telling a statement.

    `stems`: beginnings of words (whole ones end in "="), one of which every match holds. `speaker` says where the one who speaks stands: the subject "before" the match, the agent "after" it, at the
    "head" of the match itself, the "author" of the text, the "teller" that the sentence names or
    else the author, "said" the one of the last verb of saying before the match, the one whose "quote" the match lies in, "communique" the group
    whose war bulletin the text is, or "none" (not to be told from the words).
    `veto` matched in the same sentence silences the cue; `needs` must be matched there too; `sober` cues do not
    count when the subject is an onlooker (police, analysts, media) who tells of others, or, with "officials", any
    office-holder either: an army that reports its operation claims nothing.
    """

    kind: Kind
    name: str
    stems: str
    pattern: re.Pattern[str]
    speaker: SpeakerAt = "before"
    veto: re.Pattern[str] | None = None
    needs: re.Pattern[str] | None = None
    sober: Literal["", "onlookers", "officials"] = ""
    negatable: bool = True


def _re(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_SELF = r"(?:it|they|he|she|we|i|(?:(?:one|two|three|four|five|some|members?|an? (?:\w+ )?(?:unit|cell|squad|team|group|detachment|brigade|commando)|(?:the )?fighters|(?:the )?men|units) of )?(?:his|her|its|their|our|the (?=(?:group|movement|front|brigade|organi[sz]ation)\b)))\b"
_DID = (
    r"(?:carried out|staged|ordered|conducted|executed|planted|shot down|downed|launched|killed|attacked|ambushed|bombed"
    r"|detonated|blew up|blown up|targeted|fired|abducted|kidnapped|seized|captured|was behind|were behind|is behind|are behind"
    r"|was responsible|were responsible|is responsible|are responsible|perpetrated|struck|stormed|raided|destroyed|eliminated"
    r"|assassinated|murdered|hit(?! the (?:brakes|ground|floor|road))|dr(?:ove|iven) (?:the|an?|his|her|its) (?:[\w-]+ ){0,2}?(?:car|lorry|truck|vehicle|van|bomb|ambulance|tanker|motorcycle|bus)|beheaded|mounted|organi[sz]ed|masterminded|dynamited|torched|burned|burnt|set (?:\w+ ){1,3}?(?:ablaze|alight|on fire)|derailed|sabotaged|shelled|mortared|gunned down"
    r"|liquidated|annihilated|wiped out|overran|overrun|punished|avenged|set off|set fire to|opened fire|rammed|hijacked|hanged|slaughtered|exploded"
    r"|dispatched|(?:is|are|was|were) holding(?! (?:talks|a |an |elections|the (?:town|line)))|(?:placed|laid|left|hidden|hid|buried|fixed|put|set) (?:the|an?|both|all|\w+) (?:\w+ )?(?:bombs?|mines?|devices?|explosives?|charges?|ambush|trap|car bomb|dynamite)"
    r"|(?:hurled|threw|thrown|lobbed|fired) (?:the|an?|both|\w+) (?:\w+ )?(?:grenades?|bombs?|rockets?|petrol bombs?|missiles?|shells?)"
    r"|sent (?:them\b|him\b|her\b|(?:(?:the|its|their) )?(?:the|both|two|three|four|its|their|these|those|\w+) (?:suicide )?(?:attackers?|bombers?|gunm[ae]n|men\b|man\b|assassins?|fighters?|squads?|killers?|commandos?|parcels?|letter bombs?|volunteers|cars?\b|trucks?\b|drones?))"
    r"|t(?:ook|aken) (?:[\w-]+ ){0,3}?(?:hostages?|captives?|prisoners?|captive|prisoner|hostage)|shot\b(?! (?:an? |the |some )?(?:\w+ )?(?:video|film|photo\w*|pictures?|footage|portrait))|put (?:\w+ ){1,3}?to death|did it|done it|done so|did so|taken (?:the|both|two|three|four|five) (?!town|village|city|post|road|measure|matter|case|decision|bod|wounded|money|lead|oath|place|train|bus|injured|country|opportunity|necessary|first|same)\w+)"
)
_DID_TO_OTHERS = _DID.replace("seized|captured|", "").replace("ordered|conducted|", "").replace("|organi[sz]ed", "")
_OWN = r"(?:(?:the )?(?:fighters?|men|gunmen|soldiers?|members?|forces|units?|group|bombers?|brigades?|militants?|guerrillas?|snipers?|mujahideen|commandos?|movement|organi[sz]ation|heroes|brothers|knights|lions|martyrs?|squads?|cells?|teams?|detachments?|patrols?|partisans|volunteers|sappers|gunners|comrades?|artillery|wing|people|columns?|number|boys|lads|cadres|operatives|agents|activists|warriors|braves|holy warriors|mortars|warplanes|jets|aircraft|drones?)\b(?: (?:of|in|from) (?:the )?[\w-]+)? )"

CLAIMS: tuple[Cue, ...] = (
    Cue(
        kind="claim_of_responsibility",
        name="claim.passive",
        stems="respons credit",
        pattern=_re(
            r"\b(?:responsibility|credit)\b(?: for [^.;]{1,160}?)? (?:was|were|is|has been|had been|have been) (?:\w+ )?(?:claimed|taken|assumed|accepted|admitted) by\b"
        ),
        speaker="after",
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.responsibility",
        stems="respons credit author patern blame owner",
        pattern=_re(
            r"\b(?:claim(?:s|ed|ing)?|t(?:ake|akes|ook|aken|aking)|assum(?:e|es|ed|ing)|accept(?:s|ed|ing)?|admit(?:s|ted|ting)?|acknowledg(?:es|ed|ing)|conced(?:es|ed|ing)|avow(?:s|ed)?) (?:[\w'-]+ ){0,3}?(?:responsibility|credit|authorship|paternity|(?:the |full |all )?blame|ownership (?:of|for) (?:the |this |these |both )?(?:\w+ )?"
            + _ACT
            + r")\b"
        ),
        veto=_re(
            r"\bshould (?:not )?(?:have )?(?:claim|take)|\bunder (?:my|his|her|their|its|our|your) responsib|\bdemand\w* that\b|\b(?:should|must|refus\w+ to|fail\w* to|declin\w+ to|has to|have to|need\w* to|will) (?:take|accept|assume|admit)|(?:take|took|assume) (?:\w+ )?(?:responsibility|credit) for (?:the |a |his |her |their )?(?:children|family|failure|security|safety|economy)"
        ),
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.noun",
        stems="claim",
        pattern=_re(
            r"\bclaims? of responsibility (?:[\w'-]+ ){0,5}?(?:by|from)\b|\bclaim (?:of it )?(?:\w+ )?(?:came|arrived|was received)(?: \w+)? from\b"
        ),
        speaker="after",
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.issued",
        stems="claim",
        pattern=_re(
            r"\b(?:issu|mak|mad|post|publish|releas|phon|fax|e-?mail|send|sent|put|broadcast|circulat|renew|repeat|deliver|distribut)\w* (?:out )?(?:an? |the |its |their |\w+ )?(?:[\w-]+ )?claims? (?:of responsibility|for (?:the|both|all|these|this))"
        ),
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.owned",
        stems="owned own owns avow acknowledg admit conced conf lay lays laid claim stood put",
        pattern=_re(
            r"\b(?:own(?:s|ed|ing)? (?:up )?to (?:it\b|them\b|having|(?:[\w'-]+ ){0,4}?"
            + _ACT
            + r"\b)|(?:avow|acknowledg|admit|conced)\w*(?: to)? (?:it\b(?= *(?:[.,;]|$))|having (?:\w+ly )?(?:"
            + _DID
            + r")|(?:the|this|that(?! the\b)|these|those|both|\w+day's) (?:[\w'-]+ ){0,3}?(?:"
            + _ACT
            + r")\b(?! (?:was|were|is|are|had|has|would|will|did|could|may|might|on|of|that)\b)|(?:its|their|his) (?:own )?(?:part|role|hand|involvement|guilt|responsibility|authorship)\b)"
            r"|lay(?:s|ing)? claim to (?:it\b|(?:[\w'-]+ ){0,4}?"
            + _ACT
            + r")|laid claim to (?:it\b|(?:[\w'-]+ ){0,4}?"
            + _ACT
            + r")|claim(?:s|ed|ing)? (?:[\w'-]+ ){1,7}?as (?:its|their|his|our) (?:own\b|work\b|doing\b|handiwork)|put(?:s|ting)? its name to|(?:conced|admit|acknowledg)\w* (?:\w+ )?that (?:one of )?(?:its|their|our) (?:own )?(?:\w+ ){1,2}?(?:had |has |have )(?:\w+ly )?"
            + _DID
            + r")"
        ),
        veto=_re(r"\bintelligence failures?\b|\bclaim\w* the (?:land|territory|area|island)\b|\bcould not\b"),
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.work",
        stems="work= doing= handiwork= deed= ours= theirs= operation= people= own=",
        pattern=_re(
            r"\b(?:was|were|is|are|be|been|as)(?: all| indeed| also| entirely| both)* (?:(?:the )?(?:work|doing|handiwork|deed|operation) of (?:one of )?(?:its|our|their)\b|(?:its|our|their) (?:own )?(?:work|doing|handiwork|deeds?|operations?)\b|(?:ours|theirs)\b(?! to))"
        ),
        needs=_re(
            r"\b(?:"
            + _ACT
            + r"|bodies|body|it|this|that|dead|bombs?|device|car|one|mine|mortars?|derailment|fire|grenade|letter|parcel)\b"
        ),
        speaker="said",
        sober="officials",
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.rang",
        stems="work= doing= behind=",
        pattern=_re(
            r"\b(?:said|says|claim(?:ed|ing)|saying)\b[^.;]{2,80}? (?:was|were|had been|is) (?:(?:the )?(?:work|doing) of|(?:carried out|planted|left|laid|thrown|done) by)\b"
        ),
        needs=_re(
            r"\b(?:code[ -]?words?|callers?|phoned|telephoned|rang|(?:phone |telephone )?call to|leaflets?|pamphlets?|note left)\b"
        ),
        sober="officials",
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.by_own",
        stems="by=",
        pattern=_re(
            r"\b(?!said)\w+(?:ed|en|ut|wn|hot|aid|it|id|ung) (?:[\w-]+ly |there |down |off |up |out |dead )?by (?:(?:one|two|three|four|five|six|some|members|fighters|men|a|an|the)(?: \w+)?(?: of)? )?(?:our|its|their|the group's|the movement's) (?:own )?(?:[\w-]+ )?(?:men|m[ae]n|fighters?|units?|cells?|forces|gunm[ae]n|bombers?|brigades?|members?|guerrillas?|commandos?|militants?|snipers?|soldiers|mujahid\w*|squads?|wing|partisans|volunteers|brothers|martyrs?|people|comrades|sappers|detachments?|columns?)\b"
        ),
        needs=_re(
            r"\b(?:kill|shot|attack|bomb|blast|explo|ambush|raid|carried out|plant|laid|set off|burn|fire|abduct|kidnap|execut|blew|blown|detonat|dead|death|murder|assassinat|destroy|derail|sabotag|punish|struck|hit)\w*"
        ),
        veto=_re(
            r"\b(?:found|escorted|treated|rescued|freed|buried|mourned|by mistake|friendly fire|accidentally)\b|\bnot\b|\bden(?:y|ied|ies)\b"
        ),
        speaker="said",
        sober="officials",
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.us",
        stems="us= we= ourselves= our= responsib",
        pattern=_re(
            r"\b(?:it was (?:us|we)\b|(?:was|is) (?:us|we) (?:who|that)\b|responsibility (?:lies|rests) with us\b|we (?:are|were) the ones (?:who|that)\b|we (?:did (?:it|this|that)\b|are (?:the ones )?(?:behind|responsible|the authors)|were (?:the ones|behind|responsible)|(?:take|accept|assume|claim) (?:full |all )?(?:responsibility|it\b|this\b|the "
            + _ACT
            + r")|stand by (?:it|what|the))|(?:bears?|bore|carr(?:y|ies|ied)) our (?:signature|mark|name|stamp)|(?:sent|ordered|trained|armed) by us\b)"
        ),
        speaker="quote",
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.proud",
        stems="happy proud pleased glad satisf delight congrat prais applau hail bless celebrat salut",
        pattern=_re(
            r"\b(?:(?:happy|proud|pleased|glad|satisfied|delighted) (?:with|about|of|over|at) (?:what (?:had )?happened|(?:the|this|yesterday's|\w+day's) (?:\w+ )?"
            + _ACT
            + r")|(?:congratulat|salut|applaud|prais|bless|hail)\w* (?:the |its |their |our )(?:\w+ )?(?:fighters?|bombers?|attackers?|brothers|heroes|martyrs?|commandos?|gunm[ae]n|lions?|units?|mujahid\w*|operation)\b)"
        ),
        needs=_re(
            r"\b(?:group|branch|front|brigades?|movement|cell|caller|rang|phoned|telephoned|rebels?|guerrillas?|militants?|organi[sz]ation|wing|faction|band|separatists?|islamic state|telegram|channel|bulletin|fighters?)\b"
        ),
        veto=_re(r"\b(?:foiled|thwarted|rescue|ceasefire|peace)\b"),
        sober="officials",
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.named",
        stems="named names naming identif releas publish post show distribut broadcast circulat",
        pattern=_re(
            r"\b(?:(?:nam(?:ed|es|ing)|identif(?:ied|ies|ying)) (?:the |its |their )(?:\w+ )?(?:(?:suicide )?bombers?|attackers?|gunm[ae]n|drivers?|martyrs?) as\b|(?:releas|publish|post|show|distribut|broadcast|circulat)\w* (?:an? |the |what it called |\w+ )?(?:[\w-]+ )?(?:video|footage|film|photographs?|photos?|pictures?|portraits?|images?|recording|will|names?)s? (?:[\w'-]+ ){0,3}?(?:of|showing|from) (?:the |its |their |both |\w+ )?(?:\w+ )?(?:(?:suicide )?bombers?|attackers?|attack|ambush|raid|gunm[ae]n|assault|martyrs?|hostages?|captives?|beheading|execution))"
        ),
        needs=_re(
            r"\b(?:group|branch|column|league|army|command|front|brigades?|movement|cell|rebels?|guerrillas?|militants?|organi[sz]ation|wing|faction|band|separatists?|islamic state|telegram|channel|shabaab|boko haram|taliban|isis|isil|daesh|al-qa'?[ei]da|jihad\w*|kidnappers|captors|fighters?|it called)\b"
        ),
        veto=_re(
            r"\b(?:relatives|family|hospital|passengers|cctv|security cameras?|closed-circuit|wanted|officials|police(?:m[ae]n)?|investigators?|prosecutors?)\b"
        ),
        sober="officials",
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.sentence",
        stems="punish execut sentenc tried= condemn",
        pattern=_re(
            r"\b(?:said|says|stated|announced|declared|read|reading|saying|explained)\b[^.;]{0,70}?\b(?:had been|has been|have been|was|were) (?:\w+ly )?(?:punished|executed|sentenced|tried|put to death|condemned)\b"
        ),
        needs=_re(r"\b(?:leaflet|pamphlet|note|letter|message|placard|banner|communiqu[eé]|card|graffiti|sign)s?\b"),
        sober="officials",
        veto=_re(r"\b(?:court|judge|tribunal|prison|trial)\b"),
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.communique",
        stems="commando units unit squad patrol column detachment comrades= guerrilla fighters partisans we= our= ambush executed= taken= laid= blown= attacked= destroyed= burned= shot= mined= sabotaged=",
        pattern=_re(
            r"\b(?:(?:we(?:, [^,.;]{2,40},)? (?:have |had )?(?:\w+ly )?"
            + _DID_TO_OTHERS
            + r")\b|(?:an?|the|our|two|three) (?:[\w-]+ )?(?:commandos?|units?|squads?|column|detachments?|comrades|guerrillas?|fighters|partisans|patrol of ours|combatants|sappers|militia) (?:of (?:the|our) [\w ]{2,40})?(?:, [^,.;]{2,40},)? ?(?:have |had )?"
            + _DID
            + r"|(?:was|were) (?:\w+ly )?(?:ambushed|executed|taken (?:prisoner|captive)|blown up|dynamited|burned|burnt|put to death|destroyed|harassed|attacked|annihilated|shot down|punished|mined|sabotaged|set on fire|brought to justice|laid for)\b)"
        ),
        veto=_re(
            r"\bby the (?:enemy|army|government|police|oppressor|mercenar|paramilitar|occup|regime|fascist)\w*|\b(?:civilians?|peasants?|villagers?|children|our (?:\w+ )?(?:brothers|comrades|people)) (?:was|were)\b|\b(?:government|enemy|regime|army|police|paramilitary|mercenary|death) (?:commandos?|units?|squads?|patrols?|fighters)"
        ),
        speaker="communique",
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.by",
        stems="claim",
        pattern=_re(
            r"(?:^|\b(?:was|were|been|later|since|also|"
            + _ACT
            + r")[ ,]+|[.;(,–—-] ?)claimed (?:later |afterwards |\w+ly |yesterday |today |on \w+ |(?:\w+ )?(?:hours|days|weeks) later |the (?:next|same) day |in (?:an? |the )?[\w -]{1,30} )?by\b|(?:^|[.;|(] ?)(?:claims?|claimed|claimant|claimed by|responsibility)(?: of responsibility)?: ?(?!n/?a|no|none|nil|unknown|not|-|nobody|unclaimed|\?)"
        ),
        speaker="after",
        veto=_re(r"\bas claimed by\b|\blives claimed by\b"),
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.bare",
        stems="claimed=",
        pattern=_re(
            r"(?:(?<=[.;|:–—-] )|^)(?=[^.;:|]{2,45} claimed\.?$)[\w'()-]+(?: [\w'()-]+){0,4} (?=claimed)claimed\b"
        ),
        # "Claimed" with nothing after it belongs to a name alone: not to a pronoun, a sum or somebody's aside.
        veto=_re(
            r"(?:(?<=\w )(?:is|as)|\b(?:was|were|are|been|be|had|has|have|so|he|she|it|they|we|i|lives?|prizes?|rewards?|bonus|benefits?|damages|compensation|insur\w+|famil\w+|relatives?|lawyers?|suspects?|defendants?|victims?|owners?|drivers?|\w+ed)) (?:\w+ )?claimed\.?$"
        ),
        speaker="head",
        sober="officials",
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.act",
        stems="claim",
        pattern=_re(
            r"\bclaim(?:s|ed|ing)? (?:to be (?:behind|responsible)|(?:it|both|all (?:of them|three|four))\b(?= *(?:[.,;)]|on|in|for|as|while|and|but|after|$))|(?:to have|having) (?:\w+ )?"
            + _DID
            + r"|(?:(?:the|this|that(?! (?:the|its|his|her|their|it|they|he|she|this)\b)|both|all|these|those|yesterday's|\w+day's|last week's|its) (?:[\w'-]+ ){0,3}?)"
            + _ACT
            + r"\b(?! (?:was|were|is|are|had|has|would|will|did|never)\b))"
        ),
        veto=_re(r"\bclaim\w* (?:the|a|his|her|their) (?:attack|bombing|blast|explosion)s? (?:was|were|had|is|has)\b"),
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.said",
        stems=_SAY_STEMS,
        pattern=_re(
            r"\b"
            + _SAY
            + r"(?:,? (?:(?:in|on|via|through|by|over|to) [\w'-]+(?: [\w'-]+){0,5}?|yesterday|today|later|again|tonight|online|openly|publicly|proudly))?,? (?:that )?(?:"
            + _SELF
            + r" (?:own )?(?:(?:[\w-]+ )?"
            + _OWN
            + r")?)(?:had |has |have |(?:were|are) the ones (?:who|that) (?:had |have )?|(?:was|is) the one (?:who|that) (?:had |has )?)?(?:\w+ly )?"
            + _DID
            + r"\b"
        ),
        veto=_re(
            r"\b(?:he|she) (?:had )?(?:shot|hit|drove)\b|\baccidentally\b|\bordered (?:the creation|an? (?:investigation|inquiry|probe|review)|that)\b|\b(?:had|has|have|was|were|did) not\b|\bdenied?\b|\bnothing to do\b|\b(?:he|she|they|police|troops|officers?|guards?|soldiers?) (?:was|were|had been) (?:attacked|shot|hit|kidnapped|abducted|captured|beaten|arrested)"
        ),
        sober="officials",
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.own",
        stems="call describ hail nam identif prais present",
        pattern=_re(
            r"\b(?:call(?:s|ed|ing)?(?! (?:(?:up)?on|for|to|in|at|off)\b)|describ(?:es|ed|ing)|hail(?:s|ed|ing)?|nam(?:es|ed|ing)|identif(?:ies|ied|ying)|prais(?:es|ed|ing)|present(?:s|ed|ing)) (?:the |its |their |him |her |them |both |\w+ )?(?:[\w-]+ ){0,3}?(?:as )?(?:(?:one|two|three|some|members?|part|soldiers?|fighters?) of (?:its|their|our|the group's) |(?:its|their|our) (?:own )?|(?:a |the )?(?:soldiers?|fighters?|knights?|lions?) of )(?:own |brave |heroic |martyred )?(?:fighters?|soldiers?|members?|men|martyrs?|mujahid(?:een)?|(?:the )?(?:caliphate|faith|cause|revolution|nation|people|prophet)|islam|god|allah|own|heroes|brothers?|ranks)\b"
        ),
        sober="officials",
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.ours",
        stems=_SAY_STEMS,
        pattern=_re(
            r"\b"
            + _SAY
            + r" (?:that )?(?:the |one of the |both |all (?:\w+ )?)?(?:\w+ )?(?:attackers?|bombers?|gunm[ae]n|assailants?|men|shooter|perpetrators?|he|they|she) (?:was|were|had been|is|are)"
            r" (?:(?:one|two|three|some|members?) of (?:its|their|our)|(?:its|their|our|a|the)) (?:own )?(?:fighters?|soldiers?|members?|men|mujahid\w*|followers|cadres|ranks)\b(?! who (?:was|were|had))"
        ),
        needs=_re(r"\b(?:its|their|our)\b|soldiers? of the"),
        sober="officials",
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.admit",
        stems="admit",
        pattern=_re(
            r"\badmit(?:s|ted|ting)? (?:to )?(?:having )?(?:carr(?:ying|ied) out|plant(?:ing|ed)|kill(?:ing|ed)|shoot(?:ing)|shot|stag(?:ing|ed)|order(?:ing|ed)|bomb(?:ing|ed)|attack(?:ing|ed)|kidnapp(?:ing|ed)|abduct(?:ing|ed)|hold(?:ing))\b"
        ),
        # A confession that the police or a court tells is no claim.
        veto=_re(
            r"\b(?:prosecut\w+|police(?:man|men)?|investigators?|detectives?|courts?|judges?|tribunal|interrogat\w+|questioning|suspects?|defendants?|detainees?|detained|arrested|accused|custody|on trial|confess\w*|lawyers?|under torture)\b"
        ),
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.call",
        stems="call statement communique message spokes leaflet note= video letter recording",
        pattern=_re(
            r"\b(?:callers?|(?:phone |telephone |anonymous )calls?|statement|communique|message|spokes\w+|leaflet|note|video|letter|recording)\b[^.;]{0,90}?\b(?:said|saying|stated|claimed|announced|read|told|assured|informed)\b[^.;]{0,40}?"
            r"\b(?:the |his |her )(?:[\w-]+ )?(?:group|front|movement|organi[sz]ation|brigades?|battalion|faction|fighters|army|party) (?:had |has |was |were )(?:\w+ly )?"
            + _DID
            + r"\b"
        ),
        needs=_re(
            r"\b(?:rebels?|group|front|movement|brigades?|fighters|faction|caller|call|leaflet|militants?|guerrillas?)\b"
        ),
        veto=_re(
            r"\b(?:police|army|ministry|government|military|defence|defense)(?:'s)? (?:\w+ )?(?:spokes|statement)|spokes\w+ (?:for|of) the (?:police|army|ministry|government|military)"
        ),
        speaker="said",
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.motive",
        stems="present portray describ cast depict justif declar call frame hail",
        pattern=_re(
            r"\b(?:present|portray|describ|cast|depict|justif|declar|call|frame|hail)\w* (?:the |this |that |its |these |both |\w+day's )(?:[\w-]+ ){0,3}?"
            + _ACT
            + r" (?:\w+ )?(?:as |to be )?(?:an? |the |its |their |god's |\w+ )?(?:act of )?(?:vengeance|reveng\w*|retaliation|retribution|punishment|response|reprisal|answer|warning|message|gift|blessed|victory|justice|martyrdom)"
        ),
        sober="officials",
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.boast",
        stems="brag boast gloat revel exult rejoic crow",
        pattern=_re(
            r"\b(?:brag(?:s|ged|ging)?|boast(?:s|ed|ing)?|gloat(?:s|ed|ing)?|revel(?:s|led|ling)?|exult(?:s|ed|ing)?|rejoic(?:es|ed|ing)|crow(?:s|ed|ing)) (?:\w+ )?(?:about|of|over|in (?=the |its |this )|at|that (?:it|they|he|she|its|their)|on)\b"
        ),
        veto=_re(
            r"\b(?:boast|brag)\w* (?:about|of) (?:the|its|his|their) (?:\w+ )?(?:record|economy|success|team|wealth|size)"
        ),
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.signed",
        stems="signed",
        pattern=_re(
            r"\b(?:leaflets?|pamphlets?|notes?|letters?|banners?|communiques?|statements?|messages?|graffiti|flags?)\b[^.;]{0,60}\bsigned (?:by|in the name of)\b"
        ),
        speaker="after",
        needs=_re(r"\b(?:attack|bomb|blast|explosi|kill|murder|assassinat|body|bodies|corpse)"),
        veto=_re(r"\b(?:petition|open letter|condemn|demand\w* (?:an|the) (?:inquiry|investigation))"),
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.first_person",
        stems="we= our=",
        pattern=_re(
            r"\b(?:(?:we|our (?:\w+ )?(?:brothers|fighters|men|mujahideen|soldiers|units?|martyrs?|bombers?|comrades|guerrillas|partisans|lions|snipers|squads?|cells?|commandos?|people|boys|lads|cadres|operatives|patrols?|columns?|sappers|gunners|forces|wing|artillery|drones?|heroes|members))(?: (?:of|in|from) (?:the )?[\w-]+(?: (?:valley|front|zone|sector|brigade))?)?(?: (?:have|had))?(?: today| yesterday| \w+ly| also| then| last night| this morning)?) (?:"
            + _DID_TO_OTHERS
            + r"|burned|burnt|hit|shot|executed|blew|cut|slit|laid|placed|planted|killed|punished|sentenced|mined|took (?:[\w-]+ ){0,3}?(?:prisoners?|hostages?|captives?|captive|hostage)|recovered (?:\w+ )?(?:rifles|weapons|arms)|inflicted)\b"
        ),
        veto=_re(
            r"\b(?:we|our \w+) (?:have |had )?(?:captured|seized|destroyed|organi[sz]ed|launched) (?:the |an? |\w+ )?(?:drugs?|investigation|inquiry|campaign|appeal|party|market|goods)|\b(?:they|he|she|it|who|enemies|enemy|police|ministry|government|liars) (?:say|says|said|claims?|claimed|alleges?|pretends?) (?:that )?(?:we|our)\b|\b(?:told|accused|alleg\w*|blamed|slander\w*|a lie\b|whom our|which our)\b|\bwe (?:took|cut|hit|placed|laid) (?:\w+ ){0,2}(?:bus|taxi|train|road|part|off|out|up|shelter|cover|flowers|wreaths?|photo\w*|pictures?|refuge|time|care|ground|turns?|note|him|her|them|it) |\bwe (?:shot|planted) (?:\w+ ){0,2}(?:film|video|trees|crops|pictures)"
        ),
        speaker="quote",
        sober="officials",
    ),
    Cue(
        kind="claim_of_responsibility",
        name="claim.message",
        stems="warning message answer= reply= response revenge vengeance punishment gift beginning",
        pattern=_re(
            r"\b(?:the|this|these|our|two|three|both|yesterday's|last \w+) (?:[\w-]+ ){0,2}?"
            + _ACT
            + r" (?:was|were|is|are|came|comes) (?:just |only |but )?(?:an? |our |the )?(?:\w+ )?(?:warning|message|answer|reply|response|revenge|vengeance|punishment|gift|beginning)\b"
        ),
        speaker="quote",
    ),
)

_ALLEGED = r"(?:calumn(?:y|ies)|slanders?|lies?\b|insinuations?|assertions?|stor(?:y|ies)|findings?|conclusions?|figures?|contentions?|smears?|imputations?|hints?|accusations?|allegations?|claims?|charges?|blame|suggestions?|reports?|account|responsibility|involvement|rumou?rs?|version|role|links?|same(?=[.,;]|$))"

DENIALS: tuple[Cue, ...] = (
    Cue(
        kind="denial",
        name="denial.by",
        stems="deni reject dismiss",
        pattern=_re(r"\b(?:denied|rejected|dismissed(?: as \w+)?) by\b"),
        needs=_re(r"\b(?:claim|charge|accus|alleg|report|rumou?r|statement|authentic|responsib|involve|blame|denied)"),
        speaker="after",
    ),
    Cue(
        kind="denial",
        name="denial.deny",
        stems="deny deni",
        pattern=_re(
            r"\bden(?:y|ies|ied|ying)\b(?! (?:\w+ ){0,4}?(?:access|entry|bail|visas?|permission|treatment|asylum|medical|their right|the right|his right|her right|citizenship|passage|a licen[cs]e|food|water|aid|custody|visits?|a lawyer|justice)\b)"
        ),
        veto=_re(
            r"\b(?:(?:no ?(?:one|body)|cannot|can't|could not|couldn't|nor|hard to|impossible to|did not|does not|do not|don't|neither) (?:\w+ ){0,2}?(?:confirm(?:ed)? (?:n?or|and) )?den(?:y|ies|ied)|(?:confirm(?:ed)?|affirm) n?or (?:to )?den(?:y|ied)|(?:was|were|been|being|is|are) (?:not |also |repeatedly )?denied (?!by)|self-den|denied (?:to|us|our|your)\b|denied (?:him|her|them) |\b(?:he|she|suspects?|defendants?|accused|detainees?|prisoners?|man|woman|men|driver|teenager|youths?)\b[^.;]{0,60}\bden(?:y|ies|ied) everything)"
        ),
    ),
    Cue(
        kind="denial",
        name="denial.reject",
        stems="laugh scorn brush shrug reject dismiss refut repudiat disclaim disavow rebu disput contest disown exclud rul scoff challeng",
        pattern=_re(
            r"\b(?:(?:reject|dismiss|refut|repudiat|disclaim|disavow|rebut|rebuff|disown)\w*|contest(?:s|ed|ing)|challeng(?:es|ed|ing) the|disput(?:es|ed|ing)|rul(?:es|ed|ing) out|scoff(?:s|ed|ing)? at|laugh(?:s|ed|ing)? (?:off|at)|scorn(?:s|ed|ing)?|pour(?:s|ed|ing)? scorn on|shrug(?:s|ged|ging)? off|brush(?:es|ed|ing)? aside) (?:as \w+ )?(?:(?:the|any|all|these|this|those|such|as|their|his|her|its|that|media|opposition|police|government) )?(?:[\w'-]+ ){0,3}?"
            + _ALLEGED
            + r"\b"
        ),
        veto=_re(
            r"\b(?:reject|dismiss|challeng|contest)\w* (?:\w+ ){0,4}?(?:peace|cease-?fire|offer|talks|plan|budget|appeal)|\b(?:court|judges?) (?:\w+ ){0,2}(?:reject|dismiss)|\b(?:could not|cannot|not) be (?:ruled out|dismissed)|\bnot ruled? out"
        ),
    ),
    Cue(
        kind="denial",
        name="denial.absurd",
        stems="call describ brand label denounc term dismiss reject",
        pattern=_re(
            r"\b(?:call|describ|brand|label|denounc|term|dismiss|reject)\w* [^.;]{0,70}?\b(?:absurd|baseless|groundless|nonsense|fabricat\w+|false\b(?! flag)|untrue|a lie\b|lies\b|slander\w*|enemy propaganda|invention|unfounded|fantas\w+|ridiculous|fairy[ -]tales?|fiction|myth|hoax|without foundation|propaganda|rubbish|laughable|preposterous|outrageous|not true|made up|tissue of|figment|libel|lying)"
        ),
        needs=_re(
            r"\b(?:accusations?|allegations?|claims?|reports?|charges?|suggestions?|rumou?rs?|account|version|story|list|figures?|tall(?:y|ies)|footage|films?|videos?|photographs?|testimon(?:y|ies)|it\b|this\b|them\b)"
        ),
    ),
    Cue(
        kind="denial",
        name="denial.nothing",
        stems="plead protest proclaim disown played= theirs= ours= not= nothing= part= hand= involve role= connect link behind responsib blame doing= work= distanc deni knowledge know knew disown= wash innocen",
        pattern=_re(
            r"\b(?:had|has|have) (?:absolutely |got )?(?:nothing (?:whatsoever |at all )?to do with|no (?:part|hand|involvement|role|connection|links?)\b)|\b(?:was|were|is|are|been) (?:not|in no way|never) (?:behind|responsible|involved|to blame|linked|connected|implicated|carried out by (?:its|our|their))\b|\b(?:knew|knows?|know) nothing (?:of|about) (?:it|the|this|any)\b|(?:had|has|have) no knowledge of (?:it|them|(?:any |the |this |such |an? )?(?:\w+ )?(?:"
            + _ACT
            + r"))\b|(?:had|have|has) played no (?:part|role)|played no (?:part|role)|\b(?:not (?:our|its|their|his) (?:doing|work|hand)|bears? no responsibility|had not taken part|did not take part|took no part|not (?:theirs|ours)\b|(?:was|were|had|has|have) not (?:been )?\w+ by (?:its|our|their) (?:own )?(?:men|fighters|forces|units?|people|troops|soldiers|aircraft|members))\b"
        ),
        needs=_re(
            r"\b(?:said|says?|told|insist\w*|stated|declar\w*|wrote|tweeted|statement|spokes\w+|\"|according|message|maintain\w*|distanc\w+|add(?:ed|s)|claim\w*|innocence|plead\w*|disown\w*|distanc\w+|swore|swears?|wash\w*|assur\w+|announc\w+|telephoned|phoned|letter|communique|leaflet|bulletin|telegram)"
        ),
        speaker="said",
        veto=_re(
            r"\b(?:police|investigators?|officials?) (?:said|say) (?:\w+ ){0,3}(?:was|were) not (?:linked|connected)"
        ),
    ),
    Cue(
        kind="denial",
        name="denial.spoke",
        stems="spoke= speak talked=",
        pattern=_re(
            r"\b(?:sp(?:oke|eaks?|oken)|talk(?:s|ed)) of (?:an? |enemy |pure |\w+ ){0,2}?(?:fabrications?|lies|slanders?|inventions?|provocations?|propaganda|calumn(?:y|ies)|smears?)\b"
        ),
        veto=_re(r"\b(?:witness(?:es)?|critics|lawyers) (?:spoke|talk)"),
    ),
    Cue(
        kind="denial",
        name="denial.self",
        stems="wash proclaim protest maintain assert plead distanc disown",
        pattern=_re(
            r"\b(?:wash\w* (?:its|his|their|her) hands of|(?:proclaim|protest|maintain|assert)\w* (?:his|her|their|its) innocence|plead\w* (?:not guilty|innocent)|(?:distanc\w+ (?:itself|himself|themselves) from|disown\w*) (?:the |this |these |that |yesterday's )(?:[\w-]+ ){0,2}?"
            + _ACT
            + r")\b"
        ),
    ),
    Cue(
        kind="denial",
        name="denial.own",
        stems="said say insist stat maintain told assur announc declar add swore sworn swear posted claim protest",
        pattern=_re(
            r"\b(?:said|protest(?:s|ed)|says?|insist(?:s|ed)?|stat(?:es|ed)|maintain(?:s|ed)?|announc(?:es|ed)|declar(?:es|ed)|add(?:s|ed)|swore|sworn|swears|posted|claim(?:s|ed)|(?:told|tells|assured)(?: [\w'-]+){1,6}?(?= (?:that|it|they|its|their|no|none|not|nothing|he|she)\b)) (?:that )?(?:none of (?:its|their|our|his)|no \w+ of (?:its|theirs|ours)|there (?:was|were|had been) no (?:such )?(?:[\w-]+ )?(?:attack|raid|strike|arrest|operation|massacre|troops|soldiers|clash|bombing|killing|prisoners|ambush|shelling|detention|torture)s?\b|no such (?:\w+ )?\w+ (?:had|has) (?:taken|occurred|happened|been)|there (?:was|were|had been|has been) no (?:shooting|firing|crossing|incursion|violation|abduction|beating|execution|use of (?:force|live)|live (?:fire|ammunition|rounds))s?\b|nothing (?:of the (?:kind|sort) )?(?:had |has |ever )?(?:happened|occurred|taken place|took place)\b(?! (?:since|to (?:him|her|them)|yet|during|until))|(?:no (?:\w+ )?|not (?:a|one) (?:single )?)(?:shots?|rounds?|bullets?|shells?|bombs?|rockets?|missiles?|aircraft|planes?|warplanes?|helicopters?|drones?|troops|soldiers?|units?|guns?|civilians?|villages?|villagers?|prisoners?|detainees?|demonstrators?|protesters?) (?:of (?:its|theirs) )?(?:had|has|have|was|were) (?:been )?(?:fired|flown|crossed|entered|landed|left (?:its|the) (?:base|barracks)|taken part|dropped|touched|killed|harmed|hit|targeted|shot|beaten|in the (?:area|sky|air|village|town))|(?:(?:its|their|his|our|the) )?(?:[\w-]+ ){0,2}?(?:men|forces|officers|police|policemen|troops|soldiers|guards|gendarmes|units?|aircraft|planes|pilots|gunners|guns|artillery|patrols?|agents|fighters|militiamen|rangers|it|they|he|she) (?:had |have |has )?(?:carried|used|fired|dropped|launched|harmed|touched|entered|crossed|held|taken|mistreated|killed|attacked|shot|hurt|burned|planted|laid|flown|made) (?:no (?:weapons?|arms|firearms?|guns?|rifles?|ammunition|shots?|rounds|bullets|bombs?|shells?|rockets?|missiles?|force|fire|live|civilians?|one|prisoners?|detainees?|hostages?|villages?|villagers?|houses?|raids?|strikes?|attacks?|mines?|chemical|gas|poison|sorties|flights|children|women|protesters?|demonstrators?|peasants?)\b|nobody|no-one|neither|only (?:blanks?|rubber|tear gas|warning|in(?:to)? the air|at (?:armed|militants|rebels))|nothing but)|(?:its|their|his|our) (?:\w+ )?\w+ (?:had |have |has )?(?:only (?:bombed|fired at|shelled|hit|targeted|attacked|struck|shot at)|(?:bombed|shelled|hit|targeted|attacked|struck|fired at|shot at|aimed at) only)\b|(?:its|their|his|our) (?:\w+ )?(?:guns|artillery|batteries|aircraft|planes|mortars|helicopters|warplanes) (?:had|have|has|were|was) (?:all )?(?:been )?(?:silent|grounded|idle|on the ground)\b|(?:it|they|he|she|we) (?:(?:had|has|have) )?never set foot|(?:it|they|he|she) (?:had|has|have) [^.;\"]{3,60} and (?:had|has|have) (?:not|never) (?:touched|harmed|killed|shot|taken|fired|attacked|ordered|sent|held|threatened|entered|crossed)|(?:its|their|our|his|her) (?!(?:death|loss|wounds?|condition|name|whereabouts)\b)(?:[\w-]+ ){1,3}?(?:had|has|have|did|was|were|do|would) (?:not|never)|(?:it|he|she|they|(?:its|their|his|her) \w+) (?:had been|was|were|is|are) (?:all |\w+ly )?(?:framed|set up|innocent|(?:falsely|wrongly) (?:accused|blamed)|elsewhere|in (?:their|its) barracks|nowhere near)|no (?:[\w-]+ ){1,2}?(?:had|has|have|was|were) (?:been )?(?:fired|dropped|launched|tortured|beaten|mistreated|ill-treated|used against|aimed|deployed)|(?:it|they|he|she|we) never (?:took|killed|attacked|ordered|fired|shot|shelled|bombed|targeted|held|detained|abducted|kidnapped|entered|used|harmed|touched|sent|set|planted|laid|burned|beat|tortured|crossed|threatened|saw the|knew|met)|(?:it|they|he|she|we) (?:had|has|have|did|was|were|do) (?:not|never) (?:\w+ )?(?:take part|taken part|kill|attack|order|fire|shoot|shot|shell|bomb|carr|target|hold|held|detain|abduct|kidnap|involv|responsible|behind|use|been in|fired|used|targeted|struck|hit|open|laid|lay|plant|sent|send|touch|harm|arrest|burn|mistreat|beat|tortur|loot|raid|blow|blown|claim (?:it|the|respons)|authored|do it|done it|do this|even|commit|enter|cross))"
        ),
        veto=_re(
            r"\b(?:residents|villagers|witnesses|neighbou?rs|passers-by|locals|passengers|doctors?|hospital|airline|company) (?:\w+ )?(?:said|says?|told) (?:[\w ]{0,20} )?(?:that )?(?:nothing|no )"
        ),
    ),
    Cue(
        kind="denial",
        name="denial.innocent",
        stems="home= elsewhere= abroad= asleep= hospital= innocent never= planted framed fabricat falsif not= torture beaten mistaken",
        pattern=_re(
            r"\b(?:(?:the|his|her|their|an?|\w+'s) )?(?:relatives?|famil(?:y|ies)|lawyers?|attorneys?|mothers?|fathers?|wi(?:fe|ves)|brothers?|sisters?|parents|neighbou?rs?|friends|colleagues|supporters|defen[cs]e)\b[^.;]{0,80}?\b(?:said|says?|told|insist\w*|claim\w*|maintain\w*|swears?|swore|protest\w*)\b[^.;]{0,120}?\b(?:(?:he|she|they) (?:was|were|had been) (?:at home|elsewhere|abroad|asleep|at work|at school|at a \w+|in (?:hospital|church|prison|bed|\w+ at the time))|innocent|never|planted|framed|fabricated|falsified|not (?:a|an|any) (?:fighter|militant|terrorist|rebel|member|criminal|bandit|guerrilla)|under torture|beaten out of|mistaken identity)\b"
        ),
        speaker="head",
    ),
    Cue(
        kind="denial",
        name="denial.quote",
        stems="lies= rubbish= fabrication we= i= our= us= lie= slander= false= untrue= nonsense= not= none=",
        pattern=_re(
            r"[\"'](?:all |pure |sheer )?(?:lies|slander|nonsense|rubbish|fabrications?)[,.!]|\b(?:nothing to do with us|none of our (?:\w+ )?(?:men|fighters|units?|people|aircraft|guns|soldiers|troops|forces|officers)|not (?:us|our (?:work|doing|men))\b|(?:wasn't|was not|weren't|isn't) (?:us|ours?)\b|(?:this|that|it) is (?:a lie|slander|false|untrue|nonsense|not true)|we are (?:accused|blamed)\b[^.;]{0,80}\b(?:lie|false|slander)|(?:we|i|our (?:men|fighters|forces|people|soldiers|troops|group|movement|units?|aircraft|guns)) (?:did not|didn't|had no|have no|have never|had never|have not|haven't|had not|never|are not|were not|weren't|was not|wasn't|am not|do not|don't|would never|deny|reject|repudiate|condemn and) (?:\w+ )?(?:kill|attack|order|fire|shoot|shell|bomb|carry|target|hold|detain|abduct|kidnap|plant|arrest|use|harm|take part|involve|part\b|hand\b|responsib|behind|touch|do (?:it|this|that)\b|done (?:it|this|that)\b|the accus|the calumn|knowledge|lay|laid|blow|send|sent|open|burn|set|authors?\b|authored|innocent|strike|hit (?:the|any|a)|struck)\w*)"
        ),
        speaker="quote",
    ),
)

# Those whose orders and warnings are demands and threats whoever hears them.
_ARMED = (
    r"\b(?:gangs?|gangsters?|rebels?|militants?|guerrillas?|gunm[ae]n|insurgents?|separatists?|paramilitar\w+|militias?|cartels?|mafia|taliban|shabaab"
    r"|islamic state|boko haram|jihad\w*|extortionists?|racketeers?|maoists?|naxal\w*|kidnappers?|captors?|hijackers?|fighters?|bandits?|brigades?|front|leaflets?"
    r"|pamphlets?|posters?|fly-?posters?|flyers|hand-?bills?|graffiti|letters?|notes?|text messages?|callers?|hooded|masked|armed men|loudspeakers?|telegram|movement|group|organi[sz]ation|faction|warlords?|mutineers|junta|vigilantes?|squads?|army)\b"
)
_TARGETED = r"(?:considered|regarded|treated|declared|seen|deemed|viewed|counted|dealt with|looked upon)(?: by us| from now on| henceforth)?(?: as)?(?: an?| our| its| their| the)? ?(?:[\w-]+ ){0,2}?(?:targets?|objectives?|enem(?:y|ies)|traitors?|collaborators?|informers?|spies|spy|accomplices?|combatants?|apostates?|fair game|belligerents?)"
_UNTIL = r"(?:(?:\w+|\d+) (?:hours?|days?|weeks?|months?)|until \w+|till \w+|a (?:week|month|day)|an ultimatum)"
_LEAVE = r"(?:leave|close|quit|withdraw|surrender|go|resign|stop|shut|get out|pull out|vacate|abandon|pay|release|free|disarm|disband|comply|pack|convert|hand over|lay down)"

_ELSE = (
    r"(?:else\b|(?:they|you|he|she|we|it|the \w+)? ?\"?(?:will |would |face |to |shall )?(?:be |being )?(?:killed|shot|burned|burnt|beheaded|executed|carried out"
    r"|blown up|attacked|punished|die\b|face (?:death|the consequences|execution|attacks?)|suffer the consequences|kill|have (?:his|their|your) (?:heads?|throats?)|death\b))"
)

THREATS: tuple[Cue, ...] = (
    Cue(
        kind="threat",
        name="threat.target",
        stems="target objective enem traitor collaborat informer spies= spy= accomplice combatant apostate fair= belligerent",
        pattern=_re(
            r"\b(?:will|would|shall|are|is|were|was|be|become|becomes|now)(?: now| henceforth| from now on| from today| also| all| therefore| be| been| have been)* (?:"
            + _TARGETED
            + r"|(?:an? |our |its |their |all |now |the )*(?:legitimate|military|permanent|priority|direct|lawful|valid|declared|primary|first) (?:military |and \w+ )?(?:targets?|objectives?))\b"
        ),
        speaker="teller",
        veto=_re(
            r"\b(?:police|prosecutors?|investigators?|analysts?) (?:believe|said|say) (?:the|that)\b|\bintended targets?\b|\b(?:no (?:[\w.-]+ ){1,10}(?:will|would|is|are)|cannot|can never|may not|must not|should not|are not|is not|not be|never be|no longer) |\b(?:was|were) (?:the |a |an )?(?:primary|first|main|priority) targets?"
        ),
    ),
    Cue(
        kind="threat",
        name="threat.dare",
        stems="if= unless= should= whoever= anyone= anybody= who= those= dare dares= not= until=",
        pattern=_re(
            r"\b(?:(?:if|should|whoever|anyone who|anybody who|he who|those who|any \w+ (?:who|that)|every \w+ (?:who|that)|the \w+ (?:who|that))\b[^.;]{0,60}?\b(?:dares?|meddles?|sets? foot|lays? (?:a )?hands?|interferes?|crosse?s? (?:the|our|this) (?:line|border|river|bridge)|touche?s?|stands? in (?:our|the) way|betrays?|collaborates?|cooperates?|co-operates?|invades?|attacks? us|provokes?|votes?|informs?|opens? (?:its|his|their) (?:shops?|doors?|school|mouths?)|serves? the|works? (?:for|with)|helps? the|joins? the|breaks? the|talks? to the|pays? the|sends? (?:its|his|their|your|more) \w+)\b[^.;]{0,110}?\b(?:will|shall|would|'ll) (?:\w+ ){0,2}?(?:burn|be (?:\w+ )?(?:killed|shot|punished|executed|burned|burnt|hanged|cut|crushed|destroyed|attacked|beheaded|treated|dealt|sent|buried|judged|bombed|blown|hunted|struck|hit|next)|pay|regret|suffer|face|die|bleed|answer|reap|taste|share|meet|lose|not (?:live|return|leave|see)|never (?:leave|return|see|sleep)|have (?:only )?(?:himself|themselves|itself|itself|his blood)|find (?:death|only|his|their)|have (?:his|her|their|its|your) (?:\w+ ){1,2}?(?:cut|burned|burnt|blown|broken|slit|taken|chopped|smashed)|get|know|feel)\b"
            r"|\b(?:if|unless|until)\b[^.;]{3,110}?\b(?:the (?:\w+ ){0,2}?(?:hostages?|captives?|prisoners?|engineers?|crew|tourists?|pilgrims?|nurses?|priests?|workers|girls?|boys|teachers|drivers?|sailors?|journalists?|officers?|soldiers?)|they|he|she|it|all of them|we|you|one of them|another hostage|the (?:ship|plane|bus|building|bridge|dam|pipeline|town|city|village))\b (?:will|would|shall|'ll) (?:all |each |both |also |then |not |never )?(?:be (?:killed|shot|executed|beheaded|hanged|blown|burned|burnt|sunk|destroyed|attacked)|die|kill|shoot|execute|behead|blow|burn|strike|attack|hit|leave alive|see (?:home|their families) again|live)\b"
            r"|\b(?:the )?(?:hostages?|captives?|prisoners?|engineers?|they|he|she|we|it)\b (?:will|would|shall|'ll) (?:all |each |both |also |then )?(?:be (?:killed|shot|executed|beheaded|hanged|blown up|burned|burnt|sunk)|die|kill (?:them|him|her|the|one|a|all)|shoot|execute|behead|blow|burn)\b[^.;]{0,60}?\b(?:if|unless|until)\b)"
        ),
        speaker="teller",
        sober="onlookers",
        veto=_re(
            r"\b(?:analysts?|experts?|observers?|doctors?|aid agenc\w+|charit\w+|red cross|court|judge|trial|unicef|wfp)\b|\bif (?:convicted|found guilty|elected|true|confirmed)|\bif (?:he|she|they|it) (?:\w+ )?(?:wins?|had)\b|\b(?:will|would) (?:be )?(?:get|know|feel|face|answer) (?:\w+ )?(?:charges|trial|prosecution|questions|help|aid|prison|a fine|fines|better|how|what)|would have\b|\bif \w+ were to\b"
        ),
    ),
    Cue(
        kind="threat",
        name="threat.fate",
        stems="safe= hide= hiding hiding-place sanctuary= next= warned= numbered= coming= time= fate= turn= list= death= marked grave graves= coffin= coffins= sleep= mercy= blood= hell= revenge= vengeance= price= pay= dearly= escape= reach= unpunished unavenged unanswered forgive forget grave forgiven forgotten",
        pattern=_re(
            r"\b(?:no (?:hiding[ -]place|place to hide|sanctuary) (?:for|anywhere)|no (?:hiding[ -]place|place to hide)\b|(?:be|been|are|were|consider yourselves?) (?:hereby )?(?:fore)?warned\b(?= *(?:[.!,;:\"]|$))|(?:your|his|her|their|its) (?:days|hours) are (?:numbered|counted)|(?:you|he|she|they|it|we know who|your \w+|the \w+) (?:is|are|will be) next\b(?= *(?:[.!,;\"]|$| on (?:the|our) list| in line))|your (?:turn|time|hour|day) (?:will come|is (?:near|coming|up)|has come)|(?:we are|we're) coming (?:for|to get)|(?:the )?same fate (?:awaits|will)|(?:share|meet|suffer) (?:the same|his|her|their|this) fate|(?:will|shall) (?:not|never) be safe|(?:no one|nobody|none of (?:you|them)|no \w+) (?:will|shall|is going to) (?:be (?:safe|spared)|escape|leave alive|sleep)|(?:will|shall) not (?:escape|go unpunished|go unanswered|go unavenged|be forgiven|live to|sleep)|(?:dig|prepare|order|buy) (?:your|their) (?:\w+ )?(?:graves?|coffins?|shrouds?)|signed (?:your|his|her|their|its) (?:own )?death (?:warrants?|sentences?)|(?:is|are|was|were|put) on (?:our|the|a|its|their) (?:death |hit |black ?)?list\b|(?:we|they) (?:know|knew) where (?:you|he|she|they|his|her|your|their) (?:\w+ )?(?:lives?|sleeps?|lived|pray|go)|marked for death|revenge (?:will|shall) (?:be|come)|(?:our|the) (?:revenge|vengeance|answer|response|reply) (?:will|shall) (?:be|come|follow|not)|(?:will|shall|would) (?:have to )?pay (?:dearly|the price|for (?:it|this|their|his|her|its|every|the))|blood (?:will|shall) be (?:on|avenged|answered)|there (?:will|shall) be no (?:mercy|peace|safe|hiding|forgiveness|quarter))\b"
        ),
        speaker="quote",
        veto=_re(
            r"\b(?:taxpayers?|train|bus|elections?|budget|fans|season|court|residents were warned|had been warned)\b"
        ),
    ),
    Cue(
        kind="threat",
        name="threat.told_fate",
        stems="named= naming= names= listed= lists= listing= condemned= blood= pay= list= fate= safe= next= numbered= death= price= reward= head= revenge= dearly= bounty= mercy= warn",
        pattern=_re(
            r"\b(?:said|says?|warn(?:s|ed|ing)?|announc\w+|declar\w+|told|tells|promis\w+|vow\w+|wrote|added)\b[^.;\"]{0,140}?\b(?:(?:would|will|shall) (?:soon |all |also )?(?:have to )?pay (?:dearly|the price|an? (?:heavy|high|terrible|bitter) price|for (?:it|this|their|his|her|its|every|the)|with (?:his|her|their) (?:li|bl|head))|(?:would|will|shall) (?:share|meet|suffer) (?:the same|his|her|their|this|a like|a similar) fate|(?:would|will) (?:not|never|no longer) be safe|(?:would|will|was|were|is|are) (?:be )?next\b(?= *(?:[.!,;\"]|$| on the list))|days (?:were|are) numbered|would not (?:escape|go unpunished|go unanswered|be forgiven)|there would be no (?:mercy|peace)|blood (?:would|will) (?:flow|be (?:shed|spilled|spilt))|condemned (?:\w+ ){0,5}?to death)"
            r"|\b(?:nam(?:ed|es|ing)|list(?:ed|s|ing)) [^.;]{2,60} (?:to die|to be (?:killed|shot|executed)|marked for death|who (?:must|should) die)"
            r"|\b(?:put|offered|set|placed) a (?:price|bounty|reward)\b[^.;]{0,40} (?:on|for) (?:the |his |her |their |\w+'s )*(?:\w+ )?(?:heads?\b|killing|life|death|murder)|\bsentenced (?:\w+ ){1,8}?to death in (?:absentia|a (?:leaflet|statement|communique|letter))"
        ),
        sober="onlookers",
        veto=_re(
            r"\b(?:taxpayers?|train|elections?|police (?:have |had )?(?:warned|said)|ministry|embassy|authorities|meteorolog\w+|motorists|travellers|tourists to|scam|fraud|sentenced (?:\w+ ){1,8}?to death (?:for|by|after) |court)\b"
        ),
    ),
    Cue(
        kind="threat",
        name="threat.warned_off",
        stems="warn",
        pattern=_re(
            r"\bwarn(?:s|ed|ing)? (?!that\b|of\b)(?:[\w'-]+ ){1,9}?(?:not to (?!panic|worry|travel|touch|approach|trust)|against (?!complacency|travel)\w+ing|to (?:stay|keep) (?:away|out|off|clear|indoors)|(?:of (?:the )?(?:\w+ )?(?:consequences|punishment|death|retaliation|reprisals)))"
        ),
        needs=_re(_ARMED),
        sober="officials",
        veto=_re(
            r"\b(?:taxpayers?|train|elections?|police (?:have |had )?(?:warned|said)|ministry|embassy|authorities|meteorolog\w+|motorists|travellers|tourists to|scam|fraud|sentenced (?:\w+ ){1,8}?to death (?:for|by|after) |court)\b"
        ),
    ),
    Cue(
        kind="threat",
        name="threat.declared",
        stems="target objective enem traitor collaborat informer spies= accomplice apostate fair=",
        pattern=_re(
            r"\b(?:declar|consider|regard|treat|nam|count|proclaim|brand|view)(?:e?s|ed|ing)?\b (?!that\b)[^.;]{2,60}? (?:as )?(?:an? |its |their )?(?:\w+ )?(?:legitimate|military|permanent|priority|lawful|valid|fair) (?:military )?(?:targets?|objectives?|game)\b"
        ),
        sober="onlookers",
    ),
    Cue(
        kind="threat",
        name="threat.go_on",
        stems="attack operation strike bombing blast raid killing war= struggle fight jihad campaign resist ambush intifada battle",
        pattern=_re(
            r"\b(?:said|says?|warn(?:s|ed|ing)?|announc\w+|declar\w+|told|vow\w+|promis\w+|insist\w*|stat(?:ed|es)|added|wrote|statement|communique|pledg\w+|repeat\w+|swore)\b[^.;]{0,120}?(?:\b(?:its|their|his|our|such|these|more|further|new|similar|other|the (?=[^.;]{3,40}(?:continue|go on|not|never|follow)\b)) ?(?:[\w-]+ ){0,3}?|\")(?:attacks?|operations|strikes|bombings?|blasts|raids|killings|war|struggle|fight|jihad|campaign|resistance|ambushes|actions|battle|intifada|offensive) (?:against [\w' -]{3,40} )?(?:will|would|shall) (?:only |also |soon |surely )?(?:continue|go on|follow|come|not (?:stop|cease|end)|never (?:stop|cease|end)|be (?:stepped up|intensified|resumed|repeated|carried out|launched|staged)|increase|intensify|resume|multiply|reach|spread|hit|last|grow)"
            r"|\b(?:our|my) (?:[\w-]+ ){0,2}?(?:attacks?|operations|strikes|war|struggle|fight|jihad|campaign|battle|resistance|bombs|guns|rockets) (?:will|shall) (?:\w+ )?(?:continue|go on|follow|not (?:stop|cease|end)|never (?:stop|cease|end)|reach|fall|find|be|speak|rain)"
        ),
        sober="onlookers",
        veto=_re(
            r"\b(?:analysts?|experts?|fight (?:against )?(?:corruption|poverty|crime|fires?|the (?:fire|blaze|virus))|relief operations?|rescue (?:operations?|work)|search operations?|hunger strikes?|general strikes?|(?:rail|train|teachers?'?|doctors?'?|transport) strikes?|operations? to (?:clear|recover|find)|campaign (?:trail|rally)|election campaign)\b"
        ),
    ),
    Cue(
        kind="threat",
        name="threat.threaten",
        stems="threat",
        pattern=_re(
            r"\bthreat(?:en(?:s|ed|ing)?|ing) (?:(?:to|with|that)\b|(?:the |his |her |their |local |all |any |\w+ )?(?:[\w-]+ ){0,3}?(?:with|that|to)\b|more |further |new |revenge|retaliat\w+|reprisals?|attacks?|war\b|violence)"
        ),
        needs=_re(r"\b(?:" + _HARM + "|" + _HARM_NOUN + r"|death|harm|force|weapons?|knife|gun|blow)"),
        veto=_re(
            r"\b(?:be|feel|been) threatened (?:if|by)\b|\bthreaten(?:s|ed|ing)? to (?:become|derail|undermine|spill|spread|overwhelm|engulf|drag|disrupt|split|overshadow|plunge|unravel|turn|widen|reignite|destabili[sz]e|strike (?:work|over))\b"
        ),
    ),
    Cue(
        kind="threat",
        name="threat.noun",
        stems="threat hit death night bomb",
        pattern=_re(
            r"\b(?:death threats?|threats? (?:of (?:death|violence|reprisals?|revenge|more|further|new|attacks?)|against (?:his|her|their|the) (?:life|lives|famil\w+)|to (?:kill|attack|blow|bomb|burn|execute|behead))|(?:banners?|leaflets?|letters?|videos?|messages?|notes?|posters?|graffiti|calls?|pamphlets?)(?: \w+){0,2}? threatening|threatening (?:letters?|calls?|messages?|notes?|leaflets?|phone calls?|text messages?|statements?|videos?)|bomb threats?|hit list|death list|night letters?)\b"
        ),
        speaker="none",
        veto=_re(r"\bno (?:\w+ )?threats?\b|\bhoax"),
    ),
    Cue(
        kind="threat",
        name="threat.vow",
        stems="vow pledg swe swor promis threaten",
        pattern=_re(
            r"\b(?:vow(?:s|ed|ing)?|pledg(?:e|es|ed|ing)|sw(?:ear|ears|ore|earing)|sworn to|promis(?:e|es|ed|ing)|promises?)\b(?:[^.;]{0,20}?\b(?:more|worse|others|further|many more|a repeat)\b(?= *(?:[.,;!\"]|$)| (?:to come|of the same|such|like (?:it|this)|has|have|had|is|was|unless|until|if|in the|on the|and)\b)|[^.;]{0,60}?\b(?:"
            + _HARM
            + "|"
            + _HARM_NOUN
            + "))"
        ),
        veto=_re(
            r"\b(?:promis|pledg|vow)\w* (?:\w+ ){0,4}?(?:fight(?:ing)? (?:corruption|poverty|crime|for peace|the virus)|compensation|aid|help|reform|investigat|an? (?:inquiry|investigation)|justice for|to (?:protect|rebuild|help|support|end|stop|prevent|refrain|suspend|halt|cease|avoid|spare))|\bnot to\b|sworn (?:in|statement|testimony|enem)|\b(?:cease-?fire|peace (?:deal|talks|accord))"
        ),
    ),
    Cue(
        kind="threat",
        name="threat.we_will",
        stems="will= shall= we'll you'll they'll won't going=",
        pattern=_re(
            r"\b(?:we|i|they|our (?:\w+ )?(?:fighters?|men|bombs?|brothers?|soldiers?|forces|swords?|bullets?|hands?)|the (?:mujahideen|brothers|next \w+)|your (?:\w+ )?(?:cities|homes|streets|children|families|soldiers|churches|schools|blood)|you|(?:the )?(?:informers|traitors|collaborators|infidels|crusaders|occupiers|spies)|(?:any|every|all|each) (?:\w+ ){1,3}?(?:who|that)(?: \w+){1,6}?) (?:will|shall|'ll|are going to|is going to|(?:will|shall|won't) (?:not |never )?(?:stop|rest|sleep|lay down our arms) until) (?:(?:all|also|soon|certainly|surely|now|never stop|continue to|have to|hunt down and|come and|not rest until we) )*(?:"
            + _HARM
            + r"|bring|burn|taste|see|find you|reach|never be safe|not be safe|be (?:killed|attacked|shot|executed|burned|burnt|hanged|beheaded|targeted|punished|carried out|bombed|blown|next|dealt|treated|considered)|face|answer|show no mercy|have no mercy|come (?:for|to|after|back|again|and|at))\b"
        ),
        speaker="quote",
        veto=_re(
            r"\b(?:we|i) (?:will|shall|'ll) (?:be (?:killed|attacked|shot|executed|hanged|targeted|bombed|punished|next)|see)\b|\b(?:unemployment|poverty|corruption|inflation|illiteracy|hunger|fight for (?:it|peace|democracy|justice|rights|freedom of)|will (?:\w+ )?(?:not|never) (?:kill|attack|harm|hit|target|fight|shoot|strike)"
            r"|see (?:him|her|them|you|justice)|find out|will see (?:what|how|if|whether)|bring (?:\w+ ){0,4}?to justice|answer (?:questions|before))\b"
        ),
    ),
    Cue(
        kind="threat",
        name="threat.we_told",
        stems="will= would= shall= going=",
        pattern=_re(
            r"\b(?:said|says?|announc\w+|declar\w+|stat(?:ed|es)|warn(?:ed|s|ing)?|told|wrote|reiterated|added)\b[^.;\"]{0,240}?\b(?:(?:they|it|he|she|we|his|its|their|the (?:group|movement|rebels|guerrillas|army|fighters|militants|mujahideen))(?: \w+)? (?:will|would|shall|were going to|was going to) (?!not (?!stop)|never (?!stop))(?:\w+ )?(?:unleash|kill|attack|bomb|blow|execut|behead|burn|shoot|strike|hunt|aveng|retaliat|punish|destroy|eliminat|liquidat|slaughter|murder|assassinat|kidnap|crush|wipe|annihilat|target|hang|take revenge|take reprisals|respond with|answer with|continue (?:(?:to|the|its|their|our) )?(?:\w+ )?(?:attack|kill|fight|struggle|bomb|strike|war|jihad)|(?:go on|keep(?: on)?|carry on|never stop|not stop) (?:\w+ly )?(?:attack|kill|fight|bomb|strik|hitt|shell|burn|shoot|target|ambush|hunt|kidnap|execut)ing)|(?:would|will|shall) (?:all |also )?be (?:killed|attacked|shot|executed|burned|burnt|hanged|beheaded|targeted|bombed|blown up|treated as|considered (?:a |as )?(?:legitimate |military )?targets?|assassinated|murdered|ambushed|razed|flattened|destroyed|crushed|punished|hunted down|eliminated|liquidated|wiped out|dealt with (?:merci|without)|hacked|stoned|whipped|flogged))\w*"
        ),
        sober="onlookers",
        veto=_re(r"\b(?:trial|court|sentenced|appeal|rumou?rs?|fight for (?:peace|democracy|justice|rights))\b"),
    ),
    Cue(
        kind="threat",
        name="threat.if_not",
        stems="if= unless=",
        pattern=_re(
            r"\b(?:if (?:nothing|no |not |they|you|the|this|these|those|that|it|he|she|our|his|her|their|one|anyone|by)[^.;?\"]{2,90}?,|unless [^.;?\"]{3,90}?,?) (?:then )?(?:we|i|our [\w-]+|the (?:next|whole) \w+) (?:shall|will|'ll)(?! (?:not (?:fight|attack|shoot|use)|help|talk|negotiate|vote|lose|(?:all |soon )?(?:see|have|hear|read|mourn|bury)))"
        ),
        needs=_re(
            r"\b(?:weapons?|arms|guns?|rifles?|use them|by force|war|fire|burn\w*|fight|blood|kill|attack|strike at|bombs?|hostages?|dead|shoot|march on|(?:take|bring) (?:\w+ ){0,3}?(?:to|up|into|matters)|consequences|destroy|paraly[sz]e|ash(?:es)?|rubble|graveyard|cemetery|blow|set|storm|hunt)\b"
        ),
        speaker="quote",
        veto=_re(
            r"\b(?:cease-?fire|peace|lay down (?:our|their) arms|dialogue|negotiat\w+|bring (?:\w+ ){0,4}?to justice|take (?:\w+ ){0,3}?to court)\b"
        ),
    ),
    Cue(
        kind="threat",
        name="threat.beware",
        stems="beware",
        pattern=_re(
            r"(?:^|[;:–—] |\" ?|\band )[^.;:\"]{3,60},? beware\b|\bbeware[:,!]? (?:those|all|whoever|every|any|anyone|you|traitors|informers|collaborators|spies|landlords|enem\w+|of (?:our|the (?:people's|wrath|day|sword|anger|vengeance)))|\blet (?:them|all|every\w*|those|the [\w-]+|no [\w-]+) (?:[\w'-]+ ){0,6}?beware\b"
        ),
        speaker="quote",
        veto=_re(r"\bbeware of (?:the )?(?:dogs?|imitations|pickpockets|thieves|mines|scams?|fraud|bulls?|traffic)\b"),
    ),
    Cue(
        kind="threat",
        name="threat.answer",
        stems="unanswered= unavenged= unpunished= answer= reply= response=",
        pattern=_re(
            r"\b(?:will|would|shall) not (?:remain|go|stay|be left|be) (?:without (?:an? )?(?:answer|reply|response)|unanswered|unavenged|unpunished)\b"
        ),
        needs=_re(
            r"\b(?:said|says|vow(?:s|ed)|warn(?:s|ed)|declar(?:es|ed)|told|swore|promis(?:es|ed)|wrote|added|announced|posted)\b"
        ),
        speaker="teller",
        sober="onlookers",
        negatable=False,
    ),
    Cue(
        kind="threat",
        name="threat.next",
        stems="next= each= every=",
        pattern=_re(
            r"\b(?:said|says|told|warn(?:s|ed|ing)|declar\w+|announc\w+|wrote|added|posted|vow(?:s|ed))\b[^.;\"]{0,80}?\b(?:that )?(?:the|any|every) next (?:\w+ )?(?:convoys?|patrols?|trains?|bus(?:es)?|ships?|planes?|aircraft|trucks?|tankers?|columns?|delegations?|hostages?|bombs?|blow|ministers?|governors?|envoys?|teams?) (?:would|will|shall) (?:not (?:get through|come back|survive|be spared)|never (?:arrive|get through|come back|return)|be (?:bigger|bloodier|worse|in|at|on|hit|burned|burnt|blown|attacked|killed|shot)|find|explode|go off|burn|hit|die)"
            r"|\bthere (?:will|would|shall) be (?:an?|one|two|three|five|ten|a hundred) (?:[\w-]+ ){1,2}?for (?:each|every)\b"
        ),
        needs=_re(r"\b(?:bombs?|bullets?|dead|deaths?|killed|grave|graves|coffins?|bodies|soldiers?|corpses?|next)\b"),
        speaker="said",
        sober="onlookers",
    ),
    Cue(
        kind="threat",
        name="threat.told_or_else",
        stems="or=",
        pattern=_re(
            r"\b(?:tell|tells|told|telling|warn(?:s|ed|ing)?|order(?:s|ed|ing)?|g[ia]ve[sn]?|giving|demand(?:s|ed|ing)?|urg(?:e|es|ed|ing)|ask(?:s|ed|ing))\b[^.;]{3,160}?\bor "
            + _ELSE
        ),
    ),
    Cue(
        kind="threat",
        name="threat.or_else",
        stems="or=",
        pattern=_re(
            r"\b(?:leave|surrender|convert|pay|resign|withdraw|go|quit|close|stop|release|disarm|choose)\b[^.;]{0,80}?\bor "
            + _ELSE
        ),
        speaker="quote",
    ),
    Cue(
        kind="threat",
        name="threat.ultimatum",
        stems="ultimatum deadline give gave giving tell told warn order",
        pattern=_re(
            r"\b(?:(?:notes?|letters?|leaflets?|posters?|messages?)\b[^.;]{0,60}\bg[ia]ve[sn]? [^.;]{2,40}? (?:\w+|\d+) (?:hours|days|weeks)(?= *(?:[.,;]|$))|ultimatums?\b|(?:set|issued|imposed) (?:a |an )?(?:[\w-]+ )?deadline\b|g(?:ive|ives|ave|iven|iving) (?:[\w'\"-]+ ){1,7}?"
            + _UNTIL
            + r" to "
            + _LEAVE
            + r"\b|(?:t(?:ell|ells|old|elling)|warn(?:s|ed|ing)?|order(?:s|ed|ing)?) (?:[\w'-]+ ){1,6}?to "
            + _LEAVE
            + r"\b[^.;]{0,50}?\b(?:by (?:the end|\w+day|midnight|dawn|noon|\d)|within|before (?:the|\w+day)|or (?:be|face|else|die)))"
        ),
        veto=_re(r"\b(?:judge|court|landlord|club|coach|pupils? to go)\b|\bpeace (?:talks|conference)"),
    ),
    Cue(
        kind="threat",
        name="threat.until",
        stems="until",
        speaker="teller",
        pattern=_re(
            r"\bha(?:s|ve|d) (?:only )?until (?:[^.;]|\b[a-z]{3,4}\. ){3,40}?\b ?to (?:take|" + _LEAVE[3:] + r"\b"
        ),
        veto=_re(r"\b(?:register|apply|appeal|vote|court|candidates)\b"),
    ),
    Cue(
        kind="threat",
        name="threat.incite",
        stems="urg call tell= told= exhort incit order instruct encourag ask",
        pattern=_re(
            r"\b(?:urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:up)?on|t(?:ell|ells|old)|exhort(?:s|ed|ing)?|incit(?:e|es|ed|ing)|order(?:s|ed|ing)?|instruct(?:s|ed|ing)?|encourag(?:e|es|ed|ing)|ask(?:s|ed|ing)?) (?:his|her|its|their|all|the|young|local|fellow|every)? ?(?:[\w-]+ )?(?:followers|supporters|fighters|muslims|members|men|believers|brothers|sympathi[sz]ers|militants|commanders|militiamen|mujahideen|youth|people) (?:in \w+ |across [\w ]{1,20} |to rise up and |everywhere )?to (?:\w+ )?(?:stop\b[^.;]{0,80}\b(?:by every means|by all means|by any means|at any (?:cost|price)|by force|whatever)|"
            + _HARM
            + r"|rise up|take up arms|spill|sow)"
        ),
        veto=_re(r"\b(?:not to|stop (?:kill|fight|attack)\w*|refrain|lay down)\b"),
    ),
    Cue(
        kind="threat",
        name="threat.call",
        stems="jihad holy bloodshed attack kill war armed",
        pattern=_re(
            r"\b(?:call(?:s|ed|ing)? for|urg(?:e|es|ed|ing)|incit(?:e|es|ed|ing)(?: to)?|statements? of|declar(?:e|es|ed|ing)|declarations? of|proclaim(?:s|ed|ing)?|announc(?:e|es|ed|ing)) (?:more |further |new |fresh |a |an |the |all-out |total |open |\w+ )?(?:declaration of )?(?:attacks|jihad|holy war|bloodshed|killings|armed struggle|war)\b(?: (?:on|against|to|in|upon|until|if)\b)?"
        ),
        veto=_re(
            r"\b(?:end|halt|stop|cessation|inquiry|investigation|moratorium|(?:war|war on) (?:crimes?|drugs|poverty|corruption|tribunal)|cold war|condemn)\b|state of (?:war|emergency)"
        ),
        sober="onlookers",
    ),
    Cue(
        kind="threat",
        name="threat.warn",
        stems="warn",
        pattern=_re(
            r"\bwarn(?:s|ed|ing)? (?:that |of |the |\w+ )?(?:[\w'-]+ ){0,6}?(?:(?:more|further|other|new|fresh|next) (?:\w+ )?(?:attacks?|bombs?|bombings?|blasts?|killings?|strikes?|blood)|(?:it|they|he|she|we|his \w+|its \w+|their \w+) (?:will|would) (?:"
            + _HARM
            + r"))|\b(?:was|were|as|is|are) (?:\w+ )?an? (?:\w+ )?warning to (?!keep|stop|stay|avoid|take|the effect)|\bwarning to (?:the |all |those |anyone |other |everyone |any )"
        ),
        sober="onlookers",
    ),
    Cue(
        kind="threat",
        name="threat.blood",
        stems="next= river blood drown pay= burn eye= day= bounty price= warning fatwa edict each= every= where=",
        pattern=_re(
            r"\b(?:rivers? of blood|blood (?:will|shall) (?:flow|be (?:spilled|spilt|shed))|(?:will|shall) (?:drown|pay|burn) (?:\w+ ){0,4}?(?:in blood|with (?:his|her|their|your) (?:life|lives|blood|heads?))|blood for blood|an eye for an eye|day of reckoning|(?:bounty|price) (?:of [^.;]{1,30} )?on (?:the|his|her|their) heads?|the next (?:\w+ )?(?:bombs?|time|bullets?|one|attack|blow) (?:will|shall|won't|would) (?:not )?(?:be|hit|kill|find|miss)|we know where (?:you|he|she|they|your|his|her|their|the [\w-]+|all)\b[^.;]{0,30}?(?:lives?|sleeps?|works?|homes?|famil\w+|children|school)|next time,? (?:he|she|they|it|you|we|i|there|the \w+) (?:will|shall|won't|'ll)|(?:first|last|final) (?:and (?:last|final) )?warning|(?:fatwa|edict) against|for (?:each|every|any) (?:[\w'-]+ ){1,7}?,? ?(?:an?|one|two|three|five|ten|a hundred|hundreds?(?: of)?) (?:[\w'-]+ ){1,3}?(?:will|shall) (?:burn|die|fall|pay|follow|be (?:killed|shot|executed|burned|burnt|hanged|blown)))\b"
        ),
        speaker="quote",
        veto=_re(
            r"\b(?:i|we|many|people|analysts|observers|diplomats|they) (?:fear|expect|think|believe|am afraid|are afraid)\b"
        ),
    ),
)

_AUTHORITY = (
    r"(?:government|authorit(?:y|ies)|president|prime minister|minister|ministry|parliament|congress|parties|sides?|rebels?|militants?"
    r"|army|kidnappers|captors|police|leaders?|leadership|international community|united nations|security council|u\.?n\.?|state"
    r"|guerrillas?|troops|soldiers|forces|insurgents?|gunmen|groups?|movement|company|administration|prosecutors?|junta|regime|[\w'-]+)"
)
_WANTED = (
    r"(?:resignations?|release|withdrawal|cease-?fire|truce|inquir(?:y|ies)|investigations?|probe|end|halt|freedom|ransom|dismissal"
    r"|removal|immediate|independent|full|justice|trial|punishment|sanctions|intervention|recognition|dissolution|disbandment|lifting"
    r"|return|closure|strike|extradition|departure|ouster|arrests?|tougher|stronger|negotiations|talks|protection|compensation|reforms?|access|truth|answers|safe passage|corridors?|boycott|ban\b|moratorium|pardons?|amnesty|evacuation|suspension|exchange|autonomy|independence|referendum|disarmament)"
)

DEMANDS: tuple[Cue, ...] = (
    Cue(
        kind="demand",
        name="demand.order",
        stems="order tell tells= told instruct forb bann warn direct command require bar= barred",
        pattern=_re(
            r"\b(?:order(?:s|ed|ing)?|t(?:ell|ells|old|elling)|instruct(?:s|ed|ing)?|direct(?:s|ed|ing)?|command(?:s|ed|ing)?|require[sd]?|requiring|warn(?:s|ed|ing)?|forb(?:ids?|ade|idden|idding)|bann(?:ed|ing)|barr(?:ed|ing)) (?!that\b|by\b|to be\b)[^.;:\"]{2,70}?\b(?:to (?:stay|keep (?:off|away|out|clear|their|shut)|close|shut|leave|quit|stop|cease|suspend|halt|pay|vacate|evacuate|abandon|hand|surrender|strike|remain|boycott|dismantle|withdraw|pull|resign|release|free|respect|observe|pack|wear|join|give|turn|sell|buy|work|trade|serve|vote|attend|open|use|travel|teach|speak|talk)|from (?:\w+ing|the)|not to)\b"
        ),
        needs=_re(_ARMED),
        sober="officials",
        veto=_re(
            r"\b(?:court|judge|police|doctors?|surgeons?|motorists|coach|teachers? told|trial)\b|\btold (?:reporters|journalists|the court|afp|reuters|him|her|me|us)\b|\bnot to (?:worry|panic|be)"
        ),
    ),
    Cue(
        kind="demand",
        name="demand.conditional",
        stems="releas freed free= handed spare= spared surrender= return= returned end= stop= lift= lifted",
        pattern=_re(
            r"\b(?:will|would|shall|could|can|may)(?: not| never| only| all| also| then)* (?:be (?:\w+ )?(?:released|freed|handed over|spared|let go|returned|set free|exchanged|lifted)|release|free|let|hand over|lift|suspend|lay down|surrender|call off) [^.;]{0,90}?\b(?:when|once|if|only|as soon as|unless|until|after|provided|on condition)\b"
        ),
        needs=_re(
            r"\b(?:hostag|captiv|prison|abduct|kidnap|held\b|policem|soldier|attacks?\b|operations|campaign|blockade|strike|siege|arms|weapons|cease|withdraw|pay|paid|releas|girls|pilgrims|tourists|crew|engineers?|workers?|them\b|him\b|her\b)"
        ),
        veto=_re(
            r"\b(?:police|hospital|court|judge|bail|names|names?|results|report|findings|identit\w+|suspects?|details|bodies|inquest|curfew|autopsy)\b"
        ),
        speaker="teller",
    ),
    Cue(
        kind="demand",
        name="demand.demand",
        stems="demand condition",
        pattern=_re(
            r"\b(?:demand(?:s|ed|ing)?\b(?! (?:for (?:oil|gas|food|water|housing|energy|fuel|electricity|weapons|drugs|goods|labou?r|steel|\w+ products)|of (?:the|his|her) (?:job|market|work)))|set (?:out )?(?:\w+ )?conditions?|list(?:ed)? (?:of )?(?:\w+ )?demands|laid down (?:\w+ )?conditions)"
        ),
        veto=_re(
            r"\b(?:in (?:great |high |short )?demand|supply and demand|high(?:ly)? demanding|a demanding|more demanding|domestic demand|consumer demand|global demand|(?:meet|rising|growing|weak|strong|peak|falling) demand|demanding (?:job|work|task|schedule)|on demand|(?:heed|answer|response|reply|attention|gave in|giving in|bow\w*) to (?:our|their|his|the|its) demands?|(?:meet|met|meeting|resist\w*) (?:our|their|his|the|its|any|all) demands?|basic demand|(?:the|a|legitimate|this|such|any) demand\b(?! (?:for (?:the|his|her|their) |that|to))|(?:changes?|rights?|money|measures) (?:\w+ ){0,3}?demand(?:ed)?\b|(?:situation|scope|crisis|job|time|circumstances|moment)\b[^.;]{0,40} demands?|demand for (?:illegal |illicit )?(?:drugs|narcotics|cocaine)|prosecut\w+ (?:\w+ ){0,2}demand\w*)\b"
        ),
        speaker="before",
    ),
    Cue(
        kind="demand",
        name="demand.call_for",
        stems="call press want insist push ask appeal plead seek sought",
        pattern=_re(
            r"\b(?:(?:call|press|push|ask|plead|appeal)(?:s|es|ed|ing)? (?:\w+ )?for|insist(?:s|ed|ing)? on|want(?:s|ed|ing)?) (?:an? |the |his |her |their |its |more |all |[\w-]+ and (?:for )?an? )?(?:[\w-]+ ){0,3}?"
            + _WANTED
            + r"\b|\b(?:seek(?:s|ing)?|sought) (?:the |a |an )?(?:\w+ )?(?:release|withdrawal|freedom|resignation|extradition|safe passage)\b"
        ),
        veto=_re(
            r"\bcalled for (?:questioning|trial|help)\b|\b(?:seek|sought|seeking|asked for|wants?) (?:\w+ ){0,3}?(?:protection from|shelter|treatment|refuge|asylum|medical|work|to (?:strike|end))|\bsought (?:\w+ ){0,3}?(?:the arrest|in connection)"
        ),
    ),
    Cue(
        kind="demand",
        name="demand.captors",
        stems="ask want seek sought requir insist stipulat list hold held=",
        pattern=_re(
            r"\b(?:ask(?:s|ed|ing)? for|want(?:s|ed|ing)?|seek(?:s|ing)?|sought|require[sd]?|insist(?:s|ed|ing)? (?:on|that)|stipulat(?:e|es|ed)|(?:hold(?:s|ing)?|held) out for)\b|\blists? of demands\b"
        ),
        needs=_re(
            r"\b(?:kidnappers?|captors?|hijackers?|hostage-takers?|abductors?)\b[^.;]{0,80}\b(?:ask|want|seek|sought|requir|insist|stipulat|h[oe]ld(?:s|ing)? out for)|\blists? of demands\b"
        ),
        veto=_re(
            r"\b(?:police|interpol|authorities|wanted (?:for|by|men|man|list))\b|\b(?:no|nothing|not)\b[^.;]{0,40}\basked for\b"
        ),
    ),
    Cue(
        kind="demand",
        name="demand.crowd",
        stems="requir insist stipulat",
        pattern=_re(r"\b(?:require[sd]?|insist(?:s|ed)?|stipulat(?:es|ed)) that\b"),
        needs=_re(
            r"\b(?:delegations?|marchers|protesters|protestors|demonstrators|strikers|families|residents|villagers|youths?|students|women|rebels?|group|union|movement|front)\b(?: [\w'-]+){0,4}? (?:require|insist|stipulat)\w* that\b"
        ),
        veto=_re(r"\b(?:law|rules?|treaty|constitution|insist\w* that (?:it|they|he|she|there|nothing|no)\b)"),
    ),
    Cue(
        kind="demand",
        name="demand.to_be",
        stems="call ask press push want",
        pattern=_re(
            r"\b(?:(?:call|ask|press|push|plead)(?:s|es|ed|ing)? for [^.;]{2,60}? to be \w+(?:ed|en|t|ught|ied|down|over)\b|want(?:s|ed)? (?:the |all |its |their |his |her |these |those )(?:[\w'-]+ ){1,5}?(?:out of|gone\b|moved|closed|shut|opened|reopened|lifted|dismantled|withdrawn|disarmed|arrested|disbanded|dissolved|returned|back (?:in|to)\b|put on trial|brought to (?:justice|trial)|removed|released|freed|tried|punished|hanged|sacked|to (?:leave|go|be (?:released|freed|tried|punished|handed|withdrawn|disarmed|returned))))"
        ),
    ),
    Cue(
        kind="demand",
        name="demand.call_on",
        stems="call urg ask appeal press want petition beg implor plead",
        pattern=_re(
            r"\b(?:call(?:s|ed|ing)? (?:up)?on|urg(?:e|es|ed|ing)|begs?|begg(?:ed|ing)|implor(?:e|es|ed|ing)|plead(?:s|ed|ing)? with|ask(?:s|ed|ing)|appeal(?:s|ed|ing)? to|press(?:es|ed|ing)|want(?:s|ed|ing)?|petition(?:s|ed|ing)?) (?:the |all |both |its |his |her |their |\w+ ){0,2}?(?:[\w'-]+ ){0,2}?"
            + _AUTHORITY
            + r"(?: of \w+| in \w+)? to (?:\w+ly )?(?:resign|release|free|stop|halt|end|withdraw|lay|surrender|negotiate|investigate|punish|return|disband|disarm|lift|close|hand|give|respect|send|act|step|leave|guarantee|protect|intervene|open|cease|accept|take|pull|bring|find|explain|implement|allow|comply|recogni[sz]e|let|spare|save|protect|drop|abandon|sack|dismiss|arrest|prosecute|apologi[sz]e|restore|cut|refrain|hold|put|do|make|say|tell|disclose|publish|admit|declare|rescind|revoke|reveal|account|answer|exercise|ensure|agree|start|begin|resume|sign|allow|curb|act)\b"
        ),
        veto=_re(
            r"\b(?:residents|passengers|drivers|motorists|pupils|shoppers|tourists|citizens to stay|the public|anyone with information|anybody with information) to\b|not to (?:reveal|be)|\bmotion\b|\b(?:urged|told|asked) (?:followers|supporters|fighters|muslims) to|\b(?:police|troops|officers|soldiers|commandos|security forces)\b[^.;]{0,160}\b(?:lay down|surrender|give (?:them|him)sel\w+ up)\b[^.;]{0,40}?,? (?:but|and|before) (?:they|he|the (?:men|man|gunm[ae]n|suspects?|militants?|pair)) (?:opened|fired|refused|shot|responded|replied|began|started|answered)"
        ),
    ),
    Cue(
        kind="demand",
        name="demand.resign",
        stems="resign must= should= ought= step= leave= surrender stop= end= cease=",
        pattern=_re(
            r"\b(?:must|should|has to|have to|ought to) (?:(?:all|now|immediately|also|at once|forthwith|without (?:further )?delay|urgently|first|finally|promptly|instead|therefore|both),? ){0,2}(?:resign|step down|leave office|open an? (?:\w+ ){0,3}?(?:inquir(?:y|ies)|investigations?)|set up an? (?:\w+ ){0,3}?(?:inquiry|commission|tribunal)|rein in|call off|publish the|disclose|account for|compensate|prosecute|recall (?:its|the|his)|dissolve|go\b|disarm|disband|withdraw|pull out|arrest|punish|protect|free\b|release|apologi[sz]e|lift|halt|negotiate|cease|dismantle|investigate|surrender|lay down|hand over|answer for|stop (?:the|this|these|its|their)|end (?:the|this|its|their)|leave (?:the|our|this)|be (?:stopped|lifted|disarmed|punished|prosecuted|handed over|investigated|held to account|ended|sacked|dismissed|released|freed|brought to justice|put on trial|disbanded|withdrawn))\b|\b(?:killings?|violence|bloodshed|bombings?|shelling|raids|attacks|war|fighting|abductions|disappearances|torture|impunity|massacres?) (?:must|should|has to|have to|ought to) (?:\w+ )?(?:stop|end|cease)\b|(?:^|[:;—–-] ?|therefore[:,]? )resign[,!]|\bpublicly resign\b"
        ),
        speaker="said",
        veto=_re(
            r"\b(?:we|i) (?:must|should|have to|ought to) (?:investigate|negotiate|protect|arrest|act|release|free)\b|\b(?:drivers?|motorists|residents|passengers|pupils|visitors|tourists|travellers|detectives) (?:must|should|ought)\b"
        ),
    ),
    Cue(
        kind="demand",
        name="demand.asking",
        stems="ask shout banner placard chant",
        pattern=_re(
            r"\b(?:ask(?:s|ed|ing)|shout(?:s|ed|ing)|banners?|placards?|chant(?:s|ed|ing)?)\b[^.;]{0,40}? for (?:one thing|justice|peace|revenge|the (?:release|resignation|return|withdrawal)|their (?:release|return))"
        ),
    ),
    Cue(
        kind="demand",
        name="demand.ransom",
        stems="ask seek sought want",
        pattern=_re(
            r"\b(?:ask(?:s|ed|ing) for|seek(?:s|ing)?|sought|want(?:s|ed|ing)?) (?:an? |the )?(?:\w+ ){0,3}?(?:ransom|\$ ?\d|€ ?\d|million|\d[\d,.]* (?:dollars|euros|pounds|roubles|rubles|naira|pesos))"
        ),
        needs=_re(r"\b(?:kidnap\w*|abduct\w*|captors?|hostages?|captives?|gunm[ae]n|ransom|release)\b"),
    ),
    Cue(
        kind="demand",
        name="demand.exchange",
        stems="exchange return condition ransom unless",
        pattern=_re(
            r"\b(?:in exchange for|in return for|on condition that|as a condition (?:for|to)|ransom of|a ransom|unless (?:the )?(?:government|authorities|prisoners|\w+ (?:is|are|was|were) (?:released|freed|paid|withdrawn)))\b"
        ),
        needs=_re(r"\b(?:hostag|captiv|kidnap|abduct|releas|prisoner|free\b|freed|ransom|demand|withdraw|detain|held)"),
        veto=_re(
            r"\b(?:ransom(?: of [^.;]{1,40})? (?:was|were|had been|has been) paid|paid (?:a |the )?ransom|without (?:a |any )?ransom|no ransom|exchanged? (?:\w+ )?for (?:\w+ )?prisoners|spoke (?:only )?on condition|on condition (?:of anonymity|that (?:he|she|they) not))"
        ),
    ),
    Cue(
        kind="demand",
        name="demand.we",
        stems="we= i= our=",
        pattern=_re(
            r"\b(?:we|i) (?:demand|insist|require|want (?:the|our|all|them|him|an end|justice)|call (?:up)?on|appeal to)\b|\bour (?:\w+ )?(?:demands?|conditions?|requirements?) (?:is|are|remain)\b"
        ),
        speaker="quote",
    ),
    Cue(
        kind="demand",
        name="demand.author",
        stems="close= stop= release= free= withdraw= disband= end= ban= shut= arrest= expel= lift= pull= dismiss= sack= punish= abolish= seal= deport= disarm= hang= try= bring= give= send= pay= return= hand=",
        pattern=_re(
            r"(?:^|[.!?:] |\" ?)(?:so |and |now |then |therefore[:,]? )?(?:close|stop|release|free|withdraw|disband|end|ban|shut|arrest|expel|lift|pull out|dismiss|sack|punish|abolish|seal|deport|disarm|hang|try|bring|give|send|pay|return|hand over) (?:down |us |back |out )?(?:the|our|this|that|these|those|all|every|them|him|your|their|his) [^?]{4,}$"
        ),
        speaker="author",
    ),
)

_COMING = (
    r"(?:lead to|bring|come to|spread|escalat|worsen|get (?:even |much )?worse|increase|rise|continue(?! to (?:be|promote|support|work|help|provide|serve|have)\b)|grow|erupt|break out|collapse"
    r"|be followed|result in|end in(?! the (?:next|coming)| a few| \d)|turn into|become|see\b(?! to it)|face|plunge|drag|cause|trigger|there be|follow|explode|engulf|sweep|pour"
    r"|reach|spill|be (?:\w+ )?(?:blood|war\b|violence|attack|worse|bomb|machine guns|more (?:attacks|blood|bombs|deaths|killings|victims|violence)|another (?:war|attack|wave|bloodbath)|a (?:\w+ )?(?:war|massacre|bloodbath|civil war|wave|catastrophe))|have (?:\w+ )?(?:war|blood)|die\b|strike again|descend|fall into|burn\b|go up in flames|return (?:to (?:the )?(?:\w+ )?(?:violence|war|bloodshed|fighting|terror|days)|in force|with a vengeance)|repeat|be repeated|mean)"
)

_TOLL = r"(?:toll|figure|number (?:of|killed)|count|tally|dead|casualty)\b[^.;]{0,50}? (?:will|would|may|might|could|is|are|was|likely|expected|bound|to) (?:\w+ ){0,4}?(?:rise|increase|grow|climb|go (?:up|higher)|be (?:higher|much))"

PREDICTIONS: tuple[Cue, ...] = (
    Cue(
        kind="prediction",
        name="prediction.likely",
        stems="reckon excluded= ruled= risk likelihood probab chance danger coming= looming= near= unavoidabl likely expect bound= set= certain= sure= probabl fear anticipat unlikely possibl imminent inevitabl forese",
        pattern=_re(
            r"\b(?:attacks?|bombings?|violence|fighting|clashes|raids|kidnapp?ings?|abductions?|killings|ambushes|reprisals?|unrest|incidents?|shelling|strikes|looting|hostilities|insecurity|incursions?|insurgency|conflict|war|bloodshed|assassinations|protests|ied\w*|banditry|operations|escalation|retaliation|militants?|rebels?|gangs?|gunmen|groups?|isis|isgs|iswap|jnim|activity|threat|security|security situation|situation)\b[^.;]{0,60}?(?<!un)(?:likely|expected|bound|set|certain|sure|feared|anticipated|probable|foreseen) to (?:\w+ly )?(?:continue|increase|rise|resume|spread|intensify|follow|persist|escalate|grow|worsen|recur|flare|break out|strike|attack|target|hit|move|step|expand|exploit|remain (?:high|elevated|frequent)|go on|spill|return|retaliate|repeat|be repeated|mount|carry|deteriorate|widen|deepen)"
            r"|\b(?:further|more|new|renewed|additional|fresh|other|retaliatory|revenge|reprisal) (?:\w+ )?(?:attacks?|incidents?|violence|clashes|raids|bombings?|killings|strikes|fighting|unrest|abductions|kidnappings|reprisals|ambushes|bloodshed|ied\w*)\b[^.;]{0,40}?(?:\b(?:are|is|remain|remains|seem|seems|looks?|appear)? ?(?:very |highly |most |almost |to be )?(?<!un)(?:likely|expected|probable|anticipated|certain|inevitable|possible|feared|forecast|imminent|foreseeable|to be expected|to be feared|must be (?:expected|reckoned with|feared)|can ?not be (?:ruled out|excluded)|on the cards|only a matter of time))\b"
            r"|\b(?:likelihood|probability|risk|possibility|chance|danger) of (?:\w+ ){0,3}?(?:attacks?|incidents?|violence|clashes|raids|bombings?|reprisals|kidnapp?ings?|fighting) (?:\w+ ){0,4}?(?:is|are|remains?|has|stays?) (?:\w+ )?(?:high|elevated|real|likely|severe|rising|growing|increas\w+)"
            r"|\b(?:upsurge|increase|rise|surge|wave|escalation|spate|spike|resumption|renewal|return|outbreak) (?:in|of|to) (?:\w+ ){0,3}?(?:attacks?|incidents?|violence|clashes|raids|bombings?|killings|fighting|ambush(?:es)?|kidnappings?|abductions|unrest|hostilities|bloodshed|war|reprisals)\b[^.;]{0,30}? (?:is|are|seems?|looks?|remains?) (?:\w+ )?(?:likely|expected|probable|anticipated|certain|inevitable|possible|imminent|to be expected|feared|on the cards)"
            r"|\b(?:war|violence|bloodshed|massacre|reprisals|confrontation|clash(?:es)?|bloodbath|uprising|genocide|civil war|coup|fighting|attacks?|attack|revenge) (?:is|are|seems?|looks?|appears?|now|was)(?: (?:now|all but|almost|therefore|only|seems|looks|is|to be))* (?:inevitable|unavoidable|imminent|coming\b|looming|on the way|at (?:the|our) door|around the corner|a matter of time)"
            r"|\bwarn(?:s|ed|ing)? of (?:an? |the )?(?:\w+ )?(?:risk|threat|danger|wave|possibility|likelihood) of (?:\w+ ){0,3}?(?:attacks?|violence|bombings?|reprisals|kidnappings?|war|unrest)"
            r"|\b(?:expect|fear|anticipat|foresee)(?:s|ed|ing|e|es)? (?!of\b|for\b)(?:the |that the |more |an? |another |this )?(?:\w+ ){0,2}?(?:violence|attacks?|war|fighting|conflict|killings?|clashes|unrest|raids|bombings?|insurgency|massacres?|bloodbath|coup|bloodshed|reprisals|retaliation)\b(?= (?:to (?!have)|before|within|soon|this|next|in the|during|when|if|over|will|would|could|may|might)|[.,;]|$)"
        ),
        speaker="teller",
        negatable=False,
        veto=_re(
            _TOLL
            + r"|\b(?:is|are|was|were) (?:set|expected) to (?:appear|meet|attend|resume (?:talks|trading|on \w+day))|\bhad been (?:expected|likely)|\b(?:was|were) (?:bound|set|likely)"
        ),
    ),
    Cue(
        kind="prediction",
        name="prediction.fore",
        stems="will= would= could= may= might= going= likely expected= bound= sure=",
        pattern=_re(
            r"\b(?:wars?|violence|attacks?|fighting|killings?|bloodshed|raid(?:s|ers)?|bombers|bombings?|bombs?|militants|rebels|gangs|gunmen|killers|groups?|militias?|conflict|feuds?|unrest|clashes|insurgency|reprisals|massacres?|terror\w*|jihadis\w*|extremists|assassinations?|arrests|verdict|crackdown)\b"
            r"(?: (?:in|on|of|by|against|between) [\w' -]{2,30}?)? (?:(?:will|'ll|could|may|might|(?:is|are) (?:going|likely|expected|bound|sure) to)|would)(?: (?:well|soon|only|also|surely|certainly|likely|probably|easily|then|now|never|not|be|again))* (?:spread|continue|go on|return|resume|outlive|outlast|last|drag on|strike|come|worsen|escalate|increase|intensify|spill|reach|erupt|flare|break out|follow|rise|provoke|trigger|spark|reignite|unleash|target|exploit|seek (?:revenge|to)|try|retaliate|multiply|grow|go off|get worse|engulf|recur|persist|widen|deepen|deteriorate|flare up|intensify|be back|be repeated|be followed|attempt)\b"
        ),
        speaker="teller",
        negatable=False,
        needs=_re(
            r"\b(?:will|could|may|might|going to|likely to|expected to|bound to|sure (?:that|to)|said|says?|warn\w*|fear\w*|predict\w*|believ\w+|thinks?|thought|expect\w*|'ll)\b"
        ),
        veto=_re(
            _TOLL
            + r"|\b(?:(?:working|support|rights|parliamentary|study|contact|rock|pop|monitoring|aid|relief|focus) groups?|hunger strike|trial|court|hearing|appeal|cease-?fire|peace (?:talks|deal|accord|process)|negotiat\w+|solution|match|film|exercise|investigat\w+|inquiry|reward|had hoped|promised|used to)\b|\bwould (?:have|usually|often|always|sometimes)\b|\b(?:would|may|might|could|will) (?:come|be) (?:to an end|to trial|home|under)|\b(?:end|halt|stop|return) to\b"
        ),
    ),
    Cue(
        kind="prediction",
        name="prediction.more",
        stems="bomb attack victim funeral massacre killing blast worse= tanks= barricades= gunfire= funerals= widows= graves= revenge= reprisals= soldiers= snipers= guns= bodies= corpses= more= again= last= come= back= others= another= next= time= when= far= end= over= hold= end dead= graves= victims= coffins= unanswered= unavenged= answer= blood= stop= cease= abate= subside= ease= worst= truce= calm= peace= ceasefire=",
        pattern=_re(
            r"\b(?:nobody|no one|no-one|few|hardly anyone)\b[^.;]{0,40}?\b(?:truce|calm|peace|cease-?fire|lull)\b[^.;]{0,20}? (?:will|would) (?:hold|last|survive|endure|see out|stand)\b|\bworst\b[^.;]{0,40}? (?:still |yet )?(?:lies|is|are) (?:still |yet )?(?:ahead|before us)\b|\bthere (?:will|would|'ll|is going to|are going to|is bound to|are bound to|is sure to|shall)(?: (?:surely|certainly|soon|probably|no doubt|always|only|undoubtedly))? be (?:many |much |still |even |yet |plenty |a lot )?(?:more\b(?! than)|others?\b|another\b|worse)(?= (?:of (?:this|these|them|the same|it)|before|soon|to come|in the|this|next|like|attacks?|bombs?|dead|deaths|blood|killing|funerals|graves|coffins|victims|bodies|violence|one|such|when|as|until)|[.,;!\"]|$)"
            r"|\bmore (?:of (?:this|these|the same|it) )?(?:is|are) (?:to come|coming|on the way|sure to follow)|\bworse (?:is|was|things are) (?:yet |still )?(?:to come|coming|on the way|ahead)|\b(?:nobody|no one|none of us|few|hardly anyone|i do not|we do not|i don't|not)\b[^.;]{0,50}?\bthe last (?:bomb|attack|victim|funeral|massacre|killing|blast|such (?:attack|bomb|killing))\b|\bthere (?:will|would|'ll) be (?:\w+ )?(?:tanks|barricades|gunfire|funerals|widows|graves|a bloodbath|revenge|reprisals|soldiers|snipers|guns|bodies|corpses)\b|\b(?:it|this|they|that|he|the \w+|the (?:killers|bombers|gunmen|raiders|attackers)) (?:will|would|'ll|is going to|are going to|is bound to|are bound to) (?:surely |certainly |probably |soon )?(?:happen again|come again|strike again|be back|come back|try again|not end here|not stop (?:here|there|at)|attack again|go on|get worse|kill again|not be the last|be followed by)"
            r"|\b(?:we|you|they|i|the (?:city|country|town|valley|north|south|capital)) (?:shall|will|'ll) (?:(?:all|soon|surely|certainly|yet|no doubt|still|again) )?(?:have|see|hear of|hear|read of|bury|mourn|count|dig|be (?:burying|counting|mourning|digging|reading of|hearing of)) (?:(?:many|far|plenty|even|yet|still|a lot|much) more\b(?! (?:news|time|money|detail|information|jobs|schools|visitors|fun|tourists|to (?:say|do)|than))|more (?:of (?:this|these|them|the same|such)|such|funerals|graves|dead|bombs?|attacks?|blood|killings?|coffins|victims|widows|massacres|raids|ambushes|corpses|bodies)|another (?:\w+ )?(?:bomb|attack|war|massacre|funeral|raid|killing|ambush|blast|bloodbath)|(?:the|our|new|fresh) (?:dead|graves|victims|coffins)\b)|(?:will|shall|would) not (?:remain|go|stay|be left) (?:without (?:an? )?(?:answer|reply|response)|unanswered|unavenged)|\bblood (?:will|would|shall) (?:\w+ )?(?:flow|be (?:shed|spilt|spilled))|\b(?:nothing|little|no sign|few|there is no)\b[^.;]{0,30}?\b(?:raids?|killings?|attacks|violence|fighting|war|bombings?|shelling|kidnappings|bloodshed|feud|insurgency|unrest|ambushes)\b[^.;]{0,20}? (?:will|would|is|are|going to|about to|likely to) (?:going to |about to |likely to )?(?:\w+ )?(?:end|stop|cease|abate|subside|let up|ease)\b|\b(?:will|would|'ll|won't|wouldn't) (?:not |hardly |surely not |never )?be the last\b|\b(?:only|just) a (?:matter|question) of time\b|\b(?:is|are) far from over\b|\b(?:it is|it's) (?:not a question of|not) (?:if|whether),? but when\b|\b(?:lull|truce|calm|quiet|cease-?fire|peace)\b[^.;]{0,50}? (?:will|would|is|are) (?:not|hardly|never|unlikely to|bound to) (?:to )?(?:last|hold|collapse|break|survive|endure)|\bthe (?:real |worst of the )?(?:war|killing|fighting|violence) (?:has|is) (?:only |just )?(?:(?:just |only )?begun|beginning|only starting)\b"
        ),
        speaker="teller",
        negatable=False,
        veto=_re(
            _TOLL
            + r"|\b(?:help|aid|inquiry|investigat\w+|talks|trial|hearing|match|season ticket|rain|update|details|arrests?|edition|readers)\b|\bno more\b|\bwould be back (?:home|at work)\b"
        ),
    ),
    Cue(
        kind="prediction",
        name="prediction.word",
        stems="predict mark forecast fores prophes remember",
        pattern=_re(
            r"\b(?:predict(?:s|ed|ing|ions?)?\b|mark (?:these|my|our) words|forecast(?:s|ing)?\b|foresee(?:s|n)?\b|foresaw\b|prophes(?:y|ied)|(?:you|they) (?:will|may) remember (?:my|these|our) words)"
        ),
        needs=_re(DANGER + r"|mark (?:these|my|our) words"),
        veto=_re(
            r"\b(?:can ?not|can't|could not|hard to|impossible to|difficult to|nobody|no one|unpredict|weather|rain|growth|inflation|election results?|had (?:long )?(?:been )?predicted|as (?:\w+ )?(?:had )?(?:been )?predicted|what we had|did not predict|failed to predict)\b"
        ),
        speaker="before",
        negatable=False,
    ),
    Cue(
        kind="prediction",
        name="prediction.will",
        stems="will= shall= going= bound= likely= set= it'll they'll there'll",
        pattern=_re(
            r"\b(?:will|'ll|shall|is going to|are going to|is bound to|are bound to|is (?:very |more |most )?likely to|are (?:very |more |most )?likely to|is set to|are set to) (?:(?:only|soon|surely|certainly|likely|probably|inevitably|also|then|even|never|eventually|one day|no doubt|undoubtedly|again|not only) ){0,2}"
            + _COMING
        ),
        needs=_re(DANGER),
        speaker="teller",
        veto=_re(
            r"\b(?:court|trial|hearing|verdict|memorial|ceremony|commemorat\w+|anniversary|summit|vote\b|talks will|funeral|festival|match|film|exercise|drill|help|assist\w*|investigat\w*|budget|season|no (?:more|longer)|rumou?rs?|cease-?fire|peace|accord|agreement|solution|reconciliation|(?:end|halt) (?:to|of)|under control|dialogue|negotiat\w+|giving up|democratic life|"
            + _TOLL
            + r"|will (?:bring|see|face|continue|follow|become|return|reach)(?:\w* ){0,3}(?:justice|charges|trial|to justice|investigat\w+|home|work|until))\b|\bwe (?:will|shall)\b|\bi will (?:bring|see|continue|follow)"
        ),
    ),
    Cue(
        kind="prediction",
        name="prediction.may",
        stems="could may= might= would= risk threaten danger brink verge edge= heading headed sliding",
        pattern=_re(
            r"\b(?:could|may|might|would|risks?|risking|threatens? to|threatened to|threatening to|in danger of|on the (?:brink|verge|edge) of|heading (?:for|towards?)|headed for|sliding (?:in)?to(?:wards)?) (?:(?:well|soon|easily|also|then|even|now|only|be|an?|some|very|another|to) ){0,3}(?:lead(?:ing)? to|spark\w*|trigger\w*|ignit\w*|provok\w*|escalat\w*|worsen\w*|spread\w*|spill\w*|erupt\w*|plunge|drag|engulf|reignite|unleash|fuel|deepen|get worse|become (?:an? )?(?:\w+ )?(?:war|bloodbath|battlefield)|turn into|end in|bloodbath|civil war|war\b|all-out|full-scale|fresh violence|new violence|(?:more|further|renewed) (?:attacks|violence|bloodshed|unrest|killings|clashes|bombings)|destabili[sz]\w*|unsettling|degenerate|bloodshed|chaos|anarchy)"
        ),
        needs=_re(DANGER),
        speaker="teller",
        veto=_re(
            r"\b(?:information|tips?|reward|evidence|clues?) (?:that |which )?(?:could|may|might|would|leading)\b|could lead to (?:the )?(?:arrest|capture|conviction|charges|prison)|\bwould have\b|\b(?:(?:immediate )?(?:end|halt) (?:to|of)|cease-?fire|negotiat\w+|dialogue|(?:political|negotiated|peaceful) solution)\b|\b(?:could|might|may) have\b|"
            + _TOLL
        ),
    ),
    Cue(
        kind="prediction",
        name="prediction.expect",
        stems="expect fear anticipat warn",
        pattern=_re(
            r"\b(?:expect(?:s|ed|ing)?|fear(?:s|ed|ing)?|anticipat(?:e|es|ed|ing)) [^.;]{3,60}? to (?:be|get|become|grow|turn) (?:\w+ )?(?:worse|bloodier|violent|deadlier|dangerous|bloody|turbulent)|(?:expect(?:s|ed|ing)?|fear(?:s|ed|ing)?|anticipat(?:e|es|ed|ing)|warn(?:s|ed|ing)?(?: (?:that|of))?)(?: (?:that|of|the|a|an|there))?(?: [\w'-]+){0,5}? (?:(?:more|further|new|fresh|renewed|another|next|a wave of|escalation|an? (?:\w+ )?(?:increase|rise|surge|spike|upsurge|outbreak)(?: in| of)?) ?(?:\w+ ){0,2}?(?:attacks?|violence|bloodshed|bombings?|killings?|unrest|clashes|war|fighting|deaths|reprisals?|conflict|bombs|raids|ambushes|funerals|graves|shootings?|executions?|kidnappings?|shelling)|(?:outbreaks? of|civil) (?:violence|war|unrest)|(?:will|would|could|may|might) (?:\w+ )?(?:get worse|worsen|escalate|spread|spiral|explode|rise|increase|continue|lead to|plunge|follow))"
        ),
        needs=_re(DANGER),
        veto=_re(
            r"\b(?:expected to (?:attend|speak|arrive|appear|announce|recover|survive|be (?:charged|released))|police (?:expect|expected) (?:to|more arrests)|for fear of|fearing for)\b|"
            + _TOLL
        ),
    ),
    Cue(
        kind="prediction",
        name="prediction.worse",
        stems="worst worse bloodier violent beginning war= next= for=",
        pattern=_re(
            r"\b(?:the worst (?:is|was) (?:yet|still) to come|(?:things|it|matters|the situation) (?:will|would|can|could|may|might) (?:only |likely |still |probably )?(?:get|become|be|grow) (?:\w+ )?(?:worse|bloodier|violent)|only the beginning|just the beginning|war is coming|will be (?:even |far |much |still )?(?:worse|bloodier|more violent|deadlier)\b|in for (?:some |an? |very |more )+(?:\w+ )?(?:unsettling|bloody|violent|dangerous|dark|turbulent|troubled) (?:times?|days?|months?|years?|autumn|winter|spring|summer)|will be (?:the )?next|next (?:will be|in line))\b"
        ),
        speaker="teller",
    ),
)

# The same acts in other forms: a noun for the verb, an order for a demand, a bare "there was no attack" for a denial.
OTHER_FORMS: tuple[Cue, ...] = (
    Cue(
        kind="claim_of_responsibility",
        name="claim.owned_act",
        stems="owned avowed",
        pattern=_re(r"\b(?:owned|avowed) (?:up to )?(?:the|this|that|both|these) (?:[\w-]+ ){0,2}?" + _ACT + r"\b"),
    ),
    Cue(
        kind="denial",
        name="denial.no_such_act",
        stems="there= was=",
        pattern=_re(
            r"[\"'] ?(?:there (?:was|were|has been|have been) (?:no|not any|never any) (?:such )?(?:[\w-]+ ){0,2}?"
            + _ACT
            + r"|i (?:did not|didn't|never) (?:give|order|kill|shoot|plant|fire|send|know|hear|touch|do)\b|it was not us\b|it wasn't us\b)"
        ),
        speaker="quote",
    ),
    Cue(
        kind="denial",
        name="denial.oath",
        stems="swear swore sworn vow",
        pattern=_re(
            r"\b(?:swears?|swore|vows?|vowed)\b[^.;]{0,60}?\bthat (?:none|not one|no one|nobody|no (?:man|member|unit|fighter|soldier)) of (?:his|her|its|their|our)\b"
        ),
    ),
    Cue(
        kind="threat",
        name="threat.must_or",
        stems="must= leave=",
        pattern=_re(
            r"\b(?:must|should|had better|have to) (?:all )?"
            + _LEAVE
            + r"\b[^.;]{0,90}?\bor (?:be|face|die|carry|bear|perish|suffer|pay|burn|take|meet|share|prepare|risk|fall|answer|we|they will|their)\b"
            r"|\bleave while (?:the|you|there|they)\b|\b(?:go|get out) while (?:you|they) (?:still )?can\b"
        ),
        speaker="quote",
    ),
    Cue(
        kind="demand",
        name="demand.price",
        stems="price= ransom= million=",
        pattern=_re(
            r"\b(?:price|ransom|sum) (?:is|was|of|demanded is|asked is|would be|for \w+ is) (?:\w{0,3}[$€£]?) ?\d[\d,.]* ?(?:million|thousand|m\b|dollars|euros)"
            r"|\b(?:ask|asks|asked|asking|want|wants|wanted) (?:for )?(?:a (?:ransom|sum) of )?(?:\w{0,3}[$€£]?) ?\d[\d,.]* (?:million|thousand|dollars|euros)\b"
        ),
        needs=_re(r"\b(?:ransom|kidnap\w*|captors?|hostages?|bandits|abduct\w*|gunmen|price|freed?|release\w*)\b"),
        veto=_re(r"\b(?:house|oil price|barrel|shares|market price|tickets?|paid)\b"),
        speaker="teller",
    ),
    Cue(
        kind="demand",
        name="demand.let_them",
        stems="let=",
        pattern=_re(
            r"^\W*(?:[^.;?]{0,60}\? )?let (?:them|him|her|the \w+) (?:first )?(?:hand over|lay down|release|free|give up|return|withdraw|disband|beg|apologi[sz]e|resign)\b"
        ),
        speaker="author",
    ),
    Cue(
        kind="prediction",
        name="prediction.should",
        stems="should=",
        pattern=_re(
            r"\bshould (?:the|this|that|they|he|she|it|\w+) [^.;]{3,100}?, (?:there|it|we|more|the \w+) (?:will|shall|would|may|might|could)\b"
        ),
        needs=_re(DANGER + r"|\bmore\b"),
        speaker="teller",
    ),
)

CUES: tuple[Cue, ...] = CLAIMS + DENIALS + THREATS + DEMANDS + PREDICTIONS + OTHER_FORMS

# Every cue under its stems, so that a sentence is tried only for what its words suggest: whole words by themselves,
# beginnings of words under their first two letters.
CUES_BY_WORD: dict[str, list[int]] = {}
CUES_BY_STEM: dict[str, list[tuple[str, int]]] = {}
for _index, _cue in enumerate(CUES):
    for _stem in _cue.stems.split():
        if _stem.endswith("="):
            CUES_BY_WORD.setdefault(_stem[:-1], []).append(_index)
        else:
            CUES_BY_STEM.setdefault(_stem[:2], []).append((_stem, _index))
ONLOOKERS = _re(
    r"\b(?:analysts?|experts?|observers?|police(?:m[ae]n)?|officials?|investigators?|prosecutors?|detectives?|media|newspapers?"
    r"|reporters?|journalists?|witness(?:es)?|residents?|survivors?|locals?|monitors?|mayors?|doctors?|mission|united nations|u\.?n\.?"
    r"|human rights|medics?|villagers?|authorities|sources?|court|embassy|bishop|priest|imam|pope|mufti|embassy|reports?)\b"
)
OFFICIALS = _re(
    r"\b(?:prime minister|president|ministers?|ministry|committee|governor|ambassador|general|gen\.?|colonel|col\.?|major|(?<!liberation )(?<!people's )(?<!resistance )(?<!revolutionary )(?<!republican )(?<!islamic )(?<!islam )(?<!rebel )(?<!secret )(?<!red )army(?! of)|military"
    r"|armed forces|(?:border |frontier |park )?rangers|gendarm\w+|marines|navy|air force|coast ?guards?|border guards?|security (?:forces|service|men)|paratroopers|carabinieri|national guard|government|spokes\w+ for the (?:police|ministry|army))\b"
)
NEGATION = _re(
    r"\b(?:no (?:one|group|organi[sz]ations?|claims?|immediate|militants?|rebels?|individuals?|party|faction|side|other|known|terrorist|statement|armed)|nobody"
    r"|neither|none of|yet to|not(?: yet)?(?: been| immediately)?|(?:had|has|have|did|does|was|were|is)n't|never|without|nor|whether|if (?:no|any|the|a)"
    r"|refus\w+ to|fail\w* to|declin\w+ to|there (?:was|were|has been|have been|had been) no)\b"
)
