"""The blocks of the table of reports, and their CSV: words, pages, what must not leave, what a spreadsheet must not run."""

from __future__ import annotations

import asyncio
import csv
import io
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.tables import MOST_CSV, Block, Export, file_name, routes
from data.answers import Answers
from data.model import Filters
from data.queries import report_table
from data.queries.report_table import TableWish
from layouts.report_cells import COLUMNS
from tests.api.conftest import NOW


@pytest.fixture
def ask(shared: Answers) -> Any:
    """GET on the table's routes."""
    app = FastAPI()
    app.include_router(routes(shared, lambda: "n0", lambda: NOW))

    def get(path: str, **words: object) -> httpx.Response:
        async def send() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://city.test") as client:
                return await client.get(path, params={name.rstrip("_"): str(value) for name, value in words.items()})

        return asyncio.run(send())

    return get


def test_blocks_follow_each_other_at_the_moment_of_the_first(ask: Any) -> None:
    first = ask("/tables/reports", rows=100).json()
    assert (first["total"], first["from"], len(first["rows"])) == (251, 0, 100)
    second = ask("/tables/reports", rows=100, from_=100, after=first["next"], at=first["at"]).json()
    third = ask("/tables/reports", rows=100, from_=200, at=first["at"]).json()
    keys = [row["key"] for block in (first, second, third) for row in block["rows"]]
    assert len(set(keys)) == 251 and third["next"] is None
    assert keys[0] == "simulasi_crm:JK-001"
    assert not [key for key in keys if key.startswith("boston")]


def test_a_long_table_gives_its_first_rows_before_it_is_counted(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ask("/tables/reports", rows=100).json()
    assert ask("/tables/reports", rows=100, head=1).json() == whole, "a short one is counted at once"
    monkeypatch.setattr(report_table, "HEAD", 50)
    head = ask("/tables/reports", rows=30, head=1, window="365d").json()
    assert (head["total"], head["open_n"], head["since"]) == (None, None, "29 Okt 2026")
    assert head["rows"] == whole["rows"][:30] and head["at"] == whole["at"]
    second = ask("/tables/reports", rows=30, from_=30, after=head["next"], at=head["at"], window="365d").json()
    assert second["rows"] == whole["rows"][30:60] and second["total"] == 251


def test_filters_narrow_and_count(ask: Any) -> None:
    found = ask("/tables/reports", status="open", category="sampah", q="LUBANG", sort="due", dir="asc", area="31.71", window="365d").json()
    assert found["total"] == found["open_n"] == 63  # 83 of 250 are every third, 20 of these every twelfth and closed
    assert {row["status"] for row in found["rows"]} == {"terbuka"}


def test_private_words_and_places_are_in_no_block_and_no_file(ask: Any) -> None:
    row = next(row for row in ask("/tables/reports", rows=1000).json()["rows"] if row["id"] == "JK-002")
    assert (row["description"], row["area"], "privat" in row["flags"]) == ("laporan privat: isi tidak ditampilkan", "—", True)
    told = next(line for line in csv.DictReader(io.StringIO(ask("/tables/reports.csv").text)) if line["report_id"] == "JK-002")
    assert (told["description"], told["area"], told["is_private"]) == ("", "", "true")
    assert not {"lon", "lat", "reporter"} & set(told)


def test_personal_data_and_formulas_do_not_leave(ask: Any) -> None:
    for path in ("/tables/reports", "/tables/reports.csv"):
        assert "0812" not in ask(path).text and "[telepon]" in ask(path).text
    lines = {line["report_id"]: line for line in csv.DictReader(io.StringIO(ask("/tables/reports.csv").text))}
    assert lines["JK-001"]["description"].startswith("'=cmd")


def test_the_file_has_the_rows_of_the_view_in_its_order(ask: Any) -> None:
    answer = ask("/tables/reports.csv", status="closed", sort="age", dir="desc")
    lines = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.headers["x-total-rows"] == str(len(lines)) == "62"
    ages = [float(line["age_h"]) for line in lines]
    assert ages == sorted(ages, reverse=True)


def test_times_have_one_unit_for_the_whole_column_on_the_screen_and_hours_in_the_file(ask: Any) -> None:
    """Blocks come one by one: a row of minutes and one of months stand in the same unit, which the head names."""

    def days(said: str) -> float:
        return 0.05 if said == "< 0,1" else float(said.replace(",", "."))

    shown = {row["id"]: row for row in ask("/tables/reports", rows="200").json()["rows"]}
    lines = {line["report_id"]: line for line in csv.DictReader(io.StringIO(ask("/tables/reports.csv").text))}
    ages = {number: float(lines[number]["age_h"]) for number in shown}
    assert min(ages.values()) < 24 < 72 < max(ages.values())
    assert all(abs(days(row["age"]) - ages[number] / 24) < 0.051 for number, row in shown.items())
    late = {number: row["late"] for number, row in shown.items() if row["late"] != "—"}
    assert late and all(abs(days(said) - float(lines[number]["late_h"]) / 24) < 0.051 for number, said in late.items())
    assert all("(hari)" in COLUMNS[name][0] for name in ("age", "late"))


def test_the_files_name_says_what_its_rows_are(ask: Any) -> None:
    """A CSV has no cover: area, period, the moment as of which it is true, that it is narrowed, cut short or simulated."""
    def name_of(answer: Any) -> str:
        return str(answer.headers["content-disposition"])

    def name(**words: str) -> str:
        answer = ask("/tables/reports.csv", **words)
        assert answer.headers["x-data-simulated"] == "true"
        return name_of(answer)

    assert name(area="31.71", window="30d", asof="2026-10-30").endswith('"laporan_31.71_20260930-20261030_per-20261030-2359-WIB_DATA-SIMULASI.csv"')
    assert "_saringan_DATA-SIMULASI.csv" in name(status="closed", sort="age") and "_saringan" not in name(sort="age", dir="asc")
    words = {"category": "jalan", "agency": "Dinas  Bina Marga / 1", "channel": "jaki", "source": "simulasi_crm", "flag": "late"}
    narrow = name_of(ask("/tables/reports.csv", **words))
    assert "-WIB_kategori-jalan_dinas-dinas-bina-marga-1_kanal-jaki_sumber-simulasi-crm_saringan.csv" in narrow
    one = Block(Filters(now=datetime(2026, 10, 20, tzinfo=UTC)), TableWish(), 0, 1, None)
    assert file_name(one, Export(b"", MOST_CSV + 1, False)).endswith(f"WIB_{MOST_CSV}-dari-{MOST_CSV + 1}.csv")


@pytest.mark.parametrize("search", ["'; drop table report; --", "%", "_", "\" or 1=1", "$moment", "\\", "🙂"])
def test_a_search_is_never_more_than_text(ask: Any, search: str) -> None:
    answer = ask("/tables/reports", q=search)
    assert (answer.status_code, answer.json()["total"]) == (200, 0)


@pytest.mark.parametrize("words", [{"sort": "reporter"}, {"dir": "up"}, {"rows": "0"}, {"rows": "1001"}, {"from": "-1"}, {"from": "٣"}, {"at": "1"}, {"at": "x"}, {"at": "9999999999"}, {"area": "99"},
                                   {"after": "x"}, {"window": "soon"}, {"asof": "31-10-2026"}, {"q": "a" * 101}, {"limit": "5"}])  # fmt: skip
def test_words_that_are_not_understood_are_refused_by_name(ask: Any, words: dict[str, str]) -> None:
    answer = ask("/tables/reports", **words)
    assert answer.status_code == 400
    assert answer.json()["hint"] and answer.headers["content-type"] == "application/problem+json"
