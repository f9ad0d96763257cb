"""The 8,000 cameras of the demo: along the BRT corridors, along main roads between neighbouring kelurahan,
and in neighbourhoods.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.demo.corridors import load_corridors
from etl.demo.draws import Bools, Draws, Floats, Ints, draws
from etl.demo.moments import DAY, HOUR
from etl.demo.places import Places, shift
from etl.demo.tables import digits, joined, moment, number, words

COUNT = 8_000
_ON_BUSWAY, _ON_ROADS = 2_600, 2_700
_OWNERS = ("Dishub", "Diskominfotik", "Transjakarta", "Bina Marga", "Satpol PP")
_SLOT_S = 6 * HOUR  # a camera goes off or comes back at most once in a slot
_SPELL_SLOTS = 60  # fifteen days
HISTORY_S = 35 * DAY  # of states, in the file of the history
# A name that cannot exist (RFC 6761): the server points it at the demo city's own, wherever that listens this time.
AIR_HOST = "http://kamera.simulasi.invalid"
AIR = f"{AIR_HOST}/cctv/"
_EVERY_STREAM = 4


@dataclass(frozen=True, slots=True)
class Cameras:
    """The cameras; element i has id CAM-(i + 1). false_share: how many of its alarms are false; busy:
    weight for incidents.
    """

    name: pa.Array
    owner: Ints
    lon: Floats
    lat: Floats
    down_share: Floats
    phase_s: Ints
    false_share: Floats
    busy: Floats


def ids(index: Ints) -> pa.Array:
    """CAM-0001 …"""
    return joined("CAM-", digits(index + 1, 4))


def has_stream(no: int) -> bool:
    """Whether a camera (counted from 0) sends video beside its photo: one in four does."""
    return no % _EVERY_STREAM == 0


def load_cameras(seed: int, places: Places) -> Cameras:
    """The cameras of a seed. About one in twelve is a bad one that is often off, one in ten cries wolf."""
    own = draws(seed, "camera", np.arange(COUNT))
    lon, lat, name, kind = _sites(own, places)
    owner = np.select(
        [kind == 0, kind == 1],
        [np.where(own.chance("tj", 0.6), 2, 0), np.where(own.chance("bm", 0.25), 3, 0)],
        np.where(own.chance("pp", 0.2), 4, 1),
    )
    down = np.where(
        own.chance("bad", 0.085), 0.2 + 0.5 * own.uniform("down"), 0.005 + 0.07 * own.uniform("down")
    )
    false = np.where(own.chance("wolf", 0.1), 0.3 + 0.4 * own.uniform("false"), 0.165 * own.uniform("false"))
    busy = own.lognormal("busy", 1.0, 1.1)
    return Cameras(
        name, owner, np.round(lon, 6), np.round(lat, 6), down, own.below("phase", _SLOT_S), false, busy
    )


def _sites(own: Draws, places: Places) -> tuple[Floats, Floats, pa.Array, Ints]:
    index = np.arange(COUNT)
    kind = np.select([index < _ON_BUSWAY, index < _ON_BUSWAY + _ON_ROADS], [0, 1], 2)
    ways = [way for way in load_corridors() if way.direction == 0]
    points = np.concatenate([way.shape[:, :2] for way in ways])
    at = own.below("point", len(points))
    way = np.repeat(np.arange(len(ways)), [len(w.shape) for w in ways])[at]
    lon, lat = shift(own, points[at, 0], points[at, 1], 45)
    home = own.pick("home", np.where(places.cell_count > 0, places.population, places.population * 0.5))
    road_lon, road_lat, goal = _on_road(own, places)
    in_lon, in_lat = places.points(own, home)
    start = own.below("start", len(places.code))
    busway = joined("Koridor ", words([str(w.corridor) for w in ways], way), " ", digits(index + 1, 4))
    road = joined(
        "Arteri ",
        words(places.kelurahan, start),
        " - ",
        words(places.kelurahan, goal),
        " ",
        digits(index + 1, 4),
    )
    local = joined("Kel. ", words(places.kelurahan, home), " ", digits(index + 1, 4))
    name = pa.concat_arrays(
        [busway[:_ON_BUSWAY], road[_ON_BUSWAY : _ON_BUSWAY + _ON_ROADS], local[_ON_BUSWAY + _ON_ROADS :]]
    )
    return np.choose(kind, [lon, road_lon, in_lon]), np.choose(kind, [lat, road_lat, in_lat]), name, kind


def _on_road(own: Draws, places: Places) -> tuple[Floats, Floats, Ints]:
    """Points on the straight line from a kelurahan's centroid to one of its three nearest mainland
    neighbours.
    """
    start = own.below("start", len(places.code))
    land = places.cell_count > 0
    far = (places.lon[:, None] - places.lon) ** 2 + (places.lat[:, None] - places.lat) ** 2
    far = np.where(np.eye(len(far), dtype=bool) | ~land[None, :], np.inf, far)
    near = np.argsort(far, axis=1)[:, :3]
    goal = near[start, own.below("goal", 3)]
    goal = np.where(land[start], goal, start)
    part = own.uniform("part")
    lon = places.lon[start] + (places.lon[goal] - places.lon[start]) * part
    lat = places.lat[start] + (places.lat[goal] - places.lat[start]) * part
    return *shift(own, lon, lat, 20), goal


def status(seed: int, cameras: Cameras, now: int) -> tuple[Bools, Ints]:
    """(is online, moment of the last change) of each camera at a moment in WIB seconds.

    Online or not is drawn for each six-hour slot. Without a change in fifteen days the camera has confirmed
    its status at the last of the fixed fifteen-day marks, so the moment never goes back.
    """
    slot = (now - cameras.phase_s) // _SLOT_S
    return _held(_online(seed, cameras, slot, _SPELL_SLOTS + 1), slot, cameras, now)


def _online(seed: int, cameras: Cameras, slot: Ints, n: int) -> Bools:
    """(camera, n): whether each is online in its slot and the n - 1 slots before it."""
    slots = slot[:, None] - np.arange(n)[None, :]
    camera = np.broadcast_to(np.arange(COUNT)[:, None], slots.shape)
    luck = draws(seed, "camera/status", camera.ravel(), slots.ravel()).uniform("down").reshape(slots.shape)
    return np.asarray(luck >= cameras.down_share[:, None])


def _held(online: Bools, slot: Ints, cameras: Cameras, now: int) -> tuple[Bools, Ints]:
    """What `status` gives, from the last fifteen days' slots."""
    differs = online[:, :-1] != online[:, 1:]
    changed = (slot - np.argmax(differs, axis=1)) * _SLOT_S + cameras.phase_s
    mark = now // (_SPELL_SLOTS * _SLOT_S) * (_SPELL_SLOTS * _SLOT_S)
    return online[:, 0], np.maximum(np.where(differs.any(axis=1), changed, mark), mark)


