"""From sentences to drafts: which passages of a document tell of which incident.

A unit is a sentence, or a clause of one that has a date or place of its own. Walking through the units in order, each
one opens a new draft or joins an earlier one, by date, place, kind of act and the words that refer back.
"""

import re
from dataclasses import dataclass, field

from dateline.documents.structure import Block, Sentence
from dateline.mentions.events import ACTS
from dateline.records import ResolvedPlace, TimexMention
from dateline.reports.analysis import Analysis, within
from dateline.reports.dating import Dated, Dater
from dateline.reports.places import best_place, compatible_places, focus_country, is_admin, is_fine, same_or_within
from dateline.reports.realis import follow_up, no_report
from dateline.reports.units import Unit, UnitReader, actual_triggers, definite, may_be_one
from dateline.resolve.places import distance_km

_ANOTHER = re.compile(
    r"\b(?:another\s+(?!(?:\d|one\b|two\b|three\b|four\b|five\b|dozen|wounded|injured|killed|person|people|man\s+was\s+(?:wounded|injured|killed)))|separate(?:ly)?\b|elsewhere|in\s+a\s+(?:separate|different|second|similar)|also\s+(?:yesterday|today|on\b|last\b|this\b|in\s+[A-Z])"
    r"|meanwhile|^\W*(?:on\s+)?(?:the|that)\s+same\s+(?:day|night|evening|morning)|(?:days?|weeks?|months?)\s+(?:earlier|later|before)|the\s+(?:day|week|night|month)\s+before|the\s+recent\s+(?:attempted\s+)?(?:murder|attack|bombing|killing|assassination))",
    re.IGNORECASE,
)
_PLUPERFECT = re.compile(
    r"\bhad\s+(?:\w+\s+)?been\s+(?:\w+\s+)?(?:shot|killed|murdered|gunned|abducted|kidnapped|wounded|attacked|assassinated|stabbed)\b",
    re.IGNORECASE,
)
_POLICE = re.compile(
    r"\s+(?:riot\s+|border\s+|traffic\s+|military\s+|federal\s+|secret\s+)?(?:police|gendarmes|border\s+guards)\b",
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
# "By nightfall two villages had been raided": what is told next, each at its own place.
_SUMMED_UP = re.compile(
    r"\b(?:two|three|four|five|six|several)\s+(?:[a-z-]+\s+)?(?!people\b|men\b|women\b)[a-z]+s\s+(?:had|have)\s+been\s+(?:attacked|hit|bombed|struck|raided|targeted)\b",
    re.IGNORECASE,
)
_BACKWARDS = re.compile(r"\b(?:before|earlier|previous)\b", re.IGNORECASE)
_SEPARATE = re.compile(
    r"\b(?:in\s+(?:a\s+separate|another|a\s+different|a\s+second|an\s+unrelated)\s+\w+|separately,|elsewhere\b|simultaneous\s+\w+\s+(?:on|at|in)\b|in\s+a\s+(?:related|similar)\s+development|in\s+another\s+development|in\s+other\s+(?:violence|incidents|news)|meanwhile,\s+in\b)",
    re.IGNORECASE,
)
# "Some six hours later, a car bomb ...", "Hours earlier, in Y, ...": another act of the same day.
_HOURS_APART = re.compile(
    r"^\W*(?:some\s+|about\s+|a\s+few\s+|just\s+)?(?:\w+\s+)?(?:hours?)\s+(?:later|earlier|before|after)\b",
    re.IGNORECASE,
)
_MONTH_NAME = r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z .'’-]{2,30}(?:,\s*[A-Z][\w. ]{2,20})?(?:\s*\([^)]{2,40}\))?,?\s+(?:"
    + _MONTH_NAME
    + r"\.?\s+\d{1,2}|\d{1,2}\s+"
    + _MONTH_NAME
    + r"\.?)(?:,?\s+\d{4})?(?:\s*[(/][^)/]{2,40}[)/]\.?)?\s*(?:[-–—]{1,2}|[.:])?\s+(?=[A-Z\"“])|[A-Z][A-Z .'’-]{2,30},\s+(?:"
    + _MONTH_NAME
    + r"\.?\s+\d{1,2}|\d{1,2}\s+"
    + _MONTH_NAME
    + r")\s*(?:\([^)]{2,40}\)\s*)?:\s+|[A-Z][A-Z .'’-]{2,40}(?:,\s*(?:[A-Z][\w.]*\s?){1,3})?\s*(?:\([^)]{2,40}\))?\s*[-–—]{1,2}\s+(?=[A-Z\"“])|\([^)\n]{3,90}\d{4}\)\s+)"
)
_CONTINUES = re.compile(
    r"\b(?:in\s+the\s+(?:resulting|ensuing|subsequent|following)\s+\w+|the\s+(?:same|latest)\s+(?!day|night|evening|morning|week|month|year)\w+)",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"\b(?:events|attacks|incidents|violence|bombings|blasts|killings|clashes)\b", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"\b(?:risen|rises|toll|prosecutors?|identified|recognised|buried|buries|funerals?|mourning|condemned|investigat\w+|named|later\s+(?:died|said)|in\s+hospital|succumbed|raise[sd]?|remain\w*|under\s+arrest|had\s+been\s+(?:killed|hurt|injured|wounded))\b",
    re.IGNORECASE,
)


