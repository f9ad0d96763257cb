"""The README tells the truth: every setting with its default and meaning, every command and every page."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from data.settings import Settings
from etl.__main__ import _arguments
from layouts import pages

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def settings_table() -> str:
    """The table as it must stand between the marks."""
    rows = [f"| `CITY_{f.name.upper()}` | {'' if f.default in (None, '') else f'`{f.default}`'} | {f.metadata['help']} |" for f in fields(Settings)]
    return "\n".join(["| variable | default | meaning |", "|---|---|---|", *rows])


def test_every_setting_stands_in_the_readme() -> None:
    found = re.search(r"<!-- settings -->\n(.*?)\n<!-- /settings -->", README, re.DOTALL)
    assert found and found[1] == settings_table(), f"Put this between the marks:\n{settings_table()}"


@pytest.mark.parametrize("command", ["load", "check", "run", "list", "status"])
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert f"python -m etl {command}" in README
    with pytest.raises(SystemExit) as ended:
        _arguments().parse_args([command, "--help"])
    assert ended.value.code == 0


def test_every_page_stands_in_the_readme() -> None:
    assert {page.path for page in pages.found()} <= set(re.findall(r"^\| `(/[^`]*)` \|", README, re.MULTILINE))


def test_every_file_that_the_readme_names_is_there() -> None:
    for name in re.findall(r"`((?:docs/)?[A-Za-z_]+\.md)`|\]\(([^)h][^)]*)\)", README):
        path = name[0] or name[1]
        assert (ROOT / path).is_file(), f"README names {path}"
