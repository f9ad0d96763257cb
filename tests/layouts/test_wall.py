"""Tours: what is declared wrongly is said by name, and what is declared well stands on the wall."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from plotly.utils import PlotlyJSONEncoder

from callbacks import drawings
from data.answers import Answers
from data.errors import SettingsError
from layouts import pages
from layouts.choice import Choice
from layouts.panel import Room
from layouts.wall import tour
from layouts.wall.grids import even, grid_of, nine
from layouts.words import speaking
from tests.layouts.conftest import NOW

HEAD = 'title_id = "Uji"\ntitle_en = "Test"\n'
PAGE = HEAD + '[[pages]]\npage = "environment"\npanels = ["gates", "strip"]\n'


def read(folder: Path, text: str) -> tour.Tour:
    file = folder / "uji.toml"
    file.write_text(text, encoding="utf-8")
    return tour.read(file, pages.found())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title_id = ", "is not TOML"),
        (HEAD, "has no [[pages]]"),
        ('title_id = "Uji"\n[[pages]]\npage = "overview"', "has no title_en"),
        (PAGE + "secons = 20", "has the word 'secons'"),
        (HEAD + '[[pages]]\npage = "moon"', "names the page 'moon', which does not exist"),
        (HEAD + '[[pages]]\npage = "moon"\noptional = true', "has no page that exists"),
        (HEAD + '[[pages]]\npage = "overview"\npanels = ["gates"]', "page 'overview' has the panels ['gates']"),
        (HEAD + '[[pages]]\npage = "overview"\npanels = []', "has the panels []"),
        (PAGE + "seconds = 19", "stays for 19 seconds"),
        (PAGE + 'seconds = "lama"', "stays for 'lama' seconds"),
        (PAGE + '[pages.layout."4:3"]\nareas = ["gates strip"]', "has layouts for 4:3"),
        (PAGE + '[pages.layout."16:9"]\nareas = ["gates gates"]', "name strip"),
        (PAGE + '[pages.layout."16:9"]\nareas = ["gates strip", "strip gates"]', "gates is no rectangle"),
        (PAGE + '[pages.layout."16:9"]\nareas = ["gates strip", "gates"]', "different lengths"),
        (PAGE + '[pages.layout."16:9"]\nareas = ["gates strip"]\ncolumns = [1]', "2 numbers above 0"),
        (PAGE + '[pages.layout."3x3"]\nareas = ["gates strip"]', "not three even rows of three"),
        (PAGE + '[[pages]]\npage = "environment"\npanels = ["gates"]', "shows environment/gates twice"),
    ],
)
def test_a_wrong_tour_is_refused_by_its_name(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as error:
        read(tmp_path, text)
    assert "uji.toml" in error.value.message and said in str(error.value) and error.value.hint


def test_an_optional_page_is_left_out_until_it_exists(tmp_path: Path) -> None:
    made = read(tmp_path, PAGE + '[[pages]]\npage = "moon"\noptional = true')
    assert [stop.page.name for stop in made.stops] == ["environment"]
    assert (made.path, made.stops[0].seconds, made.stops[0].cells) == ("/wall/uji", 30, ("gates", "strip"))


def test_the_panels_of_an_indicator_stand_on_a_wall_when_they_are_named(tmp_path: Path) -> None:
    page = 'title_id = "Uji"\ntitle_en = "Test"\n[[pages]]\npage = "governance"'
    plain, named = (read(tmp_path, text).stops[0] for text in (page, f'{page}\npanels = ["kpi_areas"]'))
    assert named.cells == ("kpi_areas",) and not {"kpi_cards", "kpi_areas", "kpi_trend", "kpi_moved"} & set(plain.cells)
    kota = next(made for made in tour.found(pages.found()) if made.name == "kota")
    assert any("kpi_areas" in stop.cells for stop in kota.stops)


def test_the_declared_tours_stand_and_every_text_has_two_languages() -> None:
    found = tour.found(pages.found())
    assert {"kota", "banjir"} <= {made.name for made in found}
    for made in found:
        for lang in ("id", "en"):
            with speaking(lang):
                drawn = json.dumps(drawings.page(made, ""), cls=PlotlyJSONEncoder, ensure_ascii=False)
            assert made.title_en in drawn if lang == "en" else made.title_id in drawn
            assert drawn.count('"wall-cell"') == sum(len(stop.cells) for stop in made.stops)
            assert drawn.count('"--grid-3x3"') == len(made.stops)


@pytest.mark.parametrize("n", range(1, 10))
def test_nine_monitors_have_every_edge_on_a_bezel(n: int) -> None:
    cells = tuple(f"c{k}" for k in range(n))
    made = nine(cells)
    assert len(made.rows) == len(made.columns) == 3
    again = grid_of({"areas": [" ".join(row) for row in made.cells]}, cells)  # every cell is there, and a rectangle
    assert again.cells == made.cells


def test_a_grid_as_css_can_shrink() -> None:
    made = grid_of({"areas": ["a b", "a c"], "columns": [1, 2.5]}, ("a", "b", "c"))
    assert made.css == '"a b" minmax(0, 1fr) "a c" minmax(0, 1fr) / minmax(0, 1fr) minmax(0, 2.5fr)'
    assert even(("a", "b", "c"), 2).cells == (("a", "b"), ("c", "c"))


@pytest.mark.parametrize(
    ("told", "room"),
    [
        (None, None), (12.5, None), ({"wall": False, "w": 1, "h": 1}, None), ({"wall": True}, Room()),
        ({"wall": True, "w": 900, "h": 400}, Room(900, 400)), ({"wall": True, "w": 1, "h": 1e9}, Room(160, 3000)), ({"wall": True, "w": "x"}, Room()),
    ],
)  # fmt: skip
def test_what_a_wall_says_of_its_room(told: object, room: Room | None) -> None:
    assert Room.of(told) == room


def test_on_a_wall_every_chart_is_svg_of_the_room_that_there_is(filled: Answers) -> None:
    drawn = 0
    for page in pages.found():
        for panel in page.panels:
            if panel.has_chart:
                made = drawings.panel(filled, drawings.Wanted(panel, Choice(), room=Room(600, 300)), NOW)
                text = json.dumps(made, cls=PlotlyJSONEncoder, ensure_ascii=False)
                assert '"type": "Graph"' not in text and "NaN" not in text, f"{page.name}/{panel.name}"
                drawn += '"data-svg": "<svg' in text
    assert drawn >= 4


def test_the_foot_says_when_its_figures_are_late_and_expired(filled: Answers) -> None:
    (overview,) = [page for page in pages.found() if page.name == "overview"]
    made = json.dumps(drawings.panel(filled, drawings.Wanted(overview.panel("today"), Choice()), NOW), cls=PlotlyJSONEncoder)
    assert '"data-late-s": "1800"' in made and '"data-expire-s": "86400"' in made
    past = json.dumps(drawings.panel(filled, drawings.Wanted(overview.panel("today"), Choice(as_of="2026-10-31")), NOW), cls=PlotlyJSONEncoder)
    assert "data-expire-s" not in past
