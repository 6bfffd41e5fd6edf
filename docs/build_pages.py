#!/usr/bin/env python3
"""Write the generated pages: the codebook from the records and code lists, the command reference, the README's example.

    python docs/build_pages.py [--check]

With --check nothing is written; exit code 1 if a page is not what would be written (tests/docs does the same).
"""

import argparse
import ast
import inspect
import os
import re
import subprocess
import sys
import tempfile
import textwrap
import types
import typing
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import msgspec

from dateline import records
from dateline.chronology import jsonl, table
from dateline.cli import VERBS
from dateline.incidents.policies import DEFAULT, POLICIES
from dateline.records import values
from dateline.reports import event_types
from dateline.reports.statement_cues import CUES

ROOT = Path(__file__).resolve().parent.parent
MADE = "<!-- Written by docs/build_pages.py; change the code, then run `make docs`. -->"

RECORDS = (
    records.Document,
    records.PublicationDate,
    records.Report,
    records.Statement,
    records.Attestation,
    records.DateExtent,
    records.Place,
    records.Counts,
    records.Actor,
    records.SeizedItem,
    records.Relation,
    records.Incident,
    records.Reconciled,
    records.Dissent,
    records.Link,
    records.Decision,
    records.Coding,
    records.Dropped,
    records.Failure,
)
VALUE_LISTS = (
    ("Status", "`status`: whether it came about"),
    ("Certainty", "`certainty`: how sure the one who says it is"),
    ("DatePrecision", "`date_precision`"),
    ("PlacePrecision", "`place.precision`"),
    ("Side", "`deaths_by_side`"),
    ("Role", "`actors[].role`"),
    ("ActorType", "`actors[].type`, the same for every side"),
    ("Entity", "`actors[].entity`"),
)


def type_name(annotation: Any) -> str:
    """A type as a reader may see it: "text or none", "list of Actor"."""
    if annotation is None or annotation is type(None):
        return "none"
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(type_name(a) for a in arguments)
    if origin is typing.Literal:
        listed = next((name for name, _ in VALUE_LISTS if getattr(values, name) == annotation), None)
        return f"[{listed}](#{listed.lower()})" if listed else " / ".join(f"`{a}`" for a in arguments)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return f"list of {type_name(arguments[0])}"
        return "(" + ", ".join(type_name(a) for a in arguments) + ")"
    if origin is dict:
        return f"map of {type_name(arguments[0])} to {type_name(arguments[1])}"
    plain = {"str": "text", "int": "whole number", "float": "number", "bool": "yes or no", "Any": "any"}
    name = getattr(annotation, "__name__", str(annotation))
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return f"[{name}](#{name.lower()})"
    return plain.get(name, name)


def paragraphs(text: str | None) -> str:
    """A docstring as Markdown paragraphs."""
    return "\n\n".join(" ".join(part.split()) for part in inspect.cleandoc(text or "").split("\n\n"))


def coded_types() -> list[tuple[str, str]]:
    """Every (event type, sub-event type) that the typing rules can return, read from their source."""
    found = set()
    for node in ast.walk(ast.parse(inspect.getsource(event_types))):
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            first, second = (_texts(e) for e in node.value.elts[:2])
            found.update((a, b) for a in first for b in second)
    return sorted(found)


