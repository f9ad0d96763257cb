"""Where blocking work leaves the event loop, and where every error of the screen ends."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from callbacks.door import request_id
from data.errors import CityError
from layouts.words import _

log = logging.getLogger("city.screen")
Explain = Callable[[str, str, str], Any]


async def shown(otherwise: Explain, make: Callable[..., Any], *given: Any) -> Any:
    """`make(*given)` in a thread. Whatever goes wrong becomes `otherwise(message, hint, number of the request)`."""
    try:
        return await asyncio.to_thread(make, *given)
    except CityError as error:
        log.warning("request %s: %s", request_id(), error)
        return otherwise(error.message, error.hint, request_id())
    except Exception:
        log.exception("request %s: nothing could be drawn", request_id())
        hint = _("Muat ulang halaman. Bila tetap terjadi, laporkan nomor ini kepada pengelola.")
        return otherwise(_("Bagian ini tidak dapat ditampilkan karena kesalahan program."), hint, request_id())
