"""The demo's budget and tenders: pure in (seed, time), nothing from the future, and drafts that are known by now."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from etl.demo.budget import budget_table
from etl.demo.moments import seconds
from etl.demo.tenders import tender_table

NOW = seconds(datetime(2026, 11, 21, 6, tzinfo=UTC))
EARLIER = seconds(datetime(2026, 3, 2, 6, tzinfo=UTC))


def test_what_was_paid_stays_paid() -> None:
    now, before = budget_table(7, NOW).to_pandas(), budget_table(7, EARLIER).to_pandas()
    paid = [t[t["fase"] == "realisasi"].set_index("no_dokumen")["nilai_rp"] for t in (now, before)]
    shared = paid[1].index.intersection(paid[0].index)
    assert len(shared) > 300 and (paid[0][shared] == paid[1][shared]).all()
    for table, until in ((now, NOW), (before, EARLIER)):
        dated = table["tanggal"].dropna()
        assert len(dated) and (dated.to_numpy().astype("datetime64[s]").astype(np.int64) < until).all()
        assert {"rancangan_pemprov", "rancangan_dprd"} <= set(table.loc[table["tanggal"].notna(), "fase"])
    assert budget_table(7, NOW).equals(budget_table(7, NOW)) and not budget_table(8, NOW).equals(budget_table(7, NOW))


def test_releases_are_written_once_and_stay() -> None:
    now, before = (tender_table(7, until).to_pandas().set_index(["kode_tender", "waktu_rilis"]) for until in (NOW, NOW - 20 * 86_400))
    shared = before.index.intersection(now.index)
    assert now.index.is_unique and len(shared) > 1000
    assert (now.loc[shared, "status"] == before.loc[shared, "status"]).all() and set(now["status"]) == {"active", "complete", "cancelled"}
