"""How many attacks one incident is under GTD's rule: same place and same time are one, all else is several.

Source: GTD codebook of June 2017, "Single incident determination", in our own words: bombs that go off at nearly the
same time in different parts of a city are an attack each; a total for all of them is divided.
"""

import re
from collections.abc import Mapping

from dateline.chronology.release import Chronology
from dateline.mentions.counts import read_number
from dateline.mentions.words import split_words
from dateline.records import Document, Incident

MOST = 20
"""More attacks than this are no list of places that a reader could check; the incident stays one."""
_SENTENCE = re.compile(r"[^.!?\n]*")
# What says that they were not all in one place.
_PARTED = re.compile(
    r"\b(?:in|at|on|near|outside|inside|against|targeting|hit|struck|across)\s+(?:the\s+)?"
    r"(?P<number>[\w-]+)\s+(?:[\w-]+\s+){0,2}?[\w-]+s\b"
    r"|\bdifferent\s+(?:[\w-]+\s+)?(?:parts|areas|districts|places|locations|streets|neighbou?rhoods|quarters|suburbs)\b"
)
_PLACES = frozenset("different separate several various".split())


def attacks(incident: Incident, chronology: Chronology, documents: Mapping[str, Document]) -> int:
    """The number of bombs, where the words give one and say that they went off in different places; else 1.

    All reports that give a number must give the same one. `documents` are the chronology's by id.
    """
    if incident.event_type != "Explosions/Remote violence":
        return 1
    found: set[int] = set()
    for sourced in chronology.incident_attestations(incident):
        a = sourced.attestation
        if a.field not in ("weapons", "event_type") or sourced.document_id not in documents:
            continue
        found |= _number(documents[sourced.document_id].text, a.start, a.end)
    return found.pop() if len(found) == 1 else 1


def _number(text: str, start: int, end: int) -> set[int]:
    """The number before text[start:end] and in its sentence the places; nothing where either is missing."""
    opened = max(text.rfind(sign, 0, start) for sign in ".!?\n") + 1
    rest = _SENTENCE.match(text, end)
    sentence = text[opened : rest.end() if rest else end]
    before = split_words(text[opened:start])
    if not text[start:end].endswith("s") or not before.lower:
        return set()
    for index in range(max(0, len(before.lower) - 3), len(before.lower)):
        read = read_number(before, index)
        if read is not None and 2 <= read[0] <= MOST and _parted(sentence, read[0]):
            return {read[0]}
    return set()


def _parted(sentence: str, bombs: int) -> bool:
    """Whether the sentence says that the bombs were in different places: so in words, or by as many places as bombs."""
    for match in _PARTED.finditer(sentence):
        number = match["number"]
        if number is None or number.casefold() in _PLACES:
            return True
        read = read_number(split_words(number), 0)
        if read is not None and read[0] == bombs:
            return True
    return False
