"""Kaplan-Meier in SQL: the oracle by hand, equality with lifelines on made-up and on real cases, ties and edges."""

from __future__ import annotations

import math
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter

from data.answers import Answers
from data.queries.survival import survival_sql
from data.warehouse import Warehouse

CASES = "with cases as (select key, t::bigint as t, is_event from made)"
QUANTILES = "select * from quantiles order by key"
CURVE = "select z.key, b.t, b.s, b.s * sqrt(b.variance) as se, survival_low(b.s, b.variance) as lo, survival_high(b.s, b.variance) as hi from blocks b join sizes z on z.k = b.k order by z.key, b.t"
NAMES = {(0.5, "s"): "p50_h", (0.1, "s"): "p90_h", (0.5, "lo"): "p50_lo", (0.5, "hi"): "p50_hi", (0.1, "lo"): "p90_lo", (0.1, "hi"): "p90_hi"}


def estimate(warehouse: Warehouse, cases: pd.DataFrame, answer: str) -> pd.DataFrame:
    with warehouse.working() as session:
        values = ", ".join(f"('{k}', {t}, {bool(e)})" for k, t, e in cases.itertuples(index=False))
        session.execute(f"create or replace temp table made as select * from (values {values}) v(key, t, is_event)")
        return session.frame(survival_sql(CASES, answer))


def peer(cases: pd.DataFrame) -> pd.DataFrame:
    """What lifelines says at each time with an event: s, lo, hi (its band at s = 0 is a filler, so left out), by t."""
    fitted = KaplanMeierFitter().fit(cases["t"], cases["is_event"])
    curve = pd.concat([fitted.survival_function_, fitted.confidence_interval_], axis=1).set_axis(["s", "lo", "hi"], axis=1)
    events = sorted(set(cases.loc[cases["is_event"], "t"]))
    curve = curve.loc[events]
    curve.loc[curve["s"] <= 1e-12, ["lo", "hi"]] = [0.0, np.nan]
    return curve


def crossing(values: pd.Series, q: float) -> float:
    """The first time at which the curve is at or below q, in hours; NaN when it never is."""
    past = values.index[values <= q + 1e-12]
    return past[0] / 3600 if len(past) else math.nan


def same(found: float, due: float) -> bool:
    return (math.isnan(found) and math.isnan(due)) or abs(found - due) < 1e-9


