"""Mail by SMTP: one message with the documents attached. Every error is said without the password."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from urllib.parse import unquote, urlsplit

from data import clock
from data.errors import BriefingError, SettingsError
from layouts.briefing.export import MEDIA, Export

TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True)
class Post:
    """Where mail is handed in. From smtp://name:password@host:587 (STARTTLS), smtps://host:465, or smtp+plain://127.0.0.1:25 without TLS."""

    host: str
    port: int
    scheme: str
    sender: str
    user: str = ""
    password: str = ""

    @classmethod
    def parsed(cls, url: str, sender: str) -> Post | None:
        """None without an URL. Raises SettingsError; the message never holds the URL, which may hold a password."""
        if not url:
            return None
        try:
            parts = urlsplit(url)
            port = parts.port or {"smtp": 587, "smtps": 465, "smtp+plain": 25}.get(parts.scheme, 0)
        except ValueError:
            port, parts = 0, urlsplit("")
        if not port or not parts.hostname:
            raise SettingsError("CITY_SMTP_URL cannot be understood.", "Use smtp://name:password@host:587, smtps://host:465 or smtp+plain://127.0.0.1:25.")
        if "@" not in sender or any(c.isspace() for c in sender):
            raise SettingsError(f"CITY_SMTP_FROM is {sender!r}.", "Name the address that mail comes from.")
        return cls(parts.hostname, port, parts.scheme, sender, unquote(parts.username or ""), unquote(parts.password or ""))


def send(post: Post, to: str, subject: str, body: str, files: Sequence[Export], context: Callable[[], ssl.SSLContext] = ssl.create_default_context) -> None:
    """Hand one message in. Blocking, at most TIMEOUT_S for each answer of the server. Raises BriefingError, which may be tried again."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = post.sender, to, " ".join(subject.split())
    message["Date"], message["Message-ID"] = format_datetime(clock.now()), make_msgid(domain=post.sender.rpartition("@")[2])
    message.set_content(body)
    for file in files:
        kind, _slash, form = MEDIA[file.format].partition("/")
        message.add_attachment(file.content, maintype=kind, subtype=form, filename=file.kept.name)
    try:
        with _opened(post, context) as server:
            if post.user:
                server.login(post.user, post.password)
            server.send_message(message)
    except (smtplib.SMTPException, OSError) as error:
        raise BriefingError(f"Mail to {to} was not taken by {post.host}:{post.port}: {_reason(error)}", "It is tried again later.") from error


def _opened(post: Post, context: Callable[[], ssl.SSLContext]) -> smtplib.SMTP:
    if post.scheme == "smtps":
        return smtplib.SMTP_SSL(post.host, post.port, timeout=TIMEOUT_S, context=context())
    server = smtplib.SMTP(post.host, post.port, timeout=TIMEOUT_S)
    if post.scheme == "smtp":
        server.starttls(context=context())
    return server


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "the name or the password was refused"
    return f"{type(error).__name__}: {error}"[:300]
