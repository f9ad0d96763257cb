"""Two dates, two numbers: one period as known at two dates, and what moved it, written like an account that adds up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import dash_mantine_components as dmc
import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.limits import definition_changes
from data.queries.two_dates import period_of, two_dates
from layouts import formats, ids, states, table
from layouts.options import Choices, chosen
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.spans import Unit
from layouts.words import _, language, mark

CAUSES = {
    "tiba_terlambat": mark("baru diketahui sesudah tanggal pertama"), "hilang": mark("tidak lagi termasuk"), "golongan": mark("berganti golongan (ganda, bukan wewenang, palsu)"),
    "kembali": mark("dibuka atau ditolak kembali"), "selesai": mark("selesai sementara itu"), "menunggu": mark("masih menunggu, diamati lebih lama"),
    "jatuh_tempo": mark("sudah selesai, jatuh tempo sementara itu"), "definisi": mark("batas (definisi) berubah"),
}  # fmt: skip
Hours = Callable[[float | None], str]


@dataclass(frozen=True, slots=True)
class Pair:
    """The rows of `two_dates`, the two moments (UTC, naive, the earlier first), the period, and dated definitions between them."""

    rows: pd.DataFrame
    first: datetime
    last: datetime
    period: tuple[datetime, datetime]
    changes: pd.DataFrame


@dataclass(frozen=True, slots=True)
class TwoDates:
    """The panel for one subject of `two_dates`: its stages as a row of choices, what is counted, how its hours are written."""

    subject: str
    stages: Choices
    noun: str
    hours: Hours = formats.hours

    @property
    def options(self) -> tuple[Choices, ...]:
        """The stage."""
        return (self.stages,)

    def ask(self, answers: Answers, asked: Asked) -> Pair | None:
        """The comparison that the URL asks for; by default with seven days before. None: both dates are one."""
        filters, other = asked.filters, asked.choice.compared(asked.now)
        if other == filters.moment:
            return None
        first, last = sorted((other, filters.moment))
        (stage,) = chosen(asked.option, self.options)
        between = replace(filters, since=first.replace(tzinfo=UTC), until=last.replace(tzinfo=UTC))
        return Pair(two_dates(answers, filters, other, self.subject, stage), first, last, period_of(filters, other), definition_changes(answers, between))

    def draw(self, data: Pair | None, look: Look) -> Drawing:
        """The second date, a sentence and the account."""
        choose = picker(self.subject, look)
        if data is None:
            return html.Div([choose, html.P(_("Kedua tanggal sama. Pilih tanggal lain untuk dibandingkan."), className="state-why")])
        if not data.rows["n"].max():
            nothing = Empty(_("Belum ada {what} untuk pilihan ini.", what=_(self.noun)), _("Lebarkan wilayah atau rentang waktu."))
            return html.Div([choose, states.empty(nothing)])
        notes = [html.P(note, className="chart-note") for note in self.notes(data)]
        return html.Div([choose, html.P(self.sentence(data), className="verdict"), table.drawn(self.rows(data, look), _("Dua tanggal, dua angka")), *notes], className="two-dates")

    def rows(self, data: Pair | None, _look: Look) -> table.Table:
        """The first date, the effect of each cause, the second date: every column adds up from top to bottom."""
        unit = Unit.of(*(() if data is None else (data.rows["p50_h"], data.rows["p90_h"])), digits=2)
        heads = (_("Keadaan dan sebab"), _("kasus"), _(self.noun), _("terbuka"), unit.head("P50"), unit.head("P90"), _("tepat waktu"), _("jatuh tempo"))
        if data is None:
            return table.Table(heads, (), frozenset(range(1, len(heads))))
        ends = {"awal": data.first, "akhir": data.last}
        cells = [_value(row, ends[row.cause], unit) if row.cause in ends else _effect(row, unit) for row in data.rows.itertuples()]
        return table.Table(heads, tuple(cells), frozenset(range(1, len(heads))))

    def sentence(self, data: Pair) -> str:
        """Both shares (or medians, where nothing was due), and the cause that moved most cases."""
        first, last = data.rows.iloc[0], data.rows.iloc[-1]
        causes = data.rows.iloc[1:-1]
        words = {"a": formats.day(data.first), "b": formats.day(data.last)}
        if formats.is_missing(first.sla_matured_pct) or formats.is_missing(last.sla_matured_pct):
            said = _("P50 {p} menurut {a}, {q} menurut {b}; keduanya benar.", **words, p=self.hours(first.p50_h), q=self.hours(last.p50_h))
        else:
            said = _("{p} tepat waktu menurut {a}, {q} menurut {b}; keduanya benar.", **words, p=formats.percent(first.sla_matured_pct), q=formats.percent(last.sla_matured_pct))
        if not causes["changed_n"].sum():
            return said
        most = causes.loc[causes["changed_n"].idxmax()]
        return f"{said} {_('Terbanyak: {cause} ({n}).', cause=_(CAUSES[most.cause]), n=formats.number(most.changed_n))}"

    def notes(self, data: Pair) -> list[str]:
        """The period, how the effects are found, and which definitions are dated between the two."""
        since, until = data.period
        said = [
            _("Masa yang sama bagi keduanya: {since} – {until}.", since=formats.moment(since), until=formats.moment(until)),
            _("Pengaruh dihitung berurutan dari atas: urutan lain membaginya lain, jumlahnya tetap. “—”: persentil belum tercapai pada salah satu langkah."),
        ]
        if len(data.changes):
            named = ", ".join(f"{formats.day(pd.Timestamp(r.changed_on).date())} ({r.kinds})" for r in data.changes.itertuples())
            said.append(_("Definisi bertanggal di antara keduanya: {named}.", named=named))
        return said


def _value(row: object, moment: datetime, unit: Unit) -> tuple[str, ...]:
    n, open_n, p50, p90, share, due = (getattr(row, c) for c in ("n", "open", "p50_h", "p90_h", "sla_matured_pct", "sla_n"))
    return (_("per {moment}", moment=formats.moment(moment)), "", formats.number(n), formats.number(open_n), unit.write(p50), unit.write(p90), formats.percent(share), formats.number(due))


def _effect(row: object, unit: Unit) -> tuple[str, ...]:
    cause, changed, n, open_n, p50, p90, share, due = (getattr(row, c) for c in ("cause", "changed_n", "d_n", "d_open", "d_p50_h", "d_p90_h", "d_sla_matured_pct", "d_sla_n"))
    points = signed(share, lambda v: _("{n} poin", n=formats.number(v, 1)))
    return (f"  {_(CAUSES[cause])}", formats.number(changed), signed(n, formats.number), signed(open_n, formats.number), signed(p50, unit.number), signed(p90, unit.number), points, signed(due, formats.number))


def signed(value: float | None, write: Callable[[float], str]) -> str:
    """`+12`, `−0,3 jam`; what does not move is `0`, what is not known a dash."""
    if value is None or formats.is_missing(value):
        return formats.NOTHING
    size = write(abs(value))
    if size == write(0.0):
        return "0"
    return f"+{size}" if value > 0 else f"{formats.MINUS}{size}"


def picker(subject: str, look: Look) -> html.Div:
    """The second date; it goes into the URL as `banding`."""
    pattern = "D MMM YYYY"
    chosen_day = look.asked.choice.compare or None
    control = dmc.DatePickerInput(
        id=ids.compare(subject), value=chosen_day, clearable=True, placeholder=_("tujuh hari sebelumnya"), size="xs", className="choice-compare", valueFormat=pattern,
        minDate="2013-01-01", **{"aria-description": _("Bandingkan dengan per tanggal")},
    )  # fmt: skip
    dates = dmc.DatesProvider(control, settings={"locale": language(), "firstDayOfWeek": 1})
    return html.Div([html.Span(_("bandingkan dengan per tanggal")), dates], className="compare-row")
