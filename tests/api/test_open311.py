"""Open311 GeoReport v2: what its clients ask, in JSON and in XML."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from defusedxml.ElementTree import fromstring

from data.warehouse import Warehouse
from tests.api.conftest import Client

V2 = "/open311/v2"
FIELDS = [
    "service_request_id", "status", "status_notes", "service_name", "service_code", "description", "agency_responsible", "service_notice",
    "requested_datetime", "updated_datetime", "expected_datetime", "address", "address_id", "zipcode", "lat", "long", "media_url", "extended_attributes",
]  # fmt: skip
PERSONAL = {"email", "first_name", "last_name", "phone", "device_id", "account_id"}


def requests(client: Client, words: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"{V2}/requests.json{words}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


def test_a_request_as_georeport_has_it(client: Client) -> None:
    found = {each["service_request_id"]: each for each in requests(client)}
    assert len(found) == 251
    assert found["simulasi_crm:JK-004"] == {
        "service_request_id": "simulasi_crm:JK-004", "status": "closed", "status_notes": "resolved", "service_name": "Jalan rusak",
        "service_code": "jalan", "description": "Lubang di jalan, hubungi [telepon] <b>&\u0007", "agency_responsible": "Dinas Bina Marga",
        "service_notice": None, "requested_datetime": "2026-10-31T07:00:00+07:00", "updated_datetime": "2026-10-31T11:20:00+07:00",
        "expected_datetime": "2026-11-05T07:00:00+07:00", "address": None, "address_id": "31.71.01.1001", "zipcode": None, "lat": -6.1764,
        "long": 106.8267, "media_url": None,
        "extended_attributes": {"crm_stage": "selesai", "channel": "jaki", "source": "simulasi_crm", "is_simulated": True, "is_private": False},
    }  # fmt: skip
    assert all(list(each) == FIELDS and not PERSONAL & set(each) for each in found.values())


def test_open_ones_keep_their_own_clock_and_their_stage(client: Client) -> None:
    (one,) = client.get(f"{V2}/requests/simulasi_crm:JK-005.json").json()
    assert one["status"] == "open" and one["updated_datetime"] == "2026-10-31T11:30:00+07:00"
    assert one["extended_attributes"]["crm_stage"] == "proses" and one["status_notes"] is None


def test_private_requests_have_neither_text_nor_place(client: Client) -> None:
    listed = next(each for each in requests(client) if each["service_request_id"].endswith("JK-002"))
    (named,) = requests(client, "?service_request_id=simulasi_crm:JK-002")
    assert listed == named and listed["extended_attributes"]["is_private"] is True
    assert {listed[k] for k in ("description", "lat", "long", "address", "address_id")} == {None}


def test_sensitive_categories_are_private(own_client: Client, city: Warehouse) -> None:
    city.here().execute(
        "update report set category = 'kekerasan' where report_id = 'JK-007'; update table_version set version = 2 where table_name = 'report'"
    )
    (named,) = own_client.get(f"{V2}/requests/simulasi_crm:JK-007.json").json()
    assert (
        named["description"] is None
        and named["lat"] is None
        and named["extended_attributes"]["is_private"] is True
    )


def test_xml_says_the_same_and_is_xml(client: Client) -> None:
    answer = client.get(f"{V2}/requests.xml")
    assert answer.headers["content-type"] == "text/xml; charset=utf-8" and answer.content.startswith(b"<?xml")
    root = fromstring(answer.text)
    assert root.tag == "service_requests" and {each.tag for each in root} == {"request"}
    for told, one in zip(requests(client), root, strict=True):
        assert [child.tag for child in one] == FIELDS
        assert _plain(one) == _expected(told)


def _plain(element: ET.Element) -> dict[str, Any]:
    return {child.tag: _plain(child) if len(child) else child.text for child in element}


def _expected(told: dict[str, Any]) -> dict[str, Any]:
    """The JSON record as XML can say it: all text, without the bell that XML cannot hold."""
    words = {True: "true", False: "false"}
    return {
        k: _expected(v)
        if isinstance(v, dict)
        else None
        if v is None
        else words[v]
        if isinstance(v, bool)
        else str(v).replace("\x07", "")
        for k, v in told.items()
    }


def test_the_words(client: Client) -> None:
    assert {each["status"] for each in requests(client, "?status=closed")} == {"closed"}
    assert {each["service_code"] for each in requests(client, "?service_code=sampah")} == {"sampah"}
    assert (
        len(requests(client, "?start_date=2026-10-31T00:00:00%2B07:00&end_date=2026-10-31T10:00:00%2B07:00"))
        == 11
    )  # 00:00 to 09:00, one of them twice
    named = requests(
        client, "?service_request_id=simulasi_crm:JK-001,simulasi_crm:JK-003,nobody:1&status=closed"
    )
    assert [each["service_request_id"] for each in named] == ["simulasi_crm:JK-001", "simulasi_crm:JK-003"]
    assert requests(client, "?jurisdiction_id=jakarta.go.id&start_date=2020-01-01") == []


@pytest.mark.parametrize(("path", "status"), [
    ("/requests.json?start_date=2026-01-01&end_date=2026-05-01", 400), ("/requests.json?status=done", 400), ("/requests.json?service_code=nothing", 404),
    ("/requests.json?start_date=now", 400), ("/requests.json?email=a@b.c", 400), ("/requests.json?service_request_id=" + ",".join("abc" * 101), 400),
    ("/requests.csv", 404), ("/requests/simulasi_crm:JK-999.xml", 404), ("/requests/' or 1=1.json", 404), ("/services/nothing.json", 404),
    ("/services.yaml", 404), ("/tokens/1.json", 404), ("/services.json?x=1", 400), ("/requests.json?jurisdiction_id=boston.gov", 400),
])  # fmt: skip
def test_what_is_refused(client: Client, path: str, status: int) -> None:
    answer = client.get(V2 + path)
    assert answer.status_code == status and answer.json()["hint"]


def test_no_more_than_a_thousand(own_client: Client, city: Warehouse) -> None:
    city.here().execute(
        "insert into report select r.* replace (printf('M-%d', i) as report_id) from report r, range(1200) t(i) where report_id = 'JK-003';"
        "update table_version set version = 2 where table_name = 'report'"
    )
    assert len(requests(own_client)) == 1_000


def test_services(client: Client) -> None:
    services = client.get(f"{V2}/services.json").json()
    road = next(each for each in services if each["service_code"] == "jalan")
    assert road == {
        "service_code": "jalan", "service_name": "Jalan rusak", "description": "Damaged road (Dinas Bina Marga)", "metadata": False,
        "type": "batch", "keywords": "damaged road", "group": "infrastruktur",
    }  # fmt: skip
    codes = {each["service_code"] for each in services}
    assert "pelanggaran_psbb" not in codes and "lain_baru" not in codes
    root = fromstring(client.get(f"{V2}/services.xml").text)
    assert root.tag == "services" and {each.findtext("service_code") for each in root} == codes
    assert root[0].findtext("metadata") == "false"


def test_a_definition_and_the_discovery(client: Client) -> None:
    assert client.get(f"{V2}/services/jalan.json").json() == {"service_code": "jalan", "attributes": []}
    assert fromstring(client.get(f"{V2}/services/jalan.xml").text).findtext("service_code") == "jalan"
    told = client.get("/open311/discovery.json").json()
    assert told["endpoints"][0]["url"] == "http://city.test/open311/v2" and told["endpoints"][0][
        "formats"
    ] == ["text/xml", "application/json"]
    found = fromstring(client.get(f"{V2}/discovery.xml").text)
    assert [each.text for each in found.iter("format")] == ["text/xml", "application/json"]


def test_nobody_is_named(client: Client) -> None:
    for form in ("json", "xml"):
        body = client.get(f"{V2}/requests.{form}").text
        assert "pseudonym" not in body and "0812" not in body
