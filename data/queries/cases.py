"""One report: what it is, what happened to it on both clocks, what lies near it, and how long its like take."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pandas as pd

from data.answers import Answers, question
from data.clock import to_utc
from data.model import PROVINCE, Filters
from data.personal import without_personal
from data.queries.response import response_overall, response_times

SAME_M, SAME_TIME = 100, timedelta(days=14)  # a double, or the same trouble again: house's formula sheet, re-report rate
CAMERA_M = 300
LIKE = timedelta(days=90)  # the period of opening that "its like" are taken from
_MOMENT = timedelta(microseconds=1)


def case_named(answers: Answers, report_id: str) -> str:
    """The key `source:number` of a report that is named by its number alone; empty when no source has one."""
    found = answers.ask("case_named", {"of_id": report_id})
    return f"{found['source'].iloc[0]}:{found['report_id'].iloc[0]}" if len(found) else ""


def case_opened(answers: Answers, source: str, report_id: str) -> datetime | None:
    """When the report was opened (UTC, naive); None when there is no such report."""
    found = answers.ask("case_opened", _named(source, report_id))
    return None if not len(found) else pd.Timestamp(found["created_at"].iloc[0]).to_pydatetime()


def case_one(answers: Answers, filters: Filters, source: str, report_id: str, opened: datetime) -> pd.DataFrame:
    """One row, or none when it was not known by as_of. `opened` is that of `case_opened`.

    source, report_id, created_at, updated_at, category, category_raw, agency, channel, description, lon, lat, area, area_name, place,
    sla_due_at, is_private, has_photo, stage, status, outcome, first_action_at, first_closed_at, last_closed_at, refused_n,
    age_h (hours to the close, or to the moment), late_h (past the deadline; negative before it), source_title, city, is_home,
    is_simulated, batch, origin (the file), loaded_at. A private one has no words, no picture and no place beyond the kecamatan; personal data is taken out of the words.
    """
    if to_utc(opened) > filters.moment:
        opened = filters.moment + timedelta(days=36500)  # nothing was opened then: the question gives its columns and no row
    found = answers.ask("case_one", {**filters.params(), **_named(source, report_id), "since": opened, "until": opened + _MOMENT})
    return found.assign(description=without_personal(found["description"].astype("string[python]")))


def case_path(answers: Answers, filters: Filters, source: str, report_id: str, opened: datetime) -> pd.DataFrame:
    """The steps known by the moment, oldest first; while it is open a last row without a stage: the time since.

    no, event_at, known_at, stage, title_id, title_en, actor (officer | system), agency, outcome, is_final, cycle (0, and one more
    at each refusal), began_at (the step before), wall_s (seconds since then), work_s (those of working hours).
    """
    text = question("parts/case_steps") + question("parts/work_days") + question("parts/stage_cases_work") + question("case_path")
    return answers.ask_sql("case_path", text, {"moment": filters.moment, "opened": opened, **_named(source, report_id)})


def case_near(answers: Answers, filters: Filters, case: pd.Series) -> pd.DataFrame:
    """Reports of the same category within SAME_M and SAME_TIME before and after, the nearest first, 50 at most.

    source, report_id, created_at, stage, status, outcome, lon, lat, distance_m. `case` is the row of `case_one`.
    """
    opened = pd.Timestamp(case["created_at"]).to_pydatetime()
    since, until = opened - SAME_TIME, opened + SAME_TIME
    source = None if case["is_home"] else case["source"]
    named = {**_named(case["source"], case["report_id"]), "source": source, "category": case["category"], "within_m": SAME_M}
    return answers.ask("case_near", {**filters.params(), **named, "lon": float(case["lon"]), "lat": float(case["lat"]), "since": since, "until": until})


def case_cameras(answers: Answers, lon: float, lat: float) -> pd.DataFrame:
    """source, camera_id, name, owner, status, updated_at, lon, lat, distance_m: cameras within CAMERA_M of a point, nearest first."""
    return answers.ask("case_cameras", {"lon": float(lon), "lat": float(lat), "within_m": CAMERA_M})


def case_photos(answers: Answers, source: str, report_id: str, moment: datetime) -> pd.DataFrame:
    """role (laporan | tindak_lanjut), event_at, url, no (from 1, by when it became known): where its pictures lie, as known at the moment (UTC, naive). None of a private report."""
    return answers.ask("case_photos", {"moment": moment, **_named(source, report_id)})


def case_like(answers: Answers, filters: Filters, case: pd.Series) -> pd.DataFrame:
    """How long the like of a report take: the columns of `response_times` and `of` (area | agency | category), up to three rows.

    Of all reports opened in the LIKE before the moment: those of its area, of its agency, of its category, the last two in the whole city.
    """
    whole = replace(filters, area=PROVINCE, since=filters.moment - LIKE, until=filters.moment, source=None if case["is_home"] else case["source"])
    found = [response_overall(answers, replace(whole, area=case["area"])).assign(of="area")] if isinstance(case["area"], str) else []
    for by in ("agency", "category"):
        rows = response_times(answers, whole, by)
        found.append(rows[rows["key"] == case[by]].assign(of=by))
    return pd.concat(found, ignore_index=True)


def _named(source: str, report_id: str) -> dict[str, object]:
    return {"of_source": source, "of_id": report_id}
