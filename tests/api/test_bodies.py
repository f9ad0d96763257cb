"""How an answer leaves: only when it changed, packed for those who take it, refused with what to do."""

from __future__ import annotations

import gzip
from datetime import datetime, timedelta

import pytest

from data.warehouse import Warehouse
from tests.api.conftest import Client


def test_an_unchanged_answer_is_not_sent_again(
    own_client: Client, city: Warehouse, moment: list[datetime]
) -> None:
    first = own_client.get("/api/v1/reports?limit=5")
    tag = {"If-None-Match": first.headers["etag"]}
    again = own_client.get("/api/v1/reports?limit=5", headers=tag)
    assert again.status_code == 304 and not again.content and again.headers["etag"] == first.headers["etag"]
    assert own_client.get("/api/v1/reports?limit=6", headers=tag).status_code == 200
    city.here().execute(
        "update report set category = 'pohon' where report_id = 'JK-001'; update table_version set version = 2 where table_name = 'report'"
    )
    changed = own_client.get("/api/v1/reports?limit=5", headers=tag)
    assert changed.status_code == 200 and changed.json()["data"][0]["category"] == "pohon"
    moment[0] += timedelta(minutes=2)
    assert (
        own_client.get(
            "/api/v1/reports?limit=5", headers={"If-None-Match": changed.headers["etag"]}
        ).status_code
        == 200
    )
    still = own_client.get("/api/v1/areas").headers["etag"]
    moment[0] += timedelta(days=2)
    assert own_client.get("/api/v1/areas", headers={"If-None-Match": still}).status_code == 304


def test_gzip_is_for_those_who_take_it(client: Client) -> None:
    packed = client.get("/api/v1/reports", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/api/v1/reports", headers={"Accept-Encoding": "gzip;q=0, identity"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.json() == plain.json() and packed.headers["vary"] == "Accept-Encoding"
    parquet = client.get("/api/v1/reports?format=parquet", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in parquet.headers


def test_a_body_is_made_and_packed_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    packed: list[int] = []
    compress = gzip.compress
    monkeypatch.setattr(gzip, "compress", lambda *given, **more: packed.append(1) or compress(*given, **more))
    assert client.get("/api/v1/reports").content == client.get("/api/v1/reports").content
    assert packed == [1]


@pytest.mark.parametrize(("path", "status", "said"), [
    ("/api/v1/reports?arae=31", 400, "area, since"), ("/api/v1/reports?area=33", 400, "31.73.05"), ("/api/v1/reports?area=31.99", 404, "areas"),
    ("/api/v1/reports?source=nobody", 404, "simulasi_crm"), ("/api/v1/reports?category=nothing", 404, "jalan"), ("/api/v1/reports?limit=10001", 400, "10,000"),
    ("/api/v1/areas?limit=5", 400, "level"), ("/api/v1/kpis?format=geojson", 400, "parquet"), ("/api/v1/response-times?by=name", 400, "agency"),
    ("/api/v1/response-times?stage=done", 400, "first_action"), ("/api/v1/nothing", 404, "/api/v1/"), ("/api/v2/reports", 404, "/api/v1/"),
])  # fmt: skip
def test_errors_say_what_to_do(client: Client, path: str, status: int, said: str) -> None:
    answer = client.get(path)
    told = answer.json()
    assert (
        answer.status_code == told["status"] == status
        and answer.headers["content-type"] == "application/problem+json"
    )
    assert set(told) == {"type", "title", "status", "detail", "hint", "request_id"} and said in told["hint"]
    assert answer.headers["x-request-id"] == told["request_id"]


def test_other_methods_are_refused(client: Client) -> None:
    assert client.post("/api/v1/reports").status_code == 405
    assert client.call("HEAD", "/api/v1/reports").status_code == 200
