"""The demo city on paper: writes its source files, from the first day of its history to the present moment.

`write` writes every file as a real publisher would hand it over, and kebenaran.json beside them. `FILES` says which
feed and which source each file is for, in the order to load them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from data.settings import Settings
from etl.demo import air, crm, fires, flooded, floods, gates, incidents, passages, traffic, waves, weather
from etl.demo.cameras import camera_table, history_table
from etl.demo.dirty import SHARE, Shape, bad_rows
from etl.demo.documents import BY_FILE, DOCUMENTS
from etl.demo.facilities import facility_table
from etl.demo.moments import DAY, day_of, seconds
from etl.demo.positions import position_table
from etl.demo.registers import REGISTERS
from etl.demo.reports import World, load_world
from etl.demo.roster import load_roster
from etl.demo.schedule import gtfs_zip
from etl.demo.services import BAD_SHARE, SERVICES
from etl.demo.tables import CsvFile
from etl.demo.tasks import Tasks, task_table, tasks_of, together
from etl.demo.truth import Truth

Progress = Callable[[str, float], None]
RECENT_DAYS = 90  # of what is dense in time: incidents, water levels, air, tasks
POSITIONS_S = 1800
_SPARE = 0.0003  # of the long files: their bad rows would drown the others


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that the demo city writes."""

    name: str
    feed: str
    source: str
    shape: Shape | None = None
    bad_share: float = SHARE


FILES = (
    SourceFile(
        "crm_laporan.csv",
        "citizen_reports",
        "simulasi_crm",
        Shape("no_laporan", "waktu_lapor", "waktu_ubah", "bujur", "lintang", "bujur"),
    ),
    SourceFile("crm_tahapan.csv", "report_events", "simulasi_crm", Shape("no_laporan", "waktu"), 0.0002),
    SourceFile(
        "kamera_riwayat.csv",
        "cameras",
        "simulasi_cctv",
        Shape("id_kamera", "", "", "bujur", "lintang", "bujur"),
        _SPARE,
    ),
    SourceFile(
        "kamera.csv", "cameras", "simulasi_cctv", Shape("id_kamera", "", "", "bujur", "lintang", "bujur")
    ),
    SourceFile(
        "insiden_cctv.csv",
        "cctv_incidents",
        "simulasi_cctv",
        Shape("id_kejadian", "waktu_deteksi", "waktu_ubah", "bujur", "lintang", "bujur"),
    ),
    SourceFile(
        "kebakaran.csv",
        "fires",
        "simulasi_damkar",
        Shape("id_kejadian", "waktu_panggil", "waktu_ubah", "bujur", "lintang", "personel"),
    ),
    SourceFile(
        "tinggi_muka_air.csv",
        "water_levels",
        "simulasi_sda",
        Shape("pos", "waktu", "", "bujur", "lintang", "tinggi_cm"),
        _SPARE,
    ),
    SourceFile(
        "kualitas_udara.csv",
        "air_quality",
        "simulasi_dlh",
        Shape("stasiun", "waktu", "waktu_ubah", "bujur", "lintang", "pm25"),
    ),
    SourceFile(
        "petugas_tugas.csv", "officers", "simulasi_satpol", Shape("id_tugas", "waktu_tugas", "waktu_ubah")
    ),
    SourceFile(
        "petugas_posisi.csv",
        "officers",
        "simulasi_satpol",
        Shape("petugas", "waktu", "", "bujur", "lintang", "bujur"),
    ),
    SourceFile(
        "fasilitas.csv",
        "facilities",
        "simulasi_fasilitas",
        Shape("id_fasilitas", "", "", "bujur", "lintang", "bujur", needs_key=False),
        0.015,
    ),
    SourceFile("gtfs.zip", "transit_schedule", "simulasi_transjakarta"),
    SourceFile("lintasan_halte_arsip.csv", "stop_passages", "simulasi_transjakarta", Shape("bus", "waktu", ""), _SPARE),
    SourceFile("lintasan_halte.csv", "stop_passages", "simulasi_transjakarta", Shape("bus", "waktu", ""), _SPARE),
    *(SourceFile(each.name, each.feed, each.source, each.shape, each.bad_share) for each in REGISTERS),
    *(SourceFile(each.file, each.feed, each.source, each.shape, BAD_SHARE) for each in SERVICES),
    *(SourceFile(each.file, each.feed, each.source) for each in DOCUMENTS),
)
TRUTH = "kebenaran.json"


