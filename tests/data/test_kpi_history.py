"""One KPI through time and space: periods, areas against the whole, mix or rate, and targets that carry no news."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest

from data.answers import Answers
from data.model import Filters
from data.queries.kpi_asked import standing
from data.queries.kpi_history import PERIODS, at_end, is_saturated, kpi_areas, kpi_moved, kpi_of, kpi_periods
from data.queries.kpis import kpi_levels, kpi_readings
from data.queries.living import pumps_now
from data.warehouse import Warehouse
from tests.data.conftest import NOW

KOTA = ("31.73", "31.74")
MADE = """
insert into report by name
select 'simulasi_crm' as source, 'r' || i as report_id, $now::timestamp - to_hours(i) as created_at, created_at + to_hours(took_h) as updated_at, 'jalan' as category,
       'jalan' as category_raw, 'Dinas' as agency, 'jaki' as channel, 'x' as description, area, 'inside' as place, created_at + interval 168 hour as sla_due_at, false as is_private,
       'p' || i %% 7 as reporter, 1 as batch, 'selesai' as stage, 'closed' as status, 'resolved' as outcome, updated_at as first_action_at, updated_at as first_closed_at,
       updated_at as last_closed_at, 0 as refused_n
from (select i, case when i %% 3 = 0 then '31.73.05.1001' else '31.74' end as area,
             case when i %% 3 = 0 and i < 1000 and (i // 12) %% 2 = 0 then 200 else %(took)d end::bigint as took_h from range(1, 9000, 4) r(i))"""


def fill(warehouse: Warehouse, took: int = 20) -> None:
    with warehouse.working() as session:
        session.execute(MADE % {"took": took}, {"now": NOW})
        session.execute("update table_version set version = version + 1 where table_name = 'report'")


def test_the_last_of_twelve_periods_is_the_reading_itself(city: Warehouse, answers: Answers, asked: Filters) -> None:
    fill(city)
    kpi = kpi_of(answers, "g1")
    assert kpi is not None and kpi.id == "G1" and kpi_of(answers, "g99") is None
    found = kpi_periods(answers, asked, kpi)
    now = kpi_readings(answers, asked).set_index("id").loc["G1"]
    assert len(found) == PERIODS and found["end_at"].is_monotonic_increasing
    assert found.iloc[-1][["value", "lo", "hi", "n"]].tolist() == now[["value", "lo", "hi", "n"]].tolist()
    assert (found["end_at"].iloc[:-1].dt.hour == 0).all()
    third = found.iloc[2]
    asked_then = replace(asked, since=third.end_at.to_pydatetime() - timedelta(days=30), until=third.end_at.to_pydatetime())
    assert third["value"] == kpi_readings(answers, asked_then).set_index("id").loc["G1", "value"] == 100


def test_a_state_has_a_past_only_where_one_is_kept(answers: Answers, asked: Filters) -> None:
    backlog, assets = kpi_of(answers, "G4"), kpi_of(answers, "G10")
    assert backlog is not None and assets is not None
    then = at_end(asked, backlog, NOW - timedelta(days=60), timedelta(days=30))
    assert then is not None and then.as_of == NOW - timedelta(days=60)
    assert at_end(asked, assets, NOW - timedelta(days=60), timedelta(days=30)) is None


def test_cameras_and_pumps_have_the_past_of_their_logs(city: Warehouse, answers: Answers, asked: Filters) -> None:
    """40 cameras, 4 off now; 30 days ago 20 of them were told of, 5 as off. 10 pumps of 2 m³/s, one broken now; then two."""
    with city.working() as session:
        session.execute("insert into source values ('simulasi_cctv', 'cameras', 'CCTV', 'Jakarta', true, true, $m), ('simulasi_pompa', 'pumps', 'Pompa', 'Jakarta', true, true, $m)", {"m": NOW})
        for statement in (
            """insert into camera by name select 'simulasi_cctv' as source, 'k' || i as camera_id, 'k' as name, 'inside' as place, '31.73.05.1001' as area, $m as updated_at, 1 as batch,
                      case when i < 4 then 'offline' else 'online' end as status from range(40) t(i)""",
            """insert into camera_status select 'simulasi_cctv', 'k' || i, $m - interval 31 day, 'online', 1 from range(20) t(i)
               union all select 'simulasi_cctv', 'k' || i, $m - to_hours(30 * 24 + 5), 'offline', 1 from range(5) t(i) union all select 'simulasi_cctv', 'k' || i, $m - interval 2 day, 'offline', 1 from range(4) t(i)""",
            """insert into pump_state by name select 'simulasi_pompa' as source, 'p' || i as pump_id, case when i = 0 then 'rusak' else 'siap' end as state, 2.0 as capacity_m3s,
                      '31.73.05.1001' as area, 'inside' as place, $m as updated_at, 1 as batch from range(10) t(i)""",
            """insert into pump_change select 'simulasi_pompa', 'p' || i, $m - to_hours(30 * 24 + 3), case when i < 2 then 'rusak' else 'jalan' end, 1 from range(10) t(i)
               union all select 'simulasi_pompa', 'p1', $m - interval 3 day, 'siap', 1""",
        ):
            session.execute(statement, {"m": NOW})
        session.execute("update table_version set version = version + 1 where table_name in ('camera', 'camera_status', 'pump_state', 'pump_change')")
    now = kpi_readings(answers, asked).set_index("id")
    assert now.loc[["L4", "E8"], "value"].tolist() == [90, 90] and now.loc[["L4", "E8"], "previous"].tolist() == [75, 80]
    then = kpi_readings(answers, replace(asked, as_of=NOW - timedelta(days=30)), previous=False).set_index("id")
    assert then.loc[["L4", "E8"], ["value", "n", "state"]].to_numpy().tolist() == [[75, 20, "ok"], [80, 10, "ok"]]
    stood = pumps_now(answers, replace(asked, as_of=NOW - timedelta(days=30)))
    assert stood["state"].tolist() == ["rusak"] * 2 + ["jalan"] * 8 and stood["age_min"].tolist() == [180] * 10  # the list and its KPI tell the same past
    silent = kpi_readings(answers, replace(asked, as_of=NOW - timedelta(days=15)), previous=False).set_index("id")
    assert silent.loc["E8", "n"] == 0 and silent.loc[["L4", "E8"], "value"].isna().all()  # nobody had told of any pump or camera for days


def test_an_area_differs_when_its_interval_does_not_hold_the_whole(city: Warehouse, answers: Answers, asked: Filters) -> None:
    fill(city)
    kpi = kpi_of(answers, "G1")
    assert kpi is not None
    found = kpi_areas(answers, asked, kpi, "kota").set_index("area")
    whole = found["whole"].iloc[0]
    assert found.loc["31.73", "hi"] < whole < found.loc["31.74", "lo"]
    assert found["verdict"].to_dict() == {"31.73": "worse", "31.74": "better"}
    assert kpi_areas(answers, replace(asked, area="31.73"), kpi, "kelurahan").set_index("area")["verdict"].to_dict() == {"31.73.05.1001": "same", "31.73.05.1002": "unknown"}


def test_mix_and_rate_add_up_to_the_change(city: Warehouse, answers: Answers, asked: Filters) -> None:
    fill(city)
    kpi = kpi_of(answers, "G1")
    assert kpi is not None
    now = kpi_readings(answers, asked).set_index("id").loc["G1"]
    moved = kpi_moved(answers, asked, kpi, "kota")
    assert set(moved["key"]) == set(KOTA)
    assert moved["total_pp"].sum() == pytest.approx(now["value"] - now["previous"])
    assert moved["total_pp"].sum() == pytest.approx(moved["mix_pp"].sum() + moved["rate_pp"].sum()) and moved["total_pp"].sum() != 0
    p50 = kpi_of(answers, "G3-P50")
    assert p50 is not None and not len(kpi_moved(answers, asked, p50))


@pytest.mark.parametrize(("took", "due"), [(20, True), (60, False)])
def test_a_target_that_is_always_met_is_saturated(city: Warehouse, answers: Answers, asked: Filters, took: int, due: bool) -> None:
    """Half are closed after 20 or 60 hours, against 48; the slow ones of the last weeks break G1 on some days: it still says something."""
    fill(city, took)
    p50, g1, context = (kpi_of(answers, name) for name in ("G3-P50", "G1", "P1"))
    assert p50 is not None and g1 is not None and context is not None
    assert is_saturated(answers, asked, p50) is due
    assert not is_saturated(answers, asked, g1) and not is_saturated(answers, asked, context)


def test_nothing_is_told_about_nothing(answers: Answers, asked: Filters) -> None:
    kpi = kpi_of(answers, "G1")
    assert kpi is not None
    found = kpi_periods(answers, asked, kpi)
    assert found["value"].isna().all() and not is_saturated(answers, asked, kpi)
    assert isinstance(kpi_moved(answers, asked, kpi), pd.DataFrame) and not len(kpi_moved(answers, asked, kpi))


def test_every_level_at_once_and_only_what_changed_again(city: Warehouse, answers: Answers, asked: Filters) -> None:
    fill(city)
    whole = kpi_levels(answers, asked)
    assert whole.groupby("level")["area"].nunique().to_dict() == {"provinsi": 1, "kota": 2, "kecamatan": 1, "kelurahan": 2}
    assert whole[(whole["id"] == "G1") & (whole["level"] == "kota")].drop(columns="level").reset_index(drop=True).equals(
        kpi_readings(answers, asked, level="kota", previous=False).query("id == 'G1'").reset_index(drop=True)
    )  # fmt: skip
    before = answers.misses
    with city.working() as session:
        session.execute("update table_version set version = version + 1 where table_name = 'water_level'")
    kpi_levels(answers, asked)
    # of every level the readings and, where a feed of theirs tells anything, the KPIs that read this table; and the sources, once
    assert answers.misses - before == 4 + 1


def test_what_is_dear_and_over_is_kept_for_a_day(asked: Filters) -> None:
    """A period that ended weeks ago is the same question all day; the one that ends now is a new one each hour."""
    morning, evening = (NOW.replace(hour=h) for h in (1, 9))
    over = [standing(replace(asked, now=now, since=NOW - timedelta(days=60), until=NOW - timedelta(days=30))) for now in (morning, evening)]
    running = [standing(replace(asked, now=now, since=now - timedelta(days=30), until=now)) for now in (morning, evening)]
    assert over[0] == over[1] and running[0] != running[1]
