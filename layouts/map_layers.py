"""The layers of the map by group: sign, title, whether it is on at first, and why it may have nothing to show.

Names are those of assets/map/*.js and of the URL's `lapisan`. Legend texts are message ids.
"""

from __future__ import annotations

from dataclasses import dataclass

from layouts.words import mark


@dataclass(frozen=True, slots=True)
class Switch:
    """One layer. `key` is its legend: what its shapes and letters mean; `empty` says why nothing may be there."""

    name: str
    sign: str
    title: str
    is_on: bool = True
    key: str = ""
    empty: str = mark("tidak ada baris saat ini")


@dataclass(frozen=True, slots=True)
class Group:
    """Layers that belong together; `is_open` when the page comes."""

    name: str
    title: str
    switches: tuple[Switch, ...]
    is_open: bool = False


NO_PLACE = mark("direktori yang dimuat tidak memuat jenis ini")
GROUPS = (
    Group("citizens", mark("Warga"), (
        Switch("reports", "●", mark("Laporan"), key=mark("lingkaran = laporan digabung, titik jingga = lewat batas"), empty=mark("tidak ada laporan pada rentang ini")),
        Switch("areas", "▦", mark("Wilayah"), key=mark("makin terang makin besar; arsir = tak terukur")),
    ), is_open=True),
    Group("cameras", mark("Kamera & kejadian"), (
        Switch("cameras", "▪", mark("Kamera"), key=mark("kotak kosong bergaris = padam")),
        Switch("incidents", "■", mark("Insiden"), key=mark("kotak: makin besar makin tinggi prioritasnya"), empty=mark("tidak ada insiden saat ini")),
        Switch("fires", "✦", mark("Kebakaran"), key=mark("bintang penuh = pemadam belum di lokasi, ▲ = lewat 15 mnt, kosong ✓ = di lokasi; menit sejak panggilan"),
               empty=mark("tidak ada panggilan terbuka dalam 24 jam")),
    ), is_open=True),
    Group("transport", mark("Angkutan"), (
        Switch("vehicles", "▸", mark("Bus"), key=mark("panah = arah; kosong = lama tanpa kabar"), empty=mark("tidak ada bus yang melapor")),
        Switch("routes", "─", mark("Rute")),
        Switch("jams", "╍", mark("Kemacetan"), is_on=False, key=mark("garis: makin tebal makin macet, jingga = jalan tertutup; △ = laporan pengemudi"),
               empty=mark("tidak ada kemacetan, atau cuplikan Waze lebih tua dari 30 mnt")),
    )),
    Group("water", mark("Air & cuaca"), (
        Switch("gates", "▽", mark("Pintu air"), key=mark("S1 awas … S4 normal; segitiga putus-putus = tidak diketahui"), empty=mark("belum ada bacaan")),
        Switch("floods", "♦", mark("Banjir"), key=mark("bidang = RW tergenang, tetes = laporan banjir (cm)"), empty=mark("tidak ada banjir dalam 24 jam")),
        Switch("air", "○", mark("Udara (ISPU)"), is_on=False, key=mark("ISPU dan kategorinya; lingkaran putus-putus = tidak diketahui"), empty=mark("belum ada stasiun")),
        Switch("warnings", "⚠", mark("Peringatan"), key=mark("bidang bergaris putus = daerah peringatan; klik garisnya"), empty=mark("tidak ada peringatan yang berlaku")),
    )),
    Group("field", mark("Petugas & fasilitas"), (
        Switch("officers", "◇", mark("Petugas"), is_on=False, key=mark("penuh = bertugas, kosong = bebas, putus-putus = lama tanpa kabar"),
               empty=mark("tidak ada posisi dalam 12 jam")),
        Switch("hydrants", "H", mark("Hidran"), is_on=False, empty=NO_PLACE),
        Switch("posts", "D", mark("Pos damkar"), is_on=False, empty=NO_PLACE),
        Switch("hospitals", "R", mark("Rumah sakit"), is_on=False, empty=NO_PLACE),
        Switch("clinics", "P", mark("Puskesmas"), is_on=False, empty=NO_PLACE),
        Switch("pumps", "A", mark("Pompa & pintu"), is_on=False, empty=NO_PLACE),
    )),
    Group("plan", mark("Aset & tata ruang"), (
        Switch("assets", "B", mark("Aset daerah"), is_on=False, key=mark("B = barang milik daerah; ◆ lewat jadwal pemeliharaan, ▲ rusak berat"), empty=mark("register aset kosong")),
        Switch("zones", "▨", mark("Zonasi"), is_on=False, key=mark("warna dan huruf = peruntukan: R hunian, K niaga, I industri, H hijau, S sarana"), empty=mark("rencana zonasi kosong")),
    )),
)  # fmt: skip
