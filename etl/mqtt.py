"""MQTT: what is published on a topic is written down as it arrives and loaded in small batches, like a file of JSON lines.

A message that cannot be read goes to quarantine with its reason; the connection is made again for ever; and what was
written down before a crash is loaded at the next start. The broker keeps messages for us while we are away.
"""

from __future__ import annotations

import hashlib
import json
import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

from data.errors import BatchRefused, CityError, FeedError, ParseError
from data.warehouse import Warehouse
from etl import book
from etl.engine import load
from etl.feed import Mapping
from etl.feeds import feed

if TYPE_CHECKING:
    from etl.sources import Source

LOG = logging.getLogger("city.mqtt")
SCHEMES = ("mqtt://", "mqtts://")
MOST = 500  # messages in a batch; every_s of the source is the longest that one waits, a fifth of it when no other follows
LONGEST = 256 << 10  # bytes of a message
LONGEST_PAUSE_S = 60
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Address:
    """A topic of a broker. Topics may hold the wildcards + and #."""

    host: str
    port: int
    topic: str
    user: str = ""
    password: str = ""
    is_tls: bool = False


def address(url: str) -> Address:
    """`mqtt://user:password@host:port/topic/#`, or mqtts:// for TLS. Raises FeedError; the message never holds the password."""
    scheme, _, rest = url.partition("://")
    authority, _, topic = rest.partition("/")
    login, _, where = authority.rpartition("@")
    user, _, password = login.partition(":")
    host, _, port = where.rpartition(":") if where.rpartition(":")[2].isdigit() else (where, "", "")
    is_tls = scheme == "mqtts"
    if f"{scheme}://" not in SCHEMES or not host or not topic:
        raise FeedError(f"{scheme}://{where}/{topic} is no MQTT address.", "Write mqtt://host:port/topic.")
    if password and not is_tls and host.strip("[]") not in LOOPBACK:
        raise FeedError(f"A password would travel openly to {host}.", "Use mqtts://, or a broker on this machine.")
    return Address(host.strip("[]"), int(port or (8883 if is_tls else 1883)), topic, unquote(user), unquote(password), is_tls)


def lines_of(topic: str, payload: bytes) -> Iterator[str]:
    """The lines that a message becomes: one for an object, one for each object of an array. What is neither stays one line,
    which the JSONL reader then quarantines; an empty message (a cleared retained one) gives none."""
    if not payload.strip():
        return
    if len(payload) > LONGEST:
        yield f"{topic}: a message of {len(payload):,} bytes, more than {LONGEST >> 10} kB"
        return
    text = payload.decode("utf-8", "backslashreplace").replace("\r", " ").replace("\n", " ").replace("\0", "\\0").strip()
    if text.startswith("["):
        try:
            found = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
            yield from (json.dumps(one, ensure_ascii=False) for one in found)
            return
        except (ValueError, RecursionError):
            LOG.warning("%s: an array that is not JSON", topic)
    yield text


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("one name twice")
    return dict(pairs)


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


