"""The origin of numbers, drawn from what was recorded while they were worked out: nothing here is written for one panel."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from data import definitions
from data.answers import Answers
from data.kpis.catalogue import Kpi, catalogue
from data.queries import feeds as feeds_asked
from data.queries.areas import areas_list
from data.queries.origin import core_tables, dated_facts, origin_loads, reference_tables, table_rows
from data.trail import Step
from layouts import formats, narrow, table
from layouts.drawers.feed import feed_names
from layouts.panel import Look
from layouts.words import _, either, mark

SHORT = 12  # characters of a hash that are shown; the whole one stands in its title
KPI_STEP = "kpi "  # how the question of a KPI is named: its readings (G3-P50, G3-P90) share one
UNMEASURED = mark("Tidak ada angka yang dihitung di sini: isinya aturan dan daftar yang dinyatakan dalam berkas program.")


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a drawing before it is drawn: the feeds and tables that it is declared with, and the steps recorded."""

    feeds: Collection[str]
    needs: Collection[str]
    steps: Sequence[Step]

    @property
    def tables(self) -> frozenset[str]:
        return frozenset().union(self.needs, *(step.tables for step in self.steps))


def origin(answers: Answers, look: Look, told: Told) -> html.Div:
    """Everything about where the numbers come from: period, sources and loads, tables, KPIs, questions with SQL and hash, dated facts."""
    steps = list(dict.fromkeys(told.steps))
    named = [k for name in dict.fromkeys(step.name for step in steps) for k in catalogue() if name == KPI_STEP + k.base]
    content = [_asked(answers, look), *_loads(answers, look, told), *_tables(answers, told), *_kpis(look, named, steps), *_questions(steps), *_facts(answers, told), *_changes(answers, steps)]
    if not steps and not told.tables:
        content.append(html.P(_(UNMEASURED), className="quiet"))
    return html.Div(content, className="origin")


def listed(facts: Sequence[tuple[str, str | Component]]) -> html.Dl:
    """Pairs of a name and what is said of it."""
    return html.Dl([part for name, said in facts for part in (html.Dt(name), html.Dd(said))])


def _asked(answers: Answers, look: Look) -> html.Dl:
    filters = look.asked.filters
    since, until = filters.period
    known = _("per {moment}", moment=formats.moment(filters.moment)) if filters.as_of else _("keadaan terbaru yang diketahui")
    place = next((str(r.name) for r in areas_list(answers).itertuples() if r.code == filters.area), filters.area)
    rows = [(_(narrow.TITLES[name]), narrow.said(answers, name, value)) for name in narrow.TITLES if (value := getattr(filters, name))]
    return listed([(_("wilayah"), place), (_("periode"), f"{formats.moment(since)} – {formats.moment(until)}"), *rows, (_("diketahui"), known)])


def _loads(answers: Answers, look: Look, told: Told) -> list[Component]:
    """Sources, their newest event, rows read, used and put into quarantine, and loads."""
    tables = told.tables & core_tables()
    loads = origin_loads(answers, told.feeds, tables, look.asked.filters.moment)
    if not len(loads):
        said = [html.P(_("Belum ada muatan dari sumber mana pun untuk angka ini."), className="quiet")] if told.feeds or tables else []
        return said
    names = feed_names(feeds_asked.feed_health(answers, look.asked.now))
    heads = (_("Data"), _("Sumber"), _("Kejadian terbaru"), _("Terbaca"), _("Masuk"), _("Karantina"), _("Muatan"), _("SHA-256 berkas terbaru"))
    count = formats.number
    columns = [
        loads["feed"].map(names).fillna(loads["feed"]), [f"{s} · {_('DATA SIMULASI')}" if x else s for s, x in zip(loads["source"], loads["is_simulated"], strict=True)],
        [formats.moment(t) for t in loads["newest_event_at"]], loads["read_rows"], loads["inserted"] + loads["updated"], loads["quarantined"],
        [_("{n} muatan, terakhir no. {last}", n=formats.number(n), last=last) for n, last in zip(loads["batches_n"], loads["last_batch"], strict=True)], loads["sha256"].str[:SHORT],
    ]  # fmt: skip
    drawn = table.drawn(table.table_of(heads, columns, (None, None, None, count, count, count, None, None)), _("Sumber dan muatan"))
    return [html.H3(_("Sumber dan muatan")), drawn, html.P(dcc.Link(_("Lihat kesehatan sumber data"), href="/feeds"))]


def _tables(answers: Answers, told: Told) -> list[Component]:
    """Tables that are read, with the rows that they hold now."""
    held = table_rows(answers, told.tables)
    if not len(held):
        return []
    heads = (_("Tabel"), _("Baris kini"), _("Versi"))
    drawn = table.drawn(table.table_of(heads, [held["table_name"], held["rows"], held["version"]], (None, formats.number, formats.number)), _("Tabel yang dibaca"))
    return [html.H3(_("Tabel yang dibaca")), drawn]


