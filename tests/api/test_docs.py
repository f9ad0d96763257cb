"""docs/api.md names every address, and its examples are what the program answers."""

from __future__ import annotations

import json
import re
from typing import Any

from fastapi.routing import APIRoute

from api import routes
from api.dataset import data_sets
from data.answers import Answers
from data.settings import Settings
from tests.api.conftest import Client, Gate
from tests.api.examples import DOCS, about, asked, examples, shown

TEXT = DOCS.read_text(encoding="utf-8")


def shape(value: Any) -> Any:
    """Names and kinds of what is in an answer; a null may be anything."""
    if isinstance(value, dict):
        return {name: shape(each) for name, each in value.items()}
    if isinstance(value, list):
        return [shape(each) for each in value[:1]]
    return "number" if isinstance(value, (int, float)) and not isinstance(value, bool) else type(value).__name__


def test_every_address_is_named(answers: Answers, settings: Settings) -> None:
    router = routes(answers, settings, Gate().receive)
    paths = {re.sub(r":path", "", route.path) for route in router.routes if isinstance(route, APIRoute) and "{rest" not in route.path}
    missing = [path for path in sorted(paths - {"/api", "/open311"}) if f" {path}\n" not in TEXT and f"GET {path}`" not in TEXT]
    assert len(paths) > 15 and not missing


def test_the_tables_are_those_of_the_declarations() -> None:
    for data_set in data_sets():
        assert about(data_set) in TEXT, f"{data_set.name} has changed: python -m tests.api.examples"


def test_the_examples_are_what_the_program_answers(client: Client, settings: Settings) -> None:
    found = examples(TEXT)
    assert len(found) >= 18
    for example in found:
        now = shown(asked(client, settings, example.method, example.path))
        if example.answer.startswith("<"):
            assert now == example.answer
        else:
            assert shape(json.loads(now)) == shape(json.loads(example.answer)), f"{example.path} has changed: python -m tests.api.examples"
