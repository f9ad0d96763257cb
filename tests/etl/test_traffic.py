"""Traffic: one snapshot into three tables, each with its own faults; only the newest snapshot stands; another city stays apart."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.answers import Answers
from data.errors import ParseError
from data.model import Filters
from data.queries.traffic import jams_now
from data.warehouse import Warehouse
from etl.engine import load
from etl.feeds import feed
from tests.etl.square_city import counts, lay_squares, put, reasons

SEVEN = int(datetime(2026, 1, 5, 0, 0, tzinfo=UTC).timestamp() * 1000)  # seven o'clock in Jakarta
LINE = [{"x": 106.81, "y": -6.2}, {"x": 106.83, "y": -6.2}]


def jam(name: object, **more: object) -> dict[str, object]:
    return {"uuid": name, "pubMillis": SEVEN - 60_000, "street": "Jl. Uji", "city": "Jakarta", "level": 3, "speedKMH": 12.5, "length": 400, "delay": 90,
            "roadType": 2, "line": LINE, **more}  # fmt: skip


def alert(name: str, **more: object) -> dict[str, object]:
    return {"uuid": name, "pubMillis": SEVEN, "type": "ACCIDENT", "subtype": "ACCIDENT_MAJOR", "street": "Jl. Uji", "reliability": 7, "confidence": 2,
            "location": {"x": 106.72, "y": -6.2}, "reportBy": "seseorang", **more}  # fmt: skip


def odd(name: str, **more: object) -> dict[str, object]:
    return {"id": name, "detectionDateMillis": SEVEN, "street": "Jl. Uji", "severity": 4, "speed": 8, "regularSpeed": 40, "delaySeconds": 300, "length": 900, "line": LINE, **more}


def snapshot(at: int = SEVEN, **arrays: object) -> str:
    return json.dumps({"endTimeMillis": at, "startTimeMillis": at - 60_000, **arrays})


def at(hour: int, minute: int = 0, **more: str) -> Filters:
    return Filters(now=datetime(2027, 1, 1, tzinfo=UTC), as_of=datetime(2026, 1, 5, hour, minute, tzinfo=UTC), **more)  # type: ignore[arg-type]


def test_a_snapshot_is_taken_apart(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    lay_squares(warehouse)
    text = snapshot(jams=[jam(1), jam(2, level=5, delay=-1, speedKMH=0)], alerts=[alert("a")], irregularities=[odd("i")])
    assert counts(put(warehouse, "traffic", tmp_path / "w.json", text)) == (4, 4, 0, 0, 0)
    assert counts(put(warehouse, "traffic", tmp_path / "w.json", text)) == (4, 0, 0, 4, 0)
    now = jams_now(answers, at(0, 5)).set_index("id")
    assert (now.loc["1", "level"], now.loc["1", "speed_kmh"], now.loc["1", "delay_s"], bool(now.loc["1", "is_blocked"])) == (3, 12.5, 90, False)
    assert bool(now.loc["2", "is_blocked"]) and now.loc["2", "delay_s"] != now.loc["2", "delay_s"], "a blocked road has no delay, not -1 s"
    assert (now.loc["a", "alert_kind"], now.loc["a", "reliability"], now.loc["a", "confidence"], now.loc["a", "area"]) == ("ACCIDENT", 7, 2, "31.73.05.1001")
    assert (now.loc["i", "level"], now.loc["i", "kind"], round(now.loc["i", "lon"], 4)) == (4, "tidak_lazim", 106.82)
    assert json.loads(now.loc["1", "geometry"])["coordinates"] == [[106.81, -6.2], [106.83, -6.2]]
    assert set(jams_now(answers, at(0, 5, area="31.73")).id) == {"a"}
    with warehouse.working() as session:
        assert "seseorang" not in str(session.rows("select * from traffic_alert"))


def test_each_array_has_its_own_faults(warehouse: Warehouse, tmp_path: Path) -> None:
    good = [jam(n) for n in range(10)]
    bad = [jam(None), jam(11, line=[LINE[0]]), jam(12, level=9), jam(13, pubMillis=SEVEN // 1000)]
    text = snapshot(jams=good + bad, alerts=[alert("a"), alert("b", reliability=11), alert("c", location={"x": -6.2, "y": 106.8})], irregularities=[odd("i"), odd("j", line="x")])
    batch = put(warehouse, "traffic", tmp_path / "w.json", text)
    assert counts(batch) == (19, 12, 0, 0, 7)
    assert [r for _, r in reasons(warehouse)] == [["range:reliability"], ["geometry"], ["swapped:lon_lat"], ["required:jam_id"], ["geometry"], ["range:level"], ["epoch:seconds"]]
    with warehouse.working() as session:
        assert "seseorang" not in str(session.rows("select raw from quarantine")), "a nickname does not enter the quarantine either"


def test_only_the_newest_snapshot_stands(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    lay_squares(warehouse)
    put(warehouse, "traffic", tmp_path / "1.json", snapshot(jams=[jam(1), jam(2)]))
    put(warehouse, "traffic", tmp_path / "2.json", snapshot(SEVEN + 120_000, jams=[jam(2, delay=30)]))
    assert set(jams_now(answers, at(0, 1))["id"]) == {"1", "2"}
    assert list(jams_now(answers, at(0, 3))["delay_s"]) == [30]
    assert jams_now(answers, at(0, 33)).empty, "what is half an hour old is not now"


def test_empty_and_wrong_documents(warehouse: Warehouse, tmp_path: Path) -> None:
    assert counts(put(warehouse, "traffic", tmp_path / "0.json", snapshot(jams=[]))) == (0, 0, 0, 0, 0)
    with pytest.raises(ParseError, match="neither jams"):
        put(warehouse, "traffic", tmp_path / "x.json", snapshot())


@pytest.mark.opendata
def test_another_city_stays_apart(warehouse: Warehouse, answers: Answers, open_data: Path) -> None:
    assert counts(load(warehouse, feed("traffic"), open_data / "traffic/louisville_sample.json")) == (50, 50, 0, 0, 0)
    then = Filters(now=datetime(2027, 1, 1, tzinfo=UTC), as_of=datetime(2019, 2, 20, 15, 20, tzinfo=UTC))
    assert jams_now(answers, then).empty
    shown = jams_now(answers, replace(then, source="waze_louisville"))
    assert len(shown) == 50 and shown["is_blocked"].sum() == 38
    with warehouse.working() as session:
        assert session.one("select is_home, city from source where source = 'waze_louisville'") == (False, "Louisville")
