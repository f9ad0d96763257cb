"""Where the records of a CSV file stand: line numbers and raw text of the few that are wanted, at the speed of the disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

SLICE = 64 << 20
NEWLINE, RETURN, QUOTE = 10, 13, 34


def locate(file: Path, records: Sequence[int], kept: int) -> pa.Table:
    """(record_no, line_no, raw) of the wanted records; record 0 is the header, and empty lines are no records.

    A record ends at a line break before which an even number of quotes stands, so quoted line breaks stay inside.
    `raw` holds the first `kept` characters.
    """
    data = np.memmap(file, dtype=np.uint8, mode="r")
    ends, lines = _ends(data)
    starts = np.concatenate(([0], ends[:-1] + 1))
    begun = np.concatenate(([1], lines[:-1] + 1))
    blank = (ends == starts) | ((ends - starts == 1) & (data[np.minimum(starts, len(data) - 1)] == RETURN))
    starts, ends, begun = starts[~blank], ends[~blank], begun[~blank]
    wanted = np.asarray([r for r in records if 0 <= r < len(starts)], dtype=np.int64)
    texts = [
        bytes(data[start : min(end, start + 4 * kept)]).decode("utf-8", "replace").rstrip("\r")[:kept]
        for start, end in zip(starts[wanted], ends[wanted], strict=True)
    ]
    return pa.table({
        "record_no": pa.array(wanted, pa.int64()), "line_no": pa.array(begun[wanted], pa.int64()), "raw": pa.array(texts, pa.string()),
    })


def _ends(data: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Offsets where records end, and the number of the line that each end closes."""
    ends, lines, quotes, counted = [], [], 0, 0
    for offset in range(0, len(data), SLICE):
        part = data[offset : offset + SLICE]
        breaks = np.flatnonzero(part == NEWLINE)
        marks = np.flatnonzero(part == QUOTE)
        closing = (np.searchsorted(marks, breaks) + quotes) % 2 == 0
        ends.append(breaks[closing] + offset)
        lines.append((np.arange(1, len(breaks) + 1) + counted)[closing])
        quotes += len(marks)
        counted += len(breaks)
    if len(data) and data[-1] != NEWLINE:
        ends.append(np.array([len(data)]))
        lines.append(np.array([counted + 1]))
    return np.concatenate(ends).astype(np.int64), np.concatenate(lines).astype(np.int64)
