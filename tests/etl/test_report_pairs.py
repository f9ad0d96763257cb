"""Neighbours among the reports are found at the load, whatever the order in which they come, and after corrections."""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path

import pandas as pd

from data import schema
from data.answers import Answers
from data.model import Filters
from data.queries.integrity import pairs_due, reporting_silence
from data.warehouse import Warehouse
from etl import neighbours, tessellation
from etl.engine import load
from etl.feeds import feed
from etl.scripts import script
from tests.etl.crm_files import bring, good, rows

# Every two reports compared with each other, as the definition says.
BRUTE = """
select a.source, a.report_id, a.created_at, a.area, b.report_id, b.created_at, b.area, round(metres_between(a.lon, a.lat, b.lon, b.lat), 3) as metres
from report a join report b on b.source = a.source and b.category = a.category and (a.created_at, a.report_id) < (b.created_at, b.report_id)
where epoch(b.created_at)::bigint - epoch(a.created_at)::bigint <= 8 * 86400 and metres <= 100 order by all"""
KEPT = "select * from report_pair order by all"


def crowded(dice: random.Random, count: int) -> list[str]:
    """Reports within some 600 m and 60 days, of two categories, a few without a place."""
    return [
        good(
            n, waktu_lapor=f"2026-0{dice.randint(1, 2)}-{dice.randint(1, 28):02} {dice.randint(0, 23):02}:30:00", waktu_ubah="2026-04-01 09:00:00",
            kategori=dice.choice(("jalan", "sampah")), bujur="" if n % 40 == 0 else f"{106.72 + dice.uniform(0, 0.006):.6f}",
            lintang="" if n % 40 == 0 else f"{-6.2 + dice.uniform(0, 0.006):.6f}",
        )
        for n in range(count)
    ]  # fmt: skip


def test_pairs_are_those_of_comparing_all_with_all(warehouse: Warehouse, tmp_path: Path) -> None:
    lines = crowded(random.Random(7), 600)
    for part in (lines[:300], lines[300:420], lines[420:]):
        bring(warehouse, tmp_path / "a.csv", rows(*part))
    with warehouse.working() as session:
        found = session.rows(KEPT)
        assert found == session.rows(BRUTE) and len(found) > 100
        assert session.rows("select count(*) from report_pair p where p.report_id = p.other") == [(0,)]

    moved = [line.replace("2026-04-01 09", "2026-04-02 09").replace("sampah", "jalan") for line in lines[100:200]]
    bring(warehouse, tmp_path / "a.csv", rows(*moved))
    bring(warehouse, tmp_path / "a.csv", rows(*lines[:50]))  # nothing new
    with warehouse.working() as session:
        again = session.rows(KEPT)
        assert again == session.rows(BRUTE) and again != found


def test_another_source_has_pairs_of_its_own(warehouse: Warehouse, tmp_path: Path) -> None:
    lines = crowded(random.Random(8), 60)
    for source in ("satu", "dua"):
        bring(warehouse, tmp_path / "a.csv", rows(*lines), source=source)
    with warehouse.working() as session:
        counts = session.rows("select source, count(*) from report_pair group by source order by source")
        assert len(counts) == 2 and counts[0][1] == counts[1][1] > 0 and session.rows(KEPT) == session.rows(BRUTE)


def test_a_warehouse_of_an_older_version_gets_its_pairs(warehouse: Warehouse, tmp_path: Path) -> None:
    bring(warehouse, tmp_path / "a.csv", rows(*crowded(random.Random(9), 300)))
    with warehouse.working() as session:
        before = session.rows(KEPT)
        session.execute("drop table report_pair; delete from schema_made; delete from schema_version; insert into schema_version values (1, now()::timestamp)")
        schema.migrate(session)
        assert session.rows(KEPT) == before != []


def test_a_point_on_which_all_stand_costs_no_more_than_its_first_two_hundred(warehouse: Warehouse, tmp_path: Path) -> None:
    bring(warehouse, tmp_path / "a.csv", rows(*(good(n) for n in range(5000))))
    with warehouse.working() as session:
        assert session.rows("select count(*), count(distinct report_id) from report_pair") == [(200 * 199 // 2, 199)]
        session.execute("drop table report_pair; delete from schema_made; delete from schema_version; insert into schema_version values (1, now()::timestamp)")
        schema.migrate(session)
        assert session.rows("select count(*), count(distinct report_id) from report_pair") == [(200 * 199 // 2, 199)]


def test_a_bulk_load_leaves_its_pairs_for_later(warehouse: Warehouse) -> None:
    for count, due in ((100_000, 0), (100_001, 1)):
        with warehouse.working() as session:
            session.execute(
                "create or replace temp view touched as select 'r' || i as report_id, timestamp '2026-01-01' + to_seconds(i) as created_at, "
                f"'jalan' as category, 106.8 as lon, -6.2 as lat from range({count}) t(i)"
            )
            for name in ("defer_pairs", "choose_touched"):
                session.execute(script(name), {"source": "s"})
            assert session.rows("select count(*) from pairing") == [((1 - due) * count,)]
            spans = session.rows("select source, from_at, epoch(to_at - from_at) from report_pair_due")
            assert spans == [("s", datetime(2026, 1, 1), count - 1)] * due


def test_what_was_left_is_found_in_slices_and_meanwhile_not_counted(warehouse: Warehouse, tmp_path: Path, answers: Answers) -> None:
    load(warehouse, feed("areas"), tessellation.write(tmp_path / "areas.geojson"))
    bring(warehouse, tmp_path / "a.csv", rows(*crowded(random.Random(7), 600)))
    filters = Filters(now=datetime(2026, 5, 1))
    with warehouse.working() as session:
        before, told = session.rows(KEPT), reporting_silence(answers, filters)
        assert pairs_due(answers, filters) == 0 and told["n"].sum() > 0
        session.transact(
            ["delete from report_pair", "insert into report_pair_due select source, min(created_at), max(created_at) from report group by source",
             "update table_version set version = version + 1"],
        )  # fmt: skip
        assert pairs_due(answers, filters) == 600 and reporting_silence(answers, filters)["n"].sum() == 0

        said: list[tuple[int, int]] = []
        assert neighbours.catch_up(warehouse, most=100, say=lambda done, left: said.append((done, left))) == len(said) > 3
        assert sum(done for done, _ in said) == 600 and said[-1][1] == 0 and max(done for done, _ in said) < 150
        assert session.rows(KEPT) == before and session.rows("from report_pair_due") == []
        pd.testing.assert_frame_equal(reporting_silence(answers, filters), told)
    assert neighbours.catch_up(warehouse) == 0
