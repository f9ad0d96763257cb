"""The pace of callers, with a clock that the test turns."""

from __future__ import annotations

import pytest

from api.pace import CALLERS, Pace


def test_a_burst_passes_then_the_pace_holds() -> None:
    now = [0.0]
    pace = Pace(per_second=2.0, burst=3, clock=lambda: now[0])
    assert [pace.wait_s("a") for _ in range(3)] == [0.0, 0.0, 0.0]
    assert pace.wait_s("a") == pytest.approx(0.5)
    assert pace.wait_s("b") == 0.0
    now[0] = 0.5
    assert pace.wait_s("a") == 0.0 and pace.wait_s("a") > 0


def test_callers_are_not_remembered_without_end() -> None:
    pace = Pace(per_second=1.0, burst=1, clock=lambda: 0.0)
    for number in range(CALLERS + 50):
        pace.wait_s(str(number))
    assert len(pace._left) == CALLERS
