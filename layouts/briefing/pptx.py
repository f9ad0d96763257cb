"""The briefing as slides, 16:9: native charts, a map of shapes, tables over as many slides as they need, sources in the notes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from layouts import formats
from layouts.briefing.pdf import NUMERIC, shortened
from layouts.briefing.shapes import Block, Contents, Notice, Page, Prose, Table, written
from layouts.briefing.slide_table import add_table
from layouts.charts import pptx as charts
from layouts.charts.shapes import Map
from layouts.charts.spec import Chart
from layouts.theme import FONT, LIGHT
from layouts.words import _, speaking

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, TOP, WIDE, TALL = Inches(0.5), Inches(1.5), Inches(12.333), Inches(5.1)
LINE = Inches(0.235)  # one line of a table's row at 10 points
PAD = Inches(0.08)
PER_INCH = 11.5  # letters of 10 points, also of a wider typeface where ours is not installed
MOST_ROWS = 120
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")


def pptx(contents: Contents, printed_at: datetime | None = None) -> bytes:
    """The presentation's bytes. Equal contents and stamp give equal bytes."""
    made = io.BytesIO()
    with speaking(contents.lang):
        show = Presentation()
        show.slide_width, show.slide_height = WIDTH, HEIGHT
        stamp = (printed_at or contents.as_of).replace(tzinfo=None)
        about = show.core_properties
        about.title, about.subject, about.author, about.last_modified_by = said(contents.title, 250), said(contents.period_name), "", ""
        about.created = about.modified = about.last_printed = stamp
        writer = _Writer(show, contents)
        for page in contents.pages:
            for block in page.blocks:
                writer.block(page, block)
        writer.metadata()
        show.save(made)
    return settled(made.getvalue(), stamp)


def said(text: str, longest: int = 400) -> str:
    """Text that XML can hold, cut with an ellipsis."""
    plain = _CONTROL.sub(" ", text)
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


@dataclass
class _Writer:
    """One presentation in the making."""

    show: Any
    contents: Contents

    def block(self, page: Page, block: Block) -> None:
        """One or more slides."""
        if isinstance(block, Table):
            self.table(page, block)
        elif isinstance(block, Chart):
            slide = self.slide(page, block.message, "\n".join(block.notes))
            charts.add_chart(slide, block, (LEFT, TOP, WIDE, TALL), LIGHT)
            levels = [_("garis acuan: {label}", label=r.label) for r in block.references if block.kind == "bar"]  # a native bar chart draws none
            self.below(slide, [*levels, *block.notes])
        elif isinstance(block, Map):
            slide = self.slide(page, f"{block.title}. {block.message}", "\n".join((*block.notes, block.question)))
            charts.add_map(slide, block, (LEFT, TOP, WIDE, TALL), LIGHT)
            self.below(slide, block.notes)
        elif isinstance(block, Prose):
            self.prose(page, block)
        else:
            self.notice(page, block)

    def slide(self, page: Page, message: str, notes: str) -> Any:
        """A slide with its title, the line above it, its foot, and notes that say where it all is from."""
        slide = self.show.slides.add_slide(self.show.slide_layouts[5])
        title = slide.shapes.title
        title.left, title.top, title.width, title.height = LEFT, Inches(0.5), WIDE, Inches(0.8)
        _written(title.text_frame, said(message, 160), 22 if len(message) < 70 else 18, bold=True)
        title.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        above = f"{page.title} · {self.contents.period_name} · {self.contents.scope_name}"
        self.text(slide, said(above, 150), (LEFT, Inches(0.2), Inches(9), Inches(0.3)), 11, LIGHT.muted)
        mark = [f"◆ {_('DATA SIMULASI')}"] if self.contents.is_simulated else []
        right = " · ".join([*mark, self.contents.classification.upper()])
        self.text(slide, right, (Inches(9.6), Inches(0.2), Inches(3.233), Inches(0.3)), 11, LIGHT.warning if mark else LIGHT.muted, PP_ALIGN.RIGHT, True)
        self.foot(slide)
        sources = ", ".join(page.sources) or _("lihat Metadata")
        slide.notes_slide.notes_text_frame.text = said(
            "\n".join(filter(None, [notes, _("Sumber: {sources}", sources=sources), self.trace()])), 4000
        )
        return slide

    def trace(self) -> str:
        """As of when, which question, which data."""
        return _("Per {moment} (UTC+7). Sidik {hash}.", moment=formats.moment(self.contents.as_of), hash=self.contents.query_hash)

    def foot(self, slide: Any) -> None:
        left = _("per {moment} (UTC+7)", moment=formats.moment(self.contents.as_of)) + f" · {self.contents.query_hash}"
        self.text(slide, left, (LEFT, Inches(7.05), Inches(9), Inches(0.3)), 10, LIGHT.muted)
        self.text(slide, str(len(self.show.slides)), (Inches(11.8), Inches(7.05), Inches(1.033), Inches(0.3)), 10, LIGHT.muted, PP_ALIGN.RIGHT)

    def text(self, slide: Any, text: str, box: Sequence[int], size: float, ink: str, align: Any = PP_ALIGN.LEFT, bold: bool = False) -> None:
        frame = slide.shapes.add_textbox(*box).text_frame
        frame.word_wrap = True
        _written(frame, text, size, ink, bold)
        frame.paragraphs[0].alignment = align

    def prose(self, page: Page, block: Prose) -> None:
        slide = self.slide(page, block.title, "\n".join(f"{f.name} = {f.value} ({f.question})" for s in block.sentences for f in s.facts))
        frame = slide.shapes.add_textbox(LEFT, TOP, WIDE, TALL).text_frame
        frame.word_wrap = True
        for n, sentence in enumerate(block.sentences):
            line = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
            line.space_after = Pt(14)
            run = line.add_run()
            run.text = said(f"{n + 1}. {sentence.text}" if block.is_lead else f"– {sentence.text}", 600)
            _font(run.font, 22 if block.is_lead else 16, LIGHT.ink)

    def notice(self, page: Page, block: Notice) -> None:
        slide = self.slide(page, page.title, block.text)
        frame = slide.shapes.add_textbox(LEFT, Inches(2.6), WIDE, Inches(2)).text_frame
        frame.word_wrap = True
        _written(frame, said(block.text, 500), 24 if len(block.text) < 120 else 16, LIGHT.ink, True)
        frame.paragraphs[0].space_after = Pt(10)
        run = frame.add_paragraph().add_run()
        run.text = said(block.hint, 300)
        _font(run.font, 16, LIGHT.muted)

    def table(self, page: Page, block: Table) -> None:
        """The rows over as many slides as they need; past MOST_ROWS the slide says how many there are."""
        rows = [[said(written(cell, c), 160) for cell, c in zip(row, block.columns, strict=True)] for row in block.printed(MOST_ROWS)]
        cut, widths = shortened(len(rows), len(block.rows)), _widths(block)
        parts = _paginated(rows, widths) or [[]]
        for n, part in enumerate(parts, 1):
            title = f"{page.title}: {block.title}" if page.name.startswith("wilayah_") else block.title
            head = title if len(parts) == 1 else _("{title} ({n} dari {all})", title=title, n=n, all=len(parts))
            slide = self.slide(page, head, "\n".join(filter(None, [block.note, _("Pertanyaan: {question}", question=block.question)])))
            if part:
                _drawn(slide, block, part, widths)
            self.below(slide, [cut, block.note] if part else [_("Tidak ada baris.")])

    def below(self, slide: Any, notes: Sequence[str]) -> None:
        """One or two lines of small print above the foot."""
        if shown := " · ".join(filter(None, notes)):
            self.text(slide, said(shown, 320), (LEFT, Inches(6.6), WIDE, Inches(0.4)), 10, LIGHT.muted)

    def metadata(self) -> None:
        """The last slide: what this briefing is about."""
        page = Page("metadata", _("Tentang briefing ini"), ())
        slide = self.slide(page, page.title, "")
        frame = slide.shapes.add_textbox(LEFT, TOP, WIDE, TALL).text_frame
        frame.word_wrap = True
        for n, (name, value) in enumerate(self.contents.metadata):
            line = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
            run = line.add_run()
            shown = formats.moment(value) if isinstance(value, datetime) else formats.number(value) if isinstance(value, int) else str(value)
            run.text = said(f"{name}: {shown}", 260)
            _font(run.font, 12, LIGHT.ink)


