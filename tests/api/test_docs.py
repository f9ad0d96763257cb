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


def is_alike(now: Any, then: Any) -> bool:
    """The same names and kinds, and lists of the same kind of thing. A null may stand for anything: values move, names do not."""
    if now is None or then is None:
        return True
    if isinstance(now, dict) and isinstance(then, dict):
        return list(now) == list(then) and all(is_alike(now[name], then[name]) for name in now)
    if isinstance(now, list) and isinstance(then, list):
        return not now or not then or is_alike(now[0], then[0])
    return _kind(now) == _kind(then)


def _kind(value: Any) -> str:
    return (
        "number" if isinstance(value, (int, float)) and not isinstance(value, bool) else type(value).__name__
    )


def test_every_address_is_named(shared: Answers, settings: Settings) -> None:
    router = routes(shared, settings, Gate().receive)
    paths = {
        re.sub(r":path", "", route.path)
        for route in router.routes
        if isinstance(route, APIRoute) and "{rest" not in route.path
    }
    missing = [
        path
        for path in sorted(paths - {"/api", "/open311"})
        if f" {path}\n" not in TEXT and f"GET {path}`" not in TEXT
    ]
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
            assert is_alike(json.loads(now), json.loads(example.answer)), (
                f"{example.path} has changed: python -m tests.api.examples"
            )


def test_the_comparison_sees_a_changed_name() -> None:
    assert is_alike({"a": [1, 2], "b": None}, {"a": [3], "b": "x"})
    assert (
        not is_alike({"a": 1}, {"b": 1})
        and not is_alike({"a": "1"}, {"a": 1})
        and not is_alike([{"a": True}], [{"a": 1}])
    )
