"""What the cameras' operators log: about 250 incidents a day, each with all its clocks, also those still
to come.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from etl.demo.cameras import Cameras, ids, load_cameras
from etl.demo.draws import Bools, Draws, Floats, Ints, draws
from etl.demo.moments import DAY, HOUR, clock_of_day, days
from etl.demo.places import Places, reference, rounded
from etl.demo.tables import moment, number, stamped, words

MEAN_A_DAY = 250
LONGEST_DAYS = 3
CLOCKS = (
    "waktu_deteksi",
    "waktu_terima",
    "waktu_verifikasi",
    "waktu_tanggap",
    "waktu_kirim",
    "waktu_tiba",
    "waktu_selesai",
)
# Shares of the kinds in % and how rain moves them: ours. Counting, plates and faces are no incidents.
_KINDS = {
    "kemacetan": (33, 0.6),
    "parkir_liar": (15, -0.3),
    "kendaraan_mogok": (12, 0.5),
    "lawan_arah": (10, 0),
    "kecelakaan": (9, 0.7),
    "kerumunan": (6, -0.4),
    "vandalisme": (4, 0),
    "benda_tertinggal": (3.5, 0),
    "penyusupan": (3, 0),
    "banjir": (3, 4.0),
    "kebakaran": (1.5, 0),
}
_HOURS = (4, 3, 3, 3, 4, 9, 22, 40, 44, 34, 28, 27, 27, 27, 28, 31, 40, 48, 46, 36, 26, 19, 12, 7)


@dataclass(frozen=True, slots=True)
class Incidents:
    """at: (incidents, 7 clocks) WIB seconds; has: which clocks there are."""

    day: Ints
    no: Ints
    camera: Ints
    kind: Ints
    is_false: Bools
    confidence: Floats
    at: Ints
    has: Bools


@dataclass(frozen=True, slots=True)
class Control:
    """The control room: seed, cameras and the kinds of incident with their priorities."""

    seed: int
    cameras: Cameras
    kinds: tuple[str, ...]
    priority: tuple[str, ...]


def load_control(seed: int, places: Places) -> Control:
    """The control room of a seed; priorities are those of incident_type.csv."""
    table = reference("incident_type")
    priority = dict(zip(table["event_type"], table["priority"], strict=True))
    return Control(seed, load_cameras(seed, places), tuple(_KINDS), tuple(priority[kind] for kind in _KINDS))


def incidents_of(control: Control, first_day: int, last_day: int) -> Incidents:
    """All incidents detected on the days [first_day, last_day]."""
    kind_of_day = days(control.seed, np.arange(first_day, last_day + 1))
    luck = draws(control.seed, "incidents", kind_of_day.number).lognormal("volume", 1.0, 0.08)
    weekend = np.where((kind_of_day.weekday >= 5) | kind_of_day.is_holiday, 0.82, 1.07)
    count = np.rint(MEAN_A_DAY * weekend * luck * (1 + 0.3 * (kind_of_day.rain - 0.15))).astype(np.int64)
    row = np.repeat(np.arange(len(count)), count)
    day, index = kind_of_day.number[row], np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    own = draws(control.seed, "incident_cctv", day, index)
    share, tilt = (np.array([pair[i] for pair in _KINDS.values()], dtype=np.float64) for i in (0, 1))
    weights = share * np.maximum(0.1, 1 + tilt * (kind_of_day.rain[:, None] - 0.15))
    kind = own.pick("kind", weights[row])
    camera = own.pick("camera", control.cameras.busy)
    is_false = own.chance("false", control.cameras.false_share[camera])
    confidence = rounded(
        np.where(is_false, 0.5 + 0.35 * own.uniform("sure"), 0.62 + 0.37 * own.uniform("sure")), 2
    )
    detected = day * DAY + clock_of_day(_HOURS, own.uniform("moment"))
    at, has = _clocks(control, own, kind, is_false, detected)
    # Numbers within the day follow the moments.
    order = np.lexsort((index, detected))
    return Incidents(
        day[order],
        index + 1,
        camera[order],
        kind[order],
        is_false[order],
        confidence[order],
        at[order],
        has[order],
    )


def _clocks(control: Control, own: Draws, kind: Ints, is_false: Bools, detected: Ints) -> tuple[Ints, Bools]:
    """Detect, receive, verify, acknowledge, dispatch, on scene, clear. A false alarm ends when it is
    verified.
    """
    level = np.array([("tinggi", "sedang", "rendah").index(name) for name in control.priority])[kind]
    sent = ~is_false & own.chance("sent", np.array([0.95, 0.62, 0.4])[level])
    steps = np.stack(
        [
            np.zeros(len(kind)),
            1 + own.lognormal("receive", 5, 0.8),
            own.lognormal("verify", np.array([60.0, 120, 240])[level], 0.8),
            own.lognormal("acknowledge", np.array([75.0, 180, 420])[level], 0.9),
            own.lognormal("dispatch", 120, 0.7),
            own.lognormal("travel", np.array([540.0, 840, 1200])[level], 0.6),
            own.lognormal("clear", np.array([2100.0, 1800, 1500])[level], 0.9)
            * np.where(own.chance("stuck", 0.03), 8, 1),
        ],
        axis=1,
    )
    has = np.stack([np.ones_like(sent)] * 3 + [~is_false, sent, sent, np.ones_like(sent)], axis=1)
    steps[:, 6] = np.where(is_false, 0, steps[:, 6])
    at_s = np.minimum(np.cumsum(np.where(has, np.rint(steps), 0), axis=1), LONGEST_DAYS * DAY - HOUR)
    return detected[:, None] + at_s.astype(np.int64), has


def incident_table(control: Control, made: Incidents, since: int, until: int) -> pa.Table:
    """Columns of insiden_cctv.csv: incidents that changed in [since, until), as the log shows them at its
    end.
    """
    reached = made.has & (made.at < until)
    reached[:, 0] &= reached[:, 1]  # the log knows of an incident once it has received it
    latest = np.where(reached, made.at, 0).max(axis=1)
    rows = np.flatnonzero(reached[:, 1] & (latest >= since))
    reached, camera, kind = reached[rows], made.camera[rows], made.kind[rows]
    told = made.is_false[rows] & reached[:, 2]  # only the verification says that an alarm was false
    return pa.table(
        {
            "id_kejadian": stamped("CC", made.day[rows], made.no[rows], 4),
            "kamera": ids(camera),
            "jenis": words(control.kinds, kind),
            "prioritas": words(control.priority, kind),
            "keyakinan": number(made.confidence[rows]),
            "alarm_palsu": words(("tidak", "ya"), told.astype(np.int64)),
        }
        | {name: moment(made.at[rows, i], ~reached[:, i]) for i, name in enumerate(CLOCKS)}
        | {
            "waktu_ubah": moment(latest[rows]),
            "bujur": number(control.cameras.lon[camera]),
            "lintang": number(control.cameras.lat[camera]),
        }
    )


def window(control: Control, since: int, until: int) -> pa.Table:
    """The incidents that changed in [since, until)."""
    return incident_table(
        control, incidents_of(control, since // DAY - LONGEST_DAYS, (until - 1) // DAY), since, until
    )
