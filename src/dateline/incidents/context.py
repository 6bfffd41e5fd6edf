"""A report with what its document adds to it: all that linking and reconciling look at."""

import datetime as dt

import msgspec

from dateline.records import Document, Report

MARGIN = 160
"""Characters kept on either side of a report's spans: enough for the sentence before, which often bears the place."""


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


def passage(text: str, spans: tuple[tuple[int, int], ...], *, margin: int = MARGIN) -> str:
    """The stretches of `text` that `spans` name, widened by `margin` characters to whole words, overlaps joined.

    >>> passage("one two three four five six", ((8, 13),), margin=4)
    'two three four'
    """
    pieces: list[list[int]] = []
    for start, end in sorted(spans):
        left = max(0, start - margin)
        right = min(len(text), end + margin)
        if left > 0:
            left = text.find(" ", left, start) + 1 or start
        if right < len(text):
            cut = text.rfind(" ", end, right)
            right = cut if cut >= end else end
        if pieces and left <= pieces[-1][1]:
            pieces[-1][1] = max(pieces[-1][1], right)
        else:
            pieces.append([left, right])
    return "\n".join(text[left:right].strip() for left, right in pieces)


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
