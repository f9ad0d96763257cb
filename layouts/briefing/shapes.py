"""What a briefing is made of. All of it is frozen; every number stands here raw, and is written by the renderers alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from pandas import NA

from layouts import formats
from layouts.briefing.template import Template
from layouts.charts.shapes import Map
from layouts.charts.spec import Chart

Cell = str | int | float | date | datetime | None
Kind = Literal["text", "int", "number", "percent", "moment", "when", "signed"]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and how its cells are written. `width` is relative to the other columns. A `when` is a moment without year and zone, in one line:
    its heading names the zone, and the document the year."""

    title: str
    kind: Kind = "text"
    digits: int = 1
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of raw cells. `most` rows are printed where the table is only an extract; XLSX always holds all. `question` is where it is from.
    `is_detail`: on paper and in the workbook, not on slides."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    question: str
    most: int | None = None
    note: str = ""
    is_detail: bool = False

    def printed(self, most: int | None = None) -> tuple[tuple[Cell, ...], ...]:
        """The rows that paper shows: at most `most` and at most the table's own limit."""
        limits = [n for n in (most, self.most) if n is not None]
        return self.rows[: min(limits)] if limits else self.rows


@dataclass(frozen=True, slots=True)
class Fact:
    """One number of a sentence: as it is, as it is written, and the question and words that it answers."""

    name: str
    value: float
    shown: str
    question: str
    params: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence made by rule; every number in it is one of its facts."""

    text: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """Sentences under a heading. `is_lead` is set large: the three sentences of page one."""

    title: str
    sentences: tuple[Sentence, ...]
    is_lead: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Nothing to show: what is missing, and what to do about it."""

    text: str
    hint: str


Block = Table | Chart | Map | Prose | Notice


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the briefing. `name` is stable; `title` is what is on top; `sources` are the names of the sources behind it."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """One briefing. Moments are UTC, naive. `query_hash` stands for the question and the data's versions: equal hash, equal contents.
    `template` is how it looks; nothing that is said depends on it."""

    title: str
    period: str
    period_name: str
    kind_name: str
    scope: str
    scope_name: str
    since: datetime
    until: datetime
    as_of: datetime
    lang: str
    classification: str
    is_simulated: bool
    pages: tuple[Page, ...]
    metadata: tuple[tuple[str, Cell], ...]
    formulas: Table
    feeds: Table
    versions: tuple[tuple[str, int], ...]
    query_hash: str
    kind: str = "briefing"
    agency: str = ""
    template: Template = Template()

    def tables(self) -> tuple[Table, ...]:
        """Every table in the order of the pages."""
        return tuple(block for page in self.pages for block in page.blocks if isinstance(block, Table))

    def charts(self) -> tuple[Chart, ...]:
        """Every chart in the order of the pages."""
        return tuple(block for page in self.pages for block in page.blocks if isinstance(block, Chart))

    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence in the order of the pages."""
        return tuple(s for page in self.pages for block in page.blocks if isinstance(block, Prose) for s in block.sentences)


def written(cell: Cell, column: Column) -> str:
    """A cell as paper shows it, in the language of the request; what is missing is an em dash."""
    if cell is None or cell != cell:
        return formats.NOTHING
    if isinstance(cell, datetime):
        return formats.day_and_clock(cell).replace(" ", "\u00a0") if column.kind == "when" else formats.moment(cell)
    if isinstance(cell, date):
        return formats.day(cell)
    if isinstance(cell, str):
        return cell
    if column.kind == "percent":
        return formats.percent(cell, column.digits)
    text = formats.number(cell, digits_of(cell, column))
    return f"+{text}" if column.kind == "signed" and round(float(cell), column.digits) > 0 else text


def digits_of(cell: float, column: Column) -> int:
    """Decimals of a cell: a count has none, whatever its column."""
    return 0 if column.kind == "int" or isinstance(cell, int) else column.digits


def cells(*values: object) -> tuple[Cell, ...]:
    """A row out of a frame: numpy's numbers as Python's, NaN and NaT as None, moments as they are."""
    return tuple(_plain(value) for value in values)


def _plain(value: object) -> Cell:
    if value is None or value is NA or value != value:
        return None
    if hasattr(value, "to_pydatetime"):
        return value.to_pydatetime()  # type: ignore[no-any-return]
    if hasattr(value, "item"):
        return value.item()  # type: ignore[no-any-return]
    return value  # type: ignore[return-value]


def table(name: str, title: str, columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]], question: str, most: int | None = None, note: str = "", is_detail: bool = False) -> Table:
    """A table whose rows are checked to fit its columns."""
    assert all(len(row) == len(columns) for row in rows), name
    return Table(name, title, tuple(columns), tuple(rows), question, most, note, is_detail)
