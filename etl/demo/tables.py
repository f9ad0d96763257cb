"""Arrow columns out of numpy arrays, and files out of Arrow tables: text, moments and blanks as the source
files have them.
"""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv

from etl.demo.draws import Bools, Ints
from etl.demo.moments import day_of


def words(choices: tuple[str, ...] | list[str], index: Ints, blank: Bools | None = None) -> pa.Array:
    """The choice of each row as text; blank where asked."""
    return pa.array(choices, pa.string()).take(pa.array(index, mask=blank))


def moment(seconds: Ints, blank: Bools | None = None) -> pa.Array:
    """WIB seconds -> `YYYY-MM-DD HH:MM:SS` in the file; blank where asked."""
    return pa.array(seconds, pa.int64(), mask=blank).view(pa.timestamp("s"))


def digits(numbers: Ints, width: int) -> pa.Array:
    """Numbers as text with leading zeros."""
    return pc.utf8_lpad(pa.array(numbers).cast(pa.string()), width, "0")


def joined(*parts: pa.Array | str) -> pa.Array:
    """The parts of each row one after the other; a part may be one text for all rows."""
    return pc.binary_join_element_wise(*[pa.scalar(p) if isinstance(p, str) else p for p in parts], "")


def blanked(texts: pa.Array, blank: Bools) -> pa.Array:
    """The texts; blank where asked."""
    return pc.if_else(pa.array(~blank), texts, pa.scalar(None, pa.string()))


def stamped(prefix: str, day: Ints, no: Ints, width: int) -> pa.Array:
    """Ids such as JK2611210007: prefix, day as YYMMDD, number within the day."""
    if not len(day):
        return pa.array([], pa.string())
    first = int(day.min())
    names = [f"{prefix}{day_of(number):%y%m%d}" for number in range(first, int(day.max()) + 1)]
    return joined(words(names, day - first), digits(no, width))


def number(values: np.ndarray[tuple[int, ...], np.dtype[np.generic]], blank: Bools | None = None) -> pa.Array:
    """Numbers; blank where asked."""
    return pa.array(values, mask=blank)


def as_text(table: pa.Table) -> pa.Table:
    """The table with every column as the text that the file would show."""
    return table.cast(pa.schema([(name, pa.string()) for name in table.column_names]))


def csv_bytes(table: pa.Table, header: bool = True) -> bytes:
    """The table as CSV: UTF-8, line feed, a header, only the text that needs it in quotes."""
    sink = io.BytesIO()
    pcsv.write_csv(table, sink, pcsv.WriteOptions(include_header=header, quoting_style="needed"))
    return sink.getvalue()


class CsvFile:
    """A CSV file written table by table; only the first table brings the header. Use it as a context."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("wb")
        self._is_new = True
        self.rows = 0

    def add(self, table: pa.Table) -> None:
        """Append the rows of a table."""
        pcsv.write_csv(
            table, self._file, pcsv.WriteOptions(include_header=self._is_new, quoting_style="needed")
        )
        self._is_new, self.rows = False, self.rows + table.num_rows

    def __enter__(self) -> CsvFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
