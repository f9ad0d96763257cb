"""A KPI by area as a map: classes, what is hatched and why, what is marked, and the same drawer from an area and from its row."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pandas as pd
import pytest
from dash.development.base_component import Component

from data.answers import Answers
from data.kpis.catalogue import catalogue
from data.queries.areas import area_shapes
from data.queries.kpi_history import kpi_areas, kpi_of
from layouts import pages
from layouts.charts.shapes import Map, round_breaks
from layouts.charts.svg_map import on_screen, shade_class, spread_of
from layouts.choice import Choice
from layouts.panel import Page
from layouts.panels import kpi_map
from layouts.panels.kpi_areas import VERDICTS
from layouts.words import speaking
from tests.layouts.test_kpi_pages import FILTERS, drawn

SVG = "{http://www.w3.org/2000/svg}"
KPI = replace(next(k for k in catalogue() if k.id == "G1"), least_n=20)


def rows(shapes: pd.DataFrame, **given: object) -> pd.DataFrame:
    """Readings of every area of the shapes: values from 80 up, the first one better and the last one worse than the whole."""
    n = len(shapes)
    plain = pd.DataFrame({"area": shapes["code"], "value": [80.0 + i % 17 for i in range(n)], "lo": 70.0, "hi": 99.0, "n": 40, "unit": "%", "state": "ok", "verdict": "same"})
    plain.loc[0, "verdict"], plain.loc[n - 1, "verdict"] = "better", "worse"
    return plain.assign(**given)


def spec(answers: Answers, level: str = "kecamatan", **given: object) -> Map:
    shapes = area_shapes(answers, level)
    return kpi_map.of(KPI, rows(shapes, **given), shapes, VERDICTS, "pesan")


def spots(svg: str) -> list[ElementTree.Element]:
    return [node for node in ElementTree.fromstring(svg).iter(f"{SVG}path") if "spot" in node.get("class", "").split()]


@pytest.mark.parametrize(("values", "edges"), [
    ([], ()), ([5.0], ()), ([7.0] * 9, ()), ([1.0, 2.0], (1.2,)), ([0.0] * 100 + [1.0, 2.0, 3.0], (0.0,)),
    ([float(n) for n in range(101)], (20.0, 40.0, 60.0, 80.0)), ([100.0] * 200 + [99.0, 98.0, 50.0], (79.0, 98.0, 99.0)),
])  # fmt: skip
def test_edges_are_round_and_no_class_is_empty(values: list[float], edges: tuple[float, ...]) -> None:
    found = round_breaks(values)
    assert found == edges
    classes = {sum(value > edge for edge in found) for value in values}
    assert classes == (set(range(len(found) + 1)) if values else set())


def test_an_edge_is_the_number_that_its_words_say() -> None:
    for unit, values in (("h", [0.2 + 0.01 * n for n in range(60)]), ("h", [60.0 + 1.7 * n for n in range(60)]), ("min", [3 + 0.21 * n for n in range(20)]), ("%", [93 + 0.01 * n for n in range(30)])):
        grain, least = kpi_map._grain(unit, values)
        for edge in round_breaks(values, grain, least):
            assert round(edge / (grain * least), 6).is_integer(), (unit, edge)


def test_fewer_classes_than_five_are_spread_from_ground_to_ink() -> None:
    assert [[spread_of(n, classes) for n in range(classes)] for classes in (1, 2, 3, 5)] == [[2], [1, 3], [0, 2, 4], [0, 1, 2, 3, 4]]


def test_the_map_holds_every_area_once_within_its_size(standing: Answers) -> None:
    shapes = area_shapes(standing, "kelurahan")
    svg = on_screen(spec(standing, "kelurahan"), "x", False)
    assert sorted(spot.get("data-code", "") for spot in spots(svg)) == sorted(shapes["code"])
    assert len(svg.encode()) < 150_000
    assert "Kepulauan Seribu" in svg and "km</text>" in svg


def test_an_area_without_a_published_value_is_hatched_and_its_value_is_not_told(standing: Answers) -> None:
    few = spec(standing, state="sedikit", n=7)
    assert {shade_class(few, area) for area in few.areas} == {"hatched"} and not few.breaks
    assert all("n = 7" in area.said and not any("8" in line or "9" in line for line in area.said[1:2]) for area in few.areas)
    assert not any(area.mark for area in few.areas)
    assert all(spot.get("fill") == "url(#hatch-x)" for spot in spots(on_screen(few, "x", False)))


def test_the_legend_counts_the_areas_of_each_class_and_says_why_others_are_hatched(standing: Answers) -> None:
    shapes = area_shapes(standing, "kecamatan")
    given = rows(shapes)
    given.loc[[1, 2, 3], ["state", "n"]] = ["sedikit", 3]
    given.loc[4, ["state", "value"]] = ["kedaluwarsa", float("nan")]
    figure = kpi_map.figure(KPI, given, shapes, VERDICTS, "pesan")
    keys = [[str(part.children) for part in item.children[1:]] for item in _items(figure)]
    assert ["◌ n < 20", "3"] in keys and ["◌ kedaluwarsa", "1"] in keys
    assert ["lebih baik dari keseluruhan", "1"] in keys and ["lebih buruk dari keseluruhan", "1"] in keys
    assert sum(int(n) for said, n in keys if "%" in said) == len(shapes) - 4


def _items(part: object) -> list[Component]:
    if isinstance(part, list | tuple):
        return [found for one in part for found in _items(one)]
    if not isinstance(part, Component):
        return []
    return [part] if part._type == "Li" else _items(getattr(part, "children", None))


def test_areas_that_read_the_same_have_one_shade(standing: Answers) -> None:
    alike = spec(standing, value=[91.16 + 0.0015 * i for i in range(44)], lo=90.0)
    assert {area.said[1] for area in alike.areas} == {"91,2%"} and not alike.breaks and len({shade_class(alike, area) for area in alike.areas}) == 1


def test_an_area_that_differs_is_outlined_and_signed_and_lies_above_the_others(standing: Answers) -> None:
    svg = on_screen(spec(standing), "x", False)
    kinds = [spot.get("class", "").split()[-1] for spot in spots(svg)]
    assert set(kinds[-2:]) == {"better", "worse"} and svg.count('class="sign ') == 2
    assert not {"better", "worse"} & set(kinds[:-2])


@pytest.mark.parametrize("page", [page for page in pages.found() if page.indicator], ids=lambda page: page.name)
def test_every_indicator_shows_the_map_first(standing: Answers, page: Page) -> None:
    said = drawn(standing, page.name, "kpi_areas")
    hosts = re.findall(r'"data-area-map": ("(?:[^"\\]|\\.)*")', said)
    (first, _title), (level, _words) = (row[0] for row in page.panel("kpi_areas").options[:2])
    assert len(hosts) == 1 and len(spots(json.loads(hosts[0]))) == {"kecamatan": 44, "kota": 6}[level]
    assert f'"data-opens-area": "kpi:{first}/"' in said and "data-area-map" not in drawn(standing, page.name, "kpi_areas", option=f"{first}/kecamatan/table")


def test_an_area_and_its_row_open_the_same_drawer(standing: Answers) -> None:
    table = drawn(standing, "kpi", "areas", Choice(case="g1"), option="kota/table")
    on_map = drawn(standing, "kpi", "areas", Choice(case="g1"), option="kota")
    assert '"name_opens": "kpi:G1/31.73"' in table and '"cellRenderer": "CityOpener"' in table
    assert '"data-opens-area": "kpi:G1/"' in on_map and 'data-code=\\"31.73\\"' in on_map


def test_the_map_tells_what_the_table_tells(standing: Answers) -> None:
    kpi = kpi_of(standing, "g1")
    assert kpi is not None
    found = kpi_areas(standing, FILTERS, kpi, "kota").set_index("area")
    shapes = area_shapes(standing, "kota")
    told = {area.code: area for area in kpi_map.of(kpi, found.reset_index(), shapes, VERDICTS, "").areas}
    assert set(told) == set(found.index)
    for code, area in told.items():
        assert area.value == (pytest.approx(found.loc[code, "value"], abs=0.05) if found.loc[code, "state"] == "ok" else None)
        assert any(line == f"n = {found.loc[code, 'n']}" for line in area.said)


def test_a_map_inside_a_kota_has_its_own_areas_only_and_speaks_the_language(standing: Answers) -> None:
    with speaking("en"):
        said = drawn(standing, "kpi", "areas", Choice("31.73", case="g1"))
    (svg,) = (json.loads(told) for told in re.findall(r'"data-area-map": ("(?:[^"\\]|\\.)*")', said))
    assert {spot.get("data-code", "")[:5] for spot in spots(svg)} == {"31.73"} and "Kepulauan" not in svg
    assert "higher is better" in said


def test_a_level_without_data_says_what_to_do(standing: Answers) -> None:
    said = drawn(standing, "kpi", "areas", Choice("31.73", "24h", case="g5"), option="kelurahan")
    assert "Tidak ada wilayah pada tingkat ini yang cukup datanya" in said
    assert "yang cukup datanya" not in drawn(standing, "kpi", "areas", Choice(case="g1"), option="kota")


def test_what_is_measured_for_the_whole_alone_is_no_lack_of_data_in_a_part(standing: Answers) -> None:
    said = drawn(standing, "governance", "kpi_cards", Choice("31.73"))
    assert "Hanya diukur untuk seluruh Jakarta: " in said and "G12 " in said.split("Hanya diukur untuk seluruh Jakarta: ")[1]
    assert "Hanya diukur" not in drawn(standing, "governance", "kpi_cards")
    assert "hanya diukur untuk seluruh Jakarta" in drawn(standing, "kpi", "one", Choice("31.73", case="g12"))
