"""`dateline doctor`: what is wrong with an installation, one line each."""

import platform
from collections.abc import Callable

import click

from dateline import __version__


@click.command()
@click.option("--db", type=click.Path(), metavar="FILE", help="Check this database, too.")
def doctor(db: str | None) -> None:
    """Check that everything Dateline needs is there. Exit code 1 where something is not."""
    checks: list[tuple[str, Callable[[], str]]] = [
        ("python", _python),
        ("sqlite", _sqlite),
        ("gazetteer", _gazetteer),
        ("coder", _coder),
        ("readers", _readers),
    ]
    if db is not None:
        checks.append(("database", lambda: _database(db)))
    click.echo(f"dateline {__version__}")
    broken = False
    for name, check in checks:
        try:
            click.echo(f"ok      {name}: {check()}")
        except Exception as error:  # whatever it is, this is the place to name it
            broken = True
            click.echo(f"BROKEN  {name}: {type(error).__name__}: {error}")
    if broken:
        raise click.exceptions.Exit(1)


def _python() -> str:
    return f"{platform.python_version()} on {platform.system()}"


def _sqlite() -> str:
    import sqlite3  # noqa: PLC0415 -- keeps --help light

    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5 (x)")
        connection.execute("SELECT json_extract('{}', '$.x')")
    except sqlite3.OperationalError as error:
        raise RuntimeError(f"this Python's SQLite {sqlite3.sqlite_version} lacks FTS5 or JSON ({error})") from error
    finally:
        connection.close()
    return f"{sqlite3.sqlite_version} with FTS5 and JSON"


def _gazetteer() -> str:
    from dateline.resolve.gazetteer import default  # noqa: PLC0415

    return f"{len(default().countries)} countries"


def _coder() -> str:
    from dateline import registry  # noqa: PLC0415

    registry.coder(registry.DEFAULT_CODER)
    return ", ".join(registry.names(registry.CODERS, "dateline.coders"))


def _readers() -> str:
    import importlib  # noqa: PLC0415

    wanted = ("trafilatura", "htmldate", "lxml", "feedparser", "defusedxml", "pypdf", "docx", "charset_normalizer")
    for module in (*wanted, "py3langid"):
        importlib.import_module(module)
    return f"{len(wanted) + 1} libraries"


def _database(path: str) -> str:
    from dateline.store.database import Database  # noqa: PLC0415

    with Database(path, readonly=True) as database:
        verdict = database.connection.execute("PRAGMA quick_check").fetchone()[0]
        if verdict != "ok":
            raise RuntimeError(f"{path} is damaged: {verdict}")
        return ", ".join(f"{number} {name}" for name, number in database.counts().items())
