"""`dateline statements`: who claimed, denied, threatened, demanded or predicted what."""

import click

from dateline.cli.options import db_option, json_option, print_json
from dateline.cli.quotes import in_context
from dateline.records import STATEMENT_KINDS


@click.command()
@db_option
@click.option("--kind", type=click.Choice(STATEMENT_KINDS), help="Only statements of this kind.")
@json_option
def statements(*, db: str, kind: str | None, as_json: bool) -> None:
    """List statements with their speakers and words, in order of their documents."""
    from dateline.chronology.jsonl import statement_record  # noqa: PLC0415 -- keeps --help light
    from dateline.chronology.loading import load_chronology  # noqa: PLC0415
    from dateline.store.database import Database  # noqa: PLC0415
    from dateline.views.phrases import source_words  # noqa: PLC0415

    with Database(db, readonly=True) as database:
        chronology = load_chronology(database)
    found = [s for s in chronology.ordered_statements() if kind is None or s.kind == kind]
    if as_json:
        print_json(statement_record(s, chronology.statement_incidents(s)) for s in found)
        return
    if not found:
        click.echo("dateline: no such statement in the database", err=True)
    documents = chronology.documents_by_id()
    for statement in found:
        document = documents[statement.document_id]
        about = ", ".join(chronology.statement_incidents(statement))
        click.echo(f"{statement.kind.replace('_', ' ')}: {statement.speaker or 'speaker not told'}")
        click.echo(f"  {in_context(document, statement.start, statement.end)}")
        click.echo(f"  {source_words(document)} ({document.input})" + (f"; about {about}" if about else ""))
