"""The mark of an office: an SVG or PNG, tried once as every document will use it, so that no briefing fails by it."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst
from PIL import Image

from data.errors import SettingsError

LARGEST = 1_000_000  # bytes of the file
MOST_PIXELS = 16_000_000
TALL = 400  # pixels of the picture that slides, sheets and the screen get
SLIMMEST, WIDEST = 0.2, 6.0  # width to height
_PICTURE = b'#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image(bytes(sys.inputs.mark), format: "svg", height: 72pt)'
_PAPER = b'#set document(title: "x", date: datetime(year: 2026, month: 1, day: 1))\n#image(bytes(sys.inputs.mark), format: "svg", height: 72pt, alt: "x")'
_NEXT = "Name an SVG or a PNG that a browser shows, without links to other files. Until then documents carry the office's name alone."


@dataclass(frozen=True, slots=True)
class Mark:
    """A picture as SVG (for paper) and as PNG (for slides, sheets and the screen). `shape` is width to height; `alt` says what it shows."""

    svg: str
    png: bytes
    shape: float
    alt: str


def mark_of(file: Path, alt: str) -> Mark:
    """The mark in a file. Raises SettingsError that names the file, what is wrong with it, and what to do."""
    try:
        if file.stat().st_size > LARGEST:
            raise SettingsError(f"The mark {file} is larger than {LARGEST // 1000:,} kB.", "Give a smaller picture.")
        content = file.read_bytes()
    except OSError as error:
        raise SettingsError(f"The mark {file} cannot be read: {error.strerror}.", "Name a file that is there and may be read. Until then documents carry the office's name alone.") from None
    try:
        svg, png, shape = _tried(content)
    except ValueError as error:
        raise SettingsError(f"The mark {file} cannot be used: {error}.", _NEXT) from None
    return Mark(svg, png, shape, alt)


@lru_cache(maxsize=8)
def _tried(content: bytes) -> tuple[str, bytes, float]:
    """(SVG, PNG, width to height), drawn once and set once as PDF/A. Raises ValueError that says what is wrong."""
    svg = _wrapped(_decoded(content)) if content.startswith(b"\x89PNG") else _drawing(content)
    try:
        drawn = typst.compile(_PICTURE, sys_inputs={"mark": svg}, format="png", ppi=TALL, ignore_system_fonts=True)
        typst.compile(_PAPER, sys_inputs={"mark": svg}, format="pdf", pdf_standards=["a-2a"], ignore_system_fonts=True)
    except typst.TypstError as error:
        raise ValueError(str(error).split("\n")[0]) from None
    picture = Image.open(io.BytesIO(drawn))
    if picture.getbbox() is None or picture.convert("RGBA").getchannel("A").getbbox() is None:
        raise ValueError("it shows nothing")
    shape = picture.width / picture.height
    if not SLIMMEST <= shape <= WIDEST:
        raise ValueError("it is too slim or too wide")
    return svg, bytes(drawn), shape


def _drawing(content: bytes) -> str:
    """The text of an SVG file; an entity may be a bomb, and none is needed."""
    if b"<svg" not in content or b"<!ENTITY" in content:
        raise ValueError("it is neither a PNG nor an SVG without entities")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("its text is not UTF-8") from None


def _decoded(content: bytes) -> Image.Image:
    """The picture in a PNG, no larger than needed: a photograph of a mark would be carried on every page."""
    try:
        picture = Image.open(io.BytesIO(content), formats=("PNG",))
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError("it has too many pixels")
        made = picture.convert("RGBA")
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(f"it is broken ({error})") from None
    made.thumbnail((int(TALL * WIDEST), TALL))
    return made


def _wrapped(picture: Image.Image) -> str:
    """A picture of dots as an SVG: from there on both kinds go one way."""
    held = io.BytesIO()
    picture.save(held, "PNG")
    size = f'width="{picture.width}" height="{picture.height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="data:image/png;base64,{base64.b64encode(held.getvalue()).decode()}"/></svg>'
