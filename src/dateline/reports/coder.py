"""The default coder: patterns and lexicons, one document at a time."""

from dateline.records import Coding, Document

NAME = "patterns"


def code_document(document: Document) -> Coding:
    """All reports and statements that the patterns find in one document."""
    return Coding(document_id=document.document_id, coder=NAME)
