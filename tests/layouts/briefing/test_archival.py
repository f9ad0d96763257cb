"""The paper may be archived: the rules of PDF/A-2a that a program can see; and letters that cannot be set are boxes with a word about them."""

from __future__ import annotations

import io
from datetime import datetime

import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject

from data.answers import Answers
from data.warehouse import Warehouse
from layouts.briefing import pdf
from layouts.briefing.shapes import Contents
from tests.layouts.briefing.archival import faults
from tests.layouts.briefing.reading import pdf_text, squeezed
from tests.layouts.briefing.town import add, briefing


def test_the_paper_breaks_no_rule_of_its_standard(said: Contents) -> None:
    assert faults(pdf.pdf(said, datetime(2026, 11, 21))) == []


@pytest.mark.parametrize(("harm", "said_of_it"), [
    (lambda w: w._root_object.__delitem__("/OutputIntents"), "output intent"), (lambda w: w._root_object.update({NameObject("/OpenAction"): DictionaryObject()}), "acts when"),
    (lambda w: w.add_attachment("x.txt", b"x"), "other files"),
    (lambda w: w._add_object(DictionaryObject({NameObject("/Type"): NameObject("/ExtGState"), NameObject("/BM"): NameObject("/Foo")})), "blends by"),
    (lambda w: w.add_uri(0, "https://example.id", [0, 0, 9, 9]), "not printed"), (lambda w: w.add_metadata({"/Title": "other"}), "different titles"),
    (lambda w: w._root_object.__delitem__("/Lang"), "no language"), (lambda w: w._root_object.__delitem__("/MarkInfo"), "tagged"),
])  # fmt: skip
def test_the_check_sees_what_is_wrong(harm: object, said_of_it: str, said: Contents) -> None:
    assert callable(harm)
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf.pdf(said)))
    harm(writer)
    made = io.BytesIO()
    writer.write(made)
    assert any(said_of_it in fault for fault in faults(made.getvalue()))


def test_arabic_is_set_and_emoji_are_boxes_of_which_the_paper_tells(city: Warehouse, said: Contents) -> None:
    assert "Tanda□" not in pdf_text(pdf.pdf(said))
    add(city, "emo", 30, datetime(2026, 10, 2), "31.71.01.1001", category="banjir 😀", agency="مرحبا")
    paper = pdf.pdf(briefing(Answers(city)))
    text = pdf_text(paper)
    fonts = {str(f.get_object()["/BaseFont"]) for page in pypdf.PdfReader(io.BytesIO(paper)).pages for f in page["/Resources"]["/Font"].values()}
    assert any("NotoSansArabic" in name for name in fonts) and set("مرحبا") <= set(text) and pdf.plain("مرحبا 😀") == "مرحبا □"
    assert "banjir□" in text and squeezed("huruf atau gambar yang tidak ada pada huruf cetak ini") in text
    assert faults(paper) == []
