"""Names to what they stand for, ours and those of installed packages."""

from importlib.metadata import EntryPoint
from typing import Any

import pytest

import fake_coder
from dateline import __version__, registry
from dateline.errors import UsageError


@pytest.mark.parametrize(
    ("kind", "table"),
    [(registry.coder, registry.CODERS), (registry.exporter, registry.EXPORTERS), (registry.evaluation, registry.EVALS)],
)
def test_every_name_of_ours_stands_for_something_callable(
    kind: Any, table: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_OPENAI_MODEL", "any")
    for name in table:
        assert callable(kind(name))
    known = registry.formats() if kind is registry.exporter else sorted(table)  # those of a folder are formats too
    with pytest.raises(UsageError, match=", ".join(known)):
        kind("nothing of the kind")


def test_installed_packages_add_names_and_take_none_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [
        EntryPoint(name="theirs", value="fake_coder:code_document", group="dateline.coders"),
        EntryPoint(name="patterns", value="fake_coder:code_document", group="dateline.coders"),
        EntryPoint(name="broken", value="no_such_module:thing", group="dateline.coders"),
    ]
    monkeypatch.setattr(registry, "entry_points", lambda group: [p for p in points if p.group == group])
    assert registry.coder("theirs") is fake_coder.code_document
    assert registry.coder("patterns") is not fake_coder.code_document
    with pytest.raises(UsageError, match="no_such_module"):
        registry.coder("broken")
    with pytest.raises(UsageError, match="theirs"):
        registry.coder("unknown")


def test_options_go_to_coders_that_take_them_and_are_refused_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    class Chosen:
        def __init__(self, options: dict[str, str]) -> None:
            self.options = options

        @classmethod
        def configure(cls, options: dict[str, str]) -> "Chosen":
            return cls(options)

    monkeypatch.setattr(fake_coder, "Chosen", Chosen, raising=False)
    monkeypatch.setattr(registry, "CODERS", {**registry.CODERS, "chosen": "fake_coder:Chosen"})
    assert registry.coder("chosen", {"a": "1"}).options == {"a": "1"}  # type: ignore[attr-defined]
    assert registry.coder("chosen").options == {}  # type: ignore[attr-defined]
    with pytest.raises(UsageError, match="'patterns' takes no options, but a given"):
        registry.coder("patterns", {"a": "1"})


def test_a_coders_version_is_its_own_its_modules_or_ours() -> None:
    class Loaded:
        version = "3"

        def __call__(self) -> None: ...

    assert registry.coder_version("fake", fake_coder.code_document) == "fake@1"
    assert registry.coder_version("loaded", Loaded()) == "loaded@3"  # type: ignore[arg-type]
    assert registry.coder_version("patterns", registry.coder("patterns")).startswith("patterns@")
    assert registry.coder_version("x", lambda document: document) == f"x@{__version__}"  # type: ignore[arg-type, return-value]
