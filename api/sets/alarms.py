"""Alarms: what stands now, and the log. Names of people and what they wrote stay inside."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.problem import Refusal
from api.words import AREA, AS_OF, PERIOD, SOURCE, Query, Word
from data.answers import Answers
from data.queries.alarms import alarms_log, alarms_now

_LOG = Word("log", "true: the log of the period, newest first; everything that is not normal now when not given", ("true", "false"))
_COLUMNS = (
    Column("event_at", "moment", "Waktu kejadian terakhir, atau kejadian log", "Time of the newest event, or of the entry"),
    Column("rule", "text", "Aturan", "Rule"),
    Column("entity", "text", "Kunci benda yang dijaga", "Key of what is watched"),
    Column("name", "text", "Nama benda", "Its name"),
    Column("kind", "text", "Jenis benda", "Its kind"),
    Column("priority", "text", "Prioritas: tinggi, sedang, rendah", "Priority: tinggi (high), sedang (middle), rendah (low)"),
    Column(
        "state", "text", "Keadaan menurut ISA-18.2",
        "State after ISA-18.2: pending, alarm, acknowledged, returned, shelved, suppressed, no_data, normal",
    ),
    Column("under", "text", "Keadaan di bawah no_data", "With no_data: the state that it goes on from"),
    Column("action", "text", "Sebab: condition, acknowledge, shelve, unshelve, failed, works, mute, unmute", "What made the entry; in the log only"),
    Column("title_id", "text", "Alarm", "Title in Indonesian"),
    Column("title_en", "text", "Alarm, dalam bahasa Inggris", "Title"),
    Column("value", "number", "Nilai", "Value, in unit"),
    Column("threshold", "number", "Batas", "Threshold, in unit"),
    Column("unit", "text", "Satuan", "Unit of value and threshold"),
    Column("raised_at", "moment", "Alarm sejak", "Alarm since"),
    Column("until_at", "moment", "Disisihkan sampai", "Shelved until"),
    Column("respond_min", "integer", "Tanggapi dalam", "To be acknowledged within", "min"),
    Column("acts_id", "text", "Yang bertindak", "Who acts, in Indonesian"),
    Column("acts_en", "text", "Yang bertindak, dalam bahasa Inggris", "Who acts"),
    Column("response_id", "text", "Yang harus dilakukan", "What to do, in Indonesian"),
    Column("response_en", "text", "Yang harus dilakukan, dalam bahasa Inggris", "What to do"),
    Column("area", "text", "Kode wilayah", "Code of the area"),
    Column("source", "text", "Sumber", "Source"),
)  # fmt: skip


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """What is not normal now, or the log: the same columns. Raises Refusal for a period without log=true."""
    is_log = query.more.get("log") == "true"
    stray = {name for name, _value in query.given} & {word.name for word in PERIOD}
    if stray and not is_log:
        raise Refusal(400, "unknown-word", f"{', '.join(sorted(stray))} and this question do not go together.", "A period belongs to log=true.")
    found = alarms_log(answers, query.filters) if is_log else alarms_now(answers, query.filters)
    return found.reindex(columns=[c.name for c in _COLUMNS])


DATA_SET = DataSet(
    name="alarms",
    title_id="Alarm",
    title_en="Alarms",
    about_id="Alarm yang tidak normal sekarang, terberat lebih dulu; dengan log=true catatannya pada rentang itu. Nama orang dan catatan mereka tidak dibuka.",
    about_en="Alarms that are not normal now, the gravest first; with log=true their log in the period. Names of people and their notes are not given out.",
    ask=_ask,
    columns=_COLUMNS,
    words=(_LOG, AREA, *PERIOD, AS_OF, SOURCE),
    feeds=(),
    tables=("alarm_event", "area"),
)
