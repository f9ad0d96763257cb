"""The GTFS zip is valid: every reference holds, an independent reader opens it, and it says what it is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import gtfs_kit
import pandas as pd
import pytest

from etl.demo.corridors import LONGEST_HEADWAY_S, load_corridors
from etl.demo.places import reference
from etl.demo.schedule import gtfs_zip


@pytest.fixture(scope="module")
def files() -> dict[str, pd.DataFrame]:
    with zipfile.ZipFile(io.BytesIO(gtfs_zip(2026))) as archive:
        return {
            name[:-4]: pd.read_csv(io.BytesIO(archive.read(name)), dtype=str, keep_default_na=False)
            for name in archive.namelist()
        }


def test_it_has_all_files_and_the_same_bytes_again(files: dict[str, pd.DataFrame]) -> None:
    assert set(files) == {
        "agency", "stops", "routes", "trips", "stop_times", "frequencies", "shapes", "calendar", "calendar_dates", "feed_info",
    }  # fmt: skip
    assert gtfs_zip(2026) == gtfs_zip(2026)


def test_gtfs_kit_opens_it(tmp_path: Path) -> None:
    (tmp_path / "gtfs.zip").write_bytes(gtfs_zip(2026))
    feed = gtfs_kit.read_feed(tmp_path / "gtfs.zip", dist_units="km")
    assert len(feed.routes) == 14
    assert len(feed.get_trips("20261120")) == len(feed.get_trips("20261121")) == 56
    # 17 August is a Monday, and a holiday.
    assert set(feed.get_trips("20260817")["service_id"]) == {"HL"}


def test_references_hold(files: dict[str, pd.DataFrame]) -> None:
    trips, times = files["trips"], files["stop_times"]
    assert set(trips["route_id"]) == set(files["routes"]["route_id"])
    assert set(trips["service_id"]) == set(files["calendar"]["service_id"])
    assert set(trips["shape_id"]) == set(files["shapes"]["shape_id"])
    assert set(times["trip_id"]) == set(files["frequencies"]["trip_id"]) == set(trips["trip_id"])
    assert set(times["stop_id"]) == set(files["stops"]["stop_id"])
    assert set(files["routes"]["agency_id"]) == set(files["agency"]["agency_id"])
    assert not trips["trip_id"].duplicated().any() and not files["stops"]["stop_id"].duplicated().any()
    assert trips.groupby("route_id")["direction_id"].nunique().eq(2).all()
    assert files["routes"]["route_desc"].eq("BRT").all()


def _seconds(column: pd.Series) -> pd.Series:
    return column.str.split(":", expand=True).astype(int) @ [3600, 60, 1]


def test_times_ascend_and_pass_midnight(files: dict[str, pd.DataFrame]) -> None:
    times = files["stop_times"].assign(
        a=_seconds(files["stop_times"]["arrival_time"]),
        d=_seconds(files["stop_times"]["departure_time"]),
        n=files["stop_times"]["stop_sequence"].astype(int),
    )
    assert (times["d"] >= times["a"]).all()
    for _, trip in times.groupby("trip_id"):
        assert trip["n"].tolist() == list(range(1, len(trip) + 1))
        assert (trip["a"].to_numpy()[1:] > trip["d"].to_numpy()[:-1]).all()
        assert trip["shape_dist_traveled"].astype(float).is_monotonic_increasing
    assert times["a"].max() > 86_400
    frequencies = files["frequencies"]
    assert _seconds(frequencies["end_time"]).max() == 29 * 3600
    for _, windows in frequencies.groupby("trip_id"):
        assert (
            _seconds(windows["start_time"]).to_numpy()[1:] >= _seconds(windows["end_time"]).to_numpy()[:-1]
        ).all()


def test_headways_are_sane(files: dict[str, pd.DataFrame]) -> None:
    by_day = files["frequencies"][files["frequencies"]["trip_id"].str.endswith("REG")]
    assert by_day["headway_secs"].astype(int).max() <= LONGEST_HEADWAY_S * 1.5
    assert max(int(text) for text in reference("brt_corridors")["headway_s"]) > 9_000  # what had to be capped
    assert all(way.headway_s <= LONGEST_HEADWAY_S for way in load_corridors())


def test_both_directions_join_the_same_ends() -> None:
    ways = load_corridors()
    assert len(ways) == 28
    for out, back in zip(ways[::2], ways[1::2], strict=True):
        assert back.stops[0] == out.stops[-1]
        assert len(set(out.stops)) == len(out.stops)  # no way there and back in one


def test_it_says_that_it_is_simulated(files: dict[str, pd.DataFrame]) -> None:
    assert files["feed_info"]["feed_publisher_name"].tolist() == ["DATA SIMULASI"]
    assert "DATA SIMULASI" in files["agency"]["agency_name"][0]
    assert files["agency"]["agency_timezone"][0] == "Asia/Jakarta"
