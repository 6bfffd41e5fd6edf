"""From what a model points at to reports: it says where the words stand, our own lexicons and rules say what they mean.

Every string of an answer is looked up in the document; what is not there is dropped. Of what is there the type, date,
place, numbers, kinds of actors and weapons are read by the same code that serves the pattern coder, so that codes stay
neutral and dates and places resolved, whatever the model thinks of them. Two things are its own judgement, where the
words allow it: which passages tell of one incident, and the type of an act that the lexicon has no word for.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec

from dateline.coders.admission import NO_QUOTE
from dateline.coders.answers import TYPES, Figure, Said, Told
from dateline.coders.quotes import locate
from dateline.mentions.weapons import find_inventory
from dateline.records import (
    COUNT_FIELDS,
    STATEMENT_KINDS,
    Actor,
    ActorMention,
    Counts,
    DateExtent,
    Document,
    Dropped,
    Place,
    Report,
    ResolvedPlace,
    SeizedItem,
    Statement,
)
from dateline.records.values import Role
from dateline.reports.analysis import Analysis, Spanned, within
from dateline.reports.casualties import find_casualties
from dateline.reports.casualty import Casualty
from dateline.reports.coder import publication_interval
from dateline.reports.dating import Dated, Dater
from dateline.reports.event_types import event_type
from dateline.reports.evidence import Evidence
from dateline.reports.places import best_place, country_mention
from dateline.reports.quantities import GENERAL_HEADS, items_in
from dateline.reports.realis import realis
from dateline.reports.summary import summarise
from dateline.reports.tally import Figure as Tallied
from dateline.reports.tally import is_attacker, tally
from dateline.reports.units import actual_triggers
from dateline.resolve.places import to_place

S = TypeVar("S", bound=Spanned)

NOT_AN_ACT = "not told as something that happened"
NOT_SAID = "value not said by its quote"
NOT_KNOWN = "words of no known meaning"
TWICE = "told twice"

_NAME_WORDS = 6  # the longest names of places and groups; a model that copies a whole sentence gave no name


class Pointed(NamedTuple):
    """A model's record, and the stretch of the text [start, end) that it was shown."""

    record: Told | Said
    start: int
    end: int


class _Words(NamedTuple):
    """Where a quote stands: text[start:end]."""

    start: int
    end: int


def ground(
    document: Document, analysis: Analysis, pointed: Sequence[Pointed], *, by: str
) -> tuple[tuple[Report, ...], tuple[Statement, ...], tuple[Dropped, ...]]:
    """Reports and statements of what holds, and what was dropped. `by` names the model in every attestation."""
    reader = _Reader(document, analysis, by)
    told = [(p, p.record) for p in pointed if isinstance(p.record, Told)]
    reports = [r for p, record in told if (r := reader.report(p, record)) is not None]
    reports.sort(key=lambda r: r.spans)
    numbered = tuple(msgspec.structs.replace(r, position=n) for n, r in enumerate(reports, 1))
    said = [(p, p.record) for p in pointed if isinstance(p.record, Said)]
    statements = tuple(s for p, record in said if (s := reader.statement(p, record, numbered)) is not None)
    return numbered, statements, tuple(reader.dropped)


