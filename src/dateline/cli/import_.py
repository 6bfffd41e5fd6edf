"""`dateline import`: a file of another data set into a database, as reports of a source."""

import click

from dateline.cli.options import db_option

_NAMES = {"acled": "ACLED", "ged": "UCDP GED", "gtd": "GTD", "polecat": "POLECAT", "hxl": "HXL"}


@click.command("import")
@click.argument("file", type=click.Path(), metavar="FILE")
@db_option
@click.option("--schema", metavar="NAME", help="acled@2023, ged@24, gtd@2018, polecat@2024, hxl; else by the header.")
@click.option("--source", metavar="NAME", help="Who it is by, as outlet of its reports; else the data set's name.")
@click.option("--link", is_flag=True, help="Link its rows with reports that are there; else each is its own incident.")
def import_(file: str, *, db: str, schema: str | None, source: str | None, link: bool) -> None:
    """Read FILE into the database: each row becomes a document, whose text is its cells, and a report that quotes it.

    Importing the same file twice adds nothing. Mind the licence of what you import: ACLED's and GTD's rows may not be
    passed on, and neither may a database that holds them.
    """
    from dateline import __version__, pipeline  # noqa: PLC0415 -- keeps --help light
    from dateline.chronology.schemas import importing, reading  # noqa: PLC0415
    from dateline.store.database import Database  # noqa: PLC0415
    from dateline.store.linkstore import LinkStore  # noqa: PLC0415
    from dateline.store.rows import prepare  # noqa: PLC0415

    sheet, found = reading.named(file, schema, strict=True)
    given = source or _NAMES.get(found.name.split("@")[0], found.name)
    made = list(importing.documents(sheet, found, source=given))
    with Database(db) as database:
        config = {"import": found.name, "source": given, "inputs": [file]}
        run_id = database.start_run(
            version=__version__, coder=f"import:{found.name}@{importing.VERSION}", config=config
        )
        with database.transaction():
            # Rows resemble each other as copies do: without a signature none is taken for one.
            outcomes = database.save((prepare(document, coding) for document, coding in made), (), run_id)
            if link:
                pipeline.link(database)
            else:
                store = LinkStore(database)
                store.prepare()
                for _, coding in made:
                    for report in coding.reports:
                        if store.incident_of(report.report_id) is None:
                            store.assign(report.report_id, "i" + report.report_id[1:])
        new = sum(outcome == "new" for outcome in outcomes)
        database.finish_run(run_id, {"coded": new, "unchanged": len(outcomes) - new, **database.counts()})
    click.echo(f"dateline: {file}: {len(made)} rows of {found.name}, {new} new, as reports of {given}", err=True)
