-- Every source that ever gave a row, with its marks.
select source, feed, title, city, is_home, is_simulated from source order by source, feed;
