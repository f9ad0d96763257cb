"""Feature collections out of columns: valid JSON whatever the words, cells that lose nobody, classes that say what they claim."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from live.geojson import cells, classes, collection, points

words = st.text(max_size=12)
place = st.tuples(st.floats(106.0, 107.0), st.floats(-6.5, -5.0), words, st.booleans())


@given(st.lists(place, max_size=20))
def test_every_row_is_a_feature(rows: list[tuple[float, float, str, bool]]) -> None:
    frame = pd.DataFrame(rows, columns=["lon", "lat", "name", "is_late"])
    made = json.loads(collection(frame[["name", "is_late"]], points(frame["lon"], frame["lat"])))
    assert [f["properties"]["name"] for f in made["features"]] == [name for _, _, name, _ in rows]
    assert all(
        abs(f["geometry"]["coordinates"][0] - lon) <= 1e-5
        for f, (lon, *_) in zip(made["features"], rows, strict=True)
    )


@given(st.lists(place, max_size=50), st.sampled_from([150, 600]))
def test_cells_keep_every_report_and_every_late_one(
    rows: list[tuple[float, float, str, bool]], metres: int
) -> None:
    lon, lat, late = (np.array([r[i] for r in rows], kind) for i, kind in ((0, float), (1, float), (3, bool)))
    put = cells(lon, lat, late, metres)
    assert (put["n"].sum(), put["late"].sum()) == (len(rows), late.sum())
    assert len(put) <= len(rows)


@given(st.lists(st.one_of(st.floats(0, 1e6), st.just(float("nan"))), max_size=60))
def test_classes_follow_the_order_of_values(values: list[float]) -> None:
    classed, outliers = classes(np.array(values), is_worse_high=True)
    known = sorted((value, int(q)) for value, q in zip(values, classed, strict=True) if value == value)
    assert [q for _, q in known] == sorted(q for _, q in known)
    assert {q for _, q in known} == set(range(len({q for _, q in known})))
    assert all(pd.isna(q) for value, q in zip(values, classed, strict=True) if value != value)
    assert not outliers[np.isnan(np.array(values, float))].any()


def test_only_the_bad_side_stands_out() -> None:
    values = np.array([10, 11, 12, 13, 14, 15, 16, 17, 18, 200, -200], float)
    assert np.flatnonzero(classes(values, True)[1]).tolist() == [9]
    assert np.flatnonzero(classes(values, False)[1]).tolist() == [10]
    assert not classes(values[-3:], True)[1].any()


def test_moments_are_iso_utc() -> None:
    frame = pd.DataFrame({"seen_at": pd.to_datetime(["2026-11-21 13:00:00", None])})
    made = json.loads(collection(frame, pd.Series(["null", "null"])))
    assert [f["properties"]["seen_at"] for f in made["features"]] == ["2026-11-21T13:00:00Z", None]
