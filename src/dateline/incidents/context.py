"""A report with what its document adds to it: all that linking and reconciling look at."""

import datetime as dt

import msgspec

from dateline.records import Document, Report

GAP = 240
"""Characters between two spans of one report that count as told along with it: mostly a sentence that names the place
without saying what happened. Nothing before or after is added: in round-ups that is another incident."""


class ReportContext(msgspec.Struct, frozen=True, kw_only=True):
    """One report beside its document.

    `published_earliest` and `published_latest` are equal where the publication date is known; either is None where
    the text does not bound it. `text` is the passage that tells of the incident (title not included), never the whole
    document unless the report spans it. `copy_of` names the document of which this one is a syndicated copy.
    """

    report: Report
    document_id: str
    title: str | None = None
    outlet: str | None = None
    published_earliest: dt.date | None = None
    published_latest: dt.date | None = None
    text: str = ""
    copy_of: str | None = None

    @property
    def report_id(self) -> str:
        """The report's id."""
        return self.report.report_id

    @property
    def source_id(self) -> str:
        """The document that counts as the source: copies count as their original."""
        return self.copy_of or self.document_id


def passage(text: str, spans: tuple[tuple[int, int], ...], *, gap: int = GAP) -> str:
    """The stretches of `text` that `spans` name, those up to `gap` characters apart joined with what lies between.

    >>> passage("one two three four five six", ((0, 3), (8, 13), (24, 27)), gap=5)
    'one two three\nsix'
    """
    pieces: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if pieces and start - pieces[-1][1] <= gap:
            pieces[-1] = (pieces[-1][0], max(pieces[-1][1], end))
        else:
            pieces.append((start, end))
    return "\n".join(text[start:end].strip() for start, end in pieces)


def report_context(report: Report, document: Document) -> ReportContext:
    """The context of `report`, which must be one of `document`."""
    if report.document_id != document.document_id:
        raise ValueError(
            f"report {report.report_id} belongs to document {report.document_id}, not {document.document_id}"
        )
    return ReportContext(
        report=report,
        document_id=document.document_id,
        title=document.title,
        outlet=document.outlet,
        published_earliest=document.published or document.published_earliest,
        published_latest=document.published or document.published_latest,
        text=passage(document.text, report.spans) if report.spans else document.text,
        copy_of=document.copy_of,
    )
