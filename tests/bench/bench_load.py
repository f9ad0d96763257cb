"""Loading a report CSV through the engine, against a bare DuckDB typed load plus the same spatial join, in one run.

    python tests/bench/bench_load.py [--rows 5000000]

Each side runs in a process of its own, so that the peak memory printed is its own. Prints seconds, ratio and memory. The neighbours
among so many reports are found after the load, when the reports can be read already; how long that takes is printed beside.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

COLUMNS = ["no_laporan", "waktu_lapor", "waktu_ubah", "kategori", "kanal", "opd", "deskripsi", "bujur", "lintang", "tenggat", "privat", "pelapor", "foto_hash"]
MAKE = """
copy (select 'B' || lpad(i::varchar, 9, '0') as no_laporan,
  strftime(timestamp '2025-01-01' + to_seconds((random() * 31e6)::bigint), '%Y-%m-%d %H:%M:%S') as waktu_lapor,
  strftime(timestamp '2026-01-01' + to_seconds((random() * 20e6)::bigint), '%Y-%m-%d %H:%M:%S') as waktu_ubah,
  ['jalan','pohon','parkir_liar','sampah','pju','saluran','genangan','trotoar'][1 + (random() * 7.99)::int % 8] as kategori,
  'jaki' as kanal, 'Dinas Bina Marga' as opd, 'Laporan warga nomor ' || i || ', di depan pasar' as deskripsi,
  case when i % 200 = 7 then 'x' else round(106.70 + random() * 0.26, 6)::varchar end as bujur,
  case when i % 200 = 9 then '-6.2e' else round(-6.36 + random() * 0.24, 6)::varchar end as lintang,
  '2026-12-01 00:00:00' as tenggat, '0' as privat, md5(i::varchar) as pelapor, '' as foto_hash
from range({rows}) t(i)) to '{file}' (header)"""
BARE = """
create table typed as select no_laporan, try_cast(waktu_lapor as timestamp) a, try_cast(waktu_ubah as timestamp) b, kategori, kanal, opd, deskripsi,
  try_cast(bujur as double) lon, try_cast(lintang as double) lat, try_cast(tenggat as timestamp) t, privat = '1' p, pelapor, try_cast(foto_hash as ubigint) h
from read_csv('{file}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {columns});
create table joined as select t.*, k.code from typed t left join kel k on st_contains(k.geom, st_point(t.lon, t.lat));"""


def boundaries() -> Path:
    """The real kelurahan boundaries of the open data."""
    folder = Path(os.environ.get("CITY_OPEN_DATA") or ROOT.parent / "shared" / "open-data")
    return folder / "boundaries" / "dki_kelurahan_kemendagri2025_cahyadsn.geojson"


def bare(file: Path, var: Path) -> float:
    """Seconds of the bare load."""
    import duckdb

    connection = duckdb.connect(str(var / "bare.duckdb"), config={"threads": 2, "memory_limit": "3GB"})
    spec = find_spec("duckdb_extension_spatial")
    assert spec and spec.origin
    connection.execute(f"load '{Path(spec.origin).parent}/extensions/v{duckdb.__version__}/spatial.duckdb_extension'")
    connection.execute(
        f"create table kel as select f->>'$.properties.kode' as code, st_geomfromgeojson(f->'$.geometry') as geom "
        f"from (select unnest(json_extract(content, '$.features[*]')) f from read_text('{boundaries()}'))"
    )
    started = time.perf_counter()
    connection.execute(BARE.format(file=file, columns="{" + ", ".join(f"'{c}': 'VARCHAR'" for c in COLUMNS) + "}"))
    connection.execute("checkpoint")
    return time.perf_counter() - started


def engine(file: Path, var: Path) -> float:
    """Seconds of the same through the engine: checks, quarantine, place, merge, books."""
    from data.settings import Settings
    from data.warehouse import Warehouse
    from etl import neighbours
    from etl.engine import load
    from etl.feeds import feed

    warehouse = Warehouse.own(Settings(var=var, memory="3GB"))
    load(warehouse, feed("areas"), boundaries())
    started = time.perf_counter()
    marks: list[tuple[str, float]] = []
    batch = load(warehouse, feed("citizen_reports"), file, progress=lambda step, _: marks.append((step, time.perf_counter() - started)))
    seconds = time.perf_counter() - started
    started = time.perf_counter()
    slices = neighbours.catch_up(warehouse)
    marks.append((f"(later:neighbours-in-{slices}-slices)", time.perf_counter() - started))
    print("  ", batch.line(), *(f"{s.split(' ')[0]} {t:.1f}" for s, t in marks), sep="\n   ")
    warehouse.close()
    return seconds


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--rows", type=int, default=5_000_000)
    words.add_argument("--side", nargs=3, help=argparse.SUPPRESS)  # of the processes that this one starts
    given = words.parse_args()
    if given.side:
        side, file, var = given.side
        seconds = {"bare": bare, "engine": engine}[side](Path(file), Path(var))
        print(f"RESULT {seconds:.3f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f}")
        return
    rows = given.rows
    with tempfile.TemporaryDirectory() as folder:
        import duckdb

        file = Path(folder) / "laporan.csv"
        duckdb.connect(config={"threads": 2}).execute(MAKE.format(rows=rows, file=file))
        print(f"{rows:,} rows, {file.stat().st_size / 1e6:.0f} MB, 1 % of them bad")
        results = {}
        for side in ("bare", "engine"):
            out = subprocess.run([sys.executable, __file__, "--side", side, str(file), folder], capture_output=True, text=True, check=False)
            if out.returncode:
                raise SystemExit(out.stderr)
            *notes, last = out.stdout.strip().splitlines()
            _, seconds, memory = last.split()
            results[side] = float(seconds)
            print(f"{side:8} {float(seconds):7.2f} s   peak {float(memory):.2f} GB", *notes, sep="\n")
        print(f"ratio    {results['engine'] / results['bare']:.2f}")


if __name__ == "__main__":
    main()
