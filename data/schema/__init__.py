"""The schema: one SQL file per subject here, views beside it, and forward-only migrations for older warehouses."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from data.errors import WarehouseError
from data.literals import literal

HERE = Path(__file__).parent
VIEWS = HERE.parent / "views"
REFERENCE = HERE.parent / "reference"
# Views in the order in which they lean on each other.
VIEW_ORDER = (
    "alarm_words",
    "area_names", "lies_in", "is_of_source", "is_asked_for", "worked_by", "is_home", "is_hidden", "survival_band", "report_states", "reports_stood", "reports_told_ended", "reports_told", "reports_heard", "reports_by_end", "reports_since", "reports",
    "reports_asked", "incidents", "fires", "wilson", "report_cases", "close_cases", "incident_cases", "fire_cases", "closures", "serving", "fleet", "vehicle_now", "headways", "punctuality",
    "siaga", "water_siaga", "ispu", "air_means", "air_ispu", "warnings_at", "air_days", "water_posts", "flood_episodes",
    "feed_states", "alarm_states", "air_newest", "metres_between", "camera_outage", "camera_uptime", "cameras_stood", "pumps_stood", "backlog_surge", "officers_silent", "public_count", "ambulances",
    "budget_flow", "tenders", "permits_zoned", "service_hours", "officer_ways",
    "food_deviations", "statistics_at", "corridor_readings", "ecommerce_years",
)


class Asked(Protocol):
    """What migrating needs of a session."""

    def execute(self, sql: str) -> None: ...
    def rows(self, sql: str) -> list[tuple[object, ...]]: ...


def migrations(folder: Path = HERE / "migrations") -> list[tuple[int, str]]:
    """(number, SQL) of each `NNNN_what.sql`, ascending."""
    return sorted((int(file.name[:4]), file.read_text()) for file in folder.glob("[0-9]" * 4 + "_*.sql"))


def migrate(session: Asked, folder: Path = HERE / "migrations") -> None:
    """Bring a warehouse of any older version to this one: migrations first, then tables, reference data and views.

    What was made of the very same files stands already, and nothing is done. Raises WarehouseError for a warehouse that a
    newer program wrote.
    """
    steps, made = migrations(folder), fingerprint(folder)
    newest = steps[-1][0] if steps else 0
    is_new = not session.rows("select 1 from duckdb_tables() where table_name = 'schema_version'")
    if not is_new:
        (found,) = session.rows("select coalesce(max(version), 0) from schema_version")[0]
        assert isinstance(found, int)
        if found > newest:
            raise WarehouseError(
                f"The warehouse has schema {found}, this program knows up to {newest}.", "Update the program; the data is untouched."
            )
        if session.rows("select 1 from duckdb_tables() where table_name = 'schema_made'") and session.rows("select fingerprint from schema_made") == [(made,)]:
            return
        for number, sql in steps:
            if number > found:
                session.execute(f"begin; {sql}; insert into schema_version values ({number}, now()::timestamp); commit;")
    for file in sorted(HERE.glob("*.sql")):
        session.execute(file.read_text())
    if is_new:
        session.execute(f"insert into schema_version values ({newest}, now()::timestamp)")
    load_reference(session)
    for name in VIEW_ORDER:
        session.execute((VIEWS / f"{name}.sql").read_text())
    session.execute(
        "insert into table_version select table_name, 0 from duckdb_tables() where not internal and not temporary "
        "and table_name not in (select table_name from table_version)"
    )
    session.execute(f"begin; delete from schema_made; insert into schema_made values ('{made}'); commit;")


@cache
def fingerprint(folder: Path) -> str:
    """One name for everything that a warehouse is made of: the schema, its migrations, the reference data and the views."""
    files = sorted(file for place in (HERE, folder, REFERENCE, VIEWS) for file in place.iterdir() if file.suffix in (".sql", ".csv"))
    digest = sha256(repr(VIEW_ORDER).encode())
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def load_reference(session: Asked) -> None:
    """Each CSV of the reference folder as a table of its name; types are those of its first line's `name:type` headers."""
    for file in sorted(REFERENCE.glob("*.csv")):
        head = file.read_text(encoding="utf-8").split("\n", 1)[0].strip()
        columns = dict(part.split(":") for part in head.split(","))
        spec = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
        session.execute(
            f"create or replace table {file.stem} as "
            f"from read_csv({literal(str(file.resolve()))}, header = true, auto_detect = false, delim = ',', quote = '\"', columns = {{{spec}}})"
        )


@cache
def reads() -> dict[str, frozenset[str]]:
    """Core tables that each view leans on, directly or through another view: found in the text, so never forgotten."""
    tables = {t for file in HERE.glob("*.sql") for t in _created(file.read_text())} | {f.stem for f in REFERENCE.glob("*.csv")}
    found: dict[str, frozenset[str]] = {t: frozenset({t}) for t in tables}
    for name in VIEW_ORDER:
        found[name] = tables_in((VIEWS / f"{name}.sql").read_text(), found)
    return found


def tables_in(sql: str, known: dict[str, frozenset[str]] | None = None) -> frozenset[str]:
    """Core tables that a text of SQL reads, through views as well. What a comment names is not read."""
    import re

    known = reads() if known is None else known
    read = re.sub(r"--[^\n]*", "", sql)
    return frozenset().union(*(known[w] for w in set(re.findall(r"[a-z_]+", read)) if w in known))


def _created(sql: str) -> list[str]:
    import re

    return re.findall(r"create table if not exists (\w+)", sql)
