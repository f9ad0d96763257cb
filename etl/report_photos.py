"""Pictures of reports: their addresses, as a second table of the feeds that name them."""

from __future__ import annotations

from etl.checks import not_before, not_future, required
from etl.columns import moment, sql, text
from etl.feed import Check, Column, Table

LONGEST = 2000  # signs of an address
_IS_ADDRESS = f"regexp_matches(trim({{photo_url}}), '^https?://[^/[:space:]]+[^[:space:]]*$') and length({{photo_url}}) <= {LONGEST}"

# For the table that a picture belongs to: the row is loaded without it, and the breach counted.
UNREADABLE = Check("format:photo_url", f"trim({{photo_url}}) <> '' and not ({_IS_ADDRESS})", "alamat foto bukan http", "the photo's address is not http", keep=True)


def photo_table(role: str, event: str, report_id: Column, known_at: Column) -> Table:
    """Rows of `report_photo` from the word `photo_url`: `role` says whose picture it is, `event` is the word of its moment."""
    return Table(
        table="report_photo",
        key=("report_id", "role", "event_at"),
        is_counted=False,
        where=_IS_ADDRESS,
        columns={"report_id": report_id, "role": sql(f"'{role}'"), "event_at": moment(event), "known_at": known_at, "url": text("photo_url")},
        checks=(required("report_id"), required("event_at"), not_future("event_at"), not_before("event_at")),
    )
