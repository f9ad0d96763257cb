"""Every id of the screen, in one place, kebab-case. Pattern ids are made by the functions below."""

from __future__ import annotations

from typing import Any

URL = "url"
FILTERS = "filters"  # dcc.Store: {"area", "window", "as_of", "source", "measure", "find", "lang"}; the map reads it too
PAGE = "page"
MAP = "map"
MAP_VIEW = "map-view"  # the Leaflet map inside it
MAP_AREAS = "map-areas"  # the map's own GeoJSON layers; assets/map/40_slow.js fills them by URL
MAP_KOTA = "map-kota"
MAP_ROUTES = "map-routes"
MAP_CAMERAS = "map-cameras"
MAP_CLICK = "map-click"  # dcc.Store: what was clicked, {"kind": a key of layouts.drawers.KINDS, "source", "id"}
MAP_DETAIL = "map-detail"  # in the map's drawer: everything known about what was clicked, drawn by layouts/drawers
MAP_LAYERS = "map-layers"  # dcc.Store: names of the layers that are switched on
BUS_SEARCH = "bus-search"  # the frame in which assets/bus_search.js makes its box
AREA = "area-choice"
WINDOW = "window-choice"
AS_OF = "as-of-choice"
LANG = "lang-switch"
THEME = "theme"  # dcc.Store: dark | light | night
SCALE = "scale"  # dcc.Store: size of type against the desk's, for charts, which know only pixels
THEME_SWITCH = "theme-switch"
MANTINE = "mantine"
PULSE = "pulse"  # dcc.Interval: asks how the feeds are
MARKS = "marks"  # header: simulated or not, age of the data
HEALTH = "health"  # holds the state of every feed for the beat script
CLOCK = "clock"
STALLED = "stalled"  # banner: the server does not answer
ALARM_STRIP = "alarm-strip"  # on every page while an alarm of high or middle priority stands; assets/alarms.js fills it
WORDS = "browser-words"
TABLE = "report-table"  # the grid that assets/table fills from /tables/reports
DRAWER = "drawer"
DRAWER_BODY = "drawer-body"
OPENED_BY_SCRIPT = "opened-by-script"  # dcc.Store: {"what": "camera:source/id"}: a script asks for the drawer
CAMERA_WALL = "camera-wall"
HELP = "help"
HELP_SWITCH = "help-switch"


def panel_body(page: str, name: str) -> dict[str, str]:
    """Where a panel is drawn."""
    return {"type": "panel-body", "page": page, "name": name}


def panel_version(page: str, name: str) -> dict[str, str]:
    """dcc.Store: set by the beat script when a table that the panel reads has a new version."""
    return {"type": "panel-version", "page": page, "name": name}


def panel_table(page: str, name: str) -> dict[str, str]:
    """The switch that shows the same figures as a table."""
    return {"type": "panel-table", "page": page, "name": name}


def panel_option(page: str, name: str) -> dict[str, str]:
    """dcc.Store: the option chosen inside a panel, such as a feed or an indicator."""
    return {"type": "panel-option", "page": page, "name": name}


def nav(path: str) -> dict[str, str]:
    """A link of the page menu."""
    return {"type": "nav", "path": path}


def narrow(word: Any) -> dict[str, Any]:
    """A choice inside a panel that goes into the URL as one of the page's own: its value, by the name that it has in the store of choices."""
    return {"type": "narrow", "word": word}


def compare(subject: Any) -> dict[str, Any]:
    """The second date of a panel that compares two, by what it counts; it goes into the URL."""
    return {"type": "compare", "subject": subject}


def opens(what: str) -> dict[str, str]:
    """A button that opens the drawer on something: `indicator:tata_kelola`, `quarantine:cctv_incidents`."""
    return {"type": "opens", "what": what}


def review(part: str, what: str | object) -> dict[str, object]:
    """A part (verdict, note, who, send, said) of the review form of `source/report_id`."""
    return {"type": f"review-{part}", "what": what}
