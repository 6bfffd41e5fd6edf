"""What of a coder's output is kept: what is well formed, in the vocabularies, and said by the words that it quotes.

The rules are the same for every coder, ours included. What does not hold is dropped by the smallest piece that can go,
never repaired, and each piece leaves a `Dropped` behind.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec

from dateline.errors import CoderError
from dateline.records import (
    COUNT_FIELDS,
    EVENT_TYPES,
    STATEMENT_KINDS,
    Attestation,
    Coding,
    Counts,
    DateExtent,
    Document,
    Dropped,
    Relation,
    Report,
    Statement,
)
from dateline.resolve.dates import width

R = TypeVar("R", Report, Statement)

BAD_RECORD = "malformed record"
BAD_CODE = "code outside the vocabulary"
BAD_SPAN = "span outside the text"
NO_QUOTE = "quote not in the text"
NO_SUPPORT = "value without a quote"
SAME_ID = "id given twice"

# Ids that are digests of the document, as ours are, cannot meet those of another document.
_DIGEST = re.compile(r"r[0-9a-f]{12}")


def admit(document: Document, coding: Coding) -> Coding:
    """The coding with only what holds; `dropped` says what went, after what the coder itself reported.

    - A record of the wrong shape (types, `low <= best <= high`, a date that ends before it begins), with a code outside
      its vocabulary, a span outside the text, another document's id or an id given twice is dropped.
    - An attestation whose quote is not `document.text[start:end]` is dropped; so is a relation.
    - A value that no attestation of its field states is emptied: 0 deaths and unknown deaths are different things, so
      a count without a quote becomes unknown. A report that nothing supports is dropped.
    - An id that holds neither the document's id nor is a digest gets the document's id before it, for ids are unique
      over all documents; relations and statements follow.

    Raises:
        CoderError: this is no `Coding`, or one of another document.
    """
    if not isinstance(coding, Coding):
        raise CoderError(f"the coder gave {type(coding).__name__} for document {document.document_id}, not a Coding")
    if coding.document_id != document.document_id:
        raise CoderError(f"the coder gave a coding of document {coding.document_id}, not of {document.document_id}")
    gate = _Gate(document)
    reports = gate.each(coding.reports, Report, "report", gate.report)
    ids = {r.report_id for r in reports}
    reports = tuple(msgspec.structs.replace(r, relations=gate.relations(r, ids)) for r in reports)
    statements = gate.each(coding.statements, Statement, "statement", gate.statement)
    statements = tuple(
        msgspec.structs.replace(s, report_ids=tuple(i for i in map(gate.own_id, s.report_ids) if i in ids))
        for s in statements
    )
    return msgspec.structs.replace(
        coding, reports=reports, statements=statements, dropped=(*coding.dropped, *gate.dropped)
    )


class _Gate:
    """The check of one document's records; collects what is dropped."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.dropped: list[Dropped] = []
        self.seen: set[str] = set()

    def drop(self, reason: str, record: str, message: str) -> None:
        self.dropped.append(Dropped(reason=reason, message=f"{record}: {message}"))

    def own_id(self, given: str) -> str:
        own = self.document.document_id
        return given if own in given or _DIGEST.fullmatch(given) else f"{own}.{given}"

    def each(
        self, records: Sequence[Any], kind: type[R], word: str, check: Callable[[R, str], R | None]
    ) -> tuple[R, ...]:
        """The records of one kind that hold, in order."""
        if not isinstance(records, list | tuple):
            self.drop(BAD_RECORD, f"{word}s", f"{type(records).__name__} instead of a tuple")
            return ()
        kept = []
        for position, given in enumerate(records, 1):
            name = f"{word} {position}"
            record = self.shaped(given, kind, name)
            found = check(record, name) if record is not None else None
            if found is not None:
                kept.append(found)
        return tuple(kept)

    def shaped(self, given: Any, kind: type[R], name: str) -> R | None:
        """The record with every type and vocabulary of its fields checked: structs check none when they are made."""
        if not isinstance(given, kind):
            self.drop(BAD_RECORD, name, f"{type(given).__name__} instead of {kind.__name__}")
            return None
        try:
            return msgspec.convert(msgspec.to_builtins(given), kind)
        except (msgspec.MsgspecError, TypeError, ValueError, AttributeError, RecursionError) as error:
            self.drop(BAD_RECORD, name, str(error))
            return None

    def owned(self, own_id: str, document_id: str, name: str) -> str | None:
        """The id that the record gets; None where it is another document's, empty, or taken."""
        if document_id != self.document.document_id or not own_id:
            self.drop(BAD_RECORD, name, f"id {own_id!r} of document {document_id!r}, not {self.document.document_id!r}")
            return None
        unique = self.own_id(own_id)
        if unique in self.seen:
            self.drop(SAME_ID, name, f"{own_id!r} stands before it in document {document_id}")
            return None
        self.seen.add(unique)
        return unique

    def quoted(self, quote: str, start: int, end: int, name: str) -> bool:
        if quote and 0 <= start < end and self.text[start:end] == quote:
            return True
        self.drop(NO_QUOTE, name, f"{quote[:80]!r} is not text[{start}:{end}] (length {len(self.text)})")
        return False

    def statement(self, s: Statement, name: str) -> Statement | None:
        if s.kind not in STATEMENT_KINDS:
            self.drop(BAD_CODE, name, f"kind {s.kind!r}; there are {', '.join(STATEMENT_KINDS)}")
            return None
        if not self.quoted(s.quote, s.start, s.end, name):
            return None
        own_id = self.owned(s.statement_id, s.document_id, name)
        return None if own_id is None else msgspec.structs.replace(s, statement_id=own_id)

    def report(self, r: Report, name: str) -> Report | None:
        if problem := _code_problem(r):
            self.drop(BAD_CODE, name, problem)
            return None
        if not r.spans or any(not 0 <= a < b <= len(self.text) for a, b in r.spans):
            self.drop(BAD_SPAN, name, f"spans {r.spans} in a text of length {len(self.text)}")
            return None
        if r.date.earliest is not None and r.date.latest is not None and r.date.earliest > r.date.latest:
            self.drop(BAD_RECORD, name, f"date {r.date.earliest} to {r.date.latest} ends before it begins")
            return None
        rows = tuple(a for a in r.attestations if self.quoted(a.quote, a.start, a.end, f"{name}, {a.field}"))
        supported = _Support(rows)
        if r.status != "occurred" and not supported("status", r.status):
            self.drop(NO_SUPPORT, name, f"status {r.status!r} changes what the report says, and no words back it")
            return None
        changes = {field: value for field, value in _emptied(r, supported).items() if value != getattr(r, field)}
        if not rows:
            self.drop(NO_SUPPORT, name, "no value of the report has a verbatim quote")
            return None
        for field in changes:
            self.drop(NO_SUPPORT, f"{name}, {field}", f"no attestation states {_told(getattr(r, field))}")
        own_id = self.owned(r.report_id, r.document_id, name)
        if own_id is None:
            return None
        return msgspec.structs.replace(r, report_id=own_id, attestations=rows, **changes)

    def relations(self, r: Report, ids: set[str]) -> tuple[Relation, ...]:
        """Relations with a verbatim quote and another report of the document at their other end."""
        own = (msgspec.structs.replace(x, report_id=self.own_id(x.report_id)) for x in r.relations)
        return tuple(
            x
            for x in own
            if x.report_id in ids and self.quoted(x.quote, x.start, x.end, f"relation of report {r.report_id}")
        )


