"""One unit for a column of rupiah: chosen from its values, said in its head, with the same decimals in every cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from layouts import formats
from layouts.words import _, mark

RUPIAH, MILLIONS, BILLIONS, TRILLIONS = mark("Rp"), mark("juta Rp"), mark("miliar Rp"), mark("triliun Rp")
SIZES = {RUPIAH: 1.0, MILLIONS: 1e6, BILLIONS: 1e9, TRILLIONS: 1e12}  # ascending
LONGEST = 1e6  # numbers of more than six figures before the decimals are not read


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of one column of amounts (or of columns that are read beside each other)."""

    name: str

    @classmethod
    def of(cls, *columns: Iterable[float | None]) -> Unit:
        """For columns of rupiah: as `formats.rupiah` would write the middle one, or the next smaller unit where the least would be less than a
        tenth and the greatest stays readable."""
        values = np.concatenate([np.asarray(list(column), dtype=float) for column in columns]) if columns else np.empty(0)
        known = np.abs(values[np.isfinite(values) & (values != 0)])
        if not len(known):
            return cls(MILLIONS)
        names = list(SIZES)
        nth = max(n for n, name in enumerate(names) if not n or np.median(known) >= SIZES[name])
        is_lost = known.min() < 0.1 * SIZES[names[nth]]
        return cls(names[nth - 1] if nth and is_lost and known.max() < LONGEST * SIZES[names[nth - 1]] else names[nth])

    @property
    def digits(self) -> int:
        """Decimals of its cells: none of single rupiah."""
        return 0 if self.name == RUPIAH else 1

    def head(self, title: str) -> str:
        """`pagu (miliar Rp)`."""
        return f"{title} ({_(self.name)})"

    def write(self, value: float | None) -> str:
        """Rupiah as a number of this unit; what is there but rounds to nothing is `< 0,1`, a lack of it `> −0,1`."""
        if value is None or formats.is_missing(value):
            return formats.NOTHING
        said = formats.number(value / SIZES[self.name], self.digits)
        if not value or said != formats.number(0.0, self.digits):
            return said
        return ("< " if value > 0 else f"> {formats.MINUS}") + formats.number(10**-self.digits, self.digits)
