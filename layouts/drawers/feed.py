"""The drawer of a feed: its batches with the law's counts, its quarantine by reason, and the raw rows."""

from __future__ import annotations

import dash_ag_grid as dag
import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.answers import Answers
from data.queries import feeds
from layouts import formats, table
from layouts.panel import Look
from layouts.reasons import reason
from layouts.words import _, either, language

MOST = 500
GRID_ID = {
    "noRowsToShow": "Tidak ada baris", "filterOoo": "Saring…", "contains": "Memuat", "notContains": "Tidak memuat", "equals": "Sama dengan",
    "notEqual": "Tidak sama", "startsWith": "Diawali", "endsWith": "Diakhiri", "blank": "Kosong", "notBlank": "Tidak kosong",
    "andCondition": "DAN", "orCondition": "ATAU", "page": "Halaman", "to": "sampai", "of": "dari", "nextPage": "Berikutnya",
    "previousPage": "Sebelumnya", "firstPage": "Pertama", "lastPage": "Terakhir", "pageSizeSelectorLabel": "Baris per halaman:",
}  # fmt: skip


def opened(answers: Answers, key: str, look: Look) -> tuple[str, Component]:
    """Title and content for `feed/source`."""
    health = feeds.feed_health(answers, look.asked.now)
    feed, _sep, source = key.partition("/")
    known = health[health["feed"] == feed]
    title = either(known.iloc[0].title_id, known.iloc[0].title_en) if len(known) else feed
    names = feed_names(health)
    loads = feeds.batches(answers, feed, source if source != formats.NOTHING else None, 50)
    reasons = feeds.quarantine_by_reason(answers, feed)
    rows = feeds.quarantine_rows(answers, feed, None, MOST)
    content = [html.H3(_("Muatan terakhir")), table.drawn(batch_table(loads, names), _("Muatan terakhir"))]
    content.append(html.H3(_("Karantina menurut alasan")))
    if not len(reasons):
        content.append(html.P(_("Tidak ada baris di karantina."), className="calm"))
    else:
        content.append(table.drawn(reason_table(reasons, names), _("Karantina menurut alasan")))
    if len(rows):
        content += [html.H3(_("Baris mentah di karantina")), raw_grid(rows)]
        content.append(html.P(_("Perbaiki di sumbernya lalu muat ulang berkasnya: baris yang sudah benar masuk, yang lama tidak terulang."), className="quiet"))
    return str(title), html.Div(content, className="feed-drawer")


def feed_names(health: pd.DataFrame) -> dict[str, str]:
    """Feed -> its title in the language of the request, out of `feed_health`."""
    titles = zip(health["title_id"], health["title_en"], strict=True)
    return dict(zip(health["feed"], [either(a, b) for a, b in titles], strict=True))


def batch_table(loads: pd.DataFrame, names: dict[str, str]) -> table.Table:
    """Batches: the five counts of the law side by side."""
    heads = (_("Muatan"), _("Data"), _("Sumber"), _("Selesai"), _("Terbaca"), _("Baru"), _("Diperbarui"), _("Ganda"), _("Karantina"), _("Hasil"))
    states = {"loaded": _("dimuat"), "refused": _("▲ ditolak")}
    columns = [
        loads["batch"], loads["feed"].map(names).fillna(loads["feed"]), loads["source"], [formats.moment(t) for t in loads["finished_at"]], loads["read_rows"], loads["inserted"], loads["updated"],
        loads["duplicate"], loads["quarantined"],
        [f"{states.get(s, s)} {'' if formats.is_missing(e) else e}".strip() for s, e in zip(loads["state"], loads["error"], strict=True)],
    ]  # fmt: skip
    count = formats.number
    return table.table_of(heads, columns, (None, None, None, None, count, count, count, count, count, None))


def reason_table(reasons: pd.DataFrame, names: dict[str, str]) -> table.Table:
    """Quarantined rows by the rule that they break."""
    heads = (_("Data"), _("Sumber"), _("Alasan"), _("Baris"), _("Terbaru"))
    columns = [reasons["feed"].map(names).fillna(reasons["feed"]), reasons["source"], reasons["reason"].map(reason), reasons["n"], [formats.moment(t) for t in reasons["newest_at"]]]
    return table.table_of(heads, columns, (None, None, None, formats.number, None))


def raw_grid(rows: pd.DataFrame) -> dag.AgGrid:
    """The rows as they came, with part, line number and rules; searchable."""
    given = pd.DataFrame(
        {
            "source": rows["source"], "part": rows["part"], "line_no": rows["line_no"],
            "reasons": [", ".join(r) if r is not None else "" for r in rows["reasons"]], "raw": rows["raw"].fillna("").str.slice(0, 2000),
        }
    )  # fmt: skip
    names = {"line_no": _("Baris"), "reasons": _("Alasan"), "raw": _("Isi mentah"), "source": _("Sumber"), "part": _("Bagian")}
    widths = {"line_no": 90, "reasons": 220, "raw": 700, "source": 150, "part": 110}
    options = {"pagination": True, "paginationPageSize": 20, "paginationPageSizeSelector": False, "enableCellTextSelection": True}
    if language() == "id":
        options["localeText"] = GRID_ID
    return dag.AgGrid(
        rowData=given.where(given.notna(), None).to_dict("records"),
        columnDefs=[{"field": f, "headerName": names[f], "width": widths[f], "filter": True, "resizable": True} for f in names],
        dashGridOptions={**options, "theme": {"function": "themeQuartz"}}, className="raw-grid", style={"height": "26rem"},
    )  # fmt: skip
