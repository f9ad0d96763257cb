"""/health: what it says when all is well, when a feed is late, and when the warehouse is gone."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import pytest

import api.health
from data.errors import WarehouseError
from tests.api.conftest import Client


def test_the_feeds_and_their_state(client: Client) -> None:
    answer = client.get("/health")
    told = answer.json()
    assert answer.status_code == 200 and set(told) == {"status", "version", "as_of", "feeds", "walls"}
    assert told["as_of"] == "2026-10-31T12:00:00+07:00" and told["version"].count(".") == 2
    (reports,) = [feed for feed in told["feeds"] if feed["source"] == "simulasi_crm"]
    newest = "2026-10-31T10:55:00+07:00"
    assert reports == {
        "feed": "citizen_reports", "source": "simulasi_crm", "state": "terlambat", "newest_event_at": newest, "rows": 250, "quarantined": 2,
        "last_batch": 1, "is_simulated": True,
    }  # fmt: skip
    assert told["status"] == "degraded"
    assert {"feed": "fires", "source": None, "state": "belum"}.items() <= next(
        f for f in told["feeds"] if f["feed"] == "fires"
    ).items()


def test_all_is_well(client: Client, moment: list[datetime]) -> None:
    moment[0] -= timedelta(minutes=50)  # ten minutes after the newest event and the load
    assert client.get("/health").json()["status"] == "ok"


def test_a_warehouse_that_fails_is_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise WarehouseError("The owner does not answer.", "Start the server again.")

    monkeypatch.setattr(api.health, "feed_health", fail)
    answer = client.get("/health")
    told = answer.json()
    assert answer.status_code == 503 and told["status"] == "down" and told["feeds"] == []
    assert (
        told["problem"] == "The owner does not answer." and told["hint"] and told["version"] and told["as_of"]
    )


def test_a_warehouse_that_hangs_is_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.health, "feed_health", lambda *_: time.sleep(0.3))
    monkeypatch.setattr(api.health, "PATIENCE", 0.05)
    assert client.get("/health").status_code == 503


def test_a_closed_warehouse_is_503_everywhere(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise WarehouseError("The warehouse is closed.", "Start it.")

    monkeypatch.setattr("data.warehouse.Warehouse.here", fail)
    for path in ("/api/v1/reports", "/open311/v2/requests.json", "/api/v1/"):
        answer = client.get(path)
        assert (
            answer.status_code == 503
            and answer.headers["retry-after"]
            and answer.json()["detail"] == "The warehouse is closed."
        )
