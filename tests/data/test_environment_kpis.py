"""The KPIs of air, gates and floods from the feeds that carry them, worked out by hand."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from data.answers import Answers
from data.model import Filters
from data.queries.kpis import kpi_problems, kpi_readings
from data.warehouse import Warehouse
from tests.etl.square_city import lay_squares, put


def read(answers: Answers, moment: datetime, **more: object) -> pd.DataFrame:
    return kpi_readings(answers, Filters(now=moment.replace(tzinfo=UTC), **more)).set_index("id")  # type: ignore[arg-type]


@pytest.fixture
def laid(warehouse: Warehouse) -> Warehouse:
    lay_squares(warehouse)
    return warehouse


def test_the_catalogue_fits_the_schema(laid: Warehouse, answers: Answers) -> None:
    assert not kpi_problems(answers)
    assert set(read(answers, datetime(2026, 1, 8)).loc[["E1", "E2", "E3", "E4", "E5"], "state"]) != {"ok"}, "nothing is loaded, so nothing is fine"


def test_air(laid: Warehouse, answers: Answers, tmp_path: Path) -> None:
    days = [("DKI1", 5, 15.5), ("DKI1", 6, 55.4), ("DKI1", 7, 150.4), ("DKI5", 6, 38.6), ("DKI5", 7, 38.6)]
    lines = "".join(f"{s},2026-01-{d:02} {h:02}:00:00,jam,{x}\n" for s, d, x in days for h in range(24))
    put(laid, "air_quality", tmp_path / "jam.csv", "stasiun,waktu,rentang,pm25\n" + lines)
    now = read(answers, datetime(2026, 1, 7, 20))
    assert (now.loc["E1", "value"], now.loc["E1", "n"], now.loc["E1", "state"]) == (200, 2, "ok"), "the newest whole day only"
    assert (round(now.loc["E2", "value"], 2), now.loc["E2", "n"], now.loc["E2", "state"]) == (66.67, 3, "sedikit"), "of three days one had a station above 100"
    assert round(now.loc["E3", "value"], 2) == round((15.5 + 55.4 + 150.4 + 38.6 + 38.6) / 5, 2) and now.loc["E3", "n"] == 5
    assert round(read(answers, datetime(2026, 1, 7, 20), area="31.73").loc["E1", "value"], 2) == 78.95, "DKI5 alone"
    assert read(answers, datetime(2026, 1, 6, 20)).loc["E1", "value"] == 100


def test_gates(laid: Warehouse, answers: Answers, tmp_path: Path) -> None:
    text = "pos,waktu,tinggi_cm\nManggarai,2026-01-05 07:00:00,860\nKaret,2026-01-05 07:00:00,100\nDepok,2026-01-05 05:00:00,400\nPompa Cideng,2026-01-05 07:00:00,900\n"
    put(laid, "water_levels", tmp_path / "tma.csv", text)
    now = read(answers, datetime(2026, 1, 5, 0, 30))
    assert (now.loc["E4", "value"], now.loc["E4", "n"], now.loc["E4", "state"]) == (1, 2, "ok"), "Depok is too old to count, Cideng has no limit"
    assert pd.isna(read(answers, datetime(2026, 1, 6)).loc["E4", "value"]), "silence is not zero"


def test_recession(laid: Warehouse, answers: Answers, tmp_path: Path) -> None:
    square = [[[106.81, -6.21], [106.83, -6.21], [106.83, -6.19], [106.81, -6.21]]]

    def state(rw: int, hour: int, value: int) -> dict[str, object]:
        return {"geometry": {"type": "Polygon", "coordinates": square}, "properties": {"geom_id": rw, "changed": f"2026-01-05T{hour:02}:00:00", "state": value}}

    drying = [state(rw, h, s) for rw in range(15) for h, s in ((7, 2), (8, 1), (9, 4), (12, 0), (13, 0))]
    wet = [state(rw, 7, 3) for rw in range(15, 22)]
    put(laid, "flood_areas", tmp_path / "rw.json", json.dumps({"features": drying + wet}))
    now = read(answers, datetime(2026, 1, 5, 10))
    assert (now.loc["E5", "value"], now.loc["E5", "n"], now.loc["E5", "state"]) == (5, 22, "ok"), "from seven to twelve; the seven still flooded are censored"
    early = Filters(now=datetime(2027, 1, 1, tzinfo=UTC), as_of=datetime(2026, 1, 5, 2, tzinfo=UTC))
    assert pd.isna(kpi_readings(answers, early).set_index("id").loc["E5", "value"]), "at nine o'clock nothing had receded"


def test_no_flood_is_no_dead_source(laid: Warehouse, answers: Answers, tmp_path: Path) -> None:
    square = [[[106.81, -6.21], [106.83, -6.21], [106.83, -6.19], [106.81, -6.21]]]
    told = [{"geometry": {"type": "Polygon", "coordinates": square}, "properties": {"geom_id": 1, "changed": f"2026-01-05T{h:02}:00:00", "state": s}} for h, s in ((7, 2), (12, 0))]
    put(laid, "flood_areas", tmp_path / "rw.json", json.dumps({"features": told}))
    dry, month = datetime(2026, 1, 20), {"since": datetime(2026, 1, 1, tzinfo=UTC), "until": datetime(2026, 1, 20, tzinfo=UTC)}
    assert read(answers, dry, **month).loc["E5", "state"] == "kedaluwarsa", "nobody looked"
    with laid.working() as session:
        session.execute("insert into attempt select 'flood_areas', source, timestamp '2026-01-19 23:00', 'unchanged', null, 0.1, null from batch where feed = 'flood_areas'")
        session.execute("insert into attempt select 'citizen_reports', 'x', timestamp '2026-01-19 23:00', 'unchanged', null, 0.1, null")
    looked = read(answers, dry, **month).loc["E5"]
    assert (looked["state"], looked["n"]) == ("sedikit", 1) and looked["newest_event_at"] == pd.Timestamp("2026-01-05 05:00"), "looked at an hour ago: one flood in the month"
    assert read(answers, datetime(2026, 1, 30), **month).loc["E5", "state"] == "kedaluwarsa", "looked at ten days ago"
