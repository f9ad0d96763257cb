"""Pages of incidents and fires, and two dates: what they say on a filled city, and choices that come back from the URL."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pandas as pd

from callbacks import drawings
from data.answers import Answers
from layouts import options, pages
from layouts.choice import Choice
from layouts.pages.fires import TWO_DATES
from layouts.pages.response import TWO_DATES as OF_REPORTS
from layouts.panel import Asked, Look
from layouts.panels import asof, fire_clocks, heat, incident_alarms
from layouts.theme import LIGHT
from layouts.words import speaking
from tests.layouts.conftest import NOW
from tests.layouts.test_pages import text


def asked_with(choice: Choice, option: str = "") -> Asked:
    return Asked(choice.filters(NOW), choice, NOW, option)


def test_two_dates_are_an_account_that_adds_up(filled: Answers) -> None:
    asked = asked_with(Choice(compare="2026-11-05"))
    found = OF_REPORTS.ask(filled, asked)
    assert found is not None and found.first == datetime(2026, 11, 5, 16, 59, 59) and found.period[1] == found.first
    drawn = OF_REPORTS.rows(found, Look(LIGHT, asked)).rows
    assert drawn[0][0] == "per 5 Nov 2026 23.59 WIB" and drawn[-1][0].startswith("per 21 Nov 2026")
    causes = found.rows.iloc[1:-1]
    assert causes["changed_n"].sum() > 0
    for name in ("n", "open", "sla_n", "sla_matured_pct"):
        assert abs(found.rows[name].iloc[0] + causes[f"d_{name}"].sum() - found.rows[name].iloc[-1]) < 1e-9
    said = text(OF_REPORTS.draw(found, Look(LIGHT, asked)))
    assert "keduanya benar" in said and '"2026-11-05"' in said
    with speaking("en"):
        assert "both are true" in OF_REPORTS.sentence(found)


def test_without_a_second_date_it_is_seven_days_before(filled: Answers) -> None:
    assert Choice().compared(NOW) == datetime(2026, 11, 14, 16, 59, 59)
    assert Choice(as_of="2026-10-31").compared(NOW) == datetime(2026, 10, 24, 16, 59, 59)
    same = asked_with(Choice(as_of="2026-10-31", compare="2026-10-31"))
    assert TWO_DATES.ask(filled, same) is None
    assert "Kedua tanggal sama" in text(TWO_DATES.draw(None, Look(LIGHT, same)))
    assert Choice.from_search("?banding=2026-10-05").compare == "2026-10-05"


def test_effects_have_a_sign_and_what_is_not_known_is_no_number() -> None:
    assert [asof.signed(v, lambda x: f"{x:.0f}") for v in (12.0, -3.0, 0.2, float("nan"), None)] == ["+12", "−3", "0", "—", "—"]


def test_options_come_back_from_the_url(filled: Answers) -> None:
    assert options.picked("?area=31.73&pilih=trend:close/month,league:agency") == {"trend": "close/month", "league": "agency"}
    assert options.picked("?pilih=trend%3Aclose%2Fmonth%2Cx") == {"trend": "close/month"} and options.picked("") == {}
    page = {p.name: p for p in pages.found()}["fires"]
    drawn = text(drawings.page(page, "", "?pilih=fire_hours:rescue"))
    assert drawn.count('"data": "rescue"') == 1


def test_who_waits_is_said_with_its_limit(filled: Answers) -> None:
    asked = asked_with(Choice())
    found = incident_alarms.ask_waiting(filled, asked)
    drawn = text(incident_alarms.draw_waiting(found, Look(LIGHT, asked)))
    assert f"{found['all_n'].iloc[0]} insiden belum ditanggapi; {found['late_n'].iloc[0]} melewati" in drawn and found["late_n"].iloc[0] > 0


def test_the_share_of_fires_in_time_names_limit_n_and_source(filled: Answers) -> None:
    asked = asked_with(Choice(window="90d"))
    found = fire_clocks.ask(filled, asked)
    row = found.rows.set_index("key").loc["arrive"]
    said = fire_clocks.sentences(found)[0]
    assert f"n {row.sla_n:.0f})" in said and "dalam 15 mnt" in said and "Permendagri 114/2018" in said
    assert row.sla_met < row.sla_n and found.outcomes["rescue_n"].iloc[0] > 0
    late = replace(asked, option="rescue")
    assert fire_clocks.ask(filled, late).rows["n"].max() == found.outcomes["rescue_n"].iloc[0]


def test_the_heat_counts_every_hour_once() -> None:
    found = pd.DataFrame({"weekday": [1, 7], "hour": [0, 23], "n": [3, 1]})
    assert sum(map(sum, heat.counts(found))) == 4 and heat.counts(found)[0][0] == 3
    assert heat.sentence(found, "panggilan") in ("100% panggilan terjadi pukul 22.00–01.00 WIB.", "100% panggilan terjadi pukul 23.00–02.00 WIB.")
    assert len(heat.rows(found).rows) == 24
