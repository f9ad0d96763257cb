"""The first minute of a command center: areas, and the demo city when there is nothing else to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from data.clock import now, to_utc, to_wib
from data.errors import SettingsError
from data.settings import Settings
from data.warehouse import Warehouse
from etl import book, likeness, neighbours, tessellation
from etl.demo import city
from etl.demo.server import DemoServer
from etl.demo.server import sources as demo_sources
from etl.engine import load
from etl.feeds import feed
from etl.reference import rows
from etl.schedule import Scheduler
from etl.sources import Source, checked, listed

Say = Callable[[str, float], None]
LONGEST_GAP = timedelta(days=13)  # the demo city's server tells what changed in the last fourteen days
ONCE_S = 1e9


@dataclass(frozen=True, slots=True)
class Running:
    """What lives beside the server: the scheduler, and the demo city when it is on."""

    scheduler: Scheduler
    demo: DemoServer | None

    @property
    def homes(self) -> dict[str, int]:
        """Host names of the demo city -> port of the loopback."""
        return self.demo.homes if self.demo else {}

    def stop(self) -> None:
        self.scheduler.stop()
        if self.demo:
            self.demo.stop()


def prepare(warehouse: Warehouse, settings: Settings, say: Say, moment: datetime | None = None) -> bool:
    """Load what must be there before the first screen. Gives whether the demo city lives. `say` gets (what, share done)."""
    load_areas(warehouse, settings)
    lives = demo_lives(warehouse, settings)
    if lives:
        load_demo(warehouse, settings, moment or now(), say)
    return lives


def load_areas(warehouse: Warehouse, settings: Settings) -> None:
    """The boundary file that was given, else the schematic tessellation when there are no areas at all."""
    with warehouse.working() as session:
        (known,) = session.one("select count(*) from area")
    if settings.boundaries:
        if not settings.boundaries.is_file():
            raise SettingsError(f"CITY_BOUNDARIES names {settings.boundaries}, which is not there.", "Name a GeoJSON file of kelurahan.")
        load(warehouse, feed("areas"), settings.boundaries)
    elif not known:
        settings.var.mkdir(parents=True, exist_ok=True)
        file = tessellation.write(settings.var / "batas_skematik.geojson")
        load(warehouse, feed("areas"), file)
        file.unlink()


def demo_lives(warehouse: Warehouse, settings: Settings) -> bool:
    """auto: when the warehouse holds no batch but areas, or holds a demo city already."""
    if settings.demo != "auto":
        return settings.demo == "on"
    with warehouse.working() as session:
        (others, simulated) = session.one(
            "select count(*) filter (not is_simulated and feed <> 'areas'), count(*) filter (is_simulated) from source"
        )
    return bool(simulated) or not others


def load_demo(warehouse: Warehouse, settings: Settings, moment: datetime, say: Say) -> None:
    """Write the demo city's history and load it as any other files. Once: later it is caught up over its own server."""
    newest = _newest(warehouse)
    if newest and to_utc(moment) - newest < LONGEST_GAP:
        return
    by_event = {kind["feed"] for kind in rows("feed_kind") if kind["is_by_event"] == "true"}
    folder = city.write(settings.var / "demo", moment, settings, progress=lambda what, share: say(what, 0.35 * share))
    for nth, file in enumerate(city.FILES):
        path, part = folder / file.name, 0.65 / len(city.FILES)
        step = partial(_step, say, file.name, 0.35 + part * nth, part)
        batch = load(warehouse, feed(file.feed), path, source=file.source, loaded_at=moment, progress=step)
        if file.feed in by_event:  # its newest event may be weeks old, but the demo city has just been heard: no dead source
            book.note_attempt(warehouse, file.feed, file.source, batch.state, batch.seconds, batch=batch.batch)
        path.unlink()
    neighbours.catch_up(warehouse)
    likeness.catch_up(warehouse)
    say("", 1.0)


def _step(say: Say, name: str, begun: float, part: float, what: str, share: float) -> None:
    """One step of one file's load, as a share of the whole preparation."""
    say(f"{name}: {what.split(' ')[0]}", begun + part * share)


def start(warehouse: Warehouse, settings: Settings, has_demo: bool) -> Running:
    """Start polling: the sources of sources.toml, and the demo city's own server when it lives."""
    sources = listed(settings.sources_file)
    demo = DemoServer(settings) if has_demo else None
    if demo:
        published = tuple(checked(dict(entry), "the demo city") for entry in demo_sources(demo.start()))
        sources += _missed(warehouse, published) + published
    return Running(Scheduler(warehouse, sources).start(), demo)


def _missed(warehouse: Warehouse, published: tuple[Source, ...]) -> tuple[Source, ...]:
    """One look at what the demo city did while nobody watched: its changes since the newest that is known."""
    newest = _newest(warehouse)
    if newest is None:
        return ()
    since = to_wib(newest - timedelta(minutes=30)).strftime("%Y-%m-%dT%H:%M:%S")
    changing = [s for s in published if s.url.endswith((".csv", ".jsonl", ".json", ".xml"))]
    return tuple(replace(s, url=f"{s.url}?since={since}", every_s=ONCE_S) for s in changing)


def _newest(warehouse: Warehouse) -> datetime | None:
    """The newest event of the demo city's CRM. UTC, naive."""
    with warehouse.working() as session:
        (newest,) = session.one("select max(newest_event_at) from batch where feed = 'report_events' and source = 'simulasi_crm'")
    return newest if isinstance(newest, datetime) else None
