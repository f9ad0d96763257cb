"""The budget on the screen: spending against its own cash plan, and the two drafts side by side."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.queries.budget import budget_absorption, budget_curve, budget_deviations, budget_versions
from layouts import formats
from layouts.charts.spec import Chart, Series, column
from layouts.options import chosen
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels.sheet import Field, Sheet, spoken
from layouts.words import _, mark

NOTHING = (mark("Belum ada anggaran untuk pilihan ini."), mark("Muat berkas: python -m etl load budget BERKAS"))
NO_DRAFTS = (mark("Belum ada dua versi rancangan untuk disandingkan."), mark("Muat berkas: python -m etl load budget BERKAS"))
LOW, HIGH = 95.0, 105.0  # the band of KPI G7
MILIAR = 1e9
CURVE_OPTIONS = ((("belanja", mark("belanja")), ("pendapatan", mark("pendapatan asli daerah"))),)
SIDE_OPTIONS = ((("", mark("semua")), ("keduanya", mark("di kedua versi")), ("dprd", mark("hanya di DPRD")), ("pemprov", mark("hanya di pemprov"))),)
SIDES = {"keduanya": mark("kedua versi"), "dprd": mark("hanya DPRD"), "pemprov": mark("hanya pemprov")}


def ask_curve(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The rows of `budget_curve` of the kind chosen."""
    return budget_curve(answers, asked.filters, *chosen(asked.option, CURVE_OPTIONS))


def draw_curve(data: pd.DataFrame, look: Look) -> Drawing:
    """Plan and payments added up over the year, in billions."""
    if not len(data) or not data["planned_rp"].sum():
        return Empty(_(NOTHING[0]), _(NOTHING[1]))
    ends = tuple(stamp.to_pydatetime() for stamp in data["month_ends_at"])
    plan, paid = column(data["planned_rp"] / MILIAR), column(data["realised_rp"] / MILIAR)
    past = data[data["realised_rp"].notna()]
    words = {"paid": formats.rupiah(float(past["realised_rp"].iloc[-1])) if len(past) else formats.NOTHING, "plan": formats.rupiah(float(data["planned_rp"].iloc[-1]))}
    (kind,) = chosen(look.asked.option, CURVE_OPTIONS)
    said = _("Sampai saat ini terbayar {paid} dari rencana setahun {plan}.", **words) if kind == "belanja" else _("Sampai saat ini diterima {paid} dari rencana setahun {plan}.", **words)
    return Chart(
        "line", (Series(_("rencana"), ends, plan, colour=2), Series(_("realisasi"), ends, paid)), said,
        x_title=_("akhir bulan, WIB"), y_title=_("miliar rupiah, kumulatif"), unit=_("miliar Rp"), digits=0,
        notes=(_("Bulan berjalan dihitung sampai saat ini."),),
    )  # fmt: skip


def _absorbed(data: pd.DataFrame) -> list[str]:
    """The share, with its sign outside the band."""
    marks = ["▲ " if value < LOW or value > HIGH else "" for value in data["absorbed_pct"]]
    return [sign + formats.percent(value) for sign, value in zip(marks, data["absorbed_pct"], strict=True)]


def _say_absorption(data: pd.DataFrame) -> str:
    planned, paid = float(data["planned_rp"].sum()), float(data["realised_rp"].sum())
    off = int(((data["absorbed_pct"] < LOW) | (data["absorbed_pct"] > HIGH)).sum())
    share = formats.percent(100 * paid / planned if planned else None)
    return _("Serapan {share} dari rencana kas; {off} dari {n} SKPD di luar 95–105%.", share=share, off=formats.number(off), n=formats.number(len(data)))


ABSORPTION = Sheet(
    lambda answers, asked: budget_absorption(answers, asked.filters),
    (
        Field("SKPD", "agency"), Field(mark("rencana kas"), "planned_rp", is_rupiah=True), Field(mark("realisasi"), "realised_rp", is_rupiah=True),
        Field(mark("serapan"), _absorbed, is_number=True), Field(mark("pagu setahun"), "ceiling_rp", is_rupiah=True), Field(mark("dari pagu"), "ceiling_pct", formats.percent),
    ),
    _say_absorption, NOTHING,
)  # fmt: skip


def _say_versions(data: pd.DataFrame) -> str:
    words = {
        "year": str(int(data["fiscal_year"].iloc[0])), "source": str(data["source"].iloc[0]), "pemprov": formats.rupiah(float(data["executive_rp"].sum())),
        "dprd": formats.rupiah(float(data["council_rp"].sum())), "n": formats.number(data["council_only_n"].sum()), "rp": formats.rupiah(float(data["council_only_rp"].sum())),
        "unclear": formats.number(data["unclear_n"].sum()),
    }  # fmt: skip
    return _("Rancangan {year} ({source}): pemprov {pemprov}, DPRD {dprd}; {n} kegiatan ({rp}) hanya di versi DPRD, {unclear} tidak dapat dipasangkan.", **words)


VERSIONS = Sheet(
    lambda answers, asked: budget_versions(answers, asked.filters),
    (
        Field("SKPD", "agency"), Field(mark("kegiatan"), "n", formats.number), Field(mark("versi pemprov"), "executive_rp", is_rupiah=True),
        Field(mark("versi DPRD"), "council_rp", is_rupiah=True), Field(mark("selisih"), "delta_rp", is_rupiah=True),
        Field(mark("hanya DPRD"), "council_only_n", formats.number), Field(mark("hanya pemprov"), "executive_only_n", formats.number),
    ),
    _say_versions, NO_DRAFTS,
)  # fmt: skip


def _say_deviations(data: pd.DataFrame) -> str:
    first = data.iloc[0]
    return _("Terbesar: {activity}, selisih {delta}.", activity=str(first["activity"]), delta=formats.rupiah(float(first["delta_rp"])))


DEVIATIONS = Sheet(
    lambda answers, asked: budget_deviations(answers, asked.filters, *chosen(asked.option, SIDE_OPTIONS)),
    (
        Field(mark("Kegiatan"), "activity"), Field("SKPD", "agency"), Field(mark("versi pemprov"), "executive_rp", is_rupiah=True),
        Field(mark("versi DPRD"), "council_rp", is_rupiah=True), Field(mark("selisih"), "delta_rp", is_rupiah=True), Field(mark("ada di"), spoken("side", SIDES)),
    ),
    _say_deviations, NO_DRAFTS,
)  # fmt: skip
