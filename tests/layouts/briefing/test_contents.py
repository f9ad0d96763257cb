"""What the briefing says: numbers against a count by hand, the months' edges, empty data, missing feeds."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pandas as pd
import pytest

from data.answers import Answers
from data.errors import BriefingError
from data.model import Filters
from data.queries.briefing import backlog_cube
from data.queries.kpis import kpi_readings
from data.queries.response import response_times
from data.snapshot import Snapshot
from data.warehouse import Warehouse
from layouts.briefing import causes, doubts, kpis
from layouts.briefing.contents import contents
from layouts.briefing.material import Request, filters_of, gather
from layouts.briefing.period import period_of, recent
from layouts.briefing.shapes import Contents, Notice, Table
from layouts.words import speaking
from tests.layouts.briefing.town import NOW, add, briefing


def page_table(said: Contents, page: str, name: str) -> Table:
    """A table of a page by its name."""
    (found,) = [b for p in said.pages if p.name == page for b in p.blocks if isinstance(b, Table) and b.name == name]
    return found


def facts(said: Contents) -> dict[str, float]:
    """The numbers of the three sentences, by name."""
    return {f.name: f.value for s in said.sentences()[:3] for f in s.facts}


def test_the_three_sentences_hold_the_numbers_of_the_city(said: Contents, asked: Answers) -> None:
    found = facts(said)
    # 300 and 200 reports, one an hour from the first of October: all of them fell due before its end. Left open: 60 and 10,
    # and 20 and 10 of September, which were due by 16 September at the latest: so more than 30 days ago.
    assert found["laporan"] == 500
    assert found["terlambat"] == pytest.approx(100 * (60 + 10) / 500)
    assert found["terlambat Δ"] == pytest.approx(100 * (70 / 500 - 30 / 400))
    assert (found["open_n"], found["overdue_n"]) == (100, 100)
    assert found["over30_n"] == 30
    p90 = kpi_readings(asked, filters_of(asked, Request(period_of("2026-10"), "31", "id", NOW))).set_index("id")["value"]["G3-P90"]
    assert ("P90" in found) == (p90 == p90)


def test_every_number_of_a_sentence_stands_in_it_and_can_be_traced(said: Contents) -> None:
    told = said.sentences()
    assert len(told) >= 3 and sum(len(s.facts) for s in told) >= 8
    for sentence in told:
        for fact in sentence.facts:
            assert fact.shown.lstrip("−") in sentence.text
            assert fact.question and '"since"' in fact.params


def test_mix_and_rate_add_up_to_the_change(said: Contents) -> None:
    for name in ("penyebab_kategori", "penyebab_wilayah"):
        rows = page_table(said, "penyebab", name).rows
        total, parts = rows[0], rows[1:]
        assert len(parts) == 2
        for column in (5, 6, 7):
            assert sum(float(row[column]) for row in parts) == pytest.approx(float(total[column]), abs=1e-9)
        assert float(total[7]) == pytest.approx(100 * (70 / 500 - 30 / 400), abs=1e-9)
        assert float(total[5]) + float(total[6]) == pytest.approx(float(total[7]), abs=1e-9)


def test_the_tables_equal_the_questions(said: Contents, asked: Answers) -> None:
    filters = filters_of(asked, Request(period_of("2026-10"), "31", "id", NOW))
    times = response_times(asked, filters, "agency", "close")
    shown = page_table(said, "lampiran_2", "perangkat").rows
    assert [row[1] for row in shown] == times["n"].tolist() and [row[2] for row in shown] == times["open"].tolist()
    for mine, theirs in zip(shown, times.itertuples(), strict=True):
        assert mine[3] == (theirs.p50_h if theirs.p50_h == theirs.p50_h else None)
    readings = kpi_readings(asked, filters).set_index("id")
    rows = page_table(said, "indikator_tata_kelola", "kpi_tata_kelola").rows
    assert len(rows) > 5
    for row in rows:
        value = readings.loc[str(row[0]), "value"]
        assert row[2] == (value if value == value else None)


def test_places_are_compared_with_intervals_and_not_ranked(said: Contents) -> None:
    rows = {row[0]: row for row in page_table(said, "wilayah", "wilayah").rows}
    assert list(rows) == ["Jakarta Pusat", "Jakarta Barat"]
    assert rows["Jakarta Barat"][4] == pytest.approx(20.0) and rows["Jakarta Barat"][7] == "lebih buruk"
    assert rows["Jakarta Pusat"][4] == pytest.approx(5.0) and rows["Jakarta Pusat"][7] == "lebih baik"
    assert rows["Jakarta Barat"][2] == pytest.approx(300 / 2_000_000 * 1e4)


def test_reports_around_midnight_fall_in_their_own_month(city: Warehouse) -> None:
    with city.working() as session:
        session.execute("delete from report")
    add(city, "x", 1, datetime(2026, 10, 31, 23, 30), "31.71.01.1001")
    add(city, "y", 1, datetime(2026, 11, 1, 0, 30), "31.71.01.1001")
    add(city, "z", 1, datetime(2026, 9, 30, 23, 30), "31.71.01.1001")
    add(city, "w", 1, datetime(2026, 10, 1, 0, 30), "31.71.01.1001")
    answers = Answers(city)
    counts = {month: dict(briefing(answers, month).metadata)["Laporan dalam periode"] for month in ("2026-09", "2026-10", "2026-11", "2026-10-31", "2026-Q3")}
    assert counts == {"2026-09": 1, "2026-10": 2, "2026-11": 1, "2026-10-31": 1, "2026-Q3": 1}


def test_the_same_data_gives_the_same_contents_and_new_data_another_fingerprint(asked: Answers, city: Warehouse) -> None:
    first = briefing(asked)
    later = contents(Answers(city), Request(period_of("2026-10"), "31", "id", datetime(2027, 1, 1, tzinfo=UTC)))
    assert later == first  # the clock has moved, the data has not
    add(city, "n", 1, datetime(2026, 10, 3), "31.71.01.1001")
    assert briefing(Answers(city)).query_hash != first.query_hash


def test_a_snapshot_answers_as_the_past_does(asked: Answers) -> None:
    moment = datetime(2026, 10, 10, 3)
    filters = Filters(now=moment, since=datetime(2026, 9, 30, 17), until=moment, as_of=moment)
    with Snapshot(asked, moment) as known:
        for by in ("area", "agency", "category"):
            assert response_times(known, filters, by).equals(response_times(asked, filters, by))
        assert kpi_readings(known, filters).equals(kpi_readings(asked, filters))


def test_a_snapshot_that_begins_late_gives_the_same_answers(city: Warehouse) -> None:
    add(city, "old", 40, datetime(2026, 2, 1), "31.73.05.1001", late=4)  # ten of them are open still
    asked, moment = Answers(city), datetime(2026, 10, 10, 3)
    october = Filters(now=moment, since=datetime(2026, 9, 30, 17), until=moment, as_of=moment)
    spring = replace(october, since=datetime(2026, 1, 31, 17))
    with Snapshot(asked, moment, from_at=october.since) as known:
        assert known._session is not None and known._session.one("select count(*), min(created_at) from told where not is_open")[1] >= october.since
        for filters in (october, spring):  # what is asked of earlier months is not in the snapshot, and comes from the log
            assert response_times(known, filters, "area").equals(response_times(asked, filters, "area"))
            assert kpi_readings(known, filters).equals(kpi_readings(asked, filters))
        backlog = backlog_cube(known, october, 5)
        assert backlog.equals(backlog_cube(asked, october, 5)) and backlog["over30_n"].sum() >= 10


def test_an_empty_warehouse_gives_a_briefing_that_says_so(empty: Contents) -> None:
    front = empty.pages[0].blocks
    assert isinstance(front[0], Notice) and front[0].text == "Belum ada data untuk wilayah dan periode ini."
    assert "tidak ada laporan warga" in empty.sentences()[0].text
    assert not empty.is_simulated and len(empty.pages) > 10


def test_a_missing_feed_gives_a_page_that_says_so(said: Contents) -> None:
    page = {p.name: p for p in said.pages}["indikator_mobilitas"]
    assert isinstance(page.blocks[0], Notice) and page.blocks[0].text == "Belum ada data untuk indikator ini."
    doubts = " ".join(s.text for s in said.sentences()[3:])
    assert "belum ada datanya" in doubts and "1 baris ada di karantina" in doubts


def test_a_place_below_and_another_language(asked: Answers) -> None:
    west = briefing(asked, area="31.73", lang="en")
    assert west.scope_name == "Jakarta Barat" and west.sentences()[0].text.startswith("October 2026: 300 citizen reports came in")
    assert dict(west.metadata)["Time zone"] == "WIB (UTC+7)"
    assert west.sentences()[0].facts[0].value == 300


@pytest.mark.parametrize(("text", "days", "kind"), [
    ("2026-10", 31, "bulanan"), ("2026-W43", 7, "mingguan"), ("2026-10-31", 1, "harian"), ("2026-Q3", 92, "triwulanan"), ("2024-02", 29, "bulanan"),
])  # fmt: skip
def test_periods_are_days_of_jakarta(text: str, days: int, kind: str) -> None:
    period = period_of(text)
    assert (period.after - period.first).days == days and period.kind_name == kind
    assert period.since.utcoffset() == period.until.utcoffset() and str(period.since.tzinfo) == "WIB"


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-W54", "2026-Q5", "2026-02-30", "Oktober", "2026-10; drop table report"])
def test_a_period_that_is_none_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(BriefingError, match="2026-Q3"):
        period_of(text)


def test_what_cannot_be_asked_is_refused() -> None:
    whole = Request(period_of("2026-10"), "31", "id", NOW)
    with pytest.raises(BriefingError, match="not begun"):
        replace(whole, period=period_of("2027-01"))
    with pytest.raises(BriefingError, match="classification"):
        replace(whole, classification="Rahasia")


def test_the_periods_on_offer_are_periods() -> None:
    offered = [period_of(text) for text in recent(datetime(2026, 1, 5).date())]
    assert offered[0].text == "2025-12" and {p.kind for p in offered} == {"day", "week", "month", "quarter"}


@pytest.mark.parametrize(("state", "value", "score", "said_of_it"), [
    ("ok", 69.7, 0.14, "belum terpenuhi"), ("ok", 30.1, 1.25, "terpenuhi"), ("ok", math.nan, math.nan, "belum tercapai"), ("ok", 5.0, math.nan, "tanpa target"),
    ("sedikit", math.nan, math.nan, "terlalu sedikit"), ("tidak dimuat", math.nan, math.nan, "belum dimuat"), ("kedaluwarsa", math.nan, math.nan, "kedaluwarsa"),
])  # fmt: skip
def test_a_kpi_says_whether_it_meets_its_target_and_never_that_its_data_are_good(state: str, value: float, score: float, said_of_it: str) -> None:
    assert kpis.state_name(SimpleNamespace(state=state, value=value, score=score)) == said_of_it


def test_the_driver_that_is_named_goes_the_way_of_the_change(asked: Answers) -> None:
    columns = {"key": ["naik", "turun"], "late_pct": [50.0, 10.0], "late_before_pct": [10.0, 50.0], "due_n": [100, 100], "due_before_n": [100, 100]}
    material = gather(asked, Request(period_of("2026-10"), "31", "id", NOW))
    for total, named in (([0.3, -0.2], ["naik"]), ([0.3, -0.4], ["turun"]), ([0.3, -0.3], [])):
        assert list(causes.leading(material, pd.DataFrame({**columns, "total_pp": total}))["key"]) == named


def test_one_kpi_is_told_as_one_in_english() -> None:
    material = SimpleNamespace(readings=pd.DataFrame({"state": ["sedikit", "kedaluwarsa", "ok"]}), feeds=pd.DataFrame({"state": [], "quarantined": [], "rows": []}), params="")
    with speaking("en"):
        told = [s.text for s in doubts.sentences(material)]  # type: ignore[arg-type]
    assert told == ["1 KPI rests on too few cases to be scored.", "1 KPI is withdrawn because its source is silent."]
