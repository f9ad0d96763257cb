"""The KPIs of the city's systems beyond the catalogue of 49, each against a value worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pandas as pd
import pytest

from data.answers import Answers
from data.kpis.sql import usable
from data.model import Filters
from data.queries.kpis import readings_of
from data.warehouse import Warehouse
from tests.data.conftest import NOW

FILL = {
    # Of thirty assets with a date the newest three are overdue; one has no date.
    "assets": (
        """insert into asset by name select 'bpad' as source, 'A' || i as asset_id, 'gedung' as kind, case when i < 30 then $now + to_days(case when i < 3 then -1 else 1 end) end as due_at,
           $now - interval 1 day as maintained_at, '31.73.05.1001' as area, 'inside' as place, 1 as batch from range(31) t(i)""",
    ),
    # Forty granted permits in a zone of homes, ten of them in a green one that lies over its east; five in no zone, five refused, five to come.
    "permits": (
        """insert into zoning_area by name select 'citata' as source, c as zone_id, c as code, u as land_use, st_makeenvelope(w, -6.2, 106.8, -6.1) as geom, 'inside' as place, 1 as batch
           from (values ('R.1', 'Perumahan', 106.7), ('H.2', 'Taman', 106.79)) v(c, u, w)""",
        """insert into permit by name select 'ptsp' as source, 'I' || i as permit_id, 'bangunan gedung' as kind, $now - interval 20 day as applied_at, 7.0 as sla_days, $now as due_at, $now as updated_at,
           $now + case when i >= 50 then interval 1 hour else - interval 9 day end as decided_at, case when i between 45 and 49 then 'tolak' else 'terbit' end as decision,
           case when i < 30 then 106.75 when i < 40 then 106.795 when i < 45 then 106.9 else 106.75 end as lon, -6.15 as lat, '31.73.05.1001' as area, 'inside' as place, 1 as batch from range(55) t(i)""",
    ),
    # The Friday before NOW, with its working hours from 07.30 to 16.30: the hours that begin at 08 to 16 are office hours, the other fifteen are not.
    "service_desks": (
        """insert into service_hour by name select 'layanan' as source, 'JAKI' as service, 'aplikasi' as channel, timestamp '2026-10-30 00:00:00' - interval 7 hour + to_hours(h) as hour_at, 100 as asked_n,
           case when h between 8 and 16 then 100 when h = 7 then 20 else 60 end as answered_n, 1 as batch from range(24) t(h)""",
    ),
    # Ten tasks reached after 10 to 19 minutes, of which one is only done; one that is under way since an hour.
    "officers": (
        """insert into officer_task by name select 'satpol' as source, 'T' || i as task_id, 'o' as officer, $now - interval 2 hour as assigned_at, case when i > 0 then assigned_at + to_minutes(10 + i) end as arrived_at,
           assigned_at + to_minutes(10 + i) as done_at, $now as updated_at, 1 as batch from range(20) t(i)""",
        """insert into officer_task by name select 'satpol' as source, 'W' as task_id, 'o' as officer, $now - interval 1 hour as assigned_at, $now as updated_at, 1 as batch""",
    ),
    # Food grew by a half; crafts had too few sellers a year ago, clothes were not told then.
    "ecommerce": (
        """insert into ecommerce by name select 'toko' as source, 'Tokopedia' as partner, m::date as month_on, m::date + interval 1 month - interval 7 hour as told_at, '31.73' as area, c as category, v is null as is_suppressed,
           case when v is not null then 20 end as sellers_n, v as value_rp, 1 as batch
           from (values ('2025-09-01', 'kuliner', 100.0), ('2026-09-01', 'kuliner', 150.0), ('2025-09-01', 'kriya', null), ('2026-09-01', 'kriya', 900.0), ('2026-09-01', 'fesyen', 900.0), ('2026-08-01', 'kuliner', 7.0)) w(m, c, v)""",
    ),
    "startups": (
        """insert into startup by name select 'hive' as source, 'U' || i as startup_id, 'U' || i as name, ['ide', 'purwarupa', 'awal', 'tumbuh', 'matang'][1 + i % 5] as level, '31.73' as area, $now - interval 1 day as updated_at, 1 as batch
           from range(20) t(i)""",
    ),
    # Two hours of which one has a sum that is hidden: 600 rides in an hour told, 7,200 a day over both.
    "partner_trips": (
        """insert into partner_trip by name select 'mitra' as source, 'Grab' as partner, 'motor' as mode, $now - to_hours(h) as hour_at, '31.73.05' as area, '31.73.06' as destination, h = 3 as is_suppressed,
           case when h = 2 then 600 end as trips_n, 1 as batch from (values (2), (3)) t(h)""",
    ),
    "statistics": (
        """insert into statistic by name select 'bps' as source, s as series, a as area, 2025 as year, v as value, $now - interval 9 day as published_at, 1 as batch
           from (values ('didik_sma', '31', 40.5), ('didik_tinggi', '31', 20.0), ('didik_smp', '31', 15.0), ('didik_sma', '31.73', 44.0)) t(s, a, v)""",
    ),
}  # fmt: skip
DUE = {
    "G10": (90.0, 30, "ok"), "G11": (75.0, 40, "ok"), "G12": ((14 * 60 + 20) / 15, 1500, "ok"), "G13": (20.0, 21, "ok"), "EC9": (50.0, 20, "tanpa target"),
    "EC10": (40.0, 20, "tanpa target"), "EC11": (7.2, 600, "tanpa target"), "P13": (60.5, 2, "tanpa target"),
}  # fmt: skip


@pytest.fixture
def systems(city: Warehouse) -> Warehouse:
    """The registers of FILL, each with a source of its feed."""
    with city.working() as session:
        for feed, statements in FILL.items():
            for statement in statements:
                session.execute(statement, {"now": NOW})
            session.execute("insert into source values ($s, $f, null, 'Jakarta', true, false, $now)", {"s": f"{feed}", "f": feed, "now": NOW})
        session.execute("insert into source select s, 'x', null, 'Jakarta', true, false, $now from (select unnest(['bpad', 'citata', 'ptsp', 'layanan', 'satpol', 'toko', 'hive', 'mitra', 'bps']) as s)", {"now": NOW})
    return city


def read(answers: Answers, filters: Filters, level: str | None = None) -> pd.DataFrame:
    kpis = tuple(k for k in usable(answers.warehouse).kpis if k.id in DUE)
    return readings_of(answers, filters, kpis, level, True)


@pytest.mark.usefixtures("systems")
def test_each_by_hand(answers: Answers, asked: Filters) -> None:
    found = read(answers, asked).set_index("id")
    told = {name: (round(row["value"], 6), row["n"], row["state"]) for name, row in found.iterrows()}
    assert told == {name: (round(value, 6), n, state) for name, (value, n, state) in DUE.items()}
    assert found.loc["G11", ["lo", "hi"]].notna().all() and found.loc["G10", "score"] == 1


@pytest.mark.usefixtures("systems")
def test_areas_and_what_has_none(answers: Answers, asked: Filters) -> None:
    found = read(answers, asked, "kota").set_index(["id", "area"])["value"].unstack()
    assert found.loc["G11", "31.73"] == 75 and found.loc["EC9", "31.73"] == 50 and found.loc[["G12", "G13"], "31.73"].isna().all()
    assert pd.isna(found.loc["P13", "31.73"]), "one of the two levels is not told there, so nothing adds up"


@pytest.mark.usefixtures("systems")
def test_the_past_knows_nothing_of_what_came_later(answers: Answers, asked: Filters) -> None:
    """On 1 September the newest trade was that of July, which nobody had told; the task under way had not begun."""
    before = read(answers, replace(asked, as_of=datetime(2026, 9, 1), until=datetime(2026, 9, 1), since=None)).set_index("id")
    assert before.loc[["EC9", "G12", "G13", "P13"], "value"].isna().all()