def camera_table(seed: int, cameras: Cameras, now: int, since: int | None = None) -> pa.Table:
    """Columns of kamera.csv at a moment; with `since`, only the cameras that changed from then on."""
    online, changed = status(seed, cameras, now)
    rows = np.arange(COUNT) if since is None else np.flatnonzero(changed >= since)
    return _table(cameras, rows, online[rows], changed[rows])


def history_table(seed: int, cameras: Cameras, since: int, now: int) -> pa.Table:
    """The same columns for every change since then (HISTORY_S seconds at the most), and the state before each camera's first one."""
    slots = min(HISTORY_S, now - since) // _SLOT_S
    slot = (now - cameras.phase_s) // _SLOT_S
    online = _online(seed, cameras, slot, slots + _SPELL_SLOTS + 1)
    seen = [_held(online[:, back : back + _SPELL_SLOTS + 1], slot - back, cameras, now - _SLOT_S * back) for back in range(slots, -1, -1)]
    online, changed = np.stack([s[0] for s in seen]), np.stack([s[1] for s in seen])
    is_new = np.concatenate([np.ones((1, COUNT), bool), changed[1:] != changed[:-1]])
    slot, camera = np.nonzero(is_new)
    return _table(cameras, camera, online[slot, camera], changed[slot, camera])


def _table(cameras: Cameras, rows: Ints, online: Bools, changed: Ints) -> pa.Table:
    """kamera.csv of these cameras, each in this state since that moment."""
    stream = joined(AIR, ids(rows), "/siaran.m3u8")
    return pa.table(
        {
            "id_kamera": ids(rows),
            "nama": cameras.name.take(pa.array(rows)),
            "pemilik": words(_OWNERS, cameras.owner[rows]),
            "bujur": number(cameras.lon[rows]),
            "lintang": number(cameras.lat[rows]),
            "url_stream": pc.if_else(pa.array(rows % _EVERY_STREAM == 0), stream, ""),
            "url_foto": joined(AIR, ids(rows), "/foto.jpg"),
            "status": words(("offline", "online"), online.astype(np.int64)),
            "waktu_ubah": moment(changed),
        }
    )
