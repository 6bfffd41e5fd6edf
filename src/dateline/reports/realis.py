"""Whether a passage tells of something that happened, or only speaks of violence (ACE: realis and genericity).

Totals, trends, hypotheses, questions, comparisons, drills, sport, films and accidents are not incidents. The patterns
are in small letters and are held against text in small letters: twice as quick as ignoring case.
"""

import re
from functools import lru_cache
from typing import Literal

Realis = Literal["actual", "background", "question", "other"]

_TIME_UNIT = r"(?:years?|months?|weeks?|decades?|days|centur(?:y|ies))"
_MONTHS = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_CUMULATIVE = re.compile(
    rf"\bsince\s+(?:(?:the\s+)?(?:beginning|start|spring|summer|autumn|fall|winter|end|early|late|mid|then|last)\b|{_MONTHS}|(?:\d{{1,2}}\s+)?{_MONTHS}|19\d\d|20\d\d|(?:the\s+)?(?:[\w-]+\s+){{1,4}}(?:broke\s+out|began|started|erupted|took\s+up|came\s+to\s+power|was\s+launched)"
    rf"|the\s+(?:insurgency|war|conflict|revolt|uprising|fighting|crisis|invasion|coup|ceasefire|truce|latest)\b)"
    rf"|\bso\s+far\s+this\s+(?:year|month)|\bthis\s+year\s+alone|\balready\s+this\s+year|\b(?:in|over|during|for|throughout)\s+(?:the\s+)?(?:recent|past|last|previous)\s+(?:\w+\s+)?{_TIME_UNIT}"
    rf"|\b(?:during|in|over|throughout)\s+the\s+(?:current|present)\s+(?:calendar\s+)?(?:year|month|quarter)\b|\bin\s+recent\s+{_TIME_UNIT}|\bfor\s+(?:a|more than a|over a|nearly a|almost a|two|three|four|five|many)\s+(?:decades?|years?)\b"
    rf"|\bevery\s+(?:single\s+)?(?:day|night|week|month|year|few)\b|\b(?:daily|weekly|monthly|yearly|annually)\s+basis|\b(?:people|deaths|dead|attacks|times|killings|victims|lives|\d+)\s+(?:a|per|each)\s+(?:year|month|week|day)\b"
    rf"|\b(?:have|has)\s+(?:lost|died|been|perished)\b[^.;]{{0,80}}\b(?:in|over|within)\s+(?:the\s+)?(?:\w+\s+)?\w+\s+years\b|\b(?:dead|killed|deaths|victims|lives|attacks|bombs|funerals)\s+in\s+(?:the\s+)?(?:\w+\s+)?(?:\w+|\d+)\s+years\b|^\W*totals?\s*:|\brunning\s+total|\bto\s+date\b|\bin\s+all\s+of\s+(?:19|20)\d\d|\bbetween\s+(?:19|20)\d\d\s+and\b|\bfrom\s+{_MONTHS}\s+to\s+{_MONTHS}\b|\bfrom\s+(?:19|20)\d\d\s+(?:to|until)\b"
    rf"|\bat\s+the\s+(?:start|beginning|height|peak)\s+of\s+the\s+(?:decade|war|conflict|insurgency|century)|\bcumulative|\bin\s+the\s+first\s+(?:half|quarter|\w+\s+(?:months|weeks))\s+of\s+the\s+year"
    rf"|\b(?:hundreds|thousands|dozens|scores|more than \d+|some \d+)\s+(?:of\s+\w+\s+)?(?:have\s+)?(?:died|were killed|have been killed)\s+last\s+year|\bkilling\s+several\s+hundred\s+people\s+a\s+year"
    rf"|\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten)-(?:year|month|decade)(?:-old)?\s+(?:\w+\s+)?(?:war|conflict|insurgency|rebellion|campaign|civil)"
)
_SINCE_YEAR = re.compile(
    r"\b(?:have|has)\s+(?:been\s+)?\w+\b[^.;]{0,80}\bthis\s+(?:year|month)\b|\bsince\b[^.;]{0,80}\b(?:19|20)\d\d\b"
)
_COUNTING = re.compile(
    r"\b(?:has|have)\s+(?:counted|confirmed|documented|registered|verified)\b|\b(?:fewer|more|less)\b[^.;]{0,80}\b(?:than\s+(?:in|on|during)|against\s+\d+)\b|\bcounting\s+both\b|\bin\s+both\s+(?:attacks|blasts|bombings|incidents)\b|\bthe\s+(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|latest|first|last|most\s+\w+|deadliest|worst|bloodiest)\s+(?:\w+\s+)?(?:such\s+)?(?:attack|bombing|killing|strike|incident|blast|explosion|assault|murder|assassination|kidnapping)s?\b.{0,60}\b(?:since|in|this|year|months?|weeks?|week)\b"
)
_HYPOTHETICAL = re.compile(
    r"\b(?:could|would|might|may|can|should|shall|will|won't|cannot)\b(?!\s+not\s+(?:be\s+)?(?:reached|confirm))|\bif\b(?!\s+any)|\bunless\b|\bwho\s+knows\b|\bworst[- ]case\b|\bscenario\b|\bin\s+case\b|\bas\s+though\b|\bas\s+if\b"
    r"|\blikely\s+to\b|\bexpected\s+to\b|\brisk\s+of\b|\bfears?\s+(?:of|that)\b|\bdanger\s+of\b|\bwere\s+to\b|\bis\s+(?:planning|preparing|proposing)\b"
)
_COMPARISON = re.compile(
    r"\b(?:remind(?:s|ed|ing)?\s+(?:us|me|one|many|everyone|\w+)\s+of|similar\s+(?:crimes|attacks|stories|cases|incidents)|such\s+as|we\s+have\s+seen\s+(?:this|it)|as\s+(?:in|happened\s+in|once\s+in)|just\s+like|in\s+the\s+manner\s+of|recalls\s+the|compare[ds]?\s+(?:to|with)"
    r"|stand\s+out\s+from|reminiscent|echo(?:es|ed|ing)?|parallels?|unlike\s+in|ask\s+\w+,|look\s+at\s+what\s+is\s+happening|not\s+listed|so\s+common|commonplace|unheard\s+of|is\s+just\s+(?:another\s+)?\w+day|once\s+again\s+proves|history\s+of)\b"
)
_GENERIC_PLURAL = re.compile(
    r"\b(?:series|string|wave|spate|chain|rash|number|surge|rise|increase|reports|spread|stream|pattern|campaign|history|long\s+list|swelling\s+wave)\s+of\s+(?:\w+\s+){0,3}(?:attacks|bombings|murders|killings|explosions|blasts|kidnappings|abductions|violence|terror|incidents|raids|shootings|assassinations|ambushes|clashes|crimes|terrorism)\b"
    r"|\brecent\s+(?:\w+\s+){0,2}(?:attacks|bombings|killings|incidents|violence)\b"
)
_DRILL = re.compile(
    r"\b(?:drills?|re-?enact(?:ment|ors?|ed|ing)s?|musters?|musketeers|pageant|(?:training|counter-?terror\w*|anti-?terror\w*|military|naval|joint|live-fire|field|command)\s+(?:\w+\s+)?exercises?|exercise\s+scenario|simulat\w+|according\s+to\s+the\s+scenario|stage\s+blood|mock\s+(?:attack|hostage|casualt\w+|bomb|raid)|role-?play\w*|rehears\w+|war\s*games?|dummy\s+(?:bomb|grenade)|notional|manoeuvres|maneuvers|blank\s+(?:rounds|ammunition|cartridges)|the\s+exercise)\b"
)
_SPORT = re.compile(
    r"\b(?:match(?:es)?|goals?|half-time|second\s+half|first\s+half|kick-?off|striker|defenders?|midfielders?|goalkeeper|keeper|full-back|winger|coach|season|league|championship|title\s+(?:hopes|race)|derby|crossbar|penalt(?:y|ies)|offside|referee|cup\s+final|quarter-final|semi-final|scored|scorer|equaliser|equalizer|touchdown|innings|wicket|set\s+point|header|hamstring|whistle|counter-attack|defence|on\s+the\s+wings|wicketkeeper|visitors['’]|in\s+\w+\s+minutes|tournament|fans|playoffs?|pitch|dugouts?|victory|[0-9]-[0-9]\s+(?:win|victory|defeat|draw)|champions|round\s+(?:one|two|three|\d+)|knockout|boxer|bout|racket|grand\s+slam|batsman|bowler|fixture)\b"
)
_FICTION = re.compile(
    r"\b(?:film|movie|novel|screenplay|director|actor|actress|premiere|box\s+office|trailer|sequel|thriller|episode|box\s+set|tv\s+series|video\s+game|gamers?|protagonist|hero(?:ine)?|stunt\w*|set\s+designer|cinema|audience|playwright|stage|theatre\s+production|festival|critics|screen(?:ing|ed)?|cast|the\s+plot|chapter|author's|fictional)\b"
)
_ACCIDENT = re.compile(
    r"\b(?:methane|gas\s+leak|gas\s+(?:cylinder|canister|bottle|explosion|main|stove)|coal\s+mine|mine\s+shaft|shaft|ventilation|boiler|short\s+circuit|electrical\s+fault|fireworks\s+(?:factory|warehouse)|derail\w*|collision|collided|plane\s+crash|crash-?land\w*|bus\s+crash|car\s+crash|road\s+accident|traffic\s+accident|earthquake|avalanche|landslide|flood(?:s|ing)?|industrial\s+accident|accident(?:al|ally)?|breach\s+of\s+safety|safety\s+(?:rules|regulations|violations)|negligence|propane|refinery|fertili[sz]er\s+plant|chemical\s+plant|technical\s+fault|malfunction|pilot\s+error|tyre|brakes|overheat\w*|rescuers|trapped\s+(?:miners|underground)|natural\s+causes|lightning|wildfire|volcan\w+)\b"
)
_HOSTILE = re.compile(
    r"\b(?:bomb(?:s|er|ers|ed|ing|ings)?|militants?|gunm[ae]n|attackers?|assailants?|terrorists?|insurgents?|rebels?|guerrillas?|shot\s+(?:dead|at)|opened\s+fire|grenades?|ambush\w*|kidnap\w*|abduct\w*|suicide\s+(?:bomb\w*|attack\w*)|explosives|airstrikes?|shelling|claimed\s+responsibility|mortar|shrapnel|detonat\w+|bandits|jihad\w*|landmine|land\s+mine|ied|tnt|murder(?:ed|s)?|stabb\w+|assassin\w+|police\s+(?:shot|killed|raided))\b"
)
_NOT_HOSTILE = re.compile(
    r"\b(?:sabotage|terrorism|foul\s+play|attack)\s+(?:is|was|has\s+been|had\s+been|is\s+not|was\s+not)\s+(?:not\s+)?(?:being\s+)?(?:considered|suspected|ruled\s+out|excluded)|\b(?:ruled\s+out|no\s+sign\s+of|no\s+evidence\s+of)\s+(?:sabotage|terrorism|foul\s+play|an?\s+attack)"
)
_ANNIVERSARY = re.compile(
    r"\b(?:\w+\s+years\s+(?:on|after|later|ago\s+today)|anniversary|commemorat\w+|memorial\s+(?:service|ceremony)|remembrance|wreaths?|plaque|minutes?\s+of\s+silence|unveil(?:ed|ing)\s+a\s+(?:monument|memorial)|on\s+this\s+day\s+in)\b"
)
_TRIAL = re.compile(
    r"\b(?:sentenced|convicted|verdict|acquitted|pleaded|trial|jury|appeal\s+court|prosecutors\s+(?:asked|demanded)|defendants?|court\s+heard|life\s+imprisonment|tribunal)\b"
)
_FIGURE_OF_SPEECH = re.compile(
    r"\b(?:(?:prices?|costs?|debts?|sales|demand|populations?|numbers)\s+(?:have\s+|has\s+)?explod\w+|war\s+of\s+(?:words|attrition|nerves)|bombshell|killed\s+off|under\s+fire\s+for|came\s+under\s+fire\s+(?:for|from\s+critics)|attack(?:s|ed|ing)?\s+(?:the\s+)?(?:decision|bill|report|budget|plan|proposal|policy|critics)|shot\s+to\s+(?:fame|pieces)|price\s+war|battle\s+(?:for\s+votes|at\s+the\s+polls)|death\s+of\s+(?:democracy|the\s+\w+\s+party)|heart\s+attack|panic\s+attack|explosion\s+(?:of|in)\s+(?:demand|prices|interest|population|the\s+number)|baby\s+boom|blast\s+from\s+the\s+past|target\s+(?:audience|price|date)|strike\s+a\s+deal|struck\s+a\s+deal|struck\s+(?:an?\s+)?agreement|hunger\s+strike|wind\s+attacks|fire\s+sale|fired\s+(?:his|her|the)\s+(?:minister|chief|coach|manager)|killer\s+app)\b"
)


