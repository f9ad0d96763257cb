-- Vehicles that the timetable has on the road now, those that reported within 120 seconds, and how many of the due ones these are, by source.
select source, due_n, seen_n, on_duty_n, 100.0 * on_duty_n / nullif(due_n, 0) as share_pct from fleet($moment::timestamp)
where is_of_source(source, $sources) and (due_n > 0 or seen_n > 0) order by source;
