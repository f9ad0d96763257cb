"""One report by hand: its path on both clocks over a weekend and a refusal, what lies near it, its like, and what stays hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pandas as pd
import pytest

from data.answers import Answers
from data.model import Filters
from data.queries.cases import case_cameras, case_like, case_near, case_one, case_opened, case_path
from data.queries.savable import chance_late
from data.warehouse import Warehouse
from tests.data.conftest import NOW, AddEvent, AddReport

SOURCE = "simulasi_crm"
CAMERA = """insert into camera values ('simulasi_cctv', $id, 'K', 'Dinas', $lon::double, $lat::double, null, 'inside', null, null, 'offline', timestamp '2026-10-31', 1)"""


def one(answers: Answers, filters: Filters, report_id: str) -> pd.Series:
    opened = case_opened(answers, SOURCE, report_id)
    assert opened is not None
    return case_one(answers, filters, SOURCE, report_id, opened).iloc[0]


def test_the_path_has_both_clocks_and_every_cycle(answers: Answers, asked: Filters, add_report: AddReport, add_event: AddEvent) -> None:
    add_report("A", age=100, refused_n=1)  # opened on Tuesday 27 October 2026 at 08.00 WIB
    for hour, stage in ((0, "menunggu"), (2, "koordinasi"), (30, "proses"), (50, "tl_ditolak"), (98, "proses")):
        add_event("A", age=100 - hour, stage=stage, late=5 if hour == 50 else 0)
    path = case_path(answers, asked, SOURCE, "A", NOW - timedelta(hours=100))
    assert list(path["stage"].fillna("open")) == ["menunggu", "koordinasi", "proses", "tl_ditolak", "proses", "open"]
    assert list(path["cycle"]) == [0, 0, 0, 1, 1, 1]
    assert (path["wall_s"] / 3600).tolist() == [0, 2, 28, 20, 48, 2]
    # Tue 08-10; Tue 10-16 and Wed 07.30-14; Wed 14-16 and Thu 07.30-10; Thu 10-16 and Fri 07.30-16.30 to Sat 10; Sat 10-12
    assert (path["work_s"] / 3600).tolist() == [0, 2, 12.5, 4.5, 15, 0]
    then = replace(asked, as_of=NOW - timedelta(hours=47))  # the refusal had happened, and was not known yet
    known = case_path(answers, then, SOURCE, "A", NOW - timedelta(hours=100))
    assert list(known["stage"].fillna("open")) == ["menunggu", "koordinasi", "proses", "open"]
    assert known["wall_s"].iloc[-1] == 23 * 3600


def test_a_closed_report_has_no_open_end(answers: Answers, asked: Filters, add_report: AddReport, add_event: AddEvent) -> None:
    add_report("A", age=100, took=10)
    add_event("A", 100, "menunggu")
    add_event("A", 90, "selesai", outcome="resolved")
    assert list(case_path(answers, asked, SOURCE, "A", NOW - timedelta(hours=100))["is_final"]) == [False, True]


def test_what_is_not_there_and_what_was_not_there_yet(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    assert case_opened(answers, SOURCE, "A' or '1'='1") is None
    add_report("A", age=100)
    opened = case_opened(answers, SOURCE, "A")
    assert opened == NOW - timedelta(hours=100)
    before = replace(asked, as_of=NOW - timedelta(hours=101))
    assert len(case_one(answers, before, SOURCE, "A", opened)) == 0
    assert len(case_one(answers, asked, SOURCE, "A", opened)) == 1


def test_a_private_report_has_no_words_and_no_place(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    add_report("P", age=10, is_private=True, description="rahasia")
    row = one(answers, asked, "P")
    assert row[["lon", "lat", "description", "category_raw"]].isna().all()
    assert (row["area"], row["area_name"], row["has_photo"]) == ("31.73.05", "Kebon Jeruk", False)


def test_personal_data_is_taken_out_of_the_words(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    add_report("A", age=10, description="hubungi 0812-3456-7890")
    assert one(answers, asked, "A")["description"] == "hubungi [telepon]"


def test_near_is_the_same_category_within_a_hundred_metres_and_two_weeks(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    add_report("A", age=100)
    add_report("near", age=200, lat=-6.19876 + 0.0007)  # 77 m
    add_report("later", age=1, lon=106.76543 + 0.0005)  # 55 m
    add_report("far", age=100, lat=-6.19876 + 0.00095)  # 105 m
    add_report("other", age=100, category="sampah")
    add_report("old", age=100 + 15 * 24)
    add_report("private", age=100, is_private=True)
    add_report("abroad", age=100, source="boston_311")
    near = case_near(answers, asked, one(answers, asked, "A"))
    assert list(near["report_id"]) == ["later", "near"]
    assert near["distance_m"].tolist() == pytest.approx([55.3, 77.8], abs=0.5)


def test_cameras_within_three_hundred_metres(answers: Answers, city: Warehouse) -> None:
    with city.working() as session:
        for name, north, east in (("C1", 0.002, 0), ("C2", 0.0026, 0), ("C3", -0.003, 0), ("C4", 0.0023, 0.0023)):  # degrees; C4 is 360 m away, in the corner of the square
            session.transact([CAMERA, "update table_version set version = version + 1"], {"id": name, "lat": -6.19876 + north, "lon": 106.76543 + east})
    found = case_cameras(answers, 106.76543, -6.19876)
    assert list(found["camera_id"]) == ["C1", "C2"]
    assert found["status"].tolist() == ["offline", "offline"]


def test_the_like_of_a_report_are_of_its_area_agency_and_category(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    add_report("A", age=10)
    for n in range(4):
        add_report(f"B{n}", age=500, took=10 * (n + 1), area="31.73.05.1002")
    add_report("C", age=500, took=2, category="sampah")
    like = case_like(answers, asked, one(answers, asked, "A")).set_index("of")
    assert like["n"].to_dict() == {"area": 2, "agency": 6, "category": 5}
    assert like.loc["category", "p50_h"] == 30  # 10, 10+, 20, 30, 40: S(10) = .8, S(20) = .533, S(30) = .267


def test_the_chance_to_be_late_is_that_of_the_list(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    for n in range(200):
        add_report(f"T{n}", age=2000, took=24 if n % 4 else 300)
    add_report("A", age=48)
    add_report("late", age=200)
    chance = chance_late(answers, replace(asked, category="jalan"), SOURCE, "A")
    assert chance["p_late"].tolist() == pytest.approx([1.0])  # who is not done after a day needs 300 hours
    assert not len(chance_late(answers, asked, SOURCE, "late"))


def test_the_day_of_the_sums_is_a_tuesday() -> None:
    assert (NOW - timedelta(hours=100) + timedelta(hours=7)) == datetime(2026, 10, 27, 8)
    assert (NOW - timedelta(hours=100) + timedelta(hours=7)).isoweekday() == 2
