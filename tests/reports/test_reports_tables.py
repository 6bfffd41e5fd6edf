"""Tables of incidents copied as text."""

import pytest

from dateline.documents.structure import Structure, analyse
from dateline.reports.casualty import Casualty
from dateline.reports.tables import columns, row_casualties

TABLE = """| Date | Location | What happened | Killed | Injured |
|------|----------|---------------|--------|---------|
| 3 May | Ashford | car bomb | 2 | 11 |
| 4 May | Reed | ambush | at least 3 | - |
| 5 May | Moor End | shelling | 1,204 | 4-6 |
| 6 May | Moor End | shelling | 0 | 7+ |
"""


def rows(text: str, structure: Structure) -> list[list[Casualty]]:
    (table,) = columns(text, structure).values()
    return [row_casualties(text, b, table.names) for b in structure.blocks if b.kind == "row"][1:]


def figures(index: int) -> dict[str, tuple[int | None, int | None, int | None]]:
    return {c.field: (c.low, c.best, c.high) for c in rows(TABLE, analyse(TABLE))[index]}


def test_a_header_says_what_its_columns_hold() -> None:
    ((number, table),) = columns(TABLE, analyse(TABLE)).items()
    assert number == 0
    assert table.names == ("date", "place", "text", "deaths", "injured")
    assert TABLE[table.header.start : table.header.end].startswith("| Date")


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Dead", "deaths"),
        ("Fatalities", "deaths"),
        ("KIA", "deaths"),
        ("Wounded", "injured"),
        ("Kidnapped", "abducted"),
        ("Arrested", "detained"),
        ("When", "date"),
        ("Village", "place"),
        ("Group", "perpetrator"),
        ("Details", "text"),
        ("Weather", None),
    ],
)
def test_headers_go_by_many_words(header: str, name: str | None) -> None:
    text = f"Day | Town | {header}\n3 May | Ashford | 2"
    (table,) = columns(text, analyse(text)).values()
    assert table.names == ("date", "place", name)


def test_a_table_without_a_telling_header_has_no_columns() -> None:
    text = "a | b | c\n1 | 2 | 3"
    (table,) = columns(text, analyse(text)).values()
    assert table.names == ()


def test_prose_has_no_tables() -> None:
    text = "Two were killed at the depot."
    assert columns(text, analyse(text)) == {}


def test_figures_are_read_from_their_cells_with_the_cell_as_quote() -> None:
    assert figures(0) == {"deaths": (2, 2, 2), "injured": (11, 11, 11)}
    assert [TABLE[c.start : c.end] for c in rows(TABLE, analyse(TABLE))[0]] == ["2", "11"]


def test_a_dash_is_no_figure() -> None:
    assert "injured" not in figures(1)


def test_at_least_and_plus_leave_the_top_open() -> None:
    assert figures(1)["deaths"] == (3, 3, None)
    assert figures(3)["injured"] == (7, 7, None)


def test_a_range_has_bounds_and_no_best() -> None:
    assert figures(2)["injured"] == (4, None, 6)


def test_thousands_are_read_whole() -> None:
    assert figures(2)["deaths"] == (1204, 1204, 1204)


def test_nought_in_a_table_is_nobody() -> None:
    assert figures(3)["deaths"] == (0, 0, 0)
