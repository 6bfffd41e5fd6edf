"""A coder for one watch desk's logbook, whose lines read "2019-07-14 | Osh | grenade | 2 dead"."""

import datetime as dt
import re

from dateline.records import Attestation, Coding, Counts, DateExtent, Document, Place, Report

VERSION = "1"  # count up when the same text would be coded otherwise: documents are then coded again

LINE = re.compile(
    r"^(?P<day>\d{4}-\d\d-\d\d) \| (?P<place>[^|\n]+) \| (?P<what>shooting|grenade) \| (?P<dead>\d+) dead$",
    re.MULTILINE,
)
TYPES = {
    "shooting": ("Violence against civilians", "Attack"),
    "grenade": ("Explosions/Remote violence", "Grenade"),
}


def code_document(document: Document) -> Coding:
    """One report for each line of the log."""
    reports = tuple(report(document, line, n) for n, line in enumerate(LINE.finditer(document.text), 1))
    return Coding(document_id=document.document_id, coder="logbook", reports=reports)


def report(document: Document, line: re.Match[str], position: int) -> Report:
    """The report of one line: every value once as a field and once as an attestation that quotes the words."""
    day = dt.date.fromisoformat(line["day"])
    event_type, sub_event_type = TYPES[line["what"]]
    dead = int(line["dead"])

    def quote(field: str, value: object, group: str) -> Attestation:
        start, end = line.span(group)
        words = document.text[start:end]
        return Attestation(field=field, value=value, quote=words, start=start, end=end, annotator="rule:logbook.line@1")

    return Report(
        report_id=str(position),
        document_id=document.document_id,
        position=position,
        spans=(line.span(),),
        summary=f"{sub_event_type}, {line['place']}, {day}: {dead} killed reported",
        event_type=event_type,
        sub_event_type=sub_event_type,
        date=DateExtent(earliest=day, latest=day, precision="day", rule="logbook.line"),
        place=Place(name=line["place"]),
        deaths=Counts(low=dead, best=dead, high=dead),
        attestations=(
            quote("event_type", event_type, "what"),
            quote("sub_event_type", sub_event_type, "what"),
            quote("date_start", day.isoformat(), "day"),
            quote("date_end", day.isoformat(), "day"),
            quote("place.name", line["place"], "place"),
            *(quote(f"deaths.{bound}", dead, "dead") for bound in ("low", "best", "high")),
        ),
    )
