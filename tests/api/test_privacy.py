"""What must not leave does not."""

from __future__ import annotations

import pandas as pd
import pytest

from api.privacy import public, without_personal


@pytest.mark.parametrize(("text", "clean"), [
    ("Hubungi 0812-3456-7890 ya", "Hubungi [telepon] ya"), ("telp +62 812 3456 7890", "telp [telepon]"), ("wa 081234567890", "wa [telepon]"),
    ("NIK 3171234567890001 milik saya", "NIK [NIK] milik saya"), ("ke budi.s@contoh.co.id", "ke [surel]"), ("mobil B 1234 XYZ parkir", "mobil [pelat] parkir"),
    ("Jalan rusak 3 meter di RT 05/RW 02", "Jalan rusak 3 meter di RT 05/RW 02"), ("kode 12345678901234567", "kode 12345678901234567"),
])  # fmt: skip
def test_personal_data_is_taken_out_of_texts(text: str, clean: str) -> None:
    assert without_personal(pd.Series([text], dtype="string[python]"))[0] == clean


@pytest.mark.parametrize("run", ["a", "0", "a@", "a.", "62 8", "B 1"])
def test_a_long_text_is_walked_once(run: str) -> None:
    assert without_personal(pd.Series([run * 100_000], dtype="string[python]"))[0]


def test_private_rows_lose_text_and_place_even_when_a_question_forgets() -> None:
    frame = pd.DataFrame(
        {
            "report_id": ["a", "b", "c"],
            "is_private": [True, False, None],
            "description": ["rahasia", "umum", "?"],
            "lon": [106.8, 106.9, 107.0],
            "lat": [-6.2, -6.3, -6.4],
            "area": ["31.71.01.1001"] * 3,
        }
    )
    told = public(frame)
    assert told.loc[[0, 2], ["description", "lon", "lat", "area"]].isna().all(axis=None)
    assert told.loc[1, ["description", "lon", "area"]].tolist() == ["umum", 106.9, "31.71.01.1001"]
    assert frame["description"][0] == "rahasia"
