"""A city of four squares to place rows in, and the few calls that every feed's test makes."""

from __future__ import annotations

import json
from pathlib import Path

from data.warehouse import Warehouse
from etl.engine import Batch, load
from etl.feeds import feed

SQUARES = """
insert into area by name
select code, name, level, parent, 1000 as population, 2014 as population_year, 1.0 as area_km2, (w + e) / 2 as lon, -6.2 as lat, true as is_schematic,
       st_makeenvelope(w, -6.3, e, -6.1) as geom, 'uji' as source, timestamp '2026-01-01' as updated_at, 0 as batch
from (values ('31', 'DKI Jakarta', 'provinsi', null, 106.7, 106.9), ('31.73', 'Kota Administrasi Jakarta Barat', 'kota', '31', 106.7, 106.8),
             ('31.74', 'Kota Administrasi Jakarta Selatan', 'kota', '31', 106.8, 106.9),
             ('31.73.05', 'Kebon Jeruk', 'kecamatan', '31.73', 106.7, 106.8), ('31.74.01', 'Tebet', 'kecamatan', '31.74', 106.8, 106.9),
             ('31.73.05.1001', 'Kebon Jeruk', 'kelurahan', '31.73.05', 106.7, 106.75), ('31.73.05.1002', 'Kedoya', 'kelurahan', '31.73.05', 106.75, 106.8),
             ('31.74.01.1001', 'Manggarai', 'kelurahan', '31.74.01', 106.8, 106.85), ('31.74.01.1002', 'Bukit Duri', 'kelurahan', '31.74.01', 106.85, 106.9)
     ) v(code, name, level, parent, w, e)"""


def lay_squares(warehouse: Warehouse) -> None:
    """Two kota side by side between 106.7 and 106.9 east, each with one kecamatan of two kelurahan; -6.3 to -6.1 north."""
    with warehouse.working() as session:
        session.transact([SQUARES, "update table_version set version = version + 1 where table_name = 'area'"])


def put(warehouse: Warehouse, name: str, file: Path, text: str, **how: object) -> Batch:
    """Write the text to the file and load it into the feed."""
    file.write_text(text, encoding="utf-8")
    return load(warehouse, feed(name), file, **how)  # type: ignore[arg-type]


def counts(batch: Batch) -> tuple[int, int, int, int, int]:
    """(read, inserted, updated, duplicate, quarantined)."""
    c = batch.counts
    assert c.holds()
    return c.read, c.inserted, c.updated, c.duplicate, c.quarantined


def reasons(warehouse: Warehouse) -> list[tuple[int, list[str]]]:
    """(line number, rule ids) of every row in quarantine, by batch and line."""
    with warehouse.working() as session:
        return [(line, sorted(found)) for line, found in session.rows("select line_no, reasons from quarantine order by batch, line_no")]


def remarks(warehouse: Warehouse) -> dict[str, int]:
    """Rows kept with a remark in the newest batch, by rule."""
    with warehouse.working() as session:
        (notices,) = session.one("select notices from batch order by batch desc limit 1")
    return {note["rule"]: note["n"] for note in json.loads(notices) if note["n"]}
