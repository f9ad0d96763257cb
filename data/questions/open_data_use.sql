-- Each data set of the portal: its use in the months that the period touches, and its newest refresh that was due by the moment.
with told as (
    select * from open_data_month where updated_at <= $moment and is_of_source(source, $sources)
),
used as (
    select source, dataset, arg_max(title, month_on) as title, arg_max(agency, month_on) as agency, sum(downloads_n)::bigint as downloads_n, sum(calls_n)::bigint as calls_n,
           count(*) as months_n, max(month_on) as newest_on
    from told
    where month_on + interval 1 month > ($since::timestamp + interval 7 hour)::date and month_on < ($until::timestamp + interval 7 hour)::date
    group by source, dataset
),
refreshed as (
    select source, dataset, arg_max(due_on, due_on) as due_on, arg_max({'on': refreshed_on}, due_on).on as refreshed_on, count(*) as due_n,
           count(*) filter (refreshed_on <= due_on) as in_time_n
    from told where due_on < ($moment::timestamp + interval 7 hour)::date and due_on >= ($since::timestamp + interval 7 hour)::date
    group by source, dataset
)
select u.source, u.dataset, u.title, u.agency, u.downloads_n, u.calls_n, u.months_n, u.newest_on, r.due_on, r.refreshed_on,
       coalesce(r.due_n, 0) as due_n, coalesce(r.in_time_n, 0) as in_time_n,
       case when r.due_on is null then 'tidak ada' when r.refreshed_on <= r.due_on then 'tepat' when r.refreshed_on is null then 'belum' else 'lambat' end as state,
       case when r.refreshed_on is null and r.due_on is not null then (($moment::timestamp + interval 7 hour)::date - r.due_on)::double end as late_days
from used u left join refreshed r using (source, dataset)
order by case state when 'belum' then 0 when 'lambat' then 1 when 'tepat' then 2 else 3 end, late_days desc nulls last, u.downloads_n + u.calls_n desc, u.dataset;
