"""A small server with nothing but the map: schematic areas, planted cameras, reports and incidents, and a moving fleet.

`python -m tests.browser.map_app STATE_FOLDER PORT VEHICLES EVERY_S [TILE_URL]`; it can be killed and started again on the
same folder, as a real server would be.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from dash import ClientsideFunction, Dash, Input, dcc, html
from fastapi import FastAPI, Response
from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.answers import Answers
from data.settings import Settings
from data.warehouse import Warehouse
from etl import tessellation
from etl.engine import load
from etl.feeds import feed
from layouts import ids, theme
from layouts.document import Document
from layouts.map import city_map
from layouts.words import language, speaking
from live.hub import Hub
from live.routes import routes

ASSETS = Path(__file__).parents[2] / "assets"
CAMERAS, REPORTS, INCIDENTS = 8000, 3000, 40
PLANT = f"""
insert into source by name select * from (values ('simulasi_cctv', 'cameras'), ('simulasi_crm', 'citizen_reports'), ('simulasi_bus', 'transit_realtime')) v(source, feed),
  (select null::varchar as title, 'Jakarta' as city, true as is_home, true as is_simulated, now()::timestamp as first_seen_at);
insert into camera by name select 'simulasi_cctv' as source, 'K' || i as camera_id, 'Kamera ' || i as name, lon, lat, code as area, 'inside' as place,
  case when i % 12 = 0 then 'offline' else 'online' end as status, now()::timestamp as updated_at, 1 as batch
  from (select i, a.code, a.lon + ((hash(i) % 1000)::double - 500) / 1e5 as lon, a.lat + ((hash(i + 1) % 1000)::double - 500) / 1e5 as lat
        from range({CAMERAS}) r(i) join (select *, row_number() over (order by code) - 1 as k from area where level = 'kelurahan') a on a.k = i % 267);
insert into report by name select 'simulasi_crm' as source, 'R' || i as report_id, now()::timestamp - to_minutes(i * 10) as created_at, created_at as updated_at,
  'jalan' as category, lon, lat, code as area, 'inside' as place, created_at + interval 7 day as sla_due_at, false as is_private, 1 as batch,
  case when i % 9 = 0 then 'menunggu' else 'selesai' end as stage, case when i % 9 = 0 then 'open' else 'closed' end as status,
  case when i % 9 = 0 then null else created_at + interval 1 day end as last_closed_at, last_closed_at as first_closed_at, 0 as refused_n
  from (select i, a.code, a.lon + ((hash(i) % 1000)::double - 500) / 5e4 as lon, a.lat + ((hash(i + 1) % 1000)::double - 500) / 5e4 as lat
        from range({REPORTS}) r(i) join (select *, row_number() over (order by code) - 1 as k from area where level = 'kelurahan') a on a.k = hash(i) % 267);
insert into incident by name select 'simulasi_cctv' as source, 'I' || i as incident_id, 'K' || (i * 37) as camera_id, 'kecelakaan' as event_type,
  ['tinggi', 'sedang', 'rendah'][i % 3 + 1] as priority, false as is_false_alarm, now()::timestamp - to_minutes(i) as detected_at, detected_at as updated_at,
  c.lon, c.lat, c.area, 'inside' as place, 1 as batch from range({INCIDENTS}) r(i) join camera c on c.camera_id = 'K' || (i * 37);
insert into transit_route by name select 'simulasi_bus' as source, corridor as route_id, corridor as route_short_name, any_value(name) as route_long_name,
  3 as route_type, any_value(color) as route_color, 'brt' as service_class, 1 as batch from brt_corridors group by corridor;
insert into transit_trip by name select 'simulasi_bus' as source, corridor || '-' || direction as trip_id, corridor as route_id, 'x' as service_id,
  direction as direction_id, corridor || '-' || direction as shape_id, 1 as batch from brt_corridors group by corridor, direction;
