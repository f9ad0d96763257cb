-- The index of one pollutant, PermenLHK P.14/2020: I = (Ia - Ib) / (Xa - Xb) * (X - Xb) + Ib, straight between the break
-- points of ispu_breakpoint.csv as they stand today. x is a 24-hour mean in micrograms per cubic metre. Above the last
-- break point 500 (say 'di atas skala' beside it); null when it is missing, below zero, or no pollutant of the table.
create or replace macro ispu(of_pollutant, x) as
case when x >= 0 then
    coalesce((select max(least(b.i_to, b.i_from + (b.i_to - b.i_from) / (b.x_to - b.x_from) * (x - b.x_from))) from ispu_breakpoint b
              where b.pollutant = of_pollutant and b.valid_to is null and (x > b.x_from or x = 0 and b.rank = 1) and x <= b.x_to),
             (select max(b.i_to) from ispu_breakpoint b where b.pollutant = of_pollutant and b.valid_to is null))
end;
