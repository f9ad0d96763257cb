"""From a value and a target to a score, and from scores to an indicator. All of it is plain arithmetic; the rules are printed.

r = value/target when more is better, target/value when less is better (nothing of what should be less: 1.25).
A card shows r clipped to 0 … 1.25; in the mean of an indicator it counts at most 1, so that no KPI pays for another.
A band [lo, hi]: 1 inside, value/lo below, hi/value above. Target 0: 1 at 0, else 0. No value or no target: no score.
An indicator is the weighted mean of the scored KPIs, published only when they carry at least 75 % of the weight.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

Target = float | tuple[float, float] | None
TOP = 1.25
PUBLISHED_AT = 0.75


@dataclass(frozen=True, slots=True)
class Scored:
    """One KPI of an indicator: its card score (None: not scored) and its weight."""

    score: float | None
    weight: float


@dataclass(frozen=True, slots=True)
class Composite:
    """An indicator: score 0–1 or None when too little of it is scored, and the share of weight that is scored in %."""

    score: float | None
    coverage_pct: float


def card_score(value: float | None, target: Target, better: str) -> float | None:
    """The score 0 … 1.25 of a value against its target; None without a value or a target. `better` is up or down."""
    if value is None or target is None or math.isnan(value):
        return None
    if isinstance(target, tuple):
        lo, hi = target
        return 1.0 if lo <= value <= hi else _clipped(value / lo if value < lo else hi / value)
    if target == 0:
        return 1.0 if value == 0 else 0.0
    if better == "up":
        return _clipped(value / target)
    return TOP if value == 0 else _clipped(target / value)


def composite(kpis: Sequence[Scored]) -> Composite:
    """The weighted mean of the scored KPIs, each clipped to 1; None below 75 % of the weight."""
    total = sum(k.weight for k in kpis)
    scored = [(k.score, k.weight) for k in kpis if k.score is not None and k.weight > 0]
    weight = sum(w for _, w in scored)
    coverage = weight / total if total else 0.0
    if not scored or coverage < PUBLISHED_AT - 1e-12:
        return Composite(None, 100 * coverage)
    return Composite(sum(w * min(s, 1.0) for s, w in scored) / weight, 100 * coverage)


def shown(score: float) -> str:
    """Two decimals, half to even, with a comma: 0.991 -> 0,99. The colour is decided on the unrounded score."""
    return str(Decimal(repr(score)).quantize(Decimal("0.01"), ROUND_HALF_EVEN)).replace(".", ",")


def is_met(score: float) -> bool:
    """True when the target is met, decided before rounding: 0.991 and 0.9999 are misses."""
    return score >= 1.0


def told(score: float) -> float:
    """The score as two decimals may tell it: one that misses its target never reads as 1.00."""
    return 0.99 if 0.99 < score < 1.0 else score


def wilson(share: float, n: int, z: float = 1.959963984540054) -> tuple[float, float]:
    """The 95 % interval of a share (0–1) of n cases: Wilson's score interval. 9 of 10 -> (0.596, 0.982)."""
    middle = share + z * z / (2 * n)
    reach = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    below = 1 + z * z / n
    return max(0.0, (middle - reach) / below), min(1.0, (middle + reach) / below)


def _clipped(ratio: float) -> float:
    return min(max(ratio, 0.0), TOP)
