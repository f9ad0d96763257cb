"""Charts and maps on paper: well-formed, with every value and name in them, whatever they are given."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import numpy as np
import pytest

from layouts.charts import svg, svg_map, upright
from layouts.charts.shapes import Map, MapArea, breaks_of, outer_rings, placed
from layouts.charts.spec import Chart, Reference, Series
from layouts.charts.ticks import digits_of, rounds, spread
from layouts.theme import LIGHT

WEEKS = tuple(date(2026, 9, day) for day in (7, 14, 21, 28))


def texts(drawn: str) -> list[str]:
    """Every text of the drawing; parsing proves that it is well-formed."""
    return [element.text or "" for element in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize(("low", "high", "first", "last"), [(0, 7.3, 0, 8), (0, 0.9, 0, 1), (-0.4, 0.3, -0.4, 0.4), (0, 0, 0, 1), (0, 12345, 0, 15000)])
def test_ticks_are_round_and_cover(low: float, high: float, first: float, last: float) -> None:
    ticks = rounds(low, high)
    assert ticks[0] == first and ticks[-1] == last and 2 <= len(ticks) <= 8
    assert all(float(f"{t:.{digits_of(ticks)}f}") == pytest.approx(t) for t in ticks)


def test_days_are_thinned_evenly() -> None:
    days = [date(2026, 1, n) for n in range(1, 32)]
    assert spread(days)[0] == days[0] and len(spread(days)) <= 7


def test_dates_of_a_narrow_axis_do_not_run_into_each_other() -> None:
    days = tuple(date(2026, 5, 18) + timedelta(days=7 * n) for n in range(26))
    for width, most in ((720, 7), (400, 3)):
        told = texts(svg.chart(Chart("line", (Series("P90", days, (9.0,) * 26),), "m", "pekan", "hari"), LIGHT, width, 200))
        assert 1 < len([t for t in told if t.endswith("2026")]) <= most


def test_numbers_of_a_low_axis_do_not_stand_on_each_other() -> None:
    for height, draw in ((90, svg.chart), (90, upright.bars), (250, svg.chart)):
        chart = Chart("bar" if draw is upright.bars else "line", (Series("masuk", WEEKS, (3100.0, 3900.0, 3500.0, 3600.0)),), "m", "pekan", "laporan")
        rows = sorted({float(y) for y in re.findall(r'<text x="3[48].0" y="([\d.]+)"[^>]*text-anchor="end"', draw(chart, LIGHT, 500, height))})
        assert len(rows) > 1 and min(b - a for a, b in itertools.pairwise(rows)) >= 14, height


def test_lying_bars_stand_up_where_they_would_be_pressed_flat() -> None:
    names = tuple(str(n) for n in range(1, 15))
    chart = Chart("bar", (Series("P50", names, (5.0,) * 14), Series("P90", names, (9.0,) * 14)), "m", "koridor", "menit", x_kind="category")
    assert upright.is_wanted(chart, 200) and not upright.is_wanted(chart, 400)
    assert not upright.is_wanted(replace(chart, series=(Series("P50", ("Tanjung Priok",) * 14, (5.0,) * 14),)), 100), "names must be read"
    told = texts(upright.bars(chart, LIGHT, 700, 200))
    assert "".join(names) in "".join(told), "the names stand in their own order"


def test_a_line_breaks_where_nothing_is_known_and_its_band_with_it() -> None:
    series = Series("P90", WEEKS, (9.0, None, 8.0, 7.5), (8.0, None, 7.0, None), (10.0, None, 9.0, None))
    drawn = svg.chart(Chart("line", (series,), "pesan", "pekan", "hari", references=(Reference(7.0, "batas"),)), LIGHT)
    assert drawn.count("<polyline") == 2 and drawn.count("<polygon") == 2
    assert {"P90", "batas", "hari", "pekan"} <= set(texts(drawn))


def test_bars_show_every_name_value_and_interval() -> None:
    names = ("Jalan <rusak> & \"lubang\"", "x" * 500, "kosong")
    series = Series("terlambat", names, (12.5, -3.25, None), (10.0, -4.0, None), (15.0, -2.0, None))
    drawn = svg.chart(Chart("bar", (series,), "pesan", "kategori", "%", x_kind="category", digits=2), LIGHT)
    told = texts(drawn)
    assert names[0] in told and "12,50" in told and "−3,25" in told and "—" in told and max(len(t) for t in told) < 60


def test_a_level_does_not_cross_a_figure_out() -> None:
    bars = Chart("bar", (Series("skor", ("a", "b"), (0.99, 0.2)),), message="m", x_title="x", y_title="y", x_kind="category", references=(Reference(1.0, "target"),), digits=2)
    drawn = svg.chart(bars, LIGHT)
    assert drawn.count(f'height="{svg.ROW - 2:g}" fill="{LIGHT.surface}"') == 1 and "0,99" in texts(drawn)


@pytest.mark.parametrize("kind", ["line", "bar"])
def test_a_chart_without_values_is_still_a_drawing(kind: str) -> None:
    empty = Chart(kind, (Series("P50", (), ()),), "", "", "")  # type: ignore[arg-type]
    assert ElementTree.fromstring(svg.chart(empty, LIGHT)).tag.endswith("svg")


def test_far_islands_stand_in_a_box_of_their_own() -> None:
    square = np.array([[106.7, -6.3], [106.9, -6.3], [106.9, -6.1], [106.7, -6.1], [106.7, -6.3]])
    rings, height, inset = placed({"31.71.01": [square], "31.01.01": [square + np.array([0, 0.7])]}, 1000.0)
    assert inset is not None and min(x for x, _y in rings["31.01.01"][0]) > 1000 >= max(x for x, _y in rings["31.71.01"][0])
    assert 900 < height < 1100  # a square stays one, at the latitude of Jakarta
    alone, _height, none = placed({"31.01.01": [square]}, 1000.0)
    assert none is None and max(x for x, _y in alone["31.01.01"][0]) == 1000


def test_shades_hatching_and_legend_of_a_map() -> None:
    ring = outer_rings('{"type": "Polygon", "coordinates": [[[106.7, -6.3], [106.9, -6.3], [106.9, -6.1], [106.7, -6.3]]]}')
    assert len(ring) == 1 and outer_rings('{"type": "Point", "coordinates": [1, 2]}') == []
    outline = (((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 0.0)),)
    values = [5.0, 10.0, 15.0, 20.0, 25.0]
    areas = [MapArea(f"31.71.0{n}", f"A & {n}", v, 50, "ok", outline) for n, v in enumerate(values)]
    areas += [MapArea("31.71.08", "Sedikit", 90.0, 3, "sedikit", outline), MapArea("31.71.09", "Kosong", None, 0, "kosong", outline)]
    drawn = Map("Terlambat", "pesan", tuple(areas), breaks_of(values), 100, 100, "%", 1, "briefing_cube")
    assert [drawn.shade(a) for a in areas] == [0, 1, 2, 3, 4, None, None]
    picture = svg_map.city_map(drawn, LIGHT)
    assert picture.count('fill="url(#hatch)"') == 3  # two areas and the legend
    assert len(svg_map.legend(drawn)) == 6 and breaks_of([]) == ()
    long = svg_map.city_map(replace(drawn, height=2 * svg_map.TALLEST), LIGHT)  # half as large on its page: twice the letters, and the room for them
    assert picture.count('font-size="21"') == long.count('font-size="42"') == 6
    assert 'viewBox="0 0 350 ' in picture and 'viewBox="0 0 600 2660"' in long


def test_moments_stand_by_their_distance_and_name_hours_of_jakarta() -> None:
    from datetime import datetime

    from layouts.charts.ticks import along, hours_along

    first, last = datetime(2026, 11, 21, 1, 0), datetime(2026, 11, 21, 13, 0)
    at = along([first, datetime(2026, 11, 21, 4, 0), last], 40, 400)
    assert list(at.values()) == [40, 140, 440]
    marks = hours_along(first, last, 5)
    assert [said for _m, said in marks] == ["21/11 09.00", "21/11 12.00", "21/11 15.00", "21/11 18.00"]
    assert marks[0][0] == datetime(2026, 11, 21, 2, 0)


def test_days_as_upright_bars_with_a_limit() -> None:
    days = tuple(date(2026, 10, n) for n in range(1, 30))
    chart = Chart("bar", (Series("a", days, tuple(float(n) for n in range(29))),), "m", "hari", "ISPU", references=(Reference(100, "batas"),))
    drawn = upright.bars(chart, LIGHT, 600, 200)
    assert upright.is_wanted(chart, 200) and drawn.count("<rect") == 29 and "batas" in drawn and 'viewBox="0 0 600 200"' in drawn
