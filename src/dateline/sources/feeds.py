"""RSS and Atom to raw documents, one for each entry."""

import re
import warnings
from collections.abc import Iterator
from typing import Any

from dateline.records import Failure, PublicationDate
from dateline.sources import limits
from dateline.sources.bylines import read_date
from dateline.sources.encoding import decode
from dateline.sources.errors import BrokenInputError, EmptyInputError, UnsafeInputError
from dateline.sources.files import failure
from dateline.sources.html import render_fragment
from dateline.sources.post import trim
from dateline.sources.raw import RawDocument, Resource

_PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>")
_CLOSED = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.I | re.S)


def read(resource: Resource) -> Iterator[RawDocument | Failure]:
    """The entries of a feed; at its end a `Failure` when the feed is cut off, so that nobody takes it for whole.

    The full text of an entry (content:encoded, Atom content) is preferred to its summary.
    Raises `UnsafeInputError` for declared entities, `BrokenInputError` or `EmptyInputError` when no entry can be read.
    """
    import feedparser  # noqa: PLC0415 -- slow to import

    text = decode(resource.read(limit=limits.MARKUP_BYTES), declared=resource.charset, markup=True)
    refuse_entities(text)
    # The text is decoded already: the parser must not believe an encoding in the prolog.
    data = _PROLOG.sub("", text).lstrip().encode("utf-8", "replace")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its guesses at malformed feeds warn of the library's own future
        parsed = feedparser.parse(data, response_headers=_HEADERS)
    whole = _CLOSED.search(text[-2_000:]) is not None
    if not parsed.entries:
        if not whole:
            raise BrokenInputError("the feed is cut off before its first entry ends; fetch it again")
        raise EmptyInputError("the feed holds no entries")
    position = 0
    for entry in parsed.entries:
        position += 1
        document = _entry(entry, parsed.feed)
        if document.text or document.title:
            yield document
        else:
            yield failure(
                resource.name, EmptyInputError("the entry has neither title nor text"), stage="split", position=position
            )
    if not whole:
        yield failure(
            resource.name,
            BrokenInputError(f"the feed is cut off; {position} entries were read, the last may be incomplete"),
        )


_HEADERS = {"content-type": "application/xml; charset=utf-8"}


def refuse_entities(text: str) -> None:
    """Raise `UnsafeInputError` when the XML declares entities: none are needed in a feed, bombs are made of them."""
    import defusedxml  # noqa: PLC0415
    import defusedxml.ElementTree  # noqa: PLC0415

    message = "the XML declares entities of its own, which can grow without end; remove them from its DOCTYPE"
    if re.search(r"<!ENTITY\b", text):
        raise UnsafeInputError(message)
    parser = defusedxml.ElementTree.DefusedXMLParser(forbid_dtd=False, forbid_entities=True, forbid_external=True)
    depth = _Depth()
    try:
        parser.parser.StartElementHandler = depth.start
        parser.parser.EndElementHandler = depth.end
        parser.parser.Parse(_PROLOG.sub("", text).lstrip(), True)
    except defusedxml.DefusedXmlException as error:
        raise UnsafeInputError(message) from error
    except Exception as error:  # not well formed: the feed parser has its own ways with that
        if isinstance(error, UnsafeInputError):
            raise


class _Depth:
    """Counts how deep elements are nested while the entity check parses."""

    def __init__(self) -> None:
        self._depth = 0

    def start(self, name: str, attributes: Any) -> None:
        self._depth += 1
        if self._depth > 200:
            raise UnsafeInputError("its elements are nested more than 200 deep; no feed needs that")

    def end(self, name: str) -> None:
        self._depth -= 1


def _entry(entry: Any, feed: Any) -> RawDocument:
    contents = [(c.get("value") or "", c.get("type") or "") for c in entry.get("content") or []]
    detail = entry.get("summary_detail") or {}
    contents.append((entry.get("summary") or "", detail.get("type") or ""))
    texts = [_plain(value, kind) for value, kind in contents]
    text = next((t for t in texts[:-1] if t), "") or texts[-1]
    title = " ".join(_plain(entry.get("title") or "", "text/html").split())
    names = [author.get("name") for author in entry.get("authors") or [] if author.get("name")]
    link = entry.get("link") or (entry.get("id") if str(entry.get("id") or "").startswith("http") else None)
    return RawDocument(
        text=trim(text.split("\n"), title=title),
        title=title or None,
        author=", ".join(names) or entry.get("author") or None,
        url=link,
        outlet=" ".join(_plain(feed.get("title") or "", "text/html").split()) or None,
        hint=feed.get("language"),
        tags=tuple(tag["term"] for tag in entry.get("tags") or [] if tag.get("term")),
        dates=tuple(_dates(entry)),
        one_of_many=True,
    )


def _dates(entry: Any) -> Iterator[PublicationDate]:
    """The entry's dates as written, in the offset of the feed: the UTC day may be another."""
    for name in ("published", "created", "updated"):
        value = dict.get(entry, name)  # the library's own look-up gives "published" for "updated", and warns
        if day := read_date(value):
            yield PublicationDate(date=day, source="feed" if name != "updated" else "metadata", quote=value)
            if name != "updated":
                return


def _plain(value: str, kind: str) -> str:
    if "html" in kind and re.search(r"<[a-zA-Z/!]|&[#\w]+;", value):
        return render_fragment(value)
    return value.strip()
