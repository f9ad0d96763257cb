"""Colours, type and spacing: the only place that knows them. The style sheet of variables is made from here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from data.errors import SettingsError

FONT = "Source Sans Pro"
FONT_STACK = f"'{FONT}', system-ui, -apple-system, 'Segoe UI', sans-serif"
FONT_FILES = {400: "SourceSansPro-Regular.ttf", 600: "SourceSansPro-Semibold.ttf", 700: "SourceSansPro-Bold.ttf"}
SIZES = (12, 14, 16, 20, 28, 40, 64)  # px at the desk; the wall multiplies the root
STEP = 4  # spacing in px
CORNER = 6


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours. `data` in the order of series; `areas` from ground to ink, for shading by value."""

    name: str
    ground: str
    surface: str
    raised: str
    line: str
    ink: str
    muted: str
    faint: str
    accent: str
    breach: str
    warning: str
    data: tuple[str, str, str, str, str, str]
    areas: tuple[str, str, str, str, str]
    water: str
    land: str


DARK = Theme(
    "dark", "#14181d", "#1b2027", "#232a33", "#343d49", "#e6e9ed", "#9aa5b1", "#6d7884", "#6cb2ff", "#ff6b3d", "#f2b134",
    ("#8fb8de", "#c9a86a", "#7fb59a", "#b79bd0", "#d08f7e", "#93a1b0"),
    ("#252c35", "#364250", "#4a5b6e", "#62788f", "#8099b3"), "#14181d", "#1f252d",
)  # fmt: skip
LIGHT = Theme(
    "light", "#f3f4f5", "#ffffff", "#ffffff", "#d9dde2", "#1c2229", "#5b6672", "#7f8994", "#1565c0", "#c23b00", "#9a6200",
    ("#2f6ea8", "#8a6414", "#2f7d58", "#7a52a3", "#a3523f", "#55636f"),
    ("#e9edf1", "#ccd6e0", "#a9b9c9", "#8299b0", "#5c7893"), "#dfe5ea", "#f7f8f9",
)  # fmt: skip
NIGHT = Theme(
    "night", "#0a0c0f", "#101317", "#161a20", "#262d36", "#b4bac2", "#828c97", "#606a75", "#5d97d6", "#e05a2e", "#c28d29",
    ("#6f92b3", "#a08652", "#64907a", "#917aa6", "#a67164", "#74808d"),
    ("#171c22", "#232b34", "#313d4a", "#425263", "#576b80"), "#0a0c0f", "#12161b",
)  # fmt: skip
THEMES = {theme.name: theme for theme in (DARK, LIGHT, NIGHT)}
# Colours that a rule gives a meaning to: ground and ink of a chip, the same in every theme, and used nowhere but there.
LEGAL = {
    "hijau": ("#2e7d32", "#ffffff"), "biru": ("#1565c0", "#ffffff"), "kuning": ("#f5c518", "#14181d"), "oranye": ("#ef7d1a", "#14181d"),
    "merah": ("#c62828", "#ffffff"), "hitam": ("#0b0b0b", "#ffffff"),
}  # fmt: skip
_worn: ContextVar[str] = ContextVar("theme", default=DARK.name)


def worn() -> str:
    """The name of the theme in which this request is answered."""
    return _worn.get()


@contextmanager
def wearing(chosen: str) -> Iterator[None]:
    """Everything inside is drawn in this theme; an unknown one is dark."""
    token = _worn.set(chosen if chosen in THEMES else DARK.name)
    try:
        yield
    finally:
        _worn.reset(token)


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2, 0 to 1, of `#rrggbb`."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours by WCAG 2.2: 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def variables(theme: Theme) -> dict[str, str]:
    """CSS variable -> colour, such as `--ink`; series as `--data-1` to `--data-6`, shades as `--area-1` to `--area-5`."""
    plain = ("ground", "surface", "raised", "line", "ink", "muted", "faint", "accent", "breach", "warning", "water", "land")
    found = {f"--{name}": getattr(theme, name) for name in plain}
    found |= {f"--data-{n}": colour for n, colour in enumerate(theme.data, 1)}
    return found | {f"--area-{n}": colour for n, colour in enumerate(theme.areas, 1)}


@cache
def stylesheet() -> str:
    """The variables of every theme and the fonts, as CSS; paper is light whatever the screen wears."""
    faces = [
        f"@font-face {{ font-family: '{FONT}'; font-weight: {weight}; font-display: swap; src: url('/fonts/{file}') format('truetype'); }}"
        for weight, file in FONT_FILES.items()
    ]
    sizes = " ".join(f"--fs-{n}: {size / 16:g}rem;" for n, size in enumerate(SIZES, 1))
    steps = " ".join(f"--s-{n}: {n * STEP / 16:g}rem;" for n in range(1, 9))
    legal = " ".join(f"--legal-{name}: {ground}; --on-{name}: {ink};" for name, (ground, ink) in LEGAL.items())
    root = f":root {{ --font: {FONT_STACK}; {sizes} {steps} --corner: {CORNER}px; {legal} }}"
    blocks = [
        f'html[data-theme="{theme.name}"] {{ color-scheme: {"light" if theme is LIGHT else "dark"}; '
        + " ".join(f"{name}: {colour};" for name, colour in variables(theme).items()) + " }"
        for theme in THEMES.values()
    ]  # fmt: skip
    paper = "@media print { html[data-theme] { color-scheme: light; " + " ".join(f"{name}: {colour};" for name, colour in variables(LIGHT).items()) + " } }"
    return "\n".join([*faces, root, *blocks, paper]) + "\n"


def marked(shape: float) -> str:
    """The mark of the house beside the title of every page, as CSS; `shape` is its width to height."""
    high = min(1.8, 5 / shape)
    wide = round(high * shape, 2)
    fits = "@media (min-width: 1600px) and (max-width: 2199px) { .head h1 { font-size: var(--fs-3); } }"  # where the head's one line has no room for both
    return f"{fits}\n.head h1 {{ background: url('/export/mark.png') left center / {wide}rem {round(high, 2)}rem no-repeat; padding-left: {wide + 0.6:.2f}rem; min-height: {round(high, 2)}rem; line-height: 1.8rem; }}\n"


def font_folder(package: str = "font-source-sans-pro") -> Path:
    """Where a font package keeps its files. Raises SettingsError when it is not installed."""
    spec = find_spec(package.replace("-", "_"))
    if spec is None or spec.origin is None:
        raise SettingsError(f"The font package {package} is not installed.", f"Run: pip install {package}")
    return Path(spec.origin).parent / "files"
