"""The KPIs in the frame of somebody else."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.queries.crosswalk import NONE, crosswalk
from layouts import formats
from layouts.options import Choices, chosen
from layouts.panel import Asked
from layouts.panels.sheet import Field, Sheet
from layouts.words import _, either, mark

OPTIONS: tuple[Choices, ...] = ((("smart100", "100 Smart City"), ("iso37120", "ISO 37120"), ("u4ssc", "U4SSC"), ("spbe", "SPBE"), ("sdg", "SDG")),)

# What the table of pairs says of itself; titles of documents stay as they are written.
REFERENCES = (
    mark("padanan dimensi: usulan; pedoman 2018/2021 belum diperiksa"), mark("PermenPANRB 59/2020; padanan KPI: usulan"), mark("ISO 37120:2014; daftar yang terlihat"),
    mark("belum ada KPI Jakarta untuk dimensi ini"),
)  # fmt: skip


def ask(answers: Answers, asked: Asked) -> pd.DataFrame:
    """Every KPI in the frame chosen; those with a counterpart first."""
    (frame,) = chosen(asked.option, OPTIONS)
    found = crosswalk(answers, asked.filters, frame)
    return found.assign(is_bare=found["ref"] == NONE).sort_values(["is_bare", "ref", "kpi"], ignore_index=True)


def _say(data: pd.DataFrame) -> str:
    matched = data[data["kpi"].notna() & ~data["is_bare"]]
    words = {"n": formats.number(len(matched)), "all": formats.number(data["kpi"].notna().sum()), "unsure": formats.number((~matched["is_verified"].astype(bool)).sum())}
    return _("{n} dari {all} KPI punya padanan; {unsure} padanan belum diperiksa.", **words)


def _title(data: pd.DataFrame) -> list[str]:
    return [_("belum ada KPI") if formats.is_missing(r.kpi) else f"{r.kpi} {either(r.title_id, r.title_en)}" for r in data.itertuples()]


def _value(data: pd.DataFrame) -> list[str]:
    return [formats.NOTHING if formats.is_missing(r.value) else formats.measured(r.value, str(r.unit)) for r in data.itertuples()]


def _sure(data: pd.DataFrame) -> list[str]:
    return [formats.NOTHING if bare else _("diperiksa") if sure else _("◌ belum diperiksa") for bare, sure in zip(data["is_bare"], data["is_verified"], strict=True)]


def _reference(data: pd.DataFrame) -> list[str]:
    return [formats.NOTHING if formats.is_missing(said) else _(str(said)) for said in data["reference"]]


SHEET = Sheet(
    ask, (Field(mark("Butir"), "ref"), Field("KPI", _title), Field(mark("Nilai"), _value), Field(mark("Butir diperiksa"), _sure), Field(mark("Rujukan"), _reference)),
    _say, (mark("Belum ada KPI."), mark("Periksa berkas data/kpis.")),
    note=mark("Enam dimensi 100 Smart City bukan enam indikator Jakarta: branding menggantikan mobilitas (belum diperiksa)."),
)  # fmt: skip
