"""What a KPI's file may say: a value that fits its key, and keys that need each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.errors import Problem, QuestionError
from data.model import window_of

if TYPE_CHECKING:
    from data.kpis.catalogue import Kpi

_ROWS = re.compile(r"[a-z_]+(\([$a-z_, :]*\))?")
_ID = re.compile(r"[A-Z]{1,2}\d+(-[A-Z0-9]+)?")


def fits(key: str, value: object, choices: tuple[str, ...] | None) -> bool:
    """Is it a value for the key? `choices` are what a word may be, or the names that a table may have."""
    if key == "target":
        pair = isinstance(value, list) and len(value) == 2 and all(_number(v) for v in value)
        return _number(value) or pair
    if key in ("weight", "quantile", "divide", "per_residents", "empty"):
        return _number(value) and float(value) >= 0  # type: ignore[arg-type]
    if key == "least_n":
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if key == "has_areas":
        return isinstance(value, bool)
    if key == "references":
        return (
            isinstance(value, dict)
            and set(value) <= set(choices or ())
            and all(isinstance(v, str) for v in value.values())
        )
    return value in choices if choices else isinstance(value, str)


def _number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def sense(kpi: Kpi, file: str) -> Problem | None:
    """What no single key shows: keys that need each other."""
    if not _ID.fullmatch(kpi.id):
        return Problem(file, "id", f"{kpi.id!r} is not an id such as G1 or G3-P50.")
    if isinstance(kpi.target, tuple) and not 0 < kpi.target[0] <= kpi.target[1]:
        return Problem(file, "target", f"{kpi.id}: a band goes from a low number above 0 to a high one.")
    if (
        not isinstance(kpi.target, tuple)
        and kpi.target is not None
        and (kpi.target < 0 or (kpi.target == 0 and kpi.better == "up"))
    ):
        return Problem(
            file,
            "target",
            f"{kpi.id}: the target {kpi.target} cannot be compared with when more is better, or is negative.",
        )
    if kpi.target is not None and not kpi.target_kind:
        return Problem(
            file, "target_kind", f"{kpi.id}: a target needs its kind, R (from a reference) or S (suggested)."
        )
    for key in ("expire", "window"):
        try:
            if getattr(kpi, key):
                window_of(getattr(kpi, key))
        except QuestionError as error:
            return Problem(file, key, f"{kpi.id}: {error.message}")
    if not kpi.feed:
        return None
    if kpi.asked:
        return None
    if not _ROWS.fullmatch(kpi.rows):
        return Problem(
            file, "rows", f"{kpi.id}: rows is the name of a table, view or macro, such as reports($as_of)."
        )
    if kpi.interval == "km" and (kpi.quantile not in (0.5, 0.9) or not kpi.seconds or not kpi.event):
        return Problem(file, "quantile", f"{kpi.id}: km needs quantile 0.5 or 0.9, seconds and event.")
    if kpi.interval != "km" and not kpi.measure:
        return Problem(file, "measure", f"{kpi.id} needs a measure.")
    return None
