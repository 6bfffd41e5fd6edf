"""Turns of phrase that give a number without the usual grammar: parts of a total, ordinals, ellipses, "so were two"."""

import re
from collections.abc import Sequence

import msgspec

from dateline.mentions.counts import find_counts
from dateline.mentions.events import Trigger
from dateline.reports.analysis import Analysis, within
from dateline.reports.casualty import Casualty
from dateline.reports.quantities import Item

NO_CASUALTIES = re.compile(
    r"\b(?:no|without(?:\s+any)?|there\s+were\s+no|not\s+cause(?:\s+any)?|any)\s+(?:(?:reports?\s+of|word\s+(?:of|on)|immediate|further|innocent|civilian|human|serious|other)\s+)*"
    r"(casualt(?:y|ies)|victims|injur(?:y|ies)|deaths?|fatalities|wounded|loss\s+of\s+life|dead|killed|injured)\b"
    r"|\bNCR\b|\bnot\s+a\s+scratch\b|\b(?:everyone|all)\s+(?:escaped|survived)\s+(?:unhurt|unharmed)",
    re.IGNORECASE,
)

_OF_THEM = re.compile(
    r"\s*(?:[,(–—-]|and)?\s*(?:(?P<n>[\w-]+)|all)(?:\s+(?:but\s+\w+|at\s+least|about))?\s+of\s+(?:them|whom)\s*,?\s+(?:(?:were|are|was)\s+)?(?:(?:the|a|an)\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)


def of_them(analysis: Analysis, found: list[Casualty], start: int, end: int) -> list[Casualty]:
    """ "12 dead, most of them police", "44 dead, 36 of them officers": who they were, as parts of the figure before."""
    text, out = analysis.text, []
    for c in found:
        if c.field not in ("deaths", "injured", "abducted", "detained") or c.best == 0:
            continue
        for a in within(analysis.actors, c.end, min(end, c.end + 70)):
            if a.entity == "facility" or not _OF_THEM.fullmatch(text[c.end : a.start]):
                continue
            number = next((n for n in within(analysis.counts, c.end, a.start)), None)
            out.append(
                msgspec.structs.replace(
                    c,
                    low=number.low if number else None,
                    best=number.best if number else None,
                    high=number.high if number else None,
                    start=number.start if number else a.start,
                    end=a.end,
                    head=a.head,
                    actor=a,
                    general=False,
                    subset=True,
                    rule="casualty.part",
                )
            )
            break
    return out


def breakdown(text: str, items: list[Item], found: list[Casualty], end: int) -> list[Casualty]:
    """ "Eleven dead: seven officers, four passers-by": the parts of the figure before the colon."""
    out = []
    for c in found:
        m = re.compile(r"\s*:\s*").match(text, c.end, end)
        if m is None or c.field not in ("deaths", "injured"):
            continue
        for i in items:
            if (
                i.start >= m.end()
                and i.actor is not None
                and i.count is not None
                and i.people
                and ";" not in text[m.end() : i.start]
            ):
                out.append(
                    msgspec.structs.replace(
                        c,
                        low=i.count.low,
                        best=i.count.best,
                        high=i.count.high,
                        start=i.start,
                        end=i.end,
                        head=i.actor.head,
                        actor=i.actor,
                        general=False,
                        subset=True,
                        rule="casualty.part",
                    )
                )
    return out


_ELLIPTIC = re.compile(
    r"\s+(?:in|at|from)\s+the\s+(?:\w+\s+)?(?:attack|blast|bombing|explosion|shooting|ambush|raid|assault|massacre|strike|first|second|other)\b|\s+(?:a|one|two|three|the)\s+(?:days?|hours?|weeks?)\s+(?:later|earlier|before|after)\b",
    re.IGNORECASE,
)


def let_go(triggers: Sequence[Trigger], found: list[Casualty]) -> list[Casualty]:
    """ "was dragged from his home ... and was let go": the one just taken is the one freed."""
    taken = [c for c in found if c.field == "abducted" and c.best]
    if len(taken) != 1 or any(c.field == "freed" for c in found):
        return []
    freeing = next(
        (t for t in triggers if t.kind == "freeing" and t.start > taken[0].trigger_start and t.voice == "ed"), None
    )
    if freeing is None:
        return []
    return [
        msgspec.structs.replace(
            taken[0],
            field="freed",
            start=freeing.start,
            end=freeing.end,
            trigger_start=freeing.start,
            rule="casualty.let-go",
        )
    ]


_ORDINALS = {
    w: n
    for n, w in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=2
    )
}

