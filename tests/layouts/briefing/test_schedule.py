"""Scheduled briefings: which run is due, mail through a real server of SMTP, tries again, folders, and the log of each try."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from data.answers import Answers
from data.clock import WIB
from data.errors import BriefingError, SettingsError
from data.settings import Settings
from data.warehouse import Warehouse
from layouts.briefing.command import main
from layouts.briefing.courier import BACK_OFF, Courier
from layouts.briefing.export import RENDERERS
from layouts.briefing.mail import Post
from layouts.briefing.plans import Plan, listed
from layouts.briefing.shapes import Contents

MORNING = datetime(2026, 11, 21, 6, 0, tzinfo=WIB)
PLANS = """
[[briefing]]
name = "bulanan"
every = "month"
area = "31.73"
formats = ["pdf", "xlsx"]
to = ["gubernur@example.id", "sekda@example.id"]
folder = "kirim"
"""


@dataclass
class Office:
    """A mail server's handler: keeps what it takes; refuses addresses in `refused` with a temporary error."""

    taken: list[EmailMessage] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if address in self.refused:
            return "451 full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        return "250 OK"


def allowed(_server: Any, _session: Any, _envelope: Any, _mechanism: Any, data: Any) -> AuthResult:
    """Only dinas with its password comes in."""
    return AuthResult(success=isinstance(data, LoginPassword) and data.login == b"dinas" and data.password == b"r@hasia", handled=False)


@pytest.fixture
def office() -> Iterator[tuple[Office, int]]:
    """A real SMTP server on the loopback."""
    handler, port = Office(), _free()
    controller = Controller(handler, hostname="127.0.0.1", port=port, authenticator=allowed, auth_require_tls=False, auth_required=True)
    controller.start()
    yield handler, port
    controller.stop()


def _free() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def courier(city: Warehouse, settings: Settings, port: int, at: datetime = MORNING, password: str = "r%40hasia") -> Courier:
    """The courier with PLANS, at a moment."""
    settings.briefings_file.parent.mkdir(parents=True, exist_ok=True)
    settings.briefings_file.write_text(PLANS)
    given = replace(settings, smtp_url=f"smtp+plain://dinas:{password}@127.0.0.1:{port}", smtp_from="pusat@example.id")
    made = Courier.of(Answers(city), given)
    made.now = lambda: at
    return made


def test_it_goes_out_once_to_everybody_with_its_files(city: Warehouse, settings: Settings, office: tuple[Office, int]) -> None:
    handler, port = office
    one = courier(city, settings, port)
    assert {t.target: t.state for t in one.turn()} == {"gubernur@example.id": "sent", "sekda@example.id": "sent", "folder:kirim": "sent"}
    assert one.turn() == () and courier(city, settings, port, MORNING + timedelta(days=5)).turn() == ()  # also after a restart
    assert [m["To"] for m in handler.taken] == ["gubernur@example.id", "sekda@example.id"]
    message = handler.taken[0]
    assert message["Subject"] == "Briefing bulanan Jakarta Barat: Oktober 2026"
    files = {a.get_filename(): a.get_content() for a in message.iter_attachments()}
    laid = {f.name: f.read_bytes() for f in (settings.var / "kirim").iterdir()}
    assert files == laid and sorted(name.rsplit(".", 1)[1] for name in files) == ["pdf", "xlsx"]
    body = message.get_body()
    assert body and "1. Oktober 2026: 300 laporan warga masuk" in body.get_content()
    assert {row[0] for row in city.here().rows("select distinct who from export_log")} == {"jadwal:bulanan"}


def test_a_failure_is_tried_again_later_and_then_given_up(city: Warehouse, settings: Settings, said: Contents, office: tuple[Office, int], monkeypatch: pytest.MonkeyPatch) -> None:
    handler, port = office
    handler.refused.add("sekda@example.id")
    monkeypatch.setitem(RENDERERS, "pdf", lambda _said, _at: b"%PDF")  # what is sent plays no part here
    monkeypatch.setattr("layouts.briefing.courier.contents", lambda *_asked: said)
    first = courier(city, settings, port)
    assert {t.target: t.state for t in first.turn()}["sekda@example.id"] == "failed"
    assert courier(city, settings, port, MORNING + timedelta(seconds=30)).turn() == ()  # not before its time
    at = MORNING
    for wait in BACK_OFF[:-1]:
        at += wait
        (again,) = courier(city, settings, port, at).turn()
        assert (again.target, again.state) == ("sekda@example.id", "failed") and "451" in str(again.note)
    (last,) = courier(city, settings, port, at + BACK_OFF[-1]).turn()
    assert (last.state, last.attempt, last.next_at) == ("given_up", len(BACK_OFF) + 1, None)
    handler.refused.clear()
    assert courier(city, settings, port, at + timedelta(days=3)).turn() == ()
    assert len([m for m in handler.taken if m["To"] == "gubernur@example.id"]) == 1  # who had it is not asked again


