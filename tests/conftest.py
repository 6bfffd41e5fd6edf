"""Shared by all tests: its being here puts this folder on the import path (`fake_coder`)."""

import pytest
from hypothesis import settings

from dateline import registry

# The same examples on every run, and no clock: what a busy machine does to a test is not about the code.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the golden files anew; review their diffs")


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> str:
    """The name under which the registry knows `fake_coder` during the test."""
    monkeypatch.setattr(registry, "CODERS", {**registry.CODERS, "fake": "fake_coder:code_document"})
    return "fake"
