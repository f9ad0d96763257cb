"""The page of response times: the two readings, what is not reached, and the choices of a panel."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pandas as pd
import pytest

from data.answers import Answers
from layouts import options, pages
from layouts.charts.spec import Chart
from layouts.choice import Choice
from layouts.panel import Asked, Empty, Look
from layouts.panels import backlog, clocks, curve, groups, league, savable, sla, trend, waits
from layouts.theme import LIGHT
from layouts.words import speaking
from tests.layouts.conftest import NOW
from tests.layouts.test_pages import text

SKEWED = """
insert into report by name
select 'simulasi_crm' as source, 'S' || i as report_id, $now - interval 25 day as created_at, $now as updated_at, 'jalan' as category, 'x' as category_raw, 'D' as agency,
       'jaki' as channel, 't' as description, 106.8 as lon, -6.2 as lat, '31.73.05.1001' as area, 'inside' as place, $now - interval 18 day as sla_due_at,
       false as is_private, 'p' as reporter, null as photo_hash, 1 as batch, 'selesai' as stage, 'closed' as status, 'resolved' as outcome,
       $now - interval 25 day + interval 1 hour as first_action_at,
       $now - interval 25 day + to_hours(case when i < 85 then 24 else 480 end) as first_closed_at,
       $now - interval 25 day + to_hours(case when i < 85 then 24 else 480 end) as last_closed_at, 0 as refused_n from range(100) t(i)"""


def asked_with(option: str = "", choice: Choice | None = None) -> Asked:
    chosen = choice or Choice()
    return Asked(chosen.filters(NOW), chosen, NOW, option)


@pytest.fixture
def skewed(answers: Answers) -> Answers:
    """A hundred reports: 85 closed after a day, 15 after 20 days. Mean 3.85 days, P90 20 days, limit 7 days."""
    with answers.warehouse.working() as session:
        session.execute("insert into source values ('simulasi_crm', 'citizen_reports', 'CRM', 'Jakarta', true, true, $now)", {"now": NOW.replace(tzinfo=None)})
        session.execute(SKEWED, {"now": NOW.replace(tzinfo=None)})
        session.execute("update table_version set version = version + 1")
    return answers


def test_a_mean_that_passes_stands_beside_a_p90_that_fails(skewed: Answers) -> None:
    first, close = sla.ask(skewed, asked_with())
    assert (close.stage, close.limit_h, close.row.mean_closed_h, close.row.p90_h, close.row.sla_matured_pct) == ("close", 168, 92.4, 480, 85)
    assert close.is_mean_met and not close.is_p90_met
    assert first.is_mean_met and first.is_p90_met
    said = sla.sentence(close)
    assert said == "Penyelesaian: ▲ rata-rata 3,9 hari memenuhi batas 7,0 hari, tetapi P90 gagal: 20,0 hari; 15,0% kohort matang lewat batas."
    with speaking("en"):
        assert "but P90 fails: 20.0 d" in sla.sentence(close)


def reading(**given: float) -> sla.Reading:
    row = {"mean_closed_h": 10.0, "p50_h": 5.0, "p90_h": 20.0, "p90_lo": 18.0, "p90_hi": 23.0, "sla_matured_pct": 90.0, "sla_n": 40, "n": 50, "competing_pct": 1.0} | given
    return sla.Reading("close", SimpleNamespace(**row), 700.0, 168.0)


def test_the_other_readings_have_their_own_words() -> None:
    nan = float("nan")
    assert "di dalam batas" in sla.sentence(reading())
    assert "melewati batas 7,0 hari" in sla.sentence(reading(mean_closed_h=200.0))
    assert "belum tercapai (> 29,2 hari)" in sla.sentence(reading(p90_h=nan))
    assert "rata-rata resmi tidak ada" in sla.sentence(reading(mean_closed_h=nan, p90_h=nan))
    assert sla.sentence(reading(sla_matured_pct=nan)).endswith("batas 7,0 hari.")


def test_the_table_of_readings_has_a_column_per_stage(skewed: Answers) -> None:
    found = sla.rows(sla.ask(skewed, asked_with()), Look(LIGHT, asked_with()))
    assert found.heads == ("", "Tindakan pertama", "Penyelesaian")
    assert [row[2] for row in found.rows] == ["7,0 hari", "terpenuhi: 3,9 hari", "1,0 hari", "▲ gagal: 20,0 hari", "1,0 hari – > 20,0 hari", "85,0%", "100", "0,0%"]


def test_what_is_not_reached_is_said_and_never_a_number() -> None:
    assert waits.reached(float("nan"), 720.0) == "belum tercapai (> 30,0 hari)"
    assert waits.reached(None, None) == "belum tercapai"
    assert waits.band(5.0, float("nan"), 720.0) == "5,0 jam – > 30,0 hari"
    assert waits.band(float("nan"), float("nan"), 720.0) == ""


def test_the_curve_begins_with_everybody_waiting_and_falls(skewed: Answers) -> None:
    asked = asked_with("close")
    drawn = curve.draw(curve.ask(skewed, asked), Look(LIGHT, asked))
    (line,) = drawn.series  # type: ignore[union-attr]
    assert line.x == (0.0, 1.0, 20.0)
    assert line.y == pytest.approx((100.0, 15.0, 0.0))
    assert drawn.kind == "step"  # type: ignore[union-attr]
    assert drawn.changes[0].x == 7.0  # type: ignore[union-attr]


def test_the_trend_follows_its_choices(filled: Answers) -> None:
    long = asked_with("first_action/month")
    found = trend.ask(filled, long)
    assert (found.stage, found.bucket, found.limit_h) == ("first_action", "month", 6.0)
    drawn = trend.draw(found, Look(LIGHT, long))
    assert drawn.unit == "jam" and all(day.day == 1 for day in drawn.series[0].x)  # type: ignore[union-attr]
    past = replace(long, filters=replace(long.filters, since=NOW - timedelta(days=3700)))
    assert any("sla" in change.label for change in trend.changes(trend.ask(filled, past)))


@pytest.mark.parametrize("by", [value for value, _title in groups.BY])
def test_the_groups_are_those_chosen_and_named(filled: Answers, by: str) -> None:
    asked = asked_with(f"close/{by}")
    found = groups.ask(filled, asked)
    assert found.by == by and len(found.rows)
    assert (found.rows["n"].sum(), found.rows["title"].isna().sum()) == (len(filled.ask("report_points", {**asked.filters.params(), "only_late": False, "rows": 9999})), 0)
    assert "_said" in text(groups.draw(found, Look(LIGHT, asked)))


def test_areas_can_be_taken_at_any_level(filled: Answers) -> None:
    keys = {level: set(groups.ask(filled, asked_with(f"close/area/{level}")).rows["key"].str.len()) for level in ("", "kota", "kecamatan", "kelurahan")}
    assert keys == {"": {5}, "kota": {5}, "kecamatan": {8}, "kelurahan": {13}}


def test_a_choice_that_is_unknown_is_the_default() -> None:
    assert options.chosen("", trend.OPTIONS) == ("close", "week")
    assert options.chosen("first_action/jam", trend.OPTIONS) == ("first_action", "week")
    assert options.chosen("x/month/more", trend.OPTIONS) == ("close", "month")
    drawn = text(options.buttons("first_action/day", trend.OPTIONS))
    assert '"data-option": "first_action/month"' in drawn
    assert '"data-option": "close/day"' in drawn
    assert drawn.count('"aria-pressed": "true"') == 2


def test_the_page_has_its_address() -> None:
    assert {page.path: page.name for page in pages.found()}["/response"] == "response"


def test_the_backlog_says_what_is_open_and_whether_it_grows(filled: Answers) -> None:
    asked = asked_with()
    drawn = text(backlog.draw(backlog.ask(filled, asked), Look(LIGHT, asked)))
    assert "masih terbuka" in drawn and "satu dari sepuluh lebih dari" in drawn
    flow = backlog.ask_flow(filled, asked)
    row = flow[flow["is_whole"]].iloc[-1]
    assert f"{row.opened} masuk, {row.closed} selesai" in backlog.flow_message(flow)
    assert ("bertambah" in backlog.flow_message(flow)) == (row.net > 0)


def test_what_can_be_saved_is_listed_with_its_chance(filled: Answers) -> None:
    asked = asked_with()
    found = savable.ask(filled, asked)
    assert len(found.rows) == found.rows["all_n"].iloc[0] > 0
    drawn = text(savable.draw(found, Look(LIGHT, asked)))
    assert f'"{found.rows["report_id"].iloc[0]}"' in drawn
    assert savable.sentence(found.rows).startswith(f"{found.rows['today_n'].iloc[0]} laporan jatuh tempo")
    with speaking("en"):
        assert "will be late if work goes on" in savable.sentence(found.rows)


@pytest.mark.parametrize("level", [value for value, _title in league.LEVELS])
def test_the_league_says_where_it_cannot_tell(filled: Answers, level: str) -> None:
    asked = asked_with(level, Choice(window="365d"))
    found = league.ask(filled, asked)
    assert found.level == level and len(found.rows)
    if level == "agency":  # the filled city has one
        found = replace(found, rows=pd.concat([found.rows, found.rows.assign(key="Dinas lain")], ignore_index=True))
    drawn = text(league.draw(found, Look(LIGHT, asked)))
    assert ("terlalu sedikit" in drawn) == ((found.rows["n"] < 20).any() or "0 terlalu sedikit" in drawn)
    assert ("Dinas tidak dibakukan" in drawn) == (level == "agency")


@pytest.mark.parametrize(
    ("area", "levels"),
    [("31", ("kota", "kecamatan", "kelurahan")), ("31.73", ("kecamatan", "kecamatan", "kelurahan")), ("31.73.05", ("kelurahan",) * 3), ("31.73.05.1001", ("kelurahan",) * 3)],
)
def test_a_league_is_of_units_within_the_area_and_never_of_one_alone(filled: Answers, area: str, levels: tuple[str, ...]) -> None:
    assert tuple(league.within(level, area) for level in ("kota", "kecamatan", "kelurahan")) == levels
    assert league.within("agency", area) == "agency"
    asked = asked_with("kecamatan", Choice(area, "365d"))
    found = league.ask(filled, asked)
    assert found.rows["key"].str.len().eq(13 if len(area) > 5 else 8).all()
    drawn = league.draw(found, Look(LIGHT, asked))
    assert isinstance(drawn, Empty) == (len(found.rows) < 2)


def test_a_trend_names_the_week_that_it_judges_and_that_newer_ones_are_not_ripe() -> None:
    weeks = pd.date_range("2026-10-05", periods=5, freq="7D")
    found = pd.DataFrame({"bucket_on": weeks, "n": 50, "p90_h": [240.0, 240, 240, 192, 300], "p90_hi": [250.0, 250, 250, 200, float("nan")]})
    told = trend.Trend("close", "week", found, pd.DataFrame(), None)
    newer = "Yang lebih baru belum cukup yang selesai untuk dinilai."
    assert trend.message(told) == f"Pekan mulai 26 Okt 2026: P90 8,0 hari, membaik 2,0 hari terhadap median sebelumnya. {newer}"
    assert newer not in trend.message(replace(told, rows=found.assign(p90_hi=400.0)))


def test_every_panel_with_hours_names_their_clock(filled: Answers) -> None:
    asked = asked_with("", Choice(window="365d"))
    for panel in (sla, curve, trend, groups):
        drawn = panel.draw(panel.ask(filled, asked), Look(LIGHT, asked))
        assert "Jam dinding:" in (" ".join(drawn.notes) if isinstance(drawn, Chart) else text(drawn)), panel.__name__


def test_a_row_of_choices_that_does_nothing_is_not_shown() -> None:
    assert "close/category/kota" not in text(options.buttons("close/category/", groups.OPTIONS, groups.ONLY_WITH))
    assert "close/area/kota" in text(options.buttons("close/area/", groups.OPTIONS, groups.ONLY_WITH))


def test_the_clock_of_the_stages_is_always_named(filled: Answers) -> None:
    wall, work = asked_with("wall_s"), asked_with("work_s")
    on_wall, at_work = clocks.ask(filled, wall), clocks.ask(filled, work)
    assert "Jam dinding:" in text(clocks.draw(on_wall, Look(LIGHT, wall)))
    assert "Jam kerja:" in text(clocks.draw(at_work, Look(LIGHT, work)))
    closes = [rows.rows.set_index("stage").loc["first_close", "p50_h"] for rows in (at_work, on_wall)]
    assert 0 < closes[0] < closes[1]
    assert clocks.rows(on_wall, Look(LIGHT, wall)).rows[-1][0] == "Penutupan terakhir"
    assert clocks.rows(at_work, Look(LIGHT, work)).heads[3] == "P50 (jam kerja)"


def test_the_curve_and_the_groups_can_be_read_in_working_hours(filled: Answers) -> None:
    on_wall, at_work = (curve.ask(filled, asked_with(f"close/{clock}", Choice(window="90d"))) for clock in ("wall_s", "work_s"))
    assert 0 < at_work.row.p50_h < 0.5 * on_wall.row.p50_h and at_work.row.sla_matured_pct == on_wall.row.sla_matured_pct
    drawn = curve.draw(at_work, Look(LIGHT, asked_with()))
    assert isinstance(drawn, Chart) and drawn.x_title == "jam kerja sejak laporan masuk" and not drawn.changes and drawn.message.count("jam kerja") == 2
    assert max(x for x in drawn.series[0].x if x is not None) < 400 and "Jam kerja: Senin" in drawn.notes[0] and "menurut kalender" in drawn.notes[0]
    (line,) = curve.draw(on_wall, Look(LIGHT, asked_with())).series  # type: ignore[union-attr]
    assert line.y[-1] == pytest.approx(drawn.series[0].y[-1], abs=0.5), "whoever is done is done on both clocks"
    asked = asked_with("close/category//work_s", Choice(window="90d"))
    found = groups.ask(filled, asked)
    grid = text(groups.draw(found, Look(LIGHT, asked)))
    assert "P90 (jam kerja)" in grid and "Jam kerja: Senin" in grid and "Jam dinding" not in grid
    assert (found.rows["p50_h"] < groups.ask(filled, asked_with("close/category", Choice(window="90d"))).rows["p50_h"]).all()
