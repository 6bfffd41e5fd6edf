"""Tables of articles (JSON Lines, JSON, CSV) to raw documents, row by row, so that a table may be of any length."""

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from dateline.errors import SourceError
from dateline.records import Failure, PublicationDate
from dateline.sources import limits
from dateline.sources.bylines import read_date
from dateline.sources.encoding import decode, refuse_binary
from dateline.sources.errors import BrokenInputError, EmptyInputError, TooLargeError, UnknownKindError
from dateline.sources.files import failure
from dateline.sources.html import render_fragment
from dateline.sources.raw import RawDocument, Resource

# Our field: the names under which tables have it, best first. Compared in lower case with "_" for spaces and dashes.
COLUMNS: dict[str, tuple[str, ...]] = {
    field: tuple(names.split())
    for field, names in {
        "title": "title headline heading subject article_title name",
        "text": "text body content article article_text full_text fulltext maintext main_text article_body content_text"
        " story plain_text raw_text description summary notes",
        "html": "html content_html body_html",
        "published": "published date pub_date pubdate publication_date publish_date date_publish date_published"
        " published_at published_date published_on doc_date document_date article_date datetime timestamp created"
        " created_at source_date",
        "url": "url link permalink source_url article_url web_url uri href",
        "outlet": "outlet source publication publisher newspaper source_name media domain site source_domain",
        "author": "author authors byline by creator writer",
        "language": "language lang language_code",
        "tags": "tags keywords categories topics",
        "captured": "captured captured_at retrieved date_download crawled_at accessed scraped_at",
    }.items()
}
_LISTS = ("documents", "articles", "items", "entries", "posts", "records", "results", "data", "rows")
SNIFF = 64 * 1024


def read_json_lines(resource: Resource) -> Iterator[RawDocument | Failure]:
    """One document for each line that is an object with a title or a text; a bad line is a `Failure`, others go on."""
    with _open(resource) as file:
        start = file.read(SNIFF)
        if not start.strip():
            raise EmptyInputError("it is empty")
        refuse_binary(start)
        declared = _declared(resource)
        good = number = 0
        for line in _lines(io.BufferedReader(_Rejoined(start, file))):
            if not line.strip():
                continue
            number += 1
            try:
                if len(line) > limits.RECORD_BYTES:
                    raise TooLargeError(f"the line has more than {limits.RECORD_BYTES // limits.MIB} MiB")
                row = _parse(decode(line, declared=declared))
                if number == 1 and isinstance(row, list):
                    raise BrokenInputError("the file is one JSON list, not JSON Lines; name it .json")
                yield _row(row)
                good += 1
            except SourceError as error:
                yield failure(resource.name, error, stage="split", position=number)


def read_json(resource: Resource) -> Iterator[RawDocument | Failure]:
    """The articles of one JSON value: an object with a text, a list of such, or an object that holds such a list.

    Raises `UnknownKindError` when it holds none: data about something else.
    """
    text = decode(resource.read(), declared=_declared(resource))
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = text.lstrip().split("\n", 1)
        if len(lines) == 2 and lines[0].rstrip().endswith("}"):
            yield from read_json_lines(resource)
            return
        raise BrokenInputError(f"the JSON is damaged or cut off: {error}") from error
    rows = value if isinstance(value, list) else [value]
    if isinstance(value, dict) and not _is_article(value):
        rows = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), [])
    if not any(isinstance(row, dict) and _is_article(row) for row in rows):
        raise UnknownKindError(
            "the JSON holds no articles (objects with a text); if it is a sidecar, its text is missing"
        )
    for position, row in enumerate(rows, start=1):
        try:
            yield _row(row)
        except SourceError as error:
            yield failure(resource.name, error, stage="split", position=position)


def read_csv(resource: Resource) -> Iterator[RawDocument | Failure]:
    """One document for each row of a CSV with a header; commas, semicolons, tabs or bars are told from the header.

    A second header row of HXL hashtags is passed over. Raises `UnknownKindError` when no column holds a text.
    """
    with _open(resource) as file:
        start = file.read(SNIFF)
        if not start.strip():
            raise EmptyInputError("it is empty")
        encoding = _encoding(start, _declared(resource))
        stream = io.TextIOWrapper(io.BufferedReader(_Rejoined(start, file)), encoding, "replace", newline="")
        _allow_long_fields()
        header = stream.readline(SNIFF)
        rows = csv.reader(_chain(header, stream), delimiter=_delimiter(header))
        position = 0
        names: list[str] = []
        try:
            names = [_key(name) for name in next(rows)]
            if not set(names) & {*COLUMNS["text"], *COLUMNS["html"]}:
                raise UnknownKindError(
                    "the table has no column of texts (text, body, content ...): no table of articles, or no header"
                )
            for cells in rows:
                if not any(cells) or (position == 0 and _is_hxl(cells)):
                    continue
                position += 1
                try:
                    if len(cells) < len(names) / 2:
                        raise BrokenInputError(f"the row has {len(cells)} cells where the header has {len(names)}")
                    yield _row(dict(zip(names, cells, strict=False)))
                except SourceError as error:
                    yield failure(resource.name, error, stage="split", position=position)
        except csv.Error as error:
            raise BrokenInputError(f"the table is damaged after row {position}: {error}") from error


