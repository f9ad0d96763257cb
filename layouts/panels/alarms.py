"""The alarms that stand: how grave, what, since when, how far beyond its limit, who must act and what to do; with buttons."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.answers import Answers
from data.clock import to_utc
from data.queries.alarms import alarms_now
from layouts import formats, table
from layouts.panel import Asked, Drawing, Look
from layouts.words import _, either, many, mark

# Shape, letter and word beside the colour: a priority is never told by colour alone.
PRIORITY = {"tinggi": ("▲", mark("T"), mark("tinggi")), "sedang": ("◆", mark("S"), mark("sedang")), "rendah": ("●", mark("R"), mark("rendah"))}
STATE = {
    "alarm": mark("baru, belum ditanggapi"), "acknowledged": mark("ditanggapi"), "returned": mark("sudah normal, belum ditanggapi"), "shelved": mark("disisihkan"),
    "suppressed": mark("ditekan oleh alarm yang lebih berat"), "no_data": mark("tanpa data"), "pending": mark("menunggu jeda"), "normal": mark("normal"),
}  # fmt: skip
LISTED = ("alarm", "returned", "acknowledged", "shelved")


def ask(answers: Answers, asked: Asked) -> pd.DataFrame:
    """Everything that is not normal: the columns of `alarms_now`."""
    return alarms_now(answers, asked.filters)


def listed(data: pd.DataFrame) -> pd.DataFrame:
    """What somebody must look at: standing, returned or shelved alarms, also while they have no data."""
    beneath = data["state"].where(data["state"] != "no_data", data["under"])
    return data[beneath.isin(LISTED)]


def draw(data: pd.DataFrame, look: Look) -> Drawing:
    """A sentence, and one row per alarm with its buttons."""
    shown = listed(data)
    buttons = [] if look.asked.filters.as_of else [html.Button(_("Suara: mati"), className="option", **{"data-alarm-sound": "yes"})]
    head = html.Div([html.Figcaption(message(data)), *buttons], className="alarms-head")
    if not len(shown):
        return html.Div([head, html.P(_("Tidak ada alarm yang berdiri."), className="calm")], className="listed")
    heads = ("", _("Alarm"), _("Sejak"), _("Nilai"), _("Yang bertindak, dan apa yang harus dilakukan"), "")
    titles = html.Tr([html.Th(text, className="num" if n == 3 else "", scope="col") for n, text in enumerate(heads)])
    body = [_row(row, look) for row in shown.itertuples()]
    whole = html.Table([html.Thead(titles), html.Tbody(body)], className="figures alarms")
    return html.Div([head, html.Div(whole, className="scroll", tabIndex=0)], className="listed")


def message(data: pd.DataFrame) -> str:
    """How many stand and wait for somebody, and what is not in the list."""
    counts = data["state"].value_counts()
    stands, waits = (int(counts.reindex(names).sum()) for names in (["alarm", "acknowledged"], ["alarm", "returned"]))
    silent = int((data["state"] == "no_data").sum())
    said = [many("{n} alarm berdiri", stands), many("{n} belum ditanggapi", waits)]
    said += [many("{n} disisihkan", int(counts["shelved"]))] if "shelved" in counts else []
    said += [many("{n} ditekan", int(counts["suppressed"]))] if "suppressed" in counts else []
    said += [many("{n} menunggu jeda", int(counts["pending"]))] if "pending" in counts else []
    said += [many("{n} tanpa data", silent)] if silent else []
    gravest = next((p for p in PRIORITY if (data["state"].isin(["alarm", "returned"]) & (data["priority"] == p)).any()), None)
    return (f"{PRIORITY[gravest][0]} " if gravest else "") + "; ".join(said) + "."


def sign(priority: str) -> Component:
    """`▲ T`: the priority as shape, letter and colour, its word behind it."""
    shape, letter, word = PRIORITY[priority]
    return html.Span([shape, " ", _(letter)], className=f"alarm-mark is-{priority}", title=_("prioritas {word}", word=_(word)))


def valued(value: float, unit: str) -> str:
    """`960 cm`, `17 mnt`, `12,5%`: the value in the unit of its rule."""
    if formats.is_missing(value) or unit == "%":
        return formats.percent(value)
    units = {"mnt": _("mnt")}
    return f"{formats.number(value)} {units.get(unit, unit)}".strip()


def state_words(row: Any) -> str:
    """The state in words; what has no data says what it was."""
    said = _(STATE[row.state])
    if row.state == "no_data" and row.under in STATE and row.under != "normal":
        return f"{said} ({_(STATE[row.under])})"
    if row.state == "shelved" and not formats.is_missing(row.until_at):
        return _("{state} sampai {when} WIB", state=said, when=formats.clock(moment(row.until_at)))
    return said


def moment(value: Any) -> datetime:
    """A moment of a frame as a datetime, UTC."""
    found: datetime = pd.Timestamp(value).to_pydatetime()
    return found


def _row(row: Any, look: Look) -> html.Tr:
    waits = row.state in ("alarm", "returned")
    now = to_utc(look.asked.filters.as_of or look.asked.now)
    title = html.Span(either(row.title_id, row.title_en), className="alarm-title")
    words = [html.B(text(either(row.name, row.name_en))), html.Span(state_words(row), className="chip" if waits else "quiet alarm-state")]
    words += [html.Span(_("DATA SIMULASI"), className="chip simulated")] if str(row.source).startswith("simulasi") else []
    by = text(row.handled_by)
    said = [] if by == formats.NOTHING else [html.Div(" · ".join(part for part in (by, text(row.handled_note)) if part != formats.NOTHING), className="quiet")]
    cells = [
        html.Td(sign(row.priority)), html.Td([html.Div([title, " ", words[0]]), html.Div(words[1:], className="alarm-chips"), *said], className="what-to-do"),
        html.Td(_since(row, now)), html.Td([html.Div(valued(row.value, row.unit)), html.Div(_("batas {limit}", limit=valued(row.threshold, row.unit)), className="quiet")], className="num"),
        html.Td([html.B(text(either(text(row.acts_id), text(row.acts_en)))), html.Div(text(either(text(row.response_id), text(row.response_en)))), _limit(row, now)], className="what-to-do"),
        html.Td([] if look.asked.filters.as_of else _buttons(row), className="alarm-buttons"),
    ]  # fmt: skip
    return html.Tr(cells, className=f"alarm-row is-{row.priority}" + (" waits" if waits else ""))


def text(value: object) -> str:
    """Text, or a dash where there is none."""
    return formats.NOTHING if formats.is_missing(value) else str(value)


def _since(row: Any, now: datetime) -> list[Component]:
    if formats.is_missing(row.raised_at):
        return [html.Span(formats.NOTHING, className="quiet")]
    at = moment(row.raised_at)
    said = f"{formats.clock(at)} WIB" if now - at < timedelta(hours=20) else formats.moment(at)
    return [html.Div(said), html.Time(formats.age_of(at, now), className="age quiet", dateTime=f"{at.isoformat()}Z", title=formats.moment(at, seconds=True))]


def _limit(row: Any, now: datetime) -> html.Div:
    """By when somebody must have begun; only while nobody has."""
    if row.state != "alarm" or formats.is_missing(row.raised_at) or formats.is_missing(row.respond_min):
        return html.Div()
    by = moment(row.raised_at) + timedelta(minutes=int(row.respond_min))
    said = _("tanggapi sebelum {when} WIB", when=formats.clock(by)) if by.date() == now.date() else _("tanggapi sebelum {when}", when=formats.moment(by))
    late = now > by
    return html.Div(("▲ " if late else "") + said, className="breach" if late else "quiet")


def _buttons(row: Any) -> list[Component]:
    beneath = row.under if row.state == "no_data" else row.state
    wanted = [("acknowledge", _("Tanggapi"))] if beneath in ("alarm", "returned") else []
    wanted += [("unshelve", _("Kembalikan"))] if row.state == "shelved" else [("shelve", _("Sisihkan"))]
    what = f"{either(row.title_id, row.title_en)}: {text(either(row.name, row.name_en))}"
    return [
        html.Button(word, className="option", **{"data-alarm-do": command, "data-rule": row.rule, "data-entity": row.entity, "data-what": what, "aria-label": f"{word}: {what}"})
        for command, word in wanted
    ]


def rows(data: pd.DataFrame, _look: Look) -> table.Table:
    """Everything that is not normal, one row each."""
    heads = (_("Prioritas"), _("Alarm"), _("Apa"), _("Keadaan"), _("Sejak"), _("Nilai"), _("Batas"), _("Yang bertindak"), _("Sumber"))
    said = [
        (
            _(PRIORITY[r.priority][2]), either(r.title_id, r.title_en), text(either(r.name, r.name_en)), state_words(r), formats.NOTHING if formats.is_missing(r.raised_at) else formats.moment(moment(r.raised_at)),
            valued(r.value, r.unit), valued(r.threshold, r.unit), text(either(text(r.acts_id), text(r.acts_en))), text(r.source),
        )
        for r in data.itertuples()
    ]  # fmt: skip
    return table.Table(heads, tuple(said), frozenset({5, 6}))
