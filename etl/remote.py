"""Bytes of a URL: https, or http on loopback; redirects stay on the host; time and size are limited."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import httpx

from data.errors import FetchError

MAX_REMOTE = 256 << 20
MAX_S = 120.0  # for the whole answer: a server that gives a byte now and then must not hold a line for ever
TIMEOUT = httpx.Timeout(10.0, connect=5.0)
REDIRECTS = 3
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def without_secrets(url: str) -> str:
    """The URL as it may be shown: no user, no password, no query."""
    return re.sub(r"//[^/@]*@", "//", url).split("?", 1)[0].split("#", 1)[0]


def fetched(url: str) -> Iterator[bytes]:
    """The answer in chunks. Raises FetchError."""
    shown, deadline, taken = without_secrets(url), time.monotonic() + MAX_S, 0
    try:
        for chunk in _answer(url, shown):
            taken += len(chunk)
            if taken > MAX_REMOTE:
                raise FetchError(f"{shown} is larger than {MAX_REMOTE >> 20} MB.", "Fetch it by hand and load the file.")
            if time.monotonic() > deadline:
                raise FetchError(f"{shown} was not done after {MAX_S:g} s.", "The source is asked again later.")
            yield chunk
    except httpx.HTTPStatusError as error:
        raise FetchError(f"{shown} answered {error.response.status_code}.", "The source is asked again later.") from error
    except httpx.InvalidURL as error:
        raise FetchError(f"{shown} is no URL: {error}.", "Correct it.") from error
    except (httpx.HTTPError, UnicodeError) as error:
        raise FetchError(f"{shown} cannot be reached: {type(error).__name__}.", "The source is asked again later.") from error


def _answer(url: str, shown: str) -> Iterator[bytes]:
    parts = httpx.URL(url)
    if parts.scheme != "https" and parts.host not in LOOPBACK:
        raise FetchError(f"{shown} is not https.", "Only https is fetched from other machines.")
    with httpx.Client(timeout=TIMEOUT, trust_env=False) as client:
        for _ in range(REDIRECTS + 1):
            with client.stream("GET", parts) as answer:
                if not answer.has_redirect_location:
                    answer.raise_for_status()
                    yield from answer.iter_bytes()  # as they come: a chunk of a set size would wait for its last byte
                    return
                onward = parts.join(answer.headers["location"])
                if (onward.scheme, onward.host, onward.port) != (parts.scheme, parts.host, parts.port):
                    raise FetchError(f"{shown} points to another host, {onward.host}.", "Name that host in sources.toml if it is meant.")
                parts = onward
    raise FetchError(f"{shown} redirects more than {REDIRECTS} times.", "Name the final URL.")
