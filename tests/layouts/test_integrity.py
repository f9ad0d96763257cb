"""The page of closure integrity: what stands where, in words that accuse nobody, and the form that writes a review."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callbacks.reviews import kept
from data.answers import Answers
from layouts import drawers, pages
from layouts.choice import Choice
from layouts.panel import Asked, Look
from layouts.panels import flags, integrity, queue
from layouts.theme import LIGHT
from layouts.words import speaking
from tests.layouts.conftest import NOW
from tests.layouts.test_pages import text

FAST = "update report set first_action_at = last_closed_at - interval 1 minute where report_id in (select report_id from report where last_closed_at is not null order by report_id limit 3)"


def asked_with(option: str = "", choice: Choice | None = None) -> Asked:
    chosen = choice or Choice(window="90d")
    return Asked(chosen.filters(NOW), chosen, NOW, option)


@pytest.fixture
def hasty(filled: Answers) -> Answers:
    """The filled city with three reports closed a minute after the first action."""
    with filled.warehouse.working() as session:
        session.execute(FAST)
        session.execute("update report set first_closed_at = last_closed_at where last_closed_at is not null")
        session.execute("update table_version set version = version + 1")
    return filled


def test_the_page_stands_after_response_times_with_its_five_panels() -> None:
    page = {p.name: p for p in pages.found()}["integrity"]
    assert (page.path, page.order, page.title) == ("/integrity", 15, "Keutuhan penutupan")
    assert [panel.name for panel in page.panels] == ["queue", "rates", "sample", "silence", "rules"]
    assert "integrity_review" in page.panel("queue").needs


def test_the_queue_tells_facts_and_accuses_nobody(hasty: Answers) -> None:
    found = queue.ask(hasty, asked_with())
    drawn = text(queue.draw(found, Look(LIGHT, asked_with())))
    assert "sangat cepat" in drawn and "1 mnt dari tindakan pertama sampai selesai" in drawn
    assert "Tanda bukan tuduhan" in drawn and "belum ditinjau" in drawn and "WIB" in drawn
    assert not [word for word in ("curang", "palsu", "manipulasi", "pelaku") if word in drawn.lower()]
    with speaking("en"):
        assert "A flag is no accusation" in text(queue.draw(found, Look(LIGHT, asked_with())))


def test_a_panel_of_many_questions_looks_at_the_versions_once(hasty: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = {p.name: p for p in pages.found()}["integrity"].panel("queue")
    looks: list[dict[str, int]] = []
    real = Answers.versions
    monkeypatch.setattr(Answers, "versions", lambda self: looks.append(real(self)) or looks[-1])
    first = panel.answer(hasty, asked_with())
    assert len(looks) == 1 and len(first.rows) > 0
    with hasty.warehouse.working() as session:
        session.transact(["update report set first_action_at = null", "update table_version set version = version + 1 where table_name = 'report'"])
    assert len(panel.answer(hasty, asked_with()).rows) < len(first.rows), "the next look sees what changed"


def test_a_private_report_shows_its_kecamatan_alone() -> None:
    names = {"31.73.05": "Kebon Jeruk", "31.73.05.1002": "Sukabumi Utara"}
    assert flags.area_name("31.73.05.1002", True, names) == "Kebon Jeruk"
    assert flags.area_name("31.73.05.1002", False, names) == "Sukabumi Utara"
    assert flags.area_name(None, False, names) == "—"


def test_a_review_is_written_shown_and_counted(hasty: Answers) -> None:
    first = queue.ask(hasty, asked_with()).rows.iloc[0]
    key = f"{first.source}/{first.report_id}"
    assert "Tulis nama peninjau" in text(kept(hasty, key, "wajar", "", "", NOW))
    assert "Tulis catatan" in text(kept(hasty, key, "tindak_lanjut", "", "Sari", NOW))
    assert "Tersimpan" in text(kept(hasty, key, "tindak_lanjut", "foto tidak jelas", "Sari", NOW))
    again = queue.ask(hasty, asked_with()).rows
    assert again.loc[again["report_id"] == first.report_id, "verdict"].tolist() == ["tindak_lanjut"]
    assert again["verdict"].iloc[0] is None or again["verdict"].isna().iloc[0]  # those that wait stand first
    rules = text(integrity.draw_rules(integrity.ask_rules(hasty, asked_with()), Look(LIGHT, asked_with())))
    assert "100% (21% – 100%)" in rules  # Wilson of 1/1
    title, content = drawers.KINDS["review"](hasty, key, Look(LIGHT, asked_with()))
    assert title == f"Tinjauan {first.report_id}"
    drawn = text(content)
    assert "foto tidak jelas" in drawn and '"review-send"' in drawn and f"report:{key}" in drawn


def test_nothing_is_written_about_the_past_and_an_unknown_report_says_so(hasty: Answers) -> None:
    first = queue.ask(hasty, asked_with()).rows.iloc[0]
    past = asked_with(choice=replace(Choice(), as_of="2026-11-20"))
    assert "keadaan lampau" in text(drawers.KINDS["review"](hasty, f"{first.source}/{first.report_id}", Look(LIGHT, past))[1])
    assert "tidak ada lagi" in text(drawers.KINDS["review"](hasty, "simulasi_crm/none", Look(LIGHT, asked_with()))[1])


@pytest.mark.parametrize("option", ["agency", "kecamatan", "kelurahan"])
def test_rates_name_their_units_and_their_intervals(hasty: Answers, option: str) -> None:
    found = integrity.ask(hasty, asked_with(option))
    drawn = text(integrity.draw(found, Look(LIGHT, asked_with(option))))
    assert "Wilson" in drawn and "membawa tanda" in drawn
    assert found.rows["n"].sum() > 100
