"""Facilities: hospitals, puskesmas, hydrants, fire posts, pumps, gates and more; a directory replaces its own older edition."""

from __future__ import annotations

from datetime import timedelta

from etl import reference
from etl.checks import coordinates, required
from etl.columns import latitude, longitude, sql, text
from etl.feed import Check, Feed, Place, Table

KIND = "lower(trim({kind}))"
NAMELESS = "md5(concat_ws('|', {kind}, {name}, {address}, {kecamatan}, {kelurahan}, {lon}, {lat}))"

FEED = Feed(
    name="facilities",
    title_id="Fasilitas",
    title_en="Facilities",
    fresh=timedelta(days=400),
    expire=timedelta(days=4000),
    tables=(
        Table(
            table="facility",
            key=("facility_id",),
            replaces=True,
            place=Place(names=True),
            columns={
                "facility_id": sql(f"coalesce(nullif(trim({{facility_id}}), ''), {NAMELESS})"),
                "kind": sql(f"case when {KIND} in {reference.known('facility_kind', 'kind')} then {KIND} end"),
                "kind_raw": text("kind_raw"),
                "name": text("name"),
                "address": sql("nullif(trim(regexp_replace({address}, '\\s+', ' ', 'g')), '')"),
                "status": text("status"),
                "note": text("note"),
                "lon": longitude(),
                "lat": latitude(),
                "kelurahan": text("kelurahan"),
                "kecamatan": text("kecamatan"),
                "kota": sql("nullif(trim(regexp_replace({kota}, '(?i)^sudin damkar-pb *', '')), '')"),
            },
            checks=(
                required("kind"),
                *coordinates(),
                Check("none:name", "name is null", "tanpa nama", "without a name", keep=True),
                Check("none:place", "lon is null", "tanpa koordinat", "without coordinates", keep=True),
            ),
        ),
    ),
)
