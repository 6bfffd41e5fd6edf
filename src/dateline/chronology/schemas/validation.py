"""What is wrong with a file of a schema: every finding with its row and column."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from dateline.chronology.schemas.columns import Schema, faults
from dateline.chronology.schemas.reading import Sheet


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One fault. `row` is 1 for the first row under the header and 0 for the header; `line` is the file's."""

    row: int
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        where = f"row {self.row} (line {self.line})" if self.row else "header"
        return f"{where}, {self.column}: {self.message}"


def validate(sheet: Sheet, schema: Schema) -> Iterator[Finding]:
    """Check a file against a schema: header, cells, rules over several columns, and ids that occur twice.

    Columns may stand in any order (readers go by name); a missing or unknown one is a finding, known extras are not.
    """
    yield from _header(sheet, schema)
    ragged = {number: found for number, _, found in sheet.ragged}
    present = [column for column in schema.columns if column.name in sheet.header]
    seen: Counter[str] = Counter()
    for line in sheet.lines:
        if line.number in ragged:
            message = f"has {ragged[line.number]} cells, the header has {len(sheet.header)}"
            yield Finding(row=line.number, line=line.line, column="*", message=message)
        for column in present:
            for message in faults(column, line.cells.get(column.name, "")):
                yield Finding(row=line.number, line=line.line, column=column.name, message=message)
        for name, message in schema.check(line.cells):
            yield Finding(row=line.number, line=line.line, column=name, message=message)
        identity = line.cells.get(schema.unique, "").strip()
        if identity:
            seen[identity] += 1
            if seen[identity] > 1:
                message = f"is {identity!r}, which an earlier row has"
                yield Finding(row=line.number, line=line.line, column=schema.unique, message=message)


def _header(sheet: Sheet, schema: Schema) -> Iterator[Finding]:
    known = {*schema.names, *schema.optional}
    for name in schema.names:
        if name not in sheet.header:
            yield Finding(row=0, line=1, column=name, message="is missing")
    for name in dict.fromkeys(sheet.header):
        if name not in known:
            near = next((k for k in schema.names if k.casefold() == name.casefold()), None)
            hint = f"; the schema writes {near}" if near else ""
            yield Finding(row=0, line=1, column=name or "(no name)", message=f"is no column of {schema.name}{hint}")
    for name in sheet.doubled:
        yield Finding(row=0, line=1, column=name, message="stands twice")
