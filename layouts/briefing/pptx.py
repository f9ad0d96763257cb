"""The briefing as slides, 16:9: native charts, a map of shapes, tables as far as a meeting reads them, sources in the notes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from layouts import formats
from layouts.briefing.package import settled
from layouts.briefing.pdf import NUMERIC
from layouts.briefing.shapes import Column, Contents, Notice, Page, Prose, Table, cells, table
from layouts.briefing.sheets import sheet_names
from layouts.briefing.slide_mark import add_mark, room_of
from layouts.briefing.slide_pages import together
from layouts.briefing.slide_plan import HEAD, LEAD, TEXT, Slide, planned
from layouts.briefing.slide_room import Piece, rooms_of, row_height, said, widths_of
from layouts.briefing.slide_table import add_table
from layouts.briefing.slide_text import set_font, write
from layouts.briefing.slide_words import head_of, notes_of, title_of, trail
from layouts.charts import pptx as charts
from layouts.charts import pptx_map
from layouts.charts.shapes import Map
from layouts.charts.spec import Chart
from layouts.theme import LIGHT
from layouts.words import _, many, speaking

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, TOP, WIDE, TALL = Inches(0.5), Inches(1.17), Inches(12.333), Inches(5.4)
BESIDE = 14  # rows of the list of tables; more stand in two columns
INSET = Inches(0.1)  # of a text box: its words stand above the edge of tables and drawings


def pptx(contents: Contents, printed_at: datetime | None = None) -> bytes:
    """The presentation's bytes. Equal contents and stamp give equal bytes."""
    made = io.BytesIO()
    with speaking(contents.lang):
        show = Presentation()
        show.slide_width, show.slide_height = WIDTH, HEIGHT
        stamp = (printed_at or contents.as_of).replace(tzinfo=None)
        about = show.core_properties
        about.title, about.subject, about.author, about.last_modified_by = said(contents.title, 250), said(contents.period_name), "", ""
        about.language = charts.tongue()
        about.created = about.modified = about.last_printed = stamp
        writer = _Writer(show, contents, sheet_names(contents))
        pages = together(contents.pages)
        pages = [(n, page) for n, page in pages if any(not (isinstance(b, Table) and b.is_detail) for b in page.blocks)]
        last = writer.left_of(pages[-1][1])
        for n, page in pages if last is None else pages[:-1]:
            writer.page(n, page)
        writer.whole(last or ())
        writer.metadata()
        show.save(made)
    return settled(made.getvalue(), stamp)


