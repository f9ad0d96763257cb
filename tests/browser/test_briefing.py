"""The page of the briefing in a real browser: look, find, change a sentence by hand, and take the changed document along."""

from __future__ import annotations

import io

import httpx
import pypdf

from tests.browser.conftest import Visit


def test_a_sentence_is_changed_by_hand_and_printed(visit: Visit) -> None:
    page = visit.open("/briefing")
    page.locator(".briefing-editor button").first.click()
    visit.until("document.querySelectorAll('.briefing-pages textarea').length > 2")
    page.locator(".briefing-pages textarea").first.fill("Kalimat dari tangan.")
    page.locator(".briefing-pages li").nth(2).locator("button").first.click()  # the third page goes up
    page.locator(".briefing-editor > button").click()
    visit.until("document.querySelector('.briefing-editor [role=status]').textContent.includes('Belum tersimpan')")  # nobody's name
    page.locator(".briefing-editor > label input").fill("Siti R.")
    page.locator(".briefing-editor > button").click()
    visit.until("document.querySelectorAll('.briefing-editor [role=status] a').length === 4")
    address = page.locator(".briefing-editor [role=status] a").first.get_attribute("href")
    paper = pypdf.PdfReader(io.BytesIO(httpx.get(f"{visit.url}{address}", timeout=60).content))
    assert "Kalimat dari tangan. (disunting tangan oleh Siti R.)" in " ".join(paper.pages[0].extract_text().split())
    page.locator(".briefing-archive button").click()
    visit.until("document.querySelector('.briefing-archive tbody')?.rows.length > 0")
    assert "PDF" in page.locator(".briefing-archive tbody").inner_text()
    window = page.locator(".briefing-window a").first.get_attribute("href")
    assert window and "kind=dossier" in window
    with page.expect_download() as taken:
        page.locator(".briefing-window a").first.click()
    assert taken.value.suggested_filename.startswith("dossier-") and taken.value.suggested_filename in page.locator(".briefing-window .briefing-told").inner_text()
    since, until = page.locator(".briefing-window input").nth(0), page.locator(".briefing-window input").nth(1)
    until.fill(since.input_value())
    assert page.locator(".briefing-window a").count() == 0 and page.locator(".briefing-window .briefing-told").inner_text() == "Saat akhir harus sesudah saat mulai."
    page.evaluate("document.querySelector('[data-making] a').setAttribute('href', '/export/briefing.pdf?period=2026-99')")
    page.locator("[data-making] a").first.click()
    visit.until("document.querySelector('[data-making] .briefing-told')?.textContent.startsWith('Tidak dapat dibuat: The period')")
    assert not visit.outside and [line for line in visit.said if "400" not in line] == []
