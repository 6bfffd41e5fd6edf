"""The pages: those that are generated are current, links lead somewhere, what they tell the reader to type works."""

import importlib.util
import re
import shlex
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import click
import pytest

from dateline.chronology.table import COLUMNS
from dateline.cli import VERBS

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "examples").glob("*.md")]
)
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
HINT = "run `make docs` and look at the difference"


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_pages", ROOT / "docs" / "build_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_pages"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["docs/codebook.md", "docs/cli.md", "README.md"])
def test_generated_pages_are_current(build: ModuleType, name: str) -> None:
    assert (ROOT / name).read_text("utf-8") == re.sub(r"[ \t]+\n", "\n", build.PAGES[name]()), HINT


def test_every_command_option_column_and_value_is_documented() -> None:
    commands = (ROOT / "docs" / "cli.md").read_text("utf-8")
    for verb, target in VERBS.items():
        module, _, attribute = target.partition(":")
        assert f"## dateline {verb}" in commands
        command: click.Command = getattr(import_module(module), attribute)
        assert all(option in commands for parameter in command.params for option in parameter.opts if option[0] == "-")
    codebook = (ROOT / "docs" / "codebook.md").read_text("utf-8")
    assert all(f"`{column}`" in codebook for column in COLUMNS)


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_files_and_headings_that_exist(name: str) -> None:
    page = ROOT / name
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, heading = target.partition("#")
        linked = (page.parent / path).resolve() if path else page
        assert linked.exists(), f"{name}: {target}"
        if heading:
            titles = re.findall(r"^#+ (.+)$", linked.read_text("utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}
            assert heading in anchors, f"{name}: {target}"


@pytest.mark.parametrize("name", NAMES)
def test_commands_in_the_pages_exist(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for line in re.findall(r"^(?:\$ |    )(dateline .+)$", text, re.MULTILINE):
        words = shlex.split(re.sub(r"[\[\]]", "", line))
        assert words[1] in VERBS, line
        module, _, attribute = VERBS[words[1]].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        if isinstance(command, click.Group) and len(words) > 2:
            command = command.commands[words[2]]
        known = {option for parameter in command.params for option in parameter.opts}
        assert name == "docs/cli.md" or {w for w in words if w.startswith("--")} <= known, line


@pytest.mark.parametrize("name", ["README.md", "docs/tutorial.md"])
def test_python_in_the_pages_runs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```", (ROOT / name).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, name, "exec"), {})


@pytest.mark.parametrize("name", NAMES)
def test_no_page_names_a_path_of_one_machine(name: str) -> None:
    assert re.findall(r"(?<![\w.])/(?:home|work|root|tmp|Users)/\w+", (ROOT / name).read_text("utf-8")) == []


def test_the_example_coder_stands_in_its_page_as_it_is() -> None:
    page = (ROOT / "docs" / "coders.md").read_text("utf-8")
    for name, language in (("pyproject.toml", "toml"), ("logbook_coder.py", "python")):
        assert f"```{language}\n{(ROOT / 'examples' / 'coder' / name).read_text('utf-8')}```" in page, name


def test_every_option_of_the_model_coder_and_every_reason_for_dropping_is_documented() -> None:
    from dateline.coders import admission  # noqa: PLC0415
    from dateline.coders.openai import OPTIONS  # noqa: PLC0415

    page = (ROOT / "docs" / "coders.md").read_text("utf-8")
    assert all(f"| `{option}` |" in page for option in OPTIONS)
    reasons = [v for k, v in vars(admission).items() if k.isupper() and isinstance(v, str)]
    assert len(reasons) == 6
    assert all(f"| `{reason}` |" in page for reason in reasons)
