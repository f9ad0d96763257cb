"""Flood and air: severity first, what is old says nothing, water on its way has a range, and legal colours keep to their chips."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from data.answers import Answers
from layouts import chips, pages
from layouts.choice import Choice
from layouts.panel import Asked, Empty, Look
from layouts.panels import actions, air, gates, in_the_way, levels, strip, warnings
from layouts.theme import DARK, LEGAL, stylesheet
from layouts.words import speaking
from tests.layouts.conftest import NOW
from tests.layouts.test_pages import drawn_of, text
from tests.layouts.test_theme import contrast

NAMES = ("gates", "strip", "levels", "stations", "airdays", "warnings", "pumps", "waste")


def asked(option: str = "", choice: Choice | None = None) -> Asked:
    choice = choice or Choice()
    return Asked(choice.filters(NOW), choice, NOW, option)


def test_the_page_has_its_address_and_panels() -> None:
    page = {page.path: page for page in pages.found()}["/environment"]
    assert tuple(panel.name for panel in page.panels) == NAMES
    assert all(panel.feeds and (panel.rows or panel.has_chart) for panel in page.panels)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_city_says_what_to_do(answers: Answers, name: str) -> None:
    drawn = drawn_of(answers, "environment", name)
    assert "state-empty" in drawn
    assert any(word in drawn for word in ("python -m etl load", "Pilih pos lain"))


def test_gates_stand_worst_first_and_name_who_acts(filled: Answers) -> None:
    found = gates.ask(filled, asked())
    assert list(found["name"])[:3] == ["Katulampa", "Depok", "Manggarai"]
    drawn = drawn_of(filled, "environment", "gates")
    for word in ("▲ 1 pos Siaga 2 atau lebih parah: Katulampa 170 cm", "Sekretaris Daerah", "legal legal-oranye", "+10", "◆ sumber: Siaga 3", "1 pos tidak diketahui", "tanpa batas"):
        assert word in drawn, word


def test_an_old_reading_is_never_normal_nor_an_alarm(filled: Answers) -> None:
    found = gates.ask(filled, asked())
    karet = next(row for row in found.itertuples() if row.post == "karet")
    assert "tidak diketahui" in text(gates.chip(karet))
    assert gates.badges(karet) == []
    assert "legal-merah" not in drawn_of(filled, "environment", "gates")


def test_a_siaga_whose_next_limit_is_unknown_says_so() -> None:
    row = SimpleNamespace(state="ok", is_mismatch=False, is_least=True)
    assert "atau lebih parah" in text(gates.badges(row))  # type: ignore[arg-type]


def test_the_chain_of_a_river_runs_from_its_head_and_arrives_in_a_range(filled: Answers) -> None:
    data = strip.ask(filled, asked())
    chains, past = strip.chained(list(data.reaches.itertuples()))
    assert [reach.from_post for reach in chains[0]] == ["katulampa", "depok"]
    assert chains[0][-1].to_post == "manggarai"
    assert [(reach.from_post, reach.to_post) for reach in past] == [("katulampa", "manggarai")]
    drawn = drawn_of(filled, "environment", "strip")
    assert "tiba 22.18–23.18 WIB" in drawn  # read at 20.18, two to three hours to Depok
    rivers = strip.Water(data.reaches.assign(from_siaga=[1.0 if post == "angke_hulu" else 4.0 for post in data.reaches["from_post"]]), data.way)
    rising = text(strip.draw(rivers, Look(DARK, asked())))
    assert rising.index('"Angke"') < rising.index('"Ciliwung"'), "a river that rises stands first"
    assert "tiba 22 Nov 00.18–02.18 WIB" in drawn  # from Depok on, past midnight
    assert "Katulampa → Manggarai: 6–9 jam; tiba 22 Nov 02.18–05.18 WIB" in drawn


def test_a_river_names_who_is_in_its_way_or_says_that_nothing_is_known(filled: Answers) -> None:
    """The post that is worst speaks; one without a record passes the word on; k of n with people; never a dry city by silence."""
    assert "tanpa catatan banjir" in drawn_of(filled, "environment", "strip")
    day = pd.Timestamp("2026-01-05")
    columns = ["post", "name", "episodes_n", "since_at", "until_at", "area", "area_name", "people", "people_year", "hits_n", "sources"]
    told = [("depok", "Depok", 3, day, day, f"31.75.03.100{n}", f"K{n}", 1000.0, 2014, 3 - n // 3, "warga") for n in range(6)]
    found = pd.DataFrame([("katulampa", "Katulampa", 0, day, day, None, None, None, None, None, None), *told, ("karet", "Karet", 2, day, day, None, None, None, None, None, None)], columns=columns)
    said = text(in_the_way.line(found, [("katulampa", 2.0), ("depok", 3.0)]))
    assert "K0 3 dari 3 · K1 3 dari 3 · K2 3 dari 3 · K3 2 dari 3 · dan 2 kelurahan lagi" in said
    assert "6.000 penduduk 2014, setelah Siaga 1–3 di Depok" in said
    assert "tidak satu kelurahan pun tercatat banjir dalam 2 kejadian" in text(in_the_way.line(found, [("karet", float("nan"))]))
    assert "5 Jan 2026" in in_the_way.note(found) and "(warga)" in in_the_way.note(found)
    assert in_the_way.names(found, "katulampa") == "tanpa catatan" and in_the_way.names(found, "depok").startswith("K0 3/3, ")


def test_the_series_follows_the_choice_and_breaks_in_a_silence(filled: Answers) -> None:
    chart = levels.draw(levels.ask(filled, asked("manggarai")), Look(DARK, asked()))
    assert not isinstance(chart, Empty)
    assert [reference.value for reference in chart.references] == [750, 850, 950]
    assert chart.message.startswith("Manggarai: 640 cm") and None not in chart.series[0].y
    worst = levels.ask(filled, asked("no such post"))
    assert set(worst.rows["post"]) == {"katulampa"}
    holed = worst.rows.drop(index=range(100, 120))
    assert levels._series(holed, "", 1).y.count(None) == 1


def test_a_post_without_limits_says_so(filled: Answers) -> None:
    chart = levels.draw(levels.ask(filled, asked("hek")), Look(DARK, asked()))
    assert not isinstance(chart, Empty)
    assert chart.references == () and "tidak punya batas" in chart.notes[0]


def test_stations_say_what_is_above_the_scale_indicative_or_too_old(filled: Answers) -> None:
    found = air.ask_stations(filled, asked())
    assert found["station"].iloc[0] == "DKI1"
    drawn = drawn_of(filled, "environment", "stations")
    for word in ("Tertinggi DKI1 Bundaran HI: ISPU 500, Berbahaya.", "di atas skala", "legal legal-hitam", "PM2.5 38 µg/m³", "indikatif", "tidak diketahui"):
        assert word in drawn, word
    with speaking("en"):
        assert "above the scale" in drawn_of(filled, "environment", "stations")


def test_days_count_the_unhealthy_and_leave_gaps(filled: Answers) -> None:
    data = air.ask_days(filled, asked())
    chart = air.draw_days(data, Look(DARK, asked()))
    assert not isinstance(chart, Empty)
    assert chart.message.startswith("1 hari di atas 100 dari") and "500 (di atas skala) di DKI1" in chart.message
    assert 100 in [reference.value for reference in chart.references]
    gap = air.Days(data.rows.drop(index=data.rows.index[5]), data.categories)
    holed = air.draw_days(gap, Look(DARK, asked()))
    assert not isinstance(holed, Empty)
    assert holed.series[0].y[5] is None and len(holed.series[0].x) == len(chart.series[0].x)


def test_exercises_are_marked_and_last_and_the_origin_is_named(filled: Answers) -> None:
    drawn = drawn_of(filled, "environment", "warnings")
    assert drawn.count('"LATIHAN"') == 1 and drawn.index("▲") < drawn.index("LATIHAN")
    assert drawn.count("sumber: BMKG") == 2 and "Jauhi bantaran sungai." in drawn


def test_silence_is_no_all_clear(filled: Answers) -> None:
    found = warnings.ask(filled, asked())
    none = found.rows.iloc[:0]
    dead = SimpleNamespace(state="mati", newest_at=NOW)
    state = warnings.draw(warnings.Warnings(none, dead), Look(DARK, asked()))  # type: ignore[arg-type]
    assert isinstance(state, Empty) and "diam sejak" in state.why
    calm = warnings.draw(warnings.Warnings(none, found.fresh), Look(DARK, asked()))
    assert "Tidak ada peringatan dini" in text(calm)


def test_legal_colours_are_readable_and_every_one_asked_for_is_there() -> None:
    assert all(contrast(ground, ink) >= 4.5 for ground, ink in LEGAL.values())
    assert set(chips.SIAGA.values()) | {"hijau", "biru", "kuning", "merah", "hitam"} <= set(LEGAL)
    assert all(f"--legal-{name}: {ground};" in stylesheet() for name, (ground, _ink) in LEGAL.items())


def test_what_needs_an_act_begins_with_the_gates_at_siaga_2_or_worse(filled: Answers) -> None:
    found = actions.ask(filled, asked())
    assert list(found.gates["name"]) == [r.name for r in gates.ask(filled, asked()).itertuples() if r.state == "ok" and r.siaga <= gates.ALARM] != []
    said = drawn_of(filled, "overview", "actions")
    first = found.gates.iloc[0]
    for word in (f"{len(found.gates)} pintu air Siaga 2 atau lebih parah", f"{first['title_id']} di {first['name']}: {first['level_cm']:.0f} cm", first["acts_id"], "/environment"):
        assert word in said, word
    assert not len(actions.ask(filled, asked(choice=Choice("31.73.05"))).gates), "a gate elsewhere is not this area's"