# "Fighting broke out in May and has killed thousands": the war, not a day of it.
_WAR_SO_FAR = re.compile(
    r"\b(?:fighting|war|conflict|violence|hostilities|the\s+rebellion|insurgency)\b[^.;]{0,80}\b(?:broke\s+out|began|erupted|has\s+surged)\b[^.;]{0,120}\b(?:has|have|had|since)\b"
    r"|\b(?:in|of|over)\s+\d+\s+(?:\w+\s+)?(?:incidents|attacks)\b"
)
_MISHAP = re.compile(
    r"\b(?:(?:faulty|defective)\s+(?:\w+\s+)?(?:cylinder|wiring|valve|boiler|brakes|stove|equipment)|brakes?\s+failed|overturned|ran\s+off\s+the\s+road|skidded|head-on|(?:shaft|mine|roof|wall|scaffold\w*|tunnel|pit)\s+(?:\w+\s+)?collaps\w+|re-?enact\w*|(?:road|traffic|car|bus|plane|train|helicopter|mining|boating|industrial|workplace)\s+(?:accident|crash|collision)s?|(?:ferry|boat|dam|bridge|building)\s+(?:capsized|sank|collapsed|collapse)"
    r"|accidents?\s+(?:was|were|have)|stampedes?|crush(?:ed)?\s+in\s+a\s+crowd|fires?\s+(?:in|at|broke\s+out\s+(?:in|at))\s+(?:a|an|the)\s+(?:[\w-]+\s+){0,2}(?:plant|factory|warehouse|building|hotel|market|hospital|dormitory|mine)|short\s+circuit|earthquakes?|landslides?|avalanches?|flash\s+floods?|gas\s+leak|lightning|drown(?:ed|ing)|cholera|ebola|covid|heat\s*wave)\b"
)