def made(rows: Sequence[tuple[str, int, bool]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["key", "t", "is_event"])


ORACLE = made([("a", 2, True), ("a", 3, False), ("a", 4, True), ("a", 5, True), ("a", 5, False), ("a", 8, True)])


def test_the_oracle(warehouse: Warehouse) -> None:
    curve = estimate(warehouse, ORACLE, CURVE)
    assert curve["t"].tolist() == [2, 4, 5, 8]
    assert curve["s"].round(4).tolist() == [0.8333, 0.625, 0.4167, 0.0]
    assert curve["se"].round(4).tolist()[:3] == [0.1521, 0.2135, 0.2218]
    found = estimate(warehouse, ORACLE, QUANTILES).iloc[0]
    assert found["p50_h"] == 5 / 3600 and found["p90_h"] == 8 / 3600


def test_not_reached_is_null(warehouse: Warehouse) -> None:
    found = estimate(warehouse, made([("a", 5, True), ("a", 9, False), ("a", 9, False), ("b", 3, False)]), QUANTILES)
    assert found["key"].tolist() == ["a", "b"]
    assert found[["p50_h", "p90_h"]].isna().all().all()


def test_all_closed_at_once(warehouse: Warehouse) -> None:
    found = estimate(warehouse, made([("a", 7, True)] * 30), QUANTILES).iloc[0]
    assert found["p50_h"] == found["p90_h"] == 7 / 3600


def test_a_closing_in_the_second_of_opening_counts(warehouse: Warehouse) -> None:
    curve = estimate(warehouse, made([("a", 0, True), ("a", 0, False), ("a", 4, True)]), CURVE)
    assert curve["s"].tolist() == pytest.approx([2 / 3, 0.0])


groups = st.lists(
    st.tuples(st.sampled_from(["jalan", "pohon", "tidak_diketahui"]), st.integers(0, 40) | st.integers(0, 10**8), st.booleans()),
    min_size=1, max_size=60,
)  # fmt: skip


@how(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=groups)
def test_equal_to_lifelines_on_made_up_cases(warehouse: Warehouse, rows: list[tuple[str, int, bool]]) -> None:
    compare(warehouse, made(rows))


@pytest.mark.parametrize("share_open", [0.05, 0.6])
def test_equal_to_lifelines_where_blocks_hold_many_cases(warehouse: Warehouse, share_open: float) -> None:
    rng = np.random.default_rng(7)
    n = 6000
    t = np.exp(rng.normal(11, 1.3, n)).astype(int)
    key = rng.choice(["besar", "sedang", "kecil"], n, p=[0.7, 0.28, 0.02])
    compare(warehouse, pd.DataFrame({"key": key, "t": t, "is_event": rng.random(n) > share_open}), curves=False)


def test_many_cases_are_sorted_as_a_whole(warehouse: Warehouse) -> None:
    """300,000 cases over several sorting threads: the count at risk falls by one from row to row, so S is right at the end."""
    rng = np.random.default_rng(11)
    cases = pd.DataFrame({"key": "semua", "t": rng.integers(0, 2_000_000, 300_000), "is_event": rng.random(300_000) < 0.9})
    with warehouse.working() as session:
        file = warehouse.settings.var / "incoming" / "cases.parquet"
        cases.to_parquet(file)
        session.execute(f"create temp table made as from read_parquet('{file.resolve()}')")
        found = session.frame(survival_sql(CASES, QUANTILES)).iloc[0]
    due = peer(cases)
    for (q, part), name in NAMES.items():
        assert same(found[name], crossing(due[part], q)), name


def compare(warehouse: Warehouse, cases: pd.DataFrame, *, curves: bool = True) -> None:
    found = estimate(warehouse, cases, QUANTILES).set_index("key")
    curve = estimate(warehouse, cases, CURVE)
    assert set(found.index) == set(cases["key"])
    for key, rows in cases.groupby("key"):
        due = peer(rows)
        for (q, part), name in NAMES.items():
            assert same(found.loc[key, name], crossing(due[part], q)), (key, name, found.loc[key, name], crossing(due[part], q))
        ours = curve[curve["key"] == key].set_index("t")
        if curves:
            assert ours.index.tolist() == due.index.tolist()
        for part in ("s", "lo", "hi"):
            np.testing.assert_allclose(ours[part], due.loc[ours.index, part], atol=1e-9)


@pytest.mark.opendata
def test_equal_to_lifelines_on_boston_by_category(answers: Answers, open_data: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(open_data / "citizen_reports" / "boston_311_2011.zip") as archive:
        name = next(n for n in archive.namelist() if n.endswith(".csv"))
        file = answers.warehouse.settings.var / "incoming" / "boston.csv"
        file.write_bytes(archive.read(name))
    with answers.warehouse.working() as session:
        session.execute(
            f"""create temp table made as
            with cases as (select reason as key, open_dt::timestamp as opened, closed_dt::timestamp as closed
                           from read_csv('{file.resolve()}', all_varchar = true, header = true)),
                 newest as (select max(greatest(opened, closed)) as seen from cases)
            select coalesce(key, '-') as key, date_diff('second', opened, coalesce(closed, seen)) as t, closed is not null as is_event
            from cases, newest where closed is null or closed >= opened"""
        )
        cases = session.frame("from made")
        found = session.frame(survival_sql(CASES, QUANTILES)).set_index("key")
        curve = session.frame(survival_sql(CASES, CURVE))
    assert len(cases) > 58_000 and cases["key"].nunique() > 20
    for key, rows in cases.groupby("key"):
        due = peer(rows)
        for (q, part), column in NAMES.items():
            assert same(found.loc[key, column], crossing(due[part], q)), (key, column)
        ours = curve[curve["key"] == key].set_index("t")
        for part in ("s", "lo", "hi"):
            np.testing.assert_allclose(ours[part], due.loc[ours.index, part], atol=1e-9)
