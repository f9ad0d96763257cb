"""The rules of GTFS-Realtime by the numbers of the canonical validator, one entry each.

Rows that break an E rule go to quarantine; a snapshot that breaks a SNAPSHOT rule is refused whole; the others are marked or counted.
"""

from __future__ import annotations

from dataclasses import dataclass

from etl.feed import Check

_POSIX = "coalesce({0} between 1000000000 and 100000000000, {0} is null)"
MAX_SPEED_MS = 26
OFF_SHAPE_M = 200


@dataclass(frozen=True, slots=True)
class SnapshotRule:
    """A rule of the whole message. `sql` is true for a row of rt_header that breaks it; `{0}` in the titles is the kind of entity."""

    rule: str
    sql: str
    title_id: str
    title_en: str


SNAPSHOT = (
    SnapshotRule(
        "E001",
        f"not {_POSIX.format('header_s')}",
        "waktu kepala bukan detik POSIX",
        "the header's timestamp is not in POSIX seconds",
    ),
    SnapshotRule(
        "E012",
        "newest_s > header_s",
        "kepala lebih tua daripada isinya",
        "the header is older than an entity in it",
    ),
    SnapshotRule(
        "E017",
        "header_s = previous_s and content <> previous_content",
        "isi berubah, waktu kepala tidak",
        "the content changed and the header's timestamp did not",
    ),
    SnapshotRule("E018", "header_s < previous_s", "waktu kepala mundur", "the header's timestamp went back"),
)


def posix(*words: str) -> Check:
    """E001: moments are POSIX seconds; thousand times that is milliseconds."""
    wrong = " or ".join(f"not {_POSIX.format('{' + word + '}')}" for word in words)
    return Check(
        "E001",
        wrong,
        "waktu bukan detik POSIX (mungkin milidetik)",
        "a time is not in POSIX seconds (milliseconds, perhaps)",
    )


def ahead(word: str) -> Check:
    """E050: more than a minute ahead of the clock here."""
    return Check(
        "E050",
        f"{{{word}}} between epoch($loaded_at::timestamp) + 60 and 100000000000",
        "waktu lebih dari 60 detik di depan",
        "the time is more than 60 seconds ahead",
    )


E002 = Check(
    "E002", "{is_unsorted}", "urutan halte mundur atau ganda", "stop_sequence steps back or is repeated"
)
E022 = Check("E022", "{is_back_in_time}", "waktu halte mundur", "times of the stops step back")
E003 = Check("E003", "{is_trip_unknown}", "trip_id tidak ada dalam jadwal", "trip_id is not in the schedule")
E004 = Check(
    "E004", "{is_route_unknown}", "route_id tidak ada dalam jadwal", "route_id is not in the schedule"
)
E011 = Check("E011", "{is_stop_unknown}", "stop_id tidak ada dalam jadwal", "stop_id is not in the schedule")
E026 = Check(
    "E026",
    "not coalesce(isfinite({lon}) and isfinite({lat}) and abs({lat}) <= 90 and abs({lon}) <= 180 and ({lon} <> 0 or {lat} <> 0), false)",
    "koordinat kosong, 0,0, atau di luar bumi",
    "the position is missing, 0,0 or not on earth",
)
E027 = Check(
    "E027",
    "not ({bearing} between 0 and 360)",
    "arah di luar 0–360 derajat",
    "the bearing is outside 0 to 360 degrees",
)
E052 = Check(
    "E052",
    "{is_older_twin}",
    "kendaraan tercatat dua kali; yang terbaru dipakai",
    "the vehicle stands there twice; the newest is kept",
)

E028 = Check(
    "E028",
    "{is_outside_region}",
    "lebih dari 1.609 m di luar wilayah layanan",
    "more than 1,609 m outside the region served",
    keep=True,
)
E029 = Check(
    "E029",
    f"{{off_shape_m}} > {OFF_SHAPE_M}",
    "lebih dari 200 m dari lintasan trayek",
    "more than 200 m off the shape of the trip",
    keep=True,
)
W001 = Check(
    "W001",
    "{ts} is null",
    "tanpa waktu sendiri; waktu kepala dipakai",
    "no time of its own; the header's is used",
    keep=True,
)
W004 = Check(
    "W004", f"{{speed}} > {MAX_SPEED_MS}", "kecepatan di atas 26 m/detik", "faster than 26 m/s", keep=True
)
W007 = Check(
    "W007",
    "{header_s} - {previous_s} > 35",
    "lebih dari 35 detik sejak kiriman sebelumnya",
    "more than 35 seconds since the snapshot before",
    keep=True,
)
W008 = Check(
    "W008",
    "epoch($loaded_at::timestamp) - {header_s} > 65",
    "kiriman lebih tua dari 65 detik",
    "the snapshot is older than 65 seconds",
    keep=True,
)
W009 = Check(
    "W009",
    "{trip_id} is not null and {trip_relationship} is null",
    "schedule_relationship tidak disebut",
    "schedule_relationship is not given",
    keep=True,
)
UNJUDGED = Check(
    "E003:unjudged",
    "{schedule_source} is null",
    "tidak ada jadwal sumber ini: E003, E004, E011, E028, E029 tidak dapat dinilai",
    "no schedule of this source is here: E003, E004, E011, E028 and E029 cannot be judged",
    keep=True,
)
MISMATCH = Check(
    "E003:mismatch",
    "matched < entities",
    "sebagian trip tidak ada dalam jadwal",
    "some trips are not in the schedule",
    keep=True,
)
ALERT_ROUTE = Check(
    "E004",
    "{is_route_unknown}",
    "peringatan menyebut trayek yang tidak ada dalam jadwal",
    "the alert names a route that is not in the schedule",
    keep=True,
)
ALERT_STOP = Check(
    "E011",
    "{is_stop_unknown}",
    "peringatan menyebut halte yang tidak ada dalam jadwal",
    "the alert names a stop that is not in the schedule",
    keep=True,
)
