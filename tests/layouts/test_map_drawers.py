"""Every kind of thing on the map opens: what is known, how old, from where, simulated or not, and where it stands in the open data."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from plotly.utils import PlotlyJSONEncoder

from data.answers import Answers
from layouts import drawers, map_layers
from layouts.choice import Choice
from layouts.map import city_map
from layouts.panel import Asked, Look
from layouts.theme import LIGHT
from layouts.words import speaking
from live.slow import SLOW
from tests.layouts.conftest import NOW
from tests.layouts.filled_things import fill_things

LOOK = Look(LIGHT, Asked(Choice().filters(NOW), Choice(), NOW))
SCRIPTS = Path(__file__).parents[2] / "assets" / "map"
# what is clicked -> words that must stand in its drawer
SAID = {
    "gate:simulasi_bpbd/katulampa": ("Pintu air Katulampa", "Siaga 2 (siaga)", "legal-oranye", "170 cm", "Sekretaris Daerah", "S3 80 · S2 150 · S1 200 cm", "4 mnt lalu", "DATA SIMULASI", "water-levels?post=katulampa", "/environment"),
    "gate:simulasi_bpbd/karet": ("tidak diketahui", "3 jam lalu"),
    "air:simulasi_spku/DKI1": ("500 Berbahaya", "legal-hitam", "di atas skala"),
    "flood:petabencana/RW 04": ("RW tergenang", "Tergenang sedang", "petabencana"),
    "flood:petabencana/B1": ("Laporan banjir", "40 cm", "Air naik"),
    "fire:simulasi_damkar/F1": ("pemadam menuju lokasi", "Urutan kejadian", "Berangkat", "Petugas terdekat", "Satpol PP o-1 · bebas", "110 m", "Hidran terdekat", "Hidran 20", "DATA SIMULASI"),
    "fire:simulasi_damkar/F4": ("selesai", "10,0 mnt (SPM ≤ 15 mnt)", "(+5 mnt)"),
    "jam:waze/J1": ("Jl. Sudirman", "jalan tertutup", "800 m", "api/v1/traffic"),
    "jam:waze/A1": ("ACCIDENT", "laporan pengemudi", "7 / 10"),
    "warning:bmkg/W1": ("Hujan lebat di Tebet", "Ekstrem", "BMKG", "Berakhir"),
    "incident:simulasi_cctv/I0": ("terbuka", "Petugas terdekat", "bebas", "JKT-0", "90%"),
    "incident:simulasi_cctv/I30": ("selesai", "Ditanggapi"),
    "report:simulasi_crm/L200": ("Urutan kejadian", "Menunggu", "Selesai", "open311/v2/requests/simulasi_crm:L200.json"),
    "officer:simulasi_satpol/o-2": ("Satpol PP", "Tinjau lokasi · menuju lokasi", "insiden I0", "Insiden terbuka terdekat"),
    "officer:simulasi_satpol/o-3": ("tanpa kabar", "bebas"),
    "facility:direktori/H7": ("Hidran 7", "Hidran", "baik", "facilities?source=direktori"),
    "facility:direktori/P1": ("Puskesmas Contoh", "letak perkiraan"),
    "vehicle:simulasi_bus/B1": ("Bus JKT 1", "S1 · STOPPED_AT", "is-beside"),
    "asset:simulasi_bpad/A1": ("Gedung 1", "Dinas Satu", "▲ rusak berat", "DATA SIMULASI", "assets?source=simulasi_bpad", "/governance"),
    "zone:simulasi_citata/Z1": ("Zona ", "Izin diajukan pada rentang", "Tepat waktu", "km²", "zoning?source=simulasi_citata"),
    "area:/31.71": ("Penduduk", "skematik, bukan batas resmi", "Laporan pada rentang", "kpis?area=31.71"),
}  # fmt: skip


def opened(answers: Answers, what: str) -> str:
    kind, _sep, key = what.partition(":")
    title, content = drawers.KINDS[kind](answers, key, LOOK)
    return title + json.dumps(content, cls=PlotlyJSONEncoder, ensure_ascii=False)


def test_everything_known_stands_in_the_drawer(filled: Answers) -> None:
    fill_things(filled.warehouse, NOW.replace(tzinfo=None))
    for what, words in SAID.items():
        said = opened(filled, what)
        assert [what, *(word for word in words if word not in said)] == [what]
        assert "NaN" not in said and "None" not in said
    assert "DATA SIMULASI" not in opened(filled, "jam:waze/J1")
    assert "Petugas terdekat" not in opened(filled, "incident:simulasi_cctv/I30"), "a closed incident needs nobody"
    with speaking("en"):
        assert "Nearest officers" in opened(filled, "fire:simulasi_damkar/F1")


@pytest.mark.parametrize("kind", drawers.THINGS)
def test_what_is_gone_is_said(answers: Answers, kind: str) -> None:
    assert "Tidak ada lagi" in opened(answers, f"{kind}:simulasi_x/hilang")


def test_every_layer_has_a_switch_and_every_switch_a_layer() -> None:
    names = [switch.name for group in map_layers.GROUPS for switch in group.switches]
    assert len(names) == len(set(names))
    assert set(names) - {"vehicles"} == set(SLOW)
    drawn = json.dumps(city_map("id"), cls=PlotlyJSONEncoder, ensure_ascii=False)
    assert all(f'"data-layer": "{name}"' in drawn for name in names)
    looks = "".join((SCRIPTS / name).read_text(encoding="utf-8") for name in ("23_signs.js", "24_holdings.js"))
    kinds = set(re.findall(r'kind: "(\w+)"', looks))
    assert kinds <= set(drawers.THINGS), "what can be clicked opens"
