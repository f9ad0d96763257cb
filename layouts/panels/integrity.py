"""How often closings are flagged or refused, by unit and with intervals; what the rules are, and how right they were."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.integrity import (
    LEAST_N,
    integrity_flags,
    integrity_precision,
    integrity_rates,
    integrity_rules,
    pairs_due,
    reporting_silence,
)
from layouts import formats
from layouts.grid import Column, grid
from layouts.options import chosen
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels import flags
from layouts.panels.queue import area_names
from layouts.words import _, many, mark

BY = (("agency", mark("dinas")), ("kecamatan", mark("kecamatan")), ("kelurahan", mark("kelurahan")))
LENGTHS = {"kecamatan": 8, "kelurahan": 13}
OPTIONS = (BY,)
VERDICTS = {"sunyi": mark("◆ sunyi"), "tidak berbeda": mark("tidak berbeda nyata"), "ramai": mark("lebih sering"), "sedikit": mark("◌ terlalu sedikit"), "kosong": mark("◌ kosong")}


@dataclass(frozen=True, slots=True)
class Rates:
    """The rows of `integrity_rates` and the names of areas."""

    by: str
    rows: pd.DataFrame
    names: dict[str, str]


def ask(answers: Answers, asked: Asked) -> Rates:
    """The rates by the unit chosen."""
    (by,) = chosen(asked.option, OPTIONS)
    rows = integrity_rates(answers, asked.filters, "agency" if by == "agency" else "area", LENGTHS.get(by, 13))
    return Rates(by, rows, area_names(answers) if by != "agency" else {})


def draw(data: Rates, _look: Look) -> Drawing:
    """The grid: flags and refusals of each unit, with Wilson's intervals."""
    found = data.rows
    if not len(found):
        return Empty(_("Belum ada penutupan dalam rentang ini."), _("Lebarkan wilayah atau rentang waktu."))
    few = found["state"] == "sedikit"
    columns = [
        Column("name", _(dict(BY)[data.by]), [_name(key, data.names) for key in found["key"]], width=190),
        Column.of("rate", _("perlu ditinjau"), found["rate_pct"].where(~few), formats.percent),
        _band("band", found, "lo_pct", "hi_pct"),
        Column.of("refused", _("TL Ditolak"), found["refused_pct"].where(~few), formats.percent),
        _band("refused_band", found, "refused_lo_pct", "refused_hi_pct"),
        Column.count("flagged", _("bertanda"), found["flagged_n"]),
        Column.count("n", _("penutupan"), found["n"]),
    ]  # fmt: skip
    note = _("Di bawah {n} penutupan: terlalu sedikit untuk sebuah angka. Selang 95% (Wilson); unit yang selangnya bertumpang tindih tidak berbeda nyata.", n=LEAST_N)
    return html.Div([html.P(sentence(found), className="verdict"), grid(columns), html.P(note, className="chart-note")], className="grid-with-note")


def _name(key: str, names: dict[str, str]) -> str:
    return _("tidak diketahui") if key == "tidak_diketahui" else names.get(key, key)


def _band(name: str, found: pd.DataFrame, lo: str, hi: str) -> Column:
    few = found["state"] == "sedikit"
    said = [
        _("◌ terlalu sedikit") if is_few else _("{lo} – {hi}", lo=formats.percent(a), hi=formats.percent(b))
        for a, b, is_few in zip(found[lo], found[hi], few, strict=True)
    ]
    return Column(name, _("selang 95%"), said, order=list(found[lo].where(~few, -1.0)), width=130)


