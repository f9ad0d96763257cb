"""Floods that follow the demo's own gates: where the water goes below a post, how deep it stands, who reports it.

A kelurahan near a reach (the straight way from a post to the next one below, or the surroundings of the lowest post)
lies so and so many steps of danger above the post's base flow. When the post passes that step, never below the limit of
Siaga 3, the kelurahan is flooded after the water's travel time, as deep as the post stands above it, and dry again
when the post has fallen. All numbers but limits and travel times are ours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from etl.demo.draws import Floats, Ints, draws
from etl.demo.gates import Posts, level_cm, load_posts
from etl.demo.moments import DAY, HOUR
from etl.demo.places import METRE_LAT, METRE_LON, Places, reference, rounded
from etl.demo.tables import joined, moment, number, stamped, words

STEP_S, LONGEST_S = 1800, 12 * HOUR  # of the water's way
QUIET_S = 80 * DAY  # no longer than this is the river without a wave
_NEAR_M, _LEAST_CM, _CM_A_STEP = 1500, 10, 95
_REPORTS, _RATE = 4, 0.2  # at most so many reports a kelurahan and half hour, and how readily
_SAYS = ("Banjir semata kaki di ", "Banjir selutut di ", "Banjir sepinggang di ", "Banjir sedada, warga butuh perahu di ")
_SAYS_CM = (20, 60, 110)
_CHANNELS, _CHANNEL_SHARES = ("jaki", "lapor_1708", "twitter", "kantor_lurah"), np.array([80, 8, 7, 5])


@dataclass(frozen=True, slots=True)
class Reaches:
    """The kelurahan that lie by a river, one element each: index in Places and in Posts, slots after the post, danger at which
    water enters, and centimetres for a step of danger.
    """

    kelurahan: Ints
    post: Ints
    after: Ints
    step: Floats
    slope: Floats


def load_reaches(seed: int, places: Places, posts: Posts) -> Reaches:
    """The nearest reach of every kelurahan whose centroid is not farther than 1.5 km from it."""
    table, rivers = reference("flood_travel"), reference("flood_post")
    is_river = dict(zip(rivers["post"], (kind == "sungai" for kind in rivers["kind"]), strict=True))
    legs: dict[str, tuple[float, str]] = {}
    for start, goal, least, most in zip(*(table[n] for n in ("from_post", "to_post", "from_h", "to_h")), strict=True):
        legs[start] = min(legs.get(start, (np.inf, "")), ((float(least) + float(most)) / 2, goal))
    chosen = [i for i, post in enumerate(posts.post) if is_river[post]]
    hours = np.array([legs.get(posts.post[i], (0.0, ""))[0] for i in chosen])
    goals = [posts.post.index(legs[posts.post[i]][1]) if posts.post[i] in legs else i for i in chosen]
    metres, part = _from_lines(places, posts, np.array(chosen), np.array(goals))
    near = metres.argmin(axis=1)
    rows = np.flatnonzero(metres.min(axis=1) <= _NEAR_M)
    own, near = draws(seed, "flood/low", rows), near[rows]
    after_h = 0.5 + part[rows, near] * hours[near]
    return Reaches(
        rows, np.array(chosen)[near], np.rint(after_h * HOUR / STEP_S).astype(np.int64),
        1.0 + 1.3 * own.uniform("step") ** 1.6, _CM_A_STEP * (0.7 + 0.6 * own.uniform("slope")),
    )  # fmt: skip


def _from_lines(places: Places, posts: Posts, start: Ints, goal: Ints) -> tuple[Floats, Floats]:
    """(kelurahan, lines): metres from each line, and the part of the line at which it is nearest."""
    scale = np.array([METRE_LON, METRE_LAT])
    home, at = np.stack([places.lon, places.lat], axis=1) / scale, np.stack([posts.lon, posts.lat], axis=1) / scale
    way, off = at[goal] - at[start], home[:, None, :] - at[start][None]
    part = np.clip((off * way).sum(axis=2) / np.maximum((way**2).sum(axis=1), 1.0), 0, 1)
    return np.asarray(np.linalg.norm(off - part[:, :, None] * way, axis=2)), np.asarray(part)


def depth_cm(seed: int, posts: Posts, reaches: Reaches, slot: Ints) -> Floats:
    """(slots, reaches) water in whole kelurahan in cm; below 10 cm there is none. `slot` are consecutive numbers of half hours."""
    lead = LONGEST_S // STEP_S
    wide = np.arange(slot[0] - lead, slot[-1] + 1)
    cm = level_cm(seed, posts, wide * STEP_S)
    danger = np.stack([np.interp(cm[:, i], posts.levels[i], np.arange(4)) for i in range(len(posts.post))], axis=1)
    # Above the limit of Siaga 1 the step before it goes on.
    last = posts.levels[:, 3] - posts.levels[:, 2]
    danger += np.maximum(0.0, (cm - posts.levels[:, 3]) / last)
    there = danger[np.arange(len(slot))[:, None] + lead - reaches.after, reaches.post]
    depth = (there - reaches.step) * reaches.slope
    return np.where(depth < _LEAST_CM, 0.0, depth)


def report_table(seed: int, places: Places, since: int, until: int) -> pa.Table:
    """Columns of laporan_banjir.csv: what citizens told in [since, until), WIB seconds."""
    posts = load_posts()
    reaches = load_reaches(seed, places, posts)
    slot = np.arange(since // STEP_S, max(until - 1, since) // STEP_S + 1)
    depth = depth_cm(seed, posts, reaches, slot)
    at, place = np.nonzero(depth)
    at, place = np.repeat(at, _REPORTS), np.repeat(place, _REPORTS)
    nth = np.arange(len(at)) % _REPORTS
    home, half_hour = reaches.kelurahan[place], slot[at]
    own = draws(seed, "flood/report", half_hour, home, nth)
    when = half_hour * STEP_S + own.below("moment", STEP_S)
    awake = np.where((when // HOUR) % 24 < 5, 0.4, 1.0)
    seen = own.chance("told", _RATE * awake * np.minimum(depth[at, place] / 50, 1.6)) & (when >= since) & (when < until)
    rows = np.flatnonzero(seen)
    at, place, home, half_hour, nth, when = at[rows], place[rows], home[rows], half_hour[rows], nth[rows], when[rows]
    told = draws(seed, "flood/report", half_hour, home, nth)
    cm = np.maximum(5, 5 * np.rint(depth[at, place] * told.lognormal("depth", 1.0, 0.2) / 5)).astype(np.int64)
    lon, lat = places.points(told, home)
    number_of = (home * (DAY // STEP_S) + half_hour % (DAY // STEP_S)) * _REPORTS + nth
    return pa.table(
        {
            "no_laporan": stamped("BJ", half_hour * STEP_S // DAY, number_of, 5),
            "waktu_lapor": moment(when),
            "kanal": words(_CHANNELS, told.pick("channel", _CHANNEL_SHARES)),
            "deskripsi": joined(words(_SAYS, np.digitize(cm, _SAYS_CM)), words(places.kelurahan, home)),
            "kedalaman_cm": number(cm),
            "bujur": number(rounded(lon)),
            "lintang": number(rounded(lat)),
        }
    )


def told(seed: int, places: Places, table: pa.Table) -> dict[str, object]:
    """For the truth file: the reports, and for each kelurahan by a river its post, the hours after it and the step of danger."""
    posts = load_posts()
    reaches = load_reaches(seed, places, posts)
    depth = table["kedalaman_cm"].to_numpy()
    return {
        "reports": table.num_rows,
        "deepest_cm": int(depth.max(initial=0)),
        "kelurahan": {
            places.code[home]: {"post": posts.post[post], "after_h": float(after) * STEP_S / HOUR, "from_step": round(float(step), 3)}
            for home, post, after, step in zip(reaches.kelurahan, reaches.post, reaches.after, reaches.step, strict=True)
        },
    }
