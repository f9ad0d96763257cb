"""The briefing as a workbook: every table whole, in typed cells; charts native; where it all comes from on the sheet Metadata."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from data.clock import to_wib
from layouts import formats
from layouts.briefing import shapes
from layouts.briefing.mark import TALL
from layouts.briefing.pdf import NUMERIC
from layouts.briefing.shapes import Block, Cell, Column, Contents, Notice, Page, Prose, Table
from layouts.briefing.sheets import fixed, listed_as, map_table, sentence_table, sheet_names
from layouts.briefing.xlsx_cells import clock_mark, lines_of, number_format, text, width_of
from layouts.charts import xlsx as charts
from layouts.charts.shapes import Map
from layouts.charts.spec import Chart
from layouts.theme import FONT, LIGHT
from layouts.words import _, speaking

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "nan_inf_to_errors": False}
FIRST = charts.FIRST
INDEX_WIDE = 110
ABOUT = [22.0, 46.0, 46.0, 24.0, 24.0, 14.0, 10.0]  # columns of the sheet Metadata
PAGE_LETTERS = 92  # of the width of a landscape page of A4, also where a wider typeface stands in
LETTER_PX, MARK_TALL, MARK_WIDE = 7, 56, 160  # pixels of a letter's width; as high and as wide as the mark may be, beside three rows
LINE_PT = 15.0  # height of a line of 10 points


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


class _Writer:
    """One workbook in the making: formats and the names that are taken."""

    def __init__(self, book: Any, contents: Contents, printed_at: datetime | None) -> None:
        self.book, self.contents, self.printed_at = book, contents, printed_at
        self._formats: dict[str, Any] = {}

    def write(self) -> None:
        contents = self.contents
        first, about, sentences = fixed()
        index = self.book.add_worksheet(first)
        self.metadata(about)
        self.plain_table(sentence_table(contents), sentences)
        listed: list[tuple[str, str]] = []
        for (p, b), name in sheet_names(contents).items():
            page, block = contents.pages[p], contents.pages[p].blocks[b]
            self.block(block, name, page)
            listed.append((name, listed_as(page, block)))
        self.index(index, listed)

    def block(self, block: Block, name: str, page: Page) -> None:
        """The sheet of a block; prose and notices have none of their own."""
        if isinstance(block, Table):
            self.plain_table(block, name, listed_as(page, block))
        elif isinstance(block, Chart):
            self.chart(block, name, listed_as(page, block))
        elif isinstance(block, Map):
            self.plain_table(map_table(block), name)

    def form(self, key: str, **given: Any) -> Any:
        if key not in self._formats:
            self._formats[key] = self.book.add_format({"font_name": FONT, "font_size": 10, "valign": "vcenter", **given})
        return self._formats[key]

    def head(self, sheet: Any, title: str) -> None:
        """Title, and below it what it is about: period, scope, as-of, mark."""
        contents = self.contents
        said = [contents.period_name, contents.scope_name, _("per {moment} (UTC+7)", moment=formats.moment(contents.as_of)), contents.classification.upper()]
        said += [_("DATA SIMULASI")] if contents.is_simulated else []
        sheet.write_string(0, 0, text(title), self.form("title", bold=True, font_size=14))
        sheet.write_string(1, 0, text(" · ".join(said)), self.form("muted", font_color=LIGHT.muted))
        sheet.hide_gridlines(2)

    def plain_table(self, block: Table, name: str, title: str = "") -> None:
        """A table: headings frozen and filtered, cells typed, widths by what they hold."""
        sheet = self.book.add_worksheet(name)
        self.head(sheet, title or block.title)
        self.heads(sheet, FIRST, block.columns)
        widths = [width_of(column, (row[n] for row in block.rows)) for n, column in enumerate(block.columns)]
        for n, width in enumerate(widths):
            sheet.set_column(n, n, width)
        for r, row in enumerate(block.rows, FIRST + 1):
            self.row(sheet, r, row, block.columns, widths)
        sheet.set_row(FIRST, 6 + LINE_PT * lines_of([c.title for c in block.columns], widths))
        self.paper(sheet)
        sheet.freeze_panes(FIRST + 1, 1)
        if block.rows:
            sheet.autofilter(FIRST, 0, FIRST + len(block.rows), len(block.columns) - 1)
        asked = _("Pertanyaan: {question}", question=block.question) if block.question else ""
        foot = " ".join(filter(None, [_("{n} baris.", n=formats.number(len(block.rows))), block.note, asked]))
        sheet.write_string(2, 0, text(foot), self.form("muted", font_color=LIGHT.muted))

    def heads(self, sheet: Any, r: int, columns: Sequence[Column], first: int = 0) -> None:
        """The headings of a table; those of numbers stand above their numbers."""
        bold = {"bold": True, "text_wrap": True, "bottom": 1, "font_color": LIGHT.muted, "indent": 1}
        for n, column in enumerate(columns, first):
            is_right = column.kind in NUMERIC
            sheet.write_string(r, n, text(column.title), self.form("head-right", **{**bold, "indent": 0}, align="right") if is_right else self.form("head", **bold, align="left"))

    def row(self, sheet: Any, r: int, row: tuple[Cell, ...], columns: tuple[Column, ...], widths: list[float]) -> None:
        """A row of cells, as high as its longest text needs."""
        lines = lines_of(row, widths)
        if lines > 1:
            sheet.set_row(r, min(400.0, LINE_PT * lines))
        for n, (cell, column) in enumerate(zip(row, columns, strict=True)):
            self.cell(sheet, r, n, cell, column)

    def paper(self, sheet: Any) -> None:
        """Printed on the width of one landscape page, headings on every page."""
        self.sized(sheet)
        sheet.repeat_rows(FIRST)

    def sized(self, sheet: Any) -> None:
        """A landscape sheet of A4, as wide as one page."""
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def cell(self, sheet: Any, row: int, n: int, cell: Cell, column: Column) -> None:
        """One typed cell; None stays empty. Moments are in WIB, as the heading of the sheet says."""
        if cell is None or cell != cell:
            return  # a blank that is written is a nought in the figures that a chart brings along
        if isinstance(cell, datetime):
            sheet.write_datetime(row, n, to_wib(cell).replace(tzinfo=None), self.form("moment", align="left", indent=1, num_format=charts.localised(f'd mmm yyyy hh"{clock_mark()}"mm "WIB"')))
        elif isinstance(cell, date):
            sheet.write_datetime(row, n, datetime(cell.year, cell.month, cell.day), self.form("day", align="left", indent=1, num_format=charts.localised("d mmm yyyy")))
        elif isinstance(cell, str):
            sheet.write_string(row, n, text(cell), self.form("text", text_wrap=True, align="left", indent=1))
        else:
            shape = number_format(column, shapes.digits_of(cell, column))
            sheet.write_number(row, n, cell, self.form(shape, num_format=shape))

    def chart(self, spec: Chart, name: str, title: str) -> None:
        """The figures of a chart, and the chart beside them."""
        columns = [Column(charts.heads(spec)[0]), *(Column(title, "number", spec.digits) for title in charts.heads(spec)[1:])]
        rows = [shapes.cells(charts.category(row[0]), *row[1:]) for row in charts.rows(spec)]
        note = " ".join((*spec.notes, _("Satuan: {unit}.", unit=spec.unit or spec.y_title)))
        block = shapes.table("grafik", title, columns, rows, "", note=note)
        self.plain_table(block, name)
        sheet = self.book.get_worksheet_by_name(name)
        errors = charts.offsets(spec)
        for n, (head, values) in enumerate(errors, len(columns)):  # a chart takes the lengths of its intervals from cells
            self.heads(sheet, FIRST, (Column(head, "number"),), n)
            for r, value in enumerate(values, FIRST + 1):
                self.cell(sheet, r, n, value, Column("", "number", spec.digits))
        sheet.set_column(len(columns), len(columns) + len(errors), 17)
        beside = len(columns) + len(errors) + 1
        whole = sum(width_of(column, (row[n] for row in rows)) for n, column in enumerate(columns)) + 17 * (len(errors) + 1)
        sheet.set_print_scale(max(10, min(100, int(100 * PAGE_LETTERS / whole))))  # the figures on one page, the chart on the next: beside each other both are too small
        sheet.set_v_pagebreaks([beside])
        sheet.insert_chart(FIRST, beside, charts.native(self.book, name, spec, LIGHT), {"description": text(spec.message)})

    def metadata(self, about: str) -> None:
        """What the workbook is about, its sources with their freshness, and the formula of every KPI."""
        contents = self.contents
        sheet = self.book.add_worksheet(about)
        self.head(sheet, _("Tentang briefing ini"))
        row = FIRST
        stamp = ((_("Dicetak"), self.printed_at),) if self.printed_at else ()
        for name, value in (*contents.metadata, *stamp):
            self.row(sheet, row, (name, value), (Column(""), Column("", "int")), ABOUT)
            if isinstance(value, int):
                sheet.write_number(row, 1, value, self.form("left", num_format=number_format(Column("", "int"), 0), align="left", indent=1))
            row += 1
        for block in (contents.feeds, contents.formulas):
            sheet.write_string(row + 1, 0, text(block.title), self.form("head2", bold=True, font_size=12))
            self.heads(sheet, row + 2, block.columns)
            for r, cells_ in enumerate(block.rows, row + 3):
                self.row(sheet, r, cells_, block.columns, ABOUT)
            row += 3 + len(block.rows)
        for n, width in enumerate(ABOUT):
            sheet.set_column(n, n, width)
        self.sized(sheet)

    def office(self, sheet: Any) -> None:
        """Whose workbook it is, on the cover: its name below the head, its mark at the right."""
        template = self.contents.template
        sheet.write_string(2, 0, text(template.office), self.form("office", bold=True, font_color=template.accent))
        if template.mark:
            scale = min(MARK_TALL, MARK_WIDE / template.mark.shape) / TALL
            left = INDEX_WIDE * LETTER_PX - TALL * template.mark.shape * scale
            sheet.insert_image(0, 0, "mark.png", {"image_data": io.BytesIO(template.mark.png), "x_offset": left, "y_offset": 2, "x_scale": scale, "y_scale": scale, "description": text(template.mark.alt)})

    def index(self, sheet: Any, listed: list[tuple[str, str]]) -> None:
        """The first sheet: every other one, with a link."""
        self.head(sheet, f"{self.contents.title} · {self.contents.period_name}")
        self.office(sheet)
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
        self.sized(sheet)
