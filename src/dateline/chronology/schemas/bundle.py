"""What an export to a schema consists of: tables, and a report of what the schema could not say."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from dateline.chronology.release import Chronology
from dateline.chronology.table import Cell, cell

LossKind = Literal["left out", "lost", "filled"]


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the export says otherwise than the chronology.

    "left out": the incident is not in the main table; "lost": the schema has no place for this value; "filled": the
    schema demands a value that no source gives, so the codebook's rule for such cases was applied.
    """

    kind: LossKind
    incident_id: str
    field: str
    value: str = ""
    reason: str


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Rows under named columns; `incident_ids` says for each row which incidents it stands for."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Cell], ...]
    incident_ids: tuple[tuple[str, ...], ...] = ()
    delimiter: str = ","

    @property
    def file_name(self) -> str:
        return f"{self.name}.{'tsv' if self.delimiter == chr(9) else 'csv'}"


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """The chronology under one schema: the main table first, then what belongs beside it, and what was lost."""

    schema: str
    policy: str
    tool: str
    incidents: int
    tables: tuple[Table, ...]
    losses: tuple[Loss, ...]
    rules: tuple[str, ...] = ()

    @property
    def main(self) -> Table:
        return self.tables[0]


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """Files of an export, by name. `main` may go to a file or standard output alone; "" where only all together make
    sense. `note` is one line on what was lost."""

    main: str
    files: Mapping[str, bytes]
    note: str = ""


def write_table(table: Table) -> str:
    """The table as text: header, minimal quotes, newline after each row, every cell safe for a spreadsheet."""
    out = io.StringIO()
    if table.delimiter == "\t":
        # No quotes in these files: cells hold no tab and no newline, and readers of the format take quotes literally.
        writer = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    else:
        writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([cell(row.get(column)) for column in table.columns])
    return out.getvalue()


def loss_report(export: Export) -> bytes:
    """JSON: how many of what was lost, by field and reason, and each single one."""
    groups = Counter((loss.kind, loss.field, loss.reason) for loss in export.losses)
    report = {
        "schema": export.schema,
        "policy": export.policy,
        "tool": export.tool,
        "rules": export.rules,
        "incidents": export.incidents,
        "rows": {table.name: len(table.rows) for table in export.tables},
        "totals": [
            {"kind": kind, "field": field, "reason": reason, "count": count}
            for (kind, field, reason), count in sorted(groups.items(), key=lambda item: (item[0][0], -item[1], item[0]))
        ],
        "items": export.losses,
    }
    return msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"


def files_of(export: Export) -> Bundle:
    """Every table and the loss report, as files."""
    files = {table.file_name: write_table(table).encode() for table in export.tables}
    files[f"{export.main.name}.loss.json"] = loss_report(export)
    return Bundle(main=export.main.file_name, files=files, note=note(export))


def note(export: Export) -> str:
    """One line: rows, what is left out, lost and filled."""
    counts = Counter(loss.kind for loss in export.losses)
    out = len({loss.incident_id for loss in export.losses if loss.kind == "left out"})
    told = f"{export.schema}: {export.incidents} incidents, {len(export.main.rows)} rows, {out} incidents left out"
    return f"{told}, {counts['lost']} values lost, {counts['filled']} filled by rule (policy {export.policy})"


class Losses:
    """Collects losses while an export is built."""

    def __init__(self) -> None:
        self.found: list[Loss] = []

    def add(self, kind: LossKind, incident_id: str, field: str, reason: str, value: object = "") -> None:
        shown = value if isinstance(value, str) else msgspec.json.encode(value).decode()
        self.found.append(Loss(kind=kind, incident_id=incident_id, field=field, value=shown, reason=reason))

    def sorted(self) -> tuple[Loss, ...]:
        return tuple(sorted(self.found, key=lambda loss: (loss.kind, loss.incident_id, loss.field, loss.reason)))


def left_out_table(name: str, losses: Iterable[Loss], chronology: Chronology) -> Table:
    """The incidents that are not in the main table, each with the reason, so that none goes unseen."""
    columns = ("incident_id", "date_start", "date_end", "place", "country", "event_type", "status", "deaths_best")
    incidents = {incident.incident_id: incident for incident in chronology.incidents}
    reasons: dict[str, str] = {}
    for loss in losses:
        if loss.kind == "left out":
            reasons.setdefault(loss.incident_id, loss.reason)
    rows: list[dict[str, Cell]] = []
    for incident in chronology.ordered_incidents():
        if incident.incident_id not in reasons:
            continue
        place, deaths = incidents[incident.incident_id].place, incident.deaths
        rows.append(
            {
                "incident_id": incident.incident_id,
                "date_start": incident.date_start,
                "date_end": incident.date_end,
                "place": place.name if place else None,
                "country": place.country if place else None,
                "event_type": incident.event_type,
                "status": incident.status,
                "deaths_best": deaths.best if deaths else None,
                "reason": reasons[incident.incident_id],
            }
        )
    return Table(
        name=name,
        columns=(*columns, "reason"),
        rows=tuple(rows),
        incident_ids=tuple((str(row["incident_id"]),) for row in rows),
    )


def joined(values: Sequence[str]) -> str:
    """Values with "; " between them, each once; a semicolon within one becomes a comma."""
    return "; ".join(dict.fromkeys(value.replace(";", ",") for value in values if value))
