"""Procurements: OCDS release and record packages, the portal's own list (LPSE), or a flat CSV; one row is one release."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import in_order, not_future, one_of, required
from etl.columns import moment, sql, text
from etl.feed import Check, Column, Feed, Table
from etl.money import rupiah

METHODS = ("open", "selective", "limited", "direct")
YEAR = "coalesce(try_cast({fiscal_year} as integer), try_cast(regexp_extract({category}, 'TA ([0-9]{4})', 1) as integer))"
KIND = "lower({category})"
CATEGORY = (
    f"case when {KIND} ilike '%konstruksi%' and {KIND} not ilike '%konsult%' or {KIND} = 'works' then 'works' when {KIND} ilike '%barang%' or {KIND} = 'goods' then 'goods' "
    f"when {KIND} <> '' then 'services' end"
)
# Each bid as its amount and status; a bid without an amount, or one withdrawn, was none.
BIDS = (
    "list_filter(list_transform(json_extract(try_cast(coalesce({bids}, '[]') as json), '$[*]')::json[], lambda b: struct_pack(rp := try_cast(b->>'$.value.amount' as double), fate := coalesce(b->>'$.status', 'valid'))), "
    "lambda b: b.rp > 0 and b.fate in ['valid', 'disqualified'])"
)
VALID = f"cast(list_sort(list_transform(list_filter({BIDS}, lambda b: b.fate = 'valid'), lambda b: b.rp)) as double[])"
OUT = f"list_transform(list_filter({BIDS}, lambda b: b.fate = 'disqualified'), lambda b: b.rp)::double[]"
TOLD = "coalesce(json_array_length(try_cast({bids} as json)), 0) > 0"
# Classes of the items as OCDS writes them (objects), or as a plain array of ids.
CLASSES = "nullif(to_json(list_distinct(list_transform(json_extract(try_cast(coalesce({item_classes}, '[]') as json), '$[*]')::json[], lambda i: coalesce(i->>'$.classification.id', i->>'$'))))::varchar, '[]')"
PLAIN = "regexp_replace(regexp_replace({title}, '<[^>]*>', ' ', 'g'), '\\s+', ' ', 'g')"


def _money(word: str) -> Column:
    """Rupiah; an amount in another currency is not known rather than wrong."""
    return Column(f"case when coalesce(upper({{currency}}), 'IDR') = 'IDR' then {rupiah(word).sql} end")


FEED = Feed(
    name="tenders",
    title_id="Tender",
    title_en="Tenders",
    fresh=timedelta(days=7),
    expire=timedelta(days=30),
    tables=(
        Table(
            table="tender_release",
            key=("tender_id", "released_at"),
            event="released_at",
            columns={
                "tender_id": text("tender_id"),
                "released_at": sql(f"coalesce({{zone:released_at}}, case when {YEAR} between 2000 and 2100 then make_timestamp({YEAR}, 1, 1, 0, 0, 0) - interval 7 hour end)"),
                "title": sql(f"nullif(trim(replace(replace({PLAIN}, '&amp;', '&'), '&quot;', '\"')), '')"),
                "buyer": text("buyer"),
                "method": sql("nullif(lower(trim({method})), '')"),
                "method_raw": text("method_raw"),
                "category": sql(CATEGORY),
                "status": sql("nullif(lower(trim({status})), '')"),
                "fiscal_year": sql(YEAR),
                "value_rp": _money("value"),
                "contract_rp": _money("contract"),
                **{name: moment(name) for name in ("notice_at", "closes_at", "awarded_at", "signed_at")},
                "bidder_n": sql(f"coalesce(try_cast({{bidder_n}} as integer), case when {TOLD} then len({BIDS}) end)"),
                "is_lowest_out": sql(f"case when {TOLD} and len({VALID}) > 0 then coalesce(list_min({OUT}) < list_min({VALID}), false) end"),
                "gap_share": sql(f"case when len({VALID}) > 1 then list_extract({VALID}, 2) / list_extract({VALID}, 1) - 1 end"),
                "supplier": text("supplier"),
                "item_classes": sql(CLASSES),
                "is_retender": sql("coalesce({title} ilike '%tender ulang%' or {title} ilike '%lelang ulang%' or {title} ilike '%seleksi ulang%', false)"),
            },
            checks=(
                required("tender_id"),
                required("released_at"),
                not_future("released_at"),
                one_of("method", *METHODS),
                in_order("notice_at", "closes_at"),
                in_order("notice_at", "signed_at"),
                Check("range:bidder_n", "bidder_n < 0", "jumlah penawar negatif", "a negative number of bidders"),
                Check("unknown:value", "trim({value}) <> '' and value_rp is null", "nilai tidak terbaca atau bukan rupiah", "the value cannot be read or is not in rupiah", keep=True),
                Check("none:dates", "notice_at is null", "tanpa tanggal pengumuman", "without the day of the notice", keep=True),
            ),
        ),
    ),
)
