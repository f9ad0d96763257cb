"""Scheduled briefings: `briefings.toml` in the state folder, read and checked, and which run is due."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from pathlib import Path

from data.clock import WIB, to_wib
from data.errors import BriefingError, QuestionError, SettingsError
from data.model import Filters
from layouts.briefing.export import RENDERERS
from layouts.briefing.material import KINDS
from layouts.briefing.period import Period, period_of
from layouts.briefing.template import CLASSIFICATIONS

EVERY = ("day", "week", "month", "quarter")
PLANNED = tuple(kind for kind in KINDS if kind != "dossier")  # a dossier is of a window that somebody names
LONGEST_AGENCY = 120
_ADDRESS = re.compile(r"[^@\s,;:<>\x00-\x1f]+@[^@\s,;:<>\x00-\x1f]+")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")


@dataclass(frozen=True, slots=True)
class Plan:
    """One briefing that leaves by itself, once after each period.

    every    day | week | month | quarter (calendar of Jakarta); `at` is the hour (WIB) on the first day after the period
    kind     briefing | smartcity100; agency: only the reports handed to it, as its source writes it
    classification  Umum | Terbatas; without it the template's
    to       mail addresses; folder: where the files are also laid, relative to the state folder
    """

    name: str
    every: str
    at: str = "06:00"
    area: str = "31"
    formats: tuple[str, ...] = ("pdf",)
    lang: str = "id"
    classification: str = ""
    to: tuple[str, ...] = ()
    folder: str = ""
    kind: str = "briefing"
    agency: str = ""

    def targets(self) -> tuple[str, ...]:
        """Where it goes: addresses, and folder:<path>."""
        return (*self.to, *((f"folder:{self.folder}",) if self.folder else ()))

    def due(self, now: datetime) -> Period:
        """The newest period whose hour has come. Older ones that were missed are not made up for: a late briefing is sent once."""
        local = to_wib(now)
        hour, minute = (int(part) for part in self.at.split(":"))
        first = _start(self.every, local.date())
        if local < datetime.combine(first, time(hour, minute), WIB):
            first = _start(self.every, first - timedelta(days=1))
        return period_of(_text(self.every, _start(self.every, first - timedelta(days=1))))


def _start(every: str, day: date) -> date:
    """The first day of the period that holds a day."""
    if every == "week":
        return day - timedelta(days=day.weekday())
    if every == "month":
        return day.replace(day=1)
    return day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1) if every == "quarter" else day


def _text(every: str, first: date) -> str:
    week = first.isocalendar()
    return {
        "day": f"{first:%Y-%m-%d}", "week": f"{week.year}-W{week.week:02d}", "month": f"{first:%Y-%m}", "quarter": f"{first.year}-Q{(first.month + 2) // 3}",
    }[every]  # fmt: skip


def listed(file: Path) -> tuple[Plan, ...]:
    """The plans of a TOML file with [[briefing]] tables; none when there is no file. Raises SettingsError naming file and key."""
    if not file.exists():
        return ()
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} cannot be read: {error}", "Correct the file; its form stands in docs/briefing.md.") from error
    entries = given.get("briefing", [])
    if set(given) - {"briefing"} or not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise SettingsError(f"{file} is not a list of briefings.", "Begin each one with the line [[briefing]].")
    plans = tuple(_checked(entry, str(file)) for entry in entries)
    if len({p.name for p in plans}) < len(plans):
        raise SettingsError(f"{file}: two briefings have the same name.", "Give each its own.")
    return plans


def _checked(entry: dict[str, object], where: str) -> Plan:
    names = {f.name for f in fields(Plan)}
    if unknown := sorted(set(entry) - names):
        raise SettingsError(f"{where}: a briefing has the unknown key {unknown[0]!r}.", f"Known keys: {', '.join(sorted(names))}.")
    for key in ("formats", "to"):
        if key in entry and not (isinstance(entry[key], list) and all(isinstance(v, str) for v in entry[key])):  # type: ignore[attr-defined]
            raise SettingsError(f"{where}: {key} is not a list of texts.", f'Write {key} = ["…"].')
    if wrong := [k for k, v in entry.items() if k not in ("formats", "to") and not isinstance(v, str)]:
        raise SettingsError(f"{where}: {wrong[0]} is not a text.", "Put it in quotes.")
    made = Plan(**{k: tuple(v) if isinstance(v, list) else v for k, v in {"name": "", "every": "", **entry}.items()})  # type: ignore[arg-type]
    for is_good, key, hint in _rules(made):
        if not is_good:
            raise SettingsError(f"{where}: {key} of the briefing {made.name!r} cannot be used.", hint)
    return made


def _rules(plan: Plan) -> tuple[tuple[bool, str, str], ...]:
    return (
        (bool(_NAME.fullmatch(plan.name)), "name", "Use small letters, digits and hyphens."),
        (plan.every in EVERY, "every", f"Use {', '.join(EVERY)}."),
        (bool(re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", plan.at)), "at", "Use an hour such as 06:00 (WIB)."),
        (_is_area(plan.area), "area", "Use a Kemendagri code such as 31.73."),
        (bool(plan.formats) and set(plan.formats) <= set(RENDERERS), "formats", f"Use {', '.join(RENDERERS)}."),
        (plan.lang in ("id", "en"), "lang", "Use id or en."),
        (plan.kind in PLANNED, "kind", f"Use {' or '.join(PLANNED)}."),
        (plan.agency == plan.agency.strip() and len(plan.agency) <= LONGEST_AGENCY, "agency", 'Use a name such as "Dinas Bina Marga".'),
        (not plan.agency or plan.kind == "briefing", "agency", "Only a briefing is made of one agency."),
        (plan.classification in ("", *CLASSIFICATIONS), "classification", f"Use {' or '.join(CLASSIFICATIONS)}."),
        (all(_ADDRESS.fullmatch(a) for a in plan.to), "to", "Use plain addresses such as kepala@example.id."),
        (bool(plan.targets()), "to", "Give addresses in `to`, or a folder."),
    )


def _is_area(code: str) -> bool:
    try:
        Filters(now=datetime(2026, 1, 1), area=code)
    except (QuestionError, BriefingError):
        return False
    return True
