"""Jams and alerts on the corridors' roads, in the form of Waze for Cities: a list of snapshots, one every five minutes.

A stretch of about 1.2 km has a free speed; by hour of the day, rain and its own luck some share of that speed is lost. From
40 % on it is a jam, and its level counts the fifths that are lost, as Waze's levels do. All numbers are ours.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from etl.demo.corridors import Direction, load_corridors
from etl.demo.draws import Floats, Ints, draws
from etl.demo.moments import DAY, HOUR, WIB_AHEAD, days
from etl.demo.places import Places

STEP_S, HISTORY_S = 300, 2 * HOUR
_STRETCH_M, _FREE_KMH = 1200, 45.0
_BLOCK_S, _KNOT_S = 2 * HOUR, 1800
# Per cent of the free speed that is lost on a working day, hour by hour from 0 to 23 WIB.
_LOST = (4, 2, 2, 2, 5, 18, 38, 50, 46, 36, 31, 31, 33, 31, 32, 36, 45, 55, 56, 46, 34, 24, 15, 8)
_FREE_DAY, _RAIN, _LEAST = 0.9, 0.22, 0.4
_ALERTS, _SHORTEST_S, _LONGEST_S = 40, 600, 4200  # candidates an hour, and how long one stands
_KINDS = (
    ("ACCIDENT", "ACCIDENT_MINOR", 22), ("ACCIDENT", "ACCIDENT_MAJOR", 5), ("HAZARD", "HAZARD_ON_ROAD_POT_HOLE", 16),
    ("HAZARD", "HAZARD_ON_SHOULDER_CAR_STOPPED", 24), ("JAM", "JAM_HEAVY_TRAFFIC", 24), ("ROAD_CLOSED", "ROAD_CLOSED_CONSTRUCTION", 3),
    ("HAZARD", "HAZARD_WEATHER_FLOOD", 0),
)  # fmt: skip
_FLOOD_WEIGHT = 40  # of the last kind on a day of heaviest rain


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a corridor in one direction, between two of its stations. line: lon, lat."""

    street: str
    line: Floats
    metres: float


def load_stretches() -> tuple[Stretch, ...]:
    """All stretches, in the order of corridor, direction and way."""
    return tuple(part for direction in load_corridors() for part in _cut(direction))


def _cut(direction: Direction) -> list[Stretch]:
    metres = direction.shape[:, 2]
    edges = np.unique(np.append(np.arange(0, len(metres) - 1, max(1, round(_STRETCH_M * len(metres) / metres[-1]))), len(metres) - 1))
    return [
        Stretch(_street(direction, float(metres[a]), float(metres[b])), np.round(direction.shape[a : b + 1, :2], 6), float(metres[b] - metres[a]))
        for a, b in pairwise(edges)
    ]


def _street(direction: Direction, begin: float, end: float) -> str:
    last = len(direction.stops) - 1
    first = min(int(np.searchsorted(direction.along_m, begin, side="right")) - 1, last - 1)
    then = min(max(int(np.searchsorted(direction.along_m, end)), first + 1), last)
    return f"Koridor {direction.corridor}, {direction.stops[first]}–{direction.stops[then]}"


