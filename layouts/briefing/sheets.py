"""The sheets of a workbook: their names by page and block, at which the slides point, and those that are made of no table."""

from __future__ import annotations

import re

from layouts.briefing import shapes
from layouts.briefing.shapes import Block, Column, Contents, Page, Table
from layouts.charts.shapes import Map
from layouts.charts.spec import Chart
from layouts.words import _

LONGEST = 31  # Excel's own limit
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")


def fixed() -> tuple[str, str, str]:
    """The sheets that every workbook begins with: index, metadata, sentences."""
    return _("Isi"), "Metadata", _("Kalimat")


def sheet_names(contents: Contents) -> dict[tuple[int, int], str]:
    """(page, block) -> its sheet, for every block that has one: tables, charts and maps."""
    taken = {name.lower() for name in fixed()}
    found = {}
    for p, page in enumerate(contents.pages):
        for b, block in enumerate(page.blocks):
            if wanted := _wanted(page, block):
                found[p, b] = safe_name(wanted, taken)
    return found


def _wanted(page: Page, block: Block) -> str:
    if isinstance(block, Chart):
        return _("Grafik {page}", page=page.title)
    if isinstance(block, Map):
        return page.title
    if isinstance(block, Table):
        return f"{page.title} {block.title}" if page.name.startswith("wilayah_") else block.title
    return ""


def safe_name(wanted: str, taken: set[str]) -> str:
    """A sheet's name that Excel takes: 31 letters, none forbidden, no quote at an end, not a formula's beginning, not taken.
    A longer one ends after a whole word."""
    base = " ".join(_FORBIDDEN.sub(" ", wanted).split()).strip("'").lstrip("=+-@ ").strip() or _("Lembar")
    if len(base) > LONGEST:
        base = (base[: LONGEST - 1].rsplit(" ", 1)[0] if " " in base[1 : LONGEST - 1] else base[: LONGEST - 1]).rstrip(" ,;'") + "…"
    if base.lower() == "history":
        base = f"{base} 1"
    name, n = base.strip(" '"), 2
    while name.lower() in taken:
        name, n = f"{base[: LONGEST - len(str(n)) - 1].strip()} {n}", n + 1
    taken.add(name.lower())
    return name


def listed_as(page: Page, block: Block) -> str:
    """What a sheet holds, in words: the page and the block, neither said twice."""
    told = block.message if isinstance(block, Chart) else block.title  # type: ignore[union-attr]
    return told if page.title in told else page.title if told in page.title else f"{page.title}: {told}"


def sentence_table(contents: Contents) -> Table:
    """Every sentence once, with each of its numbers and the question behind it."""
    columns = (Column(_("Kalimat")), Column(_("Angka")), Column(_("Nilai"), "number", 4), Column(_("Tertulis")), Column(_("Pertanyaan")), Column(_("Dengan")))
    rows = []
    for said in dict.fromkeys(contents.sentences()):
        rows += [shapes.cells(said.text, f.name, f.value, f.shown, f.question, f.params) for f in said.facts] or [shapes.cells(said.text, None, None, None, None, None)]
    return shapes.table("kalimat", _("Kalimat dan asal angkanya"), columns, rows, "")


def map_table(block: Map) -> Table:
    """The areas of a map with their values."""
    columns = (Column(_("Kode")), Column(_("Wilayah")), Column(block.title, "number", block.digits), Column("n", "int"), Column(_("Keadaan")))
    states = {"ok": _("cukup data"), "sedikit": _("terlalu sedikit data"), "kosong": _("tidak ada data")}
    rows = [shapes.cells(a.code, a.name, a.value, a.n, states.get(a.state, a.state)) for a in block.areas if a.state != "spot"]
    return shapes.table("peta", block.message, columns, rows, block.question, note=" ".join(block.notes))
