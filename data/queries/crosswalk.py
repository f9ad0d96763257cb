"""The KPIs in the frames of others: 100 Smart City, ISO 37120, U4SSC, SPBE, SDG. A frame that no KPI answers to says so."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.errors import QuestionError
from data.kpis.catalogue import FRAMES, Kpi, catalogue
from data.model import Filters
from data.queries.kpis import kpi_readings

COLUMNS = ("frame", "ref", "is_verified", "reference", "kpi", "indicator", "title_id", "title_en", "value", "unit", "target", "score", "n", "state")
NONE = "–"
_READ = ("indicator", "title_id", "title_en", "value", "unit", "target", "score", "n", "state")


def crosswalk(answers: Answers, filters: Filters, frame: str | None = None) -> pd.DataFrame:
    """Every KPI with what it answers to in a frame (None: all of them), ordered by frame, ref and KPI: the columns of COLUMNS.

    frame (smart100 | iso37120 | u4ssc | spbe | sdg), ref ("–": nothing there answers to it), is_verified (the ref was seen in
    the frame's own text; where False the pairing or the number is still to be confirmed), reference, and the KPI's reading for
    the area. A part of a frame without any KPI has a row without one. Raises QuestionError for an unknown frame.
    """
    if frame is not None and frame not in FRAMES:
        raise QuestionError(f"There is no frame {frame!r}.", f"Use one of {', '.join(FRAMES)}.")
    said = answers.ask("crosswalk")
    readings = kpi_readings(answers, filters, previous=False).rename(columns={"id": "kpi"})
    pairs = _pairs(said, catalogue(), (frame,) if frame else FRAMES)
    found = pairs.merge(readings[["kpi", *_READ]], on="kpi", how="left")
    return found[list(COLUMNS)].sort_values(["frame", "ref", "kpi"], na_position="last", ignore_index=True)


def smart100_weights(answers: Answers) -> pd.DataFrame:
    """list (A, B: one year's each), component, weight_pct, year (null: its source names none), is_verified, reference, known_pct (what
    the list's weights add up to; below 100 it is known in part)."""
    return answers.ask("smart100_weights")


def _pairs(said: pd.DataFrame, kpis: tuple[Kpi, ...], frames: tuple[str, ...]) -> pd.DataFrame:
    """kpi, frame, ref, is_verified, reference: what the table says, else what the KPI's own file says, else "–"."""
    told = {(row.kpi, row.frame): row for row in said.itertuples() if row.kpi is not None}
    rows: list[tuple[object, ...]] = []
    for kpi in kpis:
        for frame in frames:
            row = told.get((kpi.id, frame)) or told.get((kpi.base, frame))
            own = kpi.references.get(frame)
            rows.append((kpi.id, frame, row.ref, row.is_verified, row.reference) if row else (kpi.id, frame, own or NONE, False, None))
    alone = said[said["kpi"].isna() & said["frame"].isin(frames)]
    rows += [(None, row.frame, row.ref, row.is_verified, row.reference) for row in alone.itertuples()]
    return pd.DataFrame(rows, columns=["kpi", "frame", "ref", "is_verified", "reference"])


