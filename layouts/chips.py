"""Chips of a legal scale: the colour that a rule gives stands inside the chip alone, and always with its word."""

from __future__ import annotations

from dash import html

from layouts.words import _

# As the city's flood board paints them; the ISPU brings its own colours in ispu_category.csv.
SIAGA = {1: "merah", 2: "oranye", 3: "kuning", 4: "hijau"}
CALM = ("hijau",)  # an outline with a dot of its colour: a quiet screen stays grey


def legal(word: str, colour: str, title: str = "") -> html.Span:
    """A chip in the legal colour of that name (a key of theme.LEGAL)."""
    calm = " is-calm" if colour in CALM else ""
    return html.Span(word, className=f"legal legal-{colour}{calm}", title=title or word)


def siaga(level: int, word: str = "") -> html.Span:
    """`Siaga 2`, or the longer word given."""
    return legal(word or _("Siaga {n}", n=level), SIAGA[level])


def unknown(why: str = "") -> html.Span:
    """Nothing can be said about now."""
    return html.Span(_("◌ tidak diketahui"), className="legal is-unknown", title=why or _("bacaan terlalu lama untuk berkata tentang sekarang"))
