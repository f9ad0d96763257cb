"""A chart spec: as a figure, and as the same figures in a table."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from plotly.utils import PlotlyJSONEncoder

from layouts.charts import upright
from layouts.charts.plotly import figure
from layouts.charts.spec import Change, Chart, Reference, Series, column
from layouts.grid import LETTER, ROOM, Column
from layouts.sparkline import path, sparkline
from layouts.table import MOST, Table, chart_table, drawn
from layouts.theme import DARK, LIGHT
from layouts.words import speaking
from tests.layouts.shown_tables import figures

DAYS = (date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16))
CHART = Chart(
    "line",
    (
        Series("P90", DAYS, (5.5, 6.0, None), (5.0, 5.4, None), (6.0, 6.6, None), colour=1),
        Series("P50", DAYS, (1.5, 1.6, 1.7), colour=3),
        Series("rata-rata", DAYS, (2.0, 2.1, 1.2), colour=6, is_side=True),
    ),
    message="P90 naik.", x_title="pekan", y_title="hari", unit="hari",
    references=(Reference(7.0, "batas 7 hari"),), changes=(Change(date(2026, 11, 9), "kategori baru"),), y_max=8.0,
)  # fmt: skip


def test_the_figure_draws_bands_below_lines_and_labels_their_ends() -> None:
    drawn = figure(CHART, DARK)
    lines = [t for t in drawn["data"] if t.get("name")]
    assert [t["name"] for t in lines] == ["rata-rata", "P90", "P50"]
    assert lines[1]["y"] == [5.5, 6.0, None]
    assert lines[1]["connectgaps"] is False
    assert lines[1]["line"]["color"] == DARK.data[0]
    lower, upper = drawn["data"][:2]
    assert (lower["y"], upper["y"], upper["fill"]) == ([5.0, 5.4], [6.0, 6.6], "tonexty")
    said = [a["text"] for a in drawn["layout"]["annotations"]]
    assert said == ["batas 7 hari", "kategori baru", "<b>P50</b> 1,7", "<b>P90</b> 6,0", "rata-rata"]
    assert len(drawn["layout"]["shapes"]) == 2
    assert drawn["layout"]["showlegend"] is False
    assert drawn["layout"]["yaxis"]["rangemode"] == "tozero"


def test_labels_at_the_ends_of_lines_do_not_overlap() -> None:
    near = Chart("line", (Series("a", (1, 2), (5.0, 5.0)), Series("b", (1, 2), (5.0, 5.01))), "", "x", "y", y_max=10.0)
    ends = [a["y"] for a in figure(near, DARK)["layout"]["annotations"]]
    assert ends[1] - ends[0] == pytest.approx(0.8)


def test_no_line_runs_through_the_name_of_a_side_line() -> None:
    for first in (0.5, 5.0, 7.6):
        chart = replace(CHART, series=(*CHART.series[:2], replace(CHART.series[2], y=(first, 2.0, 2.0))))
        name = figure(chart, DARK)["layout"]["annotations"][-1]
        assert name["text"] == "rata-rata" and 0.3 < name["y"] < 7.7 and abs(name["y"] - 7.0) > 0.3, first
    rising = tuple(float(n) for n in range(10))
    crossed = Chart("line", (Series("nyata", rising, (9.0, 1.0, *rising[2:])), Series("tepat", rising, rising, is_side=True)), "", "x", "y", x_kind="number", y_max=10.0)
    name = figure(crossed, DARK)["layout"]["annotations"][-1]
    assert name["text"] == "tepat" and min(abs(name["y"] - 9.0 * share) for share in (name["x"], name["x"] + 0.1)) > 0.3


def test_the_name_of_a_level_stands_on_it_where_no_line_passes() -> None:
    days, levels = tuple(float(n) for n in range(30)), (Reference(750.0, "Siaga 3: 750 cm"), Reference(850.0, "Siaga 2: 850 cm"), Reference(950.0, "Siaga 1: 950 cm"))

    def names(*last: float) -> list[dict[str, float]]:
        water = Series("", days, (*(600.0,) * (30 - len(last)), *last))
        return figure(Chart("line", (water,), "", "x", "y", x_kind="number", references=levels, y_max=1000.0), DARK)["layout"]["annotations"][:3]

    calm, risen = names(), names(880.0)
    assert [name["y"] for name in (*calm, *risen)] == [750.0, 850.0, 950.0] * 2
    assert {(name["x"], name["xanchor"]) for name in calm} == {(1, "right")}, "at the right end as long as it is free"
    assert [name["x"] for name in risen][:2] == [0.0, 0.0] and risen[2]["x"] == calm[2]["x"], "where the water rises through two of them they stand elsewhere"
    along = Chart("line", (Series("", days, (87.5,) * 30),), "", "x", "y", x_kind="number", references=(Reference(90.0, "target 90%"),), y_max=105.0)
    assert figure(along, DARK)["layout"]["annotations"][0]["y"] > 90.0 + 0.4 * 0.08 * 105.0, "a line that keeps close below a level leaves its name above"
    near = figure(Chart("line", (Series("", days, (1.0,) * 30),), "", "x", "y", x_kind="number", references=(Reference(50.0, "batas"), Reference(51.0, "batas")), y_max=100.0), DARK)
    one, other = near["layout"]["annotations"][:2]
    assert abs(one["x"] - other["x"]) > 0.1, "two levels that are one to the eye have their names beside each other"


def test_the_right_edge_has_room_for_the_longest_name() -> None:
    short, long = (Chart("line", (Series(name, (1, 2), (5.0, 5.0)),), "", "x", "y") for name in ("a", "Penyelesaian menyeluruh"))
    assert figure(short, DARK)["layout"]["margin"]["r"] < figure(long, DARK)["layout"]["margin"]["r"] < 140
    assert figure(long, DARK)["layout"]["annotations"][0]["text"] == "<b>Penyelesaian<br>menyeluruh</b><br>5,0"


def test_a_larger_screen_gets_larger_type_and_nothing_else() -> None:
    small, large = figure(CHART, DARK), figure(CHART, DARK, 2.0)
    assert large["layout"]["font"]["size"] == 2 * small["layout"]["font"]["size"]
    assert large["data"][-1]["line"]["width"] == 2 * small["data"][-1]["line"]["width"]
    assert large["data"][-1]["y"] == small["data"][-1]["y"]


def test_separators_and_colours_follow_language_and_theme() -> None:
    assert figure(CHART, DARK)["layout"]["separators"] == ",."
    with speaking("en"):
        light = figure(CHART, LIGHT)
    assert light["layout"]["separators"] == ".,"
    assert light["data"][-1]["line"]["color"] == LIGHT.data[2]


def test_more_than_three_series_get_a_legend() -> None:
    many = Chart("line", tuple(Series(str(n), (1, 2), (1.0, 2.0), colour=n) for n in range(1, 5)), "", "x", "y")
    assert figure(many, DARK)["layout"]["showlegend"] is True


@pytest.mark.parametrize(("kind", "shape"), [("line", "linear"), ("step", "hv")])
def test_survival_is_drawn_in_steps(kind: str, shape: str) -> None:
    chart = Chart(kind, (Series("S", (0.0, 1.0), (1.0, 0.5)),), "", "jam", "bagian", x_kind="number")  # type: ignore[arg-type]
    assert figure(chart, DARK)["data"][0]["line"]["shape"] == shape


def test_bars_stand_beside_each_other_only_where_they_share_a_day() -> None:
    sure, early = Series("kasus", DAYS, (70.0, 76.0, None)), Series("sementara", DAYS, (None, None, 94.0), colour=6)
    alone = Chart("bar", (sure, early), "94 kasus.", x_title="minggu", y_title="kasus")
    both = replace(alone, series=(sure, replace(early, y=(60.0, None, 94.0))))
    assert figure(alone, DARK)["layout"]["barmode"] == "overlay" and "barmode" not in figure(both, DARK)["layout"]
    first, second, third = _lefts(alone)
    assert third - second == pytest.approx(second - first, abs=0.2)
    sure_first, sure_second, early_first, _early_last = _lefts(both)
    assert sure_first < early_first < sure_second


def _lefts(chart: Chart) -> list[float]:
    """Where the bars of a drawing begin, series after series."""
    return [float(x) for x in re.findall(r'<rect x="([\d.]+)"[^>]*fill-opacity', upright.bars(chart, DARK, 720, 250))]


def test_no_date_below_upright_bars_is_cut_by_the_edge() -> None:
    days = tuple(date(2026, 10, 24) + timedelta(days=n) for n in range(29))
    drawn = upright.bars(Chart("bar", (Series("ISPU", days, (50.0,) * 29),), "50.", x_title="hari", y_title="ISPU"), DARK, 500, 250)
    said = [(float(x), text) for x, text in re.findall(r'<text x="([\d.]+)"[^>]*>([^<]* 20\d\d)</text>', drawn)]
    assert said and all(x + upright.LETTER * len(text) / 2 <= 500.01 for x, text in said)


def test_the_table_has_the_same_figures_with_their_intervals() -> None:
    table = chart_table(CHART)
    assert table.heads == ("pekan", "P90 (hari)", "P50 (hari)", "rata-rata (hari)")
    assert table.rows[0] == ("2 Nov 2026", "5,5 (5,0–6,0)", "1,5", "2,0")
    assert table.rows[2] == ("16 Nov 2026", "—", "1,7", "1,2")


def test_a_column_holds_none_and_never_nan() -> None:
    assert column([1, None, float("nan"), 2.5]) == (1.0, None, None, 2.5)


def test_a_small_line_breaks_at_a_gap_and_is_nothing_without_values() -> None:
    assert path((0.0, None, 1.0), 0.0, 1.0).count("M") == 2
    assert "svg" in sparkline((0.2, 0.4), "skor", DARK.data[0]).src
    assert sparkline((None, None), "skor", DARK.data[0]).className == "sparkline"


def test_a_table_is_one_component_and_says_when_it_is_cut() -> None:
    long = Table(("nama", "n"), tuple((f'k"{n}', str(n)) for n in range(MOST + 1)), frozenset({1}))
    with speaking("id"):
        sent = json.dumps(drawn(long, "Uji"), cls=PlotlyJSONEncoder, ensure_ascii=False)
    assert sent.count('"namespace"') == 1, "a component for each cell costs the browser time at every update of any other"
    (rows,) = figures(sent)
    assert len(rows) == MOST and rows[-1] == [f'k"{MOST - 1}', str(MOST - 1)] and "1.000 dari 1.001 baris" in sent


def test_a_column_of_a_grid_is_as_wide_as_its_widest_cell_and_no_word_of_its_head_is_broken() -> None:
    plain = Column("a", "n", ["94,4"], [94.4])
    assert Column("a", "n", ["94,4%"], [94.4]).least - plain.least > LETTER * 1.5, "a percent sign is wider than a letter"
    assert Column("a", "menunggu", ["0"], [0.0]).least > LETTER * len("menunggu ") + ROOM


def test_an_axis_of_more_than_a_year_names_the_years() -> None:
    def form(days: int) -> str:
        drawn = figure(Chart("line", (Series("P90", (date(2025, 1, 1), date(2025, 1, 1) + timedelta(days=days)), (1.0, 2.0)),), "m", x_title="t", y_title="h", unit="h"), LIGHT)
        return str(drawn["layout"]["xaxis"]["tickformat"])

    assert (form(366), form(367)) == ("%d %b", "%b %Y")
