"""Who says so, and how sure: the speaker of a passage and the words that hedge it."""

import re
from functools import lru_cache
from typing import NamedTuple

from dateline.records.values import Certainty
from dateline.reports.speakers import before, clean

_ACCORDING = re.compile(
    r"\baccording\s+to\s+((?:the\s+|a\s+|an\s+|some\s+|early\s+|its\s+)?[^,.;:()\[\]\"“”]{2,90}?)(?=[,.;:()\[\]\"“”]|\s+(?:who|which|that|and\s+the|on|in\s+a|when|after|as)\b|$)",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|says|told|reported|announced|confirmed|added|stated|declared|noted|claimed|acknowledged|estimated|believes?|informed|revealed|indicated|disclosed|put\s+the\s+(?:toll|number|figure|death\s+toll)|counts?|counted)\b",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"[,”\"]\s*(?:said|reported|announced|added|informed|noted)\s+(?:the\s+)?((?:[A-Z]|the\b|an?\b)[^,.;:()\"“”]{2,80}?)(?=[,.;:()\"“”]|\s+(?:who|which|on|in\s+a|after)\b|$)"
)
# "Four were killed, police said on Monday.": the speaker stands between the last comma and the verb.
_TRAILING = re.compile(
    r"[,”\"]\s*(?!(?:who|which|when|where|while|and|but|as|he|she|it|they|\w+ing|killed|injured|wounded)\b)"
    r"((?:[\w’'.-]+\s+){0,8}?[\w’'.-]+)\s+(?:said|says|told|reported|announced|confirmed|added|stated|claimed)\b[^,;:]*\.?[\"”]?\s*$",
    re.IGNORECASE,
)
_BY_COUNT = re.compile(
    r"\bby\s+((?:the\s+)?[^,.;:()]{3,60}?(?:['’]s?|s['’])?\s+(?:own\s+)?(?:arithmetic|count|tally|estimate|figures?|reckoning))",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|alleged|suspected|presumed|purported(?:ly)?|apparently|presumably|believed\s+to|thought\s+to|appears?\s+to|appeared\s+to|seems?\s+to|probably|possibly|likely|may\s+have|might\s+have|could\s+have|rumou?red|unconfirmed|so-called"
    r"|according\s+to\s+(?:some|unconfirmed|early|preliminary|initial)|not\s+(?:yet\s+)?(?:been\s+)?(?:confirmed|verified)|could\s+not\s+be\s+(?:confirmed|verified|checked)|blamed\s+on|attributed\s+to|accus(?:e|ed|es|ing))\b",
    re.IGNORECASE,
)
_DENY = re.compile(r"\b(?:den(?:y|ies|ied)|rejected|refuted|dismissed)\b[^.;]{0,60}$", re.IGNORECASE)


class _Source(NamedTuple):
    """A speaker in a sentence: sentence[start:end]; `whole` speaks for all of it, `until` only for what stands before."""

    start: int
    end: int
    whole: bool = False
    until: int | None = None


@lru_cache(maxsize=1024)
def _sources(sentence: str) -> tuple[_Source, ...]:
    """The speakers that a sentence names, the most telling first. Cached: every value of a sentence asks for the same."""
    flat = sentence.replace("\n", " ").replace("“", '"').replace("”", '"').replace("’", "'")
    for pattern in (_ACCORDING, _INVERTED):
        m = pattern.search(flat)
        if m:
            return (_Source(*m.span(1), whole=True),)
    found = []
    trailing = _TRAILING.search(flat)
    if trailing:
        found.append(_Source(*trailing.span(1), until=trailing.start(1)))
    for m in _SAID.finditer(flat):
        span = before(flat, 0, m.start())
        span = clean(flat, *span) if span is not None else None
        if span is not None and span[1] - span[0] >= 2:
            found.append(_Source(*span))
    return tuple(found)


def speaker(text: str, start: int, end: int, sentence_start: int, sentence_end: int) -> str | None:
    """The source that the sentence names for text[start:end]; None: the document itself says so."""
    sentence = text[sentence_start:sentence_end]
    m = _BY_COUNT.search(sentence, max(0, start - sentence_start))
    if m:
        return re.sub(r"['’]?s?['’]?\s+(?:own\s+)?\w+$", "", " ".join(m.group(1).split())).strip()
    for source in _sources(sentence):
        a, b = sentence_start + source.start, sentence_start + source.end
        if source.until is not None and end > sentence_start + source.until:
            continue
        if not source.whole and source.until is None and a < end and start < b:
            continue  # the passage holds the supposed speaker: it is not said by itself
        return " ".join(text[a:b].split())
    return None


def certainty(text: str, start: int, end: int, sentence_start: int, sentence_end: int) -> Certainty:
    """ "hedged" where words of doubt stand in the clause, "denied" where it is denied, else "asserted"."""
    clause_start = max(sentence_start, start - 70)
    clause = text[clause_start : min(sentence_end, end + 50)]
    if _DENY.search(text[clause_start:start]):
        return "denied"
    return "hedged" if _HEDGE.search(clause) else "asserted"
