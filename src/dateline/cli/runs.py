"""`dateline runs`: the log of runs."""

import click

from dateline.cli.options import db_option, json_option, print_json

_COUNTS = ("coded", "recoded", "unchanged", "failures")


@click.command()
@db_option
@json_option
def runs(*, db: str, as_json: bool) -> None:
    """List runs: when, by which version and coder, over which inputs, with what result."""
    from dateline.store.database import Database  # noqa: PLC0415 -- keeps --help light

    with Database(db, readonly=True) as database:
        found = database.runs()
    if as_json:
        print_json(run._asdict() for run in found)
        return
    for run in found:
        ended = run.finished or "cut short"
        counts = run.counts or {}
        done = ", ".join(
            f"{counts[name]} {name}" for name in ("coded", "recoded", "unchanged", "failures") if name in counts
        )
        click.echo(f"run {run.run_id}  {run.started} to {ended}  dateline {run.version}, {run.coder}  {done}")
        given = run.config.get("inputs") or []
        click.echo(f"  {len(run.inputs)} files of {', '.join(given) or 'texts'}")