def lost(seed: int, count: int, moment: int) -> tuple[Floats, Floats]:
    """Shares of the free speed that each of `count` stretches loses at a moment, and that it loses as a rule at this hour."""
    kind = days(seed, np.array([moment // DAY]))
    is_free = kind.weekday[0] >= 5 or kind.is_holiday[0]
    usual = float(np.interp(moment % DAY / HOUR, np.arange(25), (*_LOST, _LOST[0]))) / 100 * (_FREE_DAY if is_free else 1.0)
    stretch, knot = np.arange(count), moment // _KNOT_S
    own = draws(seed, "traffic/stretch", stretch)
    busy = usual * (0.35 + 0.95 * own.uniform("busy"))
    before, after = (draws(seed, "traffic/luck", stretch, np.full(count, n)).normal("now") for n in (knot, knot + 1))
    luck = before + (after - before) * (moment % _KNOT_S) / _KNOT_S
    return np.clip(busy + usual * (0.28 * luck + _RAIN * kind.rain[0]), 0, 0.97), busy


def snapshot(seed: int, stretches: tuple[Stretch, ...], moment: int) -> dict[str, object]:
    """What Waze would tell at a moment, WIB seconds."""
    now, usual = lost(seed, len(stretches), moment)
    stretch = np.arange(len(stretches))
    shifted = draws(seed, "traffic/stretch", stretch).below("shift", _BLOCK_S)  # jams do not all change their number at one moment
    block = (moment + shifted) // _BLOCK_S
    begun, rows = block * _BLOCK_S - shifted, np.flatnonzero(now >= _LEAST)
    number, speed = draws(seed, "traffic/jam", stretch, block).bits("uuid") >> np.uint64(16), _FREE_KMH * (1 - now)
    odd = [i for i in rows if now[i] - usual[i] > 0.25]
    return {
        "startTimeMillis": _millis(moment - STEP_S),
        "endTimeMillis": _millis(moment),
        "jams": [_jam(stretches[i], int(number[i]), int(begun[i]), float(now[i]), float(speed[i])) for i in rows],
        "irregularities": [
            {
                "id": int(number[i]), "detectionDateMillis": _millis(int(begun[i])), "street": stretches[i].street, "severity": min(5, int(now[i] * 5) + 1),
                "speed": round(float(speed[i]), 1), "regularSpeed": round(_FREE_KMH * (1 - float(usual[i])), 1),
                "delaySeconds": _delay(stretches[i], float(speed[i])), "length": round(stretches[i].metres), "line": _line(stretches[i]),
            }
            for i in odd
        ],
        "alerts": _alerts(seed, stretches, moment),
    }  # fmt: skip


def _jam(stretch: Stretch, number: int, begun: int, share: float, speed: float) -> dict[str, object]:
    return {
        "uuid": number, "pubMillis": _millis(begun), "street": stretch.street, "city": "Jakarta", "level": min(4, int(share * 5)), "speedKMH": round(speed, 2),
        "speed": round(speed / 3.6, 3), "length": round(stretch.metres), "delay": _delay(stretch, speed), "roadType": 2, "line": _line(stretch),
    }  # fmt: skip


def _delay(stretch: Stretch, speed: float) -> int:
    return round(stretch.metres * 3.6 * (1 / speed - 1 / _FREE_KMH))


def _line(stretch: Stretch) -> list[dict[str, float]]:
    return [{"x": float(x), "y": float(y)} for x, y in stretch.line]


def _millis(moment: int) -> int:
    return (moment - WIB_AHEAD) * 1000


def _alerts(seed: int, stretches: tuple[Stretch, ...], moment: int) -> list[dict[str, object]]:
    """The alerts that stand: candidates of this hour and the two before, the more of them the fuller the roads are."""
    hour = np.repeat(moment // HOUR + np.arange(-2, 1), _ALERTS)
    own = draws(seed, "traffic/alert", hour, np.arange(len(hour)) % _ALERTS)
    begun = hour * HOUR + own.below("begun", HOUR)
    stays = own.chance("comes", (12.0 + np.array(_LOST)[hour % 24]) / 100)
    rows = np.flatnonzero(stays & (begun <= moment) & (moment < begun + _SHORTEST_S + own.below("lasts", _LONGEST_S - _SHORTEST_S)))
    where, number = own.below("stretch", len(stretches)), own.bits("uuid")
    kind = own.pick("kind", _weights(seed, hour))
    middle = [stretches[where[i]].line[len(stretches[where[i]].line) // 2] for i in rows]
    sure = own.below("sure", 6)
    return [
        {
            "uuid": f"{int(number[i]):016x}", "pubMillis": _millis(int(begun[i])), "type": _KINDS[kind[i]][0], "subtype": _KINDS[kind[i]][1],
            "street": stretches[where[i]].street, "reliability": 5 + int(sure[i]), "confidence": int(sure[i]), "location": {"x": float(x), "y": float(y)},
        }
        for i, (x, y) in zip(rows, middle, strict=True)
    ]  # fmt: skip


def _weights(seed: int, hour: Ints) -> Floats:
    weights = np.tile(np.array([float(weight) for _, _, weight in _KINDS]), (len(hour), 1))
    weights[:, -1] = _FLOOD_WEIGHT * np.maximum(0.0, days(seed, hour * HOUR // DAY).rain - 0.3)
    return weights


def moments(since: int, until: int) -> list[int]:
    """The moments of the snapshots taken in [since, until), of the last two hours at most."""
    first = max(since, until - HISTORY_S)
    return list(range(-(-first // STEP_S) * STEP_S, until, STEP_S))


def waze_json(seed: int, _places: Places, since: int, until: int) -> bytes:
    """lalu_lintas.json: the snapshots taken in [since, until)."""
    stretches = load_stretches()
    return json.dumps([snapshot(seed, stretches, moment) for moment in moments(since, until)], ensure_ascii=False, separators=(",", ":")).encode()


def told(seed: int, since: int, until: int) -> dict[str, int]:
    """For the truth file: how many snapshots there are, and what stands in the newest."""
    taken = moments(since, until)
    newest = snapshot(seed, load_stretches(), taken[-1])
    return {"snapshots": len(taken)} | {name: len(found) for name, found in newest.items() if isinstance(found, list)}
