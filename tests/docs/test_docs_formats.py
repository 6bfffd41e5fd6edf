"""The page on formats: every format is named, and the crosswalks are those of the code."""

from pathlib import Path

import pytest

from dateline import registry
from dateline.chronology.schemas.columns import Column
from dateline.chronology.schemas.reading import SCHEMAS, schema

PAGE = Path(__file__).resolve().parents[2] / "docs" / "formats.md"
_BEGIN, _END = "--update -->\n", "<!-- end of crosswalks -->"


def domain(column: Column) -> str:
    if column.values:
        return ", ".join(column.values[:6]) + (", ..." if len(column.values) > 6 else "")
    if column.least is not None or column.most is not None:
        low = "" if column.least is None else f"{column.least:g}"
        high = "" if column.most is None else f"{column.most:g}"
        also = "".join(f", {number}" for number in column.also)
        return f"{low}..{high}{also}"
    return {"day": "YYYY-MM-DD", "moment": "YYYY-MM-DD 00:00:00.000"}.get(column.kind, column.kind)


def crosswalks() -> str:
    lines: list[str] = []
    for name in SCHEMAS:
        if name == "hxl":  # our own columns, with a tag each
            continue
        found = schema(name)
        lines += [f"### {name}", "", f"{found.title}; policy `{found.policy}`.", ""]
        lines += ["| column | what goes in | what it may hold |", "| --- | --- | --- |"]
        for column in found.columns:
            if column.about.startswith(("empty", "never", "label of")):
                continue
            needed = "" if column.required else " (or empty)"
            lines.append(f"| `{column.name}` | {column.about} | {domain(column)}{needed} |")
        lines.append("")
    return "\n".join(lines)


def test_the_crosswalks_are_those_of_the_code(request: pytest.FixtureRequest) -> None:
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    fresh = f"{before}{_BEGIN}\n{crosswalks()}\n{_END}{after}"
    if request.config.getoption("--update"):
        PAGE.write_text(fresh, "utf-8")
    assert text == fresh or request.config.getoption("--update"), "run this test with --update"


def test_every_format_is_named() -> None:
    text = PAGE.read_text("utf-8")
    for name in registry.formats():
        assert f"`{name}`" in text
