"""The states of a panel: each says what it is, in words and not by colour alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from dash import html

from layouts import frame, shell, states
from layouts.choice import Choice
from layouts.health import Freshness, Source, sources_of
from layouts.panel import Asked, Empty, Look, Panel, TooFew
from layouts.theme import DARK
from tests.layouts.conftest import NOW
from tests.layouts.test_pages import text

THEN = NOW.replace(tzinfo=None)


def source(state: str, minutes: float, name: str = "crm") -> Source:
    return Source("citizen_reports", "Laporan warga", name, state, name.startswith("simulasi"), THEN - timedelta(minutes=minutes))


def shown(fresh: Freshness, drawing: Any = None, as_of: str = "", **declared: Any) -> str:
    panel = Panel("p", "Judul", lambda a, b: None, lambda d, k: drawing or html.P("42"), needs=("report",), feeds=("citizen_reports",), **declared)
    choice = Choice(as_of=as_of)
    look = Look(DARK, Asked(choice.filters(NOW), choice, NOW))
    return text(frame.filled(panel, None, look, fresh, {"report": 7}, is_table=False))


def test_fresh_says_its_age_and_source() -> None:
    drawn = shown(Freshness((source("ok", 2),)))
    assert "42" in drawn
    assert "2 mnt lalu" in drawn
    assert '"crm"' in drawn
    assert "DATA SIMULASI" not in drawn
    assert '\\"report\\": 7' in drawn


def test_late_keeps_its_figures_and_says_so_in_words() -> None:
    drawn = shown(Freshness((source("terlambat", 40),)))
    assert "42" in drawn
    assert "◆ terlambat" in drawn


def test_expired_withdraws_what_is_of_now_and_keeps_what_is_history() -> None:
    fresh = Freshness((source("mati", 3000),))
    withdrawn = shown(fresh, is_history=False)
    assert "42" not in withdrawn
    assert "kedaluwarsa: data terakhir 19 Nov 2026 18.22 WIB" in withdrawn
    kept = shown(fresh, is_history=True)
    assert "42" in kept
    assert "◌ kedaluwarsa" in kept


def test_a_past_moment_is_neither_late_nor_expired() -> None:
    drawn = shown(Freshness((source("mati", 3000),)), as_of="2026-10-31", is_history=False)
    assert "42" in drawn
    assert "per 31 Okt 2026 23.59 WIB" in drawn
    assert "is-expired" not in drawn and "◌ kedaluwarsa" not in drawn and "data-expire-s" not in drawn


def test_empty_and_too_few_say_why() -> None:
    assert "Muat berkas" in shown(Freshness(()), Empty("Belum ada data.", "Muat berkas."))
    assert "n = 7, terlalu sedikit data" in shown(Freshness((source("ok", 1),)), TooFew(7))


def test_an_empty_past_says_that_nothing_newer_is_counted() -> None:
    nothing = Empty("Belum ada data.", "Muat berkas.")
    then, now = (shown(Freshness((source("ok", 2),)), nothing, as_of=as_of) for as_of in ("2020-01-01", ""))
    assert "keadaan per 1 Jan 2020" in then and then.index("keadaan per") < then.index("Muat berkas.")
    assert "keadaan per" not in now and "Muat berkas." in now


def test_an_error_carries_message_hint_and_the_number_of_the_request() -> None:
    drawn = text(states.failed_panel("Gudang penuh.", "Kosongkan ruang.", "a1b2"))
    assert all(word in drawn for word in ("Gudang penuh.", "Kosongkan ruang.", "nomor permintaan a1b2"))
    assert "di luar kewenangan Anda" in text(states.not_allowed())


def test_a_simulated_source_is_marked_and_a_dead_one_named_beside_a_living() -> None:
    drawn = shown(Freshness((source("ok", 1, "simulasi_crm"), source("mati", 3000, "qlue"))))
    assert "DATA SIMULASI" in drawn
    assert "◆ 1 sumber mati" in drawn


def test_an_archive_is_no_dead_source() -> None:
    assert not source("mati", 200 * 24 * 60).is_dead(NOW)
    assert source("mati", 60).is_dead(NOW)


def test_the_header_says_as_of_when_the_past_is_asked_and_names_dead_sources_only_now() -> None:
    fresh = Freshness((source("ok", 1, "simulasi_crm"), source("mati", 3000, "qlue")))
    present, past = (text(frame.marks(fresh, Choice(as_of=day).filters(NOW), NOW)) for day in ("", "2026-10-31"))
    assert "1 sumber mati" in present
    assert "keadaan per 31 Okt 2026 23.59 WIB" in past
    assert "sumber mati" not in past
    assert "DATA SIMULASI" in past
    assert "belum ada data" in text(frame.marks(Freshness(()), Choice().filters(NOW), NOW))


def test_rows_without_a_source_and_sources_of_other_cities_are_not_behind_a_panel() -> None:
    row = {"feed": "fires", "title_id": "Kebakaran", "title_en": "Fires", "is_simulated": False, "state": "ok", "newest_event_at": THEN, "error": None}
    health = pd.DataFrame([row | {"source": None, "is_home": True}, row | {"source": "boston", "is_home": False}, row | {"source": "damkar", "is_home": True}])
    assert [source.source for source in sources_of(health).sources] == ["damkar"]
    assert sources_of(health, ["cameras"]).state == "belum"


AREAS = pd.DataFrame(
    [("31", "DKI Jakarta", "provinsi", None), ("31.73", "Kota Administrasi Jakarta Barat", "kota", "31"), ("31.73.05", "Kebon Jeruk", "kecamatan", "31.73"),
     ("31.74", "Kota Administrasi Jakarta Selatan", "kota", "31")],
    columns=["code", "name", "level", "parent"],
)  # fmt: skip


@pytest.mark.parametrize(
    ("chosen", "way", "inside"),
    [("31", ["31"], ["31.73", "31.74"]), ("31.73", ["31", "31.73"], ["31.73.05"]), ("31.73.05", ["31", "31.73", "31.73.05"], None), ("99", ["31"], ["31.73", "31.74"])],
)
def test_the_area_filter_is_a_cascade(chosen: str, way: list[str], inside: list[str] | None) -> None:
    groups = {str(g["group"]): [option["value"] for option in g["items"]] for g in shell.area_options(AREAS, chosen)}  # type: ignore[attr-defined]
    assert groups["Terpilih"] == way
    assert next((values for name, values in groups.items() if name.startswith("Di dalam")), None) == inside
    assert sorted(v for values in groups.values() for v in values) == sorted(AREAS["code"])


def test_without_areas_the_whole_city_can_be_chosen() -> None:
    (group,) = shell.area_options(AREAS.iloc[:0], "31.73")
    assert [option["value"] for option in group["items"]] == ["31"]  # type: ignore[attr-defined]


def test_no_moment_is_written_without_its_zone() -> None:
    assert "WIB" in text(states.expired(datetime(2026, 11, 1)))
