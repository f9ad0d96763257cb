"""What the words of statistics mean, in a sentence each: in the help, and at the head of every column of a grid that bears one of them."""

from __future__ import annotations

import re

from layouts.words import _, mark

# word -> meaning, as message ids; the first whose word stands in a head is that column's
MEANINGS = (
    (mark("pita 95%"), mark("di sini nilai sebenarnya hampir pasti berada; pita yang lebar berarti datanya sedikit")),
    (mark("selang 95%"), mark("di sini nilai sebenarnya hampir pasti berada; bila dua selang bertumpang tindih, selisihnya bisa kebetulan: tidak berbeda nyata")),
    (mark("P50"), mark("separuh kasus selesai dalam waktu ini; yang masih terbuka ikut dihitung. “Belum tercapai”: belum separuh yang selesai")),
    (mark("P90"), mark("sembilan dari sepuluh kasus selesai dalam waktu ini; yang masih terbuka ikut dihitung. “Belum tercapai”: belum sembilan dari sepuluh yang selesai")),
    (mark("kohort"), mark("semua kasus yang batas waktunya sudah lewat; yang masih terbuka dihitung terlambat, jadi tidak ada yang disembunyikan")),
    (mark("rata-rata selesai"), mark("hanya dari yang sudah selesai, seperti yang biasa diumumkan; yang masih terbuka tidak tampak di sini")),
    (mark("berakhir lain"), mark("berakhir tanpa hasil yang ditunggu: ganda, bukan kewenangan, dibatalkan, atau alarm palsu")),
    (mark("dibakukan"), mark("seakan-akan semua unit menerima campuran perkara yang sama: yang mudah tidak menguntungkan")),
    (mark("apa adanya"), mark("tepat waktu tanpa dibakukan dan tanpa ditarik ke rata-rata")),
    (mark("jatuh tempo"), mark("banyaknya yang batas waktunya sudah lewat")),
    (mark("peluang terlambat"), mark("dari laporan sekategori yang pernah terbuka selama ini, bagian yang akhirnya melewati batas")),
    (mark("laporan kedua per 100"), mark("dari 100 kejadian yang dilaporkan, berapa yang dilaporkan lagi oleh orang lain; rendah berarti orang jarang melapor")),
)
IN_HELP = ("pita 95%", "kohort", "berakhir lain", "dibakukan", "selang 95%")


def meaning(head: str) -> str:
    """The head with its meaning, in the language of the request; the head alone where it has none. A unit in the head is no hindrance."""
    for word, said in MEANINGS:
        if re.search(rf"\b{re.escape(_(word))}(?!\w)", head, re.IGNORECASE):
            return f"{head}: {_(said)}"
    return head


def in_help() -> list[tuple[str, str]]:
    """Word and meaning of those that the help explains."""
    return [(_(word), _(said)) for word, said in MEANINGS if word in IN_HELP]
