"""The alarm rules that come with the program, and that a broken one is named with its file and key."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from data.alarms.rules import HERE, PRIORITIES, read, shipped
from data.warehouse import Warehouse


def test_every_rule_that_comes_with_the_program_is_whole_and_says_who_must_act() -> None:
    found = shipped()
    assert found.problems == ()
    by_id = {rule.id: rule for rule in found.rules}
    assert (by_id["siaga_1"].acts_id, by_id["siaga_2"].acts_id) == ("Gubernur", "Sekretaris Daerah")
    assert {rule.priority for rule in found.rules} == set(PRIORITIES)
    assert [PRIORITIES.index(rule.priority) for rule in found.rules] == sorted(PRIORITIES.index(rule.priority) for rule in found.rules)


def test_the_sql_of_every_rule_runs_on_an_empty_city(warehouse: Warehouse) -> None:
    with warehouse.working() as session:
        for rule in shipped().rules:
            rows = session.rows(rule.sql, {"now": datetime(2026, 11, 21), "standing": []})
            assert rows == [], rule.id


WRONG = {
    "priority": ('priority = "tinggi"', 'priority = "penting"'), "dead_band": ("dead_band = 5", "dead_band = -5"), "respond_min": ("respond_min = 15", "respond_min = 0"),
    "off_delay_s": ("off_delay_s = 1800", "off_delay_s = 1.5"), "rows": ('rows = "water_posts($now)"', 'rows = "water_posts($now); drop table report"'),
    "acts_id": ('acts_id = "Gubernur"', 'acts_id = ""'), "colour": ('unit = "cm"', 'colour = "merah"'), "is_inclusive": ('unit = "cm"', "is_inclusive = 1"),
    "id": ('id = "siaga_1"', 'id = "siaga_9"'), "": ('unit = "cm"', 'unit = "cm'),
}  # fmt: skip


@pytest.mark.parametrize("key", WRONG)
def test_a_fault_is_named_with_its_file_and_key(tmp_path: Path, key: str) -> None:
    right, wrong = WRONG[key]
    text = (HERE / "siaga_1.toml").read_text(encoding="utf-8")
    assert right in text
    (tmp_path / "siaga_1.toml").write_text(text.replace(right, wrong), encoding="utf-8")
    (tmp_path / "camera_outage.toml").write_text((HERE / "camera_outage.toml").read_text(encoding="utf-8"), encoding="utf-8")
    found = read(tmp_path)
    assert [rule.id for rule in found.rules] == ["camera_outage"], "the others run"
    (problem,) = found.problems
    assert (problem.file, problem.key) == ("siaga_1.toml", key)
    assert problem.text


def test_a_rule_that_leans_on_itself_or_on_nothing_is_refused(tmp_path: Path) -> None:
    for name, above in (("siaga_2", "siaga_3"), ("siaga_3", "siaga_2")):
        text = (HERE / f"{name}.toml").read_text(encoding="utf-8")
        kept = "\n".join(line for line in text.splitlines() if not line.startswith("suppressed_by"))
        (tmp_path / f"{name}.toml").write_text(f'{kept}\nsuppressed_by = "{above}"\n', encoding="utf-8")
    found = read(tmp_path)
    assert {problem.key for problem in found.problems} == {"suppressed_by"}
    assert not found.rules
