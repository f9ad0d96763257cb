"""Events in: who may, how much, in which form, and what is told."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI

from api import routes
from api.events import MOST_BYTES
from api.problem import not_found
from api.tokens import events_token
from data.answers import Answers
from data.errors import BatchRefused, ParseError, SettingsError, WarehouseError
from data.settings import Settings
from tests.api.conftest import Client, Gate

PATH = "/api/v1/events/cctv_incidents"


@pytest.fixture
def token(settings: Settings) -> dict[str, str]:
    """The headers of somebody who may."""
    return {"Authorization": f"Bearer {events_token(settings)}", "Content-Type": "application/json"}


def test_rows_come_in_and_the_law_goes_out(client: Client, gate: Gate, token: dict[str, str]) -> None:
    answer = client.post(PATH, content=b'[{"a":1}]', headers=token)
    assert answer.status_code == 202
    assert answer.json() == {
        "feed": "cctv_incidents",
        "batch": 7,
        "read": 3,
        "inserted": 1,
        "updated": 1,
        "duplicate": 0,
        "quarantined": 1,
    }
    assert gate.came == [("cctv_incidents", b'[{"a":1}]', "application/json", None)]


@pytest.mark.parametrize(("kind", "taken"), [
    ("application/json; charset=utf-8", "application/json"), ("application/x-ndjson", "application/x-ndjson"), ("application/jsonl", "application/x-ndjson"),
    ("text/csv;charset=UTF-8", "text/csv"), ("TEXT/CSV", "text/csv"),
])  # fmt: skip
def test_the_forms_that_are_taken(
    client: Client, gate: Gate, token: dict[str, str], kind: str, taken: str
) -> None:
    answer = client.post(
        f"{PATH}?source=dishub_cctv", content=b"a,b\n1,2\n", headers={**token, "Content-Type": kind}
    )
    assert answer.status_code == 202 and gate.came[0][2:] == (taken, "dishub_cctv")


@pytest.mark.parametrize("headers", [
    {"Content-Type": "application/xml"}, {"Content-Type": ""}, {"Content-Type": "text/csv; charset=cp1252"}, {"Content-Encoding": "gzip"},
])  # fmt: skip
def test_other_forms_are_refused(
    client: Client, gate: Gate, token: dict[str, str], headers: dict[str, str]
) -> None:
    answer = client.post(PATH, content=b"x", headers={**token, **headers})
    assert answer.status_code == 415 and answer.json()["hint"] and not gate.came


def test_without_or_with_a_wrong_token_nothing_comes_in(
    client: Client, gate: Gate, token: dict[str, str]
) -> None:
    kind = {"Content-Type": "application/json"}
    for headers in ({}, {"Authorization": "Basic abc"}, {"X-City-Token": " "}):
        answer = client.post(PATH, content=b"[]", headers={**kind, **headers})
        assert answer.status_code == 401 and answer.headers["www-authenticate"].startswith("Bearer")
    for wrong in (token["Authorization"][:-1], token["Authorization"] + "x", "Bearer ünïcode"):
        answer = client.post(PATH, content=b"[]", headers={**kind, "Authorization": wrong.encode()})
        assert answer.status_code == 403
    assert (
        client.post(f"{PATH}?token={token['Authorization'][7:]}", content=b"[]", headers=kind).status_code
        == 401
    )
    assert not gate.came


def test_both_headers_carry_the_token(client: Client, token: dict[str, str]) -> None:
    bare = {
        "X-City-Token": token["Authorization"].removeprefix("Bearer "),
        "Content-Type": "application/json",
    }
    assert client.post(PATH, content=b"[1]", headers=bare).status_code == 202


def test_guessing_is_slowed_down(client: Client, token: dict[str, str]) -> None:
    wrong = {"X-City-Token": "guess", "Content-Type": "application/json"}
    statuses = [client.post(PATH, content=b"[]", headers=wrong).status_code for _ in range(12)]
    assert statuses[:10] == [403] * 10 and statuses[-1] == 429
    assert client.post(PATH, content=b"[1]", headers=token).status_code == 202


def test_the_pace_of_a_token(client: Client, token: dict[str, str]) -> None:
    answers = [client.post(PATH, content=b"[1]", headers=token) for _ in range(100)]
    refused = [each for each in answers if each.status_code == 429]
    assert {each.status_code for each in answers} == {202, 429} and int(
        refused[0].headers["retry-after"]
    ) >= 1


def test_a_body_that_says_it_is_too_large_is_not_read(
    client: Client, gate: Gate, token: dict[str, str]
) -> None:
    answer = client.post(PATH, content=b"x" * (MOST_BYTES + 1), headers=token)
    assert answer.status_code == 413 and "5,000,000" in answer.json()["detail"] and not gate.came
    assert client.post(PATH, content=b"x" * MOST_BYTES, headers=token).status_code == 202


def test_a_body_is_counted_while_it_comes_in(client: Client, gate: Gate, token: dict[str, str]) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 40 * MOST_BYTES:
            sent += 1_000_000
            yield b"x" * 1_000_000

    answer = client.post(PATH, content=endless(), headers=token)
    assert answer.status_code == 413 and not gate.came


@pytest.mark.parametrize(("error", "status"), [
    (ParseError("Line 3 is not JSON.", "Correct it."), 422), (BatchRefused("8 of 9 rows are bad.", "Look at the feeds page."), 422),
    (WarehouseError("The disk is full.", "Free some space."), 503), (not_found("There is no feed 'x'.", "Known: a."), 404),
])  # fmt: skip
def test_what_the_loader_says_goes_out(
    client: Client, gate: Gate, token: dict[str, str], error: Exception, status: int
) -> None:
    gate.error = error
    answer = client.post(PATH, content=b"[1]", headers=token)
    assert (
        answer.status_code == status
        and answer.json()["detail"] == error.message
        and answer.json()["hint"] == error.hint
    )  # type: ignore[attr-defined]


def test_a_failing_program_does_not_show_its_inside(
    client: Client, gate: Gate, token: dict[str, str]
) -> None:
    gate.error = RuntimeError("secret /home/city/warehouse")
    answer = client.post(PATH, content=b"[1]", headers=token)
    assert answer.status_code == 500 and "secret" not in answer.text and "Traceback" not in answer.text


@pytest.mark.parametrize(("path", "body", "status"), [
    ("/api/v1/events/No-Feed", b"[1]", 404), ("/api/v1/events/%2e%2e", b"[1]", 404), (PATH, b"", 422), (PATH, b" \n", 422),
    (PATH + "?source=../x", b"[1]", 400), (PATH + "?surce=x", b"[1]", 400),
])  # fmt: skip
def test_bad_addresses_and_empty_bodies(
    client: Client, gate: Gate, token: dict[str, str], path: str, body: bytes, status: int
) -> None:
    answer = client.post(path, content=body, headers=token)
    assert answer.status_code == status and answer.json()["hint"] and not gate.came


def test_the_token_is_made_once_for_its_user_alone(settings: Settings, tmp_path: Path) -> None:
    first = events_token(settings)
    file = settings.var / "events_token"
    assert (
        len(first) >= 40 and events_token(settings) == first and oct(file.stat().st_mode & 0o777) == "0o600"
    )
    assert sorted(os.listdir(settings.var)) == ["events_token"]
    file.chmod(0o644)
    assert events_token(settings) == first and oct(file.stat().st_mode & 0o777) == "0o600"
    assert events_token(replace(settings, events_token="given")) == "given"
    file.write_text("\n")
    with pytest.raises(SettingsError, match="is empty"):
        events_token(settings)


def test_a_given_token_is_the_one_that_counts(shared: Answers, settings: Settings, gate: Gate) -> None:
    app = FastAPI()
    app.include_router(routes(shared, replace(settings, events_token="given"), gate.receive))
    headers = {"X-City-Token": "given", "Content-Type": "text/csv"}
    assert Client(app).post(PATH, content=b"a\n1\n", headers=headers).status_code == 202
    assert not (settings.var / "events_token").exists()
