"""A window of time split in two gives what the whole gives, for every file; the live pool gives the same again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pandas as pd
import pyarrow as pa
import pytest

from etl.demo import crm, fires, incidents
from etl.demo.cameras import camera_table, history_table
from etl.demo.live import LiveCity
from etl.demo.moments import DAY, HOUR, seconds
from etl.demo.reports import World


def _newest(*tables: pa.Table, key: str) -> pd.DataFrame:
    """What a reader holds who takes the newest row of each key."""
    held = pd.concat([table.to_pandas() for table in tables], ignore_index=True)
    return (
        held.sort_values("waktu_ubah", kind="stable")
        .drop_duplicates(key, keep="last")
        .sort_values(key, ignore_index=True)
    )


def test_events_split(world: World, now: datetime) -> None:
    end = seconds(now)
    whole, first, second = (
        crm.window(world, a, b)[1].to_pandas()
        for a, b in ((end - DAY, end), (end - DAY, end - 5 * HOUR), (end - 5 * HOUR, end))
    )
    order = ["no_laporan", "waktu", "tahap"]
    split = pd.concat([first, second]).sort_values(order, ignore_index=True)
    assert len(first) and len(second)
    pd.testing.assert_frame_equal(whole.sort_values(order, ignore_index=True), split)


@pytest.mark.parametrize("name", ["reports", "incidents", "fires"])
def test_rows_that_change_split(world: World, now: datetime, name: str) -> None:
    end, control = seconds(now), incidents.load_control(2026, world.places)
    window: Callable[[int, int], pa.Table] = {
        "reports": lambda a, b: crm.window(world, a, b)[0],
        "incidents": lambda a, b: incidents.window(control, a, b),
        "fires": lambda a, b: fires.window(2026, world.places, a, b),
    }[name]
    key = "no_laporan" if name == "reports" else "id_kejadian"
    whole, first, second = (
        window(end - 2 * DAY, end),
        window(end - 2 * DAY, end - DAY // 3),
        window(end - DAY // 3, end),
    )
    assert first.num_rows and second.num_rows
    pd.testing.assert_frame_equal(_newest(whole, key=key), _newest(first, second, key=key))


def test_nothing_of_the_future_is_told(world: World, now: datetime) -> None:
    """At noon the day's later incidents and calls, which the generator knows, are in no file."""
    noon, control = seconds(now) - 8 * HOUR, incidents.load_control(2026, world.places)
    day = noon // DAY
    calls = fires.fires_of(2026, world.places, day - 60, day)
    alarms = incidents.incidents_of(control, day, day)
    assert (calls.at[:, 0] > noon).any() and (alarms.at[:, 0] > noon).any()
    for table in (
        fires.fire_table(world.places, calls, 0, noon),
        incidents.incident_table(control, alarms, 0, noon),
    ):
        moments = [name for name in table.column_names if name.startswith("waktu_")]
        told = table.select(moments).to_pandas()
        assert told[moments[0]].notna().all()
        assert (told.max() < pd.Timestamp(noon, unit="s")).all()


def test_history_and_increments_meet(world: World, now: datetime) -> None:
    """History until noon, then the increments until the evening, equal the history written in the evening."""
    end = seconds(now)
    days = (end // DAY - 3, end // DAY)
    (chunk,) = crm.chunks(world, *days)
    at_noon, at_night = crm.tables(world, chunk, 0, end - 8 * HOUR)[0], crm.tables(world, chunk, 0, end)[0]
    later = crm.tables(world, chunk, end - 8 * HOUR, end)[0]
    pd.testing.assert_frame_equal(
        _newest(at_noon, later, key="no_laporan"), _newest(at_night, key="no_laporan")
    )


def test_the_live_pool_gives_what_the_whole_gives(world: World, now: datetime) -> None:
    city, end = LiveCity(2026), seconds(now)
    reports, events = crm.window(world, end - 900, end)
    assert reports.num_rows and events.num_rows
    assert city.reports(end - 900, end).equals(reports.combine_chunks())
    assert city.events(end - 900, end).equals(events.combine_chunks())
    # Far outside the pool, and back: a new one is made.
    assert city.events(end + 40 * DAY, end + 40 * DAY + 900).num_rows
    assert city.events(end - 900, end).equals(events.combine_chunks())


def test_camera_status_never_goes_back(world: World, now: datetime) -> None:
    control, end = incidents.load_control(2026, world.places), seconds(now)
    before = camera_table(2026, control.cameras, end - 40 * DAY).to_pandas()
    for moment in range(end - 39 * DAY, end, 3 * DAY):
        after = camera_table(2026, control.cameras, moment).to_pandas()
        assert (after["waktu_ubah"] >= before["waktu_ubah"]).all()
        flipped = after["status"] != before["status"]
        assert flipped.any() and (after["waktu_ubah"] > before["waktu_ubah"])[flipped].all()
        before = after
    assert abs((before["status"] == "online").mean() - 0.93) < 0.015
    assert len(before) == 8_000 and (before["url_stream"] != "").sum() == 2_000
    assert before["url_foto"].str.startswith("http://kamera.simulasi.invalid/").all()


def test_the_history_of_states_ends_in_the_present_ones(world: World, now: datetime) -> None:
    control, end = incidents.load_control(2026, world.places), seconds(now)
    told = history_table(2026, control.cameras, end - 8 * DAY, end).to_pandas().sort_values("waktu_ubah", kind="stable")
    assert not told.duplicated(["id_kamera", "waktu_ubah"]).any()
    present = camera_table(2026, control.cameras, end).to_pandas()
    last = told.groupby("id_kamera").tail(1).sort_values("id_kamera").reset_index(drop=True)
    assert last[["id_kamera", "status", "waktu_ubah"]].equals(present[["id_kamera", "status", "waktu_ubah"]])
    assert (told["waktu_ubah"] < present["waktu_ubah"].max() - pd.Timedelta(days=7)).any()
