"""Areas: kelurahan polygons by Kemendagri code; kecamatan, kota and province are dissolved from them."""

from __future__ import annotations

from datetime import datetime, timedelta

from data.warehouse import Session
from etl.checks import required
from etl.columns import sql, text
from etl.feed import Check, Feed, Staged, Table

SHARED = {
    "is_schematic": sql("coalesce({is_schematic} = 'ya', false)"),
    "updated_at": sql("$loaded_at"),
}


def dissolve(session: Session, staged: Staged, source: str, moment: datetime) -> None:
    """Add the relation `upper`: kecamatan, kota and province as unions of the kelurahan read from the file."""
    shapes = f"(select trim(code) as code, st_makevalid(st_geomfromgeojson(geometry)) as geom from ({staged.relations['rows']}) where geometry is not null)"
    session.execute(
        f"""create or replace temp table upper_areas as
        select left(code, n) as code, st_aswkb(st_union_agg(geom)) as geometry
        from {shapes}, (values (2), (5), (8)) levels(n) where regexp_full_match(code, '31\\.\\d\\d\\.\\d\\d\\.\\d{{4}}') group by 1"""
    )
    marked = ", is_schematic" if "is_schematic" in staged.words["rows"] else ""
    flag = f", (select max(is_schematic) from ({staged.relations['rows']})) as is_schematic" if marked else ""
    staged.relations["upper"] = f"select code, geometry{flag} from upper_areas"
    staged.words["upper"] = ("code", "geometry", *(("is_schematic",) if marked else ()))


# Facts of the reference table: names of what lies above, population, size. Codes join whole, never by their digits.
KNOWN = "(select {0} from kelurahan k where starts_with(k.code, trim({{code}}) || '{1}'))"

PLACED = ("report", "incident", "camera", "transit_stop")


def placed_anew(table: str) -> tuple[str, str]:
    """Rows with a point that came before these boundaries are placed by them, and the table's answers are asked again."""
    return (
        f"""update {table} as r set area = n.area, place = case when n.area is null then 'outside' else 'inside' end
        from (select s.rowid as row_no, min(k.code) as area from {table} s
              left join (select s.rowid as row_no, a.code from {table} s join (select code, geom from area where level = 'kelurahan') a
                         on st_contains(a.geom, st_point(s.lon, s.lat)) where s.lon is not null) k on k.row_no = s.rowid
              where s.lon is not null group by s.rowid) n
        where r.rowid = n.row_no and r.area is distinct from n.area""",
        f"update table_version set version = version + 1 where table_name = '{table}'",
    )


FEED = Feed(
    name="areas",
    title_id="Wilayah",
    title_en="Areas",
    fresh=timedelta(days=400),
    expire=timedelta(days=4000),
    max_bad=0.0,
    prepare=dissolve,
    tables=(
        Table(
            table="area",
            key=("code",),
            corrects=True,
            columns={
                "code": text("code"),
                "name": text("name"),
                "level": sql("'kelurahan'"),
                "parent": sql("left(trim({code}), 8)"),
                "population": sql(KNOWN.format("any_value(k.population_2014)", "")),
                "population_year": sql("2014"),
                "area_km2": sql(KNOWN.format("any_value(k.area_km2)", "")),
                "lon": sql("st_x(st_pointonsurface(st_makevalid(st_geomfromgeojson({geometry}))))"),
                "lat": sql("st_y(st_pointonsurface(st_makevalid(st_geomfromgeojson({geometry}))))"),
                "geom": sql("st_makevalid(st_geomfromgeojson({geometry}))"),
                **SHARED,
            },
            checks=(
                required("name"),
                Check("format:code", "not regexp_full_match(coalesce(code, ''), '31\\.\\d\\d\\.\\d\\d\\.\\d{4}')", "kode bukan kode Kemendagri", "the code is not a Kemendagri code"),
                Check("geometry", "geom is null or st_isempty(geom)", "batas kosong", "the boundary is empty"),
            ),
        ),
        Table(
            table="area",
            label="area_upper",
            rows="upper",
            key=("code",),
            is_counted=False,
            corrects=True,
            columns={
                "code": text("code"),
                "name": sql(
                    "case length({code}) when 2 then 'DKI Jakarta' when 5 then " + KNOWN.format("any_value(k.kota)", "") + " else " + KNOWN.format("any_value(k.kecamatan)", "") + " end"
                ),
                "level": sql("case length({code}) when 2 then 'provinsi' when 5 then 'kota' else 'kecamatan' end"),
                "parent": sql("case length({code}) when 5 then '31' when 8 then left({code}, 5) end"),
                "population": sql(KNOWN.format("sum(k.population_2014)", "") + "::bigint"),
                "population_year": sql("2014"),
                "area_km2": sql(KNOWN.format("sum(k.area_km2)", "")),
                "lon": sql("st_x(st_pointonsurface(st_geomfromwkb({geometry})))"),
                "lat": sql("st_y(st_pointonsurface(st_geomfromwkb({geometry})))"),
                "geom": sql("st_geomfromwkb({geometry})"),
                **SHARED,
            },
            # One set of boundaries at a time: a real file takes the place of the schematic one.
            after=("delete from area where source <> $source", *(step for name in PLACED for step in placed_anew(name))),
        ),
    ),
)