def sentence(found: pd.DataFrame) -> str:
    """The share of all."""
    n, flagged, refused = (int(found[c].sum()) for c in ("n", "flagged_n", "refused_n"))
    return _(
        "{share} dari {n} penutupan membawa tanda; {refused} pernah ditolak tindak lanjutnya (TL Ditolak) sebelum selesai.",
        share=formats.percent(100 * flagged / n), n=formats.number(n), refused=formats.percent(100 * refused / n),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules, how often each was met in the period, and how right it was."""

    rules: pd.DataFrame
    precision: pd.DataFrame
    met: dict[str, int]


def ask_rules(answers: Answers, asked: Asked) -> Rules:
    """All of it."""
    met = integrity_flags(answers, asked.filters)["rule"].value_counts().to_dict()
    return Rules(integrity_rules(answers), integrity_precision(answers, asked.filters), met)


def draw_rules(data: Rules, _look: Look) -> Drawing:
    """One row per rule: what it looks at, how often it was met, and what reviewers made of it."""
    rules = data.rules.set_index("rule")
    heads = (_("Tanda"), _("Yang dilihat"), _("Bertanda"), _("Ditinjau"), _("Perlu tindak lanjut"))
    head = html.Tr([html.Th(text, className="num" if n in (2, 3) else "", scope="col") for n, text in enumerate(heads)])
    body = [
        html.Tr(
            [
                html.Td(_(flags.TITLES[row.rule])), html.Td(meaning(row.rule, rules.loc[row.rule]), className="quiet"),
                html.Td(formats.number(data.met.get(row.rule, 0)) if row.rule != "sampel" else formats.NOTHING, className="num"),
                html.Td(formats.number(row.reviewed_n), className="num"), html.Td(_precise(row.reviewed_n, row.precision_pct, row.lo_pct, row.hi_pct)),
            ]
        )
        for row in data.precision.itertuples()
    ]  # fmt: skip
    done = int(data.precision["reviewed_n"].sum())
    said = _("Ketepatan tanda dihitung dari tinjauan manusia; belum ada tinjauan.") if not done else many("Ketepatan tanda menurut {n} tinjauan.", done, n=formats.number(done))
    whole = html.Div(html.Table([html.Thead(head), html.Tbody(body)], className="figures"), className="scroll", tabIndex=0)
    judged = _("Hanya penutupan yang selesai ditangani; yang ditutup sebagai ganda, bukan kewenangan, atau dibatalkan tidak dinilai. Sumber aturan: integrity_rule.")
    reach = _("Tinjauan dan ketepatan: seluruh kota, apa pun wilayah, rentang, dan saringannya.")
    return html.Div([html.P(said, className="verdict"), whole, html.P(f"{judged} {reach}", className="chart-note")], className="listed")


def _precise(n: int, share: float, lo: float, hi: float) -> str:
    if not n:
        return formats.NOTHING
    return _("{share} ({lo} – {hi})", share=formats.percent(share, 0), lo=formats.percent(lo, 0), hi=formats.percent(hi, 0))


def meaning(rule: str, limits: pd.Series) -> str:
    """What a rule looks at, with its own parameters."""
    reach, days, least = (formats.number(limits[name]) for name in ("reach_m", "days", "least"))
    said = {
        "foto_sama": _("Sidik foto berbeda paling banyak {bits} dari 64 bit dari foto perkara lain dalam {days} hari.", bits=formats.number(limits["bits"]), days=days),
        "terlalu_cepat": _("Dari tindakan pertama sampai selesai jauh di bawah kebiasaan kategorinya ({days} hari terakhir), atau di bawah {s} detik.", days=days, s=formats.number(limits["seconds"])),
        "lapor_ulang": _("Laporan sekategori dalam {reach} m dan {days} hari setelah ditutup, lebih banyak dari kebetulan.", reach=reach, days=days),
        "foto_jauh": _("Foto tindak lanjut diambil lebih dari {reach} m dari lokasi.", reach=reach),
        "foto_lama": _("Foto tindak lanjut diambil sebelum laporan masuk."),
        "sekaligus": _("Satu petugas menutup {least} laporan atau lebih dalam {s} detik.", least=least, s=formats.number(limits["seconds"])),
        "sampel": _("Tanpa tanda: {least} penutupan pekan lalu, diundi.", least=least),
    }
    return said[rule]


@dataclass(frozen=True, slots=True)
class Silence:
    """The rows of `reporting_silence`, and how many reports it had to leave out for now."""

    rows: pd.DataFrame
    waiting: int = 0


def ask_silence(answers: Answers, asked: Asked) -> Silence:
    """By kelurahan, the year before the moment."""
    return Silence(reporting_silence(answers, asked.filters), pairs_due(answers, asked.filters))


def draw_silence(data: Silence, _look: Look) -> Drawing:
    """The quiet ones first."""
    found, later = data.rows, _("{n} laporan dari pemuatan besar belum diperiksa tetangganya dan belum dihitung di sini; itu selesai dengan sendirinya.", n=formats.number(data.waiting))
    if data.waiting and not found["n"].sum():
        return Empty(later, _("Tunggu beberapa menit."))
    if not len(found) or not found["n"].sum():
        return Empty(_("Belum ada laporan berlokasi dalam setahun terakhir."), _("Muat data laporan warga."))
    few = found["verdict"].isin(["sedikit", "kosong"])
    columns = [
        Column("name", _("kelurahan"), list(found["name"]), width=150),
        Column("verdict", _("terhadap kota"), [_(VERDICTS[v]) for v in found["verdict"]], order=[float(list(VERDICTS).index(v)) for v in found["verdict"]], width=140),
        Column.of("rate", _("laporan kedua per 100"), found["per_100"].where(~few), lambda v: formats.number(v, 1)),
        Column("band", _("selang 95%"), [formats.NOTHING if f else _("{lo} – {hi}", lo=formats.number(a, 1), hi=formats.number(b, 1)) for a, b, f in zip(found["lo_per_100"], found["hi_per_100"], few, strict=True)],
               order=list(found["lo_per_100"].where(~few, -1.0).astype(float)), width=110),
        Column.count("n", _("laporan pertama"), found["n"]),
    ]  # fmt: skip
    note = _("Laporan kedua: sekategori, dalam 100 m dan 24 jam sesudah yang pertama, dikurangi yang diharapkan secara kebetulan. Sunyi bukan berarti aman.")
    note = f"{later} {note}" if data.waiting else note
    return html.Div([html.P(silence_sentence(found), className="verdict"), grid(columns), html.P(note, className="chart-note")], className="grid-with-note")


def silence_sentence(found: pd.DataFrame) -> str:
    """How many are quiet, and what that means."""
    quiet = int((found["verdict"] == "sunyi").sum())
    said = many("{n} kelurahan sunyi", quiet, n=formats.number(quiet))
    city = formats.number(found["city_per_100"].dropna().iloc[0], 1)
    return f"{said}: {_('kejadian yang sama lebih jarang dilaporkan lagi daripada rata-rata wilayah ({city} per 100), jadi sedikit laporan di sana tidak berarti sedikit masalah.', city=city)}"


