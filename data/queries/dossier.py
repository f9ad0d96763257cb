"""Questions about a window of time: everything that happened in it, side by side. Moments are UTC, naive."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from data.alarms.rules import shipped
from data.answers import Answers
from data.model import Filters

MOST = 20_000  # incidents, fire calls and warnings of one window


def timeline(answers: Answers, filters: Filters) -> pd.DataFrame:
    """What happened, oldest first: event_at, subject (kamera|kebakaran|pintu_air|banjir|laporan|bus|peringatan), step, source, thing (its
    id), name_id, name_en, detail, value, area, lon, lat, area_name. Reports are told by the hour: value is how many, name the most
    frequent category, detail how many of that. A gate's value is cm and its detail the siaga; a silence of a feed is in minutes.
    Alarms are not among them: see `alarms_log`. Buses and warnings without a drawn area count for every area.
    """
    return answers.ask("dossier_timeline", filters.params())


def alarms_raised(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Alarms raised in the period: rule, entity, name, area, source, value, threshold, raised_at, acknowledged_at, acknowledged_by, note,
    returned_at, and of the rule title_id, title_en, priority, unit. What had not happened by the moment is null."""
    found = answers.ask("dossier_alarms", filters.params())
    rules = {rule.id: rule for rule in shipped().rules}
    ruled = {key: found["rule"].map({i: getattr(r, key) for i, r in rules.items()}) for key in ("title_id", "title_en", "priority", "unit")}
    made = found.assign(**ruled)
    return made.assign(title_id=made["title_id"].fillna(made["rule"]), title_en=made["title_en"].fillna(made["rule"]))


def alarms_watched_since(answers: Answers, filters: Filters) -> datetime | None:
    """The first entry that alarms have ever made, as known at the moment; None where there is none."""
    since = answers.ask("dossier_alarm_log", {"moment": filters.params()["moment"]})["since"].iloc[0]
    return None if pd.isna(since) else pd.Timestamp(since).to_pydatetime()


def gates(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Posts with readings in the period: source, post, name, river, n, low_cm, high_cm, high_at, worst_siaga (1 is the gravest, null
    without limits), watched_at (first reading at siaga 3 or graver)."""
    return answers.ask("dossier_gates", filters.params())


def by_area(answers: Answers, filters: Filters, code_len: int) -> pd.DataFrame:
    """area (code of that length, or 'tidak_diketahui'), report_n, incident_n, fire_n, n: what began in the period."""
    return answers.ask("dossier_areas", {**filters.params(), "code_len": code_len})


def reports(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Every report opened in the period, oldest first: source, report_id, created_at, category, agency, area, area_name, status, outcome,
    first_action_at, last_closed_at. What is hidden shows its kecamatan alone; no report shows its words."""
    return answers.ask("dossier_reports", filters.params())
