"""JSON, GeoJSON and Parquet say the same, in the words of the contract."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from api.dataset import Column
from api.formats import geojson, parquet
from api.formats import json as json_form
from api.formats.cells import declared, iso, moments, plain
from data.errors import CityError

COLUMNS = (
    Column("id", "text", "Nomor", "Number"),
    Column("seen_at", "moment", "Waktu", "Time"),
    Column("on_day", "day", "Hari", "Day"),
    Column("n", "integer", "Jumlah", "Count"),
    Column("wait_min", "number", "Tunggu", "Wait", "min"),
    Column("is_late", "boolean", "Lambat", "Late"),
    Column("tags", "texts", "Tanda", "Tags"),
    Column("lon", "number", "Bujur", "Longitude"),
    Column("lat", "number", "Lintang", "Latitude"),
)
ABOUT = {
    "as_of": "2026-10-31T12:00:00+07:00",
    "simulated": True,
    "sources": [{"source": "simulasi_crm", "is_simulated": True}],
    "note": None,
}


@pytest.fixture
def frame() -> pd.DataFrame:
    """One full row, and one where all that may be missing is missing or is no number."""
    return declared(
        pd.DataFrame(
            {
                "id": ['a/"é\u2028b\\/', None],
                "seen_at": [pd.Timestamp("2026-10-30 17:30:00"), pd.NaT],
                "on_day": [pd.Timestamp("2026-10-31"), pd.NaT],
                "n": [2**53 - 1, None],
                "wait_min": [0.1, float("inf")],
                "is_late": [True, None],
                "tags": [np.array(["x", "y"]), None],
                "lon": [106.8267, None],
                "lat": [-6.2, None],
                "reporter": ["secret", "secret"],
            }
        ),
        COLUMNS,
    )


def test_json_has_the_envelope_and_null_for_what_is_missing(frame: pd.DataFrame) -> None:
    text = json_form.encode(frame, COLUMNS, ABOUT, "wib").decode()
    told = json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} is not JSON"))
    assert told["data"][0] == {
        "id": 'a/"é\u2028b\\/',
        "seen_at": "2026-10-31T00:30:00+07:00",
        "on_day": "2026-10-31",
        "n": 2**53 - 1,
        "wait_min": 0.1,
        "is_late": True,
        "tags": ["x", "y"],
        "lon": 106.8267,
        "lat": -6.2,
    }
    assert set(told["data"][1].values()) == {None}
    assert {k: told[k] for k in ABOUT} == ABOUT
    assert "0.1," in text and "secret" not in text


def test_geojson_points_and_a_row_without_a_place(frame: pd.DataFrame) -> None:
    told = json.loads(geojson.encode(frame, COLUMNS, ABOUT, "utc"))
    assert told["type"] == "FeatureCollection" and told["simulated"] is True
    first, second = told["features"]
    assert (
        first["geometry"] == {"type": "Point", "coordinates": [106.8267, -6.2]} and second["geometry"] is None
    )
    assert (
        first["properties"]["seen_at"] == "2026-10-30T17:30:00Z"
        and first["properties"]["id"] == 'a/"é\u2028b\\/'
    )


def test_geojson_shapes_are_not_repeated_among_the_properties() -> None:
    columns = (Column("code", "text", "", ""), Column("geometry", "shape", "", ""))
    shape = '{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}'
    told = json.loads(
        geojson.encode(
            declared(pd.DataFrame({"code": ["31"], "geometry": [shape]}), columns),
            columns,
            {"rows": 1},
            "wib",
        )
    )
    assert told["features"] == [
        {"type": "Feature", "geometry": json.loads(shape), "properties": {"code": "31"}}
    ]


def test_parquet_is_typed_and_says_what_it_is(frame: pd.DataFrame) -> None:
    table = pq.read_table(io.BytesIO(parquet.encode(frame, COLUMNS, ABOUT, "wib")))
    assert table.schema.field("seen_at").type == pa.timestamp("us", tz="Asia/Jakarta")
    assert table.column("seen_at")[0].as_py().astimezone(UTC) == datetime(2026, 10, 30, 17, 30, tzinfo=UTC)
    assert table.schema.field("tags").type == pa.list_(pa.string()) and table.column(
        "wait_min"
    ).to_pylist() == [0.1, None]
    assert table.schema.field("wait_min").metadata[b"unit"] == b"min"
    assert (
        table.schema.metadata[b"simulated"] == b"true"
        and b"simulasi_crm" in table.schema.metadata[b"sources"]
    )


def test_empty_answers_are_answers() -> None:
    empty = declared(pd.DataFrame({c.name: [] for c in COLUMNS}), COLUMNS)
    assert json.loads(json_form.encode(empty, COLUMNS, {"rows": 0}, "wib")) == {"data": [], "rows": 0}
    assert json.loads(geojson.encode(empty, COLUMNS, {"rows": 0}, "wib"))["features"] == []
    assert pq.read_table(io.BytesIO(parquet.encode(empty, COLUMNS, {}, "wib"))).num_rows == 0


def test_a_question_that_breaks_its_promise_is_an_error() -> None:
    with pytest.raises(CityError, match="does not give seen_at"):
        declared(pd.DataFrame({"id": ["a"]}), COLUMNS[:2])


def test_moments_around_midnight_keep_their_zone() -> None:
    late = pd.Series([pd.Timestamp("2026-10-31 16:30:00"), pd.Timestamp("2026-10-31 17:30:00"), pd.NaT])
    assert list(moments(late)) == ["2026-10-31T23:30:00+07:00", "2026-11-01T00:30:00+07:00", None]
    assert iso(datetime(2026, 10, 31, 16, 30)) == "2026-10-31T23:30:00+07:00"
    assert iso(datetime(2026, 10, 31, 16, 30, tzinfo=UTC), "utc") == "2026-10-31T16:30:00Z"
    assert (
        plain(
            declared(pd.DataFrame({"on_day": [pd.Timestamp("2026-10-31")]}), COLUMNS[2:3]),
            COLUMNS[2:3],
            "wib",
        )["on_day"][0]
        == "2026-10-31"
    )
