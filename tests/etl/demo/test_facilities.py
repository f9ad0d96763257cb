"""The directory of facilities: every kecamatan has its own, where they are said to be, and it is told whole."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd

from etl.demo import city
from etl.demo.facilities import facility_table
from etl.demo.live import LiveCity
from etl.demo.moments import seconds
from etl.demo.places import reference
from etl.demo.reports import World


def test_every_kecamatan_has_every_kind(world: World) -> None:
    rows = facility_table(2026, world.places).to_pandas()
    assert rows["id_fasilitas"].is_unique and rows["nama"].is_unique
    assert set(rows["jenis"]) == {"rumah_sakit", "puskesmas", "pos_damkar", "hidran", "pompa"}
    assert set(rows["jenis"]) <= set(reference("facility_kind")["kind"])
    assert (pd.crosstab(rows["kecamatan"], rows["jenis"]).to_numpy() > 0).all()
    assert rows["kecamatan"].nunique() == 44 and 500 < len(rows) < 700


def test_a_facility_stands_near_the_kelurahan_that_it_names(world: World) -> None:
    rows = facility_table(2026, world.places).to_pandas()
    known = pd.DataFrame(reference("kelurahan")).drop_duplicates(["kelurahan", "kecamatan"])
    found = rows.merge(known, on=["kelurahan", "kecamatan", "kota"])
    assert len(found) == len(rows)
    placed = found.dropna(subset="bujur")
    assert 0 < len(rows) - len(placed) < 40
    far_km = 110 * np.hypot(
        placed["bujur"] - placed["lon"].astype(float), placed["lintang"] - placed["lat"].astype(float)
    )
    assert far_km.median() < 1 and far_km.max() < 6


def test_it_is_told_whole_whatever_the_window(world: World, now: datetime) -> None:
    live, end = LiveCity(2026), seconds(now)
    whole = facility_table(2026, world.places)
    assert live.facilities(end - 1, end).equals(whole)
    assert live.facilities(end, end + 10_000).equals(whole)


def test_its_dirt_is_bad_by_its_place_only(written: Path) -> None:
    truth = json.loads((written / city.TRUTH).read_text(encoding="utf-8"))
    assert set(truth["dirty"]["fasilitas.csv"]) == {"swapped", "broken_number", "duplicate"}
    rows = pd.read_csv(written / "fasilitas.csv", dtype=str, keep_default_na=False)
    assert (rows["id_fasilitas"] != "").all()
    assert (pd.to_numeric(rows["bujur"], errors="coerce") < 0).sum() == truth["dirty"]["fasilitas.csv"][
        "swapped"
    ]
    assert rows["bujur"].str.endswith("O").sum() == truth["dirty"]["fasilitas.csv"]["broken_number"]
