"""Whether the clause around a time expression tells of the past or of what is to come."""

import re
from typing import Literal

_SENTENCE_END = re.compile(r"[.!?](?=\s+[\"“‘'(\[]?[A-ZÀ-ÖØ-ÞА-Я]|\s*\n\s*\n|\s*$)|\n\s*\n|[;:•]")
_FUTURE = (
    r"will|shall|won[’']t|[’']ll|going\s+to|(?:is|are|was\s+still|were\s+still)\s+to|about\s+to|due\s+(?:to|on|in|next)|"
    r"(?:is|are|be|been)\s+(?:scheduled|planned|set|expected|slated|due|supposed)|scheduled|slated|upcoming|"
    r"(?:is|are)\s+(?:coming|approaching|planning|preparing|hoping)|plans?\s+to|intends?\s+to|expects?\s+to|"
    r"hopes?\s+to"
)
_PAST = (
    r"was|were|had|did|has|have|been|said|says|told|killed|took|left|came|went|began|became|broke|brought|burnt|blew|"
    r"caught|cut|died|drove|fell|fled|fought|found|gave|got|held|hit|hurt|kept|knew|led|lost|made|met|ran|rose|saw|sent|"
    r"set|shot|shook|spoke|stood|stole|struck|swept|threw|tore|wrote|won|opened\s+fire|[a-z]{2,}(?:ed|ied)"
)
_MARK = re.compile(rf"\b(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}))\b", re.IGNORECASE)


def clause_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence or list item around text[start:end], at most 300 characters on either side."""
    low, high = max(0, start - 300), min(len(text), end + 300)
    first = low
    for m in _SENTENCE_END.finditer(text, low, start):
        first = m.end()
    after = _SENTENCE_END.search(text, end, high)
    return first, after.start() if after else high


def expression_tense(text: str, start: int, end: int) -> Literal["past", "future"] | None:
    """The tense of the verbs nearest to text[start:end] in its sentence: those before it first, then those after.

    None where no verb tells: a heading, the entry of a list, a table. English only.

    >>> text = "Two men were shot on Monday. The court will meet on Friday."
    >>> expression_tense(text, 21, 27), expression_tense(text, 52, 58)
    ('past', 'future')
    """
    first, last = clause_bounds(text, start, end)
    nearest = None
    for m in _MARK.finditer(text, first, start):
        nearest = m
    if nearest is None:
        nearest = _MARK.search(text, end, last)
    if nearest is None:
        return None
    return "future" if nearest.lastgroup == "future" else "past"
