"""Addresses that no page has, and names that nothing has: what was asked for, what is nearest, and ways on."""

from __future__ import annotations

import pytest

from callbacks import drawings
from data.answers import Answers
from layouts import pages
from layouts.choice import Choice
from layouts.missing import missing, nearest
from layouts.wall import tour
from layouts.words import speaking
from tests.layouts.conftest import NOW
from tests.layouts.test_pages import drawn_of, text

PAGES = pages.found()
TOURS = tour.found(PAGES)


@pytest.mark.parametrize(("path", "first"), [("/respons", "/response"), ("/Laporan", "/reports"), ("/enviroment", "/environment"), ("/incident", "/incidents"), ("/feed/", "/feeds")])
def test_the_nearest_page_is_named_first(path: str, first: str) -> None:
    said = text(missing(path, PAGES, TOURS))
    assert path in said
    near = said[said.index("Yang paling mirip"):said.index("Semua halaman")]
    assert near.index(f'"href": "{first}"') == near.index('"href"')


def test_what_is_like_nothing_has_all_pages_and_the_field_alone() -> None:
    with speaking("en"):
        said = text(missing("/xyzzy-42", PAGES, TOURS))
    assert "There is no page at this address." in said and "Most like it" not in said
    assert all(f'"href": "{page.path}"' in said for page in PAGES if page.is_listed) and '"action": "/report"' in said


def test_a_wall_that_is_not_there_names_those_that_are() -> None:
    said = text(missing("/wall/banjr", PAGES, TOURS))
    assert "Tidak ada dinding bernama banjr." in said and all(f'"href": "{one.path}"' in said for one in TOURS)
    assert len(text(missing("/" + "a" * 5000, PAGES, TOURS))) < 20_000, "a long address is cut"


def test_names_are_compared_without_case() -> None:
    assert nearest("G1 ", [(1, {"g1"}), (2, {"h9"})]) == [1] and nearest("zzz", [(1, {"g1"})]) == []


def test_a_kpi_that_is_not_there_names_its_like(standing: Answers) -> None:
    said = drawn_of(standing, "kpi", "one", Choice(case="g99"))
    assert "KPI G99 tidak ada di katalog." in said and "/kpi?id=g9" in said and '"href": "/kpi"' in said


def test_an_area_that_is_not_there_is_told_in_the_header(standing: Answers) -> None:
    strange, _state = drawings.marks(standing, Choice(area="31.99", window="7d"), NOW)
    said = text(strange)
    assert "wilayah 31.99 tidak ada" in said and "?window=7d" in said
    assert "tidak ada" not in text(drawings.marks(standing, Choice(area="31.73"), NOW)[0])
