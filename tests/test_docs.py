"""What the documents say, held against the program."""

import re

import pytest

from bc_qa.settings import Settings
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_is_short_and_begins_with_the_two_commands() -> None:
    assert len(README.splitlines()) < 150
    assert README.index("make serve") < README.index("make test") < 800


def test_every_make_target_and_command_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)", README)) <= targets
    commands = "index ask chat serve doctor figures eval verify audit feedback reload mcp toml backup restore".split()
    assert set(re.findall(r"bc-qa ([a-z]+)", README)) <= set(commands)


def test_every_file_that_is_linked_exists() -> None:
    for document in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!http|#)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_documented(name: str) -> None:
    assert f"BC_QA_{name.upper()}" in (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


def test_the_architecture_names_every_room() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [path.parent.name for path in (ROOT / "src" / "bc_qa").glob("*/__init__.py")]
    assert all(f"{room}/" in text for room in rooms)
