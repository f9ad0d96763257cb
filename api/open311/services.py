"""What may be reported: the categories in force, as GeoReport services; and where the service itself is to be found."""

from __future__ import annotations

import asyncio

import pandas as pd
from fastapi import Request, Response

from api.formats.cells import as_dicts, iso
from api.open311.forms import form_of, respond
from api.problem import not_found
from api.room import Room
from api.words import Word, read_words
from data.queries.open_data import categories_known

JURISDICTION = Word("jurisdiction_id", "taken and not needed: there is one jurisdiction", ("jakarta.go.id",))
UNSEEN = "lain_baru"  # where a category goes that no table knows: nobody reports under it


async def discovery(request: Request, room: Room) -> Response:
    """GET /open311/discovery.json|xml: where GeoReport v2 is served, and in which forms."""
    read_words(request.query_params.multi_items(), (JURISDICTION,))
    changeset = iso(room.now())
    endpoint = {
        "specification": "http://wiki.open311.org/GeoReport_v2",
        "url": str(request.base_url) + "open311/v2",
        "changeset": changeset,
        "type": "production",
        "formats": ["text/xml", "application/json"],
    }
    told = {
        "changeset": changeset,
        "contact": "CRM, Pemerintah Provinsi DKI Jakarta",
        "key_service": "Membaca tidak memerlukan kunci.",
        "endpoints": [endpoint],
    }
    return respond(request, form_of(str(request.path_params["form"])), told, "discovery")


async def services(request: Request, room: Room) -> Response:
    """GET /open311/v2/services.json|xml: service_code, service_name, description, metadata, type, keywords, group."""
    read_words(request.query_params.multi_items(), (JURISDICTION,))
    known = await asyncio.to_thread(categories_known, room.answers)
    offered = known[known["valid_to"].isna() & (known["category"] != UNSEEN)]
    return respond(
        request, form_of(str(request.path_params["form"])), _records(offered), "services", "service"
    )


async def definition(request: Request, room: Room) -> Response:
    """GET /open311/v2/services/<code>.json|xml: the service, with no attributes to fill in. 404 for one not known."""
    read_words(request.query_params.multi_items(), (JURISDICTION,))
    code = str(request.path_params["code"])
    known = await asyncio.to_thread(categories_known, room.answers)
    if code not in set(known["category"]):
        raise not_found(f"There is no service {code!r}.", "GET /open311/v2/services.json lists them.")
    told = {"service_code": code, "attributes": []}
    return respond(request, form_of(str(request.path_params["form"])), told, "service_definition")


def _records(known: pd.DataFrame) -> list[dict[str, object]]:
    told = pd.DataFrame(
        {
            "service_code": known["category"],
            "service_name": known["title_id"],
            "description": known["title_en"] + " (" + known["agency"] + ")",
            "metadata": False,
            "type": "batch",
            "keywords": known["title_en"].str.lower(),
            "group": known["group_id"],
        }
    )
    return as_dicts(told)
