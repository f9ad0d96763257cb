"""Choices live in the URL: there and back, and what they ask."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import QuestionError
from layouts.choice import MEASURES, WINDOWS, Choice

NOW = datetime(2026, 11, 21, 13, 22, 14, tzinfo=UTC)
AREAS = st.sampled_from(["31", "31.73", "31.73.05", "31.73.05.1001"])
DAYS = st.one_of(st.just(""), st.dates().map(str))
CHOICES = st.builds(Choice, area=AREAS, window=st.sampled_from(WINDOWS), as_of=DAYS, source=st.text(max_size=20), measure=st.sampled_from(MEASURES), agency=st.text(max_size=20), category=st.text(max_size=20), channel=st.text(max_size=20))


@given(CHOICES)
def test_a_choice_comes_back_from_its_url(choice: Choice) -> None:
    assert Choice.from_search(choice.search()) == choice


@given(CHOICES)
def test_a_choice_comes_back_from_the_store(choice: Choice) -> None:
    assert Choice.from_store(choice.store("id")) == choice


def test_what_is_as_by_default_is_not_in_the_url() -> None:
    assert Choice().search() == ""
    assert Choice(area="31.73", as_of="2026-10-31").search() == "?area=31.73&asof=2026-10-31"


def test_now_is_asked_to_the_end_of_its_minute_so_that_one_answer_serves_all() -> None:
    filters = Choice(window="7d").filters(NOW)
    assert filters.as_of is None
    assert filters.period == (datetime(2026, 11, 14, 13, 23), datetime(2026, 11, 21, 13, 23))
    assert Choice(window="7d").filters(NOW + timedelta(seconds=40)) == filters


def test_a_past_day_is_asked_as_known_at_its_end_in_jakarta_and_today_is_now() -> None:
    filters = Choice(as_of="2026-10-31").filters(NOW)
    assert filters.moment == datetime(2026, 10, 31, 16, 59, 59)
    assert filters.period == (datetime(2026, 10, 1, 16, 59, 59), datetime(2026, 10, 31, 16, 59, 59))
    assert Choice(as_of="2026-11-21").filters(NOW).as_of is None


@pytest.mark.parametrize("search", ["?area=99", "?window=soon", "?asof=31-10-2026"])
def test_words_that_cannot_be_understood_are_refused_by_name(search: str) -> None:
    with pytest.raises(QuestionError):
        Choice.from_search(search).filters(NOW)
