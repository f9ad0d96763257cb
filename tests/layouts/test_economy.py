"""The page of the economy: each panel says its figures, worked out by hand, and none of few."""

from __future__ import annotations

import pytest

from data.answers import Answers
from data.queries.kpis import kpi_readings
from layouts import pages
from layouts.choice import Choice
from tests.layouts.conftest import NOW
from tests.layouts.test_pages import drawn_of

PAGE = {page.name: page for page in pages.found()}["economy"]
SAID = {
    "payments": ("87,5% nontunai", "tanpa nomor kartu dan tanpa orang", "sasaran 95%"),
    "food": ("▲ Cabai merah keriting +20,0% dari biasanya; 9 dari 10 bahan diketahui.", "Bawang putih"),
    "ecommerce": ("Rp4,0 miliar pada 1 Okt 2026 lewat 2 mitra.", "12 sel dengan kurang dari 10 penjual"),
    "members": ("35 anggota, 12 aktif 90 hari terakhir; 12 dari 23 menyelesaikan pelatihan.", "Sasaran OK OCE 60.000: 0,1%."),
    "plates": ("30,0% dari 40 kendaraan-hari menunggak; potensi Rp12,0 juta; 20,0% bacaan gagal.", "pelat tersimpan", "1 dari 2", "◌ Gang Buntu"),
    "startups": ("7 usaha rintisan: 3 tumbuh, 4 ide.", "Rintisan 6"),
    "flows": ("Terbanyak Kebon Jeruk – Tebet: 30 sehari; seluruhnya 60 perjalanan, 2 jumlah kecil disembunyikan.",),
    "statistics": ("Tingkat pengangguran terbuka", "10,00", "2025"),
}


@pytest.mark.parametrize("name", SAID)
def test_a_panel_says_its_figures(filled: Answers, name: str) -> None:
    drawn = drawn_of(filled, "economy", name)
    assert [word for word in SAID[name] if word not in drawn] == []


@pytest.mark.parametrize("name", [panel.name for panel in PAGE.panels])
def test_an_empty_city_says_what_to_do(answers: Answers, name: str) -> None:
    drawn = drawn_of(answers, "economy", name)
    assert "state-empty" in drawn and "python -m etl load" in drawn


def test_areas_of_few_members_have_no_figures(filled: Answers) -> None:
    from data.queries.economy import enterprises_by_area

    found = enterprises_by_area(filled, Choice().filters(NOW)).set_index("area")
    assert (found.loc["31.73.05.1001", "registered_n"], found.loc["31.73.05.1001", "active_n"]) == (30, 10)
    assert bool(found.loc["31.74.01.1001", "is_suppressed"]) and found.loc["31.74.01.1001"][["registered_n", "started_n", "active_n"]].isna().all()


def test_groups_of_few_vehicles_have_no_figures(filled: Answers) -> None:
    from data.queries.economy import plate_tax

    found = plate_tax(filled, Choice().filters(NOW)).set_index("corridor")
    assert found.loc["Gang Buntu"].drop(["day_on", "is_suppressed"]).isna().all() and bool(found.loc["Gang Buntu", "is_suppressed"])
    assert tuple(found.loc["Sudirman", ["read_n", "vehicles_n", "due_n", "owed_rp"]]) == (50, 40, 12, 12e6)
    assert not any("plate_key" in column for column in found.columns)


def test_the_kpis_by_hand(filled: Answers) -> None:
    read = kpi_readings(filled, Choice().filters(NOW)).set_index("id")
    want = {"EC1": 20.0, "EC2": 87.5, "EC4": 1.3, "EC7": 10.0, "P6": 85.0, "E7": 11.0, "P7": 52.17, "EC6": 31.82}
    population = read.loc["EC4", "value"]
    assert {k: round(read.loc[k, "value"], 2) for k in want if k != "EC4"} == {k: v for k, v in want.items() if k != "EC4"}
    assert round(population, 4) == round(12 / 30_000 * 1e5, 4), "twelve active of the 30,000 residents that each area of this city has"
    assert kpi_readings(filled, Choice("31.73.05").filters(NOW)).set_index("id").loc["EC7", "value"] == 10.0
