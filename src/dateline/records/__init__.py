"""The vocabulary: frozen records that every other part takes and returns. No behaviour beyond their own invariants."""

from dateline.records.document import Document, Failure, PublicationDate
from dateline.records.incident import Dissent, Incident, Link, Reconciled
from dateline.records.mentions import (
    ActorMention,
    Candidate,
    CountMention,
    PlaceMention,
    ResolvedPlace,
    TimexMention,
    TimexValue,
    WeaponMention,
)
from dateline.records.report import Coding, Dropped, Relation, Report, Statement
from dateline.records.values import (
    COUNT_FIELDS,
    EVENT_TYPES,
    PRECISIONS_DATE,
    PRECISIONS_PLACE,
    SIDES,
    STATEMENT_KINDS,
    Actor,
    Attestation,
    Counts,
    DateExtent,
    Place,
    SeizedItem,
)

__all__ = [
    "COUNT_FIELDS",
    "EVENT_TYPES",
    "PRECISIONS_DATE",
    "PRECISIONS_PLACE",
    "SIDES",
    "STATEMENT_KINDS",
    "Actor",
    "ActorMention",
    "Attestation",
    "Candidate",
    "Coding",
    "CountMention",
    "Counts",
    "DateExtent",
    "Dissent",
    "Document",
    "Dropped",
    "Failure",
    "Incident",
    "Link",
    "Place",
    "PlaceMention",
    "PublicationDate",
    "Reconciled",
    "Relation",
    "Report",
    "ResolvedPlace",
    "SeizedItem",
    "Statement",
    "TimexMention",
    "TimexValue",
    "WeaponMention",
]
