"""Which reports tell of the same incident: new reports join an existing incident or start one."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Protocol

import msgspec

from dateline.incidents.context import ReportContext
from dateline.records import Link


class ReportStore(Protocol):
    """What linking needs of a database; `dateline.store` implements it, tests use one in memory."""

    def unlinked(self) -> Sequence[str]:
        """Ids of reports that belong to no incident yet, by (published, document_id, position)."""
        ...

    def context(self, report_id: str) -> ReportContext:
        """The report with its document's frame."""
        ...

    def candidates(self, report_id: str) -> Sequence[str]:
        """Ids of other reports, linked or not, that share a block key with this one, sorted."""
        ...

    def incident_of(self, report_id: str) -> str | None:
        """The incident that the report belongs to, or None."""
        ...

    def members(self, incident_id: str) -> Sequence[str]:
        """Ids of the incident's reports, sorted."""
        ...

    def links(self, report_ids: Iterable[str]) -> Sequence[Link]:
        """Recorded links that touch any of these reports, oldest first."""
        ...

    def add_links(self, links: Iterable[Link]) -> None:
        """Append decisions; nothing is overwritten."""
        ...

    def assign(self, report_id: str, incident_id: str) -> None:
        """Put the report into the incident."""
        ...


class LinkSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What one run of linking did."""

    reports: int = 0
    pairs: int = 0
    joined: int = 0
    started: int = 0
    unsure: int = 0


def incident_id(report_id: str) -> str:
    """The id of the incident that starts with this report: "i" and 12 hexadecimal digits."""
    return "i" + sha256(f"incident\n{report_id}".encode()).hexdigest()[:12]


def link_new(store: ReportStore) -> LinkSummary:
    """Link every report of `store` that has no incident yet."""
    new = list(store.unlinked())
    for report_id in new:
        store.assign(report_id, incident_id(report_id))
    return LinkSummary(reports=len(new), started=len(new))
