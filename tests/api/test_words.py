"""The words of a query string: what is understood, and what is refused and how."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from api.problem import Refusal
from api.words import AREA, AS_OF, MOST, MOST_PARQUET, PAGED, PERIOD, STATUS, Word, query_of, read_words
from data.errors import CityError

NOW = datetime(2026, 10, 31, 5, 0, 7, tzinfo=UTC)
KNOWN = (AREA, *PERIOD, AS_OF, STATUS, *PAGED, Word("by", "", ("area", "source")))


def ask(formats: tuple[str, ...] = ("json", "parquet"), **words: str):  # type: ignore[no-untyped-def]
    return query_of(words, NOW, formats)


def test_an_unknown_word_is_refused_with_the_list() -> None:
    with pytest.raises(Refusal, match="'arae' is not known") as caught:
        read_words([("arae", "31")], KNOWN)
    assert caught.value.status == 400 and "area, since, until" in caught.value.hint


@pytest.mark.parametrize(
    "items", [[("area", "31"), ("area", "31.71")], [("status", "done")], [("by", "kelurahan")]]
)
def test_repeated_words_and_unknown_values_are_refused(items: list[tuple[str, str]]) -> None:
    with pytest.raises(Refusal) as caught:
        read_words(items, KNOWN)
    assert caught.value.status == 400 and caught.value.hint


def test_an_empty_value_counts_as_not_given() -> None:
    assert read_words([("area", ""), ("by", "area")], KNOWN) == {"by": "area"}


def test_now_moves_in_steps_and_the_period_is_thirty_days() -> None:
    query = ask()
    assert query.filters.period == (datetime(2026, 10, 1, 5, 0), datetime(2026, 10, 31, 5, 0))
    assert query.limit == 100 and query.cursor is None and not query.more


def test_window_counts_back_from_until_from_as_of_or_from_now() -> None:
    assert ask(window="12h").filters.period == (datetime(2026, 10, 30, 17, 0), datetime(2026, 10, 31, 5, 0))
    assert ask(window="1d", as_of="2026-10-31").filters.period == (
        datetime(2026, 10, 29, 17, 0),
        datetime(2026, 10, 30, 17, 0),
    )
    assert ask(window="1d", until="2026-10-11T00:00:00Z").filters.period == (
        datetime(2026, 10, 10),
        datetime(2026, 10, 11),
    )


def test_a_plus_that_came_as_a_space_is_mended() -> None:
    assert ask(as_of="2026-10-31T00:00:00 07:00").filters.moment == datetime(2026, 10, 30, 17, 0)


@pytest.mark.parametrize("words", [
    {"since": "kemarin"}, {"since": "0001-01-01"}, {"until": "9999-12-31"}, {"since": "2026-10-02", "until": "2026-10-01"},
    {"window": "30"}, {"window": "0d"}, {"window": "1d", "since": "2026-10-01"}, {"as_of": "2027-01-01"},
    {"area": "32"}, {"area": "31.7"}, {"area": "' or 1=1"}, {"source": "a;drop table report"}, {"category": "a b"}, {"source": "x" * 65},
    {"format": "xlsx"}, {"limit": "0"}, {"limit": "-1"}, {"limit": "1e3"}, {"limit": "٣"}, {"limit": str(MOST + 1)}, {"limit": "9" * 30},
    {"limit": str(MOST_PARQUET + 1), "format": "parquet"},
])  # fmt: skip
def test_what_cannot_be_understood_is_refused_with_a_hint(words: dict[str, str]) -> None:
    with pytest.raises(CityError) as caught:
        ask(**words)
    assert caught.value.message and caught.value.hint


def test_the_caps() -> None:
    assert ask(limit=str(MOST)).limit == MOST
    assert ask(limit=str(MOST_PARQUET), format="parquet").limit == MOST_PARQUET


def test_words_of_one_data_set_go_to_it_unread() -> None:
    query = ask(by="area", area="31.71", zone="utc")
    assert query.more == {"by": "area"} and query.filters.area == "31.71" and query.zone == "utc"
    assert ask(since="2026-10-31T11:59:00").filters.since + timedelta(minutes=1) == datetime(
        2026, 10, 31, 5, 0, tzinfo=UTC
    )
