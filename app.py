"""The front door: `create_app(settings)` makes the server, `python app.py` runs it."""

from __future__ import annotations

import sys

if __name__ == "__main__" and sys.argv[1:2] == ["briefing"]:  # needs neither screen nor API: without them it starts a second earlier, in less memory
    from layouts.briefing import command

    sys.exit(command.run(sys.argv[2:]))

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial

import uvicorn
from dash import Dash
from fastapi import FastAPI, Response
from fastapi.staticfiles import StaticFiles
from tqdm import tqdm

import api
from api import archive, photos, tables
from api import briefing as briefings
from api.cctv.desk import Desk
from api.cctv.fetch import Fetcher
from api.cctv.hosts import Hosts
from api.cctv.routes import routes as camera_routes
from api.cctv.routes import watching
from api.cctv.watch import Watch
from api.problem import not_found
from callbacks import alarm_commands, reviews, screen
from callbacks.ahead import Ahead
from callbacks.door import Door, policy, request_id
from data.alarms.engine import Engine
from data.alarms.watch import Watch as AlarmWatch
from data.answers import Answers
from data.clock import now
from data.definitions import keep_definitions
from data.errors import CityError, SettingsError
from data.settings import Settings
from data.warehouse import Warehouse
from etl import begin
from etl.feeds import feeds
from etl.receive import receive
from layouts import pages, theme
from layouts.briefing.courier import Courier
from layouts.briefing.template import templates
from layouts.document import Document
from layouts.panel import Page
from layouts.wall import tour
from live import routes as live
from live.alarms import standing
from live.hub import Hub
from live.walls import keep

STOP_S = 2  # seconds that open connections get when the server ends


def create_app(settings: Settings, warehouse: Warehouse | None = None, has_demo: bool | None = None) -> FastAPI:
    """The server over a warehouse: its own, opened here and closed when the server ends, or the one that is given.

    has_demo  poll the listed sources while the server runs, the demo city's among them when True; None polls nothing
    Raises WarehouseError when the warehouse cannot be opened.
    """
    owned = Warehouse.own(settings) if warehouse is None else warehouse
    keep_definitions(owned, now())
    answers = Answers(owned)
    hub = Hub(answers, alarms=standing)
    alarms = AlarmWatch(answers, Engine(owned))
    cameras = camera_desk(settings, answers)
    pictures = photos.Photos.of(answers, Hosts.parsed(settings.photo_hosts, setting="CITY_PHOTO_HOSTS"))
    courier = Courier.of(answers, settings)

    @asynccontextmanager
    async def lifespan(_server: FastAPI) -> AsyncIterator[None]:
        await hub.start()
        alarms.start()
        courier.start()
        keeping = asyncio.create_task(keep(hub.walls, answers, hub.now))
        running = None if has_demo is None else begin.start(owned, settings, has_demo)
        homes = running.homes if running else None
        cameras.hosts = Hosts.parsed(settings.camera_hosts, homes)
        pictures.hosts = Hosts.parsed(settings.photo_hosts, homes, "CITY_PHOTO_HOSTS")
        ahead = Ahead(answers, found, now).start() if running else None
        async with watching(cameras):
            yield
        if ahead:
            await asyncio.to_thread(ahead.stop)
        await pictures.fetcher.close()
        if running:
            await asyncio.to_thread(running.stop)
        keeping.cancel()
        await asyncio.to_thread(alarms.stop)
        await asyncio.to_thread(courier.stop)
        await hub.stop()
        if warehouse is None:
            owned.close()

    server = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    server.state.answers = answers
    add_static(server, settings)
    server.include_router(live.routes(hub))
    server.include_router(alarm_commands.routes(alarms.engine, alarms.now))
    server.include_router(api.routes(answers, settings, partial(take_in, owned), number=request_id))
    server.include_router(briefings.routes(answers, settings, request_id))
    server.include_router(archive.routes(answers, settings, request_id))
    server.include_router(tables.routes(answers, request_id))
    server.include_router(camera_routes(cameras, request_id))
    server.include_router(photos.routes(pictures, request_id))
    found = pages.found()
    tours = tour.found(found)
    dash = make_screen(server, settings, answers, found, tours)
    addresses = frozenset(shown.path for shown in (*found, *tours))
    server.add_middleware(Door, policy=policy(dash.csp_hashes(), settings.tile_url), lang=settings.lang, pages=addresses)
    return server


