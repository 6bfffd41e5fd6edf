"""The command line: parse, call, print. Results to standard output, progress and complaints to standard error.

Exit codes: 0 done, 1 some inputs could not be read (the others are coded), 2 wrong usage, an unknown id, or a database
that cannot be used.
"""

import importlib
import io
import os
import sys
from collections.abc import Mapping
from typing import Any, TextIO

import click

from dateline import __version__
from dateline.errors import DatelineError

VERBS: Mapping[str, str] = {
    "code": "dateline.cli.code:code",
    "export": "dateline.cli.export:export",
    "incidents": "dateline.cli.incidents:incidents",
    "show": "dateline.cli.show:show",
    "why": "dateline.cli.why:why",
    "link": "dateline.cli.link:link",
    "statements": "dateline.cli.statements:statements",
    "search": "dateline.cli.search:search",
    "runs": "dateline.cli.runs:runs",
    "validate": "dateline.cli.validate:validate",
    "import": "dateline.cli.import_:import_",
    "compare": "dateline.cli.compare:compare",
    "publish": "dateline.cli.publish:publish",
    "verify": "dateline.cli.verify:verify",
    "eval": "dateline.cli.evaluate:evaluate",
    "places": "dateline.cli.places:places",
    "doctor": "dateline.cli.doctor:doctor",
}


class Refused(click.ClickException):
    """An error of ours, told in one line."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(f"dateline: {self.format_message()}", err=True)


class Verbs(click.Group):
    """Imports a verb's module when the verb is used, and turns our errors into one line and exit code 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module, _, attribute = VERBS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DatelineError as error:
            raise Refused(str(error)) from error
        except BrokenPipeError:  # the reader has seen enough (`| head`); click would make it a failure
            _discard_output()
            return 0


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dateline")
def cli() -> None:
    """Reporting on political violence in, a sourced chronology out.

    `dateline code INPUT... --db FILE` reads files, folders and URLs into FILE; `dateline export --db FILE --format md`
    writes the chronology, and `dateline why --db FILE ID FIELD` says where a value comes from.
    """


def main() -> None:
    """The entry point: UTF-8 whatever the locale, quiet when the reader of a pipe goes away."""
    for stream in (sys.stdout, sys.stderr):
        _use_utf8(stream)
    try:
        code = cli.main(standalone_mode=False)  # what a verb's Exit carries
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("dateline: stopped; what was stored is kept, run again to go on", err=True)
        sys.exit(130)
    except BrokenPipeError:
        _discard_output()
        sys.exit(0)


def _discard_output() -> None:
    """Leave nothing for the interpreter to flush into a closed pipe at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _use_utf8(stream: TextIO) -> None:
    if isinstance(stream, io.TextIOWrapper):  # not one that a test or a host put in place
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
