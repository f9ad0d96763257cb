"""What of a bad line may be kept: only the columns that have a word of ours, and of these none that holds persons.

A name cannot be known by its form, so it is known by its column. A line that cannot be taken apart has no columns: any word of it
may be a name, so only its shape is kept (`9999-99-99;Xxxx` is `2026-01-02;Budi`), which still tells what is wrong with it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

NOT_KEPT = "[tidak disimpan]"
_SIGNS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Hidden:
    """Where in a staged relation's records something stands that must not be kept.

    columns    numbers of the CSV columns, from 0; empty for a document whose reader leaves it out by itself
    width, delimiter  how many columns there are, and what stands between them
    """

    columns: frozenset[int] = frozenset()
    width: int = 0
    delimiter: str = ","


def hidden_columns(names: Sequence[str], fields: dict[str, str], persons: Sequence[str]) -> frozenset[int]:
    """The numbers of a table's columns that no word of ours names, or only words of persons."""
    shown = {column for word, column in fields.items() if word not in persons}
    return frozenset(nth for nth, name in enumerate(names) if name not in shown)


def without(record: str, hidden: Hidden) -> str:
    """A record of a CSV file with its hidden cells blotted out; as it came where they are empty. Of one that was cut off, its shape."""
    try:
        cells = next(csv.reader(io.StringIO(record, newline=""), delimiter=hidden.delimiter))
    except (csv.Error, StopIteration):
        return shape(record)
    if len(cells) != hidden.width:
        return shape(record)
    if not any(cells[nth].strip() for nth in hidden.columns):
        return record
    kept = [NOT_KEPT if nth in hidden.columns and cell.strip() else cell for nth, cell in enumerate(cells)]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=hidden.delimiter, lineterminator="").writerow(kept)
    return out.getvalue()


def shape(text: str) -> str:
    """The text with every letter as x or X and every digit as 9."""
    return _SIGNS.sub(lambda found: _shaped(found[0]), text)


def _shaped(sign: str) -> str:
    return "_" if sign == "_" else "x" if sign.islower() else "X" if sign.isalpha() else "9"


def shape_sql(raw: str) -> str:
    """The same in SQL, of the column or expression `raw`."""
    return f"regexp_replace(regexp_replace(regexp_replace({raw}, '\\p{{Ll}}', 'x', 'g'), '[\\p{{Lu}}\\p{{Lo}}\\p{{Lt}}]', 'X', 'g'), '\\p{{Nd}}', '9', 'g')"
