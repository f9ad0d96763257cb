"""Each question equals its golden CSV on a small city of forty reports. `CITY_GOLDEN=write` writes them anew."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from data.answers import Answers
from data.model import Filters
from data.queries import areas, kpis, reports, response
from data.warehouse import Warehouse
from tests.data.conftest import AddReport
from tests.neighbours import pair_reports

GOLDEN = Path(__file__).parents[1] / "golden"
QUESTIONS: dict[str, Callable[[Answers, Filters], pd.DataFrame]] = {
    "report_counts": reports.report_counts,
    "reports_list": lambda a, f: reports.reports_list(a, f, 12),
    "report_points_late": lambda a, f: reports.report_points(a, f, only_late=True),
    "reports_by_day": reports.reports_by_day,
    "response_times_area": lambda a, f: response.response_times(a, f, "area"),
    "response_times_category_first_action": lambda a, f: response.response_times(a, f, "category", "first_action"),
    "response_trend_week": response.response_trend,
    "response_overall_kebon_jeruk": lambda a, f: response.response_overall(a, replace(f, area="31.73.05")),
    "survival_curve": response.survival_curve,
    "areas_list": lambda a, f: areas.areas_list(a),
    "area_shapes_kota": lambda a, f: areas.area_shapes(a, "kota"),
    **{f"area_measure_{m}": (lambda a, f, m=m: areas.area_measure(a, f, m, "kota")) for m in areas.MEASURES},
    "kpi_readings": lambda a, f: kpis.kpi_readings(a, f)[["id", "value", "lo", "hi", "target", "score", "n", "state", "previous", "is_simulated"]],
    "indicator_scores": kpis.indicator_scores,
}


@pytest.fixture
def forty(add_report: AddReport, city: Warehouse) -> None:
    """Every third is a tree, every seventh open, every eleventh a duplicate, every thirteenth private; waits grow by the square."""
    for i in range(40):
        outcome = "duplicate" if i % 11 == 3 else "resolved"
        age, took = 700 - 14 * i, 2 + i * i / 8
        place: dict[str, object] = {"area": ("31.73.05.1001", "31.73.05.1002", "31.74")[i % 3]}
        if i % 10 == 9:
            place = {"area": None, "place": "outside"}
        add_report(f"r{i:02}", age, None if i % 7 == 6 or took >= age else took, outcome=outcome, category="pohon" if i % 3 == 0 else "pju", is_private=i % 13 == 5,
                   reporter=f"p{i % 9}", channel="jaki" if i % 5 else "kantor_lurah", **place)  # fmt: skip
    with city.working() as session:
        pair_reports(session)


@pytest.mark.usefixtures("forty")
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_equals_its_golden(answers: Answers, asked: Filters, name: str) -> None:
    text = QUESTIONS[name](answers, asked).to_csv(index=False, float_format="%.6f", lineterminator="\n")
    file = GOLDEN / f"{name}.csv"
    if os.environ.get("CITY_GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    found, due = (pd.read_csv(io.StringIO(t), dtype={"key": str, "code": str, "area": str}) for t in (text, file.read_text(encoding="utf-8")))
    pd.testing.assert_frame_equal(found, due, atol=2e-6)
