"""Cameras on the screen: availability with its n, a drawer that knows its neighbours, and words for every refusal of the proxy."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from data.answers import Answers
from data.queries.cameras import cameras_uptime
from layouts import camera_wall, pages
from layouts.choice import Choice
from layouts.drawers import camera
from layouts.panel import Asked, Look
from layouts.panels import cameras
from layouts.theme import DARK
from layouts.words import speaking
from tests.layouts.conftest import NOW
from tests.layouts.test_pages import drawn_of, text

ROOT = Path(__file__).parents[2]


def asked(option: str = "", choice: Choice | None = None) -> Asked:
    choice = choice or Choice()
    return Asked(choice.filters(NOW), choice, NOW, option)


@pytest.fixture
def watched(filled: Answers) -> Answers:
    """The filled city with a history: K1 was off for a quarter of the last day, K2 was never on, one try failed."""
    moment = NOW.replace(tzinfo=None)
    with filled.warehouse.working() as session:
        session.transact(
            [
                "insert into camera_status by name select 'simulasi_cctv' as source, c as camera_id, $now - to_hours(h) as changed_at, s as status, 1 as batch "
                "from (values ('K1', 200, 'online'), ('K1', 12, 'offline'), ('K1', 6, 'online'), ('K2', 200, 'offline'), ('K2', 40, 'offline')) v(c, h, s)",
                "insert into camera_probe by name select 'simulasi_cctv' as source, 'K1' as camera_id, $now - to_minutes(m) as probed_at, 'photo' as kind, "
                "o as outcome, 40 as took_ms, 1000 as bytes from (values (9, 'camera-timeout'), (5, 'ok'), (3, 'ok'), (1, 'ok')) v(m, o)",
                "update table_version set version = version + 1 where table_name in ('camera_status', 'camera_probe')",
            ],
            {"now": moment},
        )
    return filled


def test_the_page_stands_in_the_menu_with_its_wall() -> None:
    page = {page.path: page for page in pages.found()}["/cameras"]
    assert (page.title, page.order, len(page.parts)) == ("Kamera", 35, 1)


def test_an_empty_city_says_what_to_do(answers: Answers) -> None:
    assert "python -m etl load cameras" in drawn_of(answers, "cameras", "availability")


def test_availability_is_a_share_of_the_known_time_with_its_n(watched: Answers) -> None:
    day = cameras.ask(watched, asked("pemilik/24h"))
    assert list(day["key"]) == ["Diskominfotik"] and day.iloc[0]["cameras_n"] == 60 and day.iloc[0]["known_n"] == 2
    assert day.iloc[0]["online_pct"] == pytest.approx(100 * 18 / 48, abs=0.1)  # K1 for 18 of 24 hours, K2 for none
    assert day.iloc[0]["mostly_off_n"] == 1 and day.iloc[0]["tries_n"] == 4 and day.iloc[0]["tries_ok_pct"] == 75
    week = cameras.ask(watched, asked("pemilik/7d"))
    assert week.iloc[0]["online_pct"] == pytest.approx(100 * 162 / 336, abs=0.1)
    by_kota = cameras.ask(watched, asked("kota/24h"))
    assert by_kota["cameras_n"].sum() == 60 and set(by_kota["key"].str.len()) == {5}
    inside = cameras.ask(watched, asked("kota/24h", Choice(area="31.75")))
    assert set(inside["key"]) <= {"31.75"}
    drawn = text(cameras.draw(day, Look(DARK, asked("pemilik/24h"))))
    for word in ("3 dari 60 kamera luring (5,0%)", "terendah Diskominfotik, 37,5%", "75,0% (4)"):
        assert word in drawn, word
    assert cameras.rows(day, Look(DARK, asked())).rows[0][0] == "Diskominfotik"


def test_the_open_data_gives_the_shares_of_every_camera(watched: Answers) -> None:
    found = cameras_uptime(watched).set_index("camera_id")
    assert set(found.index) == {"K1", "K2"}
    # Before the newest word, six hours ago: K1 was off for six hours of the day, and of the week.
    assert found.loc["K1", "online_24h_pct"] == pytest.approx(75) and found.loc["K1", "online_7d_pct"] == pytest.approx(100 * 162 / 168)
    assert found.loc["K2", "online_24h_pct"] == 0


def test_without_a_history_there_are_no_shares(filled: Answers) -> None:
    assert len(cameras_uptime(filled)) == 0


def test_the_drawer_tells_picture_availability_incidents_and_neighbours(watched: Answers) -> None:
    title, body = camera.opened(watched, "simulasi_cctv/K1", Look(DARK, asked()))
    drawn = text(body)
    assert title == "JKT-1"
    for word in ("Diskominfotik", "menurut sumber", "75,0%", "75,0% (n = 4)", "Percobaan terakhir", "berhasil", "Insiden terbaru di kamera ini", "Kamera terdekat", " m", "DATA SIMULASI"):
        assert word in drawn, word
    tile = json.loads(re.search(r'"data-camera": "((?:[^"\\]|\\.)*)"', json.dumps(body.to_plotly_json(), default=lambda c: c.to_plotly_json()))[1].replace('\\"', '"'))  # type: ignore[index]
    assert tile["key"] == "simulasi_cctv/K1" and tile["is_simulated"] and not tile["has_photo"]


def test_a_camera_that_is_gone_says_so(filled: Answers) -> None:
    title, body = camera.opened(filled, "simulasi_cctv/tidak-ada", Look(DARK, asked()))
    assert title == "tidak-ada" and "Tidak ada lagi" in text(body)


def test_every_refusal_of_the_proxy_has_its_words() -> None:
    kinds = {kind for file in (ROOT / "api" / "cctv").glob("*.py") for kind in re.findall(r'refused\(\d+, "([a-z]+)"', file.read_text())} - {"part"}
    assert len(kinds) >= 12
    assert {f"why_{kind}" for kind in kinds} <= set(camera_wall.reasons())
    scripts = "".join(file.read_text() for file in (ROOT / "assets" / "cameras").glob("*.js"))
    said = set(re.findall(r"this\.words\.([a-z_]+)|said\.(of_[a-z]+)", scripts))
    assert len(said) > 10 and {a or b for a, b in said} <= set(camera_wall.words())
    with speaking("en"):
        assert camera_wall.reasons()["why_timeout"].startswith("The camera did not answer")
