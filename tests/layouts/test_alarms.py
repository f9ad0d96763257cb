"""The page of alarms: the gravest first, sign and word beside the colour, who must act, and what the beat says of it."""

from __future__ import annotations

import asyncio
import json

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from callbacks.alarm_commands import WORDS, follow, routes
from data.alarms.engine import Engine
from data.answers import Answers
from data.errors import CommandError
from layouts import pages
from layouts.choice import Choice
from layouts.words import speaking
from live.alarms import standing
from live.hub import Hub
from tests.layouts.conftest import NOW
from tests.layouts.test_pages import drawn_of

NAMES = ("standing", "alarmhealth", "journal", "rationale")


def test_the_page_has_its_address_and_panels() -> None:
    page = {page.path: page for page in pages.found()}["/alarms"]
    assert tuple(panel.name for panel in page.panels) == NAMES
    assert all(panel.rows for panel in page.panels)


def test_an_empty_city_has_no_alarm_and_says_so(answers: Answers) -> None:
    assert "Tidak ada alarm yang berdiri." in drawn_of(answers, "alarms", "standing")
    assert "Belum ada catatan alarm" in drawn_of(answers, "alarms", "journal")
    assert standing(answers, NOW) == {"standing": 0, "unacked": 0, "high": 0, "urgent": 0, "top": None}


def test_the_list_tells_priority_value_limit_and_who_must_act(filled: Answers) -> None:
    drawn = drawn_of(filled, "alarms", "standing")
    for word in ("▲ 2 alarm berdiri; 1 belum ditanggapi; 1 disisihkan; 1 tanpa data.", "Gubernur", "352 cm", "batas 350 cm", "▲ tanggapi sebelum 20.17 WIB", "DATA SIMULASI", "20.02 WIB"):
        assert word in drawn, word
    for word in ("Rina · posko dibuka", "disisihkan sampai 21.22 WIB", '"data-alarm-do": "acknowledge"', '"data-alarm-do": "unshelve"', "prioritas tinggi"):
        assert word in drawn, word
    assert drawn.index("depok") < drawn.index("katulampa")
    past = drawn_of(filled, "alarms", "standing", Choice(as_of="2026-11-20"))
    assert "data-alarm-do" not in past, "the past takes no commands"


def test_journal_health_and_reasons(filled: Answers) -> None:
    journal = drawn_of(filled, "alarms", "journal")
    for word in ("alarm baru", "ditanggapi", "„kabel diperbaiki“", "20.02.14"):
        assert word in journal, word
    health = drawn_of(filled, "alarms", "alarmhealth")
    for word in ("Rata-rata per 10 menit, 24 jam", "0,01", "sasaran 5%", "50%"):
        assert word in health, word
    with speaking("en"):
        reasons = drawn_of(filled, "alarms", "rationale")
    assert "Wide flooding downstream, lives at risk" in reasons
    assert "Governor" in reasons and "SPM damkar" in reasons


def test_the_beat_carries_the_gravest_alarm(filled: Answers) -> None:
    told = standing(filled, NOW)
    assert (told["standing"], told["unacked"], told["high"], told["urgent"]) == (2, 1, 1, 1)
    assert told["top"] == {
        "id": "siaga_1/depok", "rule": "siaga_1", "entity": "depok", "priority": "tinggi", "state": "alarm", "title_id": "Pintu air Siaga 1", "title_en": "Flood gate at Siaga 1",
        "name": "depok", "name_en": "depok", "acts_id": "Gubernur", "acts_en": "Governor", "raised_at": "2026-11-21T13:02:14Z",
    }  # fmt: skip

    async def beat() -> dict[str, object]:
        hub = Hub(filled, (), None, alarms=standing, poll_s=0.01, now=lambda: NOW)
        await hub.start()
        for _try in range(300):
            if "top" in json.loads(hub.beat())["alarms"]:
                break
            await asyncio.sleep(0.01)
        said: dict[str, object] = json.loads(hub.beat())["alarms"]
        await hub.stop()
        return said

    assert asyncio.run(beat()) == told


