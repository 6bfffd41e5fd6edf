"""A coder whose answers a test can foretell: every line "2015-03-02 Place: 4 killed" is an incident.

A line "X threatens Y" is a threat, a document that holds CRASH cannot be coded, one that holds MISQUOTE is coded
with a quote of the deaths that is not the text, and one whose language is Russian is skipped. DATELINE_TEST_PAUSE: seconds spent on each document.
"""

import datetime as dt
import os
import re
import time

from dateline.records import Attestation, Coding, Counts, DateExtent, Document, Place, Report, Statement

VERSION = "1"

_INCIDENT = re.compile(r"^(\d{4}-\d\d-\d\d) (\w+): (\d+) killed", re.MULTILINE)
_THREAT = re.compile(r"^(\w+) threatens \w+", re.MULTILINE)


def attest(field: str, value: object, match: re.Match[str], group: int, quote: str | None = None) -> Attestation:
    """The attestation of a value that a group of the pattern states."""
    return Attestation(
        field=field,
        value=value,
        quote=match[group] if quote is None else quote,
        start=match.start(group),
        end=match.end(group),
        annotator="rule:fake@1",
    )


def code_document(document: Document) -> Coding:
    """Reports and threats, by the rules above."""
    if pause := float(os.environ.get("DATELINE_TEST_PAUSE", "0")):
        time.sleep(pause)
    if "CRASH" in document.text:
        raise ZeroDivisionError("the coder met CRASH")
    if document.language == "ru":
        return Coding(document_id=document.document_id, coder="fake", skipped="language: ru")
    reports = []
    for position, match in enumerate(_INCIDENT.finditer(document.text), 1):
        day = dt.date.fromisoformat(match[1])
        deaths = int(match[3])
        quote = "elsewhere" if "MISQUOTE" in document.text else match[3]
        reports.append(
            Report(
                report_id=f"{document.document_id}-{position}",
                document_id=document.document_id,
                position=position,
                spans=((match.start(), match.end()),),
                summary=match[0],
                event_type="Violence against civilians",
                sub_event_type="Attack",
                date=DateExtent(earliest=day, latest=day, precision="day", rule="fake"),
                place=Place(name=match[2], country="Kazakhstan", country_code="KZ", precision="place"),
                deaths=Counts(low=deaths, best=deaths, high=deaths),
                attestations=(
                    *(attest(f"deaths.{bound}", deaths, match, 3, quote) for bound in ("low", "best", "high")),
                    attest("place.name", match[2], match, 2),
                    attest("date_start", match[1], match, 1),
                    attest("date_end", match[1], match, 1),
                    attest("event_type", "Violence against civilians", match, 0),
                    attest("sub_event_type", "Attack", match, 0),
                ),
            )
        )
    statements = tuple(
        Statement(
            statement_id=f"{document.document_id}-s{n}",
            document_id=document.document_id,
            kind="threat",
            speaker=match[1],
            quote=match[0],
            start=match.start(),
            end=match.end(),
            report_ids=tuple(r.report_id for r in reports[:1]),
            annotator="rule:fake@1",
        )
        for n, match in enumerate(_THREAT.finditer(document.text), 1)
    )
    return Coding(document_id=document.document_id, coder="fake", reports=tuple(reports), statements=statements)
