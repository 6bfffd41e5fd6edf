"""Inputs to documents, one at a time: what fails becomes a `Failure`, the others go on."""

import datetime as dt
import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dateline.documents.building import from_text
from dateline.documents.heading import read_heading
from dateline.documents.language import detect_language, same_language
from dateline.documents.splitting import split_page
from dateline.documents.text import normalise
from dateline.errors import DocumentError, SourceError
from dateline.records import Document, Failure, PublicationDate
from dateline.sources import limits
from dateline.sources.bylines import read_date
from dateline.sources.errors import EmptyInputError, TooLargeError, UnknownKindError
from dateline.sources.files import failure, find
from dateline.sources.raw import RawDocument, Resource
from dateline.sources.readers import read
from dateline.sources.web import fetch, is_url

log = logging.getLogger(__name__)


def load(
    inputs: Iterable[str | os.PathLike[str]],
    *,
    published: dt.date | None = None,
    outlet: str | None = None,
    language: str | None = None,
) -> Iterator[Document | Failure]:
    """Yield the documents of `inputs` (files, folders, URLs), and a `Failure` for whatever could not be read.

    Lazy: one input is open at a time and nothing is kept. Folders are walked in sorted order. The options stand in for
    what neither the sidecar nor the source says. A URL is the only input that uses the network.
    """
    for given in inputs:
        for resource in _resources(given):
            if isinstance(resource, Failure):
                yield resource
                continue
            log.debug("reading %s", resource.name)
            yield from _documents(resource, published=published, outlet=outlet, language=language)


def _resources(given: str | os.PathLike[str]) -> Iterator[Resource | Failure]:
    if isinstance(given, str) and is_url(given):
        try:
            yield fetch(given)
        except SourceError as error:
            yield failure(given, error)
    else:
        yield from find(given)


def _documents(
    resource: Resource, *, published: dt.date | None, outlet: str | None, language: str | None
) -> Iterator[Document | Failure]:
    position = 0
    raws = _posts(resource)
    while True:
        try:
            raw = next(raws, None)
        except UnknownKindError as error:
            # JSON beside texts is usually about them (a list of gold, a sidecar whose text is gone): no failure.
            if not (resource.found and resource.name.lower().endswith(".json")):
                yield failure(resource.name, error)
            return
        except SourceError as error:
            yield failure(resource.name, error)
            return
        except Exception as error:  # a reader's fault in one input must not end the run
            log.debug("reader failed on %s", resource.name, exc_info=True)
            yield failure(resource.name, error)
            return
        if raw is None:
            return
        if isinstance(raw, Failure):
            position = max(position, raw.position or 0)
            yield raw
            continue
        position += 1
        try:
            yield _document(raw, resource, position=position, published=published, outlet=outlet, language=language)
        except (SourceError, DocumentError) as error:
            yield failure(resource.name, error, stage="split", position=position)


def _posts(resource: Resource) -> Iterator[RawDocument | Failure]:
    """The raw documents of an input; a page of plain text is split into its posts."""
    import msgspec  # noqa: PLC0415

    for raw in read(resource):
        if isinstance(raw, Failure) or not raw.page:
            yield raw
            continue
        text = normalise(raw.text).strip()
        # A sidecar that lists one document says that the file holds one.
        posts = split_page(text) if len(resource.parts) != 1 else ()
        if len(posts) < 2 and not (posts and len(posts[0].text) < len(text)):
            yield msgspec.structs.replace(raw, text=text)
            continue
        for post in posts:
            yield msgspec.structs.replace(
                raw,
                text=post.text,
                title=post.title or (raw.title if len(posts) == 1 else None),
                author=raw.author or post.author,
                tags=raw.tags or post.tags,
                titled=True,
                one_of_many=len(posts) > 1,
                dates=raw.dates or _byline_dates(post.text, post.title),
            )


def _byline_dates(text: str, title: str | None) -> tuple[PublicationDate, ...]:
    """The whole dates in the by-lines of a post: nearer to it than what is said of its page."""
    found = [(d.date.whole(), d.quote) for d in read_heading(text, title=title).dates if d.source == "byline"]
    return tuple(PublicationDate(date=day, source="byline", quote=quote) for day, quote in found if day)


def _document(
    raw: RawDocument,
    resource: Resource,
    *,
    position: int,
    published: dt.date | None,
    outlet: str | None,
    language: str | None,
) -> Document:
    about = _about(resource, position)
    title = raw.title
    text = raw.text.strip("\n")
    if title and not raw.titled and " ".join(text.split())[: len(title)].casefold() != title.casefold():
        text = f"{title}\n\n{text}"
    if len(text) > limits.DOCUMENT_CHARACTERS:
        raise TooLargeError(
            f"the document has {len(text)} characters, more than {limits.DOCUMENT_CHARACTERS}: split it into several"
        )
    text = normalise(text).strip()
    if not any(c.isalnum() for c in text):
        raise EmptyInputError("the document holds no words")
    part = resource.parts[position - 1] if position <= len(resource.parts) else {}
    # What is said of a whole feed, page or table gives way to what it says of each of its documents.
    aside = raw.one_of_many and bool(raw.dates)
    stated = read_date(part.get("published")) or (None if aside else read_date(about.get("published")))
    signals = [PublicationDate(date=stated, source="sidecar")] if stated else []
    return from_text(
        text,
        input=resource.name,
        position=position,
        title=_string(part.get("title")) or title or (None if raw.one_of_many else _string(about.get("title"))),
        published=None if aside else published,
        outlet=_string(about.get("outlet")) or outlet or raw.outlet,
        language=_language(about, raw, language, text),
        url=_string(part.get("url")) or raw.url or _string(about.get("url")) or resource.url,
        author=_string(part.get("author")) or _author(raw, about),
        tags=[*_strings(about.get("tags")), *raw.tags],
        captured=_moment(about.get("captured")) or resource.captured or raw.captured,
        signals=[*signals, *raw.dates],
    )


def _about(resource: Resource, position: int) -> Mapping[str, Any]:
    """What the sidecar says of this document: its own entry over what stands for the whole file."""
    part = resource.parts[position - 1] if position <= len(resource.parts) else {}
    return {**resource.about, **{key: value for key, value in part.items() if value is not None}}


def _language(about: Mapping[str, Any], raw: RawDocument, option: str | None, text: str) -> str | None:
    """The declared language; else the one detected; else what the page's markup says, which is often a default."""
    declared = same_language(_string(about.get("language")) or option or raw.language)
    return declared or detect_language(text) or same_language(raw.hint)


def _author(raw: RawDocument, about: Mapping[str, Any]) -> str | None:
    """A post's own author goes before that of its page; a sidecar before what a file says of itself."""
    stated = _string(about.get("author"))
    return (raw.author or stated) if raw.one_of_many else (stated or raw.author)


def _moment(value: object) -> dt.datetime | None:
    """A time of capture; a bare date is its midnight, a time without offset is in UTC."""
    text = _string(value)
    if not text:
        return None
    moment: dt.datetime | None
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        day = read_date(text)
        moment = dt.datetime(day.year, day.month, day.day) if day else None
    return moment.replace(tzinfo=dt.UTC) if moment is not None and moment.tzinfo is None else moment


def _string(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _strings(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
