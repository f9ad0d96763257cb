"""What leaves the house about aid and dengue is added up, and a count that could point at persons is not told."""

from __future__ import annotations

from tests.api.conftest import Client


def test_a_count_of_one_to_four_is_not_told(client: Client) -> None:
    (aid,) = client.get("/api/v1/social-aid").json()["data"]
    assert (aid["area"], aid["planned_n"], aid["late_n"]) == ("31.71.01", 120, None)
    weeks = client.get("/api/v1/dengue").json()["data"]
    assert [week["confirmed_n"] for week in weeks] == [None, 7, 11]
    assert [week["is_provisional"] for week in weeks] == [True, True, False]
    assert "31.71.01.1001" not in client.get("/api/v1/dengue").text


def test_single_ambulance_calls_stay_inside(client: Client) -> None:
    told = client.get("/api/v1/ambulances?by=all").json()["data"]
    assert [row["n"] for row in told] == [6]
    assert "called_at" not in client.get("/api/v1/ambulances").text
