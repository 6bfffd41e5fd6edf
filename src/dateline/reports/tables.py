"""Tables of incidents copied as text: which column says what."""

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeVar

from dateline.documents.structure import Block, Structure
from dateline.reports.casualty import Casualty


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


M = TypeVar("M", bound=_Placed)

_COLUMNS = (
    ("deaths", re.compile(r"\b(?:killed|dead|deaths?|fatalit\w+|kia)\b|^\W*[KDF]\W*$", re.IGNORECASE)),
    ("injured", re.compile(r"\b(?:hurt|injured|wounded|injur\w+|wia)\b|^\W*[IW]\W*$", re.IGNORECASE)),
    ("abducted", re.compile(r"\b(?:abducted|kidnapped|hostages?|missing|taken|captured|seized)\b", re.IGNORECASE)),
    ("detained", re.compile(r"\b(?:arrested|detained)\b", re.IGNORECASE)),
    ("date", re.compile(r"\b(?:date|day|when)\b", re.IGNORECASE)),
    (
        "place",
        re.compile(r"\b(?:place|location|where|town|village|city|site|district|province|region)\b", re.IGNORECASE),
    ),
    ("perpetrator", re.compile(r"\b(?:perpetrators?|group|attackers?|responsib\w+|actor)\b", re.IGNORECASE)),
    (
        "text",
        re.compile(
            r"\b(?:what|event|incident|description|details|summary|happened|attack|target|notes?|remarks?|comments?|victims?)\b",
            re.IGNORECASE,
        ),
    ),
)
_CELL = re.compile(
    r"(?:(?:about|approx\.?|circa|ca?\.|some|around)\s+|~\s*)?(?:(?P<least>at\s+least|min\.?|>=?|≥)\s*)?(?P<n>\d{1,3}(?:,\d{3})+|\d+)(?P<plus>\s*\+)?(?:\s*[-–]\s*(?P<to>\d+))?",
    re.IGNORECASE,
)


class Columns(NamedTuple):
    """What each column of a table holds, by index; None where the header does not tell."""

    header: Block
    names: tuple[str | None, ...]


def columns(text: str, structure: Structure) -> dict[int, Columns]:
    """For each table of the text, its columns, where its first row is a header that names at least two of them."""
    out: dict[int, Columns] = {}
    for b in structure.blocks:
        if b.kind != "row" or b.table is None or b.table in out:
            continue
        names = tuple(_name(text[s:e]) for s, e in b.cells)
        out[b.table] = Columns(b, names if sum(n is not None for n in names) >= 2 else ())
    return out


def in_column(mentions: Sequence[M], row: Block, names: tuple[str | None, ...], name: str) -> list[M]:
    """Those of a row's mentions that stand in the column for `name`; all of them where the table has none there."""
    cells = [cell for cell, column in zip(row.cells, names, strict=False) if column == name]
    inside = [m for m in mentions if any(s <= m.start < e for s, e in cells)]
    return inside or list(mentions)


def place_cells(text: str, structure: Structure) -> list[tuple[int, int]]:
    """The cells that say where, of all tables with such a column; headers left out."""
    named = columns(text, structure)
    out = []
    for b in structure.blocks:
        table = named.get(b.table) if b.kind == "row" and b.table is not None else None
        if table is not None and b is not table.header:
            out += [cell for cell, column in zip(b.cells, table.names, strict=False) if column == "place"]
    return [(s, e) for s, e in out if s < e]


def _name(header: str) -> str | None:
    return next((name for name, pattern in _COLUMNS if pattern.search(header)), None)


def row_casualties(text: str, row: Block, names: tuple[str | None, ...]) -> list[Casualty]:
    """The figures of one row, each with its cell as quote."""
    found = []
    for (s, e), name in zip(row.cells, names, strict=False):
        if name not in ("deaths", "injured", "abducted", "detained"):
            continue
        m = _CELL.match(text, s, e)
        if m is None:
            continue
        n = int(m["n"].replace(",", ""))
        to = int(m["to"]) if m["to"] else None
        high = to if to is not None else None if m["plus"] or m["least"] else n
        found.append(
            Casualty(
                field=name,
                low=n,
                best=None if to is not None else n,
                high=high,
                start=s,
                end=e,
                head="",
                general=True,
                rule="casualty.none" if n == 0 else "casualty.column",
                trigger_start=s,
            )
        )
    return found
