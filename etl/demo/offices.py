"""What the demo city's offices hand over: assets, zones, permits, services by the hour, ratings. Pure in (seed, time)."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa

from etl import tessellation
from etl.demo.budget import AGENCIES
from etl.demo.draws import Draws, draws
from etl.demo.moments import DAY, HOUR
from etl.demo.places import Places, rounded
from etl.demo.tables import digits, joined, moment, number, stamped, words

_ASSETS = 900
_KINDS = ("tanah", "gedung", "kendaraan", "alat", "jalan_jembatan")
_WORTH = np.array([9e9, 6e9, 4e8, 5e7, 8e9])
_CYCLE_DAYS = np.array([1500, 365, 180, 180, 700])
_CONDITIONS, _CONDITION_SHARE = ("baik", "rusak_ringan", "rusak_berat"), np.array([0.78, 0.16, 0.06])
_USES = (("R.1", "Perumahan"), ("K.1", "Perdagangan dan jasa"), ("I.1", "Industri"), ("H.2", "Ruang terbuka hijau"), ("S.3", "Sarana pelayanan"))
_USE_SHARE = np.array([0.55, 0.2, 0.07, 0.08, 0.1])
_PERMITS = (("bangunan gedung", 28.0), ("usaha mikro", 3.0), ("reklame", 7.0), ("praktik kesehatan", 14.0), ("lingkungan", 30.0))
PERMIT_DAYS, SERVICE_DAYS, RATING_DAYS, _PERMITS_PER_DAY = 150, 14, 60, 24
_SERVICES = (("112", 0, 1.0, 8.0), ("JAKI", 1, 1.0, 20.0), ("Samsat", 2, 0.0, 900.0), ("Dukcapil", 3, 0.35, 300.0), ("PTSP", 2, 0.0, 700.0), ("Ambulans gawat darurat", 0, 0.97, 15.0))
_CHANNELS = ("telepon", "aplikasi", "loket", "chat")
_SCORES = (4.3, 3.9, 4.1, 3.4, 4.4)


def asset_table(seed: int, places: Places, until: int) -> pa.Table:
    """Columns of aset.csv: the whole register. The next maintenance follows the last one; some is overdue."""
    index = np.arange(_ASSETS)
    own = draws(seed, "asset", index)
    kind, home = own.pick("kind", np.array([0.15, 0.3, 0.3, 0.2, 0.05])), own.below("home", len(places.code))
    lon, lat = places.points(own, home)
    gap = _CYCLE_DAYS[kind]
    # Every asset has a rhythm of its own; one in nine has missed its last turn.
    turn = (until // DAY + own.below("phase", 2000)) % gap
    last = until // DAY - turn - np.where(own.chance("missed", 0.11), gap, 0)
    return pa.table(
        {
            "id_aset": joined("A-", digits(index + 1, 5)),
            "nama": joined(words(("Tanah ", "Gedung ", "Kendaraan ", "Peralatan ", "Jembatan "), kind), words(places.kelurahan, home), " ", digits(index + 1, 4)),
            "jenis": words(_KINDS, kind),
            "pemegang": words(AGENCIES, own.below("holder", len(AGENCIES))),
            "kondisi": words(_CONDITIONS, own.pick("condition", _CONDITION_SHARE)),
            "nilai_rp": number(np.round(own.lognormal("value", 1.0, 0.8) * _WORTH[kind], -3).astype(np.int64)),
            "tahun": number(1990 + own.below("year", 34)),
            "pemeliharaan_terakhir": moment(last * DAY),
            "pemeliharaan_berikut": moment((last + gap) * DAY),
            "bujur": number(rounded(lon)),
            "lintang": number(rounded(lat)),
        }
    )


@cache
def _shapes() -> tuple[tuple[str, str], ...]:
    """(kelurahan code, GeoJSON geometry) of the schematic areas."""
    with tempfile.TemporaryDirectory() as folder:
        drawn = json.loads(tessellation.write(Path(folder) / "batas.geojson").read_text(encoding="utf-8"))
    return tuple((each["properties"]["kode"], json.dumps(each["geometry"])) for each in drawn["features"])


def zone_table(seed: int, _places: Places, _until: int) -> pa.Table:
    """Columns of zonasi.csv: one zone for each schematic kelurahan, the same at every moment."""
    codes, shapes = zip(*_shapes(), strict=True)
    use = draws(seed, "zone", np.arange(len(codes))).pick("use", _USE_SHARE)
    return pa.table(
        {
            "id_zona": joined("Z-", pa.array(codes)),
            "kode_zona": words([code for code, _ in _USES], use),
            "peruntukan": words([name for _, name in _USES], use),
            "geometri": pa.array(shapes),
        }
    )


def permit_table(seed: int, places: Places, until: int) -> pa.Table:
    """Columns of izin.csv: permits asked for in the last 150 days, decided or not before `until`."""
    day = np.repeat(np.arange(until // DAY - PERMIT_DAYS + 1, until // DAY + 1), _PERMITS_PER_DAY)
    index = np.tile(np.arange(_PERMITS_PER_DAY), PERMIT_DAYS)
    own = draws(seed, "permit", day, index)
    kind, home = own.below("kind", len(_PERMITS)), own.below("home", len(places.code))
    lon, lat = places.points(own, home)
    term = np.array([days for _, days in _PERMITS])[kind]
    applied = day * DAY + 8 * HOUR + own.below("second", 8 * HOUR)
    decided = applied + (own.lognormal("took", 0.45, 0.5) * term * DAY).astype(np.int64)
    kept, is_open = applied < until, decided >= until
    whole = pa.table(
        {
            "no_izin": stamped("IZ", day, index, 3),
            "jenis": words([name for name, _ in _PERMITS], kind),
            "diajukan": moment(applied),
            "diputuskan": moment(decided, is_open),
            "putusan": words(("terbit", "tolak"), own.chance("refused", 0.07).astype(np.int64), is_open),
            "tenggat_hari": number(term),
            "bujur": number(rounded(lon)),
            "lintang": number(rounded(lat)),
            "waktu_ubah": moment(np.where(is_open, applied, decided)),
        }
    )
    return whole.filter(pa.array(kept))


def service_table(seed: int, until: int, days: int = SERVICE_DAYS) -> pa.Table:
    """Columns of layanan.csv: the hours of the last `days` days that are over. Counters close at night, a few channels sleep a little."""
    hours = np.arange(until // HOUR - 24 * days, until // HOUR)
    hour, service = np.repeat(hours, len(_SERVICES)), np.tile(np.arange(len(_SERVICES)), len(hours))
    own = draws(seed, "service", hour, service)
    clock, night = hour % 24, np.array([share for _, _, share, _ in _SERVICES])[service]
    asked = np.round(40 * (0.15 + np.sin(np.pi * clock / 24) ** 2) * own.lognormal("asked", 1.0, 0.25)).astype(np.int64)
    share = np.where((clock >= 7) & (clock < 17), 0.9 + 0.1 * own.uniform("share"), night * (0.85 + 0.15 * own.uniform("share")))
    answered = np.floor(asked * share).astype(np.int64)
    wait = np.array([seconds for _, _, _, seconds in _SERVICES])[service] * own.lognormal("wait", 1.0, 0.3)
    return pa.table(
        {
            "layanan": words([name for name, _, _, _ in _SERVICES], service),
            "kanal": words(_CHANNELS, np.array([channel for _, channel, _, _ in _SERVICES])[service]),
            "jam": moment(hour * HOUR),
            "ditanya": number(asked),
            "dijawab": number(answered),
            "tunggu_detik": number(np.round(wait, 1), answered == 0),
        }
    )


def rating_table(seed: int, until: int) -> pa.Table:
    """Columns of penilaian.csv: the last 60 whole days. One agency in seven is rated by too few to say anything."""
    days = np.arange(until // DAY - RATING_DAYS, until // DAY)
    day, agency = np.repeat(days, len(AGENCIES)), np.tile(np.arange(len(AGENCIES)), len(days))
    own: Draws = draws(seed, "rating", day, agency)
    closed = 5 + own.below("closed", 40)
    rated = np.floor(closed * np.where(agency % 7 == 6, 0.03, 0.14 + 0.2 * own.uniform("share"))).astype(np.int64)
    mean = np.clip(np.array(_SCORES)[agency % len(_SCORES)] + 0.25 * own.normal("score"), 1, 5)
    return pa.table(
        {
            "hari": moment(day * DAY),
            "opd": words(AGENCIES, agency),
            "ditutup": number(closed),
            "dinilai": number(rated),
            "jumlah_nilai": number(np.round(rated * mean)),
        }
    )
