"""The camera proxy: good pictures and streams come through, every fault is told as what it is, and nothing else can be reached."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterator
from http.server import ThreadingHTTPServer
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.cctv.desk import Desk
from api.cctv.fetch import Fetcher
from api.cctv.hosts import Hosts, address_of
from api.cctv.routes import routes
from api.cctv.watch import Watch
from data.answers import Answers
from data.errors import SettingsError
from data.settings import Settings
from data.warehouse import Warehouse
from tests.faulty_cameras import LAST, add_camera, camera_server

Ask = Callable[..., Awaitable[httpx.Response]]
DEADLINE_S = 0.4


@pytest.fixture(scope="module")
def cameras() -> Iterator[ThreadingHTTPServer]:
    with camera_server() as server:
        yield server


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    """One warehouse for all of these tests: each adds the cameras that it needs."""
    warehouse = Warehouse.own(Settings(var=tmp_path_factory.mktemp("cctv"), demo="off", memory="1GB"))
    yield Answers(warehouse)
    warehouse.close()


@pytest.fixture
def base(cameras: ThreadingHTTPServer) -> str:
    cameras.asked.clear()  # type: ignore[attr-defined]
    return f"http://127.0.0.1:{cameras.server_address[1]}"


def run(answers: Answers, work: Callable[[Ask, Desk], Awaitable[Any]], allowed: str = "127.0.0.1") -> Any:
    """`work(ask, desk)` with a desk of its own; `ask(path)` answers for /cameras/<path>."""

    async def whole() -> Any:
        hosts = Hosts.parsed(allowed)
        desk = Desk(answers, hosts, Fetcher(lambda: hosts, DEADLINE_S), Watch(answers.warehouse))
        app = FastAPI()
        app.include_router(routes(desk, lambda: "n1"))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:

            async def ask(path: str, method: str = "GET", **more: Any) -> httpx.Response:
                return await client.request(method, f"/cameras/{path}", **more)

            try:
                return await work(ask, desk)
            finally:
                await desk.fetcher.close()

    return asyncio.run(whole())


def emptied(answers: Answers, *tables: str) -> None:
    with answers.warehouse.working() as session:
        for table in tables:
            session.transact([f"delete from {table}", f"update table_version set version = version + 1 where table_name = '{table}'"])


def photo_of(answers: Answers, url: str | None, allowed: str = "127.0.0.1", soft: str = "") -> httpx.Response:
    add_camera(answers.warehouse, "K1", url)
    found: httpx.Response = run(answers, lambda ask, _desk: ask(f"uji/K1/photo.jpg{soft}"), allowed)
    return found


@pytest.mark.parametrize("path", ["/good.jpg", "/here", "/motion"])
def test_a_picture_comes_through(answers: Answers, base: str, path: str) -> None:
    got = photo_of(answers, base + path)
    assert got.status_code == 200 and got.headers["content-type"] == "image/jpeg"
    assert got.content.startswith(b"\xff\xd8\xff") and got.content.endswith(b"\xff\xd9")
    assert (got.headers["last-modified"] == LAST) == (path != "/motion")


def test_a_login_in_the_address_is_used_and_not_told(answers: Answers, base: str) -> None:
    got = photo_of(answers, base.replace("http://", "http://admin:rahasia@") + "/login.jpg")
    assert got.status_code == 200 and "rahasia" not in str(got.headers)


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/missing", 502, "status"), ("/html", 502, "kind"), ("/liar", 502, "kind"), ("/slow", 504, "timeout"), ("/endless", 504, "endless"),
        ("/large", 502, "large"), ("/elsewhere", 502, "redirect"), ("/round", 502, "redirect"),
    ],
)  # fmt: skip
def test_every_fault_is_told_as_what_it_is(answers: Answers, base: str, path: str, status: int, kind: str) -> None:
    got = photo_of(answers, base + path)
    assert got.status_code == status and got.headers["content-type"] == "application/problem+json"
    assert got.json()["type"].endswith(f":camera-{kind}") and got.json()["detail"] and got.json()["request_id"] == "n1"


def test_a_soft_refusal_says_the_same_with_200(answers: Answers, base: str) -> None:
    got = photo_of(answers, base + "/missing", soft="?soft=1")
    assert got.status_code == 200 and got.json()["status"] == 502


def test_a_dead_port_and_a_camera_without_address(answers: Answers) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert photo_of(answers, f"http://127.0.0.1:{free.getsockname()[1]}/x.jpg").json()["type"].endswith("unreachable")
    add_camera(answers.warehouse, "K2", None)
    assert run(answers, lambda ask, _d: ask("uji/K2/photo.jpg")).json()["type"].endswith("camera-none")
    assert run(answers, lambda ask, _d: ask("uji/tidak-ada/photo.jpg")).status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x", "http://localhost/x", "http://169.254.169.254/latest/meta-data/", "http://2130706433/x", "http://0x7f000001/x", "http://0177.0.0.1/x",
        "http://127.1/x", "http://[::1]/x", "http://[::ffff:127.0.0.1]/x", "http://10.0.0.1/x", "http://192.168.1.1/x", "http://0.0.0.0/x", "http://8.8.8.8/x",
        "file:///etc/passwd", "ftp://cctv.example.id/x", "rtsp://10.1.2.3/live", "gopher://127.0.0.1/", "http://cctv.example.id@127.0.0.1/x", "http://evilcctv.example.id/x",
        "http://cctv.example.id.attacker.example/x", "//127.0.0.1/x", "http:///x",
    ],
)  # fmt: skip
def test_nothing_outside_the_list_is_asked(answers: Answers, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object, **_more: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr("httpcore.AnyIOBackend.connect_tcp", never)
    got = photo_of(answers, url, allowed="cctv.example.id, *.dishub.example")
    assert got.status_code == 403 and got.json()["type"].rsplit(":", 1)[1] in ("camera-host", "camera-scheme")


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "224.0.0.1", "0.0.0.0", "::ffff:10.0.0.1"])
def test_a_listed_name_that_turns_inward_is_refused_when_connecting(answers: Answers, inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    family = socket.AF_INET6 if ":" in inside else socket.AF_INET

    async def resolved(_loop: object, host: str, port: int, **_more: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", port)), (family, socket.SOCK_STREAM, 6, "", (inside, port))]

    monkeypatch.setattr("asyncio.base_events.BaseEventLoop.getaddrinfo", resolved)
    got = photo_of(answers, "http://cctv.example.id/x.jpg", allowed="cctv.example.id")
    assert got.status_code == 403 and got.json()["type"].endswith("camera-address")


def test_link_local_stays_shut_even_when_listed() -> None:
    assert not Hosts.parsed("169.254.0.0/16").names_host("169.254.169.254")
    hosts = Hosts.parsed("*.dishub.example, 10.8.0.0/16, cctv.example.id")
    assert hosts.names_host("a.dishub.example") and hosts.names_host("CCTV.example.id.") and hosts.names_host("10.8.3.4")
    assert not hosts.names_host("dishub.example") and not hosts.names_host("10.9.0.1")
    assert str(address_of("017700000001")) == "127.0.0.1" and address_of("cctv.example.id") is None
    for wrong in ("http://cctv.example.id", "*", "kamera", "a b.id"):
        with pytest.raises(SettingsError):
            Hosts.parsed(wrong)


def test_a_stream_leads_through_this_server_and_only_its_parts_can_be_asked(answers: Answers, base: str) -> None:
    add_camera(answers.warehouse, "K1", None, f"{base}/live/index.m3u8?token=rahasia")
    add_camera(answers.warehouse, "K2", None, f"{base}/live/index.m3u8")

    async def work(ask: Ask, desk: Desk) -> None:
        playlist = (await ask("uji/K1/stream/playlist.m3u8")).text
        assert "rahasia" not in playlist and "seg/" not in playlist and "keys.example" not in playlist
        names = [line for line in playlist.splitlines() if line and not line.startswith("#")]
        assert (await ask(f"uji/K1/stream/{names[0]}")).content == b"segment"
        head = playlist.split('#EXT-X-MAP:URI="')[1].partition('"')[0]
        assert (await ask(f"uji/K1/stream/{head}")).headers["content-type"] == "video/mp4"
        key = playlist.split('METHOD=AES-128,URI="')[1].partition('"')[0]
        assert (await ask(f"uji/K1/stream/{key}")).json()["type"].endswith("camera-host")
        assert (await ask(f"uji/K2/stream/{names[0]}")).status_code == 404  # a part of another camera
        assert (await ask("uji/K1/stream/0123456789abcdef0123456789abcdef")).status_code == 404

    run(answers, work)


def test_many_screens_cost_one_request_and_a_dead_camera_holds_nobody_up(answers: Answers, base: str, cameras: ThreadingHTTPServer) -> None:
    emptied(answers, "camera_probe")
    add_camera(answers.warehouse, "K1", f"{base}/good.jpg")
    add_camera(answers.warehouse, "K2", f"{base}/slow")

    async def work(ask: Ask, desk: Desk) -> None:
        slow = asyncio.create_task(ask("uji/K2/photo.jpg"))
        found = await asyncio.gather(*(ask("uji/K1/photo.jpg") for _n in range(40)))
        assert {got.status_code for got in found} == {200} and not slow.done()
        assert cameras.asked.count("/good.jpg") == 1  # type: ignore[attr-defined]
        assert (await slow).status_code == 504
        assert (await ask("uji/K2/photo.jpg")).status_code == 504
        assert cameras.asked.count("/slow") == 1  # type: ignore[attr-defined]
        assert desk.watch.write() == 2

    run(answers, work)
    assert answers.warehouse.here().rows("select camera_id, kind, outcome from camera_probe order by 1") == [
        ("K1", "photo", "ok"), ("K2", "photo", "camera-timeout"),
    ]  # fmt: skip


def test_tours_come_back_after_a_restart_and_can_be_deleted(answers: Answers) -> None:
    tour = {"name": "Pagi Sudirman", "cameras": ["uji/K2", "uji/K1"], "dwell_s": 15, "tiles": 4}
    newer = {**tour, "cameras": ["uji/K1"], "tiles": 1}

    async def save(ask: Ask, _desk: Desk) -> None:
        assert (await ask("tours.json", "POST", json=tour)).status_code == 201
        assert (await ask("tours.json")).json() == [tour]
        assert (await ask("tours.json", "POST", json=newer)).status_code == 201
        for wrong in ({**tour, "dwell_s": 1}, {**tour, "tiles": 5}, {**tour, "cameras": []}, {**tour, "name": "<b>"}, [], {**tour, "cameras": ["a/b"] * 200}):
            assert (await ask("tours.json", "POST", json=wrong)).status_code == 400

    run(answers, save)

    async def again(ask: Ask, _desk: Desk) -> None:
        assert (await ask("tours.json")).json() == [newer]
        assert (await ask("tours.json?name=Pagi Sudirman", "DELETE")).status_code == 204
        assert (await ask("tours.json")).json() == []
        assert (await ask("tours.json?name=Pagi Sudirman", "DELETE")).status_code == 404

    run(Answers(answers.warehouse), again)
    assert answers.warehouse.here().one("select count(*) from camera_tour") == (3,)


def test_cameras_are_found_by_words_numbers_and_near_an_incident(answers: Answers) -> None:
    emptied(answers, "camera")
    for name in ("K1", "K2", "K3"):
        add_camera(answers.warehouse, name, "http://cctv.example.id/x.jpg", status="offline" if name == "K1" else "online")
    with answers.warehouse.working() as session:
        session.execute("update camera set lon = 106.9 where camera_id = 'K2'")
        session.execute(
            "insert into incident by name select 'uji' as source, 'I-7' as incident_id, 'K3' as camera_id, 'kemacetan' as event_type, 'tinggi' as priority, false as is_false_alarm, "
            "timestamp '2026-11-21' as detected_at, timestamp '2026-11-21' as updated_at, 106.91 as lon, -6.17 as lat, '31.71' as area, 'inside' as place, 1 as batch"
        )

    async def work(ask: Ask, _desk: Desk) -> None:
        async def keys(query: str) -> list[str]:
            return [said["key"] for said in (await ask(f"list.json?{query}")).json()["cameras"]]

        assert await keys("") == ["uji/K2", "uji/K3", "uji/K1"]  # what is off comes last
        assert await keys("q=k3 DISHUB") == ["uji/K3"]
        assert await keys("ids=uji/K3,uji/K1,uji/K9") == ["uji/K3", "uji/K1"]
        assert (await keys("dekat=I-7"))[0] == "uji/K2"
        assert await keys("area=31.74") == []
        assert (await ask("list.json?dekat=I-8")).status_code == 404
        assert (await ask("list.json?halaman=1")).status_code == 400
        assert "cctv.example.id" not in (await ask("list.json")).text

    run(answers, work)
