"""Alarms: what stands and who must act, what happened, how the alarm system does, and why each alarm exists."""

from __future__ import annotations

from layouts.panel import Page, Panel
from layouts.panels import alarm_health, alarm_log, alarms
from layouts.words import mark

LOG = ("alarm_event",)

PAGE = Page(
    name="alarms",
    path="/alarms",
    title=mark("Alarm"),
    order=30,
    group=mark("Kejadian"),
    panels=(
        Panel("standing", mark("Alarm yang berdiri"), alarms.ask, alarms.draw, needs=LOG, rows=alarms.rows, pace_s=1),
        Panel("alarmhealth", mark("Kesehatan sistem alarm"), alarm_health.ask, alarm_health.draw, needs=LOG, rows=alarm_health.rows, pace_s=10),
        Panel("journal", mark("Jurnal"), alarm_log.ask, alarm_log.draw, needs=LOG, rows=alarm_log.rows, pace_s=1),
        Panel("rationale", mark("Mengapa setiap alarm ada"), alarm_health.ask_rules, alarm_health.draw_rules, rows=alarm_health.rows_rules),
    ),
)  # fmt: skip
