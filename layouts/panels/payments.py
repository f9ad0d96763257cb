"""What is paid without cash: by place, by method, by hour of the day, by kota."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.kpis.catalogue import target_of
from data.queries.economy import payments_by
from data.queries.limits import group_titles
from layouts import formats
from layouts.charts.spec import Chart, Reference, Series, column
from layouts.options import chosen
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.words import _, language, mark

BY = (("hour", mark("jam")), ("place_kind", mark("tempat")), ("method", mark("metode")), ("area", mark("kota")))
OPTIONS = (BY,)
PLACES = {"transit": mark("transit"), "pasar": mark("pasar"), "parkir": mark("parkir"), "wisata": mark("wisata"), "retribusi": mark("retribusi")}
METHODS = {"jakcard": mark("JakCard"), "uang_elektronik": mark("uang elektronik"), "qris": mark("QRIS"), "kartu": mark("kartu bank"), "tunai": mark("tunai")}


def ask(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The rows of `payments_by` of the grouping chosen, with `name` as it is read and `by`."""
    (by,) = chosen(asked.option, OPTIONS)
    found = payments_by(answers, asked.filters, by)  # type: ignore[arg-type]
    names = {**PLACES, **METHODS}
    if by == "area":
        titles = group_titles(answers, "area")
        codes = dict(titles[["key", "title_id" if language() == "id" else "title_en"]].itertuples(index=False))
        return found.assign(by=by, name=[codes.get(key, key) for key in found["key"]])
    return found.assign(by=by, name=[_(names[key]) if key in names else key for key in found["key"]])


def draw(data: pd.DataFrame, _look: Look) -> Drawing:
    """Bars of the share without cash; for methods, bars of how many."""
    if not len(data):
        return Empty(_("Belum ada transaksi dalam rentang ini."), _("Muat berkas: python -m etl load payments BERKAS"))
    names = tuple(data["name"])
    notes = (_("{value} dalam {n} transaksi; tanpa nomor kartu dan tanpa orang.", value=formats.rupiah(data["value_rp"].sum()), n=formats.compact(data["paid_n"].sum())),)
    if data["by"].iloc[0] == "method":
        shares = column(100 * data["paid_n"] / data["paid_n"].sum())
        return Chart("bar", (Series(_("bagian transaksi"), names, shares),), message(data), x_title=_("metode"), y_title=_("% transaksi"), unit="%", x_kind="category", notes=notes)
    target = target_of("EC2")
    aim = (Reference(target, _("sasaran {n}%", n=formats.number(target))),) if isinstance(target, int | float) else ()
    x_title = _(dict(BY)[data["by"].iloc[0]])
    return Chart("bar", (Series(_("nontunai"), names, column(data["cashless_pct"])),), message(data), x_title=x_title, y_title=_("% nontunai"), unit="%", x_kind="category", references=aim, notes=notes, y_max=100.0)


def message(data: pd.DataFrame) -> str:
    """The share of all, and where it is lowest."""
    total = int(data["paid_n"].sum())
    share = formats.percent(100 * data["cashless_n"].sum() / total if total else None)
    if data["by"].iloc[0] == "method" or len(data) < 2:
        return _("{share} dari {n} transaksi nontunai.", share=share, n=formats.compact(total))
    lowest = data.loc[data["cashless_pct"].idxmin()]
    name = _("pukul {hour}", hour=lowest["name"]) if data["by"].iloc[0] == "hour" else lowest["name"]
    return _("{share} nontunai; terendah {name} ({low}).", share=share, name=name, low=formats.percent(lowest["cashless_pct"]))
