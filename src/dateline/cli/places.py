"""`dateline places`: the gazetteer, asked and added to."""

from pathlib import Path

import click

from dateline.cli.options import json_option, places_option, print_json

_BAD_SHOWN = 20


@click.group()
def places() -> None:
    """Ask the gazetteer what a name may mean, and add places of your own."""


@places.command(name="import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--into",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Your gazetteer; made when it is not there.",
)
@click.option(
    "--classes",
    metavar="LETTERS",
    help="GeoNames' feature classes to take; AHLPTV and some kinds of spots if not told.",
)
def import_(file: Path, *, into: Path, classes: str | None) -> None:
    """Add places to a gazetteer of your own: a dump of GeoNames or a table.

    FILE is allCountries.zip, a country's XX.zip or the .txt in it, from download.geonames.org, or a CSV file in UTF-8
    with the columns name, lat, lon and, where known, id (GeoNames'), alternates (separated by |), country_code,
    admin1_code, admin2_code, feature_code, population. Importing the same file twice adds nothing. A place that is
    there already is replaced.

    Use it with `dateline code --places FILE`, or name it in DATELINE_PLACES. Its places are candidates of their own
    names beside those that ship; what another name means never changes. Exit code 1: some rows could not be read;
    each is named on standard error, the others are imported.
    """
    from dateline.resolve.gazetteer_import import CLASSES, BadRow, import_places  # noqa: PLC0415 -- keeps --help light

    shown = 0

    def bad(row: BadRow) -> None:
        nonlocal shown
        shown += 1
        if shown <= _BAD_SHOWN:
            click.echo(f"dateline: {file}: row {row.row}: {row.problem}", err=True)

    done = import_places(file, into=into, classes=classes or CLASSES, on_bad=bad)
    if shown > _BAD_SHOWN:
        click.echo(f"dateline: {file}: {shown - _BAD_SHOWN} more rows could not be read", err=True)
    left = f", {done.left_out} left out (their kinds are not asked for)" if done.left_out else ""
    click.echo(
        f"dateline: {file}: {done.taken} of {done.rows} rows imported{left}, {done.bad} not readable; {into} holds"
        f" {done.places} places under {done.names} names",
        err=True,
    )
    if done.bad:
        raise click.exceptions.Exit(1)


@places.command()
@click.argument("name", metavar="NAME")
@places_option
@json_option
def find(name: str, *, places: tuple[str, ...], as_json: bool) -> None:
    """What NAME may mean: every candidate, the likeliest first.

    Each with its id, its share of belief without a text around it ('*': what would be taken), feature code, precision,
    coordinates and source. What follows a comma is context: "Springfield, Illinois".
    """
    from dateline.errors import NotFoundError  # noqa: PLC0415 -- keeps --help light
    from dateline.resolve.lookup import find_places  # noqa: PLC0415

    found = find_places(name, places=places)
    if as_json:
        print_json(found)
        return
    if not found:
        raise NotFoundError(f"no place called {name!r} in the gazetteer; add it with `dateline places import`")
    for f in found:
        p = f.place
        where = ", ".join(part for part in (p.name, p.admin1, p.country) if part)
        click.echo(
            f"{'*' if f.chosen else ' '} {p.geonameid:>10}  {p.score:.3f}  {where}  {p.feature_code}, {f.precision},"
            f" population {p.population or 'unknown'}  {p.latitude:.4f} {p.longitude:.4f}  {f.source}"
        )


@places.command()
@click.argument("place_id", metavar="ID", type=int)
@places_option
@json_option
def show(place_id: int, *, places: tuple[str, ...], as_json: bool) -> None:
    """One place of the gazetteer, with every name that leads to it. For an id below nought write `show -- ID`."""
    from dateline.resolve.lookup import known_place  # noqa: PLC0415 -- keeps --help light

    known = known_place(place_id, places=places)
    if as_json:
        print_json([known])
        return
    p = known.place
    rows = [
        ("name", p.name),
        ("in", ", ".join(part for part in (p.admin1, p.country) if part)),
        ("feature", p.feature_code),
        ("precision", known.precision),
        ("latitude", f"{p.latitude:.4f}"),
        ("longitude", f"{p.longitude:.4f}"),
        ("population", str(p.population or "unknown")),
        ("source", known.source),
        ("names", ", ".join(known.keys)),
    ]
    click.echo(p.geonameid)
    for label, words in rows:
        if words:
            click.echo(f"{label:>11}  {words}")
