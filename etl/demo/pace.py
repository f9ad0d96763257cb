"""How fast the city works: hours until the first action and of the work after it, by agency, category and kota, and where it grows worse."""

from __future__ import annotations

from datetime import date

import numpy as np

from etl.demo.draws import Floats, Ints
from etl.demo.moments import day_number
from etl.demo.reports import Reports, World

# No report lives longer, so a pool of that many days holds every report that can still move.
LONGEST_DAYS = 230
# Hours until the officer's first action, by kind of agency; the official reading asks for 6 on average.
_FIRST_H = {
    "Satpol PP": 1.3,
    "BPBD": 0.4,
    "Dinas Penanggulangan Kebakaran": 0.3,
    "Dinas Perhubungan": 1.6,
    "Dinas Dukcapil": 3.0,
    "Inspektorat": 5.0,
    "Dinas Citata": 3.6,
    "Dinas Sosial": 3.2,
    "Dinas Pendidikan": 3.4,
}
# Kota by kota: pace of the work (1 is the mean). Ours.
_PACE = {"Pusat": 0.86, "Selatan": 0.95, "Timur": 1.06, "Barat": 1.0, "Utara": 1.08, "Seribu": 1.6}
_RAMP_FROM, _RAMP_DAYS, _RAMP_CYCLE = day_number(date(2026, 1, 1)), 450, 540


def worsening(day: Ints) -> Floats:
    """How far the slow half of Jakarta Barat is stretched on a day: 1 to 1.8 over fifteen months, then better
    within three.

    A function of the calendar, not of the present moment, so that history and increments agree. The ramp
    began in January 2026; from then on P90 grows by about a fifth in each three months while the median
    stays.
    """
    phase = (day - _RAMP_FROM) % _RAMP_CYCLE
    return 1 + 0.8 * np.interp(phase, [0, _RAMP_DAYS, _RAMP_CYCLE], [0.0, 1.0, 0.0])


def first_action_h(world: World, reports: Reports) -> Floats:
    """Hours until an officer first acts, by agency and kota."""
    by_agency = np.array([_FIRST_H.get(name, 2.2) for name in world.plan.agencies])
    agency = world.plan.agency_index[reports.category]
    return 0.04 + reports.own.lognormal("first", by_agency[agency], 0.95) * _pace(world, reports)


def _pace(world: World, reports: Reports) -> Floats:
    by_kota = np.array([_PACE[name.split()[-1]] for name in world.places.kota_names])
    return by_kota[world.places.kota_index[reports.kelurahan]]


def work_h_of(world: World, reports: Reports) -> Floats:
    """Hours of work after the first action: right-skewed by category, with a slow tail of cases that wait
    for months.
    """
    own, plan = reports.own, world.plan
    luck = own.normal("work")
    kota = world.places.kota_index[reports.kelurahan]
    is_barat = np.array([name.endswith("Barat") for name in world.places.kota_names])[kota]
    stretch = np.where(is_barat & (luck > 0), worsening(reports.day), 1.0)
    hours = (
        plan.median_h[reports.category]
        * np.exp(plan.sigma[reports.category] * luck * stretch)
        * _pace(world, reports)
    )
    slow = own.chance("slow", 0.056)
    return np.minimum(
        np.where(slow, hours + own.lognormal("slow_h", 2500, 0.45), hours), (LONGEST_DAYS - 70) * 24
    )
