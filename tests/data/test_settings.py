"""Settings come from the environment, and a wrong one is named."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from data.errors import SettingsError
from data.settings import Settings


def test_nothing_given_is_the_defaults() -> None:
    assert Settings.from_env({}) == Settings() == Settings.from_env({"CITY_PORT": "", "CITY_LANG": ""})
    assert Settings().host == "127.0.0.1"


def test_each_field_can_be_given() -> None:
    env = {"CITY_VAR": "/srv/kota", "CITY_PORT": "0", "CITY_DEMO": "off", "CITY_LANG": "en", "CITY_THREADS": "3", "CITY_MEMORY": "1GB", "CITY_OPEN_DATA": "/data"}
    made = Settings.from_env(env)
    assert (made.var, made.port, made.demo, made.lang, made.threads) == (Path("/srv/kota"), 0, "off", "en", 3)
    assert made.warehouse_file == Path("/srv/kota/warehouse.duckdb") and made.sources_file == Path("/srv/kota/sources.toml")
    assert made.open_data_folder == Path("/data") and Settings(var=Path("x")).open_data_folder == Path("x/open-data")


@pytest.mark.parametrize(("name", "value"), [("PORT", "delapan"), ("PORT", "70000"), ("PORT", "-1"), ("DEMO", "mungkin"), ("LANG", "jv"), ("THREADS", "1.5"), ("DEMO_DAYS", "x")])
def test_a_wrong_value_names_its_variable(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as error:
        Settings.from_env({f"CITY_{name}": value})
    assert f"CITY_{name}" in error.value.message and value in error.value.message and error.value.hint


def test_settings_are_frozen_and_each_says_what_it_is() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]
    assert all(f.metadata.get("help") for f in fields(Settings))
