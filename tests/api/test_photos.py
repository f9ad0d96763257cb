"""Pictures of reports: loaded as addresses, fetched from hosts that are listed, and never of a report that must not be shown."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import datetime
from http.server import ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from api.cctv.hosts import Hosts
from api.photos import PHOTOS, Photos, routes
from data.answers import Answers
from data.clock import parse
from data.errors import SettingsError
from data.settings import Settings
from data.warehouse import Warehouse
from etl.demo import scenes
from tests.etl.crm_files import HEAD, LOG, bring, good
from tests.faulty_cameras import camera_server

NOW = parse("2026-01-10 08:00:00")
STEPS = ("L1,2026-01-02 09:00:00,,proses,officer,Dinas,,,{}/here", "L1,2026-01-03 09:00:00,,menunggu_validasi,officer,Dinas,,,", "L1,2026-01-09 09:00:00,,selesai,officer,Dinas,,resolved,{}/html")


@pytest.fixture(scope="module")
def servers() -> Iterator[ThreadingHTTPServer]:
    with camera_server() as server:
        yield server


@pytest.fixture(scope="module")
def answers(servers: ThreadingHTTPServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    """L1 with three pictures, L2 private, L3 of a sensitive category, L4 with an address that is none, L5 of a host that nobody listed, L6 without a picture."""
    folder, base = tmp_path_factory.mktemp("photos"), f"http://127.0.0.1:{servers.server_address[1]}"
    warehouse = Warehouse.own(Settings(var=folder / "var", demo="off", memory="1GB"))
    told = (good(1) + f",{base}/good.jpg", good(2, privat="1") + f",{base}/good.jpg", good(3, kategori="kekerasan") + f",{base}/good.jpg",
            good(4) + ",file:///etc/passwd", good(5) + ",http://elsewhere.example/a.jpg", good(6) + ",")  # fmt: skip
    bring(warehouse, folder / "laporan.csv", "\n".join((f"{HEAD},foto_url", *told)) + "\n", loaded_at=datetime(2026, 1, 10))
    bring(warehouse, folder / "tahapan.csv", "\n".join((f"{LOG},foto_url", *(step.format(base) for step in STEPS))) + "\n", "report_events", source="crm", loaded_at=datetime(2026, 1, 10))
    yield Answers(warehouse)
    warehouse.close()


def asked(answers: Answers, path: str, allowed: str = "127.0.0.1", now: datetime = NOW) -> httpx.Response:
    """The answer for /photos/crm/<path>."""

    async def whole() -> httpx.Response:
        photos = Photos.of(answers, Hosts.parsed(allowed))
        app = FastAPI()
        app.include_router(routes(photos, lambda: "n1", lambda: now))
        try:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:
                return await client.get(f"/photos/crm/{path}")
        finally:
            await photos.fetcher.close()

    return asyncio.run(whole())


def test_the_citizens_picture_and_the_proof_come_through(answers: Answers) -> None:
    for path in ("L1/1.jpg", "L1/2.jpg"):
        got = asked(answers, path)
        assert (got.status_code, got.headers["content-type"], got.headers["cache-control"]) == (200, "image/jpeg", "private, max-age=300"), path
        assert got.content.startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("L1/3.jpg", 502, "kind"), ("L1/4.jpg", 404, "none"), ("L1/0.jpg", 404, "none"), ("L2/1.jpg", 404, "none"), ("L3/1.jpg", 404, "none"),
        ("L4/1.jpg", 404, "none"), ("L5/1.jpg", 403, "host"), ("L6/1.jpg", 404, "none"), ("tiada/1.jpg", 404, "none"),
    ],
)  # fmt: skip
def test_what_cannot_or_must_not_be_shown_is_refused(answers: Answers, path: str, status: int, kind: str) -> None:
    got = asked(answers, path)
    assert (got.status_code, got.json()["type"].rpartition(":")[2]) == (status, f"photo-{kind}")
    assert "camera" not in got.text.lower() and "good.jpg" not in got.text


def test_a_picture_that_was_not_known_then_is_not_there_and_numbers_stay(answers: Answers) -> None:
    early = parse("2026-01-05 00:00:00")
    assert asked(answers, "L1/2.jpg", now=early).status_code == 200 and asked(answers, "L1/3.jpg", now=early).status_code == 404


def test_no_host_is_asked_that_is_not_listed(answers: Answers) -> None:
    got = asked(answers, "L1/1.jpg", allowed="")
    assert got.status_code == 403 and "CITY_PHOTO_HOSTS" in got.text
    with pytest.raises(SettingsError, match="CITY_PHOTO_HOSTS"):
        Hosts.parsed("not a host", setting=PHOTOS.setting)


def test_an_address_that_is_none_is_counted_and_its_report_loaded(answers: Answers) -> None:
    with answers.warehouse.working() as session:
        assert {note["rule"]: note["n"] for note in json.loads(session.one("select notices from batch where feed = 'citizen_reports'")[0])}["format:photo_url"] == 1
        assert session.rows("select report_id, role, count(*) from report_photo group by all order by all") == [
            ("L1", "laporan", 1), ("L1", "tindak_lanjut", 2), ("L2", "laporan", 1), ("L3", "laporan", 1), ("L5", "laporan", 1)]  # fmt: skip
        assert session.one("select count(*) from report") == (6,)


def test_the_demos_pictures_are_functions_of_their_name() -> None:
    paths = [f"/laporan/{category}/JK26112100{n:02}.jpg" for category in ("jalan", "sampah", "pohon", "genangan", "pju", "reklame") for n in range(12)]
    told = [scenes.answer(path) for path in paths]
    assert {status for status, _body, _kind in filter(None, told)} == {200, 404} and None not in told
    assert scenes.answer("/laporan/jalan/JK2611210001-4.jpg") == scenes.answer("/laporan/jalan/JK2611210001-4.jpg") != scenes.answer("/laporan/jalan/JK2611210001.jpg")
    assert scenes.answer("/laporan/../x.jpg") is None and scenes.answer(str(Path("/cctv/CAM-0001/foto.jpg"))) is None
