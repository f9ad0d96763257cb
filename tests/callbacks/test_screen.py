"""The wires: none of them blocks the server, their ids are known, and errors end in one place."""

from __future__ import annotations

import asyncio
import inspect
import re
from typing import Any

import pytest
from dash import Dash
from fastapi import FastAPI

from callbacks import screen
from callbacks.shown import shown
from data.answers import Answers
from data.errors import WarehouseError
from layouts import ids, pages
from layouts.states import failed_panel
from tests.layouts.test_pages import text


@pytest.fixture
def app(answers: Answers) -> Dash:
    made = Dash(__name__, server=FastAPI(), suppress_callback_exceptions=True)
    screen.register(made, pages.found(), answers, "")
    return made


def test_no_callback_of_the_server_is_sync(app: Dash) -> None:
    own = {key: entry["callback"] for key, entry in app.callback_map.items() if "callback" in entry}
    assert len(own) >= 5
    assert [key for key, function in own.items() if not inspect.iscoroutinefunction(function)] == []


def test_ids_are_kebab_case_and_differ() -> None:
    found = [value for name, value in vars(ids).items() if name.isupper()]
    assert len(set(found)) == len(found) > 15
    assert [i for i in found if not re.fullmatch(r"[a-z]+(-[a-z]+)*", i)] == []


def test_the_layout_is_made_anew_for_every_visit(app: Dash) -> None:
    assert callable(app.layout)
    assert "Jakarta Command Center" in text(app.layout())


def failing(error: Exception) -> Any:
    def fail() -> None:
        raise error

    return asyncio.run(shown(failed_panel, fail))


def test_an_error_that_a_person_can_read_is_shown_as_it_is() -> None:
    drawn = text(failing(WarehouseError("Gudang tidak menjawab.", "Nyalakan lagi.")))
    assert "Gudang tidak menjawab." in drawn
    assert "Nyalakan lagi." in drawn


def test_a_fault_of_the_program_is_told_without_its_insides() -> None:
    drawn = text(failing(KeyError("rahasia")))
    assert "kesalahan program" in drawn
    assert "rahasia" not in drawn
