"""The briefing as PDF: typst sets it from JSON, so that no text of the data is ever read as markup. No browser."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from fontTools.ttLib import TTFont

from layouts import formats
from layouts.briefing.shapes import Block, Contents, Page, Prose, Table, written
from layouts.charts import svg, svg_map
from layouts.charts.shapes import Map
from layouts.charts.spec import Chart
from layouts.theme import LIGHT, font_folder
from layouts.words import _, speaking

TEMPLATE = Path(__file__).with_name("briefing.typ")
STANDARDS = ["a-2a"]
BOX = "□"  # stands for what the typefaces cannot set
ARABIC = "fontpkg-noto-sans-arabic"  # set in place of letters that the house's typeface lacks, shaped and from right to left
NUMERIC = ("int", "number", "percent", "signed")
LETTER, PADDING, APART = 1.4, 2.5, 2.5  # mm: about an average letter of a table, what stands around a cell's text, and how far words keep from the figures before them
WIDE, TALL, MAP_TALL = 178.0, 210.0, 190.0  # mm: a page's width, and how high a chart and a map may be
SMALL = 180.0  # mm of the 254 of a page: what is lower may share a page
BESIDE = 6  # columns and rows at most of tables that stand beside each other
SHOWN_ROWS = 90  # no small page has more
_SIZE = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
LONGEST = 500  # letters of one cell on paper; XLSX holds the rest


@dataclass(frozen=True, slots=True)
class Paper:
    """How much goes on paper: rows of a table at most; None prints all."""

    most: int | None = None


def pdf(contents: Contents, printed_at: datetime | None = None, paper: Paper = Paper()) -> bytes:
    """The document as PDF/A-2a, tagged, fonts inside. `printed_at` is the one stamp; without it equal contents give equal bytes."""
    return bytes(_compiled(contents, printed_at, paper, format="pdf", pdf_standards=STANDARDS))


def pictures(contents: Contents, dots_per_inch: float = 110) -> list[bytes]:
    """Every page as PNG, as it is on paper."""
    made = _compiled(contents, None, Paper(), format="png", ppi=dots_per_inch)
    return [bytes(page) for page in made] if isinstance(made, list) else [bytes(made)]


def _compiled(contents: Contents, printed_at: datetime | None, paper: Paper, **way: Any) -> Any:
    with speaking(contents.lang):
        said = document(contents, printed_at, paper)
        if BOX in json.dumps(said["pages"], ensure_ascii=False):
            said["metadata"].append([_("Tanda {box}", box=BOX), _("huruf atau gambar yang tidak ada pada huruf cetak ini; selengkapnya pada berkas XLSX")])
        data = json.dumps(said, ensure_ascii=False, allow_nan=False)
    return typst.compile(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=[str(font_folder()), str(font_folder(ARABIC))], ignore_system_fonts=True, sys_inputs={"data": data}, **way)


def document(contents: Contents, printed_at: datetime | None, paper: Paper) -> dict[str, Any]:
    """What the template reads: words, colours, pages."""
    stamp, template = printed_at or contents.as_of, contents.template
    return {
        "lang": contents.lang, "title": plain(contents.title), "period": plain(contents.period_name), "scope": "" if contents.scope_name in contents.title else plain(contents.scope_name),
        "as_of": _("per {moment} (UTC+7)", moment=formats.moment(contents.as_of)), "classification": contents.classification.upper(),
        "simulated": _("DATA SIMULASI") if contents.is_simulated else "", "hash": contents.query_hash,
        "foot": _("Sidik {hash} · data {since} – {until}", hash=contents.query_hash, since=formats.moment(contents.since), until=formats.moment(contents.until)),
        "office": plain(template.office), "mark": {"svg": template.mark.svg, "shape": template.mark.shape, "alt": plain(template.mark.alt)} if template.mark else None,
        "page_of": _("halaman"), "of": _("dari"), "sources": _("Sumber"), "printed": _("dicetak {moment}", moment=formats.moment(printed_at)) if printed_at else "",
        "stamp": [stamp.year, stamp.month, stamp.day, stamp.hour, stamp.minute, stamp.second],
        "colours": {"ink": LIGHT.ink, "muted": LIGHT.muted, "line": LIGHT.line, "ground": LIGHT.ground, "accent": template.accent, "warning": LIGHT.warning, "breach": LIGHT.breach},
        "pages": [_page(page, paper) for page in contents.pages], "metadata": [[plain(k), plain(_said(v), None)] for k, v in contents.metadata],
        "metadata_title": _("Tentang briefing ini"),
    }  # fmt: skip


def _page(page: Page, paper: Paper) -> dict[str, Any]:
    blocks = [_block(block, paper) for block in page.blocks]
    for block in blocks:
        if (block["kind"] == "table" and len(blocks) == 1) or block.get("title") == plain(page.title):
            block["title"] = ""  # the page's own title says it
    blocks = _paired(blocks)
    is_short = all(block["kind"] == "notice" for block in blocks)  # nothing to show: it stands below the page before
    is_small = not is_short and sum(_tall(block) for block in blocks) + 20 < SMALL
    return {"name": page.name, "title": plain(page.title), "short": is_short, "small": is_small, "sources": plain(", ".join(page.sources)), "blocks": blocks}


def _paired(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Two small tables below each other stand beside each other, so that page one stays one page."""
    made: list[dict[str, Any]] = []
    for block in blocks:
        before: dict[str, Any] = made[-1] if made else {}
        if before.get("kind") == block["kind"] == "table" and all(t["title"] and len(t["heads"]) <= BESIDE and 0 < len(t["rows"]) <= BESIDE and not t["cut"] for t in (before, block)):
            halves = [{**t, "fine": True, "widths": fitted(t["widths"], [t["heads"], *t["rows"]], WIDE / 2 - 3, t["right"])} for t in (before, block)]
            made[-1] = {"kind": "pair", "blocks": halves}
        else:
            made.append(block)
    return made


