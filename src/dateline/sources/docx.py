"""DOCX to one raw document, after a check that the package is no bomb."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from dateline.records import PublicationDate
from dateline.sources import limits
from dateline.sources.errors import BrokenInputError, EmptyInputError, UnsafeInputError
from dateline.sources.raw import RawDocument, Resource


def read(resource: Resource) -> Iterator[RawDocument]:
    """The text of a DOCX: paragraphs, list items and tables in their order, title and author from its properties.

    Raises `UnsafeInputError` for a package that unpacks out of proportion, `BrokenInputError` for a damaged one.
    """
    data = resource.read()
    check_package(data)
    import docx  # noqa: PLC0415 -- slow to import

    try:
        document = docx.Document(io.BytesIO(data))
        text, heading = _text(document)
        properties = document.core_properties
        title, author, created = properties.title, properties.author, properties.created
    except Exception as error:  # on damaged files the parser lets any kind of error escape
        raise BrokenInputError(f"the DOCX is damaged and could not be read: {error}") from error
    if not text.strip():
        raise EmptyInputError("the DOCX holds no text")
    titled = heading or (title.strip() if title and text.lstrip().startswith(title.strip()) else None)
    generic = {"python-docx", "user", "admin", "windows user", "microsoft office user", "unknown"}
    yield RawDocument(
        text=text,
        title=titled or None,
        titled=True,
        author=author if author and author.lower() not in generic else None,
        # The library's own template carries the day on which it was made.
        dates=(PublicationDate(date=created.date(), source="metadata", quote=f"created: {created.isoformat()}"),)
        if created and author != "python-docx"
        else (),
    )


def check_package(data: bytes) -> None:
    """Refuse a ZIP package that would unpack to too much, by its declared sizes and by what it really yields.

    Headers may lie, so every part is unpacked once in pieces and thrown away, up to the limit.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if len(members) > limits.ARCHIVE_MEMBERS:
                raise UnsafeInputError(
                    f"the package has {len(members)} parts; no document needs more than {limits.ARCHIVE_MEMBERS}"
                )
            _check_size(sum(member.file_size for member in members), len(data))
            if any(m.file_size > limits.PART_BYTES for m in members if m.filename.endswith((".xml", ".rels"))):
                raise UnsafeInputError(f"a part of the text unpacks to more than {limits.PART_BYTES // limits.MIB} MiB")
            unpacked = 0
            for member in members:
                with package.open(member) as part:
                    while chunk := part.read(limits.MIB):
                        unpacked += len(chunk)
                        _check_size(unpacked, len(data))
            names = {member.filename for member in members}
    except (
        zipfile.BadZipFile,
        EOFError,
        OSError,
        RuntimeError,
        NotImplementedError,
        ValueError,
        zlib.error,
    ) as error:
        raise BrokenInputError(f"the DOCX is no readable ZIP package (cut off?): {error}") from error
    if "[Content_Types].xml" not in names:
        raise BrokenInputError("this ZIP package is no DOCX: it has no [Content_Types].xml")


def _check_size(unpacked: int, packed: int) -> None:
    if unpacked > limits.EXPANDED_BYTES or (unpacked > limits.EXPANSION_FLOOR and unpacked > limits.EXPANSION * packed):
        raise UnsafeInputError(
            f"the package unpacks to more than {unpacked // limits.MIB} MiB from {packed} bytes: a zip bomb; not opened"
        )


def _text(document: Any) -> tuple[str, str | None]:
    """The text in reading order, and the first line's text where it is styled as a title or heading."""
    lines: list[str] = []
    heading: str | None = None
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            lines.extend(_row(row) for row in block.rows)
            lines.append("")
            continue
        text = block.text.strip()
        style = (block.style.name if block.style is not None else "").lower()
        properties = block._p.pPr
        listed = "list" in style or (properties is not None and properties.numPr is not None)
        if text and heading is None and not any(lines) and style.startswith(("title", "heading")):
            heading = " ".join(text.split())
        if listed and text:
            lines.append(f"• {text}")
        elif text:
            if lines and lines[-1]:
                lines.append("")
            lines.extend((text, ""))
        elif lines and lines[-1]:
            lines.append("")
    return "\n".join(lines).strip("\n"), heading


def _row(row: Any) -> str:
    """One table row on one line; a cell that spans columns is given once."""
    cells: list[str] = []
    before: Any = None
    for cell in row.cells:
        if cell._tc is not before:
            cells.append(" ".join(cell.text.split()))
        before = cell._tc
    return " | ".join(cells)
