"""The fire log of 2013 through the feed, the question and the page: the clocks, equality with lifelines, and what is shown."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from lifelines import KaplanMeierFitter

from data.answers import Answers
from data.model import Filters
from data.queries.fire_times import fire_curve, fire_stages, fire_times
from data.settings import Settings
from data.warehouse import Warehouse
from etl.engine import load
from etl.feeds import feed
from layouts.choice import Choice
from layouts.pages.fires import PAGE
from layouts.panel import Asked, Empty, Look
from layouts.panels import fire_clocks
from layouts.theme import LIGHT
from tests.layouts.test_pages import text

pytestmark = pytest.mark.opendata
NOW = datetime(2014, 1, 1, tzinfo=UTC)
YEAR = Filters(now=NOW, since=datetime(2012, 12, 31, 17, tzinfo=UTC), until=NOW)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory, open_data: Path):  # type: ignore[no-untyped-def]
    """Questions to a warehouse that holds the log."""
    warehouse = Warehouse.own(Settings(var=tmp_path_factory.mktemp("damkar") / "var", memory="1GB"))
    load(warehouse, feed("areas"), open_data / "boundaries" / "dki_kelurahan_kemendagri2025_cahyadsn.geojson")
    load(warehouse, feed("fires"), open_data / "fire" / "kejadian_kebakaran_dki_2013.csv.gz")
    yield Answers(warehouse)
    warehouse.close()


def cases(log: Answers, moment: datetime) -> pd.DataFrame:
    """Hours from call to arrival as of a moment, by plain SQL: a call nobody reached is watched for a day at most."""
    with log.warehouse.working() as session:
        return session.frame(
            """select arrived_at is not null and arrived_at <= $m as is_event, left(area, 5) as kota,
               epoch_us(case when arrived_at <= $m then arrived_at else least($m, called_at + interval 24 hour) end) - epoch_us(called_at) as us
               from fire_call where called_at <= $m""", {"m": moment.replace(tzinfo=None)},
        ).assign(hours=lambda f: f["us"] / 3.6e9)  # fmt: skip


def crossing(curve: pd.DataFrame, share: float) -> float:
    past = curve.index[curve.iloc[:, 0] <= share + 1e-12]
    return float(past[0]) if len(past) else math.nan


@pytest.mark.parametrize("minutes_after", [None, 3])
def test_the_log_equals_lifelines(log: Answers, minutes_after: int | None) -> None:
    """The whole year; and three minutes after a call of the rainy season, when it was still on its way."""
    moment = NOW.replace(tzinfo=None)
    if minutes_after is not None:
        (called,) = log.warehouse.here().rows("select called_at from fire_call where response_min between 5 and 20 order by called_at limit 1 offset 300")[0]
        moment = called + timedelta(minutes=minutes_after)
    asked = replace(YEAR, as_of=moment.replace(tzinfo=UTC), until=moment.replace(tzinfo=UTC) + timedelta(seconds=1))
    known = cases(log, moment)
    assert minutes_after is None or not known["is_event"].all()
    fitted = KaplanMeierFitter().fit(known["hours"], known["is_event"])
    row = fire_times(log, asked, "all", "all").iloc[0]
    assert (row["n"], row["open"]) == (len(known), (~known["is_event"]).sum())
    for name, share in (("p50_h", 0.5), ("p90_h", 0.1)):
        assert row[name] == pytest.approx(crossing(fitted.survival_function_, share), abs=1e-9)
    curve = fire_curve(log, asked, "all").set_index("t_h")
    due = fitted.survival_function_["KM_estimate"]
    assert len(curve) >= 3
    for t, s in curve["s"].items():
        assert s == pytest.approx(due[due.index <= t + 1e-9].iloc[-1], abs=1e-9)


def test_by_kota_it_equals_lifelines(log: Answers) -> None:
    known = cases(log, NOW)
    found = fire_times(log, YEAR, "area", "all", "kota").set_index("key")
    assert len(found) >= 5
    for key, row in found.iterrows():
        own = known[known["kota"] == key] if key != "tidak_diketahui" else known[known["kota"].isna()]
        assert row["n"] == len(own)
        assert row["p50_h"] == pytest.approx(crossing(KaplanMeierFitter().fit(own["hours"], own["is_event"]).survival_function_, 0.5), abs=1e-9)


def test_the_median_is_five_minutes_and_the_page_says_so(log: Answers) -> None:
    found = fire_stages(log, YEAR, "all").set_index("key")
    assert found.loc["arrive", "p50_h"] * 60 == pytest.approx(5) and found.loc["arrive", "n"] == 1592
    assert found.loc["depart", ["n", "reached_n"]].tolist() == [2, 0], "the log keeps no departures: only the two calls that nobody reached wait for one"
    asked = Asked(YEAR, Choice(), NOW, "all")
    drawn = text(fire_clocks.draw(fire_clocks.ask(log, asked), Look(LIGHT, asked)))
    assert "Separuh dicapai dalam 5,0 mnt" in drawn and "tiba dalam 15 mnt" in drawn and "Permendagri 114/2018" in drawn
    for panel in PAGE.panels:
        if panel.name != "two_dates":
            look = Look(LIGHT, replace(asked, option="all"))
            assert not isinstance(panel.draw(panel.ask(log, look.asked), look), Empty), panel.name
