"""`dateline export`: the chronology in a format that others read."""

import io
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from dateline.cli.options import db_option
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.chronology.release import Chronology
    from dateline.registry import Exporter

_BOM = b"\xef\xbb\xbf"
_SUFFIXES = {"webanno": "annotations.jsonld", "prov": "prov.json"}


@click.command()
@db_option
@click.option(
    "--format",
    "form",
    required=True,
    metavar="NAME",
    help="jsonl, csv, geojson, md, html; acled@2023, ged@24, gtd@2018, polecat@2024, plover, aec, hxl; parquet, "
    "package, webanno, prov; or an installed one.",
)
@click.option(
    "--out",
    default="-",
    metavar="PATH",
    help="Where to write; '-' or nothing: standard output. A folder (or PATH/) takes all files of the format.",
)
@click.option(
    "--policy",
    default=None,
    metavar="NAME",
    help="How differing figures are reconciled: ucdp, acled, gtd or median; the format's own, else ucdp.",
)
@click.option(
    "--loss", type=click.Path(), metavar="PATH", help="Where to write what our own formats leave unsaid (JSON)."
)
@click.option("--bom", is_flag=True, help="Begin CSV files with a byte order mark, for spreadsheets that need it.")
def export(*, db: str, form: str, out: str, policy: str | None, loss: str | None, bom: bool) -> None:
    """Write the chronology: every incident with its sources.

    The schemas of other data sets write a table, a second one with what their codebook leaves out, each with the
    reason, and a loss report beside the table (NAME.loss.json): every value that the schema cannot say.
    """
    from dateline import registry  # noqa: PLC0415 -- keeps --help light
    from dateline.chronology.loading import load_chronology  # noqa: PLC0415
    from dateline.store.database import Database  # noqa: PLC0415

    make = registry.bundler(form)
    own = registry.POLICIES.get(form)
    if policy is not None and own is not None and policy != own:
        raise UsageError(f"{form} reconciles by its codebook's policy, {own}; leave --policy away")
    with Database(db, readonly=True) as database:
        chronology = load_chronology(database, policy=policy or own or "ucdp")
    lossy = registry.own_loss(form) if loss is not None or (_is_folder(out) and form in registry.OWN) else None
    if loss is not None and lossy is not None:
        _put(Path(loss), _writer(lossy(chronology)))
    if make is None:
        write = registry.exporter(form)
        if out == "-":
            sys.stdout.write("\ufeff" if bom else "")
            write(chronology, sys.stdout)
            return
        target = Path(out) / f"chronology.{_SUFFIXES.get(form, form)}" if _is_folder(out) else Path(out)
        _put(target, lambda stream: _write_text(stream, write, chronology), bom=bom)
        if lossy is not None and loss is None:
            _put(target.with_name(f"{target.name}.loss.json"), _writer(lossy(chronology)))
        return
    bundle = make(chronology)
    if bundle.note:
        click.echo(f"dateline: {bundle.note}", err=True)
    if out == "-":
        if not bundle.main:
            raise UsageError(f"{form} is a folder of {len(bundle.files)} files; give one with --out FOLDER")
        click.echo((_BOM if bom else b"") + bundle.files[bundle.main], nl=False)
        return
    target = Path(out)
    for name, content in bundle.files.items():
        if not bundle.main or _is_folder(out):
            path = target / name
        elif name == bundle.main:
            path = target
        elif name.endswith(".loss.json"):
            path = target.with_name(f"{target.name}.loss.json")
        else:
            path = target.with_name(name)
        _put(path, _writer(content), bom=bom and path.suffix in (".csv", ".tsv"))


def _is_folder(out: str) -> bool:
    return out != "-" and (out.endswith(("/", os.sep)) or Path(out).is_dir())


def _writer(content: bytes) -> Callable[[BinaryIO], object]:
    return lambda stream: stream.write(content)


def _write_text(stream: BinaryIO, write: "Exporter", chronology: "Chronology") -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    write(chronology, text)
    text.flush()
    text.detach()


def _put(path: Path, write: Callable[[BinaryIO], object], *, bom: bool = False) -> None:
    """Write a file at once; raises UsageError where it cannot be written."""
    try:
        if not path.parent.exists() and path.parent.parent.exists():
            path.parent.mkdir()
        _write(path, lambda stream: (stream.write(_BOM if bom else b""), write(stream)))
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error


def _write(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file at once: beside it first, then put in its place, so that no reader ever sees half of it."""
    target = path.resolve()
    if target.exists() and not target.is_file():  # a device or a pipe is written to, never replaced
        with target.open("wb") as stream:
            write(stream)
        return
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with open(handle, "wb") as stream:
            write(stream)
        os.chmod(name, target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        os.replace(name, target)
    finally:
        Path(name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
