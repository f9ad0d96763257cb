"""Small enterprises and members of OK OCE: size, kind, training, last activity, by kelurahan. No owner, telephone or address."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import in_order, not_future, required
from etl.columns import moment, sql, text
from etl.feed import Check, Feed, Place, Table

SIZE = "lower(regexp_replace(trim({size}), '(?i)^usaha +', ''))"

FEED = Feed(
    name="enterprises",
    title_id="UMKM dan OK OCE",
    title_en="Small enterprises and OK OCE",
    fresh=timedelta(days=7),
    expire=timedelta(days=45),
    keeps_raw=False,
    tables=(
        Table(
            table="enterprise",
            key=("enterprise_id",),
            event="told_at",
            corrects=True,
            replaces=True,
            place=Place(names=True),
            columns={
                # A register without numbers: the line is the enterprise. The register is told whole, so lines may move.
                "enterprise_id": sql("coalesce(nullif(trim({enterprise_id}), ''), 'baris ' || row_number() over ())"),
                "registered_at": moment("registered_at"),
                "size": sql(f"case when {SIZE} in ['mikro', 'kecil', 'menengah'] then {SIZE} else 'tidak diketahui' end"),
                "category": text("category"),
                "programme": text("programme"),
                "cohort": text("cohort"),
                "training_started_at": moment("training_started_at"),
                "training_completed_at": moment("training_completed_at"),
                "cohort_ends_at": moment("cohort_ends_at"),
                "last_active_at": moment("last_active_at"),
                "told_at": sql("coalesce({zone:told_at}, make_timestamp(try_cast({told_year} as bigint), 12, 31, 0, 0, 0))"),
                "kelurahan": text("kelurahan"),
                "kecamatan": text("kecamatan"),
                "kota": text("kota"),
                "lon": sql("null::double"),
                "lat": sql("null::double"),
            },
            checks=(
                required("told_at"),
                not_future("told_at"),
                not_future("registered_at"),
                not_future("training_started_at"),
                not_future("last_active_at"),
                in_order("training_started_at", "training_completed_at"),
                in_order("training_started_at", "cohort_ends_at"),
                Check("none:kelurahan", "kelurahan is null", "kelurahan tidak disebut", "the kelurahan is not said", keep=True),
                Check("unknown:size", "size = 'tidak diketahui'", "ukuran usaha tidak disebut", "the size is not said", keep=True),
            ),
        ),
    ),
)
