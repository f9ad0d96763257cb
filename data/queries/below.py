"""One level below an area: how long the codes are by which a question groups."""

from __future__ import annotations

from data.errors import QuestionError
from data.model import Filters, level_of

_BELOW = {"provinsi": 5, "kota": 8, "kecamatan": 13, "kelurahan": 13}
WHOLE = 1_000_000  # rows, where every group is wanted


def below(filters: Filters) -> int:
    """Signs of the Kemendagri codes one level below the area asked for: 5, 8 or 13."""
    return _BELOW[level_of(filters.area)]


def grouped(filters: Filters, by: str, known: tuple[str, ...], most: int = WHOLE) -> dict[str, object]:
    """The values that a grouped question binds: those of the filters, by, code_len and most. Raises QuestionError."""
    if by not in known:
        raise QuestionError(f"It cannot be grouped by {by!r}.", f"Use one of {', '.join(known)}.")
    return {**filters.params(), "by": by, "code_len": below(filters), "most": most}
