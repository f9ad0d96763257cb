-- What stands in the name of an alarm is written once, when it is raised, in Indonesian: parts apart by " · ". Those parts that are
-- titles of ours (feeds, kinds of incidents) are said in English here; names of gates, places and sources stay as they are.
create or replace view alarm_words as
select map_from_entries(list({'k': title_id, 'v': title_en})) as words
from (select title_id, any_value(title_en) as title_en
      from (select title_id, title_en from feed_kind union all select title_id, title_en from incident_type) group by title_id);
create or replace macro alarm_name_en(name, words) as
    replace(array_to_string(list_transform(string_split(name, ' · '), lambda part: coalesce(words[part], part)), ' · '), ' (kosong)', ' (empty)');
