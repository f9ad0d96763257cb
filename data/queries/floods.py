"""Questions about floods as citizens report them and as RW are marked."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from data.answers import Answers
from data.errors import QuestionError
from data.model import Filters
from data.queries.ticks import tick


def floods_now(answers: Answers, filters: Filters, hours: int = 24) -> pd.DataFrame:
    """Flood reports and flooded RW of the `hours` before as_of: RW first, the most severe first, then reports, newest first.

    kind (rw | laporan), source, id, seen_at (changed or reported), depth_cm (reports; NaN when not stated), state (RW:
    1 unknown … 4 severe), description, channel, lon, lat, area, geometry (RW: GeoJSON text), state_id, state_en, area_name.
    Raises QuestionError.
    """
    if not 1 <= hours <= 24 * 366:
        raise QuestionError(f"Floods of {hours} hours cannot be asked for.", "Ask for 1 hour to a year.")
    return answers.ask("floods_now", {**filters.params(), "moment": tick(filters), "hours": hours})


def flood_in_the_way(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Which kelurahan told of a flood after the water at a post stood at siaga 3 or worse, by the city's own record.

    One row per post of flood_travel.csv and kelurahan with a record, the most often flooded first; a post without any has one
    row whose area is empty. The record is read as it was at the last whole hour before as_of (or now).

    post, name, river, from_h, to_h (the window after siaga 3 or worse: the shortest travel time below the post, and the longest
    plus 24 hours), episodes_n (episodes whose window is over and around which floods were recorded at all: 0 means that the
    record says nothing), since_at, until_at (first and last of these windows, UTC), area, area_name, people, people_year,
    hits_n (episodes with a wet report or a flooded RW there; of episodes_n), last_at (newest such record, UTC), sources.
    A record is no course of a river: rain of the same hours floods as well.
    """
    return answers.ask("flood_in_the_way", {"moment": _hour(tick(filters)), "area": filters.area, "source": filters.source})


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
