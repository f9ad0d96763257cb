"""Field officers: where they are, and what they are on. A file or a topic holds either positions or tasks."""

from __future__ import annotations

from datetime import datetime, timedelta

from data.warehouse import Session
from etl.checks import coordinates, in_order, not_before, not_future, one_of, required
from etl.columns import latitude, longitude, moment, sql, text
from etl.feed import Check, Feed, Place, Staged, Table

CLOCKS = ("accepted_at", "arrived_at", "done_at")
# A pseudonym is one word of letters, digits and signs. Anything else may be a name or a telephone, which must not enter.
IS_ONE = "regexp_full_match(trim({officer}), '[A-Za-z0-9][A-Za-z0-9._-]{0,39}') and not regexp_full_match(trim({officer}), '[+]?[0-9]{9,}')"
NO_PSEUDONYM = "[bukan nama samaran]"  # stands in quarantine in its place
OFFICER = f"case when nullif(trim({{officer}}), '') is not null then if({IS_ONE}, trim({{officer}}), '{NO_PSEUDONYM}') end"
PSEUDONYM = Check(
    "name:officer", f"officer = '{NO_PSEUDONYM}'",
    "petugas bukan nama samaran", "the officer is not given by a pseudonym",
)  # fmt: skip


def tell_apart(session: Session, staged: Staged, source: str, moment: datetime) -> None:
    """The rows become the relation `positions` or `tasks`, by whether they have a task's number; the other one is empty."""
    is_task = "task_id" in staged.words["rows"]
    full, empty = ("tasks", "positions") if is_task else ("positions", "tasks")
    staged.relations[full], staged.words[full] = staged.relations["rows"], staged.words["rows"]
    staged.relations[empty], staged.words[empty] = f"select * from ({staged.relations['rows']}) where false", staged.words["rows"]
    if "rows" in staged.rejects:
        staged.rejects[full] = staged.rejects["rows"]
    if "rows" in staged.lines:
        staged.lines[full] = staged.lines["rows"]


FEED = Feed(
    name="officers",
    title_id="Petugas lapangan",
    title_en="Field officers",
    fresh=timedelta(minutes=5),
    expire=timedelta(minutes=30),
    keeps_raw=False,  # columns of persons may stand in such files
    prepare=tell_apart,
    tables=(
        Table(
            table="officer_position",
            rows="positions",
            key=("officer", "seen_at"),
            event="seen_at",
            place=Place(),
            columns={
                "officer": sql(OFFICER),
                "seen_at": moment("seen_at"),
                "agency": text("agency"),
                "task": text("task"),
                "accuracy_m": sql("case when isfinite(try_cast({accuracy_m} as double)) then try_cast({accuracy_m} as double) end"),
                "lon": longitude(),
                "lat": latitude(),
            },
            checks=(
                required("officer"),
                PSEUDONYM,
                required("seen_at"),
                not_future("seen_at"),
                not_before("seen_at"),
                *coordinates(),
                Check("required:lon_lat", "(lon is null or lat is null) and abs(coalesce(lon, 0)) <= 180", "tanpa koordinat", "without coordinates"),
            ),
        ),
        Table(
            table="officer_task",
            rows="tasks",
            key=("task_id",),
            clock="updated_at",
            event="updated_at",
            columns={
                "task_id": text("task_id"),
                "officer": sql(OFFICER),
                "kind": text("kind"),
                "ref_kind": sql("nullif(lower(trim({ref_kind})), '')"),
                "ref_id": text("ref_id"),
                "assigned_at": moment("assigned_at"),
                **{clock: moment(clock) for clock in CLOCKS},
                "updated_at": sql("coalesce({zone:updated_at}, greatest({zone:assigned_at}, {zone:accepted_at}, {zone:arrived_at}, {zone:done_at}))"),
            },
            checks=(
                required("task_id"),
                required("officer"),
                PSEUDONYM,
                required("assigned_at"),
                not_future("assigned_at"),
                not_future("updated_at"),
                not_before("assigned_at"),
                one_of("ref_kind", "report", "incident", "fire"),
                *(in_order("assigned_at", clock) for clock in CLOCKS),
                in_order("arrived_at", "done_at"),
            ),
        ),
    ),
)
