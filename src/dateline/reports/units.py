"""From sentences to units: a sentence, or a clause of one that has a date or a place of its own, with its mentions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.documents.structure import Sentence
from dateline.mentions.events import ACTS, FATES, Trigger
from dateline.records import ResolvedPlace, TimexMention
from dateline.reports.analysis import Analysis, within
from dateline.reports.casualties import find_casualties
from dateline.reports.casualty import Casualty
from dateline.reports.dating import Dated, Dater
from dateline.reports.places import compatible_places, is_fine
from dateline.reports.realis import Realis, aside, hypothetical, realis
from dateline.reports.tables import columns, in_column

# Which classes may be words for one and the same act.
_FAMILY = {
    "explosion": "explosion",
    "suicide": "explosion",
    "mine": "explosion",
    "shelling": "explosion",
    "airstrike": "explosion",
    "attack": "attack",
    "shooting": "attack",
    "clash": "attack",
    "operation": "attack",
    "death": "attack",
    "injury": "attack",
    "attempt": "attack",
    "abduction": "abduction",
    "hostage": "abduction",
    "freeing": "abduction",
    "detention": "arrest",
    "seizure": "arrest",
    "foiled": "arrest",
    "plot": "arrest",
    "arson": "property",
    "looting": "property",
    "riot": "crowd",
    "protest": "crowd",
    "threat": "threat",
    "dispersal": "crowd",
    "sexual": "attack",
    "territory": "attack",
}


_DEFINITE = frozenset("the this that these those its their his her each both such said same".split())


_NOT_ACTUAL = frozenset(
    "to will would could should may might can must cannot shall not never didn't don't doesn't won't no without against".split()
)


_CLAUSE_BREAK = re.compile(r"[;:]\s+|,?\s+(?:and|while|but|whereas)\s+(?=\S)|,\s+(?=another\b|a\s+second\b|where\b)")


_AFTER = re.compile(r"^(?:but\s+|and\s+)?(?:after|following|besides|in\s+addition\s+to|apart\s+from)\b", re.IGNORECASE)


_EARLIER_CLAUSE = re.compile(
    r",\s+(?:a|an|the)\s+(?:[\w-]+\s+){1,4}?(?:shot\s+dead|killed|gunned\s+down|murdered|assassinated|slain|kidnapped|abducted|beheaded)\b[^,;.]{0,50}?\b(?:earlier|before|ago|last\s+\w+|on\s+\w+day)\b|"
    r",?\s+(?:who|which)\s+(?:was|were|had\s+been|has\s+been|have\s+been)\s+(?:(?:\w+\s+){0,2})?(?:earlier|previously|recently|already|(?:\w+\s+){1,2}(?:before|earlier|ago))\s+[^,;.]+"
    r"|,?\s+(?:who|which)\s+(?:was|were|had\s+been)\s+\w+(?:\s+\w+){0,6}\s+(?:earlier|previously|(?:a|two|three|several|\d+)\s+(?:days?|weeks?|months?)\s+(?:before|earlier|ago)|the\s+(?:day|week)\s+before)\b[^,;.]*",
    re.IGNORECASE,
)


@dataclass(eq=False)
class Unit:
    """A sentence or clause: text[start:end] with its mentions."""

    start: int
    end: int
    sentence: Sentence
    kind: str
    triggers: Sequence[Trigger]
    casualties: list[Casualty]
    timexes: list[TimexMention]
    places: Sequence[ResolvedPlace]
    realis: Realis
    hypothetical: bool
    title: bool = False
    dated: Dated | None = None
    place: ResolvedPlace | None = None
    earlier: bool = False
    retold: bool = False
    inventory: bool = False
    hole: tuple[int, int] | None = None
    opens: bool = False
    redates: bool = False
    headed: bool = False
    families: frozenset[str] = frozenset()


_APPROACHED = re.compile(r"\s+(?:drove|rammed|walked|ran|rushed|crashed|entered|struck|hit|targeted)\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|rejected\s+(?:claims|reports|allegations|accusations))\b(?!\s+(?:entry|access|holding))[^.;:!?\"”]{0,80}$",
    re.IGNORECASE,
)


# "Two men wanted for the 2014 bombing in X were arrested in Y": what they are wanted for is not what is told.
_WANTED_FOR = re.compile(
    r"\bwanted\s+(?:in|for|over|in\s+connection\s+with)\s(?P<deed>[^.;,]{3,120}?)(?=\s(?:was|were|has\s+been|have\s+been)\s)"
)


def actual_triggers(analysis: Analysis, triggers: Sequence[Trigger]) -> list[Trigger]:
    """The triggers that no modal, negation or infinitive governs."""
    out = []
    for t in triggers:
        before = analysis.tokens[max(0, t.first - 3) : t.first]
        words = [w.lower for w in before]
        if t.kind in ("attempt", "plot", "foiled", "threat"):
            out.append(t)
        elif (
            (words and words[-1] in _NOT_ACTUAL)
            or _DENIED.search(analysis.text[max(0, t.start - 90) : t.start])
            or (
                len(words) > 1
                and words[-2] in _NOT_ACTUAL - {"the", "no", "to", "against", "without"}
                and words[-1] in {"be", "have", "been", "also", "yet"}
            )
        ):
            continue
        else:
            out.append(t)
    return out


def definite(analysis: Analysis, t: Trigger) -> bool:
    """Whether an event noun refers back ("the blast", "this attack")."""
    before = [w.lower for w in analysis.tokens[max(0, t.first - 3) : t.first]]
    return t.voice == "noun" and any(w in _DEFINITE for w in before[-2:])


class UnitReader:
    """Cuts the sentences of one document into units."""

    def __init__(self, analysis: Analysis, dater: Dater) -> None:
        self.a = analysis
        self.dater = dater
        self.tables = columns(analysis.text, analysis.structure)

    def units(self, sentence: Sentence, start: int) -> list[Unit]:
        """The units of the sentence from `start` on."""
        text = self.a.text
        spans: list[tuple[int, int, bool]] = []
        s, e = start, sentence.end
        kind = self.a.structure.blocks[sentence.block].kind
        for m in _EARLIER_CLAUSE.finditer(text, s, e):
            if any(t.kind in FATES | {"attack", "shooting"} for t in within(self.a.triggers, m.start(), m.end())):
                spans.append((m.start(), m.end(), True))
                break
        cuts = self._cuts(s, e) if kind == "paragraph" else []
        edges = [s, *cuts, e]
        main = [(edges[i], edges[i + 1], False) for i in range(len(edges) - 1)]
        units = []
        cut = bool(cuts)
        for a, b, earlier in [*main, *[(self._antecedent(s, x), y, z) for x, y, z in spans]]:
            hole = spans[0] if spans and not earlier and a <= spans[0][0] < b else None
            units.append(self._unit(a, b, sentence, kind, earlier, hole, cut))
        return units

    def _antecedent(self, start: int, clause: int) -> int:
        """Where the person of whom a relative clause speaks is named, right before it."""
        near = [
            x
            for x in within(self.a.actors, max(start, clause - 60), clause)
            if x.entity == "individual" and x.end <= clause
        ]
        return near[0].start if near else clause

    def after_agency_dateline(self, sentence: Sentence) -> int:
        """ "KIZLYAR, Russia, Feb 18 (Wire) - ": what stands before the dash dates and places the dispatch, not the act."""
        line = next(
            (p for p in self.a.places_in(sentence.start, min(sentence.end, sentence.start + 60)) if p.mention.dateline),
            None,
        )
        if line is None:
            return sentence.start
        m = re.compile(r"[^\n]{0,90}?(?:\)\s*[-–—]{0,2}\s+|\s[-–—]{1,2}\s+|\[TEXT\]\s*|\d{4}\.\s+|\bdate\b)").match(
            self.a.text, line.mention.end, sentence.end
        )
        return m.end() if m else sentence.start

    def _cuts(self, s: int, e: int) -> list[int]:
        text = self.a.text
        breaks = list(_CLAUSE_BREAK.finditer(text, s, e))
        if _AFTER.match(text[s:e]):
            breaks += list(re.compile(r",\s+").finditer(text, s, e))
        cuts: list[int] = []
        left = s
        for m in sorted(breaks, key=lambda m: m.start()):
            if m.start() <= left:
                continue
            totals = m.group().startswith(":") and any(
                t.kind in FATES for t in within(self.a.triggers, left, m.start())
            )
            if totals and self._anchored(m.end(), e, elliptic=True):
                # "Thirty people died: twelve in the attack of 3 May and ..."
                cuts.append(m.end())
                left = m.end()
                continue
            if (
                self._anchored(left, m.start())
                and self._anchored(m.end(), e, elliptic=True)
                and self._differs(left, m.start(), m.end(), e)
            ):
                cuts.append(m.end())
                left = m.end()
        return cuts

    def _anchored(self, s: int, e: int, *, elliptic: bool = False) -> bool:
        usable = self.dater.usable(within(self.a.timexes, s, e), self.a.text, s)
        places = [
            p for p in self.a.places_in(s, e) if is_fine(p) and not p.mention.dateline and p.mention.kind == "place"
        ]
        if not usable and not places:
            return False
        triggers = [t for t in within(self.a.triggers, s, e) if not t.weak or t.kind == "seizure"]
        if any(t.kind in ACTS | FATES for t in triggers):
            return True
        return elliptic and bool(usable) and bool(within(self.a.counts, s, min(e, s + 16)))

    def _differs(self, s1: int, e1: int, s2: int, e2: int) -> bool:
        """The two sides must name different days or different places."""
        left = self.dater.usable(within(self.a.timexes, s1, e1), self.a.text, s1)
        right = self.dater.usable(within(self.a.timexes, s2, e2), self.a.text, s2)
        if left and right:
            return True
        p1 = [p for p in self.a.places_in(s1, e1) if is_fine(p) and p.mention.kind == "place"]
        p2 = [p for p in self.a.places_in(s2, e2) if is_fine(p) and p.mention.kind == "place"]
        return bool(p1 and p2) and not any(may_be_one(x, y) for x in p1 for y in p2)

    def _unit(
        self,
        s: int,
        e: int,
        sentence: Sentence,
        kind: str,
        earlier: bool,
        hole: tuple[int, int, bool] | None,
        cut: bool,
    ) -> Unit:
        text = self.a.text

        holes = [hole[:2]] if hole else []
        holes += [m.span("deed") for m in _WANTED_FOR.finditer(text, s, e)]

        def keep(x: object) -> bool:
            return not any(a <= x.start < b for a, b in holes)  # type: ignore[attr-defined]

        triggers = [t for t in within(self.a.triggers, s, e) if keep(t)]
        live = actual_triggers(self.a, triggers)
        dead = {t.start for t in triggers} - {t.start for t in live}
        casualties = [
            c
            for c in find_casualties(self.a, s, e)
            if not any(a <= c.trigger_start < b for a, b in holes) and (c.trigger_start not in dead or c.best == 0)
        ]
        timexes = [t for t in within(self.a.timexes, s, e) if keep(t)]
        places = [p for p in self.a.places_in(s, e) if keep(p.mention)]
        block = self.a.structure.blocks[sentence.block]
        if block.kind == "row" and block.table in self.tables:
            names = self.tables[block.table].names
            timexes = in_column(timexes, block, names, "date")
            where = {m.start for m in in_column([p.mention for p in places], block, names, "place")}
            places = _first_in_cell([p for p in places if p.mention.start in where], text)
        clause = text[s:e]
        quoted = _is_quoted(text, s, e)
        unit = Unit(
            start=s + (len(clause) - len(clause.lstrip(" ,;"))),
            end=e - (len(clause) - len(clause.rstrip(" ,;"))),
            sentence=sentence,
            kind=kind,
            triggers=triggers,
            casualties=casualties,
            timexes=self.dater.usable(timexes, text, s),
            places=places,
            realis=realis(text[sentence.start : sentence.end], quoted=quoted)
            if kind in ("paragraph", "heading") and not cut
            else realis(clause, quoted=quoted),
            hole=hole[:2] if hole else None,
            hypothetical=hypothetical(clause),
            earlier=earlier,
        )
        at = aside(clause) if unit.realis == "background" else None
        if at is not None:
            told = [c for c in casualties if c.end <= s + at and (c.best or c.low)]
            if told and any(t.start < s + at and t.value.precision == "day" for t in unit.timexes):
                unit.realis = "actual"  # the total is only an aside to what is told
                unit.triggers = triggers = [t for t in triggers if t.start < s + at]
                unit.casualties = told
                live = [t for t in live if t.start < s + at]
        unit.families = frozenset(_FAMILY[t.kind] for t in live if not (t.weak and t.kind in ("seizure", "freeing")))
        unit.opens = self._opens(unit, live)
        return unit

    def _opens(self, unit: Unit, live: list[Trigger]) -> bool:
        if (
            unit.kind == "item"
            and any(definite(self.a, t) and t.kind in ACTS for t in live)
            and all(t.kind in FATES or definite(self.a, t) for t in live)
        ):
            return False  # a note on an incident told elsewhere: "four died in the Garissa attack"
        if any(c.rule == "casualty.elliptic" for c in unit.casualties):
            return True
        if sum(1 for t in live if t.weak and t.kind in ("explosion", "attack") and not definite(self.a, t)) >= 2:
            return True  # "an explosive hit a truck": weak words that bear each other out
        for t in live:
            if definite(self.a, t) and t.kind != "attempt":
                continue
            if t.kind in FATES:
                if any(c.trigger_start == t.start for c in unit.casualties):
                    return True
            elif t.kind == "seizure" and t.weak:
                if within(self.a.weapons, unit.start, unit.end):
                    return True
                if any(c.trigger_start == t.start and c.rule == "casualty.seized" for c in unit.casualties):
                    return True  # people are seized, too
            elif t.kind in ("plot", "threat"):
                if t.kind == "threat" and not t.weak:
                    return True
            elif t.kind == "suicide" and t.voice == "noun" and len(live) == 1:
                if _APPROACHED.match(self.a.text, t.end):
                    return True
            elif (
                t.kind in ("explosion", "shelling", "mine", "operation", "arson", "looting", "suicide", "hostage")
                and t.voice == "noun"
            ):
                if not t.weak:
                    return True
            elif t.kind in ("attack", "shooting") and t.weak:
                continue
            elif t.kind in ACTS:
                return True
        return False


_SITE = re.compile(
    r"\b(?:bank|temple|mosque|church|station|base|airport|harbour|harbor|port|market|hotel|school|university|hospital|stadium|mall|bridge|square)\b",
    re.IGNORECASE,
)


def _first_in_cell(places: list[ResolvedPlace], text: str) -> list[ResolvedPlace]:
    """A cell goes from the small to the large: the first name, but for a building the town that stands after it."""
    if len(places) < 2:
        return places
    first = places[0]
    if first.best is not None and places[1].best is not None and first.best.country_code != places[1].best.country_code:
        return places[1:]
    building = first.best is None and _SITE.search(text[first.mention.start : first.mention.end + 12])
    town = next((p for p in places[1:] if p.best is not None and p.best.feature_code.startswith("PPL")), None)
    return [town] if building and town is not None else [first]


def may_be_one(a: ResolvedPlace, b: ResolvedPlace) -> bool:
    """As `compatible_places`, but two different names of which the gazetteer lacks one are two places."""
    if a.best is None or b.best is None:
        return a.mention.text.lower() == b.mention.text.lower()
    return compatible_places(a, b)


def _is_quoted(text: str, s: int, e: int) -> bool:
    """Whether the whole unit is direct speech."""
    body = text[s:e].strip()
    if len(body) < 2:
        return False
    opened = body[0] in '“"«„'
    return opened and (body[-1] in '”"»' or not re.search(r"[”\"»]", body[1:]))
