"""Values as SQL text: what goes in comes out, whatever it is, and nothing of it is ever a command."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import WarehouseError
from data.literals import bind, literal, names
from data.warehouse import Warehouse

TEXT = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"))
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), TEXT, st.dates(), st.datetimes(datetime(1, 1, 2), datetime(9998, 12, 31)),
    st.lists(TEXT, min_size=1, max_size=4), st.fixed_dictionaries({"category": st.one_of(st.none(), TEXT), "it's $b": TEXT}),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(VALUES, TEXT)
def test_values_come_back_as_they_went(warehouse: Warehouse, value: object, beside: str) -> None:
    sql = bind("select $value as v, $beside as b, '$value' as told -- $value isn't asked for here", {"value": value, "beside": beside})
    assert warehouse.here().one(sql) == (value, beside, "$value")


def test_moments_become_utc_and_nan_stays() -> None:
    assert literal(datetime(2026, 1, 1, 7, tzinfo=timezone(timedelta(hours=7)))) == "timestamp '2026-01-01 00:00:00'"
    assert literal(datetime(2026, 1, 1, tzinfo=UTC)) == literal(datetime(2026, 1, 1)) and literal(date(2026, 1, 1)) == "date '2026-01-01'"
    assert literal(float("nan")) == "'nan'::double" and literal(True) == "true"


@pytest.mark.parametrize("value", [b"x", {"a": b"x"}, object(), "nol\0", "\udcff"])
def test_what_cannot_be_sent_is_refused_in_words(value: object) -> None:
    with pytest.raises(WarehouseError) as error:
        literal(value)
    assert error.value.hint


def test_only_names_that_ask_for_a_value_are_filled() -> None:
    sql = """select $a, '$b ''$c', "$d", -- $e's
             $f, $$"""
    assert list(names(sql)) == ["a", "f"]
    assert bind("select $a, $b, $ab", {"a": 1}) == "select 1, $b, $ab"
    assert bind("select $a", {"a": "$b", "b": "x'; drop table t; --"}) == "select '$b'"
