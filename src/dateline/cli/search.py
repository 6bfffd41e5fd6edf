"""`dateline search`: documents by the words in them."""

import click

from dateline.cli.options import db_option, json_option, print_json


@click.command()
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@db_option
@click.option("--limit", default=20, show_default=True, type=click.IntRange(min=1), help="How many documents at most.")
@json_option
def search(words: tuple[str, ...], *, db: str, limit: int, as_json: bool) -> None:
    """Find documents by the words in their titles and texts, best first.

    WORDS are a query of SQLite's FTS5: mosque AND grenade, "car bomb" in quotes, bomb*, NEAR(bomb market).
    """
    from dateline.store.database import Database  # noqa: PLC0415 -- keeps --help light

    with Database(db, readonly=True) as database:
        hits = database.search(" ".join(words), limit=limit)
    if as_json:
        print_json(hit._asdict() for hit in hits)
        return
    if not hits:
        click.echo("dateline: no document holds these words", err=True)
    for hit in hits:
        click.echo(f"{hit.document_id}  {hit.published or 'undated'}  {' '.join((hit.title or 'untitled').split())}")
        click.echo(f"  {' '.join(hit.passage.split())}")