def _block(block: Block, paper: Paper) -> dict[str, Any]:
    if isinstance(block, Table):
        return _table(block, paper)
    if isinstance(block, Chart):
        return _drawing(block.message, block.message, svg.chart(block, LIGHT), block.notes, TALL)
    if isinstance(block, Map):
        alt = f"{block.title}. {block.message}"
        return _drawing(alt, alt, svg_map.city_map(block, LIGHT), block.notes, MAP_TALL)
    if isinstance(block, Prose):
        return {"kind": "prose", "title": plain(block.title), "lead": block.is_lead, "sentences": [plain(s.text, None) for s in block.sentences]}
    return {"kind": "notice", "text": plain(block.text), "hint": plain(block.hint)}


def _drawing(message: str, alt: str, drawn: str, notes: Sequence[str], most: float) -> dict[str, Any]:
    """A drawing as wide as the page, or as high as it may be. mm."""
    wide, high = (float(found) for found in _SIZE.findall(drawn)[0])
    width = min(WIDE, most * wide / high)
    return {"kind": "chart", "message": plain(message), "svg": plain(drawn, None, _latin()), "alt": plain(alt), "notes": [plain(n) for n in notes], "width": width, "height": width * high / wide}


def _tall(block: dict[str, Any]) -> float:
    """About how high a block is on paper, rather too much than too little. mm."""
    if block["kind"] == "pair":
        return 2 * max(_tall(half) for half in block["blocks"])
    if block["kind"] == "table":
        step = WIDE / max(sum(block["widths"]), 0.1)
        lines = sum(max((-(-len(cell) // max(3, int(w * step / 1.7))) for cell, w in zip(row, block["widths"], strict=True)), default=1) for row in block["rows"][:SHOWN_ROWS])
        return 24 + 1.3 * len(block["rows"]) + 3.4 * lines
    if block["kind"] == "chart":
        return float(14 + block["height"] + 4 * len(block["notes"]))
    return 10 + sum(6 * -(-len(said) // 90) for said in block.get("sentences", [block.get("text", "")])) + 12


def _table(block: Table, paper: Paper) -> dict[str, Any]:
    rows = block.printed(paper.most)
    cells = [[plain(written(cell, c)) for cell, c in zip(row, block.columns, strict=True)] for row in rows]
    right = [c.kind in NUMERIC for c in block.columns]
    return {
        "kind": "table", "fine": len(block.columns) > 8 or block.question == "data/kpis", "title": plain(block.title), "heads": [plain(c.title) for c in block.columns], "widths": fitted([c.width for c in block.columns], [[plain(c.title) for c in block.columns], *cells], right=right),
        "right": right, "rows": cells,
        "note": plain(block.note), "cut": shortened(len(rows), len(block.rows)), "empty": _("Tidak ada baris."),
    }  # fmt: skip


def fitted(widths: Sequence[float], rows: Sequence[Sequence[str]], room: float = WIDE, right: Sequence[bool] = ()) -> list[float]:
    """Shares of a page's width, or of `room` mm, for columns: those wished for, but none narrower than its longest word; the others give what that takes.
    `right` tells which hold figures. A hard space does not part words."""
    wished = [width * room / sum(widths) for width in widths]
    spare = [PADDING + (APART if n and right and right[n - 1] and not right[n] else 0.0) for n in range(len(widths))]
    least = [LETTER * max((len(word) for row in rows for word in row[n].split(" ")), default=0) + spare[n] for n in range(len(widths))]
    tight = [n for n, width in enumerate(wished) if width < least[n]]
    over = sum(wished[n] for n in range(len(widths)) if n not in tight)
    left = room - sum(least[n] for n in tight)
    if not tight or left <= 0 or any(wished[n] * left / over < least[n] for n in range(len(widths)) if n not in tight):
        return list(widths)
    return [least[n] if n in tight else wished[n] * left / over for n in range(len(widths))]


def shortened(shown: int, all_rows: int) -> str:
    """`20 dari 5.000 baris; selengkapnya pada lampiran dan berkas XLSX` where a table is cut, else nothing."""
    if shown == all_rows:
        return ""
    return _("{shown} dari {all} baris; selengkapnya pada berkas XLSX", shown=formats.number(shown), all=formats.number(all_rows))


def _said(value: object) -> str:
    return formats.moment(value) if isinstance(value, datetime) else formats.day(value) if isinstance(value, date) else formats.number(value) if isinstance(value, int) else str(value)


@cache
def _latin() -> frozenset[int]:
    """Code points that the house's font can set: those of drawings, in which shaped letters could not be read out of the file."""
    return frozenset(TTFont(font_folder() / "SourceSansPro-Regular.ttf", lazy=True).getBestCmap())


@cache
def _glyphs() -> frozenset[int]:
    """Code points that the house's font, or the Arabic one beside it, can set."""
    return _latin().union(*(TTFont(file, lazy=True).getBestCmap() for file in font_folder(ARABIC).glob("*.ttf")))


def plain(text: str, longest: int | None = LONGEST, known: frozenset[int] | None = None) -> str:
    """Text as the fonts can set it: what they cannot (emoji, other scripts) is a box, never silently dropped, and control signs are spaces."""
    known = known or _glyphs()
    kept = "".join(c if ord(c) in known else " " if c.isspace() or ord(c) < 32 or 127 <= ord(c) < 160 else BOX for c in text)
    return kept if longest is None or len(kept) <= longest else kept[: longest - 1] + "…"
