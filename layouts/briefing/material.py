"""What a briefing is made from: every question asked once, before a word is written."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pandas as pd

from data.answers import Answers
from data.clock import to_utc
from data.errors import BriefingError, QuestionError
from data.model import LEVELS, Filters, level_of
from data.queries import briefing as asked
from data.queries.air import air_by_day
from data.queries.areas import CODE_LENGTH, area_shapes, areas_list
from data.queries.dossier import gates
from data.queries.feeds import quarantine_by_reason
from data.queries.headways import headways
from data.queries.kpis import kpi_readings
from data.queries.open_data import categories_known
from data.queries.response import response_overall, response_times, response_trend
from data.snapshot import Snapshot
from layouts import formats
from layouts.briefing.period import Period, Span
from layouts.briefing.small import LEAST
from layouts.briefing.template import CLASSIFICATIONS
from layouts.words import _

VERSION = "3"  # of what a briefing says and how; on every last page
TREND = timedelta(days=182)
NO_FACTS = ("export_log", "attempt", "briefing_delivery", "briefing_edit", "wall_screen")
KINDS = ("briefing", "dossier", "smartcity100")
LEAST_N = 20


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for. `now` bounds the period; `as_of` (UTC or aware) asks for the city as it was known then; `edit` is the id of
    changes by hand; `agency` leaves only the reports handed to it."""

    period: Period | Span
    area: str
    lang: str
    now: datetime
    as_of: datetime | None = None
    classification: str = "Terbatas"
    kind: str = "briefing"
    edit: str = ""
    agency: str = ""

    @property
    def scope(self) -> str:
        """What it is about, for file names and the audit trail: the area's code, and the agency's name in small letters."""
        return f"{self.area}-{re.sub(r'[^a-z0-9]+', '-', self.agency.lower()).strip('-')[:60] or 'x'}" if self.agency else self.area

    def __post_init__(self) -> None:
        if self.classification not in CLASSIFICATIONS:
            raise BriefingError(f"The classification {self.classification!r} is not known.", f"Use {' or '.join(CLASSIFICATIONS)}.")
        if self.kind not in KINDS or (self.kind == "dossier") != isinstance(self.period, Span):
            raise BriefingError(f"The kind {self.kind!r} is not made of {self.period.text}.", f"Use {', '.join(KINDS)}; a dossier is of a window with since and until.")
        if self.kind == "dossier" and self.classification == "Umum":
            raise BriefingError("A dossier lists single cases and is never Umum.", "Ask for it as Terbatas.")
        if self.agency and self.kind != "briefing":
            raise BriefingError("Only a briefing is made of one agency.", "Leave the agency out, or ask for the kind briefing.")
        if to_utc(self.period.since) >= to_utc(self.now):
            raise BriefingError(f"The period {self.period.text} has not begun.", "Ask for one that has.")


@dataclass(frozen=True, slots=True)
class Material:
    """The answers. Frames are as `data.queries` gives them; `names` are areas by code, `titles` categories by key (both languages)."""

    request: Request
    filters: Filters
    scope_name: str
    names: Mapping[str, str]
    titles: Mapping[str, tuple[str, str]]
    readings: pd.DataFrame
    cube: pd.DataFrame
    cube_before: pd.DataFrame
    backlog: pd.DataFrame
    stages: Mapping[str, pd.DataFrame]
    trend: pd.DataFrame
    by_place: pd.DataFrame
    by_place_before: pd.DataFrame
    by_category: pd.DataFrame
    by_agency: pd.DataFrame
    population: Mapping[str, float | None]
    shapes: pd.DataFrame
    feeds: pd.DataFrame
    quarantine: pd.DataFrame
    gates: pd.DataFrame
    air: pd.DataFrame
    buses: pd.DataFrame
    versions: tuple[tuple[str, int], ...]

    @property
    def child_length(self) -> int:
        """Length of the codes of the places compared: one level below the scope."""
        return {2: 5, 5: 8, 8: 13, 13: 13}[len(self.filters.area)]

    @property
    def least(self) -> int:
        """The smallest count that may be told; 0 where every count may: small cells are hidden in a document marked Umum."""
        return LEAST if self.request.classification == "Umum" else 0

    @property
    def query_hash(self) -> str:
        """Twelve characters that stand for the question and the versions of the data behind it."""
        said = json.dumps([self.request.period.text, self.params, self.request.classification, self.versions], sort_keys=True, default=str)
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    @property
    def params(self) -> str:
        """The values that every question was bound with, as JSON."""
        return params_of(self.filters, self.request.agency)


