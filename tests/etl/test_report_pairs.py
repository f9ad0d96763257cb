"""Neighbours among the reports are found at the load, whatever the order in which they come, and after corrections."""

from __future__ import annotations

import random
from pathlib import Path

from data import schema
from data.warehouse import Warehouse
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
