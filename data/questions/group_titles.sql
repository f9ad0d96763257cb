-- What the keys of a grouping are called in both languages; a key without a row is its own name.
select code as key, name as title_id, name as title_en from area where $by = 'area'
union all
select category, title_id, title_en from category where $by = 'category' qualify row_number() over (partition by category order by valid_from desc) = 1
union all
select channel, title_id, title_en from channel where $by = 'channel' qualify row_number() over (partition by channel order by valid_from desc) = 1
union all
select stage, title_id, title_en from stage where $by = 'stage' qualify row_number() over (partition by stage order by valid_from desc) = 1
union all
select event_type, title_id, title_en from incident_type where $by = 'event_type'
order by key;
