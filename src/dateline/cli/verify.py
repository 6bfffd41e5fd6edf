"""`dateline verify`: whether a database still holds."""

from collections.abc import Callable

import click

from dateline.cli.options import db_option, json_option, places_option, print_json
from dateline.records import Coding, Document


@click.command()
@db_option
@click.option("--rerun", is_flag=True, help="Code every document again, too: it must give the same bytes.")
@places_option
@json_option
def verify(*, db: str, rerun: bool, places: tuple[str, ...], as_json: bool) -> None:
    """Check the file, every digest, every quote against its text, every invariant of records and incidents.

    Exit code 1 when anything does not hold; each problem is printed. With --rerun documents are coded again by the
    coder that coded them, where it is of the same version and with the same
    gazetteers of your own; imported rows and other versions are counted, not coded.
    """
    from dateline.resolve import gazetteer  # noqa: PLC0415 -- keeps --help light
    from dateline.store.database import Database  # noqa: PLC0415
    from dateline.store.verification import Tally, verify  # noqa: PLC0415

    tally = Tally()
    with Database(db, readonly=True) as database, gazetteer.using(places):
        problems = list(verify(database, tally, coder=_same_coder if rerun else None))
        digest = database.content_digest()
    if as_json:
        print_json(
            [{"problems": problems, **{f: getattr(tally, f) for f in tally.__struct_fields__}, "digest": digest}]
        )
    else:
        for problem in problems:
            click.echo(problem)
    told = f"{tally.documents} documents, {tally.codings} codings, {tally.quotes} quotes, {tally.incidents} incidents"
    again = f", {tally.recoded} coded again ({tally.not_recoded} could not be)" if rerun else ""
    click.echo(f"dateline: {told}{again}: {len(problems)} problems; content {digest[:16]}", err=True)
    if problems:
        raise click.exceptions.Exit(1)


def _same_coder(name: str) -> Callable[[Document], Coding] | None:
    from dateline import registry  # noqa: PLC0415
    from dateline.errors import UsageError  # noqa: PLC0415

    own = name.split("@", maxsplit=1)[0]
    try:
        found = registry.coder(own)
    except UsageError:
        return None
    return found if registry.coder_version(own, found) == name else None