@dataclass
class _Writer:
    """One presentation in the making."""

    show: Any
    contents: Contents
    sheets: dict[tuple[int, int], str]
    shown: dict[int, int] = field(default_factory=dict)  # rows of each table that are on slides, by the table's identity
    told: set[Prose] = field(default_factory=set)

    def left_of(self, page: Page) -> tuple[Notice, ...] | None:
        """The notices of the last page, when nothing else of it is for slides but sentences that the first has said: they stand above the list of tables. Else None."""
        seen = [b for b in page.blocks if not (isinstance(b, Table) and b.is_detail) and b not in self.contents.pages[0].blocks]
        return tuple(b for b in seen if isinstance(b, Notice)) if len(self.contents.pages) > 1 and seen and all(isinstance(b, Notice) for b in seen) else None

    def page(self, n: int, page: Page) -> None:
        """The slides of a page, without the sentences that an earlier one has said."""
        new = replace(page, blocks=tuple(b for b in page.blocks if not (isinstance(b, Prose) and b in self.told)))
        self.told |= {b for b in page.blocks if isinstance(b, Prose)}
        for slide in planned(new):
            self.drawn(n, page, slide)

    def drawn(self, n: int, page: Page, plan: Slide) -> None:
        """One slide: its title says what its drawing says, or what its only block is about."""
        first = plan.pieces[0]
        lead = next((p for p in plan.pieces if isinstance(p.block, Chart | Map)), None if any(p.left for p in plan.pieces if p.top == first.top) else first)
        title = title_of(self.contents, page, lead) if lead else page.title
        slide = self.slide(page, title, "\n".join(dict.fromkeys(filter(None, (trail(p.block) for p in plan.pieces)))))
        for piece in plan.pieces:
            left, top, wide = LEFT + Inches(piece.left), TOP + Inches(piece.top), Inches(piece.width)
            if piece is not lead and piece.top > 0 and (head := head_of(piece)):
                self.text(slide, said(head, round(7.5 * piece.width)), (left - INSET, top - Inches(HEAD), wide, Inches(HEAD)), 13, LIGHT.ink, bold=True)
            self.piece(slide, piece, (left, top, wide, Inches(piece.height)), plan.size)
        self.below(slide, [*(self.cut(n, page, p) for p in plan.pieces), *(note for p in plan.pieces for note in notes_of(p))])
        self.foot(slide)

    def cut(self, n: int, page: Page, piece: Piece) -> str:
        """Where the whole of a table is, when the slides hold a part of it; the table is listed on the last slide but one."""
        if not isinstance(piece.block, Table):
            return ""
        shown = self.shown.get(id(piece.block), 0) + len(piece.rows)
        self.shown[id(piece.block)] = shown
        if piece.part < piece.parts or shown == len(piece.block.rows):
            return ""
        sheet = self.sheets.get((n, next(b for b, block in enumerate(page.blocks) if block is piece.block)), "")
        return _("{shown} dari {all} baris; lengkap: lembar “{sheet}” berkas XLSX.", shown=formats.number(shown), all=formats.number(len(piece.block.rows)), sheet=sheet)

    def piece(self, slide: Any, piece: Piece, box: tuple[int, int, int, int], size: float) -> None:
        """A block in its place."""
        block = piece.block
        if isinstance(block, Table):
            self.table(slide, block, piece, box, size)
        elif isinstance(block, Chart):
            charts.add_chart(slide, block, box, LIGHT)
        elif isinstance(block, Map):
            pptx_map.add_map(slide, block, box, LIGHT)
        elif isinstance(block, Prose):
            self.prose(slide, block, box)
        else:
            self.notice(slide, block, box)

    def table(self, slide: Any, block: Table, piece: Piece, box: tuple[int, int, int, int], size: float) -> None:
        if not piece.rows:
            self.text(slide, _("Tidak ada baris."), box, 14, LIGHT.muted)
            return
        widths = widths_of(piece, size)
        rows = [[said(c.title, 60) for c in block.columns], *piece.rows]
        rooms = rooms_of(piece, size)
        heights = [int(Inches(row_height(row, rooms, size))) for row in rows]
        made = add_table(slide, rows, [c.kind in NUMERIC for c in block.columns], widths, (box[0], box[1]), heights, size)
        title = block.title or slide.shapes.title.text
        charts.described(made, title, said(many("{title}: {n} baris", len(piece.rows), title=title, n=formats.number(len(piece.rows))), 300))

    def whole(self, first: tuple[Notice, ...]) -> None:
        """What is left to be noticed; which tables are on paper and in the workbook alone, or cut on the slides, and on which sheet each is whole."""
        found: dict[str, list[tuple[int, str]]] = {}
        for (p, b), sheet in self.sheets.items():
            page, block = self.contents.pages[p], self.contents.pages[p].blocks[b]
            if isinstance(block, Table) and self.shown.get(id(block), 0) < len(block.rows):
                told = page.title if page.title.endswith(block.title) else block.title
                found.setdefault(told, []).append((len(block.rows), sheet))
        if not found and not first:
            return
        listed = [cells(told, sum(n for n, _sheet in held), many("{sheet}, {n} lembar", len(held), sheet=held[0][1], n=len(held)) if len(held) > 1 else held[0][1]) for told, held in found.items()]
        columns = (Column(_("Tabel"), width=4.4), Column(_("Baris"), "int", width=0.6), Column(_("Lembar buku kerja"), width=4))
        title = _("Tabel lengkap: berkas XLSX, dan lampiran berkas PDF")
        half = -(-len(listed) // 2) if len(listed) > BESIDE else len(listed)
        parts = tuple(table("tabel_lengkap", "", columns, rows, "") for rows in (listed[:half], listed[half:]) if rows)
        self.page(-1, Page("tabel_lengkap", title if found else self.contents.pages[-1].title, (*first, *parts), (_("lihat Metadata"),)))

    def slide(self, page: Page, message: str, notes: str) -> Any:
        """A slide with its title, the line above it, its foot, and notes that say where it all is from."""
        slide = self.show.slides.add_slide(self.show.slide_layouts[5])
        title, template = slide.shapes.title, self.contents.template
        is_first = len(self.show.slides) == 1
        beside = Inches(room_of(template, True)) if is_first else 0
        title.left, title.top, title.width, title.height = LEFT - INSET + beside, Inches(0.45), WIDE + INSET - beside, Inches(0.75)
        write(title.text_frame, said(message, 160), 22 if len(message) < 70 else 18 if len(message) < 100 else 16, bold=True)
        title.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        named = [template.office] if is_first else [] if message.startswith(page.title) else [page.title]  # what the title says is not said twice
        above = " · ".join((*named, self.contents.period_name, self.contents.scope_name))
        self.text(slide, said(above, 150), (LEFT - INSET + beside, Inches(0.2), Inches(9) - beside, Inches(0.3)), 11, template.accent if is_first else LIGHT.muted, bold=is_first)
        add_mark(slide, template, is_first, 0.5, 0.24 if is_first else 7.05)
        mark = [f"◆ {_('DATA SIMULASI')}"] if self.contents.is_simulated else []
        right = " · ".join([*mark, self.contents.classification.upper()])
        self.text(slide, right, (Inches(9.6), Inches(0.2), Inches(3.233), Inches(0.3)), 11, LIGHT.warning if mark else LIGHT.muted, PP_ALIGN.RIGHT, True)
        sources = ", ".join(page.sources) or _("lihat Metadata")
        slide.notes_slide.notes_text_frame.text = said(
            "\n".join(filter(None, [notes, _("Sumber: {sources}", sources=sources), self.trace()])), 4000
        )
        return slide

    def trace(self) -> str:
        """As of when, which question, which data."""
        return _("Per {moment} (UTC+7). Sidik {hash}.", moment=formats.moment(self.contents.as_of), hash=self.contents.query_hash)

    def foot(self, slide: Any) -> None:
        """As of when, which data, which slide: read last."""
        beside = 0.0 if len(self.show.slides) == 1 else room_of(self.contents.template, False)
        left = _("per {moment} (UTC+7)", moment=formats.moment(self.contents.as_of)) + f" · {self.contents.query_hash}"
        self.text(slide, left, (LEFT - INSET + Inches(beside), Inches(7.05), Inches(9), Inches(0.3)), 10, LIGHT.muted)
        self.text(slide, str(len(self.show.slides)), (Inches(11.8), Inches(7.05), Inches(1.033), Inches(0.3)), 10, LIGHT.muted, PP_ALIGN.RIGHT)

    def text(self, slide: Any, text: str, box: Sequence[int], size: float, ink: str, align: Any = PP_ALIGN.LEFT, bold: bool = False) -> None:
        frame = slide.shapes.add_textbox(*box).text_frame
        frame.word_wrap = True
        write(frame, text, size, ink, bold)
        frame.paragraphs[0].alignment = align

    def prose(self, slide: Any, block: Prose, box: tuple[int, int, int, int]) -> None:
        frame = slide.shapes.add_textbox(box[0] - INSET, *box[1:]).text_frame
        frame.word_wrap = True
        for n, sentence in enumerate(block.sentences):
            line = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
            line.space_after = Pt(6)
            run = line.add_run()
            run.text = said(f"{n + 1}. {sentence.text}" if block.is_lead else f"– {sentence.text}", 600)
            set_font(run.font, LEAD if block.is_lead else TEXT, LIGHT.ink)

    def notice(self, slide: Any, block: Notice, box: tuple[int, int, int, int]) -> None:
        frame = slide.shapes.add_textbox(box[0] - INSET, *box[1:]).text_frame
        frame.word_wrap = True
        write(frame, said(block.text, 500), 16 if len(block.text) < 120 else 13, LIGHT.ink, len(block.text) < 120)
        frame.paragraphs[0].space_after = Pt(4)
        run = frame.add_paragraph().add_run()
        run.text = said(block.hint, 300)
        set_font(run.font, 13, LIGHT.muted)

    def below(self, slide: Any, notes: Sequence[str]) -> None:
        """One or two lines of small print above the foot."""
        if shown := " · ".join(dict.fromkeys(filter(None, notes))):
            self.text(slide, said(shown, 340), (LEFT - INSET, Inches(6.58), WIDE + INSET, Inches(0.45)), 10 if len(shown) < 150 else 9, LIGHT.muted)

    def metadata(self) -> None:
        """The last slide: what this briefing is about."""
        page = Page("metadata", _("Tentang briefing ini"), ())
        slide = self.slide(page, page.title, "")
        frame = slide.shapes.add_textbox(LEFT - INSET, TOP, WIDE, TALL).text_frame
        frame.word_wrap = True
        for n, (name, value) in enumerate(self.contents.metadata):
            line = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
            run = line.add_run()
            shown = formats.moment(value) if isinstance(value, datetime) else formats.number(value) if isinstance(value, int) else str(value)
            run.text = said(f"{name}: {shown}", 1200)
            set_font(run.font, 10, LIGHT.ink)
        self.foot(slide)
