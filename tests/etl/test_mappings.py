"""Mapping files: what they may hold, and how a slip is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.errors import FeedError
from data.warehouse import Warehouse
from etl.feed import Mapping
from etl.feeds import feed, feeds
from etl.readers.csv import header
from tests.etl.crm_files import bring, reports

GOOD = """
reader = "csv"
source = "kota_lain"
city = "Bandung"
zone = "Asia/Makassar"
needs = ["nomor"]
[fields]
report_id = "nomor"
created_at = "tanggal"
category = "jenis"
[times]
created_at = "%d/%m/%Y %H.%M"
[values.category]
"Jalan Berlubang" = "jalan"
[constants]
channel = "jaki"
"""


def mapped(tmp_path: Path, text: str) -> Mapping:
    (tmp_path / "kota.toml").write_text(text)
    return Mapping.from_file(tmp_path / "kota.toml")


def test_an_export_of_ones_own_by_a_mapping_file(warehouse: Warehouse, tmp_path: Path) -> None:
    from data.clock import to_wib

    bring(warehouse, tmp_path / "a.csv", "nomor;tanggal;jenis\nN1;31/12/2025 23.30;jalan berlubang\n", mapping=mapped(tmp_path, GOOD))
    with warehouse.working() as session:
        source, category, raw, channel, created = session.one("select source, category, category_raw, channel, created_at from report")
        assert session.one("select city, is_home from source") == ("Bandung", False)
    assert (source, category, raw, channel) == ("kota_lain", "jalan", "jalan", "jaki")
    assert to_wib(created).isoformat() == "2025-12-31T22:30:00+07:00"  # 23.30 in Makassar


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('zone = "Asia/Makassar"', 'zona = "Asia/Makassar"'), "unknown key 'zona'"),
        (('reader = "csv"', 'reader = "excel"'), "reader 'excel', which is not there. Use csv, gtfs"),
        (('reader = "csv"', 'reader = "archive"'), "reader 'archive', which is not there"),
        (('source = "kota_lain"\n', ""), "lacks the key 'source'"),
        (('source = "kota_lain"', "source = 7"), "no text for 'source'"),
        (("Asia/Makassar", "Asia/Atlantis"), "time zone 'Asia/Atlantis', which nobody knows"),
        (("Asia/Makassar", "../../etc/passwd"), "which nobody knows"),
        (('needs = ["nomor"]', 'needs = "nomor"'), "a list of texts for 'needs'"),
        (('report_id = "nomor"', "report_id = 1"), "texts by word under [fields]"),
        (('channel = "jaki"', "channel = 5"), "texts by word under [constants]"),
        (('report_id = "nomor"', '"Report-Id" = "nomor"'), "the word 'Report-Id'"),
        (("[fields]", "[fields"), "cannot be read"),
    ],
)
def test_a_slip_in_the_file_is_named(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    assert change[0] in GOOD
    with pytest.raises(FeedError) as error:
        mapped(tmp_path, GOOD.replace(*change))
    assert message in str(error.value) and "kota.toml" in error.value.message and error.value.hint


def test_a_path_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="no JSON path"):
        mapped(tmp_path, GOOD.replace('"csv"', '"json"'))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="tidak_ada.toml cannot be read"):
        Mapping.from_file(tmp_path / "tidak_ada.toml")


def test_a_word_that_the_feed_does_not_know(warehouse: Warehouse, tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="names 'kategory', which citizen_reports does not know. Its words: .*category"):
        bring(warehouse, tmp_path / "a.csv", "nomor;tanggal;jenis\n", mapping=mapped(tmp_path, GOOD.replace("category =", "kategory =")))
    assert reports(warehouse) == set()


def test_an_unknown_feed_lists_those_there_are() -> None:
    with pytest.raises(FeedError, match="There is no feed 'laporan'. Known feeds: .*citizen_reports"):
        feed("laporan")


@pytest.mark.parametrize("name", ["areas", "citizen_reports", "report_events", "cameras", "cctv_incidents", "fires"])
def test_shipped_mappings_name_only_what_their_feed_knows(name: str) -> None:
    one = feed(name)
    assert one.mappings() and all(m.words() <= one.words() for m in one.mappings())


def test_no_two_shipped_mappings_of_a_feed_fit_one_csv_header(tmp_path: Path) -> None:
    from etl.readers.csv import fits

    for one in feeds().values():
        maps = [m for m in one.mappings() if m.reader == "csv"]
        for mapping in maps:
            file = tmp_path / f"{one.name}-{mapping.name}.csv"
            file.write_text(",".join(dict.fromkeys((*mapping.needs, *mapping.fields.values()))) + "\n")
            assert header(file)[0] and [m.name for m in maps if fits(file, m)] == [mapping.name]
