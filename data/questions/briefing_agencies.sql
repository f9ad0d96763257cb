-- The agencies that reports were ever handed to, as their sources write them.
select distinct agency from report where agency is not null order by agency;
