"""Which documents are copies of which, kept true as documents come: only those are read that a new one can concern."""

import heapq
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from dateline.documents.copies import CROWD, SHARE, Sketch, original, shared, sketch
from dateline.store.database import Database

CACHE = 8192
"""Signatures kept at hand, some 6 kB each."""


def update_copies(database: Database) -> tuple[str, ...]:
    """Find the copies among pending documents, and among older ones that they put in another light.

    The result is that of `find_copies` over the whole database, in whatever order documents came (but for a value that
    more than `CROWD` originals share: whether it still counted depends on when they came). Returns the ids of
    documents that are copies now, are none any more, or have another original. Use inside a transaction.
    """
    return tuple(sorted(_Copies(database).changed()))


def count_copies(database: Database) -> int:
    """How many documents are copies of others."""
    (count,) = database.connection.execute("SELECT count(*) FROM document WHERE copy_of IS NOT NULL").fetchone()
    return int(count)


class _Copies:
    """A queue of documents to judge, the earliest first: whether one is a copy depends on earlier ones only."""

    def __init__(self, database: Database) -> None:
        self._execute = database.connection.execute
        self._queue: list[tuple[tuple[bool, str, int, str], int]] = []
        self._waiting: set[int] = set()
        self._before: dict[int, str | None] = {}
        self._newest = self._newest_judged()
        self._sketch = lru_cache(CACHE)(self._read)

    def changed(self) -> Iterator[str]:
        """Judge the pending documents day by day, so that the queue holds one day and what it put in doubt."""
        for (key,) in self._execute(_JUDGED_BEFORE).fetchall():
            found = self._sketch(key)
            if found is not None:  # it may have another date now
                self._set_kept(key, found, None)
                self._push_copies(found)
        for day, rows in groupby(self._execute(_BY_DAY), key=lambda row: (row[0] is None, row[0] or "")):
            for _, key in rows:
                self._push(key)
            while self._queue and self._queue[0][0][:2] <= day:
                self._judge(heapq.heappop(self._queue)[1])
        while self._queue:
            self._judge(heapq.heappop(self._queue)[1])
        for key, before in self._before.items():
            found = self._sketch(key)
            if found is not None and self._copy_of(key) != before:
                yield found.document_id

    def _judge(self, key: int) -> None:
        self._waiting.discard(key)
        found = self._sketch(key)
        assert found is not None
        met = [other for value in found.lookup for other in self._originals_under(value)]
        best = original(found, (s for other in met if other != key and (s := self._sketch(other)) is not None))
        before = self._copy_of(key)
        if best != before:
            self._before.setdefault(key, before)
            self._execute("UPDATE document SET copy_of = ? WHERE document_key = ?", (best, key))
        if self._is_kept(key) is (best is None):
            return
        self._set_kept(key, found, best is None)
        if best is None:
            self._push_later(key, found)
        else:
            self._push_copies(found)

    def _push(self, key: int) -> None:
        found = self._sketch(key)
        if found is not None and key not in self._waiting:
            self._waiting.add(key)
            heapq.heappush(self._queue, (found.order, key))

    def _push_copies(self, found: Sketch) -> None:
        """Those that were copies of this one have to find another original."""
        rows = self._execute("SELECT document_key FROM document WHERE copy_of = ?", (found.document_id,))
        for (copy,) in rows.fetchall():
            self._push(copy)

    def _push_later(self, key: int, found: Sketch) -> None:
        """Later documents that may be copies of this new original; mostly there are none, as it is news."""
        if found.order[:2] > self._newest:
            return
        for value in found.lookup:
            for (other,) in self._execute("SELECT document_key FROM sketch WHERE value = ?", (value,)).fetchall():
                later = self._sketch(other)
                if other not in self._waiting and later and later.order > found.order and shared(later, found) >= SHARE:
                    self._push(other)

    def _newest_judged(self) -> tuple[bool, str]:
        """The day of the last document that an earlier run judged, in the order of `Sketch`."""
        query = "SELECT max(published), count(*) > count(published) FROM document WHERE kept IS NOT NULL"
        published, undated = self._execute(query).fetchone()
        return bool(undated), "" if undated else published or ""

    def _originals_under(self, value: int) -> list[int]:
        query = "SELECT document_key FROM sketch WHERE value = ? AND kept = 1 LIMIT ?"
        keys = [key for (key,) in self._execute(query, (value, CROWD + 1))]
        return keys if len(keys) <= CROWD else []

    def _is_kept(self, key: int) -> bool | None:
        """Whether the document stands in the index as an original, or as a copy; None: not yet."""
        (kept,) = self._execute("SELECT kept FROM document WHERE document_key = ?", (key,)).fetchone()
        return None if kept is None else bool(kept)

    def _set_kept(self, key: int, found: Sketch, kept: bool | None) -> None:
        """Put the document into the index, as an original or a copy, or take it out."""
        before = self._is_kept(key)
        for value in found.lookup:
            if before is not None:
                self._execute(
                    "DELETE FROM sketch WHERE value = ? AND kept = ? AND document_key = ?", (value, before, key)
                )
            if kept is not None:
                self._execute("INSERT INTO sketch VALUES (?, ?, ?)", (value, kept, key))
        self._execute("UPDATE document SET kept = ? WHERE document_key = ?", (kept, key))

    def _copy_of(self, key: int) -> str | None:
        row = self._execute("SELECT copy_of FROM document WHERE document_key = ?", (key,)).fetchone()
        return None if row[0] is None else str(row[0])

    def _read(self, key: int) -> Sketch | None:
        row = self._execute(
            "SELECT document_id, published, signature FROM document WHERE document_key = ?", (key,)
        ).fetchone()
        return sketch(row[0], row[1], row[2] or b"")


_JUDGED_BEFORE = """
    SELECT document_key FROM pending JOIN document USING (document_key) WHERE kept IS NOT NULL ORDER BY document_key
"""
# Sorted aside before the first row is read, so that writing to the table meanwhile does no harm.
_BY_DAY = """
    SELECT published, document_key FROM pending JOIN document USING (document_key)
    ORDER BY published IS NULL, published, document_key
"""
