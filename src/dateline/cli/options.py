"""Options and printing that several verbs share."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click
import msgspec

F = TypeVar("F", bound=Callable[..., Any])


def day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> dt.date | None:
    """A date as ISO 8601 writes it: 2012-09-13. For `callback=`."""
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; write YYYY-MM-DD, for instance 2012-09-13") from None


def first_day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> dt.date | None:
    """The first day of a day, month or year (2012-09-13, 2012-09, 2012)."""
    return None if value is None else _period(value)[0]


def last_day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> dt.date | None:
    """The last day of a day, month or year."""
    return None if value is None else _period(value)[1]


def _period(value: str) -> tuple[dt.date, dt.date]:
    try:
        if match := re.fullmatch(r"(\d{4})(?:-(\d\d))?", value):
            year, month = int(match[1]), int(match[2] or 0)
            first = dt.date(year, month or 1, 1)
            next_year, next_month = (year + 1, 1) if month in (0, 12) else (year, month + 1)
            return first, dt.date(next_year, next_month, 1) - dt.timedelta(days=1)
        return (exact := dt.date.fromisoformat(value)), exact
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; write YYYY-MM-DD, YYYY-MM or YYYY") from None


def db_option(command: F) -> F:
    """`--db FILE`, required."""
    return click.option(
        "--db", required=True, type=click.Path(), metavar="FILE", help="The database (one SQLite file)."
    )(command)


def places_option(command: F) -> F:
    """`--places FILE`, as often as there are files."""
    return click.option(
        "--places",
        multiple=True,
        type=click.Path(),
        metavar="FILE",
        envvar="DATELINE_PLACES",
        help="A gazetteer of your own (`dateline places import`), over the one that ships; may be repeated."
        " Else those that DATELINE_PLACES names.",
    )(command)


def json_option(command: F) -> F:
    """`--json`: one JSON object a line."""
    return click.option("--json", "as_json", is_flag=True, help="One JSON object a line instead of text.")(command)


def coder_options(command: F) -> F:
    """`--coder-option KEY=VALUE`, any number: what the coder is told."""
    return click.option(
        "--coder-option",
        "options",
        multiple=True,
        callback=_pairs,
        metavar="KEY=VALUE",
        help="What the coder is told, once for each option it has (docs/coders.md); kept with the run.",
    )(command)


def _pairs(_ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in given:
        key, equals, value = item.partition("=")
        if not equals or not key.strip():
            raise click.BadParameter(f"{item!r} is no KEY=VALUE, for instance model=NAME")
        found[key.strip()] = value.strip()
    return found


def policy_option(command: F) -> F:
    """`--policy`: how differing figures are reconciled."""
    return click.option(
        "--policy",
        default="ucdp",
        show_default=True,
        metavar="NAME",
        help="How differing figures are reconciled: ucdp, acled, gtd or median.",
    )(command)


def print_json(records: Iterable[Any]) -> None:
    """One JSON object a line, UTF-8."""
    encode = msgspec.json.Encoder().encode
    for record in records:
        click.echo(encode(record).decode())
