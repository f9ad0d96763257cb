-- The categories of which a report is never shown exactly.
select category from category where is_sensitive order by category
