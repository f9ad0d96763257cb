"""The budget (APBD): drafts, plan, revision, monthly cash plan and payments, one line each; a file may hold two drafts in one row."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import between, not_future, one_of, required
from etl.columns import integer, sql, text
from etl.feed import Check, Column, Feed, Table
from etl.money import rupiah

PHASES = ("rancangan_pemprov", "rancangan_dprd", "apbd", "apbd_p", "kas", "realisasi")
NAMELESS = "md5(concat_ws('|', {fiscal_year}, {month}, {agency_code}, {activity_code}, {activity}, {account_code}, {kind}))"
YEAR, MONTH = "try_cast({fiscal_year} as integer)", "coalesce(try_cast({month} as integer), 1)"
# Where only a year or a month is told, the line is booked when that begins in Jakarta.
BOOKED = f"coalesce({{zone:booked_at}}, case when {YEAR} between 2000 and 2100 and {MONTH} between 1 and 12 then make_timestamp({YEAR}, {MONTH}, 1, 0, 0, 0) - interval 7 hour end)"


def _line(phase: Column, amount: Column) -> dict[str, Column]:
    """The columns of a line, of a phase and with an amount."""
    return {
        "line_id": sql(f"coalesce(nullif(trim({{line_id}}), ''), {NAMELESS})"),
        "phase": phase,
        "kind": sql("coalesce(nullif(lower(trim({kind})), ''), 'belanja')"),
        "fiscal_year": integer("fiscal_year"),
        "month": integer("month"),
        "booked_at": Column(BOOKED, "booked_at"),
        **{name: text(name) for name in ("agency_code", "programme", "activity_code", "account_code", "account", "note")},
        **{name: sql(f"nullif(trim(regexp_replace({{{name}}}, '\\s+', ' ', 'g')), '')") for name in ("agency", "activity")},
        "amount_rp": amount,
    }


CHECKS = (
    required("fiscal_year"),
    required("booked_at"),
    required("amount_rp"),
    one_of("phase", *PHASES),
    one_of("kind", "belanja", "pendapatan"),
    between("fiscal_year", 2000, 2100),
    between("month", 1, 12),
    Check("none:agency", "agency is null", "tanpa nama SKPD", "without an agency", keep=True),
)
# "Too many variants", or several amounts with strokes between them: the publisher could not say which line is meant.
UNCLEAR = "coalesce(trim({executive_amount}) = 'Too many variants' or contains({executive_amount}, '/'), false)"
TWO_DRAFTS = f"trim({{executive_amount}}) <> '' and not {UNCLEAR}"
PAID_AHEAD = Check(
    "future:booked_at", "phase = 'realisasi' and booked_at > $loaded_at + interval 10 minute", not_future("booked_at").title_id, not_future("booked_at").title_en
)

# A plan for months ahead says nothing about the age of the source: only payments do.
FEED = Feed(
    name="budget",
    title_id="Anggaran (APBD)",
    title_en="Budget (APBD)",
    fresh=timedelta(days=7),
    expire=timedelta(days=45),
    tables=(
        Table(
            table="budget_line",
            key=("phase", "line_id"),
            corrects=True,
            event="_paid_at",
            columns={**_line(sql("lower(trim({phase}))"), rupiah("amount")), "_paid_at": sql(f"case when lower(trim({{phase}})) = 'realisasi' then {BOOKED} end")},
            checks=(
                required("phase"),
                *CHECKS,
                PAID_AHEAD,
                Check("negative:amount_rp", "amount_rp < 0", "nilai negatif (koreksi)", "a negative amount (a correction)", keep=True),
                Check("type:executive_amount", f"{TWO_DRAFTS} and ({rupiah('executive_amount').sql}) is null", "executive_amount tidak terbaca", "executive_amount cannot be read"),
                Check("none:executive", UNCLEAR, "versi eksekutif tidak tunggal, tidak dipakai", "the executive version is not one, left out", keep=True),
            ),
        ),
        # A row that holds both drafts gives a second line; it is counted with the first.
        Table(
            table="budget_line",
            label="budget_executive",
            key=("phase", "line_id"),
            corrects=True,
            is_counted=False,
            where=TWO_DRAFTS,
            columns=_line(sql("'rancangan_pemprov'"), rupiah("executive_amount")),
            checks=(),
        ),
    ),
)
