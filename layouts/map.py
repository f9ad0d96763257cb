"""The live map as a component: its frame, its layers by name, its legend. Data come by URL and by the push, never from here."""

from __future__ import annotations

import json

import dash_leaflet as dl
from dash import dcc, html
from dash.development.base_component import Component

from layouts import ids, map_words
from layouts.frame import place_mark
from layouts.map_layers import GROUPS, Group, Switch
from layouts.words import _, speaking

CENTER = (-6.225, 106.83)
ZOOM = 11


def city_map(lang: str, tile_url: str = "") -> Component:
    """The map of the city in that language. `tile_url` is a raster tile server ({z}/{x}/{y}) below the city's own layers."""
    with speaking(lang):
        return html.Section(
            [html.Div([leaflet(tile_url), *over()], className="map-stage"), legend(), *carried()],
            id=ids.MAP,
            className="city-map",
            **{"data-words": json.dumps(map_words.words()), "aria-label": _("Peta")},
        )


def leaflet(tile_url: str) -> dl.Map:
    """Leaflet with the layers that it draws itself. The canvas layers are added by assets/map/50_start.js."""
    own = [
        dl.GeoJSON(id=ids.MAP_AREAS, pane="ground", style=script("area"), onEachFeature=script("eachArea")),
        dl.GeoJSON(id=ids.MAP_ROUTES, pane="ground", style=script("route"), onEachFeature=script("eachRoute"), interactive=False),
        dl.GeoJSON(id=ids.MAP_KOTA, pane="ground", style=script("kota"), interactive=False),
        dl.GeoJSON(
            id=ids.MAP_CAMERAS, pane="ground", cluster=True, zoomToBoundsOnClick=True, style=script("cameraLook"),
            pointToLayer=script("camera"), onEachFeature=script("eachCamera"),
            clusterToLayer=script("cluster"), superClusterOptions={"radius": 90, "maxZoom": 14, "minPoints": 3},
        ),
        dl.ScaleControl(imperial=False, position="bottomleft", maxWidth=140),
        dl.ZoomControl(position="topleft"),
    ]  # fmt: skip
    tiles = [dl.TileLayer(url=tile_url, maxZoom=19)] if tile_url else []
    return dl.Map(
        [*tiles, *own], id=ids.MAP_VIEW, center=CENTER, zoom=ZOOM, minZoom=9, maxZoom=18, zoomControl=False, attributionControl=False,
        keyboard=True, zoomSnap=0.5, className="map",
    )  # fmt: skip


def script(name: str) -> dict[str, str]:
    """A function of assets/map, resolved from the window by its name: no script text travels, so no eval is needed."""
    return {"variable": f"city.map.style.{name}"}


def over() -> list[Component]:
    """What lies over the map: the simulated mark, the way up, the line at the pointer, the drawer."""
    drawer = html.Aside(
        [
            html.Header([html.H3(**part("drawer-title")), html.Button("×", type="button", **part("close"), **{"aria-label": _("tutup")})]),
            html.Dl(**part("drawer-body")),
            html.Div(id=ids.MAP_DETAIL, className="map-detail"),
        ],
        className="map-drawer", hidden=True, role="dialog", **part("drawer"), **{"aria-label": _("Rincian")},
    )  # fmt: skip
    return [
        html.Div(
            ["◌ ", _("DATA SIMULASI")],
            className="chip simulated map-simulated",
            hidden=True,
            **part("simulated"),
        ),
        html.Button(
            ["↑ ", _("satu tingkat ke atas")], type="button", className="map-up", hidden=True, **part("up")
        ),
        html.Button(["ⓘ ", _("rincian wilayah")], type="button", className="map-about", hidden=True, **part("about")),
        html.Div(className="map-tip", hidden=True, role="status", **part("tip")),
        drawer,
    ]


def legend() -> html.Footer:
    """Measure and shades, a switch for each layer, and the notes; the scripts write counts and ages into it."""
    options = [html.Option(title, value=name) for name, title in map_words.measures().items()]
    measure = html.Select(
        options, className="map-measure", **part("measure"), **{"aria-label": _("Ukuran wilayah")}
    )
    return html.Footer(
        [
            html.Div([measure, place_mark("map/measure", "Ukuran wilayah"), html.Div(className="map-scale", **part("scale"))], className="map-line"),
            html.Div([*(switches(group) for group in GROUPS), place_mark("map/layers", "Lapisan peta")], className="map-layers", role="group", **{"aria-label": _("Lapisan peta")}),
            html.P(className="map-notes", **part("notes")),
            html.Ul(className="unseen", **part("text"), **{"aria-label": _("Isi peta")}),
        ],
        className="map-legend",
    )


def switches(group: Group) -> html.Details:
    """The switches of one group; it opens and closes by pointer and by key, and its head counts what is on."""
    head = html.Summary([html.Span(_(group.title), className="group-name"), " ", html.Span(className="group-on")])
    listed = html.Div([switch(layer) for layer in group.switches], className="map-line")
    return html.Details([head, listed, html.P(className="map-keys")], className="layer-group", open=group.is_open, **{"data-group": group.name})


def switch(layer: Switch) -> html.Button:
    """One layer: sign, title, count, age. Its legend is the title that the pointer and a screen reader get."""
    return html.Button(
        [
            html.Span(layer.sign, className="layer-sign", **{"aria-hidden": "true"}), html.Span(_(layer.title), className="layer-name"),
            html.Span("…", className="count"), html.Span(className="layer-age"),
        ],
        type="button", className=f"layer layer-{layer.name}", title=_(layer.key) if layer.key else None,
        **{"data-layer": layer.name, "aria-pressed": str(layer.is_on).lower(), "data-empty": _(layer.empty), "data-default": str(layer.is_on).lower(), "data-key": _(layer.key) if layer.key else ""},
    )  # fmt: skip


def carried() -> list[Component]:
    """What the map tells the page."""
    return [dcc.Store(id=ids.MAP_CLICK), dcc.Store(id=ids.MAP_LAYERS)]


def part(name: str) -> dict[str, str]:
    return {"data-part": name}
