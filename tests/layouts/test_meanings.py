"""Words of statistics are explained where they stand: at the head of a column and in the help."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from layouts.grid import Column, grid
from layouts.meanings import MEANINGS, in_help, meaning
from layouts.panel import Look
from layouts.panels import groups, league, savable
from layouts.shell import help_box
from layouts.theme import LIGHT
from layouts.words import _, speaking
from tests.layouts.test_pages import text
from tests.layouts.test_response import asked_with


def test_a_head_is_explained_whatever_its_unit_and_language() -> None:
    assert meaning("P90 (hari)").startswith("P90 (hari): sembilan dari sepuluh kasus")
    assert meaning("pita 95% P50 (jam)").startswith("pita 95% P50 (jam): di sini nilai sebenarnya")
    assert meaning("tepat waktu, kohort matang").startswith("tepat waktu, kohort matang: semua kasus")
    assert meaning("laporan") == "laporan"
    with speaking("en"):
        assert meaning("ended otherwise").startswith("ended otherwise: over without")
        assert meaning("95% band P90 (days)").startswith("95% band P90 (days): the true value")
    told = grid([Column.of("p90", "P90", pd.Series([1.0]), str)]).columnDefs[0]["headerTooltip"]
    assert told == meaning("P90") != "P90"


def test_no_word_is_explained_that_no_column_bears(filled: Answers) -> None:
    asked = asked_with()
    heads = " ".join(text(panel.draw(panel.ask(filled, asked), Look(LIGHT, asked))) for panel in (groups, league, savable)).lower()
    elsewhere = {"laporan kedua per 100"}  # of closure integrity
    assert {word for word, _said in MEANINGS if _(word).lower() not in heads} <= elsewhere


def test_the_help_explains_them_too() -> None:
    drawn = text(help_box())
    assert len(in_help()) == 5 and all(said in drawn for _word, said in in_help())
