"""Who was killed, injured, detained, abducted or freed, and how many: numbers tied to the words of people's fates.

Every `Casualty` is one number (or one person) that the text ties to one fate word. They are not yet
added up; `reports.tally` does that, because a headline, a part ("four of them") and an earlier tally repeat each other.
"""

import re

from dateline.mentions.events import Trigger
from dateline.reports.analysis import Analysis, within
from dateline.reports.casualty import FIELD, Casualty
from dateline.reports.fates import arguments
from dateline.reports.idioms import (
    NO_CASUALTIES,
    breakdown,
    elliptical,
    let_go,
    of_them,
    ordinal_deaths,
    so_were,
    toll_at,
    zero,
)
from dateline.reports.quantities import GENERAL_HEADS, Item, items_in

_PRONOUNS = frozenset("he she him her they them it himself herself themselves who himself".split())

_ZERO = re.compile(
    r"\b(?:no(?:\s+(?:one|body|officers?|soldiers?|people|person|civilians?|policem[ae]n|passengers?|further|other|innocent|immediate))*"
    r"|nobody|none(?:\s+of\s+\w+(?:\s+\w+)?)?|not\s+(?:one|a\s+single)(?:\s+\w+)?)\s+(?:(?:was|were|is|are|has|have|had|been|else|being)\s+)*$",
    re.IGNORECASE,
)

_EARLIER = re.compile(
    r"\b(?:earlier|initial(?:ly)?|previous(?:ly)?|first|preliminary|had\s+(?:been|put|said|given)|originally|at\s+first)\b[^.;]{0,40}"
    r"\b(?:toll|tally|figure|count|number|reports?|put|said|spoke|death)\b|\b(?:toll|tally|figure|count)\b[^.;]{0,20}\bhad\s+been\b",
    re.IGNORECASE,
)

_REVISED = re.compile(r"\b(?:revised|risen|rose|raised?|raises|now|final|updated?|latest|confirmed)\b", re.IGNORECASE)

_SUBSET_BEFORE = re.compile(
    r"\b(?:including|include[sd]?|among\s+(?:them|whom|the\s+\w+(?:\s+\w+)?(?:\s+(?:was|were))?)|of\s+(?:them|whom|these|those)|of\s+which|mostly|comprising|notably|most\s+of\s+them)\b[^.;,)]*$",
    re.IGNORECASE,
)

_ADDS = re.compile(
    r"\b(?:also|another|other|more|further|additional(?:ly)?|besides|in\s+addition|separately|too|as\s+well|others)\b",
    re.IGNORECASE,
)

_INCLUDES_ATTACKER = re.compile(
    r"\b(?:includ(?:es?|ing|ed)|counting)\s+(?:(?:the|both|all|its|their)\s+)*(?:of\s+the\s+)?(?:men\s+who\s+carried|suicide\s+)?"
    r"(?:bombers?|attackers?|assailants?|gunm[ae]n|perpetrators?|men\s+who|himself|herself)\b"
    r"|\b(?:bombers?|attackers?|gunm[ae]n|wom[ae]n\s+who\s+\w+\s+the\s+car|drivers?)\s+(?:is\s+|are\s+|was\s+)?included\b",
    re.IGNORECASE,
)

_BESIDE_ATTACKER = re.compile(
    r"\b(?:(?:together|along)\s+with|plus)\s+(?:the\s+)?(?:suicide\s+)?(bomber|attacker|gunman|assailant)\b",
    re.IGNORECASE,
)

_EXCLUDES_ATTACKER = re.compile(
    r"\b(?:does\s+not|do\s+not|not|excluding|without|leav(?:es?|ing)\s+out|apart\s+from|besides|in\s+addition\s+to|as\s+well\s+as)\s+(?:includ\w+\s+|count\w*\s+)?(?:the\s+)?(?:suicide\s+)?(?:bombers?|attackers?|gunm[ae]n|assailants?)\b",
    re.IGNORECASE,
)


