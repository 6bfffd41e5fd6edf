"""What a file of a schema must look like: columns with their domains, rules that tie several columns together."""

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

import msgspec

from dateline.chronology.table import Cell

Kind = Literal["text", "integer", "number", "day", "moment"]
Row = Mapping[str, str]
Fault = tuple[str, str]
"""A column and what is wrong with it."""

_INTEGER = re.compile(r"[+-]?\d+(?:\.0+)?")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T]00:00:00(?:\.0+)?)?")


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column: what its cells may hold, and where its value comes from.

    `values` are the codes that are allowed, `least` and `most` bound numbers, `pattern` must match the whole cell.
    `words` are words in lower case that stand for a number in other editions of the file; a dash is a hyphen in them.
    `several` is the separator of a list. `also` are numbers outside the bounds that mean "unknown" (GTD's -9, -99).
    `about` says what the export puts in.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    values: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    also: tuple[int, ...] = ()
    pattern: str = ""
    several: str = ""
    about: str = ""


class Schema(msgspec.Struct, frozen=True, kw_only=True):
    """A codebook's file format, by name and version.

    `policy` reconciles differing figures as the codebook does. `unique` is the column that identifies a row, `optional`
    are further columns that real files may have, `ordered`: columns must stand in this order to be written so (reading
    goes by name). `check` gives the faults of a row that no single column shows; rows come as text by column name.
    """

    name: str
    title: str
    policy: str
    columns: tuple[Column, ...]
    delimiter: str = ","
    unique: str = ""
    optional: tuple[str, ...] = ()
    check: Callable[[Row], Iterable[Fault]] = lambda _: ()

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in the order of the file."""
        return tuple(column.name for column in self.columns)


def faults(column: Column, cell: str) -> Iterable[str]:
    """What is wrong with one cell, in words; nothing where it is as it must be."""
    if not cell.strip():
        if column.required:
            yield "is empty, a value is required"
        return
    if re.search(r"[\t\n\r]", cell):
        yield "holds a tab or a line break"
    for part in cell.split(column.several) if column.several else (cell,):
        yield from _faults(column, part.strip())


def _faults(column: Column, value: str) -> Iterable[str]:
    if column.words and re.sub(r"\s*[-\u2013]\s*", "-", value.casefold()) in column.words:
        return
    if column.kind in ("integer", "number"):
        found = number(value, whole=column.kind == "integer")
        if found is None:
            yield f"is {value!r}, expected {'a whole number' if column.kind == 'integer' else 'a number'}"
            return
        low, high = column.least, column.most
        if ((low is not None and found < low) or (high is not None and found > high)) and found not in column.also:
            span = f"{'' if low is None else f'{low:g}'}..{'' if high is None else f'{high:g}'}"
            yield f"is {value}, outside {span}"
        value = f"{found:g}" if column.values and found == int(found) else value
    elif column.kind == "day" and day(value) is None:
        yield f"is {value!r}, expected a date as YYYY-MM-DD"
    elif column.kind == "moment" and day(value) is None:
        yield f"is {value!r}, expected a date as YYYY-MM-DD 00:00:00.000"
    if column.values and value not in column.values:
        shown = ", ".join(column.values[:12]) + (", ..." if len(column.values) > 12 else "")
        yield f"is {value!r}, expected one of {shown}"
    if column.pattern and not re.fullmatch(column.pattern, value):
        yield f"is {value!r}, expected the form {column.pattern}"


def number(cell: str, *, whole: bool = False) -> float | None:
    """The number in a cell, or None; whole numbers may be written "3.0" as data frames do.

    >>> number("3.0", whole=True), number("2.5", whole=True), number("n/a")
    (3.0, None, None)
    """
    text = cell.strip()
    if whole and not _INTEGER.fullmatch(text):
        return None
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def integer(cell: str) -> int | None:
    """The whole number in a cell, or None."""
    found = number(cell, whole=True)
    return None if found is None else int(found)


def day(cell: str) -> dt.date | None:
    """The date in a cell: ISO 8601, with or without midnight, or ACLED's older spellings; None where it is none.

    >>> day("2014-07-03 00:00:00.000"), day("3 July 2014"), day("03-07-2014"), day("2014-02-30")
    (datetime.date(2014, 7, 3), datetime.date(2014, 7, 3), datetime.date(2014, 7, 3), None)
    """
    text = cell.strip()
    try:
        if match := _MOMENT.fullmatch(text):
            return dt.date.fromisoformat(match[1])
        if match := re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", text):
            return dt.date(int(match[3]), int(match[2]), int(match[1]))
        if match := re.fullmatch(r"(\d{1,2}) (\w+) (\d{4})", text):
            names = "january february march april may june july august september october november december".split()
            return dt.date(int(match[3]), names.index(match[2].lower()) + 1, int(match[1]))
    except ValueError:
        return None
    return None


def text_of(value: Cell) -> str:
    """A value as a cell holds it before it is made safe for spreadsheets."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
