"""Cameras: what they see, on a wall of 1, 4 or 9 with tours, and how available they are."""

from __future__ import annotations

from layouts.camera_wall import camera_wall
from layouts.panel import Page, Panel
from layouts.panels import cameras
from layouts.words import mark

PAGE = Page(
    name="cameras",
    path="/cameras",
    title=mark("Kamera"),
    order=35,
    group=mark("Kejadian"),
    panels=(
        Panel("availability", mark("Ketersediaan menurut kota atau pemilik"), cameras.ask, cameras.draw, needs=("camera", "camera_status", "camera_probe"),
              feeds=("cameras",), rows=cameras.rows, is_history=False, pace_s=60, options=cameras.OPTIONS),
    ),
    parts=(camera_wall,),
)  # fmt: skip
