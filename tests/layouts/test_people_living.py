"""The KPIs of people and living by hand, what their panels say, and the KPIs in the frames of others."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd
import pytest

from data.answers import Answers
from data.errors import QuestionError
from data.kpis.catalogue import catalogue
from data.model import Filters
from data.queries import living, people
from data.queries.crosswalk import crosswalk
from data.queries.kpis import kpi_readings
from data.warehouse import Warehouse
from layouts.choice import Choice
from layouts.panel import Asked, Empty, Look
from layouts.panels import crosswalk as crosswalk_panel
from layouts.panels import living as living_panels
from layouts.panels import people as people_panels
from layouts.theme import LIGHT
from layouts.words import speaking
from tests.layouts.conftest import NOW
from tests.layouts.test_pages import drawn_of

BY_HAND = {
    "L2": 100 * 54 / 57,
    "P3": 100 * (39 * 192 + 150) / (40 * 200),
    "P4": 100 * (720 + 58 * 1425.6) / (59 * 1440),
    "P9": 81.0,
    "P10": (50 + 75) / 2,
    "P11": 8.0,  # three on trial, two signed and three in force whose term is not over
    "E6": 100 * 49 / 50,  # the fifth trip to one point does not make up for the point without any
    "E8": 100 * 16 / 18,  # one without a state and one unheard of for two days are not counted
    "L8": 261 * 100_000 / 30_000,  # four weeks in which every kelurahan had one case
}


def test_kpis_by_hand(filled: Answers) -> None:
    found = kpi_readings(filled, Filters(now=NOW)).set_index("id")
    for name, due in BY_HAND.items():
        assert found.loc[name, "value"] == pytest.approx(due), name
        assert found.loc[name, "state"] in ("ok", "tanpa target"), name
    assert found.loc["L2", "n"] == 719 * 57, "the whole hours of thirty days"
    gone = kpi_readings(filled, Filters(now=NOW + timedelta(days=400))).set_index("id")
    assert {gone.loc[name, "state"] for name in BY_HAND} == {"kedaluwarsa"}, "a silent feed withdraws its number"
    assert gone.loc[list(BY_HAND), ["value", "score"]].isna().all(axis=None)


def test_an_empty_city_has_no_values(answers: Answers) -> None:
    found = kpi_readings(answers, Filters(now=NOW)).set_index("id")
    assert found.loc[[*BY_HAND, "L3-P50", "L3-P90"], "value"].isna().all()


def test_ambulances_equal_the_oracle_of_kaplan_and_meier(warehouse: Warehouse, answers: Answers) -> None:
    """2, 3+, 4, 5, 5+, 8 minutes: the median is 5, and S is 0 from 8 on. 3+ was cancelled, 5+ still waits; priority 2 plays no part."""
    with warehouse.working() as session:
        session.execute(
            """insert into source values ('agd', 'ambulance_calls', 'AGD', 'Jakarta', true, false, $now)""", {"now": NOW.replace(tzinfo=None)},
        )  # fmt: skip
        session.execute(
            """insert into ambulance_call by name
               select 'agd' as source, t || o || i as call_id, p as priority, $now - to_minutes(if(o = 'open', t, 60)) as called_at,
                      case when o = 'attended' then called_at + to_minutes(t) end as on_scene_at, o as outcome, '31.73' as area, called_at + to_minutes(t) as updated_at, 1 as batch
               from range(4) r(i), (values (2, 'attended', 1), (3, 'cancelled', 1), (4, 'attended', 1), (5, 'attended', 1), (5, 'open', 1), (8, 'attended', 1), (59, 'attended', 2)) v(t, o, p)""",
            {"now": NOW.replace(tzinfo=None)},
        )
        session.execute("update table_version set version = version + 1")
    found = kpi_readings(answers, Filters(now=NOW)).set_index("id")
    assert (found.loc["L3-P50", "value"], found.loc["L3-P90", "value"], found.loc["L3-P50", "n"]) == (pytest.approx(5), pytest.approx(8), 24)
    before = Filters(now=NOW, as_of=NOW - timedelta(minutes=56, seconds=30))
    then = living.ambulance_times(answers, before, "all").iloc[0]
    assert (then["n"], then["reached_n"], then["open"]) == (20, 4, 12), "3.5 minutes after the call two-minute ones were there, cancelled ones had left"


def test_what_the_panels_say(filled: Answers) -> None:
    look = Look(LIGHT, Asked(Choice().filters(NOW), Choice(), NOW))
    assert "81,0% dari" in drawn_of(filled, "people", "aid")
    assert "Terendah JakWifi Gambir: 50,0%" in people_panels.WIFI.say(people.wifi(filled, look.asked.filters, "site").dropna(subset=["up_pct"]).reset_index(drop=True))
    assert "150 kursi terisi" in drawn_of(filled, "people", "hive")
    partners = drawn_of(filled, "people", "partners")
    assert "Co-Develop" in partners and "sudah lewat" in partners
    pumps = drawn_of(filled, "environment", "pumps")
    assert "▲ 2 pompa tidak bisa jalan; 88,9% dari debit siap (32,0 m³/dtk); 2 pompa tidak diketahui keadaannya" in pumps
    assert "terendah Jakarta Pusat (97,7%)" in drawn_of(filled, "environment", "waste")
    assert "94,7% dijawab dalam 30 detik" in drawn_of(filled, "living", "calls112")
    assert "masih sementara" in drawn_of(filled, "living", "dengue")
    with speaking("en"):
        assert "Highest" in drawn_of(filled, "living", "dengueareas")
    assert isinstance(living_panels.draw_calls(pd.DataFrame(), look), Empty)


def test_provisional_weeks_and_worst_points(filled: Answers) -> None:
    weeks = living.dengue_weeks(filled, Filters(now=NOW))
    assert weeks["is_provisional"].tolist() == [False, False, True, True]
    assert weeks["confirmed_n"].sum() == 261
    worst = living.waste_trips(filled, Filters(now=NOW), "point", 2)
    assert worst["done_pct"].tolist() == [0, 100] and worst["missed_days_n"].tolist() == [30, 0]
    with pytest.raises(QuestionError):
        people.wifi(filled, Filters(now=NOW), "person")


def test_every_kpi_stands_in_every_frame_or_has_a_dash(filled: Answers) -> None:
    found = crosswalk(filled, Filters(now=NOW))
    ids = {kpi.id for kpi in catalogue()}
    for frame, rows in found.groupby("frame"):
        assert set(rows["kpi"].dropna()) == ids, frame
    smart = crosswalk(filled, Filters(now=NOW), "smart100")
    assert smart.loc[smart["kpi"].isna(), "ref"].tolist() == ["Smart Branding"], "a part without any KPI is told"
    by_id = found[found["frame"] == "u4ssc"].set_index("kpi")
    assert (by_id.loc["M5", "ref"], bool(by_id.loc["M5", "is_verified"]), by_id.loc["G1", "ref"]) == ("EC:I:T:5A", True, "–")
    with pytest.raises(QuestionError):
        crosswalk(filled, Filters(now=NOW), "iso9001")


def test_what_the_table_of_frames_says_of_itself_is_told_in_english(answers: Answers) -> None:
    written = {str(said) for said in answers.ask("crosswalk")["reference"].dropna()}
    rows = pd.DataFrame({"reference": [*sorted(written), None]})
    with speaking("en"):
        told = crosswalk_panel._reference(rows)
    assert [said for said, told_as in zip(rows["reference"], told, strict=True) if said == told_as] == ["ITU Verification Manual 2022"] and told[-1] == "—"


def test_the_table_of_frames_names_only_kpis_that_exist(answers: Answers) -> None:
    known = {k.base for k in catalogue()}
    assert set(answers.ask("crosswalk")["kpi"].dropna()) <= known
    own = {(k.base, frame): ref for k in catalogue() for frame, ref in k.references.items()}
    table = answers.ask("crosswalk").dropna(subset=["kpi"])
    for row in table[table["frame"].isin(["u4ssc", "iso37120"])].itertuples():
        assert own.get((row.kpi, row.frame)) == row.ref, "the table and the KPI's own file agree"
