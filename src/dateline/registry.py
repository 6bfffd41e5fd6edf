"""What there is to choose from, by name: coders, exporters, evaluations. Named here, imported when used.

Other packages add their own under the entry point groups `dateline.coders` (a `Coder`: Document -> Coding),
`dateline.exporters` ((Chronology, TextIO) -> None) and `dateline.sources`; a name of ours cannot be taken.
"""

import importlib
from collections.abc import Callable, Mapping
from importlib.metadata import entry_points
from typing import Any, TextIO

from dateline.chronology.release import Chronology
from dateline.chronology.schemas.bundle import Bundle, Export
from dateline.coders import Coder
from dateline.errors import UsageError
from dateline.resolve import gazetteer

Exporter = Callable[[Chronology, TextIO], None]
Bundler = Callable[[Chronology], Bundle]

CODERS: Mapping[str, str] = {
    "patterns": "dateline.reports.coder:code_document",
    "learned": "dateline.learned.coder:code_document",
    "openai": "dateline.coders.openai:OpenAICoder",
}
EXPORTERS: Mapping[str, str] = {
    "jsonl": "dateline.chronology.jsonl:export",
    "csv": "dateline.chronology.table:export",
    "geojson": "dateline.chronology.geojson:export",
    "md": "dateline.views.markdown:export",
    "html": "dateline.views.html:export",
    "acled@2023": "dateline.chronology.schemas.acled:export",
    "ged@24": "dateline.chronology.schemas.ged:export",
    "gtd@2018": "dateline.chronology.schemas.gtd:export",
    "polecat@2024": "dateline.chronology.schemas.polecat:export",
    "plover": "dateline.chronology.schemas.polecat:export_json",
    "aec": "dateline.chronology.schemas.aec:export",
    "hxl": "dateline.chronology.schemas.hxl:export",
    "webanno": "dateline.chronology.annotations:export",
    "prov": "dateline.chronology.provenance:export",
}
# Formats of several files, or of bytes: Chronology -> Bundle. One that is also among EXPORTERS writes its main file.
BUNDLES: Mapping[str, str] = {
    "acled@2023": "dateline.chronology.schemas.acled:bundle",
    "ged@24": "dateline.chronology.schemas.ged:bundle",
    "gtd@2018": "dateline.chronology.schemas.gtd:bundle",
    "polecat@2024": "dateline.chronology.schemas.polecat:bundle",
    "plover": "dateline.chronology.schemas.polecat:bundle_json",
    "aec": "dateline.chronology.schemas.aec:bundle",
    "hxl": "dateline.chronology.schemas.hxl:bundle",
    "parquet": "dateline.chronology.parquet:bundle",
    "package": "dateline.chronology.package:bundle",
}
# Those of one text: their loss report is written on request, or beside them in a folder.
OWN = frozenset(EXPORTERS) - frozenset(BUNDLES)
# What reconciles differing figures in a format, where its codebook says so.
POLICIES: Mapping[str, str] = {
    "acled@2023": "acled",
    "gtd@2018": "gtd",
    **dict.fromkeys(("ged@24", "polecat@2024", "plover", "aec"), "ucdp"),
}
EVALS: Mapping[str, str] = {
    "dates": "dateline.evals.dates:run",
    "geo": "dateline.evals.geo:run",
    "link": "dateline.evals.link:run",
    "muc": "dateline.evals.muc:run",
}
DEFAULT_CODER = "learned"


def coder(name: str, options: Mapping[str, str] | None = None) -> Coder:
    """The coder of that name, with its options. Raises UsageError, which lists the known names or options."""
    found: Any = _find("coder", name, CODERS, "dateline.coders")
    configure = getattr(found, "configure", None)
    if configure is not None:
        configured: Coder = configure(dict(options or {}))
        return configured
    if options:
        raise UsageError(f"the coder {name!r} takes no options, but {', '.join(sorted(options))} given")
    plain: Coder = found
    return plain


def coder_version(name: str, found: Coder) -> str:
    """What marks a coder's results: "NAME@VERSION". A document is coded again when it changes.

    The version is the coder's `version` attribute, else `VERSION` of the module it stands in, else that of
    Dateline for its own coders. Gazetteers of the user's, where some are in use, are part of it.
    """
    module = importlib.import_module(found.__module__) if hasattr(found, "__module__") else None
    version = getattr(found, "version", None) or getattr(module, "VERSION", None)
    if version is None:
        from dateline import __version__ as version  # noqa: PLC0415 -- the package's own number, read late
    added = "".join(f"+places.{layer.digest[:12]}" for layer in gazetteer.default().layers)
    return f"{name}@{version}{added}"


def exporter(name: str) -> Exporter:
    """The exporter of that name. Raises UsageError, which lists the known ones."""
    found: Exporter = _find("export format", name, EXPORTERS, "dateline.exporters")
    return found


def bundler(name: str) -> Bundler | None:
    """What makes the files of a format that has several; None for a format of one text."""
    if name not in BUNDLES:
        exporter(name)
        return None
    found: Bundler = _find("export format", name, BUNDLES, None)
    return found


def own_loss(name: str) -> Callable[[Chronology], bytes]:
    """What writes the loss report of one of our own formats. Raises UsageError for others: those of schemas are written
    beside their tables, and of an installed format we do not know what it leaves out."""
    from dateline.chronology.losses import SAID, report  # noqa: PLC0415

    if name not in SAID:
        beside = "its loss report is written beside it" if name in BUNDLES else "what it leaves out is not known here"
        raise UsageError(f"--loss is for {', '.join(SAID)}; {name}: {beside}")
    return lambda chronology: report(chronology, name)


def table_builder(name: str) -> Callable[[Chronology], Export]:
    """What makes the tables of a schema."""
    if not BUNDLES.get(name, "").endswith(("acled:bundle", "ged:bundle", "gtd:bundle", "polecat:bundle", "hxl:bundle")):
        raise UsageError(f"{name} is no table of incidents")
    found: Callable[[Chronology], Export] = getattr(importlib.import_module(BUNDLES[name].partition(":")[0]), "build")  # noqa: B009
    return found


def formats() -> list[str]:
    """The names of all export formats, ours and those of installed packages."""
    return sorted({*names(EXPORTERS, "dateline.exporters"), *BUNDLES})


def evaluation(name: str) -> Callable[..., str | None]:
    """The evaluation of that name; what it returns is scores to print, where it was given gold."""
    found: Callable[..., str | None] = _find("evaluation", name, EVALS, None)
    return found


def names(own: Mapping[str, str], group: str | None) -> list[str]:
    """The names of ours and of installed packages, sorted."""
    return sorted({*own, *(point.name for point in entry_points(group=group))} if group else own)


def _find(kind: str, name: str, own: Mapping[str, str], group: str | None) -> Any:
    if name in own:
        module, _, attribute = own[name].partition(":")
        return getattr(importlib.import_module(module), attribute)
    for point in entry_points(group=group) if group else ():
        if point.name == name:
            try:
                return point.load()
            except (ImportError, AttributeError) as error:
                raise UsageError(f"{kind} {name!r} ({point.value}) cannot be loaded: {error}") from error
    known = formats() if own is EXPORTERS else names(own, group)
    raise UsageError(f"no {kind} {name!r}; there are {', '.join(known)}")
