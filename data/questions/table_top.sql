-- The first $rows rows of an order by a number, or under one word ($word, whose place is $base), found in one pass and without a ladder.
-- More are taken than are asked for: rows that are equal to the last one taken may go on beyond it, so none of these is given.
, top as materialized (
    select row_no, created_at, $base + low as k
    from sorted
    where $word is null or case when is_cut then left(word, 8) else word end = $word
    order by low, created_at desc
    limit $rows + $spare
),
kept as (select * from top where (select count(*) from top) < $rows + $spare or (k, created_at) not in (select (k, created_at) from top order by k desc, created_at limit 1)),
page as materialized (
    select p.row_no, p.k, row_number() over (order by p.k, p.created_at desc, r.source, r.report_id) as no
    from kept p join report r on r.rowid = p.row_no
    qualify no <= $rows
)
