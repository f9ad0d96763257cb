"""The wires of every page: a change on the screen, a question, a drawing."""

from __future__ import annotations

from collections.abc import Sequence

from dash import ALL, MATCH, ClientsideFunction, Dash, Input, Output, State, ctx, no_update
from dash.development.base_component import Component

from callbacks import drawings
from callbacks.shown import shown
from data.answers import Answers
from data.clock import now
from layouts import ids, states
from layouts.choice import Choice
from layouts.missing import missing
from layouts.panel import Page, Room
from layouts.shell import shell
from layouts.theme import worn
from layouts.wall.tour import Tour

Chosen = dict[str, str]


def register(app: Dash, pages: Sequence[Page], answers: Answers, tile_url: str, tours: Sequence[Tour] = ()) -> None:
    """Give the app its layout and its callbacks. All of them are async; blocking work leaves the event loop in `shown`."""
    app.layout = lambda: shell(pages, worn())
    by_path: dict[str, Page | Tour] = {shown.path: shown for shown in (*pages, *tours)}
    by_name = {page.name: page for page in pages}

    @app.callback(Output(ids.PAGE, "children"), Input(ids.URL, "pathname"), State(ids.URL, "search"))
    async def page(path: str, search: str | None) -> Component:
        if path not in by_path:
            return await shown(states.failed, missing, path, pages, tours)
        return await shown(states.failed, drawings.page, by_path[path], tile_url, search or "")

    @app.callback(
        Output({"type": "panel-body", "page": MATCH, "name": MATCH}, "children"),
        Input(ids.FILTERS, "data"),
        Input(ids.THEME, "data"),
        Input(ids.SCALE, "data"),
        Input({"type": "panel-version", "page": MATCH, "name": MATCH}, "data"),
        Input({"type": "panel-table", "page": MATCH, "name": MATCH}, "checked"),
        Input({"type": "panel-option", "page": MATCH, "name": MATCH}, "data"),
    )
    async def panel(chosen: Chosen, theme: str, scale: float, version: object, is_table: bool, option: str | None) -> list[Component]:
        which = ctx.outputs_list["id"]
        is_quick = not any(name.endswith('"panel-version"}.data') for name in ctx.triggered_prop_ids)
        page = by_name[which["page"]]
        wanted = drawings.Wanted(page.panel(which["name"]), Choice.from_store(chosen), theme, scale or 1.0, is_table, option or "", is_quick, Room.of(version), page.narrows)
        return await shown(states.failed_panel, drawings.panel, answers, wanted, now())

    @app.callback(Output(ids.AREA, "data"), Input(ids.FILTERS, "data"))
    async def areas(chosen: Chosen) -> list[dict[str, object]]:
        return await shown(states.failed_areas, drawings.areas, answers, Choice.from_store(chosen))

    @app.callback(Output(ids.narrow(MATCH), "data"), Input(ids.narrow(MATCH), "id"), State(ids.narrow(MATCH), "value"))
    async def narrowed(which: Chosen, value: str | None) -> list[dict[str, str]]:
        return await shown(states.failed_areas, drawings.narrowed, answers, which["word"], value)

    @app.callback(Output(ids.MARKS, "children"), Output(ids.HEALTH, "children"), Input(ids.PULSE, "n_intervals"), Input(ids.FILTERS, "data"))
    async def marks(_n: int, chosen: Chosen) -> tuple[list[Component], str]:
        return await shown(states.failed_marks, drawings.marks, answers, Choice.from_store(chosen), now())

    @app.callback(
        Output(ids.DRAWER, "opened"), Output(ids.DRAWER, "title"), Output(ids.DRAWER_BODY, "children"),
        Input({"type": "opens", "what": ALL}, "n_clicks"), Input(ids.OPENED_BY_SCRIPT, "data"), State(ids.FILTERS, "data"), State(ids.THEME, "data"),
        prevent_initial_call=True,
    )  # fmt: skip
    async def drawer(clicks: list[int | None], asked: Chosen | None, chosen: Chosen, theme: str) -> tuple[object, object, object]:
        is_script = ctx.triggered_id == ids.OPENED_BY_SCRIPT and bool(asked)
        if not is_script and (not any(clicks) or not ctx.triggered[0]["value"]):
            return no_update, no_update, no_update
        what = str(asked["what"] if is_script and asked else ctx.triggered_id["what"])
        title, body = await shown(states.failed_drawer, drawings.drawer, answers, what, Choice.from_store(chosen), now(), theme)
        return True, title, body

    @app.callback(
        Output(ids.MAP_DETAIL, "children"), Input(ids.MAP_CLICK, "data"), State(ids.FILTERS, "data"), State(ids.THEME, "data"), prevent_initial_call=True
    )  # fmt: skip
    async def detail(clicked: Chosen | None, chosen: Chosen, theme: str) -> Component | None:
        if not clicked:
            return None
        what = f"{clicked['kind']}:{clicked.get('source', '')}/{clicked.get('id', '')}"
        return (await shown(states.failed_drawer, drawings.drawer, answers, what, Choice.from_store(chosen), now(), theme))[1]

    register_browser_side(app)


