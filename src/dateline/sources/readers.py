"""Which reader takes which kind of input. A literal table: nothing registers itself on import."""

import importlib
from collections.abc import Callable, Iterator

from dateline.records import Failure
from dateline.sources.kinds import Kind, tell_kind
from dateline.sources.raw import RawDocument, Resource

Reader = Callable[[Resource], Iterator[RawDocument | Failure]]

READERS: dict[Kind, str] = {
    "text": "dateline.sources.plain:read_text",
    "markdown": "dateline.sources.plain:read_markdown",
    "html": "dateline.sources.html:read",
    "feed": "dateline.sources.feeds:read",
    "pdf": "dateline.sources.pdf:read",
    "docx": "dateline.sources.docx:read",
    "eml": "dateline.sources.mail:read",
    "jsonl": "dateline.sources.tables:read_json_lines",
    "json": "dateline.sources.tables:read_json",
    "csv": "dateline.sources.tables:read_csv",
}


def read(resource: Resource) -> Iterator[RawDocument | Failure]:
    """The raw documents of one input, by its kind. Raises a `SourceError` where it cannot be read at all."""
    module, _, name = READERS[tell_kind(resource)].partition(":")
    reader: Reader = getattr(importlib.import_module(module), name)
    yield from reader(resource)
