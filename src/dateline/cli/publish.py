"""`dateline publish`: a copy that may be shown to anyone."""

import os
import tempfile
from pathlib import Path

import click

from dateline.cli.options import db_option
from dateline.errors import UsageError


@click.command()
@db_option
@click.option("--policy", required=True, type=click.Path(), metavar="FILE", help="What the copy may say, in TOML.")
@click.option("--out", required=True, type=click.Path(), metavar="FOLDER", help="A folder, new or empty.")
@click.option("--reconcile", default="ucdp", show_default=True, metavar="NAME", help="ucdp, acled, gtd or median.")
def publish(*, db: str, policy: str, out: str, reconcile: str) -> None:
    """Write a public copy: places as units, dates as buckets, no person, text, quote, address or id.

    The policy's fields: place = "admin1" or "country"; date = "day", "week", "month" or "year"; groups, outlets and
    background = true or false; fields, a list; minimum, the least number of incidents of a unit and bucket that keeps
    its unit; names, words that must not occur. Exit code 1, and nothing written, when the finished copy still holds
    anything that it should not.
    """
    from dateline.chronology.loading import load_chronology  # noqa: PLC0415 -- keeps --help light
    from dateline.chronology.publication import leaks, read_policy  # noqa: PLC0415
    from dateline.chronology.publication import publish as make  # noqa: PLC0415
    from dateline.store.database import Database  # noqa: PLC0415

    target = Path(out)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(f"{out} is there already and not empty; give a new folder")
    told = read_policy(policy)
    with Database(db, readonly=True) as database:
        copy = make(load_chronology(database, policy=reconcile), told)
    found = list(leaks(copy))
    for leak in found:
        click.echo(f"dateline: {leak}", err=True)
    if found:
        click.echo(f"dateline: {len(found)} leaks, nothing was written", err=True)
        raise click.exceptions.Exit(1)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=target.absolute().parent, prefix=f".{target.name}."))
        for name, content in copy.files.items():
            (made / name).write_bytes(content)
        made.chmod(0o755)
        if target.exists():
            target.rmdir()
        os.replace(made, target)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror or error}") from error
    click.echo(
        f"dateline: {copy.rows} of {copy.incidents} incidents published, searched for {len(copy.withheld)} withheld "
        "pieces: none found",
        err=True,
    )
