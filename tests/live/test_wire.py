"""The frames: what goes in comes out, whatever the fleet does; and odd bytes are refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.points import Points
from live.wire import KEY, Frame, decode, encode
from tests.live.conftest import fleet, rows

place = st.tuples(st.floats(106.3, 107.0), st.floats(-6.4, -5.5))
fleets = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=2),
    st.tuples(place, st.sampled_from(["1", "9", "13A"])),
    max_size=12,
)


class Reader:
    """What a browser does with frames, in Python: the memory of a layer by slot."""

    def __init__(self) -> None:
        self.seq = 0
        self.at: dict[int, dict[str, object]] = {}

    def take(self, data: bytes) -> None:
        frame = decode(data)
        assert frame.is_key or frame.seq == self.seq + 1
        self.seq = frame.seq
        if frame.is_key:
            self.at = {}
        for i, slot in enumerate(frame.moved.tolist()):
            self.at[slot]["lat"] += int(frame.dlat[i])  # type: ignore[operator]
            self.at[slot]["lon"] += int(frame.dlon[i])  # type: ignore[operator]
        for i, slot in enumerate(frame.restated.tolist()):
            route = frame.meta["route_short_name"]
            code = route["codes"][i]
            self.at[slot] = {
                "id": frame.ids[i],
                "lat": int(frame.lat[i]),
                "lon": int(frame.lon[i]),
                "route": route["values"][code],
            }  # type: ignore[index]
        for slot in frame.gone.tolist():
            del self.at[slot]

    def known(self) -> dict[object, tuple[object, ...]]:
        return {thing["id"]: (thing["lat"], thing["lon"], thing["route"]) for thing in self.at.values()}


def expected(frame: pd.DataFrame) -> dict[str, tuple[int, int, str]]:
    lat, lon = np.rint(frame["lat"] / 1e-5).astype(int), np.rint(frame["lon"] / 1e-5).astype(int)
    return dict(zip(frame["vehicle_id"], zip(lat, lon, frame["route_short_name"], strict=True), strict=True))


def frame_of(drawn: dict[str, tuple[tuple[float, float], str]], seen_s: int = 0) -> pd.DataFrame:
    made = fleet(list(drawn), [p[0] for p, _ in drawn.values()], [p[1] for p, _ in drawn.values()], seen_s)
    return made.assign(route_short_name=[route for _, route in drawn.values()])


@settings(max_examples=150, deadline=None)
@given(st.lists(fleets, min_size=1, max_size=6))
def test_a_reader_of_all_frames_knows_the_newest_answer(
    answers: list[dict[str, tuple[tuple[float, float], str]]],
) -> None:
    points, reader, late = Points(0), Reader(), Reader()
    for moment, drawn in enumerate(answers):
        frame = frame_of(drawn, moment)
        sent = points.step(rows(frame), 1.7e9 + moment)
        if sent:
            reader.take(sent)
        assert reader.known() == expected(frame)
        assert reader.seq == points.seq
    late.take(points.key())
    assert late.known() == reader.known()


def test_the_same_answer_sends_nothing() -> None:
    points, answer = Points(0), fleet(["a", "b"], [106.8, 106.9], [-6.2, -6.1])
    assert points.step(rows(answer), 1.0) is not None
    assert points.step(rows(answer), 2.0) is None
    assert points.seq == 1


def test_a_move_is_a_difference_and_a_new_route_is_stated_anew() -> None:
    points = Points(0)
    points.step(rows(fleet(["a", "b"], [106.8, 106.9], [-6.2, -6.1])), 1.0)
    moved = decode(points.step(rows(fleet(["a", "b"], [106.8003, 106.9], [-6.2, -6.1])), 2.0) or b"")
    assert (moved.moved.tolist(), moved.dlon.tolist(), len(moved.restated), moved.is_key) == (
        [0],
        [30],
        0,
        False,
    )
    restated = decode(
        points.step(rows(fleet(["a", "b"], [106.8003, 106.9], [-6.2, -6.1], route="2")), 3.0) or b""
    )
    assert restated.ids == ["a", "b"]
    assert restated.meta["route_short_name"]["values"] == ["2"]


def test_a_leap_too_long_for_a_difference_is_stated_anew() -> None:
    points = Points(0)
    points.step(rows(fleet(["a"], [106.3], [-6.2])), 1.0)
    leap = decode(points.step(rows(fleet(["a"], [107.0], [-6.2])), 2.0) or b"")
    assert (len(leap.moved), leap.lon.tolist()) == (0, [10_700_000])


def test_a_thinned_layer_begins_anew_with_a_key_frame() -> None:
    points, many = Points(0), [f"v{n}" for n in range(200)]
    points.step(rows(fleet(many, [106.8] * 200, [-6.2] * 200)), 1.0)
    points.step(rows(fleet(many[:50], [106.8] * 50, [-6.2] * 50)), 2.0)
    again = decode(points.step(rows(fleet(many[:49], [106.8] * 49, [-6.2] * 49)), 3.0) or b"")
    assert again.is_key and again.restated.tolist() == list(range(49))


def test_rows_without_a_place_and_doubles_are_left_out() -> None:
    answer = pd.concat(
        [fleet(["a", "b"], [106.8, float("nan")], [-6.2, -6.1]), fleet(["a"], [106.9], [-6.2])]
    )
    found = rows(answer)
    assert (found.ids.tolist(), found.lon.tolist(), found.total) == (["a"], [10_690_000], 1)


def test_unknown_speed_and_bearing_stay_unknown() -> None:
    answer = fleet(["a"], [106.8], [-6.2]).assign(bearing=np.nan, speed_ms=None)
    found = rows(answer)
    assert (found.bearing.tolist(), found.speed.tolist()) == ([255], [255])


def test_four_thousand_moving_vehicles_fit_in_fifteen_kilobytes() -> None:
    rng, n = np.random.default_rng(1), 4000
    ids = [f"TJ-{i:04d}" for i in range(n)]
    lon, lat = rng.uniform(106.7, 106.97, n), rng.uniform(-6.35, -6.1, n)
    points = Points(0)
    points.step(rows(fleet(ids, lon.tolist(), lat.tolist())), 1.7e9)
    turn = rng.uniform(0, 2 * np.pi, n)
    moved = fleet(ids, (lon + 4e-4 * np.cos(turn)).tolist(), (lat + 4e-4 * np.sin(turn)).tolist(), 5)
    moving = rng.random(n) < 0.4
    moved.loc[~moving, ["lon", "lat"]] = np.column_stack([lon[~moving], lat[~moving]])
    moved["bearing"] = np.where(moving, np.degrees(turn) % 360, 90.0)
    assert len(points.step(rows(moved), 1.7e9 + 5) or b"") < 15_000


@pytest.mark.parametrize("data", [b"", b"JK", b"XX" + bytes(30), b"JK\x09" + bytes(30)])
def test_odd_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="frame"):
        decode(data)


def test_the_empty_key_frame() -> None:
    found = decode(encode(Frame(3, 7, 12.5, 0, is_key=True)))
    assert (found.layer, found.seq, found.base, found.is_key, KEY) == (3, 7, 12.5, True, 1)