_ORDINAL_DEATH = re.compile(
    rf"\b(?:a|the)\s+({'|'.join(_ORDINALS)})\s+(?:\w+\s+){{1,3}}?(?:had\s+|has\s+)?(?:died|succumbed)\b", re.IGNORECASE
)

_SO_WERE = re.compile(r",?\s+and\s+so\s+(?:was|were|did|had)\s+", re.IGNORECASE)


def ordinal_deaths(text: str, start: int, end: int) -> list[Casualty]:
    """ "A fourth victim died on Friday": the toll is at least four."""
    return [
        Casualty(
            field="deaths",
            low=n,
            best=n,
            high=None,
            start=m.start(),
            end=m.end(),
            head="",
            general=True,
            revised=True,
            rule="casualty.ordinal",
            trigger_start=m.start(),
        )
        for m in _ORDINAL_DEATH.finditer(text, start, end)
        for n in [_ORDINALS[m.group(1).lower()]]
    ]


def so_were(analysis: Analysis, items: list[Item], found: list[Casualty], start: int, end: int) -> list[Casualty]:
    """ "Five men were killed, and so were two officers"."""
    m = _SO_WERE.search(analysis.text, start, end)
    before = [c for c in found if m is not None and c.end <= m.start() + 1]
    if m is None or not before:
        return []
    item = next((i for i in items if i.start == m.end() and i.count is not None and i.actor is not None), None)
    if item is None or item.count is None or item.actor is None:
        return []
    return [
        msgspec.structs.replace(
            before[-1],
            low=item.count.low,
            best=item.count.best,
            high=item.count.high,
            start=item.start,
            end=item.end,
            head=item.actor.head,
            actor=item.actor,
            general=False,
            adds=True,
            rule="casualty.so-were",
        )
    ]


def elliptical(analysis: Analysis, items: list[Item], found: list[Casualty], start: int, end: int) -> list[Casualty]:
    """ "eighteen in the attack of ..., sixteen a day later": deaths, where the sentence speaks of the dead."""
    text = analysis.text
    sentence = analysis.structure.sentence_at(start)
    lower = text[sentence.start if sentence else start : end].lower()
    if not re.search(r"(?i)\b(?:died|dead|killed|deaths|victims)\b", lower):
        return []
    out = []
    for i in items:
        if (
            i.actor is None
            and i.count is not None
            and i.count.best is not None
            and _ELLIPTIC.match(text, i.end)
            and not any(c.start <= i.start < c.end for c in found)
        ):
            out.append(
                Casualty(
                    field="deaths",
                    low=i.count.low,
                    best=i.count.best,
                    high=i.count.high,
                    start=i.start,
                    end=i.end,
                    head="",
                    general=True,
                    rule="casualty.elliptic",
                    trigger_start=i.start,
                )
            )
    return out


_TOLL_AT = re.compile(
    r"\b(?:(?:death|casualty)?[ ]?toll|(?:number|tally|count)\s+of\s+(?:the\s+)?(?P<who>dead|deaths|killed|corpses|bodies"
    r"|fatalities|victims|wounded|injured)(?:\s+\w+)?)\b[^.;:]{0,50}?\b(?:at|as)\s+"
    r"(?P<figure>(?:at\s+least\s+|more\s+than\s+|over\s+|about\s+|around\s+|some\s+|nearly\s+|almost\s+)?(?:\d[\d,]*\+?|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty)(?:-\w+)?\b(?!\s+(?:minutes|hours|days|weeks|o'clock|years))))"
    r"(?!\d|[:%-]|[.,]\d|\s*(?:a\.m|p\.m|am\b|pm\b|hrs|o'clock|percent|per\s+cent|kilo))",
    re.IGNORECASE,
)


def toll_at(text: str, start: int, end: int) -> list[Casualty]:
    """ "The toll stands at 42", "put the number of wounded at 60"."""
    out = []
    for m in _TOLL_AT.finditer(text, start, end):
        figure = next(iter(find_counts(m["figure"])), None)
        if figure is not None:
            hurt = (m["who"] or "").lower() in ("wounded", "injured")
            out.append(
                Casualty(
                    field="injured" if hurt else "deaths",
                    low=figure.low,
                    best=figure.best,
                    high=figure.high,
                    start=m.start("figure"),
                    end=m.end("figure"),
                    head="" if hurt else "dead",
                    general=True,
                    rule="casualty.toll",
                    trigger_start=m.start(),
                )
            )
    return out


def zero(field: str, start: int, end: int) -> Casualty:
    return Casualty(
        field=field, low=0, best=0, high=0, start=start, end=end, head="", rule="casualty.none", trigger_start=start
    )
