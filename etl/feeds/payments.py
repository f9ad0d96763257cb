"""Payments at public places, added up by hour, place and method: how much is paid without cash. No card, no person."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import area_code, at_least, not_before, not_future, one_of, required
from etl.columns import integer, moment, number, sql, text
from etl.feed import Feed, Table

KINDS = ("transit", "pasar", "parkir", "wisata", "retribusi")
METHODS = ("jakcard", "uang_elektronik", "qris", "kartu", "tunai")

FEED = Feed(
    name="payments",
    title_id="Pembayaran JakartaOne dan nontunai",
    title_en="JakartaOne and cashless payments",
    fresh=timedelta(days=2),
    expire=timedelta(days=14),
    keeps_raw=False,
    tables=(
        Table(
            table="payment",
            key=("hour_at", "area", "place_kind", "place_name", "method"),
            event="hour_at",
            corrects=True,
            columns={
                "hour_at": moment("hour_at"),
                "area": text("area", "31"),
                "place_kind": sql("lower(nullif(trim({place_kind}), ''))"),
                "place_name": text("place_name", ""),
                "method": sql("lower(nullif(trim({method}), ''))"),
                "is_cashless": sql("lower(trim({method})) <> 'tunai'"),
                "paid_n": integer("paid_n"),
                "value_rp": number("value_rp"),
            },
            checks=(
                *(required(name) for name in ("hour_at", "place_kind", "method", "paid_n")),
                not_future("hour_at"),
                not_before("hour_at"),
                one_of("place_kind", *KINDS),
                one_of("method", *METHODS),
                at_least("paid_n", 0),
                at_least("value_rp", 0),
                area_code("area"),
            ),
        ),
    ),
)