def register_browser_side(app: Dash) -> None:
    """What the browser does by itself: choices and the URL, menu, theme, language, help. Functions of assets/choices.js."""
    own = [Input(ids.AREA, "value"), Input(ids.WINDOW, "value"), Input(ids.AS_OF, "value"), Input(ids.FILTERS, "data")]
    app.clientside_callback(
        ClientsideFunction("city", "choose"),
        Output(ids.URL, "search"), Output(ids.AREA, "value"), Output(ids.WINDOW, "value"), Output(ids.AS_OF, "value"), Output(ids.FILTERS, "data"),
        Input(ids.URL, "search"), *own, State(ids.WINDOW, "data"),
    )  # fmt: skip
    app.clientside_callback(
        ClientsideFunction("city", "links"),
        Output({"type": "nav", "path": ALL}, "href"), Output({"type": "nav", "path": ALL}, "className"),
        Input(ids.FILTERS, "data"), Input(ids.URL, "pathname"), State({"type": "nav", "path": ALL}, "id"),
    )  # fmt: skip
    app.clientside_callback(
        ClientsideFunction("city", "theme"), Output(ids.THEME, "data"), Output(ids.MANTINE, "forceColorScheme"), Input(ids.THEME_SWITCH, "value")
    )
    app.clientside_callback(ClientsideFunction("city", "scale"), Output(ids.SCALE, "data"), Input(ids.URL, "pathname"), State(ids.SCALE, "data"))
    app.clientside_callback(ClientsideFunction("city", "language"), Input(ids.LANG, "value"), prevent_initial_call=True)
    app.clientside_callback(
        ClientsideFunction("city", "compare"), Input(ids.compare(ALL), "value"), State(ids.FILTERS, "data"), prevent_initial_call=True
    )
    app.clientside_callback(
        ClientsideFunction("city", "narrow"), Input(ids.narrow(ALL), "value"), State(ids.FILTERS, "data"), prevent_initial_call=True
    )
    app.clientside_callback(
        ClientsideFunction("city", "narrowed"), Output(ids.narrow(ALL), "value"), Input(ids.FILTERS, "data"), State(ids.narrow(ALL), "id"), State(ids.narrow(ALL), "value"),
        prevent_initial_call=True,
    )  # fmt: skip
    # One callback for all who listen: Dash names a callback without outputs by its inputs, so of two alike only one would run.
    app.clientside_callback(ClientsideFunction("city", "told"), Input(ids.FILTERS, "data"))
    app.clientside_callback(
        ClientsideFunction("city", "help"), Output(ids.HELP, "opened"), Input(ids.HELP_SWITCH, "n_clicks"), State(ids.HELP, "opened"),
        prevent_initial_call=True,
    )  # fmt: skip
