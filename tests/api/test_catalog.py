"""The index and its DCAT twin name every data set, and every address in them answers."""

from __future__ import annotations

from api.dataset import data_sets
from tests.api.conftest import Client


def test_the_index_says_what_there_is(client: Client) -> None:
    told = client.get("/api/v1/").json()
    assert client.get("/api/v1").json() == told
    assert [each["name"] for each in told["data_sets"]] == [each.name for each in data_sets()]
    keys = {
        "name",
        "href",
        "title_id",
        "title_en",
        "description_id",
        "description_en",
        "licence",
        "formats",
        "newest_event_at",
        "is_simulated",
        "columns",
        "words",
    }
    for each in told["data_sets"]:
        assert set(each) == keys and each["columns"] and client.get(each["href"]).status_code == 200
        assert all(column["title_id"] and column["title_en"] for column in each["columns"])
    reports = next(each for each in told["data_sets"] if each["name"] == "reports")
    assert reports["newest_event_at"] == "2026-10-31T10:55:00+07:00" and reports["is_simulated"] is True
    cameras = next(each for each in told["data_sets"] if each["name"] == "cameras")
    assert cameras["newest_event_at"] is None and cameras["is_simulated"] is False


def test_the_catalogue_is_dcat(client: Client) -> None:
    answer = client.get("/api/v1/catalog.jsonld")
    told = answer.json()
    assert answer.headers["content-type"] == "application/ld+json" and told["@type"] == "dcat:Catalog"
    sets = told["dcat:dataset"]
    assert {each["dct:identifier"] for each in sets} == {each.name for each in data_sets()}
    for each in sets:
        assert each["@type"] == "dcat:Dataset" and each["dct:license"]["@id"].startswith("https://")
        for form in each["dcat:distribution"]:
            url = form["dcat:downloadURL"]["@id"]
            assert url.startswith("http://city.test/") and client.get(url).status_code == 200
    reports = next(each for each in sets if each["dct:identifier"] == "reports")
    assert (
        "DATA SIMULASI" in reports["dct:title"][0]["@value"]
        and reports["dct:modified"]["@value"] == "2026-10-31T10:55:00+07:00"
    )