def genre(text: str, title: str | None) -> Literal["report", "drill", "sport", "fiction", "accident", "anniversary"]:
    """What the whole text is: anything but "report" and "anniversary" holds no incident of its own.

    Each of the others needs several different cues, because a real report may use any one of these words.
    """
    text, title = text.lower(), title.lower() if title else None
    head = text[:700]
    hostile = {m.group() for m in _HOSTILE.finditer(text)}
    drill = [m.group() for m in _DRILL.finditer(text)]
    if len(set(drill)) >= 2 and len(drill) >= 2 and (_DRILL.search(head) or len(drill) >= 4):
        return "drill"
    sport = {m.group() for m in _SPORT.finditer(text)}
    if (len(sport) >= 5 and len(sport) > len(hostile)) or (
        len(text) < 700 and len(sport) >= 3 and len(sport) > 2 * len(hostile)
    ):
        return "sport"
    fiction = {m.group() for m in _FICTION.finditer(text)}
    if (len(fiction) >= 4 and len(fiction) > len(hostile)) or (len(fiction) >= 2 and _REVIEW.search(text[:120])):
        return "fiction"
    accident = {m.group() for m in _ACCIDENT.finditer(text)}
    if _NOT_HOSTILE.search(text) and len(accident) >= 1 and len(hostile) <= 2:
        return "accident"
    if len(accident) >= 2 and len(hostile) == 0:
        return "accident"
    if (title and _ANNIVERSARY.search(title)) or _ANNIVERSARY.search(text[:250]):
        return "anniversary"
    return "report"


