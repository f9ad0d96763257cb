"""The league by hand: Wilson and shrinkage as in the house's formula sheet, the mix of cases, and nobody tops it with 21 easy reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from data.answers import Answers
from data.errors import QuestionError
from data.model import Filters
from data.queries.league import league
from data.warehouse import Warehouse
from tests.data.conftest import NOW

MANY = """
insert into report by name
select 'simulasi_crm' as source, $name || i as report_id, $now - interval 20 day as created_at, $now as updated_at, $category as category, 'x' as category_raw,
       $agency as agency, 'jaki' as channel, 't' as description, 106.8 as lon, -6.2 as lat, $area as area, 'inside' as place,
       $now - interval 13 day as sla_due_at, false as is_private, 'p' as reporter, null as photo_hash, 1 as batch,
       case when i < $met then 'selesai' else 'proses' end as stage, case when i < $met then 'closed' else 'open' end as status,
       case when i < $met then 'resolved' end as outcome, null::timestamp as first_action_at,
       case when i < $met then $now - interval 19 day end as first_closed_at, case when i < $met then $now - interval 19 day end as last_closed_at, 0 as refused_n
from range($n) t(i)"""


def add(city: Warehouse, area: str, n: int, met: int, category: str = "jalan", agency: str = "Dinas A") -> None:
    """n reports that fell due, `met` of them closed in time and the others still open."""
    row = {"name": f"{area}-{category}-{agency}-", "now": NOW, "category": category, "agency": agency, "area": area, "n": n, "met": met}
    with city.working() as session:
        session.transact([MANY, "update table_version set version = version + 1 where table_name = 'report'"], row)


def test_an_empty_city_has_no_league(answers: Answers, city: Warehouse, asked: Filters) -> None:
    assert len(league(answers, asked, "kelurahan")) == 0
    with pytest.raises(QuestionError):
        league(answers, asked, "rt")


def test_interval_and_shrinkage_by_hand(answers: Answers, city: Warehouse, asked: Filters) -> None:
    add(city, "31.73.05.1001", 100, 95)
    add(city, "31.74.01.1001", 900, 805)  # the city: 900 of 1000
    found = league(answers, asked, "kota").set_index("key")
    row = found.loc["31.73"]
    assert (row.n, row.met_pct, row.city_pct, row.expected_pct, row.adjusted_pct) == pytest.approx((100, 95, 90, 90, 95))
    assert (row.lo_pct, row.hi_pct) == pytest.approx((88.8, 97.8), abs=0.05)  # Wilson of 95/100: (.888, .978)
    assert row.shrunk_pct == pytest.approx(100 * (95 + 18) / 120)
    assert found["verdict"].to_dict() == {"31.73": "tidak berbeda", "31.74": "tidak berbeda"}
    assert found["place"].to_dict() == {"31.73": 1, "31.74": 2}


def test_a_unit_with_21_easy_reports_does_not_top_it(answers: Answers, city: Warehouse, asked: Filters) -> None:
    """In the city the easy category is met in 99 of 100, the hard one in a half. The small unit met 21 of 21 easy ones."""
    add(city, "31.73.05.1001", 21, 21, "pohon")
    add(city, "31.73.05.1002", 200, 150, "jalan")  # hard cases, done far better than elsewhere
    add(city, "31.74.01.1001", 400, 396, "pohon")
    add(city, "31.74.01.1001", 400, 150, "jalan")
    found = league(answers, asked, "kelurahan").set_index("key")
    assert found["met_pct"].idxmax() == "31.73.05.1001"  # by bare shares it would top
    assert found["place"].to_dict() == {"31.73.05.1002": 1, "31.73.05.1001": 2, "31.74.01.1001": 3}
    assert found["verdict"].to_dict() == {"31.73.05.1002": "di atas", "31.73.05.1001": "tidak berbeda", "31.74.01.1001": "di bawah"}


def test_fewer_than_twenty_have_no_place(answers: Answers, city: Warehouse, asked: Filters) -> None:
    add(city, "31.73.05.1001", 19, 19)
    add(city, "31.74.01.1001", 20, 2)
    found = league(answers, asked, "kecamatan").set_index("key")
    assert found.loc["31.73.05", "verdict"] == "sedikit"
    assert found["place"].isna().to_dict() == {"31.73.05": True, "31.74.01": False}
    assert found.index.tolist() == ["31.74.01", "31.73.05"]


def test_agencies_are_compared_as_they_are_and_areas_inside_the_one_asked_for(answers: Answers, city: Warehouse, asked: Filters) -> None:
    add(city, "31.73.05.1001", 100, 90, "jalan", "Dinas A")
    add(city, "31.74.01.1001", 100, 30, "pohon", "Dinas B")
    found = league(answers, asked, "agency").set_index("key")
    assert found["adjusted_pct"].to_dict() == pytest.approx({"Dinas A": 90, "Dinas B": 30})
    assert found["verdict"].to_dict() == {"Dinas A": "di atas", "Dinas B": "di bawah"}
    inside = league(answers, replace(asked, area="31.73"), "kelurahan")
    assert inside[["key", "city_pct"]].values.tolist() == [["31.73.05.1001", 90.0]]
    assert len(league(answers, replace(asked, until=NOW - timedelta(days=25)), "agency")) == 0
