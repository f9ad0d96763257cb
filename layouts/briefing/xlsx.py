"""The briefing as a workbook: every table whole, in typed cells; charts native; where it all comes from on the sheet Metadata."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from data.clock import to_wib
from layouts import formats
from layouts.briefing import shapes
from layouts.briefing.pdf import NUMERIC
from layouts.briefing.shapes import Block, Cell, Column, Contents, Notice, Prose, Table
from layouts.charts import xlsx as charts
from layouts.charts.shapes import Map
from layouts.charts.spec import Chart
from layouts.theme import FONT, LIGHT
from layouts.words import _, speaking

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "nan_inf_to_errors": False}
FIRST = charts.FIRST
WIDEST = 60
INDEX_WIDE = 110
LINE_PT = 15.0  # height of a line of 10 points
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
MOST_TEXT = 32_000  # Excel's own limit is 32,767


def xlsx(contents: Contents, printed_at: datetime | None = None) -> bytes:
    """The workbook's bytes. Equal contents and stamp give equal bytes."""
    made = io.BytesIO()
    with speaking(contents.lang):
        book = xlsxwriter.Workbook(made, OPTIONS)
        stamp = printed_at or contents.as_of
        book.set_properties({"title": text(contents.title), "subject": text(contents.period_name), "created": stamp.replace(tzinfo=None)})
        _Writer(book, contents, printed_at).write()
        book.close()
    return made.getvalue()


def text(said: str) -> str:
    """Text that a cell can hold: without control signs, within Excel's limit. It is written as a string, so a leading = stays one."""
    return _CONTROL.sub(" ", said)[:MOST_TEXT]


