"""What kind of input this is: by its first bytes where they are unmistakable, else by media type or file name."""

import re
from pathlib import PurePath
from typing import Literal

from dateline.sources.errors import UnknownKindError
from dateline.sources.raw import Resource

Kind = Literal["text", "markdown", "html", "feed", "pdf", "docx", "eml", "jsonl", "json", "csv"]

_SUFFIXES: dict[Kind, str] = {
    "text": ".txt .text .asc .log",
    "markdown": ".md .markdown .mdown .mkd",
    "html": ".html .htm .xhtml .shtml .php .asp .aspx",
    "feed": ".rss .atom .rdf .xml",
    "pdf": ".pdf",
    "docx": ".docx",
    "eml": ".eml",
    "jsonl": ".jsonl .ndjson .jsonlines",
    "json": ".json",
    "csv": ".csv .tsv .tab",
}
_MEDIA: dict[Kind, str] = {
    "text": "text/plain",
    "markdown": "text/markdown text/x-markdown",
    "html": "text/html application/xhtml+xml",
    "feed": "application/rss+xml application/atom+xml application/rdf+xml application/xml text/xml",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "eml": "message/rfc822",
    "jsonl": "application/x-ndjson application/jsonl application/jsonlines",
    "json": "application/json application/ld+json",
    "csv": "text/csv text/tab-separated-values",
}
_BY_SUFFIX: dict[str, Kind] = {suffix: kind for kind, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
_BY_MEDIA: dict[str, Kind] = {media: kind for kind, names in _MEDIA.items() for media in names.split()}
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)[\s/>]", re.I)
_HTML = re.compile(rb"<!doctype\s+html|<(?:html|head|body)[\s>]", re.I)
_EML = re.compile(rb"(?:^|\n)(?:From|Received|Return-Path|Message-ID|MIME-Version|Delivered-To):\s", re.I)


def tell_kind(resource: Resource) -> Kind:
    """Return the kind of `resource`, or raise `UnknownKindError`.

    A file met in a folder must have a known suffix, a known beginning or no suffix at all; a file that the user
    named, and whatever a URL gave, is taken for text when nothing speaks against it.
    """
    head = resource.head()
    suffix = PurePath(resource.name.split("?")[0] if resource.path is None else resource.name).suffix.lower()
    media = (resource.media or "").partition(";")[0].strip().lower()
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04") and (suffix == ".docx" or b"word/" in head or _BY_MEDIA.get(media) == "docx"):
        return "docx"
    kind = _BY_MEDIA.get(media) or _BY_SUFFIX.get(suffix)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if kind in (None, "text", "html", "feed"):
        looks = _looks(head, start)
        # Servers send feeds as text/html and pages as text/plain; a .txt file that shows markup is meant as it is.
        if looks and (kind != "text" or resource.path is None):
            return looks
    if kind == "feed":
        raise UnknownKindError("this XML is neither RSS nor Atom nor XHTML; save the page as HTML or text")
    if kind:
        return kind
    if media.startswith(("image/", "audio/", "video/", "font/")):
        raise UnknownKindError(f"the server sent {media}, not a text")
    if resource.found and suffix:
        raise UnknownKindError(
            f"files ending in {suffix} are of no kind that can be read (text, Markdown, HTML, RSS, PDF, DOCX, EML,"
            " JSON Lines, CSV); name the file itself if it is a text"
        )
    return "text"


def _looks(head: bytes, start: bytes) -> Kind | None:
    """The kind that the first bytes show, for those that any suffix or media type may hide."""
    if start.startswith(b"<"):
        feed, page = _FEED.search(head), _HTML.search(head)
        if feed and not (page and page.start() < feed.start()):
            return "feed"
        if page:
            return "html"
    if start.startswith(b"{") and re.match(rb"\{\s*\"", start):
        return "jsonl"
    if len(_EML.findall(head)) >= 2 and re.match(rb"[A-Za-z-]{2,40}:\s", start):
        return "eml"
    return None
