"""sources.toml: what is polled, and how a slip in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.errors import SettingsError
from etl.sources import listed

GOOD = '[[source]]\nfeed = "citizen_reports"\nsource = "crm"\nurl = "https://example.org/laporan.csv"\nevery_s = 90\n'


def test_a_list_and_none(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    assert listed(file) == ()
    file.write_text(GOOD + '[[source]]\nfeed = "areas"\nsource = "kemendagri"\nurl = "/data/*.geojson"\n')
    first, second = listed(file)
    assert (first.feed, first.source, first.every_s, second.every_s, second.map) == ("citizen_reports", "crm", 90, 60.0, "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD.replace("[[source]]", "[[sources]]"), "'sources' is not a list of sources"),
        (GOOD.replace("[[source]]", "[source]"), "'source' is not a list of sources"),
        ("every_s = 5\n" + GOOD, "'every_s' is not a list"),
        (GOOD.replace("every_s", "every"), "unknown key 'every'"),
        (GOOD.replace('url = "https://example.org/laporan.csv"\n', ""), "lacks url"),
        (GOOD.replace('"crm"', "5"), "source of a source is 5"),
        (GOOD.replace('"crm"', '""'), "source of a source is ''"),
        (GOOD.replace("90", '"90"'), "every_s of crm is '90'"),
        (GOOD.replace("90", "0"), "every_s of crm is 0"),
        (GOOD.replace("90", "nan"), "every_s of crm is nan"),
        (GOOD.replace("citizen_reports", "laporan"), "There is no feed 'laporan'"),
        (GOOD + 'map = "tidak_ada.toml"\n', "tidak_ada.toml cannot be read"),
        ("[[source]\n", "cannot be read"),
    ],
)
def test_a_slip_is_named_with_its_file(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(text)
    with pytest.raises(SettingsError) as error:
        listed(file)
    assert message in error.value.message and "sources.toml" in error.value.message and error.value.hint


def test_a_mapping_that_does_not_fit_the_feed(tmp_path: Path) -> None:
    (tmp_path / "peta.toml").write_text('reader = "csv"\nsource = "x"\n[fields]\nkode = "a"\n')
    (tmp_path / "sources.toml").write_text(GOOD + f'map = "{tmp_path / "peta.toml"}"\n')
    with pytest.raises(SettingsError, match="names 'kode', which citizen_reports does not know"):
        listed(tmp_path / "sources.toml")
