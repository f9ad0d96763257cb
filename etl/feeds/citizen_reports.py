"""Citizens' reports: the CRM's export, Qlue and PetaBencana, Open311, and any other city's by a mapping file.

Callers' names, phones and addresses have no column here, so they never enter; of who reported there is a pseudonym alone. A source without a stage log (Open311,
Boston) has its one known event, the closing, written into report_event, so that every report is read in one way.
"""

from __future__ import annotations

from datetime import timedelta

from etl import reference
from etl.checks import coordinates, not_before, not_future, required
from etl.columns import boolean, latitude, longitude, moment, sql
from etl.feed import Check, Feed, Place, Table
from etl.neighbours import PAIRING
from etl.report_photos import UNREADABLE, photo_table
from etl.scripts import script

RAW_CATEGORY = "nullif(trim({category}), '')"
CATEGORY = (
    f"case when lower({RAW_CATEGORY}) in {reference.known('category', 'category')} then lower({RAW_CATEGORY}) "
    f"when {{keeps_categories}} = 'ya' then coalesce({RAW_CATEGORY}, '-') else 'lain_baru' end"
)
# Whatever a source calls a reporter (a name, a number, an account, a pseudonym of its own) stands here as a hash under this city's key: a phone number can be
# guessed from a hash without one. Cut to 64 bits, so that a hash whose key stands in front cannot be prolonged.
PSEUDONYM = "case when trim({reporter}) <> '' then left(sha256($person_key || lower(trim({reporter}))), 16) end"
UNNAMED = "md5(concat_ws('|', {created_at}, {channel}, {lon}, {lat}, {text}))"
REPORT_ID = sql(f"coalesce(nullif(trim({{report_id}}), ''), case when {{text}} is not null then {UNNAMED} end)")

FEED = Feed(
    name="citizen_reports",
    title_id="Laporan warga",
    title_en="Citizen reports",
    fresh=timedelta(minutes=30),
    expire=timedelta(hours=24),
    persons=("reporter",),
    tables=(
        Table(
            table="report",
            key=("report_id",),
            clock="updated_at",
            event="created_at",
            place=Place(),
            columns={
                "report_id": REPORT_ID,
                "created_at": moment("created_at"),
                "updated_at": sql("coalesce({zone:updated_at}, {zone:closed_at}, {zone:created_at})"),
                "category": sql(CATEGORY),
                "category_raw": sql(f"coalesce(nullif(trim({{service_name}}), ''), {RAW_CATEGORY})"),
                "agency": sql(f"coalesce(nullif(trim({{agency}}), ''), {reference.lookup('category', 'category', 'agency', 'lower(' + RAW_CATEGORY + ')')})"),
                "channel": sql(f"case when lower(trim({{channel}})) in {reference.known('channel', 'channel')} then lower(trim({{channel}})) else 'lain' end"),
                "description": sql("coalesce(nullif(trim({description}), ''), nullif(trim({title}), ''), nullif(trim({text}), ''))"),
                "lon": longitude(),
                "lat": latitude(),
                "sla_due_at": moment("due_at"),
                "is_private": boolean("is_private"),
                "reporter": sql(PSEUDONYM),
                "photo_hash": sql("try_cast({photo_hash} as ubigint)"),
                "_updated_at": moment("updated_at"),
                "_reopened_at": sql("case when lower(trim({status})) = 'open' then {zone:updated_at} end"),
                "_closed_at": sql("case when lower(trim({status})) = 'open' then null else coalesce({zone:closed_at}, case when lower(trim({status})) = 'closed' then {zone:updated_at} end) end"),
            },
            checks=(
                required("report_id"),
                required("created_at"),
                not_future("created_at"),
                not_future("updated_at"),
                not_before("created_at"),
                Check("type:closed_at", "trim({closed_at}) <> '' and {zone:closed_at} is null", "waktu selesai tidak terbaca", "the closing time cannot be read"),
                Check("order:created_at>closed_at", "_closed_at < created_at", "selesai sebelum dilaporkan", "closed before it was opened"),
                not_future("_closed_at"),
                *coordinates(),
                Check("new:category", "category = 'lain_baru'", "kategori belum dikenal", "the category is not known yet", keep=True),
                Check("type:photo_hash", "trim({photo_hash}) <> '' and photo_hash is null", "sidik foto tidak terbaca", "the photo's hash cannot be read", keep=True),
                UNREADABLE,
                Check("none:place", "lon is null", "tanpa lokasi", "without a location", keep=True),
            ),
            after=tuple(script(name) for name in ("close_reports", "reopen_reports", "derive_report_state", "defer_pairs", "choose_touched", *PAIRING)),
        ),
        photo_table("laporan", "created_at", REPORT_ID, moment("created_at")),
    ),
)
