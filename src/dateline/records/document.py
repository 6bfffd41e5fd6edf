"""A report as it was published."""

import datetime as dt

import msgspec


class PublicationDate(msgspec.Struct, frozen=True, kw_only=True):
    """One signal of a document's publication date and where it came from.

    `source` is "sidecar", "option", "metadata", "permalink", "byline", "dateline", "feed", "capture" or
    "text"; the first one trusted sets `Document.published`, all are kept.
    """

    date: dt.date
    source: str
    quote: str | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One report as it was published, with frozen text.

    `text` is normalised once (newlines to U+000A, NFC, zero-width characters and soft hyphens removed) and never
    changes; every offset anywhere counts its code points. `sha256` is the digest of its UTF-8 bytes.
    `input` is the file relative to the input given, or the URL; `position` counts from 1 within it.
    `published` is TimeML's document creation time; where None, `published_earliest` and
    `published_latest` bound it by what the text says (either may be None). `title_end`: text[:title_end]
    is the title where the text begins with it, else 0.
    `copy_of` names the document of which this one is a syndicated or near copy.
    """

    document_id: str
    input: str
    position: int
    title: str | None
    text: str
    sha256: str
    title_end: int = 0
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: dt.date | None = None
    published_earliest: dt.date | None = None
    published_latest: dt.date | None = None
    published_signals: tuple[PublicationDate, ...] = ()
    captured: dt.datetime | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    copy_of: str | None = None


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """An input, or one document of it, that could not be processed; the batch goes on.

    `stage` is "read", "split", "code" or "store"; `error` the class's name; `message` what happened and what to do.
    """

    input: str
    position: int | None = None
    stage: str
    error: str
    message: str
