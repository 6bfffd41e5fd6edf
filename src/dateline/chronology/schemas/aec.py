"""The evaluation record of UCDP-AEC: one JSON object an event, as the corpus's own scorer reads predictions.

Source: README of ltgoslo/ucdp-aec. Numbers are integers, everything else is text; the rows are those of the GED schema.
"""

from collections.abc import Iterator
from typing import Any, TextIO

import msgspec

from dateline.chronology.release import Chronology
from dateline.chronology.schemas import ged
from dateline.chronology.schemas.bundle import Bundle, Export, files_of, loss_report, note

FIELDS = tuple(
    "id side_a_name side_b_name start_date end_date location_root_name location_adm1_name location_adm2_name "
    "location_where_name deaths_side_a deaths_side_b deaths_civilian deaths_unknown deaths_low deaths_high".split()
)
_FROM = tuple(
    "id side_a side_b date_start date_end country adm_1 adm_2 where_coordinates deaths_a deaths_b deaths_civilians "
    "deaths_unknown low high".split()
)


def export(chronology: Chronology, out: TextIO) -> None:
    """Write one record a line."""
    for record in records(chronology):
        out.write(msgspec.json.encode(record).decode() + "\n")


def records(chronology: Chronology) -> Iterator[dict[str, Any]]:
    """The GED schema's rows as evaluation records."""
    yield from _records(ged.build(chronology))


def _records(built: Export) -> Iterator[dict[str, Any]]:
    for row in built.main.rows:
        record: dict[str, Any] = {}
        for field, column in zip(FIELDS, _FROM, strict=True):
            value = row[column]
            is_number = field == "id" or field.startswith("deaths")
            record[field] = value if is_number else str(value or "").removesuffix(" 00:00:00.000")
        yield record


def bundle(chronology: Chronology) -> Bundle:
    """`aec.jsonl` with GED's table of what is left out and its loss report."""
    built = ged.build(chronology)
    lines = b"".join(msgspec.json.encode(record) + b"\n" for record in _records(built))
    beside = files_of(built).files
    return Bundle(
        main="aec.jsonl",
        files={"aec.jsonl": lines, "not_ged.csv": beside["not_ged.csv"], "aec.loss.json": loss_report(built)},
        note=note(built).replace("ged@24", "aec", 1),
    )
