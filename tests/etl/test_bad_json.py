"""JSON, JSON lines and XML as they really come."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.errors import BatchRefused, ParseError
from data.warehouse import Warehouse
from etl.feeds import feed
from tests.etl.crm_files import bad, bring, incoming, reports

REQUEST = {"service_request_id": "R{n}", "requested_datetime": "2026-01-02T08:00:00+07:00", "service_code": "jalan", "long": 106.7, "lat": -6.2}
INCIDENT = {"id_kejadian": "K{n}", "jenis": "banjir", "waktu_deteksi": "2026-01-02 08:00:00", "prioritas": "tinggi"}


def request(n: int, **words: object) -> str:
    return json.dumps({**REQUEST, "service_request_id": f"R{n}", **words})


def incident(n: int, **words: object) -> str:
    return json.dumps({**INCIDENT, "id_kejadian": f"K{n}", **words})


def array(*records: str) -> str:
    return "[" + ",\n".join(records) + "]"


@pytest.mark.parametrize(("text", "where"), [("[" + request(1) + ",\n{]", "line 2, column 2"), ('{"service_request_id": "requested_datetime"', "line 1, column")])
def test_broken_json_is_refused_with_its_place(warehouse: Warehouse, tmp_path: Path, text: str, where: str) -> None:
    with pytest.raises(ParseError) as error:
        bring(warehouse, tmp_path / "laporan.json", text)
    assert where in error.value.message and "laporan.json" in error.value.message and error.value.hint
    assert reports(warehouse) == set() and incoming(warehouse) == []


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_are_none(warehouse: Warehouse, tmp_path: Path, number: str) -> None:
    text = array(*(request(n) for n in range(6)), request(7).replace("106.7", number))
    try:
        bring(warehouse, tmp_path / "laporan.json", text)
    except ParseError as error:
        assert "laporan.json" in error.message
    else:
        ((line, reasons, raw),) = bad(warehouse)
        assert (line, reasons) == (7, {"type:lon"}) and "R7" in raw


def test_one_name_twice_in_an_object_is_believed_in_neither_reading(warehouse: Warehouse, tmp_path: Path) -> None:
    twice = request(8)[:-1] + ', "lat": 40}'
    bring(warehouse, tmp_path / "laporan.json", array(*(request(n) for n in range(6)), twice, request(9)))
    assert "R8" not in reports(warehouse) and "R9" in reports(warehouse)
    ((line, reasons, raw),) = bad(warehouse)
    assert (line, reasons) == (7, {"json:duplicate_key"}) and json.loads(raw)["service_request_id"] == "R8"


def test_lines_of_json_are_judged_one_by_one(warehouse: Warehouse, tmp_path: Path) -> None:
    lines = [*(incident(n) for n in range(8)), "", "   ", "{not json", '["no", "object"]', incident(9, waktu_deteksi="kapan"), incident(10)]
    batch = bring(warehouse, tmp_path / "insiden.jsonl", "\r\n".join(lines), "cctv_incidents")
    assert (batch.counts.read, batch.counts.inserted) == (12, 9)
    assert [(n, r) for n, r, _ in bad(warehouse)] == [
        (11, {"json:unreadable"}), (12, {"json:unreadable"}), (13, {"type:detected_at", "required:detected_at"}),
    ]
    assert bad(warehouse)[0][2] == "{xxx xxxx", "of what is no JSON only the shape is kept"


def test_a_giant_line_of_json_is_quarantined_and_its_neighbours_stay(warehouse: Warehouse, tmp_path: Path) -> None:
    lines = [*(incident(n) for n in range(5)), incident(6, catatan="x" * (50 << 20)), incident(7)]
    bring(warehouse, tmp_path / "insiden.jsonl", "\n".join(lines), "cctv_incidents")
    ((line, reasons, raw),) = bad(warehouse)
    assert (line, reasons, len(raw)) == (6, {"json:line_too_long"}, 10_000)
    with warehouse.working() as session:
        assert session.one("select count(*) from incident") == (6,)


def test_a_document_without_records_is_refused(warehouse: Warehouse, tmp_path: Path) -> None:
    open311 = next(m for m in feed("citizen_reports").mappings() if m.name == "open311_json")
    for text, message in (('{"service_request_id": [], "requested_datetime": []}', "rows are bad"), ("[]", "no record has"), ('[{"a": 1}]', "no record has 'service_request_id'")):
        with pytest.raises((ParseError, BatchRefused), match=message):
            bring(warehouse, tmp_path / "laporan.json", text, mapping=open311)


XML = "<?xml version='1.0' encoding='{encoding}'?>\n<service_requests>\n{body}</service_requests>\n"
ONE = (
    "<request><service_request_id>X{n}</service_request_id><requested_datetime>2026-01-02T08:00:00+07:00</requested_datetime>"
    "<status>open</status><description>{text}</description><lat>{lat}</lat><long>106.7</long><email>warga@example.org</email></request>\n"
)


def document(*bodies: str, encoding: str = "utf-8") -> str:
    return XML.format(encoding=encoding, body="".join(bodies))


def test_xml_rows_carry_line_reason_and_the_words_that_are_ours(warehouse: Warehouse, tmp_path: Path) -> None:
    bodies = [ONE.format(n=n, text="Jalan rusak", lat=-6.2) for n in range(6)]
    bring(warehouse, tmp_path / "laporan.xml", document(*bodies, "\n<!-- catatan -->\n", ONE.format(n=7, text="a", lat="selatan")))
    assert len(reports(warehouse)) == 6
    ((line, reasons, raw),) = bad(warehouse)
    assert (line, reasons) == (11, {"type:lat"}) and json.loads(raw)["lat"] == "selatan"
    assert "email" not in raw and "example.org" not in raw


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16"])
def test_xml_that_declares_another_encoding(warehouse: Warehouse, tmp_path: Path, encoding: str) -> None:
    text = document(*(ONE.format(n=n, text="Café", lat=-6.2) for n in range(2)), encoding=encoding)
    bring(warehouse, tmp_path / "laporan.xml", text.encode(encoding))
    with warehouse.working() as session:
        assert session.rows("select distinct description from report") == [("Café",)]


BOMB = '<!DOCTYPE lolz [<!ENTITY lol "lol">' + "".join(f'<!ENTITY lol{i} "{f"&lol{i - 1};" * 10}">' for i in range(1, 10)) + "]>"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<?xml version='1.0'?>" + BOMB.replace("&lol0;", "&lol;") + "<r>&lol9;</r>", "declares entities or a DTD"),
        ("<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r><request>&x;</request></r>", "declares entities or a DTD"),
        ("<r>\n<request></r>", "line 2, column"),
        ("<r><other/></r>", "there is no <request> in <r>"),
        ("<r><request><a>1</a></request></r>", "no <request> has <service_request_id>"),
    ],
    ids=["billion laughs", "a file by entity", "malformed", "another kind", "no such words"],
)
def test_xml_that_is_refused_whole(warehouse: Warehouse, tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ParseError) as error:
        bring(warehouse, tmp_path / "laporan.xml", text)
    assert message in error.value.message and "laporan.xml" in error.value.message and error.value.hint
    assert reports(warehouse) == set() and incoming(warehouse) == []
