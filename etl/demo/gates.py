"""Water levels at the posts that have limits, every ten minutes: base flow, rain, the waves of the Ciliwung, the tide.

Danger is reckoned in steps (0 base flow, 1 the limit of Siaga 3, 2 that of Siaga 2, 3 that of Siaga 1) and turned
into centimetres by each post's own limits, so that all posts are alike in kind and differ in their numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from etl.demo.draws import Bools, Floats, Ints, draws
from etl.demo.moments import DAY, HOUR, days
from etl.demo.places import reference
from etl.demo.tables import moment, number, words
from etl.demo.waves import POSTS as WAVE_POSTS
from etl.demo.waves import RUN_DAYS, pulse, waves

STEP_S = 600
_WEATHER = ("Terang", "Mendung", "Gerimis", "Hujan")
# Base level in cm, basin of the rain, its share here and its delay in hours, rise in hours, share of the tide: ours.
_POSTS = {
    "katulampa": (30, 0, 0.5, 0.0, 1.2, 0.0),
    "depok": (105, 0, 0.5, 2.5, 1.8, 0.0),
    "manggarai": (610, 0, 0.5, 7.5, 3.0, 0.0),
    "karet": (290, 1, 0.7, 2.5, 2.5, 0.0),
    "istiqlal": (175, 0, 0.4, 8.3, 3.0, 0.1),
    "jembatan_merah": (68, 0, 0.4, 9.0, 3.0, 0.15),
    "krukut_hulu": (62, 1, 0.9, 0.0, 1.2, 0.0),
    "pesanggrahan": (70, 2, 0.9, 0.0, 1.5, 0.0),
    "angke_hulu": (72, 3, 0.9, 0.0, 1.4, 0.0),
    "cengkareng_drain": (105, 3, 0.7, 3.4, 2.5, 0.35),
    "sunter_hulu": (60, 4, 0.9, 0.0, 1.3, 0.0),
    "cipinang_hulu": (75, 5, 0.9, 0.0, 1.3, 0.0),
    "pulo_gadung": (400, 4, 0.8, 3.0, 2.5, 0.0),
    "cakung_drain": (140, 6, 0.9, 1.0, 2.0, 0.2),
    "pasar_ikan": (117, 7, 0.0, 0.0, 1.0, 1.0),
    "marina_ancol": (115, 7, 0.0, 0.0, 1.0, 0.97),
    "pluit": (-150, 7, 0.7, 1.5, 3.0, 0.0),
    "kali_duri": (125, 7, 0.7, 0.5, 1.5, 0.25),
}
_BEHIND = {"karet": (0.72, 1.2), "istiqlal": (0.75, 0.8), "jembatan_merah": (0.72, 1.6)}  # below Manggarai
_BASINS = 8
# The sea at Jakarta turns once a day: amplitude in cm and period in hours of K1, O1, M2 and S2 (amplitudes rounded).
_TIDE = ((26, 23.9345), (14, 25.8193), (5, 12.4206), (4, 12.0))


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts of flood_post.csv that have a limit, with levels in cm for the steps 0 to 3."""

    post: tuple[str, ...]
    name: tuple[str, ...]
    lon: Floats
    lat: Floats
    limits: Floats  # (posts, 3), from Siaga 3 to Siaga 1; nan where not known
    levels: Floats  # (posts, 4): base and limits, a guess where a limit is not known


def load_posts() -> Posts:
    """The posts with limits."""
    table = reference("flood_post")
    limits = np.array([[float(cell or "nan") for cell in table[f"s{n}_cm"]] for n in (3, 2, 1)]).T
    kept = np.flatnonzero(~np.isnan(limits[:, 0]))
    post = tuple(table["post"][i] for i in kept)
    levels = np.column_stack([[_POSTS[name][0] for name in post], limits[kept]])
    for step in (2, 3):
        guess = levels[:, step - 1] + 0.8 * (levels[:, step - 1] - levels[:, step - 2])
        levels[:, step] = np.where(np.isnan(levels[:, step]), guess, levels[:, step])
    lon, lat = (np.array([float(table[axis][i]) for i in kept]) for axis in ("lon", "lat"))
    return Posts(post, tuple(table["name"][i] for i in kept), lon, lat, limits[kept], levels)


