"""What a demo camera sees: a road drawn by code, with cars that move by the clock, its name, the time, and DATA SIMULASI burnt in."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from etl.demo.moments import day_of

LANES = 4


def picture(name: str, no: int, moment_ms: int, width: int, height: int) -> Image.Image:
    """The view of camera `no` at a moment in WIB milliseconds."""
    image = street(no, width, height).copy()
    pen = ImageDraw.Draw(image)
    for lane in range(LANES):
        _cars(pen, no, lane, moment_ms, width, height)
    _words(pen, name, moment_ms, width, height)
    return image


@lru_cache(maxsize=64)
def street(no: int, width: int, height: int) -> Image.Image:
    """Sky, houses and road: another one for each camera, always the same for one."""
    night = 34 + no % 30
    image = Image.new("RGB", (width, height), (night + 22, night + 28, night + 36))
    pen = ImageDraw.Draw(image)
    horizon = int(height * 0.38)
    for house in range(12):
        seed = (no * 2654435761 + house * 40503) % 9973
        left, high = house * width // 12, horizon - height // 14 - seed % (height // 5)
        pen.rectangle((left, high, left + width // 12 - 3, horizon), fill=(night + seed % 26, night + seed % 24, night + 4 + seed % 30))
        for row in range(high + 6, horizon - 6, 12):
            pen.rectangle((left + 6, row, left + 12, row + 4), fill=(150, 140, 100) if (seed + row) % 3 else (60, 60, 66))
    pen.rectangle((0, horizon, width, height), fill=(night + 14, night + 20, night + 12))
    pen.polygon(((width * 0.42, horizon), (width * 0.58, horizon), (width * 1.08, height), (-width * 0.08, height)), fill=(62, 64, 68))
    for lane in range(1, LANES):
        pen.line((_across(lane / LANES, 0, width), horizon, _across(lane / LANES, 1, width), height), fill=(150, 150, 145), width=2)
    return image


def _across(share: float, depth: float, width: int) -> float:
    """Where a share of the road's width stands at a depth (0 horizon, 1 in front)."""
    left, right = width * (0.42 - 0.5 * depth), width * (0.58 + 0.5 * depth)
    return left + (right - left) * share


def _cars(pen: ImageDraw.ImageDraw, no: int, lane: int, moment_ms: int, width: int, height: int) -> None:
    horizon = height * 0.38
    for car in range(2):
        seed = (no * 31 + lane * 17 + car * 7) % 97
        way = (moment_ms / (5200 + seed * 25) + seed / 97 + car / 2) % 1
        depth = (way if lane < LANES // 2 else 1 - way) ** 2
        size, middle = width * (0.008 + 0.075 * depth), _across((lane + 0.5) / LANES, depth, width)
        foot = horizon + (height - horizon) * depth
        shade = (150 + seed % 80, 140 + seed % 60, 130 + seed % 90)
        pen.rectangle((middle - size, foot - size * 1.1, middle + size, foot), fill=shade)
        pen.rectangle((middle - size * 0.75, foot - size * 0.95, middle + size * 0.75, foot - size * 0.55), fill=(40, 46, 54))


def _words(pen: ImageDraw.ImageDraw, name: str, moment_ms: int, width: int, height: int) -> None:
    small = height // 18
    seconds = moment_ms // 1000
    day, clock = day_of(seconds // 86400), seconds % 86400
    at = f"{day:%d-%m-%Y} {clock // 3600:02}.{clock // 60 % 60:02}.{clock % 60:02} WIB"
    for text, left, top, size in ((name, 8, 6, small), (at, 8, height - small - 10, small), ("DATA SIMULASI", width * 0.5, height * 0.44, height // 11)):
        anchor = "ma" if left > 8 else "la"
        pen.text((left, top), text, fill=(235, 235, 235), font=font(size), stroke_width=2, stroke_fill=(20, 20, 20), anchor=anchor)


@lru_cache(maxsize=8)
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
