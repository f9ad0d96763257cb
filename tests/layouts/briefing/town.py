"""A small city of reports, laid straight into the core tables: numbers that can be counted by hand."""

from __future__ import annotations

from datetime import UTC, datetime

from data.answers import Answers
from data.clock import WIB
from data.warehouse import Warehouse
from layouts.briefing.contents import contents
from layouts.briefing.material import Request
from layouts.briefing.period import period_of
from layouts.briefing.shapes import Contents

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
HOSTILE = ["=1+2", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "#set page(width: 1pt)", "[x] $a_b$ *tebal* `raw` \\", "مرحبا 😀", "<b>&amp;</b>", "x" * 500]
AREAS = """
insert into area
select code, name, level, parent, people, 2024, 10.0, st_x(st_centroid(g)), st_y(st_centroid(g)), true, g, 'skematik', timestamp '2026-01-01', 1
from (select *, st_makeenvelope(x, y, x + 0.1, y + 0.1) as g from (values
    ('31', 'DKI Jakarta', 'provinsi', null, 10000000, 106.8, -6.2), ('31.73', 'Kota Administrasi Jakarta Barat', 'kota', '31', 2000000, 106.7, -6.2),
    ('31.71', 'Kota Administrasi Jakarta Pusat', 'kota', '31', 1000000, 106.8, -6.2), ('31.73.05', 'Kembangan', 'kecamatan', '31.73', 300000, 106.7, -6.2),
    ('31.71.01', 'Gambir', 'kecamatan', '31.71', 90000, 106.8, -6.2), ('31.73.05.1001', 'Satu', 'kelurahan', '31.73.05', 9000, 106.7, -6.2),
    ('31.71.01.1001', 'Dua', 'kelurahan', '31.71.01', 9000, 106.8, -6.2)) v(code, name, level, parent, people, x, y))"""
SOURCE = "insert into source values ('uji', 'citizen_reports', 'Uji', 'Jakarta', true, false, timestamp '2026-01-01')"
BATCH = """
insert into batch values (1, 'citizen_reports', 'uji', 'uji.csv', 'x', 1, 'crm', 'loaded', 10, 9, 0, 0, 1, '{}', '[]', timestamp '2026-11-20 20:00',
    'f', timestamp '2026-11-20 20:00', timestamp '2026-11-20 20:00', 0.1, null)"""
REPORT = """
insert into report (source, report_id, created_at, updated_at, category, agency, channel, area, place, sla_due_at, is_private, batch,
                    stage, status, outcome, first_action_at, first_closed_at, last_closed_at)
select 'uji', $prefix || i, $start::timestamp + to_minutes(i * $every_min), $start::timestamp + to_minutes(i * $every_min) + interval 1 day,
       $category, $agency, 'jaki', $area, 'inside', $start::timestamp + to_minutes(i * $every_min) + interval 7 day, false, 1,
       case when i % $late = 0 then 'proses' else 'selesai' end, case when i % $late = 0 then 'open' else 'closed' end,
       case when i % $late > 0 then 'resolved' end, $start::timestamp + to_minutes(i * $every_min) + interval 2 hour,
       case when i % $late > 0 then $start::timestamp + to_minutes(i * $every_min) + interval 1 day end,
       case when i % $late > 0 then $start::timestamp + to_minutes(i * $every_min) + interval 1 day end
from range($n::bigint) t(i)"""


def add(warehouse: Warehouse, prefix: str, n: int, start: datetime, area: str, category: str = "jalan", agency: str = "Dinas Bina Marga", late: int = 5, every_min: int = 60) -> None:
    """`n` reports from `start` (WIB), one every `every_min`; each `late`-th stays open, the others close after a day."""
    params = {"prefix": prefix, "n": n, "start": start.replace(tzinfo=WIB), "area": area, "category": category, "agency": agency, "late": late, "every_min": every_min}
    with warehouse.working() as session:
        session.transact([REPORT, "update table_version set version = version + 1 where table_name = 'report'"], params)


def briefing(answers: Answers, period: str = "2026-10", area: str = "31", lang: str = "id") -> Contents:
    """The contents for a period, as of the end of November's twentieth day."""
    return contents(answers, Request(period_of(period), area, lang, NOW))
