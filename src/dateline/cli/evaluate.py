"""`dateline eval`: predictions on files, for scorers of anyone's choice. Gold in the input is never read."""

import json
from pathlib import Path

import click

from dateline.cli.options import coder_options, print_json

KEYS = frozenset({"docid", "doc_id", "text", "title", "pub_date", "published", "spans", "start", "end", "toponyms"})
"""Keys of the inputs; another key that is missing is a fault of ours."""

DOCS = click.argument(
    "docs", metavar="DOCS.jsonl", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
)
OUT = click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="PRED.jsonl",
    help="Where to write the predictions.",
)


@click.group(name="eval")
def evaluate() -> None:
    """Predict on files in the layouts of public benchmarks, so that anyone can score the system on them."""


@evaluate.command()
@DOCS
@OUT
@click.option("--full", type=click.Path(dir_okay=False, path_type=Path), metavar="FULL.jsonl", help="All slots, too.")
@click.option("--coder", metavar="NAME", help="Which coder reads the documents.")
@coder_options
@click.option(
    "--mentions", type=click.Choice(["first", "all"]), default="all", show_default=True, help="Aliases of an entity."
)
def muc(docs: Path, *, out: Path, full: Path | None, coder: str | None, options: dict[str, str], mentions: str) -> None:
    """MUC-4 templates."""
    _run("muc", docs, out, full=full, coder=coder, options=options, mentions=mentions)


@evaluate.command()
@DOCS
@OUT
@click.option("--gold-spans", is_flag=True, help="Resolve the input's toponyms instead of finding them.")
@click.option(
    "--report", is_flag=True, help="Then score them against the input's gold, one JSON object on standard output."
)
def geo(docs: Path, *, out: Path, gold_spans: bool, report: bool) -> None:
    """Toponyms and their coordinates.

    With --report the figures of the literature over all gold toponyms with coordinates: acc161 (share within 161 km), auc
    (of the log error, lower is better), country_tolerant (a country is right anywhere in it), unresolved, found.
    """
    _run("geo", docs, out, gold_spans=gold_spans)
    if report:
        from dateline.errors import UsageError  # noqa: PLC0415 -- keeps --help light
        from dateline.evals.geo import report as score  # noqa: PLC0415

        figures = score(docs, out)
        if figures is None:
            raise UsageError(f"{docs} holds no toponym with lat and lon to score against")
        print_json([figures])


@evaluate.command()
@DOCS
@OUT
@click.option("--figures", is_flag=True, help="Deaths, injured, date and place of each incident, too.")
@click.option(
    "--gold",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="GOLD.jsonl",
    help="Incidents with their documents: print how well the predictions agree.",
)
def link(docs: Path, *, out: Path, figures: bool, gold: Path | None) -> None:
    """Which documents are mainly about the same incident."""
    _run("link", docs, out, figures=figures, gold=gold)


@evaluate.command()
@DOCS
@OUT
def dates(docs: Path, *, out: Path) -> None:
    """Time expressions resolved to intervals."""
    _run("dates", docs, out)


def _run(name: str, docs: Path, out: Path, **options: object) -> None:
    from dateline.errors import UsageError  # noqa: PLC0415 -- keeps --help light
    from dateline.registry import evaluation  # noqa: PLC0415

    if not out.absolute().parent.is_dir():
        raise UsageError(f"{out} cannot be written: the folder {out.absolute().parent} does not exist")
    try:
        scores = evaluation(name)(docs, out, **options)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{docs} is not one JSON object a line in UTF-8: {error}") from error
    except KeyError as error:
        if error.args[0] not in KEYS:
            raise
        raise UsageError(f"{docs} has a line without {error.args[0]!r}; `dateline eval {name}` needs it") from error
    if scores:
        click.echo(scores)
