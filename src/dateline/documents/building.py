"""One text to one frozen `Document`."""

import datetime as dt
import hashlib
from collections.abc import Iterable

from dateline.documents.dating import date_document
from dateline.documents.heading import read_heading
from dateline.documents.language import detect_language, same_language
from dateline.documents.text import digest, normalise
from dateline.records import Document, PublicationDate


def from_text(
    text: str,
    *,
    input: str = "text",
    position: int = 1,
    title: str | None = None,
    published: dt.date | None = None,
    outlet: str | None = None,
    language: str | None = None,
    url: str | None = None,
    author: str | None = None,
    tags: Iterable[str] = (),
    captured: dt.datetime | None = None,
    signals: Iterable[PublicationDate] = (),
) -> Document:
    """Make the document that `text` is: normalised, frozen, with what its head says of title, author and date.

    `published` is the caller's word (source "option"); `signals` are dates found elsewhere (sidecar, feed, metadata).
    What is given wins over what is read. `title` is not put in front of the text: offsets are those of
    `normalise(text)`, and `title_end` is set where the text begins with it. No clock, no network, no files.

    >>> from_text("Two hurt in Taraz\\n\\nA bus was shot at.", language="en").title
    'Two hurt in Taraz'
    """
    text = normalise(text)
    title = " ".join(normalise(title).split()) or None if title else None
    heading = read_heading(text, title=title)
    given = list(signals)
    if published:
        given.append(PublicationDate(date=published, source="option"))
    dating = date_document(given, head=heading.dates, url=url, captured=captured)
    sha256 = digest(text)
    return Document(
        document_id=document_id(sha256, input=input, position=position),
        input=input,
        position=position,
        title=heading.title,
        text=text,
        sha256=sha256,
        title_end=heading.title_end,
        url=url,
        outlet=outlet,
        author=_clean(author) or heading.author,
        published=dating.published,
        published_earliest=dating.earliest,
        published_latest=dating.latest,
        published_signals=dating.signals,
        captured=captured,
        language=same_language(language) or detect_language(text),
        tags=tuple(dict.fromkeys(tag for tag in map(_clean, tags) if tag)),
    )


def document_id(sha256: str, *, input: str, position: int) -> str:
    """The document's id, the same from run to run over the same input: "d" and 12 hexadecimal digits."""
    return "d" + hashlib.sha256(f"{sha256}\n{input}\n{position}".encode("utf-8", "surrogateescape")).hexdigest()[:12]


def _clean(value: str | None) -> str | None:
    return " ".join(normalise(value).split()) or None if value else None
