-- Days within the period on which a limit, a category, a channel or a stage began or ended: a trend is not one measure across them.
with dated as (
    select 'sla' as kind, sla as name, valid_from, valid_to from sla
    union all select 'kategori', category, valid_from, valid_to from category
    union all select 'kanal', channel, valid_from, valid_to from channel
    union all select 'tahap', stage, valid_from, valid_to from stage
),
days as (select kind, name, unnest([valid_from, valid_to]) as changed_on from dated)
select changed_on, string_agg(distinct kind, ', ' order by kind) as kinds, count(distinct (kind, name)) as n
from days
where changed_on > ($since::timestamp + interval 7 hour)::date and changed_on <= ($until::timestamp + interval 7 hour)::date
group by changed_on order by changed_on;
