"""Provincial assets: a register of what is owned, in which condition, who holds it, and when maintenance is due."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import coordinates, in_order, one_of, required
from etl.columns import integer, latitude, longitude, moment, text
from etl.feed import Check, Feed, Place, Table
from etl.money import rupiah

KINDS = ("tanah", "gedung", "kendaraan", "alat", "jalan_jembatan")
CONDITIONS = ("baik", "rusak_ringan", "rusak_berat")

FEED = Feed(
    name="assets",
    title_id="Aset daerah",
    title_en="Provincial assets",
    fresh=timedelta(days=40),
    expire=timedelta(days=400),
    tables=(
        Table(
            table="asset",
            key=("asset_id",),
            replaces=True,
            place=Place(),
            columns={
                **{name: text(name) for name in ("asset_id", "name", "kind", "holder", "condition")},
                "value_rp": rupiah("value"),
                "acquired_year": integer("acquired_year"),
                "maintained_at": moment("maintained_at"),
                "due_at": moment("due_at"),
                "lon": longitude(),
                "lat": latitude(),
            },
            checks=(
                required("asset_id"),
                required("kind"),
                one_of("kind", *KINDS),
                one_of("condition", *CONDITIONS),
                in_order("maintained_at", "due_at"),
                Check("negative:value_rp", "value_rp < 0", "nilai negatif", "a negative value"),
                *coordinates(),
                Check("none:place", "lon is null", "tanpa koordinat", "without coordinates", keep=True),
            ),
        ),
    ),
)
