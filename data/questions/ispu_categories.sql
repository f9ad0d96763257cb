-- The categories of the index as they stand today, the cleanest first.
select category, rank, i_from, i_to, title_id, title_en, legal_colour from ispu_category where valid_to is null order by rank;
