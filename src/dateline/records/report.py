"""What one document says: its reports of incidents and its statements."""

import msgspec

from dateline.records.values import Actor, Attestation, Counts, DateExtent, Place, SeizedItem, Side, Status


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """A typed link between two reports of one document, with the words that say so.

    `type` is "series", "follow-up", "retaliation", "same cell", "claimed by" or "related".
    """

    type: str
    report_id: str
    quote: str
    start: int
    end: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One document's account of one incident: coded values, each backed by attestations.

    `spans` are the half-open stretches of the document that tell of it, in order. `event_type` and
    `sub_event_type` are ACLED's names; None where no type could be told. `background`: told in passing, no single
    dated incident (totals, trends, comparisons). A count that no words support is None.
    """

    report_id: str
    document_id: str
    position: int
    spans: tuple[tuple[int, int], ...]
    summary: str
    event_type: str | None
    sub_event_type: str | None
    status: Status = "occurred"
    background: bool = False
    date: DateExtent
    place: Place | None = None
    deaths: Counts | None = None
    injured: Counts | None = None
    detained: Counts | None = None
    abducted: Counts | None = None
    freed: Counts | None = None
    deaths_by_side: dict[Side, int] = msgspec.field(default_factory=dict)
    seized: tuple[SeizedItem, ...] = ()
    actors: tuple[Actor, ...] = ()
    weapons: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    attestations: tuple[Attestation, ...] = ()


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A claim of responsibility, denial, threat, demand or prediction, with its speaker and the words.

    `report_ids` are the reports of the same document that it is about.
    """

    statement_id: str
    document_id: str
    kind: str
    speaker: str | None
    quote: str
    start: int
    end: int
    report_ids: tuple[str, ...] = ()
    annotator: str


class Dropped(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a coder gave and that is not kept, since it does not hold.

    `reason` is one of few short phrases, for counting ("quote not in the text"); `message` names the record, what was
    found and what was expected.
    """

    reason: str
    message: str


class Coding(msgspec.Struct, frozen=True, kw_only=True):
    """All that one coder found in one document. `skipped` says why it was not coded ("language: ru"), else None.

    `dropped` is told and counted, and is no part of what is stored.
    """

    document_id: str
    coder: str
    reports: tuple[Report, ...] = ()
    statements: tuple[Statement, ...] = ()
    skipped: str | None = None
    dropped: tuple[Dropped, ...] = ()
