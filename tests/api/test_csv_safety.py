"""A CSV from here cannot make a spreadsheet run anything, and does not hurt a number."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.dataset import Column
from api.formats.cells import declared
from api.formats.csv import encode, safe

SIGNS = ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"]


def cell(text: str) -> str:
    return str(safe(pd.Series([text], dtype="string"))[0])


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["", " ", "   ", ",", ";", '"', ' ;" '])
def test_a_start_of_a_formula_gets_an_apostrophe(sign: str, before: str) -> None:
    assert cell(f"{before}{sign}cmd|' /C calc'!A0").startswith("'")


@pytest.mark.parametrize("text", ["foo;=1+1", "foo,+1", 'foo",@SUM(A1)', "foo; =1", "foo\n=1"])
def test_a_formula_after_a_separator_is_stopped_too(text: str) -> None:
    sign = next(c for c in text if c in "=+@")
    assert f"'{sign}" in cell(text)


@pytest.mark.parametrize(
    "text", ["Jalan rusak", "RT 05/RW 02", "a-b", "31.73.05.1001", "2026-10-31", "e=mc2", ""]
)
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


@settings(deadline=None, max_examples=60, database=None)
@given(st.text(alphabet=st.sampled_from([*"=+-@ab ,;\"'", "\t", "\r", "\n", "\uff1d"]), max_size=12))
def test_no_cell_starts_a_formula_however_it_is_split(text: str) -> None:
    for separator in ("\0", ",", ";", '"', "\n", "\r", "\t"):
        for part in cell(text).split(separator):
            assert not part.strip(' ,;"\t\r\n').startswith(("=", "+", "-", "@", "\uff1d"))


@pytest.mark.parametrize("run", [",", " ", ";\t", "a,", "= ", '"'])
def test_a_long_text_is_walked_once(run: str) -> None:
    text = "a" + run * 200_000
    assert len(cell(text)) >= len(text)


def test_numbers_are_left_alone_and_headers_are_not() -> None:
    columns = (
        Column("lat", "number", "", ""),
        Column("=n", "integer", "", ""),
        Column("words", "text", "", ""),
    )
    frame = pd.DataFrame(
        {"lat": [-6.2, None, float("inf")], "=n": [-5, 1, None], "words": ["-5", "satu, dua", None]}
    )
    rows = list(
        csv.reader(io.StringIO(encode(declared(frame, columns), columns, "wib", ["simulasi_crm"]).decode()))
    )
    assert rows == [
        ["lat", "'=n", "words", "source"],
        ["-6.2", "-5", "'-5", "simulasi_crm"],
        ["", "1", "satu, dua", "simulasi_crm"],
        ["", "", "", "simulasi_crm"],
    ]


def test_lists_booleans_and_line_ends() -> None:
    columns = (Column("sources", "texts", "", ""), Column("is_late", "boolean", "", ""))
    frame = pd.DataFrame({"sources": [["a", "=b"], None], "is_late": [True, None]})
    assert encode(declared(frame, columns), columns, "wib", []) == b"sources,is_late\r\na|=b,true\r\n,\r\n"
