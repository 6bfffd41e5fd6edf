"""Inputs to documents, one at a time."""

import datetime as dt
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.documents.building import from_text
from dateline.records import Document, Failure, PublicationDate


def load(
    inputs: Iterable[str | os.PathLike[str]],
    *,
    published: dt.date | None = None,
    outlet: str | None = None,
    language: str | None = None,
) -> Iterator[Document | Failure]:
    """Yield the documents of `inputs` (files, folders, URLs), lazily, and a `Failure` for what cannot be read."""
    for given in inputs:
        root = Path(given)
        for path in sorted(root.rglob("*.txt")) if root.is_dir() else [root]:
            name = path.relative_to(root).as_posix() if root.is_dir() else path.name
            side = next((p for p in (Path(f"{path}.json"), path.with_suffix(".json")) if p.is_file()), None)
            meta = json.loads(side.read_text("utf-8")) if side else {}
            day = meta.get("published")
            yield from_text(
                path.read_text("utf-8-sig"),
                input=name,
                published=published,
                outlet=meta.get("outlet") or outlet,
                language=meta.get("language") or language,
                url=meta.get("url"),
                author=meta.get("author"),
                signals=[PublicationDate(date=dt.date.fromisoformat(day), source="sidecar")] if day else [],
            )
