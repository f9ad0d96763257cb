"""The list of reports: its filters and its grid. Rows come by URL in blocks (assets/table), never from here."""

from __future__ import annotations

import json

import dash_ag_grid as dag
import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.answers import Answers
from data.queries.report_table import table_words
from layouts import ids
from layouts.drawers.feed import GRID_ID
from layouts.grid import TAB
from layouts.panel import Asked, Drawing, Look
from layouts.report_cells import COLUMNS, FLAGS, STATUS, Titles
from layouts.words import _, language

BLOCK = 200  # rows that travel at once
KEPT_BLOCKS = 30


def ask(answers: Answers, _asked: Asked) -> pd.DataFrame:
    """The words to filter by: the rows of `table_words`."""
    return table_words(answers)


def draw(data: pd.DataFrame, look: Look) -> Drawing:
    """Search and filters, the count and the ways out, the grid, and what private reports do here."""
    titles = Titles.of(data).by_kind
    closed = look.asked.choice.area.count(".") == 3
    note = _("Pencarian membaca nomor (bila dicari dengan angka), isi, kategori dan dinas dalam wilayah dan rentang waktu di atas. Laporan privat tampil tanpa isi dan tempat.")
    if closed:
        note += " " + _("Pada satu kelurahan laporan privat tidak ditampilkan sama sekali.")
    over = html.Div([html.P(**_part("why"), className="state-why"), html.P(**_part("do"), className="state-do"), html.A(hidden=True, className="as-link", **_part("named"))], hidden=True, className="state table-state", role="status", **_part("state"))
    return html.Div(
        [toolbar(titles), html.Div([grid(), over], className="table-stage"), html.P(note, className="chart-note")],
        className="server-table", **{"data-words": json.dumps(browser_words())},
    )  # fmt: skip


def toolbar(titles: dict[str, dict[str, str]]) -> html.Div:
    """One control per filter; the scripts fill in the search box and what the URL says."""
    selects = [
        _select("stage", _("semua tahap"), titles.get("stage", {})),
        _select("status", _("terbuka dan selesai"), {key: _(title) for key, title in STATUS.items()}),
        _select("flag", _("semua tanda"), {key: _(title) for key, title in FLAGS.items()}),
    ]  # fmt: skip
    ways = [
        html.Button(_("Ada data baru: muat"), hidden=True, className="option warning", type="button", **_part("new")),
        html.Button(_("bersihkan saringan"), className="option", type="button", **_part("clear")),
        html.Button(_("salin tautan"), className="option", type="button", **_part("copy")),
        html.A("CSV", className="option", href="/tables/reports.csv", title=_("Baris dengan saringan dan urutan ini, paling banyak 100.000"), **_part("csv")),
        html.A("API", className="option", href="/api/v1/reports", target="_blank", title=_("Data terbuka untuk wilayah, rentang, kategori dan status ini"), **_part("api")),
    ]
    count = html.P(_("memuat"), className="table-count", role="status", **{"aria-live": "polite"}, **_part("count"))
    return html.Div([html.Div([html.Span(className="table-search", **_part("search")), *selects], className="table-line"), html.Div([count, html.Div(ways, className="options-row")], className="table-line")], className="table-tools")


def grid() -> dag.AgGrid:
    """The grid without rows: the infinite row model, fed by our own source."""
    options: dict[str, object] = {
        "rowModelType": "infinite", "cacheBlockSize": BLOCK, "maxBlocksInCache": KEPT_BLOCKS, "infiniteInitialRowCount": 1, "cacheOverflowSize": 1,
        "maxConcurrentDatasourceRequests": 2, "blockLoadDebounceMillis": 80, "rowBuffer": 20,
        "enableCellTextSelection": True, "multiSortKey": "ctrl", "suppressMultiSort": True, "theme": {"function": "themeQuartz"}, "tooltipShowDelay": 400, **TAB,
    }  # fmt: skip
    if language() == "id":
        options["localeText"] = GRID_ID
    return dag.AgGrid(
        id=ids.TABLE, rowModelType="infinite", columnDefs=[_definition(name) for name in COLUMNS], dashGridOptions=options,
        defaultColDef={"resizable": True, "sortingOrder": ["desc", "asc"]}, columnSize="responsiveSizeToFit", className="raw-grid report-grid",
        style={"height": "100%"},
    )  # fmt: skip


def _definition(name: str) -> dict[str, object]:
    title, width, sort, is_number = COLUMNS[name]
    plain: dict[str, object] = {"field": name, "colId": name, "headerName": _(title), "headerTooltip": _(title), "width": width, "minWidth": width, "sortable": bool(sort), "tooltipField": name}
    if name == "id":
        plain["cellRenderer"] = "CityLink"
    if name in ("flags", "late"):
        plain["cellStyle"] = {"styleConditions": [
            {"condition": "params.data && params.data.state === 'late'", "style": {"color": "var(--breach)"}},
            {"condition": "params.data && params.data.state === 'soon'", "style": {"color": "var(--warning)"}},
        ]}  # fmt: skip
    return {**plain, "type": "rightAligned"} if is_number else plain


def _select(name: str, every: str, titles: dict[str, str]) -> Component:
    options = [html.Option(every, value=""), *(html.Option(title, value=key) for key, title in titles.items())]
    return html.Select(options, className="table-filter", **{"aria-label": every, "data-filter": name})


def browser_words() -> dict[str, str]:
    """What assets/table says."""
    return {
        "search": _("cari nomor, isi, kategori, dinas"), "count": _("{first}–{last} dari {total} laporan · {open} masih terbuka"), "loading": _("memuat"),
        "counting": _("{n} laporan pertama · jumlah seluruhnya sedang dihitung"), "searching": _("{n} laporan sejak {since} · yang lebih lama sedang dicari"),
        "none": _("Tidak ada laporan untuk pilihan ini."), "widen": _("Lebarkan rentang waktu atau wilayah, atau bersihkan saringan."),
        "named": _("Cari laporan nomor {q} di segala waktu dan wilayah"), "failed": _("Baris tidak dapat dimuat."), "again": _("Periksa pilihan, lalu muat ulang halaman."), "number": _("nomor permintaan {number}"),
        "copied": _("tautan disalin"), "copy": _("salin tautan"), "locale": "id-ID" if language() == "id" else "en-GB",
    }  # fmt: skip


def _part(name: str) -> dict[str, str]:
    return {"data-part": name}