def _open(resource: Resource) -> IO[bytes]:
    resource.head(1)  # named errors for what cannot be opened
    if resource.path is not None and resource.data is None:
        return resource.path.open("rb")
    return io.BytesIO(resource.data or b"")


class _Rejoined(io.RawIOBase):
    """A stream that gives `start` again before what is left of `file`."""

    def __init__(self, start: bytes, file: IO[bytes]) -> None:
        self._start, self._file = io.BytesIO(start), file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._start.read(len(buffer)) or self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Lines of bytes; one that is too long comes cut just above the limit, and its rest is passed over."""
    while line := stream.readline(limits.RECORD_BYTES + 2):
        yield line
        while len(line) > limits.RECORD_BYTES and not line.endswith(b"\n"):
            line = stream.readline(limits.RECORD_BYTES + 2)
            if not line or line.endswith(b"\n"):
                break


def _chain(first: str, stream: Iterable[str]) -> Iterator[str]:
    yield first
    yield from stream


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenInputError(f"the line is no JSON: {str(error)[:200]}") from error


def _declared(resource: Resource) -> str | None:
    value = resource.about.get("encoding") or resource.about.get("charset") or resource.charset
    return value if isinstance(value, str) else None


def _encoding(start: bytes, declared: str | None) -> str:
    """The encoding of a table, from its beginning."""
    if start.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    refuse_binary(start)
    for name in (declared, "utf-8"):
        try:
            # The sample may end in the middle of a character.
            start[:-4].decode(name or "utf-8")
            return name or "utf-8"
        except (UnicodeError, LookupError):
            continue
    import charset_normalizer  # noqa: PLC0415

    best = charset_normalizer.from_bytes(start).best()
    return best.encoding if best is not None and len(re.findall(rb"[\x80-\xff]{3,}", start)) > 20 else "cp1252"


def _delimiter(header: str) -> str:
    counts = {mark: header.count(mark) for mark in (",", "\t", ";", "|")}
    return max(counts, key=lambda mark: counts[mark]) if any(counts.values()) else ","


def _allow_long_fields() -> None:
    if csv.field_size_limit() < limits.RECORD_BYTES:
        csv.field_size_limit(min(limits.RECORD_BYTES, sys.maxsize))


def _is_hxl(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(cell.startswith("#") for cell in filled)


def _key(name: Any) -> str:
    return re.sub(r"[\s-]+", "_", str(name).strip().lower())


def _is_article(row: Mapping[Any, Any]) -> bool:
    keys = {_key(key) for key, value in row.items() if isinstance(value, str) and value.strip()}
    return bool(keys & {*COLUMNS["text"], *COLUMNS["html"]})


def _row(row: Any) -> RawDocument:
    if not isinstance(row, Mapping):
        raise BrokenInputError("the row is no object with a text")
    fields = {_key(key): value for key, value in row.items()}

    def one(field: str) -> Any:
        return next((fields[name] for name in COLUMNS[field] if fields.get(name) not in (None, "", [], {})), None)

    def text_of(field: str) -> str | None:
        value = one(field)
        if isinstance(value, list):
            value = ", ".join(str(item) for item in value if isinstance(item, str | int))
        if isinstance(value, Mapping):
            value = value.get("name") or value.get("title")
        return str(value).strip() or None if isinstance(value, str | int | float) else None

    markup = text_of("html")
    text = text_of("text") or (render_fragment(markup) if markup else None)
    title = text_of("title")
    if not text and not title:
        raise EmptyInputError("the row has neither text nor title")
    tags = one("tags")
    day = read_date(one("published")) if isinstance(one("published"), str) else None
    captured = read_date(one("captured"))
    return RawDocument(
        text=text or "",
        title=title,
        author=text_of("author"),
        url=text_of("url"),
        outlet=text_of("outlet"),
        language=text_of("language"),
        tags=tuple(str(t) for t in tags)
        if isinstance(tags, list)
        else tuple(filter(None, re.split(r"\s*[;,|]\s*", tags)))
        if isinstance(tags, str)
        else (),
        dates=(PublicationDate(date=day, source="metadata", quote=str(one("published"))),) if day else (),
        captured=_moment(captured),
        one_of_many=True,
    )


def _moment(day: Any) -> Any:
    import datetime as dt  # noqa: PLC0415

    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC) if day else None
