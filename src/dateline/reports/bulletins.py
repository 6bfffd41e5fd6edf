"""Groups that speak for themselves: whose war bulletin a text is, and whom a claim of responsibility names."""

import re

from dateline.mentions.words import terms
from dateline.records import Statement

_OPENING = 700
# A war bulletin: the words by which it calls itself, near its head, and a group that speaks of its own.
_BULLETIN = re.compile(
    r"\b(?:communiqu[eé]|war (?:part|report|bulletin|despatch|dispatch)|military (?:part|report|bulletin|communiqu[eé]|statement)|parte (?:de guerra|militar)"
    r"|comunicado|press (?:statement|communiqu[eé])|bulletin no|proclamation|statement no|operations? report|declaration|manifesto|to (?:the people|public opinion|our people|the nation|the workers))\b",
    re.IGNORECASE,
)
_KEYS = (
    "communiqu",
    "war ",
    "military ",
    "parte ",
    "comunicado",
    "bulletin",
    "proclamation",
    "statement",
    "declaration",
    "operation",
    "manifesto",
    "to the ",
    "to public",
    "to our",
)
_OURS = re.compile(
    r"\b(?:our|we) (?:[\w-]+ )?(?:units?|forces|fighters|guerrillas?|combatants?|commandos?|columns?|comrades?|fronts?|brigades?|men|soldiers|sappers|detachments?|squads?|militants"
    r"|report|inform|announce|claim|executed|carried out|struck|attacked|ambushed|take responsibility|assume)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:front|army|movement|brigades?|organi[sz]ation|party|command|forces?|battalions?|guerrillas?|ej[eé]rcito|ejercito|frente|union|league|resistance|militia|column|committee|group|faction|emirate|guard|cells?)\b",
    re.IGNORECASE,
)
_STATE_BODY = re.compile(
    r"\b(?:police|ministry|republic of|government|office|department|embassy|united nations|court|agency|human rights|news)\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"\b(?:said|reported|told|according to)\b")
_SMALL_WORDS = terms("de del la el los las y of the for and in")
_HEAD_NAME = re.compile(
    r"(?:the )?((?:(?:[A-ZÀ-Þ][\w'’.-]*|de|del|la|el|los|las|y|of|the|for|and|in)(?:[ ]+|$)){2,9})", re.IGNORECASE
)


def group_of(text: str) -> str | None:
    """The group whose war bulletin or signed letter the text is: its initials, its name at the head or as signatory; or None.

    The name must stand in one of the first lines, and the text must speak of "our" units in the first person.

    >>> group_of("HILL PEOPLE'S FRONT\\nCommuniqué no. 3\\n\\nOn May 2 our units attacked the post. The HPF salutes them.")
    'HPF'
    """
    return _of_bulletin(text) or _signatory(text)


def _of_bulletin(text: str) -> str | None:
    head = text[:_OPENING]
    if (
        not any(word in head.lower() for word in _KEYS)
        or not _BULLETIN.search(head)
        or not _OURS.search(text)
        or _REPORTED.search(head)
        or "[" in head
    ):
        return None
    for line in [line.strip() for line in head.split("\n") if line.strip()][:4]:
        named = re.split(r"\s[-–—]+\s|,|\(|:|\b(?i:communiqu[eé]|statement|war part|bulletin)\b", line)[0].strip()
        name = _HEAD_NAME.fullmatch(named)
        if not name or not _BODY.search(named) or _STATE_BODY.search(named):
            continue
        words = [w for w in name.group(1).split() if w.lower() not in _SMALL_WORDS]
        initials = "".join(w[0] for w in words).upper()
        if len(initials) >= 2 and re.search(rf"\b{re.escape(initials)}\b", text):
            return initials
        return name.group(1).strip()
    return None


# A letter is signed below its text: "For the Front,", "On behalf of the Council of the Valley", then a name.
_SIGNED = re.compile(
    r"^(?:for|on behalf of|in the name of|signed(?: for| by)?[:,]?)[ ]+(?:the[ ]+)?([A-ZÀ-Þ][\w'’.-]*(?:[ ]+(?:[A-ZÀ-Þ][\w'’.-]*|of|the|for|and|de|del|la|el|y)){0,8})[ ]*[,.:]?$",
    re.IGNORECASE,
)
_WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_SIGNATURE_LINES = 4
_WE_TIMES = 4


def _signatory(text: str) -> str | None:
    """Who signs a letter that speaks of "we" all through, by the line "For the ..." among the last ones; or None."""
    if len(_WE.findall(text)) < _WE_TIMES:
        return None
    lines = [line.strip() for line in text.strip().split("\n") if line.strip()]
    for line in lines[-_SIGNATURE_LINES:]:
        signed = _SIGNED.match(line)
        if signed and signed.group(1)[0].isupper() and not _STATE_BODY.search(signed.group(1)):
            return signed.group(1)
    return None


_STANDS_FOR = re.compile(
    r"(?:(?:an?|the|one|its|another)\s+)?(?:[\w-]+\s+){0,2}?(?:spokes\w+|account|channel|website|site|statement|caller|leaflet|message|representative|commander|member|leader"
    r"|communiqu[eé]|video|agency|outlet|radio|voice|man|woman|wing)\s+(?:(?:used|run|operated|signed|posted|issued|released|speaking|claiming|purporting|acting|linked|close|belonging)\s+)?"
    r"(?:(?:to|in|on|be|speak|represent|name|behalf|from|a|member)\s+)*?(?:by|of|for|from|to|in the name of|on behalf of)\s+(?:the\s+)?(.+)$",
    re.IGNORECASE,
)
_NAMELESS = re.compile(
    r"(?:[\w-]+\s+)?(?:group|groups|caller|man|woman|men|he|she|it|they|we|someone|rebels?|militants?|gunm[ae]n|insurgents?|guerrillas?|spokes\w+|leaflets?|statement|video|letter|note|message|voice"
    r"|commander|fighter|website|channel|account|organi[sz]ation|suspect|youth|boy|assailants?|attackers?|kidnappers?|captors?|people|officials?|leader)",
    re.IGNORECASE,
)


def claimants(statement: Statement) -> tuple[str, ...]:
    """Whom a claim of responsibility makes the hedged perpetrator of the incidents in its `report_ids`; else ().

    A spokesman or a channel stands for the body that he or it speaks for.

    >>> from dateline.records import Statement
    >>> claim = Statement(statement_id="s", document_id="d", kind="claim_of_responsibility", quote="", start=0, end=0,
    ...     speaker="a spokesman of the Grey Wolves", annotator="test")
    >>> claimants(claim)
    ('Grey Wolves',)
    """
    if statement.kind != "claim_of_responsibility" or not statement.speaker:
        return ()
    speaker = statement.speaker
    stands_for = _STANDS_FOR.match(speaker)
    name = stands_for.group(1) if stands_for else speaker
    name = re.sub(r"^(?:the|an?)\s+", "", name, flags=re.IGNORECASE).strip(" '\"")
    # "the group", "a caller", "a man": nobody that could be named.
    return () if not name or _NAMELESS.fullmatch(name) else (name,)
