"""How an office's documents look: its name, its mark, its colour and the classification that they carry. Declared in one file, `template.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from data.errors import SettingsError
from data.settings import Settings
from layouts.briefing.mark import Mark, mark_of
from layouts.theme import LIGHT, contrast

OFFICE = "Pemerintah Provinsi DKI Jakarta"
CLASSIFICATIONS = ("Umum", "Terbatas")
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
KEYS = ("office", "mark", "mark_alt", "accent", "classification")
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Template:
    """What stands around a document's contents. Without a mark the office's name stands alone."""

    office: str = OFFICE
    mark: Mark | None = None
    accent: str = LIGHT.accent
    classification: str = "Terbatas"


@dataclass(frozen=True, slots=True)
class Templates:
    """The house's template, those of kinds and agencies that differ from it, and what could not be used."""

    house: Template = Template()
    kinds: tuple[tuple[str, Template], ...] = ()
    agencies: tuple[tuple[str, Template], ...] = ()
    problems: tuple[SettingsError, ...] = ()

    def of(self, kind: str = "briefing", agency: str = "") -> Template:
        """The template of a document: its agency's, else its kind's, else the house's."""
        return dict(self.agencies).get(agency.strip().casefold()) or dict(self.kinds).get(kind) or self.house

    def classification(self, asked: str = "", kind: str = "briefing", agency: str = "") -> str:
        """What is asked for, else the template's own; a dossier is never Umum by itself."""
        return asked or ("Terbatas" if kind == "dossier" else self.of(kind, agency).classification)


def templates(settings: Settings) -> Templates:
    """What the file says now. Never raises: a file or a mark that cannot be used is a problem, and documents do without it."""
    file = settings.template_file
    problems: list[SettingsError] = []
    try:
        given = _read(file) if file.exists() or settings.template else {}
        house = _made(Template(), {k: v for k, v in given.items() if k not in ("kind", "agency")}, file, problems)
        kinds = tuple((name, _made(house, entry, file, problems)) for name, entry in given.get("kind", {}).items())
        agencies = tuple((name.strip().casefold(), _made(house, entry, file, problems)) for name, entry in given.get("agency", {}).items())
    except SettingsError as error:
        return Templates(problems=(error,))
    return Templates(house, kinds, agencies, tuple(problems))


def _read(file: Path) -> dict[str, Any]:
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"The template {file} cannot be read: {error}.", "Correct the file; its form stands in docs/briefing.md.") from None
    for name in ("kind", "agency"):
        if not isinstance(given.get(name, {}), dict) or not all(isinstance(e, dict) for e in given.get(name, {}).values()):
            raise SettingsError(f"The template {file} has a {name} that is no table.", f'Write [{name}."…"] above its keys.')
    return given


def _made(base: Template, entry: dict[str, Any], file: Path, problems: list[SettingsError]) -> Template:
    """The template with what an entry changes. A mark that cannot be used goes to `problems`. Raises SettingsError for any other key."""
    for key, value in entry.items():
        if key not in KEYS:
            raise SettingsError(f"The template {file} has the unknown key {key!r}.", f"Known keys: {', '.join(KEYS)}.")
        if not isinstance(value, str) or not value.strip() or len(value) > (400 if key == "mark" else LONGEST):
            raise SettingsError(f"The template {file}: {key} is not a text of 1 to {LONGEST} letters.", "Put it in quotes.")
    made = replace(base, **{k: v.strip() for k, v in entry.items() if k in ("office", "accent", "classification")})
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", made.accent) or contrast(made.accent, LIGHT.surface) < LEAST_CONTRAST:
        raise SettingsError(f"The template {file}: the accent {made.accent} cannot be read on white paper.", f"Use a colour such as {LIGHT.accent}, at least {LEAST_CONTRAST} to 1 against white.")
    if made.classification not in CLASSIFICATIONS:
        raise SettingsError(f"The template {file}: the classification {made.classification!r} is not known.", f"Use {' or '.join(CLASSIFICATIONS)}.")
    if "mark" not in entry:
        return made
    try:
        return replace(made, mark=mark_of(file.parent / entry["mark"], entry.get("mark_alt", f"Lambang {made.office}")))
    except SettingsError as error:
        problems.append(error)
        return replace(made, mark=None)