insert into transit_shape by name select 'simulasi_bus' as source, corridor || '-' || direction as shape_id, seq, lon, lat, 1 as batch from brt_corridors;
update table_version set version = version + 1
"""
DRIVE = """
insert into vehicle_position by name
with leg as (
    select corridor, direction, lon, lat, lead(lon) over way as lon2, lead(lat) over way as lat2, row_number() over (order by corridor, direction, seq) as k
    from brt_corridors window way as (partition by corridor, direction order by seq)
),
legs as (select *, row_number() over (order by k) - 1 as nth, count(*) over () as n from leg where lon2 is not null),
way as (
    select i, l.*, greatest(30, 111320 * sqrt((lon2 - lon) ** 2 + (lat2 - lat) ** 2) / 9) as seconds
    from range($n) r(i) join legs l on l.nth = i % l.n
),
place as (select *, abs(lap - 1) as f, lap < 1 as is_back from (select *, ($t / seconds + i * 0.618) % 2 as lap from way))
select 'simulasi_bus' as source, 'B' || i as vehicle_id, now()::timestamp as seen_at, 'JKT ' || i as label, corridor as route_id, corridor || '-' || direction as trip_id,
       lon + (lon2 - lon) * f as lon, lat + (lat2 - lat) * f as lat, (degrees(atan2(lon2 - lon, lat2 - lat)) + case when is_back then 540 else 360 end) % 360 as bearing, 9.0 as speed_ms, 1 as batch
from place
"""
TILES = sys.argv[5] if __name__ == "__main__" and len(sys.argv) > 5 else ""
BUMP = "update table_version set version = version + 1 where table_name = 'vehicle_position'"


def drive(warehouse: Warehouse, n: int, every_s: float) -> None:
    """Move the fleet for ever: 40 % of the vehicles at every tick, as a real feed does."""
    session, tick = warehouse.session(), 0
    while True:
        which = "" if tick == 0 else f" where i % 5 in ({tick % 5}, {(tick + 2) % 5})"
        session.transact(
            [
                "delete from vehicle_position where seen_at < now()::timestamp - interval 2 minute",
                DRIVE + which,
                BUMP,
            ],
            {"n": n, "t": time.time()},
        )
        tick += 1
        time.sleep(every_s)


def page() -> html.Div:
    """The map, and the store of choices that a page would have."""
    return html.Div(
        [dcc.Store(id=ids.FILTERS), city_map(language(), TILES)],
        className="only-map",
    )


class Headers:
    """The strict policy under which the map must work, and the language and theme that the cookies ask for."""

    def __init__(self, app: ASGIApp, scripts: str, tiles: str) -> None:
        self.app = app
        self.policy = (
            f"default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: {tiles}; "
            "connect-src 'self'; worker-src 'self' blob:"
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Content-Security-Policy"] = self.policy
            await send(message)

        sent = cookie_parser(dict(scope.get("headers") or {}).get(b"cookie", b"").decode())
        with speaking(sent.get("lang", "id")), theme.wearing(sent.get("theme", "dark")):
            await self.app(scope, receive, sending)


def make(var: Path, vehicles: int, every_s: float) -> FastAPI:
    """The server over a warehouse in `var`, planted once."""
    warehouse = Warehouse.own(Settings(var=var, demo="off", memory="2GB"))
    with warehouse.working() as session:
        if not session.one("select count(*) from area")[0]:
            load(warehouse, feed("areas"), tessellation.write(var / "areas.geojson"))
            for statement in PLANT.split(";\n"):
                session.execute(statement)
    hub = Hub(Answers(warehouse))

    @asynccontextmanager
    async def lifespan(_server: FastAPI) -> AsyncIterator[None]:
        threading.Thread(target=drive, args=(warehouse, vehicles, every_s), daemon=True).start()
        await hub.start()
        yield
        await hub.stop()

    server = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)

    @server.get("/theme.css")
    async def stylesheet() -> Response:
        return Response(
            theme.stylesheet() + "body { margin: 0 } .only-map { height: 100vh }", media_type="text/css"
        )

    server.mount("/fonts", StaticFiles(directory=theme.font_folder()), name="fonts")
    server.include_router(routes(hub))
    dash: Dash = Document(
        __name__,
        server=server,
        assets_folder=str(ASSETS),
        compress=False,
        external_stylesheets=["/theme.css"],
        update_title="",
    )
    dash.layout = page
    dash.clientside_callback(ClientsideFunction("city_map", "filters"), Input(ids.FILTERS, "data"))
    dash._setup_server()
    server.add_middleware(Headers, scripts=" ".join(dash.csp_hashes()), tiles=TILES.split("/{z}")[0])
    return server


if __name__ == "__main__":
    made = make(Path(sys.argv[1]), int(sys.argv[3]), float(sys.argv[4]))
    uvicorn.run(
        made,
        host="127.0.0.1",
        port=int(sys.argv[2]),
        log_level="warning",
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=1,
    )
