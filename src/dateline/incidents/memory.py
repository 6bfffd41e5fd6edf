"""A report store in memory: linking without a database, for notebooks, benchmarks and tests."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dateline.incidents.blocking import HUB, keys
from dateline.incidents.context import ReportContext
from dateline.records import Link


class MemoryStore:
    """Implements `linking.ReportStore`: reports come with `add`, `assigned` says where each one went."""

    def __init__(self, contexts: Iterable[ReportContext] = (), *, hub: int = HUB) -> None:
        self.hub = hub
        self.contexts: dict[str, ReportContext] = {}
        self.assigned: dict[str, str] = {}
        self.recorded: list[Link] = []
        self._keys: dict[str, frozenset[str]] = {}
        self._blocks: dict[str, list[str]] = defaultdict(list)
        self._members: dict[str, set[str]] = defaultdict(set)
        self._links: dict[str, list[int]] = defaultdict(list)
        self.add(contexts)

    def add(self, contexts: Iterable[ReportContext]) -> None:
        """Put reports in, each under its block keys; ids not seen before."""
        for context in contexts:
            self.contexts[context.report_id] = context
            self._keys[context.report_id] = keys(context)
            for key in self._keys[context.report_id]:
                self._blocks[key].append(context.report_id)

    def unlinked(self) -> Sequence[str]:
        """Ids of reports that belong to no incident yet, by (published, document_id, position); undated ones last."""
        waiting = [c for r, c in self.contexts.items() if r not in self.assigned]
        waiting.sort(key=lambda c: (c.published_latest or dt.date.max, c.document_id, c.report.position, c.report_id))
        return [c.report_id for c in waiting]

    def context(self, report_id: str) -> ReportContext:
        """The report in its document's frame."""
        return self.contexts[report_id]

    def candidates(self, report_id: str) -> Sequence[str]:
        """Ids of other reports that share a key which is no hub, sorted."""
        found: set[str] = set()
        for key in self._keys[report_id]:
            if len(self._blocks[key]) <= self.hub:
                found.update(self._blocks[key])
        found.discard(report_id)
        return sorted(found)

    def incident_of(self, report_id: str) -> str | None:
        """The incident that the report belongs to, or None."""
        return self.assigned.get(report_id)

    def members(self, incident_id: str) -> Sequence[str]:
        """Ids of the incident's reports, sorted."""
        return sorted(self._members[incident_id])

    def links(self, report_ids: Iterable[str]) -> Sequence[Link]:
        """Recorded links that touch any of these reports, oldest first."""
        return [self.recorded[n] for n in sorted({n for r in report_ids for n in self._links[r]})]

    def add_links(self, links: Iterable[Link]) -> None:
        """Append decisions; nothing is overwritten."""
        for link in links:
            for report_id in (link.left, link.right):
                self._links[report_id].append(len(self.recorded))
            self.recorded.append(link)

    def assign(self, report_id: str, incident_id: str) -> None:
        """Put the report into the incident."""
        before = self.assigned.get(report_id)
        if before is not None:
            self._members[before].discard(report_id)
        self.assigned[report_id] = incident_id
        self._members[incident_id].add(report_id)

    def groups(self) -> list[tuple[str, ...]]:
        """The reports of each incident, sorted."""
        return sorted(tuple(sorted(m)) for m in self._members.values() if m)
