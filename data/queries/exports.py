"""The archive of documents: what left the house, when, for whom, of which data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from data.answers import Answers
from data.clock import to_utc
from data.errors import QuestionError

MOST = 500
_FIRST, _LAST = datetime(2000, 1, 1), datetime(9999, 1, 1)


@dataclass(frozen=True, slots=True)
class Sought:
    """Which documents; what is empty or None plays no part. period: how it begins, such as 2026 or 2026-10; words: in who, period, area or fingerprint."""

    kind: str = ""
    period: str = ""
    scope: str = ""
    form: str = ""
    words: str = ""
    since: datetime | None = None
    until: datetime | None = None


def exports_found(answers: Answers, sought: Sought, limit: int = 50) -> pd.DataFrame:
    """exported_at, who, kind, scope, scope_name, period, as_of, format, lang, sha256, query_hash; newest first. UTC. Raises QuestionError."""
    if not 1 <= limit <= MOST:
        raise QuestionError(f"{limit} documents cannot be listed.", f"Ask for 1 to {MOST}.")
    params: dict[str, object] = {k: getattr(sought, k) or None for k in ("kind", "period", "scope", "form")}
    params |= {"words": " ".join(sought.words.split()) or None, "rows": limit}
    return answers.ask("exports_found", {**params, "from_at": to_utc(sought.since) if sought.since else _FIRST, "to_at": to_utc(sought.until) if sought.until else _LAST})
