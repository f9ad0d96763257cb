"""Questions about calls to the fire service."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.model import Filters
from data.queries.paging import page
from data.queries.ticks import tick


def fires_list(
    answers: Answers, filters: Filters, limit: int = 100, cursor: str | None = None
) -> pd.DataFrame:
    """One page of the calls of the period, newest first; `frame.attrs["cursor"]` asks for the next page.

    source, call_id, called_at, departed_at, arrived_at, cleared_at, waited_min (minutes from call to arrival; NaN while
    nobody arrived), object, cause, address, units, crew, injured, dead, loss_rp, outcome (fire|rescue|cancelled),
    kelurahan, kecamatan, kota, lon, lat, area, place, updated_at. Raises QuestionError.
    """
    return page(answers, "fires_list", filters, ("called_at", "source", "call_id"), limit, cursor)


def fires_open(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Calls of the last 24 hours that are not cleared and not cancelled at as_of (or now), those without an engine first.

    source, call_id, called_at, departed_at, arrived_at, waited_min (to the arrival), object, cause, address, units, crew,
    outcome, step (menunggu: nobody has left | menuju | di_lokasi), lon, lat, area, area_name, updated_at.
    """
    return answers.ask("fires_open", {**filters.params(), "moment": tick(filters)})


def fire_by_id(answers: Answers, filters: Filters, source: str, call_id: str) -> pd.DataFrame:
    """One call or no row: the columns of `fires_list` without the written places, and area_name. As known at as_of."""
    return answers.ask("fire_by_id", {"as_of": filters.params()["as_of"], "source": source, "id": call_id})
