"""The office's template: its mark in every format with its words, one clear error for what cannot be used, and documents without it."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace
from pathlib import Path

import httpx
import openpyxl
import pypdf
import pytest
from fastapi import FastAPI
from PIL import Image, ImageDraw
from pptx import Presentation

from api.briefing import routes
from app import add_static
from data.answers import Answers
from data.errors import SettingsError
from data.settings import Settings
from data.warehouse import Warehouse
from layouts.briefing import mark, pdf, pptx, xlsx
from layouts.briefing.export import exports
from layouts.briefing.material import Request
from layouts.briefing.period import period_of
from layouts.briefing.shapes import Contents
from layouts.briefing.template import OFFICE, Template, templates
from layouts.theme import LIGHT
from tests.layouts.briefing.archival import faults
from tests.layouts.briefing.reading import pdf_text, slide_text, squeezed
from tests.layouts.briefing.town import NOW

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 120"><path d="M50 0L100 35 82 120 18 120 0 35Z"/><text x="20" y="90">JAYA</text></svg>'
WORDS = "Lambang uji: sebuah perisai"


def png(size: tuple[int, int] = (60, 72)) -> bytes:
    """A shield on nothing."""
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(picture).polygon([(30, 0), (60, 20), (48, 72), (12, 72), (0, 20)], fill=(20, 80, 160, 255))
    held = io.BytesIO()
    picture.save(held, "PNG")
    return held.getvalue()


def declared(settings: Settings, text: str, **files: bytes) -> Settings:
    """The settings after `template.toml` and the files beside it were written."""
    settings.var.mkdir(parents=True, exist_ok=True)
    (settings.var / "template.toml").write_text(text, encoding="utf-8")
    for name, content in files.items():
        (settings.var / name.replace("_", ".")).write_bytes(content)
    return settings


@pytest.mark.parametrize("file", ["uji.svg", "uji.png"])
def test_the_mark_stands_in_all_three_with_its_words(file: str, said: Contents, settings: Settings) -> None:
    declared(settings, f'mark = "{file}"\nmark_alt = "{WORDS}"\noffice = "Dinas Uji"\naccent = "#8a1538"', uji_svg=SVG.encode(), uji_png=png())
    known = templates(settings)
    assert not known.problems and known.house.mark and known.house.mark.shape == pytest.approx(60 / 72, abs=0.01)
    dressed = replace(said, pages=said.pages[:2], template=known.of())
    paper, slides, book = pdf.pdf(dressed), pptx.pptx(dressed), xlsx.xlsx(dressed)
    assert faults(paper) == [] and WORDS in alts(paper)
    first, second = (squeezed(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(paper)).pages[:2])
    assert "DINASUJI" in first and "DINASUJI" not in second
    pictures = [[(shape.height, shape._element.nvPicPr.cNvPr.get("descr")) for shape in slide.shapes if shape.name == "mark"] for slide in Presentation(io.BytesIO(slides)).slides]
    assert all([words for _high, words in found] == [WORDS] for found in pictures) and pictures[0][0][0] > 2 * pictures[1][0][0] and "Dinas Uji" in slide_text(slides)
    sheets = openpyxl.load_workbook(io.BytesIO(book))
    assert [len(sheet._images) for sheet in sheets][:2] == [1, 0] and sheets.worksheets[0]["A3"].value == "Dinas Uji"
    again = replace(dressed, template=templates(settings).of())
    assert (pdf.pdf(again), pptx.pptx(again), xlsx.xlsx(again)) == (paper, slides, book)


def alts(paper: bytes) -> list[str]:
    """The words of every figure of a PDF."""
    reader = pypdf.PdfReader(io.BytesIO(paper))
    found = (reader.get_object(pypdf.generic.IndirectObject(n, 0, reader)) for n in range(1, int(reader.trailer["/Size"])))
    return [str(one["/Alt"]) for one in found if isinstance(one, dict) and "/Alt" in one]


def test_without_a_mark_the_office_is_named_and_nothing_is_drawn(said: Contents) -> None:
    short = replace(said, pages=said.pages[:1])
    slides = pptx.pptx(short)
    assert squeezed(OFFICE).upper() in pdf_text(pdf.pdf(short)) and OFFICE in slide_text(slides)
    assert not [shape for slide in Presentation(io.BytesIO(slides)).slides for shape in slide.shapes if shape.name == "mark"]


@pytest.mark.parametrize(("content", "told"), [
    (None, "cannot be read"), (b"GIF89a", "neither a PNG nor an SVG"), (png()[:200], "broken"), (b"\x89PNG nothing", "broken"), (b"<svg", "parse"),
    (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', "shows nothing"), (b"<!DOCTYPE x [<!ENTITY a 'b'>]><svg/>", "entities"),
    (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image width="9" height="9" href="/etc/hostname"/></svg>', "linked image"),
    (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 9"><path d="M0 0h900v9H0z"/></svg>', "too slim or too wide"), (SVG.encode("utf-16"), "neither"),
    (b" " * (mark.LARGEST + 1), "larger than"),
])  # fmt: skip
def test_a_mark_that_cannot_be_used_is_one_clear_error_and_the_name_stands_alone(content: bytes | None, told: str, settings: Settings) -> None:
    declared(settings, 'office = "Dinas Uji"\nmark = "uji.x"', **({} if content is None else {"uji_x": content}))
    known = templates(settings)
    (problem,) = known.problems
    assert told in problem.message and "uji.x" in problem.message and problem.hint and known.house == Template(office="Dinas Uji")


@pytest.mark.parametrize(("text", "told"), [
    ("office = ", "cannot be read"), ('logo = "a.svg"', "unknown key 'logo'"), ("office = 3", "office is not a text"), ('accent = "#f5c518"', "cannot be read on white"),
    ('accent = "merah"', "cannot be read on white"), ('classification = "Rahasia"', "Rahasia"), ("agency = 1", "no table"), ('[agency."x"]\nlogo = "a"', "unknown key"),
])  # fmt: skip
def test_a_file_that_cannot_be_used_leaves_the_houses_own(text: str, told: str, settings: Settings) -> None:
    known = templates(declared(settings, text))
    (problem,) = known.problems
    assert isinstance(problem, SettingsError) and told in problem.message and "template.toml" in problem.message and known.house == Template()


def test_a_file_that_is_named_must_be_there(settings: Settings, tmp_path: Path) -> None:
    assert templates(settings).problems == () and templates(settings).house == Template(accent=LIGHT.accent)
    assert "cannot be read" in templates(replace(settings, template=tmp_path / "lain.toml")).problems[0].message


def test_an_agency_and_a_kind_change_what_they_name(settings: Settings) -> None:
    text = 'office = "Rumah"\nclassification = "Umum"\n[kind.smartcity100]\noffice = "Diskominfotik"\n[agency."Dinas Bina Marga"]\nclassification = "Terbatas"'
    known = templates(declared(settings, text))
    assert [known.of().office, known.of("smartcity100").office, known.of("briefing", "dinas bina marga ").office] == ["Rumah", "Diskominfotik", "Rumah"]
    assert [known.classification(), known.classification(agency="Dinas Bina Marga"), known.classification("Terbatas"), known.classification(kind="dossier")] == ["Umum", "Terbatas", "Terbatas", "Terbatas"]


def test_an_export_and_the_screen_wear_it(city: Warehouse, settings: Settings) -> None:
    declared(settings, 'office = "Dinas Uji"\nmark = "uji.svg"', uji_svg=SVG.encode())
    (made,) = exports(Answers(city), settings, Request(period_of("2026-10"), "31", "id", NOW), ("xlsx",), "uji", NOW)
    assert openpyxl.load_workbook(io.BytesIO(made.content)).worksheets[0]["A3"].value == "Dinas Uji"
    server = FastAPI()
    add_static(server, settings)
    server.include_router(routes(Answers(city), settings, lambda: "1", lambda: NOW))

    async def asked() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(server), base_url="http://uji") as client:
            found = [await client.get(path) for path in ("/theme.css", "/export/mark.png")]
            (settings.var / "template.toml").unlink()
            return [*found, await client.get("/export/mark.png")]

    style, picture, gone = asyncio.run(asked())
    assert "/export/mark.png" in style.text and Image.open(io.BytesIO(picture.content)).height == mark.TALL and gone.status_code == 404
