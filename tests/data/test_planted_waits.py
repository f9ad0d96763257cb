"""The simulation of response times: where many are still open, Kaplan-Meier finds what was planted and the median of closed cases does not."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from data.answers import Answers
from data.model import Filters
from data.queries.response import response_overall
from data.warehouse import Warehouse
from tests.data.conftest import NOW

N = 40_000
LOAD = """
insert into report by name
select 'simulasi_crm' as source, 'S' || row_number() over () as report_id, created_at, created_at as updated_at, 'jalan' as category, 'Dinas' as agency, 'jaki' as channel, '31.73' as area,
       'inside' as place, created_at + interval 7 day as sla_due_at, false as is_private, 1 as batch, case when is_closed then 'selesai' else 'proses' end as stage,
       case when is_closed then 'closed' else 'open' end as status, case when is_closed then 'resolved' end as outcome,
       case when is_closed then closed_at end as first_closed_at, case when is_closed then closed_at end as last_closed_at, 0 as refused_n
from read_parquet($file)"""


def plant(city: Warehouse, median_h: float, sigma: float, days: float) -> pd.DataFrame:
    """Reports opened evenly over the last `days`, closed after a lognormal time; what is not over by NOW is open. Gives took_h."""
    rng = np.random.default_rng(20261031)
    age_s = rng.uniform(1, days * 86_400, N).round()
    took_s = np.exp(rng.normal(np.log(median_h * 3600), sigma, N)).round()
    created = pd.Timestamp(NOW) - pd.to_timedelta(age_s, unit="s")
    made = pd.DataFrame({"created_at": created, "closed_at": created + pd.to_timedelta(np.minimum(took_s, 9e8), unit="s"), "is_closed": took_s <= age_s})
    file = city.settings.var / "incoming" / "planted.parquet"
    made.to_parquet(file)
    with city.working() as session:
        session.execute(LOAD, {"file": str(file.resolve())})
        session.execute("update table_version set version = version + 1 where table_name = 'report'")
    return made.assign(took_h=took_s / 3600)


@pytest.mark.parametrize(("median_h", "sigma", "days"), [(96, 1.0, 14), (27.4, 1.6, 6), (240, 0.8, 30)])
def test_the_planted_median_is_found_and_the_naive_one_is_wrong(answers: Answers, city: Warehouse, median_h: float, sigma: float, days: float) -> None:
    made = plant(city, median_h, sigma, days)
    row = response_overall(answers, Filters(now=NOW, since=NOW - timedelta(days=days + 1), until=NOW)).iloc[0]
    naive = float(made.loc[made["is_closed"], "took_h"].median())
    assert row["n"] == N and row["open"] / N > 0.15  # heavily censored
    assert abs(row["p50_h"] / median_h - 1) < 0.03
    assert naive < 0.9 * median_h
    assert row["p50_lo"] < median_h < row["p50_hi"]
