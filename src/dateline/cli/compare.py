"""`dateline compare`: two databases or files side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.options import json_option, policy_option, print_json

if TYPE_CHECKING:
    from dateline.chronology.comparing import Event

_SQLITE = b"SQLite format 3\0"


@click.command()
@click.argument("a", type=click.Path(), metavar="A")
@click.argument("b", type=click.Path(), metavar="B")
@click.option("--schema-a", metavar="NAME", help="Schema of A, where it is a file whose header does not tell.")
@click.option("--schema-b", metavar="NAME", help="Schema of B.")
@click.option("--days", default=1, show_default=True, metavar="N", help="Days that may lie between two accounts.")
@click.option("--km", default=25.0, show_default=True, metavar="X", help="Kilometres that may, beyond the precision.")
@policy_option
@json_option
def compare(
    a: str,
    b: str,
    *,
    schema_a: str | None,
    schema_b: str | None,
    days: int,
    km: float,
    policy: str,
    as_json: bool,
) -> None:
    """Compare A and B, each a database of ours or a file of a schema: matches, misses, differences in figures.

    In the manner of MELTT: incidents within a window of days and kilometres are candidates, agreement on place, type,
    actors and figures decides, each is matched at most once. What is told in passing, or has no date, is left out.
    """
    from dateline.chronology import comparing  # noqa: PLC0415 -- keeps --help light

    left, right = _events(a, schema_a, policy), _events(b, schema_b, policy)
    found = comparing.compare(left, right, days=days, km=km)
    if as_json:
        print_json({"record": "match", **_dict(m)} for m in found.matches)
        print_json({"record": "only_a", **_dict(e)} for e in found.only_left)
        print_json({"record": "only_b", **_dict(e)} for e in found.only_right)
    else:
        words = {e.event_id: e for e in (*left, *right)}
        for m in found.matches:
            event = words[m.left]
            where = event.place.name if event.place else "?"
            figures = f"deaths {_shown(m.deaths[0])} / {_shown(m.deaths[1])}"
            mark = f"  differ: {', '.join(m.differ)}" if m.differ else ""
            click.echo(f"= {event.start} {where}: {m.left} / {m.right}  {m.score:.2f}  {figures}{mark}")
        for sign, events in (("<", found.only_left), (">", found.only_right)):
            for event in events:
                where = event.place.name if event.place else "?"
                click.echo(f"{sign} {event.start or '?'} {where}: {event.event_id}  {event.summary}")
    unlike = len(comparing.differences(found))
    click.echo(
        f"dateline: {len(found.matches)} matches ({unlike} with other figures), {len(found.only_left)} only in {a}, "
        f"{len(found.only_right)} only in {b}",
        err=True,
    )


def _events(path: str, schema: str | None, policy: str) -> list[Event]:
    from dateline.chronology import comparing  # noqa: PLC0415
    from dateline.chronology.loading import load_chronology  # noqa: PLC0415
    from dateline.chronology.schemas import importing, reading  # noqa: PLC0415
    from dateline.errors import SourceError  # noqa: PLC0415
    from dateline.store.database import Database  # noqa: PLC0415

    try:
        with open(path, "rb") as stream:
            head = stream.read(len(_SQLITE))
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror or error}") from error
    if head == _SQLITE:
        with Database(path, readonly=True) as database:
            chronology = load_chronology(database, policy=policy)
        kept = (i for i in chronology.ordered_incidents() if not i.background and i.date_start and i.date_end)
        return [comparing.of_incident(incident) for incident in kept]
    sheet, found = reading.named(path, schema, strict=True)
    ids = [line.cells.get(found.unique, "").strip() or f"row {line.number}" for line in sheet.lines]
    reports = [c.reports[0] for _, c in importing.documents(sheet, found, source=found.name)]
    made = [comparing.of_report(r, i) for r, i in zip(reports, ids, strict=True) if not r.background]
    return [event for event in made if event.start and event.end]


def _dict(record: object) -> dict[str, object]:
    import msgspec  # noqa: PLC0415

    made: dict[str, object] = msgspec.to_builtins(record)
    return made


def _shown(number: int | None) -> str:
    return "?" if number is None else str(number)
