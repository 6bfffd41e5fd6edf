"""A Frictionless data package: the tables as CSV, their schema, checksums, sources, and provenance of each cell."""

import csv
import hashlib
import io
import json
from typing import Any

from dateline.chronology.release import Chronology
from dateline.chronology.schemas.bundle import Bundle
from dateline.chronology.table import cell
from dateline.chronology.tables import TypedTable, tables

GAZETTEER = (
    {"title": "GeoNames (CC BY 4.0): names and coordinates of places", "path": "https://www.geonames.org/"},
    {"title": "Natural Earth (public domain): extents of areas", "path": "https://www.naturalearthdata.com/"},
)
LICENCE = {"name": "notspecified", "title": "Not stated by those who compiled it; quotes belong to their publishers"}


def bundle(chronology: Chronology) -> Bundle:
    """`datapackage.json`, a CSV for each table under `data/`'s flat names, and `CITATION.cff`.

    The texts of the documents are not in it: each has its SHA-256, so that whoever holds the text can check the quotes.
    No clock is read: the same content gives the same bytes.
    """
    made = tables(chronology)
    files = {f"{table.name}.csv": to_csv(table) for table in made}
    package = {
        "profile": "data-package",
        "name": "chronology",
        "title": "A sourced chronology of political violence",
        "description": (
            f"Made by {chronology.tool}; differing figures reconciled under the policy '{chronology.policy}'. "
            "Absence from it is not peace: it says what the documents read say. Cells that a spreadsheet would take "
            "for a formula begin with an apostrophe."
        ),
        "version": version(files),
        "licenses": [LICENCE],
        "sources": [*GAZETTEER, *_outlets(chronology)],
        "keywords": ["event data", "political violence", "chronology"],
        "citation": "see CITATION.cff",
        "resources": [_resource(table, files[f"{table.name}.csv"]) for table in made],
    }
    files["datapackage.json"] = json.dumps(package, ensure_ascii=False, indent=1).encode() + b"\n"
    files["CITATION.cff"] = _citation(chronology, version(files)).encode()
    return Bundle(main="", files=files)


def to_csv(table: TypedTable) -> bytes:
    """The table as CSV; numbers and dates bare, texts made safe for spreadsheets."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [field.name for field in table.fields]
    writer.writerow(names)
    writer.writerows([cell(row[name]) for name in names] for row in table.rows)
    return out.getvalue().encode()


def version(files: dict[str, bytes]) -> str:
    """A version that follows from the content: the first digits of a digest over all tables."""
    digest = hashlib.sha256()
    for name in sorted(n for n in files if n.endswith(".csv")):
        digest.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return f"0.0.0+{digest.hexdigest()[:12]}"


def _resource(table: TypedTable, content: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [], "missingValues": [""]}
    for field in table.fields:
        described: dict[str, Any] = {"name": field.name, "type": field.type}
        if field.about:
            described["description"] = field.about
        constraints: dict[str, Any] = {}
        if field.required:
            constraints["required"] = True
        if field.values:
            constraints["enum"] = list(field.values)
        if field.name in ("latitude", "longitude"):
            most = 90 if field.name == "latitude" else 180
            constraints |= {"minimum": -most, "maximum": most}
        elif field.type == "integer" and field.name != "geonameid":
            constraints["minimum"] = 0
        if constraints:
            described["constraints"] = constraints
        schema["fields"].append(described)
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.refers:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": [column]}} for column, other in table.refers
        ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.about,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"csv": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True}},
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def _outlets(chronology: Chronology) -> list[dict[str, str]]:
    names = dict.fromkeys(document.outlet for document in chronology.ordered_documents() if document.outlet)
    return [{"title": name} for name in names]


def _citation(chronology: Chronology, number: str) -> str:
    return (
        "cff-version: 1.2.0\n"
        "message: Cite this chronology, and the outlets whose reports it rests on.\n"
        "type: dataset\n"
        "title: A sourced chronology of political violence\n"
        "authors:\n  - name: The compilers of this chronology\n"
        f'version: "{number}"\n'
        f'abstract: "Made by {chronology.tool} from {len(chronology.documents)} documents; '
        f'{len(chronology.incidents)} incidents."\n'
    )
