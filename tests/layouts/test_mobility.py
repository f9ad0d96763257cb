"""Mobility: the answer says how it knows, corridors stand against their limits, and nothing is drawn from nothing."""

from __future__ import annotations

import pandas as pd
import pytest

from data.answers import Answers
from data.clock import to_utc
from data.warehouse import Warehouse
from layouts import pages
from layouts.charts.spec import Chart
from layouts.choice import Choice
from layouts.panel import Asked, Empty, Look, TooFew
from layouts.panels import bus_answer, fines, headways
from layouts.theme import DARK
from tests.layouts.conftest import NOW
from tests.layouts.moving_city import fill_transit
from tests.layouts.test_pages import drawn_of, text

NAMES = ("answer", "headways", "waits", "fines", "roads", "alerts", "fleet")


@pytest.fixture
def moving(warehouse: Warehouse) -> Answers:
    """Questions to a city of two routes at NOW."""
    fill_transit(warehouse, to_utc(NOW))
    return Answers(warehouse)


def asked(find: str = "", option: str = "") -> Asked:
    choice = Choice(find=find)
    return Asked(choice.filters(NOW), choice, NOW, option)


def answer(answers: Answers, find: str) -> str:
    given = asked(find)
    drawn = bus_answer.draw(bus_answer.ask(answers, given), Look(DARK, given))
    return drawn.why if isinstance(drawn, Empty) else text(drawn)


def test_the_page_has_its_address_and_panels() -> None:
    page = {page.path: page for page in pages.found()}["/mobility"]
    assert tuple(panel.name for panel in page.panels) == NAMES and page.order == 25


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_city_has_no_figures(answers: Answers, name: str) -> None:
    assert any(word in drawn_of(answers, "mobility", name) for word in ("state-empty", "Tidak ada pengumuman"))


def test_a_stop_tells_what_comes_and_how_that_is_known(moving: Answers) -> None:
    said = answer(moving, "stop:H1")
    for word in ("Harmoni", "Berikutnya: 1 dalam 5 mnt, ramalan operator (TripUpdates)", "ramalan", "TJ-1", "Jarak antarbus satu jam terakhir", "▲"):
        assert word in said, word


def test_without_a_live_feed_the_timetable_is_named_before_all(moving: Answers) -> None:
    said = answer(moving, "stop:H9")
    assert "◌ Hanya menurut jadwal: tidak ada umpan langsung untuk rute di sini." in said and "jadwal" in said


def test_a_route_lists_its_buses_and_a_bus_its_stops(moving: Answers) -> None:
    assert "1 bus terlihat" in answer(moving, "route:K1") and "SIM TJ-1" in answer(moving, "route:K1")
    assert "1 halte di depan" in answer(moving, "bus:TJ-1") and "Harmoni" in answer(moving, "bus:TJ-1")
    assert "Tidak ada bus yang terlihat" in answer(moving, "route:K2")


def test_the_map_learns_which_buses_to_show(moving: Answers) -> None:
    given = asked("stop:H1")
    drawn = bus_answer.draw(bus_answer.ask(moving, given), Look(DARK, given)).to_plotly_json()["props"]  # type: ignore[union-attr]
    assert drawn["data-only"] == "K1" and drawn["data-find"] == "stop:H1" and len(drawn["data-box"].split()) == 4


def test_what_is_gone_or_nonsense_is_said(moving: Answers) -> None:
    assert "Tidak ada yang bernama H404 lagi." in answer(moving, "stop:H404")
    assert "Cari halte, rute, tempat, atau bus." in answer(moving, "drop table")


def test_corridors_against_their_limits(moving: Answers) -> None:
    given = asked(option="24")
    data = headways.ask(moving, given)
    chart = headways.draw(data, Look(DARK, given))
    assert isinstance(chart, Chart)
    assert [s.name for s in chart.series] == ["P50", "P90"] and chart.series[0].x == ("1",)
    assert {r.value for r in chart.references} <= {5.0, 10.0}
    assert "1 dari 1 koridor di bawah 95%" in chart.message
    assert "terlalu sedikit data" in text(headways.draw_league(data, Look(DARK, given)))  # the second route has three headways
    assert isinstance(headways.draw(data[data["route_id"] == "K2"], Look(DARK, given)), TooFew)


def test_corridors_that_do_well_are_told_without_nonsense(moving: Answers) -> None:
    data = headways.ask(moving, asked(option="24"))
    known = data[data["n"] >= headways.LEAST_N].assign(within_pct=97.0, ewt_min=-0.4)
    two = pd.concat([known, known])
    assert headways.message(known) == "Koridor 1: sedikitnya 95% jarak dalam batas"
    assert headways.message(two) == "2 koridor yang cukup datanya: semua sedikitnya 95% jarak dalam batas"
    assert headways.league_message(known) == "Tidak ada koridor yang penumpangnya menunggu lebih lama dari rencana."
    assert "koridor 1, 0,4 menit" in headways.league_message(known.assign(ewt_min=0.4))


def test_the_fine_says_on_what_it_rests(moving: Answers) -> None:
    given = asked(option="24")
    said = text(fines.draw(fines.ask(moving, given), Look(DARK, given)))
    assert "tarif per pelanggaran tidak terbit" in said and "2024" in said and "Rp" in said
    frame = pd.DataFrame({"basis": ["tarif"], "year": [2024]})
    assert fines.basis(frame) == "Pelanggaran × tarif per pelanggaran."
