"""What the drawer can open on: `kind:key` -> the function that gives its title and its content."""

from __future__ import annotations

from collections.abc import Callable

from dash.development.base_component import Component

from data.answers import Answers
from layouts.drawers import feed, indicator
from layouts.panel import Look

Open = Callable[[Answers, str, Look], tuple[str, Component]]
KINDS: dict[str, Open] = {"indicator": indicator.opened, "feed": feed.opened}
