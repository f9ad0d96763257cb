"""All settings in one frozen place; each field can be overridden by the environment as CITY_<FIELD>."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from data.errors import SettingsError


def _setting(default: str | int | Path | None, text: str):  # type: ignore[no-untyped-def]
    return field(default=default, metadata={"help": text})


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set from outside. The README's table is made from the `help` texts here, and a test holds it."""

    var: Path = _setting(Path("var"), "folder of the state: warehouse, incoming files, exports")
    host: str = _setting("127.0.0.1", "address to listen on; loopback unless a guarded proxy stands in front")
    port: int = _setting(8050, "port of the web server")
    demo: str = _setting("auto", "demo city: auto (when the warehouse is empty), on, off")
    demo_days: int = _setting(730, "days of history that the demo city writes")
    demo_seed: int = _setting(2026, "seed of the demo city; the same seed gives the same files")
    sources: Path | None = _setting(None, "TOML list of real sources to poll (default: sources.toml in the state folder)")
    open_data: Path | None = _setting(None, "folder of open data (default: open-data in the state folder)")
    boundaries: Path | None = _setting(None, "GeoJSON of kelurahan boundaries; without it the map is schematic")
    tile_url: str = _setting("", "raster tile URL {z}/{x}/{y}; empty means the city's own layers only")
    lang: str = _setting("id", "language of a first visit: id or en")
    events_token: str = _setting("", "token that POST /api/v1/events/<feed> asks for; empty means a generated one in the state folder")
    camera_hosts: str = _setting("", "hosts of which camera pictures may be fetched, with commas: cctv.example.id, *.example.id, 10.8.0.0/16; see docs/cameras.md")
    photo_hosts: str = _setting("", "hosts of which pictures of reports may be fetched, written as for cameras; see docs/feeds.md")
    briefings: Path | None = _setting(None, "TOML list of scheduled briefings (default: briefings.toml in the state folder)")
    template: Path | None = _setting(None, "TOML of how documents look: office, mark, colour, classification (default: template.toml in the state folder); see docs/briefing.md")
    smtp_url: str = _setting("", "mail server: smtp://name:password@host:587 (STARTTLS), smtps://host:465, smtp+plain://127.0.0.1:25")
    smtp_from: str = _setting("", "address that mail comes from")
    memory: str = _setting("4GB", "memory limit of the warehouse")
    threads: int = _setting(2, "threads of the warehouse")

    @property
    def warehouse_file(self) -> Path:
        return self.var / "warehouse.duckdb"

    @property
    def open_data_folder(self) -> Path:
        return self.open_data or self.var / "open-data"

    @property
    def sources_file(self) -> Path:
        return self.sources or self.var / "sources.toml"

    @property
    def briefings_file(self) -> Path:
        return self.briefings or self.var / "briefings.toml"

    @property
    def template_file(self) -> Path:
        return self.template or self.var / "template.toml"

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Settings:
        """Settings from CITY_<FIELD>. An empty value counts as not given. Raises SettingsError naming the variable."""
        env = os.environ if env is None else env
        given = {f.name: env[f"CITY_{f.name.upper()}"] for f in fields(cls) if env.get(f"CITY_{f.name.upper()}")}
        return cls(**{name: _cast(name, text) for name, text in given.items()})  # type: ignore[arg-type]

    def __post_init__(self) -> None:
        if self.demo not in ("auto", "on", "off"):
            raise SettingsError(f"CITY_DEMO is {self.demo!r}.", "Use auto, on or off.")
        if self.lang not in ("id", "en"):
            raise SettingsError(f"CITY_LANG is {self.lang!r}.", "Use id or en.")
        if not 0 <= self.port <= 65535:
            raise SettingsError(f"CITY_PORT is {self.port}.", "Use a port from 0 to 65535 (0 takes a free one).")


_PATHS = {"var", "sources", "open_data", "boundaries", "briefings", "template"}
_NUMBERS = {"port", "demo_days", "demo_seed", "threads"}


def _cast(name: str, text: str) -> object:
    if name in _PATHS:
        return Path(text).expanduser()
    if name in _NUMBERS:
        try:
            return int(text)
        except ValueError:
            raise SettingsError(f"CITY_{name.upper()} is {text!r}.", "It takes a whole number.") from None
    return text
