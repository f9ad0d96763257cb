"""The command, the URL and the archive: right files, right refusals, and a line in the audit trail for each."""

from __future__ import annotations

import asyncio
import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from api.briefing import Desk, routes
from data.answers import Answers
from data.errors import WarehouseError
from data.settings import Settings
from data.warehouse import Warehouse
from layouts.briefing import command, pdf
from layouts.briefing.command import main
from layouts.briefing.export import Export, exports
from layouts.briefing.material import Request
from layouts.briefing.period import period_of
from layouts.choice import Choice
from layouts.panel import Asked
from layouts.panels import briefing as panel
from tests.layouts.briefing.town import NOW

ROOT = Path(__file__).parents[3]
START = {"pdf": b"%PDF-1.7", "pptx": b"PK", "xlsx": b"PK"}


def logged(city: Warehouse) -> list[tuple[object, ...]]:
    """Who, scope, period, format, language and digest of every export, in order."""
    return city.here().rows("select who, scope, period, format, lang, sha256, query_hash, data_versions from export_log order by exported_at, format")


def test_an_export_is_kept_under_its_name_and_logged(city: Warehouse, settings: Settings) -> None:
    request = Request(period_of("2026-10"), "31.73", "id", NOW)
    made = exports(Answers(city), settings, request, ("pdf", "pptx", "xlsx"), "uji", NOW)
    for export in made:
        assert export.kept.parent == settings.var / "exports" and export.kept.name.startswith("briefing-2026-10-31.73-id-")
        assert export.kept.read_bytes() == export.content and export.content.startswith(START[export.format])
    rows = logged(city)
    assert [row[:5] for row in rows] == [("uji", "31.73", "2026-10", form, "id") for form in ("pdf", "pptx", "xlsx")]
    assert [row[5] for row in rows] == [hashlib.sha256(export.content).hexdigest() for export in made]
    assert len({row[6] for row in rows}) == 1 and json.loads(str(rows[0][7]))["report"] == 5
    again = exports(Answers(city), settings, request, ("pdf",), "uji", NOW)
    assert again[0].sha256 == made[0].sha256  # writing the trail changes no document


def test_the_command_is_sparing_with_memory_as_long_as_it_can(settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    given: list[tuple[str, int]] = []

    def made(_request: Request, sparing: Settings, _forms: tuple[str, ...], _now: datetime) -> tuple[Export, ...]:
        given.append((sparing.memory, sparing.threads))
        if sparing.memory == command.MEMORY:
            raise WarehouseError("Out of Memory Error: failed to pin block", "x")
        raise WarehouseError("The disk is full.", "x")

    monkeypatch.setattr(command, "_made", made)
    assert main(["--period", "2026-10"], settings) == WarehouseError.exit_code and "The disk is full." in capsys.readouterr().err
    assert given == [(command.MEMORY, command.THREADS), (settings.memory, settings.threads)]


def test_a_warehouse_at_rest_answers_as_before(city: Warehouse) -> None:
    before = city.here().rows("select count(*), max(created_at) from report")
    limit = city.here().one("select current_setting('memory_limit')")
    city.rest()
    assert city.here().rows("select count(*), max(created_at) from report") == before
    assert city.here().one("select current_setting('memory_limit')") == limit


def test_the_command_works_while_another_process_owns_the_warehouse(city: Warehouse, settings: Settings, tmp_path: Path) -> None:
    words = ["--period", "2026-10", "--area", "31.73", "--format", "pdf,xlsx", "--lang", "en", "--out", str(tmp_path / "west.pdf")]
    env = {"CITY_VAR": str(settings.var), "PATH": "/usr/bin:/bin", "USER": "uji", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "app.py", "briefing", *words], env=env, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "west.pdf").read_bytes().startswith(b"%PDF") and (tmp_path / "west.xlsx").read_bytes().startswith(b"PK")
    assert [row[1:5] for row in logged(city)] == [("31.73", "2026-10", "pdf", "en"), ("31.73", "2026-10", "xlsx", "en")]


