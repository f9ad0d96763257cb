"""What a data set is: one declaration per subject in `api/sets`, answered in every format by `api/answer.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Literal

import pandas as pd

from api.words import ZONE, Query, Word
from data.answers import Answers

Kind = Literal["text", "texts", "integer", "number", "boolean", "moment", "day", "shape"]
EVERY = ("*",)  # a data set that may read any table
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class Column:
    """One published column. What a question gives beyond the declared columns stays inside.

    kind     text | texts (a list) | integer | number | boolean | moment | day | shape (GeoJSON text, in geojson only)
    unit     UCUM-like unit of a number: h, min, m/s, %, km2 …
    """

    name: str
    kind: Kind
    title_id: str
    title_en: str
    unit: str = ""


# What Kaplan-Meier gives of a group, in hours.
WAITS = (
    Column("p50_h", "number", "Median", "Median", "h"),
    Column("p50_lo", "number", "Median, batas bawah", "Median, lower bound", "h"),
    Column("p50_hi", "number", "Median, batas atas", "Median, upper bound", "h"),
    Column("p90_h", "number", "P90", "P90", "h"),
    Column("p90_lo", "number", "P90, batas bawah", "P90, lower bound", "h"),
    Column("p90_hi", "number", "P90, batas atas", "P90, upper bound", "h"),
)


@dataclass(frozen=True, slots=True)
class DataSet:
    """A subject that is given out under /api/v1/<name>.

    ask      (answers, query) -> DataFrame with at least the declared columns, moments naive UTC; a list in pages also
             has attrs["cursor"], which leads to the next page
    words    query words beyond format and zone; a word that Filters does not carry arrives in query.more
    feeds    the feeds it comes from: its sources, its newest event
    tables   core tables it reads (or EVERY), for the ETag; a test compares them with what the questions really read
    geometry point (lon and lat), shape (a column of GeoJSON text), or nothing
    is_still  True when the answer moves with the tables only and never with the clock
    is_about_people  True when rows hold free text and private ones: they pass through api/privacy.py
    """

    name: str
    title_id: str
    title_en: str
    about_id: str
    about_en: str
    ask: Callable[[Answers, Query], pd.DataFrame]
    columns: tuple[Column, ...]
    words: tuple[Word, ...]
    feeds: tuple[str, ...]
    tables: tuple[str, ...]
    geometry: Literal["", "point", "shape"] = ""
    is_still: bool = False
    is_about_people: bool = False
    licence: str = LICENCE

    @property
    def formats(self) -> tuple[str, ...]:
        """json, csv and parquet always; geojson where rows have a place."""
        return ("json", "csv", "geojson", "parquet") if self.geometry else ("json", "csv", "parquet")

    @property
    def all_words(self) -> tuple[Word, ...]:
        """Every query word that it knows, its own and those of all."""
        form = Word("format", "form of the answer", self.formats)
        return (*self.words, form, ZONE)


def data_sets() -> tuple[DataSet, ...]:
    """Every data set: one file each in `api/sets`, in the order of their names."""
    names = sorted(found.name for found in iter_modules(import_module("api.sets").__path__))
    return tuple(import_module(f"api.sets.{name}").DATA_SET for name in names)
