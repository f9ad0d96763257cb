"""The books: every batch with its counts, every source, every try to reach one. Nothing is lost silently."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime

from data.clock import now, to_utc
from data.literals import bind
from data.warehouse import Session, Warehouse
from etl.feed import Feed, Mapping, Staged
from etl.intake import Intake
from etl.merge import Counts
from etl.staging import Typed

Notice = dict[str, object]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a batch before it is merged."""

    number: int
    feed: Feed
    mapping: Mapping
    source: str
    arrived: Intake
    moment: datetime
    staged: Staged
    notices: list[Notice]


def remarks(session: Session, staged: Staged, typed: list[Typed], arrived: Intake) -> list[Notice]:
    """Rows that were kept with a remark, new columns, a changed encoding."""
    found: list[Notice] = [{"rule": note.split(":")[0], "n": None, "text": note} for note in (*arrived.notices, *staged.notices)]
    for rows in typed:
        if not rows.remarks:
            continue
        counts = ", ".join(f"count(*) filter (remark_ & {1 << i} <> 0 and bad_ = 0)" for i in range(len(rows.remarks)))
        for check, n in zip(rows.remarks, session.one(f"select {counts} from {rows.name}"), strict=True):
            if n:
                found.append({"rule": check.rule, "n": n, "text": check.title_id, "text_en": check.title_en})
    return found


def statements(
    session: Session, entry: Entry, state: str, total: Counts, tables: dict[str, Counts], seconds: float, error: str | None, typed: list[Typed]
) -> list[str]:
    """SQL that books the batch, its bad rows and its source, for the merge's own transaction."""
    newest = _newest(session, typed)
    is_home = entry.mapping.city == "Jakarta"
    fingerprint = hashlib.sha256(json.dumps(sorted(entry.staged.words.items())).encode()).hexdigest()[:16]
    row = {
        "number": entry.number, "feed": entry.feed.name, "origin": entry.arrived.origin, "sha": entry.arrived.sha256, "bytes": entry.arrived.size,
        "mapping": entry.mapping.name, "state": state, **asdict(total), "tables": json.dumps({k: asdict(v) for k, v in tables.items()}),
        "notices": json.dumps(entry.notices), "newest": newest, "fingerprint": fingerprint, "started": entry.moment,
        "finished": to_utc(now()), "seconds": seconds, "error": error, "title": entry.mapping.title or None, "city": entry.mapping.city,
        "home": is_home, "simulated": entry.source.startswith("simulasi"),
    }
    insert_batch = (
        "insert into batch values ($number, $feed, $source, $origin, $sha, $bytes, $mapping, $state, $read, $inserted, $updated, $duplicate, "
        "$quarantined, $tables, $notices, $newest, $fingerprint, $started, $finished, $seconds, $error)"
    )
    insert_bad = (
        "insert into quarantine select $number, $feed, $source, $sha, part, line_no, reasons, raw, $started, null from bad_rows b where not exists ("
        "select 1 from quarantine q where q.feed = $feed and q.source = $source and q.sha256 = $sha and q.part = b.part and q.line_no is not distinct from b.line_no)"
    )
    insert_source = (
        "insert into source select $source, $feed, $title, $city, $home, $simulated, $started "
        "where not exists (select 1 from source where source = $source and feed = $feed)"
    )
    return [bind(sql, {**row, "source": entry.source}) for sql in (insert_source, insert_batch, insert_bad)]


def _newest(session: Session, typed: list[Typed]) -> datetime | None:
    events = [f"select max({r.table.event}) as m from {r.name} where bad_ = 0" for r in typed if r.table.event]
    if not events:
        return None
    (found,) = session.one(f"select max(m) from ({' union all '.join(events)})")
    return found if isinstance(found, datetime) else None


def note_attempt(warehouse: Warehouse, feed: str, source: str, outcome: str, seconds: float, error: str | None = None, batch: int | None = None) -> None:
    """Book one try to reach a source: loaded, unchanged, empty, refused or failed."""
    values = {"feed": feed, "source": source, "moment": to_utc(now()), "outcome": outcome, "batch": batch, "seconds": seconds, "error": error}
    with warehouse.working() as session:
        session.execute(bind("insert into attempt values ($feed, $source, $moment, $outcome, $batch, $seconds, $error)", values))
