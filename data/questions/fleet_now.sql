-- Vehicles that the timetable has on the road now, and those that reported within 120 seconds, by source.
select source, due_n, seen_n, 100.0 * seen_n / nullif(due_n, 0) as share_pct from fleet($moment::timestamp)
where is_of_source(source, $sources) and (due_n > 0 or seen_n > 0) order by source;
