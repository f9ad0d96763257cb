"""The web side: snapshots and layers with ETags, refusals in words, and who may open a socket."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from data.answers import Answers
from data.clock import to_utc
from data.warehouse import Warehouse
from etl import tessellation
from etl.engine import load
from etl.feeds import feed
from live.hub import Hub
from live.routes import routes
from live.wire import decode
from tests.live.conftest import Known, layer


def server_of(hub: Hub) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> Any:
        await hub.start()
        yield
        await hub.stop()

    app = FastAPI(lifespan=lifespan)
    app.include_router(routes(hub))
    return app


@pytest.fixture
def pushed(known: Known) -> Iterator[TestClient]:
    with TestClient(server_of(Hub(known, (layer(),), None, poll_s=0.01, beat_s=0.05))) as client:  # type: ignore[arg-type]
        yield client


@pytest.fixture
def mapped(warehouse: Warehouse, answers: Answers) -> Iterator[TestClient]:
    """A server over a warehouse that knows its areas, three reports and a camera."""
    load(warehouse, feed("areas"), tessellation.write(warehouse.settings.var / "areas.geojson"))
    with warehouse.working() as session:
        session.execute("""
            insert into source by name select 'kota' as source, 'x' as feed, 'Jakarta' as city, true as is_home, false as is_simulated, now()::timestamp as first_seen_at;
            insert into report by name select 'kota' as source, 'R' || i as report_id, now()::timestamp - to_hours(i + 1) as created_at, created_at as updated_at, 'jalan' as category,
              106.83 as lon, -6.2 + i / 100.0 as lat, (select code from area where level = 'kelurahan' limit 1) as area, 'inside' as place,
              now()::timestamp + to_hours(1 - i) - interval 1 minute as sla_due_at, false as is_private, 1 as batch from range(3) r(i);
            insert into camera by name select 'kota' as source, 'K1' as camera_id, 'Monas "utara"' as name, 106.827 as lon, -6.175 as lat, 'inside' as place,
              'offline' as status, now()::timestamp as updated_at, 1 as batch;
            update table_version set version = version + 1""")
    with TestClient(server_of(Hub(answers, (), poll_s=0.01))) as client:
        yield client


def test_a_snapshot_is_a_key_frame_and_is_not_sent_twice(pushed: TestClient, known: Known) -> None:
    with pushed.websocket_connect("/live/ws?layers=vehicles") as line:
        assert json.loads(line.receive_text())["kind"] == "hello"
        seen = pushed.get("/live/snapshot/vehicles")
        while decode(seen.content).seq == 0:
            seen = pushed.get("/live/snapshot/vehicles")
    assert decode(seen.content).ids == ["a", "b"] and seen.headers["content-encoding"] == "gzip"
    again = pushed.get("/live/snapshot/vehicles", headers={"If-None-Match": seen.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    weak = pushed.get(
        "/live/snapshot/vehicles", headers={"If-None-Match": f'"other", W/{seen.headers["etag"]}'}
    )
    assert weak.status_code == 304
    bare = pushed.get("/live/snapshot/vehicles", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in bare.headers and bare.content == seen.content


def test_the_socket_gives_hello_the_key_frame_differences_and_beats(pushed: TestClient, known: Known) -> None:
    with pushed.websocket_connect("/live/ws") as line:
        hello = json.loads(line.receive_text())
        assert hello["layers"] == ["vehicles"] and hello["beat_s"] == 0.05
        line.send_text("nonsense")
        line.send_text(json.dumps({"want": ["vehicles", "no such layer", 5]}))
        kinds: set[str] = set()
        while kinds != {"text", "bytes"}:
            message = line.receive()
            kinds |= {"text"} if message.get("text") else {"bytes"}
    assert pushed.get("/live/versions").json()["versions"] == {"vehicle_position": 1}


def test_a_table_that_moved_is_told_before_the_next_beat_is_due(known: Known) -> None:
    with TestClient(server_of(Hub(known, (layer(),), None, poll_s=0.01, beat_s=60.0))) as client, client.websocket_connect("/live/ws") as line:  # type: ignore[arg-type]
        hello = json.loads(line.receive_text())
        known.give(known.answer)
        while (beat := json.loads(line.receive_text()))["versions"].get("vehicle_position") != known.version:
            assert beat["kind"] == "beat"
    assert datetime.fromisoformat(beat["now"]) - datetime.fromisoformat(hello["now"]) < timedelta(seconds=30), "not with the beat that was due"


def test_a_wall_without_a_socket_says_with_its_polls_that_it_lives(known: Known) -> None:
    hub = Hub(known, (layer(),), None, poll_s=0.01, beat_s=0.05)  # type: ignore[arg-type]
    with TestClient(server_of(hub)) as client:
        said = {"id": "aula", "tour": "kota", "page": "peta", "painted": None, "heap_mb": 40.5, "paused": True}
        for wrong in ("nonsense", "[]", "{}", json.dumps(said)[:-1]):
            assert client.get("/live/versions", params={"wall": wrong}).json()["kind"] == "beat"
        assert hub.walls.judge(to_utc(hub.now())) == ()
        client.get("/live/versions", params={"wall": json.dumps(said)})
        (wall,) = hub.walls.judge(to_utc(hub.now()))
        assert (wall.said.wall_id, wall.said.heap_mb, wall.said.is_paused, wall.state) == ("aula", 40.5, True, "hidup")
        (later,) = hub.walls.judge(wall.seen_at + timedelta(seconds=31))
        assert later.state == "hilang", "no socket stands open for a wall that polls"


def test_a_socket_of_another_site_is_refused(pushed: TestClient) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        pushed.websocket_connect("/live/ws", headers={"Origin": "https://elsewhere.example"}),
    ):
        raise AssertionError("the socket was opened")


WRONG = [
    ("/live/snapshot/trams", 404, "trams"), ("/live/trams.geojson", 404, "areas"), ("/live/areas.geojson?measure=beauty", 400, "beauty"),
    ("/live/areas.geojson?level=rw", 400, "rw"), ("/live/reports.geojson?area=99", 400, "99"), ("/live/reports.geojson?window=soon", 400, "soon"),
]  # fmt: skip


def test_what_cannot_be_given_is_said(mapped: TestClient) -> None:
    for path, status, word in WRONG:
        answer = mapped.get(path)
        assert (path, answer.status_code) == (path, status)
        assert word in answer.json()["message"] + answer.json()["hint"]


def test_areas_come_with_outline_value_and_class(mapped: TestClient) -> None:
    found = mapped.get("/live/areas.geojson?level=kelurahan&measure=overdue_open")
    assert json.loads(found.headers["x-city-layer"])["schematic"] is True
    features = found.json()["features"]
    assert len(features) == 267 and features[0]["geometry"]["type"] in ("Polygon", "MultiPolygon")
    full = [f["properties"] for f in features if f["properties"]["state"] == "ok"]
    assert [(p["n"], p["value"], p["q"]) for p in full] == [(3, 2.0, 0)]
    empty = next(f["properties"] for f in features if f["properties"]["state"] != "ok")
    assert empty["value"] is None and empty["q"] is None
    bare = mapped.get("/live/areas.geojson?level=kelurahan&measure=overdue_open&shapes=0").json()["features"]
    assert bare[0]["geometry"] is None and len(bare) == 267


def test_reports_and_cameras_as_points(mapped: TestClient) -> None:
    reports = mapped.get("/live/reports.geojson?window=7d")
    assert json.loads(reports.headers["x-city-layer"])["late"] == 2
    assert reports.json()["features"][0]["properties"]["title_id"] == "Jalan rusak"
    cameras = mapped.get("/live/cameras.geojson")
    (camera,) = cameras.json()["features"]
    assert camera["geometry"]["coordinates"] == [106.827, -6.175]
    assert camera["properties"]["name"] == 'Monas "utara"'
    assert (
        mapped.get("/live/cameras.geojson", headers={"If-None-Match": cameras.headers["etag"]}).status_code
        == 304
    )
    head = mapped.head("/live/cameras.geojson")
    assert json.loads(head.headers["x-city-layer"]) == json.loads(cameras.headers["x-city-layer"])


def test_layers_without_rows_are_empty_collections(mapped: TestClient) -> None:
    for name in ("incidents", "routes"):
        assert mapped.get(f"/live/{name}.geojson").json() == {"type": "FeatureCollection", "features": []}


def test_many_reports_are_put_together(warehouse: Warehouse, mapped: TestClient) -> None:
    with warehouse.working() as session:
        session.execute("""
            insert into report by name select 'kota' as source, 'M' || i as report_id, now()::timestamp - interval 1 hour as created_at, created_at as updated_at,
              'jalan' as category, 106.7 + (i % 100) / 500.0 as lon, -6.3 + (i // 100) / 1500.0 as lat, (select code from area where level = 'kelurahan' limit 1) as area,
              'inside' as place, false as is_private, 1 as batch from range(30000) r(i);
            update table_version set version = version + 1""")
    while True:  # until the hub has seen the new version
        found = mapped.get("/live/reports.geojson?window=24h")
        about = json.loads(found.headers["x-city-layer"])
        if about["n"] > 3:
            break
    features = found.json()["features"]
    assert about["cell_m"] == 150 and len(features) < 20_000
    assert sum(f["properties"]["n"] for f in features) == about["n"] == 30_003
    assert gzip.compress(found.content)  # a body that came whole