def find_casualties(analysis: Analysis, start: int, end: int) -> list[Casualty]:
    """Every number tied to a fate in text[start:end] (one sentence), in order."""
    text = analysis.text
    triggers = list(within(analysis.triggers, start, end))
    items = items_in(analysis, start, end)
    sentence = text[start:end]
    found: list[Casualty] = []
    used: set[tuple[str, int]] = set()

    def emit(t: Trigger, item: Item, rule: str, *, field: str | None = None, hedged: bool = False) -> None:
        name = field or FIELD[t.kind]
        if (name, item.start) in used:
            return
        used.add((name, item.start))
        found.append(_casualty(analysis, name, t, item, rule, start, sentence, hedged=hedged))

    for none in NO_CASUALTIES.finditer(text, start, end):
        word = (none.group(1) or "casualties").lower()
        fields: tuple[str, ...] = ("deaths", "injured")
        if word.startswith(("injur", "wound")):
            fields = ("injured",)
        elif word.startswith(("death", "fatal", "dead", "killed", "loss")):
            fields = ("deaths",)
        found.extend(zero(name, none.start(), none.end()) for name in fields)
    for t in triggers:
        if t.kind not in FIELD and t.kind not in (
            "shooting",
            "attack",
            "suicide",
            "attempt",
            "hostage",
            "operation",
            "seizure",
            "explosion",
        ):
            continue
        if any(t.start >= z.start and t.end <= z.end and z.rule == "casualty.none" for z in found):
            continue
        if any(
            i.actor is not None and i.actor.start <= t.start and t.end < i.actor.end and t.kind in FIELD for i in items
        ):
            if t.lower.endswith("to death"):
                described = None
            described = next((i for i in items if i.actor is not None and i.actor.start <= t.start < i.actor.end), None)
            if (
                t.lower == "dead"
                and described is not None
                and described.count is not None
                and described.count.rule != "singular"
            ):
                emit(t, described, "casualty.dead-noun")
            continue  # "the arrested men": the participle belongs to the name of somebody
        if t.kind in FIELD and _ZERO.search(text[max(start, t.start - 60) : t.start]):
            m = _ZERO.search(text[max(start, t.start - 60) : t.start])
            assert m is not None
            found.append(zero(FIELD[t.kind], max(start, t.start - 60) + m.start(), t.end))
            if t.kind == "injury" and t.lower == "hurt":
                found.append(zero("deaths", max(start, t.start - 60) + m.start(), t.end))
            continue
        for item, rule, field, hedged in arguments(analysis, t, triggers, items, start, end):
            named = item.actor is not None and item.people
            if t.loaded is not None and not named and not _IN_QUOTES.match(text, item.end):
                continue  # things are "destroyed", too
            if t.kind == "abduction" and item.actor is None and within(analysis.weapons, t.end, t.end + 30):
                continue  # "sappers took away a pair of bombs"
            if item.people or (t.kind in ("death", "injury") and item.actor is None):
                emit(t, item, rule, field=field, hedged=hedged)
    for c in within(analysis.counts, start, end):
        if (
            c.best is not None
            and any(x.field == "deaths" for x in found)
            and re.search(
                r"\b(?:makes|making|brings\s+(?:it|the\s+\w+)\s+to|bringing\s+(?:it|the\s+\w+)\s+to)\s+(?:it\s+)?$",
                text[max(start, c.start - 40) : c.start],
                re.IGNORECASE,
            )
        ):
            found.append(
                Casualty(
                    field="deaths",
                    low=c.low,
                    best=c.best,
                    high=c.high,
                    start=c.start,
                    end=c.end,
                    head="dead",
                    general=True,
                    revised=True,
                    includes_attacker=True,
                    rule="casualty.makes",
                    trigger_start=c.start,
                )
            )
    found += of_them(analysis, found, start, end)
    found += breakdown(text, items, found, end)
    found += elliptical(analysis, items, found, start, end)
    found += let_go(triggers, found)
    found += ordinal_deaths(text, start, end)
    found += [c for c in toll_at(text, start, end) if all(c.end <= x.start or x.end <= c.start for x in found)]
    found += so_were(analysis, items, found, start, end)
    beside = _BESIDE_ATTACKER.search(text, start, end)
    if beside and any(c.field == "deaths" for c in found):
        found.append(
            Casualty(
                field="deaths",
                low=1,
                best=1,
                high=1,
                start=beside.start(),
                end=beside.end(),
                head=beside.group(1).lower(),
                rule="casualty.together",
                trigger_start=beside.start(),
            )
        )
    # "was wounded and died the same evening": counted among the dead alone.
    dead = {(c.actor.start if c.actor is not None else c.start) for c in found if c.field == "deaths" and c.best != 0}
    found = [
        c for c in found if c.field != "injured" or (c.actor.start if c.actor is not None else c.start) not in dead
    ]
    found.sort(key=lambda c: (c.start, c.end, c.field))
    return found


# Loaded nouns stand in quotation marks where the author doubts them: six "pirates".
_IN_QUOTES = re.compile(r"\s+[\"“‘']\w+s[\"”’']")


def _casualty(
    analysis: Analysis, field: str, t: Trigger, item: Item, rule: str, start: int, sentence: str, *, hedged: bool
) -> Casualty:
    text = analysis.text
    a, c = item.actor, item.count
    head = a.head if a is not None else ""
    low, best, high = (c.low, c.best, c.high) if c is not None else (None, None, None)
    if a is None and c is not None:
        word = re.match(r"(?i)\s*([A-Za-z]+)", text[item.end :])
        head = (
            word.group(1).lower() if word and word.group(1).lower() in GENERAL_HEADS | {"others", "passengers"} else ""
        )
    before = text[max(start, item.start - 80) : item.start]
    quote_start, quote_end = min(item.start, t.start), max(item.end, t.end)
    earlier = bool(_EARLIER.search(sentence)) and not re.search(r"\brevised\b", sentence, re.IGNORECASE)
    agent = (
        next(
            (x for x in reversed(items_in(analysis, start, t.start)) if x.actor is not None and x.end <= t.start), None
        )
        if rule == "casualty.pronoun"
        else None
    )
    includes: bool | None = None
    if _EXCLUDES_ATTACKER.search(sentence):
        includes = False
    elif _INCLUDES_ATTACKER.search(sentence):
        includes = True
    return Casualty(
        field=field,
        low=low,
        best=best,
        high=high,
        start=quote_start,
        end=quote_end,
        head=head,
        actor=a,
        general=(a is None and rule not in ("casualty.pronoun", "casualty.another")) or head in GENERAL_HEADS,
        subset=bool(_SUBSET_BEFORE.search(before))
        or bool(re.match(r"\s*(?:of\s+them|of\s+whom)\b", text[item.end : item.end + 12], re.IGNORECASE)),
        of_set=c is not None
        and bool(
            re.match(
                r"\s*(?:others?\s+)?of\s+(?:the|those|these|his|their|its)\b", text[c.end : c.end + 16], re.IGNORECASE
            )
        ),
        adds=bool(_ADDS.search(text[max(start, item.start - 24) : quote_end])),
        earlier=earlier,
        revised=bool(_REVISED.search(sentence)) and not earlier,
        hedged=hedged,
        includes_attacker=includes,
        loaded=t.loaded,
        taken=bool(re.match(r"seiz|captur|held|tak|took", t.lower)),
        by_state=agent is not None and agent.actor is not None and agent.actor.type == "state forces",
        rule=rule,
        trigger_start=t.start,
        passage=start,
    )
