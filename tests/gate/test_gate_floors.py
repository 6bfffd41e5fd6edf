"""The evaluation gate fails what it must fail and never lowers a floor by itself."""

import importlib.util
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def gate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("evals_gate", ROOT / "evals" / "gate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["evals_gate"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("value", "floor", "fails"),
    [(0.80, 0.85, True), (0.85, 0.85, False), (0.90, 0.85, False), (None, 0.85, True), (0.1, None, False)],
)
def test_a_figure_below_its_floor_or_missing_fails(
    gate: ModuleType, value: float | None, floor: float | None, fails: bool
) -> None:
    assert gate.failed(value, floor) is fails


def test_a_group_that_crashes_misses_all_its_floors(gate: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(_shared: object) -> dict[str, float]:
        raise RuntimeError("no")

    monkeypatch.setattr(gate, "GROUPS", {"geo": crash})
    rows = gate.verdicts(gate.measure(None, []), {"geo": {"lgl_acc161": 0.8}})
    assert rows == [("geo.lgl_acc161", None, 0.8)]
    assert gate.failed(*rows[0][1:])


def test_floors_are_raised_and_never_lowered(gate: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(gate, "FLOORS", tmp_path / "floors.toml")
    settings = {"floors": {"muc": {"gtt_f1": 0.5, "type_f1": 0.5}, "neutrality": {"pairs_alike": 0.9}}}
    gate.write_floors(
        settings, {"muc": {"gtt_f1": 0.3, "type_f1": 0.7}, "neutrality": {"pairs_alike": 1.0}}, {"a": "0" * 16}
    )
    written = tomllib.loads((tmp_path / "floors.toml").read_text("utf-8"))
    assert written["floors"]["muc"] == {"gtt_f1": 0.5, "type_f1": 0.695}
    assert written["floors"]["neutrality"] == {"pairs_alike": 1.0}
    assert written["fingerprints"] == {"a": "0" * 16}


def test_every_floor_names_a_group_that_is_measured(gate: ModuleType) -> None:
    settings = tomllib.loads((ROOT / "evals" / "floors.toml").read_text("utf-8"))
    assert set(settings["floors"]) <= set(gate.GROUPS)
    assert set(settings["fingerprints"]) == set(gate.GOLD)
