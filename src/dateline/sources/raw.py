"""What the readers hand on: an input's bytes with what is known of it, and the raw documents found in it."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from dateline.records import PublicationDate
from dateline.sources import limits
from dateline.sources.errors import EmptyInputError, ForbiddenInputError, MissingInputError, TooLargeError


class RawDocument(msgspec.Struct, frozen=True, kw_only=True):
    """One report as a reader found it; nothing is normalised yet.

    `text` is the body, without the title unless `titled`: then it begins with it. `page`: a whole page of plain text,
    which may hold several reports. `one_of_many`: its input holds others, so what is said of the whole input does not
    replace what the source says of this one. `hint` is a language that the source declares but often wrongly (a page's
    `lang`). `dates` are the signals of publication that the reader saw.
    """

    text: str
    title: str | None = None
    titled: bool = False
    page: bool = False
    one_of_many: bool = False
    author: str | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    hint: str | None = None
    tags: tuple[str, ...] = ()
    dates: tuple[PublicationDate, ...] = ()
    captured: dt.datetime | None = None


class Resource(msgspec.Struct, frozen=True, kw_only=True):
    """One input: a file, or what a URL gave. `name` is what the exports call it; `url` its address where known.

    `found` is true when it was met in a folder rather than named by the user. `about` is what its sidecar says of the
    whole, `parts` what it says of its documents in order.
    """

    name: str
    path: Path | None = None
    data: bytes | None = None
    media: str | None = None
    charset: str | None = None
    url: str | None = None
    captured: dt.datetime | None = None
    found: bool = False
    about: Mapping[str, Any] = msgspec.field(default_factory=dict)
    parts: tuple[Mapping[str, Any], ...] = ()

    def read(self, *, limit: int = limits.FILE_BYTES) -> bytes:
        """All its bytes. Raises a `SourceError` when they cannot be had, are none, or more than `limit`."""
        data = self.data if self.data is not None else _read(self.path, limit)
        if len(data) > limit:
            raise TooLargeError(f"it has more than {limit // limits.MIB} MiB; split it into smaller files")
        if not data.strip(b" \t\r\n\0"):
            raise EmptyInputError("it is empty")
        return data

    def head(self, size: int = 4096) -> bytes:
        """Its first `size` bytes, without reading the rest."""
        return self.data[:size] if self.data is not None else _read(self.path, size, whole=False)


def _read(path: Path | None, limit: int, *, whole: bool = True) -> bytes:
    if path is None:
        return b""
    try:
        with path.open("rb") as file:
            return file.read(limit + 1 if whole else limit)
    except FileNotFoundError as error:
        raise MissingInputError("there is no such file") from error
    except PermissionError as error:
        raise ForbiddenInputError("the file may not be read; check its permissions") from error
    except OSError as error:
        raise ForbiddenInputError(f"the file could not be read: {error.strerror or error}") from error
