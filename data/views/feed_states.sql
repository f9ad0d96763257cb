-- Each feed and source: its state at a moment, from the books of loads and tries. Sources that never loaded have one
-- row without a source. kosong: the newest try reached the source and found no row. mati: older than the feed's expiry,
-- or the three newest tries failed. terlambat: older than the feed promises. A feed that speaks only when something happens
-- (is_by_event: floods, warnings) is as old as the scheduler's last look at its source: no flood is no dead source.
create or replace macro feed_states(moment) as table
with loads as (
    select feed, source, max(newest_event_at) filter (state = 'loaded') as newest_event_at,
           max(finished_at) filter (state = 'loaded') as loaded_at, max(started_at) as started_at,
           sum(inserted) as rows, sum(quarantined) as quarantined, max(batch) as batch,
           arg_max(error, batch) as error, quantile_cont(seconds, 0.95) as seconds_p95
    from batch where started_at <= moment group by feed, source
),
tries as (
    select feed, source, max(attempted_at) as attempted_at,
           max(attempted_at) filter (outcome in ('loaded', 'unchanged')) as reached_at,
           arg_max(outcome, attempted_at) as outcome, arg_max(error, attempted_at) as error,
           list(outcome order by attempted_at desc)[:3] as newest, quantile_cont(seconds, 0.95) as seconds_p95
    from attempt where attempted_at <= moment group by feed, source
),
known as (
    select coalesce(l.feed, t.feed) as feed, coalesce(l.source, t.source) as source, l.newest_event_at,
           greatest(l.loaded_at, t.reached_at) as last_success_at, greatest(l.started_at, t.attempted_at) as last_attempt_at,
           coalesce(l.rows, 0)::bigint as rows, coalesce(l.quarantined, 0)::bigint as quarantined, l.batch, l.loaded_at is not null as is_loaded,
           coalesce(t.seconds_p95, l.seconds_p95) as seconds_p95, t.outcome, t.reached_at,
           case when t.attempted_at > l.started_at or l.started_at is null then t.error else l.error end as error,
           coalesce(len(t.newest) = 3 and list_bool_and([o in ('failed', 'refused') for o in t.newest]), false) as is_failing
    from loads l full join tries t on t.feed = l.feed and t.source = l.source
)
select k.feed, k.rank, k.title_id, k.title_en, k.fresh_min, k.expire_min, x.source, coalesce(s.is_simulated, starts_with(x.source, 'simulasi'), false) as is_simulated, coalesce(s.is_home, true) as is_home,
       case when not coalesce(x.is_loaded, false) then case when x.outcome = 'empty' then 'kosong' when x.is_failing then 'mati' else 'belum' end
            when x.is_failing or moment - heard_at > to_minutes(k.expire_min) then 'mati'
            when x.outcome = 'empty' then 'kosong'
            when moment - heard_at > to_minutes(k.fresh_min) then 'terlambat'
            else 'ok' end as state,
       x.newest_event_at, x.last_success_at, x.last_attempt_at, coalesce(x.rows, 0)::bigint as rows,
       coalesce(x.quarantined, 0)::bigint as quarantined, x.batch, x.seconds_p95, x.error
from (select * from feed_kind
      union by name
      select distinct feed, feed as title_id, feed as title_en, 99 as rank, 1440 as fresh_min, 2880 as expire_min
      from known where feed not in (select feed from feed_kind)) k
left join (select *, greatest(newest_event_at, case when feed in (select feed from feed_kind where is_by_event) then reached_at end) as heard_at from known) x on x.feed = k.feed
left join source s on s.source = x.source and s.feed = x.feed;
