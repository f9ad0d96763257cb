"""The catalogue of KPIs: the oracles of score and interval, and what is checked of its files."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from data.answers import Answers
from data.definitions import kpi_text
from data.kpis.__main__ import page
from data.kpis.catalogue import INDICATORS, Catalogue, catalogue, problems, read
from data.kpis.score import Scored, Target, card_score, composite, is_met, shown, wilson
from data.kpis.sql import checked
from data.queries.kpis import kpi_problems
from data.warehouse import Warehouse

INDONESIAN = re.compile(r"\b(yang|atau|dari|dan|semua|hari|jam|tidak|usulan|konteks|menurut|tahun)\b", re.I)
SAME_IN_BOTH = ("Boston CityScore", "UU 26/2007")
GOOD = """
id = "G1"
title_id = "Tepat waktu"
title_en = "On time"
indicator = "tata_kelola"
unit = "%"
better = "up"
target = 90
target_kind = "S"
feed = "citizen_reports"
rows = "reports($as_of)"
time = "created_at"
measure = "100.0 * count(*)"
"""


def test_wilson_equals_the_oracle() -> None:
    due = {(1, 1): (0.207, 1), (9, 10): (0.596, 0.982), (95, 100): (0.888, 0.978), (950, 1000): (0.935, 0.962)}
    for (k, n), (lo, hi) in due.items():
        assert wilson(k / n, n) == pytest.approx((lo, hi), abs=6e-4)


@pytest.mark.parametrize(
    ("value", "target", "better", "due"),
    [
        (90, 90, "up", 1.0), (45, 90, "up", 0.5), (281, 100, "up", 1.25), (0, 90, "up", 0.0), (48, 24, "down", 0.5), (0, 5, "down", 1.25),
        (0, 0, "down", 1.0), (3, 0, "down", 0.0), (100, (95.0, 105.0), "up", 1.0), (95, (95.0, 105.0), "up", 1.0), (47.5, (95.0, 105.0), "up", 0.5),
        (210, (95.0, 105.0), "up", 0.5), (None, 90, "up", None), (5, None, "up", None), (float("nan"), 90, "up", None),
    ],
)  # fmt: skip
def test_card_score(value: float | None, target: Target, better: str, due: float | None) -> None:
    assert card_score(value, target, better) == due


def test_one_kpi_cannot_pay_for_another() -> None:
    assert card_score(2.81, 1, "up") == 1.25
    assert composite([Scored(1.25, 1), Scored(0.5, 1)]).score == 0.75


def test_a_near_miss_is_a_miss() -> None:
    assert shown(0.991) == "0,99" and not is_met(0.991)
    assert shown(0.9999) == "1,00" and not is_met(0.9999)
    assert shown(0.125) == "0,12" and is_met(1.0)


def test_what_has_no_score_is_not_averaged() -> None:
    made = composite([Scored(0.8, 1), Scored(0.6, 1), Scored(1.0, 1), Scored(None, 1)])
    assert made.score == pytest.approx(0.8) and made.coverage_pct == 75
    five_of_eight = composite([Scored(1.0, 1)] * 5 + [Scored(None, 1)] * 3)
    assert five_of_eight.score is None and five_of_eight.coverage_pct == 62.5
    assert composite([]).score is None


def test_the_catalogue_is_whole() -> None:
    assert problems() == ()
    listed = {k.base for k in catalogue()}
    due = [*(f"G{i}" for i in range(1, 14)), *(f"M{i}" for i in range(1, 9)), *(f"E{i}" for i in range(1, 9)), *(f"P{i}" for i in range(1, 14)),
           *(f"EC{i}" for i in range(1, 12)), *(f"L{i}" for i in range(1, 9))]  # fmt: skip
    assert listed == set(due) and {k.indicator for k in catalogue()} == set(INDICATORS)
    assert all(k.formula and k.owner for k in catalogue() if k.is_loaded)
    ours = {*(f"G{i}" for i in range(10, 14)), *(f"P{i}" for i in range(9, 14)), *(f"EC{i}" for i in range(9, 12))}
    assert len(listed - ours) == 49 and {k.weight for k in catalogue() if k.base in ours} == {0}, "the score is made of the 49 until an owner gives one of ours a weight"


def test_every_formula_and_every_target_is_told_in_both_languages() -> None:
    """The English line says it in English: none is the Indonesian one copied, and both name the same numbers."""
    for kpi in catalogue():
        for told, english in ((kpi.formula, kpi.formula_en), (kpi.target_source, kpi.target_source_en)):
            assert told and english and (english != told or told in SAME_IN_BOTH), f"{kpi.id} lacks a line: {told!r}, {english!r}"
            assert not INDONESIAN.search(english), f"{kpi.id}: {english!r} is not English"
            assert _numbers(told) == _numbers(english), f"{kpi.id}: {told!r} and {english!r} name other numbers"


def _numbers(text: str) -> list[str]:
    """The figures of a text in order of size, without what parts thousands and decimals."""
    return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d)", "", text)))



def test_a_translation_is_no_new_definition() -> None:
    kpi = catalogue()[0]
    assert kpi_text(kpi) == kpi_text(replace(kpi, formula_en="other words", target_source_en="other words"))
    assert kpi_text(kpi) != kpi_text(replace(kpi, formula="rumus lain"))


def test_every_word_of_the_catalogue_is_known_to_the_schema(answers: Answers) -> None:
    assert kpi_problems(answers) == ()


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('unit = "%"', "", "unit"), ("target = 90", 'target = "ninety"', "target"), ("target = 90", "target = 0", "target"),
        ("target = 90", "target = -5", "target"), ("target = 90", "target = [105, 95]", "target"), ('better = "up"', 'better = "sideways"', "better"),
        ('indicator = "tata_kelola"', 'indicator = "kebahagiaan"', "indicator"), ('target_kind = "S"', "", "target_kind"),
        ('id = "G1"', 'id = "Governance one"', "id"), ('time = "created_at"', 'time = "created_at"\nexpire = "soon"', "expire"),
        ('measure = "100.0 * count(*)"', "", "measure"), ('rows = "reports($as_of)"', 'rows = "report; drop table report"', "rows"),
        ('time = "created_at"', 'colour = "red"', "colour"), ('time = "created_at"', 'interval = "km"', "quantile"), ('id = "G1"', "id = ", ""),
        ('time = "created_at"', 'references = { nist = "1" }', "references"),
    ],
)  # fmt: skip
def test_a_broken_file_is_named_and_the_others_run(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in GOOD
    (tmp_path / "broken.toml").write_text(GOOD.replace(old, new))
    (tmp_path / "good.toml").write_text(GOOD.replace('"G1"', '"G2"'))
    found = read(tmp_path)
    assert [k.id for k in found.kpis] == ["G2"]
    assert [(p.file, p.key) for p in found.problems] == [("broken.toml", key)]


def test_two_of_one_id(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD)
    (tmp_path / "b.toml").write_text(GOOD)
    found = read(tmp_path)
    assert len(found.kpis) == 1 and [(p.file, p.key) for p in found.problems] == [("b.toml", "id")]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('time = "created_at"', 'time = "opened_on"', "time"), ("count(*)", "avg(happiness)", "measure"),
        ('rows = "reports($as_of)"', 'rows = "nothing_here"', "rows"), ('time = "created_at"', 'time = "created_at"\nwhere = "mood = 1"', "where"),
    ],
)  # fmt: skip
def test_an_unknown_column_is_named_and_the_others_run(warehouse: Warehouse, tmp_path: Path, old: str, new: str, key: str) -> None:
    (tmp_path / "broken.toml").write_text(GOOD.replace(old, new))
    (tmp_path / "good.toml").write_text(GOOD.replace('"G1"', '"G2"'))
    found: Catalogue = checked(warehouse, read(tmp_path))
    assert [k.id for k in found.kpis] == ["G2"]
    assert [(p.file, p.key) for p in found.problems] == [("broken.toml", key)]


def test_the_page_of_the_catalogue_is_made_from_it() -> None:
    assert (Path(__file__).parents[2] / "docs" / "kpis.md").read_text(encoding="utf-8") == page(), "run: python -m data.kpis > docs/kpis.md"
