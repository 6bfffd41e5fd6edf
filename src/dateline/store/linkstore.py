"""What linking asks of the database, in terms of report ids: implements `incidents.linking.ReportStore`."""

from collections.abc import Iterable, Sequence

import msgspec

from dateline.errors import NotFoundError
from dateline.incidents.blocking import HUB, keys
from dateline.incidents.context import ReportContext, report_context
from dateline.records import Link
from dateline.store.database import Database
from dateline.store.rows import read_document, read_report

CACHE = 4096
"""Contexts kept: a linker looks at one report's candidates many times, and memory must not grow with the database."""


class LinkStore:
    """Reads and records decisions on the reports in force. Use inside `Database.transaction()`.

    Judgements of models and rules are on the report as coded: when a document is coded again its old reports keep their
    links and incidents, out of sight, and the new ones start without. What people decided goes over to them.
    """

    def __init__(self, database: Database) -> None:
        self._connection = database.connection
        self._contexts: dict[str, ReportContext] = {}
        self._keys: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self._hubs: set[str] = set()

    def prepare(self, changed: Iterable[str] = ()) -> None:
        """Compute the block keys of pending documents that lack them, and again those of `changed` ones (copies now,
        or no longer).

        Keys look at the document's frame, so they wait until the whole run is stored and its copies are known.
        """
        missing = self._connection.execute(
            """
            SELECT report_id FROM pending JOIN current_report AS r USING (document_key)
            WHERE NOT EXISTS (SELECT 1 FROM block WHERE block.report_key = r.report_key) ORDER BY report_id
            """
        )
        report_ids = dict.fromkeys(report_id for (report_id,) in missing.fetchall())
        for document_id in changed:
            rows = self._connection.execute(
                "SELECT report_id FROM current_report WHERE document_id = ? ORDER BY position", (document_id,)
            )
            report_ids.update((report_id, None) for (report_id,) in rows)
        for report_id in report_ids:
            self._store_keys(report_id)

    def settle(self) -> None:
        """Nothing waits any more: the next run looks only at documents that come or change from now on."""
        self._connection.execute("DELETE FROM pending")

    def unlinked(self) -> Sequence[str]:
        """Ids of pending reports without incident, by (published, document_id, position); undated ones last."""
        return [
            report_id
            for (report_id,) in self._connection.execute(
                """
                SELECT r.report_id FROM pending JOIN current_report r USING (document_key)
                LEFT JOIN membership USING (report_key) WHERE membership.report_key IS NULL
                ORDER BY r.published IS NULL, r.published, r.document_id, r.position, r.report_id
                """
            )
        ]

    def context(self, report_id: str) -> ReportContext:
        """The report with its document's frame."""
        found = self._contexts.get(report_id)
        if found is None:
            row = self._connection.execute(
                """
                SELECT r.body, m.body, d.text, d.copy_of FROM current_report r
                JOIN document d USING (document_key) JOIN metadata m USING (metadata_id) WHERE r.report_id = ?
                """,
                (report_id,),
            ).fetchone()
            if row is None:
                raise NotFoundError(f"no report {report_id!r} is in force")
            found = report_context(read_report(row[0]), read_document(*row[1:]))
            if len(self._contexts) >= CACHE:
                self._contexts.pop(next(iter(self._contexts)))
            self._contexts[report_id] = found
        return found

    def candidates(self, report_id: str) -> Sequence[str]:
        """Ids of other reports, linked or not, that share a block key with this one, sorted.

        Keys that more than `HUB` reports share are passed over: with them the pairs would grow with the square of the
        reports.
        """
        own_key = self._key(report_id)
        found: set[int] = set()
        for (key,) in self._connection.execute("SELECT key FROM block WHERE report_key = ?", (own_key,)).fetchall():
            if key not in self._hubs:
                # Only reports in force have keys.
                rows = self._connection.execute("SELECT report_key FROM block WHERE key = ? LIMIT ?", (key, HUB + 1))
                under = [other for (other,) in rows]
                if len(under) > HUB:
                    self._hubs.add(key)
                else:
                    found.update(under)
        found.discard(own_key)
        return sorted(self._name(key) for key in found)

    def incident_of(self, report_id: str) -> str | None:
        """The incident that the report belongs to, or None."""
        row = self._connection.execute(
            "SELECT incident_id FROM membership WHERE report_key = ?", (self._key(report_id),)
        ).fetchone()
        return row[0] if row else None

    def members(self, incident_id: str) -> Sequence[str]:
        """Ids of the incident's reports, sorted."""
        rows = self._connection.execute(
            """
            SELECT r.report_id FROM membership JOIN current_report r USING (report_key)
            WHERE membership.incident_id = ? ORDER BY r.report_id
            """,
            (incident_id,),
        )
        return [report_id for (report_id,) in rows]

    def links(self, report_ids: Iterable[str]) -> Sequence[Link]:
        """Links in force that touch any of these reports, oldest first.

        What a person decided holds for the report under whatever coding gives it, unless it was undone; what a model
        or rule recorded only for the coding that it looked at.
        """
        found: dict[int, Link] = {}
        for report_id in report_ids:
            for column in ("left_key", "right_key"):
                for row in self._connection.execute(_LINKS.format(column), (report_id,)):
                    found[row[0]] = Link(
                        left=row[1],
                        right=row[2],
                        type=row[3],
                        judgement=row[4],
                        score=row[5],
                        explanation=msgspec.json.decode(row[6]),
                        annotator=row[7],
                    )
        return [found[link_id] for link_id in sorted(found)]

    def add_links(self, links: Iterable[Link], *, decision_id: int | None = None) -> None:
        """Append judgements, of a decision where one is given; nothing is overwritten."""
        self._connection.executemany(
            """
            INSERT INTO link (left_key, right_key, type, judgement, score, explanation, annotator, decision_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (
                (
                    self._key(link.left),
                    self._key(link.right),
                    link.type,
                    link.judgement,
                    link.score,
                    msgspec.json.encode(link.explanation, order="deterministic").decode(),
                    link.annotator,
                    decision_id,
                )
                for link in links
            ),
        )

    def assign(self, report_id: str, incident_id: str, *, decision_id: int | None = None) -> None:
        """Put the report into the incident."""
        self._connection.execute(
            "INSERT INTO assignment (report_key, incident_id, decision_id) VALUES (?, ?, ?)",
            (self._key(report_id), incident_id, decision_id),
        )

    def _key(self, report_id: str) -> int:
        found = self._keys.get(report_id)
        if found is None:
            row = self._connection.execute(
                "SELECT report_key FROM current_report WHERE report_id = ?", (report_id,)
            ).fetchone()
            if row is None:
                raise NotFoundError(f"no report {report_id!r} is in force")
            if len(self._keys) >= 16 * CACHE:
                self._keys.clear()
            found = self._keys[report_id] = int(row[0])
        return found

    def _name(self, report_key: int) -> str:
        found = self._names.get(report_key)
        if found is None:
            if len(self._names) >= 16 * CACHE:
                self._names.clear()
            (found,) = self._connection.execute(
                "SELECT report_id FROM report WHERE report_key = ?", (report_key,)
            ).fetchone()
            self._names[report_key] = found
        return found

    def _store_keys(self, report_id: str) -> None:
        key = self._key(report_id)
        self._contexts.pop(report_id, None)
        self._connection.execute("DELETE FROM block WHERE report_key = ?", (key,))
        self._connection.executemany(
            "INSERT INTO block (key, report_key) VALUES (?, ?)",
            ((name, key) for name in sorted(keys(self.context(report_id)))),
        )


_LINKS = """
    SELECT link_id, left_id, right_id, type, judgement, score, explanation, annotator FROM link_in_force
    WHERE link_id IN (SELECT link_id FROM link WHERE {} IN (SELECT report_key FROM report WHERE report_id = ?))
"""