def write(folder: Path, now: datetime, settings: Settings, progress: Progress | None = None) -> Path:
    """Write all source files of `settings.demo_days` days up to `now` and give the folder back.

    The same seed, moment and number of days give the same bytes. About 400 MB and a few seconds for two
    years. `progress(text, share)` hears how far it is. Existing files of the same names are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    say = progress or (lambda text, share: None)
    until, world = seconds(now), load_world(settings.demo_seed)
    first_day, truth = until // DAY - settings.demo_days + 1, Truth(world, until)
    recent_day = until // DAY - min(RECENT_DAYS, settings.demo_days) + 1
    roster, tasks = load_roster(world), list[Tasks]()
    with CsvFile(folder / "crm_laporan.csv") as reports, CsvFile(folder / "crm_tahapan.csv") as events:
        for done, chunk in enumerate(crm.chunks(world, first_day, until // DAY), 1):
            truth.add(chunk)
            tasks.append(tasks_of(world, roster, chunk, recent_day * DAY, until))
            made, steps = crm.tables(world, chunk, 0, until)
            _add(truth, reports, made, until)
            _add(truth, events, steps, until)
            say("Menulis laporan warga", 0.9 * min(1.0, done * crm.CHUNK_DAYS / settings.demo_days))
    say("Menulis kamera, insiden, kebakaran, air, udara, dan petugas", 0.9)
    given = together(tasks)
    whole = _whole_files(world, first_day, recent_day, until) | {
        "petugas_tugas.csv": task_table(roster, given, 0, until),
        "petugas_posisi.csv": position_table(world, roster, given, until - POSITIONS_S, until),
    }
    for name, table in whole.items():
        with CsvFile(folder / name) as file:
            _add(truth, file, table, until)
    say("Menulis jadwal bus", 0.97)
    (folder / "gtfs.zip").write_bytes(gtfs_zip(day_of(until // DAY).year))
    for each in DOCUMENTS:
        (folder / each.file).write_bytes(each.history(world.seed, world.places, until))
    text = json.dumps(
        truth.told() | _counts(whole) | {"waves": waves.told(world.seed, recent_day * DAY, until)}
        | {"headways": passages.told(world.seed, until - passages.LOGGED_S, until)}
        | {"floods": floods.told(world.seed, world.places, whole["laporan_banjir.csv"])}
        | {"warnings": weather.told(world.seed, until - BY_FILE["peringatan.xml"].history_s, until)}
        | {"flooded": flooded.told(world.seed, world.places, until - BY_FILE["wilayah_banjir.json"].history_s, until)}
        | {"traffic": traffic.told(world.seed, until - traffic.HISTORY_S, until)},
        indent=1,
        ensure_ascii=False,
    )
    (folder / TRUTH).write_text(text + "\n", encoding="utf-8")
    say("Kota demo siap", 1.0)
    return folder


def _whole_files(world: World, first_day: int, recent_day: int, until: int) -> dict[str, pa.Table]:
    """The files that are made in one piece, by name."""
    seed, places, since = world.seed, world.places, recent_day * DAY
    control = incidents.load_control(seed, places)
    alarms = incidents.incidents_of(control, recent_day, until // DAY)
    calls = fires.fires_of(seed, places, first_day, until // DAY)
    return {
        "kamera.csv": camera_table(seed, control.cameras, until),
        "kamera_riwayat.csv": history_table(seed, control.cameras, since, until),
        "insiden_cctv.csv": incidents.incident_table(control, alarms, 0, until),
        "kebakaran.csv": fires.fire_table(places, calls, 0, until),
        "tinggi_muka_air.csv": gates.water_table(seed, gates.load_posts(), since, until),
        "kualitas_udara.csv": air.air_table(seed, since, until),
        "fasilitas.csv": facility_table(seed, places),
        "lintasan_halte_arsip.csv": passages.archive_table(seed, since, until - passages.LOGGED_S),
        "lintasan_halte.csv": passages.passage_table(seed, until - passages.LOGGED_S, until),
        **{each.name: each.on_paper(seed, places, until, until // DAY - recent_day + 1) for each in REGISTERS},
        **{each.file: each.history(seed, places, until) for each in SERVICES},
    }


def _add(truth: Truth, file: CsvFile, table: pa.Table, now: int) -> None:
    """The good rows, and after them the bad ones."""
    source = next(f for f in FILES if f.name == file.path.name)
    assert source.shape is not None
    bad, count = bad_rows(truth.world.seed, file.path.name, table, source.shape, now, source.bad_share)
    file.add(table)
    file.add(bad)
    truth.note(file.path.name, table.num_rows, count)


def _counts(tables: dict[str, pa.Table]) -> dict[str, object]:
    """What the smaller files hold, for the truth file."""

    def by(name: str, column: str) -> dict[str, int]:
        found = sorted(tables[name][column].value_counts().to_pylist(), key=lambda row: str(row["values"]))
        return {row["values"]: row["counts"] for row in found}

    return {
        "cameras": by("kamera.csv", "status"),
        "incidents": {
            "n": tables["insiden_cctv.csv"].num_rows,
            "by_type": by("insiden_cctv.csv", "jenis"),
            "is_false_alarm": by("insiden_cctv.csv", "alarm_palsu"),
        },
        "fires": {"n": tables["kebakaran.csv"].num_rows, "by_outcome": by("kebakaran.csv", "hasil")},
        "water_levels": {
            "n": tables["tinggi_muka_air.csv"].num_rows,
            "by_status": by("tinggi_muka_air.csv", "status"),
        },
        "air_quality": {
            "n": tables["kualitas_udara.csv"].num_rows,
            "by_station": by("kualitas_udara.csv", "stasiun"),
        },
    }
