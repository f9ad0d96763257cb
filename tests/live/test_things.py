"""Layers of things: rows become GeoJSON with a header that says how many, how old, and why there is nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from data.answers import Answers
from data.model import Filters
from live.layers import LAYERS, OFFICERS
from live.slow import SLOW
from live.things import MOST, THINGS, Thing, packed
from tests.layouts.conftest import NOW
from tests.layouts.filled_city import fill
from tests.layouts.filled_things import fill_things

THING = {thing.name: thing for thing in THINGS}
SCRIPT = (Path(__file__).parents[2] / "assets" / "map" / "40_slow.js").read_text(encoding="utf-8")
# layer -> (rows, features, an id, the kind of its geometry, what its words say)
EXPECTED: dict[str, tuple[int, int, str, str, dict[str, Any]]] = {
    "gates": (5, 5, "simulasi_bpbd/katulampa", "Point", {"siaga": 2, "state": "ok", "level_cm": 170.0}),
    "floods": (2, 2, "petabencana/RW 04", "Polygon", {"kind": "rw", "state": 3, "area_name": "Tebet Timur"}),
    "air": (5, 5, "simulasi_spku/DKI1", "Point", {"category": "berbahaya", "is_above_scale": True, "legal_colour": "hitam"}),
    "warnings": (2, 1, "bmkg/W1", "Polygon", {"severity_rank": 4, "attribution": "BMKG"}),
    "fires": (3, 2, "simulasi_damkar/F1", "Point", {"step": "menuju", "called_at": "2026-11-21T13:02:14Z", "arrived_at": None}),
    "officers": (3, 3, "simulasi_satpol/o-2", "Point", {"is_free": False, "task": "Tinjau lokasi", "task_stage": "menuju"}),
    "hydrants": (600, 600, "direktori/H0", "Point", {"name": "Hidran 0", "is_approximate": False}),
    "clinics": (1, 1, "direktori/P1", "Point", {"is_approximate": True}),
    "assets": (3, 3, "simulasi_bpad/A1", "Point", {"condition": "rusak_berat", "holder": "Dinas Satu"}),
    "zones": (1, 1, "simulasi_citata/Z1", "Polygon", {"area_name": "Kebon Jeruk"}),
    "jams": (2, 2, "waze/J1", "LineString", {"is_blocked": True, "level": 5.0, "delay_s": None}),
}  # fmt: skip


@pytest.fixture
def city(answers: Answers) -> Answers:
    fill(answers.warehouse, NOW.replace(tzinfo=None))
    fill_things(answers.warehouse, NOW.replace(tzinfo=None))
    return answers


def made(answers: Answers, thing: Thing) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    found = packed(thing, answers, Filters(now=NOW))
    return json.loads(found.about), json.loads(found.body)["features"]


def test_rows_become_features_with_shape_words_and_head(city: Answers) -> None:
    for name, (n, shown, key, shape, words) in EXPECTED.items():
        about, features = made(city, THING[name])
        assert (name, about["state"], about["n"], about["shown"], about["unplaced"]) == (name, "ok", n, shown, n - shown)
        assert len(features) == shown and about["newest_at"].endswith("Z") and about["sources"]
        feature = next(f for f in features if f["properties"]["id"] == key)
        assert feature["geometry"]["type"] == shape
        assert {word: feature["properties"][word] for word in words} == words


def test_fires_are_the_open_ones_and_the_longest_without_an_engine_comes_first(city: Answers) -> None:
    rows = THING["fires"].ask(city, Filters(now=NOW))
    assert list(zip(rows["call_id"], rows["step"], strict=True)) == [("F1", "menuju"), ("F3", "menunggu"), ("F2", "di_lokasi")]


def test_a_layer_that_never_loaded_is_told_from_one_where_nothing_is(answers: Answers, city: Answers) -> None:
    assert made(city, THING["pumps"])[0] | {"newest_at": None} == {"n": 0, "shown": 0, "unplaced": 0, "state": "empty", "feed": "facilities", "sources": [], "newest_at": None}
    with answers.warehouse.working() as session:
        session.execute("delete from batch where feed = 'traffic'; delete from traffic_jam; delete from traffic_alert; delete from fire_call; update table_version set version = version + 1")
    about, features = made(city, THING["jams"])
    assert (about["state"], about["n"], features) == ("absent", 0, []) and "newest_at" not in about
    assert made(city, THING["fires"])[0]["state"] == "empty"


def test_an_empty_city_has_every_layer_and_each_says_it_is_not_loaded(answers: Answers) -> None:
    assert {name: made(answers, thing)[0]["state"] for name, thing in THING.items()} == dict.fromkeys(THING, "absent")


def test_more_than_the_most_is_cut_and_the_head_knows_it(city: Answers) -> None:
    with city.warehouse.working() as session:
        session.execute(f"""insert into facility by name select 'direktori' as source, 'X' || i as facility_id, 'hidran' as kind, 106.8 as lon, -6.2 as lat,
            'inside' as place, '31.71.07.1001' as area, 1 as batch from range({MOST}) t(i); update table_version set version = version + 1""")
    about, features = made(city, THING["hydrants"])
    assert (about["n"], about["shown"], len(features)) == (MOST + 600, MOST, MOST)


def test_officers_move_by_the_push(city: Answers) -> None:
    rows = OFFICERS.encode(OFFICERS.ask(city, NOW))
    assert OFFICERS in LAYERS and sorted(rows.ids) == ["o-1", "o-2", "o-3"]
    assert list(rows.meta.set_index(rows.ids).loc["o-2", ["task_stage", "ref_id"]]) == ["menuju", "I0"]
    assert rows.meta.set_index(rows.ids).loc["o-1", "task_stage"] is None


def test_the_script_asks_for_every_layer_by_its_tables() -> None:
    """A layer whose tables the script did not know would stand still on the screen."""
    named = dict(re.findall(r"(\w+): (WATER|PLACES|\[[^\]]*\])", SCRIPT.partition("const THINGS = {")[2].partition("};")[0]))
    constants = {"WATER": '["water_level"]', "PLACES": '["facility"]'}
    asked = {name: set(json.loads(constants.get(tables, tables))) for name, tables in named.items()}
    assert asked == {thing.name: set(thing.tables - {"area"}) for thing in THINGS}
    assert all(SLOW[name].tables >= tables for name, tables in asked.items())
