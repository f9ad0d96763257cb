-- True for rows that a choice of rows leaves: of one category, agency, channel. It is given as a struct of values ($narrow, which Answers binds
-- from data.model.NARROWS; a field that is null leaves all), so it is constant when a question is planned: what is not chosen costs
-- nothing, not even the reading of its column.
create or replace macro is_asked_for(row_category, row_agency, row_channel, narrow) as
(narrow.category is null or row_category = narrow.category::varchar) and (narrow.agency is null or row_agency = narrow.agency::varchar)
and (narrow.channel is null or row_channel = narrow.channel::varchar);
