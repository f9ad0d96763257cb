"""The command line and its documentation: what the pages show works, and what they list is all there is."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from data.errors import SettingsError
from data.warehouse import Warehouse
from etl.__main__ import main
from etl.feed import Mapping
from etl.feeds import feed, feeds
from etl.reasons import of_feed, reasons, table
from etl.sources import listed
from tests.etl.crm_files import good, many, rows

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "feeds.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The state folder that the command line will use."""
    for name, value in (("CITY_VAR", tmp_path / "var"), ("CITY_MEMORY", "1GB")):
        monkeypatch.setenv(name, str(value))
    return tmp_path / "var"


def test_load_and_status_give_one_json_line(state: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text(rows(*many(9), good(10, bujur="x")))
    (tmp_path / "b.csv").write_text(rows(good(1)).replace("kategori", "jenis"))
    assert main(["check", "citizen_reports", str(tmp_path / "a.csv"), "--json"]) == 0
    trial = json.loads(capsys.readouterr().out)
    assert (trial["read"], trial["inserted"], trial["batch"]) == (10, 9, 0) and trial["state"].startswith("trial: ")
    assert main(["load", "citizen_reports", str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), "--json"]) == 4
    out, err = capsys.readouterr()
    first, second = (json.loads(line) for line in out.splitlines())
    assert set(first) == {"feed", "source", "batch", "state", "read", "inserted", "updated", "duplicate", "quarantined", "seconds"}
    assert (first["inserted"], first["quarantined"]) == (9, 1)
    assert second["error"] == "ParseError" and "b.csv fits none" in second["message"] and second["hint"] and "ParseError" in err
    assert main(["status", "--json"]) == 0
    status = {row["feed"]: row for row in json.loads(capsys.readouterr().out) if row["source"] == "crm"}
    assert status["citizen_reports"]["quarantined"] == 1


def test_faults_are_one_line_and_an_exit_code(state: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "peta.toml").write_text('reader = "excel"\nsource = "x"\n')
    for words, code, message in (
        (["load", "laporan", "a.csv"], 4, "There is no feed 'laporan'"),
        (["load", "fires", str(tmp_path / "tidak_ada.csv")], 4, "No such file"),
        (["load", "fires", "a.csv", "--map", str(tmp_path / "peta.toml")], 4, "reader 'excel'"),
        (["run"], 2, "There is no source in"),
    ):
        assert main(words) == code
        out, err = capsys.readouterr()
        assert message in err and "Traceback" not in err and out == ""
    monkeypatch.setenv("CITY_PORT", "delapan")
    assert main(["list"]) == SettingsError.exit_code and "CITY_PORT" in capsys.readouterr().err


def test_list_names_every_feed_and_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    out = capsys.readouterr().out
    assert all(f"{name}  " in out for name in feeds()) and "boston_311 (csv, source boston_311)" in out


def test_the_mapping_of_the_page_loads(warehouse: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "kota.toml").write_text(EXAMPLES[0])
    mapping = Mapping.from_file(tmp_path / "kota.toml")
    assert mapping.words() <= feed("citizen_reports").words()
    from etl.engine import load

    (tmp_path / "a.csv").write_text("nomor,tanggal,jenis,x,y\nN1,31/12/2025 23.30,Jalan Berlubang,107.6,-6.9\n")
    assert load(warehouse, feed("citizen_reports"), tmp_path / "a.csv", mapping=mapping).counts.inserted == 1


def test_the_sources_of_the_page_can_be_polled(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(EXAMPLES[1])
    assert [s.every_s for s in listed(tmp_path / "sources.toml")] == [60, 30] and len(tomllib.loads(EXAMPLES[1])["source"]) == 2


def test_the_page_names_every_key_and_every_kind_of_reason() -> None:
    assert all(f"`{key}`" in PAGE or f"\n{key} = " in PAGE or f"[{key}" in PAGE for key in Mapping.__dataclass_fields__)
    for reason in reasons():
        kind = reason.rule.split(":")[0]
        assert reason.is_kept or f"`{kind}`" in PAGE or re.fullmatch(r"[EW]\d+", kind), f"docs/feeds.md does not explain {reason.rule}"


def test_the_page_of_reasons_is_up_to_date() -> None:
    known = {reason.rule for reason in reasons()}
    assert all(check.rule in known for one in feeds().values() for check in of_feed(one))
    assert (ROOT / "docs" / "reasons.md").read_text(encoding="utf-8") == table(), "run: python -m etl reasons > docs/reasons.md"
