"""From sentences to drafts: which passages of a document tell of which incident.

A unit is a sentence, or a clause of one that has a date or place of its own. Walking through the units in order, each
one opens a new draft or joins an earlier one, by date, place, kind of act and the words that refer back.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.documents.structure import Block, Sentence
from dateline.mentions.events import ACTS, FATES, Trigger
from dateline.records import ResolvedPlace, TimexMention
from dateline.reports.analysis import Analysis, within
from dateline.reports.casualties import find_casualties
from dateline.reports.casualty import Casualty
from dateline.reports.dating import Dated, Dater
from dateline.reports.places import best_place, compatible_places, focus_country, is_admin, is_fine, same_or_within
from dateline.reports.realis import Realis, aside, follow_up, hypothetical, no_report, realis
from dateline.resolve.places import distance_km

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
}
_DEFINITE = frozenset("the this that these those its their his her each both such said same".split())
_NOT_ACTUAL = frozenset(
    "to will would could should may might can must cannot shall not never didn't don't doesn't won't no without against".split()
)
_ANOTHER = re.compile(
    r"\b(?:another\s+(?!(?:\d|one\b|two\b|three\b|four\b|five\b|dozen|wounded|injured|killed|person|people|man\s+was\s+(?:wounded|injured|killed)))|separate(?:ly)?\b|elsewhere|in\s+a\s+(?:separate|different|second|similar)|also\s+(?:yesterday|today|on\b|last\b|this\b|in\s+[A-Z])"
    r"|meanwhile|^\W*(?:on\s+)?(?:the|that)\s+same\s+(?:day|night|evening|morning)|(?:days?|weeks?|months?)\s+(?:earlier|later|before)|the\s+(?:day|week|night|month)\s+before|the\s+recent\s+(?:attempted\s+)?(?:murder|attack|bombing|killing|assassination))",
    re.IGNORECASE,
)
_PLUPERFECT = re.compile(
    r"\bhad\s+(?:\w+\s+)?been\s+(?:\w+\s+)?(?:shot|killed|murdered|gunned|abducted|kidnapped|wounded|attacked|assassinated|stabbed)\b",
    re.IGNORECASE,
)
_SAME_PLACE = re.compile(
    r"\b(?:in|at|near|from)\s+the\s+same\s+(?:town|city|village|district|area|place|province|region|camp|neighbou?rhood)\b",
    re.IGNORECASE,
)
_PERFECT = re.compile(
    r"\b(?:has|have)\s+(?:been\s+)?(?:killed|died|lost\s+their\s+lives|perished|been\s+murdered)\b", re.IGNORECASE
)
_PLURAL = re.compile(
    r"^\s*(?:all|both|each|most|many|some)?\s*(?:of\s+)?(?:these|those|the\s+two|the\s+three|both|all)\s+(?:\w+\s+)?(?:attacks|incidents|events|bombings|blasts|killings|crimes|explosions)\b",
    re.IGNORECASE,
)
_SEPARATE = re.compile(
    r"\b(?:in\s+(?:a\s+separate|another|a\s+different|a\s+second|an\s+unrelated)\s+\w+|separately,|elsewhere\b|simultaneous\s+\w+\s+(?:on|at|in)\b|in\s+other\s+(?:violence|incidents|news)|meanwhile,\s+in\b)",
    re.IGNORECASE,
)
# "Some six hours later, a car bomb ...", "Hours earlier, in Y, ...": another act of the same day.
_HOURS_APART = re.compile(
    r"^\W*(?:some\s+|about\s+|a\s+few\s+|just\s+)?(?:\w+\s+)?(?:hours?)\s+(?:later|earlier|before|after)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z .'’-]{2,30}(?:,\s*[A-Z][\w. ]{2,20})?(?:\s*\([^)]{2,40}\))?,?\s+(?:[A-Z][A-Za-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?)(?:,?\s+\d{4})?(?:\s*[(/][^)/]{2,40}[)/]\.?)?\s*(?:[-–—]{1,2}|[.:])?\s+(?=[A-Z\"“])|[A-Z][A-Z .'’-]{2,30},\s+(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8})\s*(?:\([^)]{2,40}\)\s*)?:\s+|[A-Z][A-Z .'’-]{2,40}(?:,\s*(?:[A-Z][\w.]*\s?){1,3})?\s*(?:\([^)]{2,40}\))?\s*[-–—]{1,2}\s+(?=[A-Z\"“])|\([^)\n]{3,90}\d{4}\)\s+)"
)
_CONTINUES = re.compile(
    r"\b(?:in\s+the\s+(?:resulting|ensuing|subsequent|following)\s+\w+|the\s+(?:same|latest)\s+(?!day|night|evening|morning|week|month|year)\w+)",
    re.IGNORECASE,
)
_CLAUSE_BREAK = re.compile(r"[;:]\s+|,?\s+(?:and|while|but|whereas)\s+(?=\S)|,\s+(?=another\b|a\s+second\b|where\b)")
_AFTER = re.compile(r"^(?:but\s+|and\s+)?(?:after|following|besides|in\s+addition\s+to|apart\s+from)\b", re.IGNORECASE)
_EARLIER_CLAUSE = re.compile(
    r",\s+(?:a|an|the)\s+(?:[\w-]+\s+){1,4}?(?:shot\s+dead|killed|gunned\s+down|murdered|assassinated|slain|kidnapped|abducted|beheaded)\b[^,;.]{0,50}?\b(?:earlier|before|ago|last\s+\w+|on\s+\w+day)\b|"
    r",?\s+(?:who|which)\s+(?:was|were|had\s+been|has\s+been|have\s+been)\s+(?:(?:\w+\s+){0,2})?(?:earlier|previously|recently|already|(?:\w+\s+){1,2}(?:before|earlier|ago))\s+[^,;.]+"
    r"|,?\s+(?:who|which)\s+(?:was|were|had\s+been)\s+\w+(?:\s+\w+){0,6}\s+(?:earlier|previously|(?:a|two|three|several|\d+)\s+(?:days?|weeks?|months?)\s+(?:before|earlier|ago)|the\s+(?:day|week)\s+before)\b[^,;.]*",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"\b(?:events|attacks|incidents|violence|bombings|blasts|killings|clashes)\b", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"\b(?:risen|rises|toll|prosecutors?|identified|recognised|buried|buries|funerals?|mourning|condemned|investigat\w+|named|later\s+(?:died|said)|in\s+hospital|succumbed|raise[sd]?|remain\w*|under\s+arrest|had\s+been\s+(?:killed|hurt|injured|wounded))\b",
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
    families: frozenset[str] = frozenset()


@dataclass(eq=False)
class Draft:
    """An incident in the making."""

    units: list[Unit] = field(default_factory=list)
    dated: Dated | None = None
    date_hedged: bool = False
    place: ResolvedPlace | None = None
    place_hedged: bool = False
    background: bool = False
    earlier_of: "Draft | None" = None
    listed: bool = False
    story: int = 0

    @property
    def families(self) -> set[str]:
        return {f for u in self.units for f in u.families}

    @property
    def start(self) -> int:
        return min(u.start for u in self.units)

    def add(self, unit: Unit) -> None:
        self.units.append(unit)
        if (self.dated is None or self.date_hedged) and unit.dated is not None and not unit.title:
            self.dated, self.date_hedged = unit.dated, False
        if (
            unit.place is not None
            and not unit.title
            and (
                self.place is None
                or (is_fine(unit.place) and not is_fine(self.place))
                or (
                    self.place is not unit.place
                    and same_or_within(unit.place, self.place)
                    and not same_or_within(self.place, unit.place)
                )
            )
        ):
            self.place = unit.place


def segment(analysis: Analysis, dater: Dater) -> list[Draft]:
    """The drafts of one document, in order of their first words."""
    return _Walk(analysis, dater).run()


_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|rejected\s+(?:claims|reports|allegations|accusations))\b(?!\s+(?:entry|access|holding))[^.;:!?\"”]{0,80}$",
    re.IGNORECASE,
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


class _Walk:
    def __init__(self, analysis: Analysis, dater: Dater) -> None:
        self.a = analysis
        self.dater = dater
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        self.topic: tuple[Dated | None, ResolvedPlace | None, int] | None = None
        self.focus = focus_country(analysis)
        self.story = 0
        self.story_place: ResolvedPlace | None = None
        self.datelines = sum(
            1
            for b in analysis.structure.blocks
            if b.kind == "paragraph" and _DATELINE.match(analysis.text, b.start, b.end)
        )

    def run(self) -> list[Draft]:
        titles: list[Unit] = []
        listed: Draft | None = None
        block = -1
        for sentence in self.a.structure.sentences:
            b = self.a.structure.blocks[sentence.block]
            for unit in self._units(sentence):
                if (
                    b.kind == "heading"
                    and b.start > 0
                    and self.drafts
                    and self.a.text[b.start : b.end].isupper()
                    and not self.a.text.isupper()
                ):
                    # Capitals over each item of a release: a story of its own.
                    self.story += 1
                    self.current, self.topic, self.story_place = None, None, None
                if b.kind == "heading" or sentence.start < self.a.document.title_end:
                    unit.title = True
                    if sentence.start < max(self.a.document.title_end, 1) or sentence.index == 0:
                        titles.append(unit)
                    continue
                if self._no_report(b):
                    continue
                if b.kind == "item" and self._inventory_line(unit, sentence.block):
                    continue
                if b.kind in ("item", "row") and not self._told_as_prose(b):
                    if sentence.block != block:
                        listed = None
                    block = sentence.block
                    listed = self._item(unit, listed)
                    continue
                self._prose(unit)
        self._place_titles(titles)
        self._coalesce()
        return sorted((d for d in self.drafts if d.units), key=lambda d: d.start)

    def _no_report(self, block: Block) -> bool:
        """Legends, outlooks and the like, by their own label or their section's heading."""
        text = self.a.text
        if no_report(text[block.start : block.start + 60]):
            return True
        if block.section is None:
            return False
        heading = self.a.structure.blocks[block.section]
        return no_report(text[heading.start : heading.end])

    def _told_as_prose(self, block: Block) -> bool:
        """A numbered paragraph of a note ("3. We found ...") that opens with no date is read as prose."""
        text = self.a.text
        if block.kind != "item" or not re.search(r"\d[.)][ \t]*$", text[max(0, block.start - 4) : block.start]):
            return False
        opening = within(self.a.timexes, block.start, block.start + 30)
        return not any(t.value.kind in ("absolute", "partial", "weekday") for t in opening) or not re.match(
            r"(?:on\s+)?\W*$", text[block.start : opening[0].start], re.IGNORECASE
        )

    def _inventory_line(self, unit: Unit, block: int) -> bool:
        """A line of a list that a paragraph on a seizure introduces ("The following items were seized:")."""
        blocks = self.a.structure.blocks
        k = block
        while k > 0 and blocks[k].kind == "item":
            k -= 1
        intro = blocks[k]
        if not self.a.text[intro.start : intro.end].rstrip().endswith(":") or not any(
            t.kind == "seizure" for t in within(self.a.triggers, intro.start, intro.end)
        ):
            return False
        if self.current is not None and within(self.a.weapons, unit.start, unit.end):
            unit.inventory = True
            unit.casualties = []
            self.current.units.append(unit)
        return True

    # units

    def _units(self, sentence: Sentence) -> list[Unit]:
        text = self.a.text
        spans: list[tuple[int, int, bool]] = []
        s, e = self._after_dateline(sentence), sentence.end
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

    def _after_dateline(self, sentence: Sentence) -> int:
        block = self.a.structure.blocks[sentence.block]
        if block.start == sentence.start and block.kind == "paragraph" and sentence.start >= self.a.document.title_end:
            opened = _DATELINE.match(self.a.text, block.start, block.end)
            if opened is not None and (
                self.datelines > 1 or opened.group().startswith("(") or re.search(r"\d", opened.group()) is not None
            ):
                if self.datelines > 1:
                    # A column of briefs: each dateline opens a story of its own.
                    self.story += 1
                    self.current, self.topic = None, None
                    named = [p for p in self.a.places_in(block.start, opened.end()) if is_fine(p)]
                    self.story_place = named[0] if named else None
                return opened.end()
        return self._after_agency_dateline(sentence)

    def _after_agency_dateline(self, sentence: Sentence) -> int:
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
        return bool(p1 and p2) and not any(_may_be_one(x, y) for x in p1 for y in p2)

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

        def keep(x: object) -> bool:
            return hole is None or not hole[0] <= x.start < hole[1]  # type: ignore[attr-defined]

        triggers = [t for t in within(self.a.triggers, s, e) if keep(t)]
        live = actual_triggers(self.a, triggers)
        dead = {t.start for t in triggers} - {t.start for t in live}
        casualties = [
            c
            for c in find_casualties(self.a, s, e)
            if (hole is None or not hole[0] <= c.trigger_start < hole[1])
            and (c.trigger_start not in dead or c.best == 0)
        ]
        timexes = [t for t in within(self.a.timexes, s, e) if keep(t)]
        places = [p for p in self.a.places_in(s, e) if hole is None or not hole[0] <= p.mention.start < hole[1]]
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
        at = aside(clause)
        if unit.realis == "background" and at is not None:
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
            elif t.kind in ("plot", "threat"):
                if t.kind == "threat" and not t.weak:
                    return True
            elif t.kind == "suicide" and t.voice == "noun" and len(live) == 1:
                continue
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

    # lists and tables

    def _item(self, unit: Unit, draft: Draft | None) -> Draft | None:
        evidence = unit.opens or bool(unit.casualties) or bool(unit.triggers)
        self._date(unit, draft.dated if draft else (self.current.dated if self.current else None))
        unit.place = best_place(
            unit.places, self.a.text, unit.start, unit.triggers, lead=draft is None, focus=self.focus
        )
        if draft is None:
            draft = Draft(listed=True)
            draft.add(unit)
            if unit.dated is None and not evidence:
                return draft
            self.drafts.append(draft)
            self.current = draft
            return draft
        fresh = (
            unit.opens
            and unit.dated is not None
            and re.search(r"\b(?:same\s+day|another|separate)\b", self.a.text[unit.start : unit.end], re.IGNORECASE)
        )
        if fresh and any(u.opens for u in draft.units):
            second = Draft(listed=True)
            second.add(unit)
            self.drafts.append(second)
            return second
        draft.add(unit)
        if all(d is not draft for d in self.drafts) and (evidence or unit.dated is not None):
            self.drafts.append(draft)
            self.current = draft
        return draft

    # prose

    def _prose(self, unit: Unit) -> None:
        text = self.a.text
        clause = text[unit.start : unit.end]
        context = self.current.dated if self.current else None
        self._date(unit, context)
        unit.place = best_place(unit.places, self.a.text, unit.start, unit.triggers, focus=self.focus)
        if unit.realis == "background":
            if unit.dated is not None and not unit.opens and _TOPIC.search(clause):
                self._set_topic(unit)
            if unit.casualties and any(c.best is not None or c.low is not None for c in unit.casualties):
                self.drafts.append(Draft(units=[unit], place=unit.place, background=True))
            return
        if unit.realis == "question" and not self._tells(unit):
            return
        if unit.realis == "other" or self._ahead(unit):
            return
        if (unit.place is None or not is_fine(unit.place)) and unit.opens:
            unit.place = self._paragraph_place(unit) or unit.place
        if unit.earlier or (unit.opens and self._had_happened(unit)):
            draft = Draft(earlier_of=self.current)
            draft.add(unit)
            if draft.place is None and self.current is not None:
                draft.place, draft.place_hedged = self.current.place, True
            self.drafts.append(draft)
            return
        if _PLURAL.match(clause) and not unit.casualties:
            self._set_topic(unit)
            return
        if not unit.opens:
            if (
                unit.dated is not None
                and not unit.casualties
                and (_TOPIC.search(clause) or unit.triggers or not unit.hypothetical)
            ):
                self._set_topic(unit)
            target = self._matching(unit)
            if target is not None and not unit.hypothetical:
                if unit.triggers and not any(t.kind in ACTS and not t.weak for t in unit.triggers):
                    unit.place = None  # it speaks of people, not of where it happened
                target.add(unit)
            return
        if unit.hypothetical and not unit.casualties and unit.dated is None:
            return
        if self._generic(unit):
            return
        if unit.dated is None and unit.place is None and self.current is None and _PERFECT.search(clause):
            self.drafts.append(Draft(units=[unit], background=True))
            return
        target = self._joins(unit, clause)
        if target is None:
            target = Draft(story=self.story)
            if (
                _SAME_PLACE.search(clause)
                and self.drafts
                and (unit.place is None or not is_fine(unit.place) or is_admin(unit.place))
            ):
                last = next((d for d in reversed(self.drafts) if d.place is not None and is_fine(d.place)), None)
                unit.place = last.place if last is not None else unit.place
            target.add(unit)
            self._from_topic(target, unit)
            if target.place is None and self.story_place is not None:
                target.place, target.place_hedged = self.story_place, True
            if self._in_passing(unit):
                target.background = True
                self.drafts.append(target)
                return
            target.background = target.background or (follow_up(clause) and not self._acts_now(unit))
            self.drafts.append(target)
        else:
            if self._retells(target, unit):
                for u in target.units:
                    u.retold = True
            target.add(unit)
        self.current = target

    def _set_elsewhere(self, unit: Unit, draft: Draft) -> bool:
        """ "In Mamou, 270 km inland, a crowd ...": the sentence opens with another place than the draft's."""
        p = unit.place
        if p is None or draft.place is None or not is_fine(p) or p.mention.start - unit.start > 12:
            return False
        return not _may_be_one(p, draft.place) and not same_or_within(draft.place, p)

    @staticmethod
    def _place_score(mine: ResolvedPlace, theirs: ResolvedPlace) -> float:
        if is_fine(mine) != is_fine(theirs):
            return 0.3
        if "quarter" in (mine.rule, theirs.rule):
            return 0.6
        if mine.best is None or theirs.best is None:
            # A name that the gazetteer lacks may be a part of the other place, or another place altogether.
            return 0.8 if mine.mention.text.lower() == theirs.mention.text.lower() else -0.2
        return 0.8

    def _ahead(self, unit: Unit) -> bool:
        """Dated after publication: foretold, not told."""
        latest = self.dater.published[1]
        return (
            unit.dated is not None
            and latest is not None
            and unit.dated.extent.earliest is not None
            and unit.dated.extent.earliest > latest
        )

    def _had_happened(self, unit: Unit) -> bool:
        """ "The officer had been shot dead on Saturday evening": what led to the incident being told."""
        c = self.current
        if (
            c is None
            or c.dated is None
            or unit.dated is None
            or unit.dated.extent.latest is None
            or c.dated.extent.earliest is None
        ):
            return False
        return unit.dated.extent.latest < c.dated.extent.earliest and bool(
            _PLUPERFECT.search(self.a.text[unit.start : unit.end])
        )

    def _tells(self, unit: Unit) -> bool:
        """A rhetorical question may still report: "And what about X, where last Friday somebody threw a grenade?"."""
        live = actual_triggers(self.a, unit.triggers)
        past = any(t.voice in ("ed", "intransitive", "reflexive") for t in live)
        return unit.opens and past and unit.dated is not None and unit.place is not None and is_fine(unit.place)

    def _retells(self, draft: Draft, unit: Unit) -> bool:
        """Whether a later paragraph gives the day's placeless summary again, now with its place: told twice, not two."""
        if (
            unit.dated is None
            or draft.dated is None
            or not unit.dated.equals(draft.dated)
            or self._near(draft, unit) < 2
        ):
            return False
        return unit.place is not None and is_fine(unit.place) and (draft.place is None or not is_fine(draft.place))

    def _acts_now(self, unit: Unit) -> bool:
        """Whether the unit tells of an act in a verb of its own, not only by the noun of an old one ("the 2002 bombings")."""
        return any(t.kind in ACTS and t.voice != "noun" for t in actual_triggers(self.a, unit.triggers))

    def _set_topic(self, unit: Unit) -> None:
        if unit.dated is not None and unit.dated.timex.value.kind in (
            "relative",
            "weekday",
            "absolute",
            "partial",
            "range",
        ):
            place = unit.place if unit.place is not None and is_fine(unit.place) else None
            self.topic = (unit.dated, place, unit.sentence.block)

    def _from_topic(self, draft: Draft, unit: Unit) -> None:
        """ "Events over the weekend ...": what is told next, undated, is dated by it; a place carries over in its paragraph."""
        if self.topic is None:
            return
        dated, place, block = self.topic
        gap = unit.sentence.block - block
        if draft.dated is None and dated is not None and gap <= 3:
            draft.dated, draft.date_hedged = dated, True
        if draft.place is None and place is not None and gap == 0:
            draft.place, draft.place_hedged = place, True

    def _in_dateline(self, block: Block, place: ResolvedPlace) -> bool:
        opened = _DATELINE.match(self.a.text, block.start, block.end)
        return place.mention.dateline or (opened is not None and place.mention.start < opened.end())

    def _paragraph_place(self, unit: Unit) -> ResolvedPlace | None:
        """The last place that an earlier sentence of the paragraph was set in ("In Yasynuvata the group saw ...")."""
        block = self.a.structure.blocks[unit.sentence.block]
        earlier = [s for s in block.sentences if s.start < unit.sentence.start]
        for s in reversed(earlier[-2:]):
            if within(self.a.triggers, s.start, s.end) and any(u.sentence is s for d in self.drafts for u in d.units):
                continue
            place = best_place(
                [
                    p
                    for p in self.a.places_in(s.start, s.end)
                    if is_fine(p) and p.mention.kind == "place" and not self._in_dateline(block, p)
                ],
                self.a.text,
                s.start,
                (),
            )
            if place is not None and place.best is not None:
                return place
        return None

    def _in_passing(self, unit: Unit) -> bool:
        """An undated mention of another country than the one the document is about."""
        if unit.dated is not None or self.focus is None or unit.place is None or unit.place.best is None:
            return False
        country = unit.place.best.country_code
        # A country that the text keeps coming back to is a subject of it, not an aside.
        mentions = sum(1 for p in self.a.places if p.best is not None and p.best.country_code == country)
        return country != self.focus and mentions <= 2

    def _date(self, unit: Unit, context: Dated | None) -> None:
        unit.dated = self.dater.choose(unit.timexes, unit.triggers, self.a.text, context)
        if unit.dated is None and unit.kind == "item":
            section = self.a.structure.blocks[unit.sentence.block].section
            if section is not None and context is None:
                heading = self.a.structure.blocks[section]
                day = self.dater.usable(within(self.a.timexes, heading.start, heading.end), self.a.text, heading.start)
                unit.dated = self.dater.choose(day, (), self.a.text, None)

    def _generic(self, unit: Unit) -> bool:
        """ "They blow up pilgrims by the hundred": present tense, no date, no number tied to it."""
        live = actual_triggers(self.a, unit.triggers)
        if unit.dated is not None or any(c.best is not None for c in unit.casualties):
            return False
        if any(
            t.voice in ("ed", "intransitive", "reflexive", "passive")
            and not re.search(r"(?:s|^die|^blow up|^explode)$", t.lower)
            for t in live
        ):
            return False
        return all(t.voice == "active" for t in live) or (unit.place is None and all(t.voice == "noun" for t in live))

    def _near(self, draft: Draft, unit: Unit) -> int:
        return unit.sentence.block - max(u.sentence.block for u in draft.units)

    def _compatible(self, draft: Draft, unit: Unit) -> bool:
        if draft.background or draft.story != self.story:
            return False
        if (
            unit.place is not None
            and unit.place.best is not None
            and (draft.place is None or draft.place.best is None)
            and self.focus is not None
            and unit.place.best.country_code not in (None, self.focus)
        ):
            return False
        if unit.dated is not None and draft.dated is not None and not unit.dated.overlaps(draft.dated):
            return False
        if (
            unit.place is not None
            and draft.place is not None
            and unit.place.best is not None
            and draft.place.best is not None
            and unit.place.best.country_code != draft.place.best.country_code
        ):
            return False
        if unit.place is not None and draft.place is not None and is_fine(unit.place) and is_fine(draft.place):
            return compatible_places(unit.place, draft.place)
        return True

    def _title_compatible(self, draft: Draft, unit: Unit) -> bool:
        """As for other units, but "outside Kazan" in a headline may mean a town an hour away."""
        if unit.place is None or draft.place is None or unit.place.best is None or draft.place.best is None:
            return self._compatible(draft, unit)
        if not is_fine(unit.place) or not is_fine(draft.place):
            return self._compatible(draft, unit)
        return (
            not draft.background and draft.story == self.story and distance_km(unit.place.best, draft.place.best) <= 100
        )

    def _matching(self, unit: Unit) -> Draft | None:
        """The draft that a continuing unit adds to."""
        if not unit.triggers and not unit.casualties:
            return self.current if self._goes_on(unit) else None
        best, best_score = None, 0.0
        for i, d in enumerate(self.drafts):
            if d.listed or not self._compatible(d, unit):
                continue
            gap = self._near(d, unit)
            score = 1.0 - 0.15 * gap + 0.02 * i
            score += 1.0 if unit.families & d.families else 0.0
            score += (
                (1.4 if gap == 0 and unit.place is None and unit.dated is None else 0.6) if d is self.current else 0.0
            )
            if unit.dated is not None and d.dated is not None:
                score += 1.0
            if unit.place is not None and d.place is not None:
                score += 0.7
            score += 0.5 * self._shared_words(unit, d)
            if score > best_score:
                best, best_score = d, score
        return best if best_score >= 0.8 else None

    def _goes_on(self, unit: Unit) -> bool:
        """Whether a sentence without a trigger follows straight on what the current draft tells."""
        d = self.current
        if d is None or unit.dated is not None or not self._compatible(d, unit):
            return False
        last = d.units[-1]
        if last.sentence.index + 1 < unit.sentence.index or not (last.triggers or last.casualties):
            return False
        places_it = unit.place is not None and is_fine(unit.place) and (d.place is None or not is_fine(d.place))
        return self._near(d, unit) == 0 or (self._near(d, unit) == 1 and places_it)

    def _shared_words(self, unit: Unit, draft: Draft) -> int:
        """Whether a noun next to the back-reference ("the station bombing") names what the draft was about."""
        mine = {t.lower for t in self.a.tokens_in(unit.start, unit.end) if len(t.lower) > 5}
        for u in draft.units:
            if mine & {t.lower for t in self.a.tokens_in(u.start, u.end) if len(t.lower) > 5} - {
                "people",
                "killed",
                "police",
                "attack",
                "officials",
                "security",
            }:
                return 1
        return 0

    def _joins(self, unit: Unit, clause: str) -> Draft | None:
        """The draft that an opening unit joins, or None where it is an incident of its own."""
        another = bool(_ANOTHER.search(clause)) and not _CONTINUES.search(clause)
        candidates = [d for d in self.drafts if not d.listed and self._compatible(d, unit) and d.earlier_of is None]
        if not candidates or _SEPARATE.search(clause) or _HOURS_APART.match(clause):
            return None
        follows = bool(_FOLLOWS.search(clause))
        bare = unit.dated is None and (unit.place is None or not is_fine(unit.place)) and not another
        best, best_score = None, 0.0
        if bare and any(self._near(d, unit) == 0 for d in candidates):
            candidates = [d for d in candidates if self._near(d, unit) == 0]
        for d in candidates:
            gap = self._near(d, unit)
            score = 0.0
            if unit.dated is not None and d.dated is not None:
                score += 1.0
            elif unit.dated is not None:
                score += 0.2 if gap <= 1 else -0.3
                if (
                    unit.place is not None
                    and is_fine(unit.place)
                    and (d.place is None or not same_or_within(unit.place, d.place))
                ):
                    score -= 0.5
            elif gap == 0:
                score += 0.7
            else:
                score += 0.4 - 0.1 * gap
            if unit.place is not None and d.place is not None:
                score += self._place_score(unit.place, d.place)
            elif unit.place is not None and is_fine(unit.place):
                score -= 0.2
            else:
                score += 0.2
            score += 0.4 if unit.families & d.families else -0.3
            score += 0.3 if d is self.current else 0.0
            score += 0.4 if follows else 0.0
            score += 0.3 * self._shared_words(unit, d)
            if another:
                score -= 1.2
            if unit.dated is not None and d.dated is None and _other_dead(unit, d):
                score -= 0.9
            if any(t.kind == "attempt" for t in unit.triggers) and not any(
                t.kind == "attempt" for u in d.units for t in u.triggers
            ):
                score -= 0.8
            if d.place is not None and self._set_elsewhere(unit, d):
                score -= 0.9
            if bare:
                # No day, no place, no "another": a detail of what is being told.
                score += 0.6
            if score > best_score:
                best, best_score = d, score
        return best if best_score >= 0.75 else None

    # after the walk

    def _place_titles(self, titles: list[Unit]) -> None:
        """A headline repeats the first incident that it fits; it opens one only where the body has none."""
        for unit in titles:
            if unit.realis != "actual" or not (unit.opens or unit.casualties):
                continue
            unit.place = best_place(unit.places, self.a.text, unit.start, unit.triggers, focus=self.focus)
            target = next(
                (
                    d
                    for d in sorted(self.drafts, key=lambda d: d.start)
                    if not d.background
                    and not d.listed
                    and self._title_compatible(d, unit)
                    and self._fits_title(d, unit)
                ),
                None,
            )
            if target is not None:
                target.add(unit)
                if target.place is None or (
                    unit.place is not None and is_fine(unit.place) and not is_fine(target.place)
                ):
                    target.place = unit.place or target.place

    def _fits_title(self, draft: Draft, unit: Unit) -> bool:
        return bool(unit.families & draft.families) or bool(unit.casualties and any(u.casualties for u in draft.units))

    def _coalesce(self) -> None:
        """A summary ("another band was destroyed yesterday in X") and its detail further down are one incident."""
        for i, first in enumerate(self.drafts):
            if first.background or first.listed or not first.units:
                continue
            for second in self.drafts[i + 1 :]:
                if second.background or second.listed or not second.units or second.earlier_of is not None:
                    continue
                if self._same(first, second):
                    summary, detail = (
                        (first, second)
                        if first.place is not None and second.place is not None and is_fine(second.place)
                        else (second, first)
                    )
                    for u in summary.units:
                        u.retold = bool(detail.units)
                    for u in second.units:
                        first.add(u)
                    first.dated = first.dated or second.dated
                    second.units = []
        self.drafts = [d for d in self.drafts if d.units]

    def _same(self, a: Draft, b: Draft) -> bool:
        if a.dated is None or b.dated is None or not a.dated.equals(b.dated):
            return False
        if a.place is None or b.place is None or (is_fine(a.place) and is_fine(b.place)):
            return False
        if not same_or_within(a.place, b.place) and not same_or_within(b.place, a.place):
            return False
        return self._act(a) == self._act(b)

    def _act(self, d: Draft) -> str:
        order = ("explosion", "attack", "abduction", "arrest", "property", "crowd")
        families = d.families
        if "arrest" in families and not any(c.field == "deaths" for u in d.units for c in u.casualties):
            return "arrest"
        return next((f for f in order if f in families), "")


def _may_be_one(a: ResolvedPlace, b: ResolvedPlace) -> bool:
    """As `compatible_places`, but two different names of which the gazetteer lacks one are two places."""
    if a.best is None or b.best is None:
        return a.mention.text.lower() == b.mention.text.lower()
    return compatible_places(a, b)


def _other_dead(unit: Unit, draft: Draft) -> bool:
    """Whether both count dead people of unlike kind in unlike number: "12 people", "a group of nine fighters"."""
    mine = {(c.head, c.best) for c in unit.casualties if c.field == "deaths" and c.best}
    theirs = {(c.head, c.best) for u in draft.units for c in u.casualties if c.field == "deaths" and c.best}
    return bool(mine and theirs) and not (
        {h for h, _ in mine} & {h for h, _ in theirs} or {n for _, n in mine} & {n for _, n in theirs}
    )


def _is_quoted(text: str, s: int, e: int) -> bool:
    """Whether the whole unit is direct speech."""
    body = text[s:e].strip()
    if len(body) < 2:
        return False
    opened = body[0] in '“"«„'
    return opened and (body[-1] in '”"»' or not re.search(r"[”\"»]", body[1:]))
