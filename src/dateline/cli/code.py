"""`dateline code`: inputs in, a database out."""

import datetime as dt
import sys
import time

import click

from dateline.cli.options import coder_options, day, db_option, places_option, print_json

DROPPED_SHOWN = 3
"""What a coder gave and what was not kept is named up to this number a document; all of it is counted."""


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@db_option
@click.option("--published", callback=day, metavar="DATE", help="Publication date, where an input gives none.")
@click.option("--outlet", metavar="NAME", help="Who published it, where an input does not say so.")
@click.option("--language", metavar="CODE", help="ISO 639-1 code of the language, instead of recognising it.")
@click.option("--coder", default="learned", show_default=True, metavar="NAME", help="Which coder reads the documents.")
@coder_options
@places_option
@click.option("--recode", is_flag=True, help="Code documents again that this coder has coded already.")
@click.option("--quiet", "-q", is_flag=True, help="No progress and no summary; what could not be read is still named.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary of the run as JSON on standard output.")
def code(
    inputs: tuple[str, ...],
    *,
    db: str,
    published: dt.date | None,
    outlet: str | None,
    language: str | None,
    coder: str,
    options: dict[str, str],
    places: tuple[str, ...],
    recode: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Read INPUTs (files, folders, URLs), code what they tell of and store it in the database.

    The database is made when it is not there. Coding the same input twice adds nothing; a run that was cut short goes
    on where it stopped. The coder "openai" sends the texts to a language model's server, on this computer unless you say
    otherwise (docs/coders.md). Exit code 1: some inputs could not be read or coded, each is named on standard error.
    """
    from dateline import pipeline, registry  # noqa: PLC0415 -- keeps --help light
    from dateline.config import RunConfig  # noqa: PLC0415
    from dateline.records import Document, Dropped, Failure  # noqa: PLC0415
    from dateline.store.database import Database  # noqa: PLC0415

    registry.coder(coder, options)  # before a file is made
    meter = Meter(shown=not quiet and sys.stderr.isatty())

    def failed(failure: Failure) -> None:
        meter.clear()
        where = failure.input + (f" ({failure.position})" if failure.position else "")
        click.echo(f"dateline: {where}: {failure.error}: {failure.message}", err=True)

    def skipped(document: Document, reason: str) -> None:
        if reason.startswith("language"):  # other reasons (a drill, a match, a film) are no lack of ours
            meter.clear()
            click.echo(f"dateline: {document.input}: stored, not coded ({reason})", err=True)

    def dropped(document: Document, gone: tuple[Dropped, ...]) -> None:
        meter.clear()
        for piece in gone[:DROPPED_SHOWN]:
            click.echo(f"dateline: {document.input}: dropped ({piece.reason}): {piece.message}", err=True)
        if len(gone) > DROPPED_SHOWN:
            click.echo(f"dateline: {document.input}: dropped {len(gone) - DROPPED_SHOWN} more", err=True)

    with Database(db) as database:
        summary = pipeline.run(
            database,
            inputs,
            config=RunConfig(
                coder=coder,
                options=options,
                published=published,
                outlet=outlet,
                language=language,
                recode=recode,
                places=places,
            ),
            on_progress=meter,
            on_failure=failed,
            on_skipped=skipped,
            on_dropped=dropped,
        )
    meter.clear()
    if not quiet:
        click.echo(_told(summary), err=True)
    if as_json:
        print_json([summary])
    if summary.failures:
        raise click.exceptions.Exit(1)


def _told(summary: object) -> str:
    from dateline.pipeline import RunSummary  # noqa: PLC0415

    assert isinstance(summary, RunSummary)
    met = [f"{summary.coded} new"]
    met += [f"{n} {word}" for n, word in ((summary.recoded, "coded again"), (summary.unchanged, "unchanged")) if n]
    met += [f"{summary.failures} failed"] if summary.failures else []
    left = "; ".join(f"{reason} {n}" for reason, n in summary.skipped.items())
    met += [f"stored without incidents: {left}"] if left else []
    gone = "; ".join(f"{reason} {n}" for reason, n in summary.dropped.items())
    met += [f"dropped from them: {gone}"] if gone else []
    held = f"{summary.documents} documents, {summary.reports} reports, {summary.incidents} incidents"
    copies = f", {summary.copies} copies" if summary.copies else ""
    return f"Documents: {', '.join(met)}. The database holds {held}, {summary.statements} statements{copies}."


class Meter:
    """One line on a terminal that is written over; nothing where standard error is a file or a pipe."""

    def __init__(self, *, shown: bool) -> None:
        self.shown = shown
        self.started = self.last = time.monotonic()
        self.width = 0

    def __call__(self, progress: object) -> None:
        """Show where the run stands, ten times a second at most."""
        from dateline.pipeline import Progress  # noqa: PLC0415

        assert isinstance(progress, Progress)
        now = time.monotonic()
        if not self.shown or (now - self.last < 0.1 and progress.stage == "code"):
            return
        self.last = now
        rate = progress.documents / max(now - self.started, 0.001)
        failed = f", {progress.failures} failed" if progress.failures else ""
        where = "linking" if progress.stage == "link" else progress.input[-40:]
        line = f"{progress.documents} documents{failed}, {rate:.0f}/s  {where}"
        sys.stderr.write("\r" + line.ljust(self.width))
        sys.stderr.flush()
        self.width = len(line)

    def clear(self) -> None:
        """Take the line away before something else is written."""
        if self.width:
            sys.stderr.write("\r" + " " * self.width + "\r")
            sys.stderr.flush()
            self.width = 0
