"""Every data set in every format, from rows in the core tables to the bytes that leave."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from api.dataset import EVERY, data_sets
from api.room import Room
from api.words import query_of
from data import schema
from data.answers import Answers
from data.settings import Settings
from tests.api.conftest import NOW, Client, Gate

SETS = {each.name: each for each in data_sets()}
ENVELOPE = {
    "data",
    "data_set",
    "licence",
    "as_of",
    "filters",
    "rows",
    "next_cursor",
    "sources",
    "simulated",
    "note",
}


def rows_of(client: Client, path: str) -> list[dict[str, Any]]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    rows: list[dict[str, Any]] = answer.json()["data"]
    return rows


def test_the_subjects_of_the_contract_are_here() -> None:
    assert set(SETS) == {
        "social-aid",
        "emergency-calls",
        "ambulances",
        "wifi",
        "dengue",
        "pumps",
        "waste-trips",
        "partnerships",
        "hive",
        "attendance",
        "open-data-use",
        "app-use",
        "travel-times",
        "crosswalk",
        "payments",
        "startups",
        "partner-trips",
        "plate-tax",
        "ecommerce",
        "enterprises",
        "food-prices",
        "statistics",
        "areas",
        "kpis",
        "indicators",
        "reports",
        "response-times",
        "vehicles",
        "incidents",
        "cameras",
        "fires",
        "water-levels",
        "air-quality",
        "floods",
        "flood-exposure",
        "facilities",
        "traffic",
        "warnings",
        "alarms",
        "officers",
        "integrity",
        "arrivals",
        "headways",
        "transit-search",
        "budget",
        "tenders",
        "assets",
        "zoning",
        "permits",
        "service-desks",
        "ratings",
    }


@pytest.mark.parametrize("name", sorted(SETS))
def test_every_format_says_the_same(client: Client, name: str) -> None:
    told = client.get(f"/api/v1/{name}").json()
    assert set(told) == ENVELOPE and told["rows"] == len(told["data"]) > 0
    assert told["as_of"] == "2026-10-31T12:00:00+07:00" and told["data_set"] == name
    columns = [c.name for c in SETS[name].columns if c.kind != "shape"]
    assert all(list(row) == columns for row in told["data"])
    table = client.get(f"/api/v1/{name}?format=csv")
    lines = list(csv.DictReader(io.StringIO(table.text)))
    assert len(lines) == told["rows"] and {"source", "sources"} & set(lines[0])
    assert table.headers["x-data-simulated"] == str(told["simulated"]).lower()
    parquet = pq.read_table(io.BytesIO(client.get(f"/api/v1/{name}?format=parquet").content))
    assert parquet.num_rows == told["rows"] and parquet.column_names == columns
    assert json.loads(parquet.schema.metadata[b"sources"]) == told["sources"]
    if SETS[name].geometry:
        features = client.get(f"/api/v1/{name}?format=geojson").json()
        assert len(features["features"]) == told["rows"] and features["simulated"] == told["simulated"]


@pytest.mark.parametrize("name", sorted(SETS))
def test_the_declared_tables_are_those_that_are_read(shared: Answers, settings: Settings, name: str) -> None:
    """The ETag stands on them: one forgotten, and a changed answer would be called unchanged."""
    read: set[str] = set()

    class Watched(Answers):
        def ask_sql(self, name: str, sql: str, params: Any) -> pd.DataFrame:
            read.update(schema.tables_in(sql))
            return super().ask_sql(name, sql, params)

    room = Room(Watched(shared.warehouse), settings, Gate().receive, lambda: NOW)
    SETS[name].ask(room.answers, query_of({}, NOW))
    dated = {file.stem for file in schema.REFERENCE.glob("*.csv")}
    assert read and (SETS[name].tables == EVERY or read - dated <= {*SETS[name].tables, "source"})


def test_reports_are_marked_by_the_sources_of_the_rows(client: Client) -> None:
    told = client.get("/api/v1/reports?limit=1").json()
    assert (
        told["sources"] == [{"source": "simulasi_crm", "is_simulated": True}]
        and told["simulated"] is True
        and told["note"] == "DATA SIMULASI"
    )
    real = client.get("/api/v1/reports?source=petabencana").json()
    assert (
        real["sources"] == [{"source": "petabencana", "is_simulated": False}]
        and real["simulated"] is False
        and real["note"] is None
    )


def test_other_cities_come_only_when_asked_for(client: Client) -> None:
    everywhere = rows_of(client, "/api/v1/reports?limit=1000")
    assert {row["source"] for row in everywhere} == {"simulasi_crm", "petabencana"}
    assert [row["report_id"] for row in rows_of(client, "/api/v1/reports?source=boston_311")] == ["JK-006"]


def test_private_reports_keep_neither_text_nor_place(client: Client) -> None:
    (private,) = [row for row in rows_of(client, "/api/v1/reports") if row["report_id"] == "JK-002"]
    assert private["is_private"] is True and {private[k] for k in ("description", "lon", "lat", "area")} == {
        None
    }


def test_nobody_is_named(client: Client) -> None:
    for form in ("json", "csv", "geojson", "parquet"):
        body = client.get(f"/api/v1/reports?limit=1000&format={form}").content
        assert b"pseudonym" not in body and b"0812" not in body
    assert "Rahasia" not in client.get("/api/v1/fires").text
    assert "hunter2" not in client.get("/api/v1/cameras").text
    assert rows_of(client, "/api/v1/cameras")[0]["stream_url"] == "rtsp://10.1.2.3/live"


def test_pages_follow_each_other_without_gap_or_overlap(client: Client) -> None:
    whole = [(row["source"], row["report_id"]) for row in rows_of(client, "/api/v1/reports?limit=1000")]
    found: list[tuple[str, str]] = []
    path: str | None = "/api/v1/reports?limit=77"
    while path:
        answer = client.get(path)
        found += [(row["source"], row["report_id"]) for row in answer.json()["data"]]
        link = answer.headers.get("link")
        assert (link is None) == (answer.json()["next_cursor"] is None)
        path = link[1 : link.index(">")] if link else None
    assert found == whole and len(whole) == 251


@pytest.mark.parametrize("name", ["reports", "incidents", "cameras", "fires"])
@pytest.mark.parametrize("cursor", ["x", "%00", "e30=", "a" * 500, "bnVsbA", "WzEsMiwzXQ", "2026-10-31"])
def test_a_bad_cursor_is_refused(client: Client, name: str, cursor: str) -> None:
    answer = client.get(f"/api/v1/{name}?cursor={cursor}")
    assert answer.status_code == 400 and answer.json()["hint"], answer.text


def test_filters_reach_the_question(client: Client) -> None:
    assert {row["status"] for row in rows_of(client, "/api/v1/reports?status=closed")} == {"closed"}
    assert {row["category"] for row in rows_of(client, "/api/v1/reports?category=sampah")} == {"sampah"}
    assert len(rows_of(client, "/api/v1/reports?since=2026-10-31T08:00&until=2026-10-31T10:00")) == 2
    assert rows_of(client, "/api/v1/areas?level=kelurahan")[0]["code"] == "31.71.01.1001"
    assert [row["code"] for row in rows_of(client, "/api/v1/areas?parent=31")] == ["31.71"]


def test_as_of_gives_the_state_of_that_moment(client: Client) -> None:
    now = {
        row["report_id"]: row["status"]
        for row in rows_of(client, "/api/v1/reports?source=simulasi_crm&limit=1000")
    }
    then = {
        row["report_id"]: row["status"]
        for row in rows_of(
            client, "/api/v1/reports?source=simulasi_crm&limit=1000&as_of=2026-10-31T04:15:00Z"
        )
    }
    assert now["JK-004"] == "closed" and then["JK-004"] == "open"


def test_moments_are_in_wib_or_utc(client: Client) -> None:
    assert rows_of(client, "/api/v1/vehicles")[0]["seen_at"] == "2026-10-31T11:59:45+07:00"
    assert rows_of(client, "/api/v1/vehicles?zone=utc")[0]["seen_at"] == "2026-10-31T04:59:45Z"


def test_csv_cells_are_safe_and_the_first_line_is_the_header(client: Client) -> None:
    text = client.get("/api/v1/reports?format=csv&limit=1").text
    header, row = text.split("\r\n")[:2]
    assert header.startswith("source,report_id,created_at") and "'=cmd|" in row
