"""The video wall as a component: its frame and its words. Pictures come by URL; assets/cameras/*.js fill and turn the tiles."""

from __future__ import annotations

import json

from dash import html
from dash.development.base_component import Component

from layouts import ids
from layouts.words import _, speaking


def camera_wall(lang: str, _tile_url: str = "") -> Component:
    """The wall in that language: tools above, tiles below. The choice stands in the page's address."""
    with speaking(lang):
        about = html.P([html.Span(**part("about")), html.Span(className="camera-left", **part("left"))], className="camera-about", role="status")
        return html.Section(
            [tools(), about, html.Div(className="camera-grid", **part("grid"))], id=ids.CAMERA_WALL, className="camera-wall",
            **{"data-words": json.dumps(words()), "aria-label": _("Dinding kamera")},
        )  # fmt: skip


def tools() -> html.Div:
    """How many tiles, which cameras, which tour, and its pace."""
    sizes = [html.Button(str(n), type="button", title=_("{n} petak (tombol {n})", n=n), **{"data-act": f"size-{n}", "aria-pressed": "false"}) for n in (1, 4, 9)]
    found = html.Ul(className="camera-results", hidden=True, **part("found"))
    search = html.Div([field("words", _("Tambah kamera: nama, nomor, pemilik, wilayah")), found], className="camera-search")
    pace = [
        html.Button("◀", type="button", title=_("tampilan sebelumnya (tombol ←)"), **act("back")), html.Button("❚❚", type="button", title=_("jeda (spasi)"), **act("pause")),
        html.Button("▶▶", type="button", title=_("tampilan berikutnya (tombol →)"), **act("on")), html.Select([], title=_("lama tiap tampilan"), **part("dwell"), **{"aria-label": _("lama tiap tampilan")}),
    ]  # fmt: skip
    tour = [
        html.Select([], **part("tours"), **{"aria-label": _("Tur kamera")}), html.Button(_("hapus tur"), type="button", hidden=True, **part("delete"), **act("delete")),
        html.Button(_("kembali ke otomatis"), type="button", hidden=True, **part("clear"), **act("clear")),
    ]  # fmt: skip
    save = html.Form(
        [field("name", _("nama tur")), html.Button(_("simpan tur"), type="submit"), html.Span(className="quiet", role="status", **part("told"))],
        className="tool-group", **part("save"),
    )  # fmt: skip
    group = [html.Div(listed, className="tool-group", role="group") for listed in (sizes, pace)]
    return html.Div([group[0], search, html.Div(tour, className="tool-group"), group[1], save], className="camera-tools")


def field(name: str, label: str) -> html.Span:
    """The place of a text field that no callback reads; the script puts it there."""
    return html.Span(**{"data-field": name, "data-label": label})


def part(name: str) -> dict[str, str]:
    return {"data-part": name}


def act(name: str) -> dict[str, str]:
    return {"data-act": name}


def words() -> dict[str, str]:
    """What the scripts of tiles and wall say."""
    return {
        "simulated": _("DATA SIMULASI"), "source_off": _("◆ mati menurut sumber"), "since": _("tidak tersedia sejak {when}"), "empty": _("petak kosong"),
        "age_live": _("umur gambar terakhir yang tiba; siaran HLS sendiri tertinggal belasan detik dari kejadian"), "age_photo": _("umur foto menurut kamera, atau sejak diambil"),
        "mark_wait": _("… memuat"), "mark_live": _("▶ V siaran"), "mark_photo": _("■ F foto"), "mark_none": _("◌ T tanpa gambar"),
        "status_online": _("daring"), "status_offline": _("luring"), "status_unknown": _("keadaan tidak diketahui"),
        "of_tour": _("Tur {name}"), "of_choice": _("Kamera pilihan"), "of_near": _("Kamera terdekat dari insiden: {what}"), "of_area": _("Kamera di wilayah ini"),
        "no_near": _("Tidak ada insiden bernomor {n} yang diketahui letaknya."),
        "page": _("tampilan {page} dari {pages} · {n} kamera"), "lost": _("{n} kamera tidak ditemukan lagi"), "pause": _("jeda"), "go_on": _("lanjut"), "paused": _("dijeda"),
        "left": _("berganti dalam {n} dtk"), "dwell": _("{n} dtk"), "not_found": _("Tidak ada kamera yang cocok di wilayah ini."), "saved": _("tersimpan untuk semua layar"),
        "choose_tour": _("pilih tur…"), "no_tours": _("belum ada tur"), **reasons(),
    }  # fmt: skip


def reasons() -> dict[str, str]:
    """Why there is no picture, by the kind of the proxy's refusal."""
    return {
        "why_timeout": _("Kamera tidak menjawab dalam 5 detik."), "why_endless": _("Kamera mengirim tanpa henti: bukan alamat satu gambar."),
        "why_status": _("Server kamera menjawab dengan galat."), "why_kind": _("Server kamera mengirim halaman web, bukan gambar."),
        "why_large": _("Gambar kamera terlalu besar."), "why_unreachable": _("Server kamera tidak dapat dihubungi."), "why_redirect": _("Server kamera menunjuk ke server lain."),
        "why_host": _("Server kamera belum diizinkan (CITY_CAMERA_HOSTS)."), "why_address": _("Alamat jaringan kamera belum diizinkan (CITY_CAMERA_HOSTS)."),
        "why_scheme": _("Alamat kamera bukan HTTP: perlu alamat HTTP atau HLS."), "why_none": _("Sumber tidak memberi alamat gambar."), "why_unknown": _("Kamera ini tidak ada di data."),
        "why_decode": _("Siaran tidak dapat diputar peramban ini."), "why_stalled": _("Siaran berhenti."), "why_no_hls": _("Peramban ini tidak memutar HLS, dan kamera tidak memberi foto."),
        "why_server": _("Server ini tidak menjawab."), "why_other": _("Tidak ada gambar."),
    }  # fmt: skip
