"""Why a row is kept out, in words: from the rule ids of the quarantine, `rule:column`."""

from __future__ import annotations

from layouts.words import _, mark

WORDS = {
    "required": mark("{what} kosong"), "type": mark("{what} bukan nilai yang sah"), "format": mark("{what} salah bentuk"), "epoch": mark("{what} bukan waktu yang sah"),
    "future": mark("{what} di masa depan"), "too_old": mark("{what} terlalu lampau"), "order": mark("urutan waktu terbalik: {what}"),
    "range": mark("{what} di luar batas"), "negative": mark("{what} negatif"), "zero": mark("{what} nol"), "unknown": mark("{what} tidak dikenal"),
    "swapped": mark("bujur dan lintang tertukar"), "duplicate_key": mark("kunci ganda: {what}"), "foreign_key": mark("{what} tidak ada di tabel rujukannya"),
    "geometry": mark("bentuk wilayah tidak sah"),
}  # fmt: skip


def reason(rule: str) -> str:
    """`required:created_at` -> `created_at kosong (required:created_at)`; a rule without words is shown as it is."""
    name, _sep, what = rule.partition(":")
    text = WORDS.get(name)
    return f"{_(text, what=what.replace('>', ' → '))} ({rule})" if text else rule
