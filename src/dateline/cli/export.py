"""`dateline export`: the chronology in a format that others read."""

import os
import sys
import tempfile
from pathlib import Path

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
    # Written beside and put in place at once: no reader ever sees half a file.
    target = Path(out)
    try:
        handle, name = tempfile.mkstemp(dir=target.absolute().parent, prefix=f".{target.name}.")
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror or error}") from error
    try:
        with open(handle, "w", encoding="utf-8", newline="") as stream:
            write(chronology, stream)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, target)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror or error}") from error
    finally:
        Path(name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
