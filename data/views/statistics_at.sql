-- The newest year of each series and area that was published by a moment.
create or replace macro statistics_at(moment) as table
from statistic where published_at <= moment
qualify row_number() over (partition by source, series, area order by year desc) = 1;
