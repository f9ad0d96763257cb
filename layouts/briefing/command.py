"""`python app.py briefing --period 2026-10 --area 31.73 --format pdf --lang id --out FILE`: prints a briefing, also while the server runs."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from data import clock
from data.answers import Answers
from data.errors import BriefingError, CityError, WarehouseError
from data.model import PROVINCE
from data.settings import Settings
from data.warehouse import Warehouse
from layouts.briefing.contents import contents
from layouts.briefing.courier import Courier
from layouts.briefing.export import RENDERERS, Export, exported, known_formats
from layouts.briefing.material import KINDS, Request
from layouts.briefing.period import asked_period
from layouts.briefing.template import CLASSIFICATIONS, templates

LARGEST_LAST = ("pptx", "xlsx", "pdf")  # in memory; what one took the next one can use again
MEMORY, THREADS = "104MB", 1  # of a warehouse that the command opens itself: a second thread holds as much again for little time


def run(argv: Sequence[str]) -> int:
    """The command with the settings of the environment."""
    try:
        return main(argv, Settings.from_env())
    except CityError as error:
        print(error, file=sys.stderr)
        return error.exit_code


def main(argv: Sequence[str], settings: Settings) -> int:
    """Run the command; `argv` are the words after `briefing`. Errors are said in one line; 0 when every file was written."""
    given = _parser(settings).parse_args(list(argv))
    try:
        if given.scheduled:
            return _scheduled(settings)
        for export, path in _written(given, settings, clock.now()):
            print(f"{path} {len(export.content)} {export.sha256}")
    except CityError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except OSError as error:
        print(f"{error.filename} cannot be written: {error.strerror}. Name a file in a folder that is yours.", file=sys.stderr)
        return BriefingError.exit_code
    return 0


def _parser(settings: Settings) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python app.py briefing", description="Print the briefing of a period.")
    parser.add_argument("--kind", default="briefing", choices=KINDS, help="briefing: a period; dossier: everything that happened within a window; smartcity100: the KPIs in the frame of 100 Smart City")
    parser.add_argument("--period", default="", help="2026-10-31, 2026-W43, 2026-10 or 2026-Q3, days of Jakarta")
    parser.add_argument("--since", default="", help="a dossier's beginning, such as 2026-10-31T20:00 (WIB)")
    parser.add_argument("--until", default="", help="a dossier's end")
    parser.add_argument("--area", default=PROVINCE, help="Kemendagri code of the province, a kota, a kecamatan or a kelurahan")
    parser.add_argument("--agency", default="", help="only the reports handed to it, such as \"Dinas Bina Marga\"")
    parser.add_argument("--format", default="pdf", help=f"{', '.join(RENDERERS)}, or several joined by commas")
    parser.add_argument("--lang", default=settings.lang, choices=("id", "en"))
    parser.add_argument("--as-of", default="", help="show it as the city knew it at this moment, such as 2026-11-05T08:00 (WIB)")
    parser.add_argument("--classification", default="", choices=CLASSIFICATIONS, help="without it that of the template")
    parser.add_argument("--edit", default="", help="print it with the changes by hand that were saved under this id")
    parser.add_argument("--scheduled", action="store_true", help="bring out what briefings.toml has due now, and nothing else")
    parser.add_argument("--out", type=Path, help="the file; with several formats its ending is changed. Without it the archive's file is named")
    return parser


def _scheduled(settings: Settings) -> int:
    """One look at the plans, for a timer of the system in place of the server's own; 0 when nothing failed."""
    warehouse = Warehouse.join(settings)
    try:
        made = Courier.of(Answers(warehouse), settings).turn()
    finally:
        warehouse.close()
    for one in made:
        print(f"{one.plan} {one.period} {one.target} {one.state} {one.note or ''}".rstrip())
    return BriefingError.exit_code if any(one.state != "sent" for one in made) else 0


def _written(given: argparse.Namespace, settings: Settings, now: datetime) -> list[tuple[Export, Path]]:
    forms = known_formats(tuple(part.strip() for part in given.format.split(",") if part.strip()))
    known = templates(settings)
    for problem in known.problems:
        print(problem, file=sys.stderr)
    classification = known.classification(given.classification, given.kind, given.agency)
    request = Request(asked_period(given.kind, given.period, given.since, given.until), given.area, given.lang, now, _moment(given.as_of), classification, given.kind, given.edit, given.agency)
    try:
        made = _made(request, replace(settings, memory=MEMORY, threads=THREADS), forms, now)
    except WarehouseError as error:
        if "Out of Memory" not in error.message:
            raise
        made = _made(request, settings, forms, now)  # a warehouse too large to be sparing with
    return [(export, _placed(export, given.out, len(forms) > 1)) for export in made]


def _made(request: Request, settings: Settings, forms: tuple[str, ...], now: datetime) -> tuple[Export, ...]:
    warehouse = Warehouse.join(settings)
    try:
        said = contents(Answers(warehouse), request)
        warehouse.rest()
        made = exported(Answers(warehouse), settings, said, sorted(forms, key=LARGEST_LAST.index), getpass.getuser(), now)
        return tuple(sorted(made, key=lambda export: forms.index(export.format)))
    finally:
        warehouse.close()


def _placed(export: Export, out: Path | None, is_one_of_many: bool) -> Path:
    if out is None:
        return export.kept
    path: Path = out.with_suffix(f".{export.format}") if is_one_of_many else out
    path.write_bytes(export.content)
    return path


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        return clock.parse(text)
    except ValueError:
        raise BriefingError(f"The moment {text!r} is not understood.", "Use a moment such as 2026-11-05T08:00.") from None
