"""The demo city on the air: a small local HTTP server that publishes what real sources would, for the moment.

What changed in the last 15 minutes, or since `?since=YYYY-MM-DDTHH:MM:SS` (WIB, at most 14 days back), is at
/crm/laporan.csv, /crm/tahapan.csv, /cctv/insiden.jsonl, /cctv/kamera.csv, /damkar/kebakaran.csv,
/sda/tinggi_muka_air.csv, /dlh/kualitas_udara.csv and /satpol/tugas.jsonl. Whatever `since` says, the officers' positions
of the last minute are at /satpol/posisi.jsonl, the whole directory of facilities is at /fasilitas.csv, and what offices
tell whole (registers.py) is at /register/<file>; the smaller services (services.py) are at /layanan/<file>, documents that
are no tables (documents.py) at /dokumen/<file>. The buses are at /gtfs.zip and /gtfs-rt/vehicle_positions.pb, trip_updates.pb and alerts.pb. Pictures and streams of the cameras: see
broadcast.py; pictures of reports: scenes.py.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import parse_qs, urlsplit

from data import clock as city_clock
from data.settings import Settings
from etl.demo import documents, realtime, scenes
from etl.demo.broadcast import Broadcast
from etl.demo.cameras import AIR
from etl.demo.documents import DOCUMENTS
from etl.demo.live import WINDOW_S, LiveCity, json_lines
from etl.demo.moments import DAY, day_of, seconds
from etl.demo.passages import told_at
from etl.demo.registers import REGISTERS, register
from etl.demo.schedule import gtfs_zip
from etl.demo.services import BY_FILE, SERVICES
from etl.demo.tables import csv_bytes

LONGEST_BACK_S = 14 * DAY
_PUBLISHED = (
    ("citizen_reports", "simulasi_crm", "/crm/laporan.csv", 20),
    ("report_events", "simulasi_crm", "/crm/tahapan.csv", 20),
    ("cameras", "simulasi_cctv", "/cctv/kamera.csv", 300),
    ("cctv_incidents", "simulasi_cctv", "/cctv/insiden.jsonl", 10),
    ("fires", "simulasi_damkar", "/damkar/kebakaran.csv", 30),
    ("water_levels", "simulasi_sda", "/sda/tinggi_muka_air.csv", 60),
    ("air_quality", "simulasi_dlh", "/dlh/kualitas_udara.csv", 300),
    ("officers", "simulasi_satpol", "/satpol/tugas.jsonl", 30),
    ("officers", "simulasi_satpol", "/satpol/posisi.jsonl", 60),
    ("facilities", "simulasi_fasilitas", "/fasilitas.csv", DAY),
    ("transit_schedule", "simulasi_transjakarta", "/gtfs.zip", DAY),
    ("transit_realtime", "simulasi_transjakarta", "/gtfs-rt/vehicle_positions.pb", 5),
    ("transit_realtime", "simulasi_transjakarta", "/gtfs-rt/trip_updates.pb", 15),
    ("transit_realtime", "simulasi_transjakarta", "/gtfs-rt/alerts.pb", 60),
    *((each.feed, each.source, f"/register/{each.name}", each.every_s) for each in REGISTERS),
    *((each.feed, each.source, each.path, each.every_s) for each in SERVICES),
    *((each.feed, each.source, each.path, each.every_s) for each in DOCUMENTS),
)
_KINDS = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson; charset=utf-8",
    "json": "application/json",
    "xml": "application/xml; charset=utf-8",
    "zip": "application/zip",
    "pb": "application/x-protobuf",
}


def sources(base_url: str) -> list[dict[str, str | int]]:
    """What the scheduler polls: feed, source, url and every_s (seconds between two looks) of each address."""
    return [
        {"feed": feed, "source": source, "url": base_url + path, "every_s": every}
        for feed, source, path, every in _PUBLISHED
    ]


class DemoServer:
    """A server thread on a free port of the loopback. `clock` gives the present moment, aware."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime] = city_clock.now) -> None:
        self.seed, self.clock = settings.demo_seed, clock
        self._city: LiveCity | None = None
        self._making, self._asking = Lock(), Lock()
        self._second = 0
        self._answers: dict[tuple[str, int], bytes] = {}
        self._zip: tuple[int, bytes] = (0, b"")
        self._http: ThreadingHTTPServer | None = None
        self.broadcast = Broadcast(settings.demo_seed, lambda: self._live().control.cameras)

    @property
    def homes(self) -> dict[str, int]:
        """Names that exist only while this server runs -> the port of the loopback at which they are found."""
        return {str(urlsplit(AIR).hostname): self._http.server_address[1]} if self._http else {}

    def start(self) -> str:
        """Start listening and give the base URL. The city is made in the background; an early request
        waits for it.
        """
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self))
        self._http.daemon_threads = True
        Thread(target=self._http.serve_forever, name="demo-city", daemon=True).start()
        Thread(
            target=lambda: self._live().warm(seconds(self.clock())), name="demo-city-warm", daemon=True
        ).start()
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def stop(self) -> None:
        """Stop listening and free the port. May be called twice."""
        if self._http is not None:
            self._http.shutdown()
            self._http.server_close()
            self._http = None

    def _live(self) -> LiveCity:
        with self._making:
            if self._city is None:
                self._city = LiveCity(self.seed)
            return self._city

    def answer(self, path: str, since: int | None) -> bytes | None:
        """The body for a path, or None when there is no such path. Asked twice within a second, it is made
        once.
        """
        if path not in {entry[2] for entry in _PUBLISHED}:
            return None
        moment = seconds(self.clock())
        key = (path, moment - WINDOW_S if since is None else since)
        with self._asking:
            if moment != self._second:
                self._second, self._answers = moment, {}
            if key not in self._answers:
                self._answers[key] = self._make(path, key[1], moment)
            return self._answers[key]

    def _make(self, path: str, since: int, moment: int) -> bytes:
        if path == "/gtfs.zip":
            return self._timetable(day_of(moment // DAY).year)
        city = self._live()
        moving = {
            "vehicle_positions.pb": realtime.vehicle_positions,
            "trip_updates.pb": realtime.trip_updates,
            "alerts.pb": realtime.alerts,
        }
        name = path.rsplit("/", 1)[1]
        if name in moving:
            return moving[name](city.fleet, told_at(self.seed, moment))
        if told := register(name):
            return csv_bytes(told.table(self.seed, city.world.places, moment))
        if name in BY_FILE:
            return csv_bytes(BY_FILE[name].told(self.seed, city.world.places, since, moment))
        if name in documents.BY_FILE:
            return documents.BY_FILE[name].told(self.seed, city.world.places, since, moment)
        tables = {
            "laporan.csv": city.reports,
            "tahapan.csv": city.events,
            "kamera.csv": city.cameras,
            "insiden.jsonl": city.incidents,
            "kebakaran.csv": city.fires,
            "tinggi_muka_air.csv": city.water,
            "kualitas_udara.csv": city.air,
            "tugas.jsonl": city.tasks,
            "posisi.jsonl": city.positions,
            "fasilitas.csv": city.facilities,
        }
        table = tables[name](since, moment)
        return json_lines(table) if name.endswith(".jsonl") else csv_bytes(table)

    def _timetable(self, year: int) -> bytes:
        if self._zip[0] != year:
            self._zip = (year, gtfs_zip(year))
        return self._zip[1]

    def since(self, query: str) -> int | None:
        """The moment of `?since=`, in WIB seconds. Raises ValueError with a sentence for the caller."""
        given = parse_qs(query).get("since", [""])[0]
        if not given:
            return None
        asked, now = seconds(city_clock.parse(given)), seconds(self.clock())
        if not now - LONGEST_BACK_S <= asked <= now:
            raise ValueError(
                f"since={given} is not within the last {LONGEST_BACK_S // DAY} days. Write the history again."
            )
        return asked


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, server: DemoServer, *args: object) -> None:
        self._demo = server
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer one request."""
        url = urlsplit(self.path)
        if seen := scenes.answer(url.path) or self._demo.broadcast.answer(url.path, seconds(self._demo.clock())):
            return self._send(*seen)
        try:
            body = self._demo.answer(url.path, self._demo.since(url.query))
        except ValueError as error:
            return self._send(400, str(error).encode(), "text/plain; charset=utf-8")
        if body is None:
            return self._send(404, b"The demo city does not publish this.", "text/plain; charset=utf-8")
        return self._send(200, body, _KINDS[url.path.rsplit(".", 1)[1]])

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Data", "DATA SIMULASI")
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):  # a reader that has seen enough
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the scheduler keeps its own book of every attempt."""
