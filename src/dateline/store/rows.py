"""Records to rows and back, with everything checked that must hold of what is stored."""

import datetime as dt
from hashlib import sha256
from typing import Any

import msgspec

from dateline.errors import StoreError
from dateline.records import Coding, Document, Dropped, Report, Statement

GIVEN = frozenset({"sidecar", "option"})
"""Sources of a publication date that a person stands for; what a page says of itself does not displace them."""

_DOCUMENT = msgspec.json.Decoder(Document)
_REPORT = msgspec.json.Decoder(Report)
_STATEMENT = msgspec.json.Decoder(Statement)
_encode = msgspec.json.Encoder(order="deterministic").encode


class PreparedCoding(msgspec.Struct, frozen=True, kw_only=True):
    """A document with its coding, checked and encoded: writing it can fail for want of disk, not for its content."""

    document: Document
    coder: str
    metadata: str
    metadata_digest: str
    signature: bytes | None
    skipped: str | None
    dropped: tuple[Dropped, ...] = ()
    digest: str
    reports: tuple[tuple[Any, ...], ...]
    statements: tuple[tuple[Any, ...], ...]


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What of a coding is stored, in the order that its digest is of."""

    document_id: str
    coder: str
    reports: tuple[Report, ...]
    statements: tuple[Statement, ...]
    skipped: str | None


def coding_digest(coding: Coding) -> str:
    """SHA-256 of what of a coding is stored: all but what was dropped."""
    kept = _Kept(
        document_id=coding.document_id,
        coder=coding.coder,
        reports=coding.reports,
        statements=coding.statements,
        skipped=coding.skipped,
    )
    return sha256(_encode(kept)).hexdigest()


def prepare(document: Document, coding: Coding, *, signature: bytes | None = None) -> PreparedCoding:
    """Check a coding against its document and encode both.

    Raises:
        StoreError: a quote is not the document's text at its offsets, a report belongs to another document, an id
            occurs twice, or a text cannot be written as UTF-8.
    """
    try:
        check(document, coding)
        body, digest = metadata(document)
        document.text.encode()
        return PreparedCoding(
            document=document,
            coder=coding.coder,
            metadata=body,
            metadata_digest=digest,
            signature=signature,
            skipped=coding.skipped,
            dropped=coding.dropped,
            digest=coding_digest(coding),
            reports=tuple(_report_row(report) for report in coding.reports),
            statements=tuple((s.statement_id, s.kind, s.speaker, _encode(s).decode()) for s in coding.statements),
        )
    except UnicodeEncodeError as error:
        raise StoreError(f"document {document.document_id} holds a lone surrogate ({error.reason})") from error


def check(document: Document, coding: Coding) -> None:
    """Hold a coding to the contract: verbatim quotes inside the text, ids that belong and occur once."""
    text, size = document.text, len(document.text)
    seen: set[str] = set()
    for report in coding.reports:
        _check_owner(report.report_id, report.document_id, document, seen)
        for attestation in report.attestations:
            if not attestation.quote or text[attestation.start : attestation.end] != attestation.quote:
                raise StoreError(
                    f"report {report.report_id}, {attestation.field}: the quote is not document "
                    f"{document.document_id}[{attestation.start}:{attestation.end}] (length {size}); "
                    f"{attestation.annotator} must quote verbatim"
                )
        for start, end in report.spans:
            if not 0 <= start < end <= size:
                raise StoreError(
                    f"report {report.report_id}: span {start}:{end} lies outside document {document.document_id} "
                    f"(length {size})"
                )
    for statement in coding.statements:
        _check_owner(statement.statement_id, statement.document_id, document, seen)
        if not statement.quote or text[statement.start : statement.end] != statement.quote:
            raise StoreError(
                f"statement {statement.statement_id}: the quote is not document "
                f"{document.document_id}[{statement.start}:{statement.end}]; {statement.annotator} must quote verbatim"
            )


def metadata(document: Document) -> tuple[str, str]:
    """What is known of a document beside its text, as JSON, and the digest of what of it can change a coding.

    The time of capture, the copy and the name under which the input was found are no part of the digest.
    """
    bare = msgspec.structs.replace(document, text="", copy_of=None)
    body = _encode(bare).decode()
    told = msgspec.structs.replace(bare, captured=None, input="", position=0)
    return body, sha256(_encode(told)).hexdigest()


def merge_metadata(stored: Document, given: Document) -> Document:
    """The document as now given, keeping what was told before and is not told now.

    A run without a sidecar does not forget what a run with one recorded, and a date that a person gave is displaced
    only by another that a person gives.
    """
    kept: dict[str, Any] = {
        name: getattr(stored, name)
        for name in ("title", "url", "outlet", "author", "language", "tags")
        if not getattr(given, name) and getattr(stored, name)
    }
    # What was seen on one day was published by then, however often it is fetched later.
    if stored.captured is not None and (given.captured is None or stored.captured < given.captured):
        kept["captured"] = stored.captured
    if kept.get("title") is not None:
        kept["title_end"] = stored.title_end
    if stored.published is not None and (given.published is None or (is_given(stored) and not is_given(given))):
        kept["published"] = stored.published
        kept["published_earliest"] = stored.published_earliest
        kept["published_latest"] = stored.published_latest
        kept["published_signals"] = stored.published_signals
    # Text, id and place of finding are those of the first time: one document, however it is reached.
    return msgspec.structs.replace(given, input=stored.input, position=stored.position, copy_of=stored.copy_of, **kept)


def is_given(document: Document) -> bool:
    """Whether a person gave the publication date, by a sidecar or an option."""
    return any(s.source in GIVEN and s.date == document.published for s in document.published_signals)


def read_document(body: str, text: str, copy_of: str | None) -> Document:
    """The document back from its metadata and its text."""
    return msgspec.structs.replace(_DOCUMENT.decode(body), text=text, copy_of=copy_of)


def read_report(body: str) -> Report:
    """The report back from its JSON."""
    return _REPORT.decode(body)


def read_statement(body: str) -> Statement:
    """The statement back from its JSON."""
    return _STATEMENT.decode(body)


def iso(day: dt.date | None) -> str | None:
    """ISO 8601, None kept."""
    return day.isoformat() if day is not None else None


def _check_owner(own_id: str, document_id: str, document: Document, seen: set[str]) -> None:
    if document_id != document.document_id:
        raise StoreError(f"{own_id} belongs to document {document_id}, not to {document.document_id}")
    if own_id in seen:
        raise StoreError(f"document {document.document_id}: the id {own_id} is given twice")
    seen.add(own_id)


def _report_row(report: Report) -> tuple[Any, ...]:
    place, deaths = report.place, report.deaths
    return (
        report.report_id,
        report.position,
        report.event_type,
        report.sub_event_type,
        report.status,
        int(report.background),
        iso(report.date.earliest),
        iso(report.date.latest),
        report.date.precision,
        place and place.name,
        place and place.geonameid,
        place and place.country_code,
        place and place.latitude,
        place and place.longitude,
        deaths and deaths.low,
        deaths and deaths.best,
        deaths and deaths.high,
        _encode(report).decode(),
    )