def level_cm(seed: int, posts: Posts, at: Ints) -> Floats:
    """(moments, posts) level in whole cm at WIB seconds."""
    share = np.array([_POSTS[post][5] for post in posts.post])
    danger = _base(seed, at, len(posts.post)) + np.maximum(_rain(seed, posts, at), _wave(seed, posts, at))
    cm = np.stack(
        [np.interp(danger[:, i], np.arange(4), posts.levels[i]) for i in range(len(posts.post))], axis=1
    )
    jitter = 1.2 * _noise(seed, "ripple", at // STEP_S, len(posts.post))
    return np.asarray(np.round(cm + share * _tide(seed, at)[:, None] + jitter))


def _noise(seed: int, name: str, slot: Ints, count: int) -> Floats:
    """(moments, count) in (-1, 1)."""
    row, post = np.repeat(slot, count), np.tile(np.arange(count), len(slot))
    return 2 * draws(seed, f"water/{name}", row, post).uniform("value").reshape(len(slot), count) - 1


def _slow(seed: int, name: str, at: Ints, count: int, knot_s: int) -> Floats:
    """Noise that is drawn at knots and runs straight between them."""
    knots = np.arange(at.min() // knot_s, at.max() // knot_s + 2)
    drawn, place = _noise(seed, name, knots, count), at / knot_s - knots[0]
    whole = np.floor(place).astype(np.int64)
    rest = (place - whole)[:, None]
    return np.asarray(drawn[whole] * (1 - rest) + drawn[whole + 1] * rest)


def _base(seed: int, at: Ints, count: int) -> Floats:
    part = (at / DAY % 365.25) / 365.25
    season = 0.14 + 0.1 * np.cos(2 * np.pi * (part - 0.08))
    return np.asarray(season[:, None] + 0.07 * _slow(seed, "base", at, count, 6 * HOUR))


def cloudbursts(seed: int, day: Ints) -> tuple[Floats, Ints]:
    """(days, basins) the day's rain over each basin, 0 to 1.35, and the moment at which it falls, WIB seconds."""
    own = draws(seed, "cloudburst", np.repeat(day, _BASINS), np.tile(np.arange(_BASINS), len(day)))
    depth = days(seed, day).rain[:, None] * (0.35 + own.uniform("depth").reshape(-1, _BASINS))
    hour = 12 + 9 * own.uniform("hour").reshape(-1, _BASINS)
    return np.asarray(depth), np.asarray((day[:, None] * DAY + hour * HOUR).astype(np.int64))


def _rain(seed: int, posts: Posts, at: Ints) -> Floats:
    """Steps of danger from the rain over each post's basin, of the day and of the two days before."""
    _, basin, share, delay, rise, _ = np.array([_POSTS[post] for post in posts.post]).T
    first = int(at.min()) // DAY - 2
    depth, burst = cloudbursts(seed, np.arange(first, int(at.max()) // DAY + 1))
    where, total = basin.astype(np.int64), np.zeros((len(at), len(posts.post)))
    for back in range(3):
        row = at // DAY - back - first
        since = at[:, None] - burst[row][:, where] - ((delay + rise) * HOUR).astype(np.int64)
        total += share * depth[row][:, where] * pulse(since, rise)
    return total


def _wave(seed: int, posts: Posts, at: Ints) -> Floats:
    """Steps of danger above the base flow from the waves of the Ciliwung."""
    first = int(at.min()) // DAY // RUN_DAYS - 1
    made = waves(seed, np.arange(first, int(at.max()) // DAY // RUN_DAYS + 2))
    total = np.zeros((len(at), len(posts.post)))
    for column, post in enumerate(posts.post):
        if post not in WAVE_POSTS and post not in _BEHIND:
            continue
        place = WAVE_POSTS.index(post) if post in WAVE_POSTS else len(WAVE_POSTS) - 1
        loss, later_h = _BEHIND.get(post, (1.0, 0.0))
        height = np.where(made.comes, loss * made.strength[:, place] - 0.15, 0.0)
        peak = made.peak[:, place] + int(later_h * HOUR)
        for ahead in (-1, 0, 1):
            row = at // DAY // RUN_DAYS + ahead - first
            shape = height[row] * pulse(at - peak[row], _POSTS[post][4])
            total[:, column] = np.maximum(total[:, column], shape)
    return total


def _tide(seed: int, at: Ints) -> Floats:
    """The sea above its mean in cm: four parts of the tide, and wind that piles the water up for some days."""
    astronomic = sum(
        (cm * np.cos(2 * np.pi * at / (period * HOUR)) for cm, period in _TIDE), np.zeros(len(at))
    )
    return np.asarray(astronomic + 9 * _slow(seed, "surge", at, 1, 2 * DAY)[:, 0])


def siaga(posts: Posts, cm: Floats) -> Ints:
    """Siaga 4 (normal) to 1 of levels (moments, posts); a limit belongs to the graver level."""
    reached: Bools = cm[:, :, None] >= posts.limits
    return np.asarray(4 - (reached * np.array([1, 2, 3])).max(axis=2))


def water_table(seed: int, posts: Posts, since: int, until: int) -> pa.Table:
    """Columns of tinggi_muka_air.csv: all readings taken in [since, until), WIB seconds."""
    at = np.arange(-(-since // STEP_S) * STEP_S, until, STEP_S)
    count = len(posts.post)
    cm = level_cm(seed, posts, at) if len(at) else np.zeros((0, count))
    post = np.tile(np.arange(count), len(at))
    wet = np.repeat(days(seed, at // DAY).rain, count)
    sky = np.digitize(
        wet * (0.5 + draws(seed, "sky", np.repeat(at // HOUR, count), post).uniform("now")), [0.15, 0.3, 0.5]
    )
    return pa.table(
        {
            "pos": words(posts.name, post),
            "waktu": moment(np.repeat(at, count)),
            "tinggi_cm": number(cm.ravel().astype(np.int64)),
            "status": words([f"Siaga {n}" for n in range(5)], siaga(posts, cm).ravel()),
            "cuaca": words(_WEATHER, sky),
            "bujur": number(posts.lon[post]),
            "lintang": number(posts.lat[post]),
        }
    )
