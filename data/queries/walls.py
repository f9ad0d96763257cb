"""The wall screens: which live, which are frozen, which are gone."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers


def wall_screens(answers: Answers) -> pd.DataFrame:
    """wall_id, tour, page, state (hidup|beku|hilang), since_at, seen_at, painted_at, heap_mb, is_paused; in need first. UTC."""
    return answers.ask("wall_screens")
