"""Files and folders to resources, with their sidecars; sorted, so that every run meets them in the same order."""

import json
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dateline.errors import SourceError
from dateline.records import Failure
from dateline.sources.errors import ForbiddenInputError, MissingInputError, SidecarError, UnknownKindError
from dateline.sources.raw import Resource

SIDECAR_BYTES = 8 * 1024 * 1024
# Left alone in folders without a word: systems and editors strew them about.
_LITTER = ("thumbs.db", "desktop.ini", "__macosx")


def failure(name: str, error: Exception, *, stage: str = "read", position: int | None = None) -> Failure:
    """The record of an error, by the name of its class."""
    return Failure(input=name, position=position, stage=stage, error=type(error).__name__, message=str(error))


def find(given: str | os.PathLike[str]) -> Iterator[Resource | Failure]:
    """Yield the files that `given` (a file or a folder) holds, in sorted order, each with its sidecar.

    Hidden files, sidecars and the litter of systems are passed over; links to folders are not followed. What cannot be
    entered or is no file (a pipe, a device) is a `Failure`.
    """
    root = Path(given)
    try:
        mode = root.stat().st_mode
    except FileNotFoundError:
        yield failure(str(given), MissingInputError("there is no such file or folder"))
        return
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        yield failure(str(given), ForbiddenInputError(f"it could not be opened: {reason}"))
        return
    if stat.S_ISDIR(mode):
        yield from _walk(root, root)
    elif stat.S_ISREG(mode):
        names = _siblings(root)
        yield from _with_sidecar(root, root.name, names, found=False)
    else:
        yield failure(str(given), UnknownKindError("it is neither a file nor a folder"))


def _siblings(path: Path) -> frozenset[str]:
    """Names beside `path` that can be its sidecars; only these are looked at, the folder may be huge or closed."""
    return frozenset(name for name in _sidecar_names(path.name) if (path.parent / name).is_file())


def _sidecar_names(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((f"{name}.json", f"{Path(name).stem}.json")))


def _walk(folder: Path, root: Path) -> Iterator[Resource | Failure]:
    label = folder.relative_to(root).as_posix()
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        name = str(root) if label == "." else label
        yield failure(name, ForbiddenInputError(f"the folder may not be read: {error.strerror or error}"))
        return
    visible = [e for e in entries if not e.name.startswith((".", "~$")) and e.name.lower() not in _LITTER]
    names = frozenset(e.name for e in visible if _is(e, "file"))
    sidecars = {side for name in names for side in _sidecar_names(name) if side in names and side != name}
    for entry in visible:
        path = Path(entry.path)
        label = path.relative_to(root).as_posix()
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, root)
        elif _is(entry, "file"):
            if entry.name not in sidecars:
                yield from _with_sidecar(path, label, names, found=True)
        elif entry.is_symlink() and not path.exists():
            yield failure(label, MissingInputError("the link points to nothing"))
        elif not entry.is_symlink():
            yield failure(label, UnknownKindError("it is neither a file nor a folder"))


def _is(entry: "os.DirEntry[str]", what: str) -> bool:
    try:
        return entry.is_file() if what == "file" else entry.is_dir()
    except OSError:
        return False


def _with_sidecar(path: Path, label: str, names: frozenset[str], *, found: bool) -> Iterator[Resource | Failure]:
    about: Mapping[str, Any] = {}
    for name in _sidecar_names(path.name):
        if name in names and name != path.name:
            try:
                about = read_sidecar(path.with_name(name))
            except SourceError as error:
                yield failure(Path(label).with_name(name).as_posix(), error)
            break
    parts = about.get("documents")
    yield Resource(
        name=label,
        path=path,
        found=found,
        about={key: value for key, value in about.items() if key != "documents"},
        parts=tuple(part for part in parts if isinstance(part, dict)) if isinstance(parts, list) else (),
    )


def read_sidecar(path: Path) -> Mapping[str, Any]:
    """What a sidecar says, as an object; raises `SidecarError` when it is no JSON object."""
    try:
        if path.stat().st_size > SIDECAR_BYTES:
            raise SidecarError(f"the sidecar has more than {SIDECAR_BYTES} bytes; the document is read without it")
        value = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise SidecarError(f"the sidecar is no readable JSON ({error}); the document is read without it") from error
    if not isinstance(value, dict):
        raise SidecarError("the sidecar must be one JSON object; the document is read without it")
    return value
