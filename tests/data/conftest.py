"""A small city whose rows go straight into the core tables, so that each answer can be worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from data.model import Filters
from data.warehouse import Warehouse

NOW = datetime(2026, 10, 31, 5, 0)  # noon in Jakarta
SOURCES = """
insert into source values ('simulasi_crm', 'citizen_reports', 'CRM', 'Jakarta', true, true, timestamp '2026-01-01'),
                          ('crm', 'citizen_reports', 'CRM', 'Jakarta', true, false, timestamp '2026-01-01'),
                          ('boston_311', 'citizen_reports', 'Boston 311', 'Boston', false, false, timestamp '2026-01-01'),
                          ('simulasi_cctv', 'cctv_incidents', 'CCTV', 'Jakarta', true, true, timestamp '2026-01-01'),
                          ('simulasi_cctv', 'cameras', 'CCTV', 'Jakarta', true, true, timestamp '2026-01-01'),
                          ('simulasi_damkar', 'fires', 'Damkar', 'Jakarta', true, true, timestamp '2026-01-01')"""
AREAS = """
insert into area by name
select code, name, level, parent, population, 2014 as population_year, 1.0 as area_km2, 106.8 as lon, -6.2 as lat, true as is_schematic,
       st_makeenvelope(106.7, -6.3, 106.9, -6.1) as geom, 'skematik' as source, timestamp '2026-01-01' as updated_at, 0 as batch
from (values ('31', 'DKI Jakarta', 'provinsi', null, 1000000), ('31.73', 'Jakarta Barat', 'kota', '31', 400000),
             ('31.74', 'Jakarta Selatan', 'kota', '31', 600000), ('31.73.05', 'Kebon Jeruk', 'kecamatan', '31.73', 100000),
             ('31.73.05.1001', 'Kebon Jeruk', 'kelurahan', '31.73.05', 20000), ('31.73.05.1002', 'Sukabumi Utara', 'kelurahan', '31.73.05', 0)
     ) v(code, name, level, parent, population)"""
REPORT = """
insert into report by name
select $source as source, $report_id as report_id, $created_at::timestamp as created_at, $updated_at::timestamp as updated_at,
       $category as category, $category as category_raw, $agency as agency, $channel as channel, $description as description,
       $lon::double as lon, $lat::double as lat, $area as area, $place as place, $due_at::timestamp as sla_due_at, $is_private as is_private,
       $reporter as reporter, null as photo_hash, 1 as batch, case when $closed_at is null then 'proses' else 'selesai' end as stage,
       case when $closed_at is null then 'open' else 'closed' end as status,
       case when $closed_at is not null then $outcome end as outcome, $acted_at::timestamp as first_action_at,
       coalesce($first_closed_at::timestamp, $closed_at::timestamp) as first_closed_at, $closed_at::timestamp as last_closed_at, $refused_n as refused_n"""
KNOWN = "update report set known_at = greatest(coalesce(known_at, $known_at::timestamp), $known_at::timestamp) where source = $source and report_id = $report_id"
EVENT = """
insert into report_event values ($source, $report_id, $event_at::timestamp, $known_at::timestamp, $stage, $actor, 'Dinas', 'o1', $outcome, 1)"""

AddReport = Callable[..., None]
AddEvent = Callable[..., None]
Run = Callable[..., None]


def hours(n: float) -> timedelta:
    return timedelta(hours=n)


@pytest.fixture
def city(warehouse: Warehouse) -> Warehouse:
    """The warehouse with sources and six areas, and nothing that happened yet."""
    with warehouse.working() as session:
        session.transact([SOURCES, AREAS, "update table_version set version = version + 1"])
    return warehouse


@pytest.fixture
def add_report(city: Warehouse) -> AddReport:
    """Adds one report: opened `age` hours before NOW, closed after `took` hours (None: open); the rest by column name."""

    def add(report_id: str, age: float, took: float | None = None, **given: object) -> None:
        created = NOW - hours(age)
        closed = None if took is None else created + hours(took)
        row: dict[str, object] = {
            "source": "simulasi_crm", "report_id": report_id, "created_at": created, "updated_at": closed or created, "category": "jalan",
            "agency": "Dinas Bina Marga", "channel": "jaki", "description": "Jalan berlubang", "lon": 106.76543, "lat": -6.19876,
            "area": "31.73.05.1001", "place": "inside", "due_at": created + hours(168), "is_private": False, "reporter": "p1",
            "closed_at": closed, "outcome": "resolved", "acted_at": closed, "first_closed_at": None, "refused_n": 0,
        } | given
        with city.working() as session:
            session.transact([REPORT, "update table_version set version = version + 1 where table_name = 'report'"], row)

    return add


@pytest.fixture
def add_event(city: Warehouse) -> AddEvent:
    """Adds one event of a report's log, `age` hours before NOW, known `late` hours after it happened."""

    def add(report_id: str, age: float, stage: str, late: float = 0, actor: str = "officer", outcome: str | None = None,
            source: str = "simulasi_crm") -> None:  # fmt: skip
        row = {"source": source, "report_id": report_id, "event_at": NOW - hours(age), "known_at": NOW - hours(age - late),
               "stage": stage, "actor": actor, "outcome": outcome}  # fmt: skip
        with city.working() as session:
            session.transact([EVENT, KNOWN, "update table_version set version = version + 1 where table_name = 'report_event'"], row)

    return add


@pytest.fixture
def run(city: Warehouse) -> Run:
    """Runs a statement and raises the versions of what it may have touched."""

    def running(sql: str, **given: object) -> None:
        with city.working() as session:
            session.transact([sql, "update table_version set version = version + 1"], given)

    return running


@pytest.fixture
def asked() -> Filters:
    """The whole province, the thirty days before NOW."""
    return Filters(now=NOW)


@pytest.fixture
def five(add_report: AddReport) -> None:
    """Two closed in time, one closed late, one open and late, one open and not yet due; one of another city beside."""
    add_report("a", 500, 10)
    add_report("b", 480, 100, area="31.73.05.1002", category="pohon")
    add_report("c", 470, 200, area="31.74", category="pohon")
    add_report("d", 300, area=None, place="outside", lon=None, lat=None)
    add_report("e", 20)
    add_report("boston", 20, source="boston_311", area=None)
