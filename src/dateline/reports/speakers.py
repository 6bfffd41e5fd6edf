"""Who speaks: the noun phrase that governs a verb, and the person whom a pronoun means.

Works on flattened text (one line, straight quotes) by offsets; no parser, so it prefers None to a wrong name.
"""

import re

from dateline.mentions.words import terms

# A speaker is given in words, not in clauses.
_MOST_WORDS = 14

_BOUNDARY = re.compile(
    r"[;:?!]\s|\s[-–—]{1,2}\s|--|\[(?:text|excerpts?|report|passage omitted|words indistinct|continued)\]\s|(?<!\b\w)\.\s(?=(?-i:[A-Z]))|,?\s\b(?:but|while|whereas|although|though|because|after|before|when|where|if|until|as|than|adding|saying"
    r"|that(?! (?:same|evening|night|morning|afternoon|day|week|month|occasion)\b)|(?:in|on|for|by|to|of|with|under) which|according to|and (?=(?:the|its|his|their|a)\b))\b|\b(?:said|says|reported|added|noted|confirmed|announced|believe[ds]?|wrote)\b(?: that\b)?(?=\s)|^\s*[\"']\s*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:\s|[\"'*•·–—,-]|\[[^\]]{1,40}\](?=\s))*(?:(?:and|but|so|then|yet|or|likewise|of course|therefore|thus|hence|consequently|first|secondly?|finally|however|meanwhile|later|earlier|also|again|now|yesterday|today|tonight|moreover|nevertheless"
    r"|in addition|separately|elsewhere|for (?:his|her|its|their) part"
    r"|in (?:a|an|one|another|its|his|her|their|the) (?:such )?(?:[\w-]+ ){0,2}?(?:statement|message|video|notice|letter|communiqu[eé]|interview|tape|post|broadcast|recording|leaflet|pamphlet|e-?mail|fax|bulletin|declaration)"
    r"(?: (?:(?:posted|published|issued|released|distributed|broadcast|carried|sent|read|read out|faxed|e-?mailed|delivered|received) )?(?:on|to|via|by|over|through|in|at) (?:the |its |a |an |local |several )?[\w'.-]+(?: (?!the |an? |its )(?-i:[a-z])[\w'-]+){0,2})?(?= (?:(?:the|an?|its) |(?-i:[A-ZÀ-Þ][a-zß-ÿ])))|(?:on|via|over|through) (?:telegram|twitter|facebook|whatsapp|the internet|its (?:\w+ )?(?:radio|channel|website|station)))\b,?\s+)*",
    re.IGNORECASE,
)
_TIME_LEAD = re.compile(
    r"^(?:(?:(?:on )?that (?:same )?|the (?:same|next|following|previous) )(?:evening|night|morning|afternoon|day|week|month|occasion),?\s+(?=\S)"
    r"|(?:(?:a|one|two|three|four|five|six|some|several|a few|\d+) )?(?:minutes?|hours?|days?|weeks?|months?|years?) (?:(?:later|earlier|afterwards),?\s+|(?:before|after),\s+)(?=\S))"
    r"|^(?:on|by|since)\s+(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*(?:\s+\d{4})?,?\s+(?=\S)"
    r"|^(?:in|on|last|this|early|late|by|since|earlier)\s+(?:(?:early|late|mid)[ -]?)?(?:this\s+|last\s+|the\s+)?(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month|year|\d{4})s?(?:\s+(?:\d{1,4}|morning|night|evening|afternoon))*,?\s+(?=\S)",
    re.IGNORECASE,
)
_COMMA_LEAD = re.compile(
    r"^(?:in|on|at|by|for|from|after|before|during|since|within|through|via|under|with|despite|following|about|a few|hours|days|soon|shortly"
    r"|minutes|one|two|three|several|\w{3,}ing|speaking|writing|asked|of|among|as)\b[^,]{1,60},\s+",
    re.IGNORECASE,
)
# "According to the prosecutor he has admitted": the one who is told of, not the one who tells.
_ACCORDING = re.compile(
    r"according to [^,;:]{2,60}?(?:,\s+|\s+(?=(?:he|she|it|they|we|this|these|those|both)\b))", re.IGNORECASE
)
_TAIL = re.compile(
    r"(?:[\s,]+(?:has|have|had|having|is|are|was|were|been|be|also|later|again|since|immediately|then|now|reportedly|still|today|yesterday|publicly|quickly|swiftly"
    r"|tonight|once|first|formally|officially|initially|promptly|apparently|all|both|each|to|not|never|already|recently|repeatedly|strongly|flatly|categorically|vehemently|emphatically"
    r"|who|which|that|he|she|it|they|himself|itself|will|would|has been|\w+ly|on \w+day(?: \w+)?|this \w+|last \w+|in (?:a|an) [\w -]{1,30}|on the internet|at (?:first|once|last|the time)|in turn|for (?:its|his|her|their) part|on (?:telegram|twitter|x|facebook|its \w+)|(?:via|over|through) (?:a|an|its|his|their|the) [\w -]{1,30}|by (?:telephone|phone|radio|fax|e-?mail)|in|on|of|by|for|with|from|at|where|and|then|\"))+\s*$",
    re.IGNORECASE,
)
_CAPITAL_VERB = re.compile(
    r" (?:CALLED|SAID|TOLD|TELEPHONED|PHONED|RANG|CLAIMED|HAS|HAD|HAVE|WAS|WERE|TODAY|YESTERDAY)\b"
)
# "In a leaflet left beside the body the Night Watch ...": no comma parts the two.
_PLACED_LEAD = re.compile(
    r"(?:In|On|At|From|With|Through) (?:an?|the|his|its|their) [^,;:]{3,80} ((?:the )(?:[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ][\w'’-]* ?| of |al-)+)\s*$"
)
_DATE_ONLY = re.compile(
    r"(?:today|yesterday|tonight|to date|then|now|(?:on |in |since )?(?:the )?(?:\d{1,2} )?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?: \d{1,4})?|\d+|(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\s(?:was|were|is|are|had|has|have|did|asks|tells|wants|continues|seeks|says|calls|goes|step|steps|am|took|gave|made|came|went|blew|shot|set|told|sent|fled|left|got|held|who|which|whom|whose|killed|attacked|opened"
    r"|gathered|marched|rallied|demonstrated|protested|assembled|massed|flocked|turned out|staged|blocked|converged|occupied|surrounded|besieged|camped|filled|crowded|stormed|seized|exploded|signed|carried|issued|posted|released|published|read|broadcast|appeared|found|spoke|rang|phoned|telephoned|denied|warned|threatened|demanded|vowed|rejected|blamed|accused|urged|insisted|admitted|confirmed|claimed)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(r'(?:^|\s)"([A-ZÀ-Þ][^"]+)"?$')
_RELATIVE = re.compile(
    r"([^,;:]*[^,;:\s])(?<!\bin)(?<!\bon)(?<!\bof)(?<!\bto)(?<!\bby)(?<!\bfor),? (?:which|who)\s+"
    r"(?:(?:has|have|had|also|later|is|was|were|are|still|then|now|\w+ly|at|first|once|again)\s+){0,3}$"
)
# "the band that calls itself the Night Watch", "a man who gave his name as Ivan Petrov", "a caller speaking for the Watch"
_CALLS_ITSELF = re.compile(
    r"\b(?i:(?:calls?|calling|called|names?|naming|styl(?:es|ing)|identif(?:ied|ying)|introduc(?:ed|ing)|described|describing) (?:itself|themselves|himself|herself)(?: as)?"
    r"|(?:gave|giving|gives) (?:his|her|its|their) names? as|(?:claiming|claimed|purporting|who said (?:he|she) was|saying (?:he|she) was) (?:to (?:represent|speak for|be (?:from|a (?:member|spokes\w+|commander) (?:of|for)))|speaking (?:for|in the name of|on behalf of)|from|a (?:member|spokes\w+|commander) (?:of|for))|(?:speaking|acting) (?:for|in the name of|on behalf of)) (?i:the )?"
    r"(?:\"?((?:(?:al|el|ul|an|as|ar|ash)-[A-ZÀ-Þ][\w'’-]*|[A-ZÀ-Þ0-9][\w'’-]*)(?: (?:(?:al|el|ul|an|as|ar|ash)-[A-ZÀ-Þ][\w'’-]*|[A-ZÀ-Þ0-9][\w'’-]*|of|the|for|and|al|de))*)(?<! of)(?<! the)(?<! for)(?<! and)|\"([^\"]{3,50})\")"
)
_CLAUSE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|did|will|would|could|may|might|must|should|\w{3,}ed|took|gave|made|came|went|fled|left|shot|blew|said|told)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|get|got|are|is)\s+(?:\w+\s+)?$", re.IGNORECASE)
_BY = re.compile(r"[^,.;:]{0,60}?\bby\b", re.IGNORECASE)
_ASIDE = re.compile(r",\"?\s|\s[(\[]|,$")
_DETERMINER = re.compile(
    r"^(?:the|a|an)\s+(?:(?:banned|outlawed|proscribed|so-called|self-styled|little-known|shadowy|illegal|clandestine)\s+)*",
    re.IGNORECASE,
)
_NAME_TAIL = re.compile(
    r"^(?:[\w'’.-]+\s+){1,8}?((?:[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ][\w'’-]*|[A-Z]\.)(?:[ -](?:[A-ZÀ-Þ][\w'’-]+|[A-Z]\.|al-[A-Z]\w+|bin|ibn|de|la|van|von|el|al))*\s+(?:al-)?[A-ZÀ-Þ][\w'’-]+)$"
)
_TITLE_WORD = re.compile(
    r"\b(?:leader|president|minister|spokes\w+|general|colonel|commander|chief|governor|mayor|preacher|captain|major|cleric|deputy|senator|mufti|imam"
    r"|bishop|archbishop|priest|ambassador|prosecutor|activist|opposition|secretary|member|emir|sheikh|shaykh|sultan|warlord|rebel|militant|militia|head|director)\b",
    re.IGNORECASE,
)
# "a general of the Reed Army" is not called Reed Army.
_BELONGS = re.compile(r"\b(?:of|for|from|with|in)(?: the)?\s+$", re.IGNORECASE)
_PRONOUN = re.compile(r"^(?:he|she|it|they|we|i|who|which|that|this|these|those|him|them|there|you)$", re.IGNORECASE)
_PERSON = re.compile(
    r"(?<![\w-])((?:[A-ZÀ-Þ][a-zß-ÿ'’-]+|[A-Z]\.)(?: (?:al-|el-)?[A-ZÀ-Þ][\w'’-]+| (?:bin|ibn|de|la|van|von|el|al)(?= [A-Z])){1,3})(?!\w)"
)
_NOT_PERSON = re.compile(
    r"\b(?:Council|Nations|Ministry|Army|Front|State|Party|Union|Committee|Group|Force|Forces|Agency|Police|University|City|District|Province|Region|Street"
    r"|Square|Hospital|School|Security|Court|Islamic|United|National|International|North|South|East|West|Central|New|Republic|Prime|President|Minister"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Movement|Brigades?|Falcons|Army|Church|Mosque|Airport|Station|Station|Park|River|Mountain|Island|Road|News|Times|Post|Press|TV|Radio|The|In|On|A)\b"
)
_AGENT = re.compile(
    r"\s*(?:later\s|both\s)?((?:(?:the|a|an|another|its|his|two|one|several|three|some)\s)?[^,.;:()\[\]\"!?–—]+?)"
    r"(?=\s*(?:$|[,.;:()\[\]\"!?–—])|\s+(?:on (?:\w+day|its|a|the|social|twitter|telegram|\d+)|in (?:a|an|its|the|\w+ \d{4})|after|which|who|that|and (?:the|a|by)|but|while|as|for|to|hours|within|via|through|was|is|has|had|said|says)\b)",
    re.IGNORECASE,
)
# "The bloodshed will go on, wrote one columnist": a whole clause before the comma, so that the speaker comes after.
_TURNED = re.compile(
    r"\b(?:must|should|will|would|could|may|might|was|were|is|are|had|has|have)\b(?![^,]*,[^,]*,)[^,\"]*,\s*$(?<!who,)",
    re.IGNORECASE,
)
SAYING = re.compile(
    r"\b(?:said|says|told|tells|added|adds|declared|declares|warned|warns|wrote|writes|vowed|vows|stated|states|insisted|insists|announced|announces|claimed|claims"
    r"|commented|comments|confirmed|confirms|admitted|admits|acknowledged|acknowledges|conceded|concedes|maintained|maintains|stressed|affirmed|posted|informed|assured|swears|expects?|anticipates?|foresees?|doubts?|(?:is|are|was|were|am) (?:sure|certain|convinced|afraid)|believes|believed|feared|thinks|vows|replied|remarked|noted|argued|argues|predicted|predicts|shouted|asked|read|reads|swore|boasted|explained|complained|tweeted|let it be known|made (?:it )?known|proclaimed|concluded|threatened|reiterated|(?<!\bno )(?<!\bthe )(?<!\ba )(?<!\bany )(?<!\bof )(?<!\bfor )(?<!\btheir )(?<!\bits )(?<!\bto )(?<!\bnot )(?:say|insist|believe|fear|think|maintain|warn|predict|claim)"
    r"|according to)\b",
    re.IGNORECASE,
)


