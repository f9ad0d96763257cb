"""People: social aid that arrives, Wi-Fi that works, pupils who come, the JSC Hive, and who works with the city."""

from __future__ import annotations

from layouts.panel import Page, Panel
from layouts.panels import crosswalk, people
from layouts.words import mark

PAGE = Page(
    name="people",
    path="/people",
    title=mark("Masyarakat"),
    order=54,
    group=mark("Enam indikator"),
    indicator="masyarakat",
    panels=(
        Panel("aid", mark("Bantuan sosial"), people.AID.ask, people.AID.draw, needs=("social_aid", "area"), feeds=("social_aid",), rows=people.AID.rows, pace_s=60, options=people.AID_OPTIONS),
        Panel("wifi", mark("JakWifi dan serat optik"), people.WIFI.ask, people.WIFI.draw, needs=("wifi_day", "area"), feeds=("wifi",), rows=people.WIFI.rows, pace_s=60,
              options=people.WIFI_OPTIONS),
        Panel("schools", mark("Kehadiran siswa"), people.SCHOOLS.ask, people.SCHOOLS.draw, needs=("attendance_day", "area"), feeds=("attendance",), rows=people.SCHOOLS.rows, pace_s=60,
              options=people.SCHOOL_OPTIONS),
        Panel("partners", mark("Kemitraan menurut skema"), people.PARTNERS.ask, people.PARTNERS.draw, needs=("partnership",), feeds=("partnerships",), rows=people.PARTNERS.rows, pace_s=60),
        Panel("hive", mark("JSC Hive"), people.HIVE.ask, people.HIVE.draw, needs=("hive_day",), feeds=("hive",), rows=people.HIVE.rows, pace_s=60),
        Panel("portal", mark("Data terbuka: penyegaran dan pemakaian"), people.PORTAL.ask, people.PORTAL.draw, needs=("open_data_month",), feeds=("open_data_use",), rows=people.PORTAL.rows, pace_s=60),
        Panel("app", mark("Pengguna JAKI"), people.APP.ask, people.APP.draw, needs=("app_day",), feeds=("app_use",), rows=people.APP.rows, pace_s=60),
        Panel("crosswalk", mark("KPI dalam kerangka lain"), crosswalk.SHEET.ask, crosswalk.SHEET.draw, needs=("report", "area"), rows=crosswalk.SHEET.rows, pace_s=300, options=crosswalk.OPTIONS),
    ),
)  # fmt: skip
