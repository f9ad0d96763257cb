"""Camera states over time: only changes are kept, a state without a clock is none, and what is old goes but for the newest word."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.cctv.hosts import Hosts
from data.warehouse import Warehouse
from etl.engine import load
from etl.feeds import feed
from etl.housekeeping import tidy

HEAD = "id_kamera,nama,pemilik,bujur,lintang,url_stream,url_foto,status,waktu_ubah\n"


def give(warehouse: Warehouse, folder: Path, *rows: str) -> object:
    file = folder / "kamera.csv"
    file.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return load(warehouse, feed("cameras"), file, source="uji")


def line(camera: str, status: str, moment: str) -> str:
    return f"{camera},Simpang,Dishub,106.82,-6.17,,http://cctv.example.id/x.jpg,{status},{moment}"


def states(warehouse: Warehouse) -> list[tuple[object, ...]]:
    return warehouse.here().rows("select camera_id, strftime(changed_at, '%d %H'), status from camera_status order by changed_at, camera_id")


def test_changes_are_kept_and_repeats_are_not(warehouse: Warehouse, tmp_path: Path) -> None:
    history = [line("K1", "online", "2026-11-01 07:00:00"), line("K1", "offline", "2026-11-01 09:00:00"), line("K1", "offline", "2026-11-01 10:00:00"), line("K2", "online", "")]
    give(warehouse, tmp_path, *history)
    assert states(warehouse) == [("K1", "01 00", "online"), ("K1", "01 02", "offline")]
    give(warehouse, tmp_path, line("K1", "offline", "2026-11-01 11:00:00"), line("K3", "entah", "2026-11-01 11:00:00"))
    assert states(warehouse) == [("K1", "01 00", "online"), ("K1", "01 02", "offline")]
    give(warehouse, tmp_path, line("K1", "online", "2026-11-01 12:00:00"))
    assert states(warehouse)[-1] == ("K1", "01 05", "online")
    assert warehouse.here().one("select status from camera where camera_id = 'K1'") == ("online",)
    assert warehouse.here().one("select count(*) from quarantine") == (0,)


def test_old_states_and_tries_go_but_the_newest_state_stays(warehouse: Warehouse, tmp_path: Path) -> None:
    give(warehouse, tmp_path, line("K1", "online", "2020-01-01 07:00:00"), line("K1", "offline", "2020-02-01 07:00:00"))
    with warehouse.working() as session:
        session.execute("insert into camera_probe values ('uji', 'K1', timestamp '2020-01-01', 'photo', 'ok', 5, 5)")
    tidy(warehouse)
    assert states(warehouse) == [("K1", "01 00", "offline")]
    assert warehouse.here().one("select count(*) from camera_probe") == (0,)


@pytest.mark.opendata
def test_the_toll_cameras_have_streams_that_nobody_allowed_yet(warehouse: Warehouse, open_data: Path) -> None:
    load(warehouse, feed("cameras"), open_data / "cctv" / "jakarta_cameras.json")
    assert states(warehouse) == []  # "enabled" is the publisher's word, not a state
    hosts = warehouse.here().rows("select distinct regexp_extract(stream_url, '^https?://([^/:]+)', 1) from camera where stream_url is not null order by 1")
    assert hosts and not any(Hosts.parsed("").names_host(host) for (host,) in hosts)
    assert all(Hosts.parsed(",".join(host for (host,) in hosts)).names_host(host) for (host,) in hosts)
