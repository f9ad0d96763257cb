-- Vehicles seen and in arrears by corridor and day of Jakarta. A group of fewer vehicles than plate_rule.csv says gives no figures,
-- and fewer debtors than that no sum of debts: a sum of one is a person's debt.
with rule as (select value::bigint as least_n from plate_rule where rule = 'least_group'),
counted as (
    select corridor, (read_at + interval 7 hour)::date as day_on, count(*) as read_n, count(*) filter (is_readable) as readable_n,
           count(distinct plate_key) filter (is_readable) as vehicles_n, count(distinct plate_key) filter (is_readable and is_registered) as registered_n,
           count(distinct plate_key) filter (is_readable and is_due) as due_n
    from plate_read where read_at >= $since and read_at < $until and lies_in(area, $area) and is_of_source(source, $sources) group by 1, 2
), debts as (
    select corridor, day_on, sum(owed_rp) as owed_rp from (
        select corridor, (read_at + interval 7 hour)::date as day_on, plate_key, max(owed_rp) as owed_rp
        from plate_read where is_readable and is_due and read_at >= $since and read_at < $until and lies_in(area, $area) and is_of_source(source, $sources) group by 1, 2, 3)
    group by 1, 2
)
select c.corridor, c.day_on, c.vehicles_n < r.least_n as is_suppressed, case when c.vehicles_n >= r.least_n then c.read_n end as read_n,
       case when c.vehicles_n >= r.least_n then 100.0 * (c.read_n - c.readable_n) / c.read_n end as error_pct,
       case when c.vehicles_n >= r.least_n then c.vehicles_n end as vehicles_n, case when c.vehicles_n >= r.least_n then c.registered_n end as registered_n,
       case when c.registered_n >= r.least_n then c.due_n end as due_n, case when c.registered_n >= r.least_n then 100.0 * c.due_n / c.registered_n end as due_pct,
       case when c.due_n >= r.least_n then d.owed_rp end as owed_rp
from counted c cross join rule r left join debts d on d.corridor = c.corridor and d.day_on = c.day_on
order by c.day_on desc, c.corridor;
