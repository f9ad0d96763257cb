"""Pictures that resemble each other are found once; a question answers the same before, in between and after."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from data.answers import Answers
from data.model import Filters
from data.queries.integrity import MOST_BITS, integrity_flags
from data.warehouse import Session, Warehouse
from etl import likeness

NOW = datetime(2026, 10, 31, 5, 0)
REPORTS = """
insert into report by name
select 'crm' as source, unnest($ids) as report_id, unnest($opened)::timestamp as created_at, created_at + interval 1 hour as updated_at, unnest($kinds) as category,
       'inside' as place, 106.8 as lon, -6.2 + unnest($ids)::integer % 50 / 100.0 as lat, false as is_private, unnest($hashes::ubigint[]) as photo_hash, 1 as batch, 'selesai' as stage, 'closed' as status,
       'resolved' as outcome, created_at + interval 1 hour as first_action_at, created_at + interval 9 hour as first_closed_at, created_at + interval 9 hour as last_closed_at"""
PROOFS = """
insert into follow_up_photo by name
select 'crm' as source, unnest($ids) as report_id, unnest($opened)::timestamp + interval 8 hour as event_at, event_at + unnest($lates) * interval 1 hour as known_at,
       unnest($proofs::ubigint[]) as photo_hash, 1 as batch"""
SOURCE = "insert into source values ('crm', 'citizen_reports', 'CRM', 'Jakarta', true, false, timestamp '2026-01-01')"


def crowd(dice: random.Random, count: int) -> list[int]:
    """Hashes of which many lie within ten bits of each other, some are the same, and some flat."""
    bases = [dice.getrandbits(64) for _ in range(count // 8)] + [0, 1, 2**64 - 1]
    return [base ^ sum(1 << bit for bit in dice.sample(range(64), dice.randint(0, 5))) for base in dice.choices(bases, k=count)]


def pictures(session: Session, seed: int, first: int, count: int = 400) -> None:
    """So many closed reports over a year with a picture and a proof each: some of the other's, some known late."""
    dice = random.Random(seed)
    hashes = crowd(random.Random(1), 3 * count)
    row = {
        "ids": [str(first + n) for n in range(count)], "opened": [(NOW - timedelta(hours=dice.uniform(10, 8000))).isoformat(sep=" ") for _ in range(count)],
        "kinds": dice.choices(("jalan", "pohon"), k=count), "hashes": dice.choices(hashes, k=count), "proofs": dice.choices(hashes, k=count), "lates": dice.choices((0, 5, 900), k=count),
    }  # fmt: skip
    session.transact([REPORTS, PROOFS, "update table_version set version = version + 1"], row)


@pytest.fixture
def shown(warehouse: Warehouse) -> Warehouse:
    with warehouse.working() as session:
        session.transact([SOURCE, "update table_version set version = version + 1"])
        pictures(session, 2, 0)
    return warehouse


def compared(hashes: NDArray[np.uint64]) -> set[tuple[int, int]]:
    """Everyone with everyone, as the definition says."""
    near = np.bitwise_count(hashes[:, None] ^ hashes[None, :])
    return {(int(hashes[i]), int(hashes[j])) for i, j in np.argwhere((near <= MOST_BITS) & (hashes[:, None] < hashes[None, :]))}


def test_an_answer_is_the_same_whoever_compared(shown: Warehouse) -> None:
    periods = [Filters(now=NOW, since=NOW - timedelta(days=far), until=NOW - timedelta(days=far - 60), as_of=as_of) for far in (60, 200) for as_of in (None, NOW - timedelta(days=20))]

    def told() -> list[pd.DataFrame]:
        answers = Answers(shown)
        return [integrity_flags(answers, asked) for asked in periods]

    def are_equal(ones: list[pd.DataFrame], others: list[pd.DataFrame]) -> None:
        for one, other in zip(ones, others, strict=True):
            pd.testing.assert_frame_equal(one, other)

    before = told()
    assert min(int((found["rule"] == "foto_sama").sum()) for found in before) > 20
    assert likeness.catch_up(shown) > 300
    are_equal(told(), before)
    with shown.working() as session:
        pictures(session, 5, 400)
        half = told()
        assert sum(map(len, half)) > sum(map(len, before))
        likeness.catch_up(shown)
        are_equal(told(), half)
        session.transact(["delete from photo_likeness", "delete from photo_looked", "update table_version set version = version + 1"])
    are_equal(told(), half)


def test_pictures_are_compared_once_in_slices_and_when_there_are_enough(shown: Warehouse) -> None:
    kept = "select hash, other_hash, off from photo_likeness order by all"
    with shown.working() as session:
        (fresh,) = session.one("select count(distinct h) from (select photo_hash as h from report union all select photo_hash from follow_up_photo) where bit_count(h) between 5 and 59")
        assert likeness.catch_up(shown, least=fresh + 1) == 0 and session.rows(kept) == []
        said: list[tuple[int, int]] = []
        assert likeness.catch_up(shown, least=fresh, most=50, say=lambda done, left: said.append((done, left))) == fresh
        assert len(said) == -(-fresh // 50) and said[-1][1] == 0 and sum(done for done, _ in said) == fresh
        found = session.rows(kept)
        looked = np.array([h for (h,) in session.rows("select hash from photo_looked")], np.uint64)
        assert {pair[:2] for pair in found} == compared(looked) and len(found) > 300
        assert all(off == (one ^ other).bit_count() for one, other, off in found)
        assert likeness.catch_up(shown) == 0 and session.rows(kept) == found


def test_who_finds_another_at_it_leaves_it_to_that_one(shown: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "_LEFT", likeness._LEFT.replace("select version,", "select version - 1,"))  # it has finished a slice since
    assert likeness.catch_up(shown) == 0
    with shown.working() as session:
        assert session.rows("select * from photo_looked") == session.rows("select * from photo_likeness") == []
