"""One careful request to a camera, or to where a report's picture lies: vetted at the moment of connecting, short, of limited size, and never sent elsewhere."""

from __future__ import annotations

import asyncio
import base64
import ipaddress
import socket
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import httpcore

from api.cctv.hosts import LOOPBACK, Hosts
from api.problem import Refusal

DEADLINE_S = 5.0
REDIRECTS = 2
AT_ONCE, AT_ONCE_PER_HOST = 24, 8
_HEADERS = [(b"User-Agent", b"Jakarta-Command-Center"), (b"Accept", b"*/*"), (b"Accept-Encoding", b"identity")]


@dataclass(frozen=True, slots=True)
class About:
    """Whose pictures are fetched: in the kind of a refusal, in its words, and the setting that lists the hosts."""

    kind: str
    server: str
    setting: str

    def refused(self, status: int, kind: str, message: str, hint: str = "") -> Refusal:
        """A refusal; `kind` is what the screen translates."""
        return Refusal(status, f"{self.kind}-{kind}", message, hint)


CAMERAS = About("camera", "The camera's server", "CITY_CAMERA_HOSTS")
refused = CAMERAS.refused


@dataclass(frozen=True, slots=True)
class Got:
    """An answer of a camera's server: body, its content type in small letters, Last-Modified as sent, and the address that gave it."""

    body: bytes
    kind: str
    last_modified: str
    url: str


class Vetted(httpcore.AsyncNetworkBackend):
    """Connections to vetted addresses only: the name is resolved here, once, and the very address that was judged is dialled."""

    def __init__(self, hosts: Callable[[], Hosts], about: About) -> None:
        self._hosts, self._about = hosts, about
        self._plain = httpcore.AnyIOBackend()

    async def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        hosts = self._hosts()
        if home := hosts.homes.get(host):
            return await self._plain.connect_tcp(str(LOOPBACK), home, timeout)
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise self._about.refused(502, "unreachable", f"The host {host} cannot be found.", "Correct the address, or ask its owner.") from error
        addresses = [ipaddress.ip_address(entry[4][0]) for entry in found]
        bad = [a for a in addresses if not hosts.takes(a)]
        if bad or not addresses:
            raise self._about.refused(403, "address", f"The host {host} is at an address that may not be asked ({bad[0] if bad else 'none'}).", f"A private address must be listed in {self._about.setting} itself.")
        return await self._plain.connect_tcp(str(addresses[0]), port, timeout, None, socket_options)

    async def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None) -> httpcore.AsyncNetworkStream:
        raise self._about.refused(403, "address", "Files of this machine cannot be asked for.")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Fetcher:
    """What all screens share: connections, and how many requests may be under way in all and to one host."""

    def __init__(self, hosts: Callable[[], Hosts], deadline_s: float = DEADLINE_S, about: About = CAMERAS) -> None:
        self._hosts, self.about = hosts, about
        self._deadline_s = deadline_s
        self._pool = httpcore.AsyncConnectionPool(network_backend=Vetted(hosts, about), max_connections=AT_ONCE, keepalive_expiry=20)
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._host_turns: dict[str, asyncio.Semaphore] = {}

    async def close(self) -> None:
        """Let the connections go."""
        await self._pool.aclose()

    def vet(self, url: str) -> str:
        """The host of an address that may be asked. Raises Refusal (403) for a scheme or a host that is not allowed."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise self.about.refused(403, "scheme", f"An address that begins with {parts.scheme or 'nothing'}: cannot be shown in a browser.", "Use an HTTP address; of a camera its HLS address too.")
        if not self._hosts().names_host(parts.hostname):
            raise self.about.refused(403, "host", f"The host {parts.hostname} is not allowed.", f"Add it to {self.about.setting}.")
        return parts.hostname

    async def get(self, url: str, most: int) -> Got:
        """The body behind an address, within the deadline and `most` bytes; of a motion-JPEG stream its first picture. Raises Refusal."""
        host, progress = self.vet(url), [0]
        turns = self._host_turns.setdefault(host, asyncio.Semaphore(AT_ONCE_PER_HOST))
        try:
            async with asyncio.timeout(self._deadline_s), turns, self._turns:
                return await self._followed(url, most, progress)
        except (TimeoutError, httpcore.TimeoutException) as error:
            if progress[0]:
                raise self.about.refused(504, "endless", f"{self.about.server} sent {progress[0]} bytes in {self._deadline_s:g} s and did not end.") from error
            raise self.about.refused(504, "timeout", f"{self.about.server} did not answer within {self._deadline_s:g} s.") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as error:
            raise self.about.refused(502, "unreachable", f"{self.about.server} cannot be reached: {type(error).__name__}.") from error

    async def _followed(self, url: str, most: int, progress: list[int]) -> Got:
        first = urlsplit(url)
        for _hop in range(REDIRECTS + 1):
            async with self._asked(url) as answer:
                if answer.status in (301, 302, 303, 307, 308):
                    url = urljoin(url, _header(answer.headers, b"location"))
                    if (urlsplit(url).hostname, urlsplit(url).port) != (first.hostname, first.port):
                        raise self.about.refused(502, "redirect", f"{self.about.server} points to another host.", "Enter the final address.")
                    continue
                if answer.status != 200:
                    raise self.about.refused(502, "status", f"{self.about.server} answers {answer.status}.")
                kind = _header(answer.headers, b"content-type").lower()
                body = await _read(answer, kind, most, progress, self.about)
                return Got(body, kind.partition(";")[0].strip(), _header(answer.headers, b"last-modified"), url)
        raise self.about.refused(502, "redirect", f"{self.about.server} points on and on.")

    @asynccontextmanager
    async def _asked(self, url: str) -> AsyncIterator[httpcore.Response]:
        parts = urlsplit(url)
        login = [(b"Authorization", b"Basic " + base64.b64encode(f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()))] if parts.username else []
        plain = parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl()
        limits = dict.fromkeys(("connect", "read", "write", "pool"), self._deadline_s)
        async with self._pool.stream("GET", plain, headers=[(b"Host", parts.netloc.rpartition("@")[2].encode()), *_HEADERS, *login], extensions={"timeout": limits}) as answer:
            yield answer


async def _read(answer: httpcore.Response, kind: str, most: int, progress: list[int], about: About) -> bytes:
    """The body; of `multipart/x-mixed-replace` the first JPEG in it. Raises Refusal when it is larger than `most` bytes."""
    body, is_motion = bytearray(), kind.startswith("multipart/")
    async for chunk in answer.aiter_stream():
        body += chunk
        progress[0] = len(body)
        if is_motion and (begin := body.find(b"\xff\xd8\xff")) >= 0 and (end := body.find(b"\xff\xd9", begin)) >= 0:
            return bytes(body[begin : end + 2])
        if len(body) > most:
            raise about.refused(502, "large", f"{about.server} sent more than {most // 1000} kB.", "A picture that never ends is no picture: enter the address of a single one.")
    return bytes(body)


def _header(headers: Sequence[tuple[bytes, bytes]], name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in headers if key.lower() == name), "")
