-- One page: within the stretch [lo, hi] of the order, past the rows to skip or after the row that a cursor names. The rows that
-- may stand on it are chosen by what is narrow (with all that are equal to the first and the last), put in order with their
-- names, and only then read whole (parts/table_whole).
, keyed as (
    select row_no, created_at, case when $is_text then coalesce($sign * w.rank, 134217728) * 17179869184 else 0 end + low as k
    from sorted s left join words w on w.word = case when s.is_cut then left(s.word, 8) else s.word end
),
near as (
    select row_no, created_at, k, rank() over (order by k, created_at desc) as place, count(*) over (partition by k, created_at) as equals_n
    from keyed
    where k between greatest($lo, coalesce($after_k, $lo)) and $hi
),
-- A cursor's row has its place among these as well: how many stand above it, and how many are equal to it.
passed as (
    select $skip + count(*) filter (created_at > $after_at::timestamp) as above_n, count(*) filter (created_at = $after_at::timestamp) as beside_n
    from near where k = $after_k
),
picked as materialized (
    select * from near where place + equals_n - 1 > (select above_n from passed) and place <= (select above_n + beside_n from passed) + $rows
),
named as (
    select r.source, r.report_id, p.row_no, p.created_at, p.k, row_number() over (order by p.k, p.created_at desc, r.source, r.report_id) - 1 + (select min(place) from picked) as no
    from picked p join report r on r.rowid = p.row_no
    where $after_k is null or p.k > $after_k or p.created_at < $after_at::timestamp or (r.source, r.report_id) > ($after_source::varchar, $after_id::varchar)
),
page as materialized (select row_no, k, no from named where no > $skip order by no limit $rows)
