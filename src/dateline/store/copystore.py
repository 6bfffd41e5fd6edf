"""Which documents are copies of which, kept true as documents come: only those are read that a new one can concern."""

from collections.abc import Iterator

from dateline.documents.copies import CROWD, find_copies, lookup_values
from dateline.store.database import Database


def update_copies(database: Database) -> tuple[str, ...]:
    """Find the copies among pending documents and those that they meet. Returns ids whose original changed.

    Documents meet that share one of the smallest values of their signatures; who belongs to one such family is decided
    inside it alone, so that the result is that of looking at all documents at once. Use inside a transaction.
    """
    return tuple(sorted(_Families(database).changed()))


def count_copies(database: Database) -> int:
    """How many documents are copies of others."""
    (count,) = database.connection.execute("SELECT count(*) FROM document WHERE copy_of IS NOT NULL").fetchone()
    return int(count)


class _Families:
    """Groups of documents that hang together by values of their signatures."""

    def __init__(self, database: Database) -> None:
        self._connection = database.connection

    def changed(self) -> Iterator[str]:
        """Decide every family that a pending document belongs to; the ids whose original is another than before."""
        seen: set[int] = set()
        for key in self._touched():
            if key not in seen:
                family, stock = self._family(key)
                seen |= family
                yield from self._decide(family, stock)

    def _touched(self) -> dict[int, None]:
        """Keys of pending documents; and of all under a value that has just become too common to tell anything."""
        execute = self._connection.execute
        waiting = execute("SELECT document_key FROM pending ORDER BY document_key").fetchall()
        touched = dict.fromkeys(key for (key,) in waiting)
        for (key,) in waiting:
            if execute("SELECT 1 FROM sketch WHERE document_key = ? LIMIT 1", (key,)).fetchone():
                continue
            (data,) = execute("SELECT signature FROM document WHERE document_key = ?", (key,)).fetchone()
            for value in lookup_values(data or b""):
                under = self._under(value)
                if len(under) == CROWD:
                    touched.update(dict.fromkeys(under))
                execute("INSERT INTO sketch (value, document_key) VALUES (?, ?)", (value, key))
        return touched

    def _under(self, value: int) -> list[int]:
        """Keys of the documents under a value, one more than `CROWD` at most."""
        rows = self._connection.execute("SELECT document_key FROM sketch WHERE value = ? LIMIT ?", (value, CROWD + 1))
        return [key for (key,) in rows]

    def _family(self, key: int) -> tuple[set[int], set[int]]:
        """The document with all that hang together with it, and the values among theirs that are too common."""
        family, stock, looked, open_ends = {key}, set(), set(), [key]
        while open_ends:
            rows = self._connection.execute("SELECT value FROM sketch WHERE document_key = ?", (open_ends.pop(),))
            for (value,) in rows.fetchall():
                if value in looked:
                    continue
                looked.add(value)
                under = self._under(value)
                if len(under) > CROWD:
                    stock.add(value)
                    continue
                open_ends += [other for other in under if other not in family]
                family.update(under)
        return family, stock

    def _decide(self, family: set[int], stock: set[int]) -> Iterator[str]:
        rows = [
            self._connection.execute(
                "SELECT document_id, published, signature, copy_of FROM document WHERE document_key = ?", (key,)
            ).fetchone()
            for key in sorted(family)
        ]
        copies = find_copies([(row[0], row[1], row[2] or b"") for row in rows], stock=stock) if len(rows) > 1 else {}
        for document_id, _, _, before in rows:
            original = copies.get(document_id)
            if original != before:
                self._connection.execute(
                    "UPDATE document SET copy_of = ? WHERE document_id = ?", (original, document_id)
                )
                yield document_id
