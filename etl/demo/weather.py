"""Warnings as CAP 1.2 before the rain that drives the demo's gates: over the city's basins, and above the Ciliwung's waves.

They are meant as real ones within the demo, so their status is Actual; source, sender and headline say that they are
simulated. An Alert comes two to five hours before the rain; now and then an Update makes it graver and longer shortly before, or
a Cancel ends it when the rain is over early.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

import numpy as np
from shapely import MultiPoint

from etl.demo.draws import draws
from etl.demo.gates import cloudbursts
from etl.demo.moments import DAY, HOUR
from etl.demo.places import Places
from etl.demo.waves import RUN_DAYS, waves

SENDER = "simulasi@bmkg.invalid"
QUIET_S = 80 * DAY  # no longer than this passes without a warning
_HEAVY, _GRAVE = 0.45, 0.9
_SEVERITIES = ("Moderate", "Severe", "Extreme")
_BASIN_KOTA = (("31.74", "31.75"), ("31.74", "31.71"), ("31.74", "31.73"), ("31.73",), ("31.75", "31.72"), ("31.75",), ("31.75",), ("31.72",))
_DOWNSTREAM = ("31.71", "31.74", "31.75")  # of the Ciliwung
_UPDATED, _CANCELLED, _CANCEL_S, _UPDATE_S = 0.35, 0.25, 9000, 2700
_REACH = 0.012  # degrees round the outermost kelurahan of a kota
_WORDS = {
    "lokal": ("Hujan lebat", "Hujan lebat disertai petir diprakirakan turun di {areas} mulai pukul {hour}.", "Waspadai genangan dan pohon tumbang; jauhi saluran dan tepi kali."),
    "hulu": ("Hujan lebat di hulu Ciliwung", "Hujan lebat di hulu Ciliwung mulai pukul {hour}; muka air Katulampa, Depok, lalu Manggarai dapat naik.", "Warga di bantaran Ciliwung bersiap; ikuti siaga pintu air."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Message:
    """One message. Moments are WIB seconds; refs is empty for an Alert."""

    identifier: str
    sent: int
    kind: str
    reason: str
    severity: int
    onset: int
    expires: int
    kota: tuple[str, ...]
    refs: str = ""


def messages(seed: int, since: int, until: int) -> tuple[Message, ...]:
    """The messages sent in [since, until), by moment."""
    made = [part for alert in (*_local(seed, since, until), *_upstream(seed, since, until)) for part in _series(seed, alert)]
    return tuple(sorted((m for m in made if since <= m.sent < until), key=lambda m: (m.sent, m.identifier)))


def _local(seed: int, since: int, until: int) -> list[Message]:
    day = np.arange(since // DAY - 1, until // DAY + 2)
    depth, burst = cloudbursts(seed, day)
    wet = depth > _HEAVY
    onset = np.where(wet, burst, np.iinfo(np.int64).max).min(axis=1)
    over = np.where(wet, burst, 0).max(axis=1) + 3 * HOUR
    lead = 2 * HOUR + draws(seed, "warning", day).below("lead", 3 * HOUR)
    return [
        _alert("lokal", int(day[i]), int(onset[i] - lead[i]), int(depth[i].max() > _GRAVE), int(onset[i]), int(over[i]),
               tuple(sorted({kota for basin in np.flatnonzero(wet[i]) for kota in _BASIN_KOTA[basin]})))
        for i in np.flatnonzero(wet.any(axis=1))
    ]  # fmt: skip


def _upstream(seed: int, since: int, until: int) -> list[Message]:
    run = np.arange(since // DAY // RUN_DAYS - 1, until // DAY // RUN_DAYS + 2)
    made = waves(seed, run)
    onset = made.peak[:, 0] - 3 * HOUR
    lead = 2 * HOUR + draws(seed, "warning/wave", run).below("lead", 3 * HOUR)
    return [
        _alert("hulu", int(run[i]), int(onset[i] - lead[i]), 1, int(onset[i]), int(made.peak[i, -1]) + 2 * HOUR, _DOWNSTREAM)
        for i in np.flatnonzero(made.comes)
    ]


def _alert(reason: str, no: int, sent: int, severity: int, onset: int, expires: int, kota: tuple[str, ...]) -> Message:
    return Message(f"simulasi.{reason}.{no}.1", sent // 60 * 60, "Alert", reason, severity, onset // 60 * 60, expires // 60 * 60, kota)


def _series(seed: int, alert: Message) -> list[Message]:
    """The alert, and what follows it: nothing, an update or a cancel."""
    luck = float(draws(seed, f"warning/{alert.reason}", np.array([alert.onset])).uniform("follows")[0])
    refs = f"{SENDER},{alert.identifier},{_iso(alert.sent)}"
    later = replace(alert, identifier=alert.identifier[:-1] + "2", refs=refs)
    if luck < _UPDATED:
        graver = min(alert.severity + 1, len(_SEVERITIES) - 1)
        return [alert, replace(later, kind="Update", sent=alert.onset - _UPDATE_S, severity=graver, expires=alert.expires + 2 * HOUR)]
    is_local = alert.reason == "lokal"  # a wave that is on its way is not called off
    if is_local and luck < _UPDATED + _CANCELLED and alert.onset + _CANCEL_S < alert.expires:
        return [alert, replace(later, kind="Cancel", sent=alert.onset + _CANCEL_S)]
    return [alert]


def cap_xml(seed: int, places: Places, since: int, until: int) -> bytes:
    """peringatan.xml: the messages sent in [since, until) as CAP 1.2, one <alert> each. Never empty over eighty days."""
    rings = {kota: _ring(places, kota) for kota in sorted({code[:5] for code in places.code})}
    name = {code[:5]: kota for code, kota in zip(places.code, places.kota, strict=True)}
    body = "".join(_text(message, name, rings) for message in messages(seed, since, until))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<feed>\n{body}</feed>\n'.encode()


def _text(message: Message, name: dict[str, str], rings: dict[str, str]) -> str:
    event, description, instruction = _WORDS[message.reason]
    areas = ", ".join(name[kota] for kota in message.kota)
    headline = {"Alert": "Peringatan dini", "Update": "Pembaruan peringatan dini", "Cancel": "Peringatan dini berakhir"}[message.kind]
    said = description.format(areas=areas, hour=_iso(message.onset)[11:16]) if message.kind != "Cancel" else "Hujan sudah reda."
    drawn = "".join(f"<area><areaDesc>{escape(name[k])}</areaDesc><polygon>{rings[k]}</polygon></area>" for k in message.kota)
    refs = f"<references>{message.refs}</references>" if message.refs else ""
    return (
        f'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>{message.identifier}</identifier><sender>{SENDER}</sender>'
        f"<sent>{_iso(message.sent)}</sent><status>Actual</status><msgType>{message.kind}</msgType><scope>Public</scope>{refs}"
        f"<info><language>id-ID</language><category>Met</category><event>{event}</event><urgency>Expected</urgency>"
        f"<severity>{_SEVERITIES[message.severity]}</severity><certainty>Likely</certainty><effective>{_iso(message.sent)}</effective>"
        f"<onset>{_iso(message.onset)}</onset><expires>{_iso(message.expires)}</expires><senderName>BMKG (DATA SIMULASI)</senderName>"
        f"<headline>{headline}: {event[0].lower()}{event[1:]} (simulasi)</headline><description>{escape(said)}</description>"
        f"<instruction>{instruction}</instruction>{drawn}</info></alert>\n"
    )


def _iso(moment: int) -> str:
    return f"{np.datetime64(moment, 's')}+07:00"


def _ring(places: Places, kota: str) -> str:
    """The outermost kelurahan of a kota as CAP draws them: latitude first, closed."""
    points = [(x, y) for code, x, y in zip(places.code, places.lon, places.lat, strict=True) if code.startswith(kota)]
    hull = MultiPoint(points).convex_hull.buffer(_REACH).simplify(_REACH / 6)
    return " ".join(f"{y:.4f},{x:.4f}" for x, y in hull.exterior.coords)


def told(seed: int, since: int, until: int) -> list[dict[str, object]]:
    """The messages sent in [since, until), for the truth file."""
    return [
        {"identifier": m.identifier, "type": m.kind, "reason": m.reason, "severity": _SEVERITIES[m.severity], "sent": _iso(m.sent), "onset": _iso(m.onset), "expires": _iso(m.expires)}
        for m in messages(seed, since, until)
    ]
