"""What the drawer can open on: `kind:key` -> the function that gives its title and its content."""

from __future__ import annotations

from collections.abc import Callable

from dash.development.base_component import Component

from data.answers import Answers
from layouts.drawers import camera, city, feed, hazards, holdings, indicator, kpi, origin, review
from layouts.drawers.thing import opener
from layouts.panel import Look

Open = Callable[[Answers, str, Look], tuple[str, Component]]
THINGS = {
    "gate": hazards.GATE, "flood": hazards.FLOOD, "air": hazards.AIR, "fire": hazards.FIRE, "jam": hazards.JAM, "warning": hazards.WARNING,
    "incident": city.INCIDENT, "report": city.REPORT, "officer": city.OFFICER, "facility": city.FACILITY,
    "vehicle": city.VEHICLE, "area": city.AREA, "asset": holdings.ASSET, "zone": holdings.ZONE,
}  # fmt: skip
KINDS: dict[str, Open] = {"origin": origin.opened, "kpi": kpi.opened, "indicator": indicator.opened, "feed": feed.opened, "review": review.opened, **{name: opener(kind) for name, kind in THINGS.items()}, "camera": camera.opened}
TELL_ORIGIN = frozenset({"origin", "kpi"})  # tell it themselves; every other drawer gets it below its content