def test_it_is_sent_when_the_server_is_back_and_no_password_is_told(
    city: Warehouse, settings: Settings, said: Contents, office: tuple[Office, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    handler, port = office
    monkeypatch.setitem(RENDERERS, "pdf", lambda _said, _at: b"%PDF")
    monkeypatch.setattr("layouts.briefing.courier.contents", lambda *_asked: said)
    down = courier(city, settings, _free()).turn()
    assert {t.state for t in down if "@" in t.target} == {"failed"}
    wrong = courier(city, settings, port, MORNING + BACK_OFF[0], password="salah").turn()
    assert {t.state for t in wrong} == {"failed"} and all("refused" in str(t.note) and "salah" not in str(t.note) for t in wrong)
    assert {t.state for t in courier(city, settings, port, MORNING + BACK_OFF[0] + BACK_OFF[1]).turn()} == {"sent"}
    assert len(handler.taken) == 2


@pytest.mark.parametrize(("every", "now", "due"), [
    ("month", "2026-11-01T05:59", "2026-09"), ("month", "2026-11-01T06:00", "2026-10"), ("month", "2027-01-15T00:00", "2026-12"), ("day", "2026-11-01T07:00", "2026-10-31"),
    ("day", "2026-11-01T05:00", "2026-10-30"), ("week", "2026-11-23T06:00", "2026-W47"), ("week", "2026-11-23T05:59", "2026-W46"), ("quarter", "2026-11-01T06:00", "2026-Q3"),
    ("quarter", "2027-01-01T05:00", "2026-Q3"), ("quarter", "2027-01-01T06:00", "2026-Q4"), ("week", "2027-01-04T06:00", "2026-W53"),
])  # fmt: skip
def test_the_newest_period_whose_hour_has_come_is_due(every: str, now: str, due: str) -> None:
    assert Plan("a", every).due(datetime.fromisoformat(now).replace(tzinfo=WIB)).text == due


@pytest.mark.parametrize(("line", "said"), [
    ('name = "A B"', "name"), ('every = "year"', "every"), ('at = "24:00"', "at"), ('area = "32"', "area"), ('formats = ["doc"]', "formats"), ("formats = []", "formats"),
    ('to = ["a@b.id\\nBcc: x@y.id"]', "to"), ("to = []", "to"), ('kind = "dossier"', "kind"), ('agency = " Dinas"', "agency"),
    ('agency = "Dinas Bina Marga"\nkind = "smartcity100"', "agency"), ('color = "red"', "unknown key 'color'"), ("lang = 3", "lang"), ('to = "a@b.id"', "not a list"),
])  # fmt: skip
def test_a_plan_that_cannot_be_carried_out_is_named(line: str, said: str, tmp_path: Path) -> None:
    key = line.split(" ")[0]
    others = [text for text in ('name = "a"', 'every = "day"', 'to = ["a@b.id"]') if not text.startswith(f"{key} ")]
    file = tmp_path / "briefings.toml"
    file.write_text("\n".join(["[[briefing]]", *others, line]))
    with pytest.raises(SettingsError) as told:
        listed(file)
    assert said in told.value.message and str(file) in told.value.message


def test_mail_without_a_server_is_refused_before_the_first_run(city: Warehouse, settings: Settings) -> None:
    settings.briefings_file.write_text(PLANS)
    with pytest.raises(BriefingError):
        Courier.of(Answers(city), settings)
    for url in ("ftp://a:geheim@b", "smtp://", "smtp://a:geheim@b:x"):
        with pytest.raises(SettingsError) as told:
            Post.parsed(url, "a@b.id")
        assert "geheim" not in str(told.value)


def test_one_agency_and_the_frame_of_100_smart_city_go_out_as_well(city: Warehouse, settings: Settings) -> None:
    rows = ('name = "marga"\nagency = "dinas bina marga"\nformats = ["xlsx"]', 'name = "kerangka"\nkind = "smartcity100"\nformats = ["xlsx"]', 'name = "siapa"\nagency = "Dinas Antah"')
    settings.briefings_file.write_text("".join(f'[[briefing]]\nevery = "month"\nfolder = "kirim"\n{row}\n' for row in rows))
    one = Courier.of(Answers(city), settings)
    one.now = lambda: MORNING
    tries = {t.plan: t for t in one.turn()}
    assert {name: t.state for name, t in tries.items()} == {"marga": "sent", "kerangka": "sent", "siapa": "failed"} and "Dinas Antah" in str(tries["siapa"].note)
    assert city.here().rows("select who, kind, scope from export_log order by who") == [("jadwal:kerangka", "smartcity100", "31"), ("jadwal:marga", "briefing", "31-dinas-bina-marga")]
    assert sorted(f.name.split("-2026-10-")[0] for f in (settings.var / "kirim").iterdir()) == ["briefing", "smartcity100"]


def test_the_command_brings_out_what_is_due(city: Warehouse, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.briefings_file.write_text('[[briefing]]\nname = "harian"\nevery = "day"\nfolder = "harian"\n')
    assert city and main(["--scheduled"], settings) == 0
    assert "folder:harian sent" in capsys.readouterr().out and len(list((settings.var / "harian").glob("*.pdf"))) == 1