@pytest.mark.parametrize(("words", "said"), [
    (["--period", "2026-13"], "not understood"), (["--period", "2026-10", "--format", "doc"], "no format doc"), (["--period", "2026-10", "--area", "99"], "not understood"),
    (["--period", "2026-10", "--area", "31.99"], "no area 31.99"), (["--period", "2099-01"], "not begun"), (["--period", "2026-10", "--as-of", "kemarin"], "not understood"),
    (["--period", "2026-10", "--out", "/nowhere/at/all.pdf"], "cannot be written"),
])  # fmt: skip
def test_the_command_refuses_in_one_line(words: list[str], said: str, city: Warehouse, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert city and main(words, settings) in (1, 2)
    told = capsys.readouterr()
    assert said in told.err and told.err.count("\n") == 1 and not told.out


def fetch(answers: Answers, settings: Settings, address: str) -> httpx.Response:
    """One GET without a server."""
    app = FastAPI()
    app.include_router(routes(answers, settings, lambda: "no-1", lambda: NOW))

    async def get() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://city") as client:
            return await client.get(address)

    return asyncio.run(get())


def test_the_url_gives_the_documents_and_their_pages(asked: Answers, settings: Settings, city: Warehouse) -> None:
    for form, start in START.items():
        got = fetch(asked, settings, f"/export/briefing.{form}?period=2026-10&area=31.73&lang=en")
        assert got.status_code == 200 and got.content.startswith(start)
        assert got.headers["content-disposition"].startswith('attachment; filename="briefing-2026-10-31.73-en-')
    page = fetch(asked, settings, "/export/briefing.png?period=2026-10&page=2")
    assert page.content.startswith(b"\x89PNG") and int(page.headers["x-pages"]) > 6
    assert [row[0] for row in logged(city)] == ["web"] * 3  # a look is no export


def test_a_look_keeps_its_pages_for_a_minute_while_the_city_goes_on(asked: Answers, settings: Settings, city: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    moments, drawn = [NOW], []
    desk = Desk(asked, settings, lambda: moments[-1])
    monkeypatch.setattr(pdf, "pictures", lambda said: drawn.append(said.query_hash) or [b"page"])
    request = Request(period_of("2026-10"), "31", "id", NOW)
    desk.pictures(request)
    with city.working() as session:
        session.execute("update table_version set version = version + 1 where table_name = 'report'")
    for seconds, times in ((50, 1), (61, 2), (300, 2)):  # a moved table after a minute; nothing moved since
        moments.append(NOW + timedelta(seconds=seconds))
        assert desk.pictures(request) == [b"page"] and len(drawn) == times


@pytest.mark.parametrize(("address", "status"), [
    ("/export/briefing.pdf", 400), ("/export/briefing.pdf?period=2026-10&area=x", 400), ("/export/briefing.pdf?period=2026-10&area=31.99", 400),
    ("/export/briefing.pdf?period=2026-10&lang=fr", 400), ("/export/briefing.pdf?period=2026-10&sql=1", 400), ("/export/briefing.exe?period=2026-10", 404),
    ("/export/briefing.pdf?period=2026-10&as_of=x", 400), ("/export/briefing.png?period=2026-10&page=999", 404), ("/export/briefing.png?period=2026-10&page=-1", 404),
])  # fmt: skip
def test_the_url_refuses_what_it_does_not_know(address: str, status: int, asked: Answers, settings: Settings) -> None:
    got = fetch(asked, settings, address)
    assert got.status_code == status and got.json()["hint"]


def test_a_number_quoted_last_month_can_be_shown_again(asked: Answers, settings: Settings) -> None:
    early = Request(period_of("2026-10"), "31", "id", NOW, as_of=period_of("2026-10-08").since)
    late = replace(early, as_of=None)
    texts = {r.as_of: exports(asked, settings, r, ("xlsx",), "uji", NOW)[0].kept.name for r in (early, late)}
    assert len(set(texts.values())) == 2


def test_the_page_offers_every_period_in_three_formats(asked: Answers) -> None:
    choice = Choice(area="31.73")
    offer = panel.ask(asked, Asked(choice.filters(NOW), choice, NOW))
    drawn = str(panel.draw_periods(offer, None))  # type: ignore[arg-type]
    for period in offer.periods:
        for form in panel.FORMATS:
            assert f"/export/briefing.{form}?period={period.text}&area=31.73&lang=id" in drawn
    assert str(panel.draw_preview(offer, None)).count("/export/briefing.png") == panel.SHOWN  # type: ignore[arg-type]
