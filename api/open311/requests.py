"""What was reported: citizen reports as GeoReport service requests, newest first."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta

import pandas as pd
from fastapi import Request, Response

from api.formats.cells import as_dicts, declared, plain
from api.known import check_known
from api.open311.forms import Record, form_of, respond
from api.open311.services import JURISDICTION
from api.privacy import public
from api.problem import not_found
from api.room import Room
from api.sets.reports import DATA_SET as REPORTS
from api.words import Query, Word, moment, query_of, read_words
from data.answers import Answers
from data.errors import QuestionError
from data.queries.open_data import categories_known, reports_by_id, sources_known
from data.queries.reports import reports_list

MOST, MOST_IDS = 1_000, 100
LONGEST = timedelta(days=90)
WORDS = (
    Word("service_request_id", f"up to {MOST_IDS} ids, parted by commas; the other words are then left out"),
    Word("service_code", "one service"),
    Word("start_date", "requests made from this moment on"),
    Word("end_date", "requests made before this moment"),
    Word("status", "open or closed", ("open", "closed")),
    JURISDICTION,
)
_COLUMNS = tuple(
    column
    for column in REPORTS.columns
    if column.name
    in {
        "source", "report_id", "created_at", "updated_at", "category", "agency", "channel", "description", "lon", "lat",
        "area", "sla_due_at", "is_private", "stage", "status", "outcome", "last_closed_at",
    }
)  # fmt: skip


async def requests(request: Request, room: Room) -> Response:
    """GET /open311/v2/requests.json|xml: at most 90 days and 1,000 rows; without dates the newest 90 days."""
    words = read_words(request.query_params.multi_items(), WORDS)
    if "service_request_id" in words:
        found = await asyncio.to_thread(_named, room.answers, words["service_request_id"])
    else:
        found = await asyncio.to_thread(_listed, room.answers, _query(words, room.now()))
    return respond(request, form_of(str(request.path_params["form"])), found, "service_requests", "request")


async def one(request: Request, room: Room) -> Response:
    """GET /open311/v2/requests/<id>.json|xml: a list of one, as GeoReport has it. 404 for an id not known."""
    read_words(request.query_params.multi_items(), (JURISDICTION,))
    name = str(request.path_params["id"])
    found = await asyncio.to_thread(
        _records, room.answers, await asyncio.to_thread(reports_by_id, room.answers, [name])
    )
    if not found:
        raise not_found(
            f"There is no request {name!r}.", "An id is <source>:<report number>, as requests.json gives it."
        )
    return respond(request, form_of(str(request.path_params["form"])), found, "service_requests", "request")


def _query(words: Mapping[str, str], now: datetime) -> Query:
    start = moment("start_date", words["start_date"]) if "start_date" in words else None
    end = moment("end_date", words["end_date"]) if "end_date" in words else None
    if end is None:
        end = min(start + LONGEST, now) if start and start < now else now
    start = start or end - LONGEST
    if end - start > LONGEST:
        raise QuestionError("The period is longer than 90 days.", "Ask in parts of 90 days at most.")
    said = {"since": start.isoformat(), "until": end.isoformat()}
    said |= {
        ours: words[theirs]
        for theirs, ours in (("service_code", "category"), ("status", "status"))
        if theirs in words
    }
    return query_of(said, now)


def _listed(answers: Answers, query: Query) -> list[Record]:
    check_known(answers, query)
    return _records(answers, reports_list(answers, query.filters, MOST, None))


def _named(answers: Answers, text: str) -> list[Record]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if len(names) > MOST_IDS:
        raise QuestionError(f"{len(names)} ids are too many.", f"Ask for {MOST_IDS} at most.")
    return _records(answers, reports_by_id(answers, names))


def _records(answers: Answers, frame: pd.DataFrame) -> list[Record]:
    """GeoReport records. Private requests have neither text nor place; nobody's name is ever in them."""
    rows = plain(declared(public(frame), _COLUMNS), _COLUMNS, "wib")
    titles = categories_known(answers).set_index("category")["title_id"]
    marks = sources_known(answers).drop_duplicates("source").set_index("source")["is_simulated"]
    told = pd.DataFrame(
        {
            "service_request_id": rows["source"] + ":" + rows["report_id"],
            "status": rows["status"],
            "status_notes": rows["outcome"],
            "service_name": rows["category"].map(titles),
            "service_code": rows["category"],
            "description": rows["description"],
            "agency_responsible": rows["agency"],
            "service_notice": None,
            "requested_datetime": rows["created_at"],
            "updated_datetime": rows["updated_at"].mask(
                rows["status"].eq("closed").fillna(False), rows["last_closed_at"]
            ),
            "expected_datetime": rows["sla_due_at"],
            "address": None,
            "address_id": rows["area"],
            "zipcode": None,
            "lat": rows["lat"],
            "long": rows["lon"],
            "media_url": None,
        }
    )
    more = pd.DataFrame(
        {
            "crm_stage": rows["stage"],
            "channel": rows["channel"],
            "source": rows["source"],
            "is_simulated": rows["source"].map(marks),
            "is_private": rows["is_private"],
        }
    )
    both = zip(as_dicts(told), as_dicts(more), strict=True)
    return [{**base, "extended_attributes": extra} for base, extra in both]  # at most 1,000