def clean(flat: str, start: int, end: int) -> tuple[int, int] | None:
    """The noun phrase in flat[start:end] without lead, tail, apposition or predicate; None where nothing is left."""
    piece = flat[start:end]
    lead_in = _PLACED_LEAD.match(piece)
    if lead_in:
        start += lead_in.start(1)
        piece = flat[start:end]
    for lead in (_LEAD, _TIME_LEAD, _ACCORDING, _COMMA_LEAD, _TIME_LEAD, _COMMA_LEAD, _TIME_LEAD, _LEAD):
        m = lead.match(piece)
        if m:
            start += m.end()
            piece = flat[start:end]
    if piece[:13].lower() == "according to ":
        return None
    aside = _ASIDE.search(piece)
    if aside and aside.start() > 0:
        piece = piece[: aside.start()]
    verb = _VERB.search(piece)
    if verb and verb.start() > 0:
        piece = piece[: verb.start()]
    tail = _TAIL.search(piece)
    if tail:
        piece = piece[: tail.start()]
    trimmed = piece.strip(" \"'.,;:–—-*")
    if trimmed.count('"') == 1 and flat[start + piece.index(trimmed) + len(trimmed) : end][:1] == '"':
        trimmed += '"'
    if _DATE_ONLY.fullmatch(trimmed):
        return None
    if not trimmed or len(trimmed.split()) > _MOST_WORDS or not any(c.isalpha() for c in trimmed):
        return None
    start += piece.index(trimmed)
    return start, start + len(trimmed)


