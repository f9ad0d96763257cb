"""One load: fetch -> stage -> check -> place -> merge, the same for every feed. All or nothing, and always accounted for."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path

from data.clock import now, to_utc
from data.errors import BatchRefused, FeedError, ParseError
from data.faults import Conflict, Unreadable
from data.warehouse import Session, Warehouse
from etl import book, intake, mapping_file, merge, quarantine, staging
from etl.closed import closed_folder
from etl.feed import Feed, Mapping, Staged
from etl.intake import Intake
from etl.keys import person_key
from etl.merge import Counts

Progress = Callable[[str, float], None]
TRIES = 30
FEW = 10  # below so many bad rows a share says nothing: the good rows of a small batch are loaded


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of one load; `counts` obeys the law."""

    feed: str
    source: str
    batch: int
    state: str
    counts: Counts
    seconds: float
    sha256: str = ""

    def line(self) -> dict[str, object]:
        """The JSON line of the command line and of the webhook."""
        return {"feed": self.feed, "source": self.source, "batch": self.batch, "state": self.state, **asdict(self.counts), "seconds": round(self.seconds, 3)}


def load(
    warehouse: Warehouse,
    feed: Feed,
    path: str | Path,
    *,
    source: str | None = None,
    mapping: Mapping | None = None,
    origin: str | None = None,
    loaded_at: datetime | None = None,
    progress: Progress | None = None,
    known: str = "",
    is_trial: bool = False,
) -> Batch:
    """Load one file or URL. Raises FetchError, ParseError or BatchRefused; then nothing of it stands in a core table.

    A batch of which too much is bad is refused whole, but its bad rows can be read in the quarantine.
    known: the sha256 of what this source gave last; the same bytes again give state `unchanged` and no batch.
    is_trial: stop before the merge; the counts then say what is good (as inserted) and what is bad, and nothing is written.
    """
    started = time.monotonic()
    moment = to_utc(loaded_at or now())
    say = progress or (lambda step, share: None)
    say("mengambil / fetch", 0.0)
    if mapping:
        mapping_file.known_to(feed.name, feed.words(), mapping.words(), mapping.name)
    maps = (mapping,) if mapping else feed.mappings()
    incoming = warehouse.settings.var / "incoming"
    with ExitStack() as closing:
        folder = incoming if feed.keeps_raw else closing.enter_context(closed_folder(incoming))
        arrived = intake.take(path, folder, binary=any(is_binary(m) for m in maps), origin=origin)
        return _arrived(warehouse, feed, maps, arrived, source, moment, started, say, known, is_trial)


