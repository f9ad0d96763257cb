"""The last door before free text leaves: private rows lose text and place, and personal data is taken out of the rest.

The questions hide private rows already; this door does not rely on it. Rules: domain paper "Reliability and security",
UU 27/2022. Replacing is done once more here because a source may send text that no loader has cleaned.
"""

from __future__ import annotations

import pandas as pd

HIDDEN = ("description", "lon", "lat", "area", "area_name")
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


def public(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as it may leave: private rows (`is_private`) without text and place, the other texts cleaned."""
    frame = frame.copy()
    if "description" in frame:
        frame["description"] = without_personal(frame["description"].astype("string[python]"))
    if "is_private" in frame:
        hidden = [name for name in HIDDEN if name in frame]
        private = frame["is_private"].astype("boolean").fillna(True).astype(bool)
        frame[hidden] = frame[hidden].mask(private)
    return frame
