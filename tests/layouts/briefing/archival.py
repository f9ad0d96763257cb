"""What PDF/A-2a asks of a file, as far as a program can see it in the file's objects (ISO 19005-2): a list of faults."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pypdf

FORBIDDEN_ACTIONS = {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView"}
BLENDS = {f"/{name}" for name in (
    "Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn", "HardLight", "SoftLight", "Difference", "Exclusion",
    "Hue", "Saturation", "Color", "Luminosity",
)}  # fmt: skip
KINDS = {"/Screen", "/3D", "/Sound", "/Movie", "/FileAttachment"}


def faults(content: bytes) -> list[str]:
    """Every rule that the file breaks, in words; an empty list for a file that may be archived."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"]
    return [
        *(text for is_good, text in _whole(content, reader, root) if not is_good),
        *(f"font {name}: {text}" for name, text in _fonts(reader)), *(f"object {n}: {text}" for n, text in _objects(reader)), *_figures(root["/StructTreeRoot"], set()),
    ]  # fmt: skip


def _whole(content: bytes, reader: pypdf.PdfReader, root: Any) -> Iterator[tuple[bool, str]]:
    xmp = root["/Metadata"].get_data().replace(b" ", b"").replace(b"\n", b"") if "/Metadata" in root else b""
    intents = [i.get_object() for i in root.get("/OutputIntents", [])]
    second = content.split(b"\n", 2)[1]
    yield content.startswith(b"%PDF-1."), "the header names no PDF 1"
    yield second.startswith(b"%") and len([b for b in second if b > 127]) >= 4, "the second line holds no four bytes above 127"
    yield "/Encrypt" not in reader.trailer, "it is encrypted"
    yield "/ID" in reader.trailer, "the trailer has no ID"
    yield b"pdfaid:part>2<" in xmp or b'pdfaid:part="2"' in xmp, "XMP does not say part 2"
    yield b"pdfaid:conformance>A<" in xmp or b'pdfaid:conformance="A"' in xmp, "XMP does not say conformance A"
    yield "/Filter" not in root["/Metadata"], "XMP is compressed"
    yield bool(intents) and all(i["/S"] == "/GTS_PDFA1" and "/DestOutputProfile" in i for i in intents), "there is no output intent with a profile"
    yield bool(root.get("/MarkInfo", {}).get("/Marked")), "it is not marked as tagged"
    yield "/StructTreeRoot" in root and "/Lang" in root, "it has no structure or no language"
    yield "/AA" not in root and "/OpenAction" not in root, "it acts when it is opened"
    yield "/EmbeddedFiles" not in root.get("/Names", {}) and "/AF" not in root and "/Collection" not in root, "it carries other files"
    yield content.rstrip().endswith(b"%%EOF"), "something stands after its end"
    titled = reader.metadata.title if reader.metadata else None
    yield not titled or (reader.xmp_metadata is not None and titled in reader.xmp_metadata.dc_title.values()), "XMP and the information say different titles"
    yield all("/StructParents" in page and page.get("/Tabs") == "/S" for page in reader.pages if page.get("/Annots")), "notes are not in the order of the structure"
    yield "/AcroForm" not in root and "/OCProperties" not in root and "/JavaScript" not in root.get("/Names", {}), "it holds forms, layers or scripts"


def _fonts(reader: pypdf.PdfReader) -> Iterator[tuple[str, str]]:
    for page in reader.pages:
        for held in _resources(page):
            for font in (f.get_object() for f in held.get("/Font", {}).values()):
                inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
                descriptor = inner.get("/FontDescriptor", {})
                if font["/Subtype"] != "/Type3" and not any(k in descriptor for k in ("/FontFile", "/FontFile2", "/FontFile3")):
                    yield str(font.get("/BaseFont")), "is not embedded"
                if inner.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in inner:
                    yield str(font.get("/BaseFont")), "has no map to its glyphs"
                if "/ToUnicode" not in font:
                    yield str(font.get("/BaseFont")), "has no ToUnicode"


def _resources(page: Any) -> Iterator[Any]:
    """Of the page, and of every form that it draws, such as a chart."""
    stack = [page["/Resources"]]
    while stack:
        held = stack.pop().get_object()
        yield held
        stack += [x.get_object()["/Resources"] for x in held.get("/XObject", {}).values() if "/Resources" in x.get_object()]


def _objects(reader: pypdf.PdfReader) -> Iterator[tuple[int, str]]:
    for number in range(1, len(reader.xref_objStm) + max(max(of.keys(), default=0) for of in reader.xref.values()) + 1):
        try:
            thing = reader.get_object(number)
        except pypdf.errors.PdfReadError:
            continue
        if not isinstance(thing, dict):
            continue
        if (thing.get("/S") in FORBIDDEN_ACTIONS and "/Type" in thing and thing["/Type"] == "/Action") or "/JS" in thing:
            yield number, f"is the action {thing.get('/S')}"
        if thing.get("/Type") == "/Annot" and thing.get("/Subtype") in KINDS:
            yield number, f"is a note of kind {thing['/Subtype']}"
        for is_bad, text in _drawn(thing):
            if is_bad:
                yield number, text
        if thing.get("/Filter") == "/LZWDecode" or ("/F" in thing and thing.get("/Length") is not None):
            yield number, "is LZW or lies outside the file"
        if thing.get("/Subtype") == "/Image" and thing.get("/Interpolate"):
            yield number, "is an interpolated picture"


def _drawn(thing: Any) -> Iterator[tuple[bool, str]]:
    """What graphic states, pictures, forms and notes may not hold."""
    state, kind = thing.get("/Type") == "/ExtGState" or "/BM" in thing, thing.get("/Subtype")
    yield state and thing.get("/BM", "/Normal") not in BLENDS, f"blends by {thing.get('/BM')}"
    yield state and ("/TR" in thing or "/HTP" in thing or thing.get("/TR2", "/Default") != "/Default"), "changes its tones by a function"
    yield kind in ("/Image", "/Form") and any(k in thing for k in ("/OPI", "/Alternates", "/Ref", "/PS")), "refers to another picture or file"
    yield kind == "/PS" or thing.get("/Subtype2") == "/PS", "is a program"
    group = thing.get("/Group")
    yield group is not None and group.get_object().get("/S") == "/Transparency" and group.get_object().get("/CS") == "/DeviceCMYK", "mixes its colours in CMYK without a profile"
    is_note = thing.get("/Type") == "/Annot" and kind != "/Popup"
    yield is_note and (not int(thing.get("/F", 0)) & 4 or bool(int(thing.get("/F", 0)) & 0b100011)), "is a note that is hidden or not printed"


def _figures(node: Any, seen: set[int]) -> Iterator[str]:
    """Every Figure of the structure tells in words what it shows."""
    found = node.get_object()
    if isinstance(found, list):
        for kid in found:
            yield from _figures(kid, seen)
    elif isinstance(found, dict) and id(found) not in seen:
        seen.add(id(found))
        if found.get("/S") == "/Figure" and not found.get("/Alt"):
            yield "a figure has no words"
        if "/K" in found and isinstance(found["/K"].get_object(), list | dict):
            yield from _figures(found["/K"], seen)