@lru_cache(maxsize=1024)
def realis(sentence: str, *, quoted: bool = False) -> Realis:
    """Whether one sentence reports something that happened, gives background to it, or neither."""
    sentence = sentence.lower()
    if _FIGURE_OF_SPEECH.search(sentence) or _FALSE.search(sentence) or _CONDITION.match(sentence):
        return "other"
    if sentence.rstrip("\"'”’)»").endswith("?") and ";" not in sentence:
        return "question"
    if _CUMULATIVE.search(sentence) or _COUNTING.search(sentence) or _SINCE_YEAR.search(sentence):
        return "background"
    if _WAR_SO_FAR.search(sentence):
        return "background"
    if _COMPARISON.search(sentence) or _GENERIC_PLURAL.search(sentence):
        return "background"
    if quoted:
        return "other"
    if _MISHAP.search(sentence) and not _HOSTILE.search(sentence):
        return "other"
    return "actual"


_CONDITION = re.compile(r"^\W*(?:if|unless|should|suppose|imagine|even\s+if)\b")


def aside(sentence: str) -> int | None:
    """Where a total or comparison begins in the sentence ("..., in one of the deadliest attacks since 2009"), else None."""
    small = sentence.lower()
    if len(small) != len(sentence):
        return None  # letters that change their length: no offset to be trusted
    found = [m.start() for p in (_CUMULATIVE, _COUNTING, _SINCE_YEAR) if (m := p.search(small))]
    return min(found) if found else None


