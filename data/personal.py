"""Personal data in free text: taken out wherever a citizen's words are shown or given away. Rules: UU 27/2022, house's paper on trust."""

from __future__ import annotations

import pandas as pd

# In this order: the longer numbers first, so that a NIK is not read as a telephone.
_PERSONAL = (
    (r"(?<!\d)\d{16}(?!\d)", "[NIK]"),
    (r"(?<!\d)(?:\+?62|0)[\s-]?8\d{1,3}(?:[\s-]?\d{3,4}){2}(?!\d)", "[telepon]"),
    (r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+", "[surel]"),
    (r"\bB\s?\d{1,4}\s?[A-Z]{1,3}\b", "[pelat]"),
)


def without_personal(text: pd.Series) -> pd.Series:
    """Texts with NIK and KK numbers, mobile numbers, e-mail addresses and Jakarta plates replaced by their kind."""
    for pattern, kind in _PERSONAL:
        text = text.str.replace(pattern, kind, regex=True)
    return text