# What may follow the place that labels a section: a country in brackets, a colon, a dash, a second place.
_PLACE_LABEL = re.compile(r"\s*(?:\([^)]{2,30}\)\s*)?(?:[:–—]|-\s|,)")
_PLACE_PREFIX = re.compile(
    r"[^\w]*(?:(?:co\.?|county|district|in|near|province|town|city|village)\s+(?:of\s+)?)?", re.IGNORECASE
)
# Lines that end in no stop over the first paragraph: headline, deck and byline.
_HEADLINES = re.compile(r"[^\n]{10,140}(?:\n[^\n]{3,140}){0,3}(?<![.!?:;,”\"])")
_MEANWHILE = re.compile(r"\W*(?:meanwhile|elsewhere|separately)\b", re.IGNORECASE)
_YEAR_HEADING = re.compile(
    r"\W*(?:(?:in|the\s+year|year|january|february|march|april|may|june|july|august|september|october|november|december)\s+)*((?:19|20)\d\d)\W*",
    re.IGNORECASE,
)
_DAY_HEADING = re.compile(
    r"(?:night\s+of\s+)?(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?|\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\b|\d{1,2}[./]\d{1,2}\b|\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)


# "the police station here": in the town of the dateline
_HERE = re.compile(
    r"(?<!said )\b(?:here|in\s+this\s+(?:town|city|village|municipality|capital))\b(?!\s+(?:on|in)\s+\w+day)"
)


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
        if unit.redates and unit.dated is not None and not self.listed:
            self.dated, self.date_hedged = unit.dated, False
        elif (
            (self.dated is None or (self.date_hedged and not (unit.dated is not None and unit.dated.hedged)))
            and unit.dated is not None
            and not unit.title
        ):
            self.dated, self.date_hedged = unit.dated, unit.headed or unit.dated.hedged
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


class _Walk:
    def __init__(self, analysis: Analysis, dater: Dater) -> None:
        self.a = analysis
        self.dater = dater
        self.reader = UnitReader(analysis, dater)
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        # The last day that the prose named, whether or not of an incident, and its block: "the same morning" is its morning.
        self.spoken: tuple[Dated | None, int] = (None, -1)
        self.topic: tuple[Dated | None, ResolvedPlace | None, int] | None = None
        self.focus = focus_country(analysis)
        self.story = 0
        self.story_place: ResolvedPlace | None = None
        self.line = next((p for p in analysis.places if p.mention.dateline and is_fine(p)), None)
        self.body = next((i for i, b in enumerate(analysis.structure.blocks) if b.kind != "heading"), 0)
        self.place_headings = self._find_place_headings()
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
            for unit in self.reader.units(sentence, self._after_dateline(sentence)):
                if (
                    b.kind == "heading"
                    and b.start > 0
                    and self.drafts
                    and (
                        (self.a.text[b.start : b.end].isupper() and not self.a.text.isupper())
                        or self._is_day_heading(sentence.block)
                        or (self.place_headings and sentence.block > min(self.place_headings))
                    )
                ):
                    # Capitals over each item of a release: a story of its own.
                    self.story += 1
                    self.current, self.topic, self.story_place = None, None, None
                headline = sentence.block == 0 and _HEADLINES.fullmatch(self.a.text, b.start, b.end) is not None
                if b.kind == "heading" or sentence.start < self.a.document.title_end or headline:
                    unit.title = True
                    if sentence.start < max(self.a.document.title_end, 1) or sentence.index == 0:
                        titles.append(unit)
                    continue
                if self._no_report(b):
                    continue
                if b.kind == "item" and self._inventory_line(unit, sentence.block):
                    continue
                if b.kind == "item" and sentence.start == b.start and self._opens_with_place(b):
                    self.story += 1
                    self.current, self.topic = None, None
                    self.story_place = self._opens_with_place(b)
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

    def _opens_with_place(self, block: Block) -> ResolvedPlace | None:
        """The place that a numbered paragraph is labelled with: "3. Boralday, Almaty region. Security forces ..."."""
        if not self._told_as_prose(block):
            return None
        label = re.compile(r"[^.:\n]{2,60}[.:](?=\s)").match(self.a.text, block.start, block.end)
        if label is None:
            return None
        places = [p for p in self.a.places_in(block.start, label.end()) if is_fine(p) and p.mention.kind == "place"]
        if not places or places[0].mention.start - block.start > 2 or within(self.a.triggers, block.start, label.end()):
            return None
        return places[0]

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
        return self.reader.after_agency_dateline(sentence)

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
        # "The same day", under a new heading, is that of the story before.
        context = self.current.dated if self.current else (self.drafts[-1].dated if self.drafts else None)
        spoken, block = self.spoken
        if (
            (context is None or context.extent.earliest is None)
            and spoken is not None
            and unit.sentence.block - block <= 1
        ):
            context = spoken
        self._date(unit, context)
        if unit.dated is not None and not _steps_back(unit.dated):
            self.spoken = unit.dated, unit.sentence.block
        unit.place = best_place(unit.places, self.a.text, unit.start, unit.triggers, focus=self.focus)
        if _HERE.search(clause) and (unit.place is None or not is_fine(unit.place) or is_admin(unit.place)):
            unit.place = self.story_place or self.line or unit.place
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
            unit.place = self._paragraph_place(unit) or unit.place or self._police_of(unit)
        if unit.earlier or (unit.opens and self._had_happened(unit)):
            draft = Draft(earlier_of=self.current)
            draft.add(unit)
            if draft.place is None and self.current is not None:
                draft.place, draft.place_hedged = self.current.place, True
            self.drafts.append(draft)
            return
        fine = unit.place is not None and is_fine(unit.place)
        summed_up = not fine and unit.dated is not None and _SUMMED_UP.search(clause)
        if (_PLURAL.match(clause) or summed_up) and not unit.casualties:
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
        if target is not None and self._under_new_day(target, unit):
            target = None
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
            if (target.place is None or not is_fine(target.place)) and self.story_place is not None:
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

    def _under_new_day(self, draft: Draft, unit: Unit) -> bool:
        """ "The town was not left in peace on Monday either. A patrol ...": no part of what an earlier paragraph told
        undated, or under another day."""
        if self.topic is None or unit.dated is not None:
            return False
        dated, _, block = self.topic
        if draft.dated is not None and (not draft.date_hedged or dated is None or draft.dated.overlaps(dated)):
            return False
        return (
            dated is not None
            and dated.timex.value.kind != "anaphoric"
            and block == unit.sentence.block
            and all(u.sentence.block < block for u in draft.units)
            and not any(definite(self.a, t) for t in unit.triggers)
        )

    def _set_elsewhere(self, unit: Unit, draft: Draft) -> bool:
        """ "In Mamou, 270 km inland, a crowd ...": the sentence opens with another place than the draft's."""
        p = unit.place
        if p is None or draft.place is None or not is_fine(p) or p.mention.start - unit.start > 12:
            return False
        return not may_be_one(p, draft.place) and not same_or_within(draft.place, p)

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
        if unit.dated is not None and _steps_back(unit.dated):
            return  # the evening before is that of what led up to it
        if unit.dated is not None and unit.dated.timex.value.kind in (
            *(("anaphoric",) if unit.dated.extent.earliest is not None else ()),
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
        dated, place = self._heading_above(unit)
        if draft.dated is None and dated is not None:
            draft.dated, draft.date_hedged = dated, False
        if place is not None and (
            draft.place is None
            or not is_fine(draft.place)
            # the first incident under "Tue. 09/03 – Butembo" is Butembo's, whatever its words recall of Beni
            or (
                not is_admin(place)
                and all(d.story != self.story for d in self.drafts)
                and not same_or_within(draft.place, place)
            )
        ):
            draft.place, draft.place_hedged = place, False
        if self.topic is None:
            return
        dated, place, block = self.topic
        gap = unit.sentence.block - block
        # "The evening before" dates what its own paragraph goes on to tell, no more.
        reach = 0 if dated is not None and dated.timex.value.kind == "anaphoric" else 3
        if draft.dated is None and dated is not None and gap <= reach:
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
        told = any(u.sentence.block == unit.sentence.block for d in self.drafts for u in d.units)
        for s in reversed(earlier[-2:] if told else earlier[-4:]):
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
            if place is not None and (
                place.best is not None or place.rule in ("unknown.village", "unknown.apposition")
            ):
                return place
        return None

    def _police_of(self, unit: Unit) -> ResolvedPlace | None:
        """The country whose police act: "Kenyan riot police shot ..." tells of Kenya (of an army, it need not)."""
        return next(
            (
                p
                for p in unit.places
                if p.mention.kind == "demonym" and p.best is not None and _POLICE.match(self.a.text, p.mention.end)
            ),
            None,
        )

    def _in_passing(self, unit: Unit) -> bool:
        """An undated mention of another country than the one the document is about."""
        if unit.dated is not None or self.focus is None or unit.place is None or unit.place.best is None:
            return False
        country = unit.place.best.country_code
        # A country that the text keeps coming back to is a subject of it, not an aside.
        mentions = sum(1 for p in self.a.places if p.best is not None and p.best.country_code == country)
        return country != self.focus and mentions <= 2

    def _date(self, unit: Unit, context: Dated | None) -> None:
        year = self._year_above(unit)
        unit.dated = self.dater.choose(unit.timexes, unit.triggers, self.a.text, context, year=year)
        unit.redates = unit.dated is not None and self._names_the_act(unit, unit.dated.timex)
        if unit.dated is None and unit.kind == "item":
            section = self.a.structure.blocks[unit.sentence.block].section
            if section is not None and context is None:
                heading = self.a.structure.blocks[section]
                day = self.dater.usable(within(self.a.timexes, heading.start, heading.end), self.a.text, heading.start)
                unit.dated = self.dater.choose(day, (), self.a.text, None)
                unit.headed = unit.dated is not None

    def _names_the_act(self, unit: Unit, timex: TimexMention) -> bool:
        """ "The explosion Monday afternoon", "Tuesday's attack": the day of what is being told, said outright."""
        for t in unit.triggers:
            if t.voice != "noun" or t.kind not in ACTS:
                continue
            if (
                0 <= timex.start - t.end <= 4
                and definite(self.a, t)
                and self.a.text[t.end : timex.start].strip().lower() in ("", "on", "of")
            ):
                return timex.value.kind in ("weekday", "absolute", "partial")
            if 0 < t.start - timex.end <= 3 and self.a.text[timex.end : t.start].strip() in ("'s", "’s"):
                return timex.value.kind in ("weekday", "absolute", "partial")
        return False

    def _year_above(self, unit: Unit) -> int | None:
        """The year that the nearest heading consists of ("1987", "June 2012"), for days that are given without one."""
        section = self.a.structure.blocks[unit.sentence.block].section
        while section is not None:
            heading = self.a.structure.blocks[section]
            m = _YEAR_HEADING.fullmatch(self.a.text, heading.start, heading.end)
            if m is not None:
                return int(m[1])
            section = next(
                (k for k in range(section - 1, -1, -1) if self.a.structure.blocks[k].kind == "heading"), None
            )
        return None

    def _find_place_headings(self) -> dict[int, ResolvedPlace]:
        """The headings of a bulletin that goes from place to place ("Londonderry", "ANSONGO (MALI): ..."): block to place.

        One such heading says nothing; two or more say that each has its own story.
        """
        found: dict[int, ResolvedPlace] = {}
        for index, block in enumerate(self.a.structure.blocks):
            if (
                block.kind != "heading"
                or block.start < max(self.a.document.title_end, 1)
                or block.end - block.start > 80
            ):
                continue
            text = self.a.text[block.start : block.end]
            places = [p for p in self.a.places_in(block.start, block.end) if is_fine(p) and p.mention.kind == "place"]
            opens = [p for p in places if _PLACE_PREFIX.fullmatch(text[: p.mention.start - block.start])]
            if opens and (
                len(opens[0].mention.text) * 2 >= len(text)
                or _PLACE_LABEL.match(text, opens[0].mention.end - block.start)
            ):
                found[index] = opens[0]
        return found if len(found) > 1 else {}

    def _is_day_heading(self, index: int) -> bool:
        """Whether block `index`, a heading, opens with a day and stands in the body: not the document's own byline."""
        block = self.a.structure.blocks[index]
        return (
            block.start >= max(self.a.document.title_end, 1)
            and index > self.body
            and _DAY_HEADING.match(self.a.text, block.start, block.end) is not None
        )

    def _heading_above(self, unit: Unit) -> tuple[Dated | None, ResolvedPlace | None]:
        """Day and place of the dated heading over a passage: "Mon. 8 March - Beni", "Tuesday, 4 June"."""
        section = self.a.structure.blocks[unit.sentence.block].section
        if section is not None and section in self.place_headings:
            return None, self.place_headings[section]
        if section is None or not self._is_day_heading(section):
            return None, None
        heading = self.a.structure.blocks[section]
        days = self.dater.usable(within(self.a.timexes, heading.start, heading.end), self.a.text, heading.start)
        days = [t for t in days if t.value.kind in ("absolute", "partial", "weekday", "range")]
        dated = self.dater.choose(days, (), self.a.text, None, year=self._year_above(unit))
        if (
            dated is None
            or dated.extent.earliest == self.dater.published[1]
            or any(not t.weak for t in within(self.a.triggers, heading.start, heading.end))
        ):
            return None, None
        places = [p for p in self.a.places_in(heading.start, heading.end) if is_fine(p) and p.mention.kind == "place"]
        return dated, places[-1] if places else None

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
        if (
            unit.dated is not None
            and draft.dated is not None
            and not draft.dated.hedged
            and not unit.dated.overlaps(draft.dated)
        ):
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
        if (
            _MEANWHILE.match(clause)
            and unit.place is not None
            and is_fine(unit.place)
            and unit.place.mention.kind == "place"
        ):
            candidates = [d for d in candidates if d.place is not None and may_be_one(unit.place, d.place)]
            if not candidates:
                return None
        follows = bool(_FOLLOWS.search(clause))
        bare = unit.dated is None and (unit.place is None or not is_fine(unit.place)) and not another
        best, best_score = None, 0.0
        if bare and any(self._near(d, unit) == 0 for d in candidates):
            candidates = [d for d in candidates if self._near(d, unit) == 0]
        for d in candidates:
            gap = self._near(d, unit)
            score = 0.0
            if unit.dated is not None and d.dated is not None and d.dated.extent.earliest is None:
                score -= 0.3 * (unit.dated.extent.earliest is not None)
            elif unit.dated is not None and d.dated is not None:
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


def _steps_back(dated: Dated) -> bool:
    """ "The evening before": a day behind the one that is being told."""
    return dated.timex.value.kind == "anaphoric" and _BACKWARDS.search(dated.timex.text) is not None


def _other_dead(unit: Unit, draft: Draft) -> bool:
    """Whether both count dead people of unlike kind in unlike number: "12 people", "a group of nine fighters"."""
    mine = {(c.head, c.best) for c in unit.casualties if c.field == "deaths" and c.best}
    theirs = {(c.head, c.best) for u in draft.units for c in u.casualties if c.field == "deaths" and c.best}
    return bool(mine and theirs) and not (
        {h for h, _ in mine} & {h for h, _ in theirs} or {n for _, n in mine} & {n for _, n in theirs}
    )
