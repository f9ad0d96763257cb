"""The reports follow the published numbers, and each day is the same however it is asked for."""

from __future__ import annotations

import numpy as np

from etl.demo import crm
from etl.demo.moments import DAY
from etl.demo.places import METRE_LAT, METRE_LON
from etl.demo.reports import Reports, World, reports_of


def _all(chunks: tuple[crm.Chunk, ...], name: str) -> np.ndarray:
    return np.concatenate([getattr(chunk.reports, name) for chunk in chunks])


def test_volume(two_years: tuple[crm.Chunk, ...]) -> None:
    a_day = np.bincount(_all(two_years, "day") - two_years[0].reports.day[0])
    assert len(a_day) == 730
    assert 495 < a_day.mean() < 521
    assert 700 < a_day.max() <= 800


def test_published_shares(world: World, two_years: tuple[crm.Chunk, ...]) -> None:
    category, channel = _all(two_years, "category"), _all(two_years, "channel")
    share = dict(zip(world.plan.category, np.bincount(category, minlength=29) / len(category), strict=True))
    assert sorted(share, key=lambda name: -share[name])[:3] == ["jalan", "pohon", "parkir_liar"]
    for name, published in (("jalan", 26_014), ("pohon", 19_683), ("parkir_liar", 19_152)):
        assert abs(share[name] - published / 185_852) < 0.004
    by_channel = dict(zip(world.plan.channel, np.bincount(channel, minlength=16) / len(channel), strict=True))
    assert abs(by_channel["jaki"] - 0.896) < 0.003
    # Not valid in these years: social restrictions ended in 2022, Qlue and Balai Warga left the list.
    assert share["pelanggaran_psbb"] == by_channel["qlue"] == by_channel["balai_warga"] == 0


def test_reporters_of_a_year(two_years: tuple[crm.Chunk, ...]) -> None:
    day, reporter = _all(two_years, "day"), _all(two_years, "reporter")
    year = reporter[day > day.max() - 366]
    assert abs(len(np.unique(year)) / 41_528 - 1) < 0.05
    assert np.bincount(year).max() > 300  # a heavy tail


def test_places(world: World, two_years: tuple[crm.Chunk, ...]) -> None:
    place, lon, lat = (_all(two_years, name) for name in ("place", "lon", "lat"))
    assert abs((place == 1).mean() - 0.003) < 0.001
    assert abs((place == 2).mean() - 0.005) < 0.001
    assert (lon[place == 2] == 0).all()
    islands = world.places.cell_count[_all(two_years, "kelurahan")] == 0
    assert 0.001 < islands.mean() < 0.005
    inside = place == 0
    assert lon[inside].min() > 106.4 and lon[inside].max() < 107.0
    assert lat[inside & ~islands].min() > -6.38 and lat[inside & islands].max() < -5.5


def test_a_day_does_not_depend_on_its_neighbours(world: World) -> None:
    alone, among = reports_of(world, 20_700, 20_700), reports_of(world, 20_696, 20_703)
    mine = among.day == 20_700
    for name in Reports.__slots__:
        if name != "own":
            assert np.array_equal(getattr(alone, name), getattr(among, name)[mine]), name
    assert np.array_equal(alone.own.base, among.own.base[mine])


def test_another_seed_is_another_city(world: World) -> None:
    from etl.demo.reports import load_world

    other = reports_of(load_world(7), 20_700, 20_700)
    assert not np.array_equal(other.created[:50], reports_of(world, 20_700, 20_700).created[:50])


def test_second_reports_lie_beside_an_earlier_one(world: World) -> None:
    made = reports_of(world, 20_700, 20_701)
    assert 0.05 < made.is_second.mean() < 0.075
    for row in np.flatnonzero(made.is_second & (made.place == 0)):
        near = np.hypot((made.lon - made.lon[row]) / METRE_LON, (made.lat - made.lat[row]) / METRE_LAT) <= 100
        same = (
            near
            & (made.category == made.category[row])
            & (made.created <= made.created[row])
            & ~made.is_second
        )
        assert same.any()
        assert (made.created[row] - made.created[same]).min() <= DAY
