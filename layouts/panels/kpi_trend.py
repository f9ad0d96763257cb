"""One KPI over its last twelve periods, with interval and target, and a line where its definition changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from data import definitions
from data.answers import Answers
from data.kpis.catalogue import Kpi
from data.queries.kpi_history import kpi_of, kpi_periods
from layouts import formats
from layouts.charts.spec import Change, Chart, Reference, Series, column
from layouts.options import Choices, chosen
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.words import _, either, mark

NEWEST = mark("dihitung dari keadaan terbaru saja, karena keadaan sebelumnya tidak disimpan sumbernya.")
YEARLY = mark("dihitung atas setahun laporan yang berakhir kini, sehingga dua belas periode berurutan hampir memakai laporan yang sama.")
ROOM = 1.15  # of the highest value: the name of a target just above the line has its place

HOW = mark("cara menghitung")
KEYS = {
    "indicator": mark("indikator"), "unit": mark("satuan"), "better": mark("arah yang baik"), "target": mark("target"), "target_kind": mark("target"), "target_source": mark("dasar target"),
    "weight": mark("bobot"), "feed": mark("sumber"), "least_n": mark("syarat"), "expire": mark("syarat"), "window": mark("periode"), "owner": mark("penanggung jawab"),
    "formula": mark("rumus"), "references": mark("kerangka lain"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trend:
    """The KPI, the rows of `kpi_periods`, and the kept definitions of it, newest first."""

    kpi: Kpi | None
    rows: pd.DataFrame
    changes: pd.DataFrame


def ask(options: Sequence[Choices], answers: Answers, asked: Asked) -> Trend:
    """The periods of the KPI chosen out of the panel's options."""
    return of(answers, asked, kpi_of(answers, chosen(asked.option, options)[0]))


def of(answers: Answers, asked: Asked, kpi: Kpi | None) -> Trend:
    """The periods of one KPI."""
    if kpi is None or not kpi.is_loaded:
        return Trend(kpi, pd.DataFrame(), pd.DataFrame())
    return Trend(kpi, kpi_periods(answers, asked.filters, kpi), definitions.history(answers, "kpi", [kpi.id]))


def draw(data: Trend, _look: Look) -> Drawing:
    """The line with its band."""
    kpi, found = data.kpi, data.rows
    if kpi is None:
        return Empty(_("Belum ada KPI yang dipilih, atau tidak ada di katalog."), _("Pilih KPI di katalog: /kpi"))
    if not len(found) or found["value"].notna().sum() == 0:
        return Empty(_("{title}: belum ada nilai dalam dua belas periode terakhir.", title=either(kpi.title_id, kpi.title_en)), _("Lihat sumbernya di Kesehatan data, atau pilih wilayah yang lebih luas."))
    if not kpi.keeps_history:
        said = _("{title}: {value}", title=either(kpi.title_id, kpi.title_en), value=formats.measured(found["value"].iloc[-1], kpi.unit))
        return Empty(_("{said}. KPI ini tanpa riwayat: {why}", said=said, why=_(YEARLY if kpi.asked else NEWEST)), _("Nilainya tetap terlihat pada kartunya."))
    ends = tuple(pd.Timestamp(end).to_pydatetime() for end in found["end_at"])
    title = either(kpi.title_id, kpi.title_en)
    series = (Series(title, ends, column(found["value"]), column(found["lo"]), column(found["hi"]), colour=1),)
    edges = kpi.target if isinstance(kpi.target, tuple) else () if kpi.target is None else (kpi.target,)
    targets = tuple(Reference(edge, _("target {target}", target=formats.measured(edge, kpi.unit))) for edge in edges)
    known = [v for one in series for v in (*one.y, *one.hi) if v is not None] + [r.value for r in targets]
    top = ROOM * max(known) if targets and min(known) > 0 else None
    notes = (_("Tiap titik adalah satu periode sepanjang rentang yang dipilih, menurut yang diketahui kini; periode terakhir belum masak."),)
    return Chart("line", series, message(data), x_title=_("akhir periode"), y_title=unit_of(kpi), unit=unit_of(kpi), references=targets, changes=changes(data), notes=notes, y_max=top)


def message(data: Trend) -> str:
    """The last value, how it moved, and in how many periods the target was reached."""
    assert data.kpi is not None
    known = data.rows[data.rows["value"].notna()]
    last = known.iloc[-1]
    said = _("{title}: {value}", title=either(data.kpi.title_id, data.kpi.title_en), value=formats.measured(last.value, data.kpi.unit))
    if len(known) > 1:
        change = formats.change(last.value, known["value"].iloc[-2], data.kpi.better, data.kpi.unit)
        said = _("{said}, {change} dari periode sebelumnya", said=said, change=change)
    scored = known[known["score"].notna()]
    if not len(scored):
        return f"{said}."
    return _("{said}; target tercapai pada {met} dari {n} periode.", said=said, met=formats.number(int((scored["score"] >= 1).sum())), n=formats.number(len(scored)))


def changes(data: Trend) -> tuple[Change, ...]:
    """An upright line where a kept definition took another's place within the periods."""
    if not len(data.changes) or not len(data.rows):
        return ()
    first = data.rows["end_at"].min()
    moved = data.changes[data.changes["before"].notna() & (data.changes["seen_at"] >= first)]
    return tuple(Change(pd.Timestamp(r.seen_at).to_pydatetime(), _("definisi berubah: {what}", what=", ".join(words_changed(r.before, r.text)))) for r in moved.itertuples())


def keys_changed(before: str, after: str) -> list[str]:
    """The words of a KPI's definition that differ between two kept ones."""
    one, two = json.loads(before), json.loads(after)
    return sorted(key for key in {*one, *two} if one.get(key) != two.get(key))


def words_changed(before: str, after: str) -> list[str]:
    """The same as an official reads them; each word once, all that decides how a value is worked out in one."""
    return list(dict.fromkeys(_(KEYS.get(key, HOW)) for key in keys_changed(before, after)))


def unit_of(kpi: Kpi) -> str:
    """The unit as an axis names it."""
    return formats.unit_name(kpi.unit)