def test_titles_of_ours_in_the_name_of_an_alarm_are_said_in_the_language_of_the_face(filled: Answers) -> None:
    row = """insert into alarm_event by name select nextval('alarm_no') as event_no, 'feed_dead' as rule, $entity as entity, $at as event_at, 'condition' as action, 'alarm' as state,
        'sistem' as who, $name as name, $at as raised_at"""
    with filled.warehouse.working() as session:
        for name in ("Kualitas udara · simulasi_dlh (kosong)", "Banjir · Rawa Buaya"):
            session.execute(row, {"name": name, "entity": name[:3], "at": NOW.replace(tzinfo=None)})
        session.execute("update table_version set version = version + 1")
    known = dict(filled.warehouse.here().rows("select title_id, title_en from feed_kind union all select title_id, title_en from incident_type"))
    assert {"Kualitas udara", "Banjir"} <= set(known)
    with speaking("en"):
        for panel in ("standing", "journal"):
            said = drawn_of(filled, "alarms", panel)
            assert f"{known['Kualitas udara']} · simulasi_dlh (empty)" in said and f"{known['Banjir']} · Rawa Buaya" in said and "(kosong)" not in said
    assert "Kualitas udara · simulasi_dlh (kosong)" in drawn_of(filled, "alarms", "standing")


@pytest.fixture
def desk(filled: Answers) -> TestClient:
    app = FastAPI()
    app.include_router(routes(Engine(filled.warehouse), lambda: NOW))
    return TestClient(app)


def send(desk: TestClient, **given: object) -> tuple[int, dict[str, str]]:
    answer = desk.post("/alarms/commands", json=given)
    return answer.status_code, answer.json()


def test_commands_go_through_the_route_and_into_the_journal(desk: TestClient, filled: Answers) -> None:
    of = {"rule": "siaga_1", "entity": "depok", "who": "Sari"}
    assert send(desk, command="acknowledge", note="pompa jalan", **of)[0] == 200
    assert send(desk, command="mute", who="Sari")[0] == 200
    assert standing(filled, NOW)["unacked"] == 0
    journal = drawn_of(filled, "alarms", "journal")
    assert "„pompa jalan“" in journal and "suara dimatikan" in journal


BAD = [
    ({"command": "shelve", "rule": "siaga_1", "entity": "depok", "who": "Sari", "note": " ", "minutes": 5}, "reason", "Tuliskan alasan"),
    ({"command": "shelve", "rule": "siaga_1", "entity": "depok", "who": "Sari", "note": "uji", "minutes": "lima"}, "minutes", "antara 1 dan 1440"),
    ({"command": "shelve", "rule": "siaga_1", "entity": "depok", "who": "Sari", "note": "uji", "minutes": True}, "minutes", "antara 1 dan 1440"),
    ({"command": "acknowledge", "rule": "siaga_1", "entity": "depok", "who": ""}, "name", "Tuliskan nama Anda"),
    ({"command": "acknowledge", "rule": "siaga_1", "entity": "' or 1=1 --", "who": "Sari"}, "unknown", "tidak ada"),
    ({"command": "acknowledge", "rule": "siaga_2", "entity": "katulampa", "who": "Sari"}, "nothing", "tidak menunggu"),
    ({"command": "drop", "who": "Sari"}, "command", "tidak dimengerti"),
    ({"command": "acknowledge", "rule": ["siaga_1"], "entity": "depok", "who": "Sari"}, "command", "tidak dimengerti"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "code", "said"), BAD, ids=[b[1] + str(n) for n, b in enumerate(BAD)])
def test_a_wrong_command_is_answered_in_words(desk: TestClient, given: dict[str, object], code: str, said: str) -> None:
    status, answer = send(desk, **given)
    assert (status, answer["code"]) == (400, code)
    assert said in answer["message"]


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"x" * 5000, b'{"command": "mute", "who": "a\\u0000b"}'])
def test_a_body_that_is_no_command_is_refused(desk: TestClient, body: bytes) -> None:
    assert desk.post("/alarms/commands", content=body).status_code == 400


def test_every_refusal_of_the_engine_has_its_words(filled: Answers) -> None:
    with pytest.raises(CommandError) as refused:
        follow(Engine(filled.warehouse), {"command": "unshelve", "rule": "siaga_1", "entity": "depok", "who": "Sari"}, NOW)
    assert refused.value.code in WORDS
