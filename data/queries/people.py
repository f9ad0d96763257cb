"""Questions about what the city does for its people: social aid, Wi-Fi, schools, the JSC Hive, partners."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.model import Filters
from data.queries.below import WHOLE, grouped
from data.queries.ticks import tick


def social_aid(answers: Answers, filters: Filters, by: str = "programme") -> pd.DataFrame:
    """By programme, area (one level below) or month, of the months that the period touches; the largest gap first.

    key, name, planned_n, paid_n, reached_n, late_n (recipients), planned_rp, paid_rp, reached_pct (reached of planned),
    late_pct (late of paid), from_on, to_on (first and last month). Raises QuestionError.
    """
    return answers.ask("social_aid", grouped(filters, by, ("programme", "area", "month")))


def social_aid_open(answers: Answers, filters: Filters) -> pd.DataFrame:
    """By kecamatan, programme and month, counts of one to four not told: source, programme, area, area_name, month_on,
    planned_n, paid_n, reached_n, late_n, planned_rp, paid_rp."""
    return answers.ask("social_aid_open", filters.params())


def wifi(answers: Answers, filters: Filters, by: str = "area", most: int = WHOLE) -> pd.DataFrame:
    """By area, link, kind or site, the lowest up-time first.

    key, name, sites_n, up_pct (minutes up of those expected, of days that reported), silent_n (site-days without a word),
    days_n (site-days), down_mbps, up_mbps (medians), devices_n (most at one moment at one site), link, kind, newest_on; of a
    site also source, area, lon, lat. Raises QuestionError.
    """
    return answers.ask("wifi", grouped(filters, by, ("area", "link", "kind", "site"), most))


def attendance(answers: Answers, filters: Filters, by: str = "area") -> pd.DataFrame:
    """By area, level, day or school, the lowest first: key, name, schools_n, days_n, enrolled_n, present_n (pupil-days),
    present_pct, newest_on; of a school also source, area, level. Raises QuestionError."""
    return answers.ask("attendance", grouped(filters, by, ("area", "level", "day", "school")))


def hive(answers: Answers, filters: Filters, by: str = "unit") -> pd.DataFrame:
    """The JSC Hive by kind or unit: key, name, kind (ruang | meja | acara | komponen), measure, units_n, days_n, offered, used,
    used_pct, newest_on. It is one house: the area plays no part. Raises QuestionError."""
    return answers.ask("hive", grouped(filters, by, ("kind", "unit")))


def partnerships_list(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Every partnership, those that end first before the others: source, partnership_id, partner, scheme, field, stage,
    signed_on, ends_on, outcome, updated_at, ends_in_days (of one in force; negative: its term is over). Neither area nor period."""
    return answers.ask("partnerships_list", {**filters.params(), "moment": tick(filters)})


def open_data_use(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Each data set of the portal, those whose refresh is late first: source, dataset, title, agency, downloads_n, calls_n (in the
    months that the period touches), months_n, newest_on, due_on, refreshed_on (the newest refresh that was due in the period),
    due_n, in_time_n, state (tepat | lambat | belum | tidak ada), late_days (of one that has not come)."""
    return answers.ask("open_data_use", {**filters.params(), "moment": tick(filters)})


def app_use(answers: Answers, filters: Filters) -> pd.DataFrame:
    """The users of each application by day, newest first: source, app, day_on, users_n (accounts), active_n (there within 30 days),
    new_n (made that day), active_pct."""
    return answers.ask("app_use", {**filters.params(), "moment": tick(filters)})