def before(flat: str, start: int, at: int) -> tuple[int, int] | None:
    """The subject of the verb at `at`, looked for in flat[start:at]; None where the words do not tell.

    >>> flat = "In July the rebel leader Ivan Petrov urged"
    >>> flat[slice(*before(flat, 0, flat.index("urged")))]
    'the rebel leader Ivan Petrov'
    """
    if _PASSIVE.search(flat, max(start, at - 24), at) and flat[at : at + 12].lower().split(" ")[0].endswith("ed"):
        # "had been threatened by X": the grammatical subject is not the one who speaks.
        agent = _BY.match(flat, at)
        return after(flat, agent.end(), min(len(flat), agent.end() + 120)) if agent else None
    called = _CALLS_ITSELF.search(flat, start, at)
    if called and (at - called.end() < 40 or flat[called.start() : called.end()].isupper()):
        group = 1 if called.group(1) else 2
        end = min(called.end(group), at)
        verb = _CAPITAL_VERB.search(flat, called.start(group), end)  # in capitals the name does not end by itself
        return clean(flat, called.start(group), verb.start() if verb else end)
    told_first = _told_first(flat, start, at) or _shared(flat, start, at)
    if told_first:
        return told_first
    tail = flat[max(start, at - 44) : at].lower()
    relative = _RELATIVE.search(flat[start:at]) if " who " in tail or " which " in tail else None
    if relative:
        phrase = re.search(
            r"\b(?:(?:the|a|an|its|his|their)\s+(?:[\w'-]+\s+){0,4}[\w'-]+|(?:[A-ZÀ-Þ][\w'-]+\s?)+)$",
            relative.group(1),
            re.IGNORECASE if flat.isupper() else 0,
        )
        if phrase:
            # "the militias are armed by the government, which ...": only what follows the last preposition or verb.
            inner = re.split(r"\b(?:by|with|from|to|of|against|in|at|on|and|are|is|was|were)\s+", phrase.group())[-1]
            begin = start + relative.start(1) + phrase.end() - len(inner)
            return begin, begin + len(inner)
    left = start
    for m in _BOUNDARY.finditer(flat, start, at):
        rest = flat[m.end() : at].rstrip()
        # What follows must still hold a subject, not end an insertion ("X, a group that loves Y, denied"); and "and"
        # parts clauses only if there is a verb before it: it may join a list.
        if not rest.strip(" \",'"):
            continue
        word = m.group().strip(" ,").lower()
        if word.isalpha() and rest.endswith(",") and flat[m.start()] in ", ":
            continue
        if word == "and" and not _CLAUSE.search(flat, left, m.start()):
            continue
        left = m.end()
    found = clean(flat, left, at)
    if found is None and left != start:
        found = clean(flat, start, at)
    if found and flat[found[0]].islower() and not _opens(flat[found[0] : found[1]]):
        found = None
    if found is None:
        group = 1 if called and called.group(1) else 2
        return clean(flat, called.start(group), min(called.end(group), at)) if called else None
    return _by_name(flat, found, at)