class Subscriber:
    """Listens to one source and loads what it hears, until it is stopped."""

    def __init__(self, warehouse: Warehouse, source: Source, most: int = MOST) -> None:
        self.warehouse = warehouse
        self.source = source
        self.address = address(source.url)
        self.most = most
        self._mapping = source.mapping()
        named = hashlib.sha256(f"{warehouse.settings.var.resolve()}|{source.url}".encode()).hexdigest()[:10]
        self.spool = warehouse.settings.var / "mqtt" / f"{source.feed}-{source.source}-{named}.jsonl"
        self._client = paho.Client(CallbackAPIVersion.VERSION2, client_id=f"city-{source.source}-{named}"[:60], clean_session=False)
        self._lock = threading.Lock()
        self._waiting = 0
        self._since = self._last = 0.0  # when the first and the newest of those that wait came
        self.is_listening = threading.Event()  # the broker has taken our subscription: what is published from now on is heard
        self._stop = threading.Event()
        self._ripe = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"mqtt-{source.source}", daemon=True)

    def start(self) -> Subscriber:
        """Connect in the background, and load what an earlier run left behind."""
        self.spool.parent.mkdir(parents=True, exist_ok=True)
        client, to = self._client, self.address
        client.on_connect, client.on_disconnect, client.on_message = self._on_connect, self._on_disconnect, self._on_message
        client.on_subscribe = lambda *_: self.is_listening.set()
        client.on_connect_fail = lambda *_: self._note("failed", f"{to.host}:{to.port} cannot be reached.")
        client.reconnect_delay_set(1, LONGEST_PAUSE_S)
        if to.user:
            client.username_pw_set(to.user, to.password)
        if to.is_tls:
            client.tls_set()
        client.connect_async(to.host, to.port, keepalive=30)
        client.loop_start()  # tries the first connection again as well
        self._thread.start()
        return self

    def stop(self, wait: float = 10.0) -> None:
        """Disconnect and load what has arrived."""
        self._client.disconnect()
        self._client.loop_stop()
        self._stop.set()
        self._ripe.set()
        self._thread.join(wait)

    def _on_connect(self, client: paho.Client, _: object, __: object, reason: Any, ___: object) -> None:
        if reason.is_failure:
            self._note("failed", f"The broker {self.address.host}:{self.address.port} refuses: {reason}.")
            return
        client.subscribe(self.address.topic, qos=1)

    def _on_disconnect(self, _: paho.Client, __: object, ___: object, reason: Any, ____: object) -> None:
        self.is_listening.clear()
        if not self._stop.is_set() and reason.is_failure:
            self._note("failed", f"The broker {self.address.host}:{self.address.port} is gone: {reason}.")

    def _on_message(self, _: paho.Client, __: object, message: paho.MQTTMessage) -> None:
        lines = "".join(f"{line}\n" for line in lines_of(message.topic, bytes(message.payload)))
        if not lines:
            return
        with self._lock:
            with self.spool.open("a", encoding="utf-8") as file:
                file.write(lines)
            self._last = time.monotonic()
            self._since = self._since if self._waiting else self._last
            self._waiting += lines.count("\n")
            is_ripe = self._waiting >= self.most
        if is_ripe:
            self._ripe.set()

    def _run(self) -> None:
        """Load what waits: after every_s, or sooner when nothing more came for a fifth of that."""
        quiet = self.source.every_s / 5
        pause = min(quiet, 0.2)
        self._load_parts()
        while not self._stop.is_set():
            self._ripe.wait(pause)
            now = time.monotonic()
            if self._ripe.is_set() or (self._waiting and (now - self._since >= self.source.every_s or now - self._last >= quiet)):
                self._ripe.clear()
                self._load_parts()
        self._load_parts()

    def _load_parts(self) -> None:
        """Put what has been written down aside as a part, and load every part there is, oldest first."""
        with self._lock:
            if self.spool.exists():
                self.spool.rename(self.spool.with_suffix(f".{time.time_ns()}.part"))
            self._waiting = 0
        for part in sorted(self.spool.parent.glob(f"{self.spool.stem}.*.part")):
            try:
                if not self._load(part):
                    return
            except Exception:  # a fault of the program: the part stays for the next try, and we go on listening
                LOG.exception("%s could not be loaded", part.name)
                return

    def _load(self, part: Path) -> bool:
        """Load one part; it is done with when it was loaded or refused. Gives whether to go on with the next."""
        started = time.monotonic()
        try:
            batch = load(self.warehouse, feed(self.source.feed), part, source=self.source.source, mapping=self._mapping or _fitting(self.source.feed, part), origin=f"mqtt:{self.address.topic}")
        except (BatchRefused, ParseError) as error:
            self._note("refused", str(error), time.monotonic() - started)
        except CityError as error:
            self._note("failed", str(error), time.monotonic() - started)
            self._since, self._waiting = time.monotonic(), max(self._waiting, 1)  # the part is tried again
            return False
        else:
            book.note_attempt(self.warehouse, self.source.feed, self.source.source, batch.state, batch.seconds, batch=batch.batch or None)
        part.unlink(missing_ok=True)
        return True

    def _note(self, outcome: str, error: str, seconds: float = 0.0) -> None:
        LOG.warning("%s %s: %s", self.source.feed, self.source.source, error)
        try:
            book.note_attempt(self.warehouse, self.source.feed, self.source.source, outcome, seconds, error)
        except CityError as trouble:
            LOG.warning("the books cannot be written: %s", trouble)


def _fitting(name: str, part: Path) -> Mapping | None:
    """The feed's mapping for JSON lines that the first readable message fits; bad messages before it decide nothing."""
    maps = [m for m in feed(name).mappings() if m.reader == "jsonl"]
    if len(maps) == 1:
        return maps[0]
    with part.open(encoding="utf-8") as lines:
        for line in lines:
            try:
                found = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if fits := [m for m in maps if isinstance(found, dict) and set(m.needs) <= set(found)]:
                return fits[0]
    return None
