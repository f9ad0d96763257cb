"""Draws are functions of their row and name, and have the distributions that they say."""

from __future__ import annotations

import numpy as np

from etl.demo.draws import draws


def test_a_row_is_the_same_alone_and_among_others() -> None:
    many = draws(7, "x", np.arange(1000), np.arange(1000) * 3)
    one = draws(7, "x", np.array([612]), np.array([612 * 3]))
    assert one.bits("a")[0] == many.bits("a")[612]
    assert one.normal("a")[0] == many.normal("a")[612]


def test_seed_stream_name_and_row_all_matter() -> None:
    row = np.array([5])
    found = {
        int(draws(1, "x", row).bits("a")[0]),
        int(draws(2, "x", row).bits("a")[0]),
        int(draws(1, "y", row).bits("a")[0]),
        int(draws(1, "x", row).bits("b")[0]),
        int(draws(1, "x", row + 1).bits("a")[0]),
    }
    assert len(found) == 5


def test_the_numbers_do_not_change_with_a_version_of_a_library() -> None:
    # A pinned value: history that was written once must be written again the same.
    assert int(draws(2026, "report", np.array([20000]), np.array([3])).bits("reporter")[0]) == PINNED


PINNED = 10517226704124108214


def test_distributions() -> None:
    own = draws(3, "x", np.arange(200_000))
    uniform, normal = own.uniform("u"), own.normal("n")
    assert abs(uniform.mean() - 0.5) < 0.005 and uniform.min() > 0 and uniform.max() < 1
    assert abs(normal.mean()) < 0.01 and abs(normal.std() - 1) < 0.01
    assert abs(np.median(own.lognormal("l", 40.0, 1.2)) / 40 - 1) < 0.02
    share = np.bincount(own.pick("p", np.array([1.0, 3.0, 6.0]))) / 200_000
    assert np.allclose(share, [0.1, 0.3, 0.6], atol=0.005)
    by_row = own.pick("q", np.tile([[0.0, 1.0]], (200_000, 1)))
    assert (by_row == 1).all()
    assert np.abs(np.corrcoef(uniform, own.uniform("v"))[0, 1]) < 0.01
