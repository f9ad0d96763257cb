"""An incident dossier: everything that happened within a window of time, on one line, on a map and in tables, with who answered it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pandas as pd

from data.answers import Answers
from data.clock import to_utc
from data.errors import BriefingError, QuestionError
from data.model import LEVELS, Filters, level_of
from data.queries import alarms, dossier, headways
from data.queries import briefing as asked
from data.queries.areas import areas_list
from data.queries.fires import fires_list
from data.queries.incidents import incidents_list
from data.queries.open_data import categories_known
from layouts import formats
from layouts.briefing import dossier_tables as tables
from layouts.briefing import doubts
from layouts.briefing.dossier_line import FINEST, line_chart, line_table
from layouts.briefing.dossier_map import drawn
from layouts.briefing.material import VERSION, Request, data_versions, filters_said, params_of, shapes_in
from layouts.briefing.shapes import (
    Block,
    Cell,
    Column,
    Contents,
    Fact,
    Notice,
    Page,
    Prose,
    Sentence,
    Table,
    cells,
    table,
)
from layouts.words import _, language, many, mark

UNWATCHED = mark("Alarm belum dijaga pada rentang ini, jadi tidak ada catatannya.")
MOST_ON_SLIDES = 40  # rows of a list: two slides
MOST = 20_000  # rows of one list at most: a window is 14 days at most


@dataclass(frozen=True, slots=True)
class Known:
    """The answers. Frames are as `data.queries.dossier` and its neighbours give them."""

    filters: Filters
    names: dict[str, str]
    titles: dict[str, tuple[str, str]]
    line: pd.DataFrame
    alarms: pd.DataFrame
    log: pd.DataFrame
    incidents: pd.DataFrame
    fires: pd.DataFrame
    gates: pd.DataFrame
    buses: pd.DataFrame
    reports: pd.DataFrame
    by_area: pd.DataFrame
    shapes: pd.DataFrame
    feeds: pd.DataFrame
    watched_since: datetime | None

    @property
    def is_watched(self) -> bool:
        """Did alarms make entries before the window ended: else that there is none says nothing."""
        return self.watched_since is not None and self.watched_since < self.filters.period[1]

    @property
    def warnings(self) -> pd.DataFrame:
        """The rows of the line that are warnings."""
        return self.line[self.line["subject"] == "peringatan"]


def filters_of(answers: Answers, request: Request) -> Filters:
    """The window in the question's words: known up to as_of, else up to the newest thing told. Nothing later than that is in it."""
    since, until = to_utc(request.period.since), to_utc(request.period.until)
    newest = asked.newest_told(answers)
    now = to_utc(request.now)
    reach = min(now, newest.replace(second=0, microsecond=0) + timedelta(minutes=1)) if newest else now
    known = min(to_utc(request.as_of), reach) if request.as_of else reach
    if request.as_of and known <= since:
        raise BriefingError("The as-of moment lies before the window.", "Give a moment within the window or after it.")
    known = max(known, since + FINEST)  # a window after everything told is empty, and says so
    is_newest = newest is None or known > newest
    return Filters(now=known, area=request.area, since=since, until=until, as_of=None if is_newest else known)


def contents(answers: Answers, request: Request) -> Contents:
    """The dossier for a request, in the language that is spoken. Blocking. Raises BriefingError, QuestionError, WarehouseError."""
    filters = filters_of(answers, request)
    known = gather(answers, filters)
    versions = data_versions(answers)
    params = params_of(filters)
    said = json.dumps(["dossier", params, request.classification, versions], sort_keys=True)
    scope = formats.short_name(known.names.get(request.area, request.area))
    since, until = filters.period
    made = Contents(
        title=_("Berkas kejadian {scope}", scope=scope), period=request.period.text, period_name=request.period.name, kind_name=request.period.kind_name,
        scope=request.area, scope_name=scope, since=since, until=until, as_of=filters.moment, lang=language(), classification=_(request.classification),
        is_simulated=bool(known.feeds["is_simulated"].any()), pages=tuple(_pages(known, params)), metadata=(), formulas=_counted_how(),
        feeds=doubts.feed_table(known.feeds), versions=versions, query_hash=hashlib.sha256(said.encode()).hexdigest()[:12], kind="dossier",
    )  # fmt: skip
    return replace(made, metadata=_metadata(known, made))