def _texts(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return _texts(node.body) + _texts(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def codebook() -> str:
    """docs/codebook.md."""
    return "\n".join(_codebook()) + "\n"


def _codebook() -> Iterator[str]:
    yield from ("# Codebook", "", MADE, "")
    yield from (
        "What each record and value means. Names of event and sub-event types are those of the ACLED schema; roles and",
        "sides are our own, and the same words are used for every side.",
        "",
        "## Event types",
        "",
        "| `event_type` | `sub_event_type` |",
        "| --- | --- |",
        *(f"| {a} | {b} |" for a, b in coded_types()),
        "",
        "## Values",
        "",
    )
    for name, title in VALUE_LISTS:
        yield from (
            f"### {name}",
            "",
            f"{title}: " + ", ".join(f"`{v}`" for v in typing.get_args(getattr(values, name))),
        )
        yield ""
    yield from ("### Statement kinds", "")
    for kind in dict.fromkeys(cue.kind for cue in CUES):
        names = ", ".join(f"`rule:statement.{cue.name}`" for cue in CUES if cue.kind == kind)
        yield from (f"- `{kind}`: {names}",)
    yield from ("", "## Reconciliation policies", "", f"`export --policy NAME`; the default is `{DEFAULT}`.", "")
    for name, rule in POLICIES.items():
        yield f"- `{name}`: {' '.join((rule.__doc__ or '').split())}"
    yield from ("", "## Records", "")
    for record in RECORDS:
        yield from (f"### {record.__name__}", "", paragraphs(record.__doc__), "", "| field | type |", "| --- | --- |")
        for field, annotation in typing.get_type_hints(record).items():
            yield f"| `{field}` | {type_name(annotation)} |"
        yield ""
    yield from ("## Columns of the CSV export", "", "In this order; new ones are added at the end.", "")
    yield from (", ".join(f"`{column}`" for column in table.COLUMNS), "")
    yield from ("## Keys of the JSON Lines export", "")
    for name, function in (
        ("document", jsonl.document_record),
        ("incident", jsonl.incident_record),
        ("attestation", jsonl.attestation_record),
        ("statement", jsonl.statement_record),
    ):
        yield f"- `{name}`: " + ", ".join(f"`{key}`" for key in _keys(function))


def _keys(function: Any) -> list[str]:
    """The literal keys of the record that a function returns, in order."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    returned = [n.value for n in ast.walk(tree) if isinstance(n, ast.Return) and isinstance(n.value, ast.Dict)]
    return [k.value for k in returned[-1].keys if isinstance(k, ast.Constant) and isinstance(k.value, str)]


def commands() -> str:
    """docs/cli.md."""
    return "\n".join(_commands()) + "\n"


def _commands() -> Iterator[str]:
    yield from ("# Commands", "", MADE, "")
    yield from (
        "Results go to standard output, progress and complaints to standard error. Exit codes: 0 done, 1 some inputs",
        "could not be read (each is named, the others are coded), 2 wrong usage, an unknown id or a database that",
        "cannot be used.",
        "",
    )
    for name, target in VERBS.items():
        module, _, attribute = target.partition(":")
        yield from _command(f"dateline {name}", getattr(import_module(module), attribute))


def _command(path: str, command: click.Command) -> Iterator[str]:
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    usage = " ".join([path, *(p.make_metavar(click.Context(command)) for p in arguments)])
    yield from (f"## {path}", "", f"    {usage}", "", paragraphs((command.help or "").replace("\b", "")), "")
    options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    if options:
        yield from ("| option | meaning |", "| --- | --- |")
        for option in options:
            named = " / ".join([*option.opts, *option.secondary_opts])
            shown = named if option.is_flag else f"{named} {option.make_metavar(click.Context(command))}"
            notes = ["required"] if option.required else []
            if isinstance(option.default, str | int) and not option.is_flag and option.show_default:
                notes.append(f"default: {option.default}")
            said = " ".join((option.help or "").split()) + (f" ({'; '.join(notes)})" if notes else "")
            yield f"| `{shown}` | {said} |".replace("\\|", "|")
        yield ""
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            child = command.get_command(click.Context(command), name)
            if child is not None:
                yield from _command(f"{path} {name}", child)


# The README's example: commands run over examples/reports; {INCIDENT} is the incident that most documents tell of.
EXAMPLE = (
    "dateline code examples/reports --db demo.db",
    "dateline incidents --db demo.db --country Kyrgyzstan",
    "dateline why --db demo.db {INCIDENT} deaths.best",
)
_BEGIN, _END = "<!-- example: written by docs/build_pages.py -->", "<!-- end of example -->"


def readme() -> str:
    """README.md with the example's output as it is now."""
    text = (ROOT / "README.md").read_text("utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n{_example()}{_END}{after}"


def _example() -> str:
    out = []
    with tempfile.TemporaryDirectory() as work:
        (Path(work) / "examples").symlink_to(ROOT / "examples")
        told = ""
        for line in EXAMPLE:
            if "{INCIDENT}" in line:
                told = _run([*EXAMPLE[1].split()[1:], "--json"], work)
                rows = [msgspec.json.decode(row) for row in told.splitlines()]
                told = max(rows, key=_worth_showing)["incident_id"]
            command = line.replace("{INCIDENT}", told)
            result = _run(command.split()[1:], work)
            out.append(f"```console\n$ {command}\n{result}```\n")
    return "\n".join(out)


def _worth_showing(row: dict[str, Any]) -> tuple[bool, int]:
    """Rather an incident on whose dead the sources differ, and which many documents tell of."""
    deaths = row["deaths"] or {"low": None, "high": None}
    return deaths["low"] != deaths["high"], len(row["documents"])


def _run(arguments: list[str], work: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", "from dateline.cli import main; main()", *arguments],
        cwd=work,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "100"},
    )
    return done.stdout or done.stderr


PAGES = {"docs/codebook.md": codebook, "docs/cli.md": commands, "README.md": readme}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a page is out of date")
    chosen = parser.parse_args()
    stale = []
    for name, make in PAGES.items():
        path, text = ROOT / name, re.sub(r"[ \t]+\n", "\n", make())
        if not path.exists() or path.read_text("utf-8") != text:
            stale.append(name)
            if not chosen.check:
                path.write_text(text, "utf-8")
    print(
        "\n".join(f"{name}: {'out of date' if chosen.check else 'written'}" for name in stale)
        or "all pages are current"
    )
    return 1 if stale and chosen.check else 0


if __name__ == "__main__":
    raise SystemExit(main())
