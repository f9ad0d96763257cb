-- The words by which the table can be filtered and ordered, in the order in which they are read: kind, word, and its titles.
select kind, word, title_id, title_en
from (select 'agency' as kind, agency as word, agency as title_id, agency as title_en, 0 as rank from report where agency is not null group by agency
      union all select 'category', category, max_by(title_id, valid_from), max_by(title_en, valid_from), 0 from category group by category
      union all select 'channel', channel, max_by(title_id, valid_from), max_by(title_en, valid_from), 0 from channel group by channel
      union all select 'stage', stage, max_by(title_id, valid_from), max_by(title_en, valid_from), any_value(rank) from stage group by stage
      union all select 'area', code, name, name, 0 from area)
order by kind, rank, lower(title_id), word
