"""One row of the table of reports, as it is read: every cell a text in the language of the request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from layouts import formats
from layouts.spans import DAYS, Unit
from layouts.words import _, either, many, mark

SOON_H = 24.0
PER_COLUMN = Unit(DAYS)  # of ages and of what is late: blocks come one by one, so the unit cannot be chosen from all values; promises are in days
STATUS = {"open": mark("terbuka"), "closed": mark("selesai")}
OUTCOMES = {"resolved": mark("diselesaikan"), "duplicate": mark("duplikat"), "not_ours": mark("bukan kewenangan"), "cancelled": mark("dibatalkan")}
FLAGS = {"late": mark("lewat batas"), "soon": mark("jatuh tempo < 24 jam"), "refused": mark("pernah ditolak"), "private": mark("privat")}
# column -> (title, least width in pixels, sorted by the server under this name, set to the right)
COLUMNS = {
    "id": (mark("laporan"), 120, "", False), "created": (mark("masuk (WIB)"), 150, "created", False), "category": (mark("kategori"), 140, "category", False),
    "description": (mark("isi"), 260, "", False), "channel": (mark("kanal"), 85, "channel", False), "agency": (mark("dinas"), 170, "agency", False),
    "area": (mark("wilayah"), 130, "area", False), "stage": (mark("tahap"), 110, "stage", False), "status": (mark("status"), 115, "status", False),
    "age": (mark("umur / lama (hari)"), 105, "age", True), "due": (mark("batas (WIB)"), 150, "due", False), "late": (mark("lewat (hari)"), 95, "late", True),
    "flags": (mark("tanda"), 185, "", False),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles of categories, channels and stages by key, in the language of the request."""

    by_kind: dict[str, dict[str, str]]

    @classmethod
    def of(cls, words: pd.DataFrame) -> Titles:
        """From `table_words`."""
        said = [either(a, b) for a, b in zip(words["title_id"], words["title_en"], strict=True)]
        by_kind: dict[str, dict[str, str]] = {}
        for kind, word, title in zip(words["kind"], words["word"], said, strict=True):
            by_kind.setdefault(kind, {})[word] = title
        return cls(by_kind)

    def say(self, kind: str, word: object) -> str:
        """The title; the word itself when it has none; a dash when it is missing."""
        return formats.NOTHING if formats.is_missing(word) else self.by_kind.get(kind, {}).get(str(word), str(word))


def cells(rows: pd.DataFrame, titles: Titles) -> list[dict[str, str]]:
    """One dict per row of `report_table`: the COLUMNS, and key (`source:report_id`), state (late | soon | "")."""
    return [_cells(row, titles) for row in rows.itertuples()]


def _cells(row: Any, titles: Titles) -> dict[str, str]:
    return {
        "key": f"{row.source}:{row.report_id}", "id": row.report_id, "created": _short(row.created_at), "category": titles.say("category", row.category),
        "description": _("laporan privat: isi tidak ditampilkan") if row.is_private else said(row.description),
        "channel": titles.say("channel", row.channel), "agency": said(row.agency), "area": said(row.area_name), "stage": titles.say("stage", row.stage),
        "status": status(row), "age": PER_COLUMN.write(row.age_h), "due": _short(row.sla_due_at), "late": late(row.late_h),
        "flags": " · ".join(flags(row)), "state": state(row),
    }  # fmt: skip


def state(row: Any) -> str:
    """late: open past its deadline; soon: open and due within 24 hours; else empty."""
    if row.status != "open" or formats.is_missing(row.late_h):
        return ""
    return "late" if row.late_h > 0 else "soon" if row.late_h > -SOON_H else ""


def status(row: Any) -> str:
    """Open, or how it was closed."""
    return _(STATUS["open"]) if row.status == "open" else _(OUTCOMES.get(row.outcome, STATUS["closed"]))


def late(hours: float | None) -> str:
    """How many days past the deadline; a dash where it was kept or there is none."""
    return PER_COLUMN.write(hours) if hours is not None and not formats.is_missing(hours) and hours > 0 else formats.NOTHING


def flags(row: Any) -> list[str]:
    """What is out of the ordinary, each a sign and a word."""
    found = {"late": ["▲ " + _(FLAGS["late"])], "soon": ["◆ " + _(FLAGS["soon"])]}.get(state(row), [])
    if row.status != "open" and not formats.is_missing(row.late_h) and row.late_h > 0:
        found = [_("selesai terlambat")]
    if row.refused_n:
        found.append(many("ditolak {n}×", int(row.refused_n)))
    if row.is_private:
        found.append(_(FLAGS["private"]))
    if row.place == "outside":
        found.append(_("di luar provinsi"))
    return found


def said(value: Any) -> str:
    """A text, or a dash."""
    return formats.NOTHING if formats.is_missing(value) or value == "" else str(value)


def _short(value: Any) -> str:
    """`21 Nov 2026 20.22`; the zone stands in the head of the column."""
    if formats.is_missing(value):
        return formats.NOTHING
    at = pd.Timestamp(value).to_pydatetime()
    return f"{formats.day(at)} {formats.clock(at)}"
