"""A briefing leaves the house: made, kept in var/exports, and written into the audit trail. One way for all doors."""

from __future__ import annotations

import gc
import hashlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from data.answers import Answers
from data.clock import to_utc
from data.errors import BriefingError
from data.faults import Conflict
from data.settings import Settings
from layouts.briefing import pdf, pptx, xlsx
from layouts.briefing.contents import contents
from layouts.briefing.material import Request
from layouts.briefing.shapes import Contents
from layouts.briefing.template import templates

Renderer = Callable[[Contents, datetime | None], bytes]
RENDERERS: dict[str, Renderer] = {"pdf": pdf.pdf, "pptx": pptx.pptx, "xlsx": xlsx.xlsx}
MEDIA = {
    "pdf": "application/pdf", "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
TRIES = 5
_LOG = (
    "insert into export_log values ($now, $who, $kind, $scope, $period, $asof, $form, $lang, $digest, $query, $versions)",
    "update table_version set version = version + 1 where table_name = 'export_log'",
)


@dataclass(frozen=True, slots=True)
class Export:
    """A finished document: its bytes, and where the archive keeps it."""

    format: str
    content: bytes
    kept: Path
    sha256: str


def exports(answers: Answers, settings: Settings, request: Request, formats: tuple[str, ...], who: str, now: datetime) -> tuple[Export, ...]:
    """The briefing in each format, from one contents: archived and logged. Blocking. Raises BriefingError, QuestionError, WarehouseError."""
    formats = known_formats(formats)
    return exported(answers, settings, contents(answers, request), formats, who, now)


def exported(answers: Answers, settings: Settings, said: Contents, formats: Sequence[str], who: str, now: datetime) -> tuple[Export, ...]:
    """The same of contents that are at hand, in the template of their office."""
    said = dressed(said, settings)
    return tuple(_exported(answers, settings, said, form, who, now) for form in dict.fromkeys(formats))


def dressed(said: Contents, settings: Settings) -> Contents:
    """The contents in their office's template, as it is declared now."""
    return replace(said, template=templates(settings).of(said.kind, said.agency))


def known_formats(formats: tuple[str, ...]) -> tuple[str, ...]:
    """The same formats. Raises BriefingError for none, and for one that is not known."""
    unknown = [f for f in formats if f not in RENDERERS]
    if unknown or not formats:
        raise BriefingError(f"There is no format {', '.join(unknown) or '(none)'}.", f"Use {', '.join(RENDERERS)}.")
    return formats


def _exported(answers: Answers, settings: Settings, said: Contents, form: str, who: str, now: datetime) -> Export:
    content = RENDERERS[form](said, now)
    gc.collect()  # the trees of slides point at themselves, and the next document needs the room
    kept = settings.var / "exports" / file_name(said, form)
    kept.parent.mkdir(parents=True, exist_ok=True)
    draft = kept.with_suffix(f".{time.monotonic_ns()}.tmp")
    draft.write_bytes(content)
    draft.replace(kept)
    made = Export(form, content, kept, hashlib.sha256(content).hexdigest())
    _log(answers, said, made, who, now)
    return made


def file_name(said: Contents, form: str) -> str:
    """`briefing-2026-10-31.73-id-10438c693fa1.pdf`; a dossier begins with its own word."""
    return f"{said.kind}-{said.period}-{said.scope}-{said.lang}-{said.query_hash}.{form}"


def _log(answers: Answers, said: Contents, made: Export, who: str, now: datetime) -> None:
    params = {
        "now": to_utc(now), "who": who, "kind": said.kind, "scope": said.scope, "period": said.period, "asof": said.as_of, "form": made.format, "lang": said.lang,
        "digest": made.sha256, "query": said.query_hash, "versions": json.dumps(dict(said.versions), sort_keys=True),
    }  # fmt: skip
    for tried in range(TRIES):
        try:
            with answers.warehouse.working() as session:
                session.transact(_LOG, params)
            return
        except Conflict:
            if tried == TRIES - 1:
                raise
            time.sleep(0.05 * (tried + 1))