def camera_desk(settings: Settings, answers: Answers) -> Desk:
    """Where pictures of cameras are fetched. Raises SettingsError for CITY_CAMERA_HOSTS that cannot be understood."""
    desk = Desk(answers, Hosts.parsed(settings.camera_hosts), Fetcher(lambda: desk.hosts), Watch(answers.warehouse))
    return desk


def take_in(warehouse: Warehouse, feed: str, body: bytes, content_type: str, source: str | None) -> dict[str, object]:
    """A pushed batch, for the API. Raises its 404 for a feed that does not exist, FeedError for rows that cannot be used."""
    if feed not in feeds():
        raise not_found(f"There is no feed {feed!r}.", f"Known feeds: {', '.join(feeds())}.")
    return receive(warehouse, feed, body, content_type, source)


def add_static(server: FastAPI, settings: Settings) -> None:
    """Fonts from their package, and the style sheet of the theme, with the mark of the house beside the title."""
    server.mount("/fonts", StaticFiles(directory=theme.font_folder()), name="fonts")
    known = templates(settings)
    for problem in known.problems:
        print(problem, file=sys.stderr)
    shown = theme.stylesheet() + (theme.marked(known.house.mark.shape) if known.house.mark else "")

    @server.get("/theme.css")
    async def stylesheet() -> Response:
        return Response(shown, media_type="text/css")


def make_screen(server: FastAPI, settings: Settings, answers: Answers, found: Sequence[Page], tours: Sequence[tour.Tour]) -> Dash:
    """Dash on that server, with its pages and callbacks; addresses that no page has are answered with 404."""
    dash = Document(
        __name__, server=server, compress=False, serve_locally=True, update_title="", title="Jakarta Command Center",
        websocket_inactivity_timeout=0, enable_mcp=False, suppress_callback_exceptions=True, external_stylesheets=["/theme.css"],
        meta_tags=[{"name": "city-charts", "content": " ".join(page.path for page in found if any(panel.has_chart for panel in page.all_panels))}, {"name": "city-narrowed", "content": " ".join(page.path for page in found if page.narrows)}],
    )  # fmt: skip
    screen.register(dash, found, answers, settings.tile_url, tours)
    reviews.register(dash, answers)
    dash._setup_server()  # or a socket that reconnects first finds no callbacks
    server.add_api_route("/{path:path}", dash.missing, methods=["GET"])  # before Dash's own, which answers 200 to anything
    return dash


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT. Raises CityError when the warehouse cannot be opened."""
    # uvicorn ends in order and then raises the signal once more: this turns it into a plain end, with the warehouse closed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    warehouse = Warehouse.own(settings)
    try:
        with tqdm(total=100, bar_format="{l_bar}{bar}| {elapsed} {postfix}", disable=not sys.stderr.isatty()) as bar:
            has_demo = begin.prepare(warehouse, settings, partial(show, bar))
        config = uvicorn.Config(
            create_app(settings, warehouse, has_demo), host=settings.host, port=settings.port, log_level="warning", access_log=False,
            ws_per_message_deflate=False, timeout_graceful_shutdown=STOP_S,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[listen(settings)])
    finally:
        warehouse.close()


def listen(settings: Settings) -> socket.socket:
    """The socket to serve on; says where. Raises SettingsError when the port is taken."""
    taken = socket.socket()
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((settings.host, settings.port))
    except OSError as error:
        raise SettingsError(f"{settings.host}:{settings.port} cannot be listened on: {error.strerror}.", "Set CITY_PORT to a free port.") from error
    taken.listen(128)  # whoever follows the printed address at once waits for a moment, and is not turned away
    address = f"http://{settings.host}:{taken.getsockname()[1]}"
    print(f"Jakarta Command Center: {address}\nOn a wall:              {address}/wall/kota", flush=True)
    return taken


def show(bar: tqdm, what: str, share: float) -> None:
    """One step of the preparation on the progress bar."""
    bar.set_postfix_str(what)
    bar.update(100 * share - bar.n)


def main(argv: Sequence[str]) -> int:
    """`python app.py` serves; errors are said in one line. (`python app.py briefing …` is answered above.)"""
    try:
        settings = Settings.from_env()
        if argv:
            raise SettingsError(f"{argv[0]!r} is not understood.", "Use no word to serve, or `briefing --help`.")
        serve(settings)
    except CityError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
