"""One document with everything found in it, indexed so that any stretch of text can ask for its mentions."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol, TypeVar

import msgspec

from dateline.documents.structure import Block, Sentence, Structure, Token, analyse, tokens
from dateline.mentions.actors import find_actors
from dateline.mentions.counts import find_counts
from dateline.mentions.events import Trigger, find_triggers
from dateline.mentions.timex import find_timexes
from dateline.mentions.toponyms import find_toponyms
from dateline.mentions.weapons import find_weapons
from dateline.records import (
    ActorMention,
    CountMention,
    Document,
    PlaceMention,
    ResolvedPlace,
    TimexMention,
    WeaponMention,
)
from dateline.reports.places import (
    Taken,
    cell_names,
    dateline_name,
    is_people,
    lead_names,
    settle,
    unknown_sites,
)
from dateline.reports.tables import place_cells
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.places import document_country, resolve_places
from dateline.resolve.readings import home_of


class Spanned(Protocol):
    """Anything with half-open offsets."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Spanned)


def within(items: Sequence[S], start: int, end: int) -> Sequence[S]:
    """The items that begin in [start, end); `items` are sorted by start."""
    return items[bisect_left(items, start, key=_start) : bisect_left(items, end, key=_start)]


def _start(item: Spanned) -> int:
    return item.start


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """A document's structure and mentions, each list sorted by start."""

    document: Document
    text: str
    structure: Structure
    tokens: list[Token]
    triggers: tuple[Trigger, ...]
    actors: tuple[ActorMention, ...]
    counts: tuple[CountMention, ...]
    weapons: tuple[WeaponMention, ...]
    timexes: tuple[TimexMention, ...]
    places: tuple[ResolvedPlace, ...]
    place_starts: tuple[int, ...]

    def tokens_in(self, start: int, end: int) -> Sequence[Token]:
        """Tokens that begin in [start, end)."""
        return within(self.tokens, start, end)

    def places_in(self, start: int, end: int) -> Sequence[ResolvedPlace]:
        """Resolved toponyms that begin in [start, end)."""
        return self.places[bisect_left(self.place_starts, start) : bisect_left(self.place_starts, end)]

    def block_of(self, sentence: Sentence) -> Block:
        """The block that holds the sentence."""
        return self.structure.blocks[sentence.block]

    def sentence_before(self, offset: int) -> int:
        """Index of the last sentence that starts at or before the offset (0 where there is none)."""
        return max(0, bisect_right(self.structure.sentences, offset, key=_start) - 1)


_MAKE_AFTER = re.compile(
    r"\s+(?:trucks?|pick-?ups?|jeeps?|lorr(?:y|ies)|rifles?|pistols?|minivans?|motorbikes?)\b(?!\s+(?:bomb|attack|drivers?))"
)
_ROMAN = re.compile(r"[IVX]{2,}")
_SIDES = re.compile(r"\b(?:anti|pro)[-–]$", re.IGNORECASE)
_SEPARATOR = re.compile(r"(?:\W*\)|\s*[.:,])?\s*[-–—|:,]\s*")


def _after_date(text: str, heading: Block, timexes: Sequence[TimexMention]) -> int:
    """Where the rest of a heading begins that opens with a date and a dash ("Tue. 09/03 – Butembo")."""
    days = within(timexes, heading.start, min(heading.start + 12, heading.end))
    rest = _SEPARATOR.match(text, days[-1].end, heading.end) if days else None
    return rest.end() if rest else heading.start


def analyse_document(document: Document, *, gazetteer: Gazetteer) -> Analysis:
    """Find everything that the coder reads in one document."""
    text = document.text
    words = tokens(text)
    structure = analyse(text)
    triggers = find_triggers(words)
    actors, timexes = find_actors(text), find_timexes(text)
    leads = [(b.start, b.end) for b in structure.blocks if b.kind in ("item", "row")]
    mentions = find_toponyms(text, gazetteer=gazetteer)
    cells = cell_names(text, place_cells(text, structure))
    leading = lead_names(text, leads, mentions)
    taken = Taken([(m.start, m.end) for m in (*mentions, *leading)])
    leading += tuple(PlaceMention(start=s, end=e, text=text[s:e]) for s, e in cells if not taken.has(s, e))
    # What a publisher calls itself, and files a post under, says where the post is set: "Dagestan" over Izberbash.
    home = ", ".join(x for x in (document.outlet, *document.tags) if x) or None
    resolved = resolve_places([*mentions, *leading], text=text, gazetteer=gazetteer, outlet=home)
    # A lone word before an entry of a log ("0530  Tame. ...") is a place only where the country has one of that name.
    country = document_country(resolved[: len(mentions)])
    at_home = [p for p in resolved[len(mentions) :] if p.best is not None and p.best.country_code == country]
    homes = {e.geonameid: e.country_code for e in home_of(home, gazetteer)}
    known = tuple(sorted([*resolved[: len(mentions)], *at_home], key=lambda p: p.mention.start))
    # "in March 1993" is no town in Cambridgeshire.
    known = tuple(p for p in known if not any(t.start < p.mention.end and p.mention.start < t.end for t in timexes))
    # The anti-Balaka are of no district in Malawi, and a US destroyer is not in the United States.
    known = tuple(p for p in known if not _SIDES.search(text[max(0, p.mention.start - 5) : p.mention.start]))
    # "Grenade thrown into a bar" did not happen in Granada.
    words_of_violence = {(t.start, t.end) for t in triggers}
    known = tuple(p for p in known if (p.mention.start, p.mention.end) not in words_of_violence)
    # Nor is Hamas a town in Westphalia.
    groups = [a for a in actors if a.named and a.entity == "organisation"]
    known = tuple(p for p in known if not any(a.start == p.mention.start and a.end == p.mention.end for a in groups))
    # A Hino truck, a Browning pistol: a make. "III. Freedom of assembly": a number.
    known = tuple(
        p for p in known if not _MAKE_AFTER.match(text, p.mention.end) and not _ROMAN.fullmatch(p.mention.text)
    )
    known = settle(known, text, homes=homes)
    # "58 civ KIA" counts the killed; it is no army of that name.
    actors = tuple(
        x
        for x in actors
        if x.text not in ("KIA", "WIA", "MIA")
        or not re.search(r"\d\s+(?:\w+\s+)?$", text[max(0, x.start - 16) : x.start])
    )
    blocks = structure.blocks
    headings = [
        (_after_date(text, b, timexes), b.end)
        for b, after in itertools.pairwise(blocks)
        if b.kind == "heading" and (after.kind == "item" or _after_date(text, b, timexes) > b.start)
    ]
    unknown = unknown_sites(
        text, places=known, actors=actors, timexes=timexes, leads=leads, headings=headings, cells=cells
    )
    line = dateline_name(text, [p.mention for p in (*known, *unknown)])
    if line is not None:
        unknown.append(line)
    places = tuple(sorted([p for p in [*known, *unknown] if not is_people(p, text)], key=lambda p: p.mention.start))
    return Analysis(
        document=document,
        text=text,
        structure=structure,
        tokens=words,
        triggers=triggers,
        actors=actors,
        counts=find_counts(text),
        weapons=find_weapons(text),
        timexes=timexes,
        places=places,
        place_starts=tuple(p.mention.start for p in places),
    )
