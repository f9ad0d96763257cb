"""Which planted closings the city can already see, and how readily each kelurahan was made to report twice."""

from __future__ import annotations

import numpy as np

from etl.demo import crm, planted
from etl.demo.draws import Bools, Floats
from etl.demo.moments import DAY
from etl.demo.reports import SECOND_SHARE, TRIES, World
from etl.demo.stages import CLOSE

RULES = ("foto_sama", "terlalu_cepat", "lapor_ulang", "foto_jauh", "foto_lama", "sekaligus")


def planted_reports(world: World, chunk: crm.Chunk, now: int) -> dict[str, list[str]]:
    """By rule, the numbers of the planted reports whose closing is written down before `now` (WIB seconds)."""
    made, line = chunk.reports, chunk.timeline
    marked = planted.marks(world.seed, made.day, made.index, made.own, made.is_second)
    seen = line.has[:, CLOSE] & (line.known[:, CLOSE] < now)
    last_again = (made.day + planted.AGAIN[-1][1] + 1) * DAY < now
    shares = np.isin(made.day, _days_with(made.day, marked.same & seen, 2))
    found: dict[str, Bools] = {
        "foto_sama": (marked.same & shares) | (marked.own & (made.photo > 0)),
        "terlalu_cepat": marked.fast,
        "lapor_ulang": marked.spot & last_again & (made.place == 0),
        "foto_jauh": marked.far & (made.place != 2),
        "foto_lama": marked.old,
        "sekaligus": line.is_burst & np.isin(made.day, _days_with(made.day, line.is_burst & seen, planted.BURST_LEAST)),
    }
    numbers = crm.ids(made, np.arange(len(made.day)))
    return {rule: numbers.filter(found[rule] & seen).to_pylist() for rule in RULES}


def _days_with(day: np.ndarray, marked: Bools, least: int) -> np.ndarray:
    days, count = np.unique(day[marked], return_counts=True)
    return np.asarray(days[count >= least])


def seconds_per_first(world: World) -> Floats:
    """Second reports per first one that are planted in each kelurahan: what a very long history would show.

    A second report draws candidates by population and takes one with the kelurahan's rate, the last of TRIES in any case.
    """
    weight = world.places.population / world.places.population.sum()
    rate = world.second_rate
    passed = 1 - float((weight * rate).sum())
    turns = passed ** np.arange(TRIES - 1)
    return np.asarray(SECOND_SHARE / (1 - SECOND_SHARE) * (rate * turns.sum() + passed ** (TRIES - 1)))
