"""The open data as published: what each file must give, and that a second load changes nothing."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from data.errors import CityError, ParseError
from data.settings import Settings
from data.warehouse import Warehouse
from etl.engine import Batch, load
from etl.feeds import feed
from etl.tessellation import write

pytestmark = pytest.mark.opendata
BOUNDARIES = "boundaries/dki_kelurahan_kemendagri2025_cahyadsn.geojson"
FLOODS = tuple(f"flood_reports/reports_2017-02-{day}.geojson" for day in (20, 21, 22))
BOSTON = "citizen_reports/boston_311_2011.zip"
NODEFLUX = "cctv/visionaire_v4_webhook_samples_redacted.json"
FILES = (
    ("areas", BOUNDARIES), *(("citizen_reports", f) for f in FLOODS), ("citizen_reports", BOSTON), ("fires", "fire/kejadian_kebakaran_dki_2013.csv.gz"),
    ("cameras", "cctv/jakarta_cameras.json"), ("cctv_incidents", NODEFLUX),
)
CORE = ("area", "report", "report_event", "fire_call", "camera", "incident", "source")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory, open_data: Path):  # type: ignore[no-untyped-def]
    """A warehouse with all of them, and the batches that they made."""
    warehouse = Warehouse.own(Settings(var=tmp_path_factory.mktemp("kota") / "var", memory="2GB"))
    yield warehouse, [load(warehouse, feed(name), open_data / file) for name, file in FILES]
    warehouse.close()


def one(city: tuple[Warehouse, list[Batch]], sql: str) -> tuple[object, ...]:
    with city[0].working() as session:
        return session.one(sql)


def checksum(warehouse: Warehouse) -> list[tuple[object, ...]]:
    """A number for the whole content of each core table, and its version."""
    with warehouse.working() as session:
        versions = session.rows("select table_name, version from table_version order by 1")
        return [session.one(f"select '{t}', count(*), bit_xor(hash(t)) from {t} t") for t in CORE] + versions


def test_counts_of_every_file(city: tuple[Warehouse, list[Batch]]) -> None:
    read = {b.feed: 0 for b in city[1]}
    for batch in city[1]:
        read[batch.feed] += batch.counts.read
        assert batch.counts.inserted == batch.counts.read and batch.counts.holds()
    assert read == {"areas": 267, "citizen_reports": 1204 + 58251, "fires": 1592, "cameras": 257, "cctv_incidents": 4}


def test_areas_are_whole(city: tuple[Warehouse, list[Batch]]) -> None:
    with city[0].working() as session:
        assert dict(session.rows("select level, count(*) from area group by 1")) == {"kelurahan": 267, "kecamatan": 44, "kota": 6, "provinsi": 1}
        assert session.one("select count(*) from area a where parent is not null and parent not in (select code from area)") == (0,)
        assert session.one("select count(*) from area where not st_contains(geom, st_point(lon, lat))") == (0,)
        (share,) = session.one("select st_area(p.geom) / (select sum(st_area(geom)) from area where level = 'kelurahan') from area p where level = 'provinsi'")
    assert 0.99 < share <= 1.0


def test_flood_reports_inside_and_outside(city: tuple[Warehouse, list[Batch]]) -> None:
    assert one(city, "select count(*), count(*) filter (place = 'inside') from report where source = 'petabencana'") == (1204, 1102)
    assert one(city, "select min(created_at)::date::varchar, max(created_at)::date::varchar from report where source = 'petabencana'")[0] >= "2017-02-19"


def test_boston_keeps_its_open_cases_its_clock_and_its_distance(city: tuple[Warehouse, list[Batch]], open_data: Path) -> None:
    with zipfile.ZipFile(open_data / BOSTON) as opened:
        rows = list(csv.DictReader(io.TextIOWrapper(opened.open(opened.namelist()[0]), "utf-8-sig")))
    unclosed = sum(not r["closed_dt"] for r in rows)
    assert one(city, "select count(*), count(*) filter (status = 'open' and last_closed_at is null) from report where source = 'boston_311'") == (58251, unclosed)
    assert unclosed == sum(r["case_status"].lower() == "open" for r in rows) > 0
    assert one(city, "select is_home, city from source where source = 'boston_311'") == (False, "Boston")
    assert one(city, "select count(*) from report where source = 'boston_311' and area is not null") == (0,)
    first = min(rows, key=lambda r: r["open_dt"])
    assert one(city, "select min(created_at) - interval 4 hour from report where source = 'boston_311'")[0] == datetime.fromisoformat(first["open_dt"][:19])
    assert one(city, "select count(distinct category) from report where source = 'boston_311'") == (len({r["reason"] for r in rows}),)


def test_fires_with_their_response(city: tuple[Warehouse, list[Batch]]) -> None:
    assert one(city, "select count(*), median(response_min), max(response_min), round(avg(response_min), 1) from fire_call") == (1592, 5.0, 485.0, 8.1)
    assert one(city, "select count(*) filter (place = 'outside'), count(*) filter (area is not null) from fire_call") == (44, 1548)


def test_cameras_without_coordinates_are_counted(city: tuple[Warehouse, list[Batch]]) -> None:
    assert one(city, "select count(*), count(*) filter (place = 'none'), count(*) filter (lon is null) from camera") == (257, 161, 161)


def test_no_plate_and_no_face_anywhere_in_the_warehouse(city: tuple[Warehouse, list[Batch]], open_data: Path) -> None:
    assert one(city, "select count(*) from incident") == (4,)
    raw = (open_data / NODEFLUX).read_text()
    assert "plate_number" in raw and "face_id" in raw
    with city[0].working() as session:
        tables = [t for (t,) in session.rows("select table_name from duckdb_tables() where not internal and not temporary")]
        folder = city[0].settings.var / "exports"
        folder.mkdir(exist_ok=True)
        for table in tables:
            session.execute(f"copy (select columns(*)::varchar from {table}) to '{folder.resolve()}/{table}.csv' (header)")
        session.execute("checkpoint")
    exported = b"".join(f.read_bytes() for f in folder.iterdir())
    kept = city[0].settings.warehouse_file.read_bytes()
    for word in (b"118747588341006337", b"13219648471735459236", b"plate_number", b"face_id"):
        assert word not in exported and word not in kept
    assert b"baca_pelat" in exported and not list((city[0].settings.var / "incoming").iterdir())


def test_a_second_load_of_everything_changes_nothing(city: tuple[Warehouse, list[Batch]], open_data: Path) -> None:
    before = checksum(city[0])
    for name, file in FILES:
        batch = load(city[0], feed(name), open_data / file)
        assert (batch.counts.duplicate, batch.counts.inserted, batch.counts.updated) == (batch.counts.read, 0, 0)
    assert checksum(city[0]) == before


MALFORMED = (("sf_requests_2012.xml", "line 1, column 1"), ("sf_service_requests_2011.xml", "line 2, column 3632"), ("service_definition_2011.xml", "line 2, column 1"))


@pytest.mark.parametrize(("name", "place"), MALFORMED)
def test_malformed_xml_is_refused_whole_with_its_line(warehouse: Warehouse, open_data: Path, name: str, place: str) -> None:
    with pytest.raises(ParseError) as error:
        load(warehouse, feed("citizen_reports"), open_data / "citizen_reports" / name)
    assert f"{name}, {place}: malformed XML" in error.value.message and "nothing was loaded" in error.value.hint


STRANGERS = (
    "cctv/deepstream_360d_demo1.jsonl.gz", "population/penduduk_umur_2013.csv", "flood_reports/floods_2017-02-21T13.geojson", "facilities/rbi_spbu.geojson",
    "tenders/lpse_kota-bandung.json.gz", "fire/hydrant_2014.csv", "citizen_reports/crm_pelanggaran_psbb_points.csv", "budget/rapbd_dki_2015_pemprov_vs_dprd.csv.gz",
    "gtfs/transjakarta_official_2024-06.zip", "gtfs_realtime/transitland_invalid.pb",
)


@pytest.mark.parametrize("name", ["citizen_reports", "cctv_incidents", "fires", "cameras", "areas", "report_events"])
def test_files_of_another_kind_are_named_as_such(warehouse: Warehouse, open_data: Path, name: str) -> None:
    for file in STRANGERS:
        with pytest.raises(CityError) as error:
            load(warehouse, feed(name), open_data / file)
        assert Path(file).name in error.value.message and error.value.hint, file
    with warehouse.working() as session:
        assert session.one("select count(*) from batch where inserted > 0") == (0,)


def test_the_schematic_map_gives_way_to_real_boundaries(warehouse: Warehouse, open_data: Path, tmp_path: Path) -> None:
    assert load(warehouse, feed("areas"), write(tmp_path / "skematik.geojson")).counts.inserted == 267
    with warehouse.working() as session:
        assert session.one("select count(*), bool_and(is_schematic) from area") == (318, True)
        load(warehouse, feed("areas"), open_data / BOUNDARIES)
        assert session.one("select count(*), bool_or(is_schematic), count(distinct source) from area") == (318, False, 1)
