"""Incidents: views over reports, and the decisions that group them."""

from typing import Any, Literal

import msgspec

from dateline.records.values import Actor, Counts, DatePrecision, Place, SeizedItem, Side, Status


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A recorded decision on a pair of reports; append-only, undone by a later one.

    `judgement` is "positive" (the same incident), "negative" or "unsure"; `type` is "same" or a typed relation
    ("series", "follow-up", ...). `score` is 0 to 1; `explanation` maps each comparison to its contribution.
    """

    left: str
    right: str
    type: str = "same"
    judgement: Literal["positive", "negative", "unsure"]
    score: float
    explanation: dict[str, float] = msgspec.field(default_factory=dict)
    annotator: str


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided about incidents: an entry of a log in which nothing is changed or deleted.

    `kind`: "merge" (one incident), "split" (`report_ids` are another incident), "apart" (different incidents), "undo"
    (of the entry `undoes`). `incident_ids` are those named, and for a split the new one last; `decided` is UTC, ISO
    8601. `undone_by` is the entry that took this one back.
    """

    decision_id: int
    kind: Literal["merge", "split", "apart", "undo"]
    who: str
    decided: str
    why: str
    evidence: tuple[str, ...] = ()
    incident_ids: tuple[str, ...] = ()
    report_ids: tuple[str, ...] = ()
    undoes: int | None = None
    undone_by: int | None = None


class Dissent(msgspec.Struct, frozen=True, kw_only=True):
    """A value that some report gives and the reconciled one differs from."""

    report_id: str
    value: Any


class Reconciled(msgspec.Struct, frozen=True, kw_only=True):
    """How one value of an incident came about: the policy, the reports that gave it, and those that differ."""

    field: str
    value: Any
    policy: str
    report_ids: tuple[str, ...]
    dissent: tuple[Dissent, ...] = ()


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened at one place and time; computed from its reports, never stored over them."""

    incident_id: str
    report_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    summary: str
    event_type: str | None
    sub_event_type: str | None
    status: Status
    background: bool
    date_start: str | None
    date_end: str | None
    date_precision: DatePrecision
    place: Place | None
    deaths: Counts | None = None
    injured: Counts | None = None
    detained: Counts | None = None
    abducted: Counts | None = None
    freed: Counts | None = None
    deaths_by_side: dict[Side, int] = msgspec.field(default_factory=dict)
    seized: tuple[SeizedItem, ...] = ()
    actors: tuple[Actor, ...] = ()
    weapons: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    reconciled: tuple[Reconciled, ...] = ()