class _Writer:
    """One workbook in the making: formats and the names that are taken."""

    def __init__(self, book: Any, contents: Contents, printed_at: datetime | None) -> None:
        self.book, self.contents, self.printed_at = book, contents, printed_at
        self._formats: dict[str, Any] = {}
        self._taken: set[str] = set()

    def write(self) -> None:
        contents = self.contents
        index = self.sheet(_("Isi"))
        self.metadata()
        self.plain_table(_sentences(contents), _("Kalimat"))
        listed: list[tuple[str, str]] = []
        for page in contents.pages:
            for block in page.blocks:
                name = self.block(block, page.title)
                if name:
                    listed.append((name, f"{page.title}: {block.message if isinstance(block, Chart) else block.title}"))  # type: ignore[union-attr]
        self.index(index, listed)

    def block(self, block: Block, page: str) -> str | None:
        """The sheet of a block, by its name; prose and notices have none of their own."""
        if isinstance(block, Table):
            return self.plain_table(block, page if page.startswith(block.title) else f"{page} {block.title}", block.name)
        if isinstance(block, Chart):
            return self.chart(block, page)
        if isinstance(block, Map):
            return self.plain_table(_of_map(block), page, "peta")
        return None

    def sheet(self, wanted: str) -> Any:
        return self.book.add_worksheet(safe_name(wanted, self._taken))

    def form(self, key: str, **given: Any) -> Any:
        if key not in self._formats:
            self._formats[key] = self.book.add_format({"font_name": FONT, "font_size": 10, "valign": "top", **given})
        return self._formats[key]

    def head(self, sheet: Any, title: str) -> None:
        """Title, and below it what it is about: period, scope, as-of, mark."""
        contents = self.contents
        said = [contents.period_name, contents.scope_name, _("per {moment} (UTC+7)", moment=formats.moment(contents.as_of)), contents.classification.upper()]
        said += [_("DATA SIMULASI")] if contents.is_simulated else []
        sheet.write_string(0, 0, text(title), self.form("title", bold=True, font_size=14))
        sheet.write_string(1, 0, text(" · ".join(said)), self.form("muted", font_color=LIGHT.muted))
        sheet.hide_gridlines(2)

    def plain_table(self, block: Table, wanted: str, short: str = "") -> str:
        """A table: headings frozen and filtered, cells typed, widths by what they hold."""
        sheet = self.sheet(short or wanted)
        self.head(sheet, f"{wanted}" if wanted.endswith(block.title) else block.title)
        bold = {"bold": True, "text_wrap": True, "bottom": 1, "indent": 1, "font_color": LIGHT.muted}
        for n, column in enumerate(block.columns):
            is_right = column.kind in NUMERIC  # above its numbers
            sheet.write_string(FIRST, n, text(column.title), self.form("head-right", align="right", **bold) if is_right else self.form("head", **bold))
            sheet.set_column(n, n, _width(column, (row[n] for row in block.rows)))
        widths = [_width(column, (row[n] for row in block.rows)) for n, column in enumerate(block.columns)]
        for r, row in enumerate(block.rows, FIRST + 1):
            self.row(sheet, r, row, block.columns, widths)
        sheet.set_row(FIRST, 6 + LINE_PT * _lines([c.title for c in block.columns], widths))
        self.paper(sheet)
        sheet.freeze_panes(FIRST + 1, 1)
        if block.rows:
            sheet.autofilter(FIRST, 0, FIRST + len(block.rows), len(block.columns) - 1)
        asked = _("Pertanyaan: {question}", question=block.question) if block.question else ""
        foot = " ".join(filter(None, [_("{n} baris.", n=formats.number(len(block.rows))), block.note, asked]))
        sheet.write_string(2, 0, text(foot), self.form("muted", font_color=LIGHT.muted))
        return str(sheet.get_name())

    def row(self, sheet: Any, r: int, row: tuple[Cell, ...], columns: tuple[Column, ...], widths: list[float]) -> None:
        """A row of cells, as high as its longest text needs."""
        lines = _lines(row, widths)
        if lines > 1:
            sheet.set_row(r, min(400.0, LINE_PT * lines))
        for n, (cell, column) in enumerate(zip(row, columns, strict=True)):
            self.cell(sheet, r, n, cell, column)

    def paper(self, sheet: Any) -> None:
        """Printed on the width of one landscape page, headings on every page."""
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(FIRST)

    def cell(self, sheet: Any, row: int, n: int, cell: Cell, column: Column) -> None:
        """One typed cell; None stays empty. Moments are in WIB, as the heading of the sheet says."""
        if cell is None or cell != cell:
            sheet.write_blank(row, n, None, self.form("text", text_wrap=True, indent=1))
        elif isinstance(cell, datetime):
            sheet.write_datetime(row, n, to_wib(cell).replace(tzinfo=None), self.form("moment", num_format='d mmm yyyy hh:mm "WIB"'))
        elif isinstance(cell, date):
            sheet.write_datetime(row, n, datetime(cell.year, cell.month, cell.day), self.form("day", num_format="d mmm yyyy"))
        elif isinstance(cell, str):
            sheet.write_string(row, n, text(cell), self.form("text", text_wrap=True, indent=1))
        else:
            shape = number_format(column, shapes.digits_of(cell, column))
            sheet.write_number(row, n, cell, self.form(shape, num_format=shape))

    def chart(self, spec: Chart, page: str) -> str:
        """The figures of a chart, and the chart beside them."""
        columns = [Column(charts.heads(spec)[0]), *(Column(title, "number", spec.digits) for title in charts.heads(spec)[1:])]
        rows = [shapes.cells(charts.category(row[0]), *row[1:]) for row in charts.rows(spec)]
        note = " ".join((*spec.notes, _("Satuan: {unit}.", unit=spec.unit or spec.y_title)))
        block = shapes.table("grafik", spec.message, columns, rows, "", note=note)
        name = self.plain_table(block, page, _("Grafik {page}", page=page))
        sheet = self.book.get_worksheet_by_name(name)
        sheet.insert_chart(FIRST, len(columns) + 1, charts.native(self.book, name, spec, LIGHT), {"description": text(spec.message)})
        return name

    def metadata(self) -> None:
        """What the workbook is about, its sources with their freshness, and the formula of every KPI."""
        contents = self.contents
        sheet = self.sheet("Metadata")
        self.head(sheet, _("Tentang briefing ini"))
        row = FIRST
        stamp = ((_("Dicetak"), self.printed_at),) if self.printed_at else ()
        for name, value in (*contents.metadata, *stamp):
            self.row(sheet, row, (name, value), (Column(""), Column("", "int")), [26, 48])
            row += 1
        for block in (contents.feeds, contents.formulas):
            sheet.write_string(row + 1, 0, text(block.title), self.form("head2", bold=True, font_size=12))
            for n, column in enumerate(block.columns):
                sheet.write_string(row + 2, n, text(column.title), self.form("head", bold=True, text_wrap=True, bottom=1, font_color=LIGHT.muted))
            for r, cells_ in enumerate(block.rows, row + 3):
                self.row(sheet, r, cells_, block.columns, [26, 48, *[24.0] * 9])
            row += 3 + len(block.rows)
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 48)
        sheet.set_column(2, 6, 24)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def index(self, sheet: Any, listed: list[tuple[str, str]]) -> None:
        """The first sheet: every other one, with a link."""
        self.head(sheet, f"{self.contents.title} · {self.contents.period_name}")
        link = self.form("link", font_color=LIGHT.accent, underline=1)
        row = FIRST
        for block in (b for page in self.contents.pages[:1] for b in page.blocks if isinstance(b, (Prose, Notice))):
            for said in [block.text, block.hint] if isinstance(block, Notice) else [s.text for s in block.sentences]:
                sheet.write_string(row, 0, text(said), self.form("wrapped", text_wrap=True))
                sheet.set_row(row, LINE_PT * -(-len(said) // INDEX_WIDE))
                row += 1
        for name, title in listed:
            quoted = name.replace("'", "''")
            sheet.write_url(row + 1, 0, f"internal:'{quoted}'!A1", link, text(title)[:250])
            row += 1
        sheet.set_column(0, 0, INDEX_WIDE)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)


def safe_name(wanted: str, taken: set[str]) -> str:
    """A sheet's name that Excel takes: 31 letters, none forbidden, no quote at an end, not a formula's beginning, not taken."""
    base = _FORBIDDEN.sub(" ", wanted).strip().strip("'").lstrip("=+-@ ").strip()[:31] or _("Lembar")
    if base.lower() == "history":
        base = f"{base} 1"
    name, n = base.strip(" '"), 2
    while name.lower() in taken:
        name, n = f"{base[: 31 - len(str(n)) - 1].strip()} {n}", n + 1
    taken.add(name.lower())
    return name


def number_format(column: Column, digits: int) -> str:
    """Excel's format of a column of numbers; shown by the reader's locale. Shares are in % already, so the sign is text."""
    plain = "#,##0" + ("." + "0" * digits if digits else "")
    if column.kind == "percent":
        return f'{plain}"%"'
    return f"+{plain};-{plain};{plain}" if column.kind == "signed" else plain


def _lines(row: Sequence[Cell], widths: Sequence[float]) -> int:
    """Lines that the longest text of a row takes in its column."""
    return max((-(-len(cell) // max(4, int(w * 0.95))) for cell, w in zip(row, widths, strict=False) if isinstance(cell, str) and cell), default=1)


def _width(column: Column, values: Iterable[Cell]) -> float:
    longest = max((len(v) if isinstance(v, str) else 18 if isinstance(v, datetime) else 11 for v in values), default=8)
    return float(min(WIDEST, max(9, longest + 2, len(column.title) // 2 + 4)))


def _sentences(contents: Contents) -> Table:
    """Every sentence once, with each of its numbers and the question behind it."""
    columns = (Column(_("Kalimat")), Column(_("Angka")), Column(_("Nilai"), "number", 4), Column(_("Tertulis")), Column(_("Pertanyaan")), Column(_("Dengan")))
    rows = []
    for said in dict.fromkeys(contents.sentences()):
        rows += [shapes.cells(said.text, f.name, f.value, f.shown, f.question, f.params) for f in said.facts] or [shapes.cells(said.text, None, None, None, None, None)]
    return shapes.table("kalimat", _("Kalimat dan asal angkanya"), columns, rows, "")


def _of_map(block: Map) -> Table:
    columns = (Column(_("Kode")), Column(_("Wilayah")), Column(block.title, "number", block.digits), Column("n", "int"), Column(_("Keadaan")))
    rows = [shapes.cells(a.code, a.name, a.value, a.n, a.state) for a in block.areas if a.state != "spot"]
    return shapes.table("peta", block.message, columns, rows, block.question, note=" ".join(block.notes))
