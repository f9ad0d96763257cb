"""Colours: enough contrast in every theme, and none of them anywhere but in the theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from layouts.theme import FONT_FILES, THEMES, Theme, contrast, font_folder, stylesheet, variables
from layouts.wall.grids import SHAPES

ROOT = Path(__file__).parents[2]
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|\brgba?\((?!0,0,0,0\)|0 0 0 /)|\bhsla?\(")
# Black is the colour of a shadow in every theme; the map's script has one grey for as long as the style sheet has not come.
OWN = {"layouts/theme.py", "assets/map/00_theme.js"}


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_text_has_four_and_a_half_and_graphics_three(theme: Theme) -> None:
    grounds = (theme.ground, theme.surface, theme.raised)
    for text in (theme.ink, theme.muted, theme.accent, theme.breach, theme.warning):
        assert min(contrast(text, ground) for ground in grounds) >= 4.5, text
    for colour in (theme.faint, *theme.data):
        assert min(contrast(colour, ground) for ground in grounds) >= 3, colour


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_shades_of_areas_go_one_way_from_ground_to_ink(theme: Theme) -> None:
    away = [contrast(shade, theme.ground) for shade in theme.areas]
    assert away == sorted(away)


def test_colours_stand_in_the_theme_alone() -> None:
    files = [*(ROOT / "layouts").rglob("*.py"), *(ROOT / "callbacks").rglob("*.py"), *(ROOT / "assets").rglob("*.css"), *(ROOT / "assets").rglob("*.js")]
    files = [file for file in files if str(file.relative_to(ROOT)) not in OWN]
    assert len(files) > 20
    found = {f"{file.relative_to(ROOT)}: {hit}" for file in files for hit in COLOUR.findall(file.read_text(encoding="utf-8"))}
    assert found == set()


def test_the_style_sheet_carries_every_variable_of_every_theme_and_fonts_that_exist() -> None:
    sheet = stylesheet()
    for theme in THEMES.values():
        block = sheet.split(f'[data-theme="{theme.name}"]')[1].split("}")[0]
        assert all(f"{name}: {colour};" in block for name, colour in variables(theme).items())
    assert all((font_folder() / file).is_file() for file in FONT_FILES.values())


def test_style_sheets_use_only_variables_that_exist() -> None:
    known = set(re.findall(r"(--[a-z0-9-]+):", stylesheet()))
    for folder, given in (("layouts", r'"(--[a-z0-9-]+)":'), ("assets", r'setProperty\("(--[a-z0-9-]+)"')):  # by a page's style, by a script
        for file in (ROOT / folder).rglob("*.py" if folder == "layouts" else "*.js"):
            known |= set(re.findall(given, file.read_text(encoding="utf-8")))
    known |= {f"--grid-{shape.replace(':', 'x')}" for shape in SHAPES}  # a wall's pages bring one grid for each shape of the wall
    for file in (ROOT / "assets").rglob("*.css"):
        text = file.read_text(encoding="utf-8")
        own = set(re.findall(r"(--[a-z0-9-]+)\s*:", text))
        assert set(re.findall(r"var\((--[a-z0-9-]+)", text)) - known - own == set(), file.name


def test_paper_is_light_whatever_the_screen_wears() -> None:
    paper = stylesheet().split("@media print", 1)[1]
    assert all(f"{name}: {colour};" in paper for name, colour in variables(THEMES["light"]).items()) and "html[data-theme]" in paper
    printed = (ROOT / "assets" / "40-print.css").read_text(encoding="utf-8")
    assert "@page" in printed and ".head nav" in printed and "break-inside: avoid" in printed
