"""`dateline validate`: whether a file is what its schema says."""

import click

from dateline.cli.options import json_option, print_json


@click.command()
@click.argument("file", type=click.Path(), metavar="FILE")
@click.option("--schema", metavar="NAME", help="acled@2023, ged@24, gtd@2018, polecat@2024, hxl; else by the header.")
@click.option("--limit", default=100, show_default=True, metavar="N", help="Print at most N findings; all are counted.")
@json_option
def validate(file: str, *, schema: str | None, limit: int, as_json: bool) -> None:
    """Check FILE, anyone's, against a schema: header, domains of every column, rules over several columns, ids.

    Each finding names its row (the first under the header is 1) and column. Exit code 1 when there are any.
    """
    from dateline.chronology.schemas import reading, validation  # noqa: PLC0415 -- keeps --help light

    sheet, found = reading.named(file, schema)
    findings = list(validation.validate(sheet, found))
    if as_json:
        print_json(findings[:limit])
    else:
        for finding in findings[:limit]:
            click.echo(finding)
    rest = f", {len(findings) - limit} not shown" if len(findings) > limit else ""
    click.echo(f"dateline: {file}: {len(sheet.lines)} rows, {found.name}: {len(findings)} findings{rest}", err=True)
    if findings:
        raise click.exceptions.Exit(1)
