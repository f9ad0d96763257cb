"""Closure integrity: which closings deserve a second look, how often, and how right such flags were. They accuse nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd

from data import trail
from data.answers import Answers, question
from data.clock import to_wib
from data.model import LEVELS, PROVINCE, Filters

RULES = ("foto_sama", "terlalu_cepat", "lapor_ulang", "foto_jauh", "foto_lama", "sekaligus")
MOST_BITS = 7  # what four bands of 16 bits can find
PARAMETERS = ("bits", "reach_m", "days", "seconds", "least", "spread", "chance", "crowding")
LEAST_N = 20  # below this a share says "sedikit"
BY = ("agency", "area")
FOLLOW_UP = "tindak_lanjut"
Z = 1.959963984540054


def integrity_rules(answers: Answers) -> pd.DataFrame:
    """rule, kind (flag | sample | silence), title_id, title_en, the parameters (floats, NaN where a rule has none), reference; in order."""
    return answers.ask("integrity_rules").astype(dict.fromkeys(PARAMETERS, "float64"))


def rule_params(answers: Answers) -> dict[str, object]:
    """`<rule>_<parameter>` -> its value, for binding. Whole numbers stay whole."""
    found = integrity_rules(answers).set_index("rule")[list(PARAMETERS)].stack()
    return {f"{rule}_{name}": int(v) if float(v).is_integer() else float(v) for (rule, name), v in found.items()}


def _asked(answers: Answers, name: str, filters: Filters, **more: object) -> pd.DataFrame:
    sql = question("parts/closed_cases") + question(name)
    return answers.ask_sql(name, sql, {**filters.params(), **rule_params(answers), **more})


def integrity_flags(answers: Answers, filters: Filters) -> pd.DataFrame:
    """One row per (report, rule) of the reports resolved by a close in the period, newest first.

    source, report_id, rule (one of RULES), category, agency, area, created_at, closed_at (UTC), is_hidden
    strength   0 to 1: how far beyond the rule's limit
    value, more, other, by rule:
      foto_sama       bits that differ; how many other reports carry it; the one most alike (itself: the citizen's own photo)
      terlalu_cepat   minutes from first action to first close; the limit in minutes
      lapor_ulang     reports after the close within reach and days; how many would come by chance; the first of them
      foto_jauh       metres from the report's place; the limit
      foto_lama       hours by which it is older than the report; the tolerance
      sekaligus       closings of the officer in the fullest minute; seconds of a minute
    """
    return _asked(answers, "integrity_flags", filters, **_just_alike(answers))


def _just_alike(answers: Answers) -> dict[str, object]:
    """The pairs of pictures that came since likenesses were last looked for (`etl/likeness.py`) with all others: hashes `ones` and
    `others`, and `offs`, the bits that differ. What is kept and what is found here make together what comparing all would give."""
    with trail.recording():  # these are values of a question, no step of their own
        found = answers.ask_sql("pictures_just_alike", f"with fresh as ({question('parts/pictures_fresh')}) {question('parts/pictures_alike')}", {})
    return {"ones": found["hash"].tolist(), "others": found["other_hash"].tolist(), "offs": found["off"].tolist()}


def closings_by(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Closings that were looked at: agency, area ('tidak_diketahui' where there is none), n, refused_n (follow-up refused before)."""
    return _asked(answers, "integrity_counts", filters)


def integrity_queue(answers: Answers, filters: Filters) -> pd.DataFrame:
    """One row per flagged report, strongest first: source, report_id, category, agency, area, created_at, closed_at, is_hidden,
    rules (its flags, in order), facts (as many rows of `integrity_flags`), strength (1 - product of 1 - strength),
    verdict (wajar | tindak_lanjut; empty: not reviewed), who, note, reviewed_at of the newest review.
    """
    flags = integrity_flags(answers, filters)
    key = ["source", "report_id"]
    about = ["category", "agency", "area", "created_at", "closed_at", "is_hidden"]
    flags = flags.assign(rule=pd.Categorical(flags["rule"], RULES, ordered=True), doubt=np.log1p(-flags["strength"].clip(0, 0.999))).sort_values([*key, "rule"])
    grouped = flags.groupby(key, sort=False, observed=True)
    found = grouped[about].first()
    found["rules"] = grouped["rule"].agg(lambda rules: tuple(str(r) for r in rules)) if len(flags) else pd.Series(dtype=object)
    found["strength"] = 1 - np.exp(grouped["doubt"].sum())
    reviewed = newest_reviews(answers, filters)[[*key, "verdict", "who", "note", "reviewed_at"]]
    joined = found.reset_index().merge(reviewed, on=key, how="left")
    order = joined.assign(is_done=joined["verdict"].notna()).sort_values(["is_done", "strength", "closed_at", "report_id"], ascending=[True, False, False, True])
    return order.drop(columns="is_done").reset_index(drop=True)


def integrity_case(answers: Answers, filters: Filters, source: str, report_id: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(about, flags) of one report: about has one row or none (source, report_id, category, agency, area, created_at, closed_at,
    status, outcome, refused_n, is_hidden), flags are its rows of `integrity_flags`, whatever period is chosen.
    """
    about = answers.ask("integrity_closed_at", {"source": source, "report_id": report_id})
    if not len(about) or pd.isna(about["closed_at"].iloc[0]):
        return about, integrity_flags(answers, filters).iloc[:0]
    closed_at = pd.Timestamp(about["closed_at"].iloc[0]).to_pydatetime().replace(tzinfo=UTC)
    near = replace(filters, area=PROVINCE, since=closed_at, until=closed_at + timedelta(minutes=2), category=None, status=None, source=source)
    flags = integrity_flags(answers, near)
    return about, flags[flags["report_id"] == report_id]


def newest_reviews(answers: Answers, filters: Filters) -> pd.DataFrame:
    """The newest review of each report by the moment: source, report_id, verdict, who, note, reviewed_at, rules."""
    return answers.ask("integrity_reviews", filters.params())


def week_of(moment: datetime) -> tuple[datetime, datetime, str]:
    """The last whole week before a UTC moment, Monday to Monday in Jakarta (UTC, naive), and its name such as 2026-W46."""
    local = to_wib(moment)
    monday = (local - timedelta(days=local.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    began = monday - timedelta(days=7)
    year, week, _day = began.isocalendar()
    zero = local.utcoffset() or timedelta()
    return began.replace(tzinfo=None) - zero, monday.replace(tzinfo=None) - zero, f"{year}-W{week:02d}"


def integrity_sample(answers: Answers, filters: Filters) -> pd.DataFrame:
    """The random sample of the last whole week: source, report_id, category, agency, area, created_at, closed_at, is_hidden,
    of_n (closings of that week), verdict, who, note. The same for everybody until Monday, whatever period is chosen.
    """
    since, until, week = week_of(filters.moment)
    weekly = replace(filters, since=since, until=until, category=None, status=None)
    found = _asked(answers, "integrity_sample", weekly, week=week)
    reviewed = newest_reviews(answers, filters)[["source", "report_id", "verdict", "who", "note"]]
    return found.merge(reviewed, on=["source", "report_id"], how="left")


def integrity_rates(answers: Answers, filters: Filters, by: str = "agency", level_len: int = 13) -> pd.DataFrame:
    """One row per agency, or area code of `level_len` letters, with closings in the period: key, n, flagged_n, one column per
    rule with its count, rate_pct with lo_pct and hi_pct (Wilson 95 %), refused_n, refused_pct with refused_lo_pct and
    refused_hi_pct, state (ok | sedikit: fewer than LEAST_N). Highest rate first, few last. Unknown: 'tidak_diketahui'.
    """
    key = "agency" if by == "agency" else "area"
    counts = closings_by(answers, filters)
    flags = integrity_flags(answers, filters)[["source", "report_id", "rule", "agency", "area"]]
    for frame in (counts, flags):
        text = frame[key].astype(object).fillna("tidak_diketahui").astype(str)
        frame["key"] = text if key == "agency" else text.where(text == "tidak_diketahui", text.str[:level_len])
    found = counts.groupby("key")[["n", "refused_n"]].sum()
    found["flagged_n"] = flags.drop_duplicates(["source", "report_id"]).groupby("key").size().reindex(found.index).fillna(0).astype(int)
    each = flags.groupby(["key", "rule"]).size().unstack().reindex(index=found.index, columns=list(RULES)).fillna(0).astype(int)
    found = found.join(each).reset_index()
    for count, name in (("flagged_n", "rate"), ("refused_n", "refused")):
        lo, hi = wilson(found[count].to_numpy(float), found["n"].to_numpy(float))
        prefix = "" if name == "rate" else "refused_"
        found[f"{name}_pct"], found[f"{prefix}lo_pct"], found[f"{prefix}hi_pct"] = 100 * found[count] / found["n"], 100 * lo, 100 * hi
    found["state"] = np.where(found["n"] < LEAST_N, "sedikit", "ok")
    order = found.assign(few=found["state"] == "sedikit").sort_values(["few", "rate_pct", "n", "key"], ascending=[True, False, False, True])
    return order.drop(columns="few").reset_index(drop=True)


def integrity_precision(answers: Answers, filters: Filters) -> pd.DataFrame:
    """How right flags were, by the newest reviews: rule (or 'sampel': reviewed without any flag), reviewed_n, right_n (verdict
    tindak_lanjut), precision_pct with lo_pct and hi_pct (Wilson 95 %; empty without reviews). One row per rule, in order.
    """
    reviews = newest_reviews(answers, filters)
    listed = reviews.assign(rule=[list(r) or ["sampel"] for r in reviews["rules"]]).explode("rule")
    grouped = listed.assign(right=listed["verdict"] == FOLLOW_UP).groupby("rule")["right"].agg(reviewed_n="size", right_n="sum")
    found = grouped.reindex([*RULES, "sampel"]).fillna(0).astype(int).rename_axis("rule").reset_index()
    n = found["reviewed_n"].to_numpy(float)
    lo, hi = wilson(found["right_n"].to_numpy(float), n)
    share = np.divide(found["right_n"], n, out=np.full(len(n), np.nan), where=n > 0)
    return found.assign(precision_pct=100 * share, lo_pct=100 * lo, hi_pct=100 * hi)


def reporting_silence(answers: Answers, filters: Filters, level: str = "kelurahan") -> pd.DataFrame:
    """How readily incidents are reported a second time in the year before the moment, by area of a level inside the area asked
    for: code, name, n (first reports), second_n (after them, near and within a day), chance_n (of these expected by chance),
    per_100 (second reports beyond chance for 100 first ones) with lo_per_100, hi_per_100 (95 %), city_per_100, verdict:
    sunyi (interval below the city's rate) | tidak berbeda | ramai | sedikit (at the city's rate fewer than five were to be
    expected) | kosong. Quiet ones first. Silence is not safety: a low rate says that people report less of what they see.
    """
    length = {name: length for length, name in LEVELS.items()}[level]
    params = {**filters.params(), **rule_params(answers), "level": level, "code_len": length}
    return answers.ask("reporting_silence", params)


def pairs_due(answers: Answers, filters: Filters) -> int:
    """Reports of the area that `reporting_silence` leaves out, because their neighbours have not been looked for yet."""
    return int(answers.ask("pairs_due", filters.params())["n"].iloc[0])


def wilson(hits: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's 95 % interval of hits / n as shares; NaN where n is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        p, zz = hits / n, Z * Z
        middle, half = (p + zz / (2 * n)) / (1 + zz / n), Z * np.sqrt(p * (1 - p) / n + zz / (4 * n * n)) / (1 + zz / n)
    return np.maximum(middle - half, 0), np.minimum(middle + half, 1)
