"""The examples of docs/api.md: read from it, asked again, and (as a program) written anew.

python -m tests.api.examples
"""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from api import routes
from api.dataset import DataSet, data_sets
from api.tokens import events_token
from data.answers import Answers
from data.settings import Settings
from data.warehouse import Warehouse
from tests.api.conftest import CITY, NOW, Client, Gate

DOCS = Path(__file__).parents[2] / "docs" / "api.md"
_BLOCK = re.compile(r"```http\n(GET|POST) (\S+)\n```\n(?:\n```(?:json|xml)\n(.*?)\n```\n)?", re.DOTALL)
_ABOUT = re.compile(r"<!-- about ([a-z-]+) -->\n(?:.*?<!-- end -->\n)?", re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A request of the text and the answer that stands under it."""

    method: str
    path: str
    answer: str


def examples(text: str) -> list[Example]:
    """Every example of the text."""
    return [Example(method, path, answer) for method, path, answer in _BLOCK.findall(text)]


def asked(client: Client, settings: Settings, method: str, path: str) -> httpx.Response:
    """The program's answer to an example."""
    if method == "GET":
        return client.get(path)
    headers = {"X-City-Token": events_token(settings), "Content-Type": "application/json"}
    return client.post(path, content=b'[{"id": 1}]', headers=headers)


def shown(answer: httpx.Response) -> str:
    """The answer as the text shows it: lists cut to their first element, the number of the request left out."""
    if "json" not in answer.headers["content-type"]:
        return answer.text.strip()
    told = cut(answer.json())
    if isinstance(told, dict) and "request_id" in told:
        told["request_id"] = "0123456789ab"
    return json.dumps(told, ensure_ascii=False, indent=1)


def cut(value: Any) -> Any:
    """Lists of records cut to their first one, and short texts left whole."""
    if isinstance(value, dict):
        return {name: cut(each) for name, each in value.items()}
    return [cut(value[0])] if isinstance(value, list) and value and isinstance(value[0], dict) else value


def about(data_set: DataSet) -> str:
    """Title, words and columns of a data set, from its declaration."""
    words = ", ".join(f"`{word.name}`" for word in data_set.all_words)
    rows = [
        f"| `{c.name}` | {c.kind}{f', {c.unit}' if c.unit else ''} | {c.title_id} | {c.title_en} |"
        for c in data_set.columns
    ]
    table = "\n".join(["| column | type | isi | content |", "|---|---|---|---|", *rows])
    told = f"**{data_set.title_id}.** {data_set.about_id}\n\n**{data_set.title_en}.** {data_set.about_en}\n\nWords: {words}.\n\n{table}"
    return f"<!-- about {data_set.name} -->\n\n{told}\n\n<!-- end -->\n"


def filled(text: str, client: Client, settings: Settings) -> str:
    """The text with every example asked anew and every table made anew."""
    sets = {each.name: each for each in data_sets()}
    text = _ABOUT.sub(lambda found: about(sets[found[1]]), text)

    def block(found: re.Match[str]) -> str:
        answer = asked(client, settings, found[1], found[2])
        kind = "json" if "json" in answer.headers["content-type"] else "xml"
        return f"```http\n{found[1]} {found[2]}\n```\n\n```{kind}\n{shown(answer)}\n```\n"

    return _BLOCK.sub(block, text)


def main() -> None:
    """Write docs/api.md anew, from the small city of the tests."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(var=Path(folder), demo="off", memory="2GB")
        warehouse = Warehouse.own(settings)
        warehouse.here().execute(CITY)
        app = FastAPI()
        app.include_router(routes(Answers(warehouse), settings, Gate().receive, lambda: NOW))
        DOCS.write_text(filled(DOCS.read_text(encoding="utf-8"), Client(app), settings), encoding="utf-8")
        warehouse.close()


if __name__ == "__main__":
    main()