_FALSE = re.compile(
    r"\b(?:found\s+to\s+be\s+false|false\s+alarm|a\s+hoax|hoax\s+call|proved\s+(?:to\s+be\s+)?(?:false|untrue))\b"
)
_NO_REPORT = re.compile(
    r"^\W*(?:\d+[.)]\s*)?(?:outlook|trends?|comparative|comparison|reminder|forecast|recommendations?|advice|legend|abbreviations|glossary|acronyms|methodology|sources?|disclaimer|traffic|weather|key|note\s+on\s+sources|distribution|contacts?)\b\s*(?::|$|\n)"
)


def no_report(heading: str) -> bool:
    """Whether a heading, or the label that opens a paragraph, says that no incidents follow ("Outlook", "Legend:")."""
    return _NO_REPORT.match(heading.lower()) is not None


_REVIEW = re.compile(r"\b(?:film|movie|book|theatre|theater|tv|television|game|album|dvd)\s+review\b|^\W*review\b")


def hypothetical(clause: str) -> bool:
    """Whether a clause speaks of what may or might be."""
    return bool(_HYPOTHETICAL.search(clause.lower()))


def follow_up(sentence: str) -> bool:
    """Whether a sentence tells of courts, verdicts and commemorations after an incident."""
    sentence = sentence.lower()
    return bool(_TRIAL.search(sentence) or _ANNIVERSARY.search(sentence))
