"""Loading the published TransJakarta schedule, beside gtfs_kit and pandas, in one run.

    python tests/bench/bench_gtfs.py [--rounds 5]

The engine's load is the whole way: unpack, stage, type, check, place, merge into the warehouse on disk, book.
Against it stand, from the same zip:
(1) gtfs_kit.read_feed plus the referential checks in pandas; nothing is typed, judged row by row or kept;
(2) the same and what else the engine's load holds: types, times as seconds, ranges, repeated keys, order of times, the
    shapes drawn, and the tables written to disk.
(3) the floor: the same zip unpacked, its two large files read as text, typed and inserted into a DuckDB file by the plainest
    statements there are. No check, no other file: what no load that keeps the schedule can be faster than.
Prints the best seconds of each and the ratios; best of several rounds, because the machine does other work too.
gtfs_kit 13.0.1 keeps headways in 16 bits: it finds 8 bad ones, which are 44,000 seconds and the like in the file.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

NAME = "transjakarta_official_2024-06.zip"


def published() -> Path:
    """The real schedule of the open data."""
    return Path(os.environ.get("CITY_OPEN_DATA") or ROOT.parent / "shared" / "open-data") / "gtfs" / NAME


def referential(feed: Any) -> list[int]:
    """Rows whose reference leads nowhere, by reference."""
    import pandas as pd

    services = pd.concat(
        [table.service_id for table in (feed.calendar, feed.calendar_dates) if table is not None]
    )
    shapes = feed.trips.shape_id.dropna()
    return [
        int((~feed.trips.route_id.isin(feed.routes.route_id)).sum()),
        int((~feed.trips.service_id.isin(services)).sum()),
        int((~shapes.isin(feed.shapes.shape_id)).sum()),
        int((~feed.stop_times.trip_id.isin(feed.trips.trip_id)).sum()),
        int((~feed.stop_times.stop_id.isin(feed.stops.stop_id)).sum()),
        int((~feed.frequencies.trip_id.isin(feed.trips.trip_id)).sum()),
    ]


def row_rules(feed: Any) -> list[int]:
    """The engine's other rules in pandas: unreadable values, ranges, repeated keys, order."""
    import gtfs_kit
    import pandas as pd

    keys = {
        "routes": ["route_id"],
        "stops": ["stop_id"],
        "trips": ["trip_id"],
        "stop_times": ["trip_id", "stop_sequence"],
        "shapes": ["shape_id", "shape_pt_sequence"],
        "calendar": ["service_id"],
        "frequencies": ["trip_id", "start_time"],
    }
    found = [int(getattr(feed, table).duplicated(key).sum()) for table, key in keys.items()]
    found += [int(getattr(feed, table)[key].isna().any(axis=1).sum()) for table, key in keys.items()]
    for frame, lon, lat in (
        (feed.stops, "stop_lon", "stop_lat"),
        (feed.shapes, "shape_pt_lon", "shape_pt_lat"),
    ):
        east, north = pd.to_numeric(frame[lon], errors="coerce"), pd.to_numeric(frame[lat], errors="coerce")
        found.append(
            int((~east.between(-180, 180) | ~north.between(-90, 90) | (east == 0) & (north == 0)).sum())
        )
    times = feed.stop_times.assign(
        a=feed.stop_times.arrival_time.map(gtfs_kit.timestr_to_seconds),
        d=feed.stop_times.departure_time.map(gtfs_kit.timestr_to_seconds),
    )
    found += [int(times.a.isna().sum()), int((times.d < times.a).sum())]
    bands = feed.frequencies.assign(
        s=feed.frequencies.start_time.map(gtfs_kit.timestr_to_seconds),
        e=feed.frequencies.end_time.map(gtfs_kit.timestr_to_seconds),
    )
    return [
        *found,
        int((bands.e < bands.s).sum()),
        int((~pd.to_numeric(bands.headway_secs).between(1, 86_400)).sum()),
    ]


def peer(file: Path, keep: Path | None) -> list[int]:
    """gtfs_kit with the referential checks; with `keep` also the rest of the work, kept in that folder."""
    import gtfs_kit

    feed = gtfs_kit.read_feed(file, dist_units="km")
    wrong = referential(feed)
    if keep is None:
        return wrong
    wrong += row_rules(feed)
    gtfs_kit.get_shapes(feed, as_gdf=True).to_parquet(keep / "lines.parquet")
    for table in (
        "agency",
        "routes",
        "stops",
        "trips",
        "stop_times",
        "shapes",
        "calendar",
        "calendar_dates",
        "frequencies",
    ):
        if getattr(feed, table) is not None:  # a file with a header only is none
            getattr(feed, table).to_parquet(keep / f"{table}.parquet")
    return wrong


def floor(file: Path, folder: Path) -> None:
    """Shapes and stop times into a DuckDB file, unchecked."""
    import zipfile

    import duckdb

    shutil.rmtree(folder, ignore_errors=True)
    with zipfile.ZipFile(file) as opened:
        opened.extractall(folder)
    with duckdb.connect(str(folder / "lantai.db")) as bare:
        for table, typed in (("shapes", SHAPE), ("stop_times", STOP_TIME)):
            bare.execute(f"create table {table} as select {typed} from read_csv('{folder / table}.txt', all_varchar = true, header = true)")


SHAPE = "shape_id, shape_pt_sequence::integer as seq, shape_pt_lon::double as lon, shape_pt_lat::double as lat, shape_dist_traveled::double as dist"
STOP_TIME = "trip_id, stop_sequence::integer as seq, stop_id, arrival_time, departure_time, timepoint::integer as timepoint"


def best(rounds: int, work: Callable[[int], object]) -> float:
    """The least seconds of some rounds."""
    seconds = []
    for nth in range(rounds):
        started = time.perf_counter()
        work(nth)
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def main() -> None:
    """Print the seconds and the ratios."""
    from data.settings import Settings
    from data.warehouse import Warehouse
    from etl.engine import load
    from etl.feeds import feed

    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--rounds", type=int, default=5)
    rounds, file = words.parse_args().rounds, published()
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Warehouse.own(Settings(var=Path(folder) / "var"))
        counts = load(warehouse, feed("transit_schedule"), file, source="pemanasan").counts
        peer(file, None)
        ours = best(rounds, lambda nth: load(warehouse, feed("transit_schedule"), file, source=f"uji{nth}"))
        reading = best(rounds, lambda nth: peer(file, None))
        same = best(rounds, lambda nth: peer(file, Path(folder)))
        bare = best(rounds, lambda nth: floor(file, Path(folder) / "lantai"))
        wrong = sum(peer(file, Path(folder)))
        warehouse.close()
    print(f"{NAME}: {counts.read:,} rows, {counts.quarantined} bad here, {wrong} bad there")
    print(f"engine, all of a load              {ours:.3f} s")
    print(f"gtfs_kit + referential checks      {reading:.3f} s   ratio {reading / ours:.2f}x")
    print(f"gtfs_kit + the same work           {same:.3f} s   ratio {same / ours:.2f}x")
    print(f"bare DuckDB, two files, no check   {bare:.3f} s   engine {ours / bare:.2f}x of it; gtfs_kit and the referential checks {reading / bare:.2f}x")


if __name__ == "__main__":
    main()