def _told_first(flat: str, start: int, at: int) -> tuple[int, int] | None:
    """The speaker in "Four villagers were killed, police said": what follows the last comma, a clause before it."""
    if not SAYING.match(flat, at):
        return None
    comma = flat.rfind(", ", start, at)
    if comma < 0 or not _CLAUSE.search(flat, start, comma) or _VERB.search(flat, comma + 1, at):
        return None
    found = clean(flat, comma + 2, at)
    if found is None or _RELATIVE_OPENING.match(flat, *found):
        return None
    # A noun phrase alone, not the end of a list or of an insertion.
    return found if flat[found[0]].isupper() or _opens(flat[found[0] : found[1]]) else None


def _shared(flat: str, start: int, at: int) -> tuple[int, int] | None:
    """The subject of an earlier verb in "Thousands marched before the hall and called": that of "called", too."""
    joint = _JOINED.search(flat, max(start, at - 40), at)
    if not joint:
        return None
    begin = start
    for m in _CLAUSE_END.finditer(flat, start, joint.start()):
        begin = m.end()
    verb = _FINITE.search(flat, begin, joint.start())
    # "and said": the subject stands before the first verb, and no other noun phrase opens between.
    found = clean(flat, begin, verb.start()) if verb else None
    if found is None or not (flat[found[0]].isupper() or _opens(flat[found[0] : found[1]])):
        return None
    if pronoun(flat, found) in ("who", "which", "that", "there"):
        return None
    return _by_name(flat, found, joint.start())


