"""Warnings: what is in force, what replaces what, exercises kept apart, latitude before longitude, and broken messages."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.answers import Answers
from data.errors import BatchRefused, ParseError
from data.model import Filters
from data.queries.warnings import warnings_active
from data.warehouse import Warehouse
from tests.etl.square_city import counts, lay_squares, put, remarks

INSIDE = "-6.21,106.81 -6.21,106.83 -6.19,106.83 -6.19,106.81 -6.21,106.81"
FAR = "-7.2,110.1 -7.2,110.2 -7.1,110.2 -7.1,110.1 -7.2,110.1"


def info(severity: str = "Severe", expires: str = "2026-01-05T10:00:00+07:00", shape: str = f"<polygon>{INSIDE}</polygon>", event: str = "Hujan lebat") -> str:
    end = f"<expires>{expires}</expires>" if expires else ""
    return f"""<info><language>id-ID</language><category>Met</category><event>{event}</event><urgency>Immediate</urgency><severity>{severity}</severity>
      <certainty>Observed</certainty><effective>2026-01-05T07:00:00+07:00</effective>{end}<senderName>Stasiun BMKG Uji</senderName>
      <headline>Hujan lebat di Manggarai</headline><description>Uji &amp; coba</description><area><areaDesc>Manggarai</areaDesc>{shape}</area></info>"""


def cap(name: str, body: str = "", status: str = "Actual", kind: str = "Alert", scope: str = "Public", refs: str = "", sent: str = "2026-01-05T07:00:00+07:00") -> str:
    referred = f"<references>{refs}</references>" if refs else ""
    return f"""<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>{name}</identifier><sender>uji@bmkg.example</sender><sent>{sent}</sent>
      <status>{status}</status><msgType>{kind}</msgType><scope>{scope}</scope>{referred}{body}</alert>"""


def ref(name: str) -> str:
    return f"uji@bmkg.example,{name},2026-01-05T07:00:00+07:00"


def at(hour: int, minute: int = 0, area: str = "31") -> Filters:
    """As of a clock time of 5 January 2026, UTC."""
    return Filters(now=datetime(2027, 1, 1, tzinfo=UTC), as_of=datetime(2026, 1, 5, hour, minute, tzinfo=UTC), area=area)


def several(*alerts: str) -> str:
    return "<feed>" + "".join(alerts) + "</feed>"


def test_a_warning_as_it_came(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    lay_squares(warehouse)
    assert counts(put(warehouse, "warnings", tmp_path / "a.xml", cap("A", info()))) == (1, 1, 0, 0, 0)
    assert counts(put(warehouse, "warnings", tmp_path / "a.xml", cap("A", info()))) == (1, 0, 0, 1, 0)
    row = warnings_active(answers, at(1)).iloc[0]
    assert (row["identifier"], row["event"], row["severity"], row["severity_rank"], row["severity_id"]) == ("A", "Hujan lebat", "Severe", 3, "Berat")
    assert (row["attribution"], row["headline"], row["description"], row["area_desc"]) == ("BMKG", "Hujan lebat di Manggarai", "Uji & coba", "Manggarai")
    assert (row["sent_at"], row["expires_at"], row["banner"]) == (datetime(2026, 1, 5, 0), datetime(2026, 1, 5, 3), None)
    ring = json.loads(row["geometry"])["coordinates"][0][0]
    assert [106.81, -6.21] in [[round(x, 2), round(y, 2)] for x, y in ring], "GeoJSON has the longitude first"


def test_in_force_only_between_sending_and_expiry(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    lay_squares(warehouse)
    put(warehouse, "warnings", tmp_path / "a.xml", several(cap("A", info()), cap("B", info(expires=""))))
    assert warnings_active(answers, Filters(now=datetime(2026, 1, 4, 23, 59, tzinfo=UTC))).empty
    assert set(warnings_active(answers, at(2, 59))["identifier"]) == {"A", "B"}
    assert list(warnings_active(answers, at(3))["identifier"]) == ["B"], "hidden from the moment it expires; without an expiry after a day"
    assert warnings_active(answers, Filters(now=datetime(2026, 1, 6, 0, 0, tzinfo=UTC))).empty


def test_update_and_cancel_replace(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    lay_squares(warehouse)
    later = "2026-01-05T08:00:00+07:00"
    put(warehouse, "warnings", tmp_path / "a.xml", several(cap("A", info()), cap("B", info())))
    put(warehouse, "warnings", tmp_path / "b.xml", cap("A2", info("Extreme"), kind="Update", refs=ref("A"), sent=later))
    put(warehouse, "warnings", tmp_path / "c.xml", cap("X", kind="Cancel", refs=f"{ref('A2')} {ref('B')}", sent="2026-01-05T09:00:00+07:00"))
    assert set(warnings_active(answers, at(0, 30))["identifier"]) == {"A", "B"}
    assert list(warnings_active(answers, at(1))["identifier"]) == ["A2", "B"], "the worst first"
    assert warnings_active(answers, at(2)).empty


def test_an_exercise_is_never_a_warning(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    lay_squares(warehouse)
    quiet = [cap(s, info(), status=s) for s in ("System", "Test", "Draft")] + [cap(s, info(), scope=s) for s in ("Restricted", "Private")] + [cap("K", info(), kind="Ack")]
    put(warehouse, "warnings", tmp_path / "a.xml", several(cap("A", info()), cap("L", info("Extreme"), status="Exercise"), *quiet))
    assert list(warnings_active(answers, at(1))["identifier"]) == ["A"]
    drilled = warnings_active(answers, at(1), exercises=True)
    assert list(zip(drilled["identifier"], drilled["banner"], drilled["is_exercise"], strict=True)) == [("A", None, False), ("L", "LATIHAN", True)]
    put(warehouse, "warnings", tmp_path / "b.xml", cap("LX", status="Exercise", kind="Cancel", refs=ref("A"), sent="2026-01-05T07:30:00+07:00"))
    assert list(warnings_active(answers, at(1))["identifier"]) == ["A"], "an exercise cannot cancel what is real"


def test_only_where_it_applies(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    lay_squares(warehouse)
    far, circle = f"<polygon>{FAR}</polygon>", "<circle>-6.2,106.72 1.5</circle>"
    put(warehouse, "warnings", tmp_path / "a.xml", several(cap("JAUH", info(shape=far)), cap("BULAT", info(shape=circle)), cap("NAMA", info(shape="")), cap("DUA", info(shape=far) + info("Minor"))))
    assert remarks(warehouse) == {"none:place": 1, "several:severity": 1}
    assert set(warnings_active(answers, at(1))["identifier"]) == {"BULAT", "NAMA", "DUA"}
    assert set(warnings_active(answers, at(1, area="31.73"))["identifier"]) == {"BULAT", "NAMA"}
    assert set(warnings_active(answers, at(1, area="31.74"))["identifier"]) == {"NAMA", "DUA"}
    assert set(warnings_active(answers, at(1, area="31.74")).set_index("identifier").loc[["DUA"], "severity"]) == {"Severe"}


SWAPPED = "106.81,-6.21 106.83,-6.21 106.83,-6.19 106.81,-6.21"
FAULTS = {
    "swapped:lon_lat": cap("1", info(shape=f"<polygon>{SWAPPED}</polygon>")),
    "geometry": cap("2", info(shape="<polygon>-6.2,106.8 -6.2</polygon>")),
    "unknown:status": cap("3", info(), status="Nyata"),
    "required:sent_at": cap("4", info(), sent=""),
    "type:expires_at": cap("5", info(expires="besok")),
    "required:references": cap("6", kind="Cancel"),
    "required:info": cap("7"),
    "future:sent_at": cap("8", info(), sent="2099-01-05T07:00:00+07:00"),
}


@pytest.mark.parametrize("rule", FAULTS)
def test_faults_have_their_names(warehouse: Warehouse, answers: Answers, tmp_path: Path, rule: str) -> None:
    with pytest.raises(BatchRefused, match=rule):
        put(warehouse, "warnings", tmp_path / "x.xml", FAULTS[rule])
    assert warnings_active(answers, at(1)).empty


@pytest.mark.parametrize("text", [cap("A", info())[:-20], '<!DOCTYPE a [<!ENTITY x "y">]><alert>&x;</alert>', "<rss><channel/></rss>", "<alert><identifier>A</identifier></alert>"])
def test_what_is_no_cap_is_refused(warehouse: Warehouse, tmp_path: Path, text: str) -> None:
    with pytest.raises(ParseError):
        put(warehouse, "warnings", tmp_path / "x.xml", text)
