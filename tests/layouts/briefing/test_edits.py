"""Changes by hand: marked, kept, printed again; a hand's old number never hides a new one."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.briefing import routes
from data.answers import Answers
from data.errors import BriefingError
from data.settings import Settings
from data.warehouse import Warehouse
from layouts.briefing import edits, pdf, pptx, xlsx
from layouts.briefing.contents import contents
from layouts.briefing.edits import Changes
from layouts.briefing.material import Request
from layouts.briefing.period import period_of
from layouts.briefing.shapes import Contents
from tests.layouts.briefing.reading import pdf_text, sheets, slide_text, squeezed
from tests.layouts.briefing.town import NOW, add

OCTOBER = Request(period_of("2026-10"), "31", "id", NOW)
FIRST = "ringkasan/0/0"


def test_changes_are_marked_in_every_format_and_the_rule_stays_beside_them(asked: Answers, said: Contents) -> None:
    edit = edits.keep(asked, OCTOBER, said, "Siti R.", Changes(((FIRST, "", "=Kami bekerja [keras]"),), (("peta", "Lihat #barat"),), ("peta", "waktu")), NOW)
    changed = contents(asked, replace(OCTOBER, edit=edit))
    assert [p.name for p in changed.pages][:3] == ["peta", "waktu", "ringkasan"] and {p.name for p in changed.pages} == {p.name for p in said.pages} | {"suntingan"}
    assert changed.query_hash != said.query_hash
    hand, note = "=Kami bekerja [keras] (disunting tangan oleh Siti R.)", "Catatan tangan: Lihat #barat, oleh Siti R."
    rule = edits.places(said)[FIRST].text
    paper, slides = pdf_text(pdf.pdf(changed)), slide_text(pptx.pptx(changed))
    assert all(squeezed(text) in paper for text in (hand, note, rule)) and hand in slides and note in slides
    cells = {cell for rows in sheets(xlsx.xlsx(changed)).values() for row in rows for cell in row}
    assert {hand, note, rule} <= cells
    facts = [f for s in changed.sentences() for f in s.facts]
    assert len(facts) == len([f for s in said.sentences() for f in s.facts]) - len(edits.places(said)[FIRST].facts)  # no number is vouched for that no rule made


def test_the_same_document_is_printed_again_also_after_new_data(asked: Answers, said: Contents, city: Warehouse) -> None:
    edit = edits.keep(asked, OCTOBER, said, "Siti", Changes(((FIRST, "", "Tangan"),)), NOW)
    assert edits.keep(asked, OCTOBER, said, "Siti", Changes(((FIRST, "", "Tangan"),)), NOW) == edit
    assert city.here().one("select count(*) from briefing_edit") == (1,)
    before = contents(asked, replace(OCTOBER, edit=edit))
    add(city, "nov", 5, datetime(2026, 11, 20, 5), "31.71.01.1001")
    after = contents(Answers(city), replace(OCTOBER, edit=edit))
    assert [p for p in after.pages if p.name == "ringkasan"] == [p for p in before.pages if p.name == "ringkasan"]


def test_a_sentence_whose_rule_now_says_something_else_keeps_the_rule(asked: Answers, said: Contents, city: Warehouse) -> None:
    edit = edits.keep(asked, OCTOBER, said, "Siti", Changes(((FIRST, "", "Hanya 500 laporan"),)), NOW)
    add(city, "telat", 7, datetime(2026, 10, 5), "31.71.01.1001")
    changed = contents(Answers(city), replace(OCTOBER, edit=edit))
    texts = [s.text for s in changed.sentences()]
    assert not any("Hanya 500" in text for text in texts) and any("507 laporan" in text for text in texts)
    assert changed.pages[-1].blocks[0].rows[0][3] == "tidak dipakai: angkanya kini berbeda"  # type: ignore[union-attr]


@pytest.mark.parametrize(("who", "changes"), [
    ("", Changes(order=("peta",))), ("a" * 81, Changes(order=("peta",))), ("Siti", Changes()), ("Siti", Changes((("ringkasan/9/9", "", "x"),))), ("Siti", Changes((), (("tiada", "x"),))),
    ("Siti", Changes((), (("peta", ""),))), ("Siti", Changes((), (("peta", "x" * 601),))), ("Siti", Changes((), (("peta", "a\x00b"),))), ("Siti", Changes(order=("peta", "peta"))),
])  # fmt: skip
def test_what_cannot_be_kept_is_refused(who: str, changes: Changes, asked: Answers, said: Contents) -> None:
    with pytest.raises(BriefingError):
        edits.keep(asked, OCTOBER, said, who, changes, NOW)


def test_an_edit_of_another_document_is_refused(asked: Answers, said: Contents) -> None:
    edit = edits.keep(asked, OCTOBER, said, "Siti", Changes(order=("peta",)), NOW)
    for other in (replace(OCTOBER, area="31.73", edit=edit), replace(OCTOBER, lang="en", edit=edit), replace(OCTOBER, edit="0123456789ab")):
        with pytest.raises(BriefingError):
            contents(asked, other)


def test_the_url_reads_keeps_and_prints(asked: Answers, settings: Settings) -> None:
    app = FastAPI()
    app.include_router(routes(asked, settings, lambda: "no-1", lambda: NOW))
    words = {"period": "2026-10", "area": "31.73", "lang": "id"}

    async def talk() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://city") as client:
            read = await client.get("/export/briefing/text", params=words)
            change: dict[str, Any] = {"words": words, "who": "Siti", "sentences": [{"at": FIRST, "text": "Tangan"}], "comments": [], "order": []}
            made = await client.post("/export/briefing/edits", json=change)
            file = await client.get("/export/briefing.xlsx", params={**words, "edit": made.json()["edit"]})
            bad = [await client.post("/export/briefing/edits", content=body) for body in (b"{", b"[]", b'{"words": {"period": "2026-10"}, "who": 3}', b"x" * 200_000)]
            return [read, made, file, *bad]

    read, made, file, *bad = asyncio.run(talk())
    assert read.json()["pages"][0]["sentences"][0]["at"] == FIRST and made.status_code == 201
    assert "Tangan (disunting tangan oleh Siti)" in {row[0] for row in sheets(file.content)["Kalimat"]}
    assert [b.status_code for b in bad] == [400] * 4
