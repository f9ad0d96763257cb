-- The reports of the table, narrow: what is needed to choose and to order them, and nothing wide. What is private is found
-- neither by its words nor by its kelurahan. Text is compared without regard to case and accents, as plain text: % and _ are
-- letters like others. k orders the rows upwards, whatever the column and its direction: a moment or a span is itself in microseconds,
-- a word its place in $words with the time of opening below it (newest first, about a second wide). What is missing comes last.
with words as (select unnest($words::varchar[]) as word, unnest(range(1, len($words::varchar[]) + 1)) as rank),
found as (
    select row_no, created_at, updated_at, sla_due_at, category, channel, agency, stage, status, area, is_hidden,
           case when status = 'open' then $moment::timestamp else last_closed_at end as left_at,
           case when status = 'open' then $moment::timestamp else coalesce(first_closed_at, last_closed_at) end as judged_at
    from (select *, is_hidden(is_private, category, $sensitive) as is_hidden from reports_asked($as_of, $area, $since, $until, $sources, $narrow, $status))
    where (not is_hidden or length($area) < 13)
      and ($stage is null or stage = $stage)
      and case $flag when 'late' then sla_due_at < (case when status = 'open' then $moment::timestamp else coalesce(first_closed_at, last_closed_at) end)
                     when 'soon' then status = 'open' and sla_due_at >= $moment and sla_due_at < $moment::timestamp + interval 24 hour
                     when 'refused' then refused_n > 0 when 'private' then is_hidden else true end
      -- Of an order by a word only the words that can stand on the page ($near; null: any). A private report stands under its kecamatan.
      and ($near is null or list_contains($near::varchar[], case $sort when 'category' then category when 'channel' then channel when 'agency' then agency when 'area' then area when 'stage' then stage when 'status' then status end)
           or ($sort = 'area' and list_contains($near::varchar[], left(area, 8))))
      -- A list without words is no condition: then its column need not be read. A search without letters has no case, and one
      -- without a digit names no report's number: the numbers, which take longest to read, are left alone.
      and ($search is null or (len($like_categories::varchar[]) > 0 and list_contains($like_categories::varchar[], category))
           or (len($like_agencies::varchar[]) > 0 and list_contains($like_agencies::varchar[], agency))
           or ($has_digit and contains(case when $search = upper($search) then report_id else lower(report_id) end, $search)) or (not is_hidden and contains(strip_accents(lower(description)), $search)))
),
-- low is the number without its word's place. A word stays as it is stored, which costs a fifth of one worked out for each row: a
-- private report's area is cut to its kecamatan (is_cut) where few rows are left.
sorted as (
    select row_no, created_at, status, is_hidden and $sort = 'area' as is_cut,
           case $sort when 'category' then category when 'channel' then channel when 'agency' then agency when 'area' then area when 'stage' then stage when 'status' then status end as word,
           case when $is_text then 17179869184 - (epoch_us(created_at) >> 20)
                else coalesce($sign * case $sort when 'created' then epoch_us(created_at) when 'updated' then epoch_us(updated_at) when 'due' then epoch_us(sla_due_at)
                                                 when 'age' then epoch_us(left_at) - epoch_us(created_at) when 'late' then epoch_us(judged_at) - epoch_us(sla_due_at) end,
                              4611686018427387904) end as low
    from found
)
