"""The first minute: areas, the demo city, and catching up after a pause."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.clock import now, to_utc
from data.errors import SettingsError
from data.settings import Settings
from data.warehouse import Warehouse
from etl import begin

MOMENT = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


def quiet(what: str, share: float) -> None:
    assert 0.0 <= share <= 1.0


@pytest.fixture
def small(settings: Settings) -> Settings:
    return replace(settings, demo="auto", demo_days=3)


def test_an_empty_warehouse_gets_the_demo_city_through_the_feeds(warehouse: Warehouse, small: Settings) -> None:
    assert begin.prepare(warehouse, small, quiet, MOMENT)
    with warehouse.working() as session:
        sources = dict(session.rows("select source, bool_and(is_simulated) from source where feed <> 'areas' group by source"))
        batches = session.rows("select read_rows, inserted, updated, duplicate, quarantined from batch")
        (reports,) = session.one("select count(*) from report")
        readings = session.one("select count(*), count(siaga), count(*) filter (is_mismatch) from water_siaga")
        (air_hours,) = session.one("select count(*) from air_quality where pm25 > 0 and span = 'hour' and place = 'inside'")
        (loose,) = session.one("select count(*) from officer_task t left join report r on r.source = 'simulasi_crm' and r.report_id = t.ref_id where r.report_id is null or r.is_private")
        officers = session.one("select (select count(*) from officer_task where done_at is null), (select count(distinct officer) from officer_position where place = 'inside')")
        (places, elsewhere) = session.one(
            "select count(*), count(*) filter (f.place = 'inside' and a.name <> f.kelurahan) from facility f left join area a on a.code = f.area"
        )
        (schematic,) = session.one("select bool_and(is_schematic) from area")
        dead = session.rows("select feed from feed_states($moment) where state = 'mati' and feed in (select feed from feed_kind where is_by_event)", {"moment": to_utc(now())})
    assert not dead, "floods and warnings of weeks ago are no dead source when the demo city has just told them"
    assert sources and all(sources.values()) and all(name.startswith("simulasi") for name in sources)
    assert all(read == inserted + updated + duplicate + bad for read, inserted, updated, duplicate, bad in batches)
    assert reports > 900 and schematic
    # Three days to noon: 18 posts every ten minutes, each with the siaga that the source states too; five stations an hour.
    assert readings == (18 * 6 * 60, 18 * 6 * 60, 0) and 5 * 60 * 0.8 < air_hours < 5 * 60
    assert loose == 0 and min(officers) > 0, "tasks follow from public reports that are there"
    assert places == 44 * 14 and elsewhere < places / 10, "a point lies in the kelurahan that is named, as far as the schematic areas know"
    assert not [f for f in (small.var / "demo").iterdir() if f.suffix in (".csv", ".zip")], "loaded files are not kept"


def test_a_second_start_loads_nothing_again(warehouse: Warehouse, small: Settings) -> None:
    begin.prepare(warehouse, small, quiet, MOMENT)
    with warehouse.working() as session:
        before = session.one("select count(*) from batch")
    assert begin.prepare(warehouse, small, quiet, MOMENT + timedelta(days=2))
    with warehouse.working() as session:
        assert session.one("select count(*) from batch") == before


def test_what_was_missed_is_asked_for_once(warehouse: Warehouse, small: Settings) -> None:
    begin.prepare(warehouse, small, quiet, MOMENT)
    published = (
        begin.Source("citizen_reports", "simulasi_crm", "http://127.0.0.1:1/crm/laporan.csv"),
        begin.Source("transit_realtime", "simulasi_transjakarta", "http://127.0.0.1:1/gtfs-rt/alerts.pb"),
    )
    (missed,) = begin._missed(warehouse, published)
    assert missed.url.startswith("http://127.0.0.1:1/crm/laporan.csv?since=2026-11-20T11:") and missed.every_s == begin.ONCE_S


def test_real_sources_keep_the_demo_city_away(warehouse: Warehouse, small: Settings) -> None:
    with warehouse.working() as session:
        session.execute("insert into source values ('crm', 'citizen_reports', null, 'Jakarta', true, false, now()::timestamp)")
    assert not begin.prepare(warehouse, small, quiet, MOMENT)
    with warehouse.working() as session:
        assert session.one("select count(*) from report") == (0,)


def test_demo_off_loads_only_areas(warehouse: Warehouse, settings: Settings) -> None:
    assert not begin.prepare(warehouse, settings, quiet, MOMENT)
    with warehouse.working() as session:
        assert session.rows("select level, count(*) from area group by level order by level") == [
            ("kecamatan", 44), ("kelurahan", 267), ("kota", 6), ("provinsi", 1),
        ]  # fmt: skip


def test_a_boundary_file_that_is_not_there_is_named(warehouse: Warehouse, settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="CITY_BOUNDARIES"):
        begin.prepare(warehouse, replace(settings, boundaries=tmp_path / "nowhere.geojson"), quiet, MOMENT)
