"""`dateline export`: the chronology in a format that others read."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import click

from dateline.cli.options import db_option, policy_option
from dateline.errors import UsageError


@click.command()
@db_option
@click.option(
    "--format", "form", required=True, metavar="NAME", help="jsonl, csv, geojson, md, html, or an installed one."
)
@click.option("--out", default="-", metavar="PATH", help="Where to write; '-' or nothing: standard output.")
@policy_option
def export(*, db: str, form: str, out: str, policy: str) -> None:
    """Write the chronology: every incident with its sources."""
    from dateline import registry  # noqa: PLC0415 -- keeps --help light
    from dateline.chronology.loading import load_chronology  # noqa: PLC0415
    from dateline.store.database import Database  # noqa: PLC0415

    write = registry.exporter(form)
    with Database(db, readonly=True) as database:
        chronology = load_chronology(database, policy=policy)
    if out == "-":
        write(chronology, sys.stdout)
        return
    try:
        _write(Path(out), lambda stream: write(chronology, stream))
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror or error}") from error


def _write(path: Path, write: Callable[[TextIO], None]) -> None:
    """Write a file at once: beside it first, then put in its place, so that no reader ever sees half of it."""
    target = path.resolve()
    if target.exists() and not target.is_file():  # a device or a pipe is written to, never replaced
        with target.open("w", encoding="utf-8", newline="") as stream:
            write(stream)
        return
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with open(handle, "w", encoding="utf-8", newline="") as stream:
            write(stream)
        os.chmod(name, target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        os.replace(name, target)
    finally:
        Path(name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
