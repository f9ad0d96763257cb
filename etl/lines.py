"""Where the records of a CSV file stand, found apart from the reader that loads it: the proof that it lost none.

A reader that meets a quote which nobody closes guesses where rows begin again, and says nothing of the rows between;
a record larger than its buffer it drops, or chokes on. So every file is looked over here first, at the speed of the
disk, and the records are counted again after it was read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa

Array = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
CHUNK = 1 << 19
SLICE = 64 << 20
TRIES = 1000
NEWLINE, RETURN, QUOTE, BLANK = 10, 13, 34, 32


@dataclass(frozen=True)
class Records:
    """Every record of a file, the header and empty lines too: byte offsets [start, end) and the line that it begins on."""

    file: Path
    data: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
    starts: Array
    ends: Array
    lines: Array
    open_line: int  # the line of a quote that is never closed; 0 when there is none
    is_single: bool  # one column: an empty line is a row, else it is nothing

    @cached_property
    def rows(self) -> Array:
        """Numbers of the records that are rows: neither the header nor an empty line."""
        if self.is_single:
            return np.arange(1, len(self.starts), dtype=np.int64)
        length = self.ends - self.starts
        empty = (length == 0) | (length == 1) & (self.data[np.minimum(self.starts, len(self.data) - 1)] == RETURN)
        return np.flatnonzero(~empty[1:]) + 1

    def text(self, number: int, kept: int) -> str:
        """The first `kept` characters of a record."""
        start, end = self.starts[number], self.ends[number]
        return bytes(self.data[start : min(end, start + 4 * kept)]).decode("utf-8", "replace").rstrip("\r")[:kept]


def count_lines(file: Path) -> int:
    """Lines of a file, the last one counted also when nothing ends it."""
    lines, last = 0, b"\n"
    with file.open("rb") as opened:
        while chunk := opened.read(CHUNK):
            lines += chunk.count(b"\n")
            last = chunk[-1:]
    return lines + (last != b"\n")


def is_plain(file: Path) -> bool:
    """Whether quotes pair off and a record ends in every half megabyte: then no record is longer than a whole one."""
    quotes, carried = 0, True
    with file.open("rb") as opened:
        while chunk := opened.read(CHUNK):
            if not carried:
                return False
            carried = _has_end(chunk, quotes % 2)
            quotes += chunk.count(b'"')
    return quotes % 2 == 0


def _has_end(chunk: bytes, inside: int) -> bool:
    """Whether a line break stands in the chunk before which the quotes pair off; not more than the first few are tried."""
    at = -1
    for _ in range(TRIES):
        before, at = at + 1, chunk.find(b"\n", at + 1)
        if at < 0:
            return False
        inside += chunk.count(b'"', before, at)
        if inside % 2 == 0:
            return True
    return False


def survey(file: Path) -> Records:
    """All records of a file. A quote opens a field only where the field begins; elsewhere it is a sign like any other."""
    data = np.memmap(file, dtype=np.uint8, mode="r")
    head = bytes(data[: 1 << 18]).split(b"\n", 1)[0]
    delimiter = delimiter_of(head.decode("utf-8", "replace")).encode()
    is_single = delimiter not in head
    found = _paired(data, delimiter)
    breaks, closing, open_line = found if found else _tokenised(data, delimiter)
    ends, numbers = breaks[closing], np.flatnonzero(closing) + 1
    if len(data) and (not len(ends) or ends[-1] != len(data) - 1):
        ends, numbers = np.append(ends, len(data)), np.append(numbers, len(breaks) + 1)
    starts = np.concatenate(([0], ends[:-1] + 1))
    begun = np.concatenate(([1], numbers[:-1] + 1))
    return Records(file, data, starts, ends, begun, open_line, is_single)


def delimiter_of(head: str) -> str:
    """The sign that parts the columns: of comma, semicolon, tab and bar the commonest in the first line."""
    return max(",;\t|", key=head.count)


Breaks = tuple[Array, np.ndarray[tuple[int, ...], np.dtype[np.bool_]], int]


def _paired(data: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], delimiter: bytes) -> Breaks | None:
    """(line breaks, whether each ends a record, 0) by pairing off the quotes; None when one stands where none should."""
    edge = np.zeros(256, dtype=bool)
    edge[[ord(delimiter), NEWLINE, RETURN, QUOTE]] = True
    all_breaks, all_closing, quotes = [], [], 0
    for offset in range(0, len(data), SLICE):
        part = np.asarray(data[offset : offset + SLICE])
        marks = np.flatnonzero((part == NEWLINE) | (part == QUOTE))
        is_quote = part[marks] == QUOTE
        inside = (np.cumsum(is_quote) + quotes) % 2 == 1  # after the mark
        opening, closed = marks[is_quote & inside], marks[is_quote & ~inside]
        before = data[np.maximum(opening + offset - 1, 0)] if len(opening) else part[:0]
        after = data[np.minimum(closed + offset + 1, len(data) - 1)] if len(closed) else part[:0]
        if not (edge[before] | (opening + offset == 0)).all() or not (edge[after] | (closed + offset == len(data) - 1)).all():
            return None
        all_breaks.append(marks[~is_quote] + offset)
        all_closing.append(~inside[~is_quote])
        quotes += int(is_quote.sum())
    if quotes % 2:
        return None
    empty = np.empty(0, dtype=np.int64)
    return np.concatenate([empty, *all_breaks]), np.concatenate([empty.astype(bool), *all_closing]), 0


def _tokenised(data: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], delimiter: bytes) -> Breaks:
    """The same where quotes stand astray, one quoted field after another: slower, and only for such files."""
    quoted = re.compile(rb'(?:\A|(?<=[\n\r' + re.escape(delimiter) + rb'])) *+"[^"]*+(?:""[^"]*+)*+("?)')
    spans = [(found.start(), found.end(), found[1]) for found in quoted.finditer(data.data)]
    breaks = np.concatenate([np.flatnonzero(data[o : o + SLICE] == NEWLINE) + o for o in range(0, len(data), SLICE)])
    starts = np.array([s for s, _, _ in spans], dtype=np.int64)
    ends = np.array([e for _, e, _ in spans], dtype=np.int64)
    nth = np.searchsorted(starts, breaks) - 1
    closing = (nth < 0) | (breaks >= ends[np.maximum(nth, 0)]) if len(spans) else np.ones(len(breaks), dtype=bool)
    open_line = int(np.searchsorted(breaks, starts[-1])) + 1 if spans and not spans[-1][2] else 0
    return breaks, closing, open_line


def locate(records: Records, accepted: Array, refused: Array, kept: int, most: int) -> pa.Table:
    """(is_refused, nth, line_no, raw) of wanted rows.

    accepted  numbers, from 0, among the rows that the reader gave
    refused   record numbers (the header is 0, empty lines count) of those that it gave not
    kept, most  raw holds that many characters, for that many rows; null beyond
    """
    given = records.rows[~np.isin(records.rows, refused)]
    numbers = np.concatenate((refused, given[accepted]))
    numbers = np.clip(numbers, 0, len(records.starts) - 1)
    raw = [records.text(n, kept) for n in numbers[:most]] + [None] * max(0, len(numbers) - most)
    return pa.table({
        "is_refused": pa.array(np.arange(len(numbers)) < len(refused)),
        "nth": pa.array(np.concatenate((refused, accepted)), pa.int64()),
        "line_no": pa.array(records.lines[numbers], pa.int64()),
        "raw": pa.array(raw, pa.string()),
    })
