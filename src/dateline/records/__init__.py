"""The vocabulary: frozen records that every other part takes and returns. No behaviour beyond their own invariants."""

from dateline.records.document import Document, Failure, PublicationDate
from dateline.records.incident import Decision, Dissent, Incident, Link, Reconciled
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
from dateline.records.report import Coding, Relation, Report, Statement
from dateline.records.values import (
    COUNT_FIELDS,
    PRECISIONS_DATE,
    PRECISIONS_PLACE,
    SIDES,
    Actor,
    Attestation,
    Counts,
    DateExtent,
    Place,
    SeizedItem,
)

__all__ = [
    "COUNT_FIELDS",
    "PRECISIONS_DATE",
    "PRECISIONS_PLACE",
    "SIDES",
    "Actor",
    "ActorMention",
    "Attestation",
    "Candidate",
    "Coding",
    "CountMention",
    "Counts",
    "DateExtent",
    "Decision",
    "Dissent",
    "Document",
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
