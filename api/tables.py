"""The tables that the screen scrolls through: `/tables/reports`, in blocks, and the same rows to take along as CSV.

The words are those of the page's own URL, so a view that can be sent can also be asked and exported. Cells come as they are
read, in the language of the request; the open data are under /api/v1.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pandas as pd
from fastapi import APIRouter, Request, Response

from api.dataset import Column
from api.formats import csv
from api.formats.cells import declared
from api.privacy import public
from api.problem import guarded
from api.words import Word, read_words
from data import clock
from data.answers import Answers
from data.errors import QuestionError
from data.model import NARROWS, Filters
from data.queries.report_table import FLAGS, SORTS, TableWish, plain, report_head, report_table, table_words
from layouts import formats
from layouts.choice import Choice
from layouts.report_cells import Titles, cells

BLOCK = 200
MOST_ROWS, MOST_CSV, CHUNK = 1_000, 100_000, 20_000
SIMULATED = "simulasi"  # how the name of a simulated source begins
PINNED = timedelta(days=1)  # how long a table may be scrolled as it stood when it was opened
WORDS = (
    Word("area", "Kemendagri code"), Word("window", "such as 30d"), Word("asof", "a day, such as 2026-10-31"), Word("source", "one source by name"),
    Word("measure", "of the map; plays no part here"), Word("category", "key of a category"), Word("status", "open or closed", ("open", "closed")),
    Word("q", "text to look for"), Word("agency", "one agency by name"), Word("channel", "key of a channel"), Word("stage", "key of a stage"),
    Word("flag", "what is out of the ordinary", FLAGS), Word("sort", "column", SORTS), Word("dir", "direction", ("asc", "desc")),
    Word("from", "number of the first row"), Word("rows", f"rows of the block, at most {MOST_ROWS}"), Word("after", "`next` of the block before"),
    Word("head", "1: the first rows of a long table before it is counted", ("1",)), Word("at", "`at` of the first block: the moment at which the table was opened"),
)  # fmt: skip
CSV = (
    Column("source", "text", "Sumber", "Source"), Column("report_id", "text", "Nomor laporan", "Report number"), Column("created_at", "moment", "Waktu lapor", "Reported at"),
    Column("category", "text", "Kategori", "Category"), Column("description", "text", "Isi laporan", "Text of the report"), Column("channel", "text", "Kanal", "Channel"),
    Column("agency", "text", "Perangkat daerah", "Agency"), Column("area", "text", "Kode wilayah", "Code of the area"), Column("stage", "text", "Tahap CRM", "CRM stage"),
    Column("status", "text", "Status", "Status"), Column("outcome", "text", "Hasil", "Outcome"), Column("age_h", "number", "Umur atau lama", "Age or time to close", "h"),
    Column("sla_due_at", "moment", "Tenggat", "Due at"), Column("late_h", "number", "Jam setelah tenggat", "Hours past the deadline", "h"),
    Column("refused_n", "integer", "Tindak lanjut ditolak", "Times the follow-up was refused"), Column("is_private", "boolean", "Laporan privat", "Private report"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """One request as it was understood."""

    filters: Filters
    wish: TableWish
    first: int
    rows: int
    cursor: str | None
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """Rows to take along: the file, how many rows there are in all, and whether some of them are simulated."""

    body: bytes
    total: int
    is_simulated: bool


@dataclass(frozen=True)
class Tables:
    """What the routes share."""

    answers: Answers
    now: Callable[[], datetime]
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))

    def block(self, items: list[tuple[str, str]]) -> Block:
        """The words of a URL. Raises QuestionError and Refusal, both answered with 400."""
        words = read_words(items, WORDS)
        filters = Choice.from_store({**words, "as_of": words.get("asof", "")}).filters(self._at(words.get("at")))
        asked = replace(filters, status=words.get("status"), **{name: words.get(name) for name in NARROWS})
        sort = words.get("sort", "created")
        wish = TableWish(words.get("q"), words.get("stage"), words.get("flag"), sort, words.get("dir", "desc") == "desc")
        return Block(asked, wish, _whole("from", words, 0, None), _whole("rows", words, BLOCK, MOST_ROWS), words.get("after"), "head" in words)

    def _at(self, text: str | None) -> datetime:
        """The moment at which the table was opened, else now: while it is scrolled its rows do not move."""
        now = self.now()
        if text is None:
            return now
        given = datetime.fromtimestamp(int(text), UTC) if text.isascii() and text.isdigit() and len(text) < 12 else None
        if given is None or not now - PINNED < given <= now + timedelta(minutes=1):
            raise QuestionError(f"at={text!r} is not a moment of the last day.", "Open the table again.")
        return given

    def page(self, asked: Block) -> bytes:
        """One block as JSON: rows, from, total, open_n, next, at; of a head total and open_n are null, and since is the day from which on
        was looked, when that was not all."""
        found = report_head(self.answers, asked.filters, asked.wish, asked.rows) if asked.is_head else None
        if found is None:
            found = report_table(self.answers, asked.filters, asked.wish, asked.first, asked.rows, asked.cursor)
        rows = cells(public(found), Titles.of(table_words(self.answers)))
        at = int(asked.filters.now.timestamp()) - 60  # the end of its minute, as `Choice.filters` takes it
        about = {"from": asked.first, "total": found.attrs.get("total"), "open_n": found.attrs.get("open_n"), "next": found.attrs["cursor"], "at": at}
        if found.attrs.get("since"):
            about["since"] = formats.day(found.attrs["since"])
        return json.dumps({**about, "rows": rows}, ensure_ascii=False).encode()

    def csv(self, asked: Block) -> Export:
        """All rows from the top, MOST_CSV at most. Asked past the cache: it would push out the screens' answers."""
        answers, parts, cursor, left = Answers(self.answers.warehouse), [], asked.cursor, MOST_CSV
        while True:
            part = report_table(answers, asked.filters, asked.wish, asked.first, min(CHUNK, left), cursor)
            parts.append(part)
            left, cursor = left - len(part), part.attrs["cursor"]
            if cursor is None or left <= 0:
                break
        total = parts[0].attrs["total"]
        rows = public(pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True))
        return Export(csv.encode(declared(rows, CSV), CSV, "wib", []), total, bool(rows["source"].astype("string").str.startswith(SIMULATED).any()))