class _Reader:
    """Reads what the model points at in one document."""

    def __init__(self, document: Document, analysis: Analysis, by: str) -> None:
        self.document, self.a, self.text, self.by = document, analysis, document.text, by
        self.dater = Dater(document, publication_interval(document, analysis.timexes))
        self.dater.year_from(analysis.timexes)
        self.dropped: list[Dropped] = []
        self.last: Dated | None = None
        self.seen: set[Any] = set()

    def drop(self, reason: str, field: str, words: str) -> None:
        self.dropped.append(Dropped(reason=reason, message=f"{field}: {' '.join(words.split())[:80]!r}"))

    def find(self, p: Pointed, field: str, quote: str, near: int | None = None) -> _Words | None:
        """Where a quote stands in what the model was shown; None, and told, where it does not."""
        if not quote.strip():
            return None
        found = locate(self.text, quote, p.start, p.end, near=near)
        if found is None:
            self.drop(NO_QUOTE, field, quote)
            return None
        return _Words(*found)

    def sentence(self, words: _Words) -> _Words:
        s = self.a.structure.sentences[self.a.sentence_before(words.start)]
        return _Words(s.start, max(s.end, words.end))

    # Incidents

    def report(self, p: Pointed, told: Told) -> Report | None:
        what = self.find(p, "what", told.what)
        if what is None:
            return None
        whole = self.sentence(what)
        sentence = self.text[whole.start : whole.end]
        sense = realis(sentence)
        named = within(self.a.triggers, what.start, what.end)
        triggers = actual_triggers(self.a, named)
        if sense in ("question", "other") or (named and not triggers):
            self.drop(NOT_AN_ACT, "what", told.what)
            return None
        if not triggers and told.type not in TYPES:
            self.drop(NOT_KNOWN, "what", told.what)
            return None
        evidence = Evidence(self.a, by=self.by)
        used = [what]
        weapons = self.weapons(p, told.weapons, what, used, evidence)
        seized = self.seized(p, told.seized, what, used, evidence)
        cast = self.cast(p, told, what, used)
        counted = {name: self.counted(p, name, getattr(told, name), what, used) for name in COUNT_FIELDS}
        types = {role: frozenset(m.type for r, _, m in cast if r == role and m and m.type) for role in _ROLES}
        heads = frozenset(m.head for r, _, m in cast if r == "perpetrator" and m)
        figures = {name: self.tallied(name, rows, types["perpetrator"], heads) for name, rows in counted.items()}
        harmed = any(c.best != 0 for name in ("deaths", "injured") for c in counted[name])
        if triggers:
            kind, sub, status = event_type(
                triggers,
                perpetrators=types["perpetrator"],
                targets=types["target"],
                weapons=frozenset(category for _, category in weapons),
                harmed=harmed,
                seized=bool(seized),
                killed=_most(counted["deaths"]),
                abducted=_most(counted["abducted"]),
                tied=frozenset(c.trigger_start for rows in counted.values() for c in rows),
            )
            rule, loaded = f"type.{triggers[0].kind}", triggers[0].loaded
        else:
            kind, sub, status, rule, loaded = TYPES[told.type], told.type, "occurred", "type.model", None
        evidence.add("event_type", kind, *what, rule, loaded=loaded)
        evidence.add("sub_event_type", sub, *what, rule, loaded=loaded)
        evidence.add("status", status, *what, f"status.{status}")
        date = self.date(p, told.when, what, used, evidence)
        place = self.place(p, told.where, what, used, evidence)
        for name, figure in figures.items():
            self.attest(name, figure, evidence)
        actors = self.actors(cast, evidence)
        counts: dict[str, Counts | None] = {name: figure.counts for name, figure in figures.items()}
        key = (sub, place.name if place else None, date.earliest, date.latest, counts["deaths"], counts["injured"])
        if key in self.seen:
            self.drop(TWICE, "what", told.what)
            return None
        self.seen.add(key)
        digest = hashlib.sha256(f"{self.document.document_id}:{self.by}:{what.start}:{what.end}".encode()).hexdigest()
        return Report(
            report_id=f"r{digest[:12]}",
            document_id=self.document.document_id,
            position=0,
            spans=_merged(self.sentence(words) for words in used),
            summary=summarise(sub, place, date, counts, status),
            event_type=kind,
            sub_event_type=sub,
            status=status,
            background=sense == "background",
            date=date,
            place=place,
            deaths=counts["deaths"],
            injured=counts["injured"],
            detained=counts["detained"],
            abducted=counts["abducted"],
            freed=counts["freed"],
            deaths_by_side=figures["deaths"].by_side,
            seized=tuple(seized),
            actors=actors,
            weapons=tuple(name for name, _ in weapons),
            attestations=tuple(evidence.rows),
        )

    def date(self, p: Pointed, when: str, what: _Words, used: list[_Words], evidence: Evidence) -> DateExtent:
        """The interval that the words stand for; without any, before publication: it is told in the past tense."""
        words = self.find(p, "when", when, what.start)
        dated = None
        if words is not None:
            found = _overlapping(self.a.timexes, words)
            usable = self.dater.usable(found, self.text, self.sentence(words).start)
            dated = self.dater.choose(usable, self.a.triggers, self.text, self.last) if usable else None
            if dated is None:
                self.drop(NOT_KNOWN, "when", when)
        if dated is None or words is None:
            latest, rule = self.dater.published[1], "undated.before-publication"
            if latest is not None:
                evidence.add("date_end", latest.isoformat(), *what, f"date.{rule}", sure="hedged")
            return DateExtent(latest=latest, rule=rule)
        self.last = dated
        used.append(words)
        extent = dated.extent
        for field, day in (("date_start", extent.earliest), ("date_end", extent.latest)):
            if day is not None:
                evidence.add(field, day.isoformat(), dated.timex.start, dated.timex.end, f"date.{extent.rule}")
        return extent

    def place(self, p: Pointed, where: str, what: _Words, used: list[_Words], evidence: Evidence) -> Place | None:
        """What the gazetteer has under the name; a name that it lacks stays a name, in the document's country."""
        words = self.find(p, "where", where, what.start)
        if words is None:
            return None
        named = [x for x in self.a.places if x.mention.start < words.end and words.start < x.mention.end]
        chosen: ResolvedPlace | None = best_place(named, self.text, words.start, []) or next(iter(named), None)
        if chosen is not None:
            place, start, end, rule = to_place(chosen), chosen.mention.start, chosen.mention.end, "place.quote"
        else:
            name = " ".join(self.text[words.start : words.end].split())
            if not name[0].isupper() or len(name.split()) > _NAME_WORDS:
                self.drop(NOT_KNOWN, "where", where)
                return None
            place, start, end, rule = Place(name=name), words.start, words.end, "place.model"
        if place.country_code is None:
            home = country_mention(self.a)
            if home is not None and home.best is not None:
                place = msgspec.structs.replace(place, country=home.best.country, country_code=home.best.country_code)
        used.append(words)
        evidence.add("place.name", place.name, start, end, rule)
        if place.geonameid is not None:
            evidence.add("place.geonameid", place.geonameid, start, end, rule)
        return place

    # Numbers

    def counted(
        self, p: Pointed, name: str, figures: Sequence[Figure], what: _Words, used: list[_Words]
    ) -> list[Casualty]:
        """The figures whose quotes say that number of that fate, in order of the text."""
        rows: list[Casualty] = []
        for figure in figures:
            words = self.find(p, name, figure.quote, what.start)
            if words is None:
                continue
            found = self.casualty(name, figure.number, words)
            if found is None:
                self.drop(NOT_SAID, name, f"{figure.number}: {figure.quote}")
            elif found not in rows:
                rows.append(found)
                used.append(words)
        return sorted(rows, key=lambda c: (c.start, c.end))

    def casualty(self, name: str, number: int, words: _Words) -> Casualty | None:
        """What the words say of the number: a fate that the patterns know, else a number of people, else nothing."""
        whole = self.sentence(words)
        fates = [
            c
            for c in find_casualties(self.a, whole.start, whole.end)
            if c.start < words.end and words.start < c.end and _says(c, number)
        ]
        own = next((c for c in fates if c.field == name), None)
        if own is not None or fates:
            return own  # of a number that the words tie to another fate the model is wrong
        for item in items_in(self.a, words.start, words.end):
            if item.people and item.count is not None and _says(item.count, number):
                head = item.actor.head if item.actor is not None else ""
                return Casualty(
                    field=name,
                    low=item.count.low,
                    best=item.count.best,
                    high=item.count.high,
                    start=words.start,
                    end=words.end,
                    head=head,
                    actor=item.actor,
                    general=head in GENERAL_HEADS or not head,
                    loaded=item.actor.loaded if item.actor is not None else None,
                    rule="casualty.model",
                    trigger_start=words.start,
                )
        return None

    def tallied(self, name: str, rows: Sequence[Casualty], types: frozenset[Any], heads: frozenset[str]) -> Tallied:
        title = self.document.title_end
        return tally([(c, is_attacker(c, types, heads), c.start < title) for c in rows], deaths=name == "deaths")

    def attest(self, name: str, figure: Tallied, evidence: Evidence) -> None:
        if figure.counts is None:
            return
        for bound in ("low", "best", "high"):
            value = getattr(figure.counts, bound)
            for c in figure.parts if value is not None else ():
                rule = c.rule if len(figure.parts) == 1 else "casualty.sum"
                evidence.add(
                    f"{name}.{bound}", value, c.start, c.end, rule, sure="hedged" if c.hedged else None, loaded=c.loaded
                )

    # People and things

    def cast(
        self, p: Pointed, told: Told, what: _Words, used: list[_Words]
    ) -> list[tuple[Role, _Words, ActorMention | None]]:
        """Who took part in which role, with the mention that types them; a name unknown to the lexicon has no type."""
        out: list[tuple[Role, _Words, ActorMention | None]] = []
        for role, quotes in (("perpetrator", told.perpetrators), ("target", told.targets)):
            for quote in quotes:
                words = self.find(p, role, quote, what.start)
                if words is None:
                    continue
                mention = next(iter(_overlapping(self.a.actors, words)), None)
                name = self.text[words.start : words.end]
                if mention is None and (not name[0].isupper() or len(name.split()) > _NAME_WORDS):
                    self.drop(NOT_KNOWN, role, quote)
                    continue
                out.append((_ROLES[role], words, mention))
                used.append(words)
        return out

    def actors(self, cast: Iterable[tuple[Role, _Words, ActorMention | None]], evidence: Evidence) -> tuple[Actor, ...]:
        rows: dict[tuple[str, str], Actor] = {}
        for role, words, m in cast:
            quoted = self.text[words.start : words.end].split()
            proper = len(quoted) <= _NAME_WORDS and any(w[0].isupper() for w in quoted[1:])
            # "The Harbour Watch group": the lexicon types "group", the name is all of it.
            start, end = words if m is None or (proper and not m.named) else (m.start, m.end)
            name = " ".join(self.text[start:end].split())
            if (role, name.lower()) in rows:
                continue
            kind = m.type if m is not None else None
            if role == "perpetrator" and m is not None and m.entity != "facility" and kind in ("civilians", None):
                # As the pattern coder has it: whoever uses force is coded by what he did, not by how he is called.
                kind = "unidentified armed group"
            number = m.number.best if m is not None and m.number is not None else None
            rows[role, name.lower()] = Actor(
                role=role, name=name, type=kind, entity=m.entity if m is not None else None, number=number
            )
            rule = "role.model" if m is not None else "name.model"
            evidence.add(f"actors.{role}", name, start, end, rule, loaded=m.loaded if m is not None else None)
        return tuple(rows.values())

    def weapons(
        self, p: Pointed, quotes: Sequence[str], what: _Words, used: list[_Words], evidence: Evidence
    ) -> list[tuple[str, str]]:
        """(the text's word, its category) of each weapon that the lexicon knows."""
        out: dict[str, str] = {}
        for quote in quotes:
            words = self.find(p, "weapons", quote, what.start)
            found = _overlapping(self.a.weapons, words) if words is not None else []
            if words is not None and not found:
                self.drop(NOT_KNOWN, "weapons", quote)
            for w in found:
                name = " ".join(w.text.lower().split())
                if name not in out:
                    out[name] = w.category
                    evidence.add("weapons", name, w.start, w.end, f"weapon.{w.category}")
            if words is not None and found:
                used.append(words)
        return list(out.items())

    def seized(
        self, p: Pointed, quotes: Sequence[str], what: _Words, used: list[_Words], evidence: Evidence
    ) -> list[SeizedItem]:
        out: list[SeizedItem] = []
        for quote in quotes:
            words = self.find(p, "seized", quote, what.start)
            lines = find_inventory(self.text, *words) if words is not None else ()
            if words is not None and not lines:
                self.drop(NOT_KNOWN, "seized", quote)
            for line in lines:
                if line.seized not in out:
                    out.append(line.seized)
                    value = {"item": line.seized.item, "number": line.seized.number}
                    evidence.add("seized", value, line.start, line.end, "inventory")
            if words is not None and lines:
                used.append(words)
        return out

    # Statements

    def statement(self, p: Pointed, said: Said, reports: Sequence[Report]) -> Statement | None:
        if said.kind not in STATEMENT_KINDS:
            self.drop(NOT_KNOWN, "statement", said.kind)
            return None
        words = self.find(p, "statement", said.quote)
        if words is None:
            return None
        speaker = self.find(p, "speaker", said.speaker, words.start)
        own_id = f"{self.document.document_id}.{said.kind}.{words.start}.{words.end}"
        if own_id in self.seen:
            self.drop(TWICE, "statement", said.quote)
            return None
        self.seen.add(own_id)
        whole = self.sentence(words)
        about = [r.report_id for r in reports if any(a < whole.end and whole.start < b for a, b in r.spans)]
        if not about and len(reports) == 1 and said.kind in ("claim_of_responsibility", "denial"):
            about = [reports[0].report_id]
        return Statement(
            statement_id=own_id,
            document_id=self.document.document_id,
            kind=said.kind,
            speaker=" ".join(self.text[speaker.start : speaker.end].split()) if speaker is not None else None,
            quote=self.text[words.start : words.end],
            start=words.start,
            end=words.end,
            report_ids=tuple(about),
            annotator=f"{self.by}+rule:statement.model@1",
        )


_ROLES: dict[str, Role] = {"perpetrator": "perpetrator", "target": "target"}


def _says(count: Any, number: int) -> bool:
    """Whether a count that was read in the text is the model's: the figure itself, or within what "dozens" may mean."""
    if count.best is not None:
        return bool(count.best == number)
    return count.low is not None and bool(count.low <= number and (count.high is None or number <= count.high))


def _most(rows: Sequence[Casualty]) -> int:
    return max((c.best or c.low or 0 for c in rows), default=0)


def _overlapping(found: Sequence[S], words: _Words) -> list[S]:
    return [m for m in found if m.start < words.end and words.start < m.end]


def _merged(spans: Iterable[_Words]) -> tuple[tuple[int, int], ...]:
    """The stretches in order, those that touch or overlap as one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)