def gather(answers: Answers, filters: Filters) -> Known:
    """Ask everything about the window."""
    areas = areas_list(answers)
    names = {str(c): str(n) for c, n in zip(areas["code"], areas["name"], strict=True)}
    if filters.area not in names and len(areas):
        raise QuestionError(f"There is no area {filters.area}.", "See GET /api/v1/areas for the codes.")
    length = {2: 8, 5: 13}.get(len(filters.area), 13)
    known = categories_known(answers)
    return Known(
        filters, names, {str(k): (str(a), str(b)) for k, a, b in zip(known["category"], known["title_id"], known["title_en"], strict=True)},
        line=dossier.timeline(answers, filters), alarms=dossier.alarms_raised(answers, filters), log=alarms.alarms_log(answers, replace(filters, until=min(filters.period[1], filters.moment)), MOST, is_short=True),
        incidents=incidents_list(answers, filters, MOST), fires=fires_list(answers, filters, MOST), gates=dossier.gates(answers, filters),
        buses=headways.headways(answers, filters), reports=dossier.reports(answers, filters), by_area=dossier.by_area(answers, filters, length),
        shapes=shapes_in(answers, LEVELS[length], filters.area), feeds=asked.feeds_at(answers, filters.moment),
        watched_since=dossier.alarms_watched_since(answers, filters),
    )  # fmt: skip


def _pages(known: Known, params: str) -> list[Page]:
    lists: list[tuple[str, str, Table, str]] = [
        ("alarm", _("Alarm dan siapa yang menanggapi"), tables.alarm_table(known.alarms), _("Tidak ada alarm dalam rentang ini.") if known.is_watched else _(UNWATCHED)),
        ("kamera", _("Kejadian dari kamera"), tables.incident_table(known.incidents), _("Tidak ada kejadian kamera dalam rentang ini.")),
        ("kebakaran", _("Panggilan pemadam"), tables.fire_table(known.fires), _("Tidak ada panggilan pemadam dalam rentang ini.")),
        ("pintu_air", _("Tinggi muka air"), tables.gate_table(known.gates), _("Tidak ada bacaan pintu air dalam rentang ini.")),
        ("bus", _("Bus dan kereta"), tables.bus_table(known.buses), _("Tidak ada jarak antarbus yang terbaca dalam rentang ini.")),
        ("peringatan", _("Peringatan dini"), tables.warning_table(known.warnings), _("Tidak ada peringatan yang dikirim dalam rentang ini.")),
        ("laporan", _("Laporan warga"), tables.report_table(known.reports, known.titles), _("Tidak ada laporan warga dalam rentang ini.")),
    ]  # fmt: skip
    hint = _("Lihat keadaan sumbernya di halaman terakhir: tidak ada data bukan berarti tidak ada kejadian.")
    lists.sort(key=lambda one: not one[2].rows)  # what did not happen stands together, at the end
    return [
        _front(known, params),
        _line_page(known, hint),
        Page("peta", _("Peta kejadian"), (drawn(known.shapes, known.by_area, known.line),) if len(known.shapes) else (Notice(_("Belum ada batas wilayah."), hint),), _sources(known, "laporan", "kamera", "kebakaran", "pintu_air")),
        *(Page(name, title, (_for_slides(block),) if block.rows else (Notice(nothing, hint),), _sources(known, name)) for name, title, block, nothing in lists),
        Page("sumber", _("Sumber data"), (doubts.feed_table(known.feeds),)),
    ]


def _for_slides(listed: Table) -> Table:
    """The first two dozen of hundreds of rows tell a meeting nothing: such a list is left to paper and workbook."""
    return replace(listed, is_detail=len(listed.rows) > MOST_ON_SLIDES)


def _sources(known: Known, *subjects: str) -> tuple[str, ...]:
    """The sources of subjects, those that were loaded."""
    feeds = {tables.FEEDS[subject] for subject in subjects if subject in tables.FEEDS}
    return tuple(sorted({str(s) for s in known.feeds[known.feeds["feed"].isin(feeds)]["source"].dropna()}))


def _front(known: Known, params: str) -> Page:
    blocks: list[Block] = [Prose(_("Dalam tiga kalimat"), tuple(_sentences(known, params)), is_lead=True), tables.count_table(known.line, known.alarms, known.feeds, known.is_watched)]
    silent = known.feeds[known.feeds["state"].isin(["mati", "terlambat", "belum"])]
    if len(silent):
        names = ", ".join(dict.fromkeys(str(n) for n in silent["title_en" if language() == "en" else "title_id"]))
        fact = Fact("sumber diam", float(len(silent)), formats.number(len(silent)), "briefing_feeds", params)
        said = many("{n} sumber tidak lengkap pada saat ini: {names}.", len(silent), n=fact.shown, names=names)
        blocks.append(Prose(_("Yang belum kita ketahui"), (Sentence(said, (fact,)),)))
    return Page("ringkasan", _("Ringkasan kejadian"), tuple(blocks))


def _line_page(known: Known, hint: str) -> Page:
    listed = line_table(known.line, known.log, known.titles)
    if not listed.rows:
        return Page("garis_waktu", _("Garis waktu"), (Notice(_("Tidak ada kejadian yang tercatat dalam rentang ini."), hint),))
    return Page("garis_waktu", _("Garis waktu"), (line_chart(known.line, known.log, known.filters.period), _for_slides(listed)), _sources(known, *tables.FEEDS))


