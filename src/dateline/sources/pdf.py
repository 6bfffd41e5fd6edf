"""PDF to one raw document."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from dateline.errors import SourceError
from dateline.records import PublicationDate
from dateline.sources import limits
from dateline.sources.bylines import read_date
from dateline.sources.errors import BrokenInputError, EmptyInputError, TooLargeError
from dateline.sources.raw import RawDocument, Resource

_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n(?=[a-zа-яёà-ÿ])")
_PAGE_NUMBER = re.compile(r"\s*(?:page\s*)?[-–—]?\s*\d{1,4}\s*(?:[-–—]|(?:of|/)\s*\d{1,4})?\s*", re.I)
_NO_TITLE = re.compile(r"\.(?:docx?|pdf|indd|qxd|tmp)$|^(?:microsoft word|untitled)", re.I)
REPEATED = 3  # pages on which a first or last line must stand to be a running head


def read(resource: Resource) -> Iterator[RawDocument]:
    """The text of a PDF, pages joined, without running heads and page numbers, words hyphenated at line ends rejoined.

    Raises `BrokenInputError` for damaged or protected files, `EmptyInputError` for scans without a text layer,
    `TooLargeError` where it has too many pages or they take too long.
    """
    import io  # noqa: PLC0415
    import logging  # noqa: PLC0415

    import pypdf  # noqa: PLC0415 -- slow to import

    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every oddity in a file that it then reads well
    data = resource.read()
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise BrokenInputError("the PDF is protected by a password; save a copy without")
        pages = _pages(reader)
        facts: Any = reader.metadata or {}
        title, author = _string(facts.get("/Title")), _string(facts.get("/Author"))
        created = _string(facts.get("/CreationDate"))
    except SourceError:
        raise
    except Exception as error:  # on damaged files the parser lets any kind of error escape
        raise BrokenInputError(f"the PDF is damaged or cut off and could not be read: {error}") from error
    text = _HYPHEN.sub("", "\n".join(_without_heads(pages)))
    if not text.strip():
        raise EmptyInputError("the PDF has no text layer (a scan?); run character recognition over it first")
    day = read_date(created.removeprefix("D:")[:8]) if created else None
    usable = title if title and not _NO_TITLE.search(title) else None
    yield RawDocument(
        text=text,
        title=usable if usable and usable.split() == text.split()[: len(usable.split())] else None,
        titled=True,
        author=author,
        dates=(PublicationDate(date=day, source="metadata", quote=f"CreationDate: {created}"),) if day else (),
    )


def _pages(reader: Any) -> list[str]:
    if len(reader.pages) > limits.PDF_PAGES:
        raise TooLargeError(
            f"the PDF has {len(reader.pages)} pages; more than {limits.PDF_PAGES} are not read: split it"
        )
    started = time.monotonic()
    pages: list[str] = []
    size = 0
    for page in reader.pages:
        text = page.extract_text() or ""
        size += len(text)
        pages.append(text)
        if time.monotonic() - started > limits.PDF_SECONDS or size > limits.DOCUMENT_CHARACTERS:
            raise TooLargeError(f"the PDF took too long or is too large by page {len(pages)}: split it")
    return pages


def _without_heads(pages: list[str]) -> list[str]:
    """Pages without page numbers and without first and last lines that many pages share."""
    split = [[line.rstrip() for line in page.strip().split("\n")] for page in pages]
    edges = Counter(
        re.sub(r"\d+", "#", line) for lines in split for line in {lines[0], lines[-1]} if lines and line.strip()
    )
    kept = []
    for lines in split:
        while lines and (_PAGE_NUMBER.fullmatch(lines[-1]) or edges[re.sub(r"\d+", "#", lines[-1])] >= REPEATED):
            lines = lines[:-1]  # noqa: PLW2901
        while lines and (_PAGE_NUMBER.fullmatch(lines[0]) or edges[re.sub(r"\d+", "#", lines[0])] >= REPEATED):
            lines = lines[1:]  # noqa: PLW2901
        kept.append("\n".join(lines))
    return kept


def _string(value: Any) -> str | None:
    return " ".join(str(value).split()) or None if isinstance(value, str) else None