def _written(frame: Any, text: str, size: float, ink: str = LIGHT.ink, bold: bool = False) -> None:
    frame.text = text
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            _font(run.font, size, ink, bold)


def _font(font: Any, size: float, ink: str, bold: bool = False) -> None:
    font.size, font.name, font.bold = Pt(size), FONT, bold
    font.color.rgb = charts.colour(ink)


def _widths(block: Table) -> list[float]:
    """Inches of each column."""
    total = sum(c.width for c in block.columns)
    return [12.333 * c.width / total for c in block.columns]


def _lines(row: Sequence[str], widths: Sequence[float]) -> int:
    """How many lines the fullest cell of a row takes."""
    return max(-(-len(cell) // max(4, int((w - 0.12) * PER_INCH))) if cell else 1 for cell, w in zip(row, widths, strict=True))


def _paginated(rows: list[list[str]], widths: list[float]) -> list[list[list[str]]]:
    """The rows in stacks that fit below a heading of two lines, of about the same height: no slide is left with a last row or two."""
    room = Inches(5.0) - 2 * LINE - PAD
    heights = [_lines(row, widths) * LINE * 0.76 + PAD * 0.75 for row in rows]
    most = len(_stacked(rows, heights, room))
    lows = [sum(heights) / most + n * max(heights) / 4 for n in range(8)] if most > 1 else []
    even = (_stacked(rows, heights, low) for low in lows if low < room)  # the lowest stacks that need no slide more
    return next((stacks for stacks in even if len(stacks) == most), None) or _stacked(rows, heights, room)


def _stacked(rows: list[list[str]], heights: list[float], room: float) -> list[list[list[str]]]:
    stacks: list[list[list[str]]] = []
    used = room + 1
    for row, tall in zip(rows, heights, strict=True):
        if used + tall > room:
            stacks.append([])
            used = 0.0
        stacks[-1].append(row)
        used += tall
    return stacks


def _drawn(slide: Any, block: Table, rows: list[list[str]], widths: list[float]) -> None:
    heads = [said(c.title, 60) for c in block.columns]
    add_table(slide, [heads, *rows], [c.kind in NUMERIC for c in block.columns], widths, (int(LEFT), int(TOP)), int(LINE))


def settled(blob: bytes, stamp: datetime) -> bytes:
    """The same package with one date everywhere, embedded workbooks too: zip members carry the hour at which they were written."""
    made = io.BytesIO()
    said_at = f"{stamp:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(io.BytesIO(blob)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename.endswith(".xlsx"):
                content = settled(content, stamp)
            elif member.filename == "docProps/core.xml":
                content = _DATES.sub(rb"\g<1>" + said_at + rb"\g<2>", content)
            new.writestr(zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
