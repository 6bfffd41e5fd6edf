"""The default coder: patterns and lexicons, one document at a time."""

import datetime as dt

from dateline.records import Coding, Document
from dateline.reports.analysis import analyse_document
from dateline.reports.assembly import assemble
from dateline.reports.claims import with_claimants
from dateline.reports.dating import Dater
from dateline.reports.realis import genre
from dateline.reports.segments import segment
from dateline.reports.statements import find_statements
from dateline.resolve import gazetteer
from dateline.resolve.publication import bound_publication

NAME = "patterns"
LANGUAGES = frozenset({"en"})


def code_document(document: Document) -> Coding:
    """All reports and statements that the patterns find in one document.

    A document in a language other than English is not coded: `Coding.skipped` names the language. Nor is one
    that is wholly about a drill, sport, fiction or an accident: `skipped` names that.
    """
    if document.language is not None and document.language.split("-")[0].lower() not in LANGUAGES:
        return Coding(document_id=document.document_id, coder=NAME, skipped=f"language: {document.language}")
    kind = genre(document.text, document.title)
    if kind not in ("report", "anniversary"):
        return Coding(document_id=document.document_id, coder=NAME, skipped=f"genre: {kind}")
    analysis = analyse_document(document, gazetteer=gazetteer.default())
    dater = Dater(document, publication_interval(document, analysis.timexes))
    dater.year_from(analysis.timexes)
    drafts = segment(analysis, dater)
    reports = assemble(analysis, drafts, dater, anniversary=kind == "anniversary")
    statements = find_statements(document, reports, structure=analysis.structure)
    return Coding(
        document_id=document.document_id,
        coder=NAME,
        reports=with_claimants(document, reports, statements, analysis.actors),
        statements=statements,
    )


def publication_interval(document: Document, timexes: tuple) -> tuple[dt.date | None, dt.date | None]:  # type: ignore[type-arg]
    """(earliest, latest) day of publication: equal where it is known, else what the text itself bounds."""
    if document.published is not None:
        return document.published, document.published
    if document.published_earliest is not None or document.published_latest is not None:
        return document.published_earliest, document.published_latest
    return bound_publication(document, timexes)