def _sentences(known: Known, params: str) -> list[Sentence]:
    """What came, how the alarms were answered, and how high the water stood."""
    def fact(name: str, value: float, shown: str, question: str) -> Fact:
        return Fact(name, value, shown, question, params)

    counts = [fact(n, float(len(f)), formats.number(len(f)), q) for n, f, q in (
        ("laporan", known.reports, "dossier_reports"), ("kamera", known.incidents, "incidents_list"), ("kebakaran", known.fires, "fires_list"))]  # fmt: skip
    came = _("Masuk {reports} laporan warga, {incidents} kejadian kamera dan {fires} panggilan pemadam.", reports=counts[0].shown, incidents=counts[1].shown, fires=counts[2].shown)
    return [Sentence(came, tuple(counts)), _answered(known, fact), _water(known, fact)]


def _answered(known: Known, fact: object) -> Sentence:
    assert callable(fact)
    raised = known.alarms
    if not len(raised):
        return Sentence(_("Tidak ada alarm yang dinaikkan.") if known.is_watched else _(UNWATCHED))
    took = (raised["acknowledged_at"] - raised["raised_at"]).dt.total_seconds() / 60
    done = int(took.notna().sum())
    facts = [fact("alarm", float(len(raised)), formats.number(len(raised)), "dossier_alarms"), fact("ditanggapi", float(done), formats.number(done), "dossier_alarms")]
    said = _("{n} alarm dinaikkan, {done} ditanggapi", n=facts[0].shown, done=facts[1].shown)
    if done:
        middle = float(took.median())
        facts.append(fact("menit", middle, formats.number(middle, 1), "dossier_alarms"))
        said += _(", median {n} menit", n=facts[-1].shown)
    return Sentence(said + ".", tuple(facts))


def _water(known: Known, fact: object) -> Sentence:
    assert callable(fact)
    graded = known.gates[known.gates["worst_siaga"].notna()] if len(known.gates) else known.gates
    if not len(graded):
        return Sentence(_("Tidak ada bacaan pintu air yang dapat dinilai."))
    worst = graded.iloc[0]
    facts = (fact("siaga", float(worst["worst_siaga"]), formats.number(worst["worst_siaga"]), "dossier_gates"), fact("cm", float(worst["high_cm"]), formats.number(worst["high_cm"]), "dossier_gates"))
    said = _("Air terparah di {post}: siaga {siaga}, tertinggi {cm} cm pada {when}.", post=worst["name"], siaga=facts[0].shown, cm=facts[1].shown, when=formats.moment(worst["high_at"].to_pydatetime()))
    return Sentence(said, facts)


def _counted_how() -> Table:
    rows = [
        cells(_("Garis waktu"), _("Setiap jam kejadian dalam rentang, yang tertua dahulu; laporan warga dijumlah per jam, pintu air hanya saat siaganya berubah.")),
        cells(_("Alarm"), _("Dinaikkan dalam rentang; ditanggapi dan kembali normal juga bila terjadi sesudahnya, sampai saat yang tertera sebagai per.")),
        cells(_("Bus"), _("Jarak antarkendaraan di titik waktu; yang melintasi diamnya umpan tidak dipakai.")),
        cells(_("Wilayah"), _("Yang tanpa wilayah ikut hanya pada provinsi. Bus, dan peringatan tanpa gambar wilayah, berlaku untuk semua wilayah.")),
    ]  # fmt: skip
    return table("rumus", _("Cara dihitung"), (Column(_("Bagian"), width=1), Column(_("Cara"), width=5)), rows, "data/questions")


def _metadata(known: Known, made: Contents) -> tuple[tuple[str, Cell], ...]:
    sources = sorted({str(s) for s in known.feeds["source"].dropna()})
    return (
        (_("Judul"), made.title), (_("Periode"), made.period_name), (_("Mulai"), made.since), (_("Sampai"), made.until), (_("Per"), made.as_of),
        (_("Zona waktu"), "WIB (UTC+7)"), (_("Wilayah"), f"{made.scope_name} ({made.scope}, {_(level_of(made.scope))})"), (_("Saringan"), filters_said(known.filters)),
        (_("Sumber data"), ", ".join(sources) or formats.NOTHING), (_("Klasifikasi"), made.classification),
        (_("Data simulasi"), _("ya") if made.is_simulated else _("tidak")), (_("Sidik pertanyaan"), made.query_hash),
        (_("Versi pembuat"), VERSION), (_("Versi data"), ", ".join(f"{k} {v}" for k, v in made.versions)),
    )  # fmt: skip
