"""One unit for a column of rupiah: its choice, its head, its cells; and no table that mixes two."""

from __future__ import annotations

import pandas as pd
import pytest

from data.model import Filters
from layouts.choice import Choice
from layouts.money import BILLIONS, MILLIONS, RUPIAH, TRILLIONS, Unit
from layouts.panel import Asked, Look
from layouts.panels import budget
from layouts.theme import LIGHT
from layouts.words import speaking
from tests.layouts.conftest import NOW

NAN = float("nan")


@pytest.mark.parametrize(
    ("amounts", "unit"),
    [
        ((2e9, 3e9, 4e12), BILLIONS), ((2e12, 3e12, NAN), TRILLIONS), ((1e6, 2e8, 9e8), MILLIONS), ((500.0, 20_000.0), RUPIAH),
        ((4e6, 2e9, 9e11), MILLIONS),  # four million would be 0,0 of a billion
        ((4e6, 2e9, 3e12), BILLIONS),  # but 3.000.000 is not read
        ((0.0, 2e9), BILLIONS), ((-2e9, -3e9), BILLIONS), ((NAN,), MILLIONS), ((), MILLIONS),
    ],
)  # fmt: skip
def test_the_unit_is_that_of_the_middle_amount_unless_a_small_one_would_vanish(amounts: tuple[float, ...], unit: str) -> None:
    assert Unit.of(amounts).name == unit


def test_cells_have_equal_decimals_and_what_is_there_never_reads_as_nothing() -> None:
    unit = Unit(BILLIONS)
    assert [unit.write(v) for v in (1.2e9, 928e9, 0.0, 4e6, -4e6, -225.8e9, None, NAN)] == ["1,2", "928,0", "0,0", "< 0,1", "> −0,1", "−225,8", "—", "—"]
    assert unit.head("pagu") == "pagu (miliar Rp)" and Unit(RUPIAH).write(12_345) == "12.345"
    with speaking("en"):
        assert unit.head("ceiling") == "ceiling (billion Rp)" and Unit(MILLIONS).write(1_234.5e6) == "1,234.5"


def test_amounts_that_are_read_beside_each_other_share_their_unit() -> None:
    data = pd.DataFrame({"agency": ["A", "B"], "planned_rp": [1.2e12, 900e9], "realised_rp": [800e6, NAN], "absorbed_pct": [0.1, NAN], "ceiling_rp": [4e12, 2e12], "ceiling_pct": [0.0, NAN]})
    made = budget.ABSORPTION.rows(data, Look(LIGHT, Asked(Filters(now=NOW), Choice(), NOW)))
    assert [made.heads[n] for n in (1, 2, 4)] == ["rencana kas (miliar Rp)", "realisasi (miliar Rp)", "pagu setahun (miliar Rp)"]
    assert [row[1:3] + row[4:5] for row in made.rows] == [("1.200,0", "0,8", "4.000,0"), ("900,0", "—", "2.000,0")]
    assert made.numeric == frozenset(range(1, 6))