def _by_name(flat: str, found: tuple[int, int], at: int) -> tuple[int, int]:
    """The name in apposition to a description: "a band little known till then, the Grey Wolves, said"."""
    phrase = flat[found[0] : found[1]]
    if phrase.isupper() or not _DESCRIPTION.match(phrase):
        return found
    apposed = _APPOSED.match(flat, found[1], at)
    return apposed.span(1) if apposed else found


def _opens(phrase: str) -> bool:
    """Does a phrase that opens in lower case look like a noun phrase rather than the middle of something?"""
    first = phrase.split(maxsplit=1)[0].lower()
    if _TITLE_WORD.match(phrase) and any(word[0].isupper() for word in phrase.split()[1:]):
        return True
    return first in _OPENERS or phrase.rsplit(maxsplit=1)[-1].lower() in _PLURAL_SPEAKERS


_RELATIVE_OPENING = re.compile(r"(?:who|which|that|whose|where|and|or|but|he|she|it|they|we|i)\b(?= \w)", re.IGNORECASE)
_JOINED = re.compile(
    r"\b(?:and|but|then)(?: (?:then|also|later|again|therefore|have|has|had|\w+ly))*\s*$", re.IGNORECASE
)
_CLAUSE_END = re.compile(
    r"[;:?!]\s|\s[-–—]{1,2}\s|\.\s(?=[A-Z])|\b(?:said|says|reported|announced)(?: that\b)?(?=\s)|\b(?:but|while|because|although|whereas|that)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"(?<!\bthe)(?<!\ba)(?<!\ban)(?<!\bits)(?<!\btheir)(?<!\bsome)(?<!\btwo)(?<!\bthree)\s(?:(?:has|have|had|also|later|again|\w+ly)\s)*(?:\w{3,}(?<!hund)(?<!unit)ed\b(?! (?:men|man|nations|group|gunmen|forces|states|front|people))|was|were|is|are|has|have|had|took|takes|gave|made|came|went|blew|shot|set|told|sent|fled|left"
    r"|held|said|says|met|fought|struck|spoke|rang|wrote|stood|began|calls?|denies|rejects|claims|blames|accuses)\b",
    re.IGNORECASE,
)
_DESCRIPTION = re.compile(r"(?:(?i:a|an|another|the|its|their|one) )?[a-zß-ÿ][\w'’ -]*$")
_APPOSED = re.compile(
    r",? (?:called |named |known as )?\"?(?:the )?((?:(?:al|el)-)?[A-ZÀ-Þ][\w'’.-]*(?: (?:(?:al|el)-)?[A-ZÀ-Þ0-9][\w'’.-]*| (?:of|for|and|the|de|al|bin)(?= (?:the )?[A-ZÀ-Þ])){0,6})\"?(?: \([A-Z0-9-]+\))?(?=,|\s*$)"
)
_OPENERS = terms(
    "the a an another its his her their one two three four five six several some many most relatives officials police"
    " residents authorities rebels militants witnesses guerrillas he she it they we insurgents gunmen separatists"
    " activists protesters both everyone everybody somebody someone thousands hundreds dozens locals villagers tribesmen"
    " guerrillas gangs prosecutors investigators doctors survivors analysts monitors neighbours demonstrators captors"
    " kidnappers leaflets pamphlets letters"
)
_PLURAL_SPEAKERS = terms(
    "leaders officials relatives rebels militants groups authorities sources spokesmen fighters commanders elders authorities investigators"
    " monitors analysts witnesses workers doctors prosecutors police hospital"
)


def after(flat: str, at: int, end: int) -> tuple[int, int] | None:
    """The agent that follows `by`: flat[at:end] begins right behind it."""
    m = _AGENT.match(flat, at, end)
    if not m:
        return None
    phrase = m.group(1).strip()
    if not phrase or len(phrase.split()) > _MOST_WORDS:
        return None
    return m.start(1), m.start(1) + len(phrase)


def said_by(flat: str, start: int, end: int, quoted: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Who is said to say what stands in quotation marks in flat[start:end]; `quoted` are the stretches within them."""
    for m in SAYING.finditer(flat, start, end):
        if any(a <= m.start() < b for a, b in quoted):
            continue
        if m.group().lower() == "according to":
            return after(flat, m.end(), end)
        turned = _TURNED.search(flat, start, m.start())
        if turned:
            inverted = after(flat, m.end(), end)
            if inverted and pronoun(flat, inverted) is None:
                return inverted
        begin = max([start, *(b + 1 for a, b in quoted if b < m.start())])
        subject = before(flat, begin, m.start())
        if subject:
            return subject
        inverted = after(flat, m.end(), end)
        if inverted and pronoun(flat, inverted) is None:
            return inverted
    return None


def name_of(flat: str, span: tuple[int, int]) -> str:
    """The speaker's shortest clear name: a proper name without title and article, else the description as it stands."""
    phrase = " ".join(flat[span[0] : span[1]].split()).strip(" ,'")
    called = _CALLED.search(phrase)
    if called:
        return called.group(1)
    phrase = phrase.strip('"')
    if not flat[span[0] : span[1]].isupper():
        tail = _NAME_TAIL.match(phrase)
        if tail and _TITLE_WORD.search(phrase[: tail.start(1)]) and not _BELONGS.search(phrase[: tail.start(1)]):
            return tail.group(1)
        bare = _DETERMINER.sub("", phrase)
        if bare != phrase and all(
            w[0].isupper() or w.lower() in ("of", "the", "for", "and", "al-qaeda") for w in bare.split()
        ):
            return bare
    return phrase


def pronoun(flat: str, span: tuple[int, int]) -> str | None:
    """The pronoun, lower-cased, if the phrase is one or opens with one ("I will make a"); else None."""
    first = flat[span[0] : span[1]].split(maxsplit=1)[0].lower()
    return first if _PRONOUN.match(first) else None


def person_before(flat: str, start: int, at: int) -> str | None:
    """The person last named in flat[start:at], for "he" and "she"; None in capitals, where names do not stand out."""
    best = None
    for m in _PERSON.finditer(flat, start, at):
        name = m.group(1)
        if _NOT_PERSON.search(name) or re.search(
            r"\b(?:in|at|near|from|of the)\s$", flat[max(start, m.start() - 8) : m.start()]
        ):
            continue
        best = name
    return best
