"""Bytes to documents: main text, splitting, frozen text, language, publication date, syndicated copies."""

from dateline.documents.building import from_text
from dateline.documents.language import detect_language
from dateline.documents.loading import load
from dateline.documents.text import digest, normalise

__all__ = ["detect_language", "digest", "from_text", "load", "normalise"]