class _Support:
    """Which values the attestations of a report state."""

    def __init__(self, rows: Sequence[Attestation]) -> None:
        self.told: list[tuple[str, Any]] = [(a.field, a.value) for a in rows]

    def __call__(self, field: str, value: Any) -> bool:
        return (field, value) in self.told


def _code_problem(r: Report) -> str | None:
    """What is wrong with the codes that the types of the fields do not bound."""
    if r.event_type is not None and r.event_type not in EVENT_TYPES:
        return f"event_type {r.event_type!r}; there are {', '.join(EVENT_TYPES)}"
    if r.sub_event_type is not None and r.sub_event_type not in EVENT_TYPES.get(r.event_type or "", ()):
        return f"sub_event_type {r.sub_event_type!r} is none of {r.event_type!r}"
    place = r.place
    if place is not None:
        if place.country_code is not None and not re.fullmatch(r"[A-Z]{2}", place.country_code):
            return f"country_code {place.country_code!r} is no ISO 3166-1 alpha-2 code"
        if not (-90 <= (place.latitude or 0.0) <= 90 and -180 <= (place.longitude or 0.0) <= 180):
            return f"coordinates {place.latitude}, {place.longitude} are no place on Earth"
    return None


def _emptied(r: Report, told: _Support) -> dict[str, Any]:
    """Every field that needs support, with only what has it."""
    fields: dict[str, Any] = {
        "event_type": r.event_type if told("event_type", r.event_type) else None,
        "date": _date(r.date, told),
        "place": r.place if r.place is not None and told("place.name", r.place.name) else None,
        "seized": tuple(s for s in r.seized if told("seized", {"item": s.item, "number": s.number})),
        "actors": tuple(a for a in r.actors if told(f"actors.{a.role}", a.name)),
        "weapons": tuple(w for w in r.weapons if told("weapons", w)),
    }
    typed = fields["event_type"] is not None and told("sub_event_type", r.sub_event_type)
    fields["sub_event_type"] = r.sub_event_type if typed else None
    for name in COUNT_FIELDS:
        fields[name] = _counts(name, getattr(r, name), told)
    fields["deaths_by_side"] = r.deaths_by_side if fields["deaths"] is not None else {}
    return fields


def _date(extent: DateExtent, told: _Support) -> DateExtent:
    bounds = {
        end: day if day is not None and told(field, day.isoformat()) else None
        for end, field, day in (("earliest", "date_start", extent.earliest), ("latest", "date_end", extent.latest))
    }
    if bounds == {"earliest": extent.earliest, "latest": extent.latest}:
        return extent
    precision = width(bounds["earliest"], bounds["latest"])
    return msgspec.structs.replace(extent, earliest=bounds["earliest"], latest=bounds["latest"], precision=precision)


def _counts(name: str, counts: Counts | None, told: _Support) -> Counts | None:
    if counts is None:
        return None
    given = {bound: getattr(counts, bound) for bound in ("low", "best", "high")}
    kept = {bound: n for bound, n in given.items() if n is not None and told(f"{name}.{bound}", n)}
    return Counts(**kept) if kept else None


def _told(value: Any) -> str:
    return msgspec.json.encode(value).decode()[:120]
