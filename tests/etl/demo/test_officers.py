"""Field officers: tasks that follow from reports, and people who walk, arrive, stay and go home."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from etl.demo import crm
from etl.demo.live import LiveCity
from etl.demo.moments import DAY, HOUR, seconds
from etl.demo.places import outline, within
from etl.demo.positions import BACK_S, LOOK_BACK_S, position_table
from etl.demo.reports import World
from etl.demo.roster import AGENCIES, Roster, load_roster, shift_at
from etl.demo.tasks import CLOCKS, LONGEST_S, Tasks, task_table, tasks_of, together


@pytest.fixture(scope="module")
def roster(world: World) -> Roster:
    return load_roster(world)


@pytest.fixture(scope="module")
def given(world: World, roster: Roster, two_years: tuple[crm.Chunk, ...], now: datetime) -> Tasks:
    """The tasks of the last ten days."""
    end = seconds(now)
    return together([tasks_of(world, roster, chunk, end - 10 * DAY, end) for chunk in two_years])


def test_six_hundred_officers_in_three_shifts(roster: Roster) -> None:
    assert len(roster.agency) == 600
    assert np.bincount(roster.agency).tolist() == [100] * len(AGENCIES)
    assert np.bincount(roster.shift).tolist() == [270, 210, 120]
    hours = np.array([5, 6, 13, 14, 21, 22, 23, 0]) * HOUR
    assert shift_at(hours).tolist() == [2, 0, 0, 1, 1, 2, 2, 2]


def test_a_task_follows_from_a_report_that_is_in_work(
    world: World, roster: Roster, given: Tasks, two_years: tuple[crm.Chunk, ...]
) -> None:
    told = pd.concat([crm.tables(world, chunk, 0, 1 << 40)[1].to_pandas() for chunk in two_years[-4:]])
    rows = task_table(roster, given, 0, 1 << 40).to_pandas()
    known = rows[rows["rujukan"].isin(told["no_laporan"])]
    assert len(known) > 1500
    work = told[told["tahap"] == "proses"].groupby("no_laporan")["waktu"].min()
    ready = told[told["tahap"] == "menunggu_validasi"].groupby("no_laporan")["waktu"].min()
    assert (known["waktu_tugas"] == known["rujukan"].map(work)).all()
    assert (known["waktu_selesai"] <= known["rujukan"].map(ready)).all()
    agency = told.dropna(subset="opd").groupby("no_laporan")["opd"].unique()
    theirs = roster.agencies(given.officer).to_pandas()
    assert all(theirs[i] in agency[report] for i, report in zip(known.index, known["rujukan"], strict=True))


def test_clocks_go_forward_and_nothing_takes_longer_than_told(given: Tasks) -> None:
    assert (np.diff(given.at, axis=1) >= 0).all()
    assert (given.at[:, -1] - given.at[:, 0]).max() <= LONGEST_S
    assert not given.report.to_pandas().duplicated().any()


def test_an_officer_is_sent_in_his_own_shift_and_kota(world: World, roster: Roster, given: Tasks) -> None:
    assert (roster.shift[given.officer] == shift_at(given.at[:, 0])).all()
    far_km = np.hypot(given.lon - roster.lon[given.officer], given.lat - roster.lat[given.officer]) * 110
    assert far_km.max() < 30


def test_windows_tell_the_same_as_the_whole(roster: Roster, given: Tasks, now: datetime) -> None:
    end = seconds(now)
    cuts = [end - DAY, end - 20_000, end - 3_333, end]
    parts = pd.concat([task_table(roster, given, a, b).to_pandas() for a, b in pairwise(cuts)])
    newest = parts.drop_duplicates("id_tugas", keep="last").sort_values("id_tugas", ignore_index=True)
    whole = task_table(roster, given, cuts[0], end).to_pandas().sort_values("id_tugas", ignore_index=True)
    pd.testing.assert_frame_equal(newest, whole)
    assert (whole[[*CLOCKS, "waktu_ubah"]].max() < pd.Timestamp(end, unit="s")).all()
    assert whole["waktu_selesai"].isna().any()


def test_an_officer_stands_at_his_task_until_it_is_done(
    world: World, roster: Roster, given: Tasks, now: datetime
) -> None:
    end = seconds(now)
    rows = position_table(world, roster, given, end - 4 * HOUR, end).to_pandas()
    busy = rows.dropna(subset="tugas")
    place = pd.DataFrame(
        {"tugas": "T-" + given.report.to_pandas(), "lon": given.lon, "lat": given.lat}
    ).set_index("tugas")
    clocks = pd.DataFrame(given.at, index=place.index)
    when = (busy["waktu"] - pd.Timestamp(0)) // pd.Timedelta(seconds=1)
    there = busy[(when >= busy["tugas"].map(clocks[2])) & (when < busy["tugas"].map(clocks[3]))]
    assert len(there) > 200
    assert np.allclose(there["bujur"], there["tugas"].map(place["lon"]), atol=1e-6)
    assert np.allclose(there["lintang"], there["tugas"].map(place["lat"]), atol=1e-6)
    # Nobody jumps: at most what a motorcycle does in a minute, except when a second task calls him away.
    rows = rows.sort_values(["petugas", "waktu"])
    step = np.hypot(rows["bujur"].diff(), rows["lintang"].diff()) * 110_000
    same = (rows["petugas"] == rows["petugas"].shift()) & (rows["waktu"].diff() == pd.Timedelta(minutes=1))
    assert (step[same] < 1_500).mean() > 0.999
    assert (rows.groupby("petugas")["waktu"].diff().dropna() >= pd.Timedelta(minutes=1)).all()


def test_each_officer_on_duty_tells_once_a_minute(
    world: World, roster: Roster, given: Tasks, now: datetime
) -> None:
    end = seconds(now)
    rows = position_table(world, roster, given, end - 60, end).to_pandas()
    assert not rows["petugas"].duplicated().any()
    on_duty = set(roster.names(np.flatnonzero(roster.shift == shift_at(np.array([end]))[0])).to_pylist())
    assert on_duty <= set(rows["petugas"])
    assert rows["waktu"].between(pd.Timestamp(end - 60, unit="s"), pd.Timestamp(end - 1, unit="s")).all()
    assert rows["petugas"].str.fullmatch(r"L-\d{4}").all()


def test_nobody_walks_into_the_sea(roster: Roster, now: datetime) -> None:
    moments = np.repeat(seconds(now) + np.arange(0, 6 * HOUR, 600), len(roster.agency))
    lon, lat = roster.walk(
        np.tile(np.arange(len(roster.agency)), len(moments) // len(roster.agency)), moments
    )
    assert within(lon, lat, outline()).all()
    assert np.ptp(lon.reshape(-1, len(roster.agency)), axis=0).min() > 0


def test_the_live_city_sees_the_same_officers(
    world: World, roster: Roster, given: Tasks, now: datetime
) -> None:
    end = seconds(now)
    city = LiveCity(2026)
    assert LOOK_BACK_S == LONGEST_S + BACK_S
    here = city.positions(end - 900, end).to_pandas()
    pd.testing.assert_frame_equal(here, position_table(world, roster, given, end - 60, end).to_pandas())
    live = city.tasks(end - 900, end).to_pandas().sort_values("id_tugas", ignore_index=True)
    kept = task_table(roster, given, end - 900, end).to_pandas().sort_values("id_tugas", ignore_index=True)
    assert len(live)
    pd.testing.assert_frame_equal(live, kept)
