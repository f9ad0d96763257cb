"""Floods, warnings and traffic of the demo city: they follow its rain, gates and hours, and the feeds take every row."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.settings import Settings
from data.warehouse import Warehouse
from etl import begin
from etl.demo import city, flooded, floods, gates, traffic, waves, weather
from etl.demo.documents import DOCUMENTS, Document
from etl.demo.moments import DAY, HOUR, seconds
from etl.demo.reports import World
from etl.engine import load
from etl.feeds import feed

SEED, DAYS = 2026, 90


@pytest.fixture(scope="module")
def until(now: datetime) -> int:
    return seconds(now)


@pytest.fixture(scope="module")
def told(world: World, until: int) -> pd.DataFrame:
    return floods.report_table(SEED, world.places, until - DAYS * DAY, until).to_pandas()


def test_windows_of_floods_that_touch_hold_every_report_once(world: World, told: pd.DataFrame, until: int) -> None:
    wet = int(told["waktu_lapor"].iloc[len(told) // 2].timestamp())
    cuts = [until - DAYS * DAY, wet - 4 * HOUR, wet, wet + 1, until]
    parts = [floods.report_table(SEED, world.places, a, b).to_pandas() for a, b in pairwise(cuts)]
    both = pd.concat(parts).sort_values("no_laporan", ignore_index=True)
    pd.testing.assert_frame_equal(both, told.sort_values("no_laporan", ignore_index=True))
    assert not told["no_laporan"].duplicated().any()


def test_a_flood_follows_a_siaga_of_its_river_and_there_is_none_when_it_is_dry(world: World, told: pd.DataFrame, until: int) -> None:
    posts = gates.load_posts()
    reaches = floods.load_reaches(SEED, world.places, posts)
    # The kelurahan stands in the number of the report.
    home = told["no_laporan"].str[8:].astype(int) // (floods._REPORTS * DAY // floods.STEP_S)
    row = np.searchsorted(reaches.kelurahan, home)
    at = told["waktu_lapor"].astype("datetime64[s]").astype("int64").to_numpy()
    came = (at // floods.STEP_S - reaches.after[row]) * floods.STEP_S
    level = gates.siaga(posts, gates.level_cm(SEED, posts, came))[np.arange(len(came)), reaches.post[row]]
    assert len(told) > 50 and (level <= 3).all() and (level <= 2).any()
    assert told.groupby(pd.Series(level, index=told.index))["kedalaman_cm"].median().is_monotonic_decreasing
    hours = np.arange(until - DAYS * DAY, until, HOUR)
    calm = (gates.siaga(posts, gates.level_cm(SEED, posts, hours)) == 4).all(axis=1)
    dry = {int(h) // DAY for h in hours} - {int(h + back) // DAY for h in hours[~calm] for back in (0, floods.LONGEST_S)}
    assert len(dry) > 30 and not dry & {int(moment) // DAY for moment in at}


def test_the_truth_tells_what_is_planted(written: Path, told: pd.DataFrame) -> None:
    whole = json.loads((written / city.TRUTH).read_text(encoding="utf-8"))
    truth = whole["floods"]
    assert (truth["reports"], truth["deepest_cm"]) == (len(told), told["kedalaman_cm"].max())
    assert all(0 < kelurahan["after_h"] <= floods.LONGEST_S / HOUR and kelurahan["from_step"] >= 1 for kelurahan in truth["kelurahan"].values())
    assert (written / "peringatan.xml").read_text(encoding="utf-8").count("<identifier>") == len(whole["warnings"]) > 10
    features = json.loads((written / "wilayah_banjir.json").read_text(encoding="utf-8"))["features"]
    assert len(features) == whole["flooded"]["changes"] and sum(f["properties"]["state"] == 0 for f in features) == whole["flooded"]["dry_again"] > 0
    newest = json.loads((written / "lalu_lintas.json").read_text(encoding="utf-8"))[-1]
    assert whole["traffic"]["snapshots"] == 24 and all(len(newest[name]) == whole["traffic"][name] for name in ("jams", "alerts", "irregularities"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.feed)
def test_a_document_is_of_its_seed_and_moment(world: World, until: int, document: Document) -> None:
    whole = document.history(SEED, world.places, until)
    assert whole == document.history(SEED, world.places, until) != document.history(SEED + 1, world.places, until)


def test_windows_of_warnings_that_touch_hold_every_message_once(until: int) -> None:
    cuts = [until - DAYS * DAY, until - 9 * DAY - 1234, until - 8 * DAY, until]
    parts = [message for a, b in pairwise(cuts) for message in weather.messages(SEED, a, b)]
    assert parts == list(weather.messages(SEED, cuts[0], cuts[-1]))
    assert {m.kind for m in parts} == {"Alert", "Update", "Cancel"}
    alerts = {f"{weather.SENDER},{m.identifier},": m for m in parts if m.kind == "Alert"}
    for message in parts:
        assert message.sent < message.expires and message.onset < message.expires
        if message.kind != "Alert":
            (first,) = (alert for key, alert in alerts.items() if message.refs.startswith(key))
            assert first.sent < message.sent
        else:
            assert 2 * HOUR <= message.onset - message.sent <= 5 * HOUR + 60


def test_a_warning_comes_before_every_wave(until: int) -> None:
    sent = [m for m in weather.messages(SEED, until - DAYS * DAY, until) if m.reason == "hulu" and m.kind == "Alert"]
    passed = waves.told(SEED, until - (DAYS - 1) * DAY, until)
    peaks = [seconds(datetime.fromisoformat(f"{wave['katulampa']}+07:00")) for wave in passed]
    assert peaks and all(any(m.onset < peak < m.expires for m in sent) for peak in peaks)


def test_windows_of_flooded_rw_hold_every_change_once_and_end_dry(world: World, told: pd.DataFrame, until: int) -> None:
    wet = int(told["waktu_lapor"].iloc[len(told) // 2].timestamp())
    cuts = [until - DAYS * DAY, wet, wet + 1, wet + 5000, until]
    parts = [flooded.changes(SEED, world.places, a, b) for a, b in pairwise(cuts)]
    whole = flooded.changes(SEED, world.places, cuts[0], cuts[-1])
    for name in ("reach", "rw", "moment", "state"):
        assert np.array_equal(np.concatenate([getattr(part, name) for part in parts]), getattr(whole, name))
    rw = pd.DataFrame({"key": whole.reach * 100 + whole.rw, "state": whole.state})
    assert (rw.groupby("key")["state"].first() == 1).all(), "a flood begins as not yet determined"
    assert (rw.groupby("key")["state"].shift() != rw["state"]).all() and rw["state"].max() >= 3
    homes = floods.load_reaches(SEED, world.places, gates.load_posts()).kelurahan
    reported = told["no_laporan"].str[8:].astype(int) // (floods._REPORTS * DAY // floods.STEP_S)
    assert set(reported) <= set(homes[whole.reach]), "where people report, an RW is under water"
    dry = rw.groupby("key")["state"].last()
    assert (dry == 0).all(), "it is dry again: no post is high at this moment"


def test_roads_are_full_when_people_go_to_work_and_empty_at_night(until: int) -> None:
    stretches, midnight = traffic.load_stretches(), until // DAY * DAY - 2 * DAY  # a Thursday
    jams = {hour: traffic.snapshot(SEED, stretches, midnight + hour * HOUR)["jams"] for hour in (3, 8, 13, 18)}
    assert len(stretches) > 300 and not jams[3]
    assert len(jams[8]) > len(jams[13]) and len(jams[18]) > len(jams[13]) > 0  # type: ignore[arg-type]


def test_windows_of_traffic_hold_the_same_snapshots(world: World, until: int) -> None:
    whole = json.loads(traffic.waze_json(SEED, world.places, until - traffic.HISTORY_S, until))
    cut = until - 1801
    parts = [json.loads(traffic.waze_json(SEED, world.places, a, b)) for a, b in ((until - traffic.HISTORY_S, cut), (cut, until))]
    assert parts[0] + parts[1] == whole and len(whole) == traffic.HISTORY_S // traffic.STEP_S
    for taken in whole:
        things = [*taken["jams"], *taken["alerts"]]
        assert len({thing["uuid"] for thing in things}) == len(things) > 10
        assert all(thing["pubMillis"] <= taken["endTimeMillis"] for thing in things)
    stands = {jam["uuid"] for jam in whole[-1]["jams"]} & {jam["uuid"] for jam in whole[-2]["jams"]}
    assert stands, "a jam keeps its number from snapshot to snapshot"


HAZARDS = [file for file in city.FILES if file.feed in ("flood_reports", *(document.feed for document in DOCUMENTS))]


def test_the_feeds_take_every_row(warehouse: Warehouse, settings: Settings, world: World, written: Path, now: datetime, tmp_path: Path) -> None:
    begin.load_areas(warehouse, settings)
    for file in HAZARDS:
        batch = load(warehouse, feed(file.feed), written / file.name, source=file.source, loaded_at=now)
        assert batch.counts.inserted == batch.counts.read > 0, (file, batch)
        again = load(warehouse, feed(file.feed), written / file.name, source=file.source, loaded_at=now + timedelta(hours=1)).counts
        assert again.duplicate == again.read
    for document in DOCUMENTS:  # a quarter of an hour in which nothing may have happened: never empty, and nothing new
        (tmp_path / document.file).write_bytes(document.told(2026, world.places, seconds(now) - 900, seconds(now)))
        later = load(warehouse, feed(document.feed), tmp_path / document.file, source=document.source, loaded_at=now).counts
        assert later.duplicate == later.read > 0
    with warehouse.working() as session:
        (elsewhere, reports) = session.one("select count(*) filter (place <> 'inside'), count(*) from flood_report")
        (strange, areas) = session.one("select count(*) filter (area is null or not starts_with(rw, area)), count(*) from flood_area")
    assert areas > 50 and strange == 0, "an RW lies in the kelurahan of its name"
    assert reports > 50 and elsewhere < reports / 10
