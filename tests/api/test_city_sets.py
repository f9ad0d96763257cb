"""Water, air, floods, facilities, traffic, warnings and officers: what each says, and what none may say."""

from __future__ import annotations

import csv

import pytest

from api.dataset import data_sets
from data.schema import REFERENCE
from tests.api.conftest import Client
from tests.api.test_data_sets import rows_of


def test_water_now_has_the_siaga_of_its_post_and_who_acts(client: Client) -> None:
    row = rows_of(client, "/api/v1/water-levels")[0]
    assert (row["post"], row["siaga"], row["severity"], row["source_siaga"]) == ("manggarai", 2, 3, 3)
    assert row["is_mismatch"] is True and row["acts_en"] == "Regional Secretary" and row["trend_cm_h"] == 20.0


def test_an_old_reading_has_no_siaga_however_high_it_was(client: Client) -> None:
    old = rows_of(client, "/api/v1/water-levels")[1]
    assert (old["post"], old["level_cm"], old["source_siaga"]) == ("depok", 360.0, 1)
    assert (old["state"], old["siaga"], old["acts_id"]) == ("tidak diketahui", None, None)


def test_water_of_an_earlier_moment(client: Client) -> None:
    row = rows_of(client, "/api/v1/water-levels?as_of=2026-10-31T03:50Z")[0]
    assert (row["level_cm"], row["siaga"], row["age_min"]) == (840.0, 3, 0.0)
    assert [r["post"] for r in rows_of(client, "/api/v1/water-levels?area=31.71")] == ["manggarai"]


def test_a_post_gives_its_series(client: Client) -> None:
    rows = rows_of(client, "/api/v1/water-levels?post=manggarai")
    assert [row["level_cm"] for row in rows] == [830.0, 840.0, 850.0, 860.0]
    assert {row["trend_cm_h"] for row in rows} == {None}
    assert len(rows_of(client, "/api/v1/water-levels?post=manggarai&since=2026-10-31T04:00Z")) == 2
    assert rows_of(client, "/api/v1/water-levels?post=katulampa") == []


def test_a_post_whose_window_is_still_open_has_no_record(client: Client) -> None:
    """The water of the city's file is an hour old: what it floods is not known yet, which is told as n = 0."""
    rows = rows_of(client, "/api/v1/flood-exposure")
    assert {row["post"] for row in rows} >= {"katulampa", "depok", "manggarai"} and {row["episodes_n"] for row in rows} == {0}


@pytest.mark.parametrize(("path", "status", "said"), [
    ("/api/v1/water-levels?window=7d", 400, "post"), ("/api/v1/water-levels?post=manggarai&area=31.71", 400, "area"),
    ("/api/v1/water-levels?post=nowhere", 404, "water-levels"), ("/api/v1/floods?hours=many", 400, "whole number"),
    ("/api/v1/floods?hours=0", 400, "1 hour"), ("/api/v1/facilities?kind=castle", 400, "rumah_sakit"), ("/api/v1/warnings?exercises=perhaps", 400, "true"),
])  # fmt: skip
def test_what_cannot_be_answered_is_refused(client: Client, path: str, status: int, said: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status and said in answer.json()["hint"], answer.text


def test_an_index_above_the_scale_says_so(client: Client) -> None:
    (row,) = rows_of(client, "/api/v1/air-quality")
    assert (row["ispu"], row["is_above_scale"], row["critical"], row["day_on"]) == (
        500.0,
        True,
        "pm25",
        "2026-10-30",
    )
    (old,) = rows_of(client, "/api/v1/air-quality?area=31.71&as_of=2026-10-31T04:00Z")
    assert old["state"] == "ok"


def test_floods_are_shapes_and_points_without_personal_data(client: Client) -> None:
    features = client.get("/api/v1/floods?format=geojson").json()["features"]
    assert [f["geometry"]["type"] for f in features] == ["Polygon", "Point"]
    assert features[1]["properties"]["description"] == "Banjir, hubungi [telepon]"
    assert [row["kind"] for row in rows_of(client, "/api/v1/floods?hours=1")] == []


def test_traffic_is_lines_and_points(client: Client) -> None:
    features = client.get("/api/v1/traffic?format=geojson").json()["features"]
    assert {f["properties"]["kind"]: f["geometry"]["type"] for f in features} == {
        "macet": "LineString",
        "laporan": "Point",
    }


def test_a_facility_without_a_point_stands_at_its_area_and_says_so(client: Client) -> None:
    assert [row["facility_id"] for row in rows_of(client, "/api/v1/facilities")] == ["RS-1", "H-1"]
    (hydrant,) = rows_of(client, "/api/v1/facilities?kind=hidran")
    assert hydrant["is_approximate"] is True and hydrant["lon"] == 106.8267


def test_every_kind_of_the_reference_can_be_asked_for() -> None:
    (kind,) = [
        word
        for each in data_sets()
        if each.name == "facilities"
        for word in each.words
        if word.name == "kind"
    ]
    with (REFERENCE / "facility_kind.csv").open(encoding="utf-8") as file:
        assert list(kind.choices) == [line[0] for line in csv.reader(file)][1:]


def test_exercises_come_only_when_asked_for_and_are_marked(client: Client) -> None:
    (real,) = rows_of(client, "/api/v1/warnings")
    assert real["banner"] is None and real["attribution"] == "BMKG"
    assert [row["banner"] for row in rows_of(client, "/api/v1/warnings?exercises=true")] == [None, "LATIHAN"]
    assert rows_of(client, "/api/v1/warnings?as_of=2026-10-31T03:00Z") == []


@pytest.mark.parametrize("form", ["json", "csv", "geojson", "parquet"])
def test_officers_are_pseudonyms_and_their_cases_stay_inside(client: Client, form: str) -> None:
    body = client.get(f"/api/v1/officers?format={form}").content
    assert b"P-7f3a" in body
    assert not any(secret in body for secret in (b"Rahasia", b"JK-002", b"T-1"))


def test_alarms_say_who_acts_and_never_who_acknowledged(client: Client) -> None:
    (row,) = rows_of(client, "/api/v1/alarms")
    assert (row["rule"], row["name"], row["state"], row["priority"], row["value"], row["threshold"], row["unit"]) == ("siaga_2", "Manggarai", "acknowledged", "sedang", 860, 850, "cm")
    assert (row["acts_id"], row["respond_min"], row["raised_at"]) == ("Sekretaris Daerah", 30, "2026-10-31T11:50:10+07:00")
    log = rows_of(client, "/api/v1/alarms?log=true&since=2026-10-31&until=2026-11-01")
    assert [(r["action"], r["state"]) for r in log] == [("acknowledge", "acknowledged"), ("condition", "alarm")]
    assert rows_of(client, "/api/v1/alarms?log=true&since=2026-10-30&until=2026-10-31") == []
    assert client.get("/api/v1/alarms?since=2026-10-31").status_code == 400, "a period belongs to the log"
    assert all("Rahasia" not in client.get(f"/api/v1/alarms?log=true&format={form}").text for form in ("json", "csv"))
