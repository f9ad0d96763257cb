"""What the beat says of alarms: how many stand, how many nobody acknowledged, and the gravest of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import pandas as pd

from data.alarms.rules import PRIORITIES
from data.answers import Answers
from data.model import Filters
from data.queries.alarms import alarms_now

STANDING = ("alarm", "acknowledged", "returned")
IS_NOW = ("alarm", "acknowledged")  # one that has returned to normal still waits for an acknowledgement, but stands no more


def standing(answers: Answers, now: datetime) -> Mapping[str, object]:
    """{"standing" (in alarm now), "unacked" (those that returned among them), "high" (standing of priority tinggi), "urgent" (unacknowledged of tinggi or sedang), "top": {id, rule, entity, priority, state, title_id,
    title_en, name, name_en, acts_id, acts_en, raised_at} or None}: of the whole city, whatever a page has chosen.

    `top` is the gravest; of equal ones first what nobody acknowledged, then the oldest. An alarm without data counts as it stood.
    """
    found = alarms_now(answers, Filters(now=now))
    state = found["state"].where(found["state"] != "no_data", found["under"])
    here = found[state.isin(STANDING)].assign(state=state[state.isin(STANDING)])
    waits = here["state"] != "acknowledged"
    grave = here["priority"].map({p: n for n, p in enumerate(PRIORITIES)})
    first = here.assign(_waits=~waits, _grave=grave).sort_values(["_grave", "_waits", "raised_at"], na_position="last").head(1)
    return {
        "standing": int(here["state"].isin(IS_NOW).sum()), "unacked": int(waits.sum()), "high": int((here["priority"] == PRIORITIES[0]).sum()),
        "urgent": int((waits & (here["priority"] != PRIORITIES[-1])).sum()), "top": next((_top(row) for row in first.to_dict("records")), None),
    }  # fmt: skip


def _top(row: dict[str, object]) -> dict[str, object]:
    kept = ("rule", "entity", "priority", "state", "title_id", "title_en", "name", "name_en", "acts_id", "acts_en")
    raised = row["raised_at"]
    moment = None if pd.isna(raised) else f"{pd.Timestamp(raised).isoformat(timespec='seconds')}Z"  # type: ignore[arg-type]
    return {"id": f"{row['rule']}/{row['entity']}", **{key: None if pd.isna(row[key]) else row[key] for key in kept}, "raised_at": moment}
