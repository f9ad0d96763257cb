"""A page narrowed by category, agency and channel: every panel answers for these rows alone, or says that it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from callbacks import drawings
from data.answers import Answers
from data.model import NARROWS
from data.queries.integrity import closings_by, integrity_flags
from layouts import narrow, pages
from layouts.charts.spec import Chart
from layouts.choice import Choice
from layouts.drawers.origin import opened
from layouts.panel import Look, Page, Panel
from layouts.panels import savable
from layouts.theme import LIGHT
from layouts.words import speaking
from tests.layouts.conftest import NOW, copied
from tests.layouts.test_pages import text

CHOSEN = Choice(window="365d", category="jalan", agency="Dinas B", channel="qlue")
MIXED = """update report set agency = case when hash(report_id || 'a') % 2 = 0 then 'Dinas B' else 'Dinas A' end,
                             channel = case when hash(report_id || 'c') % 2 = 0 then 'qlue' else 'jaki' end"""
OTHERS = "category = 'jalan' and agency = 'Dinas B' and channel = 'qlue'"
PAGES = {page.name: page for page in pages.found()}
RESPONSE = PAGES["response"]
LEARNT = ("savable", "calibration")  # their chances are learnt from every report, whatever is chosen


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory, filled_file: Path) -> Iterator[tuple[Answers, Answers]]:
    """The filled city with two agencies and two channels, and the same with nothing but the rows that are chosen."""
    room = tmp_path_factory.mktemp("mixed")
    both = [copied(filled_file, room / name) for name in ("all", "chosen")]
    for warehouse, statements in zip(both, ([MIXED], [MIXED, f"delete from report_event where report_id not in (select report_id from report where {OTHERS})", f"delete from report where not ({OTHERS})"]), strict=True):
        with warehouse.working() as session:
            session.transact([*statements, "update table_version set version = version + 1"])
    yield Answers(both[0]), Answers(both[1])
    for warehouse in both:
        warehouse.close()


def drawn(answers: Answers, page: Page, panel: Panel, choice: Choice, option: str = "") -> Any:
    asked = panel.asked(choice, NOW, page.narrows, option)
    made = panel.draw(panel.ask(answers, asked), Look(LIGHT, asked))
    return repr(made) if isinstance(made, Chart) else text(made) if hasattr(made, "to_plotly_json") else repr(made)


@pytest.mark.parametrize("name", [panel.name for panel in RESPONSE.panels if panel.name not in LEARNT])
def test_a_narrowed_panel_is_that_of_a_city_with_these_rows_alone(mixed: tuple[Answers, Answers], name: str) -> None:
    panel, plain = RESPONSE.panel(name), Choice(window="365d")
    options = ("", "first_action", "work_s" if name == "clocks" else "kelurahan") if panel.options else ("",)
    narrowed = [drawn(mixed[0], RESPONSE, panel, CHOSEN, option) for option in options]
    assert narrowed == [drawn(mixed[1], RESPONSE, panel, plain, option) for option in options]
    for one in NARROWS:
        wider = replace(CHOSEN, **{one: ""})
        assert [drawn(mixed[0], RESPONSE, panel, wider, option) for option in options] != narrowed, f"{one} makes no difference"


def test_what_can_be_saved_is_narrowed_and_its_chances_are_learnt_from_all(mixed: tuple[Answers, Answers]) -> None:
    panel = RESPONSE.panel("savable")
    own, every, alone = (panel.ask(answers, panel.asked(choice, NOW, NARROWS)).rows for answers, choice in ((mixed[0], CHOSEN), (mixed[0], Choice()), (mixed[1], Choice())))
    assert 0 < len(own) < len(every) and set(own["report_id"]) == set(alone["report_id"])
    assert own["all_n"].iloc[0] == len(own) and own["all_expected"].iloc[0] == pytest.approx(own["p_late"].sum())
    chances = every.set_index("report_id")["p_late"]
    assert own["p_late"].tolist() == pytest.approx(chances[own["report_id"]].tolist())
    assert own["p_late"].tolist() != pytest.approx(alone.set_index("report_id")["p_late"][own["report_id"]].tolist())
    none = panel.asked(replace(CHOSEN, agency="Dinas C"), NOW, NARROWS)
    assert "Tidak ada laporan terbuka" in repr(savable.draw(panel.ask(mixed[0], none), Look(LIGHT, none)))


def test_the_calibration_is_of_what_is_chosen(mixed: tuple[Answers, Answers]) -> None:
    panel = RESPONSE.panel("calibration")
    own, alone, every = (panel.ask(a, panel.asked(c, NOW, NARROWS)) for a, c in ((mixed[0], CHOSEN), (mixed[1], Choice()), (mixed[0], Choice())))
    assert 0 < own["n"].sum() == alone["n"].sum() < every["n"].sum()


def test_closings_are_narrowed_and_what_they_are_measured_by_is_not(mixed: tuple[Answers, Answers]) -> None:
    page = PAGES["integrity"]
    asked = page.panel("rates").asked(CHOSEN, NOW, page.narrows).filters
    plain = Choice(window="365d").filters(NOW)
    assert closings_by(mixed[0], asked).values.tolist() == closings_by(mixed[1], plain).values.tolist()
    flags = integrity_flags(mixed[0], plain)
    mine = flags[(flags["category"] == "jalan") & (flags["agency"] == "Dinas B")]
    own = integrity_flags(mixed[0], replace(asked, channel=None))
    assert len(own) == len(mine) and set(own["report_id"]) == set(mine["report_id"])


@pytest.mark.parametrize("name", ["sample", "silence"])
def test_a_panel_that_cannot_heed_the_choice_says_so(mixed: tuple[Answers, Answers], name: str) -> None:
    page = PAGES["integrity"]
    wanted = drawings.Wanted(page.panel(name), replace(CHOSEN, channel=""), narrows=page.narrows)
    assert "tanpa saringan kategori, dinas" in text(drawings.panel(mixed[0], wanted, NOW))
    with speaking("en"):
        assert "not narrowed by category, agency" in text(drawings.panel(mixed[0], wanted, NOW))
    assert "tanpa saringan" not in text(drawings.panel(mixed[0], replace(wanted, choice=Choice()), NOW))
    assert "tanpa saringan" not in text(drawings.panel(mixed[0], replace(wanted, panel=page.panel("rates")), NOW))


def test_what_is_not_chosen_is_no_condition_of_the_plan(mixed: tuple[Answers, Answers]) -> None:
    def plan(**chosen: str) -> str:
        sql = "explain select count(*) from reports_asked(null, '31', null, null, ['simulasi_crm'], $narrow, null)"
        return str(mixed[0].warehouse.here().rows(sql, {"narrow": {name: chosen.get(name) for name in NARROWS}})[0][1])

    assert not any(name in plan() for name in NARROWS)
    assert "channel" in plan(channel="qlue") and "agency" not in plan(channel="qlue")


def test_a_page_that_does_not_offer_it_is_never_narrowed() -> None:
    overview = PAGES["overview"]
    asked = overview.panels[0].asked(CHOSEN, NOW, overview.narrows)
    assert (asked.filters.category, asked.filters.agency, asked.filters.channel, asked.unheeded) == (None, None, None, ())
    assert {page.path for page in PAGES.values() if page.narrows} == {"/response", "/integrity", "/reports"}


def test_the_controls_stand_above_the_panels_with_what_the_url_names(mixed: tuple[Answers, Answers]) -> None:
    made = text(drawings.page(RESPONSE, "", CHOSEN.search()))
    for word, value in (("category", "jalan"), ("agency", "Dinas B"), ("channel", "qlue")):
        assert f'"word": "{word}"' in made and f'"value": "{value}"' in made
    assert '"word": "source"' in made and "narrow-bar" not in text(drawings.page(PAGES["overview"], "", CHOSEN.search()))
    assert narrow.choices(mixed[0], "agency", "Dinas C") == [{"value": n, "label": n} for n in ("Dinas A", "Dinas B", "Dinas C")]
    assert {"value": "jalan", "label": "Jalan rusak"} in narrow.choices(mixed[0], "category", "")
    assert [c["value"] for c in narrow.choices(mixed[0], "source", "")] == ["simulasi_crm"]


def test_the_origin_of_a_narrowed_number_names_what_was_chosen(mixed: tuple[Answers, Answers]) -> None:
    look = Look(LIGHT, RESPONSE.panel("backlog").asked(CHOSEN, NOW))
    _title, content = opened(mixed[0], "response/backlog/", look)
    assert "Dinas B" in text(content) and "jalan" in text(content).lower() and "qlue" in text(content).lower()
    _title, content = opened(mixed[0], "integrity/silence/", look)
    assert "Dinas B" not in text(content)