def filters_of(answers: Answers, request: Request) -> Filters:
    """The question's words. Without an as_of, a period that is over is shown as known at its end; one that still runs, up to the
    newest thing told. Neither depends on the clock: the same data gives the same numbers."""
    since, until = to_utc(request.period.since), to_utc(request.period.until)
    newest = asked.newest_told(answers)
    reach = min(until, to_utc(request.now))
    if newest is not None and newest > since:
        reach = min(reach, newest.replace(second=0, microsecond=0) + timedelta(minutes=1))
    known = to_utc(request.as_of) if request.as_of else reach
    if known <= since:
        raise BriefingError("The as-of moment lies before the period.", "Give a moment within the period or after it.")
    is_newest = newest is None or known > newest
    return Filters(now=known, area=request.area, since=since, until=min(until, known), as_of=None if is_newest else known)


def gather(answers: Answers, request: Request) -> Material:
    """Ask everything, of one moment's knowledge. Raises BriefingError, QuestionError, WarehouseError."""
    filters = filters_of(answers, request)
    if request.agency:
        request = replace(request, agency=asked.agency_named(answers, request.agency))
    oldest = min(_long(filters).period[0], _before(filters).period[0])
    with Snapshot(answers, filters.params()["as_of"], request.agency or None, oldest) as known:  # type: ignore[arg-type]
        return _gathered(known, request, filters)


def _gathered(answers: Answers, request: Request, filters: Filters) -> Material:
    areas = areas_list(answers)
    names = {str(c): formats.short_name(str(n)) for c, n in zip(areas["code"], areas["name"], strict=True)}
    if request.area not in names and len(areas):
        raise QuestionError(f"There is no area {request.area}.", "See GET /api/v1/areas for the codes.")
    length = CODE_LENGTH["kecamatan"] if len(request.area) == CODE_LENGTH["provinsi"] else CODE_LENGTH["kelurahan"]
    level = LEVELS[length]
    known = categories_known(answers)
    before = _before(filters)
    versions = data_versions(answers)
    child = {2: "kota", 5: "kecamatan"}.get(len(request.area), "kelurahan")
    place = names.get(request.area, request.area)
    return Material(
        request, filters, f"{request.agency}, {place}" if request.agency else place, names,
        {str(k): (str(a), str(b)) for k, a, b in zip(known["category"], known["title_id"], known["title_en"], strict=True)},
        readings=asked.told_by_agency(kpi_readings(answers, filters)) if request.agency else kpi_readings(answers, filters), cube=asked.report_cube(answers, filters, length), cube_before=asked.report_cube(answers, before, length),
        backlog=asked.backlog_cube(answers, filters, length),
        stages={stage: response_overall(answers, filters, stage) for stage in ("first_action", "close")},
        trend=response_trend(answers, _long(filters), "close", "week"),
        by_place=response_times(answers, filters, "area", "close", level=child), by_place_before=response_times(answers, before, "area", "close", level=child),
        by_category=response_times(answers, filters, "category", "close"), by_agency=response_times(answers, filters, "agency", "close"),
        population={str(c): None if pd.isna(p) else float(p) for c, p in zip(areas["code"], areas["population"], strict=True)},
        shapes=shapes_in(answers, level, request.area), feeds=asked.feeds_at(answers, filters.moment), quarantine=quarantine_by_reason(answers),
        gates=gates(answers, filters), air=air_by_day(answers, filters), buses=headways(answers, filters),
        versions=versions,
    )  # fmt: skip


def data_versions(answers: Answers) -> tuple[tuple[str, int], ...]:
    """The version of every core table that holds facts; what the printing itself writes is none."""
    return tuple(sorted((k, v) for k, v in answers.versions().items() if v and k not in NO_FACTS))


def shapes_in(answers: Answers, level: str, area: str) -> pd.DataFrame:
    """The areas of a level within an area: code, name, geometry, is_schematic."""
    shapes = area_shapes(answers, level)
    return shapes[shapes["code"].str.startswith(area)].reset_index(drop=True)


def params_of(filters: Filters, agency: str = "") -> str:
    """The values that every question was bound with, as JSON: for a program."""
    given = {k: v.isoformat() if isinstance(v, datetime) else v for k, v in filters.params().items() if v is not None}
    return json.dumps(given | ({"agency": agency} if agency else {}), sort_keys=True)


def filters_said(filters: Filters, agency: str = "") -> str:
    """The same for a reader: area, window and moment, in WIB."""
    since, until = filters.period
    parts = [_("wilayah {code}", code=filters.area), _("{since} sampai {until}", since=formats.moment(since), until=formats.moment(until)), _("yang diketahui pada {moment}", moment=formats.moment(filters.moment))]
    return "; ".join([*parts, *([_("perangkat daerah {name}", name=agency)] if agency else [])])


def _before(filters: Filters) -> Filters:
    return filters.previous()


def _long(filters: Filters) -> Filters:
    since, until = filters.period
    return replace(filters, since=min(since, until - TREND), until=until)


def scope_level(material: Material) -> str:
    """provinsi, kota, kecamatan or kelurahan of the scope."""
    return level_of(material.filters.area)
