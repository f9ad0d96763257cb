"""One look at what the rules watch: their SQL, feeds that are dead, and what stood before, joined into arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd

from data.alarms.rules import Rule
from data.alarms.states import NORMAL, STATES, Flags, Held, Seen
from data.errors import CityError
from data.warehouse import Session

SHOWN = ["name", "area", "source", "value", "threshold"]
_STOOD = "select rule, entity, state, under, since_at, clear_at, raised_at, until_at, name, area, source, value, threshold from alarm_states($now)"
_DEAD = "select feed, source from feed_states($now::timestamp) where source is not null and is_home and state = 'mati'"
_HOMES = "select feed, count(*) from source where is_home group by feed"


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look found: one row per rule and entity, and rules whose SQL failed with the message.

    rows: rule, entity, state, under (codes), since_at, clear_at, raised_at, until_at, name, area, source, value, threshold,
    is_known, is_beyond, is_clear
    """

    rows: pd.DataFrame
    failed: dict[str, str]


def look(session: Session, rules: Sequence[Rule], now: datetime) -> Looked:
    """Ask these rules at `now` (UTC, naive). What stood and is not among the rows any more is judged by the rule's `absent`."""
    stood = session.frame(_STOOD, {"now": now})
    failed: dict[str, str] = {}
    found = []
    for rule in rules:
        standing = stood.loc[(stood["rule"] == rule.id) & (stood["state"] != "normal"), "entity"].tolist()
        try:
            found.append(session.frame(rule.sql, {"now": now, "standing": standing}).assign(rule=rule.id))
        except CityError as error:
            failed[rule.id] = error.message
    if not found:
        return Looked(pd.DataFrame(), failed)
    asked = [rule for rule in rules if rule.id not in failed]
    rows = pd.concat(found, ignore_index=True).astype({"value": float, "threshold": float})
    rows = stood[stood["rule"].isin([r.id for r in asked])].merge(rows, on=["rule", "entity"], how="outer", suffixes=("_was", ""))
    return Looked(_silenced(session, _joined(rows, asked), asked, now), failed)


def _joined(rows: pd.DataFrame, rules: Sequence[Rule]) -> pd.DataFrame:
    """Rows of today beside the state of before; a thing that is gone keeps its words, and is clear or unknown by its rule."""
    by_id = {rule.id: rule for rule in rules}
    is_gone = rows["is_known"].isna()
    ends = rows["rule"].map(lambda rule: by_id[rule].absent == "normal").astype(bool)
    for name in SHOWN:
        if name == "value":  # what is gone has no value any more; its last one stays in the log
            continue
        rows[name] = rows[name].where(~is_gone, rows[f"{name}_was"])
    for name, otherwise in (("is_known", ends), ("is_beyond", False), ("is_clear", True)):
        rows[name] = rows[name].astype("boolean").fillna(otherwise).astype(bool)
    for name in ("state", "under"):
        rows[name] = rows[name].map({s: n for n, s in enumerate(STATES)}).fillna(NORMAL).astype("int8")
    return rows


def _silenced(session: Session, rows: pd.DataFrame, rules: Sequence[Rule], now: datetime) -> pd.DataFrame:
    """A row whose feed is dead says nothing: by its own source, or, without one, when every source of the feed is dead."""
    dead = {(feed, source) for feed, source in session.rows(_DEAD, {"now": now})}
    homes = dict(session.rows(_HOMES))
    feed_of = rows["rule"].map({rule.id: rule.feed for rule in rules})
    gone = {feed for feed, n in homes.items() if n and sum(f == feed for f, _s in dead) >= n}
    own = pd.MultiIndex.from_arrays([feed_of, rows["source"]]).isin(list(dead)) if dead else np.zeros(len(rows), bool)
    silent = own | (rows["source"].isna() & feed_of.isin(gone)).to_numpy()
    return rows.assign(is_known=rows["is_known"] & ~silent)


def held(rows: pd.DataFrame) -> Held:
    """The state columns as arrays."""
    moments = [rows[name].to_numpy("datetime64[us]") for name in ("since_at", "clear_at", "raised_at", "until_at")]
    return Held(rows["state"].to_numpy(), rows["under"].to_numpy(), *moments)


def seen(rows: pd.DataFrame, rules: Sequence[Rule], suppressed: Flags) -> Seen:
    """What was found as arrays, with the delays of each row's rule."""
    on, off = ({r.id: np.timedelta64(getattr(r, key) * 1_000_000, "us") for r in rules} for key in ("on_delay_s", "off_delay_s"))
    beyond, clear, known = (rows[name].to_numpy(bool) for name in ("is_beyond", "is_clear", "is_known"))
    on_delay, off_delay = (rows["rule"].map(d).to_numpy("timedelta64[us]") for d in (on, off))
    return Seen(beyond, clear, known, suppressed, on_delay, off_delay)
