-- Every category of citizen reports, with the days on which it was in force: one row each, the newest wording.
select category, title_id, title_en, agency, group_id, is_sensitive, valid_from, valid_to from category
qualify row_number() over (partition by category order by valid_from desc) = 1
order by category;
