"""The frame of the house: header with choices, marks and clock, the page menu, and what every page carries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import dash_mantine_components as dmc
import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from data.model import PROVINCE
from layouts import ids
from layouts.choice import WINDOWS, Choice
from layouts.formats import short_name
from layouts.meanings import in_help
from layouts.menu import menu
from layouts.panel import Page
from layouts.words import _, language

NAME = "Jakarta Command Center"
PULSE_MS = 15_000
LEVEL_NAMES = {"provinsi": "", "kota": "", "kecamatan": "Kec.", "kelurahan": "Kel."}


def shell(pages: Sequence[Page], theme: str) -> Component:
    """Everything that stays while pages change."""
    carried = [
        dcc.Location(id=ids.URL, refresh=False),
        dcc.Store(id=ids.FILTERS, data=Choice().store(language())),
        dcc.Store(id=ids.THEME, data=theme),
        dcc.Store(id=ids.SCALE),
        dcc.Store(id=ids.OPENED_BY_SCRIPT),
        dcc.Interval(id=ids.PULSE, interval=PULSE_MS),
        html.Div(id=ids.HEALTH, hidden=True),
        html.Div(id=ids.WORDS, hidden=True, **{"data-words": json.dumps(browser_words())}),
    ]
    drawer = dmc.Drawer(html.Div(id=ids.DRAWER_BODY), id=ids.DRAWER, position="right", overlayProps={"backgroundOpacity": 0.25}, size="min(56rem, 96vw)", padding="lg", withinPortal=True)
    body = html.Div(
        [
            html.A(_("Langsung ke isi"), href="#page", className="skip"),
            header(pages, theme),
            html.Div(_("Server tidak menjawab. Angka di layar adalah keadaan terakhir yang diketahui."), id=ids.STALLED, hidden=True, role="alert"),
            html.Div(id=ids.ALARM_STRIP, hidden=True, role="status", **{"aria-live": "assertive"}),
            html.Main(id=ids.PAGE, className="page"),
            drawer,
            help_box(),
            *carried,
        ],
        className="shell",
    )
    return dmc.MantineProvider(body, id=ids.MANTINE, forceColorScheme="light" if theme == "light" else "dark", theme=mantine())


def mantine() -> dict[str, object]:
    """Mantine reads our variables, so that its controls look like the rest."""
    return {"fontFamily": "var(--font)", "defaultRadius": "sm", "primaryColor": "blue", "cursorType": "pointer"}


def header(pages: Sequence[Page], theme: str) -> html.Header:
    """Title, menu, choices, marks, clock, switches: one line on a wide screen."""
    marks = html.Div(id=ids.MARKS, className="marks")
    clock = html.Time(id=ids.CLOCK, className="clock", **{"aria-label": _("Jam server, WIB")})
    tools = html.Div([language_switch(), theme_switch(theme), help_switch()], className="tools")
    return html.Header([html.H1(NAME), menu(pages), choices(), marks, clock, tools], className="head")


def choices() -> html.Div:
    """Area, window, and the day as of which everything is answered."""
    area = dmc.Select(
        id=ids.AREA, data=[], value=Choice().area, searchable=True, allowDeselect=False, limit=80, size="sm", className="choice-area",
        nothingFoundMessage=_("Wilayah tidak ditemukan"), comboboxProps={"shadow": "none"}, **{"aria-label": _("Wilayah")},
    )  # fmt: skip
    window = dmc.Select(
        id=ids.WINDOW, data=[{"value": w, "label": window_name(w)} for w in WINDOWS], value=Choice().window, allowDeselect=False, size="sm",
        className="choice-window", comboboxProps={"shadow": "none"}, **{"aria-label": _("Rentang waktu")},
    )  # fmt: skip
    as_of = dmc.DatePickerInput(
        id=ids.AS_OF, value=None, clearable=True, placeholder=_("per: sekarang"), size="sm", className="choice-as-of",
        valueFormat="[per] D MMM YYYY" if language() == "id" else "[as of] D MMM YYYY", minDate=date(2014, 1, 1), **{"aria-description": _("Keadaan per tanggal")},
    )  # fmt: skip
    dates = dmc.DatesProvider(as_of, settings={"locale": language(), "firstDayOfWeek": 1})
    return html.Div([area, window, dates], className="choices")


def window_name(window: str) -> str:
    """`30d` -> `30 hari`."""
    hours = window.endswith("h")
    return _("{n} jam", n=window[:-1]) if hours else _("{n} hari", n=window[:-1])


def area_options(areas: pd.DataFrame, chosen: str) -> list[dict[str, object]]:
    """The cascade as one searchable list: the way up from the chosen area, what lies in it, then everything else.

    `areas`: code, name, level, parent of every area.
    """
    by_code = {row.code: row for row in areas.itertuples()}
    if PROVINCE not in by_code:  # nothing is loaded yet
        return [{"group": _("Terpilih"), "items": [{"value": PROVINCE, "label": _("Semua Jakarta")}]}]
    chosen = chosen if chosen in by_code else PROVINCE
    way, code = [], chosen
    while code in by_code:
        way.insert(0, code)
        code = by_code[code].parent or ""
    inside = [row.code for row in areas.itertuples() if row.parent == chosen]
    rest = [row.code for row in areas.itertuples() if row.code not in {*way, *inside}]

    def option(code: str) -> dict[str, str]:
        row = by_code[code]
        short, above = LEVEL_NAMES[row.level], by_code.get(row.parent)
        name = _("Semua Jakarta") if row.level == "provinsi" else short_name(row.name)
        place = f" · {short_name(above.name)}" if short and above is not None else ""
        return {"value": code, "label": f"{short} {name}{place}".strip()}

    inner = _("Di dalam {name}", name=option(chosen)["label"])
    groups = [(_("Terpilih"), way), (inner, inside), (_("Wilayah lain"), rest)]
    return [{"group": title, "items": [option(code) for code in codes]} for title, codes in groups if codes]


def language_switch() -> dmc.SegmentedControl:
    """Indonesian or English; the page is loaded again in the other one."""
    data = [{"value": "id", "label": "ID"}, {"value": "en", "label": "EN"}]
    return dmc.SegmentedControl(id=ids.LANG, data=data, value=language(), size="xs", **{"aria-label": _("Bahasa")})


def theme_switch(theme: str) -> dmc.SegmentedControl:
    """Dark, light, night."""
    data = [{"value": "dark", "label": _("gelap")}, {"value": "light", "label": _("terang")}, {"value": "night", "label": _("malam")}]
    return dmc.SegmentedControl(id=ids.THEME_SWITCH, data=data, value=theme, size="xs", **{"aria-label": _("Tema")})


def help_switch() -> html.Button:
    return html.Button("?", id=ids.HELP_SWITCH, className="key", title=_("Bantuan (tombol ?)"), **{"aria-label": _("Bantuan")})


def help_box() -> dmc.Modal:
    """Keys and signs."""
    keys = [("?", _("bantuan ini")), ("/", _("cari wilayah")), ("f", _("layar penuh")), ("d", _("ganti tema")), ("1 4 9 ← → ␣", _("dinding kamera: jumlah petak, tampilan, jeda")), ("Esc", _("tutup"))]
    signs = [
        ("▲", _("melewati batas: perlu tindakan")), ("◆", _("mendekati batas, atau data terlambat")), ("◌", _("tidak diketahui: kedaluwarsa atau terlalu sedikit")),
        ("P50, P90", _("separuh, dan sembilan dari sepuluh laporan, selesai dalam waktu itu; laporan yang masih terbuka ikut dihitung (Kaplan–Meier)")),
        *in_help(),
        (_("cakupan"), _("berapa dari KPI suatu indikator yang punya nilai")),
    ]  # fmt: skip
    rows = [html.Tr([html.Td(html.Kbd(key)), html.Td(text)]) for key, text in keys]
    meanings = [html.Tr([html.Td(sign), html.Td(text)]) for sign, text in signs]
    content = [html.H3(_("Tombol")), html.Table(html.Tbody(rows)), html.H3(_("Tanda")), html.Table(html.Tbody(meanings))]
    return dmc.Modal(html.Div(content, className="help"), id=ids.HELP, title=_("Bantuan"), size="lg")


def browser_words() -> dict[str, str]:
    """What the scripts of the page say, so that they too read from the one catalogue."""
    return {
        "s": _("{n} dtk"), "m": _("{n} mnt"), "h": _("{n} jam"), "d": _("{n} hari"), "ago": _("{age} lalu"),
        "locale": "id-ID" if language() == "id" else "en-GB",
        **alarm_words(),
    }  # fmt: skip


def alarm_words() -> dict[str, str]:
    """What assets/alarms.js says: the strip, the sound, and the forms of commands."""
    return {
        "alarm_open": _("Buka alarm"), "alarm_returned": _("sudah normal, belum ditanggapi"), "alarm_counts": _("{n} berdiri, {m} belum ditanggapi"), "alarm_who": _("Nama Anda"), "alarm_note": _("Catatan (boleh kosong)"),
        "alarm_reason": _("Alasan"), "alarm_minutes": _("Lamanya, menit"), "alarm_cancel": _("Batal"), "alarm_lost": _("Server tidak menjawab; perintah belum tercatat. Coba lagi."),
        "sound_on": _("Suara: hidup"), "sound_off": _("Suara: mati"), "sound_wait": _("Suara: tekan untuk memulai"), "do_acknowledge": _("Tanggapi"), "do_shelve": _("Sisihkan"),
        "do_unshelve": _("Kembalikan"), "do_mute": _("Matikan suara"), "do_unmute": _("Nyalakan suara"),
    }  # fmt: skip
