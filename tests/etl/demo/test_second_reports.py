"""How readily people report, as planted, is measured without a lean: every fifth of the kelurahan, the quietest too, over the year that is asked.

Over ninety days the quietest fifth has some hundred second reports, and luck alone moves them by a tenth or two; over a year it does not.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pytest

from data.answers import Answers
from data.model import Filters
from data.queries.integrity import reporting_silence
from data.settings import Settings
from data.warehouse import Warehouse
from etl import begin
from etl.demo import crm
from etl.demo.moments import DAY, HOUR, seconds
from etl.demo.planted_truth import seconds_per_first
from etl.demo.reports import World
from tests.etl.demo.conftest import NOW
from tests.neighbours import pair_reports

ASKED_DAYS = 365 + 8  # the year, and the days before it by which chance is known
REPORTS = """
insert into report by name
select 'simulasi_crm' as source, no as report_id, make_timestamp(created * 1000000) as created_at, created_at as updated_at, category, lon, lat, area, 'inside' as place,
       false as is_private, 1 as batch
from read_parquet($file)"""


def placed(world: World, days: int) -> pa.Table:
    """The reports within the city of these days up to now, as they happened: no, created (UTC seconds), category, lon, lat, area."""
    last, parts = seconds(NOW) // DAY, []
    for chunk in crm.chunks(world, last - days, last):
        made = chunk.reports
        inside = np.flatnonzero(made.place == 0)
        parts.append(pa.table({
            "no": crm.ids(made, inside), "created": made.created[inside] - 7 * HOUR, "category": np.asarray(world.plan.category)[made.category[inside]],
            "lon": made.lon[inside], "lat": made.lat[inside], "area": np.asarray(world.places.code)[made.kelurahan[inside]],
        }))  # fmt: skip
    return pa.concat_tables(parts)


def test_every_fifth_of_the_kelurahan_is_recovered_over_a_year(world: World, tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, demo="off", memory="1GB")
    file = tmp_path / "reports.parquet"
    pyarrow.parquet.write_table(placed(world, ASKED_DAYS), file)
    warehouse = Warehouse.own(settings)
    begin.load_areas(warehouse, settings)
    with warehouse.working() as session:
        session.execute("insert into source values ('simulasi_crm', 'citizen_reports', 'CRM', 'Jakarta', true, true, timestamp '2024-01-01')")
        session.execute(REPORTS, {"file": str(file)})
        pair_reports(session)
    found = reporting_silence(Answers(warehouse), Filters(now=NOW, since=NOW - timedelta(days=90))).set_index("code")
    warehouse.close()
    found["planted"] = pd.Series(seconds_per_first(world), index=list(world.places.code))
    fifths = found.groupby(pd.qcut(found["planted"], 5, labels=False))
    measured = (fifths["second_n"].sum() - fifths["chance_n"].sum()) / fifths["n"].sum()
    due = fifths[["planted", "n"]].apply(lambda g: np.average(g["planted"], weights=g["n"]))
    assert due.iloc[0] < due.iloc[4] / 8, "the quietest are quiet indeed"
    assert (measured / due).tolist() == pytest.approx([1] * 5, abs=0.15)