def file_name(asked: Block, made: Export) -> str:
    """What the rows are, in the file's own name, for a CSV has no cover: `laporan_31.73_20261015-20261114_per-20261114-2359-WIB_kategori-jalan_saringan_DATA-SIMULASI.csv`."""
    since, until = (clock.to_wib(moment) for moment in asked.filters.period)
    unasked = TableWish(sort=asked.wish.sort, is_descending=asked.wish.is_descending)
    is_narrowed = bool(asked.filters.status) or asked.wish != unasked
    parts = ["laporan", asked.filters.area, f"{since:%Y%m%d}-{until:%Y%m%d}", f"per-{clock.to_wib(asked.filters.moment):%Y%m%d-%H%M}-WIB"]
    told = {"saringan": is_narrowed, f"{MOST_CSV}-dari-{made.total}": made.total > MOST_CSV, "DATA-SIMULASI": made.is_simulated}
    named = {"kategori": asked.filters.category, "dinas": asked.filters.agency, "kanal": asked.filters.channel, "sumber": asked.filters.source}
    parts += [f"{what}-{_slug(word)}" for what, word in named.items() if word]
    return "_".join([*parts, *(word for word, holds in told.items() if holds)]) + ".csv"


def _slug(word: str) -> str:
    """A word as a file's name can hold it: `Dinas Bina Marga` -> `dinas-bina-marga`."""
    return re.sub(r"[^a-z0-9]+", "-", plain(word)).strip("-")[:40] or "lain"


def _whole(name: str, words: dict[str, str], plain: int, most: int | None) -> int:
    text = words.get(name, str(plain))
    if not text.isascii() or not text.isdigit() or len(text) > 9 or (most is not None and not 1 <= int(text) <= most):
        raise QuestionError(f"{name}={text!r} is not understood.", f"Use a whole number{f' from 1 to {most}' if most else ''}.")
    return int(text)


def routes(answers: Answers, number: Callable[[], str], now: Callable[[], datetime] = clock.now) -> APIRouter:
    """GET /tables/reports and /tables/reports.csv, for `app.include_router`, before any catch-all route."""
    tables = Tables(answers, now)
    router = APIRouter(route_class=guarded(number))

    async def page(request: Request) -> Response:
        body = await asyncio.to_thread(lambda: tables.page(tables.block(request.query_params.multi_items())))
        return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})

    async def table(request: Request) -> Response:
        asked = tables.block(request.query_params.multi_items())
        async with tables.turns:
            made = await asyncio.to_thread(tables.csv, asked)
        headers = {
            "Content-Disposition": f'attachment; filename="{file_name(asked, made)}"', "X-Total-Rows": str(made.total), "X-Data-Simulated": str(made.is_simulated).lower(),
            "Cache-Control": "no-store",
        }  # fmt: skip
        return Response(made.body, media_type="text/csv; charset=utf-8; header=present", headers=headers)

    router.add_api_route("/tables/reports", page, methods=["GET"], include_in_schema=False)
    router.add_api_route("/tables/reports.csv", table, methods=["GET"], include_in_schema=False)
    return router
