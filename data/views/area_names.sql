-- Kelurahan with the names of what they lie in: the table that names are matched against.
create or replace view area_names as
select k.code, k.name as kelurahan, c.name as kecamatan, c.code as kecamatan_code, t.name as kota, t.code as kota_code
from area k join area c on c.code = k.parent join area t on t.code = c.parent
where k.level = 'kelurahan';
