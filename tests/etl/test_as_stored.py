"""What was read at T while the demo city ran is what as_of T answers today, after more of it was loaded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data.answers import Answers
from data.clock import to_wib
from data.model import Filters
from data.queries.backlog import backlog, backlog_flow
from data.queries.fire_times import fire_stages
from data.queries.incident_times import incident_stages, incidents_waiting
from data.queries.integrity import integrity_flags, integrity_rates, integrity_sample, reporting_silence
from data.queries.league import league
from data.queries.report_table import TableWish, report_table
from data.queries.response import response_overall, response_times, response_trend, survival_curve
from data.queries.savable import savable
from data.queries.stages import CLOCKS, stage_clocks
from data.queries.two_dates import two_dates
from data.settings import Settings
from data.warehouse import Warehouse
from etl import begin
from etl.demo import crm, fires, incidents
from etl.demo.moments import seconds
from etl.demo.reports import World, load_world
from etl.demo.tables import CsvFile
from etl.engine import load
from etl.feeds import feed

T1 = datetime(2026, 11, 18, 5, 0, tzinfo=UTC)
T2 = T1 + timedelta(days=2)
BEGUN = T1 - timedelta(days=9)  # long enough for reports to fall due
SECOND = timedelta(seconds=1)  # as of T1 what was written down at T1 itself was known
FEEDS = {"laporan": ("citizen_reports", "simulasi_crm"), "tahapan": ("report_events", "simulasi_crm"), "insiden": ("cctv_incidents", "simulasi_cctv"), "kebakaran": ("fires", "simulasi_damkar")}


def bring(warehouse: Warehouse, world: World, since: datetime, until: datetime, folder: Path) -> None:
    """Load what the city's systems wrote down in [since, until), as its server publishes it."""
    begin, end = seconds(since), seconds(until)
    reports, events = crm.window(world, begin, end)
    reports = reports.filter(pc.greater_equal(reports["waktu_lapor"], to_wib(BEGUN).replace(tzinfo=None)))  # of older ones no beginning would be known
    events = events.filter(pc.is_in(events["no_laporan"], reports["no_laporan"]))
    control = incidents.load_control(world.seed, world.places)
    made: dict[str, pa.Table] = {
        "laporan": reports, "tahapan": events, "insiden": incidents.window(control, begin, end), "kebakaran": fires.window(world.seed, world.places, begin, end),
    }  # fmt: skip
    for name, table in made.items():
        file = folder / f"{name}.csv"
        with CsvFile(file) as written:
            written.add(table)
        load(warehouse, feed(FEEDS[name][0]), file, source=FEEDS[name][1], loaded_at=until - SECOND)


def readings(answers: Answers, asked: Filters) -> dict[str, pd.DataFrame]:
    """Every figure of the pages of response times, closure integrity, reports, incidents and fires that a moment has."""
    return {
        "close": response_overall(answers, asked), "first action": response_overall(answers, asked, "first_action"), "by category": response_times(answers, asked),
        "incidents": incident_stages(answers, asked), "waiting": incidents_waiting(answers, asked), "fires": fire_stages(answers, asked, "all"),
        "curve": survival_curve(answers, asked), "trend": response_trend(answers, asked, "close", "day"), "league": league(answers, asked, "kecamatan"), "agencies": league(answers, asked, "agency"),
        "backlog": backlog(answers, asked), "flow": backlog_flow(answers, asked), "savable": savable(answers, asked),
        **{f"stages, {clock}": stage_clocks(answers, asked, clock) for clock in CLOCKS},
        "flags": integrity_flags(answers, asked), "rates": integrity_rates(answers, asked), "sample": integrity_sample(answers, asked), "silence": reporting_silence(answers, asked),
        "table": report_table(answers, asked, TableWish(sort="age")).drop(columns="updated_at"),
    }  # fmt: skip


def test_the_number_at_t_asked_today_is_the_number_stored_at_t(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    world = load_world(7)
    begin.load_areas(warehouse, Settings(var=tmp_path, demo="off"))
    then = Filters(now=T1, since=BEGUN, until=T1)
    bring(warehouse, world, BEGUN, T1 + SECOND, tmp_path)
    stored = readings(answers, then)
    assert stored["close"]["n"].iloc[0] > 1500 and stored["close"]["open"].iloc[0] > 100
    assert not [name for name, frame in stored.items() if not len(frame)], "nothing is equal to nothing"
    bring(warehouse, world, T1 + SECOND, T2, tmp_path)
    today = readings(answers, replace(then, now=T2, as_of=T1))
    now = readings(answers, replace(then, now=T2))
    for name, frame in stored.items():
        pd.testing.assert_frame_equal(today[name], frame, obj=name)
    assert now["close"]["open"].iloc[0] < stored["close"]["open"].iloc[0], "the city went on"
    moved = two_dates(answers, replace(then, now=T2), T1).set_index("cause")
    assert moved.loc["awal", "n"] == stored["close"]["n"].iloc[0] and moved.loc["selesai", "changed_n"] > 100
    assert moved.loc["akhir", "p50_h"] == now["close"]["p50_h"].iloc[0]
