"""What there is to be had: the index at /api/v1/ for people and programs, and the same as DCAT for data portals."""

from __future__ import annotations

import asyncio

import pandas as pd
from fastapi import Request, Response

from api.answer import MEDIA, as_json
from api.dataset import DataSet, data_sets
from api.formats.cells import iso
from api.room import Room
from data.queries.feeds import feed_health

ROOT = "/api/v1"
PUBLISHER_ID, PUBLISHER_EN = "Pemerintah Provinsi DKI Jakarta", "Provincial Government of Jakarta"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "city": "urn:jakarta-command-center:",
}


async def index(request: Request, room: Room) -> Response:
    """GET /api/v1/: every data set with title, description, licence, columns, formats, words, newest event and its mark."""
    health = await asyncio.to_thread(feed_health, room.answers, room.now())
    return as_json(
        {"as_of": iso(room.now()), "data_sets": [entry(each, health) for each in data_sets()]}, request
    )


def entry(data_set: DataSet, health: pd.DataFrame) -> dict[str, object]:
    """One data set of the index."""
    newest, is_simulated = news(data_set, health)
    return {
        "name": data_set.name,
        "href": f"{ROOT}/{data_set.name}",
        "title_id": data_set.title_id,
        "title_en": data_set.title_en,
        "description_id": data_set.about_id,
        "description_en": data_set.about_en,
        "licence": data_set.licence,
        "formats": list(data_set.formats),
        "newest_event_at": newest,
        "is_simulated": is_simulated,
        "columns": [
            {
                "name": c.name,
                "type": c.kind,
                "unit": c.unit or None,
                "title_id": c.title_id,
                "title_en": c.title_en,
            }
            for c in data_set.columns
        ],
        "words": [{"name": w.name, "about": w.about, "choices": list(w.choices)} for w in data_set.all_words],
    }


def news(data_set: DataSet, health: pd.DataFrame) -> tuple[str | None, bool]:
    """(newest event in WIB or None, is any of its sources simulated)."""
    mine = health[health["feed"].isin(data_set.feeds)]
    newest = pd.to_datetime(mine["newest_event_at"]).max() if len(mine) else pd.NaT
    marked = bool(mine["is_simulated"].astype("boolean").fillna(False).any())
    return (None if pd.isna(newest) else iso(newest.to_pydatetime())), marked


async def catalog(request: Request, room: Room) -> Response:
    """GET /api/v1/catalog.jsonld: a dcat:Catalog with one dcat:Dataset per data set and one distribution per format."""
    health = await asyncio.to_thread(feed_health, room.answers, room.now())
    base = str(request.base_url).rstrip("/") + ROOT
    told = {
        "@context": CONTEXT,
        "@id": f"{base}/",
        "@type": "dcat:Catalog",
        "dct:title": _texts("Data terbuka kota Jakarta", "Open data of Jakarta"),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": _texts(PUBLISHER_ID, PUBLISHER_EN)},
        "dcat:dataset": [described(each, base, health) for each in data_sets()],
    }
    return as_json(told, request, media_type="application/ld+json")


def described(data_set: DataSet, base: str, health: pd.DataFrame) -> dict[str, object]:
    """One dcat:Dataset. What is simulated says so in its title, description and a member of its own."""
    newest, is_simulated = news(data_set, health)
    mark = " (DATA SIMULASI)" if is_simulated else ""
    address = f"{base}/{data_set.name}"
    told: dict[str, object] = {
        "@id": address,
        "@type": "dcat:Dataset",
        "dct:identifier": data_set.name,
        "dct:title": _texts(data_set.title_id + mark, data_set.title_en + mark),
        "dct:description": _texts(data_set.about_id, data_set.about_en),
        "dct:license": {"@id": data_set.licence},
        "city:isSimulated": is_simulated,
        "dcat:keyword": [c.name for c in data_set.columns],
        "dcat:distribution": [_distribution(address, form, data_set.licence) for form in data_set.formats],
    }
    if newest:
        told["dct:modified"] = {"@type": "xsd:dateTime", "@value": newest}
    return told


def _distribution(address: str, form: str, licence: str) -> dict[str, object]:
    url = f"{address}?format={form}"
    media = {"@id": f"https://www.iana.org/assignments/media-types/{MEDIA[form].split(';')[0]}"}
    return {
        "@id": url,
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": url},
        "dcat:downloadURL": {"@id": url},
        "dcat:mediaType": media,
        "dct:license": {"@id": licence},
    }


def _texts(indonesian: str, english: str) -> list[dict[str, str]]:
    return [{"@language": "id", "@value": indonesian}, {"@language": "en", "@value": english}]
