"""Files of a schema, read leniently: by name and not by place, with or without a byte order mark, UTF-8 or Latin-1."""

import csv
import importlib
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline.chronology.schemas.columns import Schema
from dateline.errors import SourceError, UsageError

SCHEMAS: Mapping[str, str] = {
    "acled@2023": "dateline.chronology.schemas.acled:SCHEMA",
    "ged@24": "dateline.chronology.schemas.ged:SCHEMA",
    "gtd@2018": "dateline.chronology.schemas.gtd:SCHEMA",
    "polecat@2024": "dateline.chronology.schemas.polecat:SCHEMA",
    "hxl": "dateline.chronology.schemas.hxl:SCHEMA",
}
_LEAST = 0.5
"""Share of a schema's columns that a file of it has at least."""
csv.field_size_limit(10_000_000)


class Line(NamedTuple):
    """One row: its number (the first under the header is 1), the line of the file it begins on, cells by name."""

    number: int
    line: int
    cells: dict[str, str]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A file as read. `ragged` are rows with too many or too few cells: (number, line, cells found)."""

    path: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]
    ragged: tuple[tuple[int, int, int], ...]
    encoding: str
    doubled: tuple[str, ...] = ()


def schema(name: str) -> Schema:
    """The schema of that name; "ged" alone is the newest. Raises UsageError, which lists them."""
    full = name if name in SCHEMAS else next((known for known in SCHEMAS if known.split("@")[0] == name), None)
    if full is None:
        raise UsageError(f"no schema {name!r}; there are {', '.join(SCHEMAS)}")
    module, _, attribute = SCHEMAS[full].partition(":")
    found: Schema = getattr(importlib.import_module(module), attribute)
    return found


def guess(header: tuple[str, ...]) -> Schema | None:
    """The schema whose columns make up most of the header, if any makes up half of its own."""
    best = max((schema(name) for name in SCHEMAS), key=lambda known: _share(known, header))
    return best if _share(best, header) >= _LEAST else None


def read(path: str | Path, *, delimiter: str | None = None) -> Sheet:
    """Read a CSV or TSV file. Without `delimiter` the header decides: tab, semicolon or comma, whichever is most.

    Raises SourceError where the file cannot be read or is empty.
    """
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror or error}") from error
    if b"\0" in raw[:4096] or not raw.strip():
        raise SourceError(f"{path} is empty or no text; expected CSV or TSV with a header")
    try:
        text, encoding = raw.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = raw.decode("latin-1"), "latin-1"
    head = text.split("\n", 1)[0]
    sign = delimiter or max(("\t", ";", ","), key=head.count)
    stream = io.StringIO(text, newline="")
    plain = sign == "\t"  # tab-separated files take quotes literally
    reader = csv.reader(stream, delimiter=sign, quoting=csv.QUOTE_NONE if plain else csv.QUOTE_MINIMAL)
    lines: list[Line] = []
    ragged: list[tuple[int, int, int]] = []
    header: tuple[str, ...] = ()
    before = 0
    try:
        for cells in reader:
            begun, before = before + 1, reader.line_num
            if not header:
                header = tuple(name.strip() for name in cells)
                continue
            # HXL's tags are a second header.
            if not cells or (not lines and sum(c.startswith("#") for c in cells) > len(cells) / 2):
                continue
            number = len(lines) + 1
            if len(cells) != len(header):
                ragged.append((number, begun, len(cells)))
            lines.append(Line(number, begun, dict(zip(header, [*cells, *[""] * len(header)], strict=False))))
    except csv.Error as error:
        raise SourceError(f"{path}, line {reader.line_num}: {error}; expected CSV") from error
    return Sheet(
        path=str(path),
        header=header,
        lines=tuple(lines),
        ragged=tuple(ragged),
        encoding=encoding,
        doubled=tuple(dict.fromkeys(name for name in header if header.count(name) > 1)),
    )


def named(path: str | Path, name: str | None, *, strict: bool = False) -> tuple[Sheet, Schema]:
    """The file with its schema: the one asked for, or the one its header fits. Raises UsageError where none does.

    `strict`: the one asked for must fit as well; without it `validate` says what is wrong with the header.
    """
    chosen = schema(name) if name else None
    sheet = read(path, delimiter=chosen.delimiter if chosen and chosen.delimiter == "\t" else None)
    fits = guess(sheet.header)
    found = chosen or fits
    if found is None:
        raise UsageError(f"{path}: its header fits no schema; name one of {', '.join(SCHEMAS)} with --schema")
    if strict and fits is not found and _share(found, sheet.header) < _LEAST:
        has = len(set(found.names) & set(sheet.header))
        hint = f"; it fits {fits.name}" if fits else ""
        raise UsageError(f"{path}: its header has {has} of the {len(found.names)} columns of {found.name}{hint}")
    return sheet, found


def _share(schema: Schema, header: tuple[str, ...]) -> float:
    return len(set(schema.names) & set(header)) / len(schema.names)


def cells(sheet: Sheet, column: str) -> Iterator[str]:
    """The cells of one column, top down."""
    return (line.cells.get(column, "") for line in sheet.lines)
