"""Files that are told whole: the first one reaches back two months, later ones tell the same of the last days."""

from __future__ import annotations

import pyarrow as pa
import pytest

from etl.demo.moments import DAY, seconds
from etl.demo.registers import PAST_DAYS, REGISTERS, Register
from etl.demo.reports import World
from tests.etl.demo.conftest import NOW

UNTIL = seconds(NOW)
WITH_PAST = [each for each in REGISTERS if each.past]
HOURS = {"layanan.csv": "jam", "pembayaran.csv": "jam", "perjalanan_mitra.csv": "jam"}


def rows(table: pa.Table) -> set[tuple[object, ...]]:
    return set(zip(*(column.to_pylist() for column in table.columns), strict=True))


@pytest.mark.parametrize("each", WITH_PAST, ids=lambda each: each.name)
def test_the_first_file_holds_what_later_ones_tell_and_two_months_before(each: Register, world: World) -> None:
    usual, first = each.table(world.seed, world.places, UNTIL), each.on_paper(world.seed, world.places, UNTIL, 90)
    told = first[HOURS[each.name]].cast(pa.int64()).to_numpy()
    assert UNTIL // DAY - PAST_DAYS <= told.min() // DAY <= UNTIL // DAY - PAST_DAYS + 1
    assert usual.num_rows < first.num_rows and rows(usual) <= rows(first)


@pytest.mark.parametrize("each", WITH_PAST, ids=lambda each: each.name)
def test_a_short_history_still_holds_what_every_file_tells(each: Register, world: World) -> None:
    assert each.on_paper(world.seed, world.places, UNTIL, 2).num_rows == each.table(world.seed, world.places, UNTIL).num_rows


def test_start_ups_are_looked_at_one_week_after_another(world: World) -> None:
    (startups,) = (each for each in REGISTERS if each.feed == "startups")
    now, before = (startups.table(world.seed, world.places, until)["per_waktu"].cast(pa.int64()).to_numpy() for until in (UNTIL, UNTIL - 28 * DAY))
    assert now.max() <= UNTIL and len(set(now)) > 8
    assert 0.2 < (now > before).mean() < 0.5 and (now >= before).all()
