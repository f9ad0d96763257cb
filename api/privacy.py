"""The last door before free text leaves: private rows lose text and place, and personal data is taken out of the rest.

The questions hide private rows already; this door does not rely on it. Rules: domain paper "Reliability and security",
UU 27/2022. Replacing is done once more here because a source may send text that no loader has cleaned.
"""

from __future__ import annotations

import pandas as pd

from data.personal import without_personal

__all__ = ["HIDDEN", "public", "without_personal"]
HIDDEN = ("description", "lon", "lat", "area", "area_name")


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
