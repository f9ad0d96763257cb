"""Second reports after first ones, worked out by hand: how readily people report, what chance gives, and whom it leaves unsaid."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from math import degrees

import pandas as pd
import pytest

from data.answers import Answers
from data.model import Filters
from data.queries import areas, kpi_asked
from data.queries import integrity as asked_of
from data.warehouse import Warehouse
from tests.data.conftest import NOW, AddEvent, AddReport, Run
from tests.neighbours import pair_reports

METRE = degrees(1 / 6_371_008.8)  # of latitude


def paired(city: Warehouse) -> None:
    with city.working() as session:
        pair_reports(session)
        session.execute("update table_version set version = version + 1")


def test_second_reports_by_hand_without_chance_and_with_it(answers: Answers, asked: Filters, add_report: AddReport, city: Warehouse) -> None:
    for n in range(80):  # far from each other
        add_report(f"f{n:02}", 3000 + 30 * n, lat=-6.0 - 0.003 * n)
    for n in range(8):  # at 100 m and at a day, to the second
        add_report(f"s{n}", 3000 + 30 * n - 24, lat=-6.0 - 0.003 * n + 100 * METRE)
    add_report("late", 3000 + 30 * 9 - 24.01, lat=-6.0 - 0.003 * 9)
    paired(city)
    row = asked_of.reporting_silence(answers, asked).set_index("code").loc["31.73.05.1001"]
    # Eighty first ones, and the late one, which is a first report of its own; eight second ones.
    assert (row["n"], row["second_n"]) == (81, 8)
    assert row["chance_n"] == pytest.approx(1 / 7)  # the late one has one of the seven days before
    assert row["per_100"] == pytest.approx(100 * (8 - 1 / 7) / 81)
    # Exact 95 % limits of a Poisson count of 8: 3.454 to 15.763 (Garwood); Byar's are within a hundredth.
    assert row["lo_per_100"] == pytest.approx(100 * (3.454 - 1 / 7) / 81, abs=0.03)
    assert row["hi_per_100"] == pytest.approx(100 * (15.763 - 1 / 7) / 81, abs=0.03)
    pd.testing.assert_frame_equal(asked_of.reporting_silence(answers, replace(asked, as_of=NOW)), asked_of.reporting_silence(answers, asked))
    before = asked_of.reporting_silence(answers, replace(asked, as_of=NOW - timedelta(hours=3000))).set_index("code").loc["31.73.05.1001"]
    assert before["second_n"] == 7, "the eighth had not come yet"
    measure = areas.area_measure(answers, asked, "second_per_100", "kelurahan").set_index("code")
    assert measure.loc["31.73.05.1001", ["value", "n", "state"]].tolist() == [row["per_100"], 81, "ok"]
    assert measure.loc["31.73.05.1002", "state"] == "kosong"
    assert asked_of.reporting_silence(answers, replace(asked, now=NOW - timedelta(days=365))).set_index("code").loc["31.73.05.1001", "verdict"] == "kosong"


@pytest.mark.parametrize("unknown", ["s0", "f00"])
def test_a_second_report_counts_once_both_were_known(
    answers: Answers, asked: Filters, add_report: AddReport, add_event: AddEvent, city: Warehouse, unknown: str
) -> None:
    """A receipt that was written down weeks after it is dated: till then nobody knew of the report, whether it is the first of a pair or the second."""
    for n in range(80):
        add_report(f"f{n:02}", 3000 + 30 * n, lat=-6.0 - 0.003 * n)
    for n in range(8):
        add_report(f"s{n}", 3000 + 30 * n - 20, lat=-6.0 - 0.003 * n)
    add_event(unknown, 3000 if unknown == "f00" else 2980, "menunggu", late=2000, actor="system")
    paired(city)

    def counted(ago: float) -> list[int]:
        row = asked_of.reporting_silence(answers, replace(asked, as_of=NOW - timedelta(hours=ago))).set_index("code").loc["31.73.05.1001"]
        return [int(row["n"]), int(row["second_n"])]

    assert counted(2000) == [80, 7], "without the first one the second is a first one"
    assert counted(500) == [80, 8], "its receipt is there"


def test_a_quiet_kelurahan_is_told_from_one_with_too_few(answers: Answers, asked: Filters, add_report: AddReport, run: Run, city: Warehouse) -> None:
    add_report("r", 3000)
    run("""insert into report select r.* replace ('n' || i || '-' || j as report_id, r.created_at + to_hours(i * 48 + j) as created_at,
                  case when i < 30 then '31.73.05.1001' else '31.73.05.1002' end as area, r.lat + 0.003 * i as lat)
           from report r, range(60) t(i), range(2) u(j) where r.report_id = 'r' and (j = 0 or i < 30 or i > 57)""")  # fmt: skip
    paired(city)
    found = asked_of.reporting_silence(answers, asked).set_index("code")
    assert found.loc["31.73.05.1002", ["verdict", "second_n"]].tolist() == ["sunyi", 2]
    assert found.loc["31.73.05.1001", "verdict"] == "ramai"
    run("delete from report where area = '31.73.05.1002' and report_id not in ('n31-0', 'n32-0', 'n33-0')")
    paired(city)
    assert asked_of.reporting_silence(answers, asked).set_index("code").loc["31.73.05.1002", "verdict"] == "sedikit"


def test_the_gap_between_those_who_report_readily_and_those_who_do_not(answers: Answers, asked: Filters, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty kelurahan with a rate of 4 % and twenty with one of 16 %: of 50 more first reports five had a second one."""
    codes = [f"31.7{1 + n % 2}.01.{1001 + n}" for n in range(42)]
    rows = pd.DataFrame({
        "code": codes, "n": 1000, "second_n": [40 if n % 2 else 160 for n in range(42)], "chance_n": 0.0, "city_per_100": 10.0,
        "verdict": ["sunyi" if n % 2 else "ramai" for n in range(40)] + ["sedikit", "kosong"],
    })  # fmt: skip
    monkeypatch.setattr(kpi_asked, "reporting_silence", lambda _answers, _filters: rows)
    whole = kpi_asked.reporting_gap(answers, asked, None)
    assert whole.to_dict("records") == [{"key": "31", "value": pytest.approx((160 + 5) / (40 + 5)), "n": 40}]
    kota = kpi_asked.reporting_gap(answers, asked, 5)
    assert kota["key"].tolist() == ["31.71", "31.72"] and kota["value"].tolist() == [pytest.approx(1.0), pytest.approx(1.0)] and kota["n"].tolist() == [20, 20]
    monkeypatch.setattr(kpi_asked, "reporting_silence", lambda _answers, _filters: rows[40:])
    assert not len(kpi_asked.reporting_gap(answers, asked, None))
