"""The alarm system's own health against EEMUA 191's figures, and the table that says why each alarm exists."""

from __future__ import annotations

from datetime import timedelta

from dash import html
from dash.development.base_component import Component

from data.alarms.rules import PRIORITIES, Rule, Rules, shipped
from data.answers import Answers
from data.clock import to_utc
from data.queries.alarms import AVERAGE, FLOOD, Health, alarm_health
from layouts import formats, table
from layouts.panel import Asked, Drawing, Look
from layouts.panels.alarms import PRIORITY, sign, text
from layouts.words import _, either, many

LONG = timedelta(hours=24)


def ask(answers: Answers, asked: Asked) -> Health:
    """Load, chattering, failing rules and what stands."""
    return alarm_health(answers, asked.filters)


def ask_rules(_answers: Answers, _asked: Asked) -> Rules:
    """The rules that come with the program, and what is wrong with others."""
    return shipped()


def draw(data: Health, look: Look) -> Drawing:
    """Six figures with their limits, the split of priorities, and rules that do not run."""
    lines = [_line(*figure) for figure in figures(data, look)]
    faults = [html.P([html.Span("▲ ", className="breach"), _("Aturan {rule} gagal: {why}", rule=r.rule, why=text(r.note))], className="alarm-fault") for r in data.failing.itertuples()]
    faults += [html.P([html.Span("▲ ", className="breach"), f"{p.file} · {p.key}: {p.text}"], className="alarm-fault") for p in shipped().problems]
    return html.Div([html.Div(lines, className="alarm-figures"), _split(data), *faults], className="listed")


def figures(data: Health, look: Look) -> list[tuple[str, str, str, bool]]:
    """(what, value, limit, is it beyond)."""
    now = to_utc(look.asked.filters.as_of or look.asked.now)
    stands = data.now[data.now["state"].isin(["alarm", "acknowledged"])]
    old = int((stands["raised_at"] < now - LONG).sum())
    return [
        (_("Alarm dalam 10 menit terakhir"), formats.number(data.newest_n), _("banjir alarm di atas {n}", n=FLOOD), data.newest_n > FLOOD),
        (_("Rata-rata per 10 menit, 24 jam"), formats.number(data.average, 2), _("sasaran paling banyak {n}", n=formats.number(AVERAGE)), data.average > AVERAGE),
        (_("Banjir alarm, 24 jam"), formats.number(data.floods_n), _("sasaran {n}", n=0), data.floods_n > 0),
        (_("Berdiri lebih dari 24 jam"), formats.number(old), _("sasaran {n}", n=0), old > 0),
        (_("Bergetar: tiga kali dalam semenit, 30 hari"), formats.number(data.chatters_n), _("sasaran {n}", n=0), data.chatters_n > 0),
    ]  # fmt: skip


def _line(what: str, value: str, limit: str, is_beyond: bool) -> html.Div:
    shape = html.Span("◆ ", className="warning") if is_beyond else ""
    return html.Div([html.Span(what), html.Span([shape, html.B(value)], className="num"), html.Span(limit, className="quiet")], className="alarm-figure")


def _split(data: Health) -> Component:
    """Raised in 30 days by priority, in % beside the aim."""
    cells = []
    for priority, (n, share, aim) in data.split().items():
        said = formats.NOTHING if share is None else formats.percent(share, 0)
        cells.append(html.Div([sign(priority), f" {_(PRIORITY[priority][2])} ", html.B(said), html.Span(" " + _("sasaran {aim} · {n} alarm", aim=formats.percent(aim, 0), n=formats.number(n)), className="quiet")]))
    return html.Div([html.Span(_("Menurut prioritas, 30 hari"), className="quiet"), *cells], className="alarm-split")


def rows(data: Health, look: Look) -> table.Table:
    """The same figures, one row each."""
    said = [(what, value, limit) for what, value, limit, _beyond in figures(data, look)]
    said += [
        (_("Prioritas {word}, 30 hari", word=_(PRIORITY[p][2])), formats.NOTHING if share is None else formats.percent(share, 1), _("sasaran {n}", n=formats.percent(aim, 0)))
        for p, (_n, share, aim) in data.split().items()
    ]
    return table.Table((_("Ukuran"), _("Nilai"), _("Batas")), tuple(said), frozenset({1}))


def draw_rules(data: Rules, _look: Look) -> Drawing:
    """The rationalisation: each rule with its cause, consequence, response, who and how fast."""
    heads = ("", _("Alarm"), _("Sebab"), _("Akibat bila dibiarkan"), _("Yang bertindak: apa"), _("Dalam"), _("Jeda, pita mati"))
    head = html.Tr([html.Th(word, scope="col") for word in heads])
    body = [_rule(rule) for rule in data.rules]
    counts = ", ".join(f"{sum(r.priority == p for r in data.rules)} {_(PRIORITY[p][2])}" for p in PRIORITIES)
    said = many("{n} aturan", len(data.rules), n=len(data.rules)) + f": {counts}."
    whole = html.Table([html.Thead(head), html.Tbody(body)], className="figures rationale")
    return html.Div([html.P(said, className="chart-note"), html.Div(whole, className="scroll", tabIndex=0)], className="listed")


def _rule(rule: Rule) -> html.Tr:
    act = [html.B(either(rule.acts_id, rule.acts_en)), ": ", either(rule.response_id, rule.response_en)]
    words = (either(rule.cause_id, rule.cause_en), either(rule.consequence_id, rule.consequence_en))
    return html.Tr(
        [
            html.Td(sign(rule.priority)), html.Td(either(rule.title_id, rule.title_en), className="what-to-do", title=f"{rule.id} · {rule.reference}"), *(html.Td(word, className="what-to-do") for word in words),
            html.Td(act, className="what-to-do"), html.Td(formats.minutes(rule.respond_min)), html.Td(delays(rule), className="quiet"),
        ]
    )  # fmt: skip


def delays(rule: Rule) -> str:
    """`masuk 5 mnt · keluar 30 mnt · 5 cm`; a dash where there is none."""
    said = [_("masuk {n}", n=formats.span(rule.on_delay_s))] if rule.on_delay_s else []
    said += [_("keluar {n}", n=formats.span(rule.off_delay_s))] if rule.off_delay_s else []
    said += [f"{formats.number(rule.dead_band)} {rule.unit}"] if rule.dead_band else []
    return " · ".join(said) or formats.NOTHING


def rows_rules(data: Rules, _look: Look) -> table.Table:
    """The same with references."""
    heads = (_("Aturan"), _("Prioritas"), _("Alarm"), _("Yang bertindak"), _("Dalam"), _("Jeda, pita mati"), _("Ditekan oleh"), _("Acuan"))
    said = [
        (r.id, _(PRIORITY[r.priority][2]), either(r.title_id, r.title_en), either(r.acts_id, r.acts_en), formats.minutes(r.respond_min), delays(r), r.suppressed_by or formats.NOTHING, r.reference)
        for r in data.rules
    ]
    return table.Table(heads, tuple(said))
