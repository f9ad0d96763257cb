"""The vehicle-tax register: what is due since when, under a hash that holds for the register's month. No plate, no owner."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import at_least, not_future, required
from etl.columns import number, sql, text
from etl.feed import Check, Column, Feed, Table
from etl.veil import veil_register

DUE = "try_cast(left(trim({due_on}), 10) as date)"

FEED = Feed(
    name="vehicle_tax",
    title_id="Register pajak kendaraan",
    title_en="Vehicle-tax register",
    fresh=timedelta(days=10),
    expire=timedelta(days=62),
    keeps_raw=False,
    veil=veil_register,
    takes=("plate",),
    tables=(
        Table(
            table="vehicle_tax",
            key=("plate_key",),
            event="told_at",
            corrects=True,
            replaces=True,
            columns={
                "plate_key": text("plate_key"),
                "key_id": text("key_id"),
                "kind": text("kind", "tidak diketahui"),
                "due_on": Column(DUE, "due_on"),
                "owed_rp": number("owed_rp"),
                "told_at": sql("coalesce({zone:told_at}, $loaded_at)"),
            },
            checks=(
                Check("format:plate", "plate_key is null", "nomor tidak berbentuk pelat", "the number has not the shape of a plate"),
                required("due_on"),
                required("owed_rp"),
                at_least("owed_rp", 0),
                not_future("told_at"),
            ),
        ),
    ),
)