def _kpis(look: Look, named: Sequence[Kpi], steps: Sequence[Step]) -> list[Component]:
    """KPIs: formula, target and where it comes from."""
    if not named:
        return []
    cases = {step.name.removeprefix(KPI_STEP): step.cases for step in reversed(steps) if step.name.startswith(KPI_STEP)}
    heads = ("KPI", _("Rumus"), _("Target"), _("Dasar target"), "n")
    columns = [
        [f"{k.id} {either(k.title_id, k.title_en)}" for k in named], [either(k.formula, k.formula_en) for k in named], [target_of(k) for k in named],
        [either(k.target_source, k.target_source_en) or formats.NOTHING for k in named], [cases.get(k.base) for k in named],
    ]  # fmt: skip
    links = [part for k in named for part in (dcc.Link(k.id, href=look.asked.choice.at("/kpi", k.id.lower())), " ")]
    drawn = table.drawn(table.table_of(heads, columns, (None, None, None, None, formats.number)), _("Rumus dan target"))
    return [html.H3(_("Rumus dan target")), drawn, html.P([_("Halaman tiap KPI:"), " ", *links], className="kpi-links")]


def aim_of(kpi: Kpi) -> str:
    """`≥ 90,0%`, `≤ 2,0 hari`, `95–105%`; NOTHING without a target."""
    low, high = kpi.target if isinstance(kpi.target, tuple) else (None, kpi.target)
    return formats.aim(high, low, kpi.unit, kpi.better)


def target_of(kpi: Kpi) -> str:
    """The same, and that it is a proposal when nobody decreed it."""
    return aim_of(kpi) + (f" ({_('usulan')})" if kpi.target is not None and kpi.target_kind != "R" else "")


def _questions(steps: Sequence[Step]) -> list[Component]:
    """Every question: what it says of itself, values, rows and cases, and its SQL with its hash. The same SQL stands once."""
    if not steps:
        return []
    by_sql: dict[tuple[str, str], list[Step]] = {}
    for step in steps:
        by_sql.setdefault((step.name, step.sql), []).append(step)
    return [html.H3(_("Pertanyaan dan SQL")), *(question(asked) for asked in by_sql.values())]


def question(asked: Sequence[Step]) -> html.Details:
    """One question, asked once or with several values; opens on its SQL."""
    first = asked[0]
    rows = sum(step.rows for step in asked)
    said = [_("{n} baris jawaban", n=formats.number(rows))]
    if first.cases is not None:
        said.append(_("n = {n}", n=formats.number(first.cases)))
    if len(asked) > 1:
        said.append(_("ditanyakan {n} kali", n=formats.number(len(asked))))
    head = html.Summary([html.B(first.name), f" · {' · '.join(said)} · SHA-256 ", html.Code(first.sha[:SHORT], title=first.sha)])
    values = [html.P(", ".join(f"${k} = {v}" for k, v in step.values) or _("tanpa nilai"), className="quiet") for step in asked]
    return html.Details([head, html.P(spoken(first.sql)), *values, html.Pre(html.Code(first.sql), className="sql", tabIndex=0)], className="question")


def spoken(sql: str) -> str:
    """The comment with which a question's SQL begins."""
    lines: list[str] = []
    for line in sql.lstrip().splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return " ".join(lines)


def _facts(answers: Answers, told: Told) -> list[Component]:
    """Dated facts (limits, categories, breakpoints) that the questions read."""
    facts = dated_facts(answers, told.tables & frozenset(reference_tables()))
    if not len(facts):
        return []
    heads = (_("Tabel acuan"), _("Baris"), _("Berlaku terbaru sejak"), _("Baris yang sudah berakhir"))
    columns = [facts["table_name"], facts["rows"], [formats.day(pd.Timestamp(d).date()) if not formats.is_missing(d) else formats.NOTHING for d in facts["newest_on"]], facts["ends_n"]]
    return [html.H3(_("Acuan bertanggal")), table.drawn(table.table_of(heads, columns, (None, formats.number, None, formats.number)), _("Acuan bertanggal"))]


def _changes(answers: Answers, steps: Sequence[Step]) -> list[Component]:
    """Since when the questions and KPIs are defined as they are."""
    asked = {s.name for s in steps}
    kpis = sorted(k.id for k in catalogue() if KPI_STEP + k.base in asked)
    names = sorted({part for s in steps if not s.name.startswith(KPI_STEP) for part in (s.name, *definitions.parts_of(s.sql))})
    frames = [definitions.history(answers, kind, of) for kind, of in (("kpi", kpis), ("question", names)) if of]
    found = pd.concat(frames) if frames else pd.DataFrame()
    if not len(found):
        return []
    return [html.H3(_("Riwayat definisi")), table.drawn(change_table(found), _("Riwayat definisi"))]


def change_table(found: pd.DataFrame) -> table.Table:
    """Definitions kept, newest first: name, since when, hash, and whether it took another's place."""
    heads = (_("Definisi"), _("Tercatat sejak"), "SHA-256", _("Perubahan"))
    said = [_("pertama tercatat") if formats.is_missing(b) else _("menggantikan definisi sebelumnya") for b in found["before"]]
    return table.table_of(heads, [found["name"], [formats.moment(t) for t in found["seen_at"]], found["sha256"].str[:SHORT], said], (None, None, None, None))
