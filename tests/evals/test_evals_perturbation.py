"""What a second text may change and still be joined, what keeps it apart: every case, and that the table tells it."""

import pytest

from dateline.evals import perturbation
from dateline.evals.perturbation import BASES, CHANGES, Case, Outcome, main, results, table


@pytest.fixture(scope="module")
def found() -> list[tuple[Case, Outcome]]:
    return results()


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_every_change_comes_out_as_wanted(found: list[tuple[Case, Outcome]], change: perturbation.Change) -> None:
    outcomes = {case.base: came for case, came in found if case.change is change}
    assert set(outcomes) == {base.name for base in BASES}
    assert {base: came for base, came in outcomes.items() if came not in change.wanted} == {}


def test_no_incident_is_erased_and_none_told_twice(found: list[tuple[Case, Outcome]]) -> None:
    assert [(case.base, case.change.name) for case, came in found if came in case.change.never] == []


def test_the_table_counts_every_case(found: list[tuple[Case, Outcome]]) -> None:
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table(found)[2:]]
    assert [sum(int(cell or 0) for cell in row[1:5]) for row in rows] == [len(BASES)] * len(CHANGES)


def test_a_wrong_join_is_told_by_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(perturbation, "outcome", lambda _case: "joined")
    assert main([]) == 1
    assert "twin" in capsys.readouterr().out