def _arrived(
    warehouse: Warehouse, feed: Feed, maps: tuple[Mapping, ...], arrived: Intake, source: str | None, moment: datetime, started: float, say: Progress, known: str, is_trial: bool
) -> Batch:
    """A file that has come: into the warehouse, and then away with it, unless bad rows make it worth keeping."""
    kept = False
    if known == arrived.sha256:
        arrived.file.unlink(missing_ok=True)
        return Batch(feed.name, source or "", 0, "unchanged", Counts(), time.monotonic() - started, known)
    try:
        with warehouse.working() as session:
            chosen = choose(feed, maps, arrived)
            name = source or chosen.source
            batch = _load(session, feed, chosen, arrived, name, moment, started, say, is_trial, warehouse.settings.var)
            kept = batch.counts.quarantined > 0 and not is_trial and may_stay(feed, chosen, arrived.file)
            return batch
    except BatchRefused:
        kept = may_stay(feed, chosen, arrived.file)
        raise
    except (ParseError, Unreadable) as error:  # readers know the file by the name that it has here, people by the one it came with
        named = error.message.replace(str(arrived.file.resolve()), arrived.origin).replace(arrived.file.name, arrived.origin)
        if isinstance(error, Unreadable):
            named = f"{arrived.origin} cannot be read: {named.splitlines()[0]}"
        raise ParseError(named, error.hint or "Check that the file is whole; nothing of it was loaded.", feed=feed.name, source=source or "") from error
    except OSError as error:
        raise intake.explained(error, arrived.origin) from error
    finally:
        if kept:  # files with bad rows stay, one for the same bytes, so that they can be read and loaded again
            arrived.file.replace(arrived.file.with_name(f"{arrived.sha256[:16]}{arrived.file.suffix}"))
        for left in arrived.file.parent.glob(f"{arrived.file.stem}.*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)


def reader(mapping: Mapping):  # type: ignore[no-untyped-def]
    """The module in etl/readers that reads this mapping's files; that there is one was seen when the mapping was read."""
    return import_module(f"etl.readers.{mapping.reader}")


def is_binary(mapping: Mapping) -> bool:
    """Whether the reader wants the bytes as they came."""
    return bool(getattr(reader(mapping), "BINARY", False))


def may_stay(feed: Feed, mapping: Mapping, file: Path) -> bool:
    """Whether a file with bad rows may stay: nothing stands in it that could name a person. Of a document nobody can say so."""
    judge = getattr(reader(mapping), "may_stay", None)
    return feed.keeps_raw and (is_binary(mapping) or (judge is not None and judge(file, mapping, feed)))


def choose(feed: Feed, maps: tuple[Mapping, ...], arrived: Intake) -> Mapping:
    """The mapping that a file fits. Raises ParseError that says what each one would need."""
    if len(maps) == 1:
        return maps[0]
    for mapping in maps:
        fits = getattr(reader(mapping), "fits", None)
        if fits is None or fits(arrived.file, mapping):
            return mapping
    needs = "; ".join(f"{m.name} ({m.reader}): {', '.join(m.needs)}" for m in maps)
    raise ParseError(f"{arrived.origin} fits none of the forms of {feed.name}. Known forms: {needs}.", "Give a mapping file with --map.", feed=feed.name)


def _load(session: Session, feed: Feed, mapping: Mapping, arrived: Intake, source: str, moment: datetime, started: float, say: Progress, is_trial: bool, var: Path) -> Batch:
    (number,) = session.one("select nextval('batch_no')")
    say("membaca / stage", 0.1)
    staged: Staged = reader(mapping).stage(session, arrived.file, mapping, feed)
    if feed.veil:
        feed.veil(session, staged, mapping, var, moment)
    if feed.prepare:
        feed.prepare(session, staged, source, moment)
    say("memeriksa / check", 0.3)
    params: dict[str, object] = {"loaded_at": moment, "source": source, "batch": number} | ({"person_key": person_key(var)} if feed.persons else {})
    typed = [staging.type_rows(session, feed, mapping, staged, table, params) for table in feed.tables]
    entry = book.Entry(number, feed, mapping, source, arrived, moment, staged, book.remarks(session, staged, typed, arrived))
    read, bad = quarantine.collect(session, staged, typed, feed.keeps_raw, feed.persons)
    if is_trial:
        total = Counts(sum(read.values()), sum(read.values()) - sum(bad.values()), 0, 0, sum(bad.values()))
        return Batch(feed.name, source, 0, f"trial: {quarantine.worst(session)}", total, time.monotonic() - started, arrived.sha256)
    if _is_too_bad(sum(bad.values()), sum(read.values()), feed.max_bad):
        return _refuse(session, entry, read, bad, started)
    say("menempatkan / place", 0.6)
    for rows in typed:
        staging.place(session, rows)
    say("menggabung / merge", 0.8)
    counts = _merge(session, entry, typed, read, bad, started, params)
    say("selesai / done", 1.0)
    return Batch(feed.name, source, number, "loaded", counts, time.monotonic() - started, arrived.sha256)


def _is_too_bad(bad: int, read: int, limit: float) -> bool:
    """Whether a batch is refused whole. Where no bad row is borne at all, few are too many as well."""
    return bad > limit * read and (bad >= FEW or bad == read or limit == 0)


def _merge(session: Session, entry: book.Entry, typed: list[staging.Typed], read: dict[str, int], bad: dict[str, int], started: float, params: dict[str, object]) -> Counts:
    """Plan and run the one transaction; plan again when another load was faster."""
    for attempt in range(TRIES):
        plans = [merge.plan(session, rows, entry.source) for rows in typed]
        tables = {
            p.typed.table.name: Counts(read.get(p.typed.table.name, 0), p.inserted, p.updated, p.duplicate, bad.get(p.typed.table.name, 0))
            for p in plans if p.typed.table.is_counted
        }
        total = sum(tables.values(), Counts())
        if not total.holds():
            raise FeedError(f"The batch of {entry.feed.name} does not add up: {total}.", "Nothing was loaded; this is a fault of the program.", feed=entry.feed.name)
        steps = merge.guards(plans) + [s for p in plans for s in merge.statements(p)]
        steps += book.statements(session, entry, "loaded", total, tables, time.monotonic() - started, None, typed)
        try:
            session.transact(steps, params)
            return total
        except Conflict:
            if attempt == TRIES - 1:
                raise
            time.sleep(random.uniform(0.02, 0.1) * (attempt + 1))
    raise AssertionError("unreachable")


def _refuse(session: Session, entry: book.Entry, read: dict[str, int], bad: dict[str, int], started: float) -> Batch:
    """Book a refused batch with its bad rows, and say so."""
    total = Counts(sum(read.values()), 0, 0, 0, sum(bad.values()))
    worst = quarantine.worst(session)
    message = f"{entry.arrived.origin}: {total.quarantined:,} of {total.read:,} rows are bad ({worst}); the limit is {entry.feed.max_bad:.0%}."
    # A refused batch holds good rows too: they were read and not taken, so the law books all of them as quarantined.
    booked = Counts(total.read, 0, 0, 0, total.read)
    steps = book.statements(session, entry, "refused", booked, {}, time.monotonic() - started, message, [])
    session.transact(steps, {"source": entry.source, "batch": entry.number, "loaded_at": entry.moment})
    raise BatchRefused(message, "See the rows with `python -m etl status` or on the feeds page; the last good data stays.", feed=entry.feed.name, source=entry.source)
