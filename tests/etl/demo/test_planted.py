"""What the demo city planted is found again: every closing that deserves a second look, and how readily a kelurahan reports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.answers import Answers
from data.model import Filters
from data.queries import integrity
from data.settings import Settings
from data.warehouse import Warehouse
from etl import begin
from etl.demo import crm
from etl.demo.planted_truth import planted_reports, seconds_per_first
from etl.demo.reports import World
from etl.demo.stages import CLOSE
from etl.engine import load
from etl.feeds import feed
from tests.etl.demo.conftest import NOW

DAYS = 90


@dataclass(frozen=True)
class City:
    """The loaded city, the words of all its history, and its truth file."""

    answers: Answers
    filters: Filters
    truth: dict[str, Any]


@pytest.fixture(scope="module")
def city(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """The reports and the log of the written city (about 42,000 reports), loaded through their feeds."""
    settings = Settings(var=tmp_path_factory.mktemp("var"), demo="off", memory="2GB")
    warehouse = Warehouse.own(settings)
    begin.load_areas(warehouse, settings)
    for file, name in (("crm_laporan.csv", "citizen_reports"), ("crm_tahapan.csv", "report_events")):
        copied = settings.var / file
        copied.write_bytes((written / file).read_bytes())
        load(warehouse, feed(name), copied, source="simulasi_crm", loaded_at=NOW)
    truth = json.loads((written / "kebenaran.json").read_text(encoding="utf-8"))
    yield City(Answers(warehouse), Filters(now=NOW, since=NOW - timedelta(days=DAYS + 1)), truth)
    warehouse.close()


def test_every_planted_closing_is_found_and_few_others(city: City) -> None:
    flags = integrity.integrity_flags(city.answers, city.filters)
    planted = {rule: set(numbers) for rule, numbers in city.truth["integrity"].items()}
    assert set(planted) == set(integrity.RULES)
    for rule, numbers in planted.items():
        assert len(numbers) >= 15, rule
        assert not numbers - set(flags.loc[flags["rule"] == rule, "report_id"]), rule
    anything = set().union(*planted.values())
    clean = int(integrity.integrity_rates(city.answers, city.filters)["n"].sum()) - len(anything)
    assert clean > 30_000
    assert len(set(flags["report_id"]) - anything) / clean <= 0.01
    for rule in ("foto_sama", "foto_jauh", "foto_lama", "sekaligus"):
        assert set(flags.loc[flags["rule"] == rule, "report_id"]) == planted[rule]


def test_the_queue_is_ordered_by_strength_and_names_no_officer(city: City) -> None:
    queue = integrity.integrity_queue(city.answers, city.filters)
    assert queue["report_id"].is_unique
    assert queue["strength"].is_monotonic_decreasing
    assert queue["strength"].between(0, 1).all()
    assert not [name for name in queue.columns if "officer" in name]


def test_planted_reporting_is_recovered_within_a_fifth(city: City) -> None:
    found = integrity.reporting_silence(city.answers, city.filters).set_index("code")
    truth = pd.DataFrame(city.truth["second_reports"]).T
    joined = found.join(truth[["second", "per_first", "planted"]], how="inner")
    told = joined[joined["second"] >= 25]  # with fewer, luck alone moves the count by more
    assert len(told) >= 15
    assert ((told["per_100"] / 100 / told["per_first"] - 1).abs() <= 0.2).all()
    groups = joined.groupby(pd.qcut(joined["planted"], 4, labels=False))
    measured = (groups["second_n"].sum() - groups["chance_n"].sum()) / groups["n"].sum()
    due = groups[["planted", "n"]].apply(lambda g: np.average(g["planted"], weights=g["n"]))
    assert (measured / due - 1).abs().tolist() == pytest.approx([0] * 4, abs=0.2)
    quiet, median = joined[joined["verdict"] == "sunyi"], joined["planted"].median()
    assert len(quiet) >= 20
    assert (quiet["planted"] < median).mean() >= 0.95


def test_what_is_planted_does_not_depend_on_the_window(world: World) -> None:
    def all_of(first: int, last: int) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for chunk in crm.chunks(world, first, last):
            for rule, numbers in planted_reports(world, chunk, 10**11).items():
                found.setdefault(rule, set()).update(numbers)
        return found

    whole, half = all_of(20_700, 20_730), all_of(20_715, 20_730)
    names = {number for chunk in crm.chunks(world, 20_715, 20_730) for number in crm.ids(chunk.reports, np.arange(len(chunk.reports.day))).to_pylist()}
    assert {rule: numbers & names for rule, numbers in whole.items()} == half


def test_planted_reports_stay_few_and_their_close_is_where_it_was_meant_to_be(world: World) -> None:
    (chunk,) = crm.chunks(world, 20_700, 20_720)
    burst = chunk.timeline.is_burst
    at = pd.Series(chunk.timeline.at[burst, CLOSE]).groupby(chunk.reports.day[burst])
    assert (at.max() - at.min()).max() <= 60
    assert at.size().between(4, 6).all()
    assert burst.mean() < 0.01
    assert seconds_per_first(world).mean() == pytest.approx(0.066, abs=0.01)
